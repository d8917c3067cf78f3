"""Art. 12 of Regulation (EU) 2024/1359: longer time limits in a crisis or force majeure."""

from __future__ import annotations

from datetime import date
from types import MappingProxyType
from typing import Final

from solidarity.terms.citations import crisis
from solidarity.terms.findings import rule

LONGER: Final = MappingProxyType(
    {
        "take-charge-request": "crisis-take-charge-request",
        "take-charge-request-hit": "crisis-take-charge-request",
        "take-charge-reply": "crisis-take-charge-reply",
        "take-charge-reply-hit": "crisis-take-charge-reply",
        "take-charge-reply-urgent": "crisis-take-charge-reply",
        "take-back-notification": "crisis-take-back-notification",
        "take-back-confirmation": "crisis-take-back-confirmation",
        "transfer": "crisis-transfer",
    }
)
"""Ordinary clock: the one that runs in its place for the state in crisis."""


@rule(crisis(12, 1))
def may_derogate(
    *, authorised: bool, instrumentalisation: bool, impossible: bool, from_all_limits: bool
) -> bool:
    """
    Decide whether the longer limits may be used.

    Args:
        authorised: Whether the Council has authorised the derogation.
        instrumentalisation: Whether the crisis is one of instrumentalisation, which does not count.
        impossible: Whether the state cannot keep the ordinary limits or receive persons.
        from_all_limits: Whether it derogates from all the limits at the same time.
    """
    return authorised and not instrumentalisation and impossible and from_all_limits


@rule(crisis(12, 2))
def clock_in_crisis(ordinary: str) -> str:
    """
    Name of the clock that runs for the state in crisis.

    Args:
        ordinary: Name of the ordinary clock.

    Returns:
        The longer one; the same where there is none, as for detained persons (R-135).
    """
    return LONGER.get(ordinary, ordinary)


@rule(crisis(12, 3))
def responsible_when_late(*, in_crisis: str, otherwise: str, limit: str) -> str:
    """
    Member State responsible when the state in crisis misses a longer limit.

    Args:
        in_crisis: Code of the state in crisis.
        otherwise: Code of the state responsible otherwise.
        limit: "request", "reply", "transfer", or "take_back", for which nothing shifts.
    """
    return in_crisis if limit in {"request", "reply", "transfer"} else otherwise


@rule(crisis(12, 4))
def may_transfer_to(*, in_crisis: bool, agreed: bool) -> bool:
    """
    Decide whether a person may be transferred to a state.

    Args:
        in_crisis: Whether that state faces the crisis and the derogation is applied.
        agreed: Whether it agreed to receive this person, for reasons of the single case.
    """
    return agreed or not in_crisis


@rule(crisis(12, 4))
def responsible_after_a_year(*, transferring: str, in_crisis: str, last_day: date, on: date) -> str:
    """
    Member State responsible for a person who was to be transferred to the state in crisis.

    Args:
        transferring: Code of the state that was to transfer the person.
        in_crisis: Code of the state in crisis, responsible until then.
        last_day: Last day of the year.
        on: The day asked about.
    """
    return transferring if on > last_day else in_crisis
