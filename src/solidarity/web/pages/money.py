"""`/2026/due`: what is due, what was paid, and how it is shared?"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Any

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from solidarity.adapters.tables import Cell
from solidarity.cycle.chain_due import due as due_of
from solidarity.cycle.s10_confirmation import (
    ConvertAlternative,
    DecideAllocation,
    EstablishAmountDue,
    Pay,
    ProposeAllocation,
)
from solidarity.law.part4_solidarity.art63_responsibility_offsets import cap
from solidarity.terms.citations import Art, ir
from solidarity.terms.quantities import ZERO_PERSONS, Euro, Persons
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
from solidarity.web.work_tables import ALLOCATION, MONEY

router = APIRouter()


@router.get("/{year:int}/due")
def due(request: Request, year: int) -> Response:
    """Show amounts, payments, the proposal for sharing and the decision with its reasons."""
    visit = Visit.of(request)
    visit.insist(Act.READ_TECHNICAL)
    view = visit.year(year)
    listings = [_money(visit, view), _allocation(view)]
    answer = file_of(visit, listings, year)
    if answer is not None:
        return answer
    found = view.year.confirmation
    return visit.show(
        "due.html.j2",
        year=year,
        listings=listings,
        paid=found.total_paid(),
        proposed=found.proposed,
        allocation=found.allocation,
        forms=offered(visit, present(visit, year), forms),
        back=f"/{year}/due",
        done=done(visit),
        state_name=state_name,
    )


def forms(_visit: Visit, view: YearView) -> Sequence[ActForm]:
    """Give the acts of IR 30 and 31 and of Art. 57(4)."""
    return [
        _convert(view),
        _establish(view),
        _pay(view),
        _propose(view),
        _decide(view),
    ]


provide(router, "due", forms)


def _state(codes: Sequence[tuple[str, str]]) -> Field:
    return Field("state", _("Member State"), Kind.CHOICE, choices=codes)


def _convert(view: YearView) -> ActForm:
    def make(values: Values) -> ConvertAlternative:
        return ConvertAlternative(values["state"], values["on"])

    return ActForm(
        "convert",
        Act.DECIDE_COMMISSION,
        _("Turn alternative measures nobody asked for into money"),
        _("At the end of the year, at the value pledged."),
        Art(57, 4),
        _("Turn them into money"),
        [_state(choices.states(view.year.bound())), day_field(_("Day"))],
        make,
    )


def _establish(view: YearView) -> ActForm:
    def make(values: Values) -> EstablishAmountDue:
        line = view.fixed.line_of(values["state"])
        pledged = line.pledged[Measure.RELOCATION].value
        relocations = pledged if isinstance(pledged, Persons) else ZERO_PERSONS
        room = cap(
            fair_share=line.fair_share.value,
            relocations=relocations,
            offsets_taken=ZERO_PERSONS,
        )
        return EstablishAmountDue(values["state"], values["on"], room)

    return ActForm(
        "establish",
        Act.DECIDE_COMMISSION,
        _("Establish the amount due of a Member State"),
        _("When the year is over and the state has confirmed; the amount is worked out by rule."),
        ir(30),
        _("Establish the amount"),
        [_state(choices.states(view.year.bound())), day_field(_("Day"))],
        make,
    )


def _pay(view: YearView) -> ActForm:
    def make(values: Values) -> Pay:
        return Pay(values["state"], values["amount"], values["on"], source_of_form(values))

    return ActForm(
        "pay",
        Act.DECIDE_COMMISSION,
        _("Record a payment into the Union budget"),
        _("Payments of one state add up."),
        Art(64, 1),
        _("Record the payment"),
        [
            _state(choices.states(view.year.bound())),
            Field("amount", _("Amount, EUR"), Kind.EURO),
            day_field(_("Day of the payment")),
            document_field(),
        ],
        make,
    )


def _each(view: YearView, prefix: str, label: str, kind: Kind) -> list[Field]:
    return [
        Field(f"{prefix}_{code}", label % {"state": name}, kind, required=False, optional=True)
        for code, name in choices.benefitting(view)
    ]


def _given(values: Mapping[str, Any], prefix: str) -> tuple[tuple[str, Any], ...]:
    start = f"{prefix}_"
    return tuple(
        (name.removeprefix(start), value)
        for name, value in values.items()
        if name.startswith(start) and value is not None
    )


def _propose(view: YearView) -> ActForm:
    def make(values: Values) -> ProposeAllocation:
        weights = _given(values, "weight")
        return ProposeAllocation(
            _given(values, "declared"),
            tuple((code, Fraction(weight.count)) for code, weight in weights) or None,
            _given(values, "received"),
            values["on"],
        )

    return ActForm(
        "propose",
        Act.DECIDE_COMMISSION,
        _("Propose how the money is shared"),
        _(
            "A common understanding of the forum is followed; without one, in proportion to needs"
            " declared and not yet met."
        ),
        ir(31),
        _("Record the proposal"),
        [
            day_field(_("Day")),
            *_each(view, "declared", _("Need declared by %(state)s, EUR"), Kind.EURO),
            *_each(view, "received", _("Received by %(state)s, valued in EUR"), Kind.EURO),
            *_each(
                view, "weight", _("Weight of %(state)s in a common understanding"), Kind.PERSONS
            ),
        ],
        make,
    )


def _decide(view: YearView) -> ActForm:
    proposed = view.year.confirmation.proposed
    start = {} if proposed is None else dict(proposed.shares)

    def make(values: Values) -> DecideAllocation:
        return DecideAllocation(
            _given(values, "share"), values["by"], values["reasons"], values["on"]
        )

    def typed(amount: Euro | None) -> str:
        return "" if amount is None else f"{euros(amount):.2f}"

    shares = [
        Field(
            f"share_{code}",
            _("Share of %(state)s, EUR") % {"state": name},
            Kind.EURO,
            required=False,
            start=typed(start.get(code)),
        )
        for code, name in choices.benefitting(view)
    ]
    return ActForm(
        "decide",
        Act.DECIDE_COMMISSION,
        _("Decide how the money is shared"),
        _("People decide; the fields are filled with the proposal and can be changed."),
        ir(31),
        _("Decide this allocation"),
        [
            day_field(_("Day")),
            *shares,
            Field("by", _("Who decides: name and office"), required=False),
            Field("reasons", _("Reasons"), Kind.TEXT, required=False),
        ],
        make,
    )


def _money(visit: Visit, view: YearView) -> Listing:
    computed: dict[str, Any] = {}
    if view.chain is not None:
        lines = due_of(view.chain, view.year, view.times.as_of).lines
        computed = {line.code: line for line in lines}
    state, codes = view.year.confirmation, view.year.bound()
    path = f"/{view.year.year}/due"
    acts: dict[int, Sequence[tuple[str, str]]] = {}
    if visit.person.may(Act.DECIDE_COMMISSION):
        acts = {
            at: [
                (visit.address(f"{path}/establish", state=code), _("Establish")),
                (visit.address(f"{path}/pay", state=code), _("Record payment")),
            ]
            for at, code in enumerate(codes)
        }
    rows = []
    for code in codes:
        line, fixed = computed.get(code), state.due.get(code)
        value = None if line is None else line.due.value
        row: dict[str, Cell] = {
            "state": code,
            "computed_eur": None if value is None else euros(value.amount),
            "formula": _formula(line),
            "established_eur": None if fixed is None else euros(fixed.amount),
            "on": None if fixed is None else fixed.on,
            "paid_eur": euros(state.paid.get(code)),
        }
        rows.append(row)
    return Listing(
        MONEY,
        _("Amounts due and payments"),
        {
            "state": _("Member State"),
            "computed_eur": _("As computed"),
            "formula": _("How"),
            "established_eur": _("Established"),
            "on": _("On"),
            "paid_eur": _("Paid"),
        },
        rows,
        _("No Member State is bound."),
        acts,
        _("A dash is not zero: it is not known, or not yet established."),
    )


def _formula(line: Any) -> str | None:  # noqa: ANN401 - a line of the money due
    if line is None:
        return None
    if line.is_released:
        return _("released (Art. 60(3))")
    return str(line.due.text if line.due.value is None else line.due.value.formula)


def _allocation(view: YearView) -> Listing:
    state = view.year.confirmation
    proposed = {} if state.proposed is None else dict(state.proposed.shares)
    decided = {} if state.allocation is None else dict(state.allocation.shares)
    rows: list[dict[str, Cell]] = [
        {
            "state": code,
            "proposed_eur": euros(proposed.get(code)),
            "decided_eur": euros(decided.get(code)),
        }
        for code, _name in choices.benefitting(view)
    ]
    return Listing(
        ALLOCATION,
        _("Sharing among benefitting Member States"),
        {"state": _("Member State"), "proposed_eur": _("Proposed"), "decided_eur": _("Decided")},
        rows if proposed or decided else [],
        _("No sharing has been proposed."),
    )
