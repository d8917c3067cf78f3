"""`/2026/operations`: the Technical-Level Forum: who delivers what to whom, by when?"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from solidarity.adapters.tables import Cell
from solidarity.cycle.distribution import (
    Proposal,
    Route,
    implementation,
    months_left,
    over_months,
    propose,
)
from solidarity.cycle.s08_forum import Deliveries
from solidarity.errors import InputError
from solidarity.terms.quantities import Kind as Measure
from solidarity.terms.quantities import Persons, percent
from solidarity.web import choices
from solidarity.web.acts import offered, present, provide
from solidarity.web.desk import YearView
from solidarity.web.fields import Field, Kind, read_fields, state_name
from solidarity.web.listings import Listing, done, file_of
from solidarity.web.operations_forms import DISTRIBUTION, bodies, forms
from solidarity.web.roles import Act
from solidarity.web.text import _
from solidarity.web.visit import Visit
from solidarity.web.work_tables import (
    DECIDED,
    DELIVERIES,
    DRAWS,
    MEETINGS,
    PREFERENCES,
    TASKS,
)

router = APIRouter()

_NEED: Final = "need_"


@router.get("/{year:int}/operations")
def operations(request: Request, year: int) -> Response:
    """Show the work of the forum, what is needed beside what is there, and a proposal."""
    visit = Visit.of(request)
    visit.insist(Act.READ_TECHNICAL)
    view = visit.year(year)
    fields = _need_fields(view)
    problems: dict[str, Any] = {}
    needs: dict[str, Persons] = {}
    filled = {f.name: visit.request.query_params.get(f.name, "") for f in fields}
    try:
        needs = _needs(fields, filled)
    except InputError as error:
        problems = {one.column: one for one in error.problems}
    proposal = None if view.chain is None else propose(view.year, view.chain, needs)
    draws = [] if proposal is None else _draws(proposal)
    listings = _listings(visit, view)
    answer = file_of(visit, [*listings, _proposed(draws)], year)
    if answer is not None:
        return answer
    return visit.show(
        "operations.html.j2",
        400 if problems else 200,
        year=year,
        view=view,
        fields=fields,
        filled=filled,
        problems=problems,
        proposal=proposal if needs else None,
        available=proposal,
        deviation=_percent(proposal),
        givers=list(dict.fromkeys(str(row["state"]) for row in draws)),
        draws_listing=_proposed(draws),
        decide=_decide_address(visit, view, proposal, needs),
        supply=_supply(view),
        kinds_said=choices.kind_words(),
        listings=listings,
        forms=offered(visit, present(visit, year), forms),
        back=f"/{year}/operations",
        done=done(visit),
        state_name=state_name,
        Kind=Kind,
        measures=list(Measure),
    )


provide(router, "operations", forms)


def _need_fields(view: YearView) -> list[Field]:
    return [
        Field(f"{_NEED}{code}", name, Kind.PERSONS, required=False)
        for code, name in choices.benefitting(view)
    ]


def _needs(fields: Sequence[Field], filled: Mapping[str, str]) -> dict[str, Persons]:
    values = read_fields(fields, filled)
    return {
        name.removeprefix(_NEED): amount for name, amount in values.items() if amount is not None
    }


def _draws(proposal: Proposal) -> list[dict[str, Cell]]:
    return [
        {"state": contributing, "towards": benefitting, "persons": amount.count}
        for benefitting, row in proposal.draws.items()
        for contributing, amount in row.items()
        if amount
    ]


def _proposed(draws: list[dict[str, Cell]]) -> Listing:
    return Listing(
        DRAWS,
        _("Who would deliver how many to whom"),
        {"state": _("From"), "towards": _("To"), "persons": _("People")},
        draws,
        _("Nothing to distribute: no need is given, or no relocation is left to implement."),
    )


def _percent(proposal: Proposal | None) -> dict[str, str]:
    """Write the soft target and its deviation in percent."""
    if proposal is None or proposal.indicative is None:
        return {}
    said = {"indicative": percent(proposal.indicative, 1)}
    if proposal.deviation is not None:
        said["deviation"] = percent(proposal.deviation, 1).replace("-", "−")
    return said


def _decide_address(
    visit: Visit, view: YearView, proposal: Proposal | None, needs: Mapping[str, Persons]
) -> str:
    """Give the address of the decision with the proposal filled in, for who may decide."""
    if proposal is None or not needs or not visit.person.may(Act.COORDINATE):
        return ""
    months = months_left(view.year.year, visit.times.as_of)
    if not months:
        return ""
    lines = "\n".join(_line(one) for one in over_months(proposal.draws, months))
    path = f"/{view.year.year}/operations/{DISTRIBUTION}"
    return visit.address(path, deliveries=lines) if len(lines) < 6000 else visit.address(path)  # noqa: PLR2004 - what fits into an address


def _line(one: Any) -> str:  # noqa: ANN401 - a delivery
    code, towards, month, amount = one
    return f"{code} {towards} {month.strftime('%Y-%m')} {amount.count}"


def _supply(view: YearView) -> list[dict[str, Any]]:
    """Give what each contributing state has to implement, by type; None if not published."""
    chain = view.chain
    if chain is None:
        return []
    rows = []
    for line in chain.lines:
        code = line.state.code
        if view.year.is_benefitting(code):
            continue
        due = {kind: line.net_due[kind].value for kind in Measure}
        work = view.year.implementation
        is_told = code in work.implemented
        done_ = {kind: work.delivered_by(code, kind) if is_told else None for kind in Measure}
        rows.append({"state": code, "due": due, "done": done_})
    return rows


def _listings(visit: Visit, view: YearView) -> list[Listing]:
    return [
        _meetings(visit, view),
        _preferences(view),
        _tasks(visit, view),
        _decided(view),
        _deliveries(view),
    ]


def _meetings(visit: Visit, view: YearView) -> Listing:
    work = view.year.technical_forum
    held = {forum.on: forum for forum in view.year.access.technical_forums}
    days = sorted({*held, *work.prepared})
    words = dict(bodies())
    rows: list[dict[str, Cell]] = []
    for day in days:
        forum, prepared, minutes = held.get(day), work.prepared.get(day), work.minutes.get(day)
        rows.append(
            {
                "meeting": day,
                "held": _("held") if forum else _("prepared"),
                "on_account_of": state_name(forum.on_account_of)
                if forum and forum.on_account_of
                else None,
                "invited": ", ".join([words.get(one, one) for one in prepared.invited])
                if prepared
                else None,
                "agenda": "\n".join(prepared.agenda) if prepared else None,
                "minutes": minutes.minutes if minutes else None,
            }
        )
    acts: dict[int, Sequence[tuple[str, str]]] = {}
    if visit.person.may(Act.COORDINATE):
        base = f"/{view.year.year}/operations"
        acts = {
            at: [
                (visit.address(f"{base}/minutes", meeting=day.isoformat()), _("Write minutes")),
                (visit.address(f"{base}/task", meeting=day.isoformat()), _("Agree an action")),
            ]
            for at, day in enumerate(days)
            if day in held
        }
    return Listing(
        MEETINGS,
        _("Meetings"),
        {
            "meeting": _("Day"),
            "held": _("Standing"),
            "on_account_of": _("On account of"),
            "invited": _("Beside the Member States"),
            "agenda": _("Agenda"),
            "minutes": _("Minutes"),
        },
        rows,
        _("The Technical-Level Forum has not met and no meeting is prepared."),
        acts,
    )


def _preferences(view: YearView) -> Listing:
    marked = {(one.state, one.wish): one for one in view.year.technical_forum.marked}
    rows: list[dict[str, Cell]] = []
    for wish in view.year.implementation.preferences:
        mark = marked.get((wish.state, wish.wish))
        rows.append(
            {
                "state": wish.state,
                "on": wish.on,
                "wish": wish.wish,
                "grounds": ", ".join(mark.grounds) if mark else None,
                "reason": mark.reason if mark else None,
            }
        )
    return Listing(
        PREFERENCES,
        _("Preferences of the first meeting"),
        {
            "state": _("Member State"),
            "wish": _("Preference"),
            "grounds": _("Touches"),
            "reason": _("Reason given"),
        },
        rows,
        _("No preference has been voiced."),
        lead=_(
            "They bind nobody, never justify a refusal, and vulnerable persons come first. A wish"
            " that touches a prohibited ground is marked and needs a reason."
        ),
    )


def _tasks(visit: Visit, view: YearView) -> Listing:
    work = view.year.technical_forum
    tasks = sorted(work.tasks.values(), key=lambda one: (one.id in work.closed, one.due))
    acts: dict[int, Sequence[tuple[str, str]]] = {}
    if visit.person.may(Act.COORDINATE):
        path = f"/{view.year.year}/operations/close"
        acts = {
            at: [(visit.address(path, id=one.id), _("Close"))]
            for at, one in enumerate(tasks)
            if one.id not in work.closed
        }
    return Listing(
        TASKS,
        _("Actions agreed"),
        {
            "due": _("By"),
            "what": _("What"),
            "owner": _("Who"),
            "meeting": _("Agreed on"),
            "outcome": _("Outcome"),
        },
        [
            {
                "id": one.id,
                "meeting": one.meeting,
                "what": one.what,
                "owner": one.owner,
                "due": one.due,
                "outcome": work.closed[one.id].outcome if one.id in work.closed else None,
            }
            for one in tasks
        ],
        _("Nothing has been agreed."),
        acts,
    )


def _decided(view: YearView) -> Listing:
    rows: list[dict[str, Cell]] = []
    for decision in view.year.technical_forum.distributions:
        deliveries: Deliveries = decision.deliveries
        rows += [
            {
                "state": code,
                "towards": towards,
                "month": month,
                "persons": amount.count if isinstance(amount, Persons) else None,
                "by": decision.by,
                "reasons": decision.reasons,
                "on": decision.on,
            }
            for code, towards, month, amount in deliveries
        ]
    return Listing(
        DECIDED,
        _("Distribution decided"),
        {
            "state": _("From"),
            "towards": _("To"),
            "month": _("Month from"),
            "persons": _("People"),
            "by": _("Decided by"),
            "reasons": _("Reasons"),
        },
        rows,
        _("No distribution has been decided."),
    )


def _deliveries(view: YearView) -> Listing:
    routes: tuple[Route, ...] = ()
    if view.chain is not None:
        routes = implementation(view.year, view.chain)
    return Listing(
        DELIVERIES,
        _("Delivered, beside the proportion of Art. 60(3)"),
        {
            "state": _("From"),
            "towards": _("To"),
            "delivered": _("Delivered"),
            "proportional": _("In proportion"),
            "deviation": _("Deviation"),
        },
        [
            {
                "state": one.contributing,
                "towards": one.benefitting,
                "delivered": one.delivered.count,
                "proportional": None if one.proportional is None else one.proportional.count,
                "deviation": _("pledge not published")
                if one.deviation is None
                else f"{one.deviation:+d}".replace("-", "−"),
            }
            for one in routes
        ],
        _("No relocation is recorded as delivered."),
        lead=_("What was delivered is told beside its proportion; nothing follows by itself."),
    )
