"""
The year: ten stations side by side, moved on by the same events.

Each event goes, through one table, only to the stations that read it. Two stations must learn of an
act that lies in their future: the proposal is released and the pledging closed by the Council act;
stations do not know the future, so the year tells them.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final, get_args

from solidarity.cycle import (
    s01_report,
    s02_determination,
    s03_proposal,
    s04_pledging,
    s05_pool,
    s06_access,
    s07_deductions,
    s08_forum,
    s08_implementation,
    s09_offsets,
    s10_confirmation,
)
from solidarity.cycle.amounts import Line, Total, total
from solidarity.ledger.events import Event
from solidarity.terms.member_states import Part, bound_states
from solidarity.terms.quantities import ZERO_EURO, ZERO_PERSONS, Euro, Kind, Persons, Quantity
from solidarity.terms.statuses import Status

Command = (
    s01_report.Command
    | s02_determination.Command
    | s03_proposal.Command
    | s04_pledging.Command
    | s05_pool.Command
    | s06_access.Command
    | s07_deductions.Command
    | s08_implementation.Command
    | s08_forum.Command
    | s09_offsets.Command
    | s10_confirmation.Command
)


@dataclass(frozen=True, slots=True)
class Year:
    """
    One solidarity year.

    Attributes:
        year: The calendar year in which pledges are implemented.
        report: Station 1; and so on in the order of the stations.
        technical_forum: The Coordinator's work beside station 8.
    """

    year: int
    report: s01_report.State
    determination: s02_determination.State
    proposal: s03_proposal.State
    pledging: s04_pledging.State
    pool: s05_pool.State
    access: s06_access.State
    deductions: s07_deductions.State
    implementation: s08_implementation.State
    offsets: s09_offsets.State
    confirmation: s10_confirmation.State
    technical_forum: s08_forum.State

    def statuses_of(self, code: str) -> frozenset[Status]:
        """
        Every status of a state: they do not exclude each other.

        From the yearly decision, from the Commission's decision on a notification, from access to
        the Pool; a bound state that does not benefit contributes.
        """
        statuses = set(self.determination.statuses_of(code))
        decided = self.access.decided.get(code)
        if decided is not None and decided.under_pressure:
            statuses.add(Status.MIGRATORY_PRESSURE)
        if code in self.determination.shortcomings or (
            decided is not None and decided.shortcomings
        ):
            statuses.add(Status.SYSTEMIC_SHORTCOMINGS)
        if self.is_benefitting(code):
            statuses.add(Status.BENEFITTING)
        elif code in self.bound():
            statuses.add(Status.CONTRIBUTING)
        return frozenset(statuses)

    def bound(self) -> tuple[str, ...]:
        """Codes of the states bound by Part IV for this year, in protocol order."""
        on = self.pool.adopted or date(self.year, 1, 1)
        return tuple(state.code for state in bound_states(Part.SOLIDARITY, on))

    def is_benefitting(self, code: str) -> bool:
        """Tell whether a state is a benefitting Member State (Art. 2(19))."""
        return self.access.is_benefitting(code)

    def access_basis(self, code: str) -> s06_access.AccessBasis | None:
        """On what a state benefits; None if it does not."""
        return self.access.access(code)

    def pledge_lines(self, code: str) -> Mapping[Kind, tuple[Line, ...]]:
        """
        Lines behind a state's pledge, by kind: those of the act, else those of the forum.

        A kind that is absent is one on which nothing is recorded; a line without amount is a
        pledge whose amount is not published. Rounds stay apart, in order; they add up.
        """
        lines: dict[Kind, tuple[Line, ...]] = {}
        rounds = self.pool.pledges.get(code) or self.pledging.pledges.get(code, {})
        for (_, kind), line in sorted(rounds.items(), key=lambda item: item[0][0]):
            lines[kind] = (*lines.get(kind, ()), line)
        return lines

    def pledged(self, code: str) -> dict[Kind, Quantity | None]:
        """Amounts pledged by kind, rounds added; None if not published; absent if not recorded."""
        return self.pool.fixed(code) or self.pledging.pledged(code)

    def has_declined(self, code: str) -> bool:
        """Tell whether a state said that it pledges nothing."""
        return code in self.pledging.declined

    def total_relocations_pledged(self) -> Total[Persons]:
        """Relocations pledged by all bound states: at least, and whose pledges are not known."""
        return total(self._pledges(Kind.RELOCATION), ZERO_PERSONS)

    def total_money_pledged(self, kind: Kind = Kind.FINANCIAL) -> Total[Euro]:
        """Money, or the value of alternative measures, pledged by all bound states: at least."""
        return total(self._pledges(kind), ZERO_EURO)

    def offsets_of(self, code: str) -> Total[Persons]:
        """Offsets a state took; it is named if it took more whose number is not published."""
        return self.offsets.offsets_of(code)

    def paid_by(self, code: str) -> Euro | None:
        """What a state paid; None if no payment is recorded."""
        return self.confirmation.paid.get(code)

    def _pledges(self, kind: Kind) -> list[tuple[str, Quantity | None]]:
        nothing: Quantity = ZERO_PERSONS if kind is Kind.RELOCATION else ZERO_EURO
        found: list[tuple[str, Quantity | None]] = []
        for code in self.bound():
            pledged = self.pledged(code)
            amount = pledged.get(kind, nothing if self.has_declined(code) else None)
            if amount is None and kind not in pledged:
                amount = self.pool.fixed_of(code, kind)
            found.append((code, amount))
        return found


def start(year: int) -> Year:
    """Begin a solidarity year of which nothing has happened yet."""
    past = s07_deductions.State(year, pool=s05_pool.State(year), access=s06_access.State(year))
    return Year(
        year,
        s01_report.State(year),
        s02_determination.State(year),
        s03_proposal.State(year),
        s04_pledging.State(year),
        s05_pool.State(year),
        s06_access.State(year),
        past,
        s08_implementation.State(year, access=s06_access.State(year)),
        s09_offsets.State(year, deductions=past),
        s10_confirmation.State(year, deductions=past),
        s08_forum.State(year),
    )


def _release(state: s03_proposal.State, event: s05_pool.PoolActAdopted) -> s03_proposal.State:
    return s03_proposal.release(state, event.on)


def _close(state: s04_pledging.State, event: s05_pool.PoolActAdopted) -> s04_pledging.State:
    return s04_pledging.close(state, event.on)


Step = Callable[[Any, Any], Any]

_STATIONS: Final[tuple[Mapping[type[Event], Step], ...]] = (
    s01_report.STEPS,
    s02_determination.STEPS,
    {**s03_proposal.STEPS, s05_pool.PoolActAdopted: _release},
    {**s04_pledging.STEPS, s05_pool.PoolActAdopted: _close},
    s05_pool.STEPS,
    s06_access.STEPS,
    s07_deductions.STEPS,
    s08_implementation.STEPS,
    s09_offsets.STEPS,
    s10_confirmation.STEPS,
    s08_forum.STEPS,
)

READERS: Final[Mapping[type[Event], tuple[tuple[int, Step], ...]]] = {
    cls: tuple((at, steps[cls]) for at, steps in enumerate(_STATIONS, 1) if cls in steps)
    for cls in {cls for steps in _STATIONS for cls in steps}
}
"""For each event class, the stations that read it, by their place in `Year`, and how."""


def evolve(year: Year, event: Event) -> Year:
    """Move the year on by an event; never refuses, and ignores what no station reads."""
    readers = READERS.get(type(event))
    if readers is None:
        return year
    states: list[Any] = [
        year.year,
        year.report,
        year.determination,
        year.proposal,
        year.pledging,
        year.pool,
        year.access,
        year.deductions,
        year.implementation,
        year.offsets,
        year.confirmation,
        year.technical_forum,
    ]
    for at, step in readers:
        states[at] = step(states[at], event)
    return Year(*states)


_DECIDERS: Final[Mapping[type, tuple[str, Any]]] = {
    command: (name, station)
    for name, station in (
        ("report", s01_report),
        ("determination", s02_determination),
        ("proposal", s03_proposal),
        ("pledging", s04_pledging),
        ("pool", s05_pool),
        ("access", s06_access),
        ("deductions", s07_deductions),
        ("implementation", s08_implementation),
        ("offsets", s09_offsets),
        ("confirmation", s10_confirmation),
        ("technical_forum", s08_forum),
    )
    for command in (get_args(station.Command) or (station.Command,))
}


def decide(command: Command, year: Year) -> tuple[Event, ...]:
    """
    Decide what a command leads to, at the station it belongs to.

    Raises:
        NotLawful: As the station says; nothing has happened then.
        InputError: If the command cannot be read.
        OutOfScope: If a figure that is needed is not published.
    """
    name, station = _DECIDERS[type(command)]
    events: tuple[Event, ...] = station.decide(command, _told(getattr(year, name), year))
    return events


def _told(state: Any, year: Year) -> Any:  # noqa: ANN401 - a state of any station
    """Tell a station what the one before it counts, where it is not folded twice."""
    if isinstance(state, s09_offsets.State):
        return s09_offsets.told(state, year.implementation.relocated_in_time())
    if isinstance(state, s08_forum.State):
        return s08_forum.told(state, year.implementation)
    return state


def warnings(command: Command, year: Year) -> tuple[str, ...]:
    """Say what is late, missing or unusual about a command without being barred."""
    name, station = _DECIDERS[type(command)]
    said: tuple[str, ...] = station.warnings(command, _told(getattr(year, name), year))
    return said
