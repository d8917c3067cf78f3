"""From the ledger to rows: what stands in a year, as the tables that travel."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from itertools import zip_longest
from pathlib import Path
from typing import Any, Final

from solidarity.adapters.fact_tables import gdp, key_vintages, population
from solidarity.adapters.table_definitions import (
    ASSESSED,
    FULL,
    IN_POOL_ACT,
    NOTHING,
    PARTIAL,
    REFUSED,
    REPORTED,
    REQUESTED,
)
from solidarity.adapters.tables import APPLICATION, Cell
from solidarity.cycle.s01_report import ReportAdopted
from solidarity.cycle.s02_determination import Determined, ShortcomingsIdentified
from solidarity.cycle.s03_proposal import Proposed
from solidarity.cycle.s04_pledging import (
    ForumConvened,
    ForumReconvened,
    Pledged,
    PledgeDeclined,
)
from solidarity.cycle.s05_pool import (
    PledgeAdjusted,
    PledgeFixed,
    PoolActAdopted,
    ShareFixed,
    StatementRecorded,
)
from solidarity.cycle.s06_access import BenefittingReported
from solidarity.cycle.s07_deductions import (
    DeductionAssessed,
    DeductionGranted,
    DeductionRefused,
    DeductionReported,
    DeductionRequested,
)
from solidarity.cycle.s08_implementation import UNION_BUDGET, Implemented
from solidarity.cycle.s09_offsets import OffsetTaken
from solidarity.cycle.s10_confirmation import Confirmed
from solidarity.ledger.entries import Entry
from solidarity.ledger.events import Event
from solidarity.ledger.fold import standing
from solidarity.terms.findings import Source
from solidarity.terms.member_states import Part, bound_states
from solidarity.terms.quantities import Euro, Persons
from solidarity.terms.statuses import Status

Cells = dict[str, Cell]

REFERENCE: Final = "reference "
"""Begins the part of a note that tells two deliveries of one day apart."""

PERCENT_PLACES: Final = 12
"""Decimals of a percentage that is not a short decimal number; printed ones have four."""


@dataclass(frozen=True, slots=True)
class Held:
    """
    A row the ledger holds.

    Attributes:
        cells: Values by column name.
        position: Position of the original entry it comes from; 0 for a row without entry.
    """

    cells: Mapping[str, Cell]
    position: int


def standing_entries(entries: Iterable[Entry]) -> list[tuple[Entry, Event]]:
    """Pair each event that stands with the entry that says it, in the order of the originals."""
    known = list(entries)
    said_by = {id(entry.event): entry for entry in known}
    return [(said_by[id(event)], event) for event in standing(known)]


def held_rows(table: str, entries: Iterable[Entry]) -> list[Held]:
    """
    Give the rows of a table as they stand in the ledger.

    Args:
        table: Name of a table whose rows belong to the ledger.
        entries: Entries of one year, in order.

    Returns:
        Its rows in the order in which they were recorded; shares in protocol order, those that are
        not published with an empty cell.
    """
    makers = _MAKERS[table]
    rows: list[Held] = []
    for entry, event in standing_entries(entries):
        make = makers.get(type(event))
        if make is not None:
            original = entry.position if entry.corrects is None else entry.corrects
            rows += [Held(cells, original) for cells in make(event, entry.holds_from)]
    after = _AFTER.get(table)
    return rows if after is None else after(rows)


def statistics_rows(table: str, year: int, facts: Path | None) -> list[Mapping[str, Cell]]:
    """
    Give the statistics frozen for the reference key of a cycle, as the tables that travel.

    Raises:
        OutOfScope: If none are frozen for that cycle.
    """
    people, product = key_vintages(year)
    if table == "population":
        persons = population(people, facts)
        return [{"state": code, "population": fact.value} for code, fact in persons.items()]
    money = gdp(product, facts)
    return [
        {
            "state": code,
            "gdp_meur": Decimal(fact.value.numerator) / Decimal(fact.value.denominator),
        }
        for code, fact in money.items()
    ]


def _every_share(rows: Sequence[Held]) -> list[Held]:
    by_state = {row.cells["state"]: row for row in rows}
    return [
        by_state.get(state.code, Held({"state": state.code}, 0))
        for state in bound_states(Part.SOLIDARITY, APPLICATION)
    ]


def _last_said(rows: Sequence[Held]) -> list[Held]:
    """Keep the last pledge of a kind in a round: it is the one that counts."""
    names = ("state", "kind", "stage", "round")
    return list({tuple(row.cells.get(name) for name in names): row for row in rows}.values())


def _told_apart(rows: Sequence[Held]) -> list[Held]:
    """Number deliveries of one day that no reference tells apart."""
    seen: dict[tuple[Cell, ...], int] = {}
    told: list[Held] = []
    for row in rows:
        names = ("state", "towards", "kind", "date", "reference")
        key = tuple(row.cells.get(name) for name in names)
        seen[key] = seen.get(key, 0) + 1
        more = {"reference": f"{row.cells.get('reference') or 'delivery'} {seen[key]}"}
        told.append(row if seen[key] == 1 else Held({**row.cells, **more}, row.position))
    return told


def _with_request(rows: Sequence[Held]) -> list[Held]:
    """Give each step of a deduction the state and the article of its request."""
    requests = {
        row.cells["id"]: {name: row.cells[name] for name in ("state", "article")}
        for row in rows
        if row.cells["outcome"] == REQUESTED
    }
    return [
        Held({**row.cells, **requests.get(row.cells.get("id"), {})}, row.position) for row in rows
    ]


_AFTER: Final[Mapping[str, Callable[[Sequence[Held]], list[Held]]]] = {
    "shares": _every_share,
    "pledges": _last_said,
    "implementation": _told_apart,
    "deductions": _with_request,
}


def _said(source: Source) -> Cells:
    return {
        "source": source.title or None,
        "source_url": source.url or None,
        "confidence": source.confidence or None,
        "retrieved": _day(source.retrieved),
        "note": source.note or None,
    }


def _day(text: str) -> Cell:
    """Read a day; what is not one (a month, words) is left out rather than guessed."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _money(amount: Euro | None) -> Cell:
    return None if amount is None else Decimal(amount.cents) / 100


def _amount(amount: Persons | Euro | None) -> Cell:
    return Decimal(amount.count) if isinstance(amount, Persons) else _money(amount)


def _count(amount: Persons | None) -> Cell:
    return None if amount is None else amount.count


def _percent(value: Fraction | None) -> Cell:
    """Write an exact percentage; one that never ends is cut after twelve decimals."""
    if value is None:
        return None
    return round(Decimal(value.numerator) / Decimal(value.denominator), PERCENT_PLACES).normalize()


Maker = Callable[[Any, date], list[Cells]]


def _row(cells: Cells, source: Source) -> list[Cells]:
    return [cells | _said(source)]


def _report(event: ReportAdopted, _: date) -> list[Cells]:
    return _row({"act": "report", "date": event.on, "reference": event.reference}, event.source)


def _proposal(event: Proposed, _: date) -> list[Cells]:
    return _row(
        {
            "act": "proposal",
            "date": event.on,
            "reference": event.reference,
            "relocations": event.relocations.count,
            "financial_eur": _money(event.financial),
            "sar_percent": _percent(event.sar_percent),
        },
        event.source,
    )


def _pool(event: PoolActAdopted, _: date) -> list[Cells]:
    return _row(
        {
            "act": "pool_act",
            "date": event.on,
            "reference": event.reference,
            "relocations": event.relocations.count,
            "financial_eur": _money(event.financial),
            "sar_percent": _percent(event.sar_percent),
            "published": event.published,
            "applies_from": event.applies_from,
        },
        event.source,
    )


def _forum(event: ForumConvened, _: date) -> list[Cells]:
    return [{"act": "forum", "date": event.on}]


def _reconvened(event: ForumReconvened, _: date) -> list[Cells]:
    return _row(
        {"act": "reconvened_forum", "date": event.on, "reference": event.ground}, event.source
    )


def _decision(event: Determined, _: date) -> list[Cells]:
    said = _said(event.source)
    said |= {"reference": event.reference, "date": event.on}
    return [{"state": state, "status": status.value, **said} for state, status in event.statuses]


def _shortcomings(event: ShortcomingsIdentified, _: date) -> list[Cells]:
    status = Status.SYSTEMIC_SHORTCOMINGS.value
    return _row(
        {"state": event.state, "status": status, "date": event.on, "until": event.until},
        event.source,
    )


def _benefitting(event: BenefittingReported, since: date) -> list[Cells]:
    return _row(
        {"state": event.state, "status": Status.BENEFITTING.value, "date": since}, event.source
    )


def _share(event: ShareFixed, since: date) -> list[Cells]:
    return _row(
        {"state": event.state, "share_percent": _percent(event.share * 100), "date": since},
        event.source,
    )


def _pledged(event: Pledged, since: date) -> list[Cells]:
    return _row(
        {
            "state": event.state,
            "kind": event.kind.value,
            "amount": _amount(event.amount),
            "basis": event.basis.value,
            "stage": "forum",
            "date": since,
            "round": event.round,
            "objective_basis": event.objective_basis or None,
        },
        event.source,
    )


def _declined(event: PledgeDeclined, since: date) -> list[Cells]:
    return _row(
        {"state": event.state, "kind": NOTHING, "stage": "forum", "date": since}, event.source
    )


def _fixed(event: PledgeFixed, since: date) -> list[Cells]:
    return _row(
        {
            "state": event.state,
            "kind": event.kind.value,
            "amount": _amount(event.amount),
            "basis": event.basis.value,
            "stage": "act",
            "date": since,
        },
        event.source,
    )


def _adjusted(event: PledgeAdjusted, since: date) -> list[Cells]:
    return _row(
        {
            "state": event.state,
            "outcome": IN_POOL_ACT,
            "date": since,
            "percent": _percent(event.percent),
        },
        event.source,
    )


def _requested(event: DeductionRequested, _: date) -> list[Cells]:
    return [
        {
            "id": event.id,
            "state": event.state,
            "outcome": REQUESTED,
            "article": str(event.article),
            "date": event.on,
            "content": "; ".join(f"{part} = {said}" for part, said in event.content) or None,
        }
    ]


def _assessed(event: DeductionAssessed, _: date) -> list[Cells]:
    return [{"id": event.id, "outcome": ASSESSED, "date": event.on, "opinion": event.opinion}]


def _granted(event: DeductionGranted, _: date) -> list[Cells]:
    said: Cells = {
        "id": event.id,
        "state": event.state,
        "outcome": FULL if event.full else PARTIAL,
        "act": event.act,
        "date": event.on,
    }
    said |= _said(event.source)
    pairs = zip_longest(event.amounts, event.replaced_by, fillvalue=(None, None))
    rows: list[Cells] = [
        {
            **said,
            "kind": kind.value if kind else None,
            "amount": _amount(amount),
            "replaced_kind": put.value if put else None,
            "replaced_amount": _amount(put_amount),
        }
        for (kind, amount), (put, put_amount) in pairs
    ]
    return rows or [said]


def _refused(event: DeductionRefused, _: date) -> list[Cells]:
    return _row(
        {
            "id": event.id,
            "state": event.state,
            "outcome": REFUSED,
            "act": event.act,
            "date": event.on,
        },
        event.source,
    )


def _reported(event: DeductionReported, since: date) -> list[Cells]:
    return _row(
        {
            "state": event.state,
            "outcome": REPORTED,
            "date": since,
            "reported": event.outcome,
            "percent": _percent(event.percent),
        },
        event.source,
    )


def _offset(event: OffsetTaken, since: date) -> list[Cells]:
    return _row(
        {
            "state": event.state,
            "towards": event.towards or None,
            "applications": _count(event.applications),
            "paragraph": str(event.paragraph),
            "date": event.on or since,
            "basis": event.basis.value,
        },
        event.source,
    )


def _implemented(event: Implemented, _: date) -> list[Cells]:
    said = _said(event.source)
    *notes, last = event.source.note.split("; ")
    if last.startswith(REFERENCE):
        said |= {"reference": last.removeprefix(REFERENCE), "note": "; ".join(notes) or None}
    cells: Cells = {
        "state": event.state,
        "towards": None if event.towards == UNION_BUDGET else event.towards,
        "kind": event.kind.value,
        "amount": _amount(event.amount),
        "date": event.on,
    }
    return [cells | said]


def _confirmed(event: Confirmed, _: date) -> list[Cells]:
    return _row(
        {
            "state": event.state,
            "relocations": event.relocations.count,
            "financial_eur": _money(event.financial),
            "alternative_eur": _money(event.alternative),
            "date": event.on,
        },
        event.source,
    )


def _statement(event: StatementRecorded, _: date) -> list[Cells]:
    return _row(
        {
            "by": event.by,
            "subject": event.subject,
            "relocations": _count(event.relocations),
            "financial_eur": _money(event.financial),
            "date": event.on,
        },
        event.source,
    )


_MAKERS: Final[Mapping[str, Mapping[type[Event], Maker]]] = {
    "acts": {
        ReportAdopted: _report,
        Proposed: _proposal,
        ForumConvened: _forum,
        ForumReconvened: _reconvened,
        PoolActAdopted: _pool,
    },
    "statuses": {
        Determined: _decision,
        ShortcomingsIdentified: _shortcomings,
        BenefittingReported: _benefitting,
    },
    "shares": {ShareFixed: _share},
    "pledges": {Pledged: _pledged, PledgeDeclined: _declined, PledgeFixed: _fixed},
    "deductions": {
        PledgeAdjusted: _adjusted,
        DeductionRequested: _requested,
        DeductionAssessed: _assessed,
        DeductionGranted: _granted,
        DeductionRefused: _refused,
        DeductionReported: _reported,
    },
    "offsets": {OffsetTaken: _offset},
    "implementation": {Implemented: _implemented},
    "confirmation": {Confirmed: _confirmed},
    "statements": {StatementRecorded: _statement},
}
