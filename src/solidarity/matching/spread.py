"""
Who of a kind goes where, when it is known how many go there.

Units with the same options form a class; a flow between classes and columns fills the columns. If
it cannot, there is a set of columns that asks for more units than may go to any of them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from solidarity.matching.program import Row, Supply


@dataclass(frozen=True, slots=True)
class TooFew:
    """Columns, by number, that ask for more units than there are for them."""

    columns: frozenset[int]
    units: int


def spread(options: Sequence[frozenset[int]], wanted: dict[int, int]) -> list[int | None] | TooFew:
    """
    Give every column as many units as it wants.

    Args:
        options: For each unit the columns it may be in; the order decides between equals.
        wanted: How many units each column wants.

    Returns:
        The column of each unit, None for those not wanted; or why it cannot be.
    """
    classes: dict[frozenset[int], list[int]] = {}
    for unit, open_to in enumerate(options):
        classes.setdefault(open_to, []).append(unit)
    flow = fill({key: len(units) for key, units in classes.items()}, wanted)
    if isinstance(flow, TooFew):
        return flow
    homes: list[int | None] = [None] * len(options)
    for key, filled in flow.items():
        units = iter(classes[key])
        for column, count in sorted(filled.items()):
            for _ in range(count):
                homes[next(units)] = column
    return homes


def missing_conditions(supplies: Sequence[Supply], values: Sequence[int]) -> list[Row]:
    """Give the conditions a solution breaks because some units cannot be where it counts them."""
    rows: list[Row] = []
    for supply in supplies:
        classes = dict(supply.classes)
        variables = {variable for key in classes for variable in key}
        wanted = {variable: values[variable] for variable in variables if values[variable]}
        while isinstance(found := fill(classes, wanted), TooFew):
            rows.append(Row(dict.fromkeys(sorted(found.columns), 1), None, found.units))
            trim(wanted, found)
    return rows


def trim(wanted: dict[int, int], short: TooFew) -> None:
    """Ask for one unit less where most are asked for."""
    largest = max(short.columns, key=lambda column: (wanted.get(column, 0), column))
    wanted[largest] -= 1


def fill(
    classes: dict[frozenset[int], int], wanted: dict[int, int]
) -> dict[frozenset[int], dict[int, int]] | TooFew:
    """Say how many units of each class go to each column; or why it cannot be."""
    keys = sorted(classes, key=lambda one: (len(one), sorted(one)))
    free = [classes[key] for key in keys]
    flow: list[dict[int, int]] = [{} for _ in keys]
    for column in sorted(wanted, key=lambda one: (sum(one in key for key in keys), one)):
        missing = wanted[column]
        while missing:
            chain = _chain(column, keys, free, flow)
            if isinstance(chain, frozenset):
                return TooFew(chain, sum(n for key, n in classes.items() if key & chain))
            missing -= _shift(chain, missing, free, flow)
    return dict(zip(keys, flow, strict=True))


def _chain(
    column: int, keys: list[frozenset[int]], free: list[int], flow: list[dict[int, int]]
) -> list[tuple[int, int]] | frozenset[int]:
    """Find classes that hand units on towards a column; the columns reached if there are none."""
    reached = {column: -1}
    through: dict[int, int] = {}
    queue = [column]
    for here in queue:
        for number, key in enumerate(keys):
            if here not in key or number in through:
                continue
            through[number] = here
            if free[number]:
                return _back(number, reached, through)
            beyond = sorted(to for to, n in flow[number].items() if n and to not in reached)
            reached |= dict.fromkeys(beyond, number)
            queue += beyond
    return frozenset(reached)


def _back(number: int, reached: dict[int, int], through: dict[int, int]) -> list[tuple[int, int]]:
    """Give the chain as pairs of class and the column it gives a unit to, the free class first."""
    chain = [(number, through[number])]
    while reached[through[number]] >= 0:
        number = reached[through[number]]
        chain.append((number, through[number]))
    return chain


def _shift(
    chain: list[tuple[int, int]], most: int, free: list[int], flow: list[dict[int, int]]
) -> int:
    """Hand units on along a chain, as many as can be; give how many."""
    count = min(most, free[chain[0][0]])
    for (_, column), (number, _) in pairwise(chain):
        count = min(count, flow[number][column])
    free[chain[0][0]] -= count
    for (_, column), (number, _) in pairwise(chain):
        flow[number][column] -= count
    for number, column in chain:
        flow[number][column] = flow[number].get(column, 0) + count
    return count
