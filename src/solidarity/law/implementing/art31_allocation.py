"""
Art. 31 of Implementing Regulation (EU) 2025/2055: sharing the money among benefitting states.

Three things are taken into account and no formula is given. So what is computed is a proposal with
its reasons; people decide, and their decision is recorded with theirs.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from solidarity.errors import InputError, NotLawful, Problem
from solidarity.terms.apportionment import apportion_quantity
from solidarity.terms.citations import ir
from solidarity.terms.findings import Coverage, not_encoded, rule
from solidarity.terms.quantities import Euro

_SOURCE = ir(31)


@dataclass(frozen=True, slots=True)
class Allocation:
    """
    A proposal.

    Attributes:
        shares: Amount for each benefitting state, in the order given; together the money there is.
        reasons: What it rests on, one sentence for each element taken into account.
    """

    shares: tuple[tuple[str, Euro], ...]
    reasons: tuple[str, ...]


@rule(ir(31, 0, "a"), ir(31, 0, "b"), ir(31, 0, "c"))
def propose(
    *,
    available: Euro,
    declared: Mapping[str, Euro],
    understanding: Mapping[str, Fraction] | None,
    confirmed: Mapping[str, Euro],
) -> Allocation:
    """
    Propose a share for each benefitting Member State.

    A common understanding reached in the Technical-Level Forum is followed. Without one, each
    gets in proportion to what it declared and has, by the January confirmations, not received.

    Args:
        available: Money to be shared.
        declared: Need each state declared, valued in money, under Art. 58 or 59.
        understanding: Weight of each state in the common understanding; None if there is none.
        confirmed: Value of what each was confirmed to have received; missing means nothing.

    Returns:
        The proposal; its shares add up to what is available.

    Raises:
        InputError: If the tables name different states, or nothing is left to go by.
    """
    weights: dict[str, int | Fraction]
    if understanding is None:
        weights = {
            state: max(0, need.cents - confirmed.get(state, Euro(0)).cents)
            for state, need in declared.items()
        }
        basis = "no common understanding: in proportion to needs declared and not yet met"
    else:
        weights = {state: understanding.get(state, Fraction(0)) for state in declared}
        basis = "in the proportions of the common understanding in the Technical-Level Forum"
    strangers = sorted((set(understanding or {}) | set(confirmed)) - set(declared))
    if strangers or (available.cents and not any(weights.values())):
        what = f"{' '.join(strangers) or 'nobody'} with a need to go by"
        raise InputError(Problem(what, "a declared need for each state", source=_SOURCE))
    shares = apportion_quantity(available, weights)
    return Allocation(
        tuple(shares.items()),
        (
            "declared under Art. 58 or 59: " + _list(declared),
            basis,
            "confirmed in January: " + (_list(confirmed) or "nothing"),
        ),
    )


@rule(ir(31))
def decided(*, available: Euro, shares: Mapping[str, Euro], reasons: str) -> Mapping[str, Euro]:
    """
    Check the decision people took before it is recorded; it may differ from any proposal.

    Args:
        available: Money to be shared.
        shares: Amount for each benefitting state.
        reasons: Why, in the words of who decided.

    Returns:
        The shares.

    Raises:
        NotLawful: If they exceed what is available, one is negative, or no reasons are given.
    """
    total = sum(share.cents for share in shares.values())
    if total > available.cents or any(share < Euro(0) for share in shares.values()):
        raise NotLawful(f"shares of {Euro(total)} out of {available}", _SOURCE)
    if not reasons.strip():
        raise NotLawful("an allocation is decided with its reasons", _SOURCE)
    return shares


def _list(amounts: Mapping[str, Euro]) -> str:
    return ", ".join(f"{state} {amount}" for state, amount in amounts.items())


not_encoded(
    ir(31),
    Coverage.AUTHORITY,
    where="solidarity.cycle.s10_confirmation",
    note="the decision is taken by people and recorded with their reasons",
)
