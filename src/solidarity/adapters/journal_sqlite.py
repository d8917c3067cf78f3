"""
The journal in one SQLite file: the embedded default.

Written ahead (WAL) with full synchronisation: when `append` returns, the entries are on disk. One
writer at a time, over all processes, by the file's own lock; a reader sees the journal as it was
when it began. The database itself refuses to change or remove an entry, to leave a gap, or to link
an entry to anything but the last one. Position and hash of the last entry are kept beside the
entries, so that a missing tail is noticed. The file carries a mark and the version of its tables,
which are read before SQLite touches it.
"""

from __future__ import annotations

import os
import sqlite3
import tempfile
import threading
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from datetime import date, datetime
from functools import lru_cache
from pathlib import Path
from typing import Any

from solidarity.errors import InputError, JournalMoved, Problem, SolidarityError
from solidarity.ledger.bulk import read_events
from solidarity.ledger.canonical import parse
from solidarity.ledger.codec import decode, moment, read_value
from solidarity.ledger.entries import Draft, Entry
from solidarity.ledger.events import Event, Withdrawn
from solidarity.ledger.invariants import check_chain
from solidarity.ledger.seal import Head, Sealed, Target, seal

MAGIC = b"SQLite format 3\0"
"""How every SQLite file begins."""

MARK = 0x534F4C49
"""What the file says it is (SQLite's application_id): a journal of this software."""

SCHEMA_VERSION = 1
"""Version of the tables below (SQLite's user_version)."""

SQLITE_MIN = (3, 37, 0)
"""First version of SQLite with STRICT tables."""

_WAIT_SECONDS = 30.0
_PAGE_MAX = 65_536  # written as 1 in the two bytes of the header
_ALWAYS = "~"  # behind every moment in the order of text

_PASSING = {
    sqlite3.SQLITE_BUSY,
    sqlite3.SQLITE_LOCKED,
    sqlite3.SQLITE_READONLY,
    sqlite3.SQLITE_FULL,
    sqlite3.SQLITE_IOERR,
    sqlite3.SQLITE_CANTOPEN,
    sqlite3.SQLITE_NOMEM,
    sqlite3.SQLITE_PERM,
}
"""What hinders us without the file being damaged."""

_SCHEMA = """
CREATE TABLE entry (
    position    INTEGER PRIMARY KEY CHECK (position >= 1),
    year        INTEGER NOT NULL,
    event       TEXT NOT NULL,
    payload     TEXT NOT NULL,
    holds_from  TEXT NOT NULL,
    recorded_at TEXT NOT NULL,
    recorded_by TEXT NOT NULL,
    basis       TEXT NOT NULL,
    corrects    INTEGER CHECK (corrects < position),
    previous    TEXT NOT NULL,
    hash        TEXT NOT NULL
) STRICT;
CREATE INDEX entry_by_year ON entry (year, position);
CREATE INDEX entry_by_correction ON entry (corrects, position) WHERE corrects IS NOT NULL;
CREATE TABLE head (
    one      INTEGER PRIMARY KEY CHECK (one = 1),
    position INTEGER NOT NULL,
    hash     TEXT NOT NULL
) STRICT;
INSERT INTO head VALUES (1, 0, hex(zeroblob(32)));
CREATE TRIGGER entry_is_next BEFORE INSERT ON entry
WHEN (NEW.position - 1, NEW.previous) IS NOT
    (SELECT position, hash FROM entry ORDER BY position DESC LIMIT 1)
AND (NEW.position, NEW.previous, EXISTS (SELECT 1 FROM entry)) IS NOT (1, hex(zeroblob(32)), 0)
BEGIN SELECT raise(ABORT, 'an entry is only ever appended, and names the last one'); END;
CREATE TRIGGER entry_stays BEFORE UPDATE ON entry
BEGIN SELECT raise(ABORT, 'an entry is never changed'); END;
CREATE TRIGGER entry_remains BEFORE DELETE ON entry
BEGIN SELECT raise(ABORT, 'an entry is never removed'); END;
CREATE TRIGGER head_advances BEFORE UPDATE ON head WHEN NEW.position <= OLD.position
BEGIN SELECT raise(ABORT, 'the head only advances'); END;
CREATE TRIGGER head_remains BEFORE DELETE ON head
BEGIN SELECT raise(ABORT, 'the head is never removed'); END;
"""
_MARKED = f"PRAGMA application_id = {MARK}; PRAGMA user_version = {SCHEMA_VERSION};"

_INSERT = "INSERT INTO entry VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"

_COLUMNS = """position, year, event, payload, holds_from, recorded_at, recorded_by, basis, corrects,
       previous, hash"""
_ENTRIES = f"""
SELECT {_COLUMNS} FROM entry WHERE position > :after ORDER BY position
"""  # noqa: S608 - names of ours
_ENTRIES_OF_YEAR = f"""
SELECT {_COLUMNS} FROM entry WHERE year = :year AND position > :after ORDER BY position
"""  # noqa: S608 - as above
"""Apart, so that each is read along its index: a year is not looked for in the whole journal."""

_HEAD = """
SELECT head.position, head.hash, entry.recorded_at
FROM head LEFT JOIN entry ON entry.position = head.position
"""

_TARGET = """
SELECT year, corrects, EXISTS (
    SELECT 1 FROM entry WHERE corrects = :position AND event = :withdrawn)
FROM entry WHERE position = :position
"""

_STANDING = """
SELECT speaking.event, speaking.payload
FROM entry AS original JOIN entry AS speaking ON speaking.position = coalesce(
    (SELECT max(position) FROM entry AS correction
     WHERE correction.corrects = original.position AND correction.recorded_at <= :known_at),
    original.position)
WHERE original.year = :year AND original.corrects IS NULL AND original.recorded_at <= :known_at
  AND speaking.holds_from <= :as_of AND speaking.event <> :withdrawn
ORDER BY original.position
"""
"""The same as `fold.standing`, in one statement: the newest correction known then speaks."""


class SqliteJournal:
    """A journal in an SQLite file; safe to use from several threads and processes."""

    def __init__(self, path: Path | str, *, create: bool = True) -> None:
        """
        Open a journal.

        Args:
            path: The file.
            create: Whether to make an empty journal if there is no such file.

        Raises:
            InputError: If there is no such file and none is to be made, or it is not a journal of
                this software, or damaged, or of another version. The file is left as it was.
            SolidarityError: If SQLite is too old or cannot open the file.
        """
        self.path = Path(path)
        if sqlite3.sqlite_version_info < SQLITE_MIN:
            needed = ".".join(map(str, SQLITE_MIN))
            raise SolidarityError(f"SQLite {sqlite3.sqlite_version} is too old: {needed} or later")
        self._lock = threading.Lock()
        if create and not self.path.exists():
            self._create()
        self._check_header()
        with self._translated():
            self._writer = _connect(str(self.path))
            self._writer.execute("PRAGMA journal_mode = WAL")
            _read_head(self._writer)

    def close(self) -> None:
        """Close the file; the journal cannot be used afterwards."""
        self._writer.close()

    def append(self, drafts: Sequence[Draft], *, expected: int | None = None) -> tuple[Entry, ...]:
        """Append all drafts or none, durably (see `Journal`)."""
        with self._writing() as connection:
            head = _read_head(connection)
            if expected is not None and expected != head.position:
                raise JournalMoved(expected=expected, found=head.position)
            new = list(seal(drafts, head, lambda position: _read_target(connection, position)))
            if new:
                connection.executemany(_INSERT, map(_row, new))
                last, _ = new[-1]
                connection.execute(
                    "UPDATE head SET position = ?, hash = ?", (last.position, last.hash)
                )
        return tuple(entry for entry, _ in new)

    def entries(self, *, year: int | None = None, after: int = 0) -> Iterator[Entry]:
        """Give entries in the order of their positions (see `Journal`)."""
        with self._reading() as connection:
            statement = _ENTRIES if year is None else _ENTRIES_OF_YEAR
            for row in connection.execute(statement, {"year": year, "after": after}):
                yield self._entry(row)

    def standing(
        self, year: int, *, as_of: date | None = None, known_at: datetime | None = None
    ) -> Iterator[Event]:
        """Give the events of a year that stand (see `Journal`); the fast way to rebuild a year."""
        question = {
            "year": year,
            "as_of": (as_of or date.max).isoformat(),
            "known_at": _ALWAYS if known_at is None else moment(known_at),
            "withdrawn": Withdrawn.__name__,
        }
        with self._reading() as connection:
            yield from read_events(connection.execute(_STANDING, question))

    def years(self) -> tuple[int, ...]:
        """Give the solidarity years that have entries (see `Journal`)."""
        with self._reading() as connection:
            found = connection.execute("SELECT DISTINCT year FROM entry ORDER BY year").fetchall()
        return tuple(year for (year,) in found)

    def head(self) -> tuple[int, str]:
        """Give position and hash of the last entry (see `Journal`)."""
        with self._reading() as connection:
            head = _read_head(connection)
        return head.position, head.hash

    def verify(self) -> None:
        """Read everything; check the file, then the chain (see `Journal`)."""
        with self._reading() as connection:
            connection.execute("BEGIN")
            (state,) = connection.execute("PRAGMA quick_check(1)").fetchone()
            if state != "ok":
                raise self._unreadable(f"the file is damaged: {state}", "an undamaged journal")
            kept = connection.execute("SELECT position, hash FROM head").fetchone()
            rows = connection.execute(_ENTRIES, {"after": 0})
            try:
                found = check_chain(map(self._entry, rows))
            except InputError as error:
                raise self._placed(error) from None
        if found != kept:
            what = f"the journal ends with entry {found[0]}, hash {found[1]}"
            raise self._unreadable(
                what, f"entry {kept[0]}, hash {kept[1]}" if kept else "a note of the last entry"
            )

    def backup(self, target: Path) -> None:
        """
        Copy the journal as it is now into a new file, while others may go on appending.

        Args:
            target: The file to make.

        Raises:
            InputError: If the target exists: a copy is never written over anything.
            SolidarityError: If the file cannot be written; no part of it is left.
        """
        if target.exists():
            raise InputError(Problem("this file exists", "a new file", str(target)))
        with self._reading() as connection:
            try:
                _copy(connection, target)
            except (sqlite3.Error, OSError) as error:
                why = error.strerror if isinstance(error, OSError) else str(error)
                raise SolidarityError(f"{target}: no copy can be made here: {why}") from None

    @contextmanager
    def _writing(self) -> Iterator[sqlite3.Connection]:
        """Hold the file's lock for one transaction: all of it is kept, or nothing."""
        with self._lock, self._translated():
            self._writer.execute("BEGIN IMMEDIATE")
            try:
                yield self._writer
                self._writer.execute("COMMIT")
            except BaseException:
                self._writer.rollback()  # does nothing if SQLite has already rolled back
                raise

    @contextmanager
    def _reading(self) -> Iterator[sqlite3.Connection]:
        """Open the file for one reading, so that readers never meet a half-made transaction."""
        uri = f"{self.path.resolve().as_uri()}?mode=ro"
        with self._translated(), closing(_connect(uri, uri=True)) as connection:
            yield connection

    @contextmanager
    def _translated(self) -> Iterator[None]:
        """Say what SQLite says in our words."""
        try:
            yield
        except sqlite3.Error as error:
            if getattr(error, "sqlite_errorcode", 0) & 0xFF in _PASSING:
                raise SolidarityError(f"{self.path}: {error}; nothing was written") from None
            raise self._unreadable(f"the file is damaged: {error}", "a journal") from None

    def _create(self) -> None:
        """Make an empty journal beside its place and put it there whole, unless one is there."""
        try:
            with tempfile.TemporaryDirectory(dir=self.path.parent, prefix=".journal-") as folder:
                new = Path(folder, "new")
                with closing(sqlite3.connect(new, isolation_level=None)) as connection:
                    connection.executescript(f"PRAGMA synchronous = FULL; {_SCHEMA} {_MARKED}")
                os.link(new, self.path)
        except FileExistsError:
            return
        except (sqlite3.Error, OSError) as error:
            why = error.strerror if isinstance(error, OSError) else str(error)
            raise SolidarityError(f"{self.path}: no journal can be made here: {why}") from None

    def _check_header(self) -> None:
        """Look at the first bytes before SQLite does, so that nothing foreign is touched."""
        try:
            with self.path.open("rb") as file:
                start = file.read(100)
            size = self.path.stat().st_size
        except OSError as error:
            raise self._unreadable(error.strerror or "cannot be read", "a journal") from None
        if not start.startswith(MAGIC) or len(start) < 100:  # noqa: PLR2004 - length of the header
            raise self._unreadable("this is not an SQLite file", "a journal")
        page = int.from_bytes(start[16:18], "big")
        pages = int.from_bytes(start[28:32], "big")
        version = int.from_bytes(start[60:64], "big")
        if int.from_bytes(start[68:72], "big") != MARK:
            raise self._unreadable("this is an SQLite file, but not a journal", "a journal")
        if version != SCHEMA_VERSION:
            raise self._unreadable(
                f"its tables are of version {version}", f"version {SCHEMA_VERSION}"
            )
        ahead = self.path.with_name(self.path.name + "-wal")
        whole = pages * (_PAGE_MAX if page == 1 else page)
        if size < whole and not (ahead.exists() and ahead.stat().st_size):
            raise self._unreadable(f"the file is cut short at {size} bytes", f"{whole} bytes")

    def _entry(self, row: tuple[Any, ...]) -> Entry:
        position, year, name, payload, holds_from, recorded_at, *rest = row
        try:
            return Entry(
                position,
                year,
                decode(name, parse(payload)),
                read_value("holds_from", date, holds_from),
                read_value("recorded_at", datetime, recorded_at),
                *rest,
            )
        except InputError as error:
            what = [
                Problem(f"entry {position}: {problem.what}", problem.expected, str(self.path))
                for problem in error.problems
            ]
            raise InputError(what) from None

    def _placed(self, error: InputError) -> InputError:
        return InputError(
            [Problem(one.what, one.expected, str(self.path)) for one in error.problems]
        )

    def _unreadable(self, what: str, expected: str) -> InputError:
        return InputError(Problem(what, expected, str(self.path)))


def copy_journal(source: Path, target: Path) -> None:
    """
    Copy a journal file, also while others append to it, with SQLite's own means.

    Args:
        source: The journal to copy.
        target: The file to make.

    Raises:
        InputError: If the target exists, or the source is not a journal.
        SolidarityError: If the file cannot be written; no part of it is left.
    """
    if target.exists():
        raise InputError(Problem("this file exists", "a new file", str(target)))
    with closing(SqliteJournal(source, create=False)) as journal:
        journal.backup(target)


def _copy(connection: sqlite3.Connection, target: Path) -> None:
    """Make the copy beside its place, as one file, and put it there whole."""
    with tempfile.TemporaryDirectory(dir=target.parent, prefix=".journal-") as folder:
        new = Path(folder, "new")
        with closing(sqlite3.connect(new, isolation_level=None)) as copy:
            connection.backup(copy)
            copy.execute("PRAGMA journal_mode = DELETE")
        os.link(new, target)


def _connect(place: str, *, uri: bool = False) -> sqlite3.Connection:
    connection = sqlite3.connect(
        place, timeout=_WAIT_SECONDS, isolation_level=None, check_same_thread=False, uri=uri
    )
    connection.execute("PRAGMA synchronous = FULL")
    return connection


def _read_head(connection: sqlite3.Connection) -> Head:
    row = connection.execute(_HEAD).fetchone()
    if row is None:
        raise sqlite3.DatabaseError("the note of the last entry is missing")
    position, last, recorded_at = row
    if position == 0:
        return Head()
    if recorded_at is None:
        raise sqlite3.DatabaseError(f"entry {position}, the last one, is missing")
    return Head(position, last, read_value("recorded_at", datetime, recorded_at))


def _read_target(connection: sqlite3.Connection, position: int) -> Target | None:
    row = connection.execute(
        _TARGET, {"position": position, "withdrawn": Withdrawn.__name__}
    ).fetchone()
    return None if row is None else Target(row[0], row[1], withdrawn=bool(row[2]))


_moment = lru_cache(maxsize=1_024)(moment)  # entries of a batch are often of one moment


def _row(sealed: Sealed) -> tuple[object, ...]:
    entry, payload = sealed
    return (
        entry.position,
        entry.year,
        type(entry.event).__name__,
        payload,
        entry.holds_from.isoformat(),
        _moment(entry.recorded_at),
        entry.recorded_by,
        entry.basis,
        entry.corrects,
        entry.previous,
        entry.hash,
    )
