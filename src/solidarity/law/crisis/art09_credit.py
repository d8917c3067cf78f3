"""
Art. 9(4) and (5) of Regulation (EU) 2024/1359: credit for offsets above the fair share.

Whoever took responsibility above its fair share in a crisis may give as much less later: spread
over five annual cycles, or in a later crisis within five years. It needs an implementing act of the
Commission and can be used only once (recital 38).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from solidarity.errors import InputError, Problem
from solidarity.terms.apportionment import apportion
from solidarity.terms.citations import crisis
from solidarity.terms.findings import Coverage, not_encoded, parameter, rule
from solidarity.terms.quantities import ZERO_PERSONS, Persons

_SINCE = date(2026, 7, 1)  # Regulation (EU) 2024/1359, Art. 20

CYCLES = parameter(
    "annual cycles over which the credit is spread",
    crisis(9, 4, "a"),
    5,
    since=_SINCE,
    unit="years",
)
CLAIM_YEARS_MAX = parameter(
    "years within which the credit counts in another crisis",
    crisis(9, 4, "b"),
    5,
    since=_SINCE,
    unit="years",
)


@dataclass(frozen=True, slots=True)
class Credit:
    """
    Credit of one Member State from one crisis.

    Attributes:
        above: Applications it took responsibility for above its fair share.
        authorised: Day of the Commission's implementing act; None if there is none.
        first_year: First year of the Pool in which it is used.
    """

    above: Persons
    authorised: date | None
    first_year: int


@rule(crisis(9, 4))
def above_fair_share(*, taken: Persons, fair_share: Persons) -> Persons:
    """
    Count the applications a state took responsibility for above its fair share.

    Args:
        taken: All it contributed in the crisis, in persons.
        fair_share: Its fair share of the Solidarity Response Plan.

    Returns:
        Whole persons, at least zero.
    """
    return max(ZERO_PERSONS, taken - fair_share)


@rule(crisis(9, 4, "a"), crisis(9, 5))
def credit_for_year(*, credit: Credit, year: int, used: Persons) -> Persons:
    """
    How much the fair share of a state falls in one annual cycle.

    What is left is spread evenly over the cycles left, so nothing counts twice and nothing is
    lost within the five.

    Args:
        credit: The credit.
        year: Year of the Pool.
        used: What was used before, in annual cycles or in another crisis.

    Returns:
        Whole persons; zero without an implementing act and outside the five cycles. Of a number
        that is not a multiple, the earlier cycles take one more.

    Raises:
        InputError: If more was used than there was.
    """
    if not ZERO_PERSONS <= used <= credit.above:
        what = f"{used} used of a credit of {credit.above}"
        raise InputError(Problem(what, "no more than the credit", source=crisis(9, 5)))
    last = credit.first_year + CYCLES.on(_SINCE) - 1
    if credit.authorised is None or not credit.first_year <= year <= last:
        return ZERO_PERSONS
    left = apportion(credit.above.count - used.count, dict.fromkeys(range(year, last + 1), 1))
    return Persons(left[year])


@rule(crisis(9, 4))
def fair_share_after_credit(*, fair_share: Persons, credit: Persons) -> Persons:
    """Lower a fair share by the credit of the year, at most to zero."""
    return max(ZERO_PERSONS, fair_share - credit)


@rule(crisis(9, 4, "b"))
def may_claim_in_crisis(*, credit: Credit, expired: date, on: date) -> bool:
    """
    Decide whether credit may lower the share in another crisis.

    Args:
        credit: The credit.
        expired: Day from which the Council act that led to it was no longer in force.
        on: Day of the claim.

    Returns:
        True with an implementing act and within five years of that day.
    """
    last_year = expired.year + CLAIM_YEARS_MAX.on(_SINCE)
    return credit.authorised is not None and (on.year, on.month, on.day) <= (
        last_year,
        expired.month,
        expired.day,
    )


@rule(crisis(9, 5))
def missing_in_notification(*, above: Persons | None, reduction: Persons | None) -> tuple[str, ...]:
    """
    What the notification to the Commission must still state.

    Args:
        above: Applications above the fair share; None if not stated.
        reduction: Reduction it intends to apply; None if not stated.

    Returns:
        Among "applications above the fair share" and "intended reduction" what is missing.
    """
    missing = () if above is not None else ("applications above the fair share",)
    return missing + (() if reduction is not None else ("intended reduction",))


not_encoded(
    crisis(9, 1),
    Coverage.OUT_OF_SCOPE,
    where="",
    note="offsets in a crisis belong to the overlay of Regulation (EU) 2024/1359",
)
