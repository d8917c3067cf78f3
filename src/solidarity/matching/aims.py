"""
The aims in their order, as a program over kinds of units.

Units of one kind take the same and count the same; only how many of a kind go to a place matters to
the aims, and that makes thirty thousand persons a small program. Who of a kind goes where is found
afterwards (`spread`); where exclusions stand in the way, a condition is added and all is solved
again, so nothing is lost. Linked units have a column of their own wherever a link is honoured.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from hashlib import blake2b
from typing import Final

from solidarity.matching.problem import GRADES, PROFILES, Instance, profiles_of
from solidarity.matching.program import Goal, Program, Row, Supply, terms_of
from solidarity.matching.rules import NO_LINK, Grades, Unit, offered

FIRST: Final = "persons who come first of all, placed"
VULNERABLE: Final = "vulnerable persons placed"
WAITING: Final = "months vulnerable persons wait (negative)"
PLACED: Final = "persons placed"
LINKS: Final = tuple(f"families where they have a {grade}" for grade in GRADES)
PROPORTION: Final = "persons beyond the proportion owed (negative)"
MIX: Final = "deviation from the mix of all, families without links (negative)"
PREFERENCES: Final = "accepted preferences met, families"
SEED: Final = "order drawn by the seed"
AIMS: Final = (FIRST, VULNERABLE, WAITING, PLACED, *LINKS, PROPORTION, MIX, PREFERENCES, SEED)
FAR: Final = 10**7
CHANCES: Final = 1000


@dataclass(frozen=True, slots=True)
class Column:
    """
    How many units of a kind go to a place.

    Attributes:
        kind: Number of the kind.
        place: Number of the place.
        links: The links honoured there, by grade; none where the units count as unlinked.
        variable: Its number in the program.
    """

    kind: int
    place: int
    links: Grades
    variable: int

    def is_open_to(self, unit: Unit, state: str) -> bool:
        """Tell whether a unit of its kind may be one of these."""
        if self.place not in unit.options:
            return False
        return self.links == NO_LINK or unit.links.get(state, NO_LINK) == self.links


@dataclass(slots=True)
class Model:
    """The program, and what its columns mean."""

    instance: Instance
    kinds: list[list[Unit]]
    columns: list[Column] = field(default_factory=list)
    program: Program = field(default_factory=Program)

    def state(self, column: Column) -> str:
        """Give the state of a column."""
        return self.instance.places[column.place].state

    def options(self, unit: Unit, columns: Sequence[Column]) -> frozenset[int]:
        """Give the variables that may count a unit, of the columns of its kind."""
        return frozenset(one.variable for one in columns if one.is_open_to(unit, self.state(one)))


def model_of(instance: Instance, units: Sequence[Unit]) -> Model:
    """Set up the program of all aims."""
    kinds: dict[tuple[object, ...], list[Unit]] = {}
    for unit in units:
        kinds.setdefault(unit.kind, []).append(unit)
    model = Model(instance, list(kinds.values()))
    for kind in range(len(model.kinds)):
        _columns(model, kind)
    _capacities(model)
    program = model.program
    program.goals = [
        *_people(model),
        *_links(model),
        _proportion(model),
        _mix(model),
        _preferences(model),
        _chance(model),
    ]
    return model


def _columns(model: Model, kind: int) -> None:
    units = model.kinds[kind]
    places = model.instance.places
    limits: dict[tuple[int, Grades], int] = {}
    for unit in units:
        for place in unit.options:
            linked = unit.links.get(places[place].state, NO_LINK)
            for key in {(place, NO_LINK), (place, linked)}:
                limits[key] = limits.get(key, 0) + 1
    mine = [
        Column(kind, place, links, model.program.variable(limit))
        for (place, links), limit in sorted(limits.items())
    ]
    model.columns += mine
    least = sum(bool(unit.decision and unit.decision.state) for unit in units)
    model.program.rows.append(
        Row({column.variable: 1 for column in mine}, least, sum(bool(u.options) for u in units))
    )
    classes = Counter(model.options(unit, mine) for unit in units)
    model.program.supplies.append(Supply(tuple(classes.items())))


def _capacities(model: Model) -> None:
    taken: dict[tuple[int, str], dict[int, int]] = {}
    for column in model.columns:
        for name, count in model.kinds[column.kind][0].takes.items():
            taken.setdefault((column.place, name), {})[column.variable] = count
    for (place, name), terms in taken.items():
        most = offered(model.instance.places[place]).get(name, 0)
        model.program.rows.append(Row(terms, None, most))


def _people(model: Model) -> list[Goal]:
    months = sorted({place.month for place in model.instance.places})
    first, vulnerable, waits, persons = {}, {}, {}, {}
    for column in model.columns:
        unit = model.kinds[column.kind][0]
        place = model.instance.places[column.place]
        first[column.variable] = unit.vulnerable(2)
        vulnerable[column.variable] = unit.vulnerable(1)
        waits[column.variable] = -unit.vulnerable(1) * months.index(place.month)
        persons[column.variable] = unit.persons
    return [
        Goal(name, {key: count for key, count in terms.items() if count})
        for name, terms in zip(
            (FIRST, VULNERABLE, WAITING, PLACED), (first, vulnerable, waits, persons), strict=True
        )
    ]


def _links(model: Model) -> list[Goal]:
    return [
        Goal(
            name,
            {one.variable: one.links[grade] for one in model.columns if one.links[grade]},
        )
        for grade, name in enumerate(LINKS)
    ]


def _proportion(model: Model) -> Goal:
    """Persons in a state beyond its part of all who are placed, in proportion to what is owed."""
    owed = model.instance.owed
    whole = sum(owed.values())
    program = model.program
    used: dict[str, list[tuple[int, int]]] = {}
    for column in model.columns:
        persons = model.kinds[column.kind][0].persons
        used.setdefault(model.state(column), []).append((column.variable, persons))
    if not whole:
        return Goal(PROPORTION, {})
    everyone = program.variable(FAR, whole=False)
    every = [pair for pairs in used.values() for pair in pairs]
    program.rows.append(Row(terms_of([*every, (everyone, -1)]), 0, 0))
    goal: dict[int, int] = {}
    for state, pairs in used.items():
        beyond = program.variable(FAR, whole=False)
        part = Fraction(owed.get(state, 0), whole)
        program.rows.append(Row(terms_of([*pairs, (beyond, -1), (everyone, -part)]), None, 0))
        goal[beyond] = -1
    return Goal(PROPORTION, goal)


def mix_of_all(units: Sequence[Unit]) -> tuple[Fraction, ...] | None:
    """Give the part of each profile among families without links; None if there are none."""
    flags = [profiles_of(family) for unit in units if not unit.links for family in unit.families]
    if not flags:
        return None
    return tuple(Fraction(sum(one), len(flags)) for one in zip(*flags, strict=True))


def _mix(model: Model) -> Goal:
    """How far the families without links that a state receives are from the mix of all."""
    mix = mix_of_all([unit for units in model.kinds for unit in units])
    program = model.program
    by_state: dict[str, list[Column]] = {}
    for column in model.columns:
        if not model.kinds[column.kind][0].links:
            by_state.setdefault(model.state(column), []).append(column)
    goal: dict[int, int] = {}
    for columns in by_state.values():
        for place, part in enumerate(mix or ()):
            apart = program.variable(FAR, whole=False)
            goal[apart] = -1
            pairs: list[tuple[int, int | Fraction]] = []
            for column in columns:
                unit = model.kinds[column.kind][0]
                count = unit.profile[place] - part * len(unit.families)
                pairs.append((column.variable, count))
            program.rows.append(Row(terms_of([*pairs, (apart, -1)]), None, 0))
            program.rows.append(Row(terms_of([*pairs, (apart, 1)]), 0, None))
    return Goal(MIX, goal)


def _preferences(model: Model) -> Goal:
    wanted = {(one.state, PROFILES.index(one.profile)) for one in model.instance.preferences}
    pairs: list[tuple[int, int | Fraction]] = [
        (column.variable, model.kinds[column.kind][0].profile[place])
        for column in model.columns
        for state, place in wanted
        if state == model.state(column)
    ]
    return Goal(PREFERENCES, terms_of(pairs))


def drawn(seed: int, *words: object) -> int:
    """Draw a number from 0 to 999 by the seed: the same on every machine."""
    text = "\x1f".join(map(str, (seed, *words))).encode()
    return int.from_bytes(blake2b(text, digest_size=8).digest(), "big") % CHANCES


def _chance(model: Model) -> Goal:
    chances = {}
    for column in model.columns:
        slot = model.instance.places[column.place].slot
        key = model.kinds[column.kind][0].families[0].id
        chances[column.variable] = drawn(model.instance.seed, key, *slot, column.links)
    return Goal(SEED, {variable: count for variable, count in chances.items() if count})
