"""`/2026/confirmation/levels`: what each state confirms in January, beside the journal."""

from __future__ import annotations

from collections.abc import Sequence

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from solidarity.adapters.tables import Cell
from solidarity.cycle.chain_due import due as due_of
from solidarity.cycle.s10_confirmation import Confirm
from solidarity.terms.citations import Art
from solidarity.terms.quantities import Euro, Persons, Quantity
from solidarity.terms.quantities import Kind as Measure
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
from solidarity.web.desk import YearView
from solidarity.web.fields import Field, Kind, state_name
from solidarity.web.listings import Listing, done, file_of
from solidarity.web.pages.actions import euros
from solidarity.web.roles import Act
from solidarity.web.text import _
from solidarity.web.visit import Visit
from solidarity.web.work_tables import LEVELS

router = APIRouter()

_ROOM = "confirmation/levels"


@router.get("/{year:int}/confirmation/levels")
def levels(request: Request, year: int) -> Response:
    """Show every confirmation beside what the journal holds, and where both differ."""
    visit = Visit.of(request)
    visit.insist(Act.READ_TECHNICAL)
    view = visit.year(year)
    listings = [_listing(visit, view)]
    answer = file_of(visit, listings, year)
    if answer is not None:
        return answer
    return visit.show(
        "january.html.j2",
        year=year,
        listings=listings,
        waiting=[
            state_name(code)
            for code in view.year.bound()
            if code not in view.year.confirmation.confirmed
        ],
        forms=offered(visit, present(visit, year), forms),
        back=f"/{year}/{_ROOM}",
        done=done(visit),
        state_name=state_name,
    )


def forms(visit: Visit, view: YearView) -> Sequence[ActForm]:
    """Give the act of Art. 60(6): the fields of Annex X in counts and amounts."""

    def make(values: Values) -> Confirm:
        return Confirm(
            values["state"],
            values["relocations"],
            values["financial"],
            values["alternative"],
            values["on"],
            source_of_form(values),
        )

    year = view.year.year
    filled = _in_journal(view, visit.person.state)
    confirm = ActForm(
        "confirm",
        Act.ACT_FOR_STATE,
        _("Confirm what was implemented in %(year)s") % {"year": year},
        _("Every January. The fields hold what the journal holds; correct what differs."),
        Art(60, 6),
        _("Confirm these levels"),
        [
            choices.acting_state(visit, view),
            Field("relocations", _("People relocated"), Kind.PERSONS, start=filled[0]),
            Field("financial", _("Money contributed, EUR"), Kind.EURO, start=filled[1]),
            Field(
                "alternative",
                _("Alternative measures, at their concrete value, EUR"),
                Kind.EURO,
                start=filled[2],
            ),
            day_field(_("Day of the confirmation")),
            document_field(),
        ],
        make,
        state="state",
    )
    return [confirm]


provide(router, _ROOM, forms)


def _in_journal(view: YearView, code: str) -> list[str]:
    if code not in view.year.implementation.implemented:
        return ["", "", ""]  # nothing recorded is not zero
    return [_typed(view.year.implementation.delivered_by(code, kind)) for kind in Measure]


def _typed(amount: Quantity) -> str:
    """Write an amount as it is typed into a field."""
    return str(amount.count) if isinstance(amount, Persons) else f"{euros(amount):.2f}"


def _listing(visit: Visit, view: YearView) -> Listing:
    differences = {}
    if view.chain is not None:
        lines = due_of(view.chain, view.year, view.times.as_of).lines
        differences = {line.code: "\n".join(line.differences) for line in lines}
    codes = view.year.bound()
    path = f"/{view.year.year}/{_ROOM}/confirm"
    return Listing(
        LEVELS,
        _("Confirmed, beside the journal"),
        {
            "state": _("Member State"),
            "relocations": _("People confirmed"),
            "relocations_journal": _("in the journal"),
            "financial_eur": _("Money confirmed"),
            "financial_journal_eur": _("in the journal"),
            "alternative_eur": _("Measures confirmed"),
            "alternative_journal_eur": _("in the journal"),
            "differences": _("Differs"),
        },
        [_row(view, code, differences.get(code, "")) for code in codes],
        _("No Member State is bound."),
        {
            at: [(visit.address(path, state=code), _("Confirm"))]
            for at, code in enumerate(codes)
            if visit.person.may(Act.ACT_FOR_STATE, code)
        },
    )


def _row(view: YearView, code: str, differences: str) -> dict[str, Cell]:
    given = view.year.confirmation.confirmed.get(code)
    implementation = view.year.implementation
    people, money, measures = (
        implementation.delivered_by(code, kind) if code in implementation.implemented else None
        for kind in Measure
    )
    return {
        "state": code,
        "relocations": None if given is None else given.relocations.count,
        "relocations_journal": people.count if isinstance(people, Persons) else None,
        "financial_eur": None if given is None else euros(given.financial),
        "financial_journal_eur": euros(money) if isinstance(money, Euro) else None,
        "alternative_eur": None if given is None else euros(given.alternative),
        "alternative_journal_eur": euros(measures) if isinstance(measures, Euro) else None,
        "on": None if given is None else given.on,
        "differences": differences or None,
    }
