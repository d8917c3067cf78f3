"""Art. 42: the transfer decision and how it is notified."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Final

from solidarity.law.part3_responsibility.checklists import Item, missing
from solidarity.terms.citations import Art
from solidarity.terms.findings import rule

CONTENT: Final = (
    Item("written", Art(42, 2), "in writing and in plain language"),
    Item("not_examined_here", Art(42, 2), "that the claim is not examined here"),
    Item("transfer_limits", Art(42, 2), "the time limits for the transfer"),
    Item("duty_to_comply", Art(42, 2), "the duty to comply"),
    Item("remedies", Art(42, 4), "the remedies, also how to ask for suspension"),
    Item("remedy_limits", Art(42, 4), "the time limits of the remedies"),
    Item("where_to_appear", Art(42, 4), "place and day to appear, if travelling alone"),
    Item("legal_help", Art(42, 4, subparagraph=2), "who can give legal help"),
    Item("main_points", Art(42, 5), "the main points in a language understood"),
)
"""What a decision and its notification hold."""


@dataclass(frozen=True, slots=True)
class Addressee:
    """
    Whom the decision concerns.

    Attributes:
        applicant: Whether there is an application that will not be examined here.
        travels_alone: Whether the person goes there by own means.
        legal_help_known: Whether those who can help were named before.
        represented: Whether a legal adviser or counsellor represents the person.
    """

    applicant: bool = True
    travels_alone: bool = False
    legal_help_known: bool = False
    represented: bool = False


@rule(Art(42, 1))
def may_decide(*, taken: bool) -> bool:
    """Decide whether a transfer decision may be taken: after acceptance or confirmation."""
    return taken


@rule(Art(42, 1))
def decision_clock() -> str:
    """Which time limit runs for the decision, from acceptance or confirmation."""
    return "transfer-decision"


@rule(Art(42, 2), Art(42, 4), Art(42, 5))
def decision_missing(given: Collection[str], to: Addressee) -> tuple[Item, ...]:
    """
    Find what a decision lacks before it can be notified.

    Args:
        given: Names of `CONTENT` that hold.
        to: Whom it concerns.
    """
    owed = {
        "not_examined_here": to.applicant,
        "where_to_appear": to.travels_alone,
        "legal_help": not to.legal_help_known,
        "main_points": not to.represented,
    }
    return tuple(item for item in missing(CONTENT, given) if owed.get(item.name, True))


@rule(Art(42, 3))
def may_notify_adviser(*, represented: bool, national_law_allows: bool) -> bool:
    """Decide whether the decision may go to the adviser who represents the person instead."""
    return represented and national_law_allows
