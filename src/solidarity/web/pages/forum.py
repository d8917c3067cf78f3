"""`/2026/forum`: what is pledged so far, what is missing, which thresholds open?"""

from __future__ import annotations

import asyncio
import secrets
from collections.abc import AsyncIterator
from decimal import Decimal
from typing import Any, Final

from fastapi import APIRouter
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response, StreamingResponse

from solidarity.adapters.forum_document import Document, forum_document
from solidarity.adapters.tables import Cell
from solidarity.errors import InputError, SolidarityError
from solidarity.terms.member_states import member_state
from solidarity.web.desk import Times, YearView
from solidarity.web.exports import form_asked, table_answer
from solidarity.web.pages.pledging import (
    Conflict,
    commands_for,
    latest_pledge,
    read_form,
    record,
    recorded_form,
    versions,
)
from solidarity.web.roles import Act
from solidarity.web.tables import FORUM
from solidarity.web.text import _
from solidarity.web.visit import Visit, form_of, sent_with

router = APIRouter()

_EVERY: Final = 0.5
_STILL_THERE: Final = 30


@router.get("/{year:int}/forum")
def forum(request: Request, year: int) -> Response:
    """Show the room."""
    visit = Visit.of(request)
    view = _enter(visit, year)
    document = forum_document(view.forum)
    if form_asked(visit):
        return table_answer(visit, FORUM, [_row(one) for one in document["delegations"]], year)
    if visit.is_partial:
        return visit.show("forum_live.html.j2", **_room(visit, view, document))
    return _page(visit, view, document)


@router.get("/{year:int}/forum/stream")
async def stream(request: Request, year: int) -> Response:
    """Tell everyone in the room, within half a second, that something was pledged."""
    visit = await run_in_threadpool(Visit.of, request)
    await run_in_threadpool(_enter, visit, year)
    headers = {"cache-control": "no-store", "x-accel-buffering": "no"}
    return StreamingResponse(_told(visit), media_type="text/event-stream", headers=headers)


async def _told(visit: Visit) -> AsyncIterator[str]:
    position = (await run_in_threadpool(visit.desk.journal.head))[0]
    yield f"retry: 2000\nevent: here\ndata: {position}\n\n"
    quiet = 0.0
    while not visit.office.closing.is_set() and not await visit.request.is_disconnected():
        await asyncio.sleep(_EVERY)
        quiet += _EVERY
        found = (await run_in_threadpool(visit.desk.journal.head))[0]
        if found != position:
            position, quiet = found, 0.0
            yield f"event: moved\ndata: {position}\n\n"
        elif quiet >= _STILL_THERE:
            quiet = 0.0
            yield ": still here\n\n"


@router.post("/{year:int}/forum/review")
async def review(request: Request, year: int) -> Response:
    """Show what a pledge would do before it is made; nothing is written."""
    given = await sent_with(request)
    return await run_in_threadpool(_review, Visit.of(request), year, given)


def _review(visit: Visit, year: int, given: dict[str, str]) -> Response:
    view, filled = _received(visit, year, given)
    try:
        form = read_form(filled)
        commands = commands_for(form, visit.person, visit.office.settings.today)
        supposed = view.forum.supposing(commands)
        after = forum_document(supposed)
    except SolidarityError as error:
        return _again(visit, view, filled, error)
    before = forum_document(view.forum)
    return visit.show(
        "forum_review.html.j2",
        year=year,
        view=view,
        filled=filled,
        form=form,
        before=before,
        after=after,
        mine=next(one for one in after["delegations"] if one["code"] == visit.person.state),
        state=member_state(visit.person.state),
        key=secrets.token_urlsafe(18),
    )


@router.post("/{year:int}/forum/pledge")
async def pledge(request: Request, year: int) -> Response:
    """Make a pledge."""
    given = await sent_with(request)
    return await run_in_threadpool(_pledge, Visit.of(request), year, given)


def _pledge(visit: Visit, year: int, given: dict[str, str]) -> Response:
    view, filled = _received(visit, year, given)
    key = filled.get("submission", "")[:64]
    led_to = visit.office.submitted(f"{visit.person.name} {key}") if key else None
    if led_to is not None:
        return visit.go(led_to)
    try:
        form = read_form(filled)
        record(visit, view, form, key)
    except Conflict as conflict:
        return _page(
            visit,
            visit.year(year),
            forum_document(visit.year(year).forum),
            filled={**filled, "seen": str(conflict.now)},
            conflict=conflict,
            status=409,
        )
    except SolidarityError as error:
        return _again(visit, view, filled, error)
    return visit.go(f"/{year}/forum", said=visit.person.state)


def _received(visit: Visit, year: int, given: dict[str, str]) -> tuple[YearView, dict[str, str]]:
    fields = form_of(visit, given)
    visit.insist(Act.PLEDGE, visit.person.state)
    now = Visit(
        visit.request,
        visit.office,
        visit.desk,
        visit.session,
        visit.seed,
        Times(visit.office.settings.today),
    )
    return now.year(year), fields


def _enter(visit: Visit, year: int) -> YearView:
    visit.insist(Act.READ_FORUM)
    return visit.year(year)


def _again(
    visit: Visit, view: YearView, filled: dict[str, str], error: SolidarityError
) -> Response:
    """Show the form again as it was filled, with what is wrong."""
    from solidarity.web.status_codes import status_of

    document = forum_document(view.forum)
    return _page(visit, view, document, filled=filled, error=error, status=status_of(error))


def _page(  # noqa: PLR0913 - what a page shows
    visit: Visit,
    view: YearView,
    document: Document,
    *,
    filled: dict[str, str] | None = None,
    error: SolidarityError | None = None,
    conflict: Conflict | None = None,
    status: int = 200,
) -> Response:
    code = visit.person.state
    may_pledge = bool(code) and visit.person.may(Act.PLEDGE, code)
    recorded = recorded_form(view.year, code) if may_pledge else {}
    seen = latest_pledge(visit.desk.journal, view.year.year, code) if may_pledge else 0
    return visit.show(
        "forum.html.j2",
        status,
        **_room(visit, view, document),
        may_pledge=may_pledge,
        state=member_state(code) if code else None,
        filled=filled if filled is not None else {**recorded, "seen": str(seen)},
        error=error,
        problems={one.column: one for one in error.problems}
        if isinstance(error, InputError)
        else {},
        conflict=conflict,
        versions=versions(visit.desk.journal, view.year.year, code) if may_pledge else [],
    )


def _room(visit: Visit, view: YearView, document: Document) -> dict[str, Any]:
    said = visit.request.query_params.get("said", "")
    names = {one["code"]: one["name"] for one in document["delegations"]}
    return {
        "year": view.year.year,
        "view": view,
        "room": document,
        "announced": names.get(said, ""),
        "last": _last(visit, view),
    }


def _last(visit: Visit, view: YearView) -> str:
    """Say what was pledged last, for those who listen rather than look."""
    position = view.head[0]
    newest = list(visit.desk.journal.entries(year=view.year.year, after=position - 3))
    for entry in reversed(newest):
        code = getattr(entry.event, "state", "")
        if code and type(entry.event).__name__ in {"Pledged", "PledgeDeclined"}:
            return _("Last change: %(state)s.") % {"state": member_state(code).name}
    return ""


def _row(one: Document) -> dict[str, Cell]:
    def exact(value: Any) -> Cell:  # noqa: ANN401 - a number or nothing
        return None if value is None else Decimal(str(value))

    return {
        "state": one["code"],
        "name": one["name"],
        "share_percent": exact(one["share_percent"]),
        "fair_share_units": one["fair_share_units"],
        "fair_share_eur": exact(one["fair_share_eur"]),
        "relocations": one["pledged"]["relocations"],
        "financial_eur": exact(one["pledged"]["financial_eur"]),
        "alternative_eur": exact(one["pledged"]["alternative_eur"]),
        "percent_of_fair_share": exact(one["percent"]),
        "declined": "yes" if one["declined"] else "no",
    }
