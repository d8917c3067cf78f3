"""`solidarity jobs`: the worker, what it did, and who is reminded."""

import json
import os
import signal
import subprocess
import sys
import time
from contextlib import closing
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
import typer
from given_mail import mail_server
from given_postgres import new_database
from typer.testing import CliRunner, Result

from solidarity.adapters.journal_postgres import PostgresJournal
from solidarity.adapters.journal_sqlite import SqliteJournal
from solidarity.cli.jobs import register
from solidarity.cycle.s04_pledging import ForumConvened
from solidarity.errors import InputError
from solidarity.ledger.entries import Draft

DAY = date(2025, 11, 18)


def run(*arguments: object) -> Result:
    app = typer.Typer()
    register(app)
    return CliRunner().invoke(app, ["jobs", *map(str, arguments)])


def done(*arguments: object) -> str:
    result = run(*arguments)
    assert result.exit_code == 0, result.output
    return result.stdout


@pytest.fixture(params=["sqlite", "postgres"])
def journal(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    for name in [name for name in os.environ if name.startswith("SOLIDARITY_")]:
        if name != "SOLIDARITY_REQUIRE_POSTGRES":
            monkeypatch.delenv(name)
    moment = datetime(2026, 1, 1, 9, tzinfo=UTC)
    draft = Draft(2026, ForumConvened(DAY, 1), DAY, moment, "office", "minutes")
    if request.param == "postgres":
        place = new_database()
        with closing(PostgresJournal(place, create=True)) as opened:
            opened.append([draft])
    else:
        place = str(tmp_path / "ledger.sqlite")
        with closing(SqliteJournal(place)) as kept:
            kept.append([draft])
    return place


class TestByHand:
    def test_a_job_at_once(self, journal: str) -> None:
        assert "1 entries, hash chain unbroken" in done("now", "verify", "--journal", journal)
        told = json.loads(done("now", "digest", "--journal", journal, "--json"))
        assert "SOLIDARITY_SMTP names no server" in told["told"]
        assert json.loads(done("list", "--journal", journal, "--json")) == []
        assert done("list", "--journal", journal).startswith("job\tdue\tstate")

    def test_unknown(self, journal: str) -> None:
        result = run("now", "cook", "--journal", journal)
        assert isinstance(result.exception, InputError)

    def test_no_journal_named(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.delenv("SOLIDARITY_JOURNAL", raising=False)
        result = run("now", "verify")
        assert isinstance(result.exception, InputError)
        assert "no journal is named" in str(result.exception)

    def test_reminded(self, journal: str, monkeypatch: pytest.MonkeyPatch) -> None:
        where = ("--journal", journal)
        told = done("subscribe", "a@example.eu", "--state", "PT", "--days", "300", *where)
        assert told == "a@example.eu is reminded of PT, 300 days ahead\n"
        with mail_server() as (address, letters):
            monkeypatch.setenv("SOLIDARITY_SMTP", address)
            assert "1 digests sent" in done("now", "digest", *where)
        assert [letter["To"] for letter in letters.taken] == ["a@example.eu"]
        assert "no more" in done("unsubscribe", "a@example.eu", *where)
        assert "was not on the list" in done("unsubscribe", "a@example.eu", *where)


class TestWorker:
    """The command works until it is told to stop, and goes on where it stopped."""

    def test_it_catches_up_and_ends(self, journal: str, tmp_path: Path) -> None:
        for _ in range(2):
            with subprocess.Popen(
                [
                    *(sys.executable, "-m", "solidarity", "jobs", "run", "--journal", journal),
                    *(
                        "--office",
                        journal if "://" in journal else f"sqlite:///{tmp_path}/o.sqlite",
                    ),
                ],
                stderr=subprocess.PIPE,
                text=True,
            ) as worker:
                until = time.monotonic() + 30
                where = worker.args[-1]  # type: ignore[index]
                while time.monotonic() < until:
                    rows = json.loads(
                        done("list", "--journal", journal, "--office", where, "--json")
                    )
                    if len(rows) == 3 and {row["state"] for row in rows} <= {"done", "failed"}:
                        break
                    time.sleep(0.2)
                time.sleep(1.5)  # it may have had nothing to do, and still be starting
                worker.send_signal(signal.SIGTERM)
                _, told = worker.communicate(timeout=20)
            assert worker.returncode == 0, told
            assert "02:00 UTC  verify" in told
        assert {(row["job"], row["state"], row["tries"]) for row in rows} == {
            ("verify", "done", "1"),
            ("checkpoint", "done", "1"),
            ("digest", "done", "1"),
        }
