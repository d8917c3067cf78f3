"""
Arrivals through the year: batches week by week against places for the year.

The price of a place is learned from sampled futures: as many families as are still awaited, drawn
from those seen so far, the later ones more often, since the mix drifts, and from the same weeks of
the year before where it is known. Batch and future are placed
together, but only the batch is decided; so early batches do not use up what later ones need.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from typing import Final

from solidarity.matching.problem import Scored
from solidarity.matching.program import EXCLUDED
from solidarity.matching.solve import solve_scored
from solidarity.matching.solver import Solver

MEMORY: Final = 8
"""Weeks after which a family seen counts half."""

FUTURES: Final = 3
"""How many futures are drawn for a batch; their prices are learned together."""

Row = tuple[int, tuple[int, ...]]
"""Persons of a family, and its scores."""


@dataclass(frozen=True, slots=True)
class Batch:
    """
    Families that have arrived in a week.

    Attributes:
        ids: Their identifiers.
        sizes: Their persons.
        scores: Score per person for each state, family by family.
    """

    ids: tuple[str, ...]
    sizes: tuple[int, ...]
    scores: tuple[tuple[int, ...], ...]


@dataclass(slots=True)
class Year:
    """
    What is known at a moment of the year.

    Attributes:
        states: Codes of the states.
        room: Persons each can still take.
        awaited: Families still awaited after the batches seen.
        seed: Decides what is drawn.
        seen: The batches so far.
        before: The batches of the year before, week by week, if they are known.
    """

    states: tuple[str, ...]
    room: list[int]
    awaited: int
    seed: int
    seen: list[Batch]
    before: tuple[Batch, ...] = ()


def place_batch(year: Year, batch: Batch, *, looks_ahead: bool = True) -> tuple[int, ...]:
    """
    Place the families of a week and take their places.

    Args:
        year: What is known; it is brought up to date.
        batch: The families.
        looks_ahead: Whether futures are sampled; without, it is the greedy way, for comparison.

    Returns:
        Number of the state of each family; as many as there are states: not placed.
    """
    year.seen.append(batch)
    year.awaited = max(year.awaited - len(batch.ids), 0)
    now = list(zip(batch.sizes, batch.scores, strict=True))
    times = FUTURES if looks_ahead and year.awaited else 1
    rows = now + [row for turn in range(times) for row in (now if turn else [])]
    for turn in range(times if looks_ahead else 0):
        rows += _future(year, turn)
    problem = Scored(
        tuple(map(str, range(len(rows)))),
        array("q", [size for size, _ in rows]),
        year.states,
        array("q", [times * room for room in year.room]),
        array("q", [score for _, scores in rows for score in scores]),
        year.seed + len(year.seen),
    )
    with Solver() as solver:
        found = solve_scored(problem, solver, is_exact=False)
    homes = [
        _taken(year.room, row, home, found.prices)
        for row, home in zip(now, found.homes, strict=False)
    ]
    return tuple(homes)


def _taken(room: list[int], row: Row, home: int, prices: Sequence[int]) -> int:
    """Take places as planned; where they are gone, the next best at the prices."""
    size, scores = row
    if home < len(room) and room[home] < size:
        worth = {
            state: scores[state] - prices[state]
            for state, free in enumerate(room)
            if free >= size and scores[state] > EXCLUDED
        }
        home = max(worth, key=lambda state: worth[state], default=len(room))
    if home < len(room):
        room[home] -= size
    return home


def _future(year: Year, turn: int) -> Iterator[Row]:
    """Draw as many families as are awaited from those seen, the later ones more often."""
    seen: list[Row] = []
    ends: list[int] = []
    total = 0
    for age, batch in enumerate(reversed(year.seen)):
        weight = (1 << 20) >> (age // MEMORY) if age < 20 * MEMORY else 1
        for row in zip(batch.sizes, batch.scores, strict=True):
            total += weight
            seen.append(row)
            ends.append(total)
    earlier = [
        row
        for batch in year.before[len(year.seen) :]
        for row in zip(batch.sizes, batch.scores, strict=True)
    ]
    evenly = range(1, len(earlier) + 1)
    for number in range(year.awaited):
        words = (year.seed, len(year.seen), turn, number)
        if earlier and number % 2:
            yield earlier[_drawn(evenly, len(earlier), words)]
        else:
            yield seen[_drawn(ends, total, words)]


def _drawn(ends: Sequence[int], total: int, words: tuple[int, ...]) -> int:
    from bisect import bisect_right

    digest = blake2b(repr(words).encode(), digest_size=8).digest()
    return bisect_right(ends, int.from_bytes(digest, "big") % total)


def gained(batch: Batch, homes: Sequence[int]) -> int:
    """Add up score times persons."""
    rows = zip(batch.sizes, batch.scores, homes, strict=True)
    return sum(size * scores[home] for size, scores, home in rows if home < len(scores))
