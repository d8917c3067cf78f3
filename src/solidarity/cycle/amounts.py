"""Amounts that may be unknown: lines of a pledge, totals that name what is missing."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from solidarity.ledger.events import Event
from solidarity.terms.findings import Basis, Source
from solidarity.terms.quantities import Euro, Kind, Persons, Quantity

S = TypeVar("S")
Q = TypeVar("Q", Persons, Euro)

Steps = Mapping[type[Event], Callable[[S, Any], S]]
"""What a station reads: for each event class, how its state moves on."""


@dataclass(frozen=True, slots=True)
class Line:
    """
    One line of a pledge.

    Attributes:
        amount: Persons for relocations, euro for money and alternative measures; None if the
            amount is not published.
        basis: How it is known.
        source: Where it comes from.
        objective_basis: On what an alternative measure was valued (Art. 57(4)); else "".
    """

    amount: Quantity | None
    basis: Basis
    source: Source
    objective_basis: str = ""


Rounds = Mapping[tuple[int, Kind], Line]
"""Lines of one state: the last of each round of pledging and each kind."""


@dataclass(frozen=True, slots=True)
class Total(Generic[Q]):
    """
    A sum that says what it does not contain.

    Attributes:
        known: Sum of what is known: "at least".
        unknown: Codes of the states whose amount is not known, in order.
    """

    known: Q
    unknown: tuple[str, ...]

    @property
    def is_complete(self) -> bool:
        """Tell whether nothing is missing."""
        return not self.unknown


def total(amounts: Iterable[tuple[str, Quantity | None]], zero: Q) -> Total[Q]:
    """
    Add what is known and name the rest; an unknown amount is never added as zero.

    Args:
        amounts: Code of a state and its amount; None if not known. An amount in another unit than
            `zero` counts as not known.
        zero: No persons or no euro: the unit of the total.
    """
    known = zero
    unknown: list[str] = []
    for code, amount in amounts:
        if isinstance(amount, type(zero)):
            known = known + amount
        else:
            unknown.append(code)
    return Total(known, tuple(dict.fromkeys(unknown)))


def over_rounds(rounds: Rounds) -> dict[Kind, Quantity | None]:
    """
    Add the rounds of one state for each kind.

    Returns:
        The amount of each kind of which at least one line exists; None if any line of the kind is
        not published. A kind without a line is absent: nothing is known to be pledged of it.
    """
    sums: dict[Kind, Quantity | None] = {}
    for (_, kind), line in rounds.items():
        sums[kind] = _add(sums[kind], line.amount) if kind in sums else line.amount
    return sums


def _add(one: Quantity | None, other: Quantity | None) -> Quantity | None:
    if isinstance(one, Persons) and isinstance(other, Persons):
        return one + other
    if isinstance(one, Euro) and isinstance(other, Euro):
        return one + other
    return None


def moved(steps: Steps[S], state: S, event: Event) -> S:
    """Move a state on by an event; an event that the station does not read changes nothing."""
    step = steps.get(type(event))
    return state if step is None else step(state, event)
