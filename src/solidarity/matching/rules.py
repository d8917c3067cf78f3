"""
The hard rules: who may go where, who must go together, and what binds who cannot be placed.

A unit is a family, or families that go together. Each rule is named once, here; refusals, conflicts
and the reasons given for families that are not placed use these names.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from solidarity.errors import NoSolution
from solidarity.matching.problem import (
    GRADES,
    PERSONS,
    Decision,
    Family,
    Instance,
    Place,
    profiles_of,
)

NOT_RELOCATED: Final = "the eligibility rules do not allow relocation (Art. 67(2), (5))"
NO_CONSENT: Final = "the written consent that is needed is missing (Art. 67(4))"
EXCLUDED_STATE: Final = "the eligibility rules exclude this state"
TOO_EARLY: Final = "the family cannot travel in that month"
CAPACITY: Final = "no free place: "
DECIDED: Final = "an officer has decided otherwise"
TOGETHER: Final = "linked families must go to one state"

_HOUSEHOLDS: Final = re.compile(r"households_([0-9]+)_([0-9]+)")

Slot = tuple[str, str]
Grades = tuple[int, ...]
NO_LINK: Final[Grades] = (0,) * len(GRADES)


@dataclass(frozen=True, slots=True)
class Unit:
    """
    Families that go to one place together.

    Attributes:
        families: Its families.
        takes: What it takes in every dimension; persons first.
        month: First month in which all can travel.
        links: Linked families by grade, for each state to which there is a link.
        options: Places it may have, as numbers of places.
        decision: What an officer has fixed, if so.
    """

    families: tuple[Family, ...]
    takes: Mapping[str, int]
    month: str
    links: Mapping[str, Grades]
    options: tuple[int, ...]
    decision: Decision | None

    @property
    def persons(self) -> int:
        """Persons in all."""
        return self.takes[PERSONS]

    def vulnerable(self, least: int) -> int:
        """Persons of families at least so vulnerable."""
        return sum(one.size for one in self.families if one.vulnerability >= least)

    @property
    def profile(self) -> tuple[int, ...]:
        """How many of its families have each profile."""
        flags = [profiles_of(family) for family in self.families]
        return tuple(sum(column) for column in zip(*flags, strict=True))

    @property
    def kind(self) -> tuple[object, ...]:
        """Units of one kind are equal in everything but where they may go and what links them."""
        takes = tuple(sorted(self.takes.items()))
        profile = (len(self.families), self.profile, bool(self.links))
        return (
            takes,
            self.vulnerable(2),
            self.vulnerable(1),
            self.month,
            profile,
            bool(self.decision),
        )


def refusal(family: Family, place: Place) -> str:
    """Name the rule by which a family may not have a place, whoever else has one; "" if none."""
    if not family.may_be_relocated:
        return NOT_RELOCATED
    if not family.consents:
        return NO_CONSENT
    if place.state in family.excluded:
        return EXCLUDED_STATE
    if place.month and family.month > place.month:
        return TOO_EARLY
    return ""


def shortage(takes: Mapping[str, int], free: Mapping[str, int]) -> str:
    """Name the first dimension in which there is too little; "" if there is enough."""
    short = next((name for name, count in takes.items() if count > free.get(name, 0)), "")
    return CAPACITY + short if short else ""


def offered(place: Place) -> dict[str, int]:
    """Give what a place offers in every dimension."""
    return {PERSONS: place.persons, **place.special}


def takes_of(families: Iterable[Family], dimensions: Iterable[str]) -> dict[str, int]:
    """Add up what families take: persons, special needs, households of their size."""
    given = tuple(families)
    taken = {PERSONS: sum(family.size for family in given)}
    for family in given:
        for name, count in family.needs.items():
            taken[name] = taken.get(name, 0) + count
    for name in dimensions:
        limits = _HOUSEHOLDS.fullmatch(name)
        if limits is None:
            continue
        least, most = int(limits[1]), int(limits[2])
        count = sum(least <= family.size <= most for family in given)
        if count:
            taken[name] = taken.get(name, 0) + count
    return taken


def units_of(instance: Instance) -> tuple[tuple[Unit, ...], tuple[str, ...]]:
    """
    Put families that go together into units.

    Returns:
        The units, in the order of their first families; and the groups that should have stayed
        together but that no state can take together.

    Raises:
        NoSolution: If families that must go together cannot, or a decision is against a rule.
    """
    groups: dict[tuple[str, str], list[Family]] = {}
    for family in instance.families:
        key = ("group", family.group) if family.group else ("family", family.id)
        groups.setdefault(key, []).append(family)
    links = _grades(instance)
    decisions = {decision.family: decision for decision in instance.decisions}
    units: list[Unit] = []
    separated: list[str] = []
    conflicts: list[str] = []
    for (_, name), members in groups.items():
        together = _unit(instance.places, members, (links, decisions))
        alone = [_unit(instance.places, [one], (links, decisions)) for one in members]
        if len(members) == 1 or together.options or not all(one.options for one in alone):
            units.append(together)
        elif any(family.must_stay_together for family in members):
            conflicts.append(_conflict(name, instance.places, members))
        else:
            separated.append(name)
            units.extend(alone)
    conflicts += [problem for unit in units for problem in _against(unit, instance.places)]
    if conflicts:
        raise NoSolution(conflicts)
    return tuple(units), tuple(separated)


def _grades(instance: Instance) -> dict[str, dict[str, int]]:
    """Give the best grade of link of each family to each state."""
    best: dict[str, dict[str, int]] = {}
    for link in instance.links:
        states = best.setdefault(link.family, {})
        states[link.state] = min(states.get(link.state, link.grade), link.grade)
    return best


def _unit(
    places: Sequence[Place],
    families: list[Family],
    known: tuple[dict[str, dict[str, int]], dict[str, Decision]],
) -> Unit:
    grades, decisions = known
    links: dict[str, Grades] = {}
    for family in families:
        for state, grade in grades.get(family.id, {}).items():
            before = links.get(state, NO_LINK)
            links[state] = tuple(n + (place == grade) for place, n in enumerate(before))
    takes = takes_of(families, places[0].special if places else ())
    decision = next((decisions[one.id] for one in families if one.id in decisions), None)
    options = tuple(
        number
        for number, place in enumerate(places)
        if not any(refusal(family, place) for family in families)
        and not shortage(takes, offered(place))
        and (decision is None or not denial(decision, place))
    )
    month = max(family.month for family in families)
    return Unit(tuple(families), takes, month, links, options, decision)


def denial(decision: Decision, place: Place) -> str:
    """Name the decision by which a place is not the one; "" if it is."""
    is_there = decision.state == place.state and decision.month in {"", place.month}
    return "" if is_there else DECIDED


def _conflict(name: str, places: Sequence[Place], members: list[Family]) -> str:
    """Say why linked families cannot go together, rule by rule."""
    takes = takes_of(members, places[0].special if places else ())
    why: dict[str, list[str]] = {}
    for place in places:
        refused = {family.id: refusal(family, place) for family in members}
        found = next(
            (f"{rule} ({one})" for one, rule in refused.items() if rule),
            shortage(takes, offered(place)) or DECIDED,
        )
        why.setdefault(found, []).append(" ".join(place.slot).strip())
    told = "; ".join(f"{', '.join(states)}: {rule}" for rule, states in why.items())
    return f"group {name}: {TOGETHER}, and none can take {len(members)} families: {told}"


def _against(unit: Unit, places: Sequence[Place]) -> list[str]:
    """Name the rules a decision is against."""
    decision = unit.decision
    if decision is None or not decision.state or unit.options:
        return []
    rules = []
    for place in places:
        if not denial(decision, place):
            rules += [rule for one in unit.families if (rule := refusal(one, place))]
            rules += [shortage(unit.takes, offered(place))]
    why = "; ".join(dict.fromkeys(filter(None, rules))) or "no places there"
    return [f"decision of {decision.by} on {decision.family}, {decision.state}: {why}"]
