"""
The journal in a PostgreSQL database: for several processes, on several machines, with a replica.

Writers wait for the one row of the head, so the chain never forks; the entries of an append and the
new head are one transaction, and a commit waits for the disk (and for the replicas, where the
operator has asked for it). The database itself refuses to change or remove an entry, to leave a gap
or to link an entry to anything but the last one: see `migrations/journal`. A reader sees the
journal as it was when it began. Every append is announced, and `follow` waits for it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, Final

from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from solidarity.adapters import postgres
from solidarity.adapters.journal_bell import Bell
from solidarity.adapters.schema_versions import JOURNAL, check_version, upgrade
from solidarity.errors import InputError, JournalMoved, Problem, SolidarityError
from solidarity.ledger.bulk import read_events
from solidarity.ledger.canonical import parse
from solidarity.ledger.codec import decode
from solidarity.ledger.entries import Draft, Entry
from solidarity.ledger.events import Event, Withdrawn
from solidarity.ledger.invariants import check_chain
from solidarity.ledger.seal import Head, Sealed, Target, seal

if TYPE_CHECKING:
    from sqlalchemy import Connection, TextClause

GUARDS: Final = frozenset({"entries_follow", "entry_stays", "head_advances", "head_remains"})
"""Triggers without which the database would let entries be changed."""

PAUSE_SECONDS: Final = 15.0
"""How long `follow` waits for an entry before it says that there is none."""

_ROWS: Final = 2_000  # read at a time from a long answer

_COLUMNS: Final = {
    "position": "bigint",
    "year": "bigint",
    "event": "text",
    "payload": "text",
    "holds_from": "date",
    "recorded_at": "timestamptz",
    "recorded_by": "text",
    "basis": "text",
    "corrects": "bigint",
    "previous": "text",
    "hash": "text",
}
_INSERT: Final = text(
    f"INSERT INTO public.entry ({', '.join(_COLUMNS)}) SELECT * FROM unnest("  # noqa: S608 - ours
    + ", ".join(f"CAST(:{name} AS {kind}[])" for name, kind in _COLUMNS.items())
    + ")"
)
_LOCKED_HEAD: Final = text("SELECT position, hash, recorded_at FROM public.head_for_append()")
_HEAD: Final = text("SELECT position, hash FROM public.head")
_TARGET: Final = text("""
SELECT year, corrects, EXISTS (
    SELECT FROM public.entry WHERE corrects = :position AND event = :withdrawn)
FROM public.entry WHERE position = :position
""")
_ENTRIES: Final = text(f"""
SELECT {", ".join(_COLUMNS)} FROM public.entry WHERE position > :after ORDER BY position
""")  # noqa: S608 - names of ours
_YEARS = text("SELECT DISTINCT year FROM public.entry ORDER BY year")
_ENTRIES_OF_YEAR: Final = text(f"""
SELECT {", ".join(_COLUMNS)} FROM public.entry
WHERE year = :year AND position > :after ORDER BY position
""")  # noqa: S608 - as above
"""Apart, so that each is read along its index: a year is not looked for in the whole journal."""
_STANDING: Final = text("""
SELECT speaking.event, speaking.payload
FROM public.entry AS original JOIN public.entry AS speaking ON speaking.position = coalesce(
    (SELECT max(position) FROM public.entry AS correction
     WHERE correction.corrects = original.position
       AND correction.recorded_at <= CAST(:known_at AS timestamptz)),
    original.position)
WHERE original.year = :year AND original.corrects IS NULL
  AND original.recorded_at <= CAST(:known_at AS timestamptz)
  AND speaking.holds_from <= :as_of AND speaking.event <> :withdrawn
ORDER BY original.position
""")
"""The same as `fold.standing`, in one statement: the newest correction known then speaks."""

_GUARDS: Final = text("""
SELECT tgname FROM pg_catalog.pg_trigger
WHERE tgrelid IN ('public.entry'::regclass, 'public.head'::regclass) AND tgenabled = 'A'
""")


class PostgresJournal:
    """A journal in a PostgreSQL database; safe to use from several threads and processes."""

    def __init__(
        self, address: str, *, create: bool = False, connections: int = postgres.CONNECTIONS
    ) -> None:
        """
        Open a journal.

        Args:
            address: Address of the database, beginning with "postgresql://".
            create: Whether to make the tables, or bring them forward, first; needs their owner.
            connections: How many connections this process keeps at most; one for each thread that
                reads or appends at a time. One more listens where `follow` is used.

        Raises:
            InputError: If the address cannot be read, or the tables are not of this version.
            SolidarityError: If the database cannot be reached.
        """
        self._engine = postgres.engine_for(address, connections=connections)
        self._address = address
        self.name = postgres.shown(address)
        self._bell = Bell(address)
        try:
            self._open(create=create)
        except BaseException:
            self._engine.dispose()
            raise

    def close(self) -> None:
        """Close the connections; the journal cannot be used afterwards."""
        self._bell.close()
        self._engine.dispose()

    def append(self, drafts: Sequence[Draft], *, expected: int | None = None) -> tuple[Entry, ...]:
        """Append all drafts or none, durably (see `Journal`)."""
        with self._translated(), self._engine.connect() as connection:
            head = _locked_head(connection)
            if expected is not None and expected != head.position:
                raise JournalMoved(expected=expected, found=head.position)
            new = list(seal(drafts, head, lambda position: _target(connection, position)))
            if new:
                connection.execute(_INSERT, _arrays(new))
                self._commit(connection)
        return tuple(entry for entry, _ in new)

    def entries(self, *, year: int | None = None, after: int = 0) -> Iterator[Entry]:
        """Give entries in the order of their positions (see `Journal`)."""
        statement = _ENTRIES if year is None else _ENTRIES_OF_YEAR
        question = {"after": after} if year is None else {"year": year, "after": after}
        with self._reading() as connection, _streamed(connection, statement, question) as rows:
            for row in rows:
                yield self._entry(row)

    def standing(
        self, year: int, *, as_of: date | None = None, known_at: datetime | None = None
    ) -> Iterator[Event]:
        """Give the events of a year that stand (see `Journal`); the fast way to rebuild a year."""
        question = {
            "year": year,
            "as_of": as_of or date.max,
            "known_at": known_at or "infinity",
            "withdrawn": Withdrawn.__name__,
        }
        with self._reading() as connection, _streamed(connection, _STANDING, question) as rows:
            yield from read_events(rows)

    def years(self) -> tuple[int, ...]:
        """Give the solidarity years that have entries (see `Journal`)."""
        with self._reading() as connection:
            return tuple(connection.execute(_YEARS).scalars())

    def head(self) -> tuple[int, str]:
        """Give position and hash of the last entry (see `Journal`)."""
        with self._reading(isolation_level="AUTOCOMMIT") as connection:  # one statement, one trip
            return self._head(connection)

    def verify(self) -> None:
        """Read everything; check the chain, its end and what guards it (see `Journal`)."""
        with self._reading(isolation_level="REPEATABLE READ") as connection:
            kept = self._head(connection)
            missing = GUARDS - set(connection.execute(_GUARDS).scalars())
            if missing:
                what = f"the guard {min(missing)} is switched off or gone"
                raise self._unreadable(what, "every trigger of the tables, always enabled")
            question = {"after": 0}
            try:
                with _streamed(connection, _ENTRIES, question) as rows:
                    found = check_chain(map(self._entry, rows))
            except InputError as error:
                raise InputError(
                    [Problem(one.what, one.expected, self.name) for one in error.problems]
                ) from None
        if found != kept:
            what = f"the journal ends with entry {found[0]}, hash {found[1]}"
            raise self._unreadable(what, f"entry {kept[0]}, hash {kept[1]}")

    def follow(self, after: int, *, pause: float = PAUSE_SECONDS) -> Iterator[tuple[Entry, ...]]:
        """
        Give what is appended behind a position, as it is appended, by whatever process.

        One connection per process listens for all who follow. While the database cannot be
        listened to, as on a replica, the journal is looked at again after every pause.

        Args:
            after: Position of the last entry known.
            pause: Seconds after which, without a new entry, an empty tuple is given, so that the
                caller can show that it is alive, or stop.

        Yields:
            New entries, in order; or none.
        """
        self._bell.listen()
        while True:
            rung = self._bell.count
            new = tuple(self.entries(after=after))
            if new:
                after = new[-1].position
            elif self._bell.wait(rung, pause):
                continue
            yield new

    def _open(self, *, create: bool) -> None:
        if create:
            with self._translated(), self._engine.begin() as connection:
                upgrade(JOURNAL, connection)
        with self._reading() as connection:
            check_version(JOURNAL, connection)

    def _commit(self, connection: Connection) -> None:
        """Commit; a connection lost meanwhile leaves open whether the entries were kept."""
        try:
            connection.commit()
        except DBAPIError as error:
            if not error.connection_invalidated:
                raise
            raise SolidarityError(
                f"{self.name}: the connection was lost while the entries were being kept; "
                "look at the end of the journal before you enter them again"
            ) from None

    def _head(self, connection: Connection) -> tuple[int, str]:
        row = connection.execute(_HEAD).one_or_none()
        if row is None:
            raise self._unreadable("the note of the last entry is missing", "a journal")
        return row.position, row.hash

    @contextmanager
    def _reading(self, **options: Any) -> Iterator[Connection]:  # noqa: ANN401 - of SQLAlchemy
        with self._translated(), self._engine.connect() as connection:
            yield connection.execution_options(**options) if options else connection

    def _translated(self) -> Any:  # noqa: ANN401 - a context manager
        return postgres.translated(self._address)

    def _entry(self, row: Any) -> Entry:  # noqa: ANN401 - a row of SQLAlchemy
        position, year, name, payload, *rest = row
        try:
            return Entry(position, year, decode(name, parse(payload)), *rest)
        except InputError as error:
            what = [
                Problem(f"entry {position}: {problem.what}", problem.expected, self.name)
                for problem in error.problems
            ]
            raise InputError(what) from None

    def _unreadable(self, what: str, expected: str) -> InputError:
        return InputError(Problem(what, expected, self.name))


def _locked_head(connection: Connection) -> Head:
    """Wait for the writers before us, then read what they left."""
    position, last, recorded_at = connection.execute(_LOCKED_HEAD).one()
    return Head(position, last, recorded_at) if position else Head()


def _target(connection: Connection, position: int) -> Target | None:
    question = {"position": position, "withdrawn": Withdrawn.__name__}
    row = connection.execute(_TARGET, question).one_or_none()
    return None if row is None else Target(row[0], row[1], withdrawn=row[2])


@contextmanager
def _streamed(
    connection: Connection, statement: TextClause, question: dict[str, Any]
) -> Iterator[Iterable[Any]]:
    """Read an answer of any length a part at a time."""
    options: dict[str, Any] = {"stream_results": True, "yield_per": _ROWS}
    with closing(connection.execute(statement, question, execution_options=options)) as rows:
        yield rows


def _arrays(new: Sequence[Sealed]) -> dict[str, list[Any]]:
    """Turn entries into one array per column, so that any number of them is one statement."""
    rows = [
        (
            entry.position,
            entry.year,
            type(entry.event).__name__,
            payload,
            entry.holds_from,
            entry.recorded_at,
            entry.recorded_by,
            entry.basis,
            entry.corrects,
            entry.previous,
            entry.hash,
        )
        for entry, payload in new
    ]
    return {
        name: list(column) for name, column in zip(_COLUMNS, zip(*rows, strict=True), strict=True)
    }
