"""Art. 17: where the applicant applies, what he or she discloses, where he or she stays."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from solidarity.law.part3_responsibility.checklists import Item, missing
from solidarity.terms.citations import Art
from solidarity.terms.findings import rule

COOPERATION = (
    Item("biometrics", Art(17, 3), "biometric data given"),
    Item("information", Art(17, 3), "everything known that matters for responsibility disclosed"),
    Item("identity_papers", Art(17, 3), "identity papers at hand handed in"),
)
"""What the applicant contributes, at the latest in the interview."""


@rule(Art(17, 1), Art(17, 2))
def place_of_application(
    *, first_entry: str, present_in: str, issuing_state: str | None, document_valid: bool
) -> str:
    """
    Member State in which the application is to be made and registered.

    Args:
        first_entry: Code of the state of first entry.
        present_in: Code of the state where the person is.
        issuing_state: Code of the state that issued a residence document or a visa; None if there
            is none.
        document_valid: Whether that document is valid now.

    Returns:
        The issuing state while the document is valid, the state of presence once it has ended, the
        state of first entry without any.
    """
    if issuing_state is None:
        return first_entry
    return issuing_state if document_valid else present_in


@rule(Art(17, 3))
def cooperation_missing(given: Collection[str]) -> tuple[Item, ...]:
    """What the applicant still owes the authorities; names as in `COOPERATION`."""
    return missing(COOPERATION, given)


@rule(Art(17, 3))
def is_evidence_limit_fair(*, interview: date, until: date, request_until: date) -> bool:
    """
    Decide whether extra time set for evidence is usable.

    Args:
        interview: Day of the interview.
        until: Day up to which evidence may be handed in.
        request_until: Last day for the take charge request (Art. 39(1)).

    Returns:
        True if it leaves time after the interview and ends within the limit for the request.
    """
    return interview < until <= request_until


@rule(Art(17, 4), reading="R-131")
def required_presence(
    *,
    place_of_application: str,
    responsible: str | None = None,
    relocated_to: str | None = None,
    transferred: bool = False,
    option: str = "until_the_transfer",
) -> str:
    """
    Member State in which the person is required to be present.

    Args:
        place_of_application: State of Art. 17(1) and (2).
        responsible: State responsible; None while that is open.
        relocated_to: State to which the person was moved under Art. 67(11); None if not.
        transferred: Whether the person has been transferred to the state responsible.
        option: Reading R-131: whether the duty passes to the state responsible with the transfer
            or already with its determination.

    Returns:
        Code of the state.
    """
    pending = relocated_to or place_of_application
    if responsible is None:
        return pending
    return responsible if transferred or option == "once_determined" else pending


@rule(Art(17, 5))
def must_comply(*, notified: bool) -> bool:
    """Decide whether the person must follow a transfer decision: as soon as it is notified."""
    return notified
