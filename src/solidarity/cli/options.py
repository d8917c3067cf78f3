"""Options that several commands share."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from solidarity.errors import InputError, Problem

if TYPE_CHECKING:
    from solidarity.terms.readings import Readings

AsJson = Annotated[bool, typer.Option("--json", help="Print one JSON document and nothing else.")]
AsOf = Annotated[
    str, typer.Option("--as-of", metavar="DATE", help="Day to read it on, e.g. 2025-12-31.")
]
JournalFile = Annotated[
    Path | None,
    typer.Option("--journal", help="Journal to read; by default the one that comes along."),
]
FactsFolder = Annotated[
    Path | None,
    typer.Option(
        "--facts", help="Folder of your own statistics; by default those that come along."
    ),
]
JournalPlace = Annotated[
    str | None,
    typer.Option(
        "--journal",
        metavar="PLACE",
        help="Journal to read: a file or postgresql://…; by default the one that comes along.",
    ),
]
ReadingChoices = Annotated[
    list[str] | None,
    typer.Option("--reading", metavar="ID=OPTION", help="Read an open point another way."),
]
YearNumber = Annotated[int, typer.Argument(metavar="YEAR", help="Solidarity year, e.g. 2026.")]


def day_of(text: str) -> date:
    """
    Read a day; nothing given means today.

    Raises:
        InputError: If it is not a day.
    """
    if not text:
        return date.today()  # noqa: DTZ011 - a day in the calendar of the reader
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise InputError(Problem(f'"{text}" is not a day', "YYYY-MM-DD")) from None


def readings_of(choices: list[str] | None) -> Readings:
    """
    Read the choices of readings.

    Raises:
        InputError: If a choice names no open point or no alternative of it.
    """
    from solidarity.law.readings import DEFAULT

    readings = DEFAULT
    for choice in choices or []:
        identifier, given, option = choice.partition("=")
        if not given:
            raise InputError(Problem(f'"{choice}" chooses nothing', "ID=OPTION, e.g. R-005=up"))
        readings = readings.choose(identifier.strip(), option.strip())
    return readings
