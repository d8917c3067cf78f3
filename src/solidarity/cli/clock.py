"""`solidarity clock`: any time limit by its name, with the counting shown step by step."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Annotated, Any

import typer

from solidarity.cli.output import emit_json, say, table
from solidarity.errors import InputError, Problem
from solidarity.terms.dates import say as day_in_words

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

    from solidarity.law.part5_general.art75_time_limits import TimeLimitResult
    from solidarity.law.part5_general.clock import Clock

_EXAMPLE = "Example: solidarity clock relocation-reply --from 2026-07-03T10:00 --state DE"


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("clock", epilog=_EXAMPLE)(clock)


def clock(
    name: Annotated[str, typer.Argument(help="Name of the limit; --list gives them all.")] = "",
    start: Annotated[
        str,
        typer.Option(
            "--from",
            help="When it starts, or the planned day: 2026-07-03 or 2026-07-03T10:00 (local time "
            "of the state, or with an offset).",
            metavar="TIME",
        ),
    ] = "",
    state: Annotated[
        str,
        typer.Option(help="Member State that must act: its holidays and its time count."),
    ] = "",
    show_list: Annotated[bool, typer.Option("--list", help="Name every limit.")] = False,  # noqa: FBT002 - an option of the command line
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON document.")] = False,  # noqa: FBT002
) -> None:
    """Find the last day of a time limit and show how it was counted."""
    if show_list:
        _print_list(as_json=as_json)
        return
    document = clock_document(name, start, state)
    if as_json:
        emit_json(document)
        return
    _print(document)


def clock_document(name: str, start: str, state: str) -> dict[str, Any]:
    """
    Run a clock.

    Args:
        name: Name of the limit.
        start: A day or a time in ISO form.
        state: Code of the Member State that must act; may be empty where the Union acts.

    Returns:
        A document of plain values.

    Raises:
        InputError: If the name, the time or the state cannot be read.
        OutOfScope: If the counting leaves the calendar.
    """
    from solidarity.adapters.holiday_calendars import UNION, calendar_of, zone_of
    from solidarity.law.part5_general.clocks import clock as clock_called

    found = clock_called(name)
    if not start:
        raise InputError(Problem("no start is given", "--from 2026-07-03T10:00"))
    if not state and not found.union:
        raise InputError(Problem(f"{name}: a Member State acts", "its code, e.g. --state DE"))
    place = state.strip().upper() or UNION
    acting = UNION if found.union else place
    moment = _moment(start, zone_of(place), zone_of(acting))
    document: dict[str, Any] = {
        "clock": found.name,
        "provision": str(found.source),
        "starts": moment.isoformat(),
        "last_day": None,
        "expires_at": None,
        "steps": [],
    }
    holidays = calendar_of(acting)
    result = shortest = None
    if found.has_end:
        result = found.run(moment, holidays)
        shortest = found.run_shortest(moment, holidays)
        expires = result.expires_at
        document["last_day"] = result.last_day.isoformat()
        document["expires_at"] = expires.isoformat() if expires else None
    document["steps"] = _steps(found, moment, result, shortest)
    return document | {
        "length": str(found.length) if found.length else None,
        "way": found.way.value,
        "event": found.starts,
        "actor": found.actor,
        "state": acting,
        "late": found.late,
        "only_aimed_at": found.aim,
        "last_day_shortest": shortest.last_day.isoformat() if shortest else None,
        "holidays_missing": list(result.holidays_missing) if result else [],
    }


def _steps(
    found: Clock,
    moment: datetime | date,
    result: TimeLimitResult | None,
    shortest: TimeLimitResult | None,
) -> list[str]:
    from solidarity.law.part5_general.art85_application import applies_from
    from solidarity.terms.citations import Act

    if result is None:
        return [f"The law gives no number of days: {found.starts}."]
    steps = list(result.steps)
    if shortest:
        steps.append(
            f"National law or the request sets the period, from {found.length_min} to "
            f"{found.length}; with the shortest the last day is {day_in_words(shortest.last_day)}."
        )
    on = moment.date() if isinstance(moment, datetime) else moment
    source = found.source
    if source.act is Act.AMMR:
        since = applies_from(source.article, source.paragraph, source.subparagraph)
        if on < since:
            steps.append(f"{source} applies only from {day_in_words(since)}.")
    return steps


def _moment(text: str, local: ZoneInfo, acting: ZoneInfo) -> datetime | date:
    try:
        if len(text.strip()) <= len("2026-07-03"):
            return date.fromisoformat(text.strip())
        moment = datetime.fromisoformat(text.strip())
    except ValueError:
        expected = "a day like 2026-07-03 or a time like 2026-07-03T10:00"
        raise InputError(Problem(f'"{text}" is not a time', expected, column="--from")) from None
    try:
        if moment.tzinfo is None:
            here = moment.replace(tzinfo=local)
            there_and_back = here.astimezone(UTC).astimezone(local).replace(tzinfo=None)
            if there_and_back != moment:
                what = f"{text} does not exist in {local.key}: the clocks are put forward"
                raise InputError(Problem(what, "a time of that day that exists", column="--from"))
            moment = here
        return moment.astimezone(acting)
    except OverflowError:
        raise InputError(
            Problem(f"{text} is outside the calendar", "a later year", column="--from")
        ) from None


def _print(document: dict[str, Any]) -> None:
    say(f"{document['clock']}: {document['provision']}")
    say(f"Starts with: {document['event']}. Acts: {document['actor']} ({document['state']}).")
    for number, step in enumerate(document["steps"], start=1):
        say(f"{number}. {step}")
    if document["last_day"]:
        what = "Day" if "earliest" in document["way"] else "Last day"
        aim = " (to be aimed at)" if document["only_aimed_at"] else ""
        expires = f", until {document['expires_at']}" if document["expires_at"] else ""
        say(f"{what}: {day_in_words(date.fromisoformat(document['last_day']))}{aim}{expires}")
    say(f"If late: {document['late']}.")


def _print_list(*, as_json: bool) -> None:
    from solidarity.law.part5_general.clocks import CLOCKS

    rows = [
        {
            "clock": found.name,
            "provision": str(found.source),
            "length": str(found.length) if found.length else None,
            "way": found.way.value,
            "event": found.starts,
            "actor": found.actor,
            "union": found.union,
            "late": found.late,
        }
        for found in CLOCKS.values()
    ]
    if as_json:
        emit_json(rows)
        return
    table(
        "Time limits",
        ("clock", "length", "from", "provision"),
        [
            (str(row["clock"]), str(row["length"] or "–"), str(row["event"]), str(row["provision"]))
            for row in rows
        ],
    )
