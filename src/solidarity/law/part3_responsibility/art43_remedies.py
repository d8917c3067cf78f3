"""Art. 43: appeal or review, suspension, legal assistance."""

from __future__ import annotations

from datetime import date
from typing import Final

from solidarity.errors import NotLawful
from solidarity.law.part3_responsibility.art36_obligations_responsible import Duty
from solidarity.law.part3_responsibility.checklists import Item
from solidarity.terms.citations import Art
from solidarity.terms.findings import Coverage, not_encoded, parameter, rule

_SINCE = date(2026, 6, 12)  # Art. 85, as corrected

APPEAL_WEEKS: Final = parameter(
    "weeks within which a transfer decision may be challenged, at least and at most",
    Art(43, 2),
    (1, 3),
    since=_SINCE,
    unit="weeks",
)

_GROUNDS = (
    Item("real_risk", Art(43, 1, "a"), "a real risk of inhuman or degrading treatment"),
    Item("later_facts", Art(43, 1, "b"), "decisive circumstances after the decision"),
    Item("family", Art(43, 1, "c"), "breach of Arts 25 to 28 or 34"),
)


@rule(Art(43, 1))
def grounds(duty: Duty) -> tuple[Item, ...]:
    """Which grounds an appeal can have: that on family only for persons taken charge of."""
    return _GROUNDS if duty is Duty.TAKE_CHARGE else _GROUNDS[:2]


@rule(Art(43, 2))
def appeal_weeks(national: int) -> int:
    """
    Length of the period for an appeal.

    Args:
        national: Weeks set by national law.

    Raises:
        NotLawful: If national law leaves the bounds.
    """
    low, high = APPEAL_WEEKS.on(_SINCE)
    if not low <= national <= high:
        raise NotLawful(f"{national} weeks for an appeal are not {low} to {high}", Art(43, 2))
    return national


@rule(Art(43, 3), reading="R-136")
def bars_transfer(
    *, window_open: bool, asked: bool, decided: bool, granted: bool, option: str = "wait"
) -> bool:
    """
    Decide whether the remedy keeps the transfer from being carried out.

    Args:
        window_open: Whether suspension can still be asked for.
        asked: Whether a first request for suspension has been made.
        decided: Whether the court has decided on it.
        granted: Whether it suspended the transfer.
        option: Reading R-136: whether the transfer also waits while suspension can be asked for.
    """
    if asked:
        return granted or not decided
    return window_open and option == "wait"


@rule(Art(43, 3, subparagraph=2))
def appeal_alone_suspends() -> bool:
    """Decide whether an appeal suspends without a request for it: it does not."""
    return False


@rule(Art(43, 3, subparagraph=3))
def is_refusal_complete(*, reasons: bool) -> bool:
    """Decide whether a refusal to suspend is complete: it states its reasons."""
    return reasons


@rule(Art(43, 4))
def assistance_owed(*, linguistic_needed: bool) -> tuple[str, ...]:
    """What help the person has access to: legal, and with the language where needed."""
    return ("legal", "linguistic") if linguistic_needed else ("legal",)


@rule(Art(43, 5))
def is_free_assistance_owed(*, requested: bool, can_pay: bool, no_prospect: bool) -> bool:
    """
    Decide whether legal assistance in the appeal is free.

    Args:
        requested: Whether it was asked for.
        can_pay: Whether the person can afford it.
        no_prospect: Whether national law lets the authority or court refuse it because the appeal
            has no tangible prospect, and it did.
    """
    return requested and not can_pay and not no_prospect


@rule(Art(43, 5, subparagraph=3))
def may_challenge_refusal_of_assistance(*, by_court: bool) -> bool:
    """Decide whether the refusal itself can be taken to a court: if no court made it."""
    return not by_court


not_encoded(
    Art(43, 5, subparagraph=6),
    Coverage.AUTHORITY,
    where="",
    note="national law lays down how legal assistance is reached",
)
