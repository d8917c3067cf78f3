"""Station 4: the High-Level Forum, rounds, pledges, ad hoc offers."""

from dataclasses import replace
from datetime import date

import pytest

from solidarity.cycle import s04_pledging as station
from solidarity.cycle.s04_pledging import (
    AdHocPledged,
    ConveneForum,
    DeclinePledge,
    ForumConvened,
    ForumReconvened,
    Pledge,
    PledgeAdHoc,
    Pledged,
    PledgeDeclined,
    ReconveneForum,
)
from solidarity.errors import InputError, LateAct, NotEntitled, NotLawful, WrongStation
from solidarity.terms.citations import Art
from solidarity.terms.findings import Basis
from solidarity.terms.quantities import Euro, Kind, Persons

DAY = date(2026, 10, 28)


@pytest.fixture
def pledge(story):
    return Pledge("DE", Kind.RELOCATION, Persons(4555), Basis.PUBLISHED, story.source, DAY)


@pytest.fixture
def in_forum(story):
    return story.at("pledging", (*story.documents, story.forum))


@pytest.fixture
def reconvened(story):
    return ForumReconvened(date(2027, 3, 1), "insufficient", story.source)


class TestForum:
    """Art. 13(2) and (4): convened after the documents, reconvened by the Council."""

    def test_meets_after_the_documents(self, story):
        state = story.at("pledging", story.documents)
        assert station.decide(ConveneForum(DAY), state) == (ForumConvened(DAY, 1),)

    def test_meets_several_times_in_a_round(self, in_forum):
        again = date(2026, 11, 7)
        events = station.decide(ConveneForum(again), in_forum)
        assert events == (ForumConvened(again, 1),)
        assert station.evolve(in_forum, events[0]).meetings == (DAY, again)

    def test_does_not_meet_before_report_and_decision(self, story, refuses):
        for known in ([], [story.report]):
            state = story.at("pledging", known)
            refuses(station, ConveneForum(DAY), state, WrongStation, Art(13, 2))
        state = story.at("pledging", story.documents)
        early = ConveneForum(date(2026, 10, 14))
        refuses(station, early, state, WrongStation, Art(13, 2))

    def test_does_not_meet_after_the_act_by_itself(self, story, refuses):
        state = story.at("pledging", story.pool)
        refuses(station, ConveneForum(date(2027, 1, 5)), state, WrongStation, Art(13, 4))

    def test_is_reconvened_into_a_new_round(self, story, reconvened):
        state = story.at("pledging", story.pool)
        command = ReconveneForum(reconvened.on, "insufficient", True, story.source)
        assert station.decide(command, state) == (reconvened,)
        state = station.evolve(state, reconvened)
        assert (state.round, state.is_open) == (2, True)

    def test_is_not_reconvened_before_it_met(self, story, refuses):
        command = ReconveneForum(DAY, "insufficient", True, story.source)
        refuses(station, command, station.initial, WrongStation, Art(13, 4))

    @pytest.mark.parametrize(("ground", "majority"), [("insufficient", False), ("wish", True)])
    def test_needs_ground_and_majority(self, story, in_forum, refuses, ground, majority):
        command = ReconveneForum(DAY, ground, majority, story.source)
        refuses(station, command, in_forum, NotLawful, Art(13, 4))

    def test_late_or_without_proposal_is_said(self, story, in_forum, pledge):
        state = story.at("pledging", story.documents)
        assert station.warnings(ConveneForum(DAY), state) == ()
        assert "Art. 13(2)" in station.warnings(ConveneForum(date(2026, 11, 18)), state)[0]
        bare = story.at("pledging", story.documents[:2])
        assert "no proposal" in station.warnings(ConveneForum(DAY), bare)[0]
        assert station.warnings(ConveneForum(date(2026, 11, 18)), in_forum) == ()
        assert station.warnings(pledge, in_forum) == ()
        assert len(station.warnings(ConveneForum(DAY), station.initial)) == 1


class TestPledge:
    """Arts 13(3) and 57(3)-(4): in the forum, by bound states, of any kind."""

    def test_is_recorded_in_its_round(self, story, in_forum, pledge):
        assert station.decide(pledge, in_forum) == (story.pledged,)
        assert isinstance(story.pledged, Pledged)

    def test_before_the_forum_is_out_of_turn(self, story, pledge, refuses):
        state = story.at("pledging", story.documents)
        refuses(station, pledge, state, WrongStation, Art(13, 3))

    @pytest.mark.parametrize(
        ("code", "source"), [("DK", Art(57, 3)), ("NO", Art(13, 1)), ("CH", Art(13, 1))]
    )
    def test_by_a_state_not_bound_is_refused(self, in_forum, pledge, refuses, code, source):
        refuses(station, replace(pledge, state=code), in_forum, NotEntitled, source)

    def test_by_no_state_cannot_be_read(self, in_forum, pledge):
        with pytest.raises(InputError, match='"XX"'):
            station.decide(replace(pledge, state="XX"), in_forum)

    def test_after_the_act_is_too_late(self, story, pledge, refuses):
        refuses(station, pledge, story.at("pledging", story.pool), LateAct, Art(13, 4))

    def test_after_a_reconvened_forum_is_added(self, story, pledge, reconvened):
        state = story.at("pledging", (*story.pool, reconvened))
        events = station.decide(replace(pledge, amount=Persons(45)), state)
        state = station.evolve(state, events[0])
        assert state.pledged("DE") == {Kind.RELOCATION: Persons(4600)}

    def test_last_of_a_round_counts(self, story, in_forum):
        state = in_forum
        for count in (1, 2):
            state = station.evolve(state, replace(story.pledged, amount=Persons(count)))
        assert state.pledged("DE") == {Kind.RELOCATION: Persons(2)}

    def test_unknown_amount_makes_the_sum_unknown(self, story, in_forum):
        state = station.evolve(in_forum, story.pledged)
        state = station.evolve(state, replace(story.pledged, round=2, amount=None))
        assert state.pledged("DE") == {Kind.RELOCATION: None}
        assert state.pledged("LU") == {}

    @pytest.mark.parametrize(
        "wrong",
        [
            {"amount": Euro(1)},
            {"kind": Kind.FINANCIAL},
            {"amount": Persons(-1)},
            {"kind": Kind.FINANCIAL, "amount": Euro(-1)},
        ],
    )
    def test_in_another_unit_or_negative_cannot_be_read(self, in_forum, pledge, wrong):
        with pytest.raises(InputError):
            station.decide(replace(pledge, **wrong), in_forum)

    def test_not_published_is_kept_as_such(self, in_forum, pledge):
        unknown = replace(pledge, amount=None, basis=Basis.UNKNOWN)
        assert station.decide(unknown, in_forum)[0].amount is None

    def test_does_not_bear_a_day_before_the_forum(self, in_forum, pledge, refuses):
        early = date(2026, 10, 27)
        command = replace(pledge, on=early)
        refuses(station, command, in_forum, WrongStation, Art(13, 3))
        assert station.decide(replace(pledge, on=DAY), in_forum)


class TestAlternative:
    """Art. 57(4): value and objective criteria."""

    @pytest.fixture
    def alternative(self, pledge):
        return replace(
            pledge,
            kind=Kind.ALTERNATIVE,
            amount=Euro.whole(2_000_000),
            objective_basis="day rates of the Asylum Agency",
        )

    def test_with_value_and_basis_is_pledged(self, in_forum, alternative):
        assert station.decide(alternative, in_forum)[0].objective_basis

    @pytest.mark.parametrize("missing", [{"amount": None}, {"objective_basis": " "}])
    def test_without_is_refused(self, in_forum, alternative, refuses, missing):
        refuses(station, replace(alternative, **missing), in_forum, NotLawful, Art(57, 4))

    def test_known_only_from_others_may_lack_the_basis(self, in_forum, alternative, refuses):
        reported = replace(alternative, basis=Basis.REPORTED, objective_basis="")
        assert station.decide(reported, in_forum)
        valueless = replace(reported, amount=None)
        refuses(station, valueless, in_forum, NotLawful, Art(57, 4))
        assert station.decide(replace(valueless, basis=Basis.UNKNOWN), in_forum)


class TestDeclined:
    """No provision gives a default pledge: what is declined is shown as such."""

    def test_is_recorded_and_takes_the_round_back(self, story, in_forum):
        state = station.evolve(in_forum, story.pledged)
        events = station.decide(DeclinePledge("DE", story.source, DAY), state)
        assert events == (PledgeDeclined("DE", story.source),)
        state = station.evolve(state, events[0])
        assert "DE" in state.declined
        assert state.pledged("DE") == {}

    def test_earlier_rounds_stay(self, story, reconvened):
        state = story.at("pledging", (*story.pool, reconvened, PledgeDeclined("DE", story.source)))
        assert state.pledged("DE") == {Kind.RELOCATION: Persons(4555)}

    def test_pledging_after_all_ends_it(self, story, in_forum):
        state = station.evolve(in_forum, PledgeDeclined("DE", story.source))
        assert "DE" not in station.evolve(state, story.pledged).declined


class TestAdHoc:
    """Art. 13(1): associated states, apart from all totals."""

    def test_is_kept_apart(self, story, in_forum):
        command = PledgeAdHoc("no", Kind.RELOCATION, Persons(50), story.source)
        events = station.decide(command, in_forum)
        assert events == (AdHocPledged("NO", Kind.RELOCATION, Persons(50), story.source),)
        state = station.evolve(in_forum, events[0])
        assert state.ad_hoc["NO"][Kind.RELOCATION].amount == Persons(50)
        assert "NO" not in state.pledges
        unknown = PledgeAdHoc("CH", Kind.FINANCIAL, None, story.source)
        assert station.decide(unknown, in_forum)[0].amount is None

    @pytest.mark.parametrize("code", ["DE", "DK"])
    def test_is_not_for_member_states(self, story, in_forum, refuses, code):
        command = PledgeAdHoc(code, Kind.RELOCATION, Persons(50), story.source)
        refuses(station, command, in_forum, NotEntitled, Art(13, 1))

    def test_in_another_unit_cannot_be_read(self, story, in_forum):
        with pytest.raises(InputError, match="relocation given in euro"):
            station.decide(PledgeAdHoc("NO", Kind.RELOCATION, Euro(5), story.source), in_forum)
