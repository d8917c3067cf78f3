"""`solidarity determine`, as a user calls it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from solidarity.cli.main import app
from solidarity.errors import InputError, OutOfScope

FOLDER = Path(__file__).parents[1] / "vectors" / "responsibility"
WORKED = json.loads((FOLDER / "worked_cases.json").read_text(encoding="utf-8"))["cases"]
RUN = CliRunner()


@pytest.fixture
def cases(tmp_path: Path) -> Path:
    path = tmp_path / "cases.jsonl"
    lines = [json.dumps(case["given"]) for case in WORKED]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def test_one_result_for_each_case_in_order(cases: Path, tmp_path: Path) -> None:
    out = tmp_path / "results.jsonl"
    done = RUN.invoke(app, ["determine", str(cases), "--out", str(out)])
    assert done.exit_code == 0, done.output
    results = [json.loads(line) for line in out.read_text(encoding="utf-8").splitlines()]
    assert [one["id"] for one in results] == [case["id"] for case in WORKED]
    for one, case in zip(results, WORKED, strict=True):
        wanted = case["expected"]
        assert one["member_state_responsible"] == wanted["member_state_responsible"]
        assert set(one) >= {"id", "article", "open", "tried", "readings", "deadlines", "text"}


def test_standard_input_and_output() -> None:
    given = json.dumps(WORKED[0]["given"])
    done = RUN.invoke(app, ["determine", "-"], input=given)
    assert json.loads(done.stdout)["member_state_responsible"] == "SE"


def test_a_bad_line_is_reported_and_the_rest_done(tmp_path: Path) -> None:
    path = tmp_path / "cases.jsonl"
    path.write_text("{\n" + json.dumps(WORKED[0]["given"]), encoding="utf-8")
    done = RUN.invoke(app, ["determine", str(path)])
    assert done.exit_code == 2
    assert len(done.stdout.splitlines()) == 2
    assert "cases.jsonl:1" in done.stderr
    strict = RUN.invoke(app, ["determine", str(path), "--strict"])
    assert isinstance(strict.exception, InputError)


def test_a_case_explained(cases: Path) -> None:
    done = RUN.invoke(app, ["determine", str(cases), "--explain", "T42"])
    assert done.exit_code == 0
    assert "DE is responsible (Art. 39(1))." in done.stdout
    assert "Sunday 1 November 2026" in done.stdout
    missing = RUN.invoke(app, ["determine", str(cases), "--explain", "T99"])
    assert isinstance(missing.exception, OutOfScope)


def test_a_case_that_cannot_be_read_is_not_explained(tmp_path: Path) -> None:
    path = tmp_path / "cases.jsonl"
    path.write_text('{"id": "X"}', encoding="utf-8")
    done = RUN.invoke(app, ["determine", str(path), "--explain", "X"])
    assert isinstance(done.exception, InputError)


def test_another_reading_is_named_in_the_result(tmp_path: Path) -> None:
    case = next(
        one
        for one in json.loads((FOLDER / "entry.json").read_text(encoding="utf-8"))["cases"]
        if "readings" in one
    )
    path = tmp_path / "cases.jsonl"
    path.write_text(json.dumps(case["given"]), encoding="utf-8")
    done = RUN.invoke(app, ["determine", str(path), "--reading", "R-105=revived"])
    assert json.loads(done.stdout)["readings"] == ["R-105=revived"]


def test_files_that_are_not_there(tmp_path: Path) -> None:
    done = RUN.invoke(app, ["determine", str(tmp_path / "none.jsonl")])
    assert isinstance(done.exception, InputError)
    done = RUN.invoke(app, ["determine", "-", "--out", str(tmp_path)], input="")
    assert isinstance(done.exception, InputError)
