"""
Art. 62: deduction of pledged contributions in significant migratory situations.

Unlike Art. 61 it does not matter whether the state used the Pool, and even a state identified by
the yearly decision must give reasons.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta

from solidarity.law.part4_solidarity import art61_deduction_pressure as art61
from solidarity.terms.citations import Art
from solidarity.terms.findings import parameter, rule
from solidarity.terms.quantities import Kind, Quantity

_SINCE = date(2026, 6, 12)  # Art. 85, as corrected

ASSESSMENT_WEEKS_MAX = parameter(
    "weeks within which the Commission assesses a deduction",
    Art(62, 4),
    4,
    since=_SINCE,
    unit="weeks",
)

CAPACITY = "capacity"  # (2)(d) which area is full, and how that affects the pledge
SIGNIFICANCE = "significance"  # (3) reasoned significance of the situation


@rule(Art(62, 1))
def may_request(*, identified: bool, own_view: bool) -> bool:
    """
    Decide whether a Member State may ask for a deduction, at any time of the year.

    Args:
        identified: Whether the yearly decision finds it in a significant migratory situation.
        own_view: Whether it considers itself to be in one.

    Returns:
        True in either case.
    """
    return identified or own_view


@rule(Art(62, 2), Art(62, 3))
def required_content(*, by_decision: bool) -> tuple[str, ...]:
    """
    What the request must contain.

    Args:
        by_decision: Whether the yearly decision finds the state in a significant situation.

    Returns:
        The names of points (a) to (d) of paragraph 2; on the state's own view also the reasons
        of paragraph 3.
    """
    always = (art61.STABILISATION, art61.REPLACEMENT, art61.VULNERABILITIES, CAPACITY)
    return always if by_decision else (*always, SIGNIFICANCE)


@rule(Art(62, 2), Art(62, 3))
def missing_content(*, by_decision: bool, content: Mapping[str, str]) -> tuple[str, ...]:
    """Name the required parts of a request that are absent or empty, in their order."""
    required = required_content(by_decision=by_decision)
    return tuple(part for part in required if not content.get(part, "").strip())


@rule(Art(62, 4))
def assessment_due(received: date) -> date:
    """
    Day by which the Commission gives its assessment to the Council.

    Args:
        received: Day on which the request arrived.

    Returns:
        Four weeks later; the clock `deduction-assessment` shifts it past holidays (Art. 75).

    Raises:
        OutOfScope: Before the Article applied.
    """
    return received + timedelta(weeks=ASSESSMENT_WEEKS_MAX.on(received))


@rule(Art(62, 5))
def is_effective(*, act: str) -> bool:
    """
    Decide whether a deduction has any effect: only with an act of the Council.

    Args:
        act: Reference of the implementing act; "" if there is none.

    Returns:
        True if there is an act.
    """
    return art61.is_effective(act=act)


@rule(Art(62, 5), Art(60, 3))
def effect(
    *,
    fixed: Mapping[Kind, Quantity],
    full: bool,
    amounts: Mapping[Kind, Quantity],
    replaced_by: Mapping[Kind, Quantity],
) -> dict[Kind, Quantity]:
    """
    What is left of a pledge once the Council has granted a deduction; as under Art. 61(4).

    Args:
        fixed: The pledge in the act on the Pool, by type.
        full: Whether all of it is deducted.
        amounts: For a partial deduction: what is taken out, by type.
        replaced_by: What is put in its place, by type.

    Returns:
        The pledge by type after deduction and replacement.

    Raises:
        NotLawful: As in art61_deduction_pressure.effect.
    """
    return art61.effect(fixed=fixed, full=full, amounts=amounts, replaced_by=replaced_by)
