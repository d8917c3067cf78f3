"""`/2026/offsets`: which offsets are open, for whom, and by how much?"""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from solidarity.adapters.tables import Cell
from solidarity.cycle.chain import Chain
from solidarity.cycle.chain_offsets import OffsetView, Standing
from solidarity.cycle.chain_offsets import offsets as offsets_of
from solidarity.terms.member_states import member_state
from solidarity.web.exports import form_asked, table_answer
from solidarity.web.tables import OFFSETS
from solidarity.web.visit import Visit

router = APIRouter()


@router.get("/{year:int}/offsets")
def offsets(request: Request, year: int) -> Response:
    """Show the thresholds of Art. 63, the target, the gap and the limits."""
    visit = Visit.of(request)
    view = visit.year(year)
    found = offsets_of(view.fixed, reconvened=bool(view.year.pledging.reconvened))
    rows = [_row(code, found) for code in found.caps]
    if form_asked(visit):
        return table_answer(visit, OFFSETS, rows, year)
    return visit.show(
        "offsets.html.j2",
        year=year,
        view=view,
        found=found,
        rows=rows,
        proposed=proposed(view.fixed),
        Standing=Standing,
    )


def proposed(chain: Chain) -> int | None:
    """Give the relocations of the Commission proposal; None if they are not known."""
    return None if chain.proposed is None else chain.proposed.value.count


def _row(code: str, found: OffsetView) -> dict[str, Cell]:
    taken: Any = found.taken.get(code)
    basis = "not published" if code in found.taken and taken is None else ""
    return {
        "state": code,
        "name": member_state(code).name,
        "limit": found.caps[code].count,
        "part_of_gap": found.split[code].count,
        "taken": None if taken is None else taken.count,
        "taken_basis": "reported" if taken is not None else basis,
    }
