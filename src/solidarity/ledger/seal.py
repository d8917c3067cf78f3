"""
How an entry is sealed into the chain.

Every entry carries the SHA-256, in hexadecimal, of the canonical JSON of all its other fields; one
of them is the hash of the entry before, so nothing can be changed, dropped or slipped in without
every later hash changing. Another implementation needs only this:

* the object has the members `basis`, `corrects`, `event` (name of the class), `holds_from`,
  `payload` (the event as `codec` writes it), `position`, `previous`, `recorded_at`, `recorded_by`
  and `year`; `corrects` is null if nothing is corrected;
* it is written as RFC 8785 writes it: members sorted, no white space, UTF-8, only what must be
  escaped is escaped, whole numbers in plain digits; there are no other numbers;
* `previous` of the first entry is sixty-four zeros.

`tests/vectors/journal_chain.json` holds a chain to check against.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from hashlib import sha256

from solidarity.errors import InputError, Problem, hold
from solidarity.ledger.bulk import write_event
from solidarity.ledger.canonical import canonical
from solidarity.ledger.codec import moment, write_value
from solidarity.ledger.entries import BEFORE_THE_FIRST, Draft, Entry
from solidarity.ledger.events import Withdrawn

CLOCKS_APART_MAX = timedelta(minutes=1)
"""How far the clock of one writer may lag behind that of another before its draft is refused."""

_LATELY = 4_096  # how many fields are remembered: the same offices write again and again


@dataclass(frozen=True, slots=True)
class Head:
    """
    The last entry of a journal, as far as the next one needs to know it.

    Attributes:
        position: Its position; 0 if the journal is empty.
        hash: Its hash; sixty-four zeros if the journal is empty.
        recorded_at: When it was recorded; None if the journal is empty.
    """

    position: int = 0
    hash: str = BEFORE_THE_FIRST
    recorded_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Target:
    """
    An entry somebody wants to correct.

    Attributes:
        year: Its year.
        corrects: Position of the entry it corrects itself; None if it is an original.
        withdrawn: Whether a correction has withdrawn it.
    """

    year: int
    corrects: int | None
    withdrawn: bool


Sealed = tuple[Entry, str]
"""An entry in its place, and the canonical JSON of its event."""


def seal(
    drafts: Sequence[Draft], head: Head, target: Callable[[int], Target | None]
) -> Iterator[Sealed]:
    """
    Admit drafts in their order and give each its place in the chain.

    A draft is admitted if its fields are of their types, it is not recorded before the entry
    before it, and, where it corrects, `target` is an existing original of the same year that has
    not been withdrawn. To correct a correction, correct the original again: the newest correction
    counts. A withdrawal is final; what holds after all is recorded as a new entry.

    Two writers' clocks are never quite together: a draft that lags behind the last entry by no
    more than `CLOCKS_APART_MAX` takes the moment of the last entry.

    Args:
        drafts: What to append.
        head: The last entry of the journal.
        target: Looks up an entry of the journal by its position; None if there is none.

    Yields:
        The sealed entries. The caller writes all of them or none.

    Raises:
        InputError: If a draft cannot be admitted; names the field.
    """
    first, withdrawn = head.position + 1, set[int]()
    for index, draft in enumerate(drafts):
        corrects = "null"
        if draft.corrects is not None:
            corrects = _text("corrects", int, draft.corrects)
            place = draft.corrects - first
            aim = _target_of(drafts[place]) if 0 <= place < index else target(draft.corrects)
            _admit_correction(draft, aim, withdrawn)
            if isinstance(draft.event, Withdrawn):
                withdrawn.add(draft.corrects)
        elif isinstance(draft.event, Withdrawn):
            raise _refused("a withdrawal must name the entry it withdraws", "corrects")
        entry, payload = _sealed(draft, head, corrects)
        hold(entry.position == first + index, "the chain has a gap")
        hold(entry.previous == head.hash, "the chain is broken")
        head = Head(entry.position, entry.hash, entry.recorded_at)
        yield entry, payload


def _sealed(draft: Draft, head: Head, corrects: str) -> Sealed:
    """Hash the canonical JSON of the entry the draft becomes; members stand in sorted order."""
    position = head.position + 1
    payload = write_event(draft.event)
    recorded_at = _admit_moment(draft.recorded_at, head)
    text = (
        f'{{"basis":{_words("basis", draft.basis)},"corrects":{corrects},'
        f'"event":"{type(draft.event).__name__}",'
        f'"holds_from":{_text("holds_from", date, draft.holds_from)},'
        f'"payload":{payload},"position":{position},"previous":"{head.hash}",'
        f'"recorded_at":{_text("recorded_at", datetime, recorded_at)},'
        f'"recorded_by":{_words("recorded_by", draft.recorded_by)},'
        f'"year":{_text("year", int, draft.year)}}}'
    )
    entry = Entry(
        position,
        draft.year,
        draft.event,
        draft.holds_from,
        recorded_at,
        draft.recorded_by,
        draft.basis,
        draft.corrects,
        head.hash,
        sha256(text.encode()).hexdigest(),
    )
    return entry, payload


def _words(name: str, value: object) -> str:
    """Write text that says something."""
    written = _text(name, str, value)
    if not str(value).strip():
        raise _refused(f"{name} is empty", name, "who records, and on what basis")
    return written


def _text(name: str, kind: object, value: object) -> str:
    """Write a field of a draft as canonical JSON."""
    try:
        return _remembered(name, kind, value)
    except TypeError:  # what cannot be remembered is not of the kind either
        return canonical(write_value(name, kind, value))


@lru_cache(maxsize=_LATELY, typed=True)
def _remembered(name: str, kind: object, value: object) -> str:
    return canonical(write_value(name, kind, value))


def _admit_moment(recorded_at: datetime, head: Head) -> datetime:
    """Give the moment in UTC, never before the head's."""
    _text("recorded_at", datetime, recorded_at)
    in_utc = recorded_at.astimezone(UTC)
    if head.recorded_at is None or in_utc >= head.recorded_at:
        return in_utc
    if head.recorded_at - in_utc <= CLOCKS_APART_MAX:
        return head.recorded_at
    raise _refused(
        f"recorded at {moment(in_utc)}, before the entry before it",
        "recorded_at",
        f"{moment(head.recorded_at)} or later: the journal never goes back in time",
    )


def _target_of(draft: Draft) -> Target:
    return Target(draft.year, draft.corrects, withdrawn=False)


def _admit_correction(draft: Draft, aim: Target | None, withdrawn: set[int]) -> None:
    expected = "the position of an original entry of the same year that has not been withdrawn"
    if aim is None:
        raise _refused(f"there is no entry {draft.corrects} to correct", "corrects", expected)
    if aim.year != draft.year:
        what = f"entry {draft.corrects} belongs to {aim.year}, its correction to {draft.year}"
        raise _refused(what, "corrects", expected)
    if aim.corrects is not None:
        what = f"entry {draft.corrects} is itself a correction: correct entry {aim.corrects} again"
        raise _refused(what, "corrects", expected)
    if aim.withdrawn or draft.corrects in withdrawn:
        what = f"entry {draft.corrects} has been withdrawn: record anew what holds"
        raise _refused(what, "corrects", expected)


def _refused(what: str, column: str, expected: str = "") -> InputError:
    return InputError(Problem(what, expected, column=column))
