"""For those who run the installation: is it up, is it ready, how does it do; and the front door."""

from __future__ import annotations

import time
from collections.abc import Callable
from importlib import resources
from typing import Any, Final

from fastapi import APIRouter
from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest
from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response

from solidarity.errors import SolidarityError
from solidarity.web.headers import Asgi, Message, Receive, Scope, Send, TooLarge
from solidarity.web.logs import log
from solidarity.web.office import Office

router = APIRouter()

_QUIET: Final = ("/static/", "/healthz", "/readyz", "/metrics")
_STEPS: Final = (0.01, 0.025, 0.05, 0.1, 0.2, 0.3, 0.5, 1.0, 2.5)


class Measures:
    """What is counted, for one application."""

    def __init__(self) -> None:
        """Begin with nothing counted."""
        self.registry = CollectorRegistry()
        self.requests = Counter(
            "solidarity_requests", "Requests answered", ("page", "status"), registry=self.registry
        )
        self.seconds = Histogram(
            "solidarity_request_seconds",
            "Time to answer, in seconds",
            ("page",),
            buckets=_STEPS,
            registry=self.registry,
        )
        self.position = Gauge(
            "solidarity_journal_position",
            "Position of the ledger's last entry",
            ("ledger",),
            registry=self.registry,
        )


class Watched:
    """Counts every request and writes one line about it: no query, no cookie, no name."""

    def __init__(self, app: Asgi, *, fault: Callable[[Request], Response]) -> None:
        """
        Wrap an application.

        Args:
            app: The application.
            fault: What is answered when something goes wrong that nobody expected.
        """
        self.app, self.fault = app, fault
        self.measures = Measures()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request and measure it."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        scope.setdefault("state", {})["measures"] = self.measures
        began = time.perf_counter()
        answered: list[int] = []

        async def sent(message: Message) -> None:
            if message["type"] == "http.response.start":
                answered.append(message["status"])
            await send(message)

        try:
            await self.app(scope, receive, sent)
        except TooLarge:
            answered.append(413)
            raise
        except Exception:
            log().exception("fault", method=scope["method"], path=scope["path"][:200])
            if answered:  # the answer has begun: it can only be broken off
                raise
            answer = await run_in_threadpool(self.fault, Request(scope))
            await answer(scope, receive, sent)
        finally:
            self._told(scope, answered[0] if answered else 0, time.perf_counter() - began)

    def _told(self, scope: Scope, status: int, seconds: float) -> None:
        path = scope["path"]
        page = _page_of(scope)
        self.measures.requests.labels(page, str(status)).inc()
        if not path.endswith("/stream"):
            self.measures.seconds.labels(page).observe(seconds)
        if not path.startswith(_QUIET):
            log().info(
                "request",
                method=scope["method"],
                path=path[:200],
                status=status,
                milliseconds=round(seconds * 1000, 1),
            )


def _page_of(scope: Scope) -> str:
    """Name a page by its pattern, so that no address makes a new series."""
    route: Any = scope.get("route")
    pattern = getattr(route, "path_format", None) or getattr(route, "path", None)
    return str(pattern) if pattern else "other"


@router.get("/")
def front() -> Response:
    """Lead to the year."""
    return RedirectResponse("/2026", 307)


@router.get("/static/report.css")
def shared_style() -> Response:
    """Give the style that the pages share with the report in one file."""
    content = (resources.files("solidarity.adapters") / "templates" / "report.css").read_bytes()
    kept = {"cache-control": "public, max-age=86400"}
    return Response(content, media_type="text/css; charset=utf-8", headers=kept)


@router.get("/healthz")
def healthz() -> Response:
    """Say that the process answers."""
    return PlainTextResponse("ok\n")


@router.get("/readyz")
def readyz(request: Request) -> Response:
    """Say whether the ledger and the office can be read; if not, which."""
    office: Office = request.app.state.office
    try:
        office.desk.journal.head()
        with office.engine.connect() as connection:
            connection.execute(text("SELECT 1"))
    except (SolidarityError, SQLAlchemyError) as error:
        log().warning("not ready", why=str(error))
        return PlainTextResponse("not ready: the ledger or the office cannot be read\n", 503)
    return PlainTextResponse("ready\n")


@router.get("/metrics")
def metrics(request: Request) -> Response:
    """Give the measures in the format of Prometheus."""
    office: Office = request.app.state.office
    measures: Measures = request.scope["state"]["measures"]
    for name, desk in (("real", office.desk), ("sandbox", office.sandbox)):
        measures.position.labels(name).set(desk.journal.head()[0])
    content = generate_latest(measures.registry)
    return Response(content, media_type="text/plain; version=0.0.4; charset=utf-8")
