"""What is proposed, how good it is and how that is known."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Final

OPTIMAL: Final = "optimal"
FEASIBLE: Final = "feasible"


@dataclass(frozen=True, slots=True)
class AimValue:
    """
    One aim and how far it was reached; more is better in every aim.

    Attributes:
        name: What is counted.
        weight: What one unit counts against the aims after it: more than all of theirs together.
        value: What was reached.
        bound: What no proposal can exceed, the aims before it being what they are; None if
            nothing was proven.
        scale: What the gap is measured against, in the same unit.
    """

    name: str
    weight: int
    value: Fraction
    bound: Fraction | None
    scale: Fraction

    @property
    def gap(self) -> Fraction | None:
        """Distance to the bound as a part of the scale; None without a bound."""
        if self.bound is None:
            return None
        return max(self.bound - self.value, Fraction(0)) / (self.scale or 1)


@dataclass(frozen=True, slots=True)
class Reason:
    """
    Why a family goes where it is proposed, or why nowhere.

    Attributes:
        family: Its identifier.
        state: Where it goes; "" nowhere.
        decided_by: The aim that decided, or the rule that binds.
        alternative: The best other state; "" if there is none.
        cost: What going there would cost, in words.
        change: What would have to change.
    """

    family: str
    state: str
    decided_by: str
    alternative: str
    cost: str
    change: str


@dataclass(frozen=True, slots=True)
class Proposal:
    """
    A proposal to officers, who decide.

    Attributes:
        placed: State and month of each placed family.
        status: "optimal" if every aim is proven best, else "feasible".
        aims: The aims in their order.
        versions: Version of each library used.
        seed: What decided between equals.
        separated: Groups that should have stayed together and could not.
    """

    placed: Mapping[str, tuple[str, str]]
    status: str
    aims: tuple[AimValue, ...]
    versions: Mapping[str, str]
    seed: int
    separated: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ScoredProposal:
    """
    A proposal in the form with scores.

    Attributes:
        homes: Number of the state of each family; as many as there are states: not placed.
        prices: Price of a place per person in each state, which proves the bound.
        objective: Sum of score times persons.
        bound: What no assignment can exceed.
        versions: Version of each library used.
    """

    homes: tuple[int, ...]
    prices: tuple[int, ...]
    objective: int
    bound: int
    versions: Mapping[str, str] = field(default_factory=dict)

    @property
    def status(self) -> str:
        """Tell whether it is proven best."""
        return OPTIMAL if self.objective == self.bound else FEASIBLE

    @property
    def gap(self) -> Fraction:
        """Distance to the bound as a part of the bound."""
        return Fraction(self.bound - self.objective, abs(self.bound) or 1)
