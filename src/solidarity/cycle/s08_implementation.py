"""
Station 8: pledges are put into operation (Arts 60, 64, 65).

Preferences at the first meeting of the Technical-Level Forum, alternative measures from request to
start, deliveries to benefitting states, and the actions that money pays for.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Final

from solidarity.cycle import s06_access
from solidarity.cycle.amounts import Steps, moved
from solidarity.cycle.deliveries import Deliveries, counted, delivered, relocated
from solidarity.cycle.guards import (
    bound_state,
    entitled,
    in_time,
    in_turn,
    in_unit_of,
    lawful,
    name_of,
    new_identifier,
    positive,
    readable,
    recorded,
)
from solidarity.cycle.s08_preferences import ExpressPreference, PreferenceExpressed, voiced
from solidarity.errors import NotLawful, WrongStation
from solidarity.law.part4_solidarity import art64_financial as art64
from solidarity.law.part4_solidarity.art60_operationalisation import (
    is_owed_towards,
    may_go_on_after_year,
)
from solidarity.law.part4_solidarity.art65_alternative import may_start
from solidarity.ledger.events import Event, event
from solidarity.terms.citations import Art
from solidarity.terms.findings import Source
from solidarity.terms.quantities import Euro, Kind, Persons, Quantity

UNION_BUDGET: Final = "EU"
"""Where money goes: financial contributions are transfers to the Union budget (Art. 64(1))."""


@event
@dataclass(frozen=True, slots=True)
class AlternativeRequested(Event):
    """A benefitting state asked for an alternative measure (Art. 65(1))."""

    id: str
    by: str
    to: str
    measure: str
    on: date


@event
@dataclass(frozen=True, slots=True)
class AlternativeAgreed(Event):
    """Both states agreed on its value and told the Coordinator (Art. 65(1))."""

    id: str
    contributing: str
    benefitting: str
    value: Euro
    on: date
    notified_coordinator: date


@event
@dataclass(frozen=True, slots=True)
class AlternativeStarted(Event):
    """An agreed alternative measure began."""

    id: str
    on: date


@event
@dataclass(frozen=True, slots=True)
class Implemented(Event):
    """A contribution was delivered (Art. 60(3))."""

    state: str
    towards: str
    kind: Kind
    amount: Persons | Euro
    on: date
    source: Source


@event
@dataclass(frozen=True, slots=True)
class ActionListed(Event):
    """A benefitting state identified an action that money may pay for (Art. 64(2))."""

    id: str
    by: str
    objective: str
    programme: str
    amount: Euro
    third_country: bool
    on: date


@event
@dataclass(frozen=True, slots=True)
class ActionProgressed(Event):
    """Progress of a funded action was reported (Art. 64(5))."""

    id: str
    progress: str
    on: date


@dataclass(frozen=True, slots=True)
class RequestAlternative:
    """Ask a contributing state for an alternative measure."""

    id: str
    by: str
    to: str
    measure: str
    on: date


@dataclass(frozen=True, slots=True)
class AgreeAlternative:
    """Agree on the value of a requested measure."""

    id: str
    contributing: str
    benefitting: str
    value: Euro
    on: date
    notified_coordinator: date


@dataclass(frozen=True, slots=True)
class StartAlternative:
    """Begin an agreed measure."""

    id: str
    on: date


@dataclass(frozen=True, slots=True)
class Implement:
    """
    Deliver a contribution to a benefitting state, or money to the `UNION_BUDGET`.

    `alternative` names the agreed measure delivered; `begun` is the day a relocation began.
    """

    state: str
    towards: str
    kind: Kind
    amount: Quantity
    on: date
    source: Source
    alternative: str = ""
    begun: date | None = None


@dataclass(frozen=True, slots=True)
class ListAction:
    """Identify an action that money may pay for; whether it fits is settled with the Commission."""

    id: str
    by: str
    objective: str
    programme: str
    amount: Euro
    third_country: bool
    on: date
    fits_objectives: bool | None = None


@dataclass(frozen=True, slots=True)
class ProgressAction:
    """Report the progress of an action."""

    id: str
    progress: str
    on: date


Command = (
    ExpressPreference
    | RequestAlternative
    | AgreeAlternative
    | StartAlternative
    | Implement
    | ListAction
    | ProgressAction
)


@dataclass(frozen=True, slots=True)
class State:
    """
    What has been delivered.

    Attributes:
        year: Solidarity year; 0 where no year has been started.
        access: What this station knows of access to the Pool.
        preferences: Every preference, in order.
        requested: Alternative measures asked for, by identifier.
        agreed: Last agreement on each.
        started: Day on which each began.
        actions: Actions in the Coordinator's inventory, by identifier.
        progress: Reports on each action, in order.
        implemented: Deliveries of each contributing state to each benefitting one.
        late: That part of them which came after the year.
    """

    year: int = 0
    access: s06_access.State = s06_access.initial
    preferences: tuple[PreferenceExpressed, ...] = ()
    requested: Mapping[str, AlternativeRequested] = field(default_factory=dict)
    agreed: Mapping[str, AlternativeAgreed] = field(default_factory=dict)
    started: Mapping[str, date] = field(default_factory=dict)
    actions: Mapping[str, ActionListed] = field(default_factory=dict)
    progress: Mapping[str, tuple[ActionProgressed, ...]] = field(default_factory=dict)
    implemented: Deliveries = field(default_factory=dict)
    late: Deliveries = field(default_factory=dict)

    def delivered(self, code: str, towards: str, kind: Kind) -> Quantity:
        """What a state delivered to another of one kind."""
        return delivered(self.implemented, kind, code, towards)

    def delivered_by(self, code: str, kind: Kind) -> Quantity:
        """What a state delivered in all of one kind."""
        return delivered(self.implemented, kind, code)

    def late_by(self, code: str, kind: Kind) -> Quantity:
        """What of it came after the year."""
        return delivered(self.late, kind, code)

    def relocated_in_time(self) -> dict[str, Persons]:
        """Persons each state relocated within the year."""
        return relocated(self.implemented, self.late)

    def agreed_value(self, code: str) -> Euro:
        """Agreed value of all alternative measures of a contributing state."""
        return Euro(sum(i.value.cents for i in self.agreed.values() if i.contributing == code))


initial: Final = State()


def decide(command: Command, state: State) -> tuple[Event, ...]:  # noqa: PLR0911 - one return per command
    """
    Decide what happens at this station.

    Raises:
        WrongStation: If the Council act, a request, an agreement or an action is missing.
        LateAct: If a preference or a delivery comes too late and nothing lets it go on.
        NotEntitled: If a state is not bound, or not benefitting where only such a state acts or
            receives.
        NotLawful: If an alternative measure is not requested, agreed and notified; if an action
            lacks a part, or a marked preference its reason; if money goes elsewhere than to the
            Union budget.
        InputError: If something cannot be read.
    """
    if isinstance(command, ExpressPreference):
        return _preference(command, state)
    if isinstance(command, RequestAlternative):
        return (_requested(command, state),)
    if isinstance(command, AgreeAlternative):
        return (_agreed(command, state),)
    if isinstance(command, StartAlternative):
        return (_started(command, state),)
    if isinstance(command, Implement):
        return (_implemented(command, state),)
    if isinstance(command, ListAction):
        return (_listed(command, state),)
    in_turn(command.id in state.actions, f'no action "{command.id}" is listed', Art(64, 5))
    return (ActionProgressed(command.id, command.progress, command.on),)


def _preference(command: ExpressPreference, state: State) -> tuple[Event, ...]:
    code = bound_state(command.state, command.on, Art(60, 4)).code
    if not state.access.technical_forums:
        why = "preferences are voiced at the Technical-Level Forum, which has not met yet"
        raise WrongStation(why, Art(60, 4))
    first = min(meeting.on for meeting in state.access.technical_forums)
    in_turn(command.on >= first, "the first meeting is still to come", Art(60, 4))
    in_time(
        command.on == first, "preferences are voiced at the first meeting of the year", Art(60, 4)
    )
    return voiced(command, code)


def _benefitting(code: str, on: date, state: State, source: Art) -> str:
    found = bound_state(code, on, source).code
    entitled(
        state.access.is_benefitting(found),
        f"{name_of(found)} is not a benefitting Member State",
        source,
    )
    return found


def _requested(command: RequestAlternative, state: State) -> AlternativeRequested:
    new_identifier(command.id, state.requested)
    by = _benefitting(command.by, command.on, state, Art(65, 1))
    to = bound_state(command.to, command.on, Art(65, 1)).code
    why = f"{name_of(to)} is itself a benefitting Member State"
    entitled(not state.access.is_benefitting(to), why, Art(65, 1))
    return AlternativeRequested(command.id, by, to, command.measure, command.on)


def _agreed(command: AgreeAlternative, state: State) -> AlternativeAgreed:
    request = state.requested.get(command.id)
    if request is None or command.on < request.on:
        why = "an alternative measure rests on a request of the benefitting state"
        raise WrongStation(why, Art(65, 1))
    contributing = bound_state(command.contributing, command.on, Art(65, 1)).code
    benefitting = bound_state(command.benefitting, command.on, Art(65, 1)).code
    entitled(
        (request.to, request.by) == (contributing, benefitting),
        f"the request was made by {name_of(request.by)} to {name_of(request.to)}",
        Art(65, 1),
    )
    in_turn(command.id not in state.started, "the measure has begun", Art(65, 1))
    positive(command.value, Art(65, 1))
    return recorded(AlternativeAgreed, command, contributing=contributing, benefitting=benefitting)


def _started(command: StartAlternative, state: State) -> AlternativeStarted:
    agreed = state.agreed.get(command.id)
    lawful(
        may_start(
            requested=command.id in state.requested,
            agreed=agreed is not None and agreed.on <= command.on,
            notified=agreed is not None and agreed.notified_coordinator <= command.on,
        ),
        "a measure begins when it is requested, its value agreed and the Coordinator told",
        Art(65, 1),
    )
    return AlternativeStarted(command.id, command.on)


def _implemented(command: Implement, state: State) -> Implemented:
    act = state.access.act
    in_turn(
        act is not None and act.on <= command.on,
        "pledges are implemented after the Council act, which is not adopted yet",
        Art(60, 3),
    )
    code = bound_state(command.state, command.on, Art(60, 3)).code
    in_unit_of(command.kind, command.amount, Art(56, 2))
    positive(command.amount, Art(56, 2))
    if command.kind is Kind.FINANCIAL:
        lawful(
            art64.is_financial_contribution(to_union_budget=command.towards == UNION_BUDGET),
            "a financial contribution is a transfer to the Union budget, not to a state",
            Art(64, 1),
        )
        towards = UNION_BUDGET
    else:
        towards = _benefitting(command.towards, command.on, state, Art(60, 3))
        readable(towards != code, "a state delivers to itself", "another state")
    begun = _begun(command, code, towards, state)
    if command.on.year > state.year:
        why = "the year is over, and what is delivered had not begun in it"
        in_time(may_go_on_after_year(kind=command.kind, begun=begun), why, Art(60, 3))
    return Implemented(code, towards, command.kind, command.amount, command.on, command.source)


def _begun(command: Implement, code: str, towards: str, state: State) -> bool:
    """Tell whether a delivery had begun, or its measure was agreed, within the year."""
    if command.kind is not Kind.ALTERNATIVE:
        return command.begun is not None and command.begun.year <= state.year
    agreed, started = state.agreed.get(command.alternative), state.started.get(command.alternative)
    if agreed is None or started is None or started > command.on:
        why = "an alternative measure is delivered once agreed and begun"
        raise NotLawful(why, Art(65, 1))
    entitled(
        (agreed.contributing, agreed.benefitting) == (code, towards),
        f"the measure is one of {name_of(agreed.contributing)} for {name_of(agreed.benefitting)}",
        Art(65, 1),
    )
    return agreed.on.year <= state.year


def _listed(command: ListAction, state: State) -> ActionListed:
    new_identifier(command.id, state.actions)
    by = _benefitting(command.by, command.on, state, Art(64, 2))
    missing = art64.missing_in_action(
        objective=command.objective,
        programme=command.programme,
        amount=command.amount,
        fits_objectives=command.fits_objectives,
    )
    lawful(not missing, f"the action lacks {', '.join(missing)}", Art(64, 2))
    return recorded(ActionListed, command, by=by)


def warnings(command: Command, state: State) -> tuple[str, ...]:
    """Say what is late or not owed without being barred."""
    if not isinstance(command, Implement):
        return ()
    said = []
    if command.on.year > state.year and command.kind is not Kind.FINANCIAL:
        said.append("delivered after the year; counted as late (Art. 60(3))")
    owed = is_owed_towards(
        systemic_shortcomings=state.access.has_shortcomings(command.towards, command.on)
    )
    if not owed:
        said.append("systemic shortcomings are found there: nothing is owed (Art. 60(3))")
    return tuple(said)


def _delivery(state: State, event: Implemented) -> State:
    """Count a delivery; `replace` would take as long as all the rest."""
    route = event.state, event.towards
    late = state.late
    if event.on.year > state.year:
        late = counted(late, route, event.kind, event.amount)
    return State(
        state.year,
        state.access,
        state.preferences,
        state.requested,
        state.agreed,
        state.started,
        state.actions,
        state.progress,
        counted(state.implemented, route, event.kind, event.amount),
        late,
    )


def _access(state: State, event: Event) -> State:
    return replace(state, access=s06_access.evolve(state.access, event))


def _wish(state: State, event: PreferenceExpressed) -> State:
    return replace(state, preferences=(*state.preferences, event))


def _request(state: State, event: AlternativeRequested) -> State:
    return replace(state, requested={**state.requested, event.id: event})


def _agreement(state: State, event: AlternativeAgreed) -> State:
    return replace(state, agreed={**state.agreed, event.id: event})


def _start(state: State, event: AlternativeStarted) -> State:
    return replace(state, started={**state.started, event.id: event.on})


def _action(state: State, event: ActionListed) -> State:
    return replace(state, actions={**state.actions, event.id: event})


def _progress(state: State, event: ActionProgressed) -> State:
    reports = (*state.progress.get(event.id, ()), event)
    return replace(state, progress={**state.progress, event.id: reports})


STEPS: Final[Steps[State]] = {
    **dict.fromkeys(s06_access.STEPS, _access),
    PreferenceExpressed: _wish,
    AlternativeRequested: _request,
    AlternativeAgreed: _agreement,
    AlternativeStarted: _start,
    Implemented: _delivery,
    ActionListed: _action,
    ActionProgressed: _progress,
}


def evolve(state: State, event: Event) -> State:
    """Move the state on by an event; never refuses."""
    return moved(STEPS, state, event)
