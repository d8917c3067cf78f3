"""
What the pages read from: the real ledger or the sandbox, each year read once per state of it.

A year is read as of a day, and as it was known at the end of a day (the ledger keeps both times).
What was read is kept until the journal moves on.
"""

from __future__ import annotations

import re
import threading
from collections import OrderedDict
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from functools import cached_property
from typing import Any, Final

from solidarity.adapters.explanations import Document, explanation
from solidarity.adapters.forum_document import Forum
from solidarity.adapters.holiday_calendars import UNION, calendar_of
from solidarity.adapters.ledger_files import SANDBOX_YEAR
from solidarity.adapters.report import all_states
from solidarity.adapters.report_chain import Chain as ChainRows
from solidarity.adapters.report_chain import Row
from solidarity.adapters.report_explanations import Explanations
from solidarity.adapters.year_document import year_document
from solidarity.adapters.year_reader import actual_dates, key_tables
from solidarity.adapters.year_stations import stations
from solidarity.cycle.calendar import Deadline, calendar
from solidarity.cycle.chain import Chain, KeyTables, chain
from solidarity.cycle.year import Year, start
from solidarity.cycle.year_bulk import evolve_all
from solidarity.errors import OutOfScope
from solidarity.law.part2_annual_cycle.art12_proposal import is_restricted
from solidarity.law.readings import DEFAULT
from solidarity.ledger.journal import Journal
from solidarity.terms.readings import Readings

_KEPT: Final = 48
_STATISTICS_OF_THE_SANDBOX: Final = 2026
_NOT_A_LETTER: Final = re.compile(r"[^a-z0-9]+")


@dataclass(frozen=True, slots=True)
class Times:
    """
    The two times of a page.

    Attributes:
        as_of: Day for which the year is read.
        known: Day at whose end it was known; None for all that is known.
    """

    as_of: date
    known: date | None = None

    @property
    def known_at(self) -> datetime | None:
        """The last moment of the day of knowledge."""
        if self.known is None:
            return None
        end = datetime.combine(self.known, time(), tzinfo=UTC) + timedelta(days=1)
        return end - timedelta(microseconds=1)


class Addresses(Explanations):
    """The figures of a page: instead of an anchor, each has an address of its own."""

    def __init__(self, document: Document) -> None:
        """Give every figure of a Member State its address, by the name `explain` knows it by."""
        super().__init__()
        self.nodes: dict[str, Document] = {}
        self._of_node: dict[int, str] = {}
        for state in document["member_states"]:
            for name, node in (state.get("explain") or {}).items():
                self.enter(f"{state['code']}/{name}", node)

    def enter(self, address: str, node: Document) -> str:
        """Enter a figure under its address, e.g. "FR/fair_share"."""
        self.nodes[address] = node
        self._of_node[id(node)] = address
        return address

    def open(self, given: Document) -> str:
        """Give the address of a figure; one that has none yet is named by what it is."""
        known = self._of_node.get(id(given))
        if known is not None:
            return known
        name = _NOT_A_LETTER.sub("_", str(given["figure"]).lower()).strip("_")
        return self.enter(f"union/{name}", given)

    def address_of(self, node: Document) -> str | None:
        """Give the address of a figure if it has one."""
        return self._of_node.get(id(node))


class YearView:
    """One year, read: computed when first asked for, then kept."""

    def __init__(self, year: Year, times: Times, desk: Desk, head: tuple[int, str]) -> None:
        """
        Begin with the year as folded.

        Args:
            year: The year.
            times: The two times it was read for.
            desk: Where it was read.
            head: Position and hash of the journal's last entry.
        """
        self.year, self.times, self.head = year, times, head
        self.readings: Readings = DEFAULT
        self._desk = desk

    @cached_property
    def tables(self) -> KeyTables:
        """The statistics of the reference key."""
        year = _STATISTICS_OF_THE_SANDBOX if self._desk.is_sandbox else self.year.year
        return key_tables(year, self.readings)

    @cached_property
    def chain(self) -> Chain | None:
        """The chain; None while no Council act fixes the pool."""
        if self.year.pool.act is None:
            return None
        return chain(self.year, self.tables, self.readings, self.times.as_of)

    @property
    def fixed(self) -> Chain:
        """
        The chain of a year whose pool is fixed.

        Raises:
            OutOfScope: If it is not fixed on the day.
        """
        if self.chain is None:
            raise OutOfScope(
                f"no Council act has fixed the Annual Solidarity Pool of {self.year.year} "
                f"by {self.times.as_of.isoformat()}"
            )
        return self.chain

    @cached_property
    def deadlines(self) -> tuple[Deadline, ...]:
        """The calendar of the cycle."""
        days = actual_dates(self.year)
        return calendar(self.year.year, days, as_of=self.times.as_of, holidays=calendar_of(UNION))

    @cached_property
    def stations(self) -> list[Document]:
        """Where the year stands, station by station."""
        return stations(self.year, self.deadlines)

    @cached_property
    def document(self) -> Document:
        """The year as one document, with all 27 Member States."""
        written = year_document(self.fixed, self.stations, self.head)
        return {**written, "member_states": all_states(written["member_states"])}

    @cached_property
    def book(self) -> Addresses:
        """Every figure by its address."""
        return Addresses(self.document)

    @cached_property
    def rows(self) -> tuple[ChainRows, list[Row], Row]:
        """The chain as rows of cells: the builder, a row per Member State, and the sum."""
        builder = ChainRows(self.book)
        rows = [builder.row(state) for state in self.document["member_states"]]
        return builder, rows, builder.all_together(self.document)

    @cached_property
    def figures(self) -> dict[str, Document]:
        """Every figure that can be opened, by its address."""
        self.rows  # noqa: B018 - the sums enter themselves as they are made
        self.book.enter("union/value_of_one_relocation", explanation(self.fixed.value))
        return self.book.nodes

    @cached_property
    def forum(self) -> Forum:
        """The pledging room."""
        return Forum(self.year, self.tables, self.readings, self.times.as_of)


@dataclass(slots=True)
class Desk:
    """
    A ledger and what was read from it.

    Attributes:
        journal: The ledger.
        is_sandbox: Whether everything in it is made up.
        accredited: Whether restricted data may be here.
    """

    journal: Journal
    is_sandbox: bool = False
    accredited: bool = False
    _kept: OrderedDict[tuple[Any, ...], YearView] = field(default_factory=OrderedDict)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    @property
    def base(self) -> str:
        """What addresses of its pages begin with."""
        return "/sandbox" if self.is_sandbox else ""

    @property
    def current_year(self) -> int:
        """The year the links of the header lead to."""
        return SANDBOX_YEAR if self.is_sandbox else 2026

    def read(self, number: int, times: Times) -> YearView:
        """
        Read a year.

        Args:
            number: Solidarity year.
            times: The two times to read it for.

        Returns:
            The year.

        Raises:
            OutOfScope: If the journal has no entry for it that holds and was known then.
        """
        head = self.journal.head()
        key = (head, number, times)
        with self._lock:
            if key in self._kept:
                self._kept.move_to_end(key)
                return self._kept[key]
        events = list(self.journal.standing(number, as_of=times.as_of, known_at=times.known_at))
        if not events:
            raise OutOfScope(
                f"the journal has no entry for {number} that holds on {times.as_of.isoformat()}"
                + (f" and was known on {times.known.isoformat()}" if times.known else "")
            )
        view = YearView(evolve_all(start(number), events), times, self, head)
        with self._lock:
            self._kept[key] = view
            while len(self._kept) > _KEPT:
                self._kept.popitem(last=False)
        return view

    def years(self) -> list[int]:
        """Give the years the ledger has entries for."""
        return [self.current_year]

    def is_restricted(self, view: YearView, today: date) -> bool:
        """Tell whether a year is still in the window of Art. 12(6): proposed, not yet adopted."""
        if self.is_sandbox:
            return False
        whole = self.read(view.year.year, Times(today)).year
        proposed = whole.proposal.proposal is not None
        return proposed and is_restricted(act_adopted=whole.pool.adopted, on=today)
