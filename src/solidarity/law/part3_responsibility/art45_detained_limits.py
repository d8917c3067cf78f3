"""Art. 45: shorter limits while a person is detained; when they pass, release."""

from __future__ import annotations

from datetime import date

from solidarity.terms.citations import Art
from solidarity.terms.findings import rule


@rule(Art(45, 1))
def request_clock(*, at_registration: bool) -> str:
    """
    Which time limit runs for the request or notification.

    Args:
        at_registration: Whether the person was detained when the application was registered.
    """
    return "detained-request" if at_registration else "detained-later-request"


@rule(Art(45, 1))
def request_start(
    *, registered: date | None, hit: date | None, detained: date, at_registration: bool
) -> date:
    """
    Day from which that limit runs.

    Args:
        registered: Day of registration of a new application; None if none was registered.
        hit: Day of the Eurodac hit.
        detained: Day of detention.
        at_registration: Whether the person was detained then already.

    Returns:
        The day of registration, of the hit where no application was registered, or of detention.
    """
    if not at_registration:
        return detained
    return registered or hit or detained


@rule(Art(45, 2), reading="R-137")
def reply_clock(*, take_charge: bool) -> str:
    """
    Which time limit runs for the answer about a detained person.

    Args:
        take_charge: Whether it is a take charge request; the text shortens only that (R-137).
    """
    return "detained-reply" if take_charge else "take-back-confirmation"


@rule(Art(45, 3), reading="R-138")
def transfer_start(
    *, accepted: date, suspension_ended: date | None, granted: bool, option: str = "granted_only"
) -> date:
    """
    Day from which the five weeks for the transfer run.

    Args:
        accepted: Day of acceptance or confirmation.
        suspension_ended: Day on which the appeal lost its suspensive effect; None without any.
        granted: Whether a court had granted it, and not only the first request held the transfer.
        option: Reading R-138: whether only suspension granted by a court starts them anew.
    """
    if suspension_ended is None or not (granted or option == "any_suspension"):
        return accepted
    return suspension_ended


@rule(Art(45, 4))
def must_release(*, request_late: bool, decision_late: bool, transfer_late: bool) -> bool:
    """
    Decide whether the person is released because a limit has passed.

    Args:
        request_late: Whether the request or notification is late.
        decision_late: Whether the transfer decision is late (Art. 42(1)).
        transfer_late: Whether the five weeks are over.

    Returns:
        True with any of them; the ordinary limits of Arts 39, 41 and 46 go on.
    """
    return request_late or decision_late or transfer_late
