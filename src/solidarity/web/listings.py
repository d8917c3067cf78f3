"""A table of a page: shown, and under the same address offered as CSV, XLSX and JSON."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from starlette.responses import Response

from solidarity.adapters.tables import Cell, Table
from solidarity.errors import InputError, Problem
from solidarity.web.exports import form_asked, table_answer
from solidarity.web.visit import Visit


@dataclass(frozen=True, slots=True)
class Listing:
    """
    One table of a page.

    Attributes:
        table: Its definition, for the files.
        heading: What it shows, as a heading.
        heads: Heading of each column that is shown, in order.
        rows: Its rows.
        empty: What is said where there is none.
        acts: For a row, by its place: links to what can be done with it.
        lead: A sentence before it.
    """

    table: Table
    heading: str
    heads: Mapping[str, str]
    rows: Sequence[Mapping[str, Cell]]
    empty: str
    acts: Mapping[int, Sequence[tuple[str, str]]] = field(default_factory=dict)
    lead: str = ""

    @property
    def columns(self) -> list[tuple[str, str, str]]:
        """Name, heading and type of each column that is shown."""
        return [
            (name, head, self.table.column(name).type.name) for name, head in self.heads.items()
        ]


def file_of(visit: Visit, listings: Sequence[Listing], year: int) -> Response | None:
    """
    Answer with one table of the page as a file, if one is asked for.

    Raises:
        InputError: If the page has no such table.
    """
    if not form_asked(visit):
        return None
    asked = visit.request.query_params.get("table", listings[0].table.name)
    for one in listings:
        if one.table.name == asked:
            return table_answer(visit, one.table, one.rows, year)
    known = ", ".join(one.table.name for one in listings)
    raise InputError(Problem(f'"{asked[:40]}" is no table of this page', known, column="table"))


def done(visit: Visit) -> int | None:
    """Give the entry that was just recorded, if the page was come to from an act."""
    text: Any = visit.request.query_params.get("done", "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 12 else None  # noqa: PLR2004 - digits of a position
