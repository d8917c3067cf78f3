"""`/checklist`: what has to be done so that the Regulation works, by whom, by when?"""

from __future__ import annotations

import secrets
from typing import Final

from fastapi import APIRouter
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from solidarity.adapters import checklist as kept
from solidarity.adapters.checklist import Action, Change, actions, changes
from solidarity.adapters.tables import Cell
from solidarity.errors import InputError, JournalMoved, SolidarityError
from solidarity.web.exports import form_asked, table_answer
from solidarity.web.fields import Field, Kind, read_fields
from solidarity.web.roles import Act
from solidarity.web.text import _
from solidarity.web.visit import Visit, form_of, sent_with
from solidarity.web.work_tables import CHECKLIST

router = APIRouter()

_YEAR: Final = 2026


@router.get("/checklist")
def checklist(request: Request) -> Response:
    """Show every action with its owner, due date, state and source."""
    visit = Visit.of(request)
    visit.insist(Act.READ_YEAR)
    newest = _newest(visit)
    shown = [_row(visit, one, newest.get(one.number)) for one in actions()]
    if form_asked(visit):
        rows = [{name: row[name] for name in _COLUMNS} for row in shown]
        return table_answer(visit, CHECKLIST, rows, _YEAR)
    state = visit.request.query_params.get("state", "")
    owner = visit.request.query_params.get("owner", "")
    return visit.show(
        "checklist.html.j2",
        rows=[
            row
            for row in shown
            if (not state or row["state"] == state) and (not owner or row["owner"] == owner)
        ],
        states_known=_state_words(),
        owners=sorted({one.owner for one in actions()}),
        chosen={"state": state, "owner": owner},
        may_change=visit.person.may(Act.COORDINATE),
        said=visit.request.query_params.get("said", ""),
    )


@router.get("/checklist/{number:int}")
def one_action(request: Request, number: int) -> Response:
    """Show one action with its history, and the form to change its state."""
    visit = Visit.of(request)
    visit.insist(Act.READ_YEAR)
    return _page(visit, _found(number), {})


@router.post("/checklist/{number:int}")
async def set_state(request: Request, number: int) -> Response:
    """Change the state of an action."""
    given = await sent_with(request)
    visit = await run_in_threadpool(Visit.of, request)
    return await run_in_threadpool(_set, visit, number, given)


def _set(visit: Visit, number: int, given: dict[str, str]) -> Response:
    filled = form_of(visit, given)
    visit.insist(Act.COORDINATE)
    action = _found(number)
    key = f"{visit.person.name} {filled.get('submission', '')[:64]}"
    led_to = visit.office.submitted(key)
    if led_to is not None:
        return visit.go(led_to, said=number)
    try:
        values = read_fields(_fields(), filled)
        seen = filled.get("seen", "")
        new = Change(
            int(seen) if seen.isascii() and seen.isdigit() and len(seen) < 9 else 0,  # noqa: PLR2004 - digits
            number,
            values["state"],
            values["note"],
            visit.person.shown,
            kept.moment(visit.office.settings.now()),
        )
        kept.change(visit.office.engine, new)
    except SolidarityError as error:
        return _page(visit, action, filled, error)
    visit.office.trail.note(visit.person, Act.COORDINATE.value, f"checklist {number}: {new.state}")
    visit.office.note_submission(key, visit.person.name, "/checklist")
    return visit.go("/checklist", said=number)


def _page(
    visit: Visit, action: Action, filled: dict[str, str], error: SolidarityError | None = None
) -> Response:
    history = [one for one in changes(visit.office.engine) if one.action == action.number]
    now = history[-1].state if history else action.state
    status = 200
    if error is not None:
        status = 409 if isinstance(error, JournalMoved) else 400
    problems = error.problems if isinstance(error, InputError) else ()
    return visit.show(
        "checklist_action.html.j2",
        status,
        action=action,
        state=now,
        states_known=_state_words(),
        history=list(reversed(history)),
        fields=_fields(),
        filled=filled or {"state": now},
        seen=history[-1].number if history else 0,
        key=secrets.token_urlsafe(18),
        problems={one.column: one for one in problems},
        error=error,
        is_conflict=isinstance(error, JournalMoved),
        may_change=visit.person.may(Act.COORDINATE),
        Kind=Kind,
    )


def _found(number: int) -> Action:
    found = next((one for one in actions() if one.number == number), None)
    if found is None:
        raise HTTPException(404)
    return found


def _newest(visit: Visit) -> dict[int, Change]:
    return {one.action: one for one in changes(visit.office.engine)}


def _state_words() -> dict[str, str]:
    return {
        "open": _("open"),
        "running": _("running"),
        "partly done": _("partly done"),
        "done": _("done"),
        "unknown": _("not known"),
    }


def _fields() -> list[Field]:
    return [
        Field("state", _("State"), Kind.CHOICE, choices=list(_state_words().items())),
        Field("note", _("On what basis"), Kind.TEXT, _("A letter, an act, a report.")),
    ]


_COLUMNS: Final = tuple(column.name for column in CHECKLIST.columns)


def _row(visit: Visit, one: Action, newest: Change | None) -> dict[str, Cell]:
    today = visit.office.settings.today
    state = one.state if newest is None else newest.state
    is_late = one.due_on is not None and one.due_on < today and state not in {"done", "running"}
    return {
        "number": one.number,
        "action": one.action,
        "owner": one.owner,
        "due": one.due,
        "due_on": one.due_on,
        "state": state,
        "note": one.note if newest is None else newest.note,
        "source": f"{one.source} (confidence {one.confidence})",
        "changed": None if newest is None else f"{newest.by}, {newest.at[:10]}",
        "url": one.source_url,
        "is_late": is_late,
    }
