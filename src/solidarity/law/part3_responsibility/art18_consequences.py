"""
Art. 18: what non-compliance may lead to.

Nothing here takes effect by itself: a rule says what may be proposed to an officer, what stands
against it, and what always remains.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final

from solidarity.law.part3_responsibility.checklists import Item
from solidarity.terms.citations import Act, Art
from solidarity.terms.findings import rule

REMAINS: Final = (
    Item("health_care", Art(22, 1, act=Act.RECEPTION), "necessary health care, also mental"),
    Item("schooling", Art(16, 1, act=Act.RECEPTION), "schooling of minors"),
    Item("dignified_minimum", Art(18, 1, subparagraph=2), "a dignified standard of living"),
)
"""What remains whatever is decided, in whichever Member State the person is."""


@dataclass(frozen=True, slots=True)
class Presence:
    """
    What is known before reception conditions are discussed.

    Attributes:
        informed: Whether the person was told the duties and the consequences beforehand.
        decision_notified: Whether a transfer decision has been notified to the person.
        present_in: Code of the Member State where the person is.
        required_in: Code of the Member State of Art. 17(4).
        trafficking_signs: Whether there are reasonable grounds to believe that the person is a
            victim of trafficking.
        assessed: Whether the individual circumstances have been weighed, with the risks for
            fundamental rights where presence is required.
        proportionate: Whether the officer found the measure proportionate.
    """

    informed: bool
    decision_notified: bool
    present_in: str
    required_in: str
    trafficking_signs: bool = False
    assessed: bool = False
    proportionate: bool = False


@rule(Art(18, 1), Art(18, 3))
def obstacles_to_proposal(case: Presence) -> tuple[Item, ...]:
    """
    What forbids even to propose that reception conditions end here.

    Returns:
        The obstacles, the duty to inform first; empty if it may be proposed to an officer.
    """
    first = Art(18, 1, subparagraph=1)
    found = (
        (not case.informed, Item("not_informed", first, "the person was not informed before")),
        (not case.decision_notified, Item("no_decision", first, "no transfer decision notified")),
        (
            case.present_in == case.required_in,
            Item("right_place", first, "the person is where presence is required"),
        ),
        (
            case.trafficking_signs,
            Item("trafficking", Art(18, 3), "the person may be a victim of trafficking"),
        ),
    )
    return tuple(item for applies, item in found if applies)


@rule(Art(18, 4))
def obstacles_to_decision(case: Presence) -> tuple[Item, ...]:
    """
    What an officer must still do before deciding on a proposal.

    Returns:
        What is missing, after everything that forbids the proposal; empty if it may be decided.
    """
    open_points = list(obstacles_to_proposal(case))
    if not case.assessed:
        open_points.append(
            Item("not_assessed", Art(18, 4), "individual circumstances and risks not yet weighed")
        )
    if not case.proportionate:
        open_points.append(Item("not_proportionate", Art(18, 4), "not found proportionate"))
    return tuple(open_points)


@rule(Art(18, 1))
def remaining_conditions(*, minor: bool) -> tuple[Item, ...]:
    """What the person keeps after a decision; schooling is named for minors."""
    return tuple(item for item in REMAINS if minor or item.name != "schooling")


@rule(Art(18, 2))
def counts_late(*, submitted: date, until: date, decisive: bool) -> bool:
    """
    Decide whether evidence is taken into account.

    Args:
        submitted: Day on which it was handed in.
        until: Last day of the time set for it.
        decisive: Whether it decides the correct application, as with unaccompanied minors and
            family reunification.

    Returns:
        True in time; afterwards only if decisive.
    """
    return submitted <= until or decisive
