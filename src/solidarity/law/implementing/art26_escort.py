"""Art. 26 of Implementing Regulation (EU) 2025/2055: transfer under escort, and groups."""

from __future__ import annotations

from datetime import date

from solidarity.law.implementing.art24_voluntary import Traveller, is_form_in_time
from solidarity.law.part5_general.counting import days_later
from solidarity.terms.citations import ir
from solidarity.terms.findings import parameter, rule

_SINCE = date(2026, 6, 12)  # Art. 34 of the Implementing Regulation

GROUP_MIN = parameter(
    "persons from which a transfer is one of a group", ir(26), 10, since=_SINCE, unit="persons"
)
LONG_FORM_DAYS = parameter(
    "days before the arrival by which a form is sent for a group, special needs or a threat",
    ir(26),
    21,
    since=_SINCE,
    unit="days",
)


@rule(ir(26))
def is_form_in_time_for(person: Traveller, *, sent: date, arrival: date) -> bool:
    """
    Decide whether the form is sent in time.

    Args:
        person: Who travels.
        sent: Day on which it is sent.
        arrival: Planned day of arrival.

    Returns:
        True at least 21 days before for special needs, a threat or an unaccompanied minor,
        otherwise from the fourteenth to the seventh day before.
    """
    if person.special_needs or person.threat or person.unaccompanied_minor:
        return sent <= days_later(arrival, -LONG_FORM_DAYS.on(max(arrival, _SINCE)))
    return is_form_in_time(sent=sent, arrival=arrival)


@rule(ir(26))
def is_group(persons: int) -> bool:
    """Decide whether so many persons travel as a group, with the form of Annex VI."""
    return persons >= GROUP_MIN.on(_SINCE)


@rule(ir(26))
def is_group_form_in_time(*, sent: date, arrival: date) -> bool:
    """
    Decide whether the form of a group is sent in time.

    Args:
        sent: Day on which it is sent.
        arrival: Planned day of arrival.
    """
    return sent <= days_later(arrival, -LONG_FORM_DAYS.on(max(arrival, _SINCE)))
