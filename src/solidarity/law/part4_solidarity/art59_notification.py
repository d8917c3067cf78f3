"""
Art. 59: a Member State that considers itself under pressure notifies the need to use the Pool.

Whether it is under pressure is for the Commission, whether the Pool can carry it for the Commission
and the Council: see art59_access.
"""

from __future__ import annotations

from collections.abc import Set as AbstractSet
from datetime import date, timedelta

from solidarity.law.part4_solidarity.art58_intention import missing_parts as missing_in_needs
from solidarity.terms.citations import Art
from solidarity.terms.findings import Coverage, not_encoded, parameter, rule
from solidarity.terms.quantities import Kind
from solidarity.terms.statuses import UNDER_PRESSURE, Status

_SINCE = date(2026, 6, 12)  # Art. 85, as corrected

FORUM_WEEKS_MAX = parameter(
    "weeks within which the Technical-Level Forum meets", Art(59, 6), 2, since=_SINCE, unit="weeks"
)
REFUSAL_WEEKS_MAX = parameter(
    "weeks within which the Council can refuse access", Art(59, 6), 2, since=_SINCE, unit="weeks"
)
HIGH_LEVEL_WEEKS_MAX = parameter(
    "weeks within which the High-Level Forum meets", Art(59, 7), 1, since=_SINCE, unit="weeks"
)


@rule(Art(59, 1))
def may_notify(*, statuses: AbstractSet[Status]) -> bool:
    """
    Decide whether this way is open: only to states the yearly decision did not find under pressure.

    Args:
        statuses: What the decision of Art. 11 made of the state.

    Returns:
        True if it carries no status of migratory pressure.
    """
    return not UNDER_PRESSURE & statuses


@rule(Art(59, 2))
def missing_parts(
    *,
    reasoning: str,
    needs: tuple[tuple[Kind, str], ...],
    programmes: tuple[str, ...],
    stabilisation: str,
    vulnerabilities: str,
) -> tuple[str, ...]:
    """
    What the notification must still contain.

    Whether the data behind the reasoning are complete is asked of art09_report.missing_indicators.

    Args:
        reasoning: Why and how far there is pressure, with updated data on the indicators.
        needs: Type and level of each measure needed.
        programmes: Union spending programmes concerned, when money is needed.
        stabilisation: How use of the Pool could steady the situation.
        vulnerabilities: How weaknesses found will be met.

    Returns:
        What is missing, in the order of points (a) to (d).
    """
    missing: tuple[str, ...] = () if reasoning.strip() else ("reasoning on the pressure",)
    missing += missing_in_needs(needs=needs, programmes=programmes)
    missing += () if stabilisation.strip() else ("how the Pool could stabilise",)
    return missing + (() if vulnerabilities.strip() else ("how vulnerabilities are addressed",))


@rule(Art(59, 6))
def forum_due(transmitted: date) -> date:
    """Last day for the Technical-Level Forum: two weeks after the decision was transmitted."""
    return transmitted + timedelta(weeks=FORUM_WEEKS_MAX.on(transmitted))


@rule(Art(59, 6))
def council_refusal_due(transmitted: date) -> date:
    """Last day on which the Council can refuse access: two weeks after transmission."""
    return transmitted + timedelta(weeks=REFUSAL_WEEKS_MAX.on(transmitted))


@rule(Art(59, 7), reading="R-011")
def high_level_forum_due(decided: date, council_acted: date | None = None) -> date:
    """
    Last day for the High-Level Forum after the Council found too little capacity.

    The law counts one week from the Commission decision although the Council has two to act. If
    the Council acts when that week is over, the week is counted from its act (R-011).

    Args:
        decided: Day of the Commission decision.
        council_acted: Day of the Council act, if known.

    Returns:
        The day; later than one week after the decision, it calls for a warning.
    """
    week = timedelta(weeks=HIGH_LEVEL_WEEKS_MAX.on(decided))
    late = council_acted is not None and council_acted > decided + week
    return council_acted + week if late and council_acted is not None else decided + week


not_encoded(
    Art(59, 3),
    Coverage.PROCEDURAL,
    where="",
    note="agencies and the state assist the assessment when the Commission asks",
)
not_encoded(
    Art(59, 5),
    Coverage.PROCEDURAL,
    where="solidarity.cycle.s06_access",
    note="transmission is recorded with its date, from which the two weeks run",
)
