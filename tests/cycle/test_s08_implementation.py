"""Station 8: preferences, alternative measures, deliveries, actions."""

from dataclasses import replace
from datetime import date

import pytest

from solidarity.cycle import s08_implementation as station
from solidarity.cycle.s02_determination import ShortcomingsIdentified
from solidarity.cycle.s08_implementation import (
    UNION_BUDGET,
    ActionListed,
    ActionProgressed,
    AgreeAlternative,
    AlternativeAgreed,
    AlternativeRequested,
    AlternativeStarted,
    Implement,
    Implemented,
    ListAction,
    ProgressAction,
    RequestAlternative,
    StartAlternative,
)
from solidarity.cycle.s08_preferences import ExpressPreference, PreferenceExpressed
from solidarity.errors import InputError, LateAct, NotEntitled, NotLawful, WrongStation
from solidarity.terms.citations import Art
from solidarity.terms.quantities import Euro, Kind, Persons

DAY = date(2027, 2, 1)
REQUESTED = AlternativeRequested("a1", "IT", "BE", "three interview teams", DAY)
AGREED = AlternativeAgreed(
    "a1", "BE", "IT", Euro.whole(500_000), date(2027, 3, 1), date(2027, 3, 3)
)
STARTED = AlternativeStarted("a1", date(2027, 3, 4))


@pytest.fixture
def access(story):
    return story.at("implementation", story.access)


@pytest.fixture
def relocate(story):
    return Implement("DE", "IT", Kind.RELOCATION, Persons(30), DAY, story.source)


@pytest.fixture
def relocated(story):
    return Implemented("DE", "IT", Kind.RELOCATION, Persons(30), DAY, story.source)


class TestPreference:
    """Art. 60(4): at the first meeting of the Technical-Level Forum."""

    def test_is_voiced_at_the_first_meeting(self, story, access):
        day = story.technical.on
        events = station.decide(ExpressPreference("DE", day, "families"), access)
        assert events == (PreferenceExpressed("DE", day, "families"),)
        assert station.evolve(access, events[0]).preferences == events

    def test_later_is_too_late(self, access, refuses):
        command = ExpressPreference("DE", date(2027, 1, 19), "families")
        refuses(station, command, access, LateAct, Art(60, 4))

    def test_earlier_is_out_of_turn(self, story, access, refuses):
        command = ExpressPreference("DE", date(2027, 1, 17), "families")
        refuses(station, command, access, WrongStation, Art(60, 4))
        before = story.at("implementation", story.pool)
        refuses(station, command, before, WrongStation, Art(60, 4))

    def test_is_for_bound_states(self, access, refuses):
        command = ExpressPreference("DK", date(2027, 1, 18), "families")
        refuses(station, command, access, NotEntitled, Art(60, 4))


class TestAlternative:
    """Art. 65(1): request, agreed value, Coordinator told, start."""

    def test_goes_from_request_to_start(self, access):
        request = RequestAlternative("a1", "IT", "BE", "three interview teams", DAY)
        assert station.decide(request, access) == (REQUESTED,)
        state = station.evolve(access, REQUESTED)
        agree = AgreeAlternative(
            "a1", "BE", "IT", AGREED.value, AGREED.on, AGREED.notified_coordinator
        )
        assert station.decide(agree, state) == (AGREED,)
        state = station.evolve(state, AGREED)
        assert state.agreed_value("BE") == Euro.whole(500_000)
        assert state.agreed_value("DE") == Euro(0)
        assert station.decide(StartAlternative("a1", STARTED.on), state) == (STARTED,)
        assert station.evolve(state, STARTED).started == {"a1": STARTED.on}

    @pytest.mark.parametrize(("by", "to"), [("EL", "BE"), ("IT", "IT"), ("DE", "BE"), ("IT", "DK")])
    def test_is_asked_by_benefitting_of_contributing_states(self, access, refuses, by, to):
        command = RequestAlternative("a1", by, to, "teams", DAY)
        refuses(station, command, access, NotEntitled, Art(65, 1))

    @pytest.mark.parametrize("identifier", ["", "a1"])
    def test_has_its_own_identifier(self, access, identifier):
        state = station.evolve(access, REQUESTED)
        with pytest.raises(InputError):
            station.decide(RequestAlternative(identifier, "IT", "BE", "teams", DAY), state)

    def test_is_agreed_on_request_by_the_same_states(self, access, refuses):
        agree = AgreeAlternative("a1", "BE", "IT", Euro(1), AGREED.on, AGREED.on)
        refuses(station, agree, access, WrongStation, Art(65, 1))
        state = station.evolve(access, REQUESTED)
        early = replace(agree, on=date(2027, 1, 31))
        refuses(station, early, state, WrongStation, Art(65, 1))
        other = replace(agree, contributing="FR")
        refuses(station, other, state, NotEntitled, Art(65, 1))
        with pytest.raises(InputError, match="more than 0"):
            station.decide(replace(agree, value=Euro(0)), state)

    def test_value_does_not_change_once_it_has_begun(self, access, refuses):
        state = access
        for event in (REQUESTED, AGREED, STARTED):
            state = station.evolve(state, event)
        agree = AgreeAlternative("a1", "BE", "IT", Euro(1), AGREED.on, AGREED.on)
        refuses(station, agree, state, WrongStation, Art(65, 1))

    def test_does_not_begin_before_all_three(self, access, refuses):
        start = StartAlternative("a1", STARTED.on)
        refuses(station, start, access, NotLawful, Art(65, 1))
        state = station.evolve(access, REQUESTED)
        refuses(station, start, state, NotLawful, Art(65, 1))
        state = station.evolve(state, AGREED)
        for day in (date(2027, 2, 28), date(2027, 3, 2)):
            refuses(station, replace(start, on=day), state, NotLawful, Art(65, 1))


class TestDelivery:
    """Art. 60(3): pledges are implemented towards benefitting states, in the year."""

    def test_of_relocations_is_added_up(self, access, relocate, relocated):
        assert station.decide(relocate, access) == (relocated,)
        assert station.warnings(relocate, access) == ()
        state = access
        for towards in ("IT", "IT", "EL"):
            state = station.evolve(state, replace(relocated, towards=towards))
        assert state.delivered("DE", "IT", Kind.RELOCATION) == Persons(60)
        assert state.delivered("DE", "CY", Kind.RELOCATION) == Persons(0)
        assert state.delivered_by("DE", Kind.RELOCATION) == Persons(90)
        assert state.delivered_by("DE", Kind.FINANCIAL) == Euro(0)
        assert state.delivered_by("FR", Kind.ALTERNATIVE) == Euro(0)
        assert state.late_by("DE", Kind.RELOCATION) == Persons(0)

    def test_before_the_act_is_out_of_turn(self, story, access, relocate, refuses):
        before = story.at("implementation", story.pledging)
        refuses(station, relocate, before, WrongStation, Art(60, 3))
        early = replace(relocate, on=date(2026, 12, 14))
        refuses(station, early, access, WrongStation, Art(60, 3))

    @pytest.mark.parametrize("wrong", [{"state": "DK"}, {"towards": "EL"}, {"towards": "DK"}])
    def test_is_between_a_bound_and_a_benefitting_state(self, access, relocate, refuses, wrong):
        refuses(station, replace(relocate, **wrong), access, NotEntitled, Art(60, 3))

    @pytest.mark.parametrize(
        "wrong", [{"amount": Persons(0)}, {"amount": Euro(1)}, {"state": "IT"}]
    )
    def test_unreadable_is_refused(self, access, relocate, wrong):
        with pytest.raises(InputError):
            station.decide(replace(relocate, **wrong), access)

    def test_of_money_goes_to_the_union_budget(self, story, access, refuses):
        """Art. 64(1); no day by which it is paid."""
        pay = Implement("FR", "IT", Kind.FINANCIAL, Euro(100), date(2028, 5, 1), story.source)
        refuses(station, pay, access, NotLawful, Art(64, 1))
        right = replace(pay, towards=UNION_BUDGET)
        events = station.decide(right, access)
        assert station.warnings(right, access) == ()
        state = station.evolve(access, events[0])
        assert state.delivered("FR", UNION_BUDGET, Kind.FINANCIAL) == Euro(100)

    def test_after_the_year_only_of_what_had_begun(self, access, relocate, relocated, refuses):
        """Art. 67(12)."""
        late = replace(relocate, on=date(2028, 1, 20))
        refuses(station, late, access, LateAct, Art(60, 3))
        refuses(station, replace(late, begun=date(2028, 1, 2)), access, LateAct, Art(60, 3))
        begun = replace(late, begun=date(2027, 12, 20))
        events = station.decide(begun, access)
        assert "late" in station.warnings(begun, access)[0]
        state = station.evolve(station.evolve(access, relocated), events[0])
        assert state.late_by("DE", Kind.RELOCATION) == Persons(30)
        assert state.delivered_by("DE", Kind.RELOCATION) == Persons(60)
        assert state.relocated_in_time() == {"DE": Persons(30)}

    def test_towards_shortcomings_is_not_owed_but_allowed(self, story, relocate):
        found = ShortcomingsIdentified("IT", date(2027, 1, 20), None, story.source)
        state = story.at("implementation", (*story.access, found))
        assert station.decide(relocate, state)
        assert "shortcomings" in station.warnings(relocate, state)[0]


class TestDeliveryOfAlternatives:
    """Arts 60(3), 65(1) and (3)."""

    @pytest.fixture
    def state(self, access):
        for event in (REQUESTED, AGREED, STARTED):
            access = station.evolve(access, event)
        return access

    @pytest.fixture
    def deliver(self, story):
        value = Euro.whole(500_000)
        return Implement(
            "BE", "IT", Kind.ALTERNATIVE, value, date(2027, 4, 1), story.source, alternative="a1"
        )

    def test_of_an_agreed_and_begun_measure(self, state, deliver):
        events = station.decide(deliver, state)
        after = station.evolve(state, events[0])
        assert after.delivered_by("BE", Kind.ALTERNATIVE) == Euro.whole(500_000)

    def test_of_any_other_is_refused(self, access, state, deliver, refuses):
        refuses(station, deliver, access, NotLawful, Art(65, 1))
        agreed = station.evolve(access, AGREED)
        refuses(station, deliver, agreed, NotLawful, Art(65, 1))
        early = replace(deliver, on=date(2027, 3, 3))
        refuses(station, early, state, NotLawful, Art(65, 1))
        refuses(station, replace(deliver, state="FR"), state, NotEntitled, Art(65, 1))

    def test_is_finished_after_the_year_if_agreed_in_it(self, state, deliver, refuses):
        late = replace(deliver, on=date(2028, 2, 1))
        assert station.decide(late, state)
        after = station.evolve(state, replace(AGREED, on=date(2028, 1, 2)))
        refuses(station, late, after, LateAct, Art(60, 3))


class TestActions:
    """Art. 64(2) and (5): identified by benefitting states, kept in an inventory."""

    @pytest.fixture
    def list_action(self):
        return ListAction("x1", "IT", "reception", "AMIF", Euro.whole(1_000_000), False, DAY, True)

    @pytest.fixture
    def listed(self):
        return ActionListed("x1", "IT", "reception", "AMIF", Euro.whole(1_000_000), False, DAY)

    def test_are_listed_and_reported_on(self, access, list_action, listed):
        assert station.decide(list_action, access) == (listed,)
        state = station.evolve(access, listed)
        assert state.actions == {"x1": listed}
        for word in ("half", "done"):
            events = station.decide(ProgressAction("x1", word, date(2027, 9, 1)), state)
            assert events == (ActionProgressed("x1", word, date(2027, 9, 1)),)
            state = station.evolve(state, events[0])
        assert [report.progress for report in state.progress["x1"]] == ["half", "done"]

    @pytest.mark.parametrize(
        "missing",
        [
            {"objective": ""},
            {"programme": ""},
            {"amount": Euro(0)},
            {"fits_objectives": None},
            {"fits_objectives": False},
        ],
    )
    def test_are_complete(self, access, list_action, refuses, missing):
        refuses(station, replace(list_action, **missing), access, NotLawful, Art(64, 2))

    def test_are_of_benefitting_states(self, access, list_action, refuses):
        refuses(station, replace(list_action, by="DE"), access, NotEntitled, Art(64, 2))

    def test_progress_needs_an_action(self, access, refuses):
        refuses(station, ProgressAction("x9", "half", DAY), access, WrongStation, Art(64, 5))

    def test_have_no_warnings(self, access, list_action):
        assert station.warnings(list_action, access) == ()
