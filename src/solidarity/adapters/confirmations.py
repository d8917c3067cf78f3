"""January confirmations given as a table, beside those the journal holds."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

from solidarity.adapters.standard_input import content_of, shown
from solidarity.adapters.table_definitions import CONFIRMATION
from solidarity.adapters.table_files import read_table
from solidarity.adapters.tables import Row
from solidarity.cycle.chain_due import Level
from solidarity.terms.findings import Source
from solidarity.terms.quantities import Euro, Persons

_CENTS = 100


def read_confirmations(path: Path) -> dict[str, Level]:
    """
    Read levels confirmed in January (Art. 60(6), Annex X).

    Args:
        path: CSV, XLSX or JSON with the columns of the table `confirmation`; - for standard
            input.

    Returns:
        Levels by EU code.

    Raises:
        InputError: If the file cannot be read, with every problem found.
    """
    content = content_of(path, "a table of confirmations")
    read = read_table(content, shown(path), CONFIRMATION)
    source = Source(f"January confirmation, {Path(shown(path)).name}", confidence="high")
    return {row.text("state"): _level(row, source) for row in read.rows}


def _level(row: Row, source: Source) -> Level:
    return Level(
        Persons(int(_number(row, "relocations"))),
        Euro(int(_number(row, "financial_eur") * _CENTS)),
        Euro(int(_number(row, "alternative_eur") * _CENTS)),
        source,
    )


def _number(row: Row, column: str) -> Decimal:
    value = row.cells[column]
    return value if isinstance(value, Decimal) else Decimal(str(value))
