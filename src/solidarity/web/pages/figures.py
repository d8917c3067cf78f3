"""`/2026/figures/FR/fair_share`: one figure, opened down to facts and provisions."""

from __future__ import annotations

import re
from datetime import date
from typing import Any, Final

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from solidarity.adapters.explanations import Document, explanation
from solidarity.adapters.report_explanations import basis_of
from solidarity.adapters.report_words import worded
from solidarity.cycle.chain_due import due
from solidarity.errors import OutOfScope
from solidarity.law.readings import READINGS
from solidarity.web.desk import Times, YearView
from solidarity.web.exports import file_answer, form_asked
from solidarity.web.visit import Visit

router = APIRouter()

_DAYS_MAX: Final = 24
_ENTRIES_MAX: Final = 20_000
_READING: Final = re.compile(r"R-\d{3}")


@router.get("/{year:int}/figures/{place}/{name}")
def figure(request: Request, year: int, place: str, name: str) -> Response:
    """Open a figure, as a page or as a side sheet."""
    visit = Visit.of(request)
    view = visit.year(year)
    address = f"{place}/{name}"
    node = node_at(view, address)
    if form_asked(visit):
        import json

        content = json.dumps(node, ensure_ascii=False, indent=1).encode()
        return file_answer(content, f"figure-{year}-{place}-{name}.json")
    context = {
        "year": year,
        "node": node,
        "links": {id(one): found for one in _all(node) if (found := view.book.address_of(one))},
        "readings": READINGS,
        "history": _history(visit, view, address),
        "citation": _citation(visit, view, node),
        "place": place,
        "basis": basis_of(node["value"], node["basis"]),
    }
    return visit.show("sheet.html.j2" if visit.is_partial else "figure.html.j2", **context)


def node_at(view: YearView, address: str) -> Document:
    """
    Find a figure by its address.

    Raises:
        OutOfScope: If there is none.
    """
    known = view.figures
    place, _slash, name = address.partition("/")
    if name == "money_due" and address not in known:
        found = due(view.fixed, view.year, view.times.as_of)
        for line in found.lines:
            node = _money_due(explanation(line.due), line.due.value)
            view.book.enter(f"{line.code}/money_due", node)
    if address not in known:
        raise OutOfScope(f'no figure is called "{name[:60]}" for {place[:20]}')
    return known[address]


def _money_due(node: Document, value: Any) -> Document:  # noqa: ANN401 - the amount or None
    """The amount of Art. 30 is a small record: its figure is the amount itself."""
    from solidarity.adapters.explanations import number

    return {**node, "value": None if value is None else number(value.amount)}


def _all(node: Document) -> list[Document]:
    return [node, *(below for one in node["from"] for below in _all(one))]


def _history(visit: Visit, view: YearView, address: str) -> list[Json]:
    """Say what the figure was on earlier days, from the days on which something began to hold."""
    found: list[Json] = []
    for on in _days(visit, view):
        try:
            earlier = visit.desk.read(view.year.year, Times(on, view.times.known))
            value: object = node_at(earlier, address)
        except OutOfScope:
            continue
        node: Any = value
        said = worded(node["value"], node["unit"] or "")
        if not found or found[-1]["value"] != said:
            found.append({"since": on.isoformat(), "value": said})
    return found


Json = dict[str, Any]


def _days(visit: Visit, view: YearView) -> list[date]:
    if view.head[0] > _ENTRIES_MAX:
        return []
    entries = visit.desk.journal.entries(year=view.year.year)
    days = {one.holds_from for one in entries if one.holds_from <= view.times.as_of}
    return sorted(days)[-_DAYS_MAX:]


def _citation(visit: Visit, view: YearView, node: Document) -> str:
    said = worded(node["value"], node["unit"] or "")
    law = f" ({node['provision']})" if node["provision"] else ""
    return (
        f"{node['figure']}: {said}{law}. Solidarity {view.year.year}, "
        f"as of {view.times.as_of.isoformat()}, journal position {view.head[0]}, "
        f"{visit.request.url.path}"
    )
