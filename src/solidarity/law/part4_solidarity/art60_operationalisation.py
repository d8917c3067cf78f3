"""
Art. 60: pledges are put into operation: who is released, what is payable, who delivers how much.

What remains due in each type is art60_net_due, the balance between benefitting Member States
art60_balance, the end of the year art60_year_end.
"""

from __future__ import annotations

from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from fractions import Fraction
from typing import TypeVar

from solidarity.errors import NotLawful
from solidarity.terms.apportionment import apportion, of_kind, units_of
from solidarity.terms.citations import Art
from solidarity.terms.findings import Coverage, not_encoded, rule
from solidarity.terms.quantities import Euro, Kind, Persons

Q = TypeVar("Q", Persons, Euro)


@rule(Art(60, 3), Art(65, 3))
def may_go_on_after_year(*, kind: Kind, begun: bool) -> bool:
    """
    Decide whether a contribution may still be carried out when the year is over.

    True for money, and for what had `begun` in the year: a relocation that had started
    (Art. 67(12)), a measure that was agreed.
    """
    return kind is Kind.FINANCIAL or begun


@rule(Art(60, 3), Art(61, 4), Art(62, 5))
def is_released(*, benefitting: bool, full_deduction: bool) -> bool:
    """
    Decide whether a Member State need not implement its pledge at all.

    Being under pressure, at risk or in a significant situation alone releases nobody.

    Args:
        benefitting: Whether it benefits under Art. 58(1) or 59(4).
        full_deduction: Whether a Council act granted it a full deduction; a partial one only
            lowers the amount.

    Returns:
        True if nothing of its pledge is due for the year.
    """
    return benefitting or full_deduction


@rule(Art(60, 3))
def is_owed_towards(*, systemic_shortcomings: bool) -> bool:
    """
    Decide whether pledges and offsets are owed towards one benefitting Member State.

    Args:
        systemic_shortcomings: Whether a Commission decision found such shortcomings there.

    Returns:
        False if they were found: the pledge itself stands and may serve other states.
    """
    return not systemic_shortcomings


@rule(Art(60, 3), Art(61, 4), Art(62, 5))
def payable(*, fixed: Q, deducted: Q, replacing: Q, released: bool) -> Q:
    """
    What of a pledge, in one type, a Member State has to implement.

    Args:
        fixed: Amount fixed in the Council act.
        deducted: What Council acts took out of this type.
        replacing: What such acts put into this type in place of another.
        released: Whether it is released altogether.

    Returns:
        Persons or money, as given.

    Raises:
        NotLawful: If more is deducted than was fixed.
    """
    if units_of(deducted) > units_of(fixed):
        raise NotLawful(f"{deducted} is deducted from a pledge of {fixed}", Art(60, 3))
    left = units_of(fixed) - units_of(deducted) + units_of(replacing)
    return of_kind(fixed, 0 if released else left)


@rule(Art(60, 3))
def proportional_draws(
    *, needs: Mapping[str, Q], payables: Mapping[str, Q]
) -> dict[str, dict[str, Q]]:
    """
    Who delivers how much to whom, each contributing state in proportion to its pledge.

    Each draw is shared in proportion to what every contributing state still has to implement, by
    largest remainder; so the parts stay within the pledges, whatever the number of draws.

    Args:
        needs: What each benefitting state draws, in the order of the draws.
        payables: What each contributing state has to implement, in protocol order.

    Returns:
        For each benefitting state the parts; draws beyond what is left are met as far as it goes.
    """
    left = {state: units_of(amount) for state, amount in payables.items()}
    draws: dict[str, dict[str, Q]] = {}
    for benefitting, need in needs.items():
        parts = apportion(min(units_of(need), sum(left.values())), left)
        left = {state: left[state] - part for state, part in parts.items()}
        draws[benefitting] = {state: of_kind(need, part) for state, part in parts.items()}
    return draws


@rule(Art(60, 2), Art(57, 2))
def disembarkation_deviation(
    *, received: Mapping[str, Persons], disembarkation: AbstractSet[str], indicative: Fraction
) -> Fraction | None:
    """
    How far deliveries depart from the indicative percentage.

    Args:
        received: What each benefitting state received.
        disembarkation: Those under pressure from recurring disembarkations.
        indicative: Part of the Pool indicated for these, 0 to 1.

    Returns:
        Their actual part minus the indicated one, as a fraction: to report, not to enforce.
        None as long as nothing was delivered.
    """
    total = sum(amount.count for amount in received.values())
    if not total:
        return None
    theirs = sum(amount.count for state, amount in received.items() if state in disembarkation)
    return Fraction(theirs, total) - indicative


not_encoded(
    Art(60, 4),
    Coverage.AUTHORITY,
    where="solidarity.cycle.s08_implementation",
    note="preferences guide matching, vulnerable persons first; they never justify refusal (R-018)",
)
not_encoded(
    Art(60, 5),
    Coverage.PROCEDURAL,
    where="",
    note="agencies help when asked and within their mandates",
)
