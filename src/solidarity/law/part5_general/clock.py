"""One time limit as data: what starts it, how long it is, who acts, what lateness means."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime, time
from enum import Enum

from solidarity.errors import OutOfScope
from solidarity.law.part5_general.art75_time_limits import (
    Length,
    TimeLimitResult,
    Unit,
    end_of,
    latest_before,
)
from solidarity.law.part5_general.counting import months_later, named
from solidarity.terms.citations import Art
from solidarity.terms.dates import HolidayCalendar

NO_CONSEQUENCE = "no consequence is laid down; the duty remains"
"""What lateness means where the text says nothing."""


class Way(Enum):
    """How a limit runs."""

    FORWARDS = "at the latest this long after the event"
    BACKWARDS = "at the latest this long before the planned day"
    EARLIEST = "at the earliest this long before the planned day"
    VALIDITY = "a measure holds this long; its end does not move"


@dataclass(frozen=True, slots=True)
class Clock:
    """
    A time limit.

    Attributes:
        name: How the limit is called here; part of the public contract.
        source: The provision.
        length: How long it is; None if the text gives no number, or a day of the year.
        starts: What starts it, or what it must precede.
        actor: Who must act.
        late: What silence or lateness means.
        union: Whether an institution or the Coordinator must act: then the holidays of the
            institutions count and not those of a Member State.
        way: How it runs.
        length_min: The shortest length where national law or a request sets it within bounds;
            `length` is then the longest.
        aim: Whether it is only to be aimed at.
        day: Month and day, where the law names a day of the year.
        years: 0 if that day is in the year of the event, 1 if in the next.
    """

    name: str
    source: Art
    length: Length | None
    starts: str
    actor: str
    late: str = NO_CONSEQUENCE
    union: bool = False
    way: Way = Way.FORWARDS
    length_min: Length | None = None
    aim: bool = False
    day: tuple[int, int] | None = None
    years: int = 0

    @property
    def has_end(self) -> bool:
        """Tell whether the law gives a number or a day, and not only that the act is urgent."""
        return self.length is not None or self.day is not None

    def run(self, start: datetime | date, calendar: HolidayCalendar | None) -> TimeLimitResult:
        """
        Find the last day of this limit; of bounds, with the longest length.

        Args:
            start: When the event happened, or the planned day; a time carries the zone of the
                place that must act.
            calendar: Official holidays of that place; None if no list is at hand.

        Raises:
            OutOfScope: If the law gives no number of days.
        """
        if self.day is not None:
            on = start.date() if isinstance(start, datetime) else start
            last = date(on.year + self.years, *self.day)
            step = f"The law names the day: {named(last)}; it is not moved."
            return _timed(TimeLimitResult(last, None, (step,)), start)
        if self.length is None:
            raise OutOfScope(f"{self.name}: the law gives no number of days ({self.source})")
        return self._counted(start, self.length, calendar)

    def run_shortest(
        self, start: datetime | date, calendar: HolidayCalendar | None
    ) -> TimeLimitResult | None:
        """Find the last day with the shortest length; None if the limit has no bounds."""
        return self._counted(start, self.length_min, calendar) if self.length_min else None

    def _counted(
        self, start: datetime | date, length: Length, calendar: HolidayCalendar | None
    ) -> TimeLimitResult:
        on = start.date() if isinstance(start, datetime) else start
        if self.way is Way.FORWARDS:
            return end_of(start=start, length=length, calendar=calendar)
        if self.way is Way.VALIDITY:
            end = months_later(on, length.count)
            step = f"{length} from {named(on)} end on {named(end)}; a validity is not moved."
            return _timed(TimeLimitResult(end, None, (step,)), start)
        result = latest_before(event=on, length=length)
        return result if self.way is Way.EARLIEST else _timed(result, start)


def _timed(result: TimeLimitResult, start: datetime | date) -> TimeLimitResult:
    if not isinstance(start, datetime) or start.tzinfo is None:
        return result
    return replace(
        result, expires_at=datetime.combine(result.last_day, time(23, 59, 59), tzinfo=start.tzinfo)
    )


def hours(count: int) -> Length:
    """So many hours."""
    return Length(count, Unit.HOURS)


def days(count: int) -> Length:
    """So many days."""
    return Length(count, Unit.DAYS)


def working_days(count: int) -> Length:
    """So many working days."""
    return Length(count, Unit.WORKING_DAYS)


def weeks(count: int) -> Length:
    """So many weeks."""
    return Length(count, Unit.WEEKS)


def months(count: int) -> Length:
    """So many months."""
    return Length(count, Unit.MONTHS)


def years(count: int) -> Length:
    """So many years."""
    return Length(count, Unit.YEARS)
