"""One request at the desk: who asks, of which ledger, for which day; and how it is answered."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any, Final
from urllib.parse import urlencode

from jinja2 import ChoiceLoader, Environment, PackageLoader, StrictUndefined
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from solidarity.adapters import report, report_words
from solidarity.adapters.report_chain import WORDS
from solidarity.adapters.year_document import RULES_VERSION
from solidarity.errors import InputError, OutOfScope, Problem, SolidarityError
from solidarity.terms.citations import Art
from solidarity.web import csrf, text
from solidarity.web.desk import Desk, Times, YearView
from solidarity.web.identity.sessions import Session
from solidarity.web.office import Office
from solidarity.web.roles import Act, Person, role_words
from solidarity.web.text import _

SESSION_COOKIE: Final = "solidarity_session"
_FIELDS_MAX: Final = 50
_DAY_KEYS: Final = ("as_of", "known")


class NotAllowed(SolidarityError):
    """The role of who asks does not include this."""


@dataclass(frozen=True, slots=True)
class Visit:
    """
    One request.

    Attributes:
        request: The request itself.
        office: What the installation keeps beside its ledgers.
        desk: The ledger asked: the real one, or the sandbox.
        session: The session.
        seed: What the words of forms are made from.
        times: The two times asked for.
    """

    request: Request
    office: Office
    desk: Desk
    session: Session
    seed: str
    times: Times

    @classmethod
    def of(cls, request: Request) -> Visit:
        """
        Understand a request.

        Raises:
            InputError: If a day in the address is none.
        """
        office: Office = request.app.state.office
        path = request.url.path
        is_sandbox = path == "/sandbox" or path.startswith("/sandbox/")
        session = office.sessions.of(request.cookies.get(SESSION_COOKIE, ""))
        seed = session.token or request.cookies.get(csrf.COOKIE, "") or csrf.new_seed()
        asked = request.query_params
        as_of = _day(asked.get("as_of"), "as_of") or office.settings.today
        times = Times(as_of, _day(asked.get("known"), "known"))
        desk = office.sandbox if is_sandbox else office.desk
        return cls(request, office, desk, session, seed, times)

    @property
    def person(self) -> Person:
        """Who asks."""
        return self.session.person

    def insist(self, act: Act, state: str = "") -> None:
        """
        Insist that who asks may do something; a refusal stands in the audit trail.

        Raises:
            NotAllowed: If they may not.
        """
        if self.person.may(act, state):
            return
        what = f"{self.request.method} {self.request.url.path}"
        self.office.trail.note(self.person, act.value, what, "refused")
        role = role_words()[self.person.role][0]
        raise NotAllowed(_('The role "%(role)s" does not include this.') % {"role": role})

    def year(self, number: int) -> YearView:
        """
        Read a year for this request, as far as the role goes.

        Raises:
            NotAllowed: If the year is restricted and the role is not cleared, or the installation.
            OutOfScope: If there is none.
        """
        self.insist(Act.READ_YEAR)
        view = self.desk.read(number, self.times)
        if self.desk.is_restricted(view, self.office.settings.today):
            if not self.desk.accredited:
                raise NotAllowed(
                    _(
                        "Until the Council has adopted its act, the proposal and what follows from"
                        " it are restricted (%(law)s). This installation is not accredited for it."
                    )
                    % {"law": Art(12, 6)}
                )
            self.insist(Act.READ_RESTRICTED)
            self.office.trail.note(self.person, Act.READ_RESTRICTED.value, str(self.request.url))
        return view

    def may_see(self, number: int) -> bool:
        """Tell whether entries of a year may be shown: closed by default, where it is not known."""
        try:
            view = self.desk.read(number, Times(self.office.settings.today))
        except OutOfScope:
            return False
        if not self.desk.is_restricted(view, self.office.settings.today):
            return True
        return self.desk.accredited and self.person.may(Act.READ_RESTRICTED)

    @property
    def is_partial(self) -> bool:
        """Tell whether htmx asks for a part of a page."""
        return self.request.headers.get("hx-request") == "true"

    def address(self, path: str, **query: object) -> str:
        """Give the address of a page in the same room and for the same times."""
        asked = self.request.query_params
        kept = {key: asked[key] for key in _DAY_KEYS if asked.get(key)}
        kept.update({key: str(value) for key, value in query.items() if value not in {None, ""}})
        tail = f"?{urlencode(kept)}" if kept else ""
        return f"{self.desk.base}{path}{tail}"

    def figure(self, number: int, name: str) -> str:
        """Give the address of a figure's explanation."""
        return self.address(f"/{number}/figures/{name}")

    def show(self, template: str, status: int = 200, /, **context: Any) -> Response:  # noqa: ANN401 - what a page shows
        """Answer with a page, or a part of one."""
        words = (
            _environment()
            .get_template(template)
            .render(
                visit=self,
                person=self.person,
                address=self.address,
                csrf_word=csrf.word_for(self.seed),
                language=text.spoken(),
                today=self.office.settings.today,
                rules_version=RULES_VERSION,
                role_words=role_words(),
                Act=Act,
                **context,
            )
        )
        answer = HTMLResponse(words, status)
        answer.headers["vary"] = "Cookie, Accept-Language, HX-Request"
        if not self.session.token and self.request.cookies.get(csrf.COOKIE) != self.seed:
            self.keep(answer, csrf.COOKIE, self.seed)
        return answer

    def keep(self, answer: Response, name: str, value: str) -> None:
        """Give the browser a cookie no script can read and no other site can send."""
        answer.set_cookie(
            name,
            value,
            httponly=True,
            samesite="lax",
            secure=self.office.settings.is_secure,
            path="/",
        )

    def go(self, path: str, **query: object) -> Response:
        """Send the browser on, after something was done."""
        return RedirectResponse(self.address(path, **query), 303)


def _day(text_given: str | None, key: str) -> date | None:
    if not text_given:
        return None
    try:
        return date.fromisoformat(text_given.strip())
    except ValueError:
        problem = Problem(f'"{text_given[:40]}" is not a day', "YYYY-MM-DD", column=key)
        raise InputError(problem) from None


@lru_cache(maxsize=1)
def _environment() -> Environment:
    environment = Environment(
        loader=ChoiceLoader(
            [
                PackageLoader("solidarity.web", "templates"),
                PackageLoader("solidarity.adapters", "templates"),
            ]
        ),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters.update(
        report.filters(),
        status=report_words.status,
        days_late=report_words.days_late,
        opened=str,
        node_id=id,
        sentence=lambda words: words[:1].upper() + words[1:],
    )
    environment.globals.update(
        _=_,
        ngettext=text.ngettext,
        bases=report_words.BASES,
        kinds=WORDS,
        states=report.STATES_OF_A_STATION,
    )
    return environment


async def sent_with(request: Request) -> dict[str, str]:
    """Take the fields of a form; files, which no form here has, are closed and left out."""
    async with request.form(max_fields=_FIELDS_MAX) as form:
        return {name: value for name, value in form.items() if isinstance(value, str)}


def form_of(visit: Visit, given: Mapping[str, Any]) -> dict[str, str]:
    """
    Read a form that came from one of our pages.

    Raises:
        NotAllowed: If it did not, or the session it was made for has ended.
    """
    fields = {name: value for name, value in given.items() if isinstance(value, str)}
    if not csrf.is_ours(visit.request, visit.seed, fields.get(csrf.FIELD, "")):
        raise NotAllowed(
            _(
                "This form was not sent from a current page of this site, or your session has"
                " ended. Nothing was written. Open the page again and send the form anew."
            )
        )
    return fields
