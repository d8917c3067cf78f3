"""What a solver is asked and what it answers: whole numbers and fractions, no library."""

from __future__ import annotations

from array import array
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Final

EXCLUDED: Final = -(1 << 60)
"""The score of a pair that may not be; no real score comes near it."""

Terms = Mapping[int, int | Fraction]


@dataclass(frozen=True, slots=True)
class Row:
    """A linear condition: the sum of the terms lies between two limits; None is no limit."""

    terms: Terms
    least: int | Fraction | None = None
    most: int | Fraction | None = None


@dataclass(frozen=True, slots=True)
class Goal:
    """One aim as a sum to make as large as possible."""

    name: str
    terms: Terms


@dataclass(frozen=True, slots=True)
class Supply:
    """
    Units of one kind, of which each can be counted by some variables only.

    Attributes:
        classes: Variables that may count a unit, and how many units are alike in that.
    """

    classes: tuple[tuple[frozenset[int], int], ...]


@dataclass(slots=True)
class Program:
    """
    A program in whole numbers with aims in order.

    Attributes:
        limits: The most each variable may be; each is 0 at least.
        whole: Whether each must be a whole number.
        rows: The conditions.
        goals: The aims, the first before all others.
        supplies: The units behind the variables; what the variables count must be there.
    """

    limits: list[int] = field(default_factory=list)
    whole: list[bool] = field(default_factory=list)
    rows: list[Row] = field(default_factory=list)
    goals: list[Goal] = field(default_factory=list)
    supplies: list[Supply] = field(default_factory=list)

    def variable(self, limit: int, *, whole: bool = True) -> int:
        """Add a variable; give its number."""
        self.limits.append(limit)
        self.whole.append(whole)
        return len(self.limits) - 1


@dataclass(frozen=True, slots=True)
class Answer:
    """
    What a solver found.

    Attributes:
        values: Whole part of each variable.
        bounds: For each aim what no solution can exceed that reaches the bounds of those before
            it, or what this one reached where there are no rates; None where nothing was proven.
        rates: For each aim by how much its bound rises for each unit an aim before it falls short;
            empty if the program was solved as it is.
        versions: Version of each library used.
    """

    values: tuple[int, ...]
    bounds: tuple[float | None, ...]
    rates: tuple[tuple[float, ...], ...]
    versions: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class ScoreTask:
    """
    The form other solvers can be compared in: place families, add up score times persons.

    Attributes:
        sizes: Persons of each family (64-bit).
        room: Persons each state takes (64-bit).
        scores: Score per person, all states of the first family first (64-bit).
        seed: Decides between equals.
        is_exact: Whether an exact solver repairs what the transport leaves open.
    """

    sizes: array[int]
    room: array[int]
    scores: array[int]
    seed: int
    is_exact: bool = True


@dataclass(frozen=True, slots=True)
class ScoreAnswer:
    """Number of the state of each family (as many as there are states: not placed), and prices."""

    homes: array[int]
    prices: tuple[int, ...]
    versions: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class ProgramTask:
    """A program to solve, with seconds for all its aims together."""

    program: Program
    seconds: float


Task = ScoreTask | ProgramTask
Reply = Answer | ScoreAnswer


def terms_of(pairs: Sequence[tuple[int, int | Fraction]]) -> Terms:
    """Add up terms of the same variable, leaving out those that are nothing."""
    added: dict[int, int | Fraction] = {}
    for variable, amount in pairs:
        added[variable] = added.get(variable, 0) + amount
    return {variable: amount for variable, amount in added.items() if amount}
