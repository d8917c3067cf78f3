"""docs/machines.md is drawn from the tables, and fresh."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from solidarity.cases.tables import TABLES

ROOT = Path(__file__).resolve().parents[2]


def test_the_page_is_fresh() -> None:
    checked = subprocess.run(
        [sys.executable, "tools/draw_machines.py", "--check"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert checked.returncode == 0, checked.stderr


def test_every_cell_stands_there_with_its_provision() -> None:
    text = (ROOT / "docs" / "machines.md").read_text(encoding="utf-8")
    for table in TABLES.values():
        for cell in table.cells:
            state, to = cell.state.replace("_", " "), cell.to.replace("_", " ")
            assert f"| {state} | " in text
            assert f"| {to} | {cell.source} |" in text
