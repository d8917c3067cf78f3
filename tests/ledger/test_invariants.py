"""A chain that was changed, cut or rearranged is not accepted."""

import dataclasses
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from solidarity.cycle.s04_pledging import ForumConvened
from solidarity.errors import InputError
from solidarity.ledger.entries import BEFORE_THE_FIRST, Draft, Entry
from solidarity.ledger.events import Withdrawn
from solidarity.ledger.invariants import check_chain
from solidarity.ledger.journal import MemoryJournal

Make = Callable[..., Draft]
LATER = datetime(2026, 1, 2, 9, tzinfo=UTC)


@pytest.fixture
def entries(draft: Make) -> list[Entry]:
    """Five entries: the third corrects the first, the fourth withdraws the second."""
    return list(
        MemoryJournal().append(
            [
                draft(1),
                draft(2),
                draft(3, corrects=1),
                draft(event=Withdrawn("x"), corrects=2),
                draft(5, recorded_at=LATER),
            ]
        )
    )


def changed(entries: list[Entry], index: int, **changes: Any) -> list[Entry]:
    return [
        *entries[:index],
        dataclasses.replace(entries[index], **changes),
        *entries[index + 1 :],
    ]


class TestWhole:
    """An unbroken chain is accepted, and its end is told."""

    def test_unbroken(self, entries: list[Entry]) -> None:
        assert check_chain(entries) == (5, entries[-1].hash)
        assert check_chain([]) == (0, BEFORE_THE_FIRST)

    def test_a_journal_begins_only_with_a_whole_chain(self, entries: list[Entry]) -> None:
        journal = MemoryJournal(entries)
        assert journal.head() == (5, entries[-1].hash)
        with pytest.raises(InputError):
            MemoryJournal(entries[1:])
        assert MemoryJournal(entries, verified=True).head() == journal.head()

    def test_a_journal_remembers_what_was_withdrawn(
        self, entries: list[Entry], draft: Make
    ) -> None:
        with pytest.raises(InputError, match="has been withdrawn"):
            MemoryJournal(entries).append([draft(6, corrects=2, recorded_at=LATER)])


class TestBroken:
    """Whatever is changed, the entry is named."""

    @pytest.mark.parametrize(
        ("field", "value"),
        [
            ("year", 2025),
            ("event", ForumConvened(date(2025, 11, 19), 5)),
            ("holds_from", date(2025, 11, 19)),
            ("recorded_at", LATER + timedelta(microseconds=1)),
            ("recorded_by", "someone else"),
            ("basis", "hearsay"),
            ("corrects", 1),
            ("hash", "0" * 64),
        ],
    )
    def test_changed(self, entries: list[Entry], field: str, value: object) -> None:
        with pytest.raises(InputError, match="entry 5 has been changed"):
            check_chain(changed(entries, 4, **{field: value}))

    def test_linked_to_another(self, entries: list[Entry]) -> None:
        with pytest.raises(InputError, match="entry 5 names another entry before it"):
            check_chain(changed(entries, 4, previous="0" * 64))

    def test_moved_back_in_time(self, entries: list[Entry]) -> None:
        back = entries[3].recorded_at
        with pytest.raises(InputError, match="entry 5: recorded at"):
            check_chain(changed(entries, 4, recorded_at=back - timedelta(days=1)))
        with pytest.raises(InputError, match="entry 5 was recorded before"):
            check_chain(changed(entries, 4, recorded_at=back - timedelta(seconds=1)))

    @pytest.mark.parametrize(
        ("corrects", "why"),
        [(99, "no entry 99"), (3, "correct entry 1 again"), (2, "withdrawn"), (0, "no entry 0")],
    )
    def test_a_correction_that_could_not_be(
        self, entries: list[Entry], corrects: int, why: str
    ) -> None:
        with pytest.raises(InputError, match=f"entry 5: .*{why}"):
            check_chain(changed(entries, 4, corrects=corrects))

    @given(st.data())
    def test_dropped_doubled_or_exchanged(self, draft: Make, data: st.DataObject) -> None:
        entries = list(MemoryJournal().append([draft(number) for number in range(1, 7)]))
        order = data.draw(st.lists(st.integers(0, 5), min_size=1, max_size=8))
        if order == list(range(len(order))):
            check_chain(entries[index] for index in order)
        else:
            with pytest.raises(InputError, match="after entry"):
                check_chain(entries[index] for index in order)
