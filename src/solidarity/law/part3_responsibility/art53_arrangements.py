"""Art. 53: arrangements between two Member States; they may shorten limits, never lengthen them."""

from __future__ import annotations

from solidarity.errors import NotLawful
from solidarity.terms.citations import Art
from solidarity.terms.findings import Coverage, not_encoded, rule


@rule(Art(53, 1, "b"))
def arranged_days(*, arranged: int, lawful: int) -> int:
    """
    Length of a limit for requests or replies between two states with an arrangement.

    Args:
        arranged: Days of the arrangement.
        lawful: Days the Regulation gives.

    Returns:
        The days of the arrangement.

    Raises:
        NotLawful: If it would lengthen the limit, or leaves no time at all.
    """
    if not 0 < arranged <= lawful:
        raise NotLawful(
            f"an arrangement cannot make {lawful} days into {arranged}", Art(53, 1, "b")
        )
    return arranged


@rule(Art(53, 2))
def is_kept(*, compatible: bool) -> bool:
    """Decide whether an older arrangement goes on as it is; otherwise it is amended."""
    return compatible


@rule(Art(53, 3))
def may_conclude(*, shortens_limits: bool, commission_consulted: bool) -> bool:
    """Decide whether an arrangement may be concluded: on limits, the Commission comes first."""
    return commission_consulted or not shortens_limits


@rule(Art(53, 4))
def must_amend(*, found_incompatible: bool) -> bool:
    """Decide whether an arrangement is amended: if the Commission found it incompatible."""
    return found_incompatible


not_encoded(
    Art(53, 5),
    Coverage.PROCEDURAL,
    where="",
    note="arrangements are notified to the Commission",
)
