"""
Art. 59(4), (6) and (7): who becomes benefitting, and who is refused.

Whether the state is under pressure is for the Commission, whether the Pool can carry it for the
Commission and the Council: both are inputs with their reasons.
"""

from __future__ import annotations

from datetime import date
from enum import Enum

from solidarity.law.part4_solidarity.art59_notification import council_refusal_due
from solidarity.terms.citations import Art
from solidarity.terms.findings import Coverage, not_encoded, rule


class Ground(Enum):
    """Why access to the Pool can be refused (Art. 59(6))."""

    CAPACITY = "insufficient_capacity"
    OBJECTIVE = "objective_reasons"


@rule(Art(59, 4))
def is_benefitting(*, under_pressure: bool, access_refused: bool) -> bool:
    """
    Decide whether the notifying state becomes a benefitting Member State.

    Args:
        under_pressure: What the Commission decided.
        access_refused: Whether access was refused under paragraph 6.

    Returns:
        True after a positive decision that nobody blocked.
    """
    return under_pressure and not access_refused


@rule(Art(59, 6), reading="R-020")
def may_refuse(*, by_council: bool, on: date, transmitted: date) -> bool:
    """
    Decide whether a refusal of access comes in time and so keeps the Forum from meeting.

    Args:
        by_council: True for an implementing act of the Council; False for the Commission, whose
            statement has the same effect and no time limit of its own (R-020).
        on: Day of the refusal.
        transmitted: Day on which the Commission decision was transmitted.

    Returns:
        True if the refusal has effect.
    """
    return transmitted <= on and (not by_council or on <= council_refusal_due(transmitted))


@rule(Art(59, 7), Art(13, 4))
def calls_for_high_level_forum(*, by_council: bool, ground: Ground) -> bool:
    """
    Decide whether a refusal has the High-Level Forum meet again.

    Args:
        by_council: True for an act of the Council, False for the Commission.
        ground: Why access was refused.

    Returns:
        True only if the Council finds too little capacity in the Pool.
    """
    return by_council and ground is Ground.CAPACITY


@rule(Art(59, 7))
def may_notify_again(*, rejected: bool, additional: str) -> bool:
    """
    Decide whether a rejected state may notify anew: at any time, with more information.

    Args:
        rejected: Whether the Commission rejected the earlier notification.
        additional: The further relevant information.

    Returns:
        True if there was a rejection and there is something new.
    """
    return rejected and bool(additional.strip())


not_encoded(
    Art(59, 4),
    Coverage.AUTHORITY,
    where="solidarity.cycle.s06_access",
    note="whether there is pressure is the Commission's judgement, recorded with its reasons",
)
