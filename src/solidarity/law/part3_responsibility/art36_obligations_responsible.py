"""Art. 36: what the Member State responsible owes."""

from __future__ import annotations

from enum import Enum

from solidarity.terms.citations import Art
from solidarity.terms.findings import rule


class Duty(Enum):
    """The duty to receive a person; the value is the point of Art. 36(1)."""

    TAKE_CHARGE = "a"
    TAKE_BACK = "b"
    TAKE_BACK_ADMITTED = "c"


@rule(Art(36, 1))
def duty(*, admitted: bool, recorded_as_responsible: bool) -> Duty:
    """
    Find on what ground a state receives the person.

    Args:
        admitted: Whether it admitted the person (resettlement, humanitarian admission).
        recorded_as_responsible: Whether Eurodac already names it as responsible.

    Returns:
        Take back of an admitted person, take back, or else take charge.
    """
    if admitted:
        return Duty.TAKE_BACK_ADMITTED
    return Duty.TAKE_BACK if recorded_as_responsible else Duty.TAKE_CHARGE


@rule(Art(36, 2))
def follows_family(*, accompanying: bool, born_after_arrival: bool, contrary_to_bic: bool) -> bool:
    """
    Decide whether a minor goes where a family member's application is examined.

    No consent is needed, and the minor need not be an applicant.

    Args:
        accompanying: Whether the minor accompanies the applicant and is a family member.
        born_after_arrival: Whether the child was born after the applicant arrived.
        contrary_to_bic: Whether it was shown that this is not in the best interests of the child.
    """
    return (accompanying or born_after_arrival) and not contrary_to_bic


@rule(Art(36, 2))
def needs_new_procedure(*, born_after_arrival: bool) -> bool:
    """Decide whether taking charge of the minor needs its own procedure: not if born later."""
    return not born_after_arrival


@rule(Art(36, 2, subparagraph=2))
def needs_consent(*, minor: bool, under_article_26: bool, contrary_to_bic: bool) -> bool:
    """
    Decide whether written consent is needed for a new procedure under Art. 26.

    Args:
        minor: Whether it is about taking charge of a minor.
        under_article_26: Whether the state is responsible under Art. 26.
        contrary_to_bic: Whether the transfer was shown not to be in the best interests.

    Returns:
        True under Art. 26, except for a minor without such a showing.
    """
    return under_article_26 and not (minor and not contrary_to_bic)


@rule(Art(36, 3))
def must_examine(ground: Duty) -> bool:
    """Decide whether the claim is examined or its examination finished after the arrival."""
    return ground is not Duty.TAKE_BACK_ADMITTED
