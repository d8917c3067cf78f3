"""
Station 7: deductions from pledged contributions (Arts 61, 62).

A state under pressure or in a significant migratory situation asks, the Commission assesses, the
Council decides. Nothing changes before a Council act.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from fractions import Fraction
from typing import Final

from solidarity.cycle import s05_pool, s06_access
from solidarity.cycle.amounts import Steps, Total, moved, total
from solidarity.cycle.guards import (
    bound_state,
    entitled,
    in_turn,
    in_unit_of,
    lawful,
    name_of,
    new_identifier,
    readable,
    recorded,
)
from solidarity.errors import WrongStation
from solidarity.law.part4_solidarity import art61_deduction_pressure as art61
from solidarity.law.part4_solidarity import art62_deduction_situation as art62
from solidarity.law.part4_solidarity.art60_net_due import relocations_due
from solidarity.law.part4_solidarity.art60_operationalisation import is_released
from solidarity.ledger.events import Event, event
from solidarity.terms.citations import Art
from solidarity.terms.dates import say
from solidarity.terms.findings import Source
from solidarity.terms.member_states import Part, bound_states
from solidarity.terms.quantities import ZERO_PERSONS, Euro, Kind, Persons, Quantity
from solidarity.terms.statuses import UNDER_PRESSURE, Status

Amounts = tuple[tuple[Kind, Quantity], ...]
_NO_STATUS: Final[frozenset[Status]] = frozenset()
_ASSESSED: Final = {61: Art(61, 3), 62: Art(62, 4)}
_DECIDED: Final = {61: Art(61, 4), 62: Art(62, 5)}


@event
@dataclass(frozen=True, slots=True)
class DeductionRequested(Event):
    """A Member State asked for a deduction (Art. 61(1) or 62(1))."""

    id: str
    state: str
    article: int
    by_decision: bool
    on: date
    content: tuple[tuple[str, str], ...]


@event
@dataclass(frozen=True, slots=True)
class DeductionAssessed(Event):
    """The Commission gave its assessment to the Council (Art. 61(3) or 62(4))."""

    id: str
    on: date
    opinion: str


@event
@dataclass(frozen=True, slots=True)
class DeductionGranted(Event):
    """The Council authorised a state to derogate from the pool act (Art. 61(4) or 62(5))."""

    id: str
    state: str
    act: str
    on: date
    full: bool
    amounts: tuple[tuple[Kind, Persons | Euro], ...]
    replaced_by: tuple[tuple[Kind, Persons | Euro], ...]
    source: Source


@event
@dataclass(frozen=True, slots=True)
class DeductionRefused(Event):
    """The Council did not authorise it (Art. 61(4) or 62(5))."""

    id: str
    state: str
    act: str
    on: date
    source: Source


@event
@dataclass(frozen=True, slots=True)
class DeductionReported(Event):
    """A deduction is reported, no act was seen: it changes no amount."""

    state: str
    outcome: str
    percent: Fraction | None
    source: Source


@dataclass(frozen=True, slots=True)
class RequestDeduction:
    """Ask for a deduction under Article 61 or 62."""

    id: str
    state: str
    article: int
    on: date
    content: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class AssessDeduction:
    """Give the Commission's assessment."""

    id: str
    on: date
    opinion: str


@dataclass(frozen=True, slots=True)
class GrantDeduction:
    """Authorise a full or partial deduction by a Council act."""

    id: str
    act: str
    on: date
    full: bool
    amounts: Amounts
    replaced_by: Amounts
    source: Source


@dataclass(frozen=True, slots=True)
class RefuseDeduction:
    """Refuse a deduction by a Council act."""

    id: str
    act: str
    on: date
    source: Source


@dataclass(frozen=True, slots=True)
class ReportDeduction:
    """Record what is reported of a deduction."""

    state: str
    outcome: str
    percent: Fraction | None
    source: Source


Command = RequestDeduction | AssessDeduction | GrantDeduction | RefuseDeduction | ReportDeduction


@dataclass(frozen=True, slots=True)
class State:
    """
    Who is released from what, by which act.

    Attributes:
        year: Solidarity year; 0 where no year has been started.
        pool: What this station knows of the Pool.
        access: What this station knows of access to it.
        requests: Every request by its identifier.
        assessed: Assessment of each request.
        granted: Council acts that granted a deduction, by identifier of the request.
        refused: Council acts that refused one, by identifier of the request.
        reported: Reports on deductions, by state; they change no amount.
    """

    year: int = 0
    pool: s05_pool.State = s05_pool.initial
    access: s06_access.State = s06_access.initial
    requests: Mapping[str, DeductionRequested] = field(default_factory=dict)
    assessed: Mapping[str, DeductionAssessed] = field(default_factory=dict)
    granted: Mapping[str, DeductionGranted] = field(default_factory=dict)
    refused: Mapping[str, DeductionRefused] = field(default_factory=dict)
    reported: Mapping[str, DeductionReported] = field(default_factory=dict)

    def granted_to(self, code: str) -> tuple[DeductionGranted, ...]:
        """Deductions a Council act granted to a state, in the order in which they were granted."""
        return tuple(item for item in self.granted.values() if item.state == code)

    def has_full_deduction(self, code: str) -> bool:
        """Tell whether a Council act released a state from everything (Art. 60(3))."""
        return any(item.full for item in self.granted_to(code))

    def deducted(self, code: str) -> dict[Kind, Quantity]:
        """What Council acts took out of a state's pledge, by kind; full ones name no amounts."""
        return _summed([item.amounts for item in self.granted_to(code)])

    def replacing(self, code: str) -> dict[Kind, Quantity]:
        """What Council acts put in the place of another kind, by kind."""
        return _summed([item.replaced_by for item in self.granted_to(code)])

    def relocation_pledges(self) -> Total[Persons]:
        """Relocations fixed in the act over all bound states: at least, and whose are not known."""
        return total(self._relocations(), ZERO_PERSONS)

    def effective_pledges(self) -> Total[Persons]:
        """Those of them that are to be implemented after deductions and releases (Art. 63(4))."""
        left: list[tuple[str, Quantity | None]] = []
        for code, amount in self._relocations():
            released = is_released(
                benefitting=self.access.is_benefitting(code),
                full_deduction=self.has_full_deduction(code),
            )
            left.append((code, ZERO_PERSONS if released else self._reduced(code, amount)))
        return total(left, ZERO_PERSONS)

    def _relocations(self) -> list[tuple[str, Quantity | None]]:
        pool = self.pool
        states = () if pool.act is None else bound_states(Part.SOLIDARITY, pool.act.on)
        return [(state.code, pool.fixed_of(state.code, Kind.RELOCATION)) for state in states]

    def _reduced(self, code: str, amount: Quantity | None) -> Quantity | None:
        deducted = self.deducted(code).get(Kind.RELOCATION, ZERO_PERSONS)
        replacing = self.replacing(code).get(Kind.RELOCATION, ZERO_PERSONS)
        if not (
            isinstance(amount, Persons)
            and isinstance(deducted, Persons)
            and isinstance(replacing, Persons)
        ):
            return None
        return relocations_due(
            pledged=amount, deducted=deducted, replaced=replacing, offsets=ZERO_PERSONS
        )


initial: Final = State()


def _summed(acts: list[Amounts]) -> dict[Kind, Quantity]:
    sums: dict[Kind, Quantity] = {}
    for amounts in acts:
        for kind, amount in amounts:
            before = sums.get(kind)
            if isinstance(amount, Persons):
                sums[kind] = amount + before if isinstance(before, Persons) else amount
            else:
                sums[kind] = amount + before if isinstance(before, Euro) else amount
    return sums


def decide(command: Command, state: State) -> tuple[Event, ...]:
    """
    Decide what happens at this station.

    Raises:
        WrongStation: If there is no pool act yet, or a request, an assessment or an open decision
            is missing.
        NotEntitled: If the state is not bound, or has used or notified the need to use the Pool.
        NotLawful: If content or the Council act is missing; if more is deducted than fixed.
        InputError: If something cannot be read.
    """
    if isinstance(command, RequestDeduction):
        return (_requested(command, state),)
    if isinstance(command, ReportDeduction):
        outcome = command.outcome.strip()
        readable(bool(outcome), "the report has no outcome", "what is reported, in words")
        act = state.pool.act
        day = date(max(state.year, 1), 1, 1) if act is None else act.on
        code = bound_state(command.state, day, Art(61, 1)).code
        return (DeductionReported(code, outcome, command.percent, command.source),)
    request = state.requests.get(command.id)
    if request is None:
        raise WrongStation(f'no deduction "{command.id}" has been requested', Art(61, 1))
    if isinstance(command, AssessDeduction):
        return (_assessed(command, request, state),)
    _decidable(command, request, state)
    if isinstance(command, RefuseDeduction):
        return (
            DeductionRefused(command.id, request.state, command.act, command.on, command.source),
        )
    return (_granted(command, request, state),)


def _requested(command: RequestDeduction, state: State) -> DeductionRequested:
    readable(
        command.article in _DECIDED, f"a deduction under Article {command.article}", "61 or 62"
    )
    new_identifier(command.id, state.requests)
    source = Art(command.article, 1)
    in_turn(
        state.pool.act is not None,
        "a deduction is made from pledges set out in the Council act, which is not adopted yet",
        source,
    )
    code = bound_state(command.state, command.on, source).code
    content = dict(command.content)
    statuses = state.access.statuses.get(code, _NO_STATUS)
    if command.article == 61:  # noqa: PLR2004 - the Article itself
        by_decision = bool(statuses & UNDER_PRESSURE)
        used = code in state.access.intended or code in state.access.reported
        entitled(
            art61.may_request(
                identified=by_decision,
                own_view=not by_decision,
                used_pool=used,
                notified=code in state.access.notified,
            ),
            f"{name_of(code)} has used the Pool or notified the need to use it",
            source,
        )
        missing, where = art61.missing_content(by_decision=by_decision, content=content), Art(61, 2)
    else:
        by_decision = Status.SIGNIFICANT_MIGRATORY_SITUATION in statuses
        missing = art62.missing_content(by_decision=by_decision, content=content)
        where = Art(62, 2) if by_decision else Art(62, 3)
    lawful(not missing, f"the request does not say: {', '.join(missing)}", where)
    return DeductionRequested(
        command.id, code, command.article, by_decision, command.on, command.content
    )


def _assessed(
    command: AssessDeduction, request: DeductionRequested, state: State
) -> DeductionAssessed:
    source = _ASSESSED[request.article]
    in_turn(command.id not in state.assessed, "the request has been assessed", source)
    in_turn(command.on >= request.on, "the assessment comes before the request", source)
    readable(bool(command.opinion.strip()), "the assessment is empty", "an opinion", source)
    return DeductionAssessed(command.id, command.on, command.opinion)


def _decidable(
    command: GrantDeduction | RefuseDeduction, request: DeductionRequested, state: State
) -> None:
    source = _DECIDED[request.article]
    assessed = state.assessed.get(command.id)
    in_turn(
        assessed is not None and assessed.on <= command.on,
        "the Council decides after the Commission's assessment, which is not there yet",
        source,
    )
    in_turn(
        command.id not in state.granted and command.id not in state.refused,
        "the Council has decided on this request",
        source,
    )
    lawful(art61.is_effective(act=command.act), "a deduction needs an act of the Council", source)


def _granted(
    command: GrantDeduction, request: DeductionRequested, state: State
) -> DeductionGranted:
    source = _DECIDED[request.article]
    for kind, amount in (*command.amounts, *command.replaced_by):
        in_unit_of(kind, amount, source)
    readable(
        command.full or bool(command.amounts),
        "a partial deduction without amounts",
        "what is taken out, by kind",
        source,
    )
    fixed = state.pool.fixed(request.state)
    known = {kind: amount for kind, amount in fixed.items() if amount is not None}
    amounts = dict(command.amounts)
    if len(known) == len(fixed) and fixed:  # where an amount is not published, nothing to compare
        art61.effect(
            fixed=known, full=command.full, amounts=amounts, replaced_by=dict(command.replaced_by)
        )
    return recorded(DeductionGranted, command, state=request.state)


def warnings(command: Command, state: State) -> tuple[str, ...]:
    """Say what is late without being barred."""
    if not isinstance(command, AssessDeduction) or command.id not in state.requests:
        return ()
    request = state.requests[command.id]
    module = art61 if request.article == 61 else art62  # noqa: PLR2004 - the Article itself
    due = module.assessment_due(request.on)
    if command.on <= due:
        return ()
    return (f"the assessment was due on {say(due)} ({_ASSESSED[request.article]})",)


def _pool(state: State, event: Event) -> State:
    return replace(state, pool=s05_pool.evolve(state.pool, event))


def _access(state: State, event: Event) -> State:
    return replace(state, access=s06_access.evolve(state.access, event))


def _both(state: State, event: Event) -> State:
    return _access(_pool(state, event), event)


def _request(state: State, event: DeductionRequested) -> State:
    return replace(state, requests={**state.requests, event.id: event})


def _assessment(state: State, event: DeductionAssessed) -> State:
    return replace(state, assessed={**state.assessed, event.id: event})


def _grant(state: State, event: DeductionGranted) -> State:
    return replace(state, granted={**state.granted, event.id: event})


def _refusal(state: State, event: DeductionRefused) -> State:
    return replace(state, refused={**state.refused, event.id: event})


def _report(state: State, event: DeductionReported) -> State:
    return replace(state, reported={**state.reported, event.state: event})


STEPS: Final[Steps[State]] = {
    **dict.fromkeys(s05_pool.STEPS, _pool),
    **dict.fromkeys(s06_access.STEPS, _access),
    **dict.fromkeys(s05_pool.STEPS.keys() & s06_access.STEPS.keys(), _both),
    DeductionRequested: _request,
    DeductionAssessed: _assessment,
    DeductionGranted: _grant,
    DeductionRefused: _refusal,
    DeductionReported: _report,
}


def evolve(state: State, event: Event) -> State:
    """Move the state on by an event; never refuses."""
    return moved(STEPS, state, event)
