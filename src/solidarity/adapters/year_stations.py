"""The ten stations of a year in a few words each: who acts, by when, and how far it is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from solidarity.adapters.explanations import Document, number
from solidarity.cycle.calendar import Deadline
from solidarity.cycle.year import Year


@dataclass(frozen=True, slots=True)
class Station:
    """One station, and the act of the calendar that closes it ("" if the law names no day)."""

    number: int
    name: str
    title: str
    who: str
    provision: str
    act: str


STATIONS = (
    Station(1, "report", "Report", "Commission", "Arts 9, 10", "report"),
    Station(2, "determination", "Determination", "Commission", "Art. 11", "decision"),
    Station(3, "proposal", "Proposal", "Commission", "Arts 12, 66", "proposal"),
    Station(4, "pledging", "Pledging", "High-Level Forum", "Arts 13, 57(3)", "forum"),
    Station(5, "pool", "Pool", "Council", "Arts 56, 57", "pool-act"),
    Station(6, "access", "Access", "benefitting Member States", "Arts 58, 59", ""),
    Station(7, "deductions", "Deductions", "Council", "Arts 61, 62", ""),
    Station(
        8,
        "implementation",
        "Implementation",
        "contributing Member States",
        "Arts 60, 64, 65",
        "delivery",
    ),
    Station(
        9, "offsets", "Offsets", "benefitting and contributing Member States", "Arts 63, 69", ""
    ),
    Station(
        10,
        "confirmation",
        "Confirmation",
        "Member States, then Commission",
        "Art. 60(6); Arts 30, 31 Implementing Regulation (EU) 2025/2055",
        "confirmation",
    ),
)


def stations(year: Year, deadlines: Sequence[Deadline]) -> list[Document]:
    """
    Write where the year stands, station by station.

    Args:
        year: The year as folded from the journal.
        deadlines: Its calendar.

    Returns:
        Ten documents; `state` is done, late, open, overdue or partly.
    """
    by_id = {deadline.id: deadline for deadline in deadlines}
    begun = _begun(year)
    return [_station(station, by_id.get(station.act), begun) for station in STATIONS]


def _station(station: Station, act: Deadline | None, begun: dict[str, str]) -> Document:
    note = begun.get(station.name, "")
    state = "partly" if note else "open"
    if act is not None and (act.actual is not None or not note):
        state = act.state.value
    return {
        "number": station.number,
        "name": station.name,
        "title": station.title,
        "who": station.who,
        "provision": station.provision,
        "due": number(act.due) if act else None,
        "actual": number(act.actual) if act else None,
        "days_late": act.days_late if act else 0,
        "state": state,
        "note": note or (act.note if act else "No day is laid down."),
    }


def _begun(year: Year) -> dict[str, str]:
    """Say what has happened at stations that run through the year."""
    found = {}
    intended, reported = year.access.intended, year.access.reported
    if intended:
        found["access"] = f"Information under Art. 58: {', '.join(sorted(intended))}."
    elif reported:
        codes = ", ".join(sorted(reported))
        found["access"] = f"Reported as benefitting: {codes}; their information was not found."
    if year.pool.adjusted or year.deductions.granted:
        codes = ", ".join(
            sorted(
                {*year.pool.adjusted, *(event.state for event in year.deductions.granted.values())}
            )
        )
        found["deductions"] = f"Adjusted in the pool act or deducted: {codes}."
    if year.implementation.implemented:
        codes = ", ".join(sorted(year.implementation.implemented))
        found["implementation"] = f"Deliveries recorded: {codes}."
    if year.offsets.taken:
        codes = ", ".join(dict.fromkeys(event.state for event in year.offsets.taken))
        found["offsets"] = f"Offsets reported or taken: {codes}."
    if year.confirmation.confirmed:
        found["confirmation"] = f"Confirmed: {', '.join(sorted(year.confirmation.confirmed))}."
    return found
