"""`/2026/pool`: what did the Council fix?"""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from solidarity.adapters.report_chain import Row
from solidarity.adapters.tables import Cell
from solidarity.cycle.s05_pool import State as PoolState
from solidarity.web.exports import form_asked, table_answer
from solidarity.web.pages.year import linked
from solidarity.web.tables import POOL
from solidarity.web.visit import Visit

router = APIRouter()

Json = dict[str, Any]


@router.get("/{year:int}/pool")
def pool(request: Request, year: int) -> Response:
    """Show the act, the reference numbers, and the pledge of every state by type."""
    visit = Visit.of(request)
    view = visit.year(year)
    document = view.document
    states = [state for state in document["member_states"] if state["bound"]]
    if form_asked(visit):
        return table_answer(visit, POOL, [_cells(state) for state in states], year)
    _builder, rows, total = view.rows
    cells = {row.code: dict(linked(row, visit, year).cells) for row in rows if row.bound}
    return visit.show(
        "pool.html.j2",
        year=year,
        view=view,
        act=_act(view.year.pool),
        document=document,
        states=[(state, cells[state["code"]], _note(state)) for state in states],
        bullets={row.code: row.bullet for row in rows if row.bound},
        total=dict(_total(total, visit, year).cells),
    )


def _total(row: Row, visit: Visit, year: int) -> Row:
    return linked(row, visit, year)


def _act(state: PoolState) -> Json:
    act = state.act
    if act is None:  # the page is not shown before the act
        return {}
    return {
        "reference": act.reference,
        "on": act.on.isoformat(),
        "published": act.published.isoformat() if act.published else None,
        "applies_from": act.applies_from.isoformat() if act.applies_from else None,
        "source": act.source,
    }


def _note(state: Json) -> str:
    words = []
    if state["released"]:
        words.append("released (Art. 60(3))")
    if state["deducted"]:
        where = "in the pool act" if state["deducted"]["adjusted_in_pool_act"] else "by an act"
        words.append(f"{state['deducted']['percent']} % deducted {where}")
    if state["offset"]:
        count = state["offset"]["applications"]
        words.append(f"offsets: {'number not published' if count is None else count}")
    if state["pledged"]["note"]:
        words.append(state["pledged"]["note"])
    return "; ".join(words)


def _cells(state: Json) -> dict[str, Cell]:
    typed = state["pledged"]["by_type"]

    def euro(kind: str) -> Cell:
        value = typed[kind]["value"]
        return None if value is None else Decimal(str(value))

    return {
        "state": state["code"],
        "name": state["name"],
        "relocations": typed["relocations"]["value"],
        "relocations_basis": typed["relocations"]["basis"],
        "financial_eur": euro("financial_eur"),
        "financial_basis": typed["financial_eur"]["basis"],
        "alternative_eur": euro("alternative_eur"),
        "alternative_basis": typed["alternative_eur"]["basis"],
        "note": _note(state),
    }
