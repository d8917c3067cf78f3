"""
Article 12: the Commission's proposal for the Annual Solidarity Pool.

What one relocation is worth in money is written nowhere: it is derived from the two minima of
paragraph 2, whose ratio paragraph 3 keeps when the numbers grow.
"""

from __future__ import annotations

from datetime import date
from fractions import Fraction

from solidarity.errors import InputError, Problem
from solidarity.law.part2_annual_cycle.art09_report import report_due
from solidarity.terms.citations import Art
from solidarity.terms.findings import Coverage, not_encoded, parameter, rule
from solidarity.terms.quantities import Euro, Persons
from solidarity.terms.statuses import Status

_SINCE = date(2024, 6, 11)

RELOCATIONS_MIN = parameter(
    "least number of relocations proposed",
    Art(12, 2, "a"),
    Persons(30_000),
    since=_SINCE,
    unit="persons",
)
FINANCIAL_MIN = parameter(
    "least financial contributions proposed",
    Art(12, 2, "b"),
    Euro.whole(600_000_000),
    since=_SINCE,
    unit="EUR",
)

not_encoded(
    Art(12, 1),
    Coverage.PROCEDURAL,
    "solidarity.cycle.s03_proposal",
    "The proposal comes each year with the Report and mirrors the needs projected in it.",
)
not_encoded(
    Art(12, 3),
    Coverage.AUTHORITY,
    "solidarity.cycle.s03_proposal",
    "Arrivals, recognition and return rates, and expected releases are weighed by the Commission.",
)


@rule(Art(12, 3), Art(12, 2))
def value_of_one_relocation(relocations_min: Persons, financial_min: Euro) -> Euro:
    """
    Derive the money that stands for one relocation from the ratio of the two minima.

    Args:
        relocations_min: Least number of relocations, in persons.
        financial_min: Least financial contributions, in euro.

    Returns:
        Money for one person.

    Raises:
        InputError: If the ratio is not a whole number of cents above zero.
    """
    if relocations_min.count < 1 or financial_min.cents < 1:
        raise InputError(Problem("the ratio needs two numbers above zero", source=Art(12, 3)))
    cents, rest = divmod(financial_min.cents, relocations_min.count)
    if rest:
        what = f"{financial_min} for {relocations_min} persons gives no whole cents for one"
        raise InputError(Problem(what, "numbers in the ratio of Art. 12(2)", source=Art(12, 3)))
    return Euro(cents)


@rule(Art(12, 3))
def is_ratio_kept(*, relocations: Persons, financial: Euro, value: Euro) -> bool:
    """Tell whether two totals stand in the ratio that makes the types of measure equal in value."""
    return financial == value * relocations.count


@rule(Art(12, 2), Art(12, 4))
def is_above_minimum(
    *,
    relocations: Persons,
    financial: Euro,
    relocations_min: Persons,
    financial_min: Euro,
    exceptional: bool,
) -> bool:
    """
    Tell whether a proposal respects the two minima.

    Args:
        relocations: Relocations proposed, in persons.
        financial: Financial contributions proposed, in euro.
        relocations_min: The minimum of point (a).
        financial_min: The minimum of point (b).
        exceptional: Whether neither the information nor the consultations indicate a need for the
            coming year; then the minima do not bind.
    """
    return exceptional or (relocations >= relocations_min and financial >= financial_min)


@rule(Art(12, 2, subparagraph=2))
def indicative_contribution(*, share: Fraction, total: Persons) -> Fraction:
    """Give a Member State's indicative contribution to a total, in persons, exact."""
    return share * total.count


@rule(Art(12, 5))
def needs_disembarkation_percentage(statuses: frozenset[Status]) -> bool:
    """Tell whether the proposal must state a percentage for pressure by disembarkations."""
    return Status.MIGRATORY_PRESSURE_SAR in statuses


@rule(Art(12, 6))
def proposal_due(year: int) -> date:
    """Give the day by which the proposal is adopted and sent: that of the Report it comes with."""
    return report_due(year)


@rule(Art(12, 6))
def is_restricted(*, act_adopted: date | None, on: date) -> bool:
    """
    Tell whether the proposal is still classified and not public.

    Args:
        act_adopted: Day on which the Council adopted its act; None if it has not yet.
        on: The day asked about; the proposal is free from the day of adoption.
    """
    return act_adopted is None or on < act_adopted
