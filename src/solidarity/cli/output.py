"""How commands speak: tables for people, plain text in a pipe, one JSON document with --json."""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rich.console import Console


def console(*, stderr: bool = False) -> Console:
    """Give a console that respects NO_COLOR, pipes and terminals without UTF-8."""
    from rich.console import Console

    stream = sys.stderr if stderr else sys.stdout
    return Console(stderr=stderr, highlight=False, soft_wrap=not stream.isatty())


def say(text: str = "", *, stderr: bool = False) -> None:
    """Print plain text; characters the terminal cannot show are replaced, never an error."""
    stream = sys.stderr if stderr else sys.stdout
    encoding = stream.encoding or "utf-8"
    stream.write(text.encode(encoding, "replace").decode(encoding) + "\n")


def emit_json(document: object) -> None:
    """Print one JSON document on standard output and nothing else."""
    sys.stdout.write(json.dumps(document, ensure_ascii=not _is_utf8(), indent=2) + "\n")


def table(title: str, columns: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """Print a table: ruled on a terminal, tab-separated in a pipe."""
    if not sys.stdout.isatty():
        say("\t".join(columns))
        for row in rows:
            say("\t".join(row))
        return
    from rich import box
    from rich.table import Table
    from rich.text import Text

    ruled = Table(title=Text(title), title_justify="left", box=box.SIMPLE_HEAD)
    for position, column in enumerate(columns):
        ruled.add_column(Text(column), justify="left" if position == 0 else "right")
    for row in rows:
        ruled.add_row(*(Text(cell) for cell in row))  # never read as markup
    console().print(ruled)


def _is_utf8() -> bool:
    return (sys.stdout.encoding or "").lower().replace("-", "") == "utf8"
