"""
Art. 61: deduction of pledged contributions in cases of migratory pressure.

The Commission assesses, the Council decides; nothing changes before a Council act. Amounts written
down inside the act on the Pool itself are art61_adjusted_pledge (R-009).
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta

from solidarity.errors import NotLawful
from solidarity.terms.apportionment import units_of
from solidarity.terms.citations import Art
from solidarity.terms.findings import parameter, rule
from solidarity.terms.quantities import Euro, Kind, Persons, Quantity

_SINCE = date(2026, 6, 12)  # Art. 85, as corrected

ASSESSMENT_WEEKS_MAX = parameter(
    "weeks within which the Commission assesses a deduction",
    Art(61, 3),
    4,
    since=_SINCE,
    unit="weeks",
)

STABILISATION = "stabilisation"  # (a) how the deduction could help to steady the situation
REPLACEMENT = "replacement"  # (b) whether another type could take its place
VULNERABILITIES = "vulnerabilities"  # (c) how weaknesses will be met
PRESSURE = "pressure"  # (d) reasoned existence and extent of the pressure


@rule(Art(61, 1))
def may_request(*, identified: bool, own_view: bool, used_pool: bool, notified: bool) -> bool:
    """
    Decide whether a Member State may ask for a deduction, at any time of the year.

    Args:
        identified: Whether the yearly decision finds it under pressure.
        own_view: Whether it considers itself under pressure.
        used_pool: Whether it made use of the Pool under Art. 58.
        notified: Whether it notified the need under Art. 59.

    Returns:
        True if it is, or thinks it is, under pressure and took neither way to the Pool.
    """
    return (identified or own_view) and not used_pool and not notified


@rule(Art(61, 2))
def required_content(*, by_decision: bool) -> tuple[str, ...]:
    """
    What the request must contain.

    Args:
        by_decision: Whether the yearly decision finds the state under pressure.

    Returns:
        Nothing in that case; otherwise the names of points (a) to (d).
    """
    return () if by_decision else (STABILISATION, REPLACEMENT, VULNERABILITIES, PRESSURE)


@rule(Art(61, 2))
def missing_content(*, by_decision: bool, content: Mapping[str, str]) -> tuple[str, ...]:
    """Name the required parts of a request that are absent or empty, in their order."""
    required = required_content(by_decision=by_decision)
    return tuple(part for part in required if not content.get(part, "").strip())


@rule(Art(61, 3))
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


@rule(Art(61, 4))
def is_effective(*, act: str) -> bool:
    """
    Decide whether a deduction has any effect: only with an act of the Council.

    Args:
        act: Reference of the implementing act; "" if there is none.

    Returns:
        True if there is an act. A request or an assessment changes nothing.
    """
    return bool(act.strip())


@rule(Art(61, 4), Art(60, 3))
def effect(
    *,
    fixed: Mapping[Kind, Quantity],
    full: bool,
    amounts: Mapping[Kind, Quantity],
    replaced_by: Mapping[Kind, Quantity],
) -> dict[Kind, Quantity]:
    """
    What is left of a pledge once the Council has granted a deduction.

    Args:
        fixed: The pledge in the act on the Pool, by type.
        full: Whether all of it is deducted.
        amounts: For a partial deduction: what is taken out, by type.
        replaced_by: What is put in its place, by type.

    Returns:
        The pledge by type after deduction and replacement.

    Raises:
        NotLawful: If more is taken out than was pledged in a type, or if a full deduction names
            a replacement: a pledge that goes on in another type is not fully deducted.
    """
    if full and any(units_of(amount) for amount in replaced_by.values()):
        raise NotLawful("a full deduction leaves nothing to put in another type", Art(60, 3))
    left: dict[Kind, Quantity] = {}
    for kind in Kind:
        pledged = fixed.get(kind, _nothing(kind))
        taken = pledged if full else amounts.get(kind, _nothing(kind))
        rest = units_of(pledged) - units_of(taken)
        if rest < 0:
            raise NotLawful(f"{taken} is deducted from {pledged} ({kind.value})", Art(61, 1))
        rest += units_of(replaced_by.get(kind, _nothing(kind)))
        left[kind] = Persons(rest) if kind is Kind.RELOCATION else Euro(rest)
    return left


def _nothing(kind: Kind) -> Quantity:
    return Persons(0) if kind is Kind.RELOCATION else Euro(0)
