"""`/2026/offsets/requests`: requests, offers and replies on offsets, and what was taken over."""

from __future__ import annotations

from collections.abc import Sequence

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from solidarity.adapters.tables import Cell
from solidarity.cycle.s09_offsets import (
    AgreeOffset,
    OfferOffset,
    ReplyOffset,
    RequestOffset,
    TakeOffset,
)
from solidarity.law.readings import DEFAULT
from solidarity.terms.citations import Art
from solidarity.terms.findings import Basis
from solidarity.terms.quantities import ZERO_PERSONS
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
from solidarity.web.work_tables import OFFSET_REQUESTS, OFFSETS_TAKEN

router = APIRouter()

_ROOM = "offsets/requests"
_PARAGRAPHS = (1, 2, 3, 4, 5)


@router.get("/{year:int}/offsets/requests")
def requests(request: Request, year: int) -> Response:
    """Show what was asked, offered, answered and taken over."""
    visit = Visit.of(request)
    visit.insist(Act.READ_TECHNICAL)
    view = visit.year(year)
    listings = [_listing(visit, view), _taken(view)]
    answer = file_of(visit, listings, year)
    if answer is not None:
        return answer
    return visit.show(
        "offset_acts.html.j2",
        year=year,
        listings=listings,
        clocks=_clocks(visit, view),
        forms=offered(visit, present(visit, year), forms),
        back=f"/{year}/{_ROOM}",
        done=done(visit),
        state_name=state_name,
    )


def forms(visit: Visit, view: YearView) -> Sequence[ActForm]:
    """Give the acts of Arts 63 and 69."""
    return [
        _request(visit, view),
        _offer(visit, view),
        _agree(visit, view),
        _reply(visit, view),
        _take(visit, view),
    ]


provide(router, _ROOM, forms)


def _request(visit: Visit, view: YearView) -> ActForm:
    known = view.year.offsets.requests

    def make(values: Values) -> RequestOffset:
        return RequestOffset(
            choices.new_id("R", known),
            values["state"],
            values["to"],
            values["applications"],
            values["on"],
        )

    return ActForm(
        "request",
        Act.ACT_FOR_STATE,
        _("Ask a Member State to take over applications"),
        _("For a benefitting Member State, once half of the relocations proposed are pledged."),
        Art(63, 1),
        _("Ask for the offsets"),
        [
            choices.acting_state(visit, view),
            Field("to", _("Asked of"), Kind.CHOICE, choices=choices.contributing(view)),
            Field("applications", _("Applications"), Kind.PERSONS),
            day_field(_("Day of the request"), _("The thirty days of reply run from it.")),
        ],
        make,
        state="state",
    )


def _offer(visit: Visit, view: YearView) -> ActForm:
    known = view.year.offsets.offers

    def make(values: Values) -> OfferOffset:
        line = view.fixed.line_of(values["state"])
        identifier = choices.new_id("O", known)
        share = line.fair_share.value
        return OfferOffset(identifier, values["state"], values["to"], values["on"], share)

    return ActForm(
        "offer",
        Act.ACT_FOR_STATE,
        _("Offer to take over applications"),
        _("For a contributing Member State; the benefitting one must agree."),
        Art(63, 2),
        _("Make the offer"),
        [
            choices.acting_state(visit, view),
            Field("to", _("Offered to"), Kind.CHOICE, choices=choices.benefitting(view)),
            day_field(_("Day of the offer")),
        ],
        make,
        state="state",
    )


def _agree(visit: Visit, view: YearView) -> ActForm:
    state = view.year.offsets
    waiting = [
        (key, f"{key}: {state_name(one.by)}")
        for key, one in state.offers.items()
        if key not in state.agreed and visit.person.may(Act.ACT_FOR_STATE, one.to)
    ]

    def make(values: Values) -> AgreeOffset:
        return AgreeOffset(values["id"], values["on"])

    return ActForm(
        "agree",
        Act.ACT_FOR_STATE,
        _("Agree to an offer"),
        _("After it, applications can be asked for below the general threshold."),
        Art(63, 2),
        _("Agree to the offer"),
        [Field("id", _("Offer of"), Kind.CHOICE, choices=waiting), day_field(_("Day"))],
        make,
    )


def _reply(visit: Visit, view: YearView) -> ActForm:
    state = view.year.offsets
    waiting = [
        (key, f"{key}: {state_name(one.by)}, {one.applications}")
        for key, one in state.requests.items()
        if key not in state.replies and visit.person.may(Act.ACT_FOR_STATE, one.to)
    ]

    def make(values: Values) -> ReplyOffset:
        return ReplyOffset(values["id"], values["accepted"], values["on"])

    return ActForm(
        "reply",
        Act.ACT_FOR_STATE,
        _("Reply to a request for offsets"),
        _("Within thirty days; fewer applications can be accepted than were asked for."),
        Art(69, 2),
        _("Send the reply"),
        [
            Field("id", _("Request of"), Kind.CHOICE, choices=waiting),
            Field("accepted", _("Applications accepted"), Kind.PERSONS),
            day_field(_("Day of the reply")),
        ],
        make,
    )


def _take(visit: Visit, view: YearView) -> ActForm:
    def make(values: Values) -> TakeOffset:
        line = view.fixed.line_of(values["state"])
        return TakeOffset(
            values["state"],
            values["towards"],
            values["applications"],
            int(values["paragraph"]),
            values["on"],
            Basis.REPORTED,
            source_of_form(values),
            fair_share=line.fair_share.value,
            accepted=values["relocations_accepted"] or ZERO_PERSONS,
            forum_needed=DEFAULT.of("R-014"),
        )

    return ActForm(
        "take",
        Act.ACT_FOR_STATE,
        _("Record applications that were taken over"),
        _("Counts only: which applications they are stands in the national systems."),
        Art(63, 6),
        _("Record the applications"),
        [
            choices.acting_state(visit, view),
            Field(
                "towards",
                _("Taken over from"),
                Kind.CHOICE,
                choices=choices.benefitting(view),
            ),
            Field("applications", _("Applications"), Kind.PERSONS),
            Field(
                "paragraph",
                _("Paragraph of Art. 63"),
                Kind.CHOICE,
                choices=[(str(number), f"63({number})") for number in _PARAGRAPHS],
            ),
            day_field(_("Day")),
            Field(
                "relocations_accepted",
                _("Relocations accepted but not carried out"),
                Kind.PERSONS,
                _("Only under paragraph 5."),
                required=False,
                optional=True,
            ),
            document_field(),
        ],
        make,
        state="state",
    )


def _listing(visit: Visit, view: YearView) -> Listing:
    state = view.year.offsets
    rows: list[dict[str, Cell]] = []
    acts: dict[int, Sequence[tuple[str, str]]] = {}
    base = f"/{view.year.year}/{_ROOM}"
    for key, one in state.requests.items():
        reply = state.replies.get(key)
        if reply is None and visit.person.may(Act.ACT_FOR_STATE, one.to):
            acts[len(rows)] = [(visit.address(f"{base}/reply", id=key), _("Reply"))]
        rows.append(
            {
                "id": key,
                "kind": _("request"),
                "by": one.by,
                "to": one.to,
                "applications": one.applications.count,
                "on": one.on,
                "accepted": None if reply is None else reply.accepted.count,
                "replied": None if reply is None else reply.on,
            }
        )
    for key, offer in state.offers.items():
        agreed = state.agreed.get(key)
        if agreed is None and visit.person.may(Act.ACT_FOR_STATE, offer.to):
            acts[len(rows)] = [(visit.address(f"{base}/agree", id=key), _("Agree"))]
        rows.append(
            {
                "id": key,
                "kind": _("offer"),
                "by": offer.by,
                "to": offer.to,
                "applications": None,
                "on": offer.on,
                "accepted": None,
                "replied": agreed,
            }
        )
    return Listing(
        OFFSET_REQUESTS,
        _("Requests and offers"),
        {
            "id": _("No"),
            "kind": _("What"),
            "by": _("By"),
            "to": _("To"),
            "applications": _("Asked for"),
            "on": _("Day"),
            "accepted": _("Accepted"),
            "replied": _("Answered"),
        },
        rows,
        _("Nothing has been asked or offered."),
        acts,
    )


def _taken(view: YearView) -> Listing:
    rows: list[dict[str, Cell]] = [
        {
            "state": row.state,
            "towards": row.towards or None,
            "paragraph": f"63({row.paragraph})",
            "applications": None if row.applications is None else row.applications.count,
        }
        for row in view.year.offsets.taken
    ]
    return Listing(
        OFFSETS_TAKEN,
        _("Taken over"),
        {
            "state": _("By"),
            "towards": _("From"),
            "paragraph": _("Under"),
            "applications": _("Applications"),
        },
        rows,
        _("Nothing is recorded as taken over."),
        lead=_("A dash stands where the number is not published: it is not zero."),
    )


def _clocks(visit: Visit, view: YearView) -> list[Counted]:
    state = view.year.offsets
    found = []
    for key, one in state.requests.items():
        reply = state.replies.get(key)
        what = _("Reply of %(to)s to the request %(id)s of %(by)s") % {
            "to": state_name(one.to),
            "by": state_name(one.by),
            "id": key,
        }
        done_ = None if reply is None else reply.on
        today = visit.times.as_of
        found.append(counted(what, "offset-reply", (one.on, done_), today=today, state=one.to))
    return found
