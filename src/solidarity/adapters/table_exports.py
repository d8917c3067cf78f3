"""
Writing tables as CSV, XLSX and JSON: the same columns, and where they come from.

Each row carries its provisions, the journal position it was taken at and the version of the rules,
so that a plain CSV says it too; the dictionary of the columns goes into a sheet of the XLSX, into
the JSON, and beside the CSV as metadata of the W3C's CSV on the Web. Texts that a spreadsheet would
take for a formula get an apostrophe, which reading takes away again. The same table gives the same
bytes.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any, Final

from solidarity.adapters.table_files import MARKS, guarded
from solidarity.adapters.tables import Cell, Table, Type, written
from solidarity.errors import InputError, Problem

CREATED: Final = datetime(2024, 6, 11, tzinfo=UTC)
"""Day of entry into force: a fixed time of creation, so that the same table is the same file."""

_WIDTH_MIN, _WIDTH_MAX = 10, 60


@dataclass(frozen=True, slots=True)
class Export:
    """
    What is written.

    Attributes:
        table: The definition.
        rows: Values by column name, in order.
        year: Solidarity year.
        position: Position of the last entry of the journal it was taken from.
        head: Hash of that entry.
        rules_version: Version of this software.
    """

    table: Table
    rows: Sequence[Mapping[str, Cell]]
    year: int
    position: int
    head: str
    rules_version: str

    @property
    def provisions(self) -> str:
        """The provisions of the table, in one text."""
        return "; ".join(map(str, self.table.provisions))

    @property
    def names(self) -> tuple[str, ...]:
        """Names of all columns, those every export adds last."""
        return (*(column.name for column in self.table.columns), *MARKS)

    def values(self, row: Mapping[str, Cell]) -> list[Cell]:
        """Give the values of a row, in the order of `names`."""
        own = [row.get(column.name) for column in self.table.columns]
        return [*own, self.provisions, self.position, self.rules_version]


def write_table(export: Export, form: str) -> bytes:
    """
    Write a table.

    Args:
        export: What is written.
        form: "csv", "xlsx" or "json".

    Raises:
        InputError: If the form is another one.
    """
    writers = {"csv": _csv, "xlsx": _xlsx, "json": _json}
    if form not in writers:
        raise InputError(Problem(f'tables are not written as "{form}"', "csv, xlsx or json"))
    return writers[form](export)


def _csv(export: Export) -> bytes:
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(export.names)
    for row in export.rows:
        writer.writerow([_flat(value) for value in export.values(row)])
    return text.getvalue().encode("utf-8")


def _flat(value: Cell) -> str:
    return guarded(value.strip()) if isinstance(value, str) else written(value)


def dictionary(table: Table) -> list[dict[str, str]]:
    """Describe the columns of a table: name, type, whether required, provision, meaning."""
    own = [
        {
            "column": column.name,
            "type": column.type.value,
            "required": "yes" if column.required else "no",
            "allowed": ", ".join(column.choices) or column.expected,
            "provision": str(column.source) if column.source else "",
            "description": column.description,
        }
        for column in table.columns
    ]
    added = {
        "provision": "Provisions the table serves.",
        "journal_position": "Position of the journal's last entry when the table was written.",
        "rules_version": "Version of the rules.",
    }
    return own + [
        {
            "column": name,
            "type": Type.TEXT.value,
            "required": "no",
            "allowed": "added by every export, left out by an import",
            "provision": "",
            "description": text,
        }
        for name, text in added.items()
    ]


def about(export: Export) -> dict[str, str | int]:
    """Say what a file is: table, year, provisions, journal position and hash, rules version."""
    return {
        "table": export.table.name,
        "title": export.table.title,
        "description": export.table.description,
        "year": export.year,
        "provisions": export.provisions,
        "journal_position": export.position,
        "journal_hash": export.head,
        "rules_version": export.rules_version,
    }


_DATATYPES: Final = {
    Type.PERSONS: "nonNegativeInteger",
    Type.NUMBER: "nonNegativeInteger",
    Type.EURO: "decimal",
    Type.DECIMAL: "decimal",
    Type.PERCENT: "decimal",
    Type.DATE: "date",
}


def csv_metadata(export: Export, file: str) -> bytes:
    """Write the metadata file that stands beside a CSV (W3C, CSV on the Web)."""
    types = {column.name: _DATATYPES.get(column.type, "string") for column in export.table.columns}
    document = {
        "@context": "http://www.w3.org/ns/csvw",
        "url": file,
        "dc:title": export.table.title,
        "dc:description": export.table.description,
        "dc:source": export.provisions,
        "solidarity": about(export),
        "tableSchema": {
            "columns": [
                {
                    "name": line["column"],
                    "titles": line["column"],
                    "datatype": types.get(line["column"], "string"),
                    "required": line["required"] == "yes",
                    "dc:description": line["description"],
                    "dc:source": line["provision"],
                }
                for line in dictionary(export.table)
            ],
            "primaryKey": list(export.table.key),
        },
    }
    return _dump(document)


def _json(export: Export) -> bytes:
    rows = [
        {name: _json_value(value) for name, value in zip(export.names, values, strict=True)}
        for values in map(export.values, export.rows)
    ]
    return _dump({**about(export), "columns": dictionary(export.table), "rows": rows})


def _json_value(value: Cell) -> str | int | bool | None:
    """Decimal numbers travel as text, so that no reader makes binary fractions of them."""
    if value is None or isinstance(value, bool | int):
        return value
    return value.strip() if isinstance(value, str) else written(value)


def _dump(document: object) -> bytes:
    return (json.dumps(document, ensure_ascii=False, indent=2) + "\n").encode("utf-8")


def _xlsx(export: Export) -> bytes:
    import xlsxwriter

    out = io.BytesIO()
    book = xlsxwriter.Workbook(
        out,
        {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False},
    )
    book.set_properties(
        {
            "title": f"{export.table.title} {export.year}",
            "subject": export.provisions,
            "comments": f"Journal position {export.position}, rules {export.rules_version}",
            "created": CREATED,
        }
    )
    bold = book.add_format({"bold": True, "bottom": 1})
    day = book.add_format({"num_format": "yyyy-mm-dd"})
    rows = [export.values(row) for row in export.rows]
    _sheet(book.add_worksheet(export.table.name), export.names, rows, (bold, day))
    lines = dictionary(export.table)
    described = [list(line.values()) for line in lines]
    _sheet(book.add_worksheet("dictionary"), tuple(lines[0]), described, (bold, day))
    facts: list[list[Cell]] = [[name, value] for name, value in about(export).items()]
    _sheet(book.add_worksheet("about"), ("what", "value"), facts, (bold, day))
    book.close()
    return out.getvalue()


def _sheet(
    sheet: Any,  # noqa: ANN401 - XlsxWriter's own
    names: Sequence[str],
    rows: Sequence[Sequence[Cell]],
    formats: tuple[Any, Any],
) -> None:
    bold, day = formats
    sheet.freeze_panes(1, 0)
    for place, name in enumerate(names):
        sheet.write_string(0, place, name, bold)
        widest = max((len(written(row[place])) for row in rows), default=0)
        sheet.set_column(place, place, min(max(widest, len(name), _WIDTH_MIN), _WIDTH_MAX))
    if rows:
        sheet.autofilter(0, 0, len(rows), len(names) - 1)
    for line, row in enumerate(rows, 1):
        for place, value in enumerate(row):
            _put(sheet, (line, place), value, day)


def _put(sheet: Any, at: tuple[int, int], value: Cell, day: Any) -> None:  # noqa: ANN401 - as above
    if value is None or value == "":
        return
    if isinstance(value, date):
        sheet.write_datetime(*at, datetime(value.year, value.month, value.day), day)  # noqa: DTZ001 - spreadsheets have no time zones
    elif isinstance(value, int | Decimal) and not isinstance(value, bool) and _is_kept(value):
        sheet.write_number(*at, value)
    else:
        sheet.write_string(*at, _flat(value))


def _is_kept(value: int | Decimal) -> bool:
    """Tell whether a spreadsheet's binary number gives exactly this number back."""
    return Decimal(repr(float(value))) == value
