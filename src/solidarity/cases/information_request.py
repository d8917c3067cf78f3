"""Requests for information (Art. 51), and queries about family and dependency (IR 10, 11)."""

from __future__ import annotations

from typing import Final

from solidarity.cases import guards, tasks
from solidarity.cases.table import Cell, Limit, Role, Table
from solidarity.terms.citations import Art, ir

INFORMATION_REQUEST: Final = Table(
    "information_request",
    "A Member State asks another one for information on a person.",
    Art(51),
    {
        "prepared": "the request is written",
        "asked": "the other state has to answer",
        "overdue": "three weeks have passed; the duty to answer remains",
        "answered": "the answer has come",
        "answered_late": "the answer has come late, and showed nothing that matters for Art. 39",
        "withheld": "what came late shows that the other state is responsible",
        "declined": "the other state lawfully declines",
    },
    (
        Cell(
            "prepared",
            "request_sent",
            "asked",
            Art(51, 4),
            needs=(guards.REQUEST_REASONED, guards.APPLICANT_TOLD, guards.RECEIPT_KNOWN),
            tasks=(tasks.RECORD_EXCHANGE,),
        ),
        Cell("asked", "answered", "answered", Art(51, 5), tasks=(tasks.RECORD_EXCHANGE,)),
        Cell("asked", "declined", "declined", Art(51, 3), needs=(guards.MAY_DECLINE,)),
        Cell("asked", "answer_limit_passed", "overdue", Art(51, 5)),
        Cell(
            "overdue",
            "answered",
            "withheld",
            Art(51, 5),
            when=(guards.SHOWS_RESPONSIBILITY,),
            tasks=(tasks.SEND_RESULT_OF_DELAY, tasks.RECORD_EXCHANGE),
            stamp="answered_on",
        ),
        Cell(
            "overdue",
            "answered",
            "answered_late",
            Art(51, 5),
            tasks=(tasks.RECORD_EXCHANGE,),
            stamp="answered_on",
        ),
        Cell("overdue", "declined", "declined", Art(51, 3), needs=(guards.MAY_DECLINE,)),
    ),
    (Limit("information-request", ("asked",), "received_on", Role.OTHER, "answer_limit_passed"),),
    ends=("answered", "answered_late", "withheld", "declined"),
)

FAMILY_QUERY: Final = Table(
    "family_query",
    "A Member State asks another one about family, dependency, or kin of a minor.",
    ir(10),
    {
        "asked": "an answer is aimed at in two weeks",
        "more_time": "two more weeks were announced",
        "answered": "the answer has come",
        "unanswered": "nobody answered; the limits of Arts 39 and 40 have run on",
    },
    (
        Cell("asked", "answered", "answered", ir(10)),
        Cell("asked", "more_time_announced", "more_time", ir(10)),
        Cell("asked", "answer_limit_passed", "unanswered", ir(10)),
        Cell("more_time", "answered", "answered", ir(10)),
        Cell("more_time", "answer_limit_passed", "unanswered", ir(10)),
        Cell("unanswered", "answered", "answered", ir(10)),
    ),
    (
        Limit("family-query", ("asked",), "received_on", Role.OTHER, "answer_limit_passed"),
        Limit(
            "family-query-extended",
            ("more_time",),
            "received_on",
            Role.OTHER,
            "answer_limit_passed",
        ),
    ),
    ends=("answered",),
)
