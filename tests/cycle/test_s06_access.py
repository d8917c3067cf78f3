"""Station 6: information, notification, decision, refusal, Technical-Level Forum."""

from dataclasses import replace
from datetime import date

import pytest

from solidarity.cycle import s06_access as station
from solidarity.cycle.s02_determination import ShortcomingsIdentified
from solidarity.cycle.s06_access import (
    AccessBasis,
    AccessRefused,
    BenefittingReported,
    ConveneTechnicalForum,
    DecidePressure,
    IntendUse,
    NotifyPressure,
    PressureDecided,
    PressureNotified,
    RefuseAccess,
    ReportBenefitting,
    TechnicalForumConvened,
    UseIntended,
)
from solidarity.errors import InputError, LateAct, NotEntitled, NotLawful, WrongStation
from solidarity.terms.citations import Art
from solidarity.terms.quantities import Kind

NEEDS = ((Kind.RELOCATION, "500 persons"),)


@pytest.fixture
def intend(story):
    return IntendUse(
        "IT",
        story.intended.on,
        story.intended.needs,
        "",
        story.intended.programmes,
        story.source,
    )


@pytest.fixture
def notify(story):
    day = date(2027, 3, 1)
    return NotifyPressure("PL", day, "arrivals", NEEDS, "it would", "so", (), story.source)


@pytest.fixture
def notified(story):
    day = date(2027, 3, 1)
    return PressureNotified("PL", day, "arrivals", NEEDS, "it would", "so", (), story.source)


@pytest.fixture
def decided(story):
    day = date(2027, 3, 15)
    return PressureDecided("PL", day, day, True, False, "by Art. 59(4)", story.source)


@pytest.fixture
def refused(story):
    day = date(2027, 3, 20)
    return AccessRefused("PL", "council", day, "insufficient_capacity", story.source)


@pytest.fixture
def pool(story):
    return story.at("access", story.pool)


class TestInformation:
    """Art. 58: a state found under pressure, after the act, says what it needs."""

    def test_gives_access(self, story, pool, intend):
        assert station.decide(intend, pool) == (story.intended,)
        assert isinstance(story.intended, UseIntended)
        state = station.evolve(pool, story.intended)
        assert state.access("IT") is AccessBasis.USE_INTENDED
        assert (state.is_benefitting("IT"), state.is_benefitting("EL")) == (True, False)
        assert state.benefitting() == ("IT",)

    def test_before_the_act_is_out_of_turn(self, story, intend, refuses):
        before = story.at("access", story.pledging)
        refuses(station, intend, before, WrongStation, Art(58, 1))
        early = replace(intend, on=date(2026, 12, 14))
        refuses(station, early, story.at("access", story.pool), WrongStation, Art(58, 1))

    @pytest.mark.parametrize("code", ["DE", "AT", "DK"])
    def test_is_for_states_under_pressure_by_decision(self, pool, intend, refuses, code):
        refuses(station, replace(intend, state=code), pool, NotEntitled, Art(58, 1))

    @pytest.mark.parametrize("missing", [{"needs": ()}, {"programmes": ()}])
    def test_is_complete(self, pool, intend, refuses, missing):
        refuses(station, replace(intend, **missing), pool, NotLawful, Art(58, 2))

    def test_may_be_known_from_reports_only(self, story, pool, refuses):
        command = ReportBenefitting("EL", story.source)
        events = station.decide(command, pool)
        assert events == (BenefittingReported("EL", story.source),)
        assert station.evolve(pool, events[0]).access("EL") is AccessBasis.REPORTED
        before = story.at("access", story.pledging)
        refuses(station, command, before, WrongStation, Art(58, 1))
        refuses(station, replace(command, state="DE"), pool, NotEntitled, Art(58, 1))


class TestNotification:
    """Art. 59(1)-(2), (7): any other state that considers itself under pressure."""

    def test_is_recorded_and_gives_no_access_yet(self, pool, notify, notified):
        assert station.decide(notify, pool) == (notified,)
        assert station.evolve(pool, notified).access("PL") is None

    def test_is_not_for_states_under_pressure_by_decision(self, pool, notify, refuses):
        refuses(station, replace(notify, state="IT"), pool, NotEntitled, Art(59, 1))
        refuses(station, replace(notify, state="DK"), pool, NotEntitled, Art(59, 1))

    @pytest.mark.parametrize(
        "missing",
        [{"reasoning": ""}, {"needs": ()}, {"stabilisation": " "}, {"vulnerabilities": ""}],
    )
    def test_is_complete(self, pool, notify, refuses, missing):
        refuses(station, replace(notify, **missing), pool, NotLawful, Art(59, 2))

    def test_after_a_rejection_brings_something_new(
        self, story, notify, notified, decided, refuses
    ):
        rejected = replace(decided, under_pressure=False)
        state = story.at("access", (*story.pool, notified, rejected))
        assert state.access("PL") is None
        refuses(station, notify, state, NotLawful, Art(59, 7))
        again = station.decide(replace(notify, additional="the summer's figures"), state)
        assert again == (notified,)
        assert station.evolve(state, again[0]).decided == {}

    def test_after_a_positive_decision_is_out_of_turn(
        self, story, notify, notified, decided, refuses
    ):
        state = story.at("access", (*story.pool, notified, decided))
        refuses(station, notify, state, WrongStation, Art(59, 4))
        assert station.evolve(state, notified).is_benefitting("PL")


class TestDecision:
    """Art. 59(4)-(5): the Commission decides with reasons and transmits."""

    @pytest.fixture
    def decide(self, decided, story):
        day = decided.on
        return DecidePressure("PL", day, day, True, False, "by Art. 59(4)", story.source)

    def test_gives_access(self, story, decide, notified, decided):
        state = story.at("access", (*story.pool, notified))
        assert station.decide(decide, state) == (decided,)
        state = station.evolve(state, decided)
        assert state.access("PL") is AccessBasis.PRESSURE_DECIDED
        assert state.benefitting() == ("PL",)

    def test_needs_a_notification_waiting(self, story, decide, notified, decided, refuses):
        pool = story.at("access", story.pool)
        refuses(station, decide, pool, WrongStation, Art(59, 4))
        both = story.at("access", (*story.pool, notified, decided))
        refuses(station, decide, both, WrongStation, Art(59, 4))
        waiting = story.at("access", (*story.pool, notified))
        early = replace(decide, on=date(2027, 2, 1))
        refuses(station, early, waiting, WrongStation, Art(59, 4))

    @pytest.mark.parametrize("wrong", [{"reasons": " "}, {"transmitted": date(2027, 3, 14)}])
    def test_unreadable_is_refused(self, story, decide, notified, wrong):
        with pytest.raises(InputError):
            station.decide(replace(decide, **wrong), story.at("access", (*story.pool, notified)))

    def test_may_find_shortcomings(self, story, notified, decided):
        found = replace(decided, shortcomings=True)
        state = story.at("access", (*story.pool, notified, found))
        assert state.has_shortcomings("PL", found.on)
        assert not state.has_shortcomings("PL", date(2027, 3, 14))

    def test_shortcomings_of_the_yearly_decision_hold_too(self, story):
        found = ShortcomingsIdentified("EL", date(2027, 7, 12), date(2027, 10, 15), story.source)
        state = story.at("access", (*story.pool, found))
        days = [date(2027, 7, 11), date(2027, 7, 12), date(2027, 10, 15), date(2027, 10, 16)]
        assert [state.has_shortcomings("EL", day) for day in days] == [False, True, True, False]
        assert not state.has_shortcomings("IT", days[1])
        endless = station.evolve(state, replace(found, until=None))
        assert endless.has_shortcomings("EL", days[3])


class TestRefusal:
    """Art. 59(6): the Council within two weeks, the Commission, on two grounds."""

    @pytest.fixture
    def refuse(self, story, refused):
        return RefuseAccess("PL", "Council", refused.on, refused.ground, story.source)

    @pytest.fixture
    def state(self, story, notified, decided):
        return story.at("access", (*story.pool, notified, decided))

    def test_takes_access_away(self, state, refuse, refused, decided):
        assert station.decide(refuse, state) == (refused,)
        after = station.evolve(state, refused)
        assert after.access("PL") is None
        assert station.evolve(after, decided).is_benefitting("PL")

    def test_of_the_council_after_two_weeks_is_too_late(self, state, refuse, refuses):
        last = replace(refuse, on=date(2027, 3, 29))
        assert station.decide(last, state)
        late = replace(refuse, on=date(2027, 3, 30))
        assert "29 March 2027" in refuses(station, late, state, LateAct, Art(59, 6))
        assert station.decide(replace(late, by="commission"), state)

    def test_needs_a_positive_decision(self, story, state, refuse, refuses, decided):
        pool = story.at("access", story.pool)
        refuses(station, refuse, pool, WrongStation, Art(59, 6))
        rejected = station.evolve(state, replace(decided, under_pressure=False))
        refuses(station, refuse, rejected, WrongStation, Art(59, 6))
        early = replace(refuse, on=date(2027, 3, 14))
        refuses(station, early, state, WrongStation, Art(59, 6))

    def test_is_for_council_and_commission(self, state, refuse, refuses):
        refuses(station, replace(refuse, by="presidency"), state, NotEntitled, Art(59, 6))

    def test_needs_one_of_the_grounds(self, state, refuse, refuses):
        refuses(station, replace(refuse, ground="other"), state, NotLawful, Art(59, 6))


class TestTechnicalForum:
    """Arts 14(5), 58(3), 59(6): after the act; ten days; two weeks."""

    def test_meets_after_the_act(self, story, refuses):
        pool = story.at("access", story.pool)
        day = date(2027, 1, 5)
        events = station.decide(ConveneTechnicalForum(day), pool)
        assert events == (TechnicalForumConvened(day, ""),)
        assert station.evolve(pool, events[0]).technical_forums == events
        early = ConveneTechnicalForum(date(2026, 12, 1))
        refuses(station, early, pool, WrongStation, Art(14, 5))
        before = story.at("access", story.pledging)
        refuses(station, ConveneTechnicalForum(day), before, WrongStation, Art(14, 5))

    def test_serves_states_with_access_only(self, story, notified, decided, refused, refuses):
        day = date(2027, 3, 22)
        served = story.at("access", (*story.pool, notified, decided))
        assert station.decide(ConveneTechnicalForum(day, "PL"), served)
        state = story.at("access", (*story.pool, notified, decided, refused))
        refuses(station, ConveneTechnicalForum(day, "PL"), state, NotLawful, Art(59, 6))

    def test_lateness_is_said(self, story, intend, notified, decided):
        state = story.at("access", (*story.pool, story.intended, notified, decided))
        on_time = ConveneTechnicalForum(date(2027, 1, 21), "IT")
        assert station.warnings(on_time, state) == ()
        late = station.warnings(ConveneTechnicalForum(date(2027, 1, 22), "IT"), state)
        assert "21 January 2027 (Art. 58(3))" in late[0]
        late = station.warnings(ConveneTechnicalForum(date(2027, 3, 30), "PL"), state)
        assert "29 March 2027 (Art. 59(6))" in late[0]
        assert station.warnings(ConveneTechnicalForum(date(2027, 3, 30)), state) == ()
        assert station.warnings(intend, state) == ()

    def test_the_first_act_is_kept(self, story):
        state = story.at("access", story.pool)
        assert station.evolve(state, replace(story.act, reference="2027/1")).act == story.act
