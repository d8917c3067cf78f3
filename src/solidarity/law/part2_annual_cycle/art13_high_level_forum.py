"""Article 13: the High-Level EU Solidarity Forum, where Member States pledge."""

from __future__ import annotations

from datetime import date
from enum import Enum

from solidarity.law.part5_general.art75_time_limits import Length, Unit, end_of
from solidarity.terms.citations import Art
from solidarity.terms.dates import HolidayCalendar
from solidarity.terms.findings import Coverage, not_encoded, parameter, rule

_SINCE = date(2024, 6, 11)

FORUM_DAYS = parameter(
    "time to convene the High-Level Forum", Art(13, 2), 15, since=_SINCE, unit="days"
)

GROUNDS: dict[str, str] = {
    "insufficient": "contributions are too low for the needs identified",
    "deductions": "contributions are too low because of significant deductions",
    "higher_needs": "a Member State under pressure has higher needs than anticipated",
    "overall_situation": "the overall situation requires additional support",
}
"""Why the forum can be reconvened (Article 13(4))."""


class Standing(Enum):
    """In which capacity a state sits in the High-Level or the Technical-Level Forum."""

    MEMBER = "member"
    AD_HOC = "may be invited to contribute ad hoc"
    NONE = "none"


not_encoded(
    Art(13, 3),
    Coverage.PROCEDURAL,
    "solidarity.cycle.s04_pledging",
    "The forum examines, concludes and receives the pledges; each is recorded.",
)


@rule(Art(13, 1), Art(14, 3))
def standing(*, bound: bool, agreement: bool) -> Standing:
    """
    Tell in which capacity a state may sit in the forum.

    Args:
        bound: Whether Part IV binds it.
        agreement: Whether it is outside Part IV but has an agreement with the Union on the
            criteria of responsibility.
    """
    if bound:
        return Standing.MEMBER
    return Standing.AD_HOC if agreement else Standing.NONE


@rule(Art(13, 2))
def forum_due(last_adopted: date, *, calendar: HolidayCalendar | None = None) -> date:
    """
    Give the last day for convening the forum.

    Args:
        last_adopted: Day on which the last of Report, decision and proposal was adopted.
        calendar: Holidays of the institutions, because the Council convenes; None if unknown.
    """
    length = Length(FORUM_DAYS.on(last_adopted), Unit.DAYS)
    return end_of(start=last_adopted, length=length, calendar=calendar).last_day


@rule(Art(13, 4))
def is_simple_majority(*, in_favour: int, members: int) -> bool:
    """Tell whether more than half of the members of the Council are in favour."""
    return 2 * in_favour > members


@rule(Art(13, 4))
def may_reconvene(*, ground: str, simple_majority: bool) -> bool:
    """
    Tell whether the Council can reconvene the forum for further contributions.

    Args:
        ground: A key of `GROUNDS`; whether it is made out is the Council's judgement.
        simple_majority: Whether a simple majority of the Council is in favour.
    """
    return ground in GROUNDS and simple_majority
