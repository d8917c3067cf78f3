"""
Station 2: the Commission decision on statuses (Art. 11).

Which states are under migratory pressure, at risk of it, or in a significant migratory situation;
which carry a finding of systemic shortcomings (Art. 60(3)). By 15 October, with the Report.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Final

from solidarity.cycle.amounts import Steps, moved
from solidarity.cycle.guards import bound_state, in_time, in_turn, lawful, name_of, readable
from solidarity.cycle.s01_report import ReportAdopted
from solidarity.law.part2_annual_cycle.art11_determination import determination_due, unconsulted
from solidarity.ledger.events import Event, event
from solidarity.terms.citations import Art
from solidarity.terms.dates import say
from solidarity.terms.findings import Source
from solidarity.terms.statuses import UNDER_PRESSURE, Status

DETERMINABLE: Final = UNDER_PRESSURE | {Status.AT_RISK, Status.SIGNIFICANT_MIGRATORY_SITUATION}
"""The statuses this decision can give (Art. 11(1), (3))."""

_NO_STATUS: Final[frozenset[Status]] = frozenset()


@event
@dataclass(frozen=True, slots=True)
class MemberStateConsulted(Event):
    """The Commission consulted a Member State about its status (Art. 11(1))."""

    state: str
    on: date


@event
@dataclass(frozen=True, slots=True)
class Determined(Event):
    """The Commission gave statuses; a state can appear several times (Art. 11)."""

    reference: str
    on: date
    statuses: tuple[tuple[str, Status], ...]
    source: Source


@event
@dataclass(frozen=True, slots=True)
class ShortcomingsIdentified(Event):
    """The Commission identified systemic shortcomings in a state (Art. 60(3))."""

    state: str
    on: date
    until: date | None
    source: Source


@dataclass(frozen=True, slots=True)
class ConsultMemberState:
    """Consult a Member State about its status."""

    state: str
    on: date


@dataclass(frozen=True, slots=True)
class Determine:
    """Adopt the decision on statuses."""

    reference: str
    on: date
    statuses: tuple[tuple[str, Status], ...]
    source: Source


@dataclass(frozen=True, slots=True)
class IdentifyShortcomings:
    """Record a finding of systemic shortcomings and how long it holds (None: until further)."""

    state: str
    on: date
    until: date | None
    source: Source


Command = ConsultMemberState | Determine | IdentifyShortcomings


@dataclass(frozen=True, slots=True)
class State:
    """
    Who has which status.

    Attributes:
        year: Solidarity year; 0 where no year has been started.
        report_adopted: Day of the Report.
        consulted: Last consultation of each state.
        decision: The decision; None before.
        statuses: Statuses of each state in the decision: a set, they do not exclude each other.
        shortcomings: Last finding of systemic shortcomings on each state.
    """

    year: int = 0
    report_adopted: date | None = None
    consulted: Mapping[str, date] = field(default_factory=dict)
    decision: Determined | None = None
    statuses: Mapping[str, frozenset[Status]] = field(default_factory=dict)
    shortcomings: Mapping[str, ShortcomingsIdentified] = field(default_factory=dict)

    @property
    def adopted(self) -> date | None:
        """Day of the decision; None before."""
        return None if self.decision is None else self.decision.on

    def statuses_of(self, code: str) -> frozenset[Status]:
        """Statuses the decision gives to a state."""
        return self.statuses.get(code, _NO_STATUS)

    def is_under_pressure(self, code: str) -> bool:
        """Tell whether the decision identifies a state as under migratory pressure."""
        return bool(self.statuses_of(code) & UNDER_PRESSURE)

    def has_shortcomings(self, code: str, on: date) -> bool:
        """Tell whether a finding of systemic shortcomings holds for a state on a day."""
        found = self.shortcomings.get(code)
        return found is not None and found.on <= on and (found.until is None or on <= found.until)


initial: Final = State()


def decide(command: Command, state: State) -> tuple[Event, ...]:
    """
    Decide what happens at this station.

    Raises:
        WrongStation: If the decision comes before the Report, or twice, or if shortcomings are
            identified without a decision.
        LateAct: If a state is consulted after the decision.
        NotLawful: If the decision gives a status that it cannot give.
        NotEntitled: If a state is not bound.
        InputError: If something cannot be read.
    """
    if isinstance(command, ConsultMemberState):
        code = bound_state(command.state, command.on, Art(11, 1)).code
        in_time(state.decision is None, "the decision of this cycle is adopted", Art(11, 1))
        return (MemberStateConsulted(code, command.on),)
    if isinstance(command, Determine):
        return (_determined(command, state),)
    adopted = state.adopted
    in_turn(
        adopted is not None and adopted <= command.on,
        "shortcomings are identified in a decision, and there is none yet",
        Art(60, 3),
    )
    code = bound_state(command.state, command.on, Art(60, 3)).code
    until = command.until
    readable(
        until is None or until >= command.on, "the finding ends before it begins", "a later day"
    )
    return (ShortcomingsIdentified(code, command.on, until, command.source),)


def _determined(command: Determine, state: State) -> Determined:
    report = state.report_adopted
    in_turn(
        report is not None and report <= command.on,
        "the decision is adopted together with the Report, which is not there yet",
        Art(11, 1),
    )
    in_turn(state.decision is None, "the decision of this cycle is adopted", Art(11, 4))
    readable(bool(command.reference.strip()), "the decision has no reference", "a reference")
    statuses = tuple(
        (bound_state(code, command.on, Art(11, 1)).code, status)
        for code, status in command.statuses
    )
    for code, status in statuses:
        lawful(
            status in DETERMINABLE,
            f"this decision cannot make {name_of(code)} {status.value}",
            Art(11, 1),
        )
    return Determined(command.reference, command.on, statuses, command.source)


def warnings(command: Command, state: State) -> tuple[str, ...]:
    """Say what is late or missing without being barred."""
    if not isinstance(command, Determine):
        return ()
    said = []
    due = determination_due(state.year)
    if command.on > due:
        said.append(f"the decision was due on {say(due)} (Art. 11(4))")
    concerned = frozenset(code for code, _ in command.statuses)
    silent = unconsulted(concerned=concerned, consulted=frozenset(state.consulted))
    if silent:
        said.append(f"no consultation is recorded with {', '.join(silent)} (Art. 11(1))")
    return tuple(said)


def _report(state: State, event: ReportAdopted) -> State:
    return replace(state, report_adopted=event.on)


def _consulted(state: State, event: MemberStateConsulted) -> State:
    return replace(state, consulted={**state.consulted, event.state: event.on})


def _decided(state: State, event: Determined) -> State:
    statuses: dict[str, frozenset[Status]] = {}
    for code, status in event.statuses:
        statuses[code] = statuses.get(code, _NO_STATUS) | {status}
    return replace(state, decision=event, statuses=statuses)


def _shortcomings(state: State, event: ShortcomingsIdentified) -> State:
    return replace(state, shortcomings={**state.shortcomings, event.state: event})


STEPS: Final[Steps[State]] = {
    ReportAdopted: _report,
    MemberStateConsulted: _consulted,
    Determined: _decided,
    ShortcomingsIdentified: _shortcomings,
}


def evolve(state: State, event: Event) -> State:
    """Move the state on by an event; never refuses."""
    return moved(STEPS, state, event)
