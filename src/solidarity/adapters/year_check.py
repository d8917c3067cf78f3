"""The years of a journal, rebuilt to be checked: each chain against its books in double entry."""

from __future__ import annotations

from dataclasses import dataclass

from solidarity.adapters.year_reader import key_tables
from solidarity.cycle.books import Books, Daybook, audit, close
from solidarity.cycle.chain import chain
from solidarity.cycle.year import start
from solidarity.cycle.year_bulk import evolve_all
from solidarity.errors import OutOfScope
from solidarity.ledger.journal import Journal
from solidarity.terms.readings import Readings


@dataclass(frozen=True, slots=True)
class YearChecked:
    """
    A year rebuilt to be checked.

    Attributes:
        books: Its books; they balance, or writing them would have failed.
        is_compared: Whether there is a chain to compare: that needs statistics of the key.
        differences: Where chain and books disagree, in words.
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
    checked = (_check(journal, number, readings) for number in journal.years())
    return tuple(found for found in checked if found is not None)


def _check(journal: Journal, number: int, readings: Readings) -> YearChecked | None:
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
    differences = audit(chain(year, tables, readings, act.on), books)
    return YearChecked(books, is_compared=True, differences=differences)
