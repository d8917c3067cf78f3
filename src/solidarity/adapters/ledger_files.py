"""The ledgers of an installation: the real years and the sandbox, made on first start."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Final

from solidarity.adapters.journal_files import open_journal
from solidarity.adapters.journal_sqlite import SqliteJournal
from solidarity.cycle.s01_report import ReportAdopted
from solidarity.cycle.s02_determination import Determined
from solidarity.cycle.s03_proposal import Proposed
from solidarity.cycle.s04_pledging import ForumConvened
from solidarity.errors import InputError, JournalMoved, Problem
from solidarity.ledger.entries import Draft
from solidarity.ledger.events import Event
from solidarity.ledger.journal import Journal
from solidarity.terms.findings import Source
from solidarity.terms.quantities import Euro, Persons
from solidarity.terms.statuses import Status

if TYPE_CHECKING:
    from solidarity.adapters.journal_postgres import PostgresJournal

SANDBOX_YEAR: Final = 2027
"""The made-up year. Its journal is a file of its own; nothing leads from there to a real one."""

_MADE_UP: Final = Source("Made up for the sandbox", confidence="low", note="No figure is real.")
_REPORT: Final = date(2026, 10, 15)
_FORUM: Final = date(2026, 10, 26)


def open_ledger(place: Path | str) -> SqliteJournal | PostgresJournal:
    """
    Open the ledger of the real years; where there is none, begin one with the bundled year 2026.

    Args:
        place: The file, or the address of a database that has the tables.

    Returns:
        The ledger.

    Raises:
        InputError: If the place is no journal, or the folder cannot be made.
    """
    ledger = _open(place)
    if ledger.head()[0] == 0:
        _begin(ledger, [_again(entry) for entry in open_journal(_bundled()).entries()])
    return ledger


def open_sandbox(place: Path | str) -> SqliteJournal | PostgresJournal:
    """Open the ledger of the sandbox; where there is none, begin one with a made-up year."""
    ledger = _open(place)
    if ledger.head()[0] == 0:
        _begin(ledger, [_made_up(event, on) for event, on in _sandbox_events()])
    return ledger


def _open(place: Path | str) -> SqliteJournal | PostgresJournal:
    if isinstance(place, Path):
        _make_folder(place)
        return SqliteJournal(place)
    from solidarity.adapters.journal_postgres import PostgresJournal

    return PostgresJournal(place)


def _bundled() -> Path:
    return Path(__file__).parent.parent / "facts" / "journal_2026.jsonl"


def _make_folder(place: Path) -> None:
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        why = error.strerror or "it cannot be made"
        raise InputError(Problem(why, "a folder that can be written", str(place.parent))) from None


def _begin(ledger: Journal, drafts: Sequence[Draft]) -> None:
    """Write the first entries, unless another process has just done so."""
    try:
        ledger.append(drafts, expected=0)
    except JournalMoved:
        return


def _again(entry: object) -> Draft:
    fields = ("year", "event", "holds_from", "recorded_at", "recorded_by", "basis", "corrects")
    return Draft(**{name: getattr(entry, name) for name in fields})


def _made_up(event: Event, on: date) -> Draft:
    moment = datetime(on.year, on.month, on.day, 12, tzinfo=UTC)
    return Draft(SANDBOX_YEAR, event, on, moment, "Sandbox", "Made up for practice")


def _sandbox_events() -> list[tuple[Event, date]]:
    statuses = (
        ("EL", Status.MIGRATORY_PRESSURE),
        ("CY", Status.MIGRATORY_PRESSURE),
        ("IT", Status.MIGRATORY_PRESSURE_SAR),
        ("BE", Status.AT_RISK),
        ("AT", Status.SIGNIFICANT_MIGRATORY_SITUATION),
    )
    proposed = Proposed(
        "Sandbox proposal",
        _REPORT,
        Persons(30_000),
        Euro.whole(600_000_000),
        None,
        exceptional=False,
        source=_MADE_UP,
    )
    return [
        (ReportAdopted("Sandbox report", _REPORT, _MADE_UP), _REPORT),
        (Determined("Sandbox decision", _REPORT, statuses, _MADE_UP), _REPORT),
        (proposed, _REPORT),
        (ForumConvened(_FORUM, 1), _FORUM),
    ]
