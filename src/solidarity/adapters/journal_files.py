"""Which journal a command reads, and how a file or an address becomes a journal."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from solidarity.adapters.journal_lines import open_lines, open_stream
from solidarity.adapters.journal_sqlite import MAGIC, SqliteJournal
from solidarity.adapters.standard_input import STDIN
from solidarity.cycle import year as _year  # noqa: F401 - enters the events in the register
from solidarity.errors import InputError, Problem
from solidarity.ledger.journal import MemoryJournal

if TYPE_CHECKING:
    from solidarity.adapters.journal_postgres import PostgresJournal

VARIABLE = "SOLIDARITY_JOURNAL"
"""Environment variable that names the journal of an installation: a file, or an address."""

CHECKED_MAX = 20_000
"""Longest SQLite journal that is checked at every opening, in entries: about half a second."""

_EMBEDDED = Path(__file__).parent.parent / "facts" / "journal_2026.jsonl"
_LINES = {".jsonl", ".json", ".ndjson"}
_TABLES = {".sqlite", ".sqlite3", ".db"}


def default_journal() -> Path | str:
    """Name the journal to read when none is named: the installation's, else the embedded 2026."""
    named = os.environ.get(VARIABLE, "")
    return _place(named) if named else _EMBEDDED


def shown(place: Path | str) -> str:
    """Write a place as messages may show it: an address without its password."""
    from solidarity.adapters import postgres

    return postgres.shown(str(place)) if postgres.is_address(place) else str(place)


@contextmanager
def opened(
    place: Path | str | None = None,
) -> Iterator[SqliteJournal | MemoryJournal | PostgresJournal]:
    """Open an existing journal (see `open_journal`) and close it afterwards."""
    journal = open_journal(place)
    try:
        yield journal
    finally:
        if not isinstance(journal, MemoryJournal):
            journal.close()


def open_journal(
    place: Path | str | None = None,
) -> SqliteJournal | MemoryJournal | PostgresJournal:
    """
    Open an existing journal: SQLite, JSON Lines, or the address of one in PostgreSQL.

    A journal in JSON Lines is checked whole as it is read, one in SQLite as it is opened, unless it
    is so long that a reader would wait: then `verify` is asked for, as for one in PostgreSQL.

    Args:
        place: The file, - for JSON Lines on standard input, or an address beginning with
            "postgresql://"; None for the default.

    Returns:
        The journal. What is appended to one read from JSON Lines stays in memory.

    Raises:
        InputError: If there is no such file, it is no journal, or it is not what its name says.
    """
    found = default_journal() if place is None else _place(place)
    if str(found) == STDIN:
        return _given(sys.stdin)
    return _open_file(found) if isinstance(found, Path) else _open_address(found)


def _place(named: Path | str) -> Path | str:
    from solidarity.adapters.postgres import is_address

    return named if is_address(named) else Path(named)


def _open_address(address: str) -> PostgresJournal:
    from solidarity.adapters.journal_postgres import PostgresJournal

    return PostgresJournal(address)


def _open_file(place: Path) -> SqliteJournal | MemoryJournal:
    try:
        with place.open("rb") as file:
            start = file.read(len(MAGIC))
    except OSError as error:
        why = error.strerror or "it cannot be read"
        raise InputError(Problem(why, "a journal", str(place))) from None
    is_tables = start == MAGIC
    if is_tables and place.suffix in _LINES:
        raise InputError(
            Problem("this is an SQLite file", "JSON Lines, as its name says", str(place))
        )
    if not is_tables and place.suffix in _TABLES:
        raise InputError(
            Problem(
                "this is not an SQLite file", "a journal in SQLite, as its name says", str(place)
            )
        )
    if not is_tables:
        return open_lines(place)
    opened = SqliteJournal(place, create=False)
    if opened.head()[0] <= CHECKED_MAX:
        opened.verify()
    return opened


@lru_cache(maxsize=1)
def _given(stream: TextIO) -> MemoryJournal:
    """Read standard input once, however often the journal is opened."""
    return open_stream(stream.buffer, "standard input")
