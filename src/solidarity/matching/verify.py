"""
Every answer checked anew, exactly, in its own way.

Shares no code with `rules` and `solve`: it reads the problem and the answer, and counts.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from fractions import Fraction
from operator import sub

from solidarity.errors import hold
from solidarity.matching.problem import Family, Instance, Scored


def check_scored(
    problem: Scored, homes: tuple[int, ...], prices: tuple[int, ...]
) -> tuple[int, int]:
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


def check(
    instance: Instance, placed: Mapping[str, tuple[str, str]], separated: tuple[str, ...] = ()
) -> tuple[Fraction, ...]:
    """
    Check a proposal against every hard rule and count every aim.

    Args:
        instance: The problem.
        placed: State and month of each placed family.
        separated: Groups that only should stay together and did not.

    Returns:
        What was reached in each aim but the last (the seed), in their order.

    Raises:
        InvariantBroken: If a hard rule is broken.
    """
    families = {family.id: family for family in instance.families}
    hold(placed.keys() <= families.keys(), "only known families are placed")
    for name, slot in placed.items():
        _check_family(families[name], slot)
    _check_groups(instance, placed, separated)
    _check_room(instance, placed)
    for decision in instance.decisions:
        there = placed.get(decision.family, ("", ""))
        is_kept = there[0] == decision.state and decision.month in {"", there[1]}
        hold(is_kept, f"the decision on {decision.family} is kept")
    return (
        *_people(instance, placed),
        *_links(instance, placed),
        -_beyond_proportion(instance, placed),
        -mix_deviation(instance, placed, separated),
        Fraction(_preferred(instance, placed)),
    )


def _check_family(family: Family, slot: tuple[str, str]) -> None:
    state, month = slot
    hold(family.may_be_relocated and family.consents, f"{family.id} may be relocated")
    hold(state not in family.excluded, f"{family.id} may go to {state}")
    hold(not month or not family.month or family.month <= month, f"{family.id} can travel")


def _check_groups(
    instance: Instance, placed: Mapping[str, tuple[str, str]], separated: tuple[str, ...]
) -> None:
    slots: dict[str, set[tuple[str, str] | None]] = {}
    for family in instance.families:
        if family.group and family.group not in separated:
            slots.setdefault(family.group, set()).add(placed.get(family.id))
        hold(
            not (family.group in separated and family.must_stay_together),
            f"{family.group} is not separated",
        )
    for group, found in slots.items():
        hold(len(found) == 1, f"group {group} goes to one place")


def _check_room(instance: Instance, placed: Mapping[str, tuple[str, str]]) -> None:
    used: Counter[tuple[str, str, str]] = Counter()
    for family in instance.families:
        if family.id not in placed:
            continue
        state, month = placed[family.id]
        used[state, month, "persons"] += family.size
        for name, count in family.needs.items():
            used[state, month, name] += count
    offers: dict[tuple[str, str, str], int] = {}
    for place in instance.places:
        offers[place.state, place.month, "persons"] = place.persons
        for name, count in place.special.items():
            offers[place.state, place.month, name] = count
            parts = name.split("_")
            if parts[0] == "households" and len(parts) == 3 and parts[1].isdigit():  # noqa: PLR2004
                sizes = range(int(parts[1]), int(parts[2]) + 1)
                used[place.state, place.month, name] += sum(
                    family.size in sizes and placed.get(family.id) == place.slot
                    for family in instance.families
                )
    for key, count in used.items():
        hold(count <= offers.get(key, 0), f"{' '.join(key)}: {count} of {offers.get(key, 0)}")


def _people(instance: Instance, placed: Mapping[str, tuple[str, str]]) -> tuple[Fraction, ...]:
    order = {month: n for n, month in enumerate(sorted({one.month for one in instance.places}))}
    here = [family for family in instance.families if family.id in placed]
    vulnerable = [family for family in here if family.vulnerability]
    return (
        Fraction(sum(one.size for one in vulnerable if one.vulnerability > 1)),
        Fraction(sum(one.size for one in vulnerable)),
        Fraction(-sum(one.size * order[placed[one.id][1]] for one in vulnerable)),
        Fraction(sum(one.size for one in here)),
    )


def _links(instance: Instance, placed: Mapping[str, tuple[str, str]]) -> tuple[Fraction, ...]:
    best: dict[str, tuple[bool, bool]] = {}
    for link in instance.links:
        if placed.get(link.family, ("", ""))[0] == link.state:
            grade = (link.kind != "family", not link.is_evidenced)
            best[link.family] = min(best.get(link.family, grade), grade)
    counted = Counter(best.values())
    order = ((False, False), (False, True), (True, False), (True, True))
    return tuple(Fraction(counted[grade]) for grade in order)


def _beyond_proportion(instance: Instance, placed: Mapping[str, tuple[str, str]]) -> Fraction:
    used: Counter[str] = Counter()
    for family in instance.families:
        if family.id in placed:
            used[placed[family.id][0]] += family.size
    owed = sum(instance.owed.values())
    everyone = used.total()
    beyond = Fraction(0)
    for state, persons in used.items() if owed else ():
        part = Fraction(everyone * instance.owed.get(state, 0), owed)
        beyond += max(Fraction(0), persons - part)
    return beyond


def mix_deviation(
    instance: Instance, placed: Mapping[str, tuple[str, str]], separated: tuple[str, ...] = ()
) -> Fraction:
    """
    Add up how far the families without links in each state are from the mix of all of them.

    Returns:
        Families too many or too few of each profile (size 1, 2 to 3, 4 and more; vulnerable; with
        children), over all states.
    """
    tied = {link.family for link in instance.links}
    groups = {one.group for one in instance.families if one.id in tied and one.group}
    groups -= set(separated)
    free = [one for one in instance.families if one.id not in tied and one.group not in groups]
    everyone: Counter[int] = Counter()
    received: dict[str, Counter[int]] = {}
    families: Counter[str] = Counter()
    for family in free:
        size = 0 if family.size == 1 else 1 if family.size in {2, 3} else 2
        marks = [size, *[3] * (family.vulnerability > 0), *[4] * (family.children > 0)]
        everyone.update(marks)
        if family.id in placed:
            state = placed[family.id][0]
            families[state] += 1
            received.setdefault(state, Counter()).update(marks)
    return sum(
        (
            abs(received[state][mark] - Fraction(everyone[mark] * families[state], len(free)))
            for state in received
            for mark in range(5)
        ),
        Fraction(0),
    )


def _preferred(instance: Instance, placed: Mapping[str, tuple[str, str]]) -> int:
    wanted: dict[str, set[str]] = {}
    for one in instance.preferences:
        wanted.setdefault(one.state, set()).add(one.profile)
    count = 0
    for family in instance.families:
        for profile in wanted.get(placed.get(family.id, ("", ""))[0], ()):
            size = family.size
            count += {
                "size 1": size == 1,
                "size 2-3": size in {2, 3},
                "size 4+": size > 3,  # noqa: PLR2004 - the name of the profile
                "vulnerable": family.vulnerability > 0,
                "with children": family.children > 0,
            }[profile]
    return count
