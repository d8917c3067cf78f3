"""
Article 75: counting time.

The text speaks of the holidays of the Member State concerned: read as the one that must act
(R-028). Two kinds of period are outside its wording: those that run backwards from a planned day,
which are mirrored and never moved (R-029), and hours, which only other acts use and which are
counted as time that passes (R-033).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time
from enum import Enum

from solidarity.errors import InputError, Problem
from solidarity.law.part5_general import counting
from solidarity.law.part5_general.counting import ClosedDays, named
from solidarity.terms.citations import Art
from solidarity.terms.dates import HolidayCalendar
from solidarity.terms.findings import rule


class Unit(Enum):
    """In what a limit is expressed; a year is a block of twelve months."""

    HOURS = "hour"
    DAYS = "day"
    WORKING_DAYS = "working day"
    WEEKS = "week"
    MONTHS = "month"
    YEARS = "year"


@dataclass(frozen=True, slots=True)
class Length:
    """How long a limit is: whole units, at least one."""

    count: int
    unit: Unit

    def __post_init__(self) -> None:
        if self.count < 1:
            raise InputError(Problem(f"{self.count} is not a length of time", "1 or more"))

    def __str__(self) -> str:
        return f"{self.count} {self.unit.value}{'' if self.count == 1 else 's'}"


@dataclass(frozen=True, slots=True)
class TimeLimitResult:
    """The end of a limit, and how it was found."""

    last_day: date
    """The last day on which the act is in time."""
    expires_at: datetime | None
    """Its last second (of hours: the moment) in the zone of the start; None if that was a day."""
    steps: tuple[str, ...]
    """The counting, one sentence a step."""
    holidays_missing: tuple[int, ...] = ()
    """Years whose list of holidays was needed and is not known; empty if complete."""


@rule(*(Art(75, point=letter) for letter in "abcd"), reading="R-028")
def end_of(
    *, start: datetime | date, length: Length, calendar: HolidayCalendar | None
) -> TimeLimitResult:
    """
    Find the last day of a limit that runs forwards.

    Weekends and holidays run with the rest; a limit that would end on one goes on to the next
    working day. Weekends are always minded, holidays as far as they are known.

    Args:
        start: When the event happened; a time carries the zone of the place that must act.
        length: How long the limit is.
        calendar: Official holidays of that place; None if no list is at hand.

    Raises:
        InputError: If a limit in hours has no time to start from, or a time has no zone.
    """
    if isinstance(start, datetime) and start.tzinfo is None:
        raise InputError(Problem(f"{start.isoformat()} has no zone", "a time with its zone"))
    if length.unit is Unit.HOURS:
        return _hours(start, length)
    event = start.date() if isinstance(start, datetime) else start
    closed = ClosedDays(calendar)
    closed.steps.append(f"The event falls on {named(event)}; that day is not counted (Art. 75(a)).")
    if length.unit is Unit.WORKING_DAYS:
        last = closed.nth_working_day(event, length.count)
    else:
        end = _moved(event, length, 1)
        closed.steps.append(_sentence(event, length, end))
        last = closed.next_working_day(end)
    closed.say_missing()
    zone = start.tzinfo if isinstance(start, datetime) else None
    expires = datetime.combine(last, time(23, 59, 59), tzinfo=zone) if zone else None
    return TimeLimitResult(last, expires, tuple(closed.steps), tuple(sorted(closed.missing)))


@rule(Art(75), reading="R-029")
def latest_before(*, event: date, length: Length) -> TimeLimitResult:
    """
    Find the day that lies some time before a planned day.

    The counting is mirrored: the planned day is not counted. The day found is never moved, because
    a later one would shorten the time the law protects.

    Raises:
        InputError: If the length is in hours or working days, which no such limit uses.
    """
    if length.unit in {Unit.HOURS, Unit.WORKING_DAYS}:
        raise InputError(Problem(f"{length} cannot be counted backwards", "days, weeks or months"))
    day = _moved(event, length, -1)
    steps = (
        f"The planned day is {named(event)}; it is not counted (Art. 75(a), mirrored).",
        f"{length} before it is {named(day)}; counted backwards, the day is not moved.",
    )
    return TimeLimitResult(day, None, steps)


def _moved(day: date, length: Length, sign: int) -> date:
    count = sign * length.count
    if length.unit in {Unit.DAYS, Unit.WEEKS}:
        return counting.days_later(day, count * (7 if length.unit is Unit.WEEKS else 1))
    return counting.months_later(day, count * (12 if length.unit is Unit.YEARS else 1))


def _sentence(event: date, length: Length, end: date) -> str:
    if length.unit is Unit.DAYS:
        return f"{length} later is {named(end)} (Art. 75(a))."
    if length.unit is not Unit.WEEKS and end.day != event.day:
        return f"{length} later the month has no day {event.day}: {named(end)} (Art. 75(c))."
    same = "day of the week" if length.unit is Unit.WEEKS else "date of the month"
    return f"{length} later, the same {same} is {named(end)} (Art. 75(b))."


def _hours(start: datetime | date, length: Length) -> TimeLimitResult:
    if not isinstance(start, datetime):
        raise InputError(
            Problem(f"{length} cannot start on a day", "a time, e.g. 2026-07-03T10:00")
        )
    end = counting.hours_later(start, length.count)
    steps = (
        f"The event is at {start.isoformat(timespec='minutes')}, {named(start.date())}.",
        f"{length} of passing time later it is {end.isoformat(timespec='minutes')}.",
        "A limit in hours is not moved by weekends or holidays.",
    )
    return TimeLimitResult(end.date(), end, steps)
