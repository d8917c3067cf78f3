"""
Article 11: which Member States are under pressure, at risk, or in a significant situation.

The law gives no thresholds: the statuses of a Member State come from the Commission's decision and
are never computed here (R-024). One part is a rule: recurring disembarkations.
"""

from __future__ import annotations

from datetime import date

from solidarity.law.part2_annual_cycle.art09_report import report_due
from solidarity.law.part5_general.counting import months_later
from solidarity.terms.citations import Art
from solidarity.terms.findings import Coverage, not_encoded, parameter, rule

_SINCE = date(2024, 6, 11)

DISEMBARKATION_MONTHS = parameter(
    "period looked back on for disembarkations", Art(11, 3), 12, since=_SINCE, unit="months"
)

not_encoded(
    Art(11, 1),
    Coverage.AUTHORITY,
    "solidarity.cycle.s02_determination",
    "Whether a Member State carries a status is the Commission's judgement, recorded as decided.",
)
not_encoded(
    Art(11, 2), Coverage.AUTHORITY, "", "How routes, past pressure and movements are weighed."
)


@rule(Art(11, 1))
def unconsulted(*, concerned: frozenset[str], consulted: frozenset[str]) -> tuple[str, ...]:
    """Name the Member States concerned that have not been consulted yet, by code, sorted."""
    return tuple(sorted(concerned - consulted))


@rule(Art(11, 3))
def is_under_pressure_by_disembarkations(*, recurring: bool, disproportionate: bool) -> bool:
    """
    Tell whether a Member State must be held to be under migratory pressure.

    Args:
        recurring: It faced many arrivals from recurring disembarkations after search and rescue
            in the past 12 months.
        disproportionate: Their scale lays disproportionate obligations even on a well-prepared
            system; the Commission's judgement.
    """
    return recurring and disproportionate


@rule(Art(11, 3))
def disembarkations_since(on: date) -> date:
    """Give the first day of the 12 months looked back on from a day."""
    return months_later(on, -DISEMBARKATION_MONTHS.on(_SINCE))


@rule(Art(11, 4))
def determination_due(year: int) -> date:
    """Give the day by which the decision is adopted and sent: that of the Report it comes with."""
    return report_due(year)
