"""Station 2: consultation, statuses, systemic shortcomings."""

from datetime import date

import pytest

from solidarity.cycle import s02_determination as station
from solidarity.cycle.s02_determination import (
    ConsultMemberState,
    Determine,
    Determined,
    IdentifyShortcomings,
    MemberStateConsulted,
    ShortcomingsIdentified,
)
from solidarity.errors import InputError, LateAct, NotEntitled, NotLawful, WrongStation
from solidarity.terms.citations import Art
from solidarity.terms.statuses import Status

DAY = date(2026, 10, 15)


def determine(story, statuses=(("IT", Status.MIGRATORY_PRESSURE),), on=DAY, reference="C(2026) 2"):
    return Determine(reference, on, statuses, story.source)


class TestConsultation:
    """Art. 11(1): before the decision."""

    def test_is_recorded(self, story):
        events = station.decide(ConsultMemberState("GR", DAY), station.initial)
        assert events == (MemberStateConsulted("EL", DAY),)
        assert story.at("determination", events).consulted == {"EL": DAY}

    def test_after_the_decision_is_too_late(self, story, refuses):
        state = story.at("determination", story.documents)
        refuses(station, ConsultMemberState("EL", DAY), state, LateAct, Art(11, 1))

    def test_of_a_state_not_bound_is_refused(self, refuses):
        command = ConsultMemberState("DK", DAY)
        refuses(station, command, station.initial, NotEntitled, Art(11, 1))


class TestDecision:
    """Art. 11(1) and (4): with the Report, once, only statuses it can give."""

    def test_gives_sets_of_statuses(self, story):
        state = story.at("determination", [story.report])
        statuses = (("PL", Status.AT_RISK), ("PL", Status.SIGNIFICANT_MIGRATORY_SITUATION))
        events = station.decide(determine(story, statuses), state)
        assert events == (Determined("C(2026) 2", DAY, statuses, story.source),)
        state = station.evolve(state, events[0])
        assert state.statuses_of("PL") == {status for _, status in statuses}
        assert not state.is_under_pressure("PL")
        assert state.statuses_of("DE") == frozenset()

    def test_before_the_report_is_out_of_turn(self, story, refuses):
        refuses(station, determine(story), station.initial, WrongStation, Art(11, 1))
        state = story.at("determination", [story.report])
        early = determine(story, on=date(2026, 10, 14))
        refuses(station, early, state, WrongStation, Art(11, 1))

    def test_twice_is_out_of_turn(self, story, refuses):
        state = story.at("determination", story.documents)
        refuses(station, determine(story), state, WrongStation, Art(11, 4))
        assert (state.adopted, station.initial.adopted) == (DAY, None)

    @pytest.mark.parametrize("status", [Status.BENEFITTING, Status.CONTRIBUTING, Status.CRISIS])
    def test_cannot_give_what_others_give(self, story, refuses, status):
        state = story.at("determination", [story.report])
        refuses(station, determine(story, (("IT", status),)), state, NotLawful, Art(11, 1))

    def test_on_a_state_not_bound_is_refused(self, story, refuses):
        state = story.at("determination", [story.report])
        command = determine(story, (("DK", Status.AT_RISK),))
        refuses(station, command, state, NotEntitled, Art(11, 1))

    def test_needs_a_reference(self, story):
        state = story.at("determination", [story.report])
        with pytest.raises(InputError, match="no reference"):
            station.decide(determine(story, reference=""), state)

    def test_lateness_and_silence_are_said(self, story):
        state = story.at("determination", [story.report, MemberStateConsulted("IT", DAY)])
        assert station.warnings(determine(story), state) == ()
        late, silent = station.warnings(
            determine(story, (("EL", Status.AT_RISK),), date(2026, 11, 11)), state
        )
        assert "15 October 2026" in late
        assert "EL" in silent
        assert station.warnings(ConsultMemberState("EL", DAY), state) == ()


class TestShortcomings:
    """Art. 60(3): found in a decision, for a time."""

    def command(self, story, on=date(2026, 12, 1), until=None, state="EL"):
        return IdentifyShortcomings(state, on, until, story.source)

    def test_hold_from_their_day_to_their_last(self, story):
        state = story.at("determination", story.documents)
        first, last = date(2026, 12, 1), date(2027, 7, 12)
        events = station.decide(self.command(story, until=last), state)
        assert events == (ShortcomingsIdentified("EL", first, last, story.source),)
        state = station.evolve(state, events[0])
        held = [state.has_shortcomings("EL", date(2026 + y, 11 + y, 30)) for y in (0, 1)]
        assert held == [False, False]
        assert state.has_shortcomings("EL", first)
        assert state.has_shortcomings("EL", last)
        assert not state.has_shortcomings("IT", first)

    def test_without_an_end_hold_on(self, story):
        found = ShortcomingsIdentified("EL", DAY, None, story.source)
        state = story.at("determination", [found])
        assert state.has_shortcomings("EL", date(2030, 1, 1))

    def test_need_a_decision(self, story, refuses):
        command = self.command(story)
        refuses(station, command, station.initial, WrongStation, Art(60, 3))
        state = story.at("determination", story.documents)
        early = self.command(story, on=date(2026, 1, 1))
        refuses(station, early, state, WrongStation, Art(60, 3))

    def test_concern_bound_states(self, story, refuses):
        state = story.at("determination", story.documents)
        refuses(station, self.command(story, state="DK"), state, NotEntitled, Art(60, 3))

    def test_cannot_end_before_they_begin(self, story):
        state = story.at("determination", story.documents)
        with pytest.raises(InputError, match="ends before"):
            station.decide(self.command(story, until=date(2026, 11, 30)), state)
