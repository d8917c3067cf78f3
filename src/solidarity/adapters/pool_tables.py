"""
The chain of a year as tables: `pool.csv` and `pool.xlsx`, with the same columns.

One row for each of the 27 Member States. A cell is empty where a figure is not published; the
column that says how it is known then reads "unknown", and in the workbook the cell is hatched.
Where a stage does not apply to a state, its basis is empty too. Nothing in the tables is a formula.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from solidarity.adapters.pool_columns import COLUMNS, KINDS
from solidarity.adapters.report_words import status
from solidarity.terms.member_states import MEMBER_STATES

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

Json = dict[str, Any]
Cell = int | str | bool | None

_RISKY: Final = ("=", "+", "-", "@", "\t", "\r", "\n")
_NUMBER = re.compile(r"^[+-]?\d+(\.\d+)?$")


def rows(document: Json) -> Iterator[dict[str, Cell]]:
    """
    Give the chain as rows.

    Args:
        document: The year document.

    Yields:
        One mapping of column to value for each of the 27 Member States, in protocol order; None
        where nothing is published or nothing applies.
    """
    given = {state["code"]: state for state in document["member_states"]}
    for known in MEMBER_STATES:
        state = given.get(known.code) or {"bound": False, "statuses": []}
        row: dict[str, Cell] = dict.fromkeys(column.name for column in COLUMNS)
        row.update(
            year=document["year"],
            as_of=document["as_of"],
            code=known.code,
            name=state.get("name") or known.name,
            bound=bool(state["bound"]),
            statuses="; ".join(status(item) for item in state["statuses"]) or None,
            journal_position=document["journal"]["position"],
            rules_version=document["rules_version"],
        )
        if state["bound"]:
            row.update(_shares(state))
            row.update(_pledge(state["pledged"] or {}))
            row.update(_taken(state))
            row.update(_left(state))
        yield row


def write_pool_csv(document: Json, path: Path | str) -> None:
    """
    Write the chain as CSV: UTF-8, comma, one header row.

    Args:
        document: The year document.
        path: The file to write.
    """
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow([column.name for column in COLUMNS])
    for row in rows(document):
        writer.writerow([_in_text(row[column.name]) for column in COLUMNS])
    Path(path).write_text(text.getvalue(), encoding="utf-8", newline="")


def write_pool_xlsx(document: Json, path: Path | str) -> None:
    """
    Write the chain as a workbook with the sheets chain, sources, readings and data dictionary.

    The same document gives the same file, byte for byte.

    Args:
        document: The year document.
        path: The file to write.
    """
    from xlsxwriter import Workbook

    options = {
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
        "in_memory": True,
    }
    with Workbook(str(path), options) as book:
        book.set_properties(
            {
                "title": f"Solidarity {document['year']}: the chain",
                "comments": f"As of {document['as_of']}; journal position "
                f"{document['journal']['position']}; not an official publication.",
                "created": datetime.fromisoformat(document["as_of"]).replace(tzinfo=UTC),
            }
        )
        _chain_sheet(book, document)
        _sheet(
            book,
            "sources",
            ("title", "url", "confidence", "retrieved", "note"),
            [
                [item.get(k) for k in ("title", "url", "confidence", "retrieved", "note")]
                for item in document["sources"]
            ],
        )
        _sheet(
            book,
            "readings",
            ("id", "title", "used", "options", "provision"),
            [_reading(reading) for reading in document["readings"]],
        )
        _dictionary_sheet(book, document)


def _reading(reading: Json) -> list[Cell]:
    options = "; ".join(map(str, reading["options"]))
    return [reading["id"], reading["title"], str(reading["used"]), options, reading["provision"]]


# ── cells ─────────────────────────────────────────────────────────────────────────────────────────


def _shares(state: Json) -> dict[str, Cell]:
    share, fair = state["share"] or {}, state["fair_share"] or {}
    return {
        "share_percent": state["share_percent"],
        "share_basis": _basis(state["share_percent"], share.get("basis")),
        **_source("share", share.get("source")),
        "recomputed_percent": state["recomputed_percent"],
        "difference_pp": state["difference_pp"],
        "fair_share_units": fair.get("units"),
        "fair_share_eur": fair.get("eur"),
        "fair_share_basis": _basis(fair.get("units"), fair.get("basis")),
    }


def _pledge(pledged: Json) -> dict[str, Cell]:
    row: dict[str, Cell] = {"pledged_note": pledged.get("note")}
    for kind in KINDS:
        typed = (pledged.get("by_type") or {}).get(kind) or pledged
        row |= _source(f"pledged_{kind}", typed.get("source"))
    return row | _kinds("pledged", pledged)


def _kinds(stage: str, part: Json) -> dict[str, Cell]:
    row: dict[str, Cell] = {}
    for kind in KINDS:
        typed = (part.get("by_type") or {}).get(kind) or part
        row[f"{stage}_{kind}"] = part.get(kind)
        row[f"{stage}_{kind}_basis"] = _basis(part.get(kind), typed.get("basis"))
    return row


def _taken(state: Json) -> dict[str, Cell]:
    row: dict[str, Cell] = {}
    for stage in ("released", "deducted"):
        part = state[stage]
        if part is not None:
            row[f"{stage}_units"] = part["units"]
            row[f"{stage}_basis"] = _basis(part["units"], part["basis"])
            row[f"{stage}_act"] = part["act"]
    if state["deducted"] is not None:
        row["deducted_percent"] = state["deducted"]["percent"]
        row["deducted_in_pool_act"] = state["deducted"]["adjusted_in_pool_act"]
        row |= _source("deducted", state["deducted"].get("source"))
    offset = state["offset"]
    if offset is not None:
        row["offset_applications"] = offset["applications"]
        row["offset_basis"] = _basis(offset["applications"], offset["basis"])
        row["offset_paragraph"] = str(offset["paragraph"])
        row |= _source("offset", offset.get("source"))
    return row


def _left(state: Json) -> dict[str, Cell]:
    row = _kinds("net_due", state["net_due"] or {})
    row |= _kinds("implemented", state["implemented"] or {})
    row["paid_eur"] = state["paid_eur"]
    row["paid_basis"] = _basis(state["paid_eur"], "reported")
    return row


def _source(stage: str, source: Json | None) -> dict[str, Cell]:
    given = source or {}
    return {
        f"{stage}_source": given.get("title") or None,
        f"{stage}_source_url": given.get("url") or None,
        f"{stage}_confidence": given.get("confidence") or None,
        f"{stage}_retrieved": given.get("retrieved") or None,
    }


def _basis(value: object, basis: str | None) -> str:
    return "unknown" if value is None else (basis or "computed")


def _in_text(value: Cell) -> str:
    """Write a cell of the CSV; text that a spreadsheet would run as a formula is quoted."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    text = str(value)
    is_risky = text.startswith(_RISKY) and _NUMBER.match(text) is None
    return f"'{text}" if is_risky else text


# ── sheets ────────────────────────────────────────────────────────────────────────────────────────


def _chain_sheet(book: Workbook, document: Json) -> None:
    sheet = book.add_worksheet("chain")
    _head(book, sheet, [column.name for column in COLUMNS])
    sheet.freeze_panes(1, 4)  # the header, and the state beside it
    grouped = book.add_format({"num_format": "#,##0"})
    hatched = book.add_format({"pattern": 14, "fg_color": "#8A949F"})
    found = list(rows(document))
    for place, row in enumerate(found, start=1):
        for position, column in enumerate(COLUMNS):
            value = row[column.name]
            if value is None and column.basis and row[column.basis] == "unknown":
                sheet.write_blank(place, position, None, hatched)
            else:
                _write(sheet, (place, position), value, grouped if column.unit else None)
    sheet.autofilter(0, 0, len(found), len(COLUMNS) - 1)
    for position, column in enumerate(COLUMNS):
        sheet.set_column(position, position, min(max(len(column.name) + 2, 9), 24))


def _dictionary_sheet(book: Workbook, document: Json) -> None:
    journal = document["journal"]
    about: list[list[Cell]] = [
        ["edition: year", "Solidarity year of this edition.", str(document["year"]), "", ""],
        ["edition: as_of", "Day on which the chain was read.", document["as_of"], "", ""],
        ["edition: rules_version", "Version of the rules.", document["rules_version"], "", ""],
        ["edition: journal_position", "Last entry counted.", str(journal["position"]), "", ""],
        ["edition: journal_hash", "Hash of that entry.", journal["hash"], "", ""],
        ["edition: empty cells", "Hatched: not published. Plain: does not apply.", "", "", ""],
        ["edition: standing", "Not an official publication.", "", "", ""],
    ]
    columns: list[list[Cell]] = [
        [column.name, column.meaning, column.unit, column.provision, column.basis]
        for column in COLUMNS
    ]
    _sheet(
        book,
        "data dictionary",
        ("column", "meaning", "unit", "provision", "known by column"),
        columns + about,
    )


def _sheet(book: Workbook, name: str, header: tuple[str, ...], lines: list[list[Cell]]) -> None:
    sheet = book.add_worksheet(name)
    _head(book, sheet, header)
    sheet.freeze_panes(1, 0)
    for place, line in enumerate(lines, start=1):
        for position, value in enumerate(line):
            _write(sheet, (place, position), value, None)
    for position in range(len(header)):
        longest = max((len(str(line[position] or "")) for line in lines), default=0)
        sheet.set_column(position, position, min(max(longest + 2, 12), 60))


def _head(book: Workbook, sheet: Worksheet, names: list[str] | tuple[str, ...]) -> None:
    bold = book.add_format({"bold": True, "bottom": 2, "text_wrap": True, "valign": "bottom"})
    for position, name in enumerate(names):
        sheet.write_string(0, position, name, bold)


def _write(sheet: Worksheet, place: tuple[int, int], value: Cell, style: Format | None) -> None:
    """Write one cell: numbers as numbers, all else as text, never as a formula or a link."""
    row, column = place
    if value is None or value == "":
        return
    if isinstance(value, bool):
        sheet.write_string(row, column, "yes" if value else "no")
    elif isinstance(value, int):
        sheet.write_number(row, column, value, style)
    else:
        sheet.write_string(row, column, value)
