"""The columnar path agrees with the readable one, row by row."""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path

import polars as pl
import pytest
from given_cases import generated
from typer.testing import CliRunner

from solidarity.adapters.bulk_determination import COLUMNS, determine_columns, determine_file
from solidarity.adapters.bulk_rows import case_of_row
from solidarity.adapters.case_fields import read_case
from solidarity.adapters.case_files import calendars
from solidarity.cli.main import app
from solidarity.errors import InputError, Problem
from solidarity.law.part3_responsibility.determination import determine_with
from solidarity.law.part3_responsibility.findings_of_case import cited
from solidarity.law.part3_responsibility.settings import settings_of
from solidarity.law.readings import DEFAULT

ARTICLES = {
    "16(2)", "16(4)", "25(2)", "25(3)", "25(5)", "26(1)", "26(2)", "26(3)", "27", "29(1)", "29(2)",
    "29(3)(a)", "29(3)(b)", "29(3)(c)", "29(4)", "30(1)", "31(1)", "31(2)", "32", "33(1)", "33(2)",
    "33(3)", "36(1)(b)", "37(1)", "38(4)", "68(2)", "68(3)",
}  # fmt: skip


@pytest.mark.parametrize("seed", [1, 2])
def test_both_paths_agree_on_every_field_and_every_branch_comes_up(seed: int) -> None:
    rows = generated(6000, seed)
    columns = determine_columns(rows.lazy()).collect()
    problems: list[Problem] = []
    settings, seen = settings_of(DEFAULT), Counter[str | None]()
    for row, found in zip(rows.iter_rows(named=True), columns.iter_rows(named=True), strict=True):
        case = read_case(case_of_row(row), problems, file="", line=0)
        assert case is not None, problems
        result = determine_with(case, settings, calendars)
        article = cited(result.article) if result.article else None
        assert found == {
            "id": result.id,
            "member_state_responsible": result.state,
            "article": article,
            "open": result.state is None,
        }, row
        seen[article] += 1
    assert {article for article in seen if article} == ARTICLES


class TestFiles:
    def test_order_is_kept(self, tmp_path: Path) -> None:
        cases, out = tmp_path / "cases.parquet", tmp_path / "out.parquet"
        rows = generated(3000, 7)
        rows.write_parquet(cases)
        done = CliRunner().invoke(app, ["determine", str(cases), "--bulk", "--out", str(out)])
        assert done.exit_code == 0, done.output
        written = pl.read_parquet(out)
        assert written["id"].to_list() == rows["id"].to_list()
        assert written.equals(determine_columns(rows.lazy()).collect())

    def test_columns_that_are_not_those(self, tmp_path: Path) -> None:
        cases = tmp_path / "cases.parquet"
        generated(10, 1).drop("place").with_columns(colour=pl.lit("blue")).write_parquet(cases)
        with pytest.raises(InputError) as refused:
            determine_file(cases, tmp_path / "out.parquet")
        assert "the column place is missing" in str(refused.value)
        assert "no column colour" in str(refused.value)

    def test_files_that_cannot_be_used(self, tmp_path: Path) -> None:
        cases = tmp_path / "cases.parquet"
        with pytest.raises(InputError, match="cannot be read"):
            determine_file(cases, tmp_path / "out.parquet")
        generated(10, 1).write_parquet(cases)
        with pytest.raises(InputError, match="cannot be written"):
            determine_file(cases, tmp_path / "no" / "such" / "out.parquet")

    @pytest.mark.parametrize(
        "call",
        [["-", "--bulk", "--out", "x"], ["x", "--bulk"],
         ["x", "--bulk", "--out", "y", "--reading", "R-105=revived"]],
    )  # fmt: skip
    def test_calls_that_make_no_sense(self, call: list[str]) -> None:
        done = CliRunner().invoke(app, ["determine", *call])
        assert isinstance(done.exception, InputError)

    def test_without_the_package(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setitem(sys.modules, "polars", None)
        monkeypatch.delitem(sys.modules, "solidarity.adapters.bulk_determination")
        done = CliRunner().invoke(app, ["determine", "x", "--bulk", "--out", "y"])
        assert "polars" in str(done.exception)

    def test_the_generated_columns_are_those_of_the_definition(self) -> None:
        assert dict(generated(5, 3).schema) == {name: kind() for name, kind in COLUMNS.items()}
