"""`/imports`: a table comes in: what would it change? Then all of it, or nothing."""

from __future__ import annotations

import secrets
from dataclasses import replace
from datetime import date
from typing import Final

from fastapi import APIRouter
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import UploadFile
from starlette.requests import Request
from starlette.responses import Response

from solidarity.adapters import uploads
from solidarity.adapters.table_definitions import TABLES
from solidarity.adapters.table_files import read_table
from solidarity.adapters.table_imports import Plan, Recorder, apply, plan
from solidarity.adapters.uploads import Upload
from solidarity.errors import InputError, JournalMoved, Problem, SolidarityError
from solidarity.web.desk import Times
from solidarity.web.roles import Act
from solidarity.web.text import _
from solidarity.web.visit import Visit, form_of, sent_with

router = APIRouter()

BYTES_MAX: Final = 4 * 1024 * 1024
_SHOWN: Final = 500
_NAME_MAX: Final = 120
_FIELDS_MAX: Final = 10


@router.get("/imports")
def imports(request: Request) -> Response:
    """Show what can be taken in, and ask for a file."""
    visit = Visit.of(request)
    visit.insist(Act.COORDINATE)
    return _ask(visit, {})


@router.post("/imports")
async def preview(request: Request) -> Response:
    """Read a file and show what it would change; nothing is written."""
    name, content = "", b""
    async with request.form(max_files=1, max_fields=_FIELDS_MAX) as given:
        filled = {key: value for key, value in given.items() if isinstance(value, str)}
        file = given.get("file")
        if isinstance(file, UploadFile):
            name, content = (file.filename or "")[-_NAME_MAX:], await file.read(BYTES_MAX + 1)
    visit = await run_in_threadpool(Visit.of, request)
    return await run_in_threadpool(_preview, visit, filled, (name, content))


@router.post("/imports/apply")
async def take_over(request: Request) -> Response:
    """Record what was previewed: all of it, or nothing."""
    given = await sent_with(request)
    visit = await run_in_threadpool(Visit.of, request)
    return await run_in_threadpool(_apply, visit, given)


def _preview(visit: Visit, filled: dict[str, str], file: tuple[str, bytes]) -> Response:
    fields = form_of(visit, filled)
    visit.insist(Act.COORDINATE)
    name, content = file
    upload = Upload(secrets.token_urlsafe(18), visit.person.name, name, content, 0)
    try:
        if not content:
            raise InputError(Problem(_("no file was chosen"), _("a table file"), column="file"))
        if len(content) > BYTES_MAX:
            what = _("the file has more than 4 MB")
            raise InputError(Problem(what, _("a table of at most 4 MB"), column="file"))
        year = _year(visit, fields.get("year", ""))
        upload = replace(upload, year=year)
        found = _plan(visit, upload, _on(visit, fields.get("on", "")))
    except SolidarityError as error:
        return _ask(visit, fields, error)
    if found.drafts:
        uploads.keep(visit.office.engine, upload, visit.office.settings.now())
    return _show(visit, upload, found, fields.get("on", ""))


def _apply(visit: Visit, given: dict[str, str]) -> Response:
    fields = form_of(visit, given)
    visit.insist(Act.COORDINATE)
    key = fields.get("upload", "")[:64]
    done = f"{visit.person.name} {key}"
    led_to = visit.office.submitted(done)
    if led_to is not None:
        return visit.go(led_to)
    upload = uploads.find(visit.office.engine, key, visit.person.name)
    if upload is None:
        what = _("the file is no longer kept; upload it again")
        return _ask(visit, fields, InputError(Problem(what, column="file")))
    try:
        found = _plan(visit, upload, _on(visit, fields.get("on", "")))
    except SolidarityError as error:
        return _ask(visit, fields, error)
    if fields.get("seen") != str(found.expected):
        return _show(visit, upload, found, fields.get("on", ""), has_moved=True)
    try:
        written = apply(found, visit.desk.journal)
    except JournalMoved:
        again = _plan(visit, upload, _on(visit, fields.get("on", "")))
        return _show(visit, upload, again, fields.get("on", ""), has_moved=True)
    uploads.forget(visit.office.engine, key)
    what = f"{upload.name}: entries {written[0].position} to {written[-1].position}"
    visit.office.trail.note(visit.person, "import", what)
    visit.office.note_submission(done, visit.person.name, "/journal")
    return visit.go("/imports", done=written[-1].position, count=len(written))


def _plan(visit: Visit, upload: Upload, on: date | None) -> Plan:
    day = visit.office.settings.today
    if visit.desk.is_sandbox:
        day = date(upload.year + 3, 12, 31)
    replace(visit, times=Times(day)).year(upload.year)  # restricted years stay closed
    read = read_table(upload.content, upload.name or "table")
    at = visit.office.settings.now()
    return plan([read], visit.desk.journal, Recorder(upload.year, visit.person.shown, at, on))


def _year(visit: Visit, text: str) -> int:
    known = [str(year) for year in visit.desk.years()]
    if text not in known:
        expected = ", ".join(known)
        raise InputError(Problem(_("this year has no ledger"), expected, column="year"))
    return int(text)


def _on(visit: Visit, text: str) -> date | None:
    if not text.strip():
        return None
    try:
        day = date.fromisoformat(text.strip())
    except ValueError:
        what = f'"{text[:20]}" {_("is not a day")}'
        raise InputError(Problem(what, "2026-01-31", column="on")) from None
    if day > visit.office.settings.today and not visit.desk.is_sandbox:
        raise InputError(
            Problem(f"{day} {_('is still to come')}", _("a day up to today"), column="on")
        )
    return day


def _show(
    visit: Visit, upload: Upload, found: Plan, on: str, *, has_moved: bool = False
) -> Response:
    counts = {"new": 0, "unchanged": 0, "corrects": 0}
    for line in found.lines:
        counts[line.change.split(" ")[0]] += 1
    return visit.show(
        "import_preview.html.j2",
        409 if has_moved else 200,
        upload=upload,
        found=found,
        lines=found.lines[:_SHOWN],
        more=max(0, len(found.lines) - _SHOWN),
        counts=counts,
        on=on,
        has_moved=has_moved,
    )


def _ask(visit: Visit, filled: dict[str, str], error: SolidarityError | None = None) -> Response:
    from solidarity.web.status_codes import status_of

    asked = visit.request.query_params
    return visit.show(
        "imports.html.j2",
        200 if error is None else status_of(error),
        filled=filled,
        error=error,
        problems=error.problems if isinstance(error, InputError) else (),
        years=visit.desk.years(),
        tables=list(TABLES.values()),
        done=asked.get("done", ""),
        count=asked.get("count", ""),
    )
