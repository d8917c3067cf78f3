"""
Art. 18 at work: proposals to an officer, never a measure by itself.

A proposal can only be made once the information duty is checked; it names what always remains; an
officer decides, by name, with reasons, after weighing the single case.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from solidarity.errors import InputError, NotLawful, Problem
from solidarity.law.part3_responsibility.art18_consequences import (
    Presence,
    obstacles_to_decision,
    obstacles_to_proposal,
    remaining_conditions,
)
from solidarity.law.part3_responsibility.checklists import Item
from solidarity.terms.citations import Act, Art

MEASURES = {
    "end_elsewhere": Art(18, 1),
    "reduce_allowance": Art(23, 1, act=Act.RECEPTION),
    "place_order": Art(9, act=Act.RECEPTION),
}
"""What may be proposed: to end conditions here, to reduce the allowance, to order a place."""

GROUNDS_TO_REDUCE = ("left_the_area", "absconded", "did_not_cooperate")
"""Grounds on which the allowance may be reduced where presence is required."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """
    A measure proposed to an officer.

    Attributes:
        measure: A key of `MEASURES`.
        source: The provision.
        presence: What it rests on.
        remains: What the person keeps in any case.
        open_points: What the officer must do before deciding.
        decided_by: Name or number of the officer; "" while nobody has decided.
        decided_on: The day.
        reasons: The officer's reasons.
        ordered: Whether the officer ordered it.
    """

    measure: str
    source: Art
    presence: Presence
    remains: tuple[Item, ...]
    open_points: tuple[Item, ...]
    decided_by: str = ""
    decided_on: date | None = None
    reasons: str = ""
    ordered: bool = False


def propose_end_elsewhere(presence: Presence, *, minor: bool) -> Proposal:
    """
    Propose that reception conditions end where the person is not required to be.

    Args:
        presence: What is known.
        minor: Whether the person is a minor.

    Raises:
        NotLawful: If it may not even be proposed; the duty to inform is checked first.
    """
    against = obstacles_to_proposal(presence)
    if against:
        raise NotLawful(f"no proposal: {against[0].says}", against[0].source)
    return Proposal(
        "end_elsewhere",
        MEASURES["end_elsewhere"],
        presence,
        remaining_conditions(minor=minor),
        obstacles_to_decision(presence),
    )


def propose_reduction(presence: Presence, *, ground: str, minor: bool) -> Proposal:
    """
    Propose to reduce the daily allowance where presence is required.

    Args:
        presence: What is known.
        ground: One of `GROUNDS_TO_REDUCE`.
        minor: Whether the person is a minor.

    Raises:
        InputError: If the ground is not one of them.
        NotLawful: If the person was not informed, or is required to be elsewhere.
    """
    source = MEASURES["reduce_allowance"]
    if ground not in GROUNDS_TO_REDUCE:
        expected = " or ".join(GROUNDS_TO_REDUCE)
        raise InputError(Problem(f'"{ground}" is no ground to reduce', expected))
    if not presence.informed:
        raise NotLawful("no proposal: the person was not informed before", Art(18, 1))
    if presence.present_in != presence.required_in:
        raise NotLawful("no proposal: the person is required to be elsewhere", source)
    return Proposal(
        "reduce_allowance", source, presence, remaining_conditions(minor=minor), _weighing(presence)
    )


def propose_place_order(presence: Presence, *, minor: bool) -> Proposal:
    """
    Propose to order where the person stays or reports; it can be appealed, and is reviewed.

    Args:
        presence: What is known.
        minor: Whether the person is a minor.

    Raises:
        NotLawful: If the person was not informed.
    """
    if not presence.informed:
        raise NotLawful("no proposal: the person was not informed before", Art(18, 1))
    source = MEASURES["place_order"]
    remains = remaining_conditions(minor=minor)
    return Proposal("place_order", source, presence, remains, _weighing(presence))


def _weighing(presence: Presence) -> tuple[Item, ...]:
    names = {"not_assessed", "not_proportionate"}
    return tuple(item for item in obstacles_to_decision(presence) if item.name in names)


def decide(proposal: Proposal, *, officer: str, on: date, reasons: str, ordered: bool) -> Proposal:
    """
    Record what an officer decided.

    Args:
        proposal: The proposal, with nothing left open if it is ordered.
        officer: Who decides.
        on: The day.
        reasons: Why, in writing.
        ordered: Whether the measure is ordered; declining needs no weighing.

    Raises:
        InputError: If officer or reasons are missing.
        NotLawful: If it is ordered with something left open, or was decided before.
    """
    if not officer.strip() or not reasons.strip():
        raise InputError(Problem("a decision without officer or reasons", "both, in words"))
    if proposal.decided_by:
        raise NotLawful("this proposal has been decided", proposal.source)
    if ordered and proposal.open_points:
        first = proposal.open_points[0]
        raise NotLawful(f"not yet: {first.says}", first.source)
    return replace(proposal, decided_by=officer, decided_on=on, reasons=reasons, ordered=ordered)
