"""`solidarity journal`: verify, show, export, backup, restore."""

import json
from contextlib import closing
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
import typer
from given_chain import ACT, equal_tables
from given_postgres import new_journal_database
from typer.testing import CliRunner, Result

from solidarity.adapters import year_check
from solidarity.adapters.journal_files import open_journal
from solidarity.adapters.journal_lines import read_lines
from solidarity.adapters.journal_postgres import PostgresJournal
from solidarity.adapters.journal_sqlite import SqliteJournal
from solidarity.cli.journal import register
from solidarity.cycle.s03_proposal import CreditAuthorised
from solidarity.cycle.s04_pledging import ForumConvened
from solidarity.cycle.s05_pool import PledgeFixed, PoolActAdopted
from solidarity.errors import InputError, OutOfScope
from solidarity.law.readings import DEFAULT
from solidarity.ledger.entries import Draft
from solidarity.ledger.events import Event
from solidarity.ledger.journal import MemoryJournal
from solidarity.terms.findings import Basis, Source
from solidarity.terms.quantities import Euro, Kind, Persons

DAY = date(2025, 11, 18)
MOMENT = datetime(2026, 1, 1, 9, tzinfo=UTC)


def run(*arguments: object) -> Result:
    app = typer.Typer()
    register(app)
    return CliRunner().invoke(app, ["journal", *map(str, arguments)])


def done(*arguments: object) -> str:
    result = run(*arguments)
    assert result.exit_code == 0, result.output
    return result.stdout


@pytest.fixture
def ledger(tmp_path: Path) -> Path:
    path = tmp_path / "ledger.sqlite"
    journal = SqliteJournal(path)
    journal.append(
        [
            Draft(2026, ForumConvened(DAY, 1), DAY, MOMENT, "office", "minutes"),
            Draft(2027, ForumConvened(DAY, 2), DAY, MOMENT, "office", "minutes"),
            Draft(2026, ForumConvened(DAY, 3), DAY, MOMENT, "office", "a slip", 1),
        ]
    )
    journal.close()
    return path


class TestVerify:
    def test_the_embedded_one(self) -> None:
        assert "hash chain unbroken" in done("verify")
        assert json.loads(done("verify", "--json"))["valid"] is True

    def test_a_file(self, ledger: Path) -> None:
        answer = json.loads(done("verify", "--journal", ledger, "--json"))
        assert (answer["file"], answer["entries"]) == (str(ledger), 3)

    def test_cut_short(self, ledger: Path) -> None:
        ledger.write_bytes(ledger.read_bytes()[:5000])
        result = run("verify", "--journal", ledger)
        assert isinstance(result.exception, InputError)
        assert result.stdout == ""


class TestVerifyYears:
    """Each year with a Council act is rebuilt, and its chain compared with its books."""

    def verified(self, path: Path, year: int, *events: Event) -> Result:
        journal = SqliteJournal(path / "years.sqlite")
        act = PoolActAdopted(
            "act", DAY, None, None, Persons(21_000), Euro.whole(420_000_000), None, Source("act")
        )
        journal.append(
            [Draft(year, one, DAY, MOMENT, "office", "minutes") for one in (act, *events)]
        )
        journal.close()
        return run("verify", "--journal", path / "years.sqlite", "--json")

    def test_the_embedded_one_agrees(self) -> None:
        assert "which balance and agree with the chain; amounts that could not" in done("verify")
        (year,) = json.loads(done("verify", "--json"))["years"]
        assert (year["year"], year["compared"], year["differences"]) == (2026, True, [])
        assert year["accounts"] > 10
        assert "FR: offsets under Art. 63(1)-(2), not published" in year["left_out"]

    def test_a_year_without_an_act_has_no_books(self, ledger: Path) -> None:
        assert json.loads(done("verify", "--journal", ledger, "--json"))["years"] == []

    def test_a_year_without_statistics_is_not_compared(self, tmp_path: Path) -> None:
        pledge = PledgeFixed("FR", Kind.RELOCATION, Persons(5), Basis.PUBLISHED, Source("act"))
        result = self.verified(tmp_path, 2031, pledge)
        assert result.exit_code == 0
        assert json.loads(result.stdout)["years"] == [
            {"year": 2031, "accounts": 2, "compared": False, "differences": [], "left_out": []}
        ]
        told = done("verify", "--journal", tmp_path / "years.sqlite")
        assert "2031: 2 accounts in double entry, which balance; no statistics" in told

    def test_a_difference_is_told_and_fails(self, tmp_path: Path) -> None:
        pledge = PledgeFixed("DK", Kind.RELOCATION, Persons(5), Basis.PUBLISHED, Source("act"))
        result = self.verified(tmp_path, 2026, pledge)
        assert result.exit_code == 1
        assert "2026: DK: in the books, and without a line in the chain\n" in result.stderr
        assert "what it says does not add up" in result.stderr
        answer = json.loads(result.stdout)
        assert answer["valid"] is False
        assert answer["years"][0]["differences"] == [
            "DK: in the books, and without a line in the chain"
        ]
        shown = run("verify", "--journal", tmp_path / "years.sqlite")
        assert shown.exit_code == 1
        assert "; differences found: 1; amounts" not in shown.stdout
        assert "; differences found: 1\n" in shown.stdout

    @pytest.mark.parametrize(("used", "told"), [(100, 0), (150, 0), (99, 1), (0, 1)])
    def test_credit_used_twice_over_the_years_is_told(
        self, monkeypatch: pytest.MonkeyPatch, used: int, told: int
    ) -> None:
        """Credit from a crisis counts once (recital 38 of Regulation (EU) 2024/1359)."""
        monkeypatch.setattr(year_check, "key_tables", lambda *_: equal_tables())
        first = CreditAuthorised("FR", "C 7", Persons(500), 2026, Persons(0), DAY, Source("act"))
        later = replace(first, used=Persons(used))
        other = replace(first, act="C 8")
        journal = MemoryJournal()
        journal.append(
            [
                Draft(year, event, DAY, MOMENT, "office", "minutes")
                for year, event in ((2026, ACT), (2026, first), (2027, ACT), (2027, later))
            ]
        )
        journal.append([Draft(2026, other, DAY, MOMENT, "office", "another crisis")])
        before, after = year_check.check_years(journal, DEFAULT)
        assert before.differences == ()
        assert len(after.differences) == told
        assert all("100 of the credit of C 7" in words for words in after.differences)


class TestShow:
    def test_rows(self, ledger: Path) -> None:
        heading, *rows = done("show", "--journal", ledger).splitlines()
        assert heading.startswith("entry\tyear\tevent")
        assert [row.split("\t")[0] for row in rows] == ["1", "2", "3"]
        assert rows[2].split("\t")[6:] == ["1", "on 2025-11-18, round 3"]

    def test_amounts_in_words(self) -> None:
        shown = done("show")
        assert "relocations 30\u2009000 persons, financial EUR 600\u2009000\u2009000" in shown
        assert "EL migratory_pressure; CY migratory_pressure" in shown

    def test_of_a_year(self, ledger: Path) -> None:
        found = json.loads(done("show", "--journal", ledger, "--year", 2027, "--json"))
        assert [entry["position"] for entry in found] == [2]

    def test_one_in_full(self, ledger: Path) -> None:
        shown = done("show", "--journal", ledger, "--entry", 3)
        assert "basis: a slip\n" in shown
        assert "corrects: 1\n" in shown
        assert 'payload: {"on":"2025-11-18","round":3}\n' in shown

    @pytest.mark.parametrize(
        ("choice", "why"),
        [
            (["--entry", 99], "no entry 99"),
            (["--entry", 0], "no entry 0"),
            (["--entry", 1, "--year", 2027], "no entry 1"),
            (["--year", 2031], "no entry for 2031"),
        ],
    )
    def test_not_there(self, ledger: Path, choice: list[object], why: str) -> None:
        result = run("show", "--journal", ledger, *choice)
        assert isinstance(result.exception, OutOfScope)
        assert why in str(result.exception)

    def test_empty(self, tmp_path: Path) -> None:
        SqliteJournal(tmp_path / "empty.sqlite").close()
        result = run("show", "--journal", tmp_path / "empty.sqlite")
        assert "the journal is empty" in str(result.exception)


class TestExport:
    def test_to_standard_output(self, ledger: Path, tmp_path: Path) -> None:
        (tmp_path / "journal.jsonl").write_text(done("export", "--journal", ledger), "utf-8")
        assert len(read_lines(tmp_path / "journal.jsonl")) == 3

    def test_to_a_file(self, ledger: Path, tmp_path: Path) -> None:
        out = tmp_path / "journal.jsonl"
        assert "3 entries" in done("export", "--journal", ledger, "--out", out)
        assert len(read_lines(out)) == 3
        assert isinstance(run("export", "--out", out).exception, InputError)
        other = tmp_path / "other.jsonl"
        answer = json.loads(done("export", "--journal", ledger, "--out", other, "--json"))
        assert answer == {"file": str(other), "entries": 3, "head": read_lines(other)[-1].hash}

    def test_one_document(self, ledger: Path) -> None:
        assert len(json.loads(done("export", "--journal", ledger, "--json"))) == 3


class TestCopies:
    def test_there_and_back(self, ledger: Path, tmp_path: Path) -> None:
        copy, restored = tmp_path / "copy.sqlite", tmp_path / "restored.sqlite"
        assert "3 entries, verified" in done("backup", copy, "--journal", ledger)
        answer = json.loads(done("restore", copy, "--journal", restored, "--json"))
        assert (answer["to"], answer["entries"]) == (str(restored), 3)
        assert open_journal(restored).head() == open_journal(ledger).head()

    def test_restoring_never_overwrites(self, ledger: Path, tmp_path: Path) -> None:
        done("backup", tmp_path / "copy.sqlite", "--journal", ledger)
        before = ledger.read_bytes()
        result = run("restore", tmp_path / "copy.sqlite", "--journal", ledger)
        assert isinstance(result.exception, InputError)
        assert ledger.read_bytes() == before

    def test_a_damaged_backup_is_not_restored(self, ledger: Path, tmp_path: Path) -> None:
        copy, restored = tmp_path / "copy.sqlite", tmp_path / "restored.sqlite"
        done("backup", copy, "--journal", ledger)
        content = copy.read_bytes()
        at = content.index(b'"round":2') + len(b'"round":')
        copy.write_bytes(content[:at] + b"8" + content[at + 1 :])
        assert isinstance(run("restore", copy, "--journal", restored).exception, InputError)
        assert not restored.exists()

    def test_json_lines_are_simply_copied(self, tmp_path: Path) -> None:
        result = run("backup", tmp_path / "copy.sqlite")
        assert isinstance(result.exception, InputError)
        assert "copy the file" in str(result.exception)


class TestCheckpoints:
    """A signed checkpoint is written, and a journal that lost its end does not pass it."""

    @pytest.fixture
    def signed(self, ledger: Path, tmp_path: Path) -> tuple[Path, Path]:
        made = json.loads(done("key", "--out", tmp_path / "office.key", "--json"))
        paper = tmp_path / "checkpoint.json"
        key = tmp_path / "office.key"
        told = done("checkpoint", "--journal", ledger, "--key", key, "--out", paper, "--json")
        answer = json.loads(told)
        assert (answer["entry"], answer["key"]) == (3, made["key"])
        return paper, Path(made["public"])

    def test_held(self, ledger: Path, signed: tuple[Path, Path]) -> None:
        paper, public = signed
        asked = ("verify", "--journal", ledger, "--checkpoint", paper, "--public-key", public)
        assert "checkpoint of entry 3: signature right, nothing missing" in done(*asked)
        assert json.loads(done(*asked, "--json"))["checkpoints"] == [3]

    def test_a_cut_tail(self, ledger: Path, signed: tuple[Path, Path], tmp_path: Path) -> None:
        paper, public = signed
        shorter = tmp_path / "shorter.sqlite"
        with closing(SqliteJournal(ledger)) as whole, closing(SqliteJournal(shorter)) as cut:
            first = next(whole.entries())
            fields = {name: getattr(first, name) for name in Draft.__slots__}
            cut.append([Draft(**fields)])
        assert "1 entries" in done("verify", "--journal", shorter)
        result = run(
            *("verify", "--journal", shorter, "--checkpoint", paper, "--public-key", public)
        )
        assert isinstance(result.exception, InputError)
        assert "2 entries at its end are missing" in str(result.exception)

    @pytest.mark.parametrize("option", ["--checkpoint", "--public-key"])
    def test_one_without_the_other(
        self, ledger: Path, signed: tuple[Path, Path], option: str
    ) -> None:
        result = run("verify", "--journal", ledger, option, signed[0])
        assert isinstance(result.exception, InputError)
        assert "both or neither" in str(result.exception)

    def test_said_in_words(self, ledger: Path, tmp_path: Path) -> None:
        key = tmp_path / "a.key"
        assert "keep it secret" in done("key", "--out", key)
        paper = tmp_path / "paper.json"
        told = done("checkpoint", "--journal", ledger, "--key", key, "--out", paper)
        assert told.startswith(f"written: {paper}, entry 3, signed with key ")

    def test_a_damaged_journal_is_not_signed(self, ledger: Path, tmp_path: Path) -> None:
        key, paper = tmp_path / "a.key", tmp_path / "paper.json"
        done("key", "--out", key)
        ledger.write_bytes(ledger.read_bytes()[:5000])
        result = run("checkpoint", "--journal", ledger, "--key", key, "--out", paper)
        assert isinstance(result.exception, InputError)
        assert not paper.exists()


class TestInPostgres:
    """The same commands on an address; its copies are made with PostgreSQL's own tools."""

    @pytest.fixture
    def address(self, ledger: Path) -> str:
        place = new_journal_database()
        with closing(SqliteJournal(ledger)) as source, closing(PostgresJournal(place)) as target:
            target.append(
                [
                    Draft(**{name: getattr(entry, name) for name in Draft.__slots__})
                    for entry in source.entries()
                ]
            )
        return place

    def test_named(self, address: str, tmp_path: Path) -> None:
        told = json.loads(done("verify", "--journal", address, "--json"))
        assert (told["file"], told["entries"]) == (address, 3)
        assert "ForumConvened" in done("show", "--journal", address)
        done("export", "--journal", address, "--out", tmp_path / "x.jsonl")
        assert len(read_lines(tmp_path / "x.jsonl")) == 3

    def test_of_the_installation(
        self, address: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("SOLIDARITY_JOURNAL", address)
        assert json.loads(done("verify", "--json"))["entries"] == 3
        result = run("backup", tmp_path / "copy.sqlite")
        assert isinstance(result.exception, InputError)
        assert "pg_dump" in str(result.exception)
