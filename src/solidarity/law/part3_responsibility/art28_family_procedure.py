"""Art. 28: one state for the family whose applications are looked at together."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from typing import NamedTuple

from solidarity.law.part3_responsibility.findings_of_case import FactUsed, Need, Tried
from solidarity.law.part3_responsibility.settings import Fallback
from solidarity.terms.citations import Art
from solidarity.terms.findings import rule

_FIRST_CRITERION, _LAST_CRITERION = 25, 34


class Member(NamedTuple):
    """One of the family: the state found for this person, the provision, the day of birth."""

    name: str
    state: str
    article: Art
    born: dt.date | None


@rule(Art(28), reading="R-109")
def is_indicated_by_criteria(article: Art, fallback: Fallback) -> bool:
    """Tell whether a result counts: criteria do; first registration only by the other reading."""
    is_criterion = _FIRST_CRITERION <= article.article <= _LAST_CRITERION
    return is_criterion or fallback is Fallback.COUNTED


@rule(Art(28))
def would_be_separated(members: tuple[Member, ...]) -> bool:
    """Tell whether the individual results would separate the family."""
    return len({one.state for one in members}) > 1


@rule(Art(28, point="a"))
def states_of_most(members: tuple[Member, ...]) -> frozenset[str]:
    """Name the state responsible for the largest number; several if equal."""
    counted = Counter(one.state for one in members)
    most = max(counted.values())
    return frozenset(state for state, count in counted.items() if count == most)


@rule(Art(28, point="b"))
def state_of_oldest(members: tuple[Member, ...]) -> str:
    """Name the state responsible for the oldest; "" if that cannot be told."""
    days = [one.born for one in members]
    if None in days:
        return ""
    first = min(day for day in days if day is not None)
    states = {one.state for one in members if one.born == first}
    return states.pop() if len(states) == 1 else ""


@rule(Art(28), Art(28, point="a"), Art(28, point="b"))
def by_family_group(members: tuple[Member, ...], fallback: Fallback) -> Tried | None:
    """
    Find the one state for all; None if the individual results do not separate the family.

    Args:
        members: Persons whose applications are looked at together, each with an own result.
        fallback: Whether a result by first registration counts (R-109).
    """
    counted = tuple(one for one in members if is_indicated_by_criteria(one.article, fallback))
    if not counted or not would_be_separated(members):
        return None
    plain = [is_indicated_by_criteria(one.article, Fallback.NOT_COUNTED) for one in members]
    readings = () if all(plain) else (f"R-109={fallback.value}",)
    facts = tuple(FactUsed(f"person {one.name}", f"would go to {one.state}") for one in members)
    most = states_of_most(counted)
    if len(most) == 1:
        (state,) = most
        why = f"The criteria point to {state} for most of the family."
        return Tried(Art(28, point="a"), state, why, facts, readings=readings)
    oldest = state_of_oldest(counted)
    if not oldest:
        need = Need(Art(28, point="b"), "give the birth dates: the oldest decides")
        why = "The criteria point to several states for equal numbers."
        return Tried(Art(28, point="b"), "", why, facts, (need,), readings=readings)
    why = f"Equal numbers point to {', '.join(sorted(most))}; {oldest} has the oldest."
    return Tried(Art(28, point="b"), oldest, why, facts, readings=readings)
