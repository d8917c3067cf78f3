"""The gates before the criteria, in order: start day, recorded state, security, set of rules."""

from __future__ import annotations

import datetime as dt

from solidarity.law.crisis.art13_take_back_relief import (
    is_relieved,
    state_of_second_registration,
    state_that_determines_instead,
)
from solidarity.law.part3_responsibility.art02_definitions import is_minor, is_unaccompanied
from solidarity.law.part3_responsibility.art38_start import determining_state
from solidarity.law.part3_responsibility.art68_rule_sets import has_passed_with_relocation
from solidarity.law.part3_responsibility.case_record import Application, RuleSet
from solidarity.law.part3_responsibility.findings_of_case import FactUsed, Need, Tried
from solidarity.law.part3_responsibility.settings import MovedOn, Settings
from solidarity.law.part3_responsibility.start_of_case import Start
from solidarity.law.part5_general.art84_transition import is_under_old_criteria
from solidarity.terms.case_facts import Answer, EurodacHit, HitCategory, Outcome, Registration
from solidarity.terms.case_records import Case, Person
from solidarity.terms.citations import Art, crisis

_ADMITTED = frozenset((HitCategory.ADMISSION, HitCategory.NATIONAL_RESETTLEMENT))


def start_day(first: Registration, settings: Settings) -> Tried | None:
    """Gate 0: registered before the Regulation applies (Art. 84(2)); else None."""
    if not is_under_old_criteria(first.registered_at, settings.start_day.value):
        return None
    day = first.registered_at.isoformat()
    need = Need(Art(84, 2), "apply the criteria of Regulation (EU) No 604/2013")
    why = f"Registered on {day}, before the Regulation applies: the earlier criteria decide."
    return Tried(Art(84, 2), "", why, (FactUsed("registrations[0]", day),), (need,))


def already_settled(case: Case, person: Person, start: Start, settings: Settings) -> Tried | None:
    """Gate 1: a state is recorded or pending (Arts 36(1)(b)(c), 38(4)(5), 68(3)); else None."""
    first, entry = start.first, person.entry
    moved = entry.relocated if entry else None
    if moved and moved.date >= first.registered_at and has_passed_with_relocation(moved):
        fact = FactUsed("entry.relocated", f"relocated to {moved.to}, {moved.date}")
        why = f"Responsibility passed to {moved.to} with the relocation."
        return Tried(Art(68, 3), str(moved.to), why, (fact,), also=(Art(33, 3),))
    hits = [
        (f"eurodac_hits[{position}]", hit)
        for position, hit in enumerate(person.eurodac_hits)
        if not start.ended or (hit.event_date or hit.received_at) >= first.registered_at
    ]
    recorded = [pair for pair in hits if pair[1].msr_recorded]
    if recorded:
        return _recorded(case, person, first, (max(recorded, key=_received), settings))
    for path, hit in hits:
        if hit.category in _ADMITTED and hit.origin_state != first.state:
            why = f"{hit.origin_state} admitted the person and takes the person back."
            fact = FactUsed(path, f"admitted by {hit.origin_state}")
            return Tried(Art(36, 1, "c"), str(hit.origin_state), why, (fact,))
        if hit.relocation_state and moved is None:
            why = f"{hit.relocation_state} confirmed the relocation; the transfer is not yet made."
            fact = FactUsed(path, f"relocation to {hit.relocation_state} confirmed")
            return Tried(Art(38, 5), str(hit.relocation_state), why, (fact,))
    return _pending(case, person, first)


def _received(pair: tuple[str, EurodacHit]) -> dt.date:
    return pair[1].received_at


def _recorded(
    case: Case,
    person: Person,
    first: Registration,
    found: tuple[tuple[str, EurodacHit], Settings],
) -> Tried:
    (path, hit), settings = found
    state = str(hit.msr_recorded)
    fact = FactUsed(path, f"Eurodac names {state}")
    second = state_of_second_registration(person, first)
    if hit.msr_article.startswith("16(2)") and second and is_relieved(case, first):
        why = f"{state} is relieved in mass arrivals: responsibility passes to {second}."
        return Tried(crisis(13, 2), second, why, (fact,))
    granted = any(
        one.decision is Outcome.GRANTED and one.state == state for one in person.registrations
    )
    if hit.protection_mark or granted:
        readings = (f"R-112={settings.moved_on.value}",)
        if settings.moved_on is MovedOn.HUMAN_CHECK:
            need = Need(Art(36, 1, "b"), f"{state} granted protection: check admissibility (R-112)")
            why = f"{state} is recorded and granted protection; this is for a person to check."
            return Tried(Art(36, 1, "b"), "", why, (fact,), (need,), (), readings)
        why = f"Eurodac names {state}; it takes the person back."
        return Tried(Art(36, 1, "b"), state, why, (fact,), (), (), readings)
    why = f"Eurodac names {state} as responsible, and nothing shows that this has ceased."
    return Tried(Art(36, 1, "b"), state, why, (fact,))


def _pending(case: Case, person: Person, first: Registration) -> Tried | None:
    obliged = _determining(person, first)
    moved = person.entry.relocated if person.entry else None
    since = moved.date if moved and _is_relocated(person, first) else first.registered_at
    elsewhere = [
        one.state
        for one in person.registrations
        if one.state != obliged and one.registered_at >= since and one is not first
    ]
    if person.present_in and person.present_in != obliged:
        elsewhere.append(person.present_in)
    if not elsewhere or (_is_crisis(case, person, first) and obliged == first.state):
        return None
    why = f"{obliged} determines and takes the person back from {elsewhere[-1]} meanwhile."
    fact = FactUsed("registrations", f"first in {obliged}, later in {elsewhere[-1]}")
    return Tried(Art(38, 4), obliged, why, (fact,))


def _determining(person: Person, first: Registration) -> str:
    moved = person.entry.relocated if person.entry else None
    to = str(moved.to) if moved is not None and _is_relocated(person, first) else None
    return determining_state(first_registered=str(first.state), relocated_to=to)


def _is_crisis(case: Case, person: Person, first: Registration) -> bool:
    return bool(state_of_second_registration(person, first)) and is_relieved(case, first)


def application_of(
    case: Case, person: Person, first: Registration, settings: Settings
) -> tuple[Application, Tried | None]:
    """Gate 3: who determines under which set of rules; and what is open about the age, if any."""
    determining, rule_set = _determining(person, first), RuleSet.NORMAL
    if _is_relocated(person, first):
        rule_set = RuleSet.AFTER_RELOCATION
    elif case.crisis is not None and _is_crisis(case, person, first):
        determining, rule_set = state_that_determines_instead(person, first), RuleSet.CRISIS
    on = first.registered_at
    age = is_minor(birth_date=person.birth_date, status=person.age_status, on=on)
    minor = age is Answer.YES
    alone = minor and is_unaccompanied(person, case)
    application = Application(person, case, first, determining, rule_set, minor, alone, settings)
    if age is not Answer.UNKNOWN:
        return application, None
    need = Need(Art(2, 10), "assess the age: adult or minor on the day of first registration")
    return application, Tried(Art(25), "", "Whether the person is a minor is open.", needs=(need,))


def _is_relocated(person: Person, first: Registration) -> bool:
    moved = person.entry.relocated if person.entry else None
    return moved is not None and moved.date >= first.registered_at
