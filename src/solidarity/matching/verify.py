"""
Every answer checked anew, exactly, in its own way.

Shares no code with `rules` and `solve`: it reads the problem and the answer, and counts.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from fractions import Fraction
from operator import sub

from solidarity.errors import hold
from solidarity.matching.problem import Instance, Scored


def check_scored(problem: Scored, homes: tuple[int, ...], prices: tuple[int, ...]) -> tuple[int, int]:
    """
    Check a placement by scores and count its objective and its bound.

    Whatever the prices, if they are not negative, no assignment exceeds what all families would
    gain at their best at these prices, plus what all places are worth at them.

    Returns:
        Sum of score times persons, and the bound.

    Raises:
        InvariantBroken: If a family is where it may not be, or a state is overfull.
    """
    states = len(problem.states)
    hold(len(homes) == len(problem.ids) and len(prices) == states, "one home for each family")
    hold(all(price >= 0 for price in prices), "no price is negative")
    loads = [0] * states
    objective = 0
    bound = sum(price * room for price, room in zip(prices, problem.room, strict=True))
    start = 0
    for home, size in zip(homes, problem.sizes, strict=True):
        row = problem.scores[start : start + states]
        start += states
        bound += size * max(0, *map(sub, row, prices))
        if home < states:
            hold(row[home] > -(1 << 59), "no family is where it may not be")
            loads[home] += size
            objective += size * row[home]
    overfull = [
        state
        for state, load, room in zip(problem.states, loads, problem.room, strict=True)
        if load > room
    ]
    hold(not overfull, f"no state is overfull: {overfull}")
    hold(objective <= bound, "nothing exceeds its bound")
    return objective, bound
