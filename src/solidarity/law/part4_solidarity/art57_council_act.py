"""
Art. 57: the Council act, the mandatory fair share, and pledges of free choice.

The share is rounded to four decimals of a percent, as the act prints it, before persons are
counted; how a number of persons becomes whole is reading R-005. Missing amounts are never invented:
a state that pledges nothing has a shortfall and no default pledge (R-023).
"""

from __future__ import annotations

from datetime import date
from fractions import Fraction

from solidarity.errors import InputError, Problem
from solidarity.terms.citations import Art
from solidarity.terms.findings import Coverage, not_encoded, rule
from solidarity.terms.quantities import (
    Euro,
    Persons,
    Rounding,
    round_places,
    round_whole,
)

_PLACES = 6  # four decimals of a percent, as the shares are printed in the act


@rule(Art(57, 1))
def act_due(year: int) -> date:
    """
    Day by which the Council adopts the act for a year: the last of the year before.

    Args:
        year: Year in which the pledges are implemented.

    Returns:
        31 December of the year before.
    """
    return date(year - 1, 12, 31)


@rule(Art(57, 1), Art(12, 2), reading="R-010")
def is_below_minimum(
    *, relocations: Persons, financial: Euro, relocations_min: Persons, financial_min: Euro
) -> bool:
    """
    Tell whether the Council's reference numbers lie under the minima of the proposal.

    The minima bind the Commission's proposal; the Council may change it. So this warns, never
    refuses (R-010).

    Args:
        relocations: Reference number of relocations in the act.
        financial: Reference number of money in the act.
        relocations_min: Minimum of Art. 12(2)(a).
        financial_min: Minimum of Art. 12(2)(b).

    Returns:
        True if either number is under its minimum.
    """
    return relocations < relocations_min or financial < financial_min


@rule(Art(57, 3), Art(66), reading="R-005")
def fair_share_units(*, share: Fraction, reference: Persons, rounding: Rounding) -> Persons:
    """
    Mandatory fair share in persons.

    Args:
        share: Share by the reference key, between 0 and 1; rounded to four decimals of a percent.
        reference: Reference number of relocations of the act.
        rounding: How the result becomes whole; upwards unless another reading is chosen.

    Returns:
        Whole persons; with rounding upwards their sum may exceed the reference number.

    Raises:
        InputError: If the share is outside 0 to 1 or the reference number is negative.
    """
    if not 0 <= share <= 1 or reference.count < 0:
        raise InputError(
            Problem(f"share {share} of {reference}", "a share from 0 to 1", source=Art(57, 3))
        )
    return Persons(round_whole(round_places(share, _PLACES) * reference.count, rounding))


@rule(Art(57, 3), Art(12, 3), reading="R-002")
def fair_share_money(*, units: Persons, value: Euro) -> Euro:
    """
    Mandatory fair share if all of it is met in money: persons times the value of one relocation.

    Args:
        units: Fair share in persons.
        value: Value of one relocation, from the ratio of Art. 12(2).

    Returns:
        An amount in place of the relocations, not in addition to them (R-002).
    """
    return value * units.count


@rule(Art(57, 3), reading="R-023")
def shortfall(*, fair_share: Persons, pledged_units: Fraction) -> Fraction:
    """
    What the pledges of a Member State, of all types together, lack to its fair share.

    Args:
        fair_share: Fair share in persons, after any crisis credit.
        pledged_units: Sum of its pledges in person-equivalents.

    Returns:
        Person-equivalents, never negative: pledging more is voluntary.
    """
    return max(Fraction(0), fair_share.count - pledged_units)


@rule(Art(57, 4))
def unrequested_alternative(*, pledged: Euro, requested: Euro) -> Euro:
    """
    Alternative measures nobody asked for in the year, which become money of the same value.

    Args:
        pledged: Value of the alternative measures pledged.
        requested: Value of those a benefitting Member State asked for.

    Returns:
        Amount converted into a financial contribution, at least zero.
    """
    return Euro(max(0, pledged.cents - requested.cents))


not_encoded(
    Art(57, 2),
    Coverage.AUTHORITY,
    where="solidarity.cycle.s05_pool",
    note="the Council sets the indicative percentage; art60 reports the deviation from it",
)
