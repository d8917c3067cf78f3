"""
The calendar of a cycle: what is due by when, from the first information to the money.

The cycle of the year y begins in y-1 with the information for the Report and ends in January of
y+1 with the confirmation of what was delivered. A due date that hangs on an act is counted from the
act itself once it has happened, and from the day on which it was due until then: lateness is
tolerated, shown, and moves what depends on it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import Enum
from typing import Final

from solidarity.cycle.calendar_acts import Act, Asked, after_the_act, before_the_act, beside
from solidarity.errors import InputError, OutOfScope, Problem
from solidarity.terms.dates import HolidayCalendar

LAST_YEAR: Final = 2100
"""Last year for which a calendar is written."""


class State(Enum):
    """How an act stands on the day asked about."""

    DONE = "done"
    LATE = "late"  # done, after the due date
    OPEN = "open"
    OVERDUE = "overdue"  # the due date has passed and nothing is recorded
    UNRECORDED = "unrecorded"  # the same, but it may well have happened: the journal does not say


@dataclass(frozen=True, slots=True)
class Deadline:
    """
    One act of the cycle.

    Attributes:
        id: Stable name; acts of one Member State end in its code: "deduction-assessment:PL".
        what: What happens.
        who: Who acts.
        provision: Where it stands, as a citation.
        opens: First day on which it can happen, where there is one.
        due: Last day; None where the law names none.
        actual: Day on which it happened; None if it has not, or not by the day asked about.
        days_late: Days after the due date, of the act or until the day asked about.
        state: How it stands.
        note: How the due date was counted, or what a reader must know.
        station: Number of the station it belongs to, 1 to 10; 0 if to none.
    """

    id: str
    what: str
    who: str
    provision: str
    opens: date | None
    due: date | None
    actual: date | None
    days_late: int
    state: State
    note: str = ""
    station: int = 0


def calendar(
    year: int,
    actual: Mapping[str, date],
    *,
    as_of: date,
    holidays: HolidayCalendar | None = None,
) -> tuple[Deadline, ...]:
    """
    Give every statutory date of a cycle, due and actual.

    Args:
        year: Solidarity year, in which pledges are implemented.
        actual: Days on which acts happened, by the id of the deadline; acts of one Member State
            (see `calendar_acts.ANSWERS`) carry its code: "use-information:EL".
        as_of: The day asked about; what happened later is not known yet.
        holidays: Holidays of the institutions, for limits counted in days or weeks; None if no
            list is at hand.

    Returns:
        The acts in the order of the cycle, then what is due beside it.

    Raises:
        OutOfScope: If there is no cycle for that year.
        InputError: If an actual date is given for an act the cycle does not know.
    """
    if year > LAST_YEAR:
        raise OutOfScope(f"no calendar is written for {year}; the last is that of {LAST_YEAR}")
    asked = Asked(year, actual, as_of, holidays)
    acts = (*before_the_act(asked), *after_the_act(asked), *beside(year))
    deadlines = tuple(_written(act, asked) for act in acts)
    unknown = sorted(set(actual) - asked.used)
    if unknown:
        known = ", ".join(deadline.id for deadline in deadlines)
        raise InputError(
            Problem(f'the cycle knows no act called "{unknown[0]}"', f"one of {known}")
        )
    return deadlines


def _written(act: Act, asked: Asked) -> Deadline:
    actual = asked.happened(act.id)
    late = max(0, ((actual or asked.as_of) - act.due).days) if act.due else 0
    state = _state(act, asked, actual, late)
    return Deadline(
        act.id,
        act.what,
        act.who,
        str(act.source),
        act.opens,
        act.due,
        actual,
        0 if state is State.UNRECORDED else late,
        state,
        act.note,
        act.station,
    )


def _state(act: Act, asked: Asked, actual: date | None, late: int) -> State:
    if actual is not None:
        return State.LATE if late else State.DONE
    if act.before and asked.happened(act.before):
        return State.UNRECORDED
    if not late:
        return State.OPEN
    return State.OVERDUE if act.recorded else State.UNRECORDED
