"""
The last few: units without a place, while places are free here and there.

After the relaxation is rounded a handful are left over. Each is placed where there is room, or
where room can be made by moving one other unit to free places; who comes first in the order of the
aims may take the place of who comes later. Nothing is ever made worse in the first aims.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from hashlib import blake2b
from typing import Final

from solidarity.matching.problem import Instance
from solidarity.matching.rules import NO_LINK, Unit, offered, shortage

STEPS_MAX: Final = 2000


def order_of(seed: int, unit: Unit) -> bytes:
    """Give the place of a unit in the order drawn by the seed."""
    return blake2b(f"{seed}\x1f{unit.families[0].id}".encode(), digest_size=8).digest()


def rank(unit: Unit) -> tuple[int, int, int]:
    """Rank units by the first aims: who comes first of all, who is vulnerable, how many."""
    return -unit.vulnerable(2), -unit.vulnerable(1), -unit.persons


def settle(instance: Instance, units: Sequence[Unit], homes: Mapping[str, int]) -> list[int | None]:
    """
    Place who is left over.

    Args:
        instance: The problem.
        units: Its units.
        homes: Number of the place of each placed unit, by its first family.

    Returns:
        The place of each unit; None where there is none.
    """
    board = _Board(instance, units, homes)
    waiting = [number for number, home in enumerate(board.homes) if home is None]
    waiting.sort(key=lambda number: (*rank(units[number]), order_of(instance.seed, units[number])))
    for _ in range(STEPS_MAX):
        if not waiting:
            break
        freed = board.place(waiting.pop(0))
        if freed is not None:
            waiting.insert(0, freed)
    for number, unit in enumerate(units):
        if unit.links and board.homes[number] is not None and unit.decision is None:
            board.honour(number)
    return board.homes


class _Board:
    """Who is where, and what is free."""

    def __init__(self, instance: Instance, units: Sequence[Unit], homes: Mapping[str, int]) -> None:
        self.units = units
        self.states = [place.state for place in instance.places]
        self.free = [offered(place) for place in instance.places]
        self.homes: list[int | None] = [None] * len(units)
        self.here: list[list[int]] = [[] for _ in instance.places]
        for number, unit in enumerate(units):
            home = homes.get(unit.families[0].id)
            if home is not None:
                self.move(number, home)

    def move(self, number: int, place: int | None) -> None:
        """Bring a unit to a place, or to none."""
        unit, home = self.units[number], self.homes[number]
        for name, count in unit.takes.items():
            if home is not None:
                self.free[home][name] += count
            if place is not None:
                self.free[place][name] -= count
        if home is not None:
            self.here[home].remove(number)
        if place is not None:
            self.here[place].append(number)
        self.homes[number] = place

    def place(self, number: int) -> int | None:
        """Place a unit if that can be; give the unit that lost its place for it, if one did."""
        unit = self.units[number]
        if unit.decision is not None and not unit.decision.state:
            return None
        order = sorted(unit.options, key=lambda place: self._liking(unit, place))
        for place in order:
            if not shortage(unit.takes, self.free[place]):
                self.move(number, place)
                return None
        for place in order:
            for other in self.here[place]:
                end = self._way_out(unit, other)
                if end is not None:
                    self.move(other, end)
                    self.move(number, place)
                    return None
        return self._instead(number, order)

    def _liking(self, unit: Unit, place: int) -> tuple[int, ...]:
        links = unit.links.get(self.states[place], NO_LINK)
        return (*(-count for count in links), -self.free[place]["persons"], place)

    def _makes_room(self, unit: Unit, other: int) -> bool:
        home = self.homes[other]
        if home is None or self.units[other].decision is not None:
            return False
        free = self.free[home]
        taken = self.units[other].takes
        return not any(
            count > free.get(name, 0) + taken.get(name, 0) for name, count in unit.takes.items()
        )

    def _way_out(self, unit: Unit, other: int) -> int | None:
        """Say where another unit could go to make room, without losing a link."""
        mover, home = self.units[other], self.homes[other]
        if home is None or self.states[home] in mover.links or not self._makes_room(unit, other):
            return None
        for place in mover.options:
            if place != home and not shortage(mover.takes, self.free[place]):
                return place
        return None

    def _instead(self, number: int, order: list[int]) -> int | None:
        """Take the place of a unit that comes later in the order of the aims."""
        unit = self.units[number]
        for place in order:
            for other in self.here[place]:
                if rank(unit) < rank(self.units[other]) and self._makes_room(unit, other):
                    self.move(other, None)
                    self.move(number, place)
                    return other
        return None

    def honour(self, number: int) -> None:
        """Swap a unit with one that takes the same, if a better link is honoured and none lost."""
        unit, home = self.units[number], self.homes[number]
        if home is None:
            return
        now = unit.links.get(self.states[home], NO_LINK)
        for place in sorted(unit.options, key=lambda one: self._liking(unit, one)):
            if unit.links.get(self.states[place], NO_LINK) <= now:
                return
            for other in self.here[place]:
                if self._may_swap(other, home) and self.units[other].kind[:3] == unit.kind[:3]:
                    self.move(other, home)
                    self.move(number, place)
                    return

    def _may_swap(self, other: int, end: int) -> bool:
        unit, home = self.units[other], self.homes[other]
        is_free = unit.decision is None and home is not None
        return is_free and end in unit.options and not unit.links.get(self.states[home or 0])
