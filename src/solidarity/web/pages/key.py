"""`/2026/key`: who owes what share, and why?"""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from solidarity.adapters.explanations import basis_of, number
from solidarity.adapters.tables import Cell
from solidarity.cycle.chain_line import StateLine
from solidarity.terms.findings import Fact, Finding
from solidarity.terms.quantities import percent
from solidarity.web.desk import YearView
from solidarity.web.exports import form_asked, table_answer
from solidarity.web.tables import KEY
from solidarity.web.visit import Visit

router = APIRouter()


@router.get("/{year:int}/key")
def key(request: Request, year: int) -> Response:
    """Show the reference key, state by state, with the statistics it rests on."""
    visit = Visit.of(request)
    view = visit.year(year)
    found = view.fixed
    rows = [_row(line, view) for line in found.lines]
    if form_asked(visit):
        return table_answer(visit, KEY, [_cells(row) for row in rows], year)
    return visit.show(
        "key.html.j2",
        year=year,
        view=view,
        chain=found,
        rows=rows,
        widest=max(float(row["share_percent"]) for row in rows),
        sources=(view.tables.population_source, view.tables.gdp_source),
    )


def _row(line: StateLine, view: YearView) -> dict[str, Any]:
    effects = {
        one.name.partition(" of ")[0]: one for one in line.recomputed.facts if _is_finding(one)
    }
    code = line.state.code
    people: Fact[int] = view.tables.population[code]
    product = view.tables.gdp[code]
    return {
        "state": code,
        "name": line.state.name,
        "population": people.value,
        "gdp_meur": _decimal(product.value),
        "population_effect_percent": percent(effects["population effect"].value),
        "gdp_effect_percent": percent(effects["GDP effect"].value),
        "recomputed_percent": percent(line.recomputed.value),
        "share_percent": percent(line.share.value),
        "share_basis": basis_of(line.share).value,
        "fair_share_units": line.fair_share.value.count,
        "fair_share_eur": number(line.fair_share_money.value),
    }


def _is_finding(node: object) -> bool:
    return isinstance(node, Finding)


def _decimal(value: Any) -> str:  # noqa: ANN401 - an exact fraction
    return str(Decimal(value.numerator) / Decimal(value.denominator))


def _cells(row: dict[str, Any]) -> dict[str, Cell]:
    exact = {name for name in row if name.endswith(("percent", "meur", "_eur"))}
    return {name: Decimal(str(row[name])) if name in exact else row[name] for name in row}
