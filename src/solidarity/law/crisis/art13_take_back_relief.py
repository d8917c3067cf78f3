"""Art. 13 of Regulation (EU) 2024/1359: relief from taking back in extraordinary mass arrivals."""

from __future__ import annotations

import datetime as dt
from typing import Final

from solidarity.law.part5_general.counting import months_later
from solidarity.terms.case_facts import Registration
from solidarity.terms.case_records import Case, Person
from solidarity.terms.citations import crisis
from solidarity.terms.findings import parameter, rule

_SINCE: Final = dt.date(2026, 6, 12)
MONTHS_BEFORE: Final = parameter(
    "months before the Council decision", crisis(13, 1), 4, since=_SINCE, unit="months"
)


@rule(crisis(13, 1))
def is_relieved(case: Case, first: Registration) -> bool:
    """
    Tell whether the state of first registration is relieved from taking back.

    The registration must lie in the period of the Council decision, which reaches back four months
    at most, and no notification may have been sent before the decision.
    """
    relief = case.crisis
    if relief is None or relief.state != first.state:
        return False
    earliest = months_later(relief.adopted_on, -MONTHS_BEFORE.on(_SINCE))
    start = max(relief.registered_from, earliest)
    notified = any(
        one.to == relief.state and one.sent_at < relief.adopted_on for one in case.notifications
    )
    return start <= first.registered_at <= relief.adopted_on and not notified


@rule(crisis(13, 2))
def state_of_second_registration(person: Person, first: Registration) -> str:
    """Name the state of the next registration elsewhere; "" if there is none."""
    later = sorted(
        (one.registered_at, str(one.state))
        for one in person.registrations
        if one.registered_at >= first.registered_at and one.state != first.state
    )
    return later[0][1] if later else ""


@rule(crisis(13, 3))
def state_that_determines_instead(person: Person, first: Registration) -> str:
    """Name the state that determines instead of the relieved one: the next to register."""
    return state_of_second_registration(person, first)
