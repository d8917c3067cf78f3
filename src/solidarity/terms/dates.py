"""Days, periods and holiday calendars."""

from __future__ import annotations

from datetime import date
from typing import Protocol


class HolidayCalendar(Protocol):
    """Official holidays of the place that must act: a Member State or an institution."""

    @property
    def name(self) -> str:
        """Whose calendar it is, e.g. "Germany" or "European Commission"."""
        ...

    def holiday(self, day: date) -> str | None:
        """Name of the holiday on a day; None on any other day."""
        ...

    def covers(self, day: date) -> bool:
        """Tell whether the list is known for that day's year: a missing list is never guessed."""
        ...


_MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)


def say(day: date) -> str:
    """Write a day as "11 November 2025"."""
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"
