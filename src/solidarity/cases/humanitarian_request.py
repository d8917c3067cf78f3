"""Asking another Member State to take charge on humanitarian grounds (Art. 35(2))."""

from __future__ import annotations

from typing import Final

from solidarity.cases import guards, tasks
from solidarity.cases.table import Cell, Limit, Role, Table
from solidarity.terms.citations import Art

_CONSENTS = guards.is_option("R-108", "consent", Art(35, 2))

HUMANITARIAN_REQUEST: Final = Table(
    "humanitarian_request",
    "Any Member State is asked to bring a family together, outside the criteria.",
    Art(35, 2),
    {
        "prepared": "the request is written",
        "asked": "the other state has two months",
        "accepted": "the other state has become responsible",
        "refused_with_reasons": "the other state has refused with reasons",
        "refused_by_silence": "nobody answered: no consent",
    },
    (
        Cell(
            "prepared",
            "request_sent",
            "asked",
            Art(35, 2),
            needs=(
                guards.CONSENT_WRITTEN,
                guards.FILE_COMPLETE,
                guards.NOT_DECIDED,
                guards.RECEIPT_KNOWN,
            ),
        ),
        Cell(
            "asked",
            "accepted",
            "accepted",
            Art(37, 1),
            tasks=(tasks.DECIDE, tasks.ENTER_SHIFT_AGREED),
            stamp="accepted_on",
        ),
        Cell(
            "asked",
            "refused",
            "refused_with_reasons",
            Art(35, 2),
            needs=(guards.REASONS_GIVEN_REFUSAL,),
        ),
        Cell(
            "asked",
            "answer_limit_passed",
            "accepted",
            Art(35, 2),
            when=(_CONSENTS,),
            tasks=(tasks.DECIDE, tasks.ENTER_SHIFT_AGREED),
            stamp="accepted_on",
        ),
        Cell("asked", "answer_limit_passed", "refused_by_silence", Art(35, 2)),
    ),
    (Limit("humanitarian-reply", ("asked",), "received_on", Role.OTHER, "answer_limit_passed"),),
    ends=("accepted", "refused_with_reasons", "refused_by_silence"),
)
