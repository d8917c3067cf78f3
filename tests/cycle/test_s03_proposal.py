"""Station 3: the proposal, its size, its ratio, and who may read it."""

from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest

from solidarity.cycle import s03_proposal as station
from solidarity.cycle.s02_determination import Determined
from solidarity.cycle.s03_proposal import (
    CLEARED_ROLES,
    AuthoriseCredit,
    CreditAuthorised,
    Propose,
    Proposed,
    readable_by,
    release,
)
from solidarity.errors import InputError, NotEntitled, NotLawful, OutOfScope, WrongStation
from solidarity.terms.citations import Art, crisis
from solidarity.terms.quantities import Euro, Persons


@pytest.fixture
def state(story):
    return story.at("proposal", [story.report, story.determined])


@pytest.fixture
def propose(story):
    return Propose(
        "COM(2026) 3",
        date(2026, 10, 15),
        Persons(30_000),
        Euro.whole(600_000_000),
        Fraction(40),
        exceptional=False,
        source=story.source,
        fictional=True,
    )


class TestTurn:
    """Art. 12(1): on the basis of the Report and the decision, once."""

    def test_proposes(self, story, state, propose):
        assert station.decide(propose, state) == (story.proposed,)
        assert isinstance(story.proposed, Proposed)
        assert station.evolve(state, story.proposed).adopted == date(2026, 10, 15)

    def test_needs_report_and_decision(self, story, propose, refuses):
        refuses(station, propose, station.initial, WrongStation, Art(12, 1))
        refuses(station, propose, story.at("proposal", [story.report]), WrongStation, Art(12, 1))
        early = replace(propose, on=date(2026, 10, 14))
        state = story.at("proposal", [story.report, story.determined])
        refuses(station, early, state, WrongStation, Art(12, 1))

    def test_is_made_once(self, story, propose, refuses):
        refuses(station, propose, story.at("proposal", story.documents), WrongStation, Art(12, 1))

    def test_late_is_said(self, state, propose):
        assert station.warnings(propose, state) == ()
        late = station.warnings(replace(propose, on=date(2026, 11, 11)), state)
        assert "15 October 2026" in late[0]


class TestRestriction:
    """Art. 12(6): restricted until the Council act."""

    def test_unaccredited_installation_stores_no_real_one(self, state, propose, refuses):
        real = replace(propose, fictional=False)
        refuses(station, real, state, NotLawful, Art(12, 6))

    def test_accredited_installation_does(self, state, propose, story):
        real = replace(propose, fictional=False, accredited=True)
        assert station.decide(real, state) == (story.proposed,)

    def test_after_the_act_everyone_may(self, state, propose, story):
        real = replace(propose, fictional=False)
        assert station.decide(real, release(state, date(2026, 12, 15))) == (story.proposed,)

    def test_only_cleared_roles_read_before_the_act(self, story):
        before = story.at("proposal", story.documents)
        assert before.is_restricted
        assert not readable_by("public", before)
        assert all(readable_by(role, before) for role in CLEARED_ROLES)
        after = story.at("proposal", (*story.pledging, story.act))
        assert not after.is_restricted
        assert readable_by("public", after)

    def test_nothing_is_restricted_before_there_is_a_proposal(self):
        assert not station.initial.is_restricted
        assert station.initial.adopted is None

    def test_the_first_act_lifts_it_for_good(self):
        state = release(station.initial, date(2026, 12, 15))
        assert release(state, date(2027, 5, 1)) == state


class TestSize:
    """Art. 12(2)-(5): minima, ratio, exceptional years, disembarkations."""

    def test_below_the_minimum_is_refused(self, state, propose, refuses):
        small = replace(propose, relocations=Persons(21_000), financial=Euro.whole(420_000_000))
        refuses(station, small, state, NotLawful, Art(12, 2))

    def test_exceptional_year_may_be_below(self, state, propose):
        small = replace(propose, relocations=Persons(0), financial=Euro.whole(0), exceptional=True)
        assert station.decide(small, state)

    def test_ratio_is_kept_above_the_minimum(self, state, propose, refuses):
        odd = replace(propose, relocations=Persons(31_000))
        refuses(station, odd, state, NotLawful, Art(12, 3))
        even = replace(odd, financial=Euro.whole(620_000_000))
        assert station.decide(even, state)

    def test_disembarkations_without_a_known_percentage_warn(self, story, state, propose):
        none = replace(propose, sar_percent=None)
        assert station.decide(none, state)
        assert any("Art. 12(5)" in said for said in station.warnings(none, state))
        calm = Determined("C(2026) 2", date(2026, 10, 15), (), story.source)
        assert not station.warnings(none, story.at("proposal", [story.report, calm]))

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
    def test_unreadable_is_refused(self, state, propose, wrong):
        with pytest.raises(InputError):
            station.decide(replace(propose, **wrong), state)


class TestCredit:
    """Art. 9(4)-(5) Regulation (EU) 2024/1359: authorised by the Commission, used once, in five."""

    @pytest.fixture
    def authorise(self, story):
        return AuthoriseCredit(
            "DE", "C(2026) 7", Persons(500), 2026, Persons(100), date(2026, 9, 1), story.source
        )

    @pytest.fixture
    def credited(self, story):
        return CreditAuthorised(
            "DE", "C(2026) 7", Persons(500), 2026, Persons(100), date(2026, 9, 1), story.source
        )

    def test_is_kept_for_the_state(self, state, authorise, credited):
        assert station.decide(authorise, state) == (credited,)
        assert station.warnings(authorise, state) == ()
        assert station.evolve(state, credited).credits == {"DE": (credited,)}

    def test_needs_no_proposal_and_comes_before_the_act(self, story, authorise, refuses):
        assert station.decide(authorise, story.at("proposal", []))
        closed = story.at("proposal", story.pool)
        refuses(station, authorise, closed, WrongStation, crisis(9, 5))

    def test_needs_an_implementing_act(self, state, authorise, refuses):
        why = refuses(station, replace(authorise, act=" "), state, NotLawful, crisis(9, 5))
        assert "implementing act" in why

    def test_counts_once(self, state, authorise, credited, refuses):
        after = station.evolve(state, credited)
        refuses(station, authorise, after, NotLawful, crisis(9, 5))
        another = replace(authorise, act="C(2026) 8")
        assert station.decide(another, after)[0].act == "C(2026) 8"
        used_up = replace(authorise, used=Persons(500))
        why = refuses(station, used_up, state, NotLawful, crisis(9, 5))
        assert "used up" in why

    @pytest.mark.parametrize("used", [-1, 501])
    def test_no_more_is_used_than_there_is(self, state, authorise, used):
        with pytest.raises(InputError, match="of a credit of 500"):
            station.decide(replace(authorise, used=Persons(used)), state)

    def test_is_of_someone(self, state, authorise):
        with pytest.raises(InputError, match="more than 0"):
            station.decide(replace(authorise, above=Persons(0)), state)

    @pytest.mark.parametrize(("first", "fits"), [(2022, 0), (2023, 1), (2027, 1), (2028, 0)])
    def test_is_spread_over_five_cycles(self, state, authorise, refuses, first, fits):
        command = replace(authorise, first_year=first)
        if fits:
            assert station.decide(command, state)[0].first_year == first
        else:
            refuses(station, command, state, NotLawful, crisis(9, 4, "a"))

    def test_only_of_states_bound(self, state, authorise, refuses):
        refuses(station, replace(authorise, state="DK"), state, NotEntitled, crisis(9, 5))

    def test_not_before_the_regulation_applies(self, state, authorise):
        with pytest.raises(OutOfScope):
            station.decide(replace(authorise, on=date(2026, 6, 30)), state)

    def test_nothing_used_in_a_later_cycle_is_unusual(self, state, authorise):
        unused = replace(authorise, used=Persons(0))
        assert "earlier cycle" in station.warnings(unused, state)[0]
        assert station.warnings(replace(unused, first_year=2027), state) == ()
