"""Art. 15 of Implementing Regulation (EU) 2025/2055: not confirming because duties have ended."""

from __future__ import annotations

from typing import Final

from solidarity.law.part3_responsibility.art41_take_back import Ground
from solidarity.terms.citations import ir
from solidarity.terms.findings import rule

CONTESTABLE: Final = frozenset(
    {Ground.BORDER, Ground.ABSENCE, Ground.RETURNED, Ground.NO_FINGERPRINTS}
)
"""Grounds against which reconsideration can be asked for."""


@rule(ir(15))
def is_complete(ground: Ground, *, evidence: bool, in_eurodac: bool) -> bool:
    """
    Decide whether a non-confirmation is complete.

    Args:
        ground: What is pleaded.
        evidence: Whether it is shown.
        in_eurodac: For a shift: whether the new state stands in Eurodac.
    """
    return evidence and (in_eurodac or ground is not Ground.SHIFTED)


@rule(ir(15))
def may_ask_reconsideration(ground: Ground) -> bool:
    """Decide whether the notifying state may ask for reconsideration, within two weeks."""
    return ground in CONTESTABLE


@rule(ir(15))
def silence_confirms() -> bool:
    """Decide whether silence on a reconsideration confirms: it does not."""
    return False
