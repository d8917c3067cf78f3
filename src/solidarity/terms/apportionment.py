"""
Largest remainder: sharing a whole number in proportion, exactly.

The law says "in proportion" and never how to treat what is not whole. Each party first gets the
whole part of its exact proportion; what is left goes, one by one, to the largest remainders. Equal
remainders go to the party that stands first in the order given (callers give protocol order), so
the same input always has the same answer.
"""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import TypeVar

from solidarity.errors import InputError, Problem
from solidarity.terms.quantities import Euro, Persons

K = TypeVar("K")
Q = TypeVar("Q", Persons, Euro)


def apportion(total: int, weights: Mapping[K, int | Fraction]) -> dict[K, int]:
    """
    Share a whole number in proportion to weights.

    The parts add up to the total; each part is the exact proportion rounded down or up; of two
    parties the one with the greater weight never gets less.

    Args:
        total: What is shared, in whole units (persons, cents); not negative.
        weights: Weight of each party, not negative; their order breaks ties.

    Returns:
        The whole part of each party, in the same order.

    Raises:
        InputError: If the total or a weight is negative, or there is something to share and no
            party to share it.
    """
    whole = sum((Fraction(weight) for weight in weights.values()), Fraction(0))
    if total < 0 or any(weight < 0 for weight in weights.values()):
        raise InputError(Problem("a negative number cannot be shared", "numbers from 0"))
    if whole == 0:
        if total:
            raise InputError(Problem(f"nobody to share {total} among", "a weight above 0"))
        return dict.fromkeys(weights, 0)
    exact = {key: total * Fraction(weight) / whole for key, weight in weights.items()}
    parts = {key: share.numerator // share.denominator for key, share in exact.items()}
    by_remainder = sorted(exact, key=lambda key: parts[key] - exact[key])  # stable: ties in order
    for key in by_remainder[: total - sum(parts.values())]:
        parts[key] += 1
    return parts


def apportion_level(total: int, limits: Mapping[K, int]) -> dict[K, int]:
    """
    Share a whole number in equal parts, nobody above its limit.

    What a party at its limit cannot take is shared again, equally, among the others.

    Args:
        total: What is shared; not negative, not above the sum of the limits.
        limits: The most each party can take; their order breaks ties.

    Returns:
        The part of each party, in the same order.

    Raises:
        InputError: If the total is negative or above the sum of the limits.
    """
    if not 0 <= total <= sum(limits.values()):
        expected = f"from 0 to {sum(limits.values())}"
        raise InputError(Problem(f"{total} cannot be shared within the limits", expected))
    parts = dict.fromkeys(limits, 0)
    while rest := total - sum(parts.values()):
        rooms = {key: limit - parts[key] for key, limit in limits.items() if parts[key] < limit}
        each = rest // len(rooms)
        served = rooms if each else tuple(rooms)[:rest]  # the last few, one each, in order
        for key in served:
            parts[key] += min(each or 1, rooms[key])
    return parts


def apportion_quantity(total: Q, weights: Mapping[K, int | Fraction]) -> dict[K, Q]:
    """
    Share persons or money in proportion to weights; see `apportion`.

    Args:
        total: What is shared: whole persons, or money in whole cents.
        weights: Weight of each party, not negative; their order breaks ties.

    Returns:
        The part of each party, of the same kind as the total.

    Raises:
        InputError: As `apportion`.
    """
    parts = apportion(units_of(total), weights)
    return {key: of_kind(total, part) for key, part in parts.items()}


def units_of(quantity: Persons | Euro) -> int:
    """Give the whole number inside a quantity: persons, or cents."""
    return quantity.count if isinstance(quantity, Persons) else quantity.cents


def of_kind(like: Q, units: int) -> Q:
    """
    Make a quantity of the same kind.

    Args:
        like: Persons or money.
        units: Whole persons, or cents.

    Returns:
        So many persons if `like` are persons, so many cents if it is money.
    """
    return type(like)(units)
