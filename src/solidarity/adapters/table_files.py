"""
Reading table files: CSV, XLSX and JSON, told apart by content.

Every form is brought to the same grid of texts, so that the same table gives the same rows whatever
its form. CSV may have commas, semicolons (then a decimal comma is read too) or tabs, and a byte
order mark; it must be UTF-8, or UTF-16 with a mark. XLSX is read as values, never as formulas.
"""

from __future__ import annotations

import csv
import io
import json
import re
import warnings
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal
from difflib import get_close_matches
from typing import Any, Final

from solidarity.adapters.table_definitions import LEDGER_TABLES, TABLES
from solidarity.adapters.tables import Row, Table, Type, read_rows
from solidarity.errors import InputError, Problem

BYTES_MAX: Final = 50 * 1024 * 1024
_UNPACKED_MAX: Final = 4 * BYTES_MAX
ROWS_MAX: Final = 100_000

MARKS: Final = ("provision", "journal_position", "rules_version")
"""Columns that every export adds; an import leaves them out."""

_GUARDED = re.compile(r"'+[=+\-@\t\r\n＝＋－＠]")
_FORMULA = re.compile(r"'*[=+\-@\t\r\n＝＋－＠]")
_COMMA = re.compile(r"[+-]?[0-9]+,[0-9]+")
_NAME = re.compile(r"[^a-z0-9]+")

Grid = list[tuple[int, dict[str, str]]]


@dataclass(frozen=True, slots=True)
class Read:
    """A table file that was read: which table it is, its rows, and the name it was given by."""

    table: Table
    rows: Sequence[Row]
    file: str


def read_table(content: bytes, file: str, table: Table | None = None) -> Read:
    """
    Read a table file.

    Args:
        content: The file.
        file: Its name; its ending is checked against the content.
        table: Which table it must be; None: told by its columns.

    Returns:
        The table and its rows.

    Raises:
        InputError: With every problem found.
    """
    names, grid = _grid(content, file)
    found = table if table is not None else _table_of(names, file)
    missing = sorted(found.required - set(names))
    if missing:
        expected = ", ".join(_needed(found))
        raise InputError(
            [
                Problem(
                    f"the column {name} is missing",
                    f"the columns {expected}",
                    file,
                    1,
                    name,
                    found.column(name).source,
                )
                for name in missing
            ]
        )
    _no_strangers(found, names, file)
    return Read(found, read_rows(found, grid, file), file)


def _no_strangers(table: Table, names: Sequence[str], file: str) -> None:
    """Refuse columns a table of the ledger does not have: a slip there would read as unknown."""
    own = [column.name for column in table.columns]
    if table.name not in LEDGER_TABLES:
        return
    problems = [
        Problem(
            f'the table {table.name} has no column "{name}"',
            " or ".join(get_close_matches(name, own, 1)) or "the columns " + ", ".join(own),
            file,
            1,
            name,
        )
        for name in names
        if name and name not in own and name not in MARKS
    ]
    if problems:
        raise InputError(problems)


def form_of(content: bytes) -> str:
    """Tell by its content what form a file has: "xlsx", "json" or "csv"."""
    if content.startswith(b"PK\x03\x04"):
        return "xlsx"
    start = content[:64].lstrip(b"\xef\xbb\xbf \t\r\n")
    return "json" if start.startswith((b"{", b"[")) else "csv"


def header_of(content: bytes, file: str) -> tuple[str, ...]:
    """
    Give the column names of a table file.

    Raises:
        InputError: If it cannot be read.
    """
    return tuple(_grid(content, file)[0])


def _table_of(names: Sequence[str], file: str) -> Table:
    given = set(names)
    fitting = [table for table in TABLES.values() if table.required <= given]
    if not fitting:
        known = "; ".join(
            f"{table.name}: " + ", ".join(_needed(table)) for table in TABLES.values()
        )
        shown = ", ".join(names)[:200] or "none"
        raise InputError(
            Problem(f"no table has these columns: {shown}", f"one of: {known}", file=file, line=1)
        )
    return max(
        fitting,
        key=lambda table: (
            len(given & {column.name for column in table.columns}),
            len(table.required),
        ),
    )


def _needed(table: Table) -> list[str]:
    return [column.name for column in table.columns if column.name in table.required]


def _grid(content: bytes, file: str) -> tuple[list[str], Grid]:
    if len(content) > BYTES_MAX:
        raise InputError(Problem("the file is too large", f"{BYTES_MAX} bytes at most", file=file))
    if not content.strip():
        raise InputError(Problem("the file is empty", "a table", file=file))
    form = form_of(content)
    ending = file.lower().rpartition(".")[2] if "." in file else ""
    if ending in {"csv", "xlsx", "json"} and ending != form:
        raise InputError(
            Problem(
                f"the name says {ending.upper()}, the content is not",
                "a file that is what its name says",
                file=file,
            )
        )
    if form == "xlsx":
        return _xlsx(content, file)
    text = _text(content, file)
    return _json(text, file) if form == "json" else _csv(text, file)


def _text(content: bytes, file: str) -> str:
    marked = content.startswith((b"\xff\xfe", b"\xfe\xff"))
    try:
        text = content.decode("utf-16" if marked else "utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise InputError(
            Problem("a character is not UTF-8", "UTF-8 (in Excel: CSV UTF-8)", file=file, line=line)
        ) from error
    if "\0" in text:
        raise InputError(Problem("the file is not text", "CSV, XLSX or JSON", file=file))
    return text


def _csv(text: str, file: str) -> tuple[list[str], Grid]:
    first = next((line for line in text.split("\n") if line.strip()), "")
    delimiter = max(",;\t", key=first.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    names: list[str] = []
    grid: Grid = []
    problems: list[Problem] = []
    try:
        for row in reader:
            if not any(cell.strip() for cell in row):
                continue
            if not names:
                names = _names(row, file, reader.line_num)
                continue
            if len(row) != len(names):
                what, expected = f"{len(row)} cells", f"{len(names)}, as the first line has"
                problems.append(Problem(what, expected, file, reader.line_num))
                continue
            cells = [_cell(cell, delimiter) for cell in row]
            grid.append((reader.line_num, dict(zip(names, cells, strict=True))))
            _not_too_many(grid, file)
    except csv.Error as error:
        problems.append(Problem(f"the line cannot be read: {error}", "CSV", file, reader.line_num))
    if problems:
        raise InputError(problems)
    return names, grid


def _cell(text: str, delimiter: str) -> str:
    text = unguarded(text.strip())
    if delimiter != "," and _COMMA.fullmatch(text):
        return text.replace(",", ".")
    return text


def guarded(text: str) -> str:
    """Put an apostrophe before a text that a spreadsheet would read as a formula."""
    return f"'{text}" if _FORMULA.match(text) else text


def unguarded(text: str) -> str:
    """Take away the apostrophe that keeps a spreadsheet from reading a text as a formula."""
    return text[1:] if _GUARDED.match(text) else text


def _names(cells: Sequence[str], file: str, line: int) -> list[str]:
    names = [_NAME.sub("_", cell.strip().lower()).strip("_") for cell in cells]
    while names and not names[-1]:
        names.pop()
    problems = [
        Problem(f'the column "{name}" is there twice', "each column once", file, line, name)
        for place, name in enumerate(names)
        if name in names[:place]
    ]
    if problems or not all(names):
        raise InputError(problems or Problem("a column has no name", "a name", file, line))
    return names + [""] * (len(cells) - len(names)) if names else names


def _not_too_many(grid: Grid, file: str) -> None:
    if len(grid) > ROWS_MAX:
        raise InputError(Problem("the table is too long", f"{ROWS_MAX} rows at most", file=file))


def _json(text: str, file: str) -> tuple[list[str], Grid]:
    try:
        document = json.loads(text, parse_float=Decimal, parse_int=Decimal)
    except (ValueError, RecursionError, ArithmeticError) as error:
        line = getattr(error, "lineno", 0)
        raise InputError(
            Problem("the JSON is damaged or cut", "a whole file", file=file, line=line)
        ) from error
    rows = document.get("rows") if isinstance(document, dict) else document
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise InputError(
            Problem("the JSON is not a table", 'a list of objects, or {"rows": […]}', file=file)
        )
    names = list(dict.fromkeys(str(name).strip().lower() for row in rows for name in row))
    grid: Grid = []
    for place, row in enumerate(rows, 1):
        cells = {str(name).strip().lower(): _json_cell(value) for name, value in row.items()}
        grid.append((place, cells))
        _not_too_many(grid, file)
    if not rows and isinstance(document, dict) and document.get("table") in TABLES:
        names = [column.name for column in TABLES[document["table"]].columns]
    return names, grid


def _json_cell(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, Decimal):
        return format(value, "f") if abs(value.adjusted()) < _DIGITS_MAX else str(value)
    return value.strip() if isinstance(value, str) else json.dumps(value, default=str)


_DIGITS_MAX: Final = 40


def _xlsx(content: bytes, file: str) -> tuple[list[str], Grid]:
    from openpyxl import load_workbook

    damaged = Problem("the spreadsheet is damaged or not one", "an XLSX file", file=file)
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            unpacked = sum(part.file_size for part in archive.infolist())
    except (zipfile.BadZipFile, OSError, ValueError) as error:
        raise InputError(damaged) from error
    if unpacked > _UNPACKED_MAX:
        raise InputError(
            Problem("the spreadsheet is too large", f"{_UNPACKED_MAX} bytes unpacked", file=file)
        )
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            book = load_workbook(io.BytesIO(content), read_only=True, data_only=True)
            try:
                return _sheet(book.worksheets[0], file)
            finally:
                book.close()
    except InputError:
        raise
    except Exception as error:  # the library raises many kinds on damaged files; they end here
        raise InputError(damaged) from error


def _sheet(sheet: Any, file: str) -> tuple[list[str], Grid]:  # noqa: ANN401 - openpyxl's own
    names: list[str] = []
    grid: Grid = []
    problems: list[Problem] = []
    for line, row in enumerate(sheet.iter_rows(), 1):
        if all(cell.value is None or str(cell.value).strip() == "" for cell in row):
            continue
        if not names:
            names = _names([str(cell.value or "") for cell in row], file, line)
            continue
        cells: dict[str, str] = {}
        for name, cell in zip(names, row, strict=False):
            try:
                cells[name] = _xlsx_cell(cell, name)
            except ValueError as wrong:
                problems.append(Problem(str(wrong), "a value", file, line, name))
        grid.append((line, cells))
        _not_too_many(grid, file)
    if problems:
        raise InputError(problems)
    return names, grid


def _xlsx_cell(cell: Any, name: str) -> str:  # noqa: ANN401 - openpyxl's own
    value = cell.value
    if cell.data_type == "e":
        raise ValueError(f"the cell holds the error {value}")
    if value is None or isinstance(value, bool):
        return _json_cell(value)
    if isinstance(value, datetime) and value.time() == time(0):
        value = value.date()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, int | float):
        return _xlsx_number(Decimal(repr(value)), str(cell.number_format or ""), name)
    return unguarded(str(value).strip())


def _xlsx_number(value: Decimal, form: str, name: str) -> str:
    """Write a number of a spreadsheet; a share shown as 16.0021 % is kept there as 0.160021."""
    if "%" in form and name in _PERCENTS:
        value = value * 100
    if abs(value.adjusted()) >= _DIGITS_MAX:
        return str(value)
    plain = format(value, "f")
    return plain.rstrip("0").rstrip(".") if "." in plain else plain


_PERCENTS: Final[frozenset[str]] = frozenset(
    column.name
    for table in TABLES.values()
    for column in table.columns
    if column.type is Type.PERCENT
)


def rows_of(read: Read) -> list[Mapping[str, object]]:
    """Give the rows as plain mappings, for comparing files of different forms."""
    return [dict(row.cells) for row in read.rows]
