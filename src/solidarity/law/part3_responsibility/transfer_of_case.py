"""After acceptance or confirmation: the transfer, its limit, and the shift if it is missed."""

from __future__ import annotations

import datetime as dt
from typing import Final, NamedTuple

from solidarity.law.part3_responsibility import art46_time_left as time_left
from solidarity.law.part3_responsibility import art46_transfers as art46
from solidarity.law.part3_responsibility.case_record import Application
from solidarity.law.part3_responsibility.deadlines_of_case import Calendars, Deadline, deadline
from solidarity.law.part3_responsibility.findings_of_case import FactUsed, Tried
from solidarity.terms.case_facts import Hindrance
from solidarity.terms.case_records import Transfer
from solidarity.terms.citations import Art

_HINDRANCES: Final = {
    Hindrance.IMPRISONMENT: art46.Hindrance.IMPRISONED,
    Hindrance.ABSCONDING: art46.Hindrance.ABSCONDED,
    Hindrance.PHYSICAL_RESISTANCE: art46.Hindrance.RESISTS,
    Hindrance.MADE_UNFIT: art46.Hindrance.MADE_UNFIT,
    Hindrance.MEDICAL_REQUIREMENTS: art46.Hindrance.NO_MEDICAL_COMPLIANCE,
}


class Accepted(NamedTuple):
    """A state that accepted or confirmed, on which day, and who has to transfer."""

    state: str
    on: dt.date
    transferring: str


def after_acceptance(
    application: Application, accepted: Accepted, calendars: Calendars
) -> tuple[Tried | None, tuple[Deadline, ...], tuple[str, ...]]:
    """
    Find the limit of the transfer, and whether responsibility has shifted.

    Returns:
        The shift to the transferring state, or None; the limits that run; the readings followed.
    """
    transfers = [one for one in application.case.transfers if one.to == accepted.state]
    decision = deadline(
        "transfer-decision",
        starts=accepted.on,
        actor=accepted.transferring,
        calendars=calendars,
    )
    limit = _limit(application, accepted, transfers, calendars)
    readings = _readings(application, transfers)
    done = [one.done_on for one in transfers if one.done_on is not None]
    if done and min(done) <= limit.last_day:
        return None, (), ()
    day = min(done) if done else application.case.as_of
    late = day is not None and day > limit.last_day
    if not late:
        return None, (decision, limit), readings
    state = art46.responsible_when_late(
        transferring=accepted.transferring, responsible=accepted.state, late=late
    )
    last = limit.last_day.isoformat()
    why = f"The transfer to {accepted.state} was not made by {last}: {state} is responsible."
    fact = FactUsed("transfers", f"no transfer by {last}")
    return Tried(Art(46, 2), state, why, (fact,), also=(Art(37, 1),)), (decision, limit), readings


def _readings(application: Application, transfers: list[Transfer]) -> tuple[str, ...]:
    settings, found = application.settings, []
    if any(one.suspension_asked_on for one in application.case.appeals):
        found.append(f"R-117={settings.suspension.value}")
    if any(one.available_again_on for one in transfers):
        found.append(f"R-106={settings.remainder.value}")
    return tuple(found)


def _limit(
    application: Application,
    accepted: Accepted,
    transfers: list[Transfer],
    calendars: Calendars,
) -> Deadline:
    settings = application.settings
    started = accepted.on
    for appeal in application.case.appeals:
        started = art46.transfer_start(
            accepted=started,
            appeal_final=appeal.final_on
            if appeal.suspension_asked_on or appeal.suspensive_effect
            else None,
            granted=appeal.suspensive_effect,
            option=settings.suspension.value,
        )
    actor = accepted.transferring
    limit = deadline("transfer", starts=started, actor=actor, calendars=calendars)
    for one in transfers:
        if one.hindrance is None or one.informed_on is None:
            continue
        told, until = one.informed_on, limit.last_day
        if not art46.may_extend(told=told, transfer_until=until):
            continue
        hindrance = _HINDRANCES[one.hindrance]
        start = art46.extended_start(hindrance, started=started, told=told)
        longer = deadline(hindrance.value[1], starts=start, actor=actor, calendars=calendars)
        if one.available_again_on is None:
            return longer
        back = time_left.Return(until, told, one.available_again_on)
        last = time_left.until_after_return(back, option=settings.remainder.value)
        day, option = one.available_again_on.isoformat(), settings.remainder.value
        says = f"Available again on {day}: {last.isoformat()} (R-106={option})."
        return longer._replace(last_day=min(last, longer.last_day), steps=(*longer.steps, says))
    return limit
