"""`solidarity doctor` finds what is broken and says what to do."""

import json
import sqlite3
from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner

from solidarity.adapters import fact_tables, holiday_calendars
from solidarity.cli import doctor
from solidarity.cli.doctor import FAILURE, OK, WARNING, Check, examine, register
from solidarity.errors import InputError, Problem


def command_line() -> typer.Typer:
    app = typer.Typer()
    register(app)
    app.callback()(lambda: None)
    return app


def probed(name: str) -> Check:
    (found,) = [check for check in examine() if check.check == name]
    return found


class TestHealthy:
    def test_every_check_passes_here(self) -> None:
        assert [check for check in examine() if check.result == FAILURE] == []

    def test_one_json_document_and_exit_0(self) -> None:
        done = CliRunner().invoke(command_line(), ["doctor", "--json"])
        document = json.loads(done.stdout)
        assert done.exit_code == 0
        assert document["ok"] is True
        assert [check["check"] for check in document["checks"]] == list(doctor.PROBES)
        assert {check["result"] for check in document["checks"]} <= {OK, WARNING}
        assert all(check["do"] for check in document["checks"] if check["result"] != OK)

    def test_people_read_a_line_per_check_and_a_closing_line(self) -> None:
        done = CliRunner().invoke(command_line(), ["doctor"])
        assert done.exit_code == 0
        assert done.stdout.splitlines()[-1].startswith(f"{len(doctor.PROBES)} checks, ")
        assert all(f" {name}: " in done.stdout for name in doctor.PROBES)


class TestBroken:
    def test_an_old_python(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(doctor, "PYTHON_MIN", (99, 0))
        assert probed("Python").result == FAILURE

    def test_an_old_database(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(sqlite3, "sqlite_version_info", (3, 36, 9))
        found = probed("SQLite")
        assert found.result == FAILURE
        assert "3.37.0" in found.do

    def test_a_changed_fact_ends_with_exit_2(self, monkeypatch: pytest.MonkeyPatch) -> None:
        def changed(*_: object) -> None:
            raise InputError(Problem("the rows are not those that were frozen", file="gdp.csv"))

        monkeypatch.setattr(fact_tables, "vintage_rows", changed)
        done = CliRunner().invoke(command_line(), ["doctor"])
        assert done.exit_code == 2
        assert "failure  facts: gdp.csv: the rows are not those that were frozen" in done.stdout
        assert "failure  Python" not in done.stdout

    def test_a_broken_journal(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(fact_tables, "FACTS", tmp_path)
        assert probed("bundled journals").found == f"no journal in {tmp_path}"
        (tmp_path / "journal_2026.jsonl").write_text('{"position": 1}\n', encoding="utf-8")
        assert probed("bundled journals").result == FAILURE

    def test_an_unknown_list_of_holidays_is_a_warning(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(holiday_calendars.CommissionHolidays, "covers", lambda *_: False)
        monkeypatch.setattr(holiday_calendars.NationalHolidays, "covers", lambda *_: True)
        assert probed("Commission holidays") == Check(
            "Commission holidays",
            WARNING,
            "no year",
            "other years are counted with weekends only, and say so",
        )
        assert probed("national holidays").result == OK

    def test_optional_parts_are_named_and_never_fail(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(doctor, "find_spec", lambda _: None)
        monkeypatch.setattr(doctor, "which", lambda _: None)
        assert "not installed" in probed("optional packages").found
        assert "no Chromium" in probed("browser").found
        assert {probed("optional packages").result, probed("browser").result} == {OK}

    def test_a_folder_that_cannot_be_written(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(doctor.os, "access", lambda *_: False)
        assert probed("folder").result == WARNING

    def test_a_terminal_without_utf_8(self, monkeypatch: pytest.MonkeyPatch) -> None:
        class Plain:
            encoding = "latin-1"

        monkeypatch.setattr(doctor.sys, "stdout", Plain())
        assert doctor.terminal("terminal").result == WARNING
