"""
The years of a journal, rebuilt to be checked.

Each chain is compared with its books in double entry; and credit from a crisis, which a station
sees one year at a time, is added up over the years: it counts once.
"""

from __future__ import annotations

from dataclasses import dataclass

from solidarity.adapters.year_reader import key_tables
from solidarity.cycle.books import Books, Daybook, audit, close
from solidarity.cycle.chain import Chain, chain
from solidarity.cycle.year import Year, start
from solidarity.cycle.year_bulk import evolve_all
from solidarity.errors import OutOfScope
from solidarity.ledger.journal import Journal
from solidarity.terms.quantities import ZERO_PERSONS, Persons
from solidarity.terms.readings import Readings


@dataclass(frozen=True, slots=True)
class YearChecked:
    """
    A year rebuilt to be checked.

    Attributes:
        books: Its books; they balance, or writing them would have failed.
        is_compared: Whether there is a chain to compare: that needs statistics of the key.
        differences: Where chain and books disagree, or credit counts twice, in words.
    """

    books: Books
    is_compared: bool
    differences: tuple[str, ...]


def check_years(journal: Journal, readings: Readings) -> tuple[YearChecked, ...]:
    """
    Rebuild every year of a journal that has a Council act, and compare its chain with its books.

    Args:
        journal: The journal; the entries of each year are read once more.
        readings: Readings of the run.

    Returns:
        One result for each such year, in order.

    Raises:
        InvariantBroken: If the books of a year do not balance: a fault of this software.
    """
    used: _Used = {}
    checked = (_check(journal, number, readings, used) for number in journal.years())
    return tuple(found for found in checked if found is not None)


_Used = dict[tuple[str, str], Persons]
"""What each state has used so far of the credit of each act."""


def _check(journal: Journal, number: int, readings: Readings, used: _Used) -> YearChecked | None:
    daybook = Daybook()
    year = evolve_all(start(number), daybook.watch(journal.standing(number)))
    act = year.pool.act
    if act is None:
        return None
    try:
        tables = key_tables(number, readings)
    except OutOfScope:
        return YearChecked(close(daybook, year, None, readings), is_compared=False, differences=())
    books = close(daybook, year, tables, readings)
    computed = chain(year, tables, readings, act.on)
    differences = audit(computed, books) + _credit_twice(computed, year, used)
    return YearChecked(books, is_compared=True, differences=differences)


def _credit_twice(computed: Chain, year: Year, used: _Used) -> tuple[str, ...]:
    """Say where less of a credit is said to be used than it lowered before; note what it lowers."""
    found = []
    for code, events in year.proposal.credits.items():
        line = computed.line_of(code)
        left = line.fair_share_before.value
        for event, credit in zip(events, line.credits, strict=True):
            key, lowered = (code, event.act), min(left, credit.value)
            left -= lowered
            before = used.get(key, ZERO_PERSONS)
            used[key] = max(before, event.used) + lowered
            if event.used < before:
                found.append(
                    f"{code}: {before} of the credit of {event.act} were used before, and only"
                    f" {event.used} are said to be: it would count twice"
                )
    return tuple(found)
