"""
The relaxation as a transport problem over few states, and its repair to whole families.

A family takes the same number of persons wherever it goes. Counted in persons, the relaxation is a
transport problem between families and at most 27 states, so it is solved on a graph whose nodes are
the states alone: the arc from s to t costs what the cheapest person in s loses by going to t.
Excess moves along shortest paths, in whole numbers of persons and in integers throughout; prices
from a sample of a quarter of the families put almost all others in their place at the start.
What is left split, at most one family per state, is rounded, and persons who travel alone even it
out, again along shortest paths. Only this module and `solver_highs` import NumPy.
"""

from __future__ import annotations

from itertools import pairwise
from typing import Final, NamedTuple

import numpy as np
import numpy.typing as npt

Ints = npt.NDArray[np.int64]

EXCLUDED: Final = -(1 << 60)
FAR: Final = 1 << 58
NOISE_BITS: Final = 14
TIE_BITS: Final = 20
"""A shortest cycle has at most 28 arcs: 28 · 2^15 < 2^20, so the tie-break never costs a point."""
FIRST_SAMPLE: Final = 512
POOL_MIN: Final = 3000
TRIALS_MAX: Final = 60
_MIX = (0x9E3779B97F4A7C15, 0xBF58476D1CE4E5B9, 0x94D049BB133111EB)


class Step(NamedTuple):
    """So many persons of a family go from one state to another."""

    family: int
    start: int
    end: int
    persons: int


class Transported(NamedTuple):
    """Whole families in states, and prices per person that prove how good that is."""

    homes: Ints
    prices: Ints


def noise(seed: int, rows: Ints, columns: int) -> Ints:
    """Give every family and state a number below 2^14 that depends on the seed alone."""
    with np.errstate(over="ignore"):
        row = rows.astype(np.uint64)[:, None] * np.uint64(64)
        key = np.add(row, np.arange(columns, dtype=np.uint64), dtype=np.uint64)
        key = (key + np.uint64((seed + 1) * _MIX[0] % (1 << 64))) * np.uint64(_MIX[0])
        key = (key ^ np.right_shift(key, np.uint64(30))) * np.uint64(_MIX[1])
        key = (key ^ np.right_shift(key, np.uint64(27))) * np.uint64(_MIX[2])
        key = key ^ np.right_shift(key, np.uint64(31))
    drawn: Ints = np.right_shift(key, np.uint64(64 - NOISE_BITS)).astype(np.int64)
    return drawn


class Flow:
    """Persons in states; the last state is "not placed", the last family the empty places."""

    def __init__(self, worth: Ints, homes: Ints, amounts: Ints, movable: Ints) -> None:
        """Put the movable families in their homes; the others stand still and are not seen."""
        self.worth = worth
        self.nodes = worth.shape[1]
        self.held: list[dict[int, int]] = [{} for _ in range(self.nodes)]
        for family, home in zip(movable.tolist(), homes[movable].tolist(), strict=True):
            self.held[home][family] = int(amounts[family])
        self.cost = np.full((self.nodes, self.nodes), FAR, dtype=np.int64)
        self.mover = np.zeros((self.nodes, self.nodes), dtype=np.int64)
        for node in range(self.nodes):
            self.refresh(node)

    def refresh(self, node: int) -> None:
        """Find for each other state the person in this one who loses least by going there."""
        held = self.held[node]
        if not held:
            self.cost[node] = FAR
            return
        families = np.fromiter(held, dtype=np.int64, count=len(held))
        rows = self.worth[families]
        loss = rows[:, node : node + 1] - rows
        best = loss.argmin(axis=0)
        self.cost[node] = np.minimum(loss[best, np.arange(self.nodes)], FAR)
        self.mover[node] = families[best]
        self.cost[node, node] = 0

    def path(self, sources: list[int], targets: list[int]) -> list[int] | None:
        """Give the cheapest way from an overfull state to one with room; None if there is none."""
        distance = np.full(self.nodes, FAR, dtype=np.int64)
        distance[sources] = 0
        before = np.full(self.nodes, -1)
        every = np.arange(self.nodes)
        for _ in range(self.nodes):
            through = distance[:, None] + self.cost
            best = through.argmin(axis=0)
            shorter = through[best, every]
            closer = shorter < distance
            if not closer.any():
                break
            before[closer] = best[closer]
            distance[closer] = shorter[closer]
        end = min(targets, key=lambda node: (int(distance[node]), node))
        if distance[end] >= FAR // 2:
            return None
        way = [end]
        while before[way[-1]] >= 0:
            way.append(int(before[way[-1]]))
        return way[::-1]

    def push(self, way: list[int], persons: int) -> list[Step]:
        """Move up to so many persons along a way; give the steps, for taking them back."""
        arcs = [(int(self.mover[a, b]), a, b) for a, b in pairwise(way)]
        count = min(persons, *(self.held[a][family] for family, a, _ in arcs))
        steps = [Step(family, a, b, count) for family, a, b in arcs]
        self.take(steps)
        return steps

    def take(self, steps: list[Step]) -> None:
        """Take steps, and see who would move next."""
        for family, a, b, count in steps:
            self.held[a][family] -= count
            if self.held[a][family] == 0:
                del self.held[a][family]
            self.held[b][family] = self.held[b].get(family, 0) + count
        for node in {step.start for step in steps} | {step.end for step in steps}:
            self.refresh(node)

    def prices(self) -> Ints:
        """Give the price of a place in each state: the cheapest way from it to "not placed"."""
        price = self.cost[:, -1].copy()
        price[-1] = 0
        for _ in range(self.nodes):
            price = np.minimum(price, (self.cost + price[None, :]).min(axis=1))
        return np.clip(price, 0, FAR // 2)


def balance(flow: Flow, excess: list[int]) -> tuple[bool, list[Step]]:
    """Move persons from overfull states to those with room; tell whether all could, and how."""
    taken: list[Step] = []
    while sources := [node for node, over in enumerate(excess) if over > 0]:
        targets = [node for node, over in enumerate(excess) if over < 0]
        way = flow.path(sources, targets)
        if way is None:
            return False, taken
        steps = flow.push(way, min(excess[way[0]], -excess[way[-1]]))
        excess[way[0]] -= steps[0].persons
        excess[way[-1]] += steps[0].persons
        taken += steps
    return True, taken


def relax(worth: Ints, amounts: Ints, room: Ints, prices: Ints) -> tuple[Flow, Ints, Ints]:
    """
    Solve the transport problem, starting from prices that are nearly right.

    Args:
        worth: Worth per person of each family in each state; the last row is the empty places,
            the last column "not placed".
        amounts: Persons of each family.
        room: Persons each state takes, adding up to all amounts.
        prices: Prices to start from.

    Returns:
        The flow, the home of each family that stands still, and prices that prove it.
    """
    nodes = worth.shape[1]
    share = POOL_MIN
    while True:
        reduced = worth - prices
        homes = reduced.argmax(axis=1)
        two = np.partition(reduced, nodes - 2, axis=1)
        close = two[:, nodes - 1] - two[:, nodes - 2]
        close[-1] = 0
        count = min(len(close), max(share, int(len(close) ** 0.5) * 40))
        limit = np.partition(close, count - 1)[count - 1]
        movable = np.flatnonzero(close <= limit)
        flow = Flow(worth, homes, amounts, movable)
        loads = np.bincount(homes, weights=amounts, minlength=nodes).astype(np.int64)
        balance(flow, (loads - room).tolist())
        prices = flow.prices()
        still = np.ones(len(close), dtype=bool)
        still[movable] = False
        reduced = worth[still] - prices
        kept = np.take_along_axis(reduced, homes[still, None], axis=1)[:, 0]
        if (kept == reduced.max(axis=1)).all():
            return flow, homes, prices
        share *= 8


def priced(worth: Ints, amounts: Ints, room: Ints, order: Ints) -> tuple[Flow, Ints, Ints]:
    """Solve for a sample, then for one four times as large from its prices, then for all."""
    prices = np.zeros(worth.shape[1], dtype=np.int64)
    persons = int(amounts[:-1].sum())
    size = FIRST_SAMPLE
    while size < len(order):
        chosen = np.append(order[:size], len(amounts) - 1)
        some = amounts[chosen].copy()
        here = int(some[:-1].sum())
        places = room[:-1] * here // max(persons, 1)
        some[-1] = places.sum()
        flow_room = np.append(places, here)
        prices = relax(worth[chosen], some, flow_room, prices)[2]
        size *= 4
    return relax(worth, amounts, room, prices)


def rounded(flow: Flow, homes: Ints, amounts: Ints) -> Ints:
    """Give every family one home; one that is split goes where most of it is."""
    most = np.zeros(len(amounts), dtype=np.int64)
    homes = homes.copy()
    for node, held in enumerate(flow.held):
        for family, persons in held.items():
            if persons > most[family]:
                most[family] = persons
                homes[family] = node
    return homes


class Repair:
    """Whole families only: large ones change state one by one, those of one person even it out."""

    def __init__(self, worth: Ints, amounts: Ints, homes: Ints, movable: Ints) -> None:
        """Take the rounded homes; of the movable families those of one person are the flow."""
        self.worth = worth
        self.amounts = amounts
        self.homes = homes
        last = len(amounts) - 1
        units = movable[(amounts[movable] == 1) & (movable < last)]
        self.large = movable[(amounts[movable] > 1) & (movable < last)]
        self.flow = Flow(worth, homes, amounts, units)

    def fill(self, empty: dict[int, int]) -> None:
        """Put the empty places where they were."""
        for node, count in empty.items():
            self.flow.held[node][len(self.amounts) - 1] = count
            self.flow.refresh(node)

    def even_out(self, excess: list[int]) -> None:
        """Bring every load to the room there is; where nobody can move, a family is not placed."""
        while not balance(self.flow, excess)[0]:
            full = next(node for node, over in enumerate(excess) if over > 0)
            there = np.flatnonzero((self.homes[:-1] == full) & (self.amounts[:-1] > 1))
            sizes = self.amounts[there]
            loss = self.worth[there, full] * sizes
            first = np.lexsort((there, loss, np.maximum(excess[full] - sizes, 0)))[0]
            self.move(int(there[first]), len(excess) - 1, excess)

    def move(self, family: int, end: int, excess: list[int]) -> int:
        """Move a large family; give what it loses, in all."""
        start, size = int(self.homes[family]), int(self.amounts[family])
        self.homes[family] = end
        excess[start] -= size
        excess[end] += size
        return size * int(self.worth[family, start] - self.worth[family, end])

    def improve(self) -> None:
        """Try the moves that promise most, each with the shortest ways that even it out."""
        failed: set[tuple[int, int]] = set()
        while len(failed) < TRIALS_MAX:
            tried = self._most_promising(failed)
            if tried is None:
                return
            if self._gains(*tried):
                failed.clear()
            else:
                failed.add(tried)

    def _most_promising(self, failed: set[tuple[int, int]]) -> tuple[int, int] | None:
        back = between(self.flow.cost)
        now, sizes = self.homes[self.large], self.amounts[self.large]
        stays = self.worth[self.large, now][:, None]
        change = np.minimum(stays - self.worth[self.large], FAR) + back[:, now].T
        promise = np.where(change < 0, change * sizes[:, None], 0)
        for flat in np.argsort(promise, axis=None, kind="stable")[: TRIALS_MAX + 1].tolist():
            row, end = divmod(flat, promise.shape[1])
            if promise[row, end] >= 0:
                return None
            if (int(self.large[row]), end) not in failed:
                return int(self.large[row]), end
        return None

    def _gains(self, family: int, end: int) -> bool:
        excess = [0] * self.worth.shape[1]
        start = int(self.homes[family])
        loss = self.move(family, end, excess)
        done, steps = balance(self.flow, excess)
        worth = self.worth
        loss += sum(n * int(worth[f, a] - worth[f, b]) for f, a, b, n in steps)
        if done and loss < 0:
            return True
        for family_, a, b, count in reversed(steps):
            self.flow.take([Step(family_, b, a, count)])
        self.homes[family] = start
        return False

    def result(self) -> Ints:
        """Give the home of every family."""
        for node, held in enumerate(self.flow.held):
            for family in held:
                self.homes[family] = node
        return self.homes[:-1]


def between(cost: Ints) -> Ints:
    """Give the cheapest way between any two states."""
    shortest = cost.copy()
    for node in range(len(cost)):
        shortest = np.minimum(shortest, shortest[:, node : node + 1] + shortest[node])
    return np.minimum(shortest, FAR)


def transport(sizes: Ints, room: Ints, scores: Ints, seed: int) -> Transported:
    """
    Place whole families so that the sum of score times persons is as large as the bound allows.

    Args:
        sizes: Persons of each family.
        room: Persons each state takes.
        scores: Score per person, families by states; EXCLUDED where a family may not go.
        seed: Decides between equals.

    Returns:
        For each family the number of its state (the number of states: not placed), and a price
        per person and state that proves the bound.
    """
    families, states = scores.shape
    rows = np.arange(families)
    worth = np.zeros((families + 1, states + 1), dtype=np.int64)
    worth[:-1, :-1] = (scores << TIE_BITS) + noise(seed, rows, states)
    worth[:-1, :-1][scores == EXCLUDED] = EXCLUDED
    amounts = np.append(sizes, room.sum())
    full_room = np.append(room, sizes.sum())
    order = np.lexsort((rows, noise(seed + 1, rows, 1)[:, 0]))
    flow, homes, prices = priced(worth, amounts, full_room, order)
    homes = rounded(flow, homes, amounts)
    movable = np.unique(np.array([family for held in flow.held for family in held]))
    repair = Repair(worth, amounts, homes, movable)
    repair.fill({node: held[families] for node, held in enumerate(flow.held) if families in held})
    loads = np.bincount(homes[:-1], weights=sizes, minlength=states + 1).astype(np.int64)
    empty = [held.get(families, 0) for held in flow.held]
    repair.even_out((loads + empty - full_room).tolist())
    repair.improve()
    half = 1 << (TIE_BITS - 1)
    return Transported(repair.result(), (prices[:-1] + half) >> TIE_BITS)
