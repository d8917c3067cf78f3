"""`/states/IT`: everything about one Member State, what it gives and what it receives."""

from __future__ import annotations

from typing import Any, Final

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from solidarity.adapters.explanations import Document
from solidarity.adapters.report_words import worded
from solidarity.adapters.tables import Cell
from solidarity.cycle.year import Year
from solidarity.ledger.entries import Entry
from solidarity.terms.member_states import MEMBER_STATES, Part, member_state
from solidarity.web.desk import YearView
from solidarity.web.event_words import title, told
from solidarity.web.exports import form_asked, table_answer
from solidarity.web.pages.year import linked
from solidarity.web.roles import Act
from solidarity.web.tables import STATE
from solidarity.web.visit import Visit

router = APIRouter()

Json = dict[str, Any]
_ENTRIES_SHOWN: Final = 30
_ENTRIES_MAX: Final = 20_000


@router.get("/states")
def states(request: Request) -> Response:
    """List the 27 Member States."""
    visit = Visit.of(request)
    visit.insist(Act.READ_YEAR)
    year = visit.desk.current_year
    view = visit.year(year)
    rows = {}
    if view.chain is not None:
        rows = {row.code: linked(row, visit, year) for row in view.rows[1]}
    listed = [(state, rows.get(state.code)) for state in MEMBER_STATES]
    return visit.show("states.html.j2", year=year, listed=listed, view=view)


@router.get("/states/{code}")
def state(request: Request, code: str) -> Response:
    """Show one Member State."""
    visit = Visit.of(request)
    visit.insist(Act.READ_YEAR)
    found = member_state(code)
    if code != found.code:
        return RedirectResponse(visit.address(f"/states/{found.code}"), 307)
    number = visit.desk.current_year
    view = visit.year(number)
    is_bound = found.takes_part(Part.SOLIDARITY, view.times.as_of)
    row = document = None
    if is_bound and view.chain is not None:
        row = next(one for one in view.rows[1] if one.code == found.code)
        document = next(s for s in view.document["member_states"] if s["code"] == found.code)
    if form_asked(visit):
        return table_answer(visit, STATE, _rows(document), number)
    return visit.show(
        "state.html.j2",
        year=number,
        view=view,
        state=found,
        is_bound=is_bound,
        row=None if row is None else linked(row, visit, number),
        document=document,
        receives=_receives(view.year, found.code),
        entries=[
            (e, title(e.event), told(e.event, visit.person))
            for e in _about(visit, view, found.code)
        ],
    )


def _rows(document: Document | None) -> list[dict[str, Cell]]:
    if document is None:
        return []
    return [
        {
            "figure": name,
            "value": worded(node["value"], node["unit"] or ""),
            "unit": node["unit"],
            "basis": node["basis"],
            "governed_by": node["provision"] or "",
            "source": (node["source"] or {}).get("title", ""),
        }
        for name, node in document["explain"].items()
    ]


def _receives(year: Year, code: str) -> Json:
    """Gather what a state receives: its statuses, its access, offsets for it, deliveries to it."""
    access = year.access_basis(code)
    intended = year.access.intended.get(code)
    offsets = [event for event in year.offsets.taken if event.towards == code]
    return {
        "statuses": sorted(
            one.value
            for one in year.statuses_of(code)
            if one.value not in {"contributing", "benefitting"}
        ),
        "is_benefitting": year.is_benefitting(code),
        "access": access.value if access is not None else "",
        "intended": intended,
        "is_reported": code in year.access.reported and intended is None,
        "offsets": offsets,
    }


def _about(visit: Visit, view: YearView, code: str) -> list[Entry]:
    """Give the newest entries that name a state."""
    after = max(0, view.head[0] - _ENTRIES_MAX)
    found = [
        entry
        for entry in visit.desk.journal.entries(year=view.year.year, after=after)
        if _names(entry.event, code)
        and entry.holds_from <= view.times.as_of
        and (view.times.known_at is None or entry.recorded_at <= view.times.known_at)
    ]
    return list(reversed(found[-_ENTRIES_SHOWN:]))


def _names(event: object, code: str) -> bool:
    named = ("state", "by", "to", "towards", "contributing", "benefitting")
    return any(getattr(event, name, None) == code for name in named)
