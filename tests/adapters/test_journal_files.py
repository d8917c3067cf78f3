"""Which journal is read, and that a file is what its name says."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from solidarity.adapters import journal_files
from solidarity.adapters.journal_files import VARIABLE, default_journal, open_journal
from solidarity.adapters.journal_lines import write_lines
from solidarity.adapters.journal_sqlite import SqliteJournal
from solidarity.cycle.s01_report import ReportAdopted
from solidarity.errors import InputError
from solidarity.ledger.entries import Draft
from solidarity.ledger.journal import MemoryJournal
from solidarity.terms.findings import Source


@pytest.fixture(autouse=True)
def unset(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(VARIABLE, raising=False)


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[Path]:
    """A folder with an empty journal of each kind."""
    SqliteJournal(tmp_path / "ledger.sqlite").close()
    write_lines(MemoryJournal(), tmp_path / "journal.jsonl")
    return tmp_path


class TestDefault:
    """The installation's journal if it names one, otherwise the one that comes along."""

    def test_the_embedded_one(self) -> None:
        assert default_journal().name == "journal_2026.jsonl"

    def test_the_installations(self, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv(VARIABLE, str(folder / "ledger.sqlite"))
        assert default_journal() == folder / "ledger.sqlite"
        opened = open_journal()
        assert isinstance(opened, SqliteJournal)
        opened.close()

    def test_the_installations_is_missing(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv(VARIABLE, str(tmp_path / "none.sqlite"))
        with pytest.raises(InputError, match="No such file"):
            open_journal()


class TestOpening:
    """What a file holds decides; its name must not say something else."""

    def test_each_kind(self, folder: Path) -> None:
        opened = open_journal(folder / "ledger.sqlite")
        assert isinstance(opened, SqliteJournal)
        opened.close()
        assert isinstance(open_journal(folder / "journal.jsonl"), MemoryJournal)

    def test_any_other_name(self, folder: Path) -> None:
        other = (folder / "ledger.sqlite").rename(folder / "ledger.of.2026")
        opened = open_journal(other)
        assert isinstance(opened, SqliteJournal)
        opened.close()

    def test_misnamed(self, folder: Path) -> None:
        tables = (folder / "ledger.sqlite").rename(folder / "misnamed.jsonl")
        lines = (folder / "journal.jsonl").rename(folder / "misnamed.sqlite")
        with pytest.raises(InputError, match="this is an SQLite file; expected JSON Lines"):
            open_journal(tables)
        with pytest.raises(InputError, match="this is not an SQLite file; expected a journal in"):
            open_journal(lines)

    def test_nothing_of_the_kind(self, tmp_path: Path) -> None:
        with pytest.raises(InputError, match="Is a directory"):
            open_journal(tmp_path)
        (tmp_path / "letter").write_text("Dear all,\n")
        with pytest.raises(InputError, match="letter:1: this is not a journal in JSON Lines"):
            open_journal(tmp_path / "letter")

    @pytest.mark.parametrize("longest", [20_000, 0])
    def test_a_changed_entry_is_told_before_it_is_read(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, longest: int
    ) -> None:
        """Beyond the length that is checked at opening, `verify` is for the reader to ask."""
        monkeypatch.setattr(journal_files, "CHECKED_MAX", longest)
        place = tmp_path / "ledger.sqlite"
        made = SqliteJournal(place)
        made.append([draft()])
        made.close()
        content = place.read_bytes()
        assert content.count(b"COM(2025) 1") == 1
        place.write_bytes(content.replace(b"COM(2025) 1", b"COM(2025) 2"))
        if longest:
            with pytest.raises(InputError, match="entry 1 has been changed"):
                open_journal(place)
        else:
            opened = open_journal(place)
            assert isinstance(opened, SqliteJournal)
            opened.close()


def draft() -> Draft:
    on = date(2025, 10, 15)
    event = ReportAdopted("COM(2025) 1", on, Source("the report"))
    return Draft(2026, event, on, datetime(2025, 10, 16, tzinfo=UTC), "test", "test")
