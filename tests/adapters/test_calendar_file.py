"""The calendar as an iCalendar file."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone

import icalendar
import pytest

from solidarity.adapters.calendar_file import calendar_file
from solidarity.cycle.calendar import Deadline, calendar

STAMP = datetime(2026, 11, 22, 12, tzinfo=UTC)
ACTUAL = {"report": date(2025, 11, 11), "pool-act": date(2025, 12, 19)}
DEADLINES = calendar(2026, ACTUAL, as_of=date(2026, 11, 22))


def events(
    deadlines: tuple[Deadline, ...] = DEADLINES, year: int = 2026
) -> dict[str, icalendar.Event]:
    book = icalendar.Calendar.from_ical(calendar_file(deadlines, year=year, stamp=STAMP))
    return {str(event["uid"]).partition("@")[0]: event for event in book.walk("VEVENT")}


class TestFile:
    def test_it_is_a_calendar_of_its_own_name(self) -> None:
        text = calendar_file(DEADLINES, year=2026, stamp=STAMP).decode()
        assert text.startswith("BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Solidarity//")
        assert text.endswith("END:VCALENDAR\r\n")
        assert "METHOD:PUBLISH" in text
        assert max(len(line.encode()) for line in text.split("\r\n")) <= 75

    def test_the_same_moment_gives_the_same_bytes_in_any_zone(self) -> None:
        here = STAMP.astimezone(timezone(timedelta(hours=2)))
        one = calendar_file(DEADLINES, year=2026, stamp=STAMP)
        assert one == calendar_file(DEADLINES, year=2026, stamp=here)
        assert b"DTSTAMP:20261122T120000Z" in one

    def test_every_act_with_a_day_is_an_event_and_no_other(self) -> None:
        dated = [item for item in DEADLINES if item.due or item.actual or item.opens]
        assert len(events()) == len(dated)
        assert len(dated) < len(DEADLINES)


class TestEvent:
    def test_an_act_done_late(self) -> None:
        report = events()["cycle-2026-report"]
        assert report.start == date(2025, 10, 15)
        assert report.end == date(2025, 10, 16)
        text = str(report["description"])
        assert "Art. 9(4), Regulation (EU) 2024/1351" in text
        assert "Done late on 11 November 2025, 27 days late." in text
        assert str(report["summary"]).startswith("Commission: adopt the Report")

    def test_an_act_of_another_regulation_is_cited_once(self) -> None:
        text = str(events()["cycle-2026-amount-due"]["description"])
        assert text.startswith("Art. 30 Implementing Regulation (EU) 2025/2055\n")
        assert "2024/1351" not in text

    def test_a_window_names_its_first_day_and_an_act_in_time_its_own(self) -> None:
        found = events()
        assert (
            "From 1 January 2027.\nDue by 31 January 2027."
            in found["cycle-2026-confirmation"]["description"]
        )
        assert "Done on 19 December 2025." in found["cycle-2026-pool-act"]["description"]

    def test_an_act_that_is_only_open_stands_on_its_first_day(self) -> None:
        assert events()["cycle-2026-amount-due"].start == date(2027, 1, 1)

    @pytest.mark.parametrize("year", [2028, 2029])
    def test_what_stands_in_two_cycles_is_one_event(self, year: int) -> None:
        deadlines = calendar(year, {}, as_of=date(2026, 11, 22))
        assert "review-2028" in events(deadlines, year)

    def test_an_act_of_a_member_state(self) -> None:
        actual = {"deduction-request:PL": date(2025, 11, 12)}
        deadlines = calendar(2026, actual, as_of=date(2026, 11, 22))
        assert "cycle-2026-deduction-assessment-pl" in events(deadlines)
