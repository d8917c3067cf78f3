"""
Station 5: the Council act that establishes the Annual Solidarity Pool (Arts 56, 57).

Reference numbers, and what each Member State pledged. An act after the forum was reconvened fixes
additional pledges: they are added to those of the act before.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from fractions import Fraction
from typing import Final

from solidarity.cycle.amounts import Line, Rounds, Steps, moved, over_rounds
from solidarity.cycle.guards import bound_state, in_turn, in_unit_of, readable, recorded
from solidarity.cycle.s03_proposal import Proposed
from solidarity.cycle.s04_pledging import ForumConvened, ForumReconvened, PledgeDeclined
from solidarity.errors import WrongStation
from solidarity.law.part2_annual_cycle.art12_proposal import (
    FINANCIAL_MIN,
    RELOCATIONS_MIN,
    is_ratio_kept,
    value_of_one_relocation,
)
from solidarity.law.part4_solidarity.art57_council_act import act_due, is_below_minimum
from solidarity.ledger.events import Event, event
from solidarity.terms.citations import Art
from solidarity.terms.dates import say
from solidarity.terms.findings import Basis, Source
from solidarity.terms.quantities import ZERO_EURO, ZERO_PERSONS, Euro, Kind, Persons, Quantity

_WHOLE: Final = 100


@event
@dataclass(frozen=True, slots=True)
class PoolActAdopted(Event):
    """The Council adopted the act (Art. 57(1)); `sar_percent` is from 0 to 100."""

    reference: str
    on: date
    published: date | None
    applies_from: date | None
    relocations: Persons
    financial: Euro
    sar_percent: Fraction | None
    source: Source


@event
@dataclass(frozen=True, slots=True)
class ShareFixed(Event):
    """A share of the reference key is printed in the act; between 0 and 1."""

    state: str
    share: Fraction
    source: Source


@event
@dataclass(frozen=True, slots=True)
class PledgeFixed(Event):
    """The act fixes what a Member State contributes of one kind, after any adjustment in it."""

    state: str
    kind: Kind
    amount: Persons | Euro | None
    basis: Basis
    source: Source


@event
@dataclass(frozen=True, slots=True)
class PledgeAdjusted(Event):
    """The pool act itself took out a part, without an act under Arts 61 or 62 (R-009)."""

    state: str
    percent: Fraction
    source: Source


@event
@dataclass(frozen=True, slots=True)
class StatementRecorded(Event):
    """Someone stated figures of their own; kept beside the others and never merged."""

    by: str
    subject: str
    relocations: Persons | None
    financial: Euro | None
    on: date
    source: Source


@dataclass(frozen=True, slots=True)
class AdoptPoolAct:
    """Adopt the act."""

    reference: str
    on: date
    published: date | None
    applies_from: date | None
    relocations: Persons
    financial: Euro
    sar_percent: Fraction | None
    source: Source


@dataclass(frozen=True, slots=True)
class FixShare:
    """Record a share printed in the act."""

    state: str
    share: Fraction
    source: Source


@dataclass(frozen=True, slots=True)
class FixPledge:
    """Record a pledge fixed by the act."""

    state: str
    kind: Kind
    amount: Quantity | None
    basis: Basis
    source: Source


@dataclass(frozen=True, slots=True)
class AdjustPledge:
    """Record which part, from 0 to 100, the act itself took out of a contribution."""

    state: str
    percent: Fraction
    source: Source


@dataclass(frozen=True, slots=True)
class RecordStatement:
    """Keep someone's own figures beside the others."""

    by: str
    subject: str
    relocations: Persons | None
    financial: Euro | None
    on: date
    source: Source


Command = AdoptPoolAct | FixShare | FixPledge | AdjustPledge | RecordStatement


@dataclass(frozen=True, slots=True)
class State:
    """
    What the Council fixed.

    Attributes:
        year: Solidarity year; 0 where no year has been started.
        forum_met: Whether the forum has met since the last act: pledges to be fixed.
        forum_on: First day on which it did.
        reconvened: Number of times the forum was reconvened.
        proposal: The proposal the act rests on; None where it is not recorded.
        acts: Every act of the cycle, in order.
        shares: Printed shares.
        pledges: Lines of each state, by number of the act and kind.
        adjusted: Part taken out of each state's contribution in the act itself, 0 to 100.
        declined: States that said they pledge nothing.
        statements: Figures stated by others.
    """

    year: int = 0
    forum_met: bool = False
    forum_on: date | None = None
    reconvened: int = 0
    proposal: Proposed | None = None
    acts: tuple[PoolActAdopted, ...] = ()
    shares: Mapping[str, ShareFixed] = field(default_factory=dict)
    pledges: Mapping[str, Rounds] = field(default_factory=dict)
    adjusted: Mapping[str, PledgeAdjusted] = field(default_factory=dict)
    declined: frozenset[str] = frozenset()
    statements: tuple[StatementRecorded, ...] = ()

    @property
    def act(self) -> PoolActAdopted | None:
        """The act in force: the last one; None before the first."""
        return self.acts[-1] if self.acts else None

    @property
    def adopted(self) -> date | None:
        """Day on which the Pool was established: that of the first act; None before."""
        return self.acts[0].on if self.acts else None

    def fixed(self, code: str) -> dict[Kind, Quantity | None]:
        """Amounts fixed for a state, acts added; kinds of which no line is known are absent."""
        return over_rounds(self.pledges.get(code, {}))

    def fixed_of(self, code: str, kind: Kind) -> Quantity | None:
        """
        Amount of one kind fixed for a state; None if not known.

        A kind that is absent is nothing where the state pledged nothing at all, or where all its
        lines are printed in the act, which gives each state's pledges of each type.
        """
        lines = self.pledges.get(code, {})
        sums = over_rounds(lines)
        if kind in sums:
            return sums[kind]
        printed = bool(lines) and all(line.basis is Basis.PUBLISHED for line in lines.values())
        if printed or (not lines and code in self.declined):
            return ZERO_PERSONS if kind is Kind.RELOCATION else ZERO_EURO
        return None


initial: Final = State()


def decide(command: Command, state: State) -> tuple[Event, ...]:
    """
    Decide what happens at this station.

    Raises:
        WrongStation: If the act comes before the forum, or again without a reconvened forum; if
            something is said to be in an act that is not there.
        NotEntitled: If a state is not bound.
        InputError: If something cannot be read.
    """
    if isinstance(command, RecordStatement):
        return (_statement(command),)
    if isinstance(command, AdoptPoolAct):
        return (_act(command, state),)
    act = state.act
    if act is None:
        why = "this stands in the Council act, which is not adopted yet"
        raise WrongStation(why, Art(57, 1))
    code = bound_state(command.state, act.on, Art(57, 3)).code
    if isinstance(command, FixShare):
        readable(0 <= command.share <= 1, f"the share is {command.share}", "0 to 1", Art(66))
        return (ShareFixed(code, command.share, command.source),)
    if isinstance(command, AdjustPledge):
        readable(
            0 <= command.percent <= _WHOLE, f"{command.percent} % taken out", "0 to 100", Art(57, 1)
        )
        return (PledgeAdjusted(code, command.percent, command.source),)
    if command.amount is not None:
        in_unit_of(command.kind, command.amount, Art(56, 2))
    return (PledgeFixed(code, command.kind, command.amount, command.basis, command.source),)


def _act(command: AdoptPoolAct, state: State) -> PoolActAdopted:
    in_turn(
        state.forum_met or bool(state.acts),
        "the act follows the pledges made in the forum, which has not met yet",
        Art(57, 1),
    )
    in_turn(
        state.forum_met,
        "the act is adopted and the forum has not been reconvened since",
        Art(13, 4),
    )
    in_turn(
        state.forum_on is None or state.forum_on <= command.on,
        f"the act follows the forum, and {say(command.on)} lies before it",
        Art(57, 1),
    )
    readable(bool(command.reference.strip()), "the act has no reference", "a reference")
    readable(
        command.relocations.count >= 0 and command.financial.cents >= 0,
        "a reference number is negative",
        "0 or more",
        Art(57, 1),
    )
    percent = command.sar_percent
    readable(
        percent is None or 0 <= percent <= _WHOLE,
        "the indicative percentage is not a percentage",
        "a number from 0 to 100",
        Art(57, 2),
    )
    return recorded(PoolActAdopted, command, sar_percent=percent)


def _statement(command: RecordStatement) -> StatementRecorded:
    readable(bool(command.by.strip()), "a statement of nobody", "who stated it")
    return recorded(StatementRecorded, command)


def warnings(command: Command, state: State) -> tuple[str, ...]:
    """Say what is late, missing or unusual without being barred (R-010)."""
    if not isinstance(command, AdoptPoolAct):
        return ()
    said = []
    due = act_due(state.year)
    if command.on > due and not state.acts:
        said.append(f"the act was due on {say(due)} (Art. 57(1))")
    if state.proposal is None:
        said.append("no proposal is recorded here; the act rests on it (Art. 57(1))")
    minima = RELOCATIONS_MIN.on(command.on), FINANCIAL_MIN.on(command.on)
    if not is_ratio_kept(
        relocations=command.relocations,
        financial=command.financial,
        value=value_of_one_relocation(*minima),
    ):
        said.append(
            f"{command.relocations} relocations and {command.financial} are not of equal value; "
            "the ratio binds the proposal (Art. 12(3))"
        )
    if is_below_minimum(
        relocations=command.relocations,
        financial=command.financial,
        relocations_min=minima[0],
        financial_min=minima[1],
    ):
        said.append(f"below {minima[0]} or {minima[1]}, which bind the proposal (R-010)")
    return tuple(said)


def _proposed(state: State, event: Proposed) -> State:
    return replace(state, proposal=event)


def _met(state: State, event: ForumConvened) -> State:
    if state.acts:
        return state
    first = event.on if state.forum_on is None else min(state.forum_on, event.on)
    return replace(state, forum_met=True, forum_on=first)


def _met_again(state: State, event: ForumReconvened) -> State:
    return replace(state, forum_met=True, forum_on=event.on, reconvened=state.reconvened + 1)


def _declined(state: State, event: PledgeDeclined) -> State:
    return replace(state, declined=state.declined | {event.state})


def _adopted(state: State, event: PoolActAdopted) -> State:
    return replace(state, forum_met=False, acts=(*state.acts, event))


def _share(state: State, event: ShareFixed) -> State:
    return replace(state, shares={**state.shares, event.state: event})


def _fixed(state: State, event: PledgeFixed) -> State:
    line = Line(event.amount, event.basis, event.source)
    lines = {**state.pledges.get(event.state, {}), (len(state.acts), event.kind): line}
    return replace(state, pledges={**state.pledges, event.state: lines})


def _adjusted(state: State, event: PledgeAdjusted) -> State:
    return replace(state, adjusted={**state.adjusted, event.state: event})


def _stated(state: State, event: StatementRecorded) -> State:
    return replace(state, statements=(*state.statements, event))


STEPS: Final[Steps[State]] = {
    Proposed: _proposed,
    ForumConvened: _met,
    ForumReconvened: _met_again,
    PledgeDeclined: _declined,
    PoolActAdopted: _adopted,
    ShareFixed: _share,
    PledgeFixed: _fixed,
    PledgeAdjusted: _adjusted,
    StatementRecorded: _stated,
}


def evolve(state: State, event: Event) -> State:
    """Move the state on by an event; never refuses."""
    return moved(STEPS, state, event)
