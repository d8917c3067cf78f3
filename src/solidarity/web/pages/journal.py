"""`/journal` and `/calendar`: who did what when; what is due by when."""

from __future__ import annotations

from datetime import UTC, datetime, time
from itertools import islice
from typing import Any, Final

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from solidarity.adapters.calendar_file import calendar_file
from solidarity.adapters.tables import Cell
from solidarity.cycle.calendar import Deadline, State
from solidarity.errors import InputError, OutOfScope, Problem
from solidarity.ledger.entries import Entry
from solidarity.web.desk import Desk
from solidarity.web.event_words import source_of, title, told
from solidarity.web.exports import file_answer, form_asked, table_answer
from solidarity.web.roles import Act, Person
from solidarity.web.tables import CALENDAR, JOURNAL
from solidarity.web.visit import Visit

router = APIRouter()

Json = dict[str, Any]
_ON_A_PAGE: Final = 50
_VERIFIED_FOR_ALL: Final = 10_000
_LAST_YEAR: Final = 2100
_FIRST_YEAR: Final = 2026


@router.get("/journal")
def journal(request: Request) -> Response:
    """Show the entries of the ledger, newest first."""
    visit = Visit.of(request)
    visit.insist(Act.READ_JOURNAL)
    position, head = visit.desk.journal.head()
    before = _whole(visit, "before") or position + 1
    after = max(0, before - 1 - _ON_A_PAGE)
    entries = list(islice(visit.desk.journal.entries(after=after), before - 1 - after))
    known_at = visit.times.known_at
    open_years = {number for number in {one.year for one in entries} if visit.may_see(number)}
    shown = [
        entry
        for entry in reversed(entries)
        if entry.year in open_years
        and entry.holds_from <= visit.times.as_of
        and (known_at is None or entry.recorded_at <= known_at)
    ]
    if form_asked(visit):
        return table_answer(
            visit, JOURNAL, [_row(entry, visit.person) for entry in shown], _FIRST_YEAR
        )
    return visit.show(
        "journal.html.j2",
        year=visit.desk.current_year,
        entries=[
            (e, title(e.event), told(e.event, visit.person), source_of(e.event)) for e in shown
        ],
        position=position,
        head=head,
        older=after + 1 if after > 0 else 0,
        newer=before <= position,
        checked=_checked(visit.desk)
        if visit.request.query_params.get("verify") and _may_verify(visit, position)
        else None,
        may_verify=_may_verify(visit, position),
    )


def _may_verify(visit: Visit, position: int) -> bool:
    """Tell whether the whole chain may be read now: a long one only for those who signed in."""
    return visit.person.is_signed_in or position <= _VERIFIED_FOR_ALL


def _checked(desk: Desk) -> tuple[bool, str]:
    """Read every entry and check the chain."""
    try:
        desk.journal.verify()
    except InputError as error:
        return False, str(error)
    return True, ""


def _row(entry: Entry, person: Person) -> dict[str, Cell]:
    return {
        "position": entry.position,
        "year": entry.year,
        "recorded_at": entry.recorded_at.isoformat(),
        "recorded_by": entry.recorded_by,
        "basis": entry.basis,
        "holds_from": entry.holds_from,
        "event": title(entry.event),
        "what": told(entry.event, person),
        "corrects": entry.corrects,
        "hash": entry.hash,
    }


def _whole(visit: Visit, name: str) -> int:
    text = visit.request.query_params.get(name, "")
    if not text:
        return 0
    if not text.isascii() or not text.isdigit() or len(text) > 12:  # noqa: PLR2004 - digits of a position
        raise InputError(Problem(f'"{text[:20]}" is not a number', "digits", column=name))
    return int(text)


@router.get("/calendar")
def calendar(request: Request) -> Response:
    """Show every deadline of a cycle, due and actual."""
    visit = Visit.of(request)
    number, deadlines = _deadlines(visit)
    if form_asked(visit):
        return table_answer(visit, CALENDAR, [_line(one) for one in deadlines], number)
    return visit.show(
        "calendar.html.j2",
        year=number,
        deadlines=deadlines,
        who=sorted({one.who for one in deadlines}),
        chosen=visit.request.query_params.get("who", ""),
        State=State,
        first=_FIRST_YEAR,
    )


@router.get("/calendar.ics")
def calendar_feed(request: Request) -> Response:
    """Give the calendar as a file that any calendar program reads and can subscribe to."""
    visit = Visit.of(request)
    number, deadlines = _deadlines(visit)
    stamp = datetime.combine(visit.times.as_of, time(), tzinfo=UTC)
    content = calendar_file(deadlines, year=number, stamp=stamp)
    return file_answer(content, f"solidarity-{number}.ics")


def _deadlines(visit: Visit) -> tuple[int, list[Deadline]]:
    """Give the deadlines of the cycle asked for; of one party only, if one is chosen."""
    from solidarity.adapters.holiday_calendars import UNION, calendar_of
    from solidarity.cycle.calendar import calendar as calendar_of_year

    visit.insist(Act.READ_YEAR)
    number = _whole(visit, "year") or visit.desk.current_year
    if not _FIRST_YEAR <= number <= _LAST_YEAR:
        raise OutOfScope(f"no calendar is written for {number}; the first is that of {_FIRST_YEAR}")
    try:
        found = visit.year(number).deadlines
    except OutOfScope:
        found = calendar_of_year(number, {}, as_of=visit.times.as_of, holidays=calendar_of(UNION))
    who = visit.request.query_params.get("who", "")
    return number, [one for one in found if not who or one.who == who]


def _line(one: Deadline) -> dict[str, Cell]:
    return {
        "act": one.id,
        "what": one.what,
        "who": one.who,
        "governed_by": one.provision,
        "opens": one.opens,
        "due": one.due,
        "actual": one.actual,
        "days_late": one.days_late,
        "state": one.state.value,
        "note": one.note,
    }
