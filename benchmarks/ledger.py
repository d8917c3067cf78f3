"""
How fast the ledger is, and how fast beside the `eventsourcing` library on the same events.

    python benchmarks/ledger.py                    all of it, a minute or two
    python benchmarks/ledger.py --events 100000    a smaller year, a few seconds

Everything happens in a temporary folder on the disk of the working directory: point --folder at the
disk you mean, since a durable append is mostly the disk's own time.
"""

from __future__ import annotations

import argparse
import os
import platform
import sqlite3
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from importlib.metadata import version
from pathlib import Path
from uuid import UUID

from eventsourcing.application import Application
from eventsourcing.domain import Aggregate

from solidarity.adapters.journal_sqlite import SqliteJournal
from solidarity.cycle.s04_pledging import Pledged
from solidarity.cycle.s05_pool import PledgeFixed
from solidarity.cycle.s08_implementation import Implemented
from solidarity.cycle.year import start
from solidarity.cycle.year_bulk import evolve_all as evolve_year
from solidarity.ledger.entries import Draft
from solidarity.ledger.events import Event
from solidarity.ledger.fold import evolve_all
from solidarity.terms.findings import Basis, Source
from solidarity.terms.member_states import MEMBER_STATES
from solidarity.terms.quantities import Kind, Persons

YEAR = 2026
BATCH = 1_000
SINGLE = 1_000
BATCHED = 100_000
BESIDE = 50_000
DAY = date(2026, 6, 12)
MOMENT = datetime(2027, 1, 15, 9, tzinfo=UTC)
ACT = Source(
    "Council Implementing Decision (EU) 2025/2642",
    "https://eur-lex.europa.eu/eli/dec_impl/2025/2642/oj",
    "high",
    "2026-11-22",
)
CODES = [state.code for state in MEMBER_STATES]

Totals = dict[str, int]


def deliveries(count: int) -> Iterator[Implemented]:
    """Relocations delivered by all Member States, day by day."""
    for number in range(count):
        giving, receiving = CODES[number % 27], CODES[number // 27 % 27]
        day = DAY + timedelta(number % 200)
        amount = Persons(number % 7 + 1)
        yield Implemented(giving, receiving, Kind.RELOCATION, amount, day, ACT)


def drafts(events: Iterator[Event]) -> Iterator[list[Draft]]:
    """Give drafts in batches."""
    batch = []
    for event in events:
        batch.append(Draft(YEAR, event, DAY, MOMENT, "Coordinator's office", "delivery report"))
        if len(batch) == BATCH:
            yield batch
            batch = []
    if batch:
        yield batch


def pledges() -> Iterator[Event]:
    """Let every Member State pledge more than it will deliver, so that deliveries draw it down."""
    amount = Persons(10**7)
    for code in CODES:
        yield Pledged(code, Kind.RELOCATION, amount, Basis.PUBLISHED, ACT, "", 1)
        yield PledgeFixed(code, Kind.RELOCATION, amount, Basis.PUBLISHED, ACT)


def add(totals: Totals, event: Event) -> Totals:
    """Keep a small state: the same for both libraries."""
    if isinstance(event, Implemented) and isinstance(event.amount, Persons):
        totals[event.state] = totals.get(event.state, 0) + event.amount.count
    return totals


class YearAggregate(Aggregate):
    """The same year as the other library would keep it, with plain values in its events."""

    class Implemented(Aggregate.Event):
        """The same event; no type of ours to be written or read, which spares it work."""

        state: str
        towards: str
        kind: str
        persons: int
        on: str
        source: dict[str, str]

        def apply(self, aggregate: YearAggregate) -> None:
            """Keep the same small state."""
            totals = aggregate.totals
            totals[self.state] = totals.get(self.state, 0) + self.persons

    def __init__(self) -> None:
        """Begin with nothing delivered."""
        self.totals: Totals = {}

    def deliver(self, event: Implemented) -> None:
        """Record a delivery."""
        self.trigger_event(
            YearAggregate.Implemented,
            state=event.state,
            towards=event.towards,
            kind=event.kind.value,
            persons=getattr(event.amount, "count", 0),
            on=event.on.isoformat(),
            source={name: getattr(event.source, name) for name in Source.__slots__},
        )


def timed(act: Callable[[], object]) -> float:
    """Give the seconds an act takes."""
    began = time.perf_counter()
    act()
    return time.perf_counter() - began


def append_all(journal: SqliteJournal, events: Iterator[Event]) -> None:
    """Append in batches, each durable before the next."""
    for batch in drafts(events):
        journal.append(batch)


def report(what: str, seconds: float, count: int, limit: float | None = None) -> None:
    """Print one line: what, seconds, per second, and how much of a limit that is."""
    share = "" if limit is None else f"  {seconds / limit:5.0%} of the {limit:.0f} s allowed"
    print(f"{what:52} {seconds:8.2f} s {count / seconds:12,.0f} /s{share}")


def appending(folder: Path) -> None:
    """Durable appends one by one, then in batches."""
    journal = SqliteJournal(folder / "single.sqlite")
    singles = [batch[:1] for batch in drafts(deliveries(BATCH))] * SINGLE
    seconds = timed(lambda: [journal.append(draft) for draft in singles])
    report(f"append {SINGLE:,} entries one by one", seconds, SINGLE, 5)
    journal.close()
    journal = SqliteJournal(folder / "batches.sqlite")
    seconds = timed(lambda: append_all(journal, deliveries(BATCHED)))
    report(f"append {BATCHED:,} entries by {BATCH:,}", seconds, BATCHED, 5)
    seconds = timed(journal.verify)
    report(f"verify the chain of {BATCHED:,} entries", seconds, BATCHED)
    journal.close()


def rebuilding(folder: Path, count: int) -> None:
    """Rebuild a year with all its ten stations."""
    journal = SqliteJournal(folder / "year.sqlite")
    append_all(journal, pledges())
    append_all(journal, deliveries(count))
    seconds = timed(lambda: sum(1 for _ in journal.standing(YEAR)))
    report(f"read {count:,} events of a year", seconds, count)
    rebuilt = []
    seconds = timed(lambda: rebuilt.append(evolve_year(start(YEAR), journal.standing(YEAR))))
    limit = 10 * count / 1_000_000
    report(f"rebuild a year of {count:,} events", seconds, count, limit if limit >= 1 else None)
    journal.close()


def beside(folder: Path) -> None:
    """Append and replay the same events with both libraries, in one run."""
    events = list(deliveries(BESIDE))
    journal = SqliteJournal(folder / "ours.sqlite")
    application = Application[UUID](
        {
            "PERSISTENCE_MODULE": "eventsourcing.sqlite",
            "SQLITE_DBNAME": str(folder / "theirs.sqlite"),
        }
    )
    year = YearAggregate()
    application.save(year)

    def append_theirs() -> None:
        for begin in range(0, BESIDE, BATCH):
            for event in events[begin : begin + BATCH]:
                year.deliver(event)
            application.save(year)

    ours: list[Totals] = []
    theirs: list[Totals] = []

    def replay_ours() -> None:
        ours.append(evolve_all(journal.standing(YEAR), evolve=add, initial={}))

    def replay_theirs() -> None:
        found: YearAggregate = application.repository.get(year.id)
        theirs.append(found.totals)

    print()
    for what, mine, other in (
        ("append in batches", lambda: append_all(journal, iter(events)), append_theirs),
        ("replay", replay_ours, replay_theirs),
    ):
        here, there = timed(mine), timed(other)
        report(f"{what}, {BESIDE:,} events, this ledger", here, BESIDE)
        report(f"{what}, {BESIDE:,} events, eventsourcing", there, BESIDE)
        print(f"{what}: {there / here:.1f} times as fast as eventsourcing")
    if ours != theirs:
        sys.exit("the two libraries rebuilt different states")
    journal.close()
    application.close()


def main() -> None:
    """Print the versions and run everything."""
    parser = argparse.ArgumentParser(description="Speed of the ledger.")
    parser.add_argument("--events", type=int, default=1_000_000, help="events of the large year")
    parser.add_argument("--folder", type=Path, default=Path(), help="disk to write to")
    arguments = parser.parse_args()
    print(
        f"Python {platform.python_version()}, SQLite {sqlite3.sqlite_version}, "
        f"solidarity {version('solidarity')}, eventsourcing {version('eventsourcing')}, "
        f"{platform.system()}, {os.cpu_count()} processors\n"
    )
    with tempfile.TemporaryDirectory(dir=arguments.folder) as folder:
        appending(Path(folder))
        rebuilding(Path(folder), arguments.events)
        beside(Path(folder))


if __name__ == "__main__":
    main()
