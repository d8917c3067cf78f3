"""What always holds of a journal, checked on what was read from elsewhere."""

from __future__ import annotations

from array import array
from collections.abc import Iterable

from solidarity.errors import InputError, Problem
from solidarity.ledger.entries import Draft, Entry
from solidarity.ledger.events import Withdrawn
from solidarity.ledger.seal import Head, Target, seal


class ChainCheck:
    """
    Checks entries one by one, in order: positions, moments, corrections, links and hashes.

    Remembers a few bytes per entry, so that a journal of millions can be checked as it is read.
    """

    def __init__(self) -> None:
        """Begin before the first entry."""
        self.head = Head()
        self._years = array("q")
        self._corrects = array("q")
        self._withdrawn: set[int] = set()

    def check(self, entry: Entry) -> None:
        """
        Check the next entry.

        Raises:
            InputError: If it is not what may stand in this place; names the entry.
        """
        place = self.head.position + 1
        if entry.position != place:
            raise InputError(
                Problem(f"after entry {place - 1} comes entry {entry.position}", f"entry {place}")
            )
        if entry.previous != self.head.hash:
            raise InputError(
                Problem(f"entry {place} names another entry before it", f"hash {self.head.hash}")
            )
        again = self._admit(entry)
        if again.recorded_at != entry.recorded_at:
            what = f"entry {place} was recorded before the entry before it"
            raise InputError(Problem(what, "moments of recording that never go backwards"))
        if again.hash != entry.hash:
            what = f"entry {place} has been changed: its hash is not that of its content"
            raise InputError(Problem(what, f"hash {again.hash}"))
        self.head = Head(place, entry.hash, entry.recorded_at)
        self._years.append(entry.year)
        self._corrects.append(entry.corrects or 0)
        if isinstance(entry.event, Withdrawn) and entry.corrects is not None:
            self._withdrawn.add(entry.corrects)

    def _admit(self, entry: Entry) -> Entry:
        """Seal the entry again: what was admitted once is admitted again, unchanged."""
        draft = Draft(
            entry.year,
            entry.event,
            entry.holds_from,
            entry.recorded_at,
            entry.recorded_by,
            entry.basis,
            entry.corrects,
        )
        try:
            again, _ = next(seal((draft,), self.head, self._target))
        except InputError as error:
            raise InputError(
                [
                    Problem(f"entry {entry.position}: {problem.what}", problem.expected)
                    for problem in error.problems
                ]
            ) from None
        return again

    def _target(self, position: int) -> Target | None:
        if not 1 <= position <= self.head.position:
            return None
        corrects = self._corrects[position - 1] or None
        return Target(self._years[position - 1], corrects, withdrawn=position in self._withdrawn)


def check_chain(entries: Iterable[Entry]) -> tuple[int, str]:
    """
    Check entries from the first on.

    Returns:
        Position and hash of the last one; 0 and sixty-four zeros if there is none.

    Raises:
        InputError: If one is missing, moved or changed; names the entry.
    """
    chain = ChainCheck()
    for entry in entries:
        chain.check(entry)
    return chain.head.position, chain.head.hash
