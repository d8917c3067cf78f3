"""
The files of `solidarity match`, column by column: CSV by the standard library, Parquet by Polars.

Every problem of a file is collected with its line and column before anything is refused.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final, TypeVar

from solidarity.errors import InputError, Problem
from solidarity.matching.problem import FORBIDDEN

BYTES_MAX: Final = 1024**3
PROBLEMS_MAX: Final = 100
DIGITS_MAX: Final = 18
PARQUET: Final = b"PAR1"
V = TypeVar("V")


@dataclass(slots=True)
class Columns:
    """
    A table that was read.

    Attributes:
        file: Its name.
        cells: The texts of each column, without blanks around them.
        lines: Line of each row in the file; of a Parquet file the number of the row.
        problems: What is wrong with it so far.
    """

    file: str
    cells: Mapping[str, list[str]]
    lines: list[int]
    problems: list[Problem] = field(default_factory=list)

    def wrong(self, row: int, column: str, found_expected: tuple[str, str]) -> None:
        """Note a problem."""
        if len(self.problems) < PROBLEMS_MAX:
            found, expected = found_expected
            self.problems.append(Problem(found, expected, self.file, self.lines[row], column))

    def read(self, column: str, reader: Callable[[str], V], fallback: V) -> list[V]:
        """Read a column cell by cell; an empty cell or a missing column is the fallback."""
        if column not in self.cells:
            return [fallback] * len(self.lines)
        read: list[V] = []
        for row, cell in enumerate(self.cells[column]):
            try:
                read.append(reader(cell) if cell else fallback)
            except InputError as wrong:
                problem = wrong.problems[0]
                self.wrong(row, column, (problem.what, problem.expected))
                read.append(fallback)
        return read

    def needed(self, column: str) -> list[str]:
        """Give a column in which no cell may be empty."""
        for row, cell in enumerate(self.cells[column]):
            if not cell:
                self.wrong(row, column, ("the cell is empty", "a value"))
        return self.cells[column]


def whole(text: str) -> int:
    """
    Read a whole number.

    Raises:
        InputError: If it is none.
    """
    body = text[1:] if text[:1] in {"-", "+"} else text
    if not (body.isascii() and body.isdigit()) or len(body) > DIGITS_MAX:
        raise InputError(Problem(f'"{text}" is not a whole number', "a whole number"))
    return int(text)


def columns_of(path: Path, needed: tuple[str, ...]) -> Columns:
    """
    Read a table.

    Args:
        path: A CSV or Parquet file.
        needed: Columns that must be there.

    Raises:
        InputError: If it cannot be read, is too large, lacks a column or has a forbidden one.
    """
    name = str(path)
    try:
        size = path.stat().st_size
        if size > BYTES_MAX:
            what = f"the file is too large: {size} bytes"
            raise InputError(Problem(what, f"{BYTES_MAX} bytes (1 GiB) at most", name))
        with path.open("rb") as file:
            start = file.read(4)
    except OSError as error:
        what = error.strerror or "the file cannot be read"
        raise InputError(Problem(what, "a CSV or Parquet file", name)) from error
    read = _parquet(path) if start == PARQUET else _csv(path)
    check_names(tuple(read.cells), needed, name)
    return read


def check_names(names: tuple[str, ...], needed: tuple[str, ...], file: str) -> None:
    """
    Insist on the columns that must be there, and on none that must not.

    Raises:
        InputError: With every such column.
    """
    problems = [
        Problem(f'the column "{name}" is missing', "columns " + ",".join(needed), file, 1, name)
        for name in needed
        if name not in names
    ]
    problems += [
        Problem(
            f'the column "{name}" is refused: nobody is placed by it',
            "a table without it",
            file,
            1,
            name,
        )
        for name in names
        if name in FORBIDDEN or name.startswith("predicted_")
    ]
    if problems:
        raise InputError(problems)


def _csv(path: Path) -> Columns:
    name = str(path)
    try:
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise InputError(Problem("a character is not UTF-8", "UTF-8", name)) from error
    except OSError as error:
        raise InputError(Problem("the file cannot be read", "CSV or Parquet", name)) from error
    first = text.partition("\n")[0]
    delimiter = max(",;\t", key=first.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    try:
        header = [cell.strip().lower() for cell in next(reader, [])]
        if not any(header) or len(set(header)) != len(header):
            raise InputError(
                Problem("the first line does not name each column once", "a header", name, 1)
            )
        return _rows(name, header, _lines(reader))
    except csv.Error as error:
        what = f"the line cannot be read: {error}"
        raise InputError(Problem(what, "CSV", name, reader.line_num)) from error


def _lines(reader: csv._reader) -> Iterator[tuple[int, list[str]]]:  # type: ignore[name-defined]
    for row in reader:
        if row and (len(row) > 1 or row[0].strip()):
            yield reader.line_num, row


def _rows(name: str, header: list[str], rows: Iterator[tuple[int, list[str]]]) -> Columns:
    lines: list[int] = []
    kept: list[list[str]] = []
    problems: list[Problem] = []
    width = len(header)
    for line, row in rows:
        if len(row) == width:
            lines.append(line)
            kept.append(row)
        elif len(problems) < PROBLEMS_MAX:
            problems.append(
                Problem(f"{len(row)} cells", f"{width}, as the first line has", name, line)
            )
    columns = zip(*kept, strict=True) if kept else [()] * width
    cells = {
        head: list(map(str.strip, column)) for head, column in zip(header, columns, strict=True)
    }
    return Columns(name, cells, lines, problems)


def _parquet(path: Path) -> Columns:
    import polars as pl

    try:
        frame = pl.read_parquet(path)
        texts = frame.select(
            pl.col(column).cast(pl.String).fill_null("").str.strip_chars()
            for column in frame.columns
        )
    except (pl.exceptions.PolarsError, OSError) as error:
        raise InputError(
            Problem("the Parquet file is damaged", "a whole file", str(path))
        ) from error
    cells = {name.strip().lower(): texts[name].to_list() for name in texts.columns}
    return Columns(str(path), cells, list(range(1, frame.height + 1)))
