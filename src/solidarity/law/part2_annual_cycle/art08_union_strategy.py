"""Article 8: the five-year European Asylum and Migration Management Strategy."""

from __future__ import annotations

from datetime import date

from solidarity.errors import OutOfScope
from solidarity.law.part5_general.counting import months_later
from solidarity.terms.citations import Art
from solidarity.terms.findings import Coverage, not_encoded, parameter, rule

_SINCE = date(2024, 6, 11)

FIRST_STRATEGY = parameter(
    "first Union strategy", Art(8, 2), date(2025, 12, 12), since=_SINCE, unit="date"
)
STRATEGY_YEARS = parameter(
    "time between Union strategies", Art(8, 2), 5, since=_SINCE, unit="years"
)

not_encoded(
    Art(8, 1), Coverage.AUTHORITY, "", "A plan without binding force, drawn up by the Commission."
)
not_encoded(Art(8, 3), Coverage.AUTHORITY, "", "What the strategy contains and weighs.")


@rule(Art(8, 2))
def strategy_due(number: int) -> date:
    """
    Give the day by which a Union strategy is adopted.

    Args:
        number: 1 for the first strategy, 2 for the next, and so on.

    Raises:
        OutOfScope: If the number is below 1.
    """
    if number < 1:
        raise OutOfScope(f"there is no Union strategy number {number}")
    years = (number - 1) * STRATEGY_YEARS.on(_SINCE)
    return months_later(FIRST_STRATEGY.on(_SINCE), 12 * years)
