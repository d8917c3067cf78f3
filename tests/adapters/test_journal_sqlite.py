"""The SQLite journal: durable, shared by processes, and never believed when it was damaged."""

import os
import re
import shutil
import signal
import sqlite3
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from solidarity.adapters import journal_sqlite
from solidarity.adapters.journal_sqlite import SqliteJournal, copy_journal
from solidarity.cycle.s04_pledging import ForumConvened
from solidarity.errors import InputError, SolidarityError
from solidarity.ledger.entries import Draft

DAY = date(2025, 11, 18)
MOMENT = datetime(2026, 1, 1, 9, tzinfo=UTC)

WRITER = """
import sys
from datetime import UTC, date, datetime
from solidarity.adapters.journal_sqlite import SqliteJournal
from solidarity.cycle.s04_pledging import ForumConvened
from solidarity.ledger.entries import Draft
path, name, count, batch = sys.argv[1], sys.argv[2], int(sys.argv[3]), int(sys.argv[4])
journal = SqliteJournal(path)
print("ready", flush=True)
for number in range(count):
    event = ForumConvened(date(2025, 11, 18), number)
    moment = datetime(2026, 1, 1, 9, tzinfo=UTC)
    journal.append([Draft(2026, event, event.on, moment, name, "x")] * batch)
    print(number, flush=True)
"""


def drafts(count: int, first: int = 1) -> list[Draft]:
    return [
        Draft(2026, ForumConvened(DAY, number), DAY, MOMENT, "office", "minutes")
        for number in range(first, first + count)
    ]


def writer(path: Path, name: str, count: int, batch: int = 1) -> "subprocess.Popen[str]":
    return subprocess.Popen(
        [sys.executable, "-c", WRITER, str(path), name, str(count), str(batch)],
        stdout=subprocess.PIPE,
        text=True,
    )


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "ledger.sqlite"


@pytest.fixture
def journal(path: Path) -> Iterator[SqliteJournal]:
    with closing(SqliteJournal(path)) as opened:
        opened.append(drafts(20))
        yield opened


@pytest.fixture
def closed(path: Path) -> Path:
    """A journal of twenty entries that nobody has open."""
    with closing(SqliteJournal(path)) as opened:
        opened.append(drafts(20))
    return path


def meddle(path: Path, *statements: str) -> None:
    """Do what the triggers forbid, as someone with the file and a tool could."""
    with closing(sqlite3.connect(path)) as connection:
        for name in ("entry_stays", "entry_remains", "head_advances", "head_remains"):
            connection.execute(f"DROP TRIGGER {name}")
        for statement in statements:
            connection.execute(statement)
        connection.commit()


def refusal(path: Path) -> str:
    """What opening, verifying and reading a journal say about it, whichever refuses first."""
    with pytest.raises(InputError) as caught, closing(SqliteJournal(path, create=False)) as opened:
        opened.verify()
    assert str(path) in str(caught.value)
    return str(caught.value)


class TestKeeping:
    """What was appended is there when the file is opened again."""

    def test_opened_again(self, closed: Path) -> None:
        with closing(SqliteJournal(closed, create=False)) as opened:
            assert opened.head()[0] == 20
            opened.append(drafts(1, 21), expected=20)
            assert [entry.position for entry in opened.entries(after=18)] == [19, 20, 21]
            opened.verify()

    def test_durable_and_written_ahead(self, journal: SqliteJournal) -> None:
        (mode,) = journal._writer.execute("PRAGMA journal_mode").fetchone()
        (synchronous,) = journal._writer.execute("PRAGMA synchronous").fetchone()
        assert (mode, synchronous) == ("wal", 2)

    @pytest.mark.parametrize(
        ("statement", "index"),
        [("_ENTRIES", "INTEGER PRIMARY KEY"), ("_ENTRIES_OF_YEAR", "entry_by_year")],
    )
    def test_no_reading_goes_through_the_whole_journal(
        self, journal: SqliteJournal, statement: str, index: str
    ) -> None:
        asked = f"EXPLAIN QUERY PLAN {getattr(journal_sqlite, statement)}"
        plan = journal._writer.execute(asked, {"year": 2026, "after": 3}).fetchall()
        assert [row[3].startswith("SEARCH") and index in row[3] for row in plan] == [True]

    def test_a_name_with_signs_of_its_own(self, tmp_path: Path) -> None:
        odd = tmp_path / "a?mode=rw & 100% Ž#.sqlite"
        with closing(SqliteJournal(str(odd))) as opened:
            opened.append(drafts(1))
            assert opened.head()[0] == 1
        assert [file.name for file in tmp_path.iterdir()] == [odd.name]

    def test_no_file_and_none_wanted(self, path: Path) -> None:
        with pytest.raises(InputError, match="No such file"):
            SqliteJournal(path, create=False)
        assert not path.exists()

    def test_no_place_for_a_file(self, tmp_path: Path) -> None:
        with pytest.raises(SolidarityError, match="no journal can be made here"):
            SqliteJournal(tmp_path / "nowhere" / "ledger.sqlite")

    def test_an_old_sqlite(self, path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(sqlite3, "sqlite_version_info", (3, 36, 0))
        with pytest.raises(SolidarityError, match="too old"):
            SqliteJournal(path)

    def test_made_by_two_at_once(self, path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        link = os.link

        def slower(new: Path, place: Path) -> None:
            link(new, place)  # the other one was faster
            link(new, place)

        monkeypatch.setattr(os, "link", slower)
        with closing(SqliteJournal(path)) as opened:
            assert opened.head()[0] == 0


class TestRefusingToForget:
    """The database itself refuses to change, remove or misplace an entry."""

    @pytest.mark.parametrize(
        ("statement", "why"),
        [
            ("UPDATE entry SET basis = 'x' WHERE position = 3", "never changed"),
            ("DELETE FROM entry WHERE position = 20", "never removed"),
            ("UPDATE head SET position = 19", "only advances"),
            ("DELETE FROM head", "never removed"),
            (
                (
                    "INSERT INTO entry SELECT 22, year, event, payload, holds_from, recorded_at,"
                    " recorded_by, basis, corrects, hash, hash FROM entry WHERE position = 20"
                ),
                "only ever appended",
            ),
            (
                "INSERT OR REPLACE INTO entry SELECT * FROM entry WHERE position = 20",
                "only ever appended",
            ),
            (
                (
                    "INSERT INTO entry SELECT 21, year, event, payload, holds_from, recorded_at,"
                    " recorded_by, basis, corrects, previous, hash FROM entry WHERE position = 20"
                ),
                "names the last one",
            ),
        ],
    )
    def test_refused(self, closed: Path, statement: str, why: str) -> None:
        with (
            closing(sqlite3.connect(closed)) as connection,
            pytest.raises(sqlite3.IntegrityError, match=why),
        ):
            connection.execute(statement)


class TestDamage:
    """A journal that was changed, cut or mistaken is refused with one message."""

    @pytest.mark.parametrize(
        ("statement", "why"),
        [
            ("UPDATE entry SET basis = 'x' WHERE position = 3", "entry 3 has been changed"),
            ("UPDATE entry SET payload = '{}' WHERE position = 3", "entry 3: .*on is missing"),
            ("UPDATE entry SET payload = 'x' WHERE position = 3", "entry 3: this is not JSON"),
            ("UPDATE entry SET holds_from = 'x' WHERE position = 3", "entry 3: holds_from is 'x'"),
            ("DELETE FROM entry WHERE position = 3", "after entry 2 comes entry 4"),
            ("DELETE FROM entry WHERE position = 20", "entry 20, the last one, is missing"),
            ("DELETE FROM head", "the note of the last entry is missing"),
            (
                "UPDATE head SET position = 19, hash = (SELECT hash FROM entry WHERE position=19)",
                "the journal ends with entry 20, hash .*; expected entry 19",
            ),
            ("DROP TABLE entry", "no such table"),
        ],
    )
    def test_tampered_with(self, closed: Path, statement: str, why: str) -> None:
        meddle(closed, statement)
        assert re.search(why, refusal(closed))

    def test_a_byte_of_an_entry(self, closed: Path) -> None:
        content = closed.read_bytes()
        at = content.index(b'"round":7') + len(b'"round":')
        closed.write_bytes(content[:at] + b"8" + content[at + 1 :])
        assert "entry 7 has been changed" in refusal(closed)

    @pytest.mark.parametrize("share", [0.1, 0.3, 0.5, 0.7, 0.9, 0.99])
    def test_cut_short(self, closed: Path, share: float) -> None:
        content = closed.read_bytes()
        closed.write_bytes(content[: int(len(content) * share)])
        before = closed.read_bytes()
        assert "cut short" in refusal(closed)
        assert closed.read_bytes() == before

    @pytest.mark.parametrize("content", [b"", b"SQLite format 3\0", b'{"a": 1}\n', b"x" * 5000])
    def test_another_file(self, path: Path, content: bytes) -> None:
        path.write_bytes(content)
        with pytest.raises(InputError, match="not an SQLite file"):
            SqliteJournal(path)
        assert path.read_bytes() == content

    def test_another_database(self, path: Path) -> None:
        with closing(sqlite3.connect(path)) as connection:
            connection.execute("CREATE TABLE letters (text)")
        before = path.read_bytes()
        with pytest.raises(InputError, match="an SQLite file, but not a journal"):
            SqliteJournal(path)
        assert path.read_bytes() == before
        assert [file.name for file in path.parent.iterdir()] == [path.name]

    def test_another_version(self, closed: Path) -> None:
        with closing(sqlite3.connect(closed)) as connection:
            connection.execute("PRAGMA user_version = 7")
        assert "its tables are of version 7; expected version 1" in refusal(closed)

    def test_a_folder(self, tmp_path: Path) -> None:
        with pytest.raises(InputError, match="Is a directory"):
            SqliteJournal(tmp_path)

    def test_pages_overwritten(self, closed: Path) -> None:
        content = bytearray(closed.read_bytes())
        content[4096:8192] = b"\xff" * 4096
        closed.write_bytes(content)
        assert "damaged" in refusal(closed)

    def test_damage_below_the_surface(
        self, journal: SqliteJournal, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        class Damaged(sqlite3.Connection):
            def execute(self, statement: str, *rest: object) -> sqlite3.Cursor:
                if "quick_check" in statement:
                    return super().execute("SELECT 'row 3 missing from index'")
                return super().execute(statement, *rest)  # type: ignore[arg-type]

        connect = sqlite3.connect
        monkeypatch.setattr(
            sqlite3, "connect", lambda *args, **options: connect(*args, factory=Damaged, **options)
        )
        with pytest.raises(InputError, match="damaged: row 3 missing"):
            journal.verify()


class TestHindrance:
    """What is in the way for a while is said so; nothing is written."""

    def test_someone_else_writes_for_too_long(
        self, path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(journal_sqlite, "_WAIT_SECONDS", 0.05)
        with (
            closing(SqliteJournal(path)) as journal,
            closing(sqlite3.connect(path, isolation_level=None)) as other,
        ):
            other.execute("BEGIN IMMEDIATE")
            with pytest.raises(SolidarityError, match="locked; nothing was written"):
                journal.append(drafts(1))
            other.execute("ROLLBACK")
            journal.append(drafts(1))
            assert journal.head()[0] == 1

    def test_a_full_disk(self, journal: SqliteJournal) -> None:
        (pages,) = journal._writer.execute("PRAGMA page_count").fetchone()
        journal._writer.execute(f"PRAGMA max_page_count = {pages}")
        with pytest.raises(SolidarityError, match="full; nothing was written"):
            journal.append(drafts(500, 21))
        journal._writer.execute("PRAGMA max_page_count = 1000000")
        assert journal.head()[0] == 20
        journal.append(drafts(1, 21))
        journal.verify()


class TestManyAtOnce:
    """Threads and processes share one file; nothing is lost, nothing doubled."""

    def test_threads(self, journal: SqliteJournal) -> None:
        threads = [
            threading.Thread(target=lambda: [journal.append(drafts(2)) for _ in range(10)])
            for _ in range(4)
        ]
        for thread in threads:
            thread.start()
        while any(thread.is_alive() for thread in threads):
            assert journal.head()[0] % 2 == 0  # a batch is seen whole or not at all
        assert journal.head()[0] == 20 + 4 * 10 * 2
        journal.verify()

    def test_processes(self, path: Path) -> None:
        with writer(path, "one", 60) as one, writer(path, "two", 60) as two:
            one.communicate(timeout=60)
            two.communicate(timeout=60)
        assert (one.returncode, two.returncode) == (0, 0)
        with closing(SqliteJournal(path, create=False)) as journal:
            journal.verify()
            entries = list(journal.entries())
        for name in ("one", "two"):
            own = [entry.event for entry in entries if entry.recorded_by == name]
            assert own == [ForumConvened(DAY, number) for number in range(60)]
        assert len(entries) == 120

    @pytest.mark.parametrize("moment", [0.0, 0.05, 0.1])
    def test_killed_while_appending(self, path: Path, moment: float) -> None:
        with writer(path, "killed", 100_000, batch=3) as killed:
            assert killed.stdout is not None
            assert killed.stdout.readline() == "ready\n"
            killed.stdout.readline()
            time.sleep(moment)
            killed.send_signal(signal.SIGKILL)
            confirmed = killed.stdout.read().split("\n")[:-1]
        with closing(SqliteJournal(path, create=False)) as journal:
            journal.verify()
            count, _ = journal.head()
            assert count % 3 == 0
            assert count >= 3 * (len(confirmed) + 1)  # what append returned from is there
            journal.append(drafts(1))
            journal.verify()


class TestCopies:
    """A copy is made while others append, whole or not at all, and never over anything."""

    def test_a_copy_while_appending(self, path: Path, tmp_path: Path) -> None:
        target = tmp_path / "copy.sqlite"
        with writer(path, "busy", 100_000) as busy:
            assert busy.stdout is not None
            for _ in range(30):
                busy.stdout.readline()
            copy_journal(path, target)
            busy.kill()
            busy.stdout.read()
        with closing(SqliteJournal(target, create=False)) as copied:
            copied.verify()
            assert copied.head()[0] >= 29

    def test_the_copy_is_one_file(self, journal: SqliteJournal, tmp_path: Path) -> None:
        target = tmp_path / "copies" / "copy.sqlite"
        target.parent.mkdir()
        journal.backup(target)
        assert [file.name for file in target.parent.iterdir()] == ["copy.sqlite"]
        with closing(SqliteJournal(target, create=False)) as copied:
            assert copied.head() == journal.head()

    def test_never_over_anything(self, journal: SqliteJournal, tmp_path: Path) -> None:
        target = tmp_path / "copy.sqlite"
        target.write_text("precious")
        with pytest.raises(InputError, match="exists"):
            journal.backup(target)
        assert target.read_text() == "precious"

    def test_nowhere(self, journal: SqliteJournal, tmp_path: Path) -> None:
        with pytest.raises(SolidarityError, match="no copy can be made"):
            journal.backup(tmp_path / "nowhere" / "copy.sqlite")

    def test_of_nothing(self, tmp_path: Path) -> None:
        with pytest.raises(InputError, match="No such file"):
            copy_journal(tmp_path / "none.sqlite", tmp_path / "copy.sqlite")
        assert list(tmp_path.iterdir()) == []

    def test_a_file_copied_with_what_was_written_ahead(
        self, journal: SqliteJournal, path: Path, tmp_path: Path
    ) -> None:
        away = tmp_path / "away"
        away.mkdir()
        for file in (path, path.with_name(path.name + "-wal")):
            shutil.copy(file, away)
        with closing(SqliteJournal(away / path.name, create=False)) as copied:
            assert copied.head() == journal.head()
            copied.verify()
