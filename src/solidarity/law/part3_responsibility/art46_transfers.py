"""Art. 46: carrying out the transfer, and what a missed limit means."""

from __future__ import annotations

from datetime import date
from enum import Enum
from typing import Final

from solidarity.terms.citations import Art
from solidarity.terms.findings import Coverage, not_encoded, parameter, rule

_SINCE = date(2026, 6, 12)  # Art. 85, as corrected

TRANSFER_MONTHS: Final = parameter(
    "months for a transfer", Art(46, 1), 6, since=_SINCE, unit="months"
)


class Hindrance(Enum):
    """Why a transfer may take longer; the value is the clock that then runs."""

    IMPRISONED = ("imprisoned", "transfer-imprisonment")
    ABSCONDED = ("absconded", "transfer-absconding")
    RESISTS = ("resists", "transfer-absconding")
    MADE_UNFIT = ("made_unfit", "transfer-absconding")
    NO_MEDICAL_COMPLIANCE = ("no_medical_compliance", "transfer-absconding")


@rule(Art(46, 1), reading="R-117")
def transfer_start(
    *, accepted: date, appeal_final: date | None, granted: bool, option: str = "granted_only"
) -> date:
    """
    Day from which the six months run.

    Args:
        accepted: Day of acceptance or confirmation, real or by silence.
        appeal_final: Day of the final decision on an appeal; None if there is none.
        granted: Whether a court granted that appeal suspensive effect.
        option: Reading R-117: whether a request that was only pending or refused starts them anew.
    """
    if appeal_final is None or not (granted or option == "any_request"):
        return accepted
    return appeal_final


@rule(Art(46, 1, subparagraph=2))
def has_priority(*, article: int) -> bool:
    """Decide whether a transfer comes first: those under Arts 25 to 28 and 34 do."""
    return article in {25, 26, 27, 28, 34}


@rule(Art(46, 2))
def may_extend(*, told: date | None, transfer_until: date) -> bool:
    """
    Decide whether a hindrance makes the limit longer.

    Args:
        told: Day on which the state responsible was told; None if it was not.
        transfer_until: Last day of the six months.

    Returns:
        True if it was told within the six months, whatever the hindrance.
    """
    return told is not None and told <= transfer_until


@rule(Art(46, 2))
def extended_start(hindrance: Hindrance, *, started: date, told: date) -> date:
    """
    Day from which the longer limit runs.

    Args:
        hindrance: What kept the transfer from being carried out.
        started: Day from which the six months ran.
        told: Day on which the state responsible was told.

    Returns:
        For imprisonment the day the six months ran from: one year in all; else the day of the news.
    """
    return started if hindrance is Hindrance.IMPRISONED else told


@rule(Art(46, 2))
def responsible_when_late(*, transferring: str, responsible: str, late: bool) -> str:
    """
    Member State responsible after the limit.

    Args:
        transferring: Code of the state that had to carry out the transfer.
        responsible: Code of the state responsible until then.
        late: Whether the limit has passed.
    """
    return transferring if late else responsible


@rule(Art(46, 3))
def must_accept_back(*, erroneous: bool, overturned: bool) -> bool:
    """Decide whether the state that carried out the transfer takes the person back promptly."""
    return erroneous or overturned


not_encoded(
    Art(46, 4),
    Coverage.OUT_OF_SCOPE,
    where="",
    note="empowers the Commission: see Arts 22 to 29 of the Implementing Regulation",
)
