"""Art. 23: guarantees for minors."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from typing import Final

from solidarity.law.part3_responsibility.checklists import Item, missing
from solidarity.terms.citations import Art
from solidarity.terms.findings import Coverage, not_encoded, parameter, rule

_SINCE = date(2026, 6, 12)  # Art. 85, as corrected

REPRESENTATIVE_DAYS_MAX = parameter(
    "working days within which a representative is appointed",
    Art(23, 2, "b"),
    15,
    since=_SINCE,
    unit="working days",
)
REPRESENTATIVE_DAYS_EXTRA = parameter(
    "working days added in an exceptional situation",
    Art(23, 2, subparagraph=3),
    10,
    since=_SINCE,
    unit="working days",
)

FACTORS: Final = (
    Item("family", Art(23, 4, "a"), "possibilities of reuniting the family"),
    Item("well_being", Art(23, 4, "b"), "well-being, development, needs, background, stability"),
    Item("safety", Art(23, 4, "c"), "safety, with the risk of violence and trafficking"),
    Item("views", Art(23, 4, "d"), "the views of the minor"),
    Item("representative", Art(23, 4, "e"), "what the representative says"),
    Item("other", Art(23, 4, "f"), "other reasons that matter, or that there are none"),
)
"""What an assessment of best interests takes into account."""


@rule(Art(23, 1))
def has_priority(*, minor: bool) -> bool:
    """Decide whether a procedure comes first: with minors it does."""
    return minor


@rule(Art(23, 2))
def representative_clock(*, exceptional: bool, beyond_doubt_adult: bool) -> str | None:
    """
    Which time limit runs for the representative of one who says to be an unaccompanied minor.

    Args:
        exceptional: Whether applications of minors are disproportionately many, or the like.
        beyond_doubt_adult: Whether the authority has no doubt at all that the person is an adult.

    Returns:
        Name of the clock, from the making of the application; None if none need be appointed.
    """
    if beyond_doubt_adult:
        return None
    return "representative-extended" if exceptional else "representative"


@rule(Art(23, 2))
def has_help(*, assistant: bool, representative: bool) -> bool:
    """Decide whether the minor is helped: by a representative, until then by an assistant."""
    return assistant or representative


@rule(Art(23, 3))
def may_go_on(*, unaccompanied_minor: bool, represented: bool) -> bool:
    """Decide whether a step may be taken: for an unaccompanied minor only with the representative.

    The person who assists provisionally counts until the representative is there.
    """
    return represented or not unaccompanied_minor


@rule(Art(23, 4))
def factors_missing(given: Collection[str], *, unaccompanied_minor: bool) -> tuple[Item, ...]:
    """
    Find which factors an assessment of best interests has left out.

    Args:
        given: Names of `FACTORS` dealt with.
        unaccompanied_minor: Whether the representative must be heard.
    """
    return tuple(
        item
        for item in missing(FACTORS, given)
        if unaccompanied_minor or item.name != "representative"
    )


@rule(Art(23, 5))
def may_decide_transfer(*, unaccompanied_minor: bool, assessed: bool, stated: bool) -> bool:
    """
    Decide whether a transfer decision may be taken.

    Args:
        unaccompanied_minor: Whether it concerns one.
        assessed: Whether best interests were assessed individually, by trained staff.
        stated: Whether the decision states the conclusions.
    """
    return not unaccompanied_minor or (assessed and stated)


@rule(Art(23, 5))
def may_travel(*, unaccompanied_minor: bool, confirmed: bool) -> bool:
    """Decide whether the transfer may go ahead: the other state must first have confirmed care."""
    return not unaccompanied_minor or confirmed


@rule(Art(23, 6))
def must_trace(*, unaccompanied_minor: bool, first_registration: bool) -> bool:
    """Decide who looks for family at once: the state that first registered the minor."""
    return unaccompanied_minor and first_registration


not_encoded(
    Art(23, 7),
    Coverage.OUT_OF_SCOPE,
    where="",
    note="empowers the Commission: the form is in the Implementing Regulation (Art. 11)",
)
