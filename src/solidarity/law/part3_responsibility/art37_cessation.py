"""Art. 37: responsibility shifts or ceases, and who must show it."""

from __future__ import annotations

from datetime import date
from enum import Enum

from solidarity.law.part5_general.counting import months_later
from solidarity.terms.citations import Act, Art
from solidarity.terms.findings import parameter, rule

_SINCE = date(2026, 6, 12)  # Art. 85, as corrected

BORDER_MONTHS = parameter(
    "months after a final border decision until the duties cease",
    Art(37, 2),
    15,
    since=_SINCE,
    unit="months",
)
ABSENCE_MONTHS_MIN = parameter(
    "months of absence after which the duties cease",
    Art(37, 4),
    9,
    since=_SINCE,
    unit="months",
)


class Shift(Enum):
    """Events of Art. 37(1); the state that acts, or fails to, becomes responsible."""

    RESIDENCE_DOCUMENT = "issues a residence document to the applicant"
    DISCRETION = "decides to apply Art. 35"
    BEST_INTERESTS = "finds that moving an unaccompanied minor is not in the best interests"
    LATE_TRANSFER = "does not transfer the person in time"


class Prover(Enum):
    """Who must show that responsibility has shifted or ceased."""

    NOBODY = "nobody: the act itself is the proof"
    ASSESSING_STATE = "the state that made the assessment"
    NOTIFIED_STATE = "the notified state"
    RESPONSIBLE_STATE = "the state responsible, by entry and exit records or other evidence"
    EURODAC = "the entry in Eurodac of the state of origin"


@rule(Art(37, 1))
def newly_responsible(shift: Shift, *, acting: str, transferring: str) -> str:
    """
    Member State that becomes responsible.

    Args:
        shift: What happened.
        acting: Code of the state that acted.
        transferring: Code of the state that had to transfer the person.
    """
    return transferring if shift is Shift.LATE_TRANSFER else acting


@rule(Art(37, 1), Art(37, 1, subparagraph=2))
def shift_prover(shift: Shift) -> Prover:
    """Say who shows the shift; the newly responsible state enters it in Eurodac itself."""
    return Prover.ASSESSING_STATE if shift is Shift.BEST_INTERESTS else Prover.NOBODY


@rule(Art(37, 2))
def border_duties_until(final: date) -> date:
    """
    Last day of the duties after a final rejection or withdrawal in the border procedure.

    The fifteen months look back from a later application: their end is not moved by holidays.
    """
    return months_later(final, BORDER_MONTHS.on(max(final, _SINCE)))


@rule(Art(37, 2))
def ceased_after_border(*, final: date, registered: date) -> bool:
    """
    Decide whether an application elsewhere is a new one.

    Args:
        final: Day on which the decision became final.
        registered: Day on which the later application was registered.

    Returns:
        True only after the last day of the fifteen months.
    """
    return registered > border_duties_until(final)


@rule(Art(37, 3))
def is_held_open(
    *, final: date, applied_elsewhere: date | None, pending_at_end: bool, finished: bool
) -> bool:
    """
    Decide whether the duties go on beyond the fifteen months.

    Args:
        final: Day on which the border decision became final.
        applied_elsewhere: Day of an application in another state; None if there is none.
        pending_at_end: Whether a take back was pending when the fifteen months ended.
        finished: Whether that take back has been completed, or its transfer limit has passed.
    """
    inside = applied_elsewhere is not None and applied_elsewhere <= border_duties_until(final)
    return inside and pending_at_end and not finished


@rule(Art(37, 4), reading="R-139")
def ceased_after_absence(
    *, left: date, returned: date, residence_document: bool, established: bool
) -> bool:
    """
    Decide whether an absence from all Member States ended the duties.

    Args:
        left: Day of departure.
        returned: Day of return, or of the later application.
        residence_document: Whether the person holds a valid one of the state responsible.
        established: Whether that state has shown the absence.

    Returns:
        True from the day on which nine months are reached, if shown and without such a document.
    """
    months = ABSENCE_MONTHS_MIN.on(max(returned, _SINCE))
    return established and not residence_document and returned >= months_later(left, months)


@rule(Art(37, 5), Art(16, 2, "d", act=Act.EURODAC))
def ceased_after_return(*, entered_in_eurodac: bool, left: date | None, registered: date) -> bool:
    """
    Decide whether leaving under a return decision ended the duty to take back.

    Args:
        entered_in_eurodac: Whether the departure stands in Eurodac.
        left: Day of the departure in compliance with the decision; None if none is known.
        registered: Day on which the later application was registered.
    """
    return entered_in_eurodac and left is not None and registered > left


def cessation_prover(paragraph: int) -> Prover:
    """Say who shows a cessation under Art. 37(2), (4) or (5)."""
    return {2: Prover.NOTIFIED_STATE, 4: Prover.RESPONSIBLE_STATE, 5: Prover.EURODAC}[paragraph]
