"""The journal: append-only, hash-chained. What every implementation promises, and one in memory."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime
from typing import Protocol

from solidarity.errors import JournalMoved
from solidarity.ledger.entries import Draft, Entry
from solidarity.ledger.events import Event, Withdrawn
from solidarity.ledger.fold import standing
from solidarity.ledger.invariants import check_chain
from solidarity.ledger.seal import Head, Target, seal


class Journal(Protocol):
    """What is recorded stays recorded: entries are appended, never changed or removed."""

    def append(self, drafts: Sequence[Draft], *, expected: int | None = None) -> tuple[Entry, ...]:
        """
        Append all drafts or none; when this returns, they are kept.

        Args:
            drafts: What to append, in order.
            expected: Position of the last entry the caller decided upon; None: whatever it is.

        Returns:
            The entries, in order.

        Raises:
            JournalMoved: If the last entry is another one than expected.
            InputError: If a draft cannot be admitted (see `seal`).
        """
        ...

    def entries(self, *, year: int | None = None, after: int = 0) -> Iterator[Entry]:
        """
        Give entries in the order of their positions.

        Args:
            year: Only those of one year; None: of all years.
            after: Only those behind this position.
        """
        ...

    def standing(
        self, year: int, *, as_of: date | None = None, known_at: datetime | None = None
    ) -> Iterator[Event]:
        """Give the events of a year that stand: what `fold.standing` makes of its entries."""
        ...

    def years(self) -> tuple[int, ...]:
        """Give the solidarity years that have entries, in order."""
        ...

    def head(self) -> tuple[int, str]:
        """Give position and hash of the last entry; 0 and sixty-four zeros if there is none."""
        ...

    def verify(self) -> None:
        """
        Read everything and check the chain.

        Raises:
            InputError: If an entry is not what it was when it was appended, or one is missing.
        """
        ...


class MemoryJournal:
    """A journal that lasts as long as the process."""

    def __init__(self, entries: Sequence[Entry] = (), *, verified: bool = False) -> None:
        """
        Begin with entries that have been sealed before.

        Args:
            entries: A whole chain.
            verified: Whether the caller has just checked it.

        Raises:
            InputError: If they are not a whole chain.
        """
        if not verified:
            check_chain(entries)
        self._entries = list(entries)
        self._withdrawn = {
            entry.corrects for entry in entries if isinstance(entry.event, Withdrawn)
        }

    def append(self, drafts: Sequence[Draft], *, expected: int | None = None) -> tuple[Entry, ...]:
        """Append all drafts or none (see `Journal`)."""
        position, _ = self.head()
        if expected is not None and expected != position:
            raise JournalMoved(expected=expected, found=position)
        head = _head_of(self._entries)
        new = tuple(entry for entry, _ in seal(drafts, head, self._target))
        self._entries.extend(new)
        self._withdrawn.update(e.corrects for e in new if isinstance(e.event, Withdrawn))
        return new

    def entries(self, *, year: int | None = None, after: int = 0) -> Iterator[Entry]:
        """Give entries in the order of their positions (see `Journal`)."""
        found = self._entries[max(after, 0) :]
        return (entry for entry in found if year is None or entry.year == year)

    def standing(
        self, year: int, *, as_of: date | None = None, known_at: datetime | None = None
    ) -> Iterator[Event]:
        """Give the events of a year that stand (see `Journal`)."""
        return standing(self.entries(year=year), as_of=as_of, known_at=known_at)

    def years(self) -> tuple[int, ...]:
        """Give the solidarity years that have entries (see `Journal`)."""
        return tuple(sorted({entry.year for entry in self._entries}))

    def head(self) -> tuple[int, str]:
        """Give position and hash of the last entry (see `Journal`)."""
        head = _head_of(self._entries)
        return head.position, head.hash

    def verify(self) -> None:
        """Check the chain (see `Journal`)."""
        check_chain(self._entries)

    def _target(self, position: int) -> Target | None:
        if not 1 <= position <= len(self._entries):
            return None
        entry = self._entries[position - 1]
        return Target(entry.year, entry.corrects, withdrawn=position in self._withdrawn)


def _head_of(entries: Sequence[Entry]) -> Head:
    if not entries:
        return Head()
    last = entries[-1]
    return Head(last.position, last.hash, last.recorded_at)
