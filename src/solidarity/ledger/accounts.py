"""
Accounts: what each Member State has promised and what became of it, in double entry.

There is one account per Member State, kind of measure and stage. A promise has two phases. When the
Council fixes a pledge, its amount moves from PLEDGED, the source, to OPEN. Later each part of it
leaves OPEN exactly once, for the stage that says what became of it. Nothing is ever lost on the
way: for each state and kind the stages sum to zero, at every moment.

    PLEDGED ──▶ OPEN ──▶ RELEASED      the state benefits itself, or from shortcomings: Art. 60(3)
                     ──▶ DEDUCTED      granted by the Council: Arts 61(4), 62(5)
                     ──▶ OFFSET        responsibility taken over instead: Art. 63
                     ──▶ CONVERTED     an alternative measure that became money: Art. 57(4)
                     ──▶ IMPLEMENTED   relocated, or the measure carried out: Art. 60
                     ──▶ PAID          money received: Art. 64
    VOLUNTARY ──▶ any of the last four: beyond what was promised

PLEDGED and VOLUNTARY are sources: their balance is minus what came out of them, so never positive.
All other balances are never negative. What is converted or replaced by another kind leaves OPEN of
the one kind for CONVERTED or DEDUCTED, and enters OPEN of the other from its own PLEDGED: so no
transaction ever turns persons into euro.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import IntEnum
from itertools import product

from solidarity.errors import hold
from solidarity.terms.quantities import Euro, Kind, Persons, Quantity


class Stage(IntEnum):
    """What has become of an amount; the numbers never change their meaning."""

    PLEDGED = 0
    OPEN = 1
    RELEASED = 2
    DEDUCTED = 3
    OFFSET = 4
    CONVERTED = 5
    IMPLEMENTED = 6
    PAID = 7
    VOLUNTARY = 8


SOURCES = frozenset({Stage.PLEDGED, Stage.VOLUNTARY})
"""Where amounts come from: balances that are never positive. All others are never negative."""

_STAGES = len(Stage)
_PLEDGED, _OPEN, _VOLUNTARY = int(Stage.PLEDGED), int(Stage.OPEN), int(Stage.VOLUNTARY)
_SOURCES = (_PLEDGED, _VOLUNTARY)
_RELOCATION = Kind.RELOCATION
_ROW = {kind: number * _STAGES for number, kind in enumerate(Kind)}
_EMPTY = (0,) * (_STAGES * len(_ROW))


@dataclass(frozen=True, slots=True)
class Posting:
    """
    One line of a transaction.

    Attributes:
        state: Code of the Member State.
        kind: Kind of measure; its unit is persons for relocations, otherwise euro cents.
        stage: The stage that grows (or shrinks, if the amount is negative).
        amount: How much.
    """

    state: str
    kind: Kind
    stage: Stage
    amount: Quantity


@dataclass(frozen=True, slots=True)
class Transaction:
    """Postings that belong together and sum to zero in each unit."""

    postings: tuple[Posting, ...]

    def __post_init__(self) -> None:
        """
        Insist on double entry.

        Raises:
            InvariantBroken: If an amount is of another unit than its kind, or they do not sum to
                zero.
        """
        sums = {Persons: 0, Euro: 0}
        for posting in self.postings:
            sums[type(posting.amount)] += number_of(posting.kind, posting.amount)
        for unit, total in sums.items():
            hold(total == 0, f"the postings leave {total} {unit.__name__} over")


def number_of(kind: Kind, amount: Quantity) -> int:
    """
    Give the whole number of persons or of euro cents.

    Raises:
        InvariantBroken: If relocations are not in persons, or another kind is not in euro.
    """
    in_persons = type(amount) is Persons
    if in_persons is not (kind is _RELOCATION):  # said only when broken: this runs a million times
        hold(False, f"{kind.value} is not counted in {type(amount).__name__}")
    return amount.count if isinstance(amount, Persons) else amount.cents


def quantity_of(kind: Kind, number: int) -> Quantity:
    """Give persons for relocations, otherwise euro cents."""
    return Persons(number) if kind is Kind.RELOCATION else Euro(number)


@dataclass(frozen=True, slots=True)
class Balances:
    """
    The balance of every account; immutable: posting gives new balances.

    A posting copies one state's row and the list of states, some thirty entries each, so that a
    million postings take a second or two.
    """

    rows: Mapping[str, tuple[int, ...]] = field(default_factory=dict)

    def of(self, state: str, kind: Kind, stage: Stage) -> Quantity:
        """Give a balance: persons for relocations, otherwise euro; zero where nothing moved."""
        return quantity_of(kind, self.rows.get(state, _EMPTY)[_ROW[kind] + stage])

    def open(self, state: str, kind: Kind) -> Quantity:
        """Give what is promised and still to be delivered."""
        return self.of(state, kind, Stage.OPEN)

    def pledged(self, state: str, kind: Kind) -> Quantity:
        """Give what was promised in all, whatever became of it."""
        return quantity_of(kind, -self.rows.get(state, _EMPTY)[_ROW[kind] + _PLEDGED])

    def states(self) -> tuple[str, ...]:
        """Give the codes of the states with accounts, in alphabetical order."""
        return tuple(sorted(self.rows))

    def accounts(self) -> Iterator[Posting]:
        """Give every balance that is not zero, by state, kind and stage."""
        for state, kind, stage in product(self.states(), Kind, Stage):
            amount = self.of(state, kind, stage)
            if amount:
                yield Posting(state, kind, stage, amount)

    def post(self, transaction: Transaction) -> Balances:
        """
        Apply a transaction.

        Raises:
            InvariantBroken: If a balance would be on the wrong side of zero.
        """
        rows = dict(self.rows)
        for posting in transaction.postings:
            row = list(rows.get(posting.state, _EMPTY))
            slot = _ROW[posting.kind] + posting.stage
            row[slot] += number_of(posting.kind, posting.amount)
            rows[posting.state] = tuple(row)
        for posting in transaction.postings:
            slot = _ROW[posting.kind] + posting.stage
            _hold_side(posting.state, posting.stage, rows[posting.state][slot])
        return Balances(rows)

    def move(
        self, state: str, kind: Kind, amount: Quantity, *, source: Stage, to: Stage
    ) -> Balances:
        """
        Move an amount of one state and kind from stage to stage.

        The same as posting the transaction of the two lines, without building it.

        Args:
            state: Code of the Member State.
            kind: Kind of measure.
            amount: How much; persons for relocations, otherwise euro.
            source: The stage that shrinks.
            to: The stage that grows.

        Returns:
            The new balances.

        Raises:
            InvariantBroken: If a balance would be on the wrong side of zero.
        """
        row = list(self.rows.get(state, _EMPTY))
        base, number = _ROW[kind], number_of(kind, amount)
        row[base + source] -= number
        row[base + to] += number
        _hold_side(state, source, row[base + source])
        _hold_side(state, to, row[base + to])
        return Balances({**self.rows, state: tuple(row)})

    def deliver(self, state: str, kind: Kind, amount: Quantity, *, to: Stage) -> Balances:
        """
        Move an amount out of OPEN as far as it goes, and the rest out of VOLUNTARY.

        Args:
            state: Code of the Member State.
            kind: Kind of measure.
            amount: How much, not negative; persons for relocations, otherwise euro.
            to: What became of it.

        Returns:
            The new balances.

        Raises:
            InvariantBroken: If the amount is negative.
        """
        row = list(self.rows.get(state, _EMPTY))
        base, number = _ROW[kind], number_of(kind, amount)
        if number < 0:
            hold(False, f"{state} cannot deliver {amount}")
        promised = min(number, row[base + _OPEN])
        row[base + _OPEN] -= promised
        row[base + _VOLUNTARY] -= number - promised
        row[base + to] += number
        return Balances({**self.rows, state: tuple(row)})


def _hold_side(state: str, stage: Stage, number: int) -> None:
    if number and (number > 0) is (stage in _SOURCES):  # said only when broken, as above
        hold(False, f"{state}: the balance of {stage.name} would be {number}")


def hold_balances(balances: Balances) -> None:
    """
    Insist that every account is on its side of zero and that nothing was lost or made.

    Raises:
        InvariantBroken: If a balance is on the wrong side, or the stages of a state and kind do
            not sum to zero.
    """
    for state, row in balances.rows.items():
        for kind, base in _ROW.items():
            stages = row[base : base + _STAGES]
            hold(sum(stages) == 0, f"{state}: the stages of {kind.value} do not sum to zero")
            for stage, number in zip(Stage, stages, strict=True):
                _hold_side(state, stage, number)
