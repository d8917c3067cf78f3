"""Art. 6 of Implementing Regulation (EU) 2025/2055: DubliNet, its proof and its interruptions."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from solidarity.terms.citations import ir
from solidarity.terms.findings import Coverage, not_encoded, rule

INTERRUPTION_HOURS_MAX: Final = 7
"""Working hours an interruption may last before it is to be notified."""


@rule(ir(6), ir(1))
def moment_of_receipt(*, stamp: datetime) -> datetime:
    """Moment from which a limit for a reply runs: that of the automatic proof of delivery."""
    return stamp


@rule(ir(6))
def must_notify_interruption(*, working_hours: int) -> bool:
    """Decide whether an interruption is notified: if it lasts more than seven working hours."""
    return working_hours > INTERRUPTION_HOURS_MAX


@rule(ir(6))
def interruption_suspends_limits() -> bool:
    """Decide whether an interruption stops the limits of Arts 39 to 41: it does not."""
    return False


not_encoded(ir(2), Coverage.PROCEDURAL, where="", note="one access point per Member State")
not_encoded(ir(3), Coverage.PROCEDURAL, where="", note="forms go through DubliNet, not through us")
not_encoded(ir(4), Coverage.AUTHORITY, where="", note="the language is agreed between the states")
