"""Which journal a command reads, and how a file becomes a journal: by what it holds."""

from __future__ import annotations

import os
import sys
from functools import lru_cache
from pathlib import Path
from typing import TextIO

from solidarity.adapters.journal_lines import open_lines, open_stream
from solidarity.adapters.journal_sqlite import MAGIC, SqliteJournal
from solidarity.adapters.standard_input import STDIN
from solidarity.cycle import year as _year  # noqa: F401 - enters the events in the register
from solidarity.errors import InputError, Problem
from solidarity.ledger.journal import MemoryJournal

VARIABLE = "SOLIDARITY_JOURNAL"
"""Environment variable that names the journal of an installation."""

CHECKED_MAX = 20_000
"""Longest SQLite journal that is checked at every opening, in entries: about half a second."""

_EMBEDDED = Path(__file__).parent.parent / "facts" / "journal_2026.jsonl"
_LINES = {".jsonl", ".json", ".ndjson"}
_TABLES = {".sqlite", ".sqlite3", ".db"}


def default_journal() -> Path:
    """Name the journal to read when none is named: the installation's, else the embedded 2026."""
    named = os.environ.get(VARIABLE, "")
    return Path(named) if named else _EMBEDDED


def open_journal(path: Path | None = None) -> SqliteJournal | MemoryJournal:
    """
    Open an existing journal, SQLite or JSON Lines.

    A journal in JSON Lines is checked whole as it is read, one in SQLite as it is opened, unless it
    is so long that a reader would wait: then `verify` is asked for.

    Args:
        path: The file, or - for JSON Lines on standard input; None for the default.

    Returns:
        The journal. What is appended to one read from JSON Lines stays in memory.

    Raises:
        InputError: If there is no such file, it is no journal, or it is not what its name says.
    """
    place = default_journal() if path is None else path
    if str(place) == STDIN:
        return _given(sys.stdin)
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
