"""`solidarity calendar`: every statutory date of a cycle, due and actual."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from solidarity.cli.options import AsJson, JournalFile
from solidarity.cli.output import emit_json, say, table
from solidarity.errors import InputError, Problem

if TYPE_CHECKING:
    from solidarity.cycle.calendar import Deadline

_EXAMPLE = "Example: solidarity calendar 2027 --ics cycle-2027.ics"


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("calendar", epilog=_EXAMPLE)(calendar)


def calendar(
    year: Annotated[int, typer.Argument(help="Solidarity year, in which pledges are delivered.")],
    ics: Annotated[
        Path | None, typer.Option(help="Write an iCalendar file too.", metavar="FILE")
    ] = None,
    as_of: Annotated[
        str, typer.Option(help="The day asked about; today if not given.", metavar="DATE")
    ] = "",
    journal: JournalFile = None,
    *,
    as_json: AsJson = False,
) -> None:
    """Show what is due by when in a cycle, what was done, and how late."""
    from solidarity.adapters.year_reader import known_dates

    day = day_given(as_of)
    print_calendar(year, known_dates(journal, year, day), as_of=day, ics=ics, as_json=as_json)


def day_given(text: str) -> date:
    """
    Read a day in ISO form; today (in UTC) if nothing is given.

    Raises:
        InputError: If the text is not a day.
    """
    if not text:
        return datetime.now(UTC).date()
    try:
        return date.fromisoformat(text.strip())
    except ValueError:
        raise InputError(
            Problem(f'"{text}" is not a day', "a day like 2026-11-22", column="--as-of")
        ) from None


def print_calendar(
    year: int,
    actual: Mapping[str, date],
    *,
    as_of: date,
    ics: Path | None = None,
    as_json: bool = False,
) -> None:
    """
    Print the calendar of a cycle, and write its file if asked.

    Args:
        year: Solidarity year.
        actual: Days on which acts happened, by the id of the deadline.
        as_of: The day asked about.
        ics: Where to write the iCalendar file; None for no file.
        as_json: Whether to print one JSON document instead of a table.

    Raises:
        OutOfScope: If there is no cycle for that year.
        InputError: If the file cannot be written.
    """
    from solidarity.adapters.holiday_calendars import UNION, calendar_of
    from solidarity.cycle.calendar import State
    from solidarity.cycle.calendar import calendar as calendar_of_year

    deadlines = calendar_of_year(year, actual, as_of=as_of, holidays=calendar_of(UNION))
    if ics is not None:
        _write(ics, deadlines, year, as_of)
    if as_json:
        documents = [document(deadline) for deadline in deadlines]
        emit_json({"year": year, "as_of": as_of.isoformat(), "deadlines": documents})
        return
    table(
        f"Calendar of the cycle {year}, as of {as_of.isoformat()}",
        ("what", "due", "actual", "days late", "state", "who", "provision", "id"),
        [_row(deadline) for deadline in deadlines],
    )
    if any(deadline.state is State.OVERDUE for deadline in deadlines):
        say("overdue: the due date has passed and nothing is recorded here.", stderr=True)
    if ics is not None:
        say(f"Written: {ics}", stderr=True)


def document(deadline: Deadline) -> dict[str, Any]:
    """Write one act as plain values."""
    return {
        "id": deadline.id,
        "what": deadline.what,
        "who": deadline.who,
        "provision": deadline.provision,
        "opens": deadline.opens.isoformat() if deadline.opens else None,
        "due": deadline.due.isoformat() if deadline.due else None,
        "actual": deadline.actual.isoformat() if deadline.actual else None,
        "days_late": deadline.days_late,
        "state": deadline.state.value,
        "note": deadline.note,
        "station": deadline.station or None,
    }


def _row(deadline: Deadline) -> tuple[str, ...]:
    since = f"from {deadline.opens.isoformat()}" if deadline.opens else "–"
    return (
        deadline.what,
        deadline.due.isoformat() if deadline.due else since,
        deadline.actual.isoformat() if deadline.actual else "–",
        str(deadline.days_late or "–"),
        deadline.state.value,
        deadline.who,
        deadline.provision,
        deadline.id,
    )


def _write(path: Path, deadlines: tuple[Deadline, ...], year: int, as_of: date) -> None:
    from solidarity.adapters.calendar_file import calendar_file

    stamp = datetime.combine(as_of, time(), tzinfo=UTC)
    try:
        path.write_bytes(calendar_file(deadlines, year=year, stamp=stamp))
    except OSError as error:
        why = error.strerror or type(error).__name__
        raise InputError(
            Problem(f"cannot write {path}: {why}", "a file that can be written", file=str(path))
        ) from error
