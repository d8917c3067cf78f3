"""
Transport first; where its gap is not closed, an exact solver on what may still change.

With the bound B and a solution of value V, a family can be in a state in a better solution only
if what it loses there against its best state, at the proven prices, is at most B - V. All other
pairs are left out, without losing an optimum.
"""

from __future__ import annotations

from typing import Final

import numpy as np
import numpy.typing as npt

from solidarity.matching.program import Goal, Program, Row
from solidarity.matching.solver_transport import EXCLUDED, FAR, Ints, Transported, noise, transport

Bools = npt.NDArray[np.bool_]

SMALL: Final = 600
PAIRS_MAX: Final = 4000
PPM: Final = 2
SECONDS: Final = 20.0


def best(sizes: Ints, room: Ints, scores: Ints, seed: int) -> Transported:
    """
    Place whole families; see `transport`.

    Returns:
        As `transport`; proven best if the instance is small, else within two millionths of the
        bound wherever the exact solver can reach that.
    """
    found = transport(sizes, room, scores, seed)
    padded = np.hstack([scores, np.zeros((len(sizes), 1), dtype=np.int64)])
    prices = np.append(found.prices, 0)
    loss = ((padded - prices).max(axis=1, keepdims=True) - (padded - prices)) * sizes[:, None]
    value = _value(sizes, padded, found.homes)
    bound = int(((padded - prices).max(axis=1) * sizes).sum() + (found.prices * room).sum())
    if padded.size > SMALL and (bound - value) * 10**6 <= PPM * abs(bound):
        return found
    free = (padded != EXCLUDED) & (loss <= bound - value)
    free[np.arange(len(sizes)), found.homes] = True
    if np.count_nonzero(free) - len(sizes) > PAIRS_MAX:
        beside = np.where(free, loss, FAR)
        beside[np.arange(len(sizes)), found.homes] = 0
        nearest = np.argsort(beside, axis=None, kind="stable")[: len(sizes) + PAIRS_MAX]
        free = np.zeros_like(free)
        free.flat[nearest] = True
        free[np.arange(len(sizes)), found.homes] = True
    homes = _exact(found.homes, (sizes, room), padded, (free, seed))
    return found if _value(sizes, padded, homes) < value else Transported(homes, found.prices)


def _value(sizes: Ints, padded: Ints, homes: Ints) -> int:
    return int((sizes * padded[np.arange(len(sizes)), homes]).sum())


def _exact(
    homes: Ints, sizes_room: tuple[Ints, Ints], padded: Ints, free_seed: tuple[Bools, int]
) -> Ints:
    """Solve over the pairs that are free: first the scores, then who is placed, then the seed."""
    from solidarity.matching.solver_highs import optimise

    (sizes, room), (free, seed) = sizes_room, free_seed
    chance = noise(seed, np.arange(len(sizes)), padded.shape[1])
    open_families = free.sum(axis=1) > 1
    still = ~open_families
    taken = np.bincount(homes[still], weights=sizes[still], minlength=len(room) + 1)
    program = Program()
    pairs = [(int(f), int(s)) for f, s in np.argwhere(free & open_families[:, None])]
    by_state: dict[int, dict[int, int]] = {}
    by_family: dict[int, dict[int, int]] = {}
    for family, state in pairs:
        number = program.variable(1)
        by_family.setdefault(family, {})[number] = 1
        by_state.setdefault(state, {})[number] = int(sizes[family])
    program.rows += [Row(terms, 1, 1) for terms in by_family.values()]
    program.rows += [
        Row(terms, None, int(room[state] - taken[state]))
        for state, terms in by_state.items()
        if state < len(room)
    ]
    program.goals = [
        Goal("scores", {n: int(sizes[f] * padded[f, s]) for n, (f, s) in enumerate(pairs)}),
        Goal("placed", {n: int(sizes[f]) for n, (f, s) in enumerate(pairs) if s < len(room)}),
        Goal("seed", {n: int(chance[f, s]) for n, (f, s) in enumerate(pairs)}),
    ]
    answer = optimise(program, SECONDS, len(pairs))
    homes = homes.copy()
    for number, (family, state) in enumerate(pairs):
        if answer is not None and answer.values[number]:
            homes[family] = state
    return homes
