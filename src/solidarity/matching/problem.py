"""
The problem: families that stay together, places of contributing Member States, links between them.

Start here. `rules` says what may be and what is better, `solve` finds it, `verify` checks it anew,
`result` keeps it, `reasons` explains it.
"""

from __future__ import annotations

from array import array
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

SIZE_MAX: Final = 15
SMALL_SIZE_MAX: Final = 3
SCORE_MAX: Final = 10**9
PERSONS: Final = "persons"

FORBIDDEN: Final = (
    "nationality",
    "citizenship",
    "religion",
    "gender",
    "sex",
    "ethnicity",
    "ethnic_origin",
    "race",
    "political_opinion",
    "sexual_orientation",
    "predicted",
    "prediction",
    "risk",
    "integration_score",
)
"""Columns that are refused wherever they appear: nobody is placed by them."""


@dataclass(frozen=True, slots=True)
class Family:
    """
    Family members who go to one Member State together (Art. 67(6)).

    Attributes:
        id: Its identifier.
        size: Persons, 1 to 15.
        vulnerability: 0 none, 1 vulnerable, 2 to be placed first of all.
        children: How many of the persons are children.
        month: First month in which they can travel (2026-07); "" at once.
        group: Families that belong together have the same name here; "" alone.
        must_stay_together: Whether the group must go to one state, or only should.
        may_be_relocated: Whether the eligibility rules allow it (Art. 67(2), (5)).
        consents: Consent where it is needed (beneficiaries, Art. 67(4)).
        excluded: States to which the eligibility rules do not let this family go.
        needs: Places of a special kind it takes, by dimension (accessible: 1).
    """

    id: str
    size: int
    vulnerability: int = 0
    children: int = 0
    month: str = ""
    group: str = ""
    must_stay_together: bool = True
    may_be_relocated: bool = True
    consents: bool = True
    excluded: frozenset[str] = frozenset()
    needs: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Place:
    """
    Places of a contributing Member State in a month.

    Attributes:
        state: Its code.
        month: The month (2026-07); "" where the places are not divided by month.
        persons: How many persons.
        special: How many of a special kind, by dimension; a dimension not named is not offered.
    """

    state: str
    month: str
    persons: int
    special: Mapping[str, int] = field(default_factory=dict)

    @property
    def slot(self) -> tuple[str, str]:
        """State and month."""
        return self.state, self.month


@dataclass(frozen=True, slots=True)
class Link:
    """
    A meaningful link of a family to a Member State (Art. 67(4)).

    Attributes:
        family: Identifier of the family.
        state: Code of the state.
        kind: "family", "culture", "language" or "other".
        is_evidenced: Whether there is evidence, not only a statement.
    """

    family: str
    state: str
    kind: str
    is_evidenced: bool

    @property
    def grade(self) -> int:
        """0 to 3: family before all else, then evidence before statement."""
        return 2 * (self.kind != "family") + (not self.is_evidenced)


GRADES: Final = (
    "family link, evidence",
    "family link, statement",
    "other link, evidence",
    "other link, statement",
)


@dataclass(frozen=True, slots=True)
class Preference:
    """A reasonable preference accepted at the first Technical-Level Forum (Art. 60(4))."""

    state: str
    profile: str


PROFILES: Final = ("size 1", "size 2-3", "size 4+", "vulnerable", "with children")
"""What a mix is counted by, and what a preference may name; nothing else about a person is."""


def profiles_of(family: Family) -> tuple[bool, ...]:
    """Tell which of the profiles a family has."""
    return (
        family.size == 1,
        1 < family.size <= SMALL_SIZE_MAX,
        family.size > SMALL_SIZE_MAX,
        family.vulnerability > 0,
        family.children > 0,
    )


@dataclass(frozen=True, slots=True)
class Decision:
    """
    A placement fixed by an officer.

    Attributes:
        family: Identifier of the family.
        state: Where it goes; "" it is not placed now.
        by: Name of the officer.
        reason: Why.
        month: The month; "" any.
    """

    family: str
    state: str
    by: str
    reason: str
    month: str = ""


@dataclass(frozen=True, slots=True)
class Instance:
    """
    Everything a proposal is made from.

    Attributes:
        families: The families, sorted by identifier.
        places: The places, sorted by state and month.
        links: Meaningful links.
        owed: Persons each state still owes; its proportion is what the places are used by.
        preferences: Accepted preferences.
        decisions: Placements fixed by officers.
        seed: Decides between equals.
    """

    families: tuple[Family, ...]
    places: tuple[Place, ...]
    links: tuple[Link, ...] = ()
    owed: Mapping[str, int] = field(default_factory=dict)
    preferences: tuple[Preference, ...] = ()
    decisions: tuple[Decision, ...] = ()
    seed: int = 0


@dataclass(frozen=True, slots=True)
class Scored:
    """
    The form other solvers can be compared in: only sizes, places in persons, and scores.

    Attributes:
        ids: Identifiers of the families, sorted.
        sizes: Their persons (64-bit).
        states: Codes of the states, sorted.
        room: Persons each takes (64-bit).
        scores: Score per person, all states of the first family first; `program.EXCLUDED` where
            a pair may not be.
        seed: Decides between equals.
    """

    ids: tuple[str, ...]
    sizes: array[int]
    states: tuple[str, ...]
    room: array[int]
    scores: array[int]
    seed: int = 0
