"""What would be otherwise: a place less, a month more, a preference accepted, a decision."""

from __future__ import annotations

from dataclasses import dataclass, replace

from solidarity.errors import InputError, Problem
from solidarity.matching.problem import Decision, Instance, Place, Preference
from solidarity.matching.result import Proposal
from solidarity.matching.solve import SECONDS, solve


@dataclass(frozen=True, slots=True)
class Effect:
    """
    The effect of a change on people.

    Attributes:
        proposal: The proposal after the change.
        placed: Families placed only after it.
        not_placed: Families placed only before it.
        moved: Families in another state.
    """

    proposal: Proposal
    placed: tuple[str, ...]
    not_placed: tuple[str, ...]
    moved: tuple[str, ...]


def without_places(instance: Instance, state: str, persons: int, month: str = "") -> Instance:
    """
    Take places away.

    Raises:
        InputError: If there are not so many.
    """
    there = next((one for one in instance.places if one.slot == (state, month)), None)
    if there is None or there.persons < persons:
        what = f"there are no {persons} places in {state} {month}".strip()
        raise InputError(Problem(what, "places that are there"))
    places = [
        replace(one, persons=one.persons - persons) if one is there else one
        for one in instance.places
    ]
    return replace(instance, places=tuple(places))


def with_places(instance: Instance, *added: Place) -> Instance:
    """Add places, for instance a month more."""
    slots = {one.slot for one in added}
    kept = [one for one in instance.places if one.slot not in slots]
    return replace(instance, places=tuple(sorted([*kept, *added], key=lambda one: one.slot)))


def with_preference(instance: Instance, preference: Preference) -> Instance:
    """Accept a preference."""
    return replace(instance, preferences=(*instance.preferences, preference))


def with_decision(instance: Instance, decision: Decision) -> Instance:
    """
    Fix where a family goes; a later decision on the same family replaces the earlier.

    Raises:
        InputError: If the family is not known, or officer or reason is missing.
    """
    if decision.family not in {family.id for family in instance.families}:
        raise InputError(Problem(f'no family "{decision.family}"', "a family of the instance"))
    if not decision.by.strip() or not decision.reason.strip():
        raise InputError(Problem("a decision without officer or reason", "both"))
    others = [one for one in instance.decisions if one.family != decision.family]
    return replace(instance, decisions=(*others, decision))


def effect(before: Proposal, changed: Instance, seconds: float = SECONDS) -> Effect:
    """
    Solve anew and compare.

    Raises:
        NoSolution: If the changed instance has none.
    """
    return compared(before, solve(changed, seconds))


def compared(before: Proposal, after: Proposal) -> Effect:
    """Compare two proposals family by family."""
    earlier, later = before.placed, after.placed
    return Effect(
        after,
        tuple(sorted(later.keys() - earlier.keys())),
        tuple(sorted(earlier.keys() - later.keys())),
        tuple(
            sorted(one for one in earlier.keys() & later.keys() if earlier[one][0] != later[one][0])
        ),
    )


def overrides(proposal: Proposal, decisions: tuple[Decision, ...]) -> tuple[Decision, ...]:
    """Give the decisions that differ from what was proposed; their share is published."""
    return tuple(
        one for one in decisions if proposal.placed.get(one.family, ("", ""))[0] != one.state
    )
