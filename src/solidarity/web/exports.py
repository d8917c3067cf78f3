"""Every table of a page as CSV, XLSX and JSON, under the same address."""

from __future__ import annotations

import io
import json
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Final

from starlette.responses import Response

from solidarity.adapters.explanations import Document
from solidarity.adapters.pool_tables import write_pool_csv, write_pool_xlsx
from solidarity.adapters.table_exports import Export, write_table
from solidarity.adapters.tables import Cell, Table
from solidarity.adapters.year_document import RULES_VERSION
from solidarity.errors import InputError, Problem
from solidarity.web.visit import Visit

MADE_UP: Final = "(sandbox: made up, no figure is real)"
"""What every row of a table says that was taken from the sandbox."""

FORMS: Final = ("csv", "xlsx", "json")
_TYPES: Final = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "json": "application/json",
}


def form_asked(visit: Visit) -> str:
    """
    Give the form a table is asked for in; "" for the page itself.

    Raises:
        InputError: If there is no such form.
    """
    form = visit.request.query_params.get("format", "")
    if form and form not in FORMS:
        raise InputError(Problem(f'"{form[:20]}" is not a form', ", ".join(FORMS), column="format"))
    return form


def table_answer(
    visit: Visit, table: Table, rows: Sequence[Mapping[str, Cell]], year: int
) -> Response:
    """Answer with a table in the form asked for."""
    form = form_asked(visit)
    position, head = visit.desk.journal.head()
    rules = f"{RULES_VERSION} {MADE_UP}" if visit.desk.is_sandbox else RULES_VERSION
    name = f"{'sandbox-' if visit.desk.is_sandbox else ''}{table.name}-{year}.{form}"
    export = Export(table, rows, year, position, head, rules)
    return file_answer(write_table(export, form), name)


def year_answer(visit: Visit, document: Document) -> Response:
    """Answer with the whole chain of a year in the form asked for."""
    form = form_asked(visit)
    bound = [state for state in document["member_states"] if state["bound"]]
    document = {**document, "member_states": bound}
    name = f"chain-{document['year']}.{form}"
    if form == "json":
        return file_answer(json.dumps(document, ensure_ascii=False, indent=1).encode(), name)
    write = write_pool_csv if form == "csv" else write_pool_xlsx
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder, name)
        write(document, place)
        return file_answer(place.read_bytes(), name)


def file_answer(content: bytes, name: str) -> Response:
    """Answer with a file; what a browser shows itself it may show."""
    form = name.rpartition(".")[2]
    answer = Response(io.BytesIO(content).getvalue(), media_type=_TYPES.get(form, "text/calendar"))
    way = "inline" if form == "json" else "attachment"
    answer.headers["content-disposition"] = f'{way}; filename="{name}"'
    return answer
