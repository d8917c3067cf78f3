"""
Why each family goes where it is proposed, what the best alternative costs, what would change it.

An alternative is looked at alone: this unit goes there, everybody else stays. If there is room, the
first aim that would lose decided; if there is none, what is full binds. Units that are alike share
one answer.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction

from solidarity.matching.aims import LINKS, MIX, PREFERENCES, PROPORTION, SEED, WAITING, mix_of_all
from solidarity.matching.problem import PERSONS, PROFILES, Instance
from solidarity.matching.result import Proposal, Reason
from solidarity.matching.rules import (
    CAPACITY,
    DECIDED,
    NO_LINK,
    Unit,
    offered,
    refusal,
    shortage,
    units_of,
)

Loss = tuple[str, Fraction]


def reasons(instance: Instance, proposal: Proposal) -> tuple[Reason, ...]:
    """Give the reason for every family, in the order of the families."""
    desk = _Desk(instance, proposal)
    told = {
        reason.family: reason for unit in units_of(instance)[0] for reason in desk.reasons_of(unit)
    }
    return tuple(told[family.id] for family in instance.families)


class _Desk:
    """What is used where, for looking at one change at a time."""

    def __init__(self, instance: Instance, proposal: Proposal) -> None:
        self.instance = instance
        self.placed = proposal.placed
        self.numbers = {place.slot: n for n, place in enumerate(instance.places)}
        self.free = [offered(place) for place in instance.places]
        self.months = sorted({place.month for place in instance.places})
        self.used: dict[str, int] = {}
        self.mix: dict[str, list[int]] = {}
        units = units_of(instance)[0]
        self.mix_of_all = mix_of_all(units) or ()
        for unit in units:
            slot = self.placed.get(unit.families[0].id)
            if slot is None:
                continue
            for name, count in unit.takes.items():
                self.free[self.numbers[slot]][name] -= count
            self.used[slot[0]] = self.used.get(slot[0], 0) + unit.persons
            if not unit.links:
                received = self.mix.setdefault(slot[0], [0] * (len(PROFILES) + 1))
                for place, count in enumerate((*unit.profile, len(unit.families))):
                    received[place] += count
        self.wanted = {(one.state, PROFILES.index(one.profile)) for one in instance.preferences}

    def reasons_of(self, unit: Unit) -> list[Reason]:
        """Give one reason for each family of a unit."""
        slot = self.placed.get(unit.families[0].id)
        found = self._not_placed(unit) if slot is None else self._placed(unit, slot)
        state = "" if slot is None else slot[0]
        return [Reason(family.id, state, *found) for family in unit.families]

    def _not_placed(self, unit: Unit) -> tuple[str, str, str, str]:
        """Name what binds in the place that comes nearest."""
        if unit.decision is not None and not unit.decision.state:
            return DECIDED, "", f"{unit.decision.by}: {unit.decision.reason}", "another decision"
        if not unit.options:
            rules: dict[str, int] = {}
            for place in self.instance.places:
                for family in unit.families:
                    rule = refusal(family, place) or shortage(unit.takes, offered(place))
                    rules[rule] = rules.get(rule, 0) + bool(rule)
            rule = max(rules, key=lambda one: rules[one], default=CAPACITY + PERSONS)
            return rule, "", "no state can take this family", _change(rule, unit)
        nearest = min(unit.options, key=lambda place: (self._missing(unit, place), place))
        rule = shortage(unit.takes, self.free[nearest]) or "time: the search ended before"
        place = self.instance.places[nearest]
        missing = self._missing(unit, nearest)
        where = " ".join(place.slot).strip()
        change = f"{missing} more free in {where} ({rule.removeprefix(CAPACITY)})"
        return rule, place.state, f"{missing} too few there", change

    def _missing(self, unit: Unit, place: int) -> int:
        free = self.free[place]
        return sum(max(count - free.get(name, 0), 0) for name, count in unit.takes.items())

    def _placed(self, unit: Unit, slot: tuple[str, str]) -> tuple[str, str, str, str]:
        if unit.decision is not None:
            return DECIDED, "", f"{unit.decision.by}: {unit.decision.reason}", "another decision"
        others = [one for one in unit.options if self.instance.places[one].state != slot[0]]
        link = unit.links.get(slot[0], NO_LINK)
        honoured = next((LINKS[grade] for grade, count in enumerate(link) if count), "")
        if not others:
            return "hard rules: only this state can take this family", "", "", "another place"
        with_room = [one for one in others if not shortage(unit.takes, self.free[one])]
        if with_room:
            losses = {one: self._losses(unit, slot, one) for one in with_room}
            best = min(with_room, key=lambda one: (_ranked(losses[one]), one))
            state = self.instance.places[best].state
            first = next(iter(losses[best]), (SEED, Fraction(0)))
            cost = "; ".join(f"{float(loss):.2f} in {name}" for name, loss in losses[best])
            return first[0], state, cost or "nothing", _instead(first[0], state)
        best = min(
            others,
            key=lambda one: (
                [-n for n in unit.links.get(self.instance.places[one].state, NO_LINK)],
                self._missing(unit, one),
                one,
            ),
        )
        place = self.instance.places[best]
        rule = shortage(unit.takes, self.free[best])
        missing = self._missing(unit, best)
        cost = f"{missing} others would lose their place there"
        change = f"{missing} more free in {place.state} ({rule.removeprefix(CAPACITY)})"
        return honoured or rule, place.state, cost, change

    def _losses(self, unit: Unit, slot: tuple[str, str], place: int) -> list[Loss]:
        """Say what each aim loses, in their order, if this unit alone went there."""
        end = self.instance.places[place]
        here, there = unit.links.get(slot[0], NO_LINK), unit.links.get(end.state, NO_LINK)
        wait = self.months.index(end.month) - self.months.index(slot[1])
        losses: list[Loss] = [(WAITING, Fraction(wait * unit.vulnerable(1)))]
        losses += [(name, Fraction(here[g] - there[g])) for g, name in enumerate(LINKS)]
        losses.append((PROPORTION, self._proportion(unit.persons, (slot[0], end.state))))
        losses.append((MIX, self._mix(unit, (slot[0], end.state))))
        met = {state: self._met(unit, state) for state in (slot[0], end.state)}
        losses.append((PREFERENCES, Fraction(met[slot[0]] - met[end.state])))
        return [(name, loss) for name, loss in losses if loss]

    def _proportion(self, persons: int, ends: tuple[str, str]) -> Fraction:
        owed = self.instance.owed
        whole, everyone = sum(owed.values()) or 1, sum(self.used.values())

        def beyond(state: str, change: int) -> Fraction:
            part = Fraction(everyone * owed.get(state, 0), whole)
            return max(Fraction(0), self.used.get(state, 0) + change - part)

        before = sum(beyond(state, 0) for state in ends)
        return beyond(ends[0], -persons) + beyond(ends[1], persons) - before

    def _mix(self, unit: Unit, ends: tuple[str, str]) -> Fraction:
        if unit.links:
            return Fraction(0)
        added = (*unit.profile, len(unit.families))

        def apart(state: str, sign: int) -> Fraction:
            none = [0] * len(added)
            now = [n + sign * a for n, a in zip(self.mix.get(state, none), added, strict=True)]
            return sum(
                (abs(n - part * now[-1]) for n, part in zip(now, self.mix_of_all, strict=False)),
                Fraction(0),
            )

        before = apart(ends[0], 0) + apart(ends[1], 0)
        return apart(ends[0], -1) + apart(ends[1], 1) - before

    def _met(self, unit: Unit, state: str) -> int:
        return sum(unit.profile[place] for code, place in self.wanted if code == state)


def _ranked(losses: Sequence[Loss]) -> list[tuple[int, Fraction]]:
    order = {name: n for n, name in enumerate((WAITING, *LINKS, PROPORTION, MIX, PREFERENCES))}
    return [(order[name] if loss > 0 else len(order), loss) for name, loss in losses]


def _instead(aim: str, state: str) -> str:
    if aim == SEED:
        return "nothing: another seed could draw otherwise"
    return f"the aim “{aim}” would have to weigh less, or lose nothing in {state}"


def _change(rule: str, unit: Unit) -> str:
    if rule.startswith(CAPACITY):
        name = rule.removeprefix(CAPACITY)
        return f"a place for {unit.takes.get(name, unit.persons)} ({name})"
    return f"this rule would have to be met: {rule}"


def links_not_honoured(
    instance: Instance, proposal: Proposal
) -> tuple[tuple[str, str, str, str], ...]:
    """
    List evidenced links not honoured where a family without a link holds a place of the state.

    Returns:
        Family, state, the family without a link that holds a place it could take, and why.
    """
    units = units_of(instance)[0]
    holders: dict[str, list[Unit]] = {}
    for unit in units:
        slot = proposal.placed.get(unit.families[0].id)
        if slot and slot[0] not in unit.links:
            holders.setdefault(slot[0], []).append(unit)
    told = []
    for unit in units:
        now = proposal.placed.get(unit.families[0].id, ("", ""))[0]
        for state, grades in unit.links.items():
            if not (grades[0] or grades[2]) or grades <= unit.links.get(now, NO_LINK):
                continue
            holder = _holder(instance, proposal.placed, (unit, holders.get(state, [])))
            if holder is not None:
                why = _why_not(unit, holder, now)
                told.append((unit.families[0].id, state, holder.families[0].id, why))
    return tuple(told)


def _holder(
    instance: Instance, placed: Mapping[str, tuple[str, str]], asked: tuple[Unit, list[Unit]]
) -> Unit | None:
    unit, holders = asked
    slots = {instance.places[option].slot for option in unit.options}
    for one in holders:
        fits = all(count <= one.takes.get(name, 0) for name, count in unit.takes.items())
        if fits and not one.links and placed[one.families[0].id] in slots:
            return one
    return None


def _why_not(unit: Unit, holder: Unit, now: str) -> str:
    if unit.decision or holder.decision:
        return DECIDED
    if not now and holder.vulnerable(1) > unit.vulnerable(1):
        return "the other family is vulnerable and could not be placed elsewhere"
    if holder.persons > unit.persons:
        return "the other family is larger: fewer persons could be placed"
    return "the other family could not take the place that would become free"
