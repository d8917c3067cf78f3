"""
Deliveries, added per contributing state and destination.

Plain numbers, and two small copies for each delivery: a year is rebuilt from a million of these.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from solidarity.terms.quantities import Euro, Kind, Persons, Quantity

Delivered = tuple[int, int, int]
"""Persons relocated, cents of money, cents of alternative measures."""

Deliveries = Mapping[str, Mapping[str, Delivered]]
"""By contributing state, then by where it went."""

_NOTHING: Final[Delivered] = (0, 0, 0)
_NOWHERE: Final[Mapping[str, Delivered]] = {}


def counted(table: Deliveries, route: tuple[str, str], kind: Kind, amount: Quantity) -> Deliveries:
    """
    Add a delivery.

    Args:
        table: What was delivered before; it is not changed.
        route: From which contributing state, to where.
        kind: What is delivered.
        amount: How much.
    """
    state, towards = route
    row = table.get(state, _NOWHERE)
    persons, money, alternative = row.get(towards, _NOTHING)
    if isinstance(amount, Persons):
        persons += amount.count
    elif kind is Kind.FINANCIAL:
        money += amount.cents
    else:
        alternative += amount.cents
    return {**table, state: {**row, towards: (persons, money, alternative)}}


def delivered(table: Deliveries, kind: Kind, state: str, towards: str | None = None) -> Quantity:
    """
    Give what a state delivered of one kind.

    Args:
        table: What was delivered.
        kind: What is asked for.
        state: The contributing state.
        towards: Where it went; None for everywhere.
    """
    row = table.get(state, _NOWHERE)
    parts = row.values() if towards is None else (row.get(towards, _NOTHING),)
    persons, money, alternative = (sum(part[at] for part in parts) for at in range(3))
    if kind is Kind.RELOCATION:
        return Persons(persons)
    return Euro(money if kind is Kind.FINANCIAL else alternative)


def relocated(table: Deliveries, late: Deliveries) -> dict[str, Persons]:
    """Give the persons each state relocated, without those who came late."""
    return {
        state: Persons(
            sum(part[0] for part in row.values())
            - sum(part[0] for part in late.get(state, _NOWHERE).values())
        )
        for state, row in table.items()
    }
