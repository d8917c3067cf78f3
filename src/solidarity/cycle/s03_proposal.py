"""
Station 3: the Commission proposal for the Annual Solidarity Pool (Art. 12).

How many relocations and how much money the Union needs. Restricted until the Council act: until
then only cleared roles read it, and an installation without accreditation stores no real one.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction
from typing import Final

from solidarity.cycle.amounts import Steps, moved
from solidarity.cycle.guards import in_turn, lawful, readable, recorded
from solidarity.cycle.s01_report import ReportAdopted
from solidarity.cycle.s02_determination import Determined
from solidarity.law.part2_annual_cycle.art12_proposal import (
    FINANCIAL_MIN,
    RELOCATIONS_MIN,
    is_above_minimum,
    is_ratio_kept,
    is_restricted,
    needs_disembarkation_percentage,
    proposal_due,
    value_of_one_relocation,
)
from solidarity.ledger.events import Event, event
from solidarity.terms.citations import Art
from solidarity.terms.dates import say
from solidarity.terms.findings import Source
from solidarity.terms.quantities import Euro, Persons
from solidarity.terms.statuses import Status

CLEARED_ROLES: Final = frozenset({"commission", "coordinator", "council", "parliament"})
"""Roles that may be cleared for RESTREINT UE/EU RESTRICTED; Member States sit in the Council."""


@event
@dataclass(frozen=True, slots=True)
class Proposed(Event):
    """The Commission adopted its proposal (Art. 12(6)); `sar_percent` is from 0 to 100."""

    reference: str
    on: date
    relocations: Persons
    financial: Euro
    sar_percent: Fraction | None
    exceptional: bool
    source: Source


@dataclass(frozen=True, slots=True)
class Propose:
    """
    Adopt the proposal.

    Attributes:
        reference: Number of the document.
        on: Day of adoption.
        relocations: Relocations the Union needs.
        financial: Money the Union needs.
        sar_percent: Indicative percentage for states under pressure by recurring disembarkations.
        exceptional: True if nothing indicates a need this year (Art. 12(4)).
        source: Where it can be read.
        accredited: True if this installation may hold restricted documents.
        fictional: True for an exercise, a lesson or a scenario: nothing in it is restricted.
    """

    reference: str
    on: date
    relocations: Persons
    financial: Euro
    sar_percent: Fraction | None
    exceptional: bool
    source: Source
    accredited: bool = False
    fictional: bool = False


Command = Propose


@dataclass(frozen=True, slots=True)
class State:
    """
    Where the proposal stands.

    Attributes:
        year: Solidarity year; 0 where no year has been started.
        report_adopted: Day of the Report.
        determined: Day of the decision on statuses.
        given: Every status the decision gives to anyone.
        proposal: The proposal; None before, or where it may not be stored.
        act_adopted: Day of the Council act, which lifts the restriction.
    """

    year: int = 0
    report_adopted: date | None = None
    determined: date | None = None
    given: frozenset[Status] = frozenset()
    proposal: Proposed | None = None
    act_adopted: date | None = None

    @property
    def adopted(self) -> date | None:
        """Day of the proposal; None before."""
        return None if self.proposal is None else self.proposal.on

    @property
    def is_restricted(self) -> bool:
        """Tell whether there is a proposal that only cleared roles may read (Art. 12(6))."""
        proposal = self.proposal
        return proposal is not None and is_restricted(
            act_adopted=self.act_adopted, on=self.act_adopted or proposal.on
        )


initial: Final = State()


def readable_by(role: str, state: State) -> bool:
    """Tell whether a role may read the data of the proposal now."""
    return not state.is_restricted or role in CLEARED_ROLES


def release(state: State, on: date) -> State:
    """
    Lift the restriction: the Council act is adopted.

    The act belongs to a later station, which this one does not know; the year passes it back.
    """
    return state if state.act_adopted is not None else replace(state, act_adopted=on)


def decide(command: Command, state: State) -> tuple[Event, ...]:
    """
    Decide what happens at this station.

    Raises:
        WrongStation: If the Report or the decision is missing, or a proposal is already there.
        NotLawful: If a real proposal would be stored without accreditation before the act; if it is
            too small without an exceptional situation; if it breaks the ratio; if a percentage for
            disembarkations is missing.
        InputError: If something cannot be read.
    """
    on = command.on
    for first, what in ((state.report_adopted, "Report"), (state.determined, "decision")):
        in_turn(
            first is not None and first <= on,
            f"the proposal rests on the {what}, which is not there yet",
            Art(12, 1),
        )
    in_turn(state.proposal is None, "the proposal of this cycle is adopted", Art(12, 1))
    lawful(
        command.fictional
        or command.accredited
        or not is_restricted(act_adopted=state.act_adopted, on=state.act_adopted or on),
        "a proposal is restricted until the Council act, and this installation is not accredited",
        Art(12, 6),
    )
    _sized(command, state)
    return (recorded(Proposed, command, on=on),)


def _sized(command: Propose, state: State) -> None:
    percent = command.sar_percent
    readable(bool(command.reference.strip()), "the proposal has no reference", "a reference")
    readable(
        command.relocations.count >= 0 and command.financial.cents >= 0,
        "a number of the proposal is negative",
        "0 or more",
        Art(12, 2),
    )
    readable(
        percent is None or 0 <= percent <= 100,  # noqa: PLR2004 - a percentage
        "the indicative percentage is not a percentage",
        "a number from 0 to 100",
        Art(12, 5),
    )
    relocations_min, financial_min = RELOCATIONS_MIN.on(command.on), FINANCIAL_MIN.on(command.on)
    lawful(
        is_above_minimum(
            relocations=command.relocations,
            financial=command.financial,
            relocations_min=relocations_min,
            financial_min=financial_min,
            exceptional=command.exceptional,
        ),
        f"{command.relocations} relocations and {command.financial} are below {relocations_min} "
        f"and {financial_min}, and no exceptional situation is stated",
        Art(12, 2),
    )
    lawful(
        is_ratio_kept(
            relocations=command.relocations,
            financial=command.financial,
            value=value_of_one_relocation(relocations_min, financial_min),
        ),
        f"{command.relocations} relocations and {command.financial} are not of equal value",
        Art(12, 3),
    )
    lawful(
        percent is not None or not needs_disembarkation_percentage(state.given),
        "a state is under pressure by recurring disembarkations and no percentage is set out",
        Art(12, 5),
    )


def warnings(command: Command, state: State) -> tuple[str, ...]:
    """Say what is late without being barred."""
    due = proposal_due(state.year)
    return (f"the proposal was due on {say(due)} (Art. 12(6))",) if command.on > due else ()


def _report(state: State, event: ReportAdopted) -> State:
    return replace(state, report_adopted=event.on)


def _determined(state: State, event: Determined) -> State:
    given = frozenset(status for _, status in event.statuses)
    return replace(state, determined=event.on, given=given)


def _proposed(state: State, event: Proposed) -> State:
    return replace(state, proposal=event)


STEPS: Final[Steps[State]] = {
    ReportAdopted: _report,
    Determined: _determined,
    Proposed: _proposed,
}


def evolve(state: State, event: Event) -> State:
    """Move the state on by an event; never refuses."""
    return moved(STEPS, state, event)
