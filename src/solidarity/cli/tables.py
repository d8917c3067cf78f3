"""`solidarity import` and `solidarity export`: tables in and out of the ledger."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from solidarity.adapters.standard_input import STDIN
from solidarity.cli.options import day_of
from solidarity.cli.output import say, table
from solidarity.errors import InputError, Problem

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from solidarity.adapters.eurostat_observations import Dataset
    from solidarity.adapters.table_exports import Export
    from solidarity.adapters.table_files import Read
    from solidarity.adapters.table_imports import Plan
    from solidarity.adapters.tables import Table
    from solidarity.adapters.vintages import Frozen
    from solidarity.ledger.journal import Journal

Files = Annotated[
    list[str], typer.Argument(metavar="FILE…", help="CSV, XLSX, JSON or Eurostat files; - reads.")
]
Year = Annotated[int, typer.Option("--year", help="Solidarity year the rows belong to.")]
Journal_ = Annotated[
    Path | None, typer.Option("--journal", help="The ledger; made by --apply if it is not there.")
]
Apply = Annotated[bool, typer.Option("--apply", help="Write. Without it, nothing is written.")]
On = Annotated[
    str, typer.Option("--on", metavar="DATE", help="Day for rows that name none, e.g. 2027-01-20.")
]
By = Annotated[str, typer.Option("--by", help="Who records it: a role or an office.")]
Name = Annotated[str, typer.Option("--table", help="Which table it is, if it cannot be told.")]
Empty = Annotated[bool, typer.Option("--empty", help="Begin a new ledger with nothing in it.")]
Facts = Annotated[
    Path | None, typer.Option("--facts", help="Folder of your own vintages of statistics.")
]
Reference = Annotated[
    int | None, typer.Option("--reference-year", help="Reference year of the statistics.")
]
Release = Annotated[
    str, typer.Option("--release", help="Which release of the statistics it is, in words.")
]


def register(app: typer.Typer) -> None:
    """Enter the commands."""
    app.command("import")(import_)
    app.command("export")(export)


def import_(  # noqa: PLR0913, PLR0917 - one parameter for each option of the command
    files: Files,
    year: Year = 2026,
    journal: Journal_ = None,
    apply: Apply = False,  # noqa: FBT002 - an option of the command
    on: On = "",
    by: By = "import",
    empty: Empty = False,  # noqa: FBT002 - an option of the command
    name: Name = "",
    facts: Facts = None,
    reference_year: Reference = None,
    release: Release = "",
) -> None:
    """
    Import tables: a dry run first; with --apply, all of it or nothing.

    Example: solidarity import pledges.xlsx --year 2027 --journal ledger.sqlite --apply

    Population and gross domestic product, also as Eurostat gives them (TSV, SDMX-CSV, JSON-stat,
    SDMX-ML), are frozen as a vintage: solidarity import demo_gind.tsv --facts my-facts --apply
    """
    from solidarity.adapters.table_definitions import LEDGER_TABLES

    datasets, reads = _read(files, name)
    statistics = [read for read in reads if read.table.name not in LEDGER_TABLES]
    entries = [read for read in reads if read.table.name in LEDGER_TABLES]
    if entries and (datasets or statistics):
        raise InputError(
            Problem(
                "statistics and tables of the ledger are imported apart, each all or nothing",
                "files of one sort",
                entries[0].file,
            )
        )
    if entries:
        day = day_of(on) if on else None
        _import_entries(entries, year, journal, day=day, by=by, apply=apply, empty=empty)
    else:
        frozen = _freeze(datasets, statistics, reference_year, release)
        _import_statistics(frozen, facts, apply=apply)


def _read(files: Sequence[str], name: str) -> tuple[list[tuple[str, Dataset]], list[Read]]:
    """Read every file, telling by content what each is; collect the problems of all of them."""
    from solidarity.adapters import eurostat
    from solidarity.adapters.table_files import read_table

    wanted = _table(name) if name else None
    datasets: list[tuple[str, Dataset]] = []
    reads: list[Read] = []
    problems: list[Problem] = []
    for file in files:
        try:
            content = _content(file)
            shown = "standard input" if file == STDIN else file
            if wanted is None and eurostat.form_of(eurostat.opened(content, shown)) is not None:
                datasets.append((shown, eurostat.read(content, shown)))
            else:
                reads.append(read_table(content, shown, wanted))
        except InputError as wrong:
            problems += wrong.problems
    if problems:
        raise InputError(problems)
    return datasets, reads


def _content(file: str) -> bytes:
    if file == STDIN:
        return sys.stdin.buffer.read()
    try:
        return Path(file).read_bytes()
    except OSError as error:
        raise InputError(Problem(error.strerror or "cannot be read", "a file", file)) from error


def _table(name: str) -> Table:
    from solidarity.adapters.table_definitions import TABLES

    if name not in TABLES:
        raise InputError(Problem(f'there is no table "{name}"', "one of " + ", ".join(TABLES)))
    return TABLES[name]


def _import_entries(  # noqa: PLR0913 - what the command was told
    reads: list[Read],
    year: int,
    journal: Path | None,
    *,
    day: date | None,
    by: str,
    apply: bool,
    empty: bool,
) -> None:
    from datetime import UTC, datetime

    from solidarity.adapters.table_imports import Recorder, begin, plan
    from solidarity.adapters.table_imports import apply as append

    opened, is_new = _ledger(journal, apply=apply, empty=empty)
    found = plan(reads, opened, Recorder(year, by, datetime.now(UTC), day))
    _show(found)
    if is_new and found.expected:
        say(f"A new ledger: it begins with the {found.expected} entries that come along.")
    if not apply:
        say("Nothing was written: this is a dry run. Add --apply to write.")
        return
    if not found.drafts:
        say("Nothing to write: the ledger holds all of it.")
        return
    written = begin(found, opened, journal) if is_new and journal else append(found, opened)
    say(f"Written: entries {written[0].position} to {written[-1].position}.")


def _ledger(journal: Path | None, *, apply: bool, empty: bool) -> tuple[Journal, bool]:
    """Open the journal a plan is made on; tell whether the ledger itself is still to be made."""
    from solidarity.adapters.journal_files import default_journal, open_journal
    from solidarity.ledger.journal import MemoryJournal

    if str(journal) == STDIN:
        raise InputError(Problem("a ledger is a file of its own", "a path", column="--journal"))
    if journal is not None and not journal.exists():
        return (MemoryJournal() if empty else open_journal(None)), True
    opened = open_journal(journal)
    if apply and isinstance(opened, MemoryJournal):
        raise InputError(
            Problem(
                f"{Path(journal or default_journal()).name} can be read, not written",
                "a ledger of your own in SQLite: --journal ledger.sqlite",
                column="--journal",
            )
        )
    return opened, False


def _show(found: Plan) -> None:
    rows = [
        (
            line.place,
            line.change,
            line.what,
            "; ".join(f"{name} was {value}" for name, value in line.before.items()),
        )
        for line in found.lines
    ]
    table("What would be appended", ("place", "change", "row", "ledger"), rows)
    for warning in found.warnings:
        say(f"Warning: {warning}", stderr=True)
    new = sum(line.change == "new" for line in found.lines)
    same = sum(line.change == "unchanged" for line in found.lines)
    corrected = len(found.lines) - new - same
    corrections = "1 correction" if corrected == 1 else f"{corrected} corrections"
    entries = "1 entry" if len(found.drafts) == 1 else f"{len(found.drafts)} entries"
    say(f"{new} new, {corrections}, {same} unchanged; {entries}.")


def _freeze(
    datasets: list[tuple[str, Dataset]],
    statistics: list[Read],
    reference_year: int | None,
    release: str,
) -> list[Frozen]:
    from datetime import date

    from solidarity.adapters.vintages import Origin, freeze, own_dataset

    today = date.today()  # noqa: DTZ011 - the day of retrieval in the reader's calendar
    found = [
        freeze(dataset, Origin(file.rpartition("/")[2], release, today), reference_year)
        for file, dataset in datasets
    ]
    for read in statistics:
        if reference_year is None:
            raise InputError(
                Problem("which year the figures are about", "--reference-year YEAR", read.file)
            )
        dataset = own_dataset(read, reference_year)
        origin = Origin(read.file.rpartition("/")[2], release, today)
        found.append(freeze(dataset, origin, reference_year))
    return found


def _import_statistics(frozen: list[Frozen], facts: Path | None, *, apply: bool) -> None:
    from solidarity.adapters.vintages import refuse_taken, write

    rows = [
        (
            item.vintage.id,
            item.vintage.dataset,
            str(item.vintage.reference_year),
            item.vintage.release,
            f"{len(item.rows)} states, {sum(bool(row['flag']) for row in item.rows)} with flags",
        )
        for item in frozen
    ]
    table("What would be frozen", ("vintage", "dataset", "year", "release", "figures"), rows)
    if facts is not None:
        refuse_taken(frozen, facts)
    if not apply:
        say("Nothing was written: this is a dry run. Add --facts DIR --apply to write.")
        return
    if facts is None:
        raise InputError(Problem("where to freeze it is not said", "--facts DIR", column="--facts"))
    for path in write(frozen, facts):
        say(f"written: {path}")


def export(
    name: Annotated[str, typer.Argument(metavar="TABLE", help="Name of the table, e.g. pledges.")],
    out: Annotated[
        str, typer.Option("--out", help="File ending in .csv, .xlsx or .json; - prints.")
    ],
    year: Year = 2026,
    journal: Annotated[
        Path | None, typer.Option("--journal", help="The ledger; by default the one that is used.")
    ] = None,
    facts: Facts = None,
) -> None:
    """
    Export a table with its provisions, sources, journal position and version of the rules.

    Example: solidarity export pledges --out pledges.xlsx --year 2026
    """
    from solidarity.adapters.table_exports import csv_metadata, write_table

    form = "csv" if out == STDIN else Path(out).suffix.removeprefix(".").lower()
    what = _exported(_table(name), year, journal, facts)
    content = write_table(what, form)
    if out == STDIN:
        sys.stdout.write(content.decode("utf-8"))
        return
    path = Path(out)
    files = {path: content}
    if form == "csv":
        files[path.with_name(path.name + "-metadata.json")] = csv_metadata(what, path.name)
    for target, written in files.items():
        try:
            target.write_bytes(written)
        except OSError as error:
            why = error.strerror or "cannot be written"
            raise InputError(Problem(why, "a place that can be written", out)) from error
        say(f"written: {target}")


def _exported(definition: Table, year: int, journal: Path | None, facts: Path | None) -> Export:
    from importlib.metadata import version

    from solidarity.adapters.journal_files import open_journal
    from solidarity.adapters.table_exports import Export
    from solidarity.adapters.table_rows import held_rows, statistics_rows
    from solidarity.errors import OutOfScope

    opened = open_journal(journal)
    if definition.name in {"population", "gdp"}:
        rows = statistics_rows(definition.name, year, facts)
    else:
        entries = list(opened.entries(year=year))
        if not entries:
            raise OutOfScope(f"the journal has no entry for {year}")
        rows = [held.cells for held in held_rows(definition.name, entries)]
    position, head = opened.head()
    return Export(definition, rows, year, position, head, version("solidarity"))
