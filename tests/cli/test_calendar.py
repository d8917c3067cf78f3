"""`solidarity calendar`."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner

from solidarity.cli import calendar
from solidarity.errors import InputError, OutOfScope

app = typer.Typer()
calendar.register(app)
app.command("other")(lambda: None)


def run(*arguments: str) -> str:
    result = CliRunner().invoke(app, ["calendar", *arguments])
    if result.exception is not None:
        raise result.exception
    return result.stdout


class TestPrinted:
    def test_json(self) -> None:
        found = json.loads(run("2027", "--as-of", "2026-11-22", "--json"))
        assert found["year"] == 2027
        assert found["as_of"] == "2026-11-22"
        report = next(item for item in found["deadlines"] if item["id"] == "report")
        assert report == {
            "id": "report",
            "what": "adopt the Report and send it to Parliament and Council",
            "who": "Commission",
            "provision": "Art. 9(4)",
            "opens": None,
            "due": "2026-10-15",
            "actual": None,
            "days_late": 38,
            "state": "overdue",
            "note": "",
            "station": 1,
        }

    def test_table(self) -> None:
        lines = run("2027", "--as-of", "2026-11-22").splitlines()
        assert lines[0].split("\t")[:3] == ["what", "due", "actual"]
        assert any("2026-10-15\t–\t38\toverdue" in line for line in lines)
        assert any("from 2028-01-01" in line for line in lines)

    def test_actual_dates(self, capsys: pytest.CaptureFixture[str]) -> None:
        actual = {"report": date(2025, 11, 11)}
        calendar.print_calendar(2026, actual, as_of=date(2025, 11, 11))
        printed = capsys.readouterr()
        assert "2025-10-15\t2025-11-11\t27\tlate" in printed.out
        assert "nothing is recorded here" in printed.err

    def test_nothing_overdue_nothing_said(self, capsys: pytest.CaptureFixture[str]) -> None:
        calendar.print_calendar(2027, {}, as_of=date(2026, 1, 1))
        assert capsys.readouterr().err == ""

    def test_today_is_the_default(self) -> None:
        assert calendar.day_given("") == datetime.now(UTC).date()


class TestFile:
    def test_it_is_written_and_said(
        self, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        file = tmp_path / "cycle.ics"
        calendar.print_calendar(2027, {}, as_of=date(2026, 1, 1), ics=file)
        assert file.read_bytes().startswith(b"BEGIN:VCALENDAR")
        assert f"Written: {file}" in capsys.readouterr().err

    def test_with_json_there_is_nothing_but_json(self, tmp_path: Path) -> None:
        file = tmp_path / "cycle.ics"
        json.loads(run("2027", "--ics", str(file), "--json", "--as-of", "2026-11-22"))
        assert file.exists()

    def test_a_place_that_cannot_be_written(self, tmp_path: Path) -> None:
        with pytest.raises(InputError, match="cannot write"):
            run("2027", "--ics", str(tmp_path / "nowhere" / "x.ics"))


class TestRefusals:
    def test_a_year_without_a_cycle(self) -> None:
        with pytest.raises(OutOfScope, match="2025"):
            run("2025")

    def test_no_day(self) -> None:
        with pytest.raises(InputError, match="is not a day"):
            run("2027", "--as-of", "soon")
