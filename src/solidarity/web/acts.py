"""
An act as a form: filled in, checked by the law, shown as a summary, recorded once.

The form decides nothing: it makes a command, and `cycle.year.decide` says what follows or refuses.
A form is opened on a state of the ledger; where the same station has moved since, both versions are
shown and nothing is written. Everything works without JavaScript.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Final

from fastapi import APIRouter
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from solidarity.cycle.year import Command, decide, warnings
from solidarity.errors import InputError, JournalMoved, Problem, SolidarityError
from solidarity.ledger.entries import Draft, Entry
from solidarity.terms.citations import Art
from solidarity.terms.findings import Source
from solidarity.web.desk import Times, YearView
from solidarity.web.event_words import particulars, title
from solidarity.web.fields import Field, Kind, read_fields, words_of
from solidarity.web.roles import Act
from solidarity.web.text import _
from solidarity.web.visit import Visit, form_of

_TRIES: Final = 8
_KEY_MAX: Final = 64
_FIELDS_MAX: Final = 120
_DIGITS_MAX: Final = 12

Values = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class ActForm:
    """
    One act that can be recorded.

    Attributes:
        name: Last part of its address.
        right: What the role must include.
        title: What is done, as a heading.
        lead: What it means, in plain words.
        provision: Where it stands.
        button: The act by its name, as the button says it.
        fields: What is asked.
        make: Makes the command of what was read.
        state: Name of the field with the state that acts; "" where none acts, or where what can be
            chosen is only what concerns the state of who asks.
        notes: Says what should be seen before the act is done, beside the law's own warnings.
    """

    name: str
    right: Act
    title: str
    lead: str
    provision: Art
    button: str
    fields: Sequence[Field]
    make: Callable[[Values], Command]
    state: str = ""
    notes: Callable[[Values], Sequence[str]] = lambda _values: ()


Forms = Callable[[Visit, YearView], Sequence[ActForm]]


@dataclass(frozen=True, slots=True)
class _Sent:
    """A form as it was sent: who, of which year, which form, and what stands in it."""

    visit: Visit
    view: YearView
    room: str
    form: ActForm
    filled: dict[str, str]

    @property
    def back(self) -> str:
        """Where the room is."""
        return f"/{self.view.year.year}/{self.room}"

    @property
    def path(self) -> str:
        """Where the form is."""
        return f"{self.back}/{self.form.name}"


def document_field() -> Field:
    """Ask on which document an act rests."""
    return Field(
        "document",
        _("Document it rests on"),
        help=_("Letter, act or note, with its reference."),
    )


def day_field(label: str, help_: str = "") -> Field:
    """Ask for the day of an act."""
    return Field("on", label, Kind.DAY, help_)


def source_of_form(values: Values) -> Source:
    """Give the source an act rests on."""
    return Source(str(values["document"]), confidence="high")


def provide(router: APIRouter, room: str, forms: Forms) -> None:
    """
    Give a room its forms.

    Args:
        router: The router of the page.
        room: Address of the room inside a year.
        forms: Which forms there are, for who asks.
    """

    def opened(request: Request, year: int, name: str) -> Response:
        visit = Visit.of(request)
        return _open(_entered(visit, (year, room, name), forms, {}))

    async def sent(request: Request, year: int, name: str) -> Response:
        filled: dict[str, str] = {}
        async with request.form(max_fields=_FIELDS_MAX) as given:
            for key, value in given.multi_items():
                if isinstance(value, str):
                    filled[key] = f"{filled[key]},{value}" if key in filled else value
        visit = await run_in_threadpool(Visit.of, request)
        return await run_in_threadpool(_taken, visit, (year, room, name), forms, filled)

    path = f"/{{year:int}}/{room}/{{name}}"
    router.add_api_route(path, opened, methods=["GET"])
    router.add_api_route(path, sent, methods=["POST"])


def present(visit: Visit, number: int) -> YearView:
    """
    Read the year an act is decided on: all that is recorded.

    In the sandbox days may be played through that have not come yet.
    """
    day = visit.office.settings.today
    if visit.desk.is_sandbox:
        day = date(number + 3, 12, 31)
    return replace(visit, times=Times(day)).year(number)


def offered(visit: Visit, view: YearView, forms: Forms) -> list[ActForm]:
    """Give the forms that who asks may open."""
    return [form for form in forms(visit, view) if visit.person.may(form.right, visit.person.state)]


def _entered(
    visit: Visit, address: tuple[int, str, str], forms: Forms, filled: dict[str, str]
) -> _Sent:
    year, room, name = address
    view = present(visit, year)
    found = next((form for form in forms(visit, view) if form.name == name), None)
    if found is None:
        raise HTTPException(404)
    visit.insist(found.right, visit.person.state)
    return _Sent(visit, view, room, found, filled)


def _open(sent: _Sent) -> Response:
    asked = sent.visit.request.query_params
    day = sent.visit.times.as_of if sent.visit.desk.is_sandbox else sent.visit.office.settings.today
    filled = {field.name: field.start for field in sent.form.fields}
    filled |= {"on": day.isoformat()}
    filled |= {f.name: asked[f.name] for f in sent.form.fields if asked.get(f.name)}
    return _show(replace(sent, filled=filled))


def _taken(
    visit: Visit, address: tuple[int, str, str], forms: Forms, given: dict[str, str]
) -> Response:
    fields = form_of(visit, given)
    sent = _entered(visit, address, forms, fields)
    step = fields.get("step", "check")
    if step == "change":
        return _show(sent)
    try:
        return _record(sent) if step == "do" else _summary(sent)
    except HTTPException:
        raise
    except SolidarityError as error:
        return _show(sent, error)


def _read(sent: _Sent, view: YearView) -> tuple[Values, Command, ActForm]:
    """Read the form and make the command, for the state whose delegation sends it."""
    visit = sent.visit
    values = read_fields(sent.form.fields, sent.filled)
    who = str(values[sent.form.state]) if sent.form.state else visit.person.state
    visit.insist(sent.form.right, who)
    day = values.get("on")
    today = visit.office.settings.today
    if day is not None and day > today and not visit.desk.is_sandbox:
        what = f"{day.isoformat()} is still to come"
        raise InputError(Problem(what, f"a day up to {today.isoformat()}", column="on"))
    command = sent.form.make(values)
    decide(command, view.year)
    return values, command, sent.form


def _summary(sent: _Sent) -> Response:
    """Show what is about to be done; nothing is written."""
    values, command, form = _read(sent, sent.view)
    head = sent.visit.desk.journal.head()[0]
    events = decide(command, sent.view.year)
    return sent.visit.show(
        "act_summary.html.j2",
        year=sent.view.year.year,
        form=form,
        path=sent.path,
        back=sent.back,
        filled=sent.filled,
        said=_said(sent),
        warned=[*warnings(command, sent.view.year), *form.notes(values)],
        becomes=[(title(event), particulars(event)) for event in events],
        seen=head,
        key=secrets.token_urlsafe(18),
    )


def _said(sent: _Sent) -> list[tuple[str, str]]:
    return [(field.label, words_of(field, sent.filled)) for field in sent.form.fields]


def _record(sent: _Sent) -> Response:
    """Record the act: once, whole, and only on what was seen."""
    visit, number = sent.visit, sent.view.year.year
    key = f"{visit.person.name} {sent.filled.get('submission', '')[:_KEY_MAX]}"
    led_to = visit.office.submitted(key)
    if led_to is not None:
        return visit.go(led_to)
    seen = _position(sent.filled.get("seen", ""))
    for _try in range(_TRIES):
        journal = visit.desk.journal
        head = journal.head()[0]
        view = present(visit, number)
        values: Values = read_fields(sent.form.fields, sent.filled)
        since = _since(journal.entries(year=number, after=seen), sent.form.make(values))
        if since:
            return _conflict(sent, since, head)
        values, command, _form = _read(sent, view)
        drafts = [_draft(sent, event, values) for event in decide(command, view.year)]
        try:
            written = journal.append(drafts, expected=head)
        except JournalMoved:
            continue
        what = f"{number}/{sent.room}/{sent.form.name}, entry {written[-1].position}"
        visit.office.trail.note(visit.person, sent.form.right.value, what)
        visit.office.note_submission(key, visit.person.name, sent.back)
        late = {"as_of": values["on"].isoformat()} if _is_later(visit, values) else {}
        return visit.go(sent.back, done=written[-1].position, **late)
    raise JournalMoved(expected=head, found=visit.desk.journal.head()[0])


def _is_later(visit: Visit, values: Values) -> bool:
    return values.get("on") is not None and values["on"] > visit.times.as_of


def _position(text: str) -> int:
    is_number = text.isascii() and text.isdigit() and len(text) < _DIGITS_MAX
    return int(text) if is_number else 0


def _since(entries: Any, command: Command) -> list[Entry]:  # noqa: ANN401 - an iterator of entries
    """Give what the same station recorded since the form was checked."""
    station = type(command).__module__
    return [entry for entry in entries if type(entry.event).__module__ == station]


def _draft(sent: _Sent, event: Any, values: Values) -> Draft:  # noqa: ANN401 - an event
    visit = sent.visit
    day = values.get("on") or visit.office.settings.today
    document = values.get("document")
    basis = f"{sent.form.provision}; {document}" if document else str(sent.form.provision)
    moment = visit.office.settings.now()
    return Draft(sent.view.year.year, event, day, moment, visit.person.shown, basis)


def _conflict(sent: _Sent, since: Sequence[Entry], head: int) -> Response:
    return sent.visit.show(
        "act_conflict.html.j2",
        409,
        year=sent.view.year.year,
        form=sent.form,
        path=sent.path,
        back=sent.back,
        filled=sent.filled,
        said=_said(sent),
        since=[(entry, title(entry.event), particulars(entry.event)) for entry in since],
        seen=head,
    )


def _show(sent: _Sent, error: SolidarityError | None = None) -> Response:
    """Show the form as it is filled, with what is wrong."""
    from solidarity.web.status_codes import status_of

    problems = error.problems if isinstance(error, InputError) else ()
    names = {field.name for field in sent.form.fields}
    return sent.visit.show(
        "act_form.html.j2",
        200 if error is None else status_of(error),
        year=sent.view.year.year,
        form=sent.form,
        path=sent.path,
        back=sent.back,
        filled=sent.filled,
        error=error,
        problems={one.column: one for one in problems if one.column in names},
        others=[one for one in problems if one.column not in names],
        Kind=Kind,
        is_past=sent.visit.times.as_of != sent.visit.office.settings.today,
    )
