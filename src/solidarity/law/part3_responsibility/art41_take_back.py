"""Art. 41: notifying that a person is to be taken back."""

from __future__ import annotations

from collections.abc import Collection
from enum import Enum
from typing import Final

from solidarity.law.part3_responsibility.checklists import Item, missing
from solidarity.terms.citations import Art
from solidarity.terms.findings import Coverage, not_encoded, rule

CONTENT: Final = (
    Item("standard_form", Art(41, 2), "on the standard form"),
    Item("evidence", Art(41, 2), "proof, circumstantial evidence or the person's statements"),
)
"""What a notification contains."""


class Ground(Enum):
    """Why a notified state says that it need not take the person back."""

    SHIFTED = "responsibility has shifted (Art. 37(1))"
    BORDER = "fifteen months after a border decision (Art. 37(2))"
    ABSENCE = "nine months of absence (Art. 37(4))"
    RETURNED = "left under a return decision (Art. 37(5))"
    WRONG_ENTRY = "the entry in Eurodac is wrong"
    NO_FINGERPRINTS = "no fingerprints, and the other evidence does not show it"


@rule(Art(41, 1))
def notification_clock(*, in_crisis: bool) -> str:
    """Which time limit runs for the notification, from the Eurodac hit."""
    return "crisis-take-back-notification" if in_crisis else "take-back-notification"


@rule(Art(41, 1))
def consequence_of_late_notice(*, responsible: str) -> str:
    """
    Member State that takes the person back when the notification came late.

    Args:
        responsible: Code of the state responsible before the limit passed.

    Returns:
        The same state: nothing shifts.
    """
    return responsible


@rule(Art(41, 2))
def notification_missing(given: Collection[str]) -> tuple[Item, ...]:
    """What a notification lacks; names as in `CONTENT`."""
    return missing(CONTENT, given)


@rule(Art(41, 3))
def confirmation_clock(*, in_crisis: bool) -> str:
    """Which time limit runs for the confirmation, from receipt; detention does not shorten it."""
    return "crisis-take-back-confirmation" if in_crisis else "take-back-confirmation"


@rule(Art(41, 3))
def is_demonstrated(ground: Ground, *, evidence: bool, told: bool, in_time: bool) -> bool:
    """
    Decide whether a non-confirmation counts.

    Args:
        ground: What the notified state pleads.
        evidence: Whether it gives evidence.
        told: For a shift, whether the new state stands in Eurodac; for a wrong entry, whether the
            state that made it was told; of no meaning for the other grounds.
        in_time: Whether it came within the limit.

    Returns:
        True if demonstrated; otherwise the limit runs on and its end confirms.
    """
    if ground is Ground.WRONG_ENTRY:
        return told and in_time
    if ground is Ground.SHIFTED:
        return evidence and told and in_time
    return evidence and in_time


@rule(Art(41, 4))
def is_confirmed_by_silence(*, limit_passed: bool, demonstrated: bool) -> bool:
    """Decide whether the notification counts as confirmed."""
    return limit_passed and not demonstrated


not_encoded(
    Art(41, 5),
    Coverage.OUT_OF_SCOPE,
    where="",
    note="empowers the Commission: see Arts 12 to 16 of the Implementing Regulation",
)
