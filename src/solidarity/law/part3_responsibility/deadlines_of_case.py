"""Time limits of a case, each with the day counted out."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from functools import lru_cache
from typing import NamedTuple

from solidarity.law.part5_general.art75_time_limits import TimeLimitResult
from solidarity.law.part5_general.clocks import clock
from solidarity.terms.citations import Art
from solidarity.terms.dates import HolidayCalendar

Calendars = Callable[[str], HolidayCalendar | None]
"""Gives the official holidays of a state; None where no list is at hand."""


class Deadline(NamedTuple):
    """
    A time limit that runs, or ran, in a case.

    Attributes:
        clock: Its name in the register of clocks.
        source: The provision.
        actor: Code of the state that must act.
        starts: Day of the event.
        last_day: Last day on which the act is in time.
        steps: The counting, one sentence a step.
        late: What lateness means.
    """

    clock: str
    source: Art
    actor: str
    starts: dt.date
    last_day: dt.date
    steps: tuple[str, ...]
    late: str


def no_calendars(state: str) -> HolidayCalendar | None:  # noqa: ARG001 - the form of a Calendars
    """Know no holidays: only weekends are minded, and each deadline says so."""
    return None


def deadline(name: str, *, starts: dt.date, actor: str, calendars: Calendars) -> Deadline:
    """
    Count a limit out.

    Args:
        name: Name of the clock.
        starts: Day of the event.
        actor: Code of the state that must act, whose holidays count (R-028).
        calendars: Official holidays by state.
    """
    return _counted(name, starts, actor, calendars)


@lru_cache(maxsize=65536)
def _counted(name: str, starts: dt.date, actor: str, calendars: Calendars) -> Deadline:
    found = clock(name)
    result = run_to_day(name, starts, calendars(actor))
    return Deadline(name, found.source, actor, starts, result.last_day, result.steps, found.late)


def run_to_day(name: str, starts: dt.date, calendar: HolidayCalendar | None) -> TimeLimitResult:
    """Run a clock of days, weeks or months from a day."""
    return clock(name).run(starts, calendar)


def earliest(deadlines: tuple[Deadline, ...]) -> Deadline:
    """Give the one that ends first."""
    return min(deadlines, key=lambda one: one.last_day)
