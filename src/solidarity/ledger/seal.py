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

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from hashlib import sha256

from solidarity.errors import InputError, Problem, hold
from solidarity.ledger.codec import encode, moment, write_value
from solidarity.ledger.entries import BEFORE_THE_FIRST, Draft, Entry
from solidarity.ledger.events import Withdrawn

CLOCKS_APART_MAX = timedelta(minutes=1)
"""How far the clock of one writer may lag behind that of another before its draft is refused."""

_canonical = json.JSONEncoder(
    ensure_ascii=False, check_circular=False, allow_nan=False, sort_keys=True, separators=(",", ":")
).encode


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


@dataclass(frozen=True, slots=True)
class Sealed:
    """An entry in its place, with the canonical JSON of its event."""

    entry: Entry
    payload: str


def canonical(document: object) -> str:
    """Write a document as RFC 8785 does; only for text, whole numbers, true, false, null."""
    return _canonical(document)


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
    fresh: dict[int, Target] = {}
    for draft in drafts:
        _admit_fields(draft)
        position = head.position + 1
        if draft.corrects is not None:
            aim = fresh.get(draft.corrects) or target(draft.corrects)
            _admit_correction(draft, aim)
            if isinstance(draft.event, Withdrawn):
                fresh[draft.corrects] = Target(draft.year, None, withdrawn=True)
        elif isinstance(draft.event, Withdrawn):
            raise _refused("a withdrawal must name the entry it withdraws", "corrects")
        fresh[position] = Target(draft.year, draft.corrects, withdrawn=False)
        sealed = _sealed(draft, head)
        entry = sealed.entry
        hold(entry.position == position, "the chain has a gap")
        hold(entry.previous == head.hash, "the chain is broken")
        head = Head(entry.position, entry.hash, entry.recorded_at)
        yield sealed


def _sealed(draft: Draft, head: Head) -> Sealed:
    payload = _canonical(encode(draft.event))
    recorded_at = _admit_moment(draft.recorded_at, head)
    entry = Entry(
        head.position + 1,
        draft.year,
        draft.event,
        draft.holds_from,
        recorded_at,
        draft.recorded_by,
        draft.basis,
        draft.corrects,
        head.hash,
        _digest(draft, head, recorded_at=recorded_at, payload=payload),
    )
    return Sealed(entry, payload)


def _digest(draft: Draft, head: Head, *, recorded_at: datetime, payload: str) -> str:
    """Hash the canonical JSON of the entry the draft becomes; members stand in sorted order."""
    corrects = "null" if draft.corrects is None else draft.corrects
    text = (
        f'{{"basis":{_canonical(draft.basis)},"corrects":{corrects},'
        f'"event":"{type(draft.event).__name__}","holds_from":"{draft.holds_from.isoformat()}",'
        f'"payload":{payload},"position":{head.position + 1},"previous":"{head.hash}",'
        f'"recorded_at":"{moment(recorded_at)}",'
        f'"recorded_by":{_canonical(draft.recorded_by)},"year":{draft.year}}}'
    )
    return sha256(text.encode()).hexdigest()


def _admit_fields(draft: Draft) -> None:
    write_value("year", int, draft.year)
    write_value("holds_from", date, draft.holds_from)
    write_value("recorded_at", datetime, draft.recorded_at)
    if draft.corrects is not None:
        write_value("corrects", int, draft.corrects)
    for name, text in (("recorded_by", draft.recorded_by), ("basis", draft.basis)):
        write_value(name, str, text)
        if not text.strip():
            raise _refused(f"{name} is empty", name, "who records, and on what basis")


def _admit_moment(recorded_at: datetime, head: Head) -> datetime:
    """Give the moment in UTC, never before the head's."""
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


def _admit_correction(draft: Draft, aim: Target | None) -> None:
    expected = "the position of an original entry of the same year that has not been withdrawn"
    if aim is None:
        raise _refused(f"there is no entry {draft.corrects} to correct", "corrects", expected)
    if aim.year != draft.year:
        what = f"entry {draft.corrects} belongs to {aim.year}, its correction to {draft.year}"
        raise _refused(what, "corrects", expected)
    if aim.corrects is not None:
        what = f"entry {draft.corrects} is itself a correction: correct entry {aim.corrects} again"
        raise _refused(what, "corrects", expected)
    if aim.withdrawn:
        what = f"entry {draft.corrects} has been withdrawn: record anew what holds"
        raise _refused(what, "corrects", expected)


def _refused(what: str, column: str, expected: str = "") -> InputError:
    return InputError(Problem(what, expected, column=column))
