"""The calendar of a cycle as an iCalendar file (RFC 5545) that any calendar program reads."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING

from solidarity.cycle.calendar import Deadline, State
from solidarity.terms.dates import say

if TYPE_CHECKING:
    from icalendar import Event

_STATES = {
    State.DONE: "Done",
    State.LATE: "Done late",
    State.OPEN: "Open",
    State.OVERDUE: "Overdue: the due date has passed and nothing is recorded",
    State.UNRECORDED: "Nothing recorded",
}


def calendar_file(deadlines: Sequence[Deadline], *, year: int, stamp: datetime) -> bytes:
    """
    Write the calendar of a cycle.

    Every act with a day becomes an all-day event: on its due date, failing that on the day it
    happened, failing that on the first day it can happen. The identifiers never change, so a newer
    file replaces the events of an older one.

    Args:
        deadlines: The acts.
        year: Solidarity year.
        stamp: Moment of writing, aware; the same moment gives the same bytes.

    Returns:
        The file.
    """
    from icalendar import Calendar

    book = Calendar()
    book.add("prodid", "-//Solidarity//Annual cycle of Regulation (EU) 2024/1351//EN")
    book.add("version", "2.0")
    book.add("calscale", "GREGORIAN")
    book.add("method", "PUBLISH")
    book.add("x-wr-calname", f"Solidarity cycle {year}")
    for deadline in deadlines:
        day = deadline.due or deadline.actual or deadline.opens
        if day is not None:
            book.add_component(_event(deadline, year, day, stamp.astimezone(UTC)))
    content: bytes = book.to_ical()
    return content


def _event(deadline: Deadline, year: int, day: date, stamp: datetime) -> Event:
    from icalendar import Event

    event = Event()
    event.add("uid", f"{_identifier(deadline, year)}@solidarity.invalid")
    event.add("dtstamp", stamp)
    event.add("dtstart", day)
    event.add("dtend", day + timedelta(days=1))
    event.add("summary", f"{deadline.who}: {deadline.what}")
    event.add("description", "\n".join(_lines(deadline)))
    event.add("categories", ["Solidarity"])
    event.add("transp", "TRANSPARENT")
    return event


def _identifier(deadline: Deadline, year: int) -> str:
    """Acts beside the cycle carry their own year: they stand in two cycles and are one event."""
    own = deadline.id.replace(":", "-").lower()
    return f"cycle-{year}-{own}" if deadline.station else own


def _lines(deadline: Deadline) -> list[str]:
    lines = [f"{deadline.provision}, Regulation (EU) 2024/1351"]
    if "Regulation" in deadline.provision:
        lines = [deadline.provision]
    if deadline.opens:
        lines.append(f"From {say(deadline.opens)}.")
    if deadline.due:
        lines.append(f"Due by {say(deadline.due)}.")
    done = f" on {say(deadline.actual)}" if deadline.actual else ""
    late = f", {deadline.days_late} days late" if deadline.days_late else ""
    lines.append(f"{_STATES[deadline.state]}{done}{late}.")
    return [*lines, deadline.note] if deadline.note else lines
