"""The wiring of the pages: one function puts everything together."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any, Final

from fastapi import FastAPI
from starlette.exceptions import HTTPException
from starlette.middleware.gzip import GZipMiddleware
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.staticfiles import StaticFiles

from solidarity.errors import InputError, NotLawful, SolidarityError
from solidarity.web.headers import Guarded
from solidarity.web.office import Office
from solidarity.web.pages import (
    actions,
    checklist,
    deductions,
    due,
    figures,
    forum,
    imports,
    january,
    journal,
    key,
    law,
    money,
    needs,
    offset_acts,
    offsets,
    operations,
    pool,
    sign_in,
    states,
    watch,
    year,
)
from solidarity.web.settings import Settings
from solidarity.web.status_codes import status_of
from solidarity.web.text import _
from solidarity.web.visit import Visit

_READ: Final = (year, key, forum, pool, offsets, due, figures, states, journal)
_WORK: Final = (needs, operations, actions, deductions, offset_acts, january, money, imports)
_ROOMS: Final = (*_READ, *_WORK)
_STATIC: Final = Path(__file__).parent / "static"


def create_app(settings: Settings) -> FastAPI:
    """
    Put the pages together.

    Args:
        settings: Settings of the installation.

    Returns:
        The application; what it keeps open stands in `app.state.office`.
    """
    office = Office.open(settings)

    @asynccontextmanager
    async def lifespan(_app: FastAPI) -> AsyncIterator[None]:
        yield
        office.closing.set()

    app = FastAPI(
        title="Solidarity",
        lifespan=lifespan,
        openapi_url=None,
        docs_url=None,
        redoc_url=None,
        redirect_slashes=False,
    )
    app.state.office = office
    for page in (watch, sign_in, law, checklist):
        app.include_router(page.router)
    for page in _ROOMS:
        app.include_router(page.router)
        app.include_router(page.router, prefix="/sandbox")
    sign_in.provide(app, settings)
    app.mount("/static", _Files(directory=_STATIC), name="static")
    app.add_exception_handler(SolidarityError, _refused)
    app.add_exception_handler(HTTPException, _missing)
    app.add_middleware(GZipMiddleware, minimum_size=800)
    app.add_middleware(watch.Watched, fault=_fault)
    app.add_middleware(Guarded, is_secure=settings.is_secure)
    return app


class _Files(StaticFiles):
    """Files that belong to a version: their address carries it, so they may be kept."""

    def file_response(self, *args: Any, **kwargs: Any) -> Response:  # noqa: ANN401 - Starlette's own
        answer = super().file_response(*args, **kwargs)
        answer.headers["cache-control"] = "public, max-age=86400"
        return answer


def _refused(request: Request, error: Exception) -> Response:
    """Answer an expected error: what happened, by which provision, and what to do."""
    status = status_of(error) if isinstance(error, SolidarityError) else 400
    headings = {
        400: _("This cannot be read"),
        403: _("This is not open to you"),
        404: _("There is nothing here for that day"),
        409: _("The Regulation does not allow this"),
    }
    provision = str(error.source) if isinstance(error, NotLawful) else ""
    why = error.why if isinstance(error, NotLawful) else str(error)
    told = (headings[status], why, provision)
    return _answer(request, status, told)


def _missing(request: Request, error: Exception) -> Response:
    status = error.status_code if isinstance(error, HTTPException) else 404
    if status == 405:  # noqa: PLR2004 - the method is not one of the page's
        told = (_("This page takes no such request"), _("Nothing was written."), "")
    else:
        why = _("No page has this address. The year, the states and the calendar are linked above.")
        told = (_("There is no such page"), why, "")
    return _answer(request, status, told)


def _fault(request: Request) -> Response:
    why = _("A fault of this software, not of what you did. Nothing was written half.")
    return _answer(request, 500, (_("Something went wrong here"), why, ""))


def _answer(request: Request, status: int, told: tuple[str, str, str]) -> Response:
    heading, why, provision = told
    if "application/json" in request.headers.get("accept", ""):
        problem = {"type": "about:blank", "title": heading, "status": status, "detail": why}
        if provision:
            problem["provision"] = provision
        return JSONResponse(problem, status, media_type="application/problem+json")
    try:
        visit = Visit.of(request)
    except InputError:
        visit = Visit.of(Request({**request.scope, "query_string": b""}))
    return visit.show(
        "problem.html.j2",
        status,
        heading=heading,
        why=why,
        provision=provision,
        offers_sign_in=status == 403 and not visit.person.is_signed_in,  # noqa: PLR2004 - forbidden
    )
