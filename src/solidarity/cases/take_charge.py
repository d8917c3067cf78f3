"""Take charge: from the registration to acceptance, or to responsibility at home (Arts 38-40)."""

from __future__ import annotations

from typing import Final

from solidarity.cases import guards, tasks
from solidarity.cases.shifts import shifts_from
from solidarity.cases.table import Cell, Limit, Role, Table, in_each
from solidarity.terms.citations import Art, ir

_OPEN = ("determining", "request_due", "pending", "rejected", "accepted", "accepted_by_default")
_BEFORE_REQUEST = ("determining", "request_due")

_ACCEPTED = (tasks.DECIDE, tasks.ENTER_RESPONSIBLE)

CELLS: Final = (
    Cell(
        "determining",
        "criteria_point_elsewhere",
        "request_due",
        Art(39, 1),
        needs=(guards.NO_THREAT,),
        tasks=(tasks.SEND_TAKE_CHARGE, tasks.PUT_FIRST),
    ),
    Cell(
        "determining",
        "criteria_point_here",
        "responsible_by_criteria",
        Art(38, 3),
        tasks=(tasks.ENTER_RESPONSIBLE, tasks.EXAMINE_HERE),
    ),
    Cell(
        "determining",
        "threat_found",
        "responsible_by_threat",
        Art(16, 4),
        tasks=(tasks.ENTER_RESPONSIBLE, tasks.ENTER_THREAT),
    ),
    *in_each(
        _BEFORE_REQUEST,
        Cell("", "hit_received", "", Art(39, 1, subparagraph=2), stamp="hit_on"),
    ),
    Cell(
        "responsible_by_lateness",
        "hit_received",
        "determining",
        Art(39, 1, subparagraph=2),
        when=(guards.is_option("R-102", "hit_alone", Art(39, 1)),),
        tasks=(tasks.DETERMINE_AGAIN,),
        stamp="hit_on",
    ),
    *in_each(
        _BEFORE_REQUEST,
        Cell("", "delay_counted", "", Art(51, 5), needs=(guards.SHOWS_RESPONSIBILITY,)),
    ),
    Cell(
        "responsible_by_lateness",
        "delay_counted",
        "determining",
        Art(51, 5),
        needs=(guards.SHOWS_RESPONSIBILITY,),
        tasks=(tasks.DETERMINE_AGAIN,),
    ),
    *in_each(
        (*_BEFORE_REQUEST, "pending", "rejected"),
        Cell("", "absconded", "", Art(38, 2)),
    ),
    *in_each(
        _BEFORE_REQUEST,
        Cell(
            "",
            "request_limit_passed",
            "responsible_by_lateness",
            Art(39, 1, subparagraph=3),
            tasks=(tasks.ENTER_RESPONSIBLE, tasks.EXAMINE_HERE),
        ),
    ),
    Cell(
        "request_due",
        "request_sent",
        "pending",
        Art(39, 1),
        needs=(
            guards.NO_THREAT,
            guards.INTERVIEWED,
            guards.REPRESENTED,
            guards.REQUEST_COMPLETE,
            guards.RECEIPT_KNOWN,
            guards.PERIOD_LONG_ENOUGH,
        ),
    ),
    Cell(
        "responsible_by_lateness",
        "minors_interests_found",
        "request_due",
        Art(39, 1, subparagraph=4),
        needs=(guards.MINORS_EXCEPTION,),
        tasks=(tasks.SEND_TAKE_CHARGE, tasks.PUT_FIRST),
    ),
    Cell(
        "pending",
        "accepted",
        "accepted",
        Art(40, 1),
        needs=(guards.ACCEPTANCE_COMPLETE,),
        tasks=_ACCEPTED,
        stamp="accepted_on",
    ),
    Cell(
        "pending",
        "refused",
        "rejected",
        Art(40, 8),
        when=(guards.SUBSTANTIATED,),
        tasks=(tasks.CONSIDER_ASKING_AGAIN,),
        stamp="rejected_on",
    ),
    Cell(
        "pending",
        "refused",
        "accepted_by_default",
        Art(40, 8),
        when=(guards.ACCEPTS_AT_ONCE,),
        tasks=(*_ACCEPTED, tasks.ARRANGE_ARRIVAL),
        stamp="accepted_on",
    ),
    Cell("pending", "refused", "pending", Art(40, 8)),
    Cell(
        "pending",
        "reply_limit_passed",
        "accepted_by_default",
        Art(40, 8),
        tasks=(*_ACCEPTED, tasks.ARRANGE_ARRIVAL),
        stamp="accepted_on",
    ),
    Cell(
        "rejected",
        "re_examination_accepted",
        "accepted",
        ir(9),
        tasks=_ACCEPTED,
        stamp="accepted_on",
    ),
    Cell("rejected", "re_examination_ended", "determining", ir(9), tasks=(tasks.DETERMINE_AGAIN,)),
    *shifts_from(_OPEN),
)

_REQUEST = ("take-charge-request", "take-charge-request-hit", "crisis-take-charge-request")
_REPLY = (
    "take-charge-reply",
    "take-charge-reply-hit",
    "crisis-take-charge-reply",
    "detained-reply",
)

LIMITS: Final = (
    *(
        Limit(
            name,
            _BEFORE_REQUEST,
            "hit_on" if name.endswith("-hit") else "registered_on",
            Role.OWN,
            "request_limit_passed",
            when=(guards.request_runs(name), guards.NOT_MINORS_EXCEPTION),
            longer="delay_days",
        )
        for name in _REQUEST
    ),
    *(
        Limit(
            name,
            ("pending",),
            "received_on",
            Role.OTHER,
            "reply_limit_passed",
            when=(guards.reply_runs(name),),
        )
        for name in _REPLY
    ),
    Limit(
        "take-charge-reply-urgent",
        ("pending",),
        "received_on",
        Role.OTHER,
        "reply_limit_passed",
        when=(guards.PERIOD_ASKED,),
        until="asked_until",
    ),
    Limit(
        "take-charge-reply-urgent",
        ("pending",),
        "received_on",
        Role.OTHER,
        "reply_limit_passed",
        when=(guards.TWO_WEEKS,),
    ),
)

TAKE_CHARGE: Final = Table(
    "take_charge",
    "The determining Member State asks another one to take charge of an applicant.",
    Art(39),
    {
        "determining": "the criteria are gone through",
        "request_due": "another Member State is to be asked",
        "pending": "the request is with the other state",
        "rejected": "the other state has refused with reasons",
        "accepted": "the other state has accepted",
        "accepted_by_default": "silence has accepted",
        "responsible_by_criteria": "this state is responsible by the criteria",
        "responsible_by_threat": "this state is responsible because of a threat to security",
        "responsible_by_lateness": "this state is responsible because no request was sent in time",
        "responsible_by_shift": "responsibility has shifted to this state",
        "responsible_elsewhere": "responsibility has shifted to a state that issued a document",
    },
    CELLS,
    LIMITS,
    ends=(
        "responsible_by_criteria",
        "responsible_by_threat",
        "responsible_by_shift",
        "responsible_elsewhere",
    ),
)
