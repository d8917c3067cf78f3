"""What stands on a day, as it was known at a moment."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from solidarity.cycle.s04_pledging import ForumConvened
from solidarity.ledger.entries import Draft, Entry
from solidarity.ledger.events import Event, Withdrawn
from solidarity.ledger.fold import evolve_all, fold, standing
from solidarity.ledger.journal import MemoryJournal

Make = Callable[..., Draft]
DAY = date(2026, 1, 1)
MOMENT = datetime(2026, 1, 1, 9, tzinfo=UTC)


def on(day: int) -> date:
    return DAY + timedelta(day)


def at(day: int) -> datetime:
    return MOMENT + timedelta(day)


def rounds(events: "list[Event] | tuple[Event, ...]") -> list[int]:
    return [event.round for event in events if isinstance(event, ForumConvened)]


def seen(
    journal: MemoryJournal, as_of: int | None = None, known_at: int | None = None
) -> list[int]:
    return rounds(
        list(
            standing(
                journal.entries(),
                as_of=None if as_of is None else on(as_of),
                known_at=None if known_at is None else at(known_at),
            )
        )
    )


def by_definition(entries: list[Entry], as_of: date, known_at: datetime) -> list[Event]:
    """The definition, word for word, without caring how long it takes."""
    known = [entry for entry in entries if entry.recorded_at <= known_at]
    found = []
    for original in (entry for entry in known if entry.corrects is None):
        corrections = [entry for entry in known if entry.corrects == original.position]
        speaks = corrections[-1] if corrections else original
        if speaks.holds_from <= as_of and not isinstance(speaks.event, Withdrawn):
            found.append(speaks.event)
    return found


class TestTwoTimes:
    """Since when a fact holds is one thing, when it was recorded another."""

    def test_what_holds_later_is_left_out(self, draft: Make) -> None:
        journal = MemoryJournal()
        journal.append([draft(1, holds_from=on(1)), draft(2, holds_from=on(5))])
        assert seen(journal, as_of=0) == []
        assert seen(journal, as_of=4) == [1]
        assert seen(journal, as_of=5) == [1, 2]
        assert seen(journal) == [1, 2]

    def test_what_was_recorded_later_was_not_known(self, draft: Make) -> None:
        journal = MemoryJournal()
        journal.append([draft(1, recorded_at=at(1)), draft(2, recorded_at=at(5))])
        assert seen(journal, known_at=0) == []
        assert seen(journal, known_at=1) == [1]
        assert seen(journal, known_at=5) == [1, 2]


class TestCorrections:
    """A correction speaks in the place of its original; the newest one counts."""

    def test_in_place(self, draft: Make) -> None:
        journal = MemoryJournal()
        journal.append([draft(1), draft(2), draft(10, corrects=1)])
        assert seen(journal) == [10, 2]

    def test_the_newest_counts_once_it_is_known(self, draft: Make) -> None:
        journal = MemoryJournal()
        later = [draft(10, corrects=1, recorded_at=at(2)), draft(11, corrects=1, recorded_at=at(4))]
        journal.append([draft(1), draft(2), *later])
        assert [seen(journal, known_at=day)[0] for day in (0, 2, 3, 4)] == [1, 10, 10, 11]

    def test_moved_to_a_later_day_it_leaves_the_days_before(self, draft: Make) -> None:
        journal = MemoryJournal()
        journal.append([draft(1, holds_from=on(1)), draft(1, holds_from=on(5), corrects=1)])
        assert seen(journal, as_of=3) == []
        assert seen(journal, as_of=5) == [1]

    def test_withdrawn_for_every_day_but_not_in_what_was_known_before(self, draft: Make) -> None:
        journal = MemoryJournal()
        gone = draft(event=Withdrawn("x"), corrects=1, recorded_at=at(3), holds_from=on(9))
        journal.append([draft(1, holds_from=on(1)), draft(2, holds_from=on(1)), gone])
        assert seen(journal) == [2]
        assert seen(journal, as_of=1) == [2]
        assert seen(journal, as_of=1, known_at=2) == [1, 2]


class TestFold:
    """A state is what the standing events make of the state before the first."""

    def test_events_are_applied_in_order(self, draft: Make) -> None:
        journal = MemoryJournal()
        journal.append([draft(1), draft(2), draft(3, corrects=1)])
        initial: tuple[Event, ...] = ()
        state = fold(journal.entries(), evolve=lambda s, e: (*s, e), initial=initial)
        assert rounds(state) == [3, 2]
        assert evolve_all([], evolve=lambda s, e: (*s, e), initial=initial) == ()

    @given(st.data())
    def test_the_definition(self, draft: Make, data: st.DataObject) -> None:
        journal = MemoryJournal()
        days, open_ones = st.integers(0, 6), []
        for number in range(1, data.draw(st.integers(1, 12)) + 1):
            corrects = data.draw(st.sampled_from([None, *open_ones]))
            withdraws = corrects is not None and data.draw(st.booleans())
            changes = {"holds_from": on(data.draw(days)), "recorded_at": at(number // 2)}
            if withdraws:
                changes["event"] = Withdrawn("x")
                open_ones.remove(corrects)
            elif corrects is None:
                open_ones.append(number)
            journal.append([draft(number, corrects=corrects, **changes)])
        as_of, known_at = on(data.draw(days)), at(data.draw(days))
        entries = list(journal.entries())
        assert list(standing(entries, as_of=as_of, known_at=known_at)) == by_definition(
            entries, as_of, known_at
        )
