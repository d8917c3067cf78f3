"""
Who could deliver how many relocations to whom (Art. 60(1)-(3)): a proposal, and what came of it.

The Coordinator decides; this is what there is to start from. Each contributing state delivers in
proportion to what it still has to implement; the percentage for disembarkations is a soft target
whose deviation is told. What is not published stands beside, by name, and is not counted as zero.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from solidarity.cycle.amounts import Total, total
from solidarity.cycle.chain import Chain
from solidarity.cycle.s08_forum import Deliveries
from solidarity.cycle.year import Year
from solidarity.law.part4_solidarity.art60_balance import balanced_availability
from solidarity.law.part4_solidarity.art60_operationalisation import (
    disembarkation_deviation,
    is_owed_towards,
    proportional_draws,
)
from solidarity.terms.apportionment import apportion
from solidarity.terms.quantities import ZERO_PERSONS, Kind, Persons
from solidarity.terms.statuses import Status

Draws = Mapping[str, Mapping[str, Persons]]
"""For each benefitting state, what each contributing state delivers to it."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """
    A balanced distribution.

    Attributes:
        available: What contributing states still have to relocate; names whose is not published.
        needs: Need of each benefitting state as given, in protocol order.
        parts: What each would receive.
        draws: Who would deliver it.
        indicative: Part indicated for disembarkations, 0 to 1; None if the act has none.
        deviation: Part of the proposal for these, less the indicated one; None if there is none.
        not_owed: Benefitting states towards which nothing is owed.
    """

    available: Total[Persons]
    needs: Mapping[str, Persons]
    parts: Mapping[str, Persons]
    draws: Draws
    indicative: Fraction | None
    deviation: Fraction | None
    not_owed: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Route:
    """
    What one state delivered to another, and its part by proportion.

    Attributes:
        contributing: Who delivers.
        benefitting: Who receives.
        delivered: Persons relocated.
        proportional: Its part of what was delivered there, in proportion to the pledges; None if
            its own pledge is not published.
    """

    contributing: str
    benefitting: str
    delivered: Persons
    proportional: Persons | None

    @property
    def deviation(self) -> int | None:
        """Persons more (or fewer, below zero) than its part."""
        if self.proportional is None:
            return None
        return self.delivered.count - self.proportional.count


def propose(year: Year, chain: Chain, needs: Mapping[str, Persons]) -> Proposal:
    """
    Propose a balanced distribution of relocations.

    Args:
        year: The year.
        chain: Its chain.
        needs: Persons each benefitting state needs relocated, as its information says; a state
            that does not benefit is left out.

    Returns:
        The proposal.
    """
    on = chain.as_of
    taking = [code for code in chain_order(chain) if year.is_benefitting(code) and code in needs]
    owed = {
        code: is_owed_towards(systemic_shortcomings=year.access.has_shortcomings(code, on))
        for code in taking
    }
    wanted = {code: needs[code] for code in taking if owed[code]}
    left = _still_due(year, chain)
    available = total(left, ZERO_PERSONS)
    sar = frozenset(
        code for code in wanted if Status.MIGRATORY_PRESSURE_SAR in year.statuses_of(code)
    )
    indicative = _indicative(year)
    parts = balanced_availability(
        available=available.known, needs=wanted, disembarkation=sar, indicative=indicative
    )
    payables = {code: amount for code, amount in left if amount is not None}
    deviation = None
    if indicative is not None:
        deviation = disembarkation_deviation(
            received=parts, disembarkation=sar, indicative=indicative
        )
    return Proposal(
        available=available,
        needs={code: needs[code] for code in taking},
        parts=parts,
        draws=proportional_draws(needs=parts, payables=payables),
        indicative=indicative,
        deviation=deviation,
        not_owed=tuple(code for code in taking if not owed[code]),
    )


def over_months(draws: Draws, months: Sequence[date]) -> Deliveries:
    """
    Spread a distribution evenly over months, by largest remainder.

    Args:
        draws: Who delivers to whom.
        months: First day of each month, in order.

    Returns:
        One delivery for each pair and month in which there is one.
    """
    return tuple(
        (contributing, benefitting, month, Persons(part))
        for benefitting, row in draws.items()
        for contributing, amount in row.items()
        for month, part in apportion(amount.count, dict.fromkeys(months, 1)).items()
        if part
    )


def months_left(year: int, on: date) -> tuple[date, ...]:
    """Give the first day of each month of a year that is not over on a day."""
    first = on.month if on.year == year else 1 if on.year < year else 13
    return tuple(date(year, month, 1) for month in range(first, 13))


def implementation(year: Year, chain: Chain) -> tuple[Route, ...]:
    """
    Compare what was delivered with the proportions of Art. 60(3); nothing follows by itself.

    Args:
        year: The year.
        chain: Its chain.

    Returns:
        One row for each pair where something was delivered or would be in proportion.
    """
    due = {
        line.state.code: line.net_due[Kind.RELOCATION].value
        for line in chain.lines
        if not year.is_benefitting(line.state.code)
    }
    payables = {code: amount for code, amount in due.items() if isinstance(amount, Persons)}
    delivered = {code: _delivered_to(year, code, due) for code in year.access.benefitting()}
    received = {code: Persons(sum(row.values())) for code, row in delivered.items()}
    parts = proportional_draws(needs=received, payables=payables)
    routes = []
    for benefitting, row in delivered.items():
        for code in due:
            part = parts[benefitting].get(code)
            if row[code] or part:
                routes.append(Route(code, benefitting, Persons(row[code]), part))
    return tuple(routes)


def chain_order(chain: Chain) -> tuple[str, ...]:
    """Give the codes of the bound states in protocol order."""
    return tuple(line.state.code for line in chain.lines)


def _delivered_to(year: Year, towards: str, codes: Mapping[str, object]) -> dict[str, int]:
    found = {}
    for code in codes:
        amount = year.implementation.delivered(code, towards, Kind.RELOCATION)
        found[code] = amount.count if isinstance(amount, Persons) else 0
    return found


def _still_due(year: Year, chain: Chain) -> list[tuple[str, Persons | None]]:
    """Give what each contributing state still has to relocate; None if not published."""
    left: list[tuple[str, Persons | None]] = []
    for line in chain.lines:
        code = line.state.code
        if year.is_benefitting(code):
            continue
        due = line.net_due[Kind.RELOCATION].value
        done = year.implementation.delivered_by(code, Kind.RELOCATION)
        if isinstance(due, Persons) and isinstance(done, Persons):
            left.append((code, Persons(max(0, due.count - done.count))))
        else:
            left.append((code, None))
    return left


def _indicative(year: Year) -> Fraction | None:
    act = year.pool.act
    percent = None if act is None else act.sar_percent
    return None if percent is None else percent / 100
