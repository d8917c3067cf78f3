"""
Station 1: the European Annual Asylum and Migration Report (Arts 9 and 10).

States and agencies deliver information, the preparedness mechanism meets twice, the Commission
adopts the Report by 15 October of the year before the solidarity year.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Final

from solidarity.cycle.amounts import Steps, moved
from solidarity.cycle.guards import in_time, in_turn, readable
from solidarity.errors import InputError, NotEntitled
from solidarity.law.part2_annual_cycle.art09_report import missing_indicators, report_due
from solidarity.ledger.events import Event, event
from solidarity.terms.citations import Art
from solidarity.terms.dates import say
from solidarity.terms.findings import Source
from solidarity.terms.member_states import member_state

INFORMANTS: Final = ("EUAA", "FRONTEX", "EUROPOL", "FRA")
"""Union agencies that deliver information beside the Member States (Art. 9(7))."""


@event
@dataclass(frozen=True, slots=True)
class InformationProvided(Event):
    """A Member State or an agency delivered its information, or its update (Art. 9(7), (9))."""

    by: str
    on: date
    update: bool


@event
@dataclass(frozen=True, slots=True)
class MechanismMet(Event):
    """The mechanism for preparedness and management of crisis met (Art. 9(8), (10))."""

    on: date


@event
@dataclass(frozen=True, slots=True)
class ReportAdopted(Event):
    """The Commission adopted the Report (Art. 9(4))."""

    reference: str
    on: date
    source: Source


@dataclass(frozen=True, slots=True)
class ProvideInformation:
    """Deliver the information of Art. 10, or its update."""

    by: str
    on: date
    update: bool = False


@dataclass(frozen=True, slots=True)
class MeetMechanism:
    """Hold a meeting of the mechanism."""

    on: date


@dataclass(frozen=True, slots=True)
class AdoptReport:
    """Adopt the Report; `indicators` are the identifiers of the data series it contains."""

    reference: str
    on: date
    source: Source
    indicators: frozenset[str] = frozenset()


Command = ProvideInformation | MeetMechanism | AdoptReport


@dataclass(frozen=True, slots=True)
class State:
    """
    Where the Report stands.

    Attributes:
        year: Solidarity year; 0 where no year has been started.
        provided: First delivery of each informant.
        updated: Last update of each informant.
        meetings: Days on which the mechanism met.
        report: The adoption; None before.
    """

    year: int = 0
    provided: Mapping[str, date] = field(default_factory=dict)
    updated: Mapping[str, date] = field(default_factory=dict)
    meetings: tuple[date, ...] = ()
    report: ReportAdopted | None = None

    @property
    def adopted(self) -> date | None:
        """Day of adoption; None before."""
        return None if self.report is None else self.report.on


initial: Final = State()


def decide(command: Command, state: State) -> tuple[Event, ...]:
    """
    Decide what happens at this station.

    Raises:
        NotEntitled: If information comes from someone the Report is not based on.
        LateAct: If information comes after the Report it was meant for.
        WrongStation: If the Report of this cycle has already been adopted.
        InputError: If a reference is missing.
    """
    if isinstance(command, ProvideInformation):
        by = _informant(command.by)
        in_time(state.report is None, "the Report of this cycle is adopted", Art(9, 7))
        return (InformationProvided(by, command.on, command.update),)
    in_turn(state.report is None, "the Report of this cycle is adopted", Art(9, 4))
    if isinstance(command, MeetMechanism):
        return (MechanismMet(command.on),)
    readable(bool(command.reference.strip()), "the Report has no reference", "a reference")
    return (ReportAdopted(command.reference, command.on, command.source),)


def _informant(name: str) -> str:
    if name.strip().upper() in INFORMANTS:
        return name.strip().upper()
    try:
        return member_state(name).code
    except InputError as unknown:
        why = f'"{name}" is neither a Member State nor an agency that informs the Report'
        raise NotEntitled(why, Art(9, 7)) from unknown


def warnings(command: Command, state: State) -> tuple[str, ...]:
    """Say what is late or missing without being barred."""
    if not isinstance(command, AdoptReport):
        return ()
    said = []
    due = report_due(state.year)
    if command.on > due:
        said.append(f"the Report was due on {say(due)} (Art. 9(4))")
    missing = missing_indicators(command.indicators)
    if missing:
        said.append(f"the Report lacks {', '.join(missing)} (Art. 9(3)(a))")
    return tuple(said)


def _provided(state: State, event: InformationProvided) -> State:
    if event.update:
        return replace(state, updated={**state.updated, event.by: event.on})
    return replace(state, provided={event.by: event.on, **state.provided})


def _met(state: State, event: MechanismMet) -> State:
    return replace(state, meetings=(*state.meetings, event.on))


def _adopted(state: State, event: ReportAdopted) -> State:
    return replace(state, report=event)


STEPS: Final[Steps[State]] = {
    InformationProvided: _provided,
    MechanismMet: _met,
    ReportAdopted: _adopted,
}


def evolve(state: State, event: Event) -> State:
    """Move the state on by an event; never refuses."""
    return moved(STEPS, state, event)
