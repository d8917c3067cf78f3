"""Art. 58: a Member State found to be under pressure says that it will use the Pool."""

from __future__ import annotations

from collections.abc import Set as AbstractSet
from datetime import date, timedelta

from solidarity.terms.citations import Art
from solidarity.terms.findings import parameter, rule
from solidarity.terms.quantities import Kind
from solidarity.terms.statuses import UNDER_PRESSURE, Status

_SINCE = date(2026, 6, 12)  # Art. 85, as corrected

FORUM_DAYS_MAX = parameter(
    "days within which the Technical-Level Forum meets", Art(58, 3), 10, since=_SINCE, unit="days"
)


@rule(Art(58, 1))
def may_use_pool(
    *, statuses: AbstractSet[Status], act_adopted: date | None, informed: date
) -> bool:
    """
    Decide whether a Member State gains access by merely saying so.

    Args:
        statuses: What the yearly decision of Art. 11 made of the state.
        act_adopted: Day on which the Council act was adopted; None if there is none.
        informed: Day on which the Commission and the Council were told.

    Returns:
        True if the decision finds it under pressure and the act came before the information. A
        significant situation or a risk of pressure gives no access.
    """
    return bool(UNDER_PRESSURE & statuses) and act_adopted is not None and informed >= act_adopted


@rule(Art(58, 2))
def missing_parts(
    *, needs: tuple[tuple[Kind, str], ...], programmes: tuple[str, ...]
) -> tuple[str, ...]:
    """
    What the information must still contain.

    Use made of the Toolbox is stated where relevant and is never a condition (recital 32).

    Args:
        needs: Type and level of each measure needed.
        programmes: Union spending programmes concerned.

    Returns:
        Among "type and level of measures" and "Union programmes" (asked for when money is
        needed) what is missing, in this order.
    """
    missing: tuple[str, ...] = ()
    if not needs or any(not level.strip() for _, level in needs):
        missing += ("type and level of measures",)
    if any(kind is Kind.FINANCIAL for kind, _ in needs) and not programmes:
        missing += ("Union programmes",)
    return missing


@rule(Art(58, 3))
def forum_due(received: date) -> date:
    """
    Last day on which the Technical-Level Forum is convened for this state.

    Args:
        received: Day on which the information arrived.

    Returns:
        The tenth day after it; the clock `technical-forum` shifts it past holidays (Art. 75).

    Raises:
        OutOfScope: Before the Article applied.
    """
    return received + timedelta(days=FORUM_DAYS_MAX.on(received))
