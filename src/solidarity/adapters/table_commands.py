"""
From rows to commands: each row of a table becomes what its station can decide.

No rule is applied here: whether an act is allowed, in turn and in time is for the stations, so a
table is judged by the same law as any other entry.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Final

from solidarity.adapters.table_definitions import (
    ASSESSED,
    FULL,
    IN_POOL_ACT,
    NOTHING,
    PARTIAL,
    REFUSED,
    REPORTED,
    REQUESTED,
)
from solidarity.adapters.table_files import Read
from solidarity.adapters.tables import Row
from solidarity.cycle import (
    s01_report,
    s02_determination,
    s03_proposal,
    s04_pledging,
    s05_pool,
    s06_access,
    s07_deductions,
    s08_implementation,
    s09_offsets,
    s10_confirmation,
)
from solidarity.cycle.year import Command
from solidarity.errors import InputError, NotLawful, Problem
from solidarity.law.part4_solidarity.art61_deduction_pressure import is_effective
from solidarity.terms.citations import Art
from solidarity.terms.findings import Basis, Source
from solidarity.terms.quantities import Euro, Kind, Persons, Quantity
from solidarity.terms.statuses import Status

_CENTS: Final = 100


@dataclass(frozen=True, slots=True)
class Item:
    """
    One command a file asks for.

    Attributes:
        command: What to decide.
        holds_from: Day from which it holds.
        file: File it stands in.
        rows: The rows it comes from, one at least.
    """

    command: Command
    holds_from: date
    file: str
    rows: tuple[Row, ...]

    @property
    def place(self) -> str:
        """File and line, for messages."""
        line = self.rows[0].line
        return f"{self.file}:{line}" if line else self.file

    @property
    def basis(self) -> str:
        """On what basis it is recorded: the source the row names, or the file."""
        return self.rows[0].text("source") or f"file {self.file.rpartition('/')[2]}"


@dataclass(frozen=True, slots=True)
class _Context:
    file: str
    on: date | None
    problems: list[Problem]

    def day(self, row: Row) -> date:
        """Give the day of a row, or the one given for all; note it as missing otherwise."""
        given = row.cells.get("date")
        if isinstance(given, date):
            return given
        if self.on is None:
            problem = Problem(
                "no day is given", "a day here, or --on DATE", self.file, row.line, "date"
            )
            self.problems.append(problem)
        return self.on or date.min

    def source(self, row: Row) -> Source:
        """Give the source of a row; the file itself where it names none."""
        retrieved = row.text("retrieved")
        note = "; ".join(filter(None, (row.text("note"), _reference(row))))
        title = row.text("source") or f"file {self.file.rpartition('/')[2]}"
        return Source(title, row.text("source_url"), row.text("confidence"), retrieved, note)

    def lacks(self, row: Row, column: str, expected: str, source: Art | None = None) -> None:
        """Note that a cell is empty that this row needs."""
        problem = Problem("the cell is empty", expected, self.file, row.line, column, source)
        self.problems.append(problem)


def _reference(row: Row) -> str:
    """Keep what tells two deliveries of one day apart; acts keep theirs in a field of their own."""
    return (
        f"reference {row.text('reference')}"
        if "alternative" in row.cells and row.text("reference")
        else ""
    )


def items(read: Read, on: date | None) -> tuple[Item, ...]:
    """
    Turn a table into commands.

    Args:
        read: The table; one whose rows belong to the ledger.
        on: Day for rows that name none.

    Returns:
        The commands in file order; rows of one act together.

    Raises:
        InputError: If a row lacks what its command needs; with every such row.
        NotLawful: If a deduction is to take effect without an act of the Council.
    """
    context = _Context(read.file, on, [])
    found = tuple(
        item for rows in _GROUPS[read.table.name](read.rows) for item in _item(read, rows, context)
    )
    if context.problems:
        raise InputError(context.problems)
    return found


def _item(read: Read, rows: Sequence[Row], context: _Context) -> Iterable[Item]:
    first = rows[0]
    before = len(context.problems)
    command = _COMMANDS[read.table.name](rows, context)
    if len(context.problems) > before:
        return
    if read.table.name == "deductions" and first.cells["outcome"] in {FULL, PARTIAL, REFUSED}:
        source = Art(int(first.text("article") or "61"), 4)
        if not is_effective(act=first.text("act")):
            why = f"{read.file}:{first.line}, column act: a deduction needs an act of the Council"
            raise NotLawful(why, source)
    yield Item(command, getattr(command, "on", None) or context.day(first), read.file, tuple(rows))


def quantity(kind: Kind, amount: Decimal) -> Quantity:
    """Give an amount its unit: persons for relocation, euro cents for money."""
    return Persons(int(amount)) if kind is Kind.RELOCATION else Euro(int(amount * _CENTS))


def _number(row: Row, column: str) -> Decimal | None:
    value = row.cells[column]
    return Decimal(value) if isinstance(value, int | Decimal) else None


def _persons(row: Row, column: str) -> Persons | None:
    value = _number(row, column)
    return None if value is None else Persons(int(value))


def _euro(row: Row, column: str) -> Euro | None:
    value = _number(row, column)
    return None if value is None else Euro(int(value * _CENTS))


def _fraction(row: Row, column: str) -> Fraction | None:
    value = _number(row, column)
    return None if value is None else Fraction(value)


def _day_or_none(row: Row, column: str) -> date | None:
    value = row.cells[column]
    return value if isinstance(value, date) else None


def _basis(row: Row, amount: Decimal | None, *, first_hand: bool) -> Basis:
    """Take the basis given; a row without one is first-hand, or not published if it is empty."""
    given = row.text("basis")
    if given:
        return Basis(given)
    return Basis.UNKNOWN if amount is None and not first_hand else Basis.PUBLISHED


def _act(rows: Sequence[Row], context: _Context) -> Command:
    row = rows[0]
    kind, reference = row.text("act"), row.text("reference")
    on, source = context.day(row), context.source(row)
    if kind == "report":
        return s01_report.AdoptReport(reference, on, source)
    if kind == "forum":
        return s04_pledging.ConveneForum(on)
    if kind == "reconvened_forum":
        return s04_pledging.ReconveneForum(on, reference, simple_majority=True, source=source)
    relocations, money = _persons(row, "relocations"), _euro(row, "financial_eur")
    for column, value in (("relocations", relocations), ("financial_eur", money)):
        if value is None:
            context.lacks(row, column, "a number", Art(12, 2) if kind == "proposal" else Art(57, 2))
    relocations, money = relocations or Persons(0), money or Euro(0)
    percent = _fraction(row, "sar_percent")
    if kind == "proposal":
        return s03_proposal.Propose(
            reference, on, relocations, money, percent, exceptional=False, source=source
        )
    return s05_pool.AdoptPoolAct(
        reference,
        on,
        _day_or_none(row, "published"),
        _day_or_none(row, "applies_from"),
        relocations,
        money,
        percent,
        source,
    )


def _status(rows: Sequence[Row], context: _Context) -> Command:
    row = rows[0]
    status, state, source = Status(row.text("status")), row.text("state"), context.source(row)
    if status is Status.SYSTEMIC_SHORTCOMINGS:
        until = _day_or_none(row, "until")
        return s02_determination.IdentifyShortcomings(state, context.day(row), until, source)
    if status is Status.BENEFITTING:
        return s06_access.ReportBenefitting(state, source)
    given = tuple((each.text("state"), Status(each.text("status"))) for each in rows)
    return s02_determination.Determine(row.text("reference"), context.day(row), given, source)


def _share(rows: Sequence[Row], context: _Context) -> Command:
    row = rows[0]
    percent = _fraction(row, "share_percent") or Fraction(0)
    return s05_pool.FixShare(row.text("state"), percent / 100, context.source(row))


def _pledge(rows: Sequence[Row], context: _Context) -> Command:
    row = rows[0]
    state, source = row.text("state"), context.source(row)
    if row.text("kind") == NOTHING:
        return s04_pledging.DeclinePledge(state, source, context.day(row))
    kind, number = Kind(row.text("kind")), _number(row, "amount")
    amount = None if number is None else quantity(kind, number)
    if row.text("stage") == "act":
        basis = _basis(row, number, first_hand=False)
        return s05_pool.FixPledge(state, kind, amount, basis, source)
    basis = _basis(row, number, first_hand=kind is Kind.ALTERNATIVE)
    objective = row.text("objective_basis")
    return s04_pledging.Pledge(state, kind, amount, basis, source, context.day(row), objective)


def _deduction(rows: Sequence[Row], context: _Context) -> Command:
    row = rows[0]
    outcome, name, state = row.text("outcome"), row.text("id"), row.text("state")
    source = context.source(row)
    if outcome in {REPORTED, IN_POOL_ACT}:
        percent = _fraction(row, "percent")
        if outcome == REPORTED:
            return s07_deductions.ReportDeduction(state, row.text("reported"), percent, source)
        if percent is None:
            context.lacks(row, "percent", "the part taken out", Art(57, 1))
        return s05_pool.AdjustPledge(state, percent or Fraction(0), source)
    on = context.day(row)
    if outcome == REQUESTED:
        if not row.text("article"):
            context.lacks(row, "article", "61 or 62")
        article = int(row.text("article") or "61")
        content = _content(row.text("content"))
        return s07_deductions.RequestDeduction(name, state, article, on, content)
    if outcome == ASSESSED:
        return s07_deductions.AssessDeduction(name, on, row.text("opinion"))
    if outcome == REFUSED:
        return s07_deductions.RefuseDeduction(name, row.text("act"), on, source)
    taken = _amounts(rows, "kind", "amount", context)
    put = _amounts(rows, "replaced_kind", "replaced_amount", context)
    full = outcome == FULL
    return s07_deductions.GrantDeduction(name, row.text("act"), on, full, taken, put, source)


def _content(text: str) -> tuple[tuple[str, str], ...]:
    """Read "part = text; part = text"."""
    pairs = (part.partition("=") for part in text.split(";") if part.strip())
    return tuple((name.strip(), said.strip()) for name, _, said in pairs)


def _amounts(
    rows: Sequence[Row], kind: str, amount: str, context: _Context
) -> tuple[tuple[Kind, Quantity], ...]:
    found: list[tuple[Kind, Quantity]] = []
    for row in rows:
        number = _number(row, amount)
        if row.cells[kind] is None and number is None:
            continue
        if row.cells[kind] is None or number is None:
            context.lacks(row, kind if number is not None else amount, "kind and amount together")
            continue
        found.append((Kind(row.text(kind)), quantity(Kind(row.text(kind)), number)))
    return tuple(found)


def _offset(rows: Sequence[Row], context: _Context) -> Command:
    row = rows[0]
    return s09_offsets.TakeOffset(
        row.text("state"),
        row.text("towards"),
        _persons(row, "applications"),
        int(row.text("paragraph")),
        context.day(row),
        _basis(row, _number(row, "applications"), first_hand=False),
        context.source(row),
        _persons(row, "fair_share") or Persons(0),
        _persons(row, "accepted") or Persons(0),
    )


def _implementation(rows: Sequence[Row], context: _Context) -> Command:
    row = rows[0]
    kind = Kind(row.text("kind"))
    return s08_implementation.Implement(
        row.text("state"),
        row.text("towards") or s08_implementation.UNION_BUDGET,
        kind,
        quantity(kind, _number(row, "amount") or Decimal(0)),
        context.day(row),
        context.source(row),
        row.text("alternative"),
        _day_or_none(row, "begun"),
    )


def _confirmation(rows: Sequence[Row], context: _Context) -> Command:
    row = rows[0]
    return s10_confirmation.Confirm(
        row.text("state"),
        _persons(row, "relocations") or Persons(0),
        _euro(row, "financial_eur") or Euro(0),
        _euro(row, "alternative_eur") or Euro(0),
        context.day(row),
        context.source(row),
    )


def _statement(rows: Sequence[Row], context: _Context) -> Command:
    row = rows[0]
    return s05_pool.RecordStatement(
        row.text("by"),
        row.text("subject"),
        _persons(row, "relocations"),
        _euro(row, "financial_eur"),
        context.day(row),
        context.source(row),
    )


_COMMANDS: Final[Mapping[str, Callable[[Sequence[Row], _Context], Command]]] = {
    "acts": _act,
    "statuses": _status,
    "shares": _share,
    "pledges": _pledge,
    "deductions": _deduction,
    "offsets": _offset,
    "implementation": _implementation,
    "confirmation": _confirmation,
    "statements": _statement,
}

Groups = Iterable[Sequence[Row]]


def _each(rows: Sequence[Row]) -> Groups:
    return ((row,) for row in rows)


def _known(rows: Sequence[Row]) -> Groups:
    """Leave out shares that are not published: there is nothing to record."""
    return ((row,) for row in rows if row.cells["share_percent"] is not None)


def _by_decision(rows: Sequence[Row]) -> Groups:
    """Put the rows of one decision on statuses together; others stand alone."""
    apart = {Status.SYSTEMIC_SHORTCOMINGS.value, Status.BENEFITTING.value}
    return _together(
        rows,
        lambda row: (
            row.line if row.text("status") in apart else (row.text("reference"), row.text("date"))
        ),
    )


def _by_step(rows: Sequence[Row]) -> Groups:
    """Put the rows of one Council act on one request together."""
    return _together(
        rows,
        lambda row: (
            (row.text("id"), row.text("outcome"))
            if row.cells["outcome"] in {FULL, PARTIAL}
            else row.line
        ),
    )


def _together(rows: Sequence[Row], key: Callable[[Row], object]) -> Groups:
    groups: dict[object, list[Row]] = {}
    for row in rows:
        groups.setdefault(key(row), []).append(row)
    return groups.values()


_GROUPS: Final[Mapping[str, Callable[[Sequence[Row]], Groups]]] = {
    **dict.fromkeys(_COMMANDS, _each),
    "shares": _known,
    "statuses": _by_decision,
    "deductions": _by_step,
}
