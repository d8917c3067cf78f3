"""Art. 24 of Implementing Regulation (EU) 2025/2055: travelling by own means."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from solidarity.law.part5_general.counting import days_later
from solidarity.terms.citations import ir
from solidarity.terms.findings import parameter, rule

_SINCE = date(2026, 6, 12)  # Art. 34 of the Implementing Regulation

FORM_DAYS = parameter(
    "days before the arrival between which the form is sent, earliest and latest",
    ir(24),
    (14, 7),
    since=_SINCE,
    unit="days",
)


@dataclass(frozen=True, slots=True)
class Traveller:
    """What decides how a person can travel."""

    unaccompanied_minor: bool = False
    risk_of_absconding: bool = False
    threat: bool = False
    special_needs: bool = False


@rule(ir(24))
def may_travel_alone(person: Traveller) -> bool:
    """Decide whether the transfer can be voluntary: none of the four must hold."""
    return not (
        person.unaccompanied_minor
        or person.risk_of_absconding
        or person.threat
        or person.special_needs
    )


@rule(ir(24))
def is_form_in_time(*, sent: date, arrival: date) -> bool:
    """
    Decide whether the form is sent in its window.

    Args:
        sent: Day on which it is sent.
        arrival: Day by which the person must appear.

    Returns:
        True from the fourteenth to the seventh day before.
    """
    earliest, latest = FORM_DAYS.on(max(arrival, _SINCE))
    return days_later(arrival, -earliest) <= sent <= days_later(arrival, -latest)


@rule(ir(24))
def silence_clock() -> str:
    """After which limit silence means that the transfer was carried out."""
    return "arrival-silence-voluntary"
