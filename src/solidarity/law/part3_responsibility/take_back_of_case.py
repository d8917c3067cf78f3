"""Following a take back notification: confirmation, silence, transfer."""

from __future__ import annotations

from solidarity.law.part3_responsibility.case_record import Application
from solidarity.law.part3_responsibility.deadlines_of_case import Calendars, deadline
from solidarity.law.part3_responsibility.findings_of_case import Tried
from solidarity.law.part3_responsibility.requests_of_case import Course
from solidarity.law.part3_responsibility.transfer_of_case import Accepted, after_acceptance
from solidarity.terms.case_facts import ReplyKind


def take_back(application: Application, found: Tried, calendars: Calendars) -> Course:
    """
    Follow a take back notification; lateness of the notice itself shifts nothing (Art. 41(1)).

    Source: Arts 41(1), (3) and (4), 46(1) and (2).
    """
    case, here = application.case, application.present_in
    hits = [one.received_at for one in application.person.eurodac_hits if one.msr_recorded]
    limits = tuple(
        deadline("take-back-notification", starts=day, actor=here, calendars=calendars)
        for day in sorted(hits)[-1:]
    )
    notes = [one for one in case.notifications if one.to == found.state]
    if not notes or here == found.state:
        return Course(None, limits if here != found.state else ())
    note = notes[-1]
    reply = deadline(
        "take-back-confirmation",
        starts=note.received_at or note.sent_at,
        actor=found.state,
        calendars=calendars,
    )
    if note.answer is ReplyKind.ACCEPTED:
        confirmed = min(note.answered_at or reply.last_day, reply.last_day)
    elif note.answer is None and case.as_of is not None and case.as_of > reply.last_day:
        confirmed = reply.last_day
    else:
        return Course(None, (*limits, reply))
    shift, deadlines, readings = after_acceptance(
        application, Accepted(found.state, confirmed, here), calendars
    )
    return Course(shift, (*limits, reply, *deadlines), readings=readings)
