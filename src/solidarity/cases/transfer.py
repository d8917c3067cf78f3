"""The transfer: planning, hindrances, arrival, and what a missed limit means (Art. 46)."""

from __future__ import annotations

from datetime import date
from typing import Final

from solidarity.cases import guards, tasks
from solidarity.cases.facts import Facts
from solidarity.cases.shifts import shifts_from
from solidarity.cases.table import Cell, Limit, Role, Table, in_each
from solidarity.law.part3_responsibility.art46_time_left import Return, until_after_return
from solidarity.law.part5_general.clocks import clock
from solidarity.law.part5_general.counting import ClosedDays
from solidarity.terms.citations import Art, ir
from solidarity.terms.dates import HolidayCalendar

_READY = ("transfer_due", "planned")
_OPEN = ("transfer_due", "planned", "extended")
_ARRIVED = (
    tasks.TELL_ARRIVAL,
    tasks.EXAMINE,
)
_CHARGE = guards.is_word("duty", "take_charge", Art(36, 1, "a"))

CELLS: Final = (
    Cell(
        "transfer_due",
        "form_sent",
        "planned",
        ir(22),
        needs=(
            guards.NO_CRISIS_THERE,
            guards.RECEIVING_CONFIRMED,
            guards.MODE_ALLOWED,
            guards.FORM_IN_TIME,
            guards.INFORMATION_SENT,
        ),
        tasks=(
            tasks.SEND_TRANSFER_FORM,
            tasks.SEND_HEALTH_CERTIFICATE,
            tasks.ANSWER_FORM,
            tasks.CARRY_OUT_WITH_DIGNITY,
        ),
        stamp="form_sent_on",
    ),
    Cell("planned", "postponed", "transfer_due", ir(28)),
    Cell("planned", "did_not_appear", "transfer_due", Art(46, 1, subparagraph=6)),
    Cell(
        "planned",
        "arrived",
        "done",
        Art(46, 1),
        when=(_CHARGE,),
        tasks=(tasks.ENTER_ARRIVAL_CHARGE, *_ARRIVED),
    ),
    Cell("planned", "arrived", "done", Art(46, 1), tasks=(tasks.ENTER_ARRIVAL_BACK, *_ARRIVED)),
    Cell("planned", "arrival_silence", "done_by_silence", ir(24), tasks=(tasks.EXAMINE,)),
    *in_each(
        _READY,
        Cell(
            "",
            "hindrance_reported",
            "extended",
            Art(46, 2),
            needs=(guards.HINDRANCE_NAMED,),
            tasks=(tasks.TELL_HINDRANCE,),
            stamp="told_on",
        ),
    ),
    Cell(
        "extended",
        "available_again",
        "transfer_due",
        Art(46, 2, subparagraph=2),
        stamp="available_on",
    ),
    *in_each(
        _OPEN,
        Cell(
            "",
            "transfer_limit_passed",
            "responsible_by_shift",
            Art(46, 2),
            tasks=(tasks.ENTER_SHIFT, tasks.TELL_SHIFT, tasks.EXAMINE_HERE),
        ),
    ),
    *in_each(
        _OPEN,
        Cell("", "appeal_upheld", "annulled", Art(43, 1), tasks=(tasks.DETERMINE_AGAIN,)),
    ),
    *in_each(
        _OPEN,
        Cell("", "risk_found", "determining_again", Art(16, 3), tasks=(tasks.DETERMINE_AGAIN,)),
    ),
    *in_each(
        ("done", "done_by_silence"),
        Cell("", "found_erroneous", "return_due", Art(46, 3), tasks=(tasks.BRING_BACK,)),
    ),
    *in_each(
        ("done", "done_by_silence"),
        Cell("", "overturned", "return_due", Art(46, 3), tasks=(tasks.BRING_BACK,)),
    ),
    Cell("return_due", "brought_back", "returned", Art(47, 2), tasks=(tasks.DETERMINE_AGAIN,)),
    *shifts_from(_OPEN),
)


def _after_return(facts: Facts, calendar: HolidayCalendar | None) -> date | None:
    started, told = facts.day("limit_from"), facts.day("told_on")
    available = facts.day("available_on")
    if not (started and told and available):
        return None
    ordinary = clock(guards.transfer_clock(facts)).run(started, calendar).last_day
    end = until_after_return(Return(ordinary, told, available), option=facts.option("R-106"))
    return ClosedDays(calendar).next_working_day(end)


LIMITS: Final = (
    *(
        Limit(
            name,
            _READY,
            "limit_from",
            Role.OWN,
            "transfer_limit_passed",
            when=(guards.transfer_runs(name),),
        )
        for name in ("transfer", "crisis-transfer", "crisis-transfer-to")
    ),
    *(
        Limit(
            name,
            ("extended",),
            start,
            Role.OWN,
            "transfer_limit_passed",
            when=(guards.extended_by(name),),
        )
        for name, start in (
            ("transfer-imprisonment", "limit_from"),
            ("transfer-absconding", "told_on"),
        )
    ),
    Limit(
        "transfer-available-again",
        _READY,
        "available_on",
        Role.OWN,
        "transfer_limit_passed",
        when=(guards.AGAIN_AVAILABLE,),
        last=_after_return,
    ),
    Limit(
        "arrival-silence-voluntary",
        ("planned",),
        "appear_on",
        Role.OTHER,
        "arrival_silence",
        when=(guards.is_word("mode", "voluntary", ir(24)),),
    ),
    Limit(
        "arrival-silence-supervised",
        ("planned",),
        "appear_on",
        Role.OTHER,
        "arrival_silence",
        when=(
            guards.is_word("mode", "supervised", ir(25)),
            guards.is_yes("reports_alone", "the person reports to the authority alone", ir(25)),
        ),
    ),
    Limit("transfer-form-answer", ("planned",), "form_sent_on", Role.OTHER),
)

TRANSFER: Final = Table(
    "transfer",
    "The transferring Member State brings the person to the Member State responsible.",
    Art(46),
    {
        "transfer_due": "the transfer is to be carried out",
        "planned": "the form is sent and a day is set",
        "extended": "a hindrance was reported in time: the limit is longer",
        "done": "the person has arrived",
        "done_by_silence": "nothing was heard in seven days: the transfer counts as carried out",
        "return_due": "the person is to be brought back",
        "returned": "the person is back",
        "annulled": "the court has set the decision aside: as the judgment says",
        "determining_again": "a real risk was found: the criteria are gone through further",
        "responsible_by_shift": "responsibility has shifted to the transferring state",
        "responsible_elsewhere": "responsibility has shifted to a state that issued a document",
    },
    CELLS,
    LIMITS,
    ends=(
        "returned",
        "annulled",
        "determining_again",
        "responsible_by_shift",
        "responsible_elsewhere",
    ),
)
