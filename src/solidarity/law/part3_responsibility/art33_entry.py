"""Art. 33: irregular crossing, disembarkation after a rescue, relocation since."""

from __future__ import annotations

import datetime as dt
from typing import Final, NamedTuple

from solidarity.law.part3_responsibility.case_record import Application, RuleSet, is_established
from solidarity.law.part3_responsibility.findings_of_case import FactUsed, Limit, Need, Tried
from solidarity.law.part3_responsibility.settings import Revived
from solidarity.terms.case_facts import Answer, HitCategory
from solidarity.terms.citations import Art
from solidarity.terms.findings import parameter, rule

_SINCE = dt.date(2026, 6, 12)
CROSSING_MONTHS = parameter("months after a crossing", Art(33, 1), 20, since=_SINCE, unit="months")
RESCUE_MONTHS = parameter(
    "months after a disembarkation", Art(33, 2), 12, since=_SINCE, unit="months"
)
_ARTICLE: Final = Art(33)
_NONE: Final = Tried(_ARTICLE, "", "No irregular entry, rescue or relocation is recorded.")


class Event(NamedTuple):
    """An entry: where, when, whether it is established, where it is recorded."""

    day: dt.date
    state: str
    known: Answer
    path: str


@rule(Art(33, 1))
def has_crossing_ceased(*, crossed: dt.date, registered: dt.date) -> bool:
    """Tell whether more than 20 months lie between the crossing and the registration."""
    return Limit(CROSSING_MONTHS.on(_SINCE), crossed).is_more_than(registered)


@rule(Art(33, 2))
def has_rescue_ceased(*, disembarked: dt.date, registered: dt.date) -> bool:
    """Tell whether more than 12 months lie between the disembarkation and the registration."""
    return Limit(RESCUE_MONTHS.on(_SINCE), disembarked).is_more_than(registered)


@rule(Art(33, 3))
def relocated_since(application: Application) -> str:
    """Name the state of a relocation that came after every crossing; "" if there was none."""
    entry = application.person.entry
    moved = entry.relocated if entry else None
    if moved is None or is_established(moved.evidence) is not Answer.YES:
        return ""
    days = [one.day for one in (*crossings(application), *rescues(application))]
    return str(moved.to) if days and all(day <= moved.date for day in days) else ""


@rule(Art(33, 1), Art(33, 2), Art(33, 3), reading="R-105")
def by_entry(application: Application) -> Tried:
    """Try relocation since, then disembarkation, then irregular crossing."""
    person = application.person
    if person.entry is None and not person.eurodac_hits:
        return _NONE
    moved = relocated_since(application)
    if moved:
        fact = FactUsed("entry.relocated", f"relocated to {moved} after the entry")
        return Tried(Art(33, 3), moved, f"Relocated to {moved} since the entry.", (fact,))
    if application.rule_set is not RuleSet.NORMAL:
        return Tried(_ARTICLE, "", f"Paragraphs 1 and 2 are off: {application.rule_set.value}.")
    found = _by_rescue_or_crossing(application, rescues(application), crossings(application))
    return _NONE if found is None else found


def _by_rescue_or_crossing(
    application: Application, rescue: list[Event], crossing: list[Event]
) -> Tried | None:
    if not rescue and not crossing:
        return None
    registered, revived = application.registered, application.settings.revived
    for one in rescue:
        if not has_rescue_ceased(disembarked=one.day, registered=registered):
            return _answer(Art(33, 2), one, "disembarked after a rescue")
    readings = (f"R-105={revived.value}",) if rescue else ()
    # A crossing that ended in a rescue is the same entry; a later one is another.
    after = rescue[-1].day if rescue and revived is Revived.NOT_REVIVED else dt.date.min
    for one in crossing:
        if one.day > after and not has_crossing_ceased(crossed=one.day, registered=registered):
            answer = _answer(Art(33, 1), one, "crossed the border irregularly")
            return answer._replace(readings=readings)
    why = "The entry lies back longer than the Article allows."
    return Tried(_ARTICLE, "", why, readings=readings)


def _answer(source: Art, event: Event, words: str) -> Tried:
    fact = FactUsed(event.path, f"{words} into {event.state}, {event.day.isoformat()}")
    if event.known is Answer.UNKNOWN:
        need = Need(source, f"{event.path}: weigh the circumstantial evidence")
        return Tried(source, "", "The entry is not established.", (fact,), (need,))
    why = f"The person {words} into {event.state} on {event.day.isoformat()}, not too long ago."
    return Tried(source, event.state, why, (fact,))


def crossings(application: Application) -> list[Event]:
    """Irregular crossings before the registration, the earliest first; refuted ones left out."""
    return _events(application, HitCategory.IRREGULAR_CROSSING, "irregular_crossing")


def rescues(application: Application) -> list[Event]:
    """Disembarkations before the registration, the earliest first; refuted ones left out."""
    return _events(application, HitCategory.SEARCH_AND_RESCUE, "sar")


def _events(application: Application, category: HitCategory, name: str) -> list[Event]:
    found = []
    entry = application.person.entry
    fact = getattr(entry, name) if entry else None
    if fact is not None:
        found.append(Event(fact.date, fact.state, is_established(fact.evidence), f"entry.{name}"))
    for position, hit in enumerate(application.person.eurodac_hits):
        if hit.category is category:
            day = hit.event_date or hit.received_at
            found.append(Event(day, hit.origin_state, Answer.YES, f"eurodac_hits[{position}]"))
    on = application.registered
    counting = [one for one in found if one.day <= on and one.known is not Answer.NO]
    return sorted(counting, key=lambda one: (one.day, one.known is not Answer.YES, one.path))
