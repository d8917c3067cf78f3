"""`/2026/deductions`: who is released from what, by which act?"""

from __future__ import annotations

from collections.abc import Sequence

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from solidarity.adapters.tables import Cell
from solidarity.cycle.s07_deductions import (
    AssessDeduction,
    DeductionGranted,
    DeductionRequested,
    GrantDeduction,
    RefuseDeduction,
    RequestDeduction,
)
from solidarity.law.part4_solidarity import art61_deduction_pressure as art61
from solidarity.law.part4_solidarity import art62_deduction_situation as art62
from solidarity.terms.citations import Art
from solidarity.web import choices
from solidarity.web.acts import (
    ActForm,
    Values,
    day_field,
    document_field,
    offered,
    present,
    provide,
    source_of_form,
)
from solidarity.web.counted import Counted, counted
from solidarity.web.desk import YearView
from solidarity.web.fields import Field, Kind, state_name
from solidarity.web.listings import Listing, done, file_of
from solidarity.web.roles import Act
from solidarity.web.text import _
from solidarity.web.visit import Visit
from solidarity.web.work_tables import DEDUCTIONS

router = APIRouter()

_CLOCKS = {61: "deduction-assessment", 62: "deduction-assessment-situation"}


@router.get("/{year:int}/deductions")
def deductions(request: Request, year: int) -> Response:
    """Show every request, how far it is, and what changed."""
    visit = Visit.of(request)
    visit.insist(Act.READ_TECHNICAL)
    view = visit.year(year)
    listings = [_listing(visit, view)]
    answer = file_of(visit, listings, year)
    if answer is not None:
        return answer
    return visit.show(
        "deductions.html.j2",
        year=year,
        listings=listings,
        clocks=_clocks(view, visit),
        reported=sorted(view.year.deductions.reported.values(), key=lambda one: one.state),
        adjusted=_adjusted(view),
        forms=offered(visit, present(visit, year), forms),
        back=f"/{year}/deductions",
        done=done(visit),
        state_name=state_name,
    )


def forms(visit: Visit, view: YearView) -> Sequence[ActForm]:
    """Give the acts of Arts 61 and 62."""
    return [
        _request(visit, view, 61),
        _request(visit, view, 62),
        _assess(view),
        _grant(view),
        _refuse(view),
    ]


provide(router, "deductions", forms)


def _parts() -> dict[str, str]:
    return {
        art61.STABILISATION: _("How the deduction could help to stabilise the situation"),
        art61.REPLACEMENT: _("Whether another type of contribution could take its place"),
        art61.VULNERABILITIES: _("How identified vulnerabilities will be addressed"),
        art61.PRESSURE: _("Reasoned existence and extent of the migratory pressure"),
        art62.CAPACITY: _("Which area is at its limit, and how that affects the pledge"),
        art62.SIGNIFICANCE: _("Reasoned significance of the situation"),
    }


def _request(visit: Visit, view: YearView, article: int) -> ActForm:
    law = art61 if article == 61 else art62  # noqa: PLR2004 - the Article itself
    parts = _parts()
    known = view.year.deductions.requests
    asked = law.required_content(by_decision=False)

    def make(values: Values) -> RequestDeduction:
        said = tuple((part, values[part]) for part in asked if values[part])
        identifier = choices.new_id(f"{values['state']}-{article}", known)
        return RequestDeduction(identifier, values["state"], article, values["on"], said)

    words = {
        61: _("Request a deduction on account of migratory pressure"),
        62: _("Request a deduction on account of a significant migratory situation"),
    }
    leads = {
        61: _(
            "For a state under pressure that has not used the Pool. On the state's own view all"
            " four parts are needed; on the Commission's decision none."
        ),
        62: _(
            "Also a state that the Commission's decision finds in such a situation says why; on"
            " its own view the significance is reasoned too."
        ),
    }
    return ActForm(
        f"request-{article}",
        Act.ACT_FOR_STATE,
        words[article],
        leads[article],
        Art(article, 1),
        _("Request the deduction"),
        [
            choices.acting_state(visit, view),
            day_field(_("Day of the request"), _("The four weeks of assessment run from it.")),
            *(Field(part, parts[part], Kind.TEXT, required=False) for part in asked),
        ],
        make,
        state="state",
    )


def _open_requests(view: YearView, *, assessed: bool) -> list[tuple[str, str]]:
    state = view.year.deductions
    found = []
    for key, one in state.requests.items():
        is_decided = key in state.granted or key in state.refused
        if not is_decided and (key in state.assessed) is assessed:
            day = one.on.isoformat()
            found.append((key, f"{state_name(one.state)}, Art. {one.article}, {day} ({key})"))
    return found


def _which(view: YearView, *, assessed: bool) -> Field:
    waiting = _open_requests(view, assessed=assessed)
    return Field("id", _("Request"), Kind.CHOICE, choices=waiting)


def _assess(view: YearView) -> ActForm:
    def make(values: Values) -> AssessDeduction:
        return AssessDeduction(values["id"], values["on"], values["opinion"])

    return ActForm(
        "assess",
        Act.DECIDE_COMMISSION,
        _("Enter the Commission's assessment of a request"),
        _("Within four weeks of receipt. It changes no pledge."),
        Art(61, 3),
        _("Enter the assessment"),
        [
            _which(view, assessed=False),
            day_field(_("Day of the assessment")),
            Field("opinion", _("Assessment"), Kind.TEXT, required=False),
        ],
        make,
    )


def _act_field() -> Field:
    return Field(
        "act",
        _("Reference of the Council implementing act"),
        help=_("Without an act nothing is deducted."),
        required=False,
    )


def _grant(view: YearView) -> ActForm:
    words = choices.kind_words()
    less = {kind: _("Deducted: %(kind)s") % {"kind": said.lower()} for kind, said in words.items()}
    more = {kind: _("In its place: %(kind)s") % {"kind": w.lower()} for kind, w in words.items()}

    def make(values: Values) -> GrantDeduction:
        return GrantDeduction(
            values["id"],
            values["act"],
            values["on"],
            values["full"],
            choices.amounts_of(dict(values), "less"),
            choices.amounts_of(dict(values), "more"),
            source_of_form(values),
        )

    return ActForm(
        "grant",
        Act.DECIDE_COUNCIL,
        _("Enter an act of the Council that grants a deduction"),
        _("From the act on, and only then, the pledge is lower."),
        Art(61, 4),
        _("Enter the Council's act"),
        [
            _which(view, assessed=True),
            _act_field(),
            day_field(_("Day of the act")),
            Field("full", _("Is all of the pledge deducted?"), Kind.YES_NO),
            *choices.amount_fields("less", less),
            *choices.amount_fields("more", more),
            document_field(),
        ],
        make,
    )


def _refuse(view: YearView) -> ActForm:
    def make(values: Values) -> RefuseDeduction:
        return RefuseDeduction(values["id"], values["act"], values["on"], source_of_form(values))

    return ActForm(
        "refuse",
        Act.DECIDE_COUNCIL,
        _("Enter an act of the Council that refuses a deduction"),
        _("The pledge stays as it is."),
        Art(61, 4),
        _("Enter the refusal"),
        [
            _which(view, assessed=True),
            _act_field(),
            day_field(_("Day of the act")),
            document_field(),
        ],
        make,
    )


def _listing(visit: Visit, view: YearView) -> Listing:
    requests = list(view.year.deductions.requests.values())
    return Listing(
        DEDUCTIONS,
        _("Requests"),
        {
            "state": _("Member State"),
            "provision": _("On account of"),
            "on": _("Requested"),
            "content": _("What it says"),
            "assessment": _("Assessment"),
            "act": _("Act of the Council"),
            "effect": _("Effect on the pledge"),
        },
        [_row(view, one) for one in requests],
        _("No deduction has been requested here."),
        {at: _next(visit, view, one.id) for at, one in enumerate(requests)},
    )


def _next(visit: Visit, view: YearView, key: str) -> list[tuple[str, str]]:
    state, base = view.year.deductions, f"/{view.year.year}/deductions"
    if key in state.granted or key in state.refused:
        return []
    if key not in state.assessed:
        if visit.person.may(Act.DECIDE_COMMISSION):
            return [(visit.address(f"{base}/assess", id=key), _("Assess"))]
        return []
    if visit.person.may(Act.DECIDE_COUNCIL):
        return [
            (visit.address(f"{base}/grant", id=key), _("Grant")),
            (visit.address(f"{base}/refuse", id=key), _("Refuse")),
        ]
    return []


def _row(view: YearView, one: DeductionRequested) -> dict[str, Cell]:
    state, parts = view.year.deductions, _parts()
    assessed, granted = state.assessed.get(one.id), state.granted.get(one.id)
    refused = state.refused.get(one.id)
    ended = granted or refused
    view_of = _("by the Commission's decision") if one.by_decision else _("on its own view")
    return {
        "id": one.id,
        "state": one.state,
        "provision": f"Art. {one.article}, {view_of}",
        "on": one.on,
        "content": "\n".join(f"{parts.get(p, p)}: {said}" for p, said in one.content)
        or _("no content is required"),
        "assessment": None
        if assessed is None
        else f"{assessed.on.isoformat()}: {assessed.opinion}",
        "act": None if ended is None else f"{ended.act}, {ended.on.isoformat()}",
        "effect": _effect(granted) if granted else _("none: the pledge is unchanged"),
    }


def _effect(granted: DeductionGranted) -> str:
    if granted.full:
        return _("all of the pledge is deducted")
    words = choices.kind_words()
    said = [_say(_("less"), words[kind], str(amount)) for kind, amount in granted.amounts]
    said += [
        _say(_("in its place"), words[kind], str(amount)) for kind, amount in granted.replaced_by
    ]
    return "\n".join(said)


def _say(how: str, kind: str, amount: str) -> str:
    return f"{how}: {amount} ({kind.lower()})"


def _adjusted(view: YearView) -> list[str]:
    """Name the states whose pledge was adjusted inside the pool act itself (R-009)."""
    return [state_name(code) for code in view.year.bound() if code in view.year.pool.adjusted]


def _clocks(view: YearView, visit: Visit) -> list[Counted]:
    state = view.year.deductions
    found = []
    for one in state.requests.values():
        assessed = state.assessed.get(one.id)
        what = _("Assessment of the request of %(state)s, Art. %(article)s") % {
            "state": state_name(one.state),
            "article": one.article,
        }
        done_ = None if assessed is None else assessed.on
        clock = _CLOCKS[one.article]
        found.append(counted(what, clock, (one.on, done_), today=visit.times.as_of))
    return found
