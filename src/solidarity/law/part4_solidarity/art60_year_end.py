"""Art. 60(3) and (6): until when pledges are implemented, and when that is confirmed."""

from __future__ import annotations

from datetime import date

from solidarity.terms.citations import Art
from solidarity.terms.findings import parameter, rule
from solidarity.terms.quantities import Kind

_SINCE = date(2026, 6, 12)  # Art. 85, as corrected
CONFIRMATION_YEAR_MIN = parameter(
    "first year with a January confirmation", Art(60, 6), 2025, since=_SINCE, unit="year"
)


@rule(Art(60, 3))
def implementation_due(year: int, kind: Kind) -> date | None:
    """
    Day by which pledges are implemented.

    Args:
        year: Year of the Pool.
        kind: Type of the measure.

    Returns:
        The last day of the year; None for money, for which the law sets no day.
    """
    return None if kind is Kind.FINANCIAL else date(year, 12, 31)


@rule(Art(60, 6))
def confirmation_due(year: int) -> date | None:
    """
    Last day on which the measures implemented in a year are confirmed to the Coordinator.

    Args:
        year: Year in which they were implemented.

    Returns:
        31 January of the next year; None before the first such confirmation.
    """
    first = CONFIRMATION_YEAR_MIN.on(_SINCE)
    return date(year + 1, 1, 31) if year + 1 >= first else None
