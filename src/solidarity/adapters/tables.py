"""
Tables that travel: what their columns are, and what a right row looks like.

A `Table` is the one definition from which files are read, written, described and checked. Reading
collects every problem of a file (line, column, what was expected, provision) into one `InputError`.
An empty cell means *not published*; it is never zero.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import Enum
from typing import Final

from solidarity.errors import InputError, Problem
from solidarity.terms.citations import Art
from solidarity.terms.member_states import (
    MEMBER_STATES,
    Part,
    associated_state,
    bound_states,
    member_state,
)

Cell = str | int | Decimal | date | bool | None
"""What a cell holds: text, whole number, exact number, day, yes or no, or nothing."""

APPLICATION: Final = date(2026, 6, 12)
"""Day from which the Regulation applies (Art. 85): who is bound is asked for this day."""

TEXT_MAX: Final = 4000
"""Longest text a cell may hold, in characters."""

_NUMBER = re.compile(r"[+-]?[0-9]+(\.[0-9]+)?")
_DIGITS_MAX: Final = 18
_CENTS: Final = 2


class Type(Enum):
    """What a column holds; the value is how a file's dictionary names it."""

    STATE = "Member State code"
    PERSONS = "whole persons"
    EURO = "euro"
    DECIMAL = "decimal number"
    PERCENT = "percent"
    NUMBER = "whole number"
    DATE = "date"
    CHOICE = "one of a list"
    YES_NO = "yes or no"
    TEXT = "text"


@dataclass(frozen=True, slots=True)
class Column:
    """
    One column.

    Attributes:
        name: Header, lower case with underscores; the unit stands last.
        type: What its cells hold.
        description: What it is, in a sentence.
        required: Whether a cell may not be empty.
        source: The provision it comes from, if any.
        choices: Allowed values of a CHOICE.
        positive: Whether zero is refused too; negative numbers always are.
        default: What an empty cell means; "" for nothing.
    """

    name: str
    type: Type
    description: str
    required: bool = False
    source: Art | None = None
    choices: tuple[str, ...] = ()
    positive: bool = False
    default: str = ""

    @property
    def expected(self) -> str:
        """Say what a cell should hold, for a message."""
        if self.type is Type.CHOICE:
            return "one of " + ", ".join(self.choices)
        return _EXPECTED[self.type]


_EXPECTED: Final = {
    Type.STATE: "the code of a Member State, as EL or GR",
    Type.PERSONS: "a whole number, not negative, digits only",
    Type.EURO: "euros with a decimal point and two decimals at most, not negative",
    Type.DECIMAL: "a number with a decimal point, not negative, no spaces between thousands",
    Type.PERCENT: "a number from 0 to 100 with a decimal point",
    Type.NUMBER: "a whole number, not negative, digits only",
    Type.DATE: "a day as 2026-01-31",
    Type.YES_NO: "yes or no",
    Type.TEXT: f"text of at most {TEXT_MAX} characters on one line",
    Type.CHOICE: "one of a list",
}


@dataclass(frozen=True, slots=True)
class Row:
    """
    One row that has been read.

    Attributes:
        line: Line in its file from 1; 0 where there is none.
        cells: Values by column name; every column of the table is there.
    """

    line: int
    cells: Mapping[str, Cell]

    def text(self, column: str) -> str:
        """Give a cell as text; "" if it is empty."""
        value = self.cells[column]
        return "" if value is None else str(value)


Check = Callable[[Sequence[Row], str], list[Problem]]
"""Looks at all rows of a file together; the file's name is for messages."""


@dataclass(frozen=True, slots=True)
class Table:
    """
    A table that travels.

    Attributes:
        name: Its name in commands and files.
        title: What it is, as a heading.
        description: What one row says, and what an empty cell means.
        columns: Its columns, in order.
        key: Columns that together name a row; no two rows agree in all of them.
        provisions: The provisions it serves.
        checks: What must hold for all rows together.
        headed: Columns a file must have although their cells may be empty.
    """

    name: str
    title: str
    description: str
    columns: tuple[Column, ...]
    key: tuple[str, ...]
    provisions: tuple[Art, ...]
    checks: tuple[Check, ...] = ()
    headed: tuple[str, ...] = ()

    def column(self, name: str) -> Column:
        """Find a column by its name."""
        return next(column for column in self.columns if column.name == name)

    @property
    def required(self) -> frozenset[str]:
        """Names of the columns a file must have."""
        always = {column.name for column in self.columns if column.required}
        return frozenset(always | set(self.headed))


def read_rows(table: Table, grid: Sequence[tuple[int, Mapping[str, str]]], file: str) -> list[Row]:
    """
    Read rows of text as rows of a table.

    Args:
        table: The definition.
        grid: For each row its line and its texts by column name; other columns are left out.
        file: Name of the file, for messages.

    Returns:
        The rows, in file order.

    Raises:
        InputError: With every problem of the file.
    """
    problems: list[Problem] = []
    rows: list[Row] = []
    if not grid:
        problems.append(Problem("the table has no rows", "one row at least", file=file))
    for line, texts in grid:
        cells: dict[str, Cell] = {}
        for column in table.columns:
            try:
                cells[column.name] = read_cell(column, texts.get(column.name, ""))
            except InputError as wrong:
                found = wrong.problems[0]
                cells[column.name] = None  # so that one bad cell is not also a missing row
                problems.append(
                    Problem(found.what, found.expected, file, line, column.name, found.source)
                )
        rows.append(Row(line, cells))
    problems += _twice(table, rows, file)
    for check in table.checks:
        problems += check(rows, file)
    if problems:
        raise InputError(sorted(problems, key=lambda problem: problem.line or 1_000_000_000))
    return rows


def _twice(table: Table, rows: Sequence[Row], file: str) -> list[Problem]:
    seen: dict[tuple[Cell, ...], int] = {}
    problems: list[Problem] = []
    for row in rows:
        key = tuple(row.cells[name] for name in table.key)
        if any(row.cells[name] is None for name in table.key if table.column(name).required):
            continue
        if key in seen:
            named = ", ".join(str(value) for value in key if value is not None)
            problems.append(
                Problem(
                    f"{named} is there twice, first on line {seen[key]}",
                    "one row for each " + ", ".join(table.key),
                    file,
                    row.line,
                    table.key[0],
                )
            )
        seen.setdefault(key, row.line)
    return problems


def read_cell(column: Column, text: str) -> Cell:
    """
    Read one cell.

    Args:
        column: What it should hold.
        text: What stands there; spaces around it do not count.

    Returns:
        The value; None if the cell is empty.

    Raises:
        InputError: If it holds something else; file and line are added by the caller.
    """
    text = text.strip() or column.default
    if not text:
        if column.required:
            raise InputError(Problem("the cell is empty", column.expected, source=column.source))
        return None
    return _READERS[column.type](column, text)


def _wrong(column: Column, text: str, why: str = "") -> InputError:
    shown = text if len(text) <= _SHOWN_MAX else text[:_SHOWN_MAX] + "…"
    what = why or f'"{_visible(shown)}" cannot stand here'
    return InputError(Problem(what, column.expected, column=column.name, source=column.source))


_SHOWN_MAX: Final = 60


def _visible(text: str) -> str:
    """Show characters that would disturb a terminal as escapes."""
    return "".join(mark if mark.isprintable() else f"\\x{ord(mark):02x}" for mark in text)


def _state(column: Column, text: str) -> Cell:
    try:
        return member_state(text).code
    except InputError as unknown:
        apart = associated_state(text)
        if apart is not None:
            why = f"{apart.name} is an associated state, not a Member State"
            raise _wrong(column, text, why) from unknown
        shown = _visible(text[:_SHOWN_MAX])
        raise _wrong(column, text, f'no Member State has the code "{shown}"') from unknown


def _exact(column: Column, text: str) -> Decimal:
    if not _NUMBER.fullmatch(text) or len(text) > _DIGITS_MAX + 2:
        raise _wrong(column, text, f'"{_visible(text[:_SHOWN_MAX])}" is not a number')
    value = Decimal(text)
    if value < 0:
        raise _wrong(column, text, f"{text} is negative")
    if column.positive and value == 0:
        raise _wrong(column, text, "the figure is zero")
    return value


def _whole(column: Column, text: str) -> Cell:
    value = _exact(column, text)
    if value != value.to_integral_value():
        raise _wrong(column, text, f"{text} is not whole")
    return int(value)


def _euro(column: Column, text: str) -> Cell:
    value = _exact(column, text)
    if value != round(value, _CENTS):
        raise _wrong(column, text, f"{text} has parts of a cent")
    return _plain(value)


def _decimal(column: Column, text: str) -> Cell:
    return _plain(_exact(column, text))


def _percent(column: Column, text: str) -> Cell:
    value = _exact(column, text)
    if value > 100:  # noqa: PLR2004 - per hundred
        raise _wrong(column, text, f"{text} is more than 100")
    return _plain(value)


def _plain(value: Decimal) -> Decimal:
    """Drop zeros after the point: 9260000.00 and 9260000 are one figure."""
    whole = value.to_integral_value()
    return whole if value == whole else value.normalize()


def _day(column: Column, text: str) -> Cell:
    try:
        day = date.fromisoformat(text)
    except ValueError:
        raise _wrong(column, text, f'"{_visible(text[:_SHOWN_MAX])}" is not a day') from None
    if day.isoformat() != text:
        raise _wrong(column, text, f'"{_visible(text[:_SHOWN_MAX])}" is not a day')
    return day


def _choice(column: Column, text: str) -> Cell:
    found = text.lower().replace(" ", "_")
    if found not in column.choices:
        raise _wrong(column, text)
    return found


def _yes_no(column: Column, text: str) -> Cell:
    found = {"yes": True, "true": True, "no": False, "false": False}.get(text.lower())
    if found is None:
        raise _wrong(column, text)
    return found


def _text(column: Column, text: str) -> Cell:
    if len(text) > TEXT_MAX:
        raise _wrong(column, text, f"{len(text)} characters")
    if any(not mark.isprintable() for mark in text):
        raise _wrong(column, text)
    return text


_READERS: Final[Mapping[Type, Callable[[Column, str], Cell]]] = {
    Type.STATE: _state,
    Type.PERSONS: _whole,
    Type.EURO: _euro,
    Type.DECIMAL: _decimal,
    Type.PERCENT: _percent,
    Type.NUMBER: _whole,
    Type.DATE: _day,
    Type.CHOICE: _choice,
    Type.YES_NO: _yes_no,
    Type.TEXT: _text,
}


def written(value: Cell) -> str:
    """Write a cell as text that `read_cell` reads back; "" for nothing."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, Decimal):
        return format(value, "f")
    return value.isoformat() if isinstance(value, date) else str(value)


def every_bound_state(*, source: Art) -> Check:
    """Ask for a row for every Member State bound by Part IV; Denmark may stand beside."""

    def check(rows: Sequence[Row], file: str) -> list[Problem]:
        given = {row.cells["state"] for row in rows}
        return [
            Problem(
                f"{state.name} ({state.code}) is missing",
                "a row for every Member State bound by Part IV",
                file,
                0,
                "state",
                source,
            )
            for state in bound_states(Part.SOLIDARITY, APPLICATION)
            if state.code not in given
        ]

    return check


def only_bound_states(*, source: Art, columns: tuple[str, ...] = ("state",)) -> Check:
    """Refuse a state that Part IV does not bind (Denmark: recital 90)."""
    bound = {state.code for state in bound_states(Part.SOLIDARITY, APPLICATION)}
    names = {state.code: state.name for state in MEMBER_STATES}

    def check(rows: Sequence[Row], file: str) -> list[Problem]:
        return [
            Problem(
                f"{names[str(code)]} is not bound by Part IV (recital 90)",
                "a Member State bound by it",
                file,
                row.line,
                column,
                source,
            )
            for row in rows
            for column in columns
            if (code := row.cells[column]) is not None and code not in bound
        ]

    return check
