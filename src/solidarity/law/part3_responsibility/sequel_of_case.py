"""What follows a state found: requests, transfers, decisions of states, documents, offsets."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final, NamedTuple

from solidarity.law.part3_responsibility.case_record import Application
from solidarity.law.part3_responsibility.deadlines_of_case import Calendars, Deadline, deadline
from solidarity.law.part3_responsibility.findings_of_case import Tried
from solidarity.law.part3_responsibility.later_acts_of_case import later_act
from solidarity.law.part3_responsibility.requests_of_case import Course, take_charge
from solidarity.law.part3_responsibility.results import PersonResult, Track
from solidarity.law.part3_responsibility.safeguards_of_case import safeguards_due
from solidarity.law.part3_responsibility.settings import Settings
from solidarity.law.part3_responsibility.take_back_of_case import take_back
from solidarity.terms.case_records import Case, Person
from solidarity.terms.citations import Art, crisis

_TAKE_BACK: Final = frozenset(
    (Art(36, 1, "b"), Art(36, 1, "c"), Art(38, 4), Art(38, 5), Art(68, 3), crisis(13, 2))
)
_EARLIER_CRITERIA: Final = frozenset((Art(84, 2),))
_NO_REQUEST: Final = frozenset((Art(16, 4), Art(37, 1)))


class Found(NamedTuple):
    """What the gates and criteria gave: the application, what was tried, who had refused."""

    application: Application
    tried: tuple[Tried, ...]
    refused: frozenset[str]


Finder = Callable[[Case, Person, Settings, frozenset[str]], Found]


def with_sequel(found: Found, calendars: Calendars, find: Finder) -> PersonResult:
    """
    Follow a case from the state found to the state responsible now.

    Args:
        found: What the gates and criteria gave.
        calendars: Official holidays by state.
        find: How to look again, without a state that refused.
    """
    application, last = found.application, found.tried[-1]
    track, course = _course(application, last, calendars)
    if course.refused and last.state not in found.refused:
        again = find(
            application.case, application.person, application.settings, found.refused | {last.state}
        )
        why = f"{last.why} But {last.state} refused with reasons."
        refusal = last._replace(state="", why=why, needs=(), also=())
        rest = with_sequel(again, calendars, find)
        deadlines = (*course.deadlines, *rest.deadlines)
        return _replaced(rest, (refusal, *rest.tried), deadlines)
    tried = (*found.tried, course.shift) if course.shift else found.tried
    shift = None
    if last.article not in _EARLIER_CRITERIA:
        shift = later_act(application, tried[-1], course.deadlines)
    if shift is not None:
        tried = (*tried, shift)
    if tried[-1] is not last:
        track = Track.SHIFTED if tried[-1].state else Track.OPEN
    deadlines = _protecting(application, course.deadlines, calendars)
    return _result(application, tried, (track, deadlines), course.readings)


def _course(application: Application, last: Tried, calendars: Calendars) -> tuple[Track, Course]:
    if not last.state:
        return Track.OPEN, Course(None, ())
    if last.article in _TAKE_BACK:
        is_here = application.present_in == last.state
        return Track.OWN if is_here else Track.TAKE_BACK, take_back(application, last, calendars)
    if last.state == application.determining or last.article in _NO_REQUEST:
        return Track.OWN, Course(None, ())
    return Track.TAKE_CHARGE, take_charge(application, last, calendars)


def _replaced(
    rest: PersonResult, tried: tuple[Tried, ...], deadlines: tuple[Deadline, ...]
) -> PersonResult:
    return PersonResult(
        rest.person,
        rest.state,
        rest.article,
        rest.track,
        tried,
        deadlines,
        rest.safeguards,
        rest.readings,
    )


def _protecting(
    application: Application, deadlines: tuple[Deadline, ...], calendars: Calendars
) -> tuple[Deadline, ...]:
    if not application.unaccompanied or application.person.representative is not None:
        return deadlines
    first = application.first
    starts = first.made_at or first.registered_at
    actor = str(first.state)
    return (deadline("representative", starts=starts, actor=actor, calendars=calendars), *deadlines)


def _result(
    application: Application,
    tried: tuple[Tried, ...],
    sequel: tuple[Track, tuple[Deadline, ...]],
    readings: tuple[str, ...],
) -> PersonResult:
    last, (track, deadlines) = tried[-1], sequel
    article = last.article if last.state else None
    used = [name for one in tried if one.readings for name in one.readings]
    return PersonResult(
        application.person.id,
        last.state or None,
        article,
        track,
        tried,
        deadlines,
        safeguards_due(application, track, article),
        tuple(dict.fromkeys((*used, *readings))) if used or readings else (),
    )
