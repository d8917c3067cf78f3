"""`/2026/needs`: who needs what, by which way to the Pool, and by when does the forum meet?"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from solidarity.adapters.tables import Cell
from solidarity.cycle.s06_access import (
    ConveneTechnicalForum,
    DecidePressure,
    IntendUse,
    NotifyPressure,
    RefuseAccess,
)
from solidarity.law.part4_solidarity import art58_intention, art59_notification
from solidarity.law.part4_solidarity.art59_access import Ground
from solidarity.terms.citations import Art
from solidarity.terms.statuses import UNDER_PRESSURE
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
from solidarity.web.work_tables import NEEDS

router = APIRouter()


@router.get("/{year:int}/needs")
def needs(request: Request, year: int) -> Response:
    """Show who needs what, and the time limits that follow."""
    visit = Visit.of(request)
    visit.insist(Act.READ_TECHNICAL)
    view = visit.year(year)
    listings = [_listing(visit, view)]
    answer = file_of(visit, listings, year)
    if answer is not None:
        return answer
    return visit.show(
        "needs.html.j2",
        year=year,
        listings=listings,
        clocks=_clocks(view, visit),
        forms=offered(visit, present(visit, year), forms),
        back=f"/{year}/needs",
        done=done(visit),
        state_name=state_name,
    )


def forms(visit: Visit, view: YearView) -> Sequence[ActForm]:
    """Give the acts of Arts 58 and 59."""
    return [
        _use(visit, view),
        _notify(visit, view),
        _decide(view),
        *(_refuse(view, by) for by in ("commission", "council")),
        _convene(view),
    ]


provide(router, "needs", forms)


def _use(visit: Visit, view: YearView) -> ActForm:
    def make(values: Values) -> IntendUse:
        return IntendUse(
            values["state"],
            values["on"],
            choices.needs_of(dict(values)),
            values["toolbox"],
            values["programmes"],
            source_of_form(values),
        )

    return ActForm(
        "use",
        Act.ACT_FOR_STATE,
        _("Inform that the Pool will be used"),
        _("For a Member State that the Commission's decision finds under migratory pressure."),
        Art(58, 1),
        _("Inform that the Pool will be used"),
        [
            choices.acting_state(visit, view),
            day_field(_("Day of the information"), _("The ten days to the forum run from it.")),
            *choices.need_fields(),
            Field(
                "toolbox",
                _("Use of the Permanent EU Migration Support Toolbox"),
                Kind.TEXT,
                _("Where relevant."),
                required=False,
                optional=True,
            ),
            document_field(),
        ],
        make,
        state="state",
    )


def _notify(visit: Visit, view: YearView) -> ActForm:
    def make(values: Values) -> NotifyPressure:
        return NotifyPressure(
            values["state"],
            values["on"],
            values["reasoning"],
            choices.needs_of(dict(values)),
            values["stabilisation"],
            values["vulnerabilities"],
            values["programmes"],
            source_of_form(values),
            values["additional"],
        )

    def part(name: str, label: str, help_: str = "", *, optional: bool = False) -> Field:
        return Field(name, label, Kind.TEXT, help_, required=False, optional=optional)

    return ActForm(
        "notify",
        Act.ACT_FOR_STATE,
        _("Notify the need to use the Pool"),
        _("For a Member State that considers itself under pressure; the Commission then decides."),
        Art(59, 1),
        _("Notify the need to use the Pool"),
        [
            choices.acting_state(visit, view),
            day_field(_("Day of the notification")),
            part(
                "reasoning",
                _("(a) Reasoning on existence and extent of the pressure"),
                _("With updated data on the indicators of Art. 9(3)(a)."),
            ),
            *choices.need_fields(),
            part("stabilisation", _("(c) How the Pool could stabilise the situation")),
            part("vulnerabilities", _("(d) How identified vulnerabilities are addressed")),
            part(
                "additional",
                _("What is new since a rejection"),
                _("Only after the Commission rejected an earlier notification."),
                optional=True,
            ),
            document_field(),
        ],
        make,
        state="state",
    )


def _decide(view: YearView) -> ActForm:
    access = view.year.access
    waiting = [code for code in view.year.bound() if code in access.notified]
    waiting = [code for code in waiting if code not in access.decided]

    def make(values: Values) -> DecidePressure:
        return DecidePressure(
            values["state"],
            values["on"],
            values["transmitted"],
            values["under_pressure"],
            values["shortcomings"],
            values["reasons"],
            source_of_form(values),
        )

    return ActForm(
        "decide",
        Act.DECIDE_COMMISSION,
        _("Enter the Commission's decision on a notification"),
        _("The two weeks to the forum run from the transmission of the decision."),
        Art(59, 4),
        _("Enter the Commission's decision"),
        [
            Field("state", _("Notification of"), Kind.CHOICE, choices=choices.states(waiting)),
            day_field(_("Day of the decision")),
            Field("transmitted", _("Day of its transmission"), Kind.DAY),
            Field(
                "under_pressure", _("Is the Member State under migratory pressure?"), Kind.YES_NO
            ),
            Field("shortcomings", _("Are systemic shortcomings found there?"), Kind.YES_NO),
            Field("reasons", _("Reasons"), Kind.TEXT, required=False),
            document_field(),
        ],
        make,
    )


def _refuse(view: YearView, by: str) -> ActForm:
    is_council = by == "council"
    decided = [code for code, found in view.year.access.decided.items() if found.under_pressure]
    grounds = {
        Ground.CAPACITY: _("The Pool has too little capacity"),
        Ground.OBJECTIVE: _("Other objective reasons"),
    }

    def make(values: Values) -> RefuseAccess:
        return RefuseAccess(
            values["state"], by, values["on"], values["ground"], source_of_form(values)
        )

    office = _("Council") if is_council else _("Commission")
    words = _("Enter that the %(office)s refuses access") % {"office": office}
    return ActForm(
        f"refuse-{by}",
        Act.DECIDE_COUNCIL if is_council else Act.DECIDE_COMMISSION,
        words,
        _("Without access the forum is not convened for this Member State."),
        Art(59, 6),
        words,
        [
            Field("state", _("Member State"), Kind.CHOICE, choices=choices.states(decided)),
            day_field(_("Day of the refusal")),
            Field(
                "ground",
                _("Ground"),
                Kind.CHOICE,
                choices=[(ground.value, said) for ground, said in grounds.items()],
            ),
            document_field(),
        ],
        make,
    )


def _convene(view: YearView) -> ActForm:
    def make(values: Values) -> ConveneTechnicalForum:
        return ConveneTechnicalForum(values["on"], values["on_account_of"])

    return ActForm(
        "convene",
        Act.COORDINATE,
        _("Record that the Technical-Level Forum met"),
        _("It meets after the Council act, then as often as needed."),
        Art(14, 5),
        _("Record the meeting"),
        [
            day_field(_("Day of the meeting")),
            Field(
                "on_account_of",
                _("On account of"),
                Kind.CHOICE,
                _("The benefitting Member State whose information or decision called for it."),
                required=False,
                optional=True,
                choices=choices.benefitting(view),
            ),
        ],
        make,
    )


def _listing(visit: Visit, view: YearView) -> Listing:
    year = view.year
    concerned = [
        code
        for code in year.bound()
        if year.statuses_of(code) & UNDER_PRESSURE
        or year.is_benefitting(code)
        or code in year.access.notified
    ]
    acts = {}
    for at, code in enumerate(concerned):
        acts[at] = _next(visit, view, code)
    return Listing(
        NEEDS,
        _("Who needs what"),
        {
            "state": _("Member State"),
            "way": _("Way to the Pool"),
            "on": _("Since"),
            "needs": _("Type and level"),
            "programmes": _("Union programmes"),
            "missing": _("Still missing"),
        },
        [_row(view, code) for code in concerned],
        _("No Member State is under pressure or has asked to use the Pool."),
        acts,
    )


def _next(visit: Visit, view: YearView, code: str) -> list[tuple[str, str]]:
    """Say what who asks could do for a state now; the law has the last word."""
    number, access = view.year.year, view.year.access
    if visit.person.may(Act.ACT_FOR_STATE, code) and code not in access.intended:
        is_found = bool(access.statuses.get(code, frozenset()) & UNDER_PRESSURE)
        name, words = ("use", _("Inform")) if is_found else ("notify", _("Notify"))
        return [(visit.address(f"/{number}/needs/{name}", state=code), words)]
    is_waiting = code in access.notified and code not in access.decided
    if visit.person.may(Act.DECIDE_COMMISSION) and is_waiting:
        return [(visit.address(f"/{number}/needs/decide", state=code), _("Decide"))]
    if visit.person.may(Act.COORDINATE) and view.year.is_benefitting(code):
        where = visit.address(f"/{number}/needs/convene", on_account_of=code)
        return [(where, _("Record a meeting"))]
    return []


def _row(view: YearView, code: str) -> dict[str, Cell]:
    access = view.year.access
    given: Any = access.intended.get(code) or access.notified.get(code)
    words = choices.kind_words()
    if code in access.intended:
        missing = art58_intention.missing_parts(needs=given.needs, programmes=given.programmes)
    elif given is not None:
        missing = art59_notification.missing_parts(
            reasoning=given.reasoning,
            needs=given.needs,
            programmes=given.programmes,
            stabilisation=given.stabilisation,
            vulnerabilities=given.vulnerabilities,
        )
    else:
        missing = (_("the information itself (Art. 58(1))"),)
    said = (
        "" if given is None else "\n".join(f"{words[kind]}: {text}" for kind, text in given.needs)
    )
    return {
        "state": code,
        "way": _way(view, code),
        "on": None if given is None else given.on,
        "needs": said or None,
        "toolbox": getattr(given, "toolbox", None) or None,
        "programmes": None if given is None else ", ".join(given.programmes) or None,
        "missing": ", ".join(missing) or _("nothing"),
    }


def _way(view: YearView, code: str) -> str:
    access = view.year.access
    if code in access.intended:
        return _("informed (Art. 58)")
    refused, decided = access.refused.get(code), access.decided.get(code)
    if refused is not None:
        return _("refused by the %(by)s (Art. 59(6))") % {"by": refused.by}
    if decided is not None:
        yes, no = _("decided: under pressure (Art. 59(4))"), _("rejected (Art. 59(4))")
        return yes if decided.under_pressure else no
    if code in access.notified:
        return _("notified, not decided (Art. 59)")
    if code in access.reported:
        return _("reported as benefitting; its information was not found")
    return _("under pressure, does not use the Pool so far")


def _clocks(view: YearView, visit: Visit) -> list[Counted]:
    """Give the ten days of Art. 58(3) and the two weeks of Art. 59(6), with what happened."""
    access, today = view.year.access, visit.times.as_of
    met = sorted((forum.on, forum.on_account_of) for forum in access.technical_forums)
    found: list[Counted] = []

    def first(code: str, since: Any) -> Any:  # noqa: ANN401 - a day or nothing
        return next((on for on, whom in met if on >= since and whom == code), None)

    for code, given in access.intended.items():
        what = _("Technical-Level Forum for %(state)s") % {"state": state_name(code)}
        at = first(code, given.on)
        found.append(counted(what, "technical-forum", (given.on, at), today=today))
    for code, decided in access.decided.items():
        if not decided.under_pressure:
            continue
        name = {"state": state_name(code)}
        refused = access.refused.get(code)
        since = decided.transmitted
        if refused is None:
            what = _("Technical-Level Forum for %(state)s") % name
            clock = "technical-forum-after-notification"
            found.append(counted(what, clock, (since, first(code, since)), today=today))
        what = _("Last day for the Council to refuse access of %(state)s") % name
        on = refused.on if refused is not None and refused.by == "council" else None
        found.append(counted(what, "council-refusal", (since, on), today=today))
    return found
