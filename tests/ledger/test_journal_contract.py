"""What every journal promises, whatever keeps it: one suite for all."""

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import pytest
from given_postgres import new_journal_database
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from solidarity.adapters.journal_postgres import PostgresJournal
from solidarity.adapters.journal_sqlite import SqliteJournal
from solidarity.cycle.s04_pledging import ForumConvened
from solidarity.errors import InputError, JournalMoved
from solidarity.ledger.entries import BEFORE_THE_FIRST, Draft
from solidarity.ledger.events import Event, Withdrawn
from solidarity.ledger.fold import standing
from solidarity.ledger.journal import Journal, MemoryJournal

Make = Callable[..., Draft]
Factory = Callable[[Path], Journal]

FACTORIES: dict[str, Factory] = {
    "memory": lambda _: MemoryJournal(),
    "postgres": lambda _: PostgresJournal(new_journal_database(), connections=3),
    "sqlite": lambda folder: SqliteJournal(folder / f"{len(list(folder.iterdir()))}.sqlite"),
}
"""An implementation joins the suite by one line here."""


@pytest.fixture(params=sorted(FACTORIES))
def fresh(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Callable[[], Journal]]:
    made: list[Journal] = []

    def make() -> Journal:
        made.append(FACTORIES[request.param](tmp_path))
        return made[-1]

    yield make
    for journal in made:
        if not isinstance(journal, MemoryJournal):
            journal.close()


@pytest.fixture
def journal(fresh: Callable[[], Journal]) -> Journal:
    return fresh()


def rounds(events: Iterator[Event]) -> list[int]:
    return [event.round for event in events if isinstance(event, ForumConvened)]


class TestAppending:
    """Entries get their positions and hashes, all of a batch or none."""

    def test_an_empty_journal(self, journal: Journal) -> None:
        assert journal.head() == (0, BEFORE_THE_FIRST)
        assert list(journal.entries()) == []
        assert list(journal.standing(2026)) == []
        journal.verify()

    def test_positions_and_links(self, journal: Journal, draft: Make) -> None:
        first, second = journal.append([draft(1), draft(2)])
        (third,) = journal.append([draft(3)])
        assert [first.position, second.position, third.position] == [1, 2, 3]
        assert first.previous == BEFORE_THE_FIRST
        assert (second.previous, third.previous) == (first.hash, second.hash)
        assert journal.head() == (3, third.hash)
        assert list(journal.entries()) == [first, second, third]
        journal.verify()

    def test_years_with_entries(self, journal: Journal, draft: Make) -> None:
        assert journal.years() == ()
        journal.append([draft(1, year=2028), draft(2), draft(3, year=2028)])
        assert journal.years() == (2026, 2028)

    def test_what_was_given_is_what_is_kept(self, journal: Journal, draft: Make) -> None:
        given = draft(1)
        journal.append([given])
        (kept,) = journal.entries()
        for name in Draft.__slots__:
            assert getattr(kept, name) == getattr(given, name)
        assert len(kept.hash) == 64

    def test_an_empty_batch(self, journal: Journal) -> None:
        assert journal.append([]) == ()
        assert journal.head() == (0, BEFORE_THE_FIRST)

    def test_one_draft_refused_and_nothing_is_written(self, journal: Journal, draft: Make) -> None:
        with pytest.raises(InputError):
            journal.append([draft(1), draft(2, recorded_by="")])
        assert journal.head() == (0, BEFORE_THE_FIRST)
        journal.append([draft(1)])
        journal.verify()

    def test_equal_drafts_do_not_make_equal_entries(self, journal: Journal, draft: Make) -> None:
        first, second = journal.append([draft(1), draft(1)])
        assert first.hash != second.hash

    def test_all_implementations_make_the_same_chain(self, journal: Journal, draft: Make) -> None:
        drafts = [draft(1), draft(2, basis="Č"), draft(3, corrects=1)]
        assert journal.append(drafts) == MemoryJournal().append(drafts)


class TestExpectation:
    """A caller who decided upon an older journal is told so."""

    def test_met(self, journal: Journal, draft: Make) -> None:
        journal.append([draft(1)], expected=0)
        journal.append([draft(2)], expected=1)
        assert journal.head()[0] == 2

    @pytest.mark.parametrize("expected", [0, 2, -1])
    def test_not_met(self, journal: Journal, draft: Make, expected: int) -> None:
        journal.append([draft(1)])
        with pytest.raises(JournalMoved, match="the journal has moved") as caught:
            journal.append([draft(2)], expected=expected)
        assert (caught.value.expected, caught.value.found) == (expected, 1)
        assert journal.head()[0] == 1


class TestFields:
    """Who, when and on what basis are always there, and what they should be."""

    @pytest.mark.parametrize(
        ("field", "value", "why"),
        [
            ("recorded_by", "", "recorded_by is empty"),
            ("recorded_by", None, "expected text"),
            ("basis", "  ", "basis is empty"),
            ("basis", "end\0", "NUL"),
            ("basis", ["minutes"], "expected text"),
            ("year", "2026", "whole number"),
            ("holds_from", datetime(2026, 1, 1, tzinfo=UTC), "a date"),
            ("recorded_at", datetime(2026, 1, 1), "offset"),  # noqa: DTZ001 - refused
            ("recorded_at", date(2026, 1, 1), "offset"),
            ("event", ForumConvened("soon", 1), "ForumConvened.on is 'soon'"),  # type: ignore[arg-type]
            ("corrects", True, "whole number"),
        ],
    )
    def test_refused(
        self, journal: Journal, draft: Make, *, field: str, value: Any, why: str
    ) -> None:
        with pytest.raises(InputError, match=why.replace(".", r"\.")):
            journal.append([draft(1, **{field: value})])
        assert journal.head()[0] == 0


class TestTime:
    """The journal never goes back in time; moments are kept in UTC."""

    moment = datetime(2026, 1, 1, 9, tzinfo=UTC)

    def test_in_utc(self, journal: Journal, draft: Make) -> None:
        brussels = timezone(timedelta(hours=1))
        journal.append([draft(1, recorded_at=datetime(2026, 1, 1, 10, tzinfo=brussels))])
        (entry,) = journal.entries()
        assert entry.recorded_at == self.moment
        assert entry.recorded_at.utcoffset() == timedelta(0)

    def test_never_back(self, journal: Journal, draft: Make) -> None:
        journal.append([draft(1, recorded_at=self.moment)])
        early = self.moment - timedelta(seconds=61)
        with pytest.raises(InputError, match="before the entry before it"):
            journal.append([draft(2, recorded_at=early)])
        with pytest.raises(InputError, match="recorded_at"):
            journal.append([draft(2, recorded_at=self.moment), draft(3, recorded_at=early)])
        assert journal.head()[0] == 1

    def test_clocks_a_little_apart(self, journal: Journal, draft: Make) -> None:
        journal.append([draft(1, recorded_at=self.moment)])
        (late,) = journal.append([draft(2, recorded_at=self.moment - timedelta(seconds=60))])
        assert late.recorded_at == self.moment
        journal.verify()


class TestCorrecting:
    """A correction names an original of the same year that has not been withdrawn."""

    def test_it_speaks_for_the_original(self, journal: Journal, draft: Make) -> None:
        journal.append([draft(1), draft(2)])
        (entry,) = journal.append([draft(10, corrects=1)])
        assert entry.corrects == 1
        assert rounds(journal.standing(2026)) == [10, 2]
        journal.verify()

    def test_within_one_batch(self, journal: Journal, draft: Make) -> None:
        journal.append([draft(1), draft(10, corrects=1), draft(11, corrects=1)])
        assert rounds(journal.standing(2026)) == [11]
        journal.verify()

    @pytest.mark.parametrize("position", [0, -1, 3, 99])
    def test_what_is_not_there(self, journal: Journal, draft: Make, position: int) -> None:
        journal.append([draft(1), draft(2)])
        with pytest.raises(InputError, match=f"there is no entry {position} to correct"):
            journal.append([draft(3, corrects=position)])

    def test_another_year(self, journal: Journal, draft: Make) -> None:
        journal.append([draft(1, year=2025)])
        with pytest.raises(InputError, match="belongs to 2025, its correction to 2026"):
            journal.append([draft(2, corrects=1)])

    def test_a_correction(self, journal: Journal, draft: Make) -> None:
        journal.append([draft(1), draft(2, corrects=1)])
        with pytest.raises(InputError, match="correct entry 1 again"):
            journal.append([draft(3, corrects=2)])
        with pytest.raises(InputError, match="correct entry 1 again"):
            journal.append([draft(3, corrects=1), draft(4, corrects=3)])

    def test_what_was_withdrawn(self, journal: Journal, draft: Make) -> None:
        gone = draft(event=Withdrawn("entered twice"), corrects=1)
        with pytest.raises(InputError, match="has been withdrawn"):
            journal.append([draft(1), gone, draft(3, corrects=1)])
        journal.append([draft(1), gone])
        with pytest.raises(InputError, match="has been withdrawn"):
            journal.append([draft(3, corrects=1)])
        assert list(journal.standing(2026)) == []
        journal.verify()

    def test_a_withdrawal_of_nothing(self, journal: Journal, draft: Make) -> None:
        with pytest.raises(InputError, match="must name the entry"):
            journal.append([draft(event=Withdrawn("x"))])


class TestReading:
    """Entries come in order, of one year or all, from any position on."""

    def test_of_a_year(self, journal: Journal, draft: Make) -> None:
        journal.append([draft(1), draft(2, year=2027), draft(3)])
        assert [entry.position for entry in journal.entries(year=2026)] == [1, 3]
        assert [entry.position for entry in journal.entries(year=2027)] == [2]
        assert rounds(journal.standing(2027)) == [2]

    def test_after_a_position(self, journal: Journal, draft: Make) -> None:
        journal.append([draft(1), draft(2, year=2027), draft(3)])
        assert [entry.position for entry in journal.entries(after=1)] == [2, 3]
        assert [entry.position for entry in journal.entries(year=2026, after=1)] == [3]
        assert [entry.position for entry in journal.entries(after=-5)] == [1, 2, 3]
        assert list(journal.entries(after=99)) == []

    def test_a_reader_sees_the_journal_as_it_was(self, journal: Journal, draft: Make) -> None:
        journal.append([draft(1), draft(2)])
        reading = journal.entries()
        assert next(reading).position == 1
        journal.append([draft(3)])
        assert [entry.position for entry in reading] == [2]


@given(st.data())
@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_standing_is_what_fold_makes_of_the_entries(
    fresh: Callable[[], Journal], draft: Make, data: st.DataObject
) -> None:
    journal, originals = fresh(), []
    day, moment = date(2026, 1, 1), datetime(2026, 1, 1, 9, tzinfo=UTC)
    for number in range(1, data.draw(st.integers(1, 15)) + 1):
        corrects = data.draw(st.sampled_from([None, *originals]))
        event: Event = ForumConvened(day, number)
        if corrects is None:
            originals.append(number)
        elif data.draw(st.booleans()):
            originals.remove(corrects)
            event = Withdrawn("x")
        journal.append(
            [
                draft(
                    event=event,
                    corrects=corrects,
                    holds_from=day + timedelta(data.draw(st.integers(0, 5))),
                    recorded_at=moment + timedelta(number // 2),
                )
            ]
        )
    as_of = data.draw(st.none() | st.integers(0, 5).map(lambda days: day + timedelta(days)))
    known_at = data.draw(st.none() | st.integers(0, 8).map(lambda days: moment + timedelta(days)))
    found = list(journal.standing(2026, as_of=as_of, known_at=known_at))
    assert found == list(standing(journal.entries(), as_of=as_of, known_at=known_at))
    journal.verify()
