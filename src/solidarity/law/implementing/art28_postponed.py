"""Art. 28 of Implementing Regulation (EU) 2025/2055: what the receiving state is told when late."""

from __future__ import annotations

from datetime import date
from typing import Final

from solidarity.terms.citations import ir
from solidarity.terms.findings import rule

TOLD: Final = (
    "suspensive_appeal",
    "imprisoned",
    "absconded",
    "resists",
    "made_unfit",
    "no_medical_compliance",
)
"""What is told without delay, on the form of the request or notification."""


@rule(ir(28))
def must_tell(event: str) -> bool:
    """Decide whether the receiving state is told of an event; names as in `TOLD`."""
    return event in TOLD


@rule(ir(28))
def is_told_in_time(*, told: date, transfer_until: date) -> bool:
    """
    Decide whether the news still makes the limit longer.

    Args:
        told: Day on which it was sent.
        transfer_until: Last day of the six months of Art. 46(1).
    """
    return told <= transfer_until
