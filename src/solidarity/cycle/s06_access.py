"""
Station 6: access to the Pool (Arts 58, 59).

A state found under pressure says that it will use the Pool; any other notifies and waits for the
Commission's decision. Who has access is a benefitting Member State.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from enum import Enum
from typing import Final

from solidarity.cycle.amounts import Steps, moved
from solidarity.cycle.guards import (
    bound_state,
    entitled,
    in_time,
    in_turn,
    lawful,
    name_of,
    readable,
    recorded,
)
from solidarity.cycle.s02_determination import Determined, ShortcomingsIdentified
from solidarity.cycle.s05_pool import PoolActAdopted
from solidarity.errors import WrongStation
from solidarity.law.part2_annual_cycle.art14_technical_forum import may_convene
from solidarity.law.part4_solidarity import art58_intention, art59_access, art59_notification
from solidarity.ledger.events import Event, event
from solidarity.terms.citations import Art
from solidarity.terms.dates import say
from solidarity.terms.findings import Source
from solidarity.terms.quantities import Kind
from solidarity.terms.statuses import UNDER_PRESSURE, Status

Needs = tuple[tuple[Kind, str], ...]
_NO_STATUS: Final[frozenset[Status]] = frozenset()


@event
@dataclass(frozen=True, slots=True)
class UseIntended(Event):
    """A state under pressure by decision said that it will use the Pool (Art. 58(1)-(2))."""

    state: str
    on: date
    needs: tuple[tuple[Kind, str], ...]
    toolbox: str
    programmes: tuple[str, ...]
    source: Source


@event
@dataclass(frozen=True, slots=True)
class BenefittingReported(Event):
    """A state is reported as benefitting; its information under Art. 58(1) was not found."""

    state: str
    source: Source


@event
@dataclass(frozen=True, slots=True)
class PressureNotified(Event):
    """A state that considers itself under pressure notified the need to use the Pool (Art. 59)."""

    state: str
    on: date
    reasoning: str
    needs: tuple[tuple[Kind, str], ...]
    stabilisation: str
    vulnerabilities: str
    programmes: tuple[str, ...]
    source: Source


@event
@dataclass(frozen=True, slots=True)
class PressureDecided(Event):
    """The Commission decided on a notification and transmitted its decision (Art. 59(4)-(5))."""

    state: str
    on: date
    transmitted: date
    under_pressure: bool
    shortcomings: bool
    reasons: str
    source: Source


@event
@dataclass(frozen=True, slots=True)
class AccessRefused(Event):
    """The Commission or the Council denied access to the Pool (Art. 59(6))."""

    state: str
    by: str
    on: date
    ground: str
    source: Source


@event
@dataclass(frozen=True, slots=True)
class TechnicalForumConvened(Event):
    """The Technical-Level Forum met; on account of a state, or "" (Arts 14(5), 58(3), 59(6))."""

    on: date
    on_account_of: str


@dataclass(frozen=True, slots=True)
class IntendUse:
    """Say that the Pool will be used."""

    state: str
    on: date
    needs: Needs
    toolbox: str
    programmes: tuple[str, ...]
    source: Source


@dataclass(frozen=True, slots=True)
class ReportBenefitting:
    """Record that a state is reported as benefitting."""

    state: str
    source: Source


@dataclass(frozen=True, slots=True)
class NotifyPressure:
    """Notify the need to use the Pool; `additional` is what is new after a rejection."""

    state: str
    on: date
    reasoning: str
    needs: Needs
    stabilisation: str
    vulnerabilities: str
    programmes: tuple[str, ...]
    source: Source
    additional: str = ""


@dataclass(frozen=True, slots=True)
class DecidePressure:
    """Decide on a notification."""

    state: str
    on: date
    transmitted: date
    under_pressure: bool
    shortcomings: bool
    reasons: str
    source: Source


@dataclass(frozen=True, slots=True)
class RefuseAccess:
    """Deny access; `by` is "commission" or "council", `ground` one of art59_access.Ground."""

    state: str
    by: str
    on: date
    ground: str
    source: Source


@dataclass(frozen=True, slots=True)
class ConveneTechnicalForum:
    """Convene the Technical-Level Forum."""

    on: date
    on_account_of: str = ""


Command = (
    IntendUse
    | ReportBenefitting
    | NotifyPressure
    | DecidePressure
    | RefuseAccess
    | ConveneTechnicalForum
)


class AccessBasis(Enum):
    """On what a state benefits from the Pool."""

    USE_INTENDED = "use_intended"  # Art. 58(1)
    PRESSURE_DECIDED = "pressure_decided"  # Art. 59(4), not refused
    REPORTED = "reported"  # its information was not found


@dataclass(frozen=True, slots=True)
class State:
    """
    Who has access to the Pool.

    Attributes:
        year: Solidarity year; 0 where no year has been started.
        act: The first Council act; None before.
        statuses: Statuses of each state by the yearly decision.
        shortcomings: Last finding of systemic shortcomings in each state by the yearly decision.
        intended: Last information of each state that uses the Pool.
        reported: States reported as benefitting.
        notified: Last notification of each state.
        decided: Decision on the last notification of each state, if there is one.
        refused: Refusals of access that still stand.
        technical_forums: Meetings of the Technical-Level Forum, in order.
    """

    year: int = 0
    act: PoolActAdopted | None = None
    statuses: Mapping[str, frozenset[Status]] = field(default_factory=dict)
    shortcomings: Mapping[str, ShortcomingsIdentified] = field(default_factory=dict)
    intended: Mapping[str, UseIntended] = field(default_factory=dict)
    reported: Mapping[str, BenefittingReported] = field(default_factory=dict)
    notified: Mapping[str, PressureNotified] = field(default_factory=dict)
    decided: Mapping[str, PressureDecided] = field(default_factory=dict)
    refused: Mapping[str, AccessRefused] = field(default_factory=dict)
    technical_forums: tuple[TechnicalForumConvened, ...] = ()

    def access(self, code: str) -> AccessBasis | None:
        """On what a state benefits; None if it does not."""
        if code in self.intended:
            return AccessBasis.USE_INTENDED
        decided = self.decided.get(code)
        if decided is not None and art59_access.is_benefitting(
            under_pressure=decided.under_pressure, access_refused=code in self.refused
        ):
            return AccessBasis.PRESSURE_DECIDED
        return AccessBasis.REPORTED if code in self.reported else None

    def is_benefitting(self, code: str) -> bool:
        """Tell whether a state is a benefitting Member State (Art. 2(19))."""
        return self.access(code) is not None

    def benefitting(self) -> tuple[str, ...]:
        """Codes of all benefitting Member States, sorted."""
        known = {*self.intended, *self.decided, *self.reported}
        return tuple(code for code in sorted(known) if self.is_benefitting(code))

    def has_shortcomings(self, code: str, on: date) -> bool:
        """Tell whether a finding of systemic shortcomings holds on a day (Art. 60(3))."""
        found, decided = self.shortcomings.get(code), self.decided.get(code)
        if found is not None and found.on <= on and (found.until is None or on <= found.until):
            return True
        return decided is not None and decided.shortcomings and decided.on <= on


initial: Final = State()


def decide(command: Command, state: State) -> tuple[Event, ...]:
    """
    Decide what happens at this station.

    Raises:
        WrongStation: If the Council act, the notification or the decision it follows is missing.
        NotEntitled: If the state is not bound or must take the other way.
        LateAct: If access is refused after the two weeks.
        NotLawful: If parts are missing or a refused state is served.
        InputError: If something cannot be read.
    """
    if isinstance(command, IntendUse):
        return (_intended(command, state),)
    if isinstance(command, ReportBenefitting):
        act = _act(state, Art(58, 1))
        code = bound_state(command.state, act.on, Art(58, 1)).code
        _under_pressure(code, state)
        return (BenefittingReported(code, command.source),)
    if isinstance(command, NotifyPressure):
        return (_notified(command, state),)
    if isinstance(command, DecidePressure):
        return (_decided(command, state),)
    if isinstance(command, RefuseAccess):
        return (_refused(command, state),)
    return (_forum(command, state),)


def _act(state: State, source: Art) -> PoolActAdopted:
    if state.act is None:
        why = "the Council act that establishes the Pool is not adopted yet"
        raise WrongStation(why, source)
    return state.act


def _under_pressure(code: str, state: State) -> None:
    entitled(
        bool(state.statuses.get(code, _NO_STATUS) & UNDER_PRESSURE),
        f"the decision does not find {name_of(code)} under migratory pressure",
        Art(58, 1),
    )


def _complete(missing: tuple[str, ...], source: Art) -> None:
    lawful(not missing, f"still missing: {', '.join(missing)}", source)


def _intended(command: IntendUse, state: State) -> UseIntended:
    act = _act(state, Art(58, 1))
    code = bound_state(command.state, command.on, Art(58, 1)).code
    _under_pressure(code, state)
    in_turn(
        art58_intention.may_use_pool(
            statuses=state.statuses[code], act_adopted=act.on, informed=command.on
        ),
        "the information is given after the Council act",
        Art(58, 1),
    )
    needs, programmes = command.needs, command.programmes
    _complete(art58_intention.missing_parts(needs=needs, programmes=programmes), Art(58, 2))
    return UseIntended(code, command.on, needs, command.toolbox, programmes, command.source)


def _notified(command: NotifyPressure, state: State) -> PressureNotified:
    code = bound_state(command.state, command.on, Art(59, 1)).code
    entitled(
        art59_notification.may_notify(statuses=state.statuses.get(code, _NO_STATUS)),
        f"{name_of(code)} is found under pressure and says that it will use the Pool (Art. 58)",
        Art(59, 1),
    )
    decided = state.decided.get(code)
    if decided is not None:
        in_turn(
            not decided.under_pressure,
            f"{name_of(code)} is already decided to be under pressure",
            Art(59, 4),
        )
        lawful(
            art59_access.may_notify_again(rejected=True, additional=command.additional),
            "a new notification brings additional relevant information",
            Art(59, 7),
        )
    _complete(
        art59_notification.missing_parts(
            reasoning=command.reasoning,
            needs=command.needs,
            programmes=command.programmes,
            stabilisation=command.stabilisation,
            vulnerabilities=command.vulnerabilities,
        ),
        Art(59, 2),
    )
    return recorded(PressureNotified, command, state=code)


def _decided(command: DecidePressure, state: State) -> PressureDecided:
    code = bound_state(command.state, command.on, Art(59, 4)).code
    notified = state.notified.get(code)
    in_turn(
        notified is not None and code not in state.decided and notified.on <= command.on,
        f"no notification of {name_of(code)} is waiting for a decision",
        Art(59, 4),
    )
    readable(bool(command.reasons.strip()), "the decision has no reasons", "reasons", Art(59, 4))
    readable(command.transmitted >= command.on, "transmitted before it was taken", "a later day")
    return recorded(PressureDecided, command, state=code)


def _refused(command: RefuseAccess, state: State) -> AccessRefused:
    code = bound_state(command.state, command.on, Art(59, 6)).code
    by = command.by.strip().lower()
    entitled(
        by in {"commission", "council"},
        f'"{command.by}" cannot refuse access; the Commission and the Council can',
        Art(59, 6),
    )
    decided = state.decided.get(code)
    if decided is None or not decided.under_pressure or command.on < decided.transmitted:
        why = f"no decision finding {name_of(code)} under pressure has been transmitted"
        raise WrongStation(why, Art(59, 6))
    in_time(
        art59_access.may_refuse(
            by_council=by == "council", on=command.on, transmitted=decided.transmitted
        ),
        "the Council could refuse until "
        f"{say(art59_notification.council_refusal_due(decided.transmitted))}",
        Art(59, 6),
    )
    grounds = [ground.value for ground in art59_access.Ground]
    lawful(command.ground in grounds, f"access is refused for {' or '.join(grounds)}", Art(59, 6))
    return AccessRefused(code, by, command.on, command.ground, command.source)


def _forum(command: ConveneTechnicalForum, state: State) -> TechnicalForumConvened:
    act = _act(state, Art(14, 5))
    in_turn(
        may_convene(act_adopted=act.on, on=command.on),
        "the Technical-Level Forum meets after the Council act",
        Art(14, 5),
    )
    code = command.on_account_of
    if code:
        code = bound_state(code, command.on, Art(60, 1)).code
        lawful(state.is_benefitting(code), f"{name_of(code)} has no access to the Pool", Art(59, 6))
    return TechnicalForumConvened(command.on, code)


def warnings(command: Command, state: State) -> tuple[str, ...]:
    """Say what is late without being barred."""
    if not isinstance(command, ConveneTechnicalForum):
        return ()
    code = command.on_account_of
    intended, decided = state.intended.get(code), state.decided.get(code)
    if intended is not None:
        due, source = art58_intention.forum_due(intended.on), Art(58, 3)
    elif decided is not None:
        due, source = art59_notification.forum_due(decided.transmitted), Art(59, 6)
    else:
        return ()
    late = command.on > due
    return (f"the Technical-Level Forum was due on {say(due)} ({source})",) if late else ()


def _statuses(state: State, event: Determined) -> State:
    statuses: dict[str, frozenset[Status]] = {}
    for code, status in event.statuses:
        statuses[code] = statuses.get(code, _NO_STATUS) | {status}
    return replace(state, statuses=statuses)


def _shortcomings(state: State, event: ShortcomingsIdentified) -> State:
    return replace(state, shortcomings={**state.shortcomings, event.state: event})


def _pool(state: State, event: PoolActAdopted) -> State:
    return state if state.act is not None else replace(state, act=event)


def _use(state: State, event: UseIntended) -> State:
    return replace(state, intended={**state.intended, event.state: event})


def _reported(state: State, event: BenefittingReported) -> State:
    return replace(state, reported={**state.reported, event.state: event})


def _notification(state: State, event: PressureNotified) -> State:
    waiting = {  # a rejection makes room for the new decision; access once given stays
        code: item
        for code, item in state.decided.items()
        if code != event.state or item.under_pressure
    }
    return replace(state, notified={**state.notified, event.state: event}, decided=waiting)


def _decision(state: State, event: PressureDecided) -> State:
    refused = {code: item for code, item in state.refused.items() if code != event.state}
    return replace(state, decided={**state.decided, event.state: event}, refused=refused)


def _refusal(state: State, event: AccessRefused) -> State:
    return replace(state, refused={**state.refused, event.state: event})


def _technical(state: State, event: TechnicalForumConvened) -> State:
    return replace(state, technical_forums=(*state.technical_forums, event))


STEPS: Final[Steps[State]] = {
    Determined: _statuses,
    ShortcomingsIdentified: _shortcomings,
    PoolActAdopted: _pool,
    UseIntended: _use,
    BenefittingReported: _reported,
    PressureNotified: _notification,
    PressureDecided: _decision,
    AccessRefused: _refusal,
    TechnicalForumConvened: _technical,
}


def evolve(state: State, event: Event) -> State:
    """Move the state on by an event; never refuses."""
    return moved(STEPS, state, event)
