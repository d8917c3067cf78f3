"""
Station 4: the High-Level Forum, where Member States pledge (Arts 13, 57(3)-(4)).

Convened within 15 days of the three documents; reconvened by the Council when contributions are
too few. Each reconvening opens a new round: its pledges come in addition to those before.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Final

from solidarity.cycle.amounts import Line, Rounds, Steps, moved, over_rounds
from solidarity.cycle.guards import (
    bound_state,
    entitled,
    in_time,
    in_turn,
    in_unit_of,
    lawful,
    name_of,
)
from solidarity.cycle.s01_report import ReportAdopted
from solidarity.cycle.s02_determination import Determined
from solidarity.cycle.s03_proposal import Proposed
from solidarity.law.part2_annual_cycle.art13_high_level_forum import forum_due, may_reconvene
from solidarity.law.part4_solidarity.art57_pledge import missing_in_pledge
from solidarity.ledger.events import Event, event
from solidarity.terms.citations import Art
from solidarity.terms.dates import say
from solidarity.terms.findings import Basis, Source
from solidarity.terms.member_states import associated_state
from solidarity.terms.quantities import Euro, Kind, Persons, Quantity

_MAY_LACK: Final = {
    "value": frozenset({Basis.UNKNOWN}),
    "objective basis": frozenset({Basis.REPORTED, Basis.UNKNOWN}),
}
"""What the state told the forum may be missing where its pledge is known only from others."""


@event
@dataclass(frozen=True, slots=True)
class ForumConvened(Event):
    """The High-Level Forum met; several meetings can belong to one round (Art. 13(2))."""

    on: date
    round: int


@event
@dataclass(frozen=True, slots=True)
class ForumReconvened(Event):
    """The Council reconvened the forum for additional contributions (Art. 13(4))."""

    on: date
    ground: str
    source: Source


@event
@dataclass(frozen=True, slots=True)
class Pledged(Event):
    """A Member State pledged; the last pledge of a kind in a round counts (Art. 57(3)-(4))."""

    state: str
    kind: Kind
    amount: Persons | Euro | None
    basis: Basis
    source: Source
    objective_basis: str
    round: int


@event
@dataclass(frozen=True, slots=True)
class PledgeDeclined(Event):
    """A Member State said that it pledges nothing."""

    state: str
    source: Source


@event
@dataclass(frozen=True, slots=True)
class AdHocPledged(Event):
    """An associated state offered solidarity, apart from all totals (Art. 13(1))."""

    state: str
    kind: Kind
    amount: Persons | Euro | None
    source: Source


@dataclass(frozen=True, slots=True)
class ConveneForum:
    """Convene the forum."""

    on: date


@dataclass(frozen=True, slots=True)
class ReconveneForum:
    """Reconvene the forum, by simple majority of the Council, on one of the four grounds."""

    on: date
    ground: str
    simple_majority: bool
    source: Source


@dataclass(frozen=True, slots=True)
class Pledge:
    """Pledge an amount of one kind; None if it is not published."""

    state: str
    kind: Kind
    amount: Quantity | None
    basis: Basis
    source: Source
    on: date
    objective_basis: str = ""


@dataclass(frozen=True, slots=True)
class DeclinePledge:
    """Say that nothing is pledged."""

    state: str
    source: Source
    on: date


@dataclass(frozen=True, slots=True)
class PledgeAdHoc:
    """Offer solidarity as an associated state."""

    state: str
    kind: Kind
    amount: Quantity | None
    source: Source


Command = ConveneForum | ReconveneForum | Pledge | DeclinePledge | PledgeAdHoc


@dataclass(frozen=True, slots=True)
class State:
    """
    What has been pledged.

    Attributes:
        year: Solidarity year; 0 where no year has been started.
        documents: Day of adoption of each of "report", "decision", "proposal".
        meetings: Days on which the forum met.
        reconvened: Every reconvening.
        round: Number of the round; 0 before the forum was convened.
        act_adopted: Day of the last Council act, which closes the round; None while it is open.
        pledges: Lines of each state, by round and kind.
        declined: States that said they pledge nothing.
        ad_hoc: Offers of associated states, by kind; part of no total.
    """

    year: int = 0
    documents: Mapping[str, date] = field(default_factory=dict)
    meetings: tuple[date, ...] = ()
    reconvened: tuple[ForumReconvened, ...] = ()
    round: int = 0
    act_adopted: date | None = None
    pledges: Mapping[str, Rounds] = field(default_factory=dict)
    declined: Mapping[str, Source] = field(default_factory=dict)
    ad_hoc: Mapping[str, Mapping[Kind, AdHocPledged]] = field(default_factory=dict)

    @property
    def is_open(self) -> bool:
        """Tell whether pledges can be made now."""
        return self.round > 0 and self.act_adopted is None

    def pledged(self, code: str) -> dict[Kind, Quantity | None]:
        """Amounts a state pledged, rounds added; kinds it said nothing about are absent."""
        return over_rounds(self.pledges.get(code, {}))


initial: Final = State()


def close(state: State, on: date) -> State:
    """
    Close the round: the Council act is adopted.

    The act belongs to a later station, which this one does not know; the year passes it back.
    """
    return replace(state, act_adopted=on)


def decide(command: Command, state: State) -> tuple[Event, ...]:
    """
    Decide what happens at this station.

    Raises:
        WrongStation: If the forum meets before the documents, or again without being reconvened, or
            if a pledge comes before the forum.
        LateAct: If a pledge comes after the Council act and the forum was not reconvened.
        NotEntitled: If the state is not bound, or a bound state pledges ad hoc.
        NotLawful: If the forum is reconvened without ground or majority; if an alternative measure
            has no value or no objective basis.
        InputError: If something cannot be read.
    """
    if isinstance(command, ConveneForum):
        return (_convened(command, state),)
    if isinstance(command, ReconveneForum):
        in_turn(state.round > 0, "the forum has not met yet", Art(13, 4))
        lawful(
            may_reconvene(ground=command.ground, simple_majority=command.simple_majority),
            "the forum is reconvened by simple majority and on one of the grounds given there",
            Art(13, 4),
        )
        return (ForumReconvened(command.on, command.ground, command.source),)
    in_turn(state.round > 0, "pledges are made in the forum, which has not met yet", Art(13, 3))
    if isinstance(command, PledgeAdHoc):
        return (_ad_hoc(command),)
    first = min(state.meetings)
    in_turn(
        first <= command.on,
        f"pledges are made in the forum, which first met on {say(first)}",
        Art(13, 3),
    )
    code = bound_state(command.state, command.on, Art(57, 3)).code
    in_time(
        state.is_open,
        "the Council act is adopted and the forum has not been reconvened since",
        Art(13, 4),
    )
    if isinstance(command, DeclinePledge):
        return (PledgeDeclined(code, command.source),)
    return (_pledged(command, state, code),)


def _convened(command: ConveneForum, state: State) -> ForumConvened:
    for document in ("report", "decision"):
        day = state.documents.get(document)
        in_turn(
            day is not None and day <= command.on,
            f"the forum considers the {document}, which is not there yet",
            Art(13, 2),
        )
    in_turn(
        state.act_adopted is None,
        "the Council act is adopted; the forum meets again only if the Council reconvenes it",
        Art(13, 4),
    )
    return ForumConvened(command.on, max(state.round, 1))


def _ad_hoc(command: PledgeAdHoc) -> AdHocPledged:
    entitled(
        associated_state(command.state) is not None,
        f"{name_of(command.state)} is not an associated state and contributes through the Pool",
        Art(13, 1),
    )
    if command.amount is not None:
        in_unit_of(command.kind, command.amount, Art(13, 1))
    code = command.state.strip().upper()
    return AdHocPledged(code, command.kind, command.amount, command.source)


def _pledged(command: Pledge, state: State, code: str) -> Pledged:
    amount, basis = command.amount, command.basis
    missing = missing_in_pledge(
        kind=command.kind, amount=amount, objective_basis=command.objective_basis
    )
    missing = tuple(part for part in missing if basis not in _MAY_LACK[part])
    lawful(
        not missing,
        f"an alternative measure is pledged without {' and '.join(missing)}",
        Art(57, 4),
    )
    if amount is not None:
        in_unit_of(command.kind, amount, Art(57, 4))
    return Pledged(
        code, command.kind, amount, basis, command.source, command.objective_basis, state.round
    )


def warnings(command: Command, state: State) -> tuple[str, ...]:
    """Say what is late or missing without being barred."""
    if not isinstance(command, ConveneForum):
        return ()
    said = []
    if "proposal" not in state.documents:
        said.append("no proposal is recorded here; the forum considers it (Art. 13(2))")
    if state.documents and not state.meetings:
        due = forum_due(max(state.documents.values()))
        if command.on > due:
            said.append(f"the forum was due on {say(due)} (Art. 13(2))")
    return tuple(said)


def _document(state: State, name: str, on: date) -> State:
    return replace(state, documents={**state.documents, name: on})


def _report(state: State, event: ReportAdopted) -> State:
    return _document(state, "report", event.on)


def _determined(state: State, event: Determined) -> State:
    return _document(state, "decision", event.on)


def _proposed(state: State, event: Proposed) -> State:
    return _document(state, "proposal", event.on)


def _met(state: State, event: ForumConvened) -> State:
    return replace(state, meetings=(*state.meetings, event.on), round=max(state.round, event.round))


def _met_again(state: State, event: ForumReconvened) -> State:
    return replace(
        state,
        meetings=(*state.meetings, event.on),
        reconvened=(*state.reconvened, event),
        round=state.round + 1,
        act_adopted=None,
    )


def _added(state: State, event: Pledged) -> State:
    line = Line(event.amount, event.basis, event.source, event.objective_basis)
    rounds = {**state.pledges.get(event.state, {}), (event.round, event.kind): line}
    declined = {code: source for code, source in state.declined.items() if code != event.state}
    return replace(state, pledges={**state.pledges, event.state: rounds}, declined=declined)


def _declined(state: State, event: PledgeDeclined) -> State:
    kept = {
        key: line
        for key, line in state.pledges.get(event.state, {}).items()
        if key[0] < state.round
    }
    return replace(
        state,
        pledges={**state.pledges, event.state: kept},
        declined={**state.declined, event.state: event.source},
    )


def _offered(state: State, event: AdHocPledged) -> State:
    offers = {**state.ad_hoc.get(event.state, {}), event.kind: event}
    return replace(state, ad_hoc={**state.ad_hoc, event.state: offers})


STEPS: Final[Steps[State]] = {
    ReportAdopted: _report,
    Determined: _determined,
    Proposed: _proposed,
    ForumConvened: _met,
    ForumReconvened: _met_again,
    Pledged: _added,
    PledgeDeclined: _declined,
    AdHocPledged: _offered,
}


def evolve(state: State, event: Event) -> State:
    """Move the state on by an event; never refuses."""
    return moved(STEPS, state, event)
