"""`/2026/confirmation`: January: what was delivered, what is due?"""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from solidarity.adapters.explanations import number
from solidarity.adapters.tables import Cell
from solidarity.cycle.chain_due import DueLine
from solidarity.cycle.chain_due import due as due_of
from solidarity.terms.member_states import member_state
from solidarity.web.exports import form_asked, table_answer
from solidarity.web.pages.year import linked
from solidarity.web.tables import DUE
from solidarity.web.visit import Visit

router = APIRouter()


@router.get("/{year:int}/confirmation")
def confirmation(request: Request, year: int) -> Response:
    """Show what was confirmed in January and the money due from each state."""
    visit = Visit.of(request)
    view = visit.year(year)
    found = due_of(view.fixed, view.year, view.times.as_of)
    rows = [_row(line) for line in found.lines]
    if form_asked(visit):
        return table_answer(visit, DUE, [_cells(row) for row in rows], year)
    _builder, lines, _total = view.rows
    cells = {row.code: dict(linked(row, visit, year).cells) for row in lines if row.bound}
    return visit.show(
        "confirmation.html.j2",
        year=year,
        view=view,
        found=found,
        total=number(found.total.known),
        unknown=[member_state(code).name for code in found.total.unknown],
        rows=[(row, cells[row["state"]]) for row in rows],
        confirmed=sorted(view.year.confirmation.confirmed),
    )


def _row(line: DueLine) -> dict[str, Any]:
    value = line.due.value
    return {
        "state": line.code,
        "name": member_state(line.code).name,
        "amount_due_eur": None if value is None else number(value.amount),
        "formula": line.due.text if value is None else value.formula,
        "released": line.is_released,
        "paid_eur": number(line.paid),
        "differences": "; ".join(line.differences),
    }


def _cells(row: dict[str, Any]) -> dict[str, Cell]:
    money = {
        name: None if row[name] is None else Decimal(str(row[name]))
        for name in ("amount_due_eur", "paid_eur")
    }
    return {**row, **money, "released": "yes" if row["released"] else "no"}
