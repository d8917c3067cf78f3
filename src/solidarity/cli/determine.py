"""`solidarity determine`: the Member State responsible, article and reasons per case."""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Annotated

import typer

from solidarity.cli.options import ReadingChoices, readings_of
from solidarity.cli.output import say
from solidarity.errors import InputError, OutOfScope, Problem

_EXAMPLE = "Example: solidarity determine cases.jsonl --out results.jsonl"
_SHOWN_MAX = 20


def register(app: typer.Typer) -> None:
    """Enter the command."""
    app.command("determine", epilog=_EXAMPLE)(determine)


def determine(  # noqa: PLR0913 - options of a command
    cases: Annotated[
        str, typer.Argument(help='JSON Lines, one case per line; "-" reads standard input.')
    ] = "-",
    *,
    out: Annotated[
        Path | None, typer.Option("--out", help="File for the results; else standard output.")
    ] = None,
    strict: Annotated[
        bool, typer.Option("--strict", help="Stop at the first line that cannot be read.")
    ] = False,
    explain: Annotated[
        str, typer.Option("--explain", metavar="ID", help="Explain one case, for a person.")
    ] = "",
    bulk: Annotated[
        bool, typer.Option("--bulk", help="Parquet in and out, in columns, for millions of cases.")
    ] = False,
    reading: ReadingChoices = None,
) -> None:
    """
    Determine which Member State is responsible for each case, with reasons and time limits.

    The record of a case is described by `solidarity schema case`. A line that cannot be read is
    reported with line and field, and the others are done; the exit code is then 2.
    """
    from solidarity.adapters.case_files import answered, write

    readings = readings_of(reading)
    if bulk:
        _bulk(cases, out, reading)
        return
    if explain:
        with _opened(cases) as lines:
            _explain(lines, cases, explain, reading)
        return
    bad = count = 0
    with _opened(cases) as lines, _target(out) as target:
        for one in answered(lines, file=_name(cases), readings=readings, strict=strict):
            write(one.document, target.write)
            count += 1
            bad += bool(one.problems)
            for problem in one.problems if bad <= _SHOWN_MAX else ():
                say(str(problem), stderr=True)
    if bad:
        say(f"{bad} of {count} lines cannot be read; the others are done", stderr=True)
        raise typer.Exit(2)


def _bulk(cases: str, out: Path | None, reading: list[str] | None) -> None:
    if out is None or cases == "-":
        raise InputError(Problem("columns are read from and written to files", "CASES --out FILE"))
    if reading:
        raise InputError(Problem("columns follow the default readings", "no --reading"))
    try:
        from solidarity.adapters.bulk_determination import determine_file
    except ModuleNotFoundError as missing:
        what = f"--bulk needs the package {missing.name}"
        raise InputError(Problem(what, "polars installed")) from None
    determine_file(Path(cases), out)


def _explain(lines: Iterator[str], cases: str, wanted: str, reading: list[str] | None) -> None:
    from solidarity.adapters.case_files import calendars, read_lines
    from solidarity.adapters.case_results import told
    from solidarity.law.part3_responsibility.determination import determine as determined

    for line in read_lines(lines, file=_name(cases)):
        if line.identifier != wanted:
            continue
        if line.case is None:
            raise InputError(line.problems)
        for text in told(determined(line.case, readings_of(reading), calendars)):
            say(text)
        return
    raise OutOfScope(f'there is no case "{wanted}" in {_name(cases)}')


def _name(cases: str) -> str:
    return "standard input" if cases == "-" else cases


@contextlib.contextmanager
def _opened(cases: str) -> Iterator[Iterator[str]]:
    if cases == "-":
        yield iter(sys.stdin)
        return
    try:
        with Path(cases).open(encoding="utf-8-sig") as file:
            yield iter(file)
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(Problem(f"{cases} cannot be read: {error}", "JSON Lines, UTF-8")) from None


@contextlib.contextmanager
def _target(out: Path | None) -> Iterator[IO[str]]:
    if out is None:
        yield sys.stdout
        return
    try:
        with out.open("w", encoding="utf-8") as file:
            yield file
    except OSError as error:
        raise InputError(Problem(f"{out} cannot be written: {error}", "a file")) from None
