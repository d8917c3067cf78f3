"""Day by day: moving along the calendar, and the days on which a limit cannot end (Art. 75)."""

from __future__ import annotations

import calendar as months_of_the_year
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from solidarity.errors import OutOfScope
from solidarity.terms.dates import HolidayCalendar, say

_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_SATURDAY = 5
_MONTHS_IN_A_YEAR = 12


def named(day: date) -> str:
    """Write a day with its name: "Friday 3 July 2026"."""
    return f"{_WEEKDAYS[day.weekday()]} {say(day)}"


def days_later(day: date, days: int) -> date:
    """
    Find the day some days on (or back, if negative).

    Raises:
        OutOfScope: If the year is not one the calendar has.
    """
    try:
        return day + timedelta(days=days)
    except OverflowError:
        raise OutOfScope(f"{days} days from {day.isoformat()} is outside the calendar") from None


def months_later(day: date, months: int) -> date:
    """
    Find the same date some months on (or back, if negative), or the last day of that month.

    Raises:
        OutOfScope: If the year is not one the calendar has.
    """
    year, month = divmod(day.year * _MONTHS_IN_A_YEAR + day.month - 1 + months, _MONTHS_IN_A_YEAR)
    if not date.min.year <= year <= date.max.year:
        raise OutOfScope(f"{months} months from {day.isoformat()} is outside the calendar")
    longest = months_of_the_year.monthrange(year, month + 1)[1]
    return date(year, month + 1, min(day.day, longest))


def hours_later(start: datetime, hours: int) -> datetime:
    """
    Find the moment some hours of passing time on, whatever the clocks on the wall did meanwhile.

    Raises:
        OutOfScope: If the moment is not one the calendar has.
    """
    try:
        return (start.astimezone(UTC) + timedelta(hours=hours)).astimezone(start.tzinfo)
    except OverflowError:
        raise OutOfScope(
            f"{hours} hours from {start.isoformat()} is outside the calendar"
        ) from None


@dataclass(slots=True, init=False)
class ClosedDays:
    """
    Weekends and official holidays of the place that must act, with what was said about them.

    Attributes:
        calendar: The list of holidays; None if none is at hand.
        steps: The sentences of the counting so far.
        missing: Years whose list was needed and is not known.
    """

    calendar: HolidayCalendar | None
    steps: list[str]
    missing: set[int]

    def __init__(self, calendar: HolidayCalendar | None) -> None:
        self.calendar, self.steps, self.missing = calendar, [], set()

    def why(self, day: date) -> str:
        """Say why a day is no working day; "" if it is one as far as is known."""
        weekend = f"a {_WEEKDAYS[day.weekday()]}" if day.weekday() >= _SATURDAY else ""
        if self.calendar is None or not self.calendar.covers(day):
            self.missing.add(day.year)
            return weekend
        holiday = self.calendar.holiday(day)
        official = f"an official holiday ({self.calendar.name}: {holiday})" if holiday else ""
        return " and ".join(part for part in (weekend, official) if part)

    def next_working_day(self, day: date) -> date:
        """Move a day that cannot be the last one on to the next working day."""
        why = self.why(day)
        while why:
            following = days_later(day, 1)
            self.steps.append(
                f"{named(day)} is {why}: the limit goes on to {named(following)} (Art. 75(d))."
            )
            day, why = following, self.why(following)
        self.steps.append(f"{named(day)} is the last day.")
        return day

    def nth_working_day(self, event: date, count: int) -> date:
        """Find the working day so many working days after an event."""
        day = event
        while count:
            day = days_later(day, 1)
            why = self.why(day)
            if not why:
                count -= 1
            elif day.weekday() < _SATURDAY:
                self.steps.append(f"{named(day)} is {why}: it is not counted.")
        self.steps.append(f"Only working days are counted: {named(day)} is the last day.")
        return day

    def say_missing(self) -> None:
        """Add the warning that a list of holidays is not known, if one was needed."""
        if self.missing:
            years = ", ".join(map(str, sorted(self.missing)))
            whose = self.calendar.name if self.calendar else "the place that must act"
            self.steps.append(
                f"The official holidays of {whose} are not known here for {years}: only Saturdays "
                "and Sundays were minded. Check the official list before relying on this day."
            )
