"""
Art. 64: money goes to the Union budget and pays for listed actions.

Rules on its operation are Arts 30 and 31 of Implementing Regulation (EU) 2025/2055 (64(3)).
"""

from __future__ import annotations

from solidarity.errors import NotLawful
from solidarity.terms.citations import Art
from solidarity.terms.findings import Coverage, not_encoded, rule
from solidarity.terms.quantities import Euro


@rule(Art(64, 1))
def is_financial_contribution(*, to_union_budget: bool) -> bool:
    """
    Decide whether a payment is a financial contribution of the mechanism.

    Args:
        to_union_budget: Whether it is made to the Union budget.

    Returns:
        False for a payment from state to state.
    """
    return to_union_budget


@rule(Art(64, 2))
def missing_in_action(
    *, objective: str, programme: str, amount: Euro, fits_objectives: bool | None
) -> tuple[str, ...]:
    """
    What an action must still show before it stands in the Coordinator's inventory.

    Args:
        objective: Which objective of Art. 56(2)(b) or 56(3) it serves.
        programme: Union programme through which it is financed.
        amount: What it costs.
        fits_objectives: Whether, after contact with the Commission, it fits; None if not settled.

    Returns:
        What is missing, in this order.
    """
    checks = (
        ("objective", bool(objective.strip())),
        ("programme", bool(programme.strip())),
        ("amount", amount > Euro(0)),
        ("agreement on the objectives", fits_objectives is True),
    )
    return tuple(name for name, is_there in checks if not is_there)


@rule(Art(64, 4))
def unallocated(*, total: Euro, allocated: Euro) -> Euro:
    """
    Money of the Pool allocated to no action.

    It may be added to the thematic facility of Regulation (EU) 2021/1147; that is for the
    Commission to decide.

    Args:
        total: Money of the Pool.
        allocated: What was allocated.

    Returns:
        What is left.

    Raises:
        NotLawful: If more was allocated than there is.
    """
    if allocated > total:
        raise NotLawful(f"{allocated} cannot be allocated out of {total}", Art(64, 1))
    return total - allocated


not_encoded(
    Art(64, 2),
    Coverage.PROCEDURAL,
    where="solidarity.cycle.s08_implementation",
    note="actions submitted to the Technical-Level Forum are listed as events: the inventory",
)
not_encoded(
    Art(64, 3),
    Coverage.OUT_OF_SCOPE,
    where="solidarity.law.implementing.art30_amount_due",
    note="empowerment; used by Implementing Regulation (EU) 2025/2055",
)
not_encoded(
    Art(64, 5),
    Coverage.PROCEDURAL,
    where="solidarity.cycle.s08_implementation",
    note="progress of each action is recorded as an event",
)
not_encoded(
    Art(64, 6),
    Coverage.PROCEDURAL,
    where="solidarity.cycle.s01_report",
    note="the Commission reports on the actions in its yearly Report",
)
