"""Station 5: the Council act, what it fixes, what others state beside it."""

from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction

import pytest

from solidarity.cycle import s05_pool as station
from solidarity.cycle.s04_pledging import ForumReconvened, PledgeDeclined
from solidarity.cycle.s05_pool import (
    AdjustPledge,
    AdoptPoolAct,
    FixPledge,
    FixShare,
    PledgeAdjusted,
    PledgeFixed,
    PoolActAdopted,
    RecordStatement,
    ShareFixed,
    StatementRecorded,
)
from solidarity.errors import InputError, NotEntitled, WrongStation
from solidarity.terms.citations import Art
from solidarity.terms.findings import Basis
from solidarity.terms.quantities import ZERO_EURO, ZERO_PERSONS, Euro, Kind, Persons


@pytest.fixture
def adopt(story):
    return AdoptPoolAct(
        "2026/9999",
        date(2026, 12, 15),
        date(2026, 12, 20),
        date(2027, 1, 1),
        Persons(21_000),
        Euro.whole(420_000_000),
        Fraction(40),
        story.source,
    )


class TestAct:
    """Art. 57(1): after the forum, once, again only after it was reconvened."""

    def test_is_adopted_after_the_forum(self, story, adopt):
        state = story.at("pool", story.pledging)
        events = station.decide(adopt, state)
        assert events == (story.act,)
        assert isinstance(story.act, PoolActAdopted)
        assert (station.initial.act, station.initial.adopted) == (None, None)

    def test_before_the_forum_is_out_of_turn(self, story, adopt, refuses):
        state = story.at("pool", story.documents)
        refuses(station, adopt, state, WrongStation, Art(57, 1))

    def test_dated_before_the_forum_is_out_of_turn(self, story, adopt, refuses):
        state = story.at("pool", (*story.documents, story.forum))
        early = replace(adopt, on=story.forum.on - timedelta(days=1))
        refuses(station, early, state, WrongStation, Art(57, 1))

    def test_a_second_meeting_does_not_move_the_first(self, story):
        again = replace(story.forum, on=story.forum.on + timedelta(days=9))
        for meetings in ((story.forum, again), (again, story.forum)):
            state = story.at("pool", (*story.documents, *meetings))
            assert state.forum_on == story.forum.on

    def test_twice_needs_a_reconvened_forum(self, story, adopt, refuses):
        met_again = (*story.pool, replace(story.forum, on=date(2027, 1, 2)))
        refuses(station, adopt, story.at("pool", met_again), WrongStation, Art(13, 4))
        again = ForumReconvened(date(2027, 3, 1), "insufficient", story.source)
        state = story.at("pool", (*story.pool, again))
        events = station.decide(replace(adopt, reference="2027/1", on=date(2027, 4, 1)), state)
        state = station.evolve(state, events[0])
        more = replace(story.fixed[0], amount=Persons(45))
        state = station.evolve(state, more)
        assert (state.act.reference, state.adopted) == ("2027/1", date(2026, 12, 15))
        assert state.fixed("DE") == {Kind.RELOCATION: Persons(4600)}

    @pytest.mark.parametrize(
        "wrong",
        [
            {"reference": ""},
            {"relocations": Persons(-1)},
            {"financial": Euro(-1)},
            {"sar_percent": Fraction(101)},
            {"sar_percent": Fraction(-1)},
        ],
    )
    def test_unreadable_is_refused(self, story, adopt, wrong):
        with pytest.raises(InputError):
            station.decide(replace(adopt, **wrong), story.at("pool", story.pledging))

    def test_may_set_no_percentage(self, story, adopt):
        state = story.at("pool", story.pledging)
        assert station.decide(replace(adopt, sar_percent=None), state)[0].sar_percent is None

    def test_below_the_minimum_is_allowed_and_said(self, story, adopt):
        """Reading R-010: the minima bind the proposal."""
        said = station.warnings(adopt, story.at("pool", story.pledging))
        assert len(said) == 1
        assert "R-010" in said[0]

    def test_lateness_missing_proposal_and_ratio_are_said(self, story, adopt):
        state = story.at("pool", (*story.documents[:2], story.forum))
        odd = replace(adopt, on=date(2027, 1, 7), financial=Euro.whole(600_000_000))
        late, unproposed, ratio, below = station.warnings(odd, state)
        assert "31 December 2026" in late
        assert "no proposal" in unproposed
        assert "Art. 12(3)" in ratio
        assert "R-010" in below
        full = replace(adopt, relocations=Persons(30_000), financial=Euro.whole(600_000_000))
        assert station.warnings(full, story.at("pool", story.pledging)) == ()

    def test_a_later_act_has_no_due_date(self, story, adopt):
        said = station.warnings(replace(adopt, on=date(2027, 4, 1)), story.at("pool", story.pool))
        assert len(said) == 1
        record = RecordStatement("ES", "", None, None, adopt.on, story.source)
        assert station.warnings(record, station.initial) == ()


class TestContents:
    """Art. 57(1): shares and pledges of the states bound."""

    def test_share_is_recorded(self, story):
        state = story.at("pool", story.pool)
        share = Fraction(216890, 1_000_000)
        events = station.decide(FixShare("DE", share, story.source), state)
        assert events == (ShareFixed("DE", share, story.source),)
        assert station.evolve(state, events[0]).shares["DE"].share == share

    def test_pledge_is_recorded(self, story):
        state = story.at("pool", story.pool)
        command = FixPledge("GR", Kind.FINANCIAL, None, Basis.UNKNOWN, story.source)
        fixed = PledgeFixed("EL", Kind.FINANCIAL, None, Basis.UNKNOWN, story.source)
        assert station.decide(command, state) == (fixed,)
        assert station.evolve(state, fixed).fixed("EL") == {Kind.FINANCIAL: None}
        known = replace(command, amount=Euro(1))
        assert station.decide(known, state)[0].amount == Euro(1)

    def test_adjustment_is_recorded_without_touching_the_pledge(self, story):
        state = story.at("pool", story.pool)
        events = station.decide(AdjustPledge("AT", Fraction(100), story.source), state)
        assert events == (PledgeAdjusted("AT", Fraction(100), story.source),)
        after = station.evolve(state, events[0])
        assert after.adjusted["AT"].percent == 100
        assert after.pledges == state.pledges

    def test_needs_the_act(self, story, refuses):
        state = story.at("pool", story.pledging)
        command = FixShare("DE", Fraction(1, 5), story.source)
        refuses(station, command, state, WrongStation, Art(57, 1))

    def test_of_a_state_not_bound_is_refused(self, story, refuses):
        state = story.at("pool", story.pool)
        command = FixShare("DK", Fraction(1, 50), story.source)
        refuses(station, command, state, NotEntitled, Art(57, 3))

    def test_unreadable_is_refused(self, story):
        state = story.at("pool", story.pool)
        for command in (
            FixShare("DE", Fraction(3, 2), story.source),
            AdjustPledge("AT", Fraction(101), story.source),
            FixPledge("DE", Kind.RELOCATION, Euro(1), Basis.PUBLISHED, story.source),
        ):
            with pytest.raises(InputError):
                station.decide(command, state)

    def test_what_is_not_fixed_is_nothing_only_where_the_act_says_so(self, story):
        state = story.at(
            "pool",
            (
                *story.documents,
                story.forum,
                PledgeDeclined("HU", story.source),
                story.act,
                *story.fixed,
            ),
        )
        assert state.fixed_of("DE", Kind.RELOCATION) == Persons(4555)
        assert state.fixed_of("DE", Kind.FINANCIAL) == ZERO_EURO
        assert state.fixed_of("FR", Kind.RELOCATION) == ZERO_PERSONS
        assert state.fixed_of("HU", Kind.RELOCATION) == ZERO_PERSONS
        assert state.fixed_of("NL", Kind.RELOCATION) is None
        assert state.fixed_of("RO", Kind.RELOCATION) is None


class TestStatement:
    """Figures of others stand beside and are never merged."""

    def test_is_kept_apart(self, story):
        day = date(2026, 12, 22)
        money = Euro.whole(74_660_000)
        command = RecordStatement("ES", "what is left", Persons(962), money, day, story.source)
        events = station.decide(command, station.initial)
        assert events == (
            StatementRecorded("ES", "what is left", Persons(962), money, day, story.source),
        )
        state = story.at("pool", story.pool)
        after = station.evolve(state, events[0])
        assert after.statements == events
        assert after.pledges == state.pledges

    def test_of_nobody_cannot_be_read(self, story):
        command = RecordStatement(" ", "", None, None, date(2026, 12, 22), story.source)
        with pytest.raises(InputError, match="nobody"):
            station.decide(command, station.initial)
