"""From the state found to the state responsible now: requests, silence, transfers, late acts."""

from __future__ import annotations

import datetime as dt
from typing import NamedTuple

from solidarity.law.part3_responsibility.art25_unaccompanied_minors import interest
from solidarity.law.part3_responsibility.art39_take_charge_request import (
    MinorsRequest,
    is_minors_exception,
    request_clocks,
    responsible_when_late,
)
from solidarity.law.part3_responsibility.art40_take_charge_reply import Requested, reply_clock
from solidarity.law.part3_responsibility.case_record import Application
from solidarity.law.part3_responsibility.deadlines_of_case import (
    Calendars,
    Deadline,
    deadline,
    earliest,
)
from solidarity.law.part3_responsibility.findings_of_case import FactUsed, Tried
from solidarity.law.part3_responsibility.hits_of_case import hit_received
from solidarity.law.part3_responsibility.transfer_of_case import Accepted, after_acceptance
from solidarity.terms.case_facts import Answer, ReplyKind, RequestKind
from solidarity.terms.case_records import Request
from solidarity.terms.citations import Art


class Course(NamedTuple):
    """What became of a state found: a shift if there was one, refusal, and the limits."""

    shift: Tried | None
    deadlines: tuple[Deadline, ...]
    refused: bool = False
    readings: tuple[str, ...] = ()


def take_charge(application: Application, found: Tried, calendars: Calendars) -> Course:
    """
    Follow a take charge request to another state.

    Source: Arts 39(1), 40(1), (2) and (8), 46(1) and (2).
    """
    limits = _request_limits(application, found, calendars)
    limit = earliest(limits)
    readings = (
        (f"R-102={application.settings.late_hit.value}",)
        if limit.clock != "take-charge-request" or len(limits) > 1
        else ()
    )
    requests = [
        (position, one)
        for position, one in enumerate(application.case.requests)
        if one.kind is RequestKind.TAKE_CHARGE and one.to == found.state
    ]
    as_of = application.case.as_of
    if not requests:
        is_late = as_of is not None and as_of > limit.last_day
        shift = (
            _late(application, found, day=as_of, limit=limit, path="registrations")
            if is_late
            else None
        )
        return Course(shift, limits, readings=readings)
    position, first = requests[0]
    if first.sent_at > limit.last_day:
        shift = _late(
            application, found, day=first.sent_at, limit=limit, path=f"requests[{position}]"
        )
        if shift is not None:
            return Course(shift, limits, readings=readings)
    last = requests[-1][1]
    is_hit = any(one.clock == "take-charge-request-hit" for one in limits)
    course = _replied(application, found, last, (calendars, limit, is_hit))
    return course._replace(
        deadlines=(*limits, *course.deadlines), readings=(*readings, *course.readings)
    )


def _request_limits(
    application: Application, found: Tried, calendars: Calendars
) -> tuple[Deadline, ...]:
    hit = hit_received(application, found)
    option = application.settings.late_hit.value
    names = request_clocks(hit=hit is not None, in_crisis=False, option=option)
    starts = {"take-charge-request": application.registered, "take-charge-request-hit": hit}
    return tuple(
        deadline(
            name,
            starts=starts[name] or application.registered,
            actor=application.determining,
            calendars=calendars,
        )
        for name in names
    )


def _late(
    application: Application, found: Tried, *, day: dt.date | None, limit: Deadline, path: str
) -> Tried | None:
    decided = application.first.first_decision_on
    exception = is_minors_exception(
        MinorsRequest(
            unaccompanied_minor=application.unaccompanied,
            in_best_interests=interest(found.state, application.person.bic) is Answer.YES,
            decided_on_substance=decided is not None and day is not None and decided <= day,
        )
    )
    state = responsible_when_late(registered_in=application.determining, exception=exception)
    if state is None:
        return None
    last = limit.last_day.isoformat()
    why = f"No request to {found.state} was sent by {last}: {state} is responsible."
    return Tried(Art(39, 1), state, why, (FactUsed(path, f"limit {last}"),), also=(Art(75),))


def _replied(
    application: Application,
    found: Tried,
    request: Request,
    given: tuple[Calendars, Deadline, bool],
) -> Course:
    calendars, limit, is_hit = given
    received, as_of = request.received_at or request.sent_at, application.case.as_of
    name = reply_clock(Requested(hit=is_hit))
    reply = deadline(name, starts=received, actor=found.state, calendars=calendars)
    answered = request.answered_at
    if request.answer is ReplyKind.REJECTED and request.substantiated:
        day = max((one for one in (as_of, answered) if one is not None), default=None)
        if day is not None and day > limit.last_day:
            why = f"{found.state} refused with reasons, and the time to ask another has passed."
            state = application.determining
            fact = FactUsed("requests", f"refused, limit {limit.last_day.isoformat()}")
            return Course(Tried(Art(39, 1), state, why, (fact,)), (reply,))
        return Course(None, (reply,), refused=True)
    if request.answer is ReplyKind.ACCEPTED:
        accepted = min(answered or reply.last_day, reply.last_day)
    elif as_of is not None and as_of > reply.last_day:
        accepted = reply.last_day
    else:
        return Course(None, (reply,))
    shift, deadlines, readings = after_acceptance(
        application, Accepted(found.state, accepted, application.determining), calendars
    )
    return Course(shift, (reply, *deadlines), readings=readings)
