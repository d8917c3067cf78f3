"""Entries: an event with its year, its two times, who recorded it, on what basis, and its hash."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from solidarity.ledger.events import Event

BEFORE_THE_FIRST = "0" * 64
"""What the first entry carries as the hash of the entry before it."""


@dataclass(frozen=True, slots=True)
class Draft:
    """
    What a caller appends; the journal gives it its position and its place in the chain.

    Attributes:
        year: The solidarity year the event belongs to.
        event: What happened.
        holds_from: First day on which it holds.
        recorded_at: Moment of recording, with its offset from UTC.
        recorded_by: Who records it: a role or an office.
        basis: On what basis: an act, a letter, a dataset, in words.
        corrects: Position of the entry this one replaces; None if it replaces none.
    """

    year: int
    event: Event
    holds_from: date
    recorded_at: datetime
    recorded_by: str
    basis: str
    corrects: int | None = None


@dataclass(frozen=True, slots=True)
class Entry:
    """
    A draft in its place in the chain.

    Attributes:
        position: Place in the journal, from 1, without gaps.
        year: The solidarity year the event belongs to.
        event: What happened.
        holds_from: First day on which it holds.
        recorded_at: Moment of recording, in UTC; never before that of an earlier entry.
        recorded_by: Who recorded it.
        basis: On what basis.
        corrects: Position of the entry this one replaces; None if it replaces none.
        previous: Hash of the entry before; sixty-four zeros for the first.
        hash: SHA-256 over all other fields, `previous` included, in hexadecimal.
    """

    position: int
    year: int
    event: Event
    holds_from: date
    recorded_at: datetime
    recorded_by: str
    basis: str
    corrects: int | None
    previous: str
    hash: str
