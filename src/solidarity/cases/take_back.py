"""Take back: from the Eurodac hit to confirmation; a late notification shifts nothing (Art. 41)."""

from __future__ import annotations

from typing import Final

from solidarity.cases import guards, tasks
from solidarity.cases.shifts import shifts_from
from solidarity.cases.table import Cell, Limit, Role, Table
from solidarity.terms.citations import Art, crisis, ir

_OPEN = ("hit", "notified", "contested", "new_notification", "confirmed", "confirmed_by_default")
_SEND = (guards.NOTIFICATION_COMPLETE, guards.RECEIPT_KNOWN)

CELLS: Final = (
    Cell("hit", "notification_sent", "notified", Art(41, 1), needs=_SEND),
    Cell(
        "hit",
        "relief_applied",
        "responsible_by_shift",
        crisis(13, 2),
        when=(guards.OTHER_IN_CRISIS, guards.BY_FIRST_REGISTRATION),
        tasks=(tasks.ENTER_CRISIS_SHIFT, tasks.EXAMINE_HERE),
    ),
    Cell(
        "hit",
        "relief_applied",
        "determining_anew",
        crisis(13, 3),
        when=(guards.OTHER_IN_CRISIS, guards.NOT_YET_NOTIFIED),
        tasks=(tasks.DETERMINE_AGAIN,),
    ),
    Cell(
        "notified",
        "confirmed",
        "confirmed",
        Art(41, 3),
        tasks=(tasks.DECIDE,),
        stamp="accepted_on",
    ),
    Cell(
        "notified",
        "confirmation_limit_passed",
        "confirmed_by_default",
        Art(41, 4),
        tasks=(tasks.DECIDE,),
        stamp="accepted_on",
    ),
    Cell(
        "notified",
        "not_confirmed",
        "new_notification",
        ir(15),
        when=(guards.SHIFTED,),
        tasks=(tasks.NOTIFY_NEW_STATE, tasks.SEND_TAKE_BACK),
    ),
    Cell(
        "notified",
        "not_confirmed",
        "new_notification",
        ir(16),
        when=(guards.WRONG_ENTRY,),
        tasks=(tasks.NOTIFY_NEW_STATE, tasks.SEND_TAKE_BACK),
    ),
    Cell(
        "notified",
        "not_confirmed",
        "contested",
        ir(15),
        when=(guards.CONTESTABLE,),
        tasks=(tasks.CONSIDER_RECONSIDERATION,),
        stamp="rejected_on",
    ),
    Cell("notified", "not_confirmed", "notified", Art(41, 3)),
    Cell("new_notification", "notification_sent", "notified", ir(15), needs=_SEND),
    Cell(
        "contested",
        "reconsideration_confirmed",
        "confirmed",
        ir(15),
        tasks=(tasks.DECIDE,),
        stamp="accepted_on",
    ),
    Cell(
        "contested",
        "reconsideration_ended",
        "determining_anew",
        ir(15),
        tasks=(tasks.DETERMINE_AGAIN,),
    ),
    *shifts_from(_OPEN),
)

LIMITS: Final = (
    Limit(
        "take-back-notification",
        ("hit",),
        "hit_on",
        Role.OWN,
        when=(guards.is_yes("own_crisis", "the notifying state is in crisis", Art(41)).denied(),),
    ),
    Limit(
        "crisis-take-back-notification",
        ("hit",),
        "hit_on",
        Role.OWN,
        when=(guards.is_yes("own_crisis", "the notifying state is in crisis", crisis(12, 2)),),
    ),
    Limit(
        "take-back-confirmation",
        ("notified",),
        "received_on",
        Role.OTHER,
        "confirmation_limit_passed",
        when=(guards.confirmation_runs("take-back-confirmation"),),
    ),
    Limit(
        "crisis-take-back-confirmation",
        ("notified",),
        "received_on",
        Role.OTHER,
        "confirmation_limit_passed",
        when=(guards.confirmation_runs("crisis-take-back-confirmation"),),
    ),
)

TAKE_BACK: Final = Table(
    "take_back",
    "The Member State where a person is notifies the one that takes the person back.",
    Art(41),
    {
        "hit": "Eurodac shows another Member State",
        "notified": "the notification is with the other state",
        "new_notification": "another state is to be notified",
        "contested": "the other state says that its duties have ceased",
        "confirmed": "the other state has confirmed",
        "confirmed_by_default": "silence has confirmed",
        "determining_anew": "the application is a new one: the criteria are gone through",
        "responsible_by_shift": "responsibility has shifted to this state",
        "responsible_elsewhere": "responsibility has shifted to a state that issued a document",
    },
    CELLS,
    LIMITS,
    ends=("determining_anew", "responsible_by_shift", "responsible_elsewhere"),
)
