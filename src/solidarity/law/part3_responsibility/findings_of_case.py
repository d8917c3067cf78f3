"""What trying a provision on a case gives: applies or not, why, on which facts, what is missing."""

from __future__ import annotations

import datetime as dt
from functools import lru_cache
from typing import NamedTuple

from solidarity.law.part5_general.counting import months_later
from solidarity.terms.citations import Art


class Need(NamedTuple):
    """
    What a person must supply or record.

    `blocking` needs keep the case open; the others must be met before a decision rests on it.
    """

    source: Art
    what: str
    blocking: bool = True


class FactUsed(NamedTuple):
    """A fact a finding rests on: where it stands in the record, and what it says."""

    path: str
    says: str


class Tried(NamedTuple):
    """
    One provision put to one person.

    Attributes:
        article: The provision.
        state: The state it points to; "" if it does not apply or is open.
        why: One sentence.
        facts: What it rests on.
        needs: What is missing.
        also: Further provisions applied.
        readings: Readings followed ("R-104=valid_first").
    """

    article: Art
    state: str
    why: str
    facts: tuple[FactUsed, ...] = ()
    needs: tuple[Need, ...] = ()
    also: tuple[Art, ...] = ()
    readings: tuple[str, ...] = ()

    @property
    def is_open(self) -> bool:
        """Tell whether the provision cannot be answered without a person."""
        return not self.state and any(need.blocking for need in self.needs)


class Limit(NamedTuple):
    """A look-back period: whole months back from the registration, never rolled (TA6)."""

    months: int
    event: dt.date

    @property
    def end(self) -> dt.date:
        """Give the day that lies the whole period after the event."""
        return months_after(self.event, self.months)

    def is_less_than(self, registered: dt.date) -> bool:
        """Tell whether less than the period has passed: not on the day itself."""
        return registered < self.end

    def is_more_than(self, registered: dt.date) -> bool:
        """Tell whether more than the period has passed: not yet on the day itself."""
        return registered > self.end


@lru_cache(maxsize=65536)
def months_after(day: dt.date, months: int) -> dt.date:
    """Give the same date some months on, or the last day of that month (TA2, TA3)."""
    return months_later(day, months)


@lru_cache(maxsize=1024)
def cited(article: Art) -> str:
    """Write a provision without "Art.": "25(2)", "13(2) Regulation (EU) 2024/1359"."""
    return str(article).removeprefix("Art. ")
