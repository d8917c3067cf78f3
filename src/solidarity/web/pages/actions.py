"""`/2026/actions`: what does the money pay for, and which alternative measures run?"""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from solidarity.adapters.tables import Cell
from solidarity.cycle.s08_implementation import ActionListed, AlternativeRequested
from solidarity.cycle.s10_confirmation import AlternativeConverted, ConvertAlternative
from solidarity.cycle.year import decide
from solidarity.errors import NotLawful, OutOfScope
from solidarity.terms.quantities import Euro
from solidarity.web.actions_forms import forms
from solidarity.web.acts import offered, present, provide
from solidarity.web.desk import YearView
from solidarity.web.fields import state_name
from solidarity.web.listings import Listing, done, file_of
from solidarity.web.roles import Act
from solidarity.web.text import _
from solidarity.web.visit import Visit
from solidarity.web.work_tables import ACTIONS, ALTERNATIVES, CODES, CONVERSION

router = APIRouter()


@router.get("/{year:int}/actions")
def actions(request: Request, year: int) -> Response:
    """Show the inventory, the alternative measures, and what would become money."""
    visit = Visit.of(request)
    visit.insist(Act.READ_TECHNICAL)
    view = visit.year(year)
    listings = [
        _inventory(visit, view),
        _alternatives(visit, view),
        _conversion(view),
        _codes(view),
    ]
    answer = file_of(visit, listings, year)
    if answer is not None:
        return answer
    return visit.show(
        "actions.html.j2",
        year=year,
        listings=listings,
        forms=offered(visit, present(visit, year), forms),
        back=f"/{year}/actions",
        done=done(visit),
        state_name=state_name,
    )


provide(router, "actions", forms)


def euros(amount: Euro | None) -> Decimal | None:
    """Write an amount of money as a cell; nothing stays nothing."""
    return None if amount is None else Decimal(amount.cents) / 100


def _inventory(visit: Visit, view: YearView) -> Listing:
    found = list(view.year.implementation.actions.values())
    path = f"/{view.year.year}/actions/progress"
    acts = {
        at: [(visit.address(path, id=one.id), _("Report progress"))]
        for at, one in enumerate(found)
        if visit.person.may(Act.ACT_FOR_STATE, one.by)
    }
    return Listing(
        ACTIONS,
        _("Inventory of actions"),
        {
            "state": _("Member State"),
            "objective": _("Objective"),
            "programme": _("Programme"),
            "amount_eur": _("Amount"),
            "progress": _("Progress"),
            "reported": _("Reported"),
        },
        [_action(view, one) for one in found],
        _("No action is listed."),
        acts,
        _("What benefitting Member States submit for financing, open to the forum (Art. 64(2))."),
    )


def _action(view: YearView, one: ActionListed) -> dict[str, Cell]:
    reports = view.year.implementation.progress.get(one.id, ())
    last = reports[-1] if reports else None
    return {
        "id": one.id,
        "state": one.by,
        "objective": one.objective,
        "programme": one.programme,
        "amount_eur": euros(one.amount),
        "third_country": _("yes") if one.third_country else _("no"),
        "on": one.on,
        "progress": last.progress if last else None,
        "reported": last.on if last else None,
    }


def _alternatives(visit: Visit, view: YearView) -> Listing:
    found = list(view.year.implementation.requested.values())
    return Listing(
        ALTERNATIVES,
        _("Alternative solidarity measures"),
        {
            "id": _("No"),
            "by": _("Asked by"),
            "to": _("Of"),
            "measure": _("Measure"),
            "checked": _("Done by nobody else"),
            "signed": _("Signed"),
            "value_eur": _("Agreed value"),
            "started": _("Began"),
        },
        [_alternative(view, one) for one in found],
        _("No alternative measure is requested."),
        {at: _next(visit, view, one) for at, one in enumerate(found)},
        _("Only on request; checked for duplication; signed by both; only then begun (Art. 65)."),
    )


def _next(visit: Visit, view: YearView, one: AlternativeRequested) -> list[tuple[str, str]]:
    implementation, work = view.year.implementation, view.year.technical_forum
    base = f"/{view.year.year}/actions"
    if one.id in implementation.started:
        if visit.person.may(Act.ACT_FOR_STATE, one.to):
            return [(visit.address(f"{base}/delivered", id=one.id), _("Record what was done"))]
        return []
    if one.id not in work.checked:
        is_mine = visit.person.may(Act.COORDINATE)
        return [(visit.address(f"{base}/check", id=one.id), _("Check"))] if is_mine else []
    mine = [code for code in (one.by, one.to) if visit.person.may(Act.ACT_FOR_STATE, code)]
    found = []
    if mine and one.id not in implementation.agreed:
        found.append((visit.address(f"{base}/sign", id=one.id, state=mine[0]), _("Sign")))
    if one.id in implementation.agreed and visit.person.may(Act.ACT_FOR_STATE, one.to):
        found.append((visit.address(f"{base}/start", id=one.id), _("Begin")))
    return found


def _alternative(view: YearView, one: AlternativeRequested) -> dict[str, Cell]:
    implementation, work = view.year.implementation, view.year.technical_forum
    checked, agreed = work.checked.get(one.id), implementation.agreed.get(one.id)
    signed = [
        f"{state_name(code)}: {sign.value}, {sign.on.isoformat()}"
        for code, sign in work.signed.get(one.id, {}).items()
    ]
    return {
        "id": one.id,
        "by": one.by,
        "to": one.to,
        "measure": one.measure,
        "checked": None if checked is None else f"{checked.by}, {checked.on.isoformat()}",
        "signed": "\n".join(signed) or None,
        "value_eur": None if agreed is None else euros(agreed.value),
        "started": implementation.started.get(one.id),
    }


def _conversion(view: YearView) -> Listing:
    rows = []
    last = date(view.year.year, 12, 31)
    for code in view.year.bound():
        if not _has_alternative(view, code):
            continue
        money, why = None, None
        converted = view.year.confirmation.converted.get(code)
        try:
            found = converted or decide(ConvertAlternative(code, last), view.year)[0]
            money = euros(found.amount) if isinstance(found, AlternativeConverted) else None
        except (NotLawful, OutOfScope) as error:
            why = str(error)
        row: dict[str, Cell] = {
            "state": code,
            "agreed_eur": euros(view.year.implementation.agreed_value(code)),
            "becomes_money_eur": money,
            "why": _("converted on %(day)s") % {"day": converted.on.isoformat()}
            if converted
            else why,
        }
        rows.append(row)
    return Listing(
        CONVERSION,
        _("What would become money on 31 December"),
        {
            "state": _("Member State"),
            "agreed_eur": _("Requested and agreed"),
            "becomes_money_eur": _("Would become money"),
            "why": _("Note"),
        },
        rows,
        _("No Member State pledged alternative measures of an amount that is known."),
        lead=_("Alternative measures nobody asked for become money (Art. 57(4)). A preview."),
    )


def _has_alternative(view: YearView, code: str) -> bool:
    from solidarity.terms.quantities import Kind

    pledged = view.year.pledged(code)
    return Kind.ALTERNATIVE in pledged and pledged[Kind.ALTERNATIVE] != Euro(0)


def _codes(view: YearView) -> Listing:
    check = _("Codes of Annex VI to Regulation (EU) 2021/1147 as amended by Art. 81: check first")
    rows: list[dict[str, Cell]] = []
    for one in view.year.implementation.actions.values():
        name = one.programme.upper()
        fund = next((fund for fund in ("AMIF", "BMVI") if fund in name), None)
        rows.append(
            {
                "id": one.id,
                "state": one.by,
                "fund": fund,
                "table_1_code": "007" if fund == "AMIF" else None,
                "table_3_code": _("006 to 009, by action") if fund == "AMIF" else None,
                "amount_eur": euros(one.amount),
                "union_rate_percent": Decimal(100),
                "technical_assistance": _("none"),
                "check": check if fund else _("The programme names neither AMIF nor BMVI"),
            }
        )
    return Listing(
        CODES,
        _("For the reports of the Funds"),
        {
            "id": _("No"),
            "fund": _("Fund"),
            "table_1_code": _("Field"),
            "table_3_code": _("Type"),
            "amount_eur": _("Amount"),
            "check": _("To be checked"),
        },
        rows,
        _("No action is listed."),
        lead=_(
            "A table to carry over into the reporting system of the Funds. The codes were not"
            " readable in the text used; whoever reports checks them."
        ),
    )
