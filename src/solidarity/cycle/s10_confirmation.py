"""
Station 10: what was delivered and what is due (Art. 60(6), IR 30 and 31).

In January every state confirms; alternative measures nobody asked for become money; the amount due
is established and paid; people decide how the money is shared.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from fractions import Fraction
from typing import Final

from solidarity.cycle import s07_deductions
from solidarity.cycle.amounts import Steps, moved
from solidarity.cycle.guards import (
    bound_state,
    entitled,
    in_turn,
    lawful,
    name_of,
    positive,
    readable,
    recorded,
)
from solidarity.cycle.s08_implementation import AlternativeAgreed
from solidarity.cycle.s09_offsets import OffsetTaken
from solidarity.errors import OutOfScope
from solidarity.law.implementing import art30_amount_due as art30
from solidarity.law.implementing import art31_allocation as art31
from solidarity.law.part2_annual_cycle.art12_proposal import (
    FINANCIAL_MIN,
    RELOCATIONS_MIN,
    value_of_one_relocation,
)
from solidarity.law.part4_solidarity.art57_council_act import unrequested_alternative
from solidarity.law.part4_solidarity.art60_net_due import money_due
from solidarity.law.part4_solidarity.art60_operationalisation import is_released
from solidarity.law.part4_solidarity.art60_year_end import confirmation_due
from solidarity.law.part4_solidarity.art63_value import value_within_share
from solidarity.ledger.events import Event, event
from solidarity.terms.citations import Art, ir
from solidarity.terms.dates import say
from solidarity.terms.findings import Source
from solidarity.terms.quantities import ZERO_EURO, ZERO_PERSONS, Euro, Kind, Persons

Shares = tuple[tuple[str, Euro], ...]


@event
@dataclass(frozen=True, slots=True)
class Confirmed(Event):
    """A state confirmed what it implemented in the year before (Art. 60(6))."""

    state: str
    relocations: Persons
    financial: Euro
    alternative: Euro
    on: date
    source: Source


@event
@dataclass(frozen=True, slots=True)
class AlternativeConverted(Event):
    """Alternative measures nobody asked for became money (Art. 57(4))."""

    state: str
    amount: Euro
    on: date


@event
@dataclass(frozen=True, slots=True)
class AmountDueEstablished(Event):
    """The money a state owes for the year was established (IR 30)."""

    state: str
    amount: Euro
    on: date


@event
@dataclass(frozen=True, slots=True)
class Paid(Event):
    """A state paid into the Union budget (Art. 64(1))."""

    state: str
    amount: Euro
    on: date
    source: Source


@event
@dataclass(frozen=True, slots=True)
class AllocationProposed(Event):
    """A sharing of the money was computed as a proposal, with its reasons (IR 31)."""

    shares: tuple[tuple[str, Euro], ...]
    reasons: str
    on: date


@event
@dataclass(frozen=True, slots=True)
class AllocationDecided(Event):
    """People decided how the money is shared (IR 31)."""

    shares: tuple[tuple[str, Euro], ...]
    by: str
    reasons: str
    on: date


@dataclass(frozen=True, slots=True)
class Confirm:
    """Confirm what was implemented."""

    state: str
    relocations: Persons
    financial: Euro
    alternative: Euro
    on: date
    source: Source


@dataclass(frozen=True, slots=True)
class ConvertAlternative:
    """Turn what nobody asked for into money."""

    state: str
    on: date


@dataclass(frozen=True, slots=True)
class EstablishAmountDue:
    """
    Establish what a state owes.

    `room` is how many offsets under Art. 63(3)-(4) lie within its fair share.
    """

    state: str
    on: date
    room: Persons = ZERO_PERSONS


@dataclass(frozen=True, slots=True)
class Pay:
    """Pay into the Union budget."""

    state: str
    amount: Euro
    on: date
    source: Source


@dataclass(frozen=True, slots=True)
class ProposeAllocation:
    """
    Compute a proposal for sharing what was paid.

    Attributes:
        declared: Need of each benefitting state under Art. 58 or 59, valued in money.
        understanding: Weights of the common understanding; None if there is none.
        received: Value of what each was confirmed to have received.
        on: Day.
    """

    declared: Shares
    understanding: tuple[tuple[str, Fraction], ...] | None
    received: Shares
    on: date


@dataclass(frozen=True, slots=True)
class DecideAllocation:
    """Record how people decided; `by` names who."""

    shares: Shares
    by: str
    reasons: str
    on: date


Command = (
    Confirm | ConvertAlternative | EstablishAmountDue | Pay | ProposeAllocation | DecideAllocation
)


@dataclass(frozen=True, slots=True)
class State:
    """
    What is confirmed, due, paid and shared.

    Attributes:
        year: Solidarity year; 0 where no year has been started.
        deductions: What this station knows of the Pool, of access and of deductions.
        agreed: Agreed alternative measures, by identifier.
        offsets: Applications each state took over under Art. 63(3)-(4); None if not published.
        confirmed: Last confirmation of each state.
        converted: Alternative measures of each state that became money.
        due: Last amount due established for each state.
        paid: What each state paid, added.
        proposed: Last proposal for sharing the money.
        allocation: Last decision on it.
    """

    year: int = 0
    deductions: s07_deductions.State = s07_deductions.initial
    agreed: Mapping[str, AlternativeAgreed] = field(default_factory=dict)
    offsets: Mapping[str, Persons | None] = field(default_factory=dict)
    confirmed: Mapping[str, Confirmed] = field(default_factory=dict)
    converted: Mapping[str, AlternativeConverted] = field(default_factory=dict)
    due: Mapping[str, AmountDueEstablished] = field(default_factory=dict)
    paid: Mapping[str, Euro] = field(default_factory=dict)
    proposed: AllocationProposed | None = None
    allocation: AllocationDecided | None = None

    def total_paid(self) -> Euro:
        """What all states paid."""
        return Euro(sum(amount.cents for amount in self.paid.values()))

    def agreed_value(self, code: str) -> Euro:
        """Agreed value of the alternative measures of a state."""
        return Euro(sum(i.value.cents for i in self.agreed.values() if i.contributing == code))


initial: Final = State()


def decide(command: Command, state: State) -> tuple[Event, ...]:
    """
    Decide what happens at this station.

    Raises:
        WrongStation: If the year is not over, or a confirmation or a proposal is missing.
        NotEntitled: If a state is not bound, or not benefitting where money is shared; if nobody is
            named who decided.
        NotLawful: If nothing is due or to be converted, or more is shared than was paid.
        OutOfScope: If a figure that is needed is not published.
        InputError: If something cannot be read.
    """
    if isinstance(command, ProposeAllocation):
        return (_proposed(command, state),)
    if isinstance(command, DecideAllocation):
        return (_decided(command, state),)
    if isinstance(command, Confirm):
        return (_confirmed(command, state),)
    if isinstance(command, ConvertAlternative):
        return (_converted(command, state),)
    code = bound_state(command.state, command.on, ir(30)).code
    in_turn(
        art30.is_calculable(year=state.year, on=command.on),
        f"money is calculated and paid when {state.year} is over",
        ir(30),
    )
    if isinstance(command, Pay):
        positive(command.amount, Art(64, 1))
        return (Paid(code, command.amount, command.on, command.source),)
    return (AmountDueEstablished(code, _amount_due(command, code, state), command.on),)


def _confirmed(command: Confirm, state: State) -> Confirmed:
    code = bound_state(command.state, command.on, Art(60, 6)).code
    in_turn(
        command.on.year > state.year,
        f"what was implemented in {state.year} is confirmed from January {state.year + 1} on",
        Art(60, 6),
    )
    numbers = command.relocations.count, command.financial.cents, command.alternative.cents
    readable(min(numbers) >= 0, "a number confirmed is negative", "0 or more", Art(60, 6))
    return recorded(Confirmed, command, state=code)


def _money(code: str, kind: Kind, state: State) -> Euro:
    """Amount fixed in the act; refuses to go on where it is not published."""
    amount = state.deductions.pool.fixed_of(code, kind)
    if not isinstance(amount, Euro):
        raise OutOfScope(f"what {name_of(code)} pledged ({kind.value}) is not published")
    return amount


def _converted(command: ConvertAlternative, state: State) -> AlternativeConverted:
    code = bound_state(command.state, command.on, Art(57, 4)).code
    in_turn(
        command.on >= date(state.year, 12, 31),
        f"alternative measures become money at the end of {state.year}",
        Art(57, 4),
    )
    in_turn(code not in state.converted, "this has been converted", Art(57, 4))
    amount = unrequested_alternative(
        pledged=_money(code, Kind.ALTERNATIVE, state), requested=state.agreed_value(code)
    )
    lawful(bool(amount), f"nothing of {name_of(code)} is left to become money", Art(57, 4))
    return AlternativeConverted(code, amount, command.on)


def _amount_due(command: EstablishAmountDue, code: str, state: State) -> Euro:
    past = state.deductions
    in_turn(code in state.confirmed, f"{name_of(code)} has not confirmed yet", ir(30))
    released = is_released(
        benefitting=past.access.is_benefitting(code), full_deduction=past.has_full_deduction(code)
    )
    lawful(not released, f"{name_of(code)} is released and owes nothing", Art(60, 3))
    offsets = state.offsets.get(code, ZERO_PERSONS)
    act = past.pool.act
    if offsets is None or act is None:
        raise OutOfScope(f"the offsets or the act are not known for {name_of(code)}")
    value = value_of_one_relocation(RELOCATIONS_MIN.on(act.on), FINANCIAL_MIN.on(act.on))
    taken, put = past.deducted(code), past.replacing(code)
    fixed = _money(code, Kind.FINANCIAL, state)
    pledged = _money(code, Kind.ALTERNATIVE, state)
    return art30.amount_due(
        fixed=fixed + _euro(put.get(Kind.FINANCIAL)),
        alternative_pledged=money_due(
            pledged=pledged,
            deducted=_euro(taken.get(Kind.ALTERNATIVE)),
            replaced=_euro(put.get(Kind.ALTERNATIVE)),
            offsets_value=ZERO_EURO,
        ),
        alternative_agreed=state.agreed_value(code),
        deducted=_euro(taken.get(Kind.FINANCIAL)),
        offsets_value=value_within_share(offsets=offsets, room=command.room, value=value),
    ).amount


def _euro(amount: object) -> Euro:
    return amount if isinstance(amount, Euro) else ZERO_EURO


def _proposed(command: ProposeAllocation, state: State) -> AllocationProposed:
    in_turn(
        art30.is_calculable(year=state.year, on=command.on),
        f"money is shared when {state.year} is over",
        ir(31),
    )
    _benefit([code for code, _ in command.declared], command.on, state)
    understanding = command.understanding
    found = art31.propose(
        available=state.total_paid(),
        declared=dict(command.declared),
        understanding=None if understanding is None else dict(understanding),
        confirmed=dict(command.received),
    )
    return AllocationProposed(found.shares, "; ".join(found.reasons), command.on)


def _decided(command: DecideAllocation, state: State) -> AllocationDecided:
    in_turn(state.proposed is not None, "no proposal for sharing the money has been made", ir(31))
    entitled(bool(command.by.strip()), "people decide, and nobody is named", ir(31))
    _benefit([code for code, _ in command.shares], command.on, state)
    art31.decided(
        available=state.total_paid(), shares=dict(command.shares), reasons=command.reasons
    )
    return AllocationDecided(command.shares, command.by, command.reasons, command.on)


def _benefit(codes: list[str], on: date, state: State) -> None:
    readable(len(set(codes)) == len(codes), "a state appears twice", "each state once", ir(31))
    for given in codes:
        code = bound_state(given, on, ir(31)).code
        entitled(
            state.deductions.access.is_benefitting(code),
            f"{name_of(code)} is not a benefitting Member State",
            ir(31),
        )


def warnings(command: Command, state: State) -> tuple[str, ...]:
    """Say what is late or unusual without being barred."""
    if isinstance(command, Confirm):
        due = confirmation_due(state.year)
        if due is not None and command.on > due:
            return (f"the confirmation was due by {say(due)} (Art. 60(6))",)
    if isinstance(command, Pay):
        established = state.due.get(command.state)
        if established is None:
            return ("no amount due is established yet (IR 30)",)
        if state.paid.get(command.state, ZERO_EURO) + command.amount > established.amount:
            return (f"more than the {established.amount} that is due (IR 30)",)
    return ()


def _past(state: State, event: Event) -> State:
    return replace(state, deductions=s07_deductions.evolve(state.deductions, event))


def _agreement(state: State, event: AlternativeAgreed) -> State:
    return replace(state, agreed={**state.agreed, event.id: event})


def _offset(state: State, event: OffsetTaken) -> State:
    if not art30.is_offset_deducted(paragraph=event.paragraph):
        return state
    before, more = state.offsets.get(event.state, ZERO_PERSONS), event.applications
    now = None if before is None or more is None else before + more
    return replace(state, offsets={**state.offsets, event.state: now})


def _confirmation(state: State, event: Confirmed) -> State:
    return replace(state, confirmed={**state.confirmed, event.state: event})


def _conversion(state: State, event: AlternativeConverted) -> State:
    return replace(state, converted={**state.converted, event.state: event})


def _due(state: State, event: AmountDueEstablished) -> State:
    return replace(state, due={**state.due, event.state: event})


def _payment(state: State, event: Paid) -> State:
    paid = state.paid.get(event.state, ZERO_EURO) + event.amount
    return replace(state, paid={**state.paid, event.state: paid})


def _proposal(state: State, event: AllocationProposed) -> State:
    return replace(state, proposed=event)


def _allocation(state: State, event: AllocationDecided) -> State:
    return replace(state, allocation=event)


STEPS: Final[Steps[State]] = {
    **dict.fromkeys(s07_deductions.STEPS, _past),
    AlternativeAgreed: _agreement,
    OffsetTaken: _offset,
    Confirmed: _confirmation,
    AlternativeConverted: _conversion,
    AmountDueEstablished: _due,
    Paid: _payment,
    AllocationProposed: _proposal,
    AllocationDecided: _allocation,
}


def evolve(state: State, event: Event) -> State:
    """Move the state on by an event; never refuses."""
    return moved(STEPS, state, event)
