"""
Importing tables into a journal: a plan first, then one append of all or nothing.

The plan says of each row whether the ledger holds it already, whether it is new, or whether it
differs from a row of the same key; such a row becomes a correction of the entry it differs from.
Every row is decided by its station on the year as it would then stand, so the law refuses here what
it would refuse anywhere.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from pathlib import Path
from typing import Final

from solidarity.adapters.journal_sqlite import SqliteJournal
from solidarity.adapters.table_commands import Item, items
from solidarity.adapters.table_definitions import PROVENANCE, TABLES
from solidarity.adapters.table_files import Read
from solidarity.adapters.table_rows import Held, held_rows, standing_entries
from solidarity.adapters.tables import Cell, Row, Table, written
from solidarity.cycle import s03_proposal
from solidarity.cycle.s01_report import AdoptReport
from solidarity.cycle.s02_determination import Determine
from solidarity.cycle.s03_proposal import Propose
from solidarity.cycle.s04_pledging import ConveneForum, DeclinePledge, Pledge, ReconveneForum
from solidarity.cycle.s05_pool import AdjustPledge, AdoptPoolAct, FixPledge, FixShare
from solidarity.cycle.year import Command, Year, decide, evolve, start, warnings
from solidarity.errors import InputError, NotLawful, OutOfScope, Problem
from solidarity.ledger.codec import encode
from solidarity.ledger.entries import Draft, Entry
from solidarity.ledger.events import Event
from solidarity.ledger.journal import Journal
from solidarity.terms.member_states import member_state

_SAID_BESIDE: Final = frozenset(column.name for column in PROVENANCE)
"""Columns that say where a row comes from: a row that differs only there is the same row."""

_MAY_BE_LEFT_OUT: Final = frozenset(
    {"date", "basis", "round", "reference", "fair_share", "accepted", "alternative", "begun"}
)
"""Columns the ledger fills by itself, or does not keep: where a file is silent it agrees."""

_ON_ONE_DAY: Final[tuple[tuple[type[Command], ...], ...]] = (
    (AdoptReport,),
    (Determine,),
    (Propose,),
    (ConveneForum, ReconveneForum),
    (Pledge, DeclinePledge),
    (AdoptPoolAct,),
)
"""What comes before what where several acts bear one day; anything else follows."""

_STANDS_IN_THE_ACT: Final = (FixShare, FixPledge, AdjustPledge)


@dataclass(frozen=True, slots=True)
class Recorder:
    """Who records, when, for which day where a row names none, and which year is concerned."""

    year: int
    by: str
    at: datetime
    on: date | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """
    What becomes of one row.

    Attributes:
        place: File and line.
        change: "new", "unchanged", or "corrects entry N".
        what: The row, in words.
        before: Columns that differ and what the ledger holds there; empty unless corrected.
    """

    place: str
    change: str
    what: str
    before: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Plan:
    """
    What an import would do.

    Attributes:
        drafts: What would be appended, in order.
        lines: What becomes of each row.
        warnings: What is unusual without being barred, with its place.
        expected: Position of the journal's last entry when the plan was made.
    """

    drafts: tuple[Draft, ...]
    lines: tuple[Line, ...]
    warnings: tuple[str, ...]
    expected: int


def plan(reads: Sequence[Read], journal: Journal, recorder: Recorder) -> Plan:
    """
    Plan an import; nothing is written.

    Args:
        reads: The tables, in any order; they are taken in the order of the year.
        journal: The journal they would be appended to.
        recorder: Who records, and for which year.

    Returns:
        The plan.

    Raises:
        InputError: If a row cannot be read as what its table says; with every such row.
        NotLawful: If the law refuses an act; names file and line.
        OutOfScope: If a figure that is needed is not published; names file and line.
    """
    order = {name: place for place, name in enumerate(TABLES)}
    tables = sorted(reads, key=lambda read: order[read.table.name])
    expected, _ = journal.head()
    entries = list(journal.entries(year=recorder.year))
    work = _Work(recorder, entries)
    asked: list[tuple[Table, Item]] = []
    problems: list[Problem] = []
    for read in tables:
        try:
            asked += [(read.table, item) for item in items(read, recorder.on)]
        except InputError as wrong:
            problems += wrong.problems
    if problems:
        raise InputError(problems)
    acts = sorted(item.holds_from for _, item in asked if isinstance(item.command, AdoptPoolAct))
    work.act = acts[0] if acts else None
    for table, item in sorted(asked, key=lambda one: _turn(one[1], work.act)):
        work.take(table, item)
    return Plan(tuple(work.drafts), tuple(work.lines), tuple(work.warnings), expected)


def apply(found: Plan, journal: Journal) -> tuple[Entry, ...]:
    """
    Append what a plan says: all of it, or nothing.

    Raises:
        JournalMoved: If something was appended since the plan was made.
    """
    return journal.append(found.drafts, expected=found.expected) if found.drafts else ()


def begin(found: Plan, first: Journal, path: Path) -> tuple[Entry, ...]:
    """
    Begin a ledger of one's own: what another journal holds, then what a plan says, in one append.

    Args:
        found: The plan, made on that journal.
        first: The journal whose entries come first; they keep position, moment and hash.
        path: The file, which is not there yet.

    Returns:
        The entries the plan added.
    """
    taken = [
        Draft(
            entry.year,
            entry.event,
            entry.holds_from,
            entry.recorded_at,
            entry.recorded_by,
            entry.basis,
            entry.corrects,
        )
        for entry in first.entries()
    ]
    written = SqliteJournal(path).append([*taken, *found.drafts], expected=0)
    return written[len(taken) :]


class _Work:
    """The plan while it is being made."""

    def __init__(self, recorder: Recorder, entries: Sequence[Entry]) -> None:
        self.recorder = recorder
        self.entries = entries
        self.standing = standing_entries(entries)
        self.year = _year(recorder.year, (event for _, event in self.standing))
        self.held: dict[str, list[Held]] = {}
        self.drafts: list[Draft] = []
        self.lines: list[Line] = []
        self.warnings: list[str] = []
        self.act: date | None = None  # day of the first Council act among the rows

    def take(self, table: Table, item: Item) -> None:
        """Decide on one item and say what becomes of it."""
        held = self.held.setdefault(table.name, held_rows(table.name, self.entries))
        matches = [_match(table, row, held) for row in item.rows]
        pairs = zip(item.rows, matches, strict=True)
        if all(match is not None and not _differences(table, row, match) for row, match in pairs):
            self.lines.append(Line(item.place, "unchanged", _words(table, item.rows[0])))
            return
        positions = {match.position for match in matches if match is not None}
        if len(positions) == 1 and 0 not in positions:
            self._correct(table, item, positions.pop(), matches)
            return
        self._append(table, item, self.year, None)

    def _correct(
        self, table: Table, item: Item, position: int, matches: Sequence[Held | None]
    ) -> None:
        """Decide in the place of the entry that is corrected: on what stood before it."""
        before = (
            event
            for entry, event in self.standing
            if (entry.position if entry.corrects is None else entry.corrects) < position
        )
        self._append(table, item, _year(self.recorder.year, before), position)
        line = self.lines[-1]
        match = next(match for match in matches if match is not None)
        differs = _differences(table, item.rows[0], match)
        self.lines[-1] = Line(line.place, f"corrects entry {position}", line.what, differs)

    def _append(self, table: Table, item: Item, year: Year, corrects: int | None) -> None:
        if self.act is not None and isinstance(item.command, Propose):
            # With the act in hand the proposal is no longer restricted (Art. 12(6)).
            year = replace(year, proposal=s03_proposal.release(year.proposal, self.act))
        events = _decided(item, year)
        said = warnings(item.command, year)
        self.warnings += [f"{item.place}: {warning}" for warning in said]
        self.lines.append(Line(item.place, "new", _words(table, item.rows[0])))
        for event in events:
            self.drafts.append(
                Draft(
                    self.recorder.year,
                    event,
                    item.holds_from,
                    self.recorder.at,
                    self.recorder.by,
                    item.basis,
                    corrects,
                )
            )
            self.year = evolve(self.year, event)


def _turn(item: Item, act: date | None) -> tuple[date, int]:
    """Say when in the year a row has its turn: by its day, acts of one day as they follow."""
    day = item.holds_from
    if act is not None and isinstance(item.command, _STANDS_IN_THE_ACT):
        day = max(day, act)
    ranks = (rank for rank, these in enumerate(_ON_ONE_DAY) if isinstance(item.command, these))
    return day, next(ranks, len(_ON_ONE_DAY))


def _year(number: int, events: Iterable[Event]) -> Year:
    year = start(number)
    for event in events:
        year = evolve(year, event)
    return year


def _decided(item: Item, year: Year) -> tuple[Event, ...]:
    """Let the station decide; a refusal names the file and the line it is about."""
    try:
        events = decide(item.command, year)
        for event in events:
            encode(event)  # a figure too large for the journal is told with its line, not later
    except NotLawful as refused:
        raise type(refused)(f"{item.place}: {refused.why}", refused.source) from refused
    except OutOfScope as unknown:
        raise OutOfScope(f"{item.place}: {unknown}") from unknown
    except InputError as wrong:
        raise InputError(
            [
                Problem(
                    one.what, one.expected, item.file, item.rows[0].line, one.column, one.source
                )
                for one in wrong.problems
            ]
        ) from wrong
    return events


def _match(table: Table, row: Row, held: Sequence[Held]) -> Held | None:
    """Find the row of the ledger with the same key; the last one recorded."""

    def agrees(name: str, other: Held) -> bool:
        mine, theirs = row.cells[name], other.cells.get(name)
        return mine == theirs or (mine is None and name in _MAY_BE_LEFT_OUT)

    found = [
        other for other in held if other.position and all(agrees(name, other) for name in table.key)
    ]
    return found[-1] if found else None


def _differences(table: Table, row: Row, held: Held) -> dict[str, str]:
    return {
        column.name: _shown(held.cells.get(column.name))
        for column in table.columns
        if column.name not in _SAID_BESIDE
        and row.cells[column.name] != held.cells.get(column.name)
        and not (row.cells[column.name] is None and column.name in _MAY_BE_LEFT_OUT)
    }


def _words(table: Table, row: Row) -> str:
    """Say a row in words: its filled cells, the state by its name."""
    parts = []
    for column in table.columns:
        value = row.cells[column.name]
        if value is None or column.name in _SAID_BESIDE:
            continue
        shown = member_state(str(value)).name if column.name == "state" else _shown(value)
        parts.append(shown if column.name == "state" else f"{column.name} {shown}")
    return f"{table.name}: " + ", ".join(parts)


def _shown(value: Cell) -> str:
    return written(value) or "nothing"
