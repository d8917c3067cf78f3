"""
Station 8, the Coordinator's work in the Technical-Level Forum (Arts 14, 60, 65).

Meetings with their agenda, invitations, minutes and what was agreed to be done; the distribution of
contributions, decided by a named person with reasons; and, for alternative measures, the check that
nothing is done twice and the signature of both states, which together make the agreement.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Final

from solidarity.cycle import s08_implementation
from solidarity.cycle.amounts import Steps, moved
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
)
from solidarity.cycle.s08_implementation import AlternativeAgreed, AlternativeRequested
from solidarity.cycle.s08_preferences import PreferenceMarked
from solidarity.errors import WrongStation
from solidarity.law.part2_annual_cycle.art14_technical_forum import may_convene, takes_part
from solidarity.law.part4_solidarity.art60_operationalisation import is_owed_towards
from solidarity.law.part4_solidarity.art65_alternative import agreed_value, is_additional
from solidarity.ledger.events import Event, event
from solidarity.terms.citations import Art
from solidarity.terms.quantities import Euro, Kind, Persons

Deliveries = tuple[tuple[str, str, date, Persons | Euro], ...]
"""Who delivers to whom, in which month (its first day), how much."""


@event
@dataclass(frozen=True, slots=True)
class MeetingPrepared(Event):
    """A meeting of the Technical-Level Forum has its agenda and invitations (Art. 14(4)-(5))."""

    meeting: date
    invited: tuple[str, ...]
    agenda: tuple[str, ...]


@event
@dataclass(frozen=True, slots=True)
class MinutesRecorded(Event):
    """What was said at a meeting is written down (Art. 14(1))."""

    meeting: date
    minutes: str
    on: date


@event
@dataclass(frozen=True, slots=True)
class TaskAgreed(Event):
    """A meeting agreed that someone does something by a day (Art. 60(1))."""

    id: str
    meeting: date
    what: str
    owner: str
    due: date


@event
@dataclass(frozen=True, slots=True)
class TaskClosed(Event):
    """It was done, or given up, with its outcome (Art. 60(1))."""

    id: str
    outcome: str
    on: date


@event
@dataclass(frozen=True, slots=True)
class DistributionDecided(Event):
    """A named person decided who delivers to whom and when, with reasons (Art. 60(1)-(2))."""

    kind: Kind
    deliveries: tuple[tuple[str, str, date, Persons | Euro], ...]
    by: str
    reasons: str
    on: date


@event
@dataclass(frozen=True, slots=True)
class AlternativeChecked(Event):
    """It was checked that a measure comes on top of what exists (Art. 65(2))."""

    id: str
    by: str
    note: str
    on: date


@event
@dataclass(frozen=True, slots=True)
class AlternativeSigned(Event):
    """One of the two states signed a value of a measure (Art. 65(1))."""

    id: str
    by: str
    value: Euro
    on: date


@dataclass(frozen=True, slots=True)
class PrepareMeeting:
    """Prepare a meeting; `invited` are keys of art14_technical_forum.BODIES."""

    meeting: date
    invited: tuple[str, ...]
    agenda: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RecordMinutes:
    """Write down what was said at a meeting; a later record replaces the one before."""

    meeting: date
    minutes: str
    on: date


@dataclass(frozen=True, slots=True)
class AgreeTask:
    """Agree at a meeting that someone does something."""

    id: str
    meeting: date
    what: str
    owner: str
    due: date


@dataclass(frozen=True, slots=True)
class CloseTask:
    """Close what was agreed."""

    id: str
    outcome: str
    on: date


@dataclass(frozen=True, slots=True)
class DecideDistribution:
    """Decide who delivers to whom; `by` names the person."""

    kind: Kind
    deliveries: Deliveries
    by: str
    reasons: str
    on: date


@dataclass(frozen=True, slots=True)
class CheckAlternative:
    """Check that a measure is additional; the three questions are those of Art. 65(2)."""

    id: str
    by: str
    note: str
    on: date
    duplicates_agency: bool
    duplicates_union_funding: bool
    owed_to_agencies: bool


@dataclass(frozen=True, slots=True)
class SignAlternative:
    """Sign the value of a measure for one of its two states."""

    id: str
    by: str
    value: Euro
    on: date


Command = (
    PrepareMeeting
    | RecordMinutes
    | AgreeTask
    | CloseTask
    | DecideDistribution
    | CheckAlternative
    | SignAlternative
)


@dataclass(frozen=True, slots=True)
class State:
    """
    The Coordinator's work.

    Attributes:
        year: Solidarity year; 0 where no year has been started.
        implementation: What the station beside knows, as the year tells (`told`).
        prepared: Preparation of each meeting, by its day.
        minutes: Last minutes of each meeting.
        tasks: What was agreed to be done, by identifier.
        closed: How it ended.
        distributions: Decisions on the distribution, in order.
        checked: Check of each alternative measure.
        signed: Last signature of each state on each measure.
        marked: Preferences that touch a prohibited ground, in order.
    """

    year: int = 0
    implementation: s08_implementation.State = s08_implementation.initial
    prepared: Mapping[date, MeetingPrepared] = field(default_factory=dict)
    minutes: Mapping[date, MinutesRecorded] = field(default_factory=dict)
    tasks: Mapping[str, TaskAgreed] = field(default_factory=dict)
    closed: Mapping[str, TaskClosed] = field(default_factory=dict)
    distributions: tuple[DistributionDecided, ...] = ()
    checked: Mapping[str, AlternativeChecked] = field(default_factory=dict)
    signed: Mapping[str, Mapping[str, AlternativeSigned]] = field(default_factory=dict)
    marked: tuple[PreferenceMarked, ...] = ()


initial: Final = State()


def told(state: State, implementation: s08_implementation.State) -> State:
    """Tell this station what the one beside it knows; it is not folded twice."""
    return replace(state, implementation=implementation)


def decide(command: Command, state: State) -> tuple[Event, ...]:  # noqa: PLR0911 - one return per command
    """
    Decide what happens at this station.

    Raises:
        WrongStation: If the Council act, the meeting, the request or the check is missing, or the
            measure has begun.
        NotEntitled: If a body or a state has no place, or nobody is named who decides.
        LateAct: If something is to be delivered after the year.
        NotLawful: If a measure is not additional, or reasons are missing.
        InputError: If something cannot be read.
    """
    if isinstance(command, PrepareMeeting):
        return (_prepared(command, state),)
    if isinstance(command, RecordMinutes):
        _held(command.meeting, state)
        said = command.minutes.strip()
        readable(bool(said), "the minutes are empty", "what was said and agreed", Art(14, 1))
        in_turn(command.on >= command.meeting, "the meeting is still to come", Art(14, 1))
        return (MinutesRecorded(command.meeting, said, command.on),)
    if isinstance(command, AgreeTask):
        return (_agreed(command, state),)
    if isinstance(command, CloseTask):
        in_turn(command.id in state.tasks, f'nothing called "{command.id}" is agreed', Art(60, 1))
        in_turn(command.id not in state.closed, "it has been closed", Art(60, 1))
        readable(bool(command.outcome.strip()), "the outcome is empty", "how it ended", Art(60, 1))
        return (TaskClosed(command.id, command.outcome.strip(), command.on),)
    if isinstance(command, DecideDistribution):
        return (_distributed(command, state),)
    if isinstance(command, CheckAlternative):
        return (_checked(command, state),)
    return _signed(command, state)


def _held(meeting: date, state: State) -> None:
    """Insist that the forum met on a day."""
    meetings = {forum.on for forum in state.implementation.access.technical_forums}
    in_turn(
        meeting in meetings, "the Technical-Level Forum is not recorded to meet then", Art(14, 5)
    )


def _prepared(command: PrepareMeeting, state: State) -> MeetingPrepared:
    act = state.implementation.access.act
    in_turn(
        may_convene(act_adopted=None if act is None else act.on, on=command.meeting),
        "the Technical-Level Forum meets after the Council act",
        Art(14, 5),
    )
    for body in command.invited:
        entitled(
            takes_part(body, invited=True),
            f'"{body}" has no place in the Technical-Level Forum',
            Art(14, 4),
        )
    agenda = tuple(point.strip() for point in command.agenda if point.strip())
    readable(bool(agenda), "the agenda is empty", "at least one point", Art(14, 5))
    return MeetingPrepared(command.meeting, tuple(sorted(set(command.invited))), agenda)


def _agreed(command: AgreeTask, state: State) -> TaskAgreed:
    new_identifier(command.id, state.tasks)
    _held(command.meeting, state)
    readable(bool(command.what.strip()), "nothing is agreed", "what is to be done", Art(60, 1))
    readable(bool(command.owner.strip()), "nobody is named", "who does it", Art(60, 1))
    readable(
        command.due >= command.meeting, "it is due before the meeting", "a later day", Art(60, 1)
    )
    return TaskAgreed(
        command.id, command.meeting, command.what.strip(), command.owner.strip(), command.due
    )


def _distributed(command: DecideDistribution, state: State) -> DistributionDecided:
    access = state.implementation.access
    met = [forum for forum in access.technical_forums if forum.on <= command.on]
    in_turn(bool(met), "the Technical-Level Forum has not met yet", Art(60, 1))
    entitled(bool(command.by.strip()), "a person decides, and nobody is named", Art(60, 2))
    lawful(bool(command.reasons.strip()), "the decision has no reasons", Art(60, 2))
    lawful(
        command.kind is not Kind.FINANCIAL,
        "money goes to the Union budget and is shared after the year",
        Art(64, 1),
    )
    readable(bool(command.deliveries), "nothing is distributed", "at least one delivery")
    routes = [(state_, towards, month) for state_, towards, month, _ in command.deliveries]
    readable(len(set(routes)) == len(routes), "a delivery stands twice", "each once", Art(60, 2))
    for code, towards, month, amount in command.deliveries:
        in_unit_of(command.kind, amount, Art(60, 2))
        positive(amount, Art(60, 2))
        giver = bound_state(code, command.on, Art(60, 3)).code
        taker = bound_state(towards, command.on, Art(60, 3)).code
        why = f"{name_of(giver)} is itself a benefitting Member State"
        entitled(not access.is_benefitting(giver), why, Art(60, 3))
        why = f"{name_of(taker)} is not a benefitting Member State"
        entitled(access.is_benefitting(taker), why, Art(60, 3))
        in_time(month.year <= state.year, "pledges are delivered within the year", Art(60, 3))
    return DistributionDecided(
        command.kind, command.deliveries, command.by.strip(), command.reasons.strip(), command.on
    )


def _request(identifier: str, state: State) -> AlternativeRequested:
    request = state.implementation.requested.get(identifier)
    if request is None:
        why = "an alternative measure rests on a request of the benefitting state"
        raise WrongStation(why, Art(65, 1))
    in_turn(identifier not in state.implementation.started, "the measure has begun", Art(65, 1))
    return request


def _checked(command: CheckAlternative, state: State) -> AlternativeChecked:
    _request(command.id, state)
    entitled(bool(command.by.strip()), "a person checks, and nobody is named", Art(65, 2))
    lawful(
        is_additional(
            duplicates_agency=command.duplicates_agency,
            duplicates_union_funding=command.duplicates_union_funding,
            owed_to_agencies=command.owed_to_agencies,
        ),
        "the measure does what an agency or Union funding already does, or is owed to an agency",
        Art(65, 2),
    )
    return AlternativeChecked(command.id, command.by.strip(), command.note.strip(), command.on)


def _signed(command: SignAlternative, state: State) -> tuple[Event, ...]:
    request = _request(command.id, state)
    code = bound_state(command.by, command.on, Art(65, 1)).code
    entitled(
        code in {request.by, request.to},
        f"the measure is one between {name_of(request.by)} and {name_of(request.to)}",
        Art(65, 1),
    )
    in_turn(command.on >= request.on, "it is signed before it was requested", Art(65, 1))
    in_turn(
        command.id in state.checked,
        "it has not been checked that nothing is done twice",
        Art(65, 2),
    )
    positive(command.value, Art(65, 1))
    mine = AlternativeSigned(command.id, code, command.value, command.on)
    other = request.by if code == request.to else request.to
    theirs = state.signed.get(command.id, {}).get(other)
    if theirs is None or theirs.value != command.value:
        return (mine,)
    value = agreed_value(by_contributing=mine.value, by_benefitting=theirs.value)
    on = max(mine.on, theirs.on)
    return mine, AlternativeAgreed(command.id, request.to, request.by, value, on, on)


def warnings(command: Command, state: State) -> tuple[str, ...]:
    """Say what is not owed, or not agreed, without being barred."""
    if isinstance(command, SignAlternative):
        others = [
            sign
            for code, sign in state.signed.get(command.id, {}).items()
            if code != command.by and sign.value != command.value
        ]
        return tuple(
            f"{name_of(sign.by)} signed {sign.value}: no common value yet (Art. 65(1))"
            for sign in others
        )
    if not isinstance(command, DecideDistribution):
        return ()
    access = state.implementation.access
    towards = dict.fromkeys(taker for _, taker, _, _ in command.deliveries)
    return tuple(
        f"systemic shortcomings are found in {name_of(code)}: nothing is owed (Art. 60(3))"
        for code in towards
        if not is_owed_towards(systemic_shortcomings=access.has_shortcomings(code, command.on))
    )


def _preparation(state: State, event: MeetingPrepared) -> State:
    return replace(state, prepared={**state.prepared, event.meeting: event})


def _writing(state: State, event: MinutesRecorded) -> State:
    return replace(state, minutes={**state.minutes, event.meeting: event})


def _task(state: State, event: TaskAgreed) -> State:
    return replace(state, tasks={**state.tasks, event.id: event})


def _closing(state: State, event: TaskClosed) -> State:
    return replace(state, closed={**state.closed, event.id: event})


def _distribution(state: State, event: DistributionDecided) -> State:
    return replace(state, distributions=(*state.distributions, event))


def _check(state: State, event: AlternativeChecked) -> State:
    return replace(state, checked={**state.checked, event.id: event})


def _signature(state: State, event: AlternativeSigned) -> State:
    both = {**state.signed.get(event.id, {}), event.by: event}
    return replace(state, signed={**state.signed, event.id: both})


def _mark(state: State, event: PreferenceMarked) -> State:
    return replace(state, marked=(*state.marked, event))


STEPS: Final[Steps[State]] = {
    MeetingPrepared: _preparation,
    MinutesRecorded: _writing,
    TaskAgreed: _task,
    TaskClosed: _closing,
    DistributionDecided: _distribution,
    AlternativeChecked: _check,
    AlternativeSigned: _signature,
    PreferenceMarked: _mark,
}


def evolve(state: State, event: Event) -> State:
    """Move the state on by an event; never refuses."""
    return moved(STEPS, state, event)
