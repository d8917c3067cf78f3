"""Art. 44: detention, the last resort, never for being in this procedure alone."""

from __future__ import annotations

from dataclasses import dataclass

from solidarity.law.part3_responsibility.checklists import Item
from solidarity.terms.citations import Act, Art
from solidarity.terms.findings import Coverage, not_encoded, rule


@dataclass(frozen=True, slots=True)
class Proposal:
    """
    A proposal to detain.

    Attributes:
        risk_of_absconding: Whether it exists by objective criteria of national law.
        security: Whether the protection of national security or public order requires it.
        assessed: Whether the circumstances of the person were assessed individually.
        alternatives_fail: Whether less coercive measures cannot be applied effectively.
        proportionate: Whether it was found proportionate.
    """

    risk_of_absconding: bool = False
    security: bool = False
    assessed: bool = False
    alternatives_fail: bool = False
    proportionate: bool = False


@dataclass(frozen=True, slots=True)
class Person:
    """
    Who would be detained.

    Attributes:
        minor: Whether the person is a minor.
        last_resort_for_minor: Whether the exception for minors was assessed and found to hold: the
            parent is detained, or detention safeguards the unaccompanied minor, in its interests.
        health_at_serious_risk: Whether special needs would put health at serious risk.
    """

    minor: bool = False
    last_resort_for_minor: bool = False
    health_at_serious_risk: bool = False


@rule(Art(44, 1), Art(44, 2))
def has_ground(proposal: Proposal) -> bool:
    """Decide whether there is a ground at all: being in the procedure is none."""
    return proposal.risk_of_absconding or proposal.security


@rule(Art(44, 2), Art(13, 1, act=Act.RECEPTION), Art(13, 2, act=Act.RECEPTION))
def obstacles(proposal: Proposal, person: Person) -> tuple[Item, ...]:
    """
    Find what stands against an order.

    Returns:
        The obstacles in the order of the law; empty if an authority may order it.
    """
    found = (
        (not has_ground(proposal), Item("ground", Art(44, 2), "no ground")),
        (not proposal.assessed, Item("assessed", Art(44, 2), "no individual assessment")),
        (not proposal.proportionate, Item("proportionate", Art(44, 2), "not proportionate")),
        (
            not proposal.alternatives_fail,
            Item("alternatives", Art(44, 2), "less coercive measures not ruled out"),
        ),
        (
            person.health_at_serious_risk,
            Item("health", Art(13, 1, act=Act.RECEPTION), "health at serious risk"),
        ),
        (
            person.minor and not person.last_resort_for_minor,
            Item("minor", Art(13, 2, act=Act.RECEPTION), "minors as a rule are not detained"),
        ),
    )
    return tuple(item for applies, item in found if applies)


@rule(Art(44, 3), Art(11, 1, act=Act.RECEPTION))
def must_end(*, ground_holds: bool, diligent: bool) -> bool:
    """
    Decide whether detention ends although no time limit has passed.

    Args:
        ground_holds: Whether the ground still exists.
        diligent: Whether the authorities work on the procedure with due diligence.
    """
    return not (ground_holds and diligent)


@rule(Art(44, 5), Art(11, 2, act=Act.RECEPTION))
def is_order_complete(*, written: bool, in_fact: bool, in_law: bool, why_no_less: bool) -> bool:
    """
    Decide whether an order is complete.

    Args:
        written: Whether it is in writing.
        in_fact: Whether it states its reasons in fact.
        in_law: Whether it states its reasons in law.
        why_no_less: Whether it says why less coercive measures cannot be applied effectively.
    """
    return written and in_fact and in_law and why_no_less


@rule(Art(44, 5), Art(11, 3, act=Act.RECEPTION))
def needs_review(*, ordered_by_court: bool) -> bool:
    """Decide whether a court must review the order speedily: if an administration gave it."""
    return not ordered_by_court


not_encoded(
    Art(44, 4),
    Coverage.PROCEDURAL,
    where="solidarity.cases.detention",
    note="guarantees and conditions of Arts 11 to 13 of Directive (EU) 2024/1346, as tasks",
)
