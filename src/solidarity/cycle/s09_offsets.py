"""
Station 9: responsibility offsets (Arts 63, 69).

Instead of relocations a contributing state takes over applications that a benefitting state would
have to examine: asked for, offered, mandatory, or made up after the year.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Final

from solidarity.cycle import s07_deductions
from solidarity.cycle.amounts import Steps, Total, moved, total
from solidarity.cycle.guards import (
    bound_state,
    entitled,
    in_turn,
    lawful,
    name_of,
    new_identifier,
    positive,
    readable,
)
from solidarity.errors import OutOfScope, WrongStation
from solidarity.law.part2_annual_cycle.art12_proposal import RELOCATIONS_MIN
from solidarity.law.part4_solidarity import art63_responsibility_offsets as art63
from solidarity.law.part4_solidarity.art60_operationalisation import is_owed_towards
from solidarity.law.part4_solidarity.art63_thresholds import ForumNeeded, is_reduced_below
from solidarity.law.part4_solidarity.art63_value import is_limited_to_fair_share
from solidarity.law.part4_solidarity.art69_offset_procedure import (
    accepted_number,
    is_complete,
    may_identify,
    reply_due,
)
from solidarity.ledger.events import Event, event
from solidarity.terms.citations import Art
from solidarity.terms.dates import say
from solidarity.terms.findings import Basis, Source
from solidarity.terms.quantities import ZERO_PERSONS, Kind, Persons

_ASKED: Final = (1, 2)
_MANDATORY: Final = (3, 4)
_MADE_UP: Final = 5
_ALL: Final = (*_ASKED, *_MANDATORY, _MADE_UP)


@event
@dataclass(frozen=True, slots=True)
class OffsetRequested(Event):
    """A benefitting state asked a contributing one to take over applications (Art. 69(1))."""

    id: str
    by: str
    to: str
    applications: Persons
    on: date


@event
@dataclass(frozen=True, slots=True)
class OffsetOffered(Event):
    """A contributing state declared its willingness (Art. 63(2))."""

    id: str
    by: str
    to: str
    on: date


@event
@dataclass(frozen=True, slots=True)
class OffsetAgreed(Event):
    """The benefitting state agreed to an offer (Art. 63(2))."""

    id: str
    on: date


@event
@dataclass(frozen=True, slots=True)
class OffsetReplied(Event):
    """The contributing state said how many applications it accepts (Art. 69(2))."""

    id: str
    accepted: Persons
    on: date


@event
@dataclass(frozen=True, slots=True)
class OffsetTaken(Event):
    """A state took over applications under a paragraph of Art. 63; None if not published."""

    state: str
    towards: str
    applications: Persons | None
    paragraph: int
    on: date | None
    basis: Basis
    source: Source


@dataclass(frozen=True, slots=True)
class RequestOffset:
    """Ask a contributing state to take over so many applications."""

    id: str
    by: str
    to: str
    applications: Persons
    on: date


@dataclass(frozen=True, slots=True)
class OfferOffset:
    """Declare willingness; `fair_share` is the offering state's own, in persons."""

    id: str
    by: str
    to: str
    on: date
    fair_share: Persons


@dataclass(frozen=True, slots=True)
class AgreeOffset:
    """Agree to an offer."""

    id: str
    on: date


@dataclass(frozen=True, slots=True)
class ReplyOffset:
    """Say how many applications are accepted."""

    id: str
    accepted: Persons
    on: date


@dataclass(frozen=True, slots=True)
class TakeOffset:
    """
    Take over applications.

    Attributes:
        state: Contributing state.
        towards: Benefitting state.
        applications: How many; None if not published.
        paragraph: Paragraph of Art. 63.
        on: Day.
        basis: How it is known.
        source: Where it is recorded.
        fair_share: Fair share of the contributing state; used under paragraphs 3 and 4.
        accepted: Relocations it had accepted under Art. 67(9); used under paragraph 5.
        forum_needed: Reading R-014.
    """

    state: str
    towards: str
    applications: Persons | None
    paragraph: int
    on: date
    basis: Basis
    source: Source
    fair_share: Persons = ZERO_PERSONS
    accepted: Persons = ZERO_PERSONS
    forum_needed: str = ForumNeeded.NOT_AFTER_DEDUCTIONS.value


Command = RequestOffset | OfferOffset | AgreeOffset | ReplyOffset | TakeOffset

Rows = Mapping[tuple[str, int, bool], OffsetTaken]
"""Offsets by benefitting state, paragraph, and whether the number is published; numbers added."""


@dataclass(frozen=True, slots=True)
class State:
    """
    Which offsets are asked for, accepted and taken.

    Attributes:
        year: Solidarity year; 0 where no year has been started.
        deductions: What this station knows of the Pool, of access and of deductions.
        relocated: Persons a state relocated by the end of the year, as the year tells (`told`).
        requests: Requests by identifier.
        offers: Offers by identifier.
        agreed: Day on which the benefitting state agreed to each offer.
        replies: Reply to each request.
        rows: Offsets of each state, numbers of the same kind added.
        last_taken: The last entry on offsets of each state, with its basis and source.
    """

    year: int = 0
    deductions: s07_deductions.State = s07_deductions.initial
    relocated: Mapping[str, Persons] = field(default_factory=dict)
    requests: Mapping[str, OffsetRequested] = field(default_factory=dict)
    offers: Mapping[str, OffsetOffered] = field(default_factory=dict)
    agreed: Mapping[str, date] = field(default_factory=dict)
    replies: Mapping[str, OffsetReplied] = field(default_factory=dict)
    rows: Mapping[str, Rows] = field(default_factory=dict)

    @property
    def taken(self) -> tuple[OffsetTaken, ...]:
        """Every row of offsets taken, with the source of the last event behind it."""
        return tuple(row for rows in self.rows.values() for row in rows.values())

    last_taken: Mapping[str, OffsetTaken] = field(default_factory=dict)

    def offsets_of(self, code: str, paragraphs: tuple[int, ...] = _ALL) -> Total[Persons]:
        """Offsets a state took under some paragraphs; the state itself is named if more exist."""
        rows = [row for row in self.rows.get(code, {}).values() if row.paragraph in paragraphs]
        return total(((code, row.applications) for row in rows), ZERO_PERSONS)


initial: Final = State()


def told(state: State, relocated: Mapping[str, Persons]) -> State:
    """
    Tell the station what was relocated by the end of the year.

    Deliveries are counted once, at the station before; this one is told when it has to decide.
    """
    return replace(state, relocated=relocated)


def decide(command: Command, state: State) -> tuple[Event, ...]:
    """
    Decide what happens at this station.

    Raises:
        WrongStation: If an offer, a request or a reply is missing, or if making up comes before the
            end of the year.
        NotEntitled: If a state is not bound, or not on the side on which it acts.
        NotLawful: If a threshold is not reached, or a number accepted, owed or capped is exceeded.
        OutOfScope: If a threshold cannot be judged because a figure is not published.
        InputError: If something cannot be read.
    """
    if isinstance(command, TakeOffset):
        return (_taken(command, state),)
    if isinstance(command, RequestOffset):
        return (_requested(command, state),)
    if isinstance(command, OfferOffset):
        return (_offered(command, state),)
    if isinstance(command, AgreeOffset):
        offer = state.offers.get(command.id)
        in_turn(
            offer is not None and offer.on <= command.on,
            f'no offer "{command.id}" has been made',
            Art(63, 2),
        )
        return (OffsetAgreed(command.id, command.on),)
    request = state.requests.get(command.id)
    if request is None or command.on < request.on:
        raise WrongStation(f'no offset "{command.id}" has been requested', Art(69, 2))
    in_turn(command.id not in state.replies, "the request has been answered", Art(69, 2))
    accepted = accepted_number(requested=request.applications, replied=command.accepted)
    return (OffsetReplied(command.id, accepted, command.on),)


def _sides(
    state: State, source: Art, *, benefitting: str, contributing: str, on: date
) -> tuple[str, str]:
    """Check that one state benefits and the other, bound, does not; give both codes."""
    first, second = bound_state(benefitting, on, source), bound_state(contributing, on, source)
    access = state.deductions.access
    entitled(
        access.is_benefitting(first.code), f"{first} is not a benefitting Member State", source
    )
    entitled(
        not access.is_benefitting(second.code),
        f"{second} is itself a benefitting Member State",
        source,
    )
    return first.code, second.code


def _is_half_pledged(state: State) -> bool:
    """Tell whether relocation pledges reach half of the proposal (Art. 63(1))."""
    proposal = state.deductions.pool.proposal
    if proposal is None:
        raise OutOfScope("no proposal is recorded here, so half of it is not known (Art. 63(1))")
    pledges, proposed = state.deductions.relocation_pledges(), proposal.relocations
    reached = art63.may_request_offsets(relocation_pledges=pledges.known, proposed=proposed)
    if not reached and not pledges.is_complete:
        raise OutOfScope(
            f"at least {pledges.known} relocations are pledged; not published: "
            f"{', '.join(pledges.unknown)} (Art. 63(1))"
        )
    return reached


def _requested(command: RequestOffset, state: State) -> OffsetRequested:
    new_identifier(command.id, state.requests)
    by, to = _sides(
        state, Art(63, 1), benefitting=command.by, contributing=command.to, on=command.on
    )
    lawful(
        is_complete(applications=command.applications),
        "the request does not say how many applications",
        Art(69, 1),
    )
    is_agreed = any(
        (offer.by, offer.to) == (to, by) and state.agreed.get(offer.id, date.max) <= command.on
        for offer in state.offers.values()
    )
    lawful(
        is_agreed or _is_half_pledged(state),
        "less than half of the relocations proposed are pledged, and there is no agreed offer",
        Art(63, 1),
    )
    return OffsetRequested(command.id, by, to, command.applications, command.on)


def _offered(command: OfferOffset, state: State) -> OffsetOffered:
    new_identifier(command.id, state.offers)
    to, by = _sides(
        state, Art(63, 2), benefitting=command.to, contributing=command.by, on=command.on
    )
    own = state.deductions.pool.fixed_of(by, Kind.RELOCATION)
    is_open = isinstance(own, Persons) and art63.may_offer_by_own_share(
        relocations_pledged=own, fair_share=command.fair_share
    )
    lawful(
        is_open or _is_half_pledged(state),
        f"neither half of the proposal is pledged nor half of the fair share of {name_of(by)}",
        Art(63, 2),
    )
    return OffsetOffered(command.id, by, to, command.on)


def _taken(command: TakeOffset, state: State) -> OffsetTaken:
    paragraph, applications = command.paragraph, command.applications
    readable(
        paragraph in _ALL,
        f"offsets under Art. 63({paragraph})",
        "a paragraph from 1 to 5",
    )
    day = command.on
    if day is None:
        act = state.deductions.pool.act
        in_turn(act is not None, "the Council act is not adopted yet", Art(63, paragraph))
        day = date(state.year, 12, 31)
    towards, code = _sides(
        state,
        Art(63, paragraph),
        benefitting=command.towards,
        contributing=command.state,
        on=day,
    )
    if applications is not None:
        positive(applications, Art(63, paragraph))
        _within(command, state, applications, route=(code, towards))
    return OffsetTaken(
        code, towards, applications, paragraph, command.on, command.basis, command.source
    )


def _within(
    command: TakeOffset, state: State, applications: Persons, *, route: tuple[str, str]
) -> None:
    """Check a known number against what was accepted, is owed, or is the most that can be owed."""
    code, towards = route
    if command.paragraph in _ASKED:
        accepted = sum(
            reply.accepted.count
            for key, reply in state.replies.items()
            if (state.requests[key].by, state.requests[key].to) == (towards, code)
        )
        before = sum(
            row.applications.count
            for row in state.rows.get(code, {}).values()
            if row.towards == towards and row.paragraph in _ASKED and row.applications is not None
        )
        lawful(
            may_identify(identified=Persons(before) + applications, accepted=Persons(accepted)),
            f"{Persons(accepted)} applications were accepted, {Persons(before)} of them taken over",
            Art(69, 3),
        )
    elif command.paragraph in _MANDATORY:
        _mandatory(command, code, applications, state)
    else:
        _made_up(command, code, applications, state)


def _mandatory(command: TakeOffset, code: str, applications: Persons, state: State) -> None:
    act = state.deductions.pool.act
    if act is None:
        raise WrongStation("the Council act is not adopted yet", Art(63, 3))
    target = art63.target(relocations_min=RELOCATIONS_MIN.on(act.on), reference=act.relocations)
    fixed, effective = state.deductions.relocation_pledges(), state.deductions.effective_pledges()
    is_open = art63.is_mandatory(
        pledges=effective.known,
        target=target,
        forum_reconvened=state.deductions.pool.reconvened > 0,
        reduced=is_reduced_below(fixed=fixed.known, effective=effective.known, target=target),
        forum_needed=command.forum_needed,
    )
    lawful(
        is_open,
        f"{effective.known} relocations remain and {target} are aimed at; offsets are mandatory "
        "below that number, once the forum has met again where that is needed",
        Art(63, command.paragraph),
    )
    own = state.deductions.pool.fixed_of(code, Kind.RELOCATION)
    most = art63.cap(
        fair_share=command.fair_share,
        relocations=own if isinstance(own, Persons) else ZERO_PERSONS,
        offsets_taken=state.offsets_of(code, _MANDATORY).known,
    )
    lawful(
        applications <= most or not is_limited_to_fair_share(paragraph=command.paragraph),
        f"{most} more applications lie within the fair share of {name_of(code)}",
        Art(63, 7),
    )


def _made_up(command: TakeOffset, code: str, applications: Persons, state: State) -> None:
    in_turn(
        command.on is None or command.on.year > state.year,
        "relocations can be made up after the end of the year",
        Art(63, 5),
    )
    own = state.deductions.pool.fixed_of(code, Kind.RELOCATION)
    if not isinstance(own, Persons):
        raise OutOfScope(f"the relocations {name_of(code)} pledged are not published (Art. 63(5))")
    owed = art63.make_up(
        pledged=own,
        implemented=state.relocated.get(code, ZERO_PERSONS),
        accepted=command.accepted,
    )
    before = state.offsets_of(code, (_MADE_UP,)).known
    lawful(
        before + applications <= owed,
        f"{name_of(code)} has {owed} relocations to make up, {before} of them are made up",
        Art(63, 5),
    )


def warnings(command: Command, state: State) -> tuple[str, ...]:
    """Say what is late or not owed without being barred."""
    if isinstance(command, ReplyOffset) and command.id in state.requests:
        due = reply_due(state.requests[command.id].on)
        late = command.on > due
        return (f"the reply was due on {say(due)} (Art. 69(2))",) if late else ()
    if isinstance(command, TakeOffset) and command.on is not None:
        found = state.deductions.access.has_shortcomings(command.towards, command.on)
        if not is_owed_towards(systemic_shortcomings=found):
            return ("systemic shortcomings are found there: no offset is owed (Art. 60(3))",)
    return ()


def _past(state: State, event: Event) -> State:
    return replace(state, deductions=s07_deductions.evolve(state.deductions, event))


def _request(state: State, event: OffsetRequested) -> State:
    return replace(state, requests={**state.requests, event.id: event})


def _offer(state: State, event: OffsetOffered) -> State:
    return replace(state, offers={**state.offers, event.id: event})


def _agreement(state: State, event: OffsetAgreed) -> State:
    return replace(state, agreed={**state.agreed, event.id: event.on})


def _reply(state: State, event: OffsetReplied) -> State:
    return replace(state, replies={**state.replies, event.id: event})


def _take(state: State, event: OffsetTaken) -> State:
    rows = state.rows.get(event.state, {})
    key = (event.towards, event.paragraph, event.applications is not None)
    before = rows.get(key)
    if before is not None and before.applications is not None and event.applications is not None:
        event = replace(event, applications=before.applications + event.applications)
    return replace(state, rows={**state.rows, event.state: {**rows, key: event}})


STEPS: Final[Steps[State]] = {
    **dict.fromkeys(s07_deductions.STEPS, _past),
    OffsetRequested: _request,
    OffsetOffered: _offer,
    OffsetAgreed: _agreement,
    OffsetReplied: _reply,
    OffsetTaken: _take,
}


def evolve(state: State, event: Event) -> State:
    """Move the state on by an event; never refuses."""
    return moved(STEPS, state, event)
