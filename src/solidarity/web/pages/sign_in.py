"""`/sign-in`: password and second factor, a provider of identities, or a demonstration account."""

from __future__ import annotations

from typing import Final

from fastapi import APIRouter, FastAPI
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from solidarity.web.identity import oidc, totp
from solidarity.web.identity.accounts import (
    DEMONSTRATION_PASSWORD,
    demonstrations,
    person_of,
)
from solidarity.web.roles import Act, Person, Role
from solidarity.web.settings import Settings, is_loopback
from solidarity.web.text import _
from solidarity.web.visit import SESSION_COOKIE, NotAllowed, Visit, form_of, sent_with

router = APIRouter()

_HOME: Final = "/2026"


def provide(app: FastAPI, settings: Settings) -> None:
    """Make the application ready for a provider of identities."""
    oidc.provide(app, settings)


@router.get("/sign-in")
def sign_in(request: Request) -> Response:
    """Show the ways to sign in."""
    return _page(Visit.of(request))


@router.post("/sign-in")
async def sign_in_with_password(request: Request) -> Response:
    """Take name and password; the second factor comes next."""
    given = await sent_with(request)
    return await run_in_threadpool(_password, Visit.of(request), given)


def _password(visit: Visit, given: dict[str, str]) -> Response:
    fields = form_of(visit, given)
    name = fields.get("name", "").strip()
    account = visit.office.accounts.check_password(name, fields.get("password", ""))
    if account is None or (account.is_demonstration and not _is_at_home(visit)):
        visit.office.trail.note(visit.person, "sign_in", name[:64], "refused")
        why = _(
            "Name and password do not go together, or there were too many attempts:"
            " then wait five minutes."
        )
        return _page(visit, why=why, name=name, status=403)
    return _begun(visit, account.name, is_whole=False, to="/sign-in/code")


@router.get("/sign-in/code")
def code(request: Request) -> Response:
    """Ask for the code of the second factor."""
    visit = Visit.of(request)
    if not visit.session.waiting:
        return visit.go("/sign-in")
    return _code_page(visit)


@router.post("/sign-in/code")
async def sign_in_with_code(request: Request) -> Response:
    """Take the code of the second factor."""
    given = await sent_with(request)
    return await run_in_threadpool(_code, Visit.of(request), given)


def _code(visit: Visit, given: dict[str, str]) -> Response:
    fields = form_of(visit, given)
    name = visit.session.waiting
    if not name:
        return visit.go("/sign-in")
    account = visit.office.accounts.check_code(name, fields.get("code", ""))
    if account is None:
        visit.office.trail.note(visit.person, "second_factor", name, "refused")
        return _code_page(
            visit, why=_("This code is not right, or it was used before."), status=403
        )
    visit.office.sessions.end(visit.session.token)
    return _begun(visit, account.name, is_whole=True, to=_home(person_of(account)))


@router.post("/sign-in/demonstration")
async def sign_in_as_demonstration(request: Request) -> Response:
    """Let someone try the software in a role; from this machine only."""
    given = await sent_with(request)
    return await run_in_threadpool(_demonstration, Visit.of(request), given)


def _demonstration(visit: Visit, given: dict[str, str]) -> Response:
    fields = form_of(visit, given)
    name = fields.get("name", "")
    account = visit.office.accounts.find(name)
    if not _is_at_home(visit) or account is None or not account.is_demonstration:
        visit.office.trail.note(visit.person, "sign_in", name[:64], "refused")
        raise NotAllowed(_("Demonstration accounts are let in from this machine only."))
    return _begun(visit, account.name, is_whole=True, to=_first_page(person_of(account)))


def _home(person: Person) -> str:
    return _HOME if person.may(Act.READ_YEAR) else "/accounts"


def _first_page(person: Person) -> str:
    """Lead someone who tries a role to the page it is there for."""
    if person.may(Act.READ_AUDIT):
        return "/audit"
    if person.may(Act.SEE_ACCOUNTS):
        return "/accounts"
    return "/sandbox/2027/forum" if person.may(Act.READ_FORUM) else _HOME


@router.get(oidc.PATH)
async def to_provider(request: Request) -> Response:
    """Go to the provider of identities."""
    if request.app.state.office.settings.provider is None:
        return RedirectResponse("/sign-in", 303)
    return await oidc.begin(request, str(request.url_for("from_provider")))


@router.get(f"{oidc.PATH}/back", name="from_provider")
async def from_provider(request: Request) -> Response:
    """Come back from the provider of identities."""
    if request.app.state.office.settings.provider is None:
        return RedirectResponse("/sign-in", 303)
    try:
        subject = await oidc.finish(request)
    except oidc.IdentityRefused as error:
        return await run_in_threadpool(_refused, Visit.of(request), str(error))
    return await run_in_threadpool(_identified, Visit.of(request), subject)


def _refused(visit: Visit, why: str) -> Response:
    visit.office.trail.note(visit.person, "sign_in", "provider", "refused")
    return _page(visit, why=why, status=403)


def _identified(visit: Visit, subject: str) -> Response:
    account = visit.office.accounts.of_subject(subject)
    if account is None:
        visit.office.trail.note(visit.person, "sign_in", subject[:200], "refused")
        why = _("You are known to the provider, but have no account here. Ask the administrator.")
        return _page(visit, why=why, status=403)
    return _begun(visit, account.name, is_whole=True, to=_home(person_of(account)))


@router.post("/sign-out")
async def sign_out(request: Request) -> Response:
    """End the session."""
    given = await sent_with(request)
    return await run_in_threadpool(_out, Visit.of(request), given)


def _out(visit: Visit, given: dict[str, str]) -> Response:
    form_of(visit, given)
    visit.office.trail.note(visit.person, "sign_out", "")
    visit.office.sessions.end(visit.session.token)
    answer = RedirectResponse("/sign-in", 303)
    answer.delete_cookie(SESSION_COOKIE, path="/")
    return answer


def _begun(visit: Visit, name: str, *, is_whole: bool, to: str) -> Response:
    token = visit.office.sessions.begin(name, is_whole=is_whole)
    answer = RedirectResponse(to, 303)
    visit.keep(answer, SESSION_COOKIE, token)
    if is_whole:
        person = person_of(visit.office.accounts.find(name))
        visit.office.trail.note(person, "sign_in", name)
    return answer


def _is_at_home(visit: Visit) -> bool:
    """Tell whether both ends are on this machine, and no proxy stands between."""
    client = visit.request.client
    forwarded = visit.request.headers.get("x-forwarded-for") or visit.request.headers.get(
        "forwarded"
    )
    is_near = client is not None and is_loopback(client.host)
    return visit.office.settings.shows_demonstration and is_near and not forwarded


def _page(visit: Visit, why: str = "", name: str = "", status: int = 200) -> Response:
    listed = demonstrations() if _is_at_home(visit) else ()
    secret = next((a.totp for a in visit.office.accounts.all() if a.is_demonstration), "")
    return visit.show(
        "sign_in.html.j2",
        status,
        why=why,
        name=name,
        provider=visit.office.settings.provider,
        offices=[one for one in listed if one.role is not Role.MEMBER_STATE],
        delegations=[one for one in listed if one.role is Role.MEMBER_STATE],
        demonstration_password=DEMONSTRATION_PASSWORD,
        demonstration_code=totp.code_at(secret, visit.office.settings.now())
        if secret and listed
        else "",
    )


def _code_page(visit: Visit, why: str = "", status: int = 200) -> Response:
    account = visit.office.accounts.find(visit.session.waiting)
    shown = ""
    if account is not None and account.is_demonstration and _is_at_home(visit):
        shown = totp.code_at(account.totp, visit.office.settings.now())
    return visit.show("code.html.j2", status, why=why, shown=shown)
