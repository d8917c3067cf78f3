"""Art. 25 of Implementing Regulation (EU) 2025/2055: supervised departure."""

from __future__ import annotations

from datetime import date

from solidarity.law.implementing.art24_voluntary import Traveller, is_form_in_time
from solidarity.law.part5_general.counting import days_later
from solidarity.terms.citations import ir
from solidarity.terms.findings import parameter, rule

_SINCE = date(2026, 6, 12)  # Art. 34 of the Implementing Regulation

LONG_FORM_DAYS = parameter(
    "days before the arrival by which the form is sent for special needs or a minor",
    ir(25),
    21,
    since=_SINCE,
    unit="days",
)


@rule(ir(25))
def is_form_in_time_for(person: Traveller, *, sent: date, arrival: date) -> bool:
    """
    Decide whether the form is sent in time.

    Args:
        person: Who travels.
        sent: Day on which it is sent.
        arrival: Planned day of arrival.

    Returns:
        True at least 21 days before for special needs or an unaccompanied minor, otherwise from
        the fourteenth to the seventh day before.
    """
    if person.special_needs or person.unaccompanied_minor:
        return sent <= days_later(arrival, -LONG_FORM_DAYS.on(max(arrival, _SINCE)))
    return is_form_in_time(sent=sent, arrival=arrival)


@rule(ir(25))
def may_use_fallback(*, answered: bool, viable: bool) -> bool:
    """Decide whether the fallback airport is used: no answer in five days, or no viable one."""
    return not (answered and viable)


@rule(ir(25))
def silence_clock(*, travels_alone_to_authority: bool) -> str | None:
    """After which limit silence means that the transfer was carried out; None if it never does."""
    return "arrival-silence-supervised" if travels_alone_to_authority else None
