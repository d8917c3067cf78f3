"""Onward movements by counts: how many persons were met elsewhere; never who they are."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from solidarity.cases.machine import Case
from solidarity.errors import InputError, Problem


@dataclass(frozen=True, slots=True, order=True)
class Movement:
    """One person met in a Member State while another one is, or will be, obliged."""

    obliged: str
    met_in: str


@dataclass(frozen=True, slots=True)
class Count:
    """
    Persons on one way.

    Attributes:
        movement: The way.
        persons: How many; None where the cell is too small to be told.
    """

    movement: Movement
    persons: int | None


def counts(movements: Iterable[Movement], *, cell_min: int) -> tuple[Count, ...]:
    """
    Count movements; small cells are withheld.

    Args:
        movements: One entry a person.
        cell_min: Persons from which a cell is told; at least 1.

    Returns:
        The counts, by obliged state and then by the state where the persons were met.

    Raises:
        InputError: If the smallest cell is below 1.
    """
    if cell_min < 1:
        raise InputError(Problem(f"{cell_min} is no size of a cell", "1 or more"))
    found = Counter(movements)
    return tuple(
        Count(movement, found[movement] if found[movement] >= cell_min else None)
        for movement in sorted(found)
    )


def outcomes(cases: Iterable[Case]) -> dict[str, int]:
    """Count take backs by the state their table has reached, in alphabetical order."""
    found = Counter(case.state for case in cases if case.table == "take_back")
    return dict(sorted(found.items()))
