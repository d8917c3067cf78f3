"""Wiring of the main job: journal and fact tables in, the chain of a year out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from solidarity.adapters import fact_tables
from solidarity.adapters.explanations import Document
from solidarity.adapters.holiday_calendars import UNION, calendar_of
from solidarity.adapters.journal_files import open_journal
from solidarity.adapters.key_tables import own_vintage
from solidarity.adapters.year_document import year_document
from solidarity.adapters.year_stations import stations
from solidarity.cycle.books import Books, Daybook, close
from solidarity.cycle.calendar import Deadline, calendar
from solidarity.cycle.chain import Chain, KeyTables, chain
from solidarity.cycle.year import Year, evolve, start
from solidarity.cycle.year_bulk import evolve_all
from solidarity.errors import OutOfScope
from solidarity.ledger.journal import Journal
from solidarity.terms.findings import Source
from solidarity.terms.readings import Readings

_REQUESTS: Mapping[int, str] = {61: "deduction-request", 62: "situation-request"}
"""Names the calendar gives to requests for a deduction, by the Article they rest on."""

_ASSESSMENTS: Mapping[int, str] = {61: "deduction-assessment", 62: "situation-assessment"}
"""Names it gives to the Commission's assessments of them."""


@dataclass(frozen=True, slots=True)
class YearRead:
    """
    A year as read from a journal.

    Attributes:
        year: The year folded from the journal.
        chain: Its chain.
        deadlines: Its calendar, with actual dates where the journal has them.
        head: Position and hash of the last entry of the journal.
        books: The same year in double entry; they balance, or writing them would have failed.
        own_statistics: Whether the key rests on the reader's own statistics, not on reading R-006.
    """

    year: Year
    chain: Chain
    deadlines: tuple[Deadline, ...]
    head: tuple[int, str]
    books: Books
    own_statistics: bool = False

    def document(self) -> Document:
        """Write the year as one document."""
        written = year_document(self.chain, stations(self.year, self.deadlines), self.head)
        if self.own_statistics:
            written["readings"] = [
                {**reading, "used": "own_statistics"} if reading["id"] == "R-006" else reading
                for reading in written["readings"]
            ]
        return written


def read_year(
    journal: Path | None,
    number: int,
    *,
    as_of: date,
    readings: Readings,
    facts: Path | None = None,
) -> YearRead:
    """
    Read the chain of a year.

    Args:
        journal: Journal file; None for the one that comes with the package.
        number: Solidarity year.
        as_of: Day on which it is read: what holds only later is left out.
        readings: Readings of the run.
        facts: Folder of a user's own statistics; None for those of the package.

    Returns:
        The year, its chain and its calendar.

    Raises:
        OutOfScope: If the journal has no entry for the year, no act fixes its pool yet, or no
            statistics are frozen for it.
        InputError: If the journal cannot be read or was changed.
    """
    opened = open_journal(journal)
    daybook = Daybook()
    year = fold_year(opened, number, as_of, daybook)
    tables = key_tables(number, readings, facts)
    computed = chain(year, tables, readings, as_of)
    deadlines = calendar(number, actual_dates(year), as_of=as_of, holidays=calendar_of(UNION))
    books = close(daybook, year, tables, readings)
    return YearRead(year, computed, deadlines, opened.head(), books, facts is not None)


def fold_year(journal: Journal, number: int, as_of: date, daybook: Daybook) -> Year:
    """
    Rebuild a year from a journal.

    Args:
        journal: The journal.
        number: Solidarity year.
        as_of: Day on which it is read.
        daybook: Where what moves amounts is noted on the way.

    Raises:
        OutOfScope: If the journal has no entry for the year that holds on the day.
    """
    events = daybook.watch(journal.standing(number, as_of=as_of))
    first = next(events, None)
    if first is None:
        raise OutOfScope(f"the journal has no entry for {number} that holds on {as_of}")
    return evolve_all(evolve(start(number), first), events)


def key_tables(number: int, readings: Readings, facts: Path | None = None) -> KeyTables:
    """
    Read the statistics of the reference key frozen for a cycle (readings R-006 and R-007).

    Args:
        number: Solidarity year.
        readings: Readings of the run.
        facts: Folder of a user's own vintages, whose last ones are taken then.

    Raises:
        OutOfScope: If none are frozen for that cycle, or no series is shipped for the reading.
    """
    if readings.of("R-007") != "whole_country":
        raise OutOfScope(
            "R-007 european_territory: no series of the European territory of France is shipped; "
            "give one with `solidarity key --population F.csv --gdp F.csv`"
        )
    if facts is None:
        people, product = fact_tables.key_vintages(number, readings.of("R-006"))
    else:
        people, product = own_vintage(facts, "population"), own_vintage(facts, "gdp")
    population, gdp = fact_tables.population(people, facts), fact_tables.gdp(product, facts)
    return KeyTables(population, gdp, _source_of(people, facts), _source_of(product, facts))


def _source_of(vintage: str, facts: Path | None) -> Source:
    found = next(v for v in fact_tables.vintages(facts) if v.id == vintage)
    words = f"Eurostat, {found.dataset}, {found.release}"
    return Source(words, "", "computed", found.retrieved, f"vintage {found.id}")


def actual_dates(year: Year) -> Mapping[str, date]:
    """Give the days on which the acts of the calendar happened, by the calendar's own names."""
    days = {
        "report": year.report.adopted,
        "decision": year.determination.adopted,
        "proposal": year.proposal.adopted,
        "forum": min(year.pledging.meetings, default=None),
        "pool-act": year.pool.adopted,
        "technical-forum": min((event.on for event in year.access.technical_forums), default=None),
        **{f"use-information:{code}": event.on for code, event in year.access.intended.items()},
        **{
            f"pressure-transmitted:{code}": event.transmitted
            for code, event in year.access.decided.items()
            if event.under_pressure
        },
        **{
            f"{_REQUESTS[event.article]}:{event.state}": event.on
            for event in year.deductions.requests.values()
        },
        **{
            f"{_ASSESSMENTS[request.article]}:{request.state}": year.deductions.assessed[name].on
            for name, request in year.deductions.requests.items()
            if name in year.deductions.assessed
        },
    }
    return {name: day for name, day in days.items() if day is not None}


def known_dates(journal: Path | None, number: int, as_of: date) -> Mapping[str, date]:
    """Give the days of the acts a journal knows of a year; none if it has no entry for it."""
    events = open_journal(journal).standing(number, as_of=as_of)
    return actual_dates(evolve_all(start(number), events))
