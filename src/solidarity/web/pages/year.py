"""`/2026`: where does the year stand?"""

from __future__ import annotations

from typing import Any, Final

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from solidarity.adapters import report, report_charts
from solidarity.adapters.report_chain import STAGES, Figure, Row
from solidarity.cycle.calendar import Deadline, State
from solidarity.web.desk import YearView
from solidarity.web.exports import form_asked, year_answer
from solidarity.web.visit import Visit

router = APIRouter()

Json = dict[str, Any]
_NEXT: Final = 6


@router.get("/{year:int}")
def year(request: Request, year: int) -> Response:
    """Show the year: headline, stations, what is due next, waterfall, map, the chain."""
    visit = Visit.of(request)
    view = visit.year(year)
    if form_asked(visit):
        return year_answer(visit, view.document)
    shared = {
        "year": year,
        "view": view,
        "stations": report.stations_of(view.stations),
        "upcoming": upcoming(view.deadlines),
    }
    if view.chain is None:
        return visit.show("year_before.html.j2", **shared)
    return visit.show("year.html.j2", **shared, **_chain(view, visit))


def upcoming(deadlines: tuple[Deadline, ...]) -> list[Deadline]:
    """Give what is due next, what is overdue first."""
    waiting = [one for one in deadlines if one.state in {State.OPEN, State.OVERDUE} and one.due]
    return sorted(waiting, key=lambda one: (one.state is not State.OVERDUE, one.due))[:_NEXT]


def _chain(view: YearView, visit: Visit) -> Json:
    builder, rows, total = view.rows
    document = view.document
    number = view.year.year
    return {
        "document": document,
        "stages": STAGES,
        "total": linked(total, visit, number),
        "rows": [linked(row, visit, number) for row in rows],
        "key_figures": [
            (label, below, [_linked(figure, visit, number) for figure in figures])
            for label, below, figures in report.key_figures(document, total, view.book)
        ],
        "waterfalls": [
            report_charts.waterfall(document["waterfall"], frame)
            for frame in (report_charts.WIDE, report_charts.NARROW)
        ],
        "steps": [
            {**step, "sheet": visit.figure(number, step["sheet"])}
            for step in report.steps_of(document, builder)
        ],
        "map": report.map_of(document, [linked(row, visit, number) for row in rows]),
    }


def linked(row: Row, visit: Visit, number: int) -> Row:
    """Give a row whose figures lead to their explanations."""
    cells = tuple(
        (key, tuple(_linked(figure, visit, number) for figure in figures))
        for key, figures in row.cells
    )
    return Row(row.code, row.name, row.bound, row.statuses, cells, row.bullet)


def _linked(figure: Figure, visit: Visit, number: int) -> Figure:
    from dataclasses import replace

    return replace(figure, sheet=visit.figure(number, figure.sheet))
