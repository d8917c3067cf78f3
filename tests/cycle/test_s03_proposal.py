"""Station 3: the proposal, its size, its ratio, and who may read it."""

from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest

from solidarity.cycle import s03_proposal as station
from solidarity.cycle.s02_determination import Determined
from solidarity.cycle.s03_proposal import CLEARED_ROLES, Propose, Proposed, readable_by, release
from solidarity.errors import InputError, NotLawful, WrongStation
from solidarity.terms.citations import Art
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

    def test_disembarkations_need_a_percentage(self, story, state, propose, refuses):
        none = replace(propose, sar_percent=None)
        refuses(station, none, state, NotLawful, Art(12, 5))
        calm = Determined("C(2026) 2", date(2026, 10, 15), (), story.source)
        assert station.decide(none, story.at("proposal", [story.report, calm]))

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
