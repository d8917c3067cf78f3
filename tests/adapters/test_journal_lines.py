"""The journal as JSON Lines: read whole, checked, refused whole."""

import json
import os
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from solidarity.adapters import journal_lines
from solidarity.adapters.journal_files import default_journal
from solidarity.adapters.journal_lines import lines_of, open_lines, read_lines, write_lines
from solidarity.adapters.journal_sqlite import SqliteJournal
from solidarity.cycle.s04_pledging import ForumConvened
from solidarity.errors import InputError, OutOfScope, SolidarityError
from solidarity.ledger.entries import BEFORE_THE_FIRST, Draft, Entry
from solidarity.ledger.journal import MemoryJournal

DAY = date(2025, 11, 18)
MOMENT = datetime(2026, 1, 1, 9, tzinfo=UTC)


def drafts(count: int) -> list[Draft]:
    return [
        Draft(2026, ForumConvened(DAY, number), DAY, MOMENT, "Bureau Ž\u2028", "minutes")
        for number in range(1, count + 1)
    ]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A file with a journal of five entries; the fifth corrects the first."""
    journal = MemoryJournal()
    journal.append(drafts(4))
    journal.append([Draft(2026, ForumConvened(DAY, 9), DAY, MOMENT, "x", "y", corrects=1)])
    write_lines(journal, tmp_path / "journal.jsonl")
    return tmp_path / "journal.jsonl"


def lines(path: Path) -> list[str]:
    return path.read_text(encoding="utf-8").splitlines(keepends=True) if path else []


def rewrite(path: Path, change: Callable[[list[str]], list[str]]) -> None:
    kept = path.read_text(encoding="utf-8").split("\n")[:-1]
    path.write_text("".join(f"{line}\n" for line in change(kept)), encoding="utf-8")


def member(index: int, **changes: Any) -> Callable[[list[str]], list[str]]:
    """Change members of one line; `...` removes a member."""

    def change(kept: list[str]) -> list[str]:
        line = {**json.loads(kept[index]), **changes}
        line = {name: value for name, value in line.items() if value is not ...}
        return [*kept[:index], json.dumps(line), *kept[index + 1 :]]

    return change


def refusal(path: Path) -> str:
    with pytest.raises(InputError) as caught:
        read_lines(path)
    return str(caught.value).replace(str(path), "FILE")


class TestThereAndBack:
    """What is written is read back as it was, from any journal."""

    def test_the_same_entries(self, path: Path) -> None:
        entries = read_lines(path)
        assert [entry.position for entry in entries] == [1, 2, 3, 4, 5]
        assert open_lines(path).head() == (5, entries[-1].hash)
        assert list(open_lines(path).entries()) == list(entries)

    def test_from_sqlite(self, path: Path, tmp_path: Path) -> None:
        journal = SqliteJournal(tmp_path / "ledger.sqlite")
        journal.append(drafts(4))
        journal.append([Draft(2026, ForumConvened(DAY, 9), DAY, MOMENT, "x", "y", corrects=1)])
        assert "\n".join(lines_of(journal)) + "\n" == path.read_text(encoding="utf-8")
        journal.close()

    def test_an_empty_journal(self, tmp_path: Path) -> None:
        write_lines(MemoryJournal(), tmp_path / "empty.jsonl")
        assert read_lines(str(tmp_path / "empty.jsonl")) == ()

    def test_what_is_appended_meanwhile_waits_for_the_next_copy(self) -> None:
        journal = MemoryJournal()
        journal.append(drafts(2))

        class Growing(MemoryJournal):
            def head(self) -> tuple[int, str]:
                return 1, next(self.entries()).hash

        found = list(lines_of(Growing(list(journal.entries()))))
        assert len(found) == 2

    def test_a_correction_still_counts_after_reading(self, path: Path) -> None:
        with pytest.raises(InputError, match="correct entry 1 again"):
            open_lines(path).append(
                [Draft(2026, ForumConvened(DAY, 1), DAY, MOMENT, "x", "y", corrects=5)]
            )


class TestWriting:
    """A file is replaced whole or left as it was; its rights are kept."""

    def test_replaced(self, path: Path) -> None:
        path.chmod(0o640)
        write_lines(MemoryJournal(), path)
        assert read_lines(path) == ()
        assert path.stat().st_mode & 0o777 == 0o640

    def test_a_new_file_gets_the_usual_rights(self, tmp_path: Path) -> None:
        before = os.umask(0o027)
        try:
            write_lines(MemoryJournal(), tmp_path / "new.jsonl")
        finally:
            os.umask(before)
        assert (tmp_path / "new.jsonl").stat().st_mode & 0o777 == 0o640

    def test_left_as_it_was(self, path: Path) -> None:
        class Failing(MemoryJournal):
            def entries(self, *, year: int | None = None, after: int = 0) -> Any:  # noqa: ARG002
                raise SolidarityError("no")

        before = path.read_bytes()
        with pytest.raises(SolidarityError):
            write_lines(Failing(), path)
        assert path.read_bytes() == before
        assert [file.name for file in path.parent.iterdir()] == [path.name]

    def test_nowhere(self, tmp_path: Path) -> None:
        with pytest.raises(SolidarityError, match="nothing was written"):
            write_lines(MemoryJournal(), tmp_path / "nowhere" / "journal.jsonl")


class TestDamage:
    """Each fault gets one message with file, line and what was expected."""

    @pytest.mark.parametrize(
        ("change", "message"),
        [
            (lambda kept: kept[:-1], "FILE:5: the file ends with entry 4"),
            (lambda kept: kept[:1], "FILE:1: the file ends with entry 0"),
            (lambda kept: [*kept[:2], *kept[3:]], "FILE:3: after entry 1 comes entry 3"),
            (lambda kept: [*kept, kept[-1]], "FILE:7: after entry 5 comes entry 5"),
            (lambda kept: [*kept[:2], kept[3], kept[2], *kept[4:]], "FILE:3: after entry 1"),
            (lambda kept: [*kept, ""], "FILE:7: this is not JSON"),
            (lambda kept: [*kept, "[]"], "FILE:7: this line is not an entry"),
            (lambda kept: kept[1:], "FILE:1: this is not a journal in JSON Lines"),
            (lambda _: ["{}"], "FILE:1: this is not a journal in JSON Lines"),
            (lambda _: ["position,year"], "FILE:1: this is not a journal in JSON Lines"),
            (lambda _: [], "FILE:1: this is not a journal in JSON Lines"),
            (member(0, version=2), "FILE:1: this journal is of version 2; expected version 1"),
            (member(0, note="x"), "FILE:1: the first line has other members"),
            (member(0, entries="5"), "FILE:1, column entries: entries is '5'; expected a whole"),
            (member(0, entries=6), "FILE:6: the file ends with entry 5"),
            (member(0, head=BEFORE_THE_FIRST), "FILE:6: the file ends with entry 5"),
            (member(3, basis="hearsay"), "FILE:4: entry 3 has been changed"),
            (member(3, year=2027), "FILE:4: entry 3 has been changed"),
            (member(3, year="2026"), "FILE:4, column year: year is '2026'"),
            (member(3, year=...), "FILE:4: missing or unknown: year"),
            (member(3, colour="blue"), "FILE:4: missing or unknown: colour"),
            (member(3, payload={}), "FILE:4, column on: ForumConvened.on is missing"),
            (member(3, corrects="1"), "FILE:4, column corrects: corrects is '1'"),
            (member(3, recorded_at="2026-01-01"), "FILE:4, column recorded_at"),
            (member(3, previous="0"), "FILE:4: entry 3 names another entry before it"),
            (member(3, hash=None), "FILE:4, column hash: hash is None"),
        ],
    )
    def test_refused(
        self, path: Path, change: Callable[[list[str]], list[str]], message: str
    ) -> None:
        rewrite(path, change)
        said = refusal(path)
        assert said.startswith(message)
        assert "expected" in said

    def test_an_event_of_another_version(self, path: Path) -> None:
        rewrite(path, member(3, event="Abolished"))
        with pytest.raises(OutOfScope, match="Abolished"):
            read_lines(path)

    def test_the_end_of_the_last_line_is_missing(self, path: Path) -> None:
        path.write_bytes(path.read_bytes()[:-1])
        assert refusal(path).startswith("FILE:6: the line is cut short")

    def test_not_utf_8(self, path: Path) -> None:
        content = path.read_bytes()
        at = content.index(b"minutes")
        path.write_bytes(content[:at] + b"\xff" + content[at + 1 :])
        assert refusal(path).startswith("FILE:2: byte")

    def test_one_endless_line(self, path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(journal_lines, "LINE_BYTES_MAX", 200)
        assert refusal(path).startswith("FILE:2: a line of more than 200 bytes")

    def test_no_file(self, tmp_path: Path) -> None:
        assert "No such file" in refusal(tmp_path / "none.jsonl")
        assert "Is a directory" in refusal(tmp_path)

    @given(st.data())
    @settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
    def test_any_byte_changed_or_cut(self, path: Path, data: st.DataObject) -> None:
        content = getattr(self, "content", None) or path.read_bytes()
        self.content = content
        at = data.draw(st.integers(0, len(content) - 1))
        byte = data.draw(st.none() | st.binary(min_size=1, max_size=1))
        changed = content[:at] if byte is None else content[:at] + byte + content[at + 1 :]
        path.write_bytes(changed)
        whole = tuple(MemoryJournal(self.entries(path, content)).entries())
        try:
            found = read_lines(path)
        except (InputError, OutOfScope):
            return
        assert found == whole  # nothing but white space between members can have changed

    @staticmethod
    def entries(path: Path, content: bytes) -> tuple[Entry, ...]:
        original = path.with_name("original.jsonl")
        original.write_bytes(content)
        return read_lines(original)


def test_the_journal_that_comes_along_is_whole() -> None:
    assert len(read_lines(default_journal())) > 0
