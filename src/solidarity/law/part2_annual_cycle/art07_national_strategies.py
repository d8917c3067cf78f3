"""Article 7: national strategies for asylum and migration management."""

from __future__ import annotations

from datetime import date

from solidarity.law.part5_general.counting import months_later
from solidarity.terms.citations import Art
from solidarity.terms.findings import Coverage, not_encoded, parameter, rule

_SINCE = date(2024, 6, 11)

PARTS: dict[str, str] = {
    "a": "prevention of migratory pressure, and contingency planning",
    "b": "how the principles and the legal obligations are met at national level",
    "c": "how the results of monitoring and evaluation were taken into account",
}
"""What a national strategy contains at least, by point of Article 7(1)."""

MONTHS_BEFORE_UNION_STRATEGY = parameter(
    "time between the national strategies and the Union strategy",
    Art(7, 3),
    6,
    since=_SINCE,
    unit="months",
)

not_encoded(
    Art(7, 2), Coverage.AUTHORITY, "", "Consistency with other strategies is weighed by people."
)
not_encoded(
    Art(7, 4), Coverage.OUT_OF_SCOPE, "", "Union support follows the rules of its own instruments."
)
not_encoded(
    Art(7, 5),
    Coverage.PROCEDURAL,
    "solidarity.cycle.s01_report",
    "The Commission's regular reports feed the yearly one.",
)
not_encoded(Art(7, 6), Coverage.OUT_OF_SCOPE, "", "Power to set a template by implementing act.")


@rule(Art(7, 1))
def missing_parts(given: frozenset[str]) -> tuple[str, ...]:
    """
    Name what a national strategy still lacks.

    Args:
        given: Points of Article 7(1) that the strategy treats, by letter.

    Returns:
        The letters of the missing points, in order; empty if it is complete.
    """
    return tuple(letter for letter in PARTS if letter not in given)


@rule(Art(7, 3))
def strategies_due(union_strategy: date) -> date:
    """
    Give the day by which Member States transmit their strategies to the Commission.

    Args:
        union_strategy: Day of adoption of the Union strategy, or the day on which it is due.
    """
    return months_later(union_strategy, -MONTHS_BEFORE_UNION_STRATEGY.on(_SINCE))
