"""Detention: a last resort, with release as soon as a limit passes (Arts 44, 45)."""

from __future__ import annotations

from datetime import date
from typing import Final

from solidarity.cases import guards, tasks
from solidarity.cases.facts import Facts
from solidarity.cases.table import Cell, Limit, Role, Table, in_each
from solidarity.law.part3_responsibility.art45_detained_limits import (
    request_clock,
    request_start,
    transfer_start,
)
from solidarity.law.part5_general.clocks import clock
from solidarity.terms.citations import Act, Art
from solidarity.terms.dates import HolidayCalendar

_HELD = (
    "held_before_request",
    "held_pending",
    "held_accepted",
    "held_decided",
    "held_suspended",
)
_REVIEW = Art(11, 3, act=Act.RECEPTION)
_RELEASED = (tasks.RELEASE,)

CELLS: Final = (
    Cell("free", "detention_proposed", "proposed", Art(44, 2), needs=(guards.GROUND_TO_DETAIN,)),
    Cell("proposed", "order_declined", "free", Art(44, 2)),
    Cell(
        "proposed",
        "ordered",
        "held_before_request",
        Art(44, 5),
        needs=(guards.MAY_BE_ORDERED, guards.ORDER_WRITTEN, guards.TOLD_REASONS),
        tasks=(tasks.TELL_DETAINED_RIGHTS, tasks.REVIEW_DETENTION),
        stamp="detained_on",
    ),
    Cell(
        "held_before_request",
        "request_sent",
        "held_pending",
        Art(45, 1),
        needs=(guards.RECEIPT_KNOWN,),
    ),
    Cell("held_before_request", "request_limit_passed", "released", Art(45, 4), tasks=_RELEASED),
    Cell(
        "held_pending",
        "accepted",
        "held_accepted",
        Art(45, 3, "a"),
        tasks=(tasks.DECIDE,),
        stamp="accepted_on",
    ),
    Cell(
        "held_pending",
        "reply_limit_passed",
        "held_accepted",
        Art(45, 2),
        tasks=(tasks.DECIDE, tasks.ARRANGE_ARRIVAL),
        stamp="accepted_on",
    ),
    Cell("held_pending", "refused", "released", Art(44, 3), tasks=_RELEASED),
    Cell("held_accepted", "transfer_decided", "held_decided", Art(42, 1)),
    Cell("held_accepted", "decision_limit_passed", "released", Art(45, 4), tasks=_RELEASED),
    Cell(
        "held_decided",
        "suspension_granted",
        "held_suspended",
        Art(43, 3),
        tasks=(tasks.TELL_SUSPENSION,),
    ),
    Cell(
        "held_suspended",
        "suspension_ended",
        "held_decided",
        Art(45, 3, "b"),
        stamp="suspension_ended_on",
    ),
    Cell(
        "held_decided",
        "first_request_refused",
        "held_decided",
        Art(45, 3, "b"),
        when=(guards.is_option("R-138", "any_suspension", Art(45, 3)),),
        stamp="suspension_ended_on",
    ),
    Cell("held_decided", "first_request_refused", "held_decided", Art(45, 3, "b")),
    *in_each(
        ("held_accepted", "held_decided"),
        Cell("", "transfer_limit_passed", "released", Art(45, 4), tasks=_RELEASED),
    ),
    Cell("held_decided", "transferred", "transferred", Art(45, 3)),
    *in_each(_HELD, Cell("", "review_upheld", "", _REVIEW, stamp="review_from")),
    *in_each(_HELD, Cell("", "review_found_unlawful", "released", _REVIEW, tasks=_RELEASED)),
    *in_each(_HELD, Cell("", "review_limit_passed", "released", _REVIEW, tasks=_RELEASED)),
    *in_each(_HELD, Cell("", "ground_ended", "released", Art(44, 3), tasks=_RELEASED)),
)


def _request_until(facts: Facts, calendar: HolidayCalendar | None) -> date | None:
    detained = facts.day("detained_on")
    if detained is None:
        return None
    at_registration = facts.yes("detained_at_registration")
    start = request_start(
        registered=None if facts.yes("no_new_application") else facts.day("registered_on"),
        hit=facts.day("hit_on"),
        detained=detained,
        at_registration=at_registration,
    )
    return clock(request_clock(at_registration=at_registration)).run(start, calendar).last_day


def _transfer_until(facts: Facts, calendar: HolidayCalendar | None) -> date | None:
    accepted = facts.day("accepted_on")
    if accepted is None:
        return None
    start = transfer_start(
        accepted=accepted,
        suspension_ended=facts.day("suspension_ended_on"),
        granted=True,
    )
    return clock("detained-transfer").run(start, calendar).last_day


_AT_REGISTRATION = guards.is_yes(
    "detained_at_registration", "the person was detained at registration", Art(45, 1)
)
_FOR_CHARGE = guards.is_word("duty", "take_charge", Art(45, 2))

LIMITS: Final = (
    *(
        Limit(
            name,
            ("held_before_request",),
            "detained_on",
            Role.OWN,
            "request_limit_passed",
            when=(guard,),
            last=_request_until,
        )
        for name, guard in (
            ("detained-request", _AT_REGISTRATION),
            ("detained-later-request", _AT_REGISTRATION.denied()),
        )
    ),
    Limit(
        "detained-reply",
        ("held_pending",),
        "received_on",
        Role.OTHER,
        "reply_limit_passed",
        when=(_FOR_CHARGE,),
    ),
    *(
        Limit(
            name,
            ("held_pending",),
            "received_on",
            Role.OTHER,
            "reply_limit_passed",
            when=(_FOR_CHARGE.denied(), guards.confirmation_runs(name)),
        )
        for name in ("take-back-confirmation", "crisis-take-back-confirmation")
    ),
    Limit(
        "transfer-decision",
        ("held_accepted",),
        "accepted_on",
        Role.OWN,
        "decision_limit_passed",
    ),
    Limit(
        "detained-transfer",
        ("held_accepted", "held_decided"),
        "accepted_on",
        Role.OWN,
        "transfer_limit_passed",
        last=_transfer_until,
    ),
    Limit("detention-review", _HELD, "detained_on", Role.COURT, when=(guards.NEEDS_REVIEW,)),
    Limit(
        "detention-review-longest",
        _HELD,
        "detained_on",
        Role.COURT,
        "review_limit_passed",
        when=(guards.NEEDS_REVIEW,),
    ),
)

DETENTION: Final = Table(
    "detention",
    "A person is held so that the transfer can be carried out; each limit missed means release.",
    Art(44),
    {
        "free": "the person is free",
        "proposed": "an officer has proposed detention to the competent authority",
        "held_before_request": "held; the request or notification is to be sent",
        "held_pending": "held; the other state has to answer",
        "held_accepted": "held; the transfer is to be decided",
        "held_decided": "held; the transfer is to be carried out",
        "held_suspended": "held; a court has suspended the transfer",
        "released": "the person is released; the ordinary limits go on",
        "transferred": "the person has been transferred",
    },
    CELLS,
    LIMITS,
    ends=("released", "transferred"),
)
