"""Station 1: information, meetings, the Report."""

from datetime import date

import pytest

from solidarity.cycle import s01_report as station
from solidarity.cycle.s01_report import (
    AdoptReport,
    InformationProvided,
    MechanismMet,
    MeetMechanism,
    ProvideInformation,
    ReportAdopted,
)
from solidarity.errors import InputError, LateAct, NotEntitled, WrongStation
from solidarity.law.part2_annual_cycle.art09_report import INDICATORS
from solidarity.terms.citations import Art

ALL_SERIES = frozenset(indicator.number for indicator in INDICATORS)


class TestInformation:
    """Art. 9(7) and (9): Member States and four agencies deliver and update."""

    @pytest.mark.parametrize(("by", "code"), [("GR", "EL"), ("dk", "DK"), ("Frontex", "FRONTEX")])
    def test_of_states_and_agencies_is_recorded(self, by, code):
        given = date(2026, 6, 1)
        assert station.decide(ProvideInformation(by, given), station.initial) == (
            InformationProvided(code, given, update=False),
        )

    def test_of_anyone_else_is_refused(self, refuses):
        command = ProvideInformation("Norwegian Red Cross", date(2026, 6, 1))
        refuses(station, command, station.initial, NotEntitled, Art(9, 7))

    def test_after_the_report_is_too_late(self, story, refuses):
        state = story.at("report", [story.report])
        refuses(station, ProvideInformation("IT", date(2026, 11, 1)), state, LateAct, Art(9, 7))

    def test_first_delivery_stays_and_last_update_counts(self, story):
        days = [date(2026, 5, 30), date(2026, 6, 2)]
        events = [InformationProvided("IT", day, update=False) for day in days]
        events += [InformationProvided("IT", date(2026, 9, day), update=True) for day in (1, 3)]
        state = story.at("report", events)
        assert state.provided == {"IT": days[0]}
        assert state.updated == {"IT": date(2026, 9, 3)}


class TestMechanism:
    """Art. 9(8) and (10): it meets before the Report."""

    def test_meeting_is_recorded(self, story):
        events = station.decide(MeetMechanism(date(2026, 7, 10)), station.initial)
        assert events == (MechanismMet(date(2026, 7, 10)),)
        assert story.at("report", events).meetings == (date(2026, 7, 10),)

    def test_after_the_report_is_out_of_turn(self, story, refuses):
        state = story.at("report", [story.report])
        refuses(station, MeetMechanism(date(2026, 12, 1)), state, WrongStation, Art(9, 4))


class TestReport:
    """Art. 9(4): once each cycle."""

    def test_is_adopted_once(self, story, refuses):
        command = AdoptReport("COM(2026) 1", date(2026, 10, 15), story.source, ALL_SERIES)
        events = station.decide(command, station.State(2027))
        assert events == (ReportAdopted("COM(2026) 1", date(2026, 10, 15), story.source),)
        state = station.evolve(station.State(2027), events[0])
        assert (station.initial.adopted, state.adopted) == (None, date(2026, 10, 15))
        refuses(station, command, state, WrongStation, Art(9, 4))

    def test_needs_a_reference(self, story):
        with pytest.raises(InputError, match="no reference"):
            station.decide(AdoptReport(" ", date(2026, 10, 15), story.source), station.initial)

    def test_lateness_and_gaps_are_said_not_barred(self, story):
        state = station.State(2027)
        day = date(2026, 10, 15)
        on_time = AdoptReport("COM(2026) 1", day, story.source, ALL_SERIES)
        assert station.warnings(on_time, state) == ()
        late = AdoptReport("COM(2026) 1", date(2026, 11, 11), story.source)
        due, gaps = station.warnings(late, state)
        assert "due on 15 October 2026" in due
        assert all(series in gaps for series in ALL_SERIES)
        assert station.warnings(MeetMechanism(day), state) == ()

    def test_other_events_change_nothing(self, story):
        assert station.evolve(station.initial, story.act) == station.initial
