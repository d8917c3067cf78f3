"""How commands speak: tables for people, plain text in a pipe, one JSON document with --json."""

from __future__ import annotations

import json
import os
import sys
from io import StringIO
from shutil import get_terminal_size
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Sequence


_PLAIN: Final = {
    "\u2009": " ",
    "\u202f": " ",
    "\u00a0": " ",
    "·": "*",
    "°": "^",
    "–": "-",
    "—": "-",
    "−": "-",
    "─": "-",
    "…": "...",
    "×": "x",
    "≥": ">=",
    "→": "->",
    "’": "'",
    "“": '"',
    "”": '"',
}
"""What stands for a character of ours where a terminal cannot show it."""

_BETWEEN: Final = 2
"""Spaces between two columns of a table on a terminal."""


def say(text: str = "", *, stderr: bool = False) -> None:
    """Print plain text; characters the terminal cannot show are replaced, never an error."""
    stream = sys.stderr if stderr else sys.stdout
    stream.write(showable(text, stream.encoding or "utf-8") + "\n")


def showable(text: str, encoding: str) -> str:
    """Write a text with the characters an encoding has: a plain one, or "?", for the others."""
    try:
        text.encode(encoding)
    except UnicodeEncodeError:
        lacking = {
            ord(mark): plain
            for mark, plain in _PLAIN.items()
            if mark.encode(encoding, "ignore") == b""
        }
        return text.translate(lacking).encode(encoding, "replace").decode(encoding)
    return text


def emit_json(document: object) -> None:
    """Print one JSON document on standard output and nothing else."""
    sys.stdout.write(json.dumps(document, ensure_ascii=not _is_utf8(), indent=2) + "\n")


def table(title: str, columns: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """Print a table: ruled on a terminal, row by row if that is too narrow, with tabs in a pipe."""
    if not sys.stdout.isatty():
        say("\t".join(columns))
        for row in rows:
            say("\t".join(row))
        return
    widths = _widths([columns, *rows], get_terminal_size().columns)
    if widths:
        _ruled(title, columns, rows, widths)
    else:
        _one_below_the_other(title, columns, rows)


def _widths(lines: Sequence[Sequence[str]], width: int) -> list[int]:
    """Share a terminal's width among columns, the longest word of each first; [] if too narrow."""
    cells = list(zip(*lines, strict=True))
    widths = [max(len(word) for cell in column for word in [*cell.split(), ""]) for column in cells]
    longest = [max(map(len, column)) for column in cells]
    spare = width - sum(widths) - _BETWEEN * (len(widths) - 1)
    if spare < 0:
        return []
    for _ in range(min(spare, sum(longest) - sum(widths))):
        widths[max(range(len(widths)), key=lambda at: longest[at] - widths[at])] += 1
    return widths


def is_narrow(columns: int) -> bool:
    """Tell whether people read this on a terminal with fewer columns."""
    return sys.stdout.isatty() and get_terminal_size().columns < columns


def _one_below_the_other(title: str, columns: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """Print each row as lines of its own, so that no figure is cut."""
    say(title)
    for row in rows:
        say()
        say(row[0])
        for column, cell in zip(columns[1:], row[1:], strict=True):
            if cell:
                say(f"  {column}: {cell}")


def _ruled(
    title: str, columns: Sequence[str], rows: Sequence[Sequence[str]], widths: Sequence[int]
) -> None:
    from rich import box
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    ruled = Table(
        title=Text(title),
        title_justify="left",
        box=box.SIMPLE_HEAD,
        padding=(0, _BETWEEN - 1, 0, 0),
        pad_edge=False,
        show_edge=False,
    )
    for position, (column, width) in enumerate(zip(columns, widths, strict=True)):
        ruled.add_column(Text(column), justify="left" if position == 0 else "right", width=width)
    for row in rows:
        ruled.add_row(*(Text(cell) for cell in row))  # never read as markup
    plain = bool(os.environ.get("NO_COLOR")) or os.environ.get("TERM") in {"dumb", "unknown"}
    drawn = StringIO()
    Console(
        file=drawn,
        width=sum(widths) + _BETWEEN * len(widths),
        force_terminal=True,
        color_system=None if plain else "standard",
        highlight=False,
    ).print(ruled)
    say("\n".join(line.rstrip() for line in drawn.getvalue().splitlines()))


def _is_utf8() -> bool:
    return (sys.stdout.encoding or "").lower().replace("-", "") == "utf8"
