"""
Station 3: the Commission proposal for the Annual Solidarity Pool (Art. 12).

How many relocations and how much money the Union needs. Restricted until the Council act: until
then only cleared roles read it, and an installation without accreditation stores no real one.

Here the Commission also authorises credit from a crisis (Regulation (EU) 2024/1359, Art. 9(5)): it
lowers the fair share itself, so it belongs before the pledging, which is measured against fair
shares, and to the one station before it at which the Commission speaks of amounts.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from fractions import Fraction
from typing import Final

from solidarity.cycle.amounts import Steps, moved
from solidarity.cycle.guards import (
    bound_state,
    in_turn,
    lawful,
    name_of,
    positive,
    readable,
    recorded,
)
from solidarity.cycle.s01_report import ReportAdopted
from solidarity.cycle.s02_determination import Determined
from solidarity.law.crisis.art09_credit import CYCLES
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
from solidarity.terms.citations import Art, crisis
from solidarity.terms.dates import say
from solidarity.terms.findings import Source
from solidarity.terms.quantities import ZERO_PERSONS, Euro, Persons
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


@event
@dataclass(frozen=True, slots=True)
class CreditAuthorised(Event):
    """
    The Commission let a state give less: in a crisis it took more than its fair share.

    Regulation (EU) 2024/1359, Art. 9(4)(a) and (5).

    Attributes:
        state: The state.
        act: The Commission's implementing act.
        above: Applications it took responsibility for above its fair share.
        first_year: First of the five annual cycles over which they are spread.
        used: What was used before, in earlier cycles or in another crisis.
        on: Day of the act.
        source: Where it can be read.
    """

    state: str
    act: str
    above: Persons
    first_year: int
    used: Persons
    on: date
    source: Source


@dataclass(frozen=True, slots=True)
class AuthoriseCredit:
    """Authorise the credit of a state for this cycle; the fields are those of the event."""

    state: str
    act: str
    above: Persons
    first_year: int
    used: Persons
    on: date
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


Command = Propose | AuthoriseCredit


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
        credits: Credit each state may use in this cycle, in order.
    """

    year: int = 0
    report_adopted: date | None = None
    determined: date | None = None
    given: frozenset[Status] = frozenset()
    proposal: Proposed | None = None
    act_adopted: date | None = None
    credits: Mapping[str, tuple[CreditAuthorised, ...]] = field(default_factory=dict)

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
        WrongStation: If the Report or the decision is missing, or a proposal is already there; if
            credit comes after the Council act.
        NotEntitled: If credit is given to a state that Part IV does not bind.
        NotLawful: If a real proposal would be stored without accreditation before the act; if it is
            too small without an exceptional situation; if it breaks the ratio; if a percentage for
            disembarkations is missing; if credit lacks an act, counts twice, or lies outside its
            five cycles.
        InputError: If something cannot be read.
    """
    if isinstance(command, AuthoriseCredit):
        return (_authorised(command, state),)
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
    _sized(command)
    return (recorded(Proposed, command, on=on),)


def _authorised(command: AuthoriseCredit, state: State) -> CreditAuthorised:
    source = crisis(9, 5)
    code = bound_state(command.state, command.on, source).code
    act = command.act.strip()
    in_turn(
        state.act_adopted is None,
        "the Council has fixed the pledges of this cycle; credit lowers the fair share before",
        source,
    )
    lawful(bool(act), "credit needs an implementing act of the Commission", source)
    lawful(
        all(event.act != act for event in state.credits.get(code, ())),
        f"{name_of(code)} uses the credit of {act} in this cycle already; it counts once",
        source,
    )
    positive(command.above, source)
    readable(
        ZERO_PERSONS <= command.used <= command.above,
        f"{command.used} used of a credit of {command.above}",
        "from 0 to the whole credit",
        source,
    )
    lawful(
        command.used < command.above,
        f"the credit of {command.above} is used up, and it counts once",
        source,
    )
    last = command.first_year + CYCLES.on(command.on) - 1
    lawful(
        command.first_year <= state.year <= last,
        f"the credit is spread over the cycles {command.first_year} to {last}",
        crisis(9, 4, "a"),
    )
    return recorded(CreditAuthorised, command, state=code, act=act)


def _sized(command: Propose) -> None:
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


def warnings(command: Command, state: State) -> tuple[str, ...]:
    """Say what is late or unusual without being barred."""
    if isinstance(command, AuthoriseCredit):
        if command.used or command.first_year == state.year:
            return ()
        return ("an earlier cycle could use this credit, and nothing is said to be used",)
    said = []
    due = proposal_due(state.year)
    if command.on > due:
        said.append(f"the proposal was due on {say(due)} (Art. 12(6))")
    if command.sar_percent is None and needs_disembarkation_percentage(state.given):
        said.append(
            "a state is under pressure by recurring disembarkations and no percentage is known"
            " (Art. 12(5))"
        )
    return tuple(said)


def _report(state: State, event: ReportAdopted) -> State:
    return replace(state, report_adopted=event.on)


def _determined(state: State, event: Determined) -> State:
    given = frozenset(status for _, status in event.statuses)
    return replace(state, determined=event.on, given=given)


def _proposed(state: State, event: Proposed) -> State:
    return replace(state, proposal=event)


def _credited(state: State, event: CreditAuthorised) -> State:
    held = (*state.credits.get(event.state, ()), event)
    return replace(state, credits={**state.credits, event.state: held})


STEPS: Final[Steps[State]] = {
    ReportAdopted: _report,
    Determined: _determined,
    Proposed: _proposed,
    CreditAuthorised: _credited,
}


def evolve(state: State, event: Event) -> State:
    """Move the state on by an event; never refuses."""
    return moved(STEPS, state, event)
