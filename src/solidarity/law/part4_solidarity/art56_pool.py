"""
Art. 56: the Annual Solidarity Pool, its three types of equal value, and what money may pay for.

The person is the common unit: one relocation is worth the amount of money that keeps the ratio of
the two minima of Art. 12(2). That value is given by the caller (art12_proposal derives it).
"""

from __future__ import annotations

from datetime import date
from enum import Enum
from fractions import Fraction

from solidarity.errors import InputError, Problem
from solidarity.terms.citations import Art
from solidarity.terms.findings import Coverage, not_encoded, parameter, rule
from solidarity.terms.quantities import Euro, Kind, Persons, Quantity

_SINCE = date(2024, 6, 11)  # Arts 56 and 57 have applied since entry into force (Art. 85)

PROTECTION_YEARS_MAX = parameter(
    "years before the act within which protection was granted",
    Art(56, 2, "a"),
    3,
    since=_SINCE,
    unit="years",
)


class Area(Enum):
    """Areas in which actions in Member States may be paid for (Art. 56(2)(b))."""

    MIGRATION = "migration"
    RECEPTION = "reception"
    ASYLUM = "asylum"
    PRE_DEPARTURE_REINTEGRATION = "pre-departure reintegration"
    BORDER_MANAGEMENT = "border management"
    OPERATIONAL_SUPPORT = "operational support"


class Focus(Enum):
    """What money for third countries is to concentrate on (Art. 56(3)); the list is not closed."""

    ASYLUM_CAPACITY = "asylum and reception capacity"  # (a)
    LEGAL_MIGRATION = "legal migration and managed mobility"  # (b)
    VOLUNTARY_RETURN = "assisted voluntary return and reintegration"  # (c)
    ANTI_SMUGGLING = "against smuggling and trafficking"  # (d)
    HUMAN_RIGHTS = "migration policies based on human rights"  # (e)


@rule(Art(56, 2))
def units(*, kind: Kind, amount: Quantity, value: Euro) -> Fraction:
    """
    Express a contribution of any type in persons: the types are of equal value.

    Args:
        kind: Type of the measure.
        amount: Persons for relocations, money for the other two types.
        value: Value of one relocation in money, above zero.

    Returns:
        Person-equivalents, exact.

    Raises:
        InputError: If the amount does not fit the type, is negative, or the value is not positive.
    """
    if isinstance(amount, Persons) != (kind is Kind.RELOCATION):
        wanted = "persons" if kind is Kind.RELOCATION else "an amount in EUR"
        raise InputError(Problem(f"{kind.value}: {amount}", wanted, source=Art(56, 2)))
    number = amount.count if isinstance(amount, Persons) else amount.cents
    if number < 0 or value.cents <= 0:
        raise InputError(Problem(f"{amount} at {value}", "nothing negative", source=Art(56, 2)))
    return Fraction(number, 1 if isinstance(amount, Persons) else value.cents)


@rule(Art(56, 2, "a"), reading="R-031")
def is_relocatable_beneficiary(
    *, granted: date, act_adopted: date, bilaterally_agreed: bool
) -> bool:
    """
    Decide whether a beneficiary of protection can be relocated within the Pool.

    Both Member States must have agreed, and protection must be younger than three years on the
    day the Council act was adopted; protection granted after that day is younger (R-031).

    Args:
        granted: Day on which protection was granted.
        act_adopted: Day on which the Council act was adopted.
        bilaterally_agreed: Whether the contributing and the benefitting state agreed.

    Returns:
        True if relocation is open to this person.
    """
    return bilaterally_agreed and granted > _years_before(
        act_adopted, PROTECTION_YEARS_MAX.on(act_adopted)
    )


@rule(Art(56, 2, "b"))
def is_action_in_scope(
    *, in_listed_area: bool, third_country: bool, has_direct_effect: bool, by_benefitting: bool
) -> bool:
    """
    Decide whether an action may be paid from financial contributions.

    Args:
        in_listed_area: Whether it serves one of the areas of `Area`.
        third_country: Whether it takes place in, or concerns, a third country.
        has_direct_effect: Whether it may directly affect the flows to the external borders, or
            improves the third country's own system; judged by the authorities.
        by_benefitting: Whether a benefitting Member State carries it out.

    Returns:
        True if the purpose fits; actions for third countries also need effect and actor.
    """
    return in_listed_area and (not third_country or (has_direct_effect and by_benefitting))


@rule(Art(56, 3))
def is_in_focus(*, focus: Focus | None) -> bool:
    """
    Tell whether money for a third country goes to one of the five points of concentration.

    Args:
        focus: The point the action serves, or None.

    Returns:
        True if it serves one; False is for the report, not a refusal: other aims stay possible.
    """
    return focus is not None


def _years_before(day: date, years: int) -> date:
    """Same date so many years earlier; 29 February becomes 28 February."""
    last = 28 if (day.month, day.day) == (2, 29) else day.day
    return day.replace(year=day.year - years, day=last)


not_encoded(
    Art(56, 1),
    Coverage.PROCEDURAL,
    where="solidarity.cycle.s05_pool",
    note="the Pool is what the Council act fixes; the act is recorded with its pledges",
)
not_encoded(
    Art(56, 2, "c"),
    Coverage.AUTHORITY,
    where="solidarity.cycle.s08_implementation",
    note="which operational help counts is agreed between the two states under Art. 65",
)
