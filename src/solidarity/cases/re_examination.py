"""Asking again: re-examination of a rejection, reconsideration of a non-confirmation (IR 9, 15)."""

from __future__ import annotations

from typing import Final

from solidarity.cases import tasks
from solidarity.cases.table import Cell, Limit, Role, Table
from solidarity.terms.citations import Art, ir


def _cells(source: Art, accepted: str) -> tuple[Cell, ...]:
    return (
        Cell("open", "asked_again", "asked", source, stamp="received_on"),
        Cell("open", "answer_taken", "closed", source),
        Cell("open", "asking_limit_passed", "closed", source),
        Cell("asked", accepted, "accepted", source, tasks=(tasks.DECIDE,), stamp="accepted_on"),
        Cell("asked", "upheld", "upheld", source),
        Cell("asked", "answer_limit_passed", "closed", source),
    )


def _limits(asking: str, answer: str) -> tuple[Limit, ...]:
    return (
        Limit(asking, ("open",), "rejected_on", Role.OWN, "asking_limit_passed"),
        Limit(answer, ("asked",), "received_on", Role.OTHER, "answer_limit_passed"),
    )


_STATES: Final = {
    "open": "it can still be asked again",
    "asked": "the other state looks at it again",
    "accepted": "the other state now accepts",
    "upheld": "the other state keeps to its answer",
    "closed": "the matter is closed; silence accepts nothing",
}
_ENDS: Final = ("accepted", "upheld", "closed")

RE_EXAMINATION: Final = Table(
    "re_examination",
    "The requesting Member State asks to look at a rejection again.",
    ir(9),
    _STATES,
    _cells(ir(9), "accepted"),
    _limits("re-examination", "re-examination-answer"),
    _ENDS,
    {
        "accepted": "re_examination_accepted",
        "upheld": "re_examination_ended",
        "closed": "re_examination_ended",
    },
)

RECONSIDERATION: Final = Table(
    "reconsideration",
    "The notifying Member State asks to look at a non-confirmation again.",
    ir(15),
    _STATES,
    _cells(ir(15), "confirmed"),
    _limits("reconsideration", "reconsideration-answer"),
    _ENDS,
    {
        "accepted": "reconsideration_confirmed",
        "upheld": "reconsideration_ended",
        "closed": "reconsideration_ended",
    },
)
