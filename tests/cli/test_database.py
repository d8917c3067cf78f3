"""`solidarity database`: tables are made and brought forward, and their versions shown."""

import json
from pathlib import Path

import pytest
import typer
from given_postgres import new_database
from typer.testing import CliRunner, Result

from solidarity.adapters.schema_versions import JOURNAL, OFFICE
from solidarity.cli.database import register
from solidarity.errors import InputError, SolidarityError


def run(*arguments: object) -> Result:
    app = typer.Typer()
    register(app)
    return CliRunner().invoke(app, ["database", *map(str, arguments)])


class TestUpgrade:
    def test_both_in_one_database(self) -> None:
        address = new_database()
        where = ("--journal", address, "--office", address)
        shown = run("show", *where, "--json")
        assert shown.exit_code == 2
        assert {one["version"] for one in json.loads(shown.stdout)} == {""}
        made = run("upgrade", *where)
        assert made.stdout == (
            f"journal: version {JOURNAL.newest}, was not there\n"
            f"office: version {OFFICE.newest}, was not there\n"
        )
        again = run("upgrade", *where, "--json")
        found = [one["from"] for one in json.loads(again.stdout)]
        assert found == [JOURNAL.newest, OFFICE.newest]
        shown = run("show", *where)
        assert shown.exit_code == 0
        for history in (JOURNAL, OFFICE):
            now = f"{history.name}: version {history.newest}, needed {history.newest}\n"
            assert now in shown.stdout

    def test_an_office_in_a_file(self, tmp_path: Path) -> None:
        office = f"sqlite:///{tmp_path / 'office.sqlite'}"
        made = run("upgrade", "--office", office)
        assert made.stdout == f"office: version {OFFICE.newest}, was not there\n"
        assert run("show", "--office", office).exit_code == 0

    def test_nothing_named(self, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
        monkeypatch.delenv("SOLIDARITY_OFFICE", raising=False)
        result = run("upgrade", "--journal", tmp_path / "ledger.sqlite")
        assert isinstance(result.exception, InputError)
        assert "carries its version itself" in str(result.exception)

    def test_nobody_answers(self) -> None:
        result = run("upgrade", "--journal", "postgresql://127.0.0.1:1/x")
        assert isinstance(result.exception, SolidarityError)
