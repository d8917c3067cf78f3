"""What `solidarity year --out` writes: report, tables, calendar and journal, all or nothing."""

from __future__ import annotations

import shutil
import tempfile
from datetime import UTC, datetime, time
from pathlib import Path

from solidarity.adapters.calendar_file import calendar_file
from solidarity.adapters.explanations import Document
from solidarity.adapters.journal_files import open_journal
from solidarity.adapters.journal_lines import write_lines
from solidarity.adapters.pool_tables import write_pool_csv, write_pool_xlsx
from solidarity.adapters.report import write_report
from solidarity.adapters.year_reader import YearRead
from solidarity.errors import InputError, Problem

NAMES = ("report.html", "pool.xlsx", "pool.csv", "cycle.ics", "journal.jsonl")


def write_year(
    found: YearRead, document: Document, out: Path, journal: Path | None
) -> tuple[Path, ...]:
    """
    Write a year into a folder.

    Everything is made beside the folder first and moved in only when all of it is there.

    Args:
        found: The year as read.
        document: The same as one document.
        out: Folder to write to; made if it does not exist.
        journal: Journal the year was read from; None for the one that comes along.

    Returns:
        The files, in the order of `NAMES`.

    Raises:
        InputError: If the folder cannot be written; then nothing is.
    """
    try:
        out.mkdir(parents=True, exist_ok=True)
        making = Path(tempfile.mkdtemp(prefix=".solidarity-", dir=out))
    except OSError as error:
        why = error.strerror or "it cannot be written"
        raise InputError(Problem(why, "a folder that can be written", file=str(out))) from None
    try:
        _make(found, document, making, journal)
        for name in NAMES:
            (making / name).replace(out / name)
    finally:
        shutil.rmtree(making, ignore_errors=True)
    return tuple(out / name for name in NAMES)


def _make(found: YearRead, document: Document, folder: Path, journal: Path | None) -> None:
    stamp = datetime.combine(found.chain.as_of, time(), tzinfo=UTC)
    write_report(document, folder / "report.html")
    write_pool_xlsx(document, folder / "pool.xlsx")
    write_pool_csv(document, folder / "pool.csv")
    calendar = calendar_file(found.deadlines, year=found.chain.year, stamp=stamp)
    (folder / "cycle.ics").write_bytes(calendar)
    write_lines(open_journal(journal), folder / "journal.jsonl")
