"""
Who is responsible for a case: the gates in order, the criteria, the family, what came after.

`determine` is the one entry. It reads no clock and asks nobody: what a person must judge stands in
the record, and what is missing makes the result open.
"""

from __future__ import annotations

from solidarity.law.part3_responsibility.art16_access import (
    barred_states,
    by_first_registration,
    by_impossible_transfer,
    by_security_check,
    is_single,
    risk_needs,
)
from solidarity.law.part3_responsibility.art24_hierarchy import first_that_applies
from solidarity.law.part3_responsibility.art25_in_order import by_kin_of_minor
from solidarity.law.part3_responsibility.art25_unaccompanied_minors import is_only_art25
from solidarity.law.part3_responsibility.art34_dependent_persons import by_dependency
from solidarity.law.part3_responsibility.art68_rule_sets import fallback_provision
from solidarity.law.part3_responsibility.case_record import Application, RuleSet
from solidarity.law.part3_responsibility.deadlines_of_case import Calendars, no_calendars
from solidarity.law.part3_responsibility.families_of_case import following, together
from solidarity.law.part3_responsibility.findings_of_case import FactUsed, Need, Tried
from solidarity.law.part3_responsibility.gates import (
    already_settled,
    application_of,
    start_day,
)
from solidarity.law.part3_responsibility.results import PersonResult, Result
from solidarity.law.part3_responsibility.sequel_of_case import Found, with_sequel
from solidarity.law.part3_responsibility.settings import Settings, settings_of
from solidarity.law.part3_responsibility.start_of_case import start_of
from solidarity.terms.case_facts import Answer
from solidarity.terms.case_records import Case, Person
from solidarity.terms.citations import Art
from solidarity.terms.readings import Readings


def determine(case: Case, readings: Readings, calendars: Calendars = no_calendars) -> Result:
    """
    Determine the Member State responsible.

    Args:
        case: The record; days on which the facts stand come from it alone.
        readings: How open points are read.
        calendars: Official holidays by state; without them only weekends are minded.

    Returns:
        The result, for each person and for the case, with every provision tried.
    """
    return determine_with(case, settings_of(readings), calendars)


def determine_with(case: Case, settings: Settings, calendars: Calendars) -> Result:
    """Determine as `determine` does, with readings already taken out: for many cases."""
    found = {
        person.id: find_state(case, person, settings, frozenset())
        for person in case.persons
        if person.registrations
    }
    found = together(case, found, settings)
    results: dict[str, PersonResult] = {}
    for person in case.persons:
        if person.id in found:
            results[person.id] = with_sequel(found[person.id], calendars, find_state)
    persons = tuple(following(person, results) for person in case.persons)
    states = frozenset(one.state for one in persons if one.state)
    agreed = is_single(states) and all(one.state for one in persons)
    found_needs = [need for one in persons for need in one.needs]
    needs = tuple(dict.fromkeys(found_needs)) if found_needs else ()
    if not agreed and len(states) > 1:
        what = "persons of this case have different results: see each person"
        needs = (*needs, Need(Art(16, 1), what))
    state = persons[0].state if agreed else None
    return Result(case.id, state, persons[0].article if agreed else None, needs, persons)


def find_state(case: Case, person: Person, settings: Settings, refused: frozenset[str]) -> Found:
    """
    Pass the gates and try the criteria for one person.

    Args:
        case: The case.
        person: One of its persons, with a registration.
        settings: The readings.
        refused: States that refused with reasons, to be left out.
    """
    start = start_of(case, person)
    application, open_age = application_of(case, person, start.first, settings)
    for settled in (
        start_day(start.first, settings),
        already_settled(case, person, start, settings),
        by_security_check(person),
        open_age,
    ):
        if settled is not None:
            return Found(application, (*start.ended, settled), refused)
    barred = (barred_states(person) | refused) - {application.determining}
    tried = _criteria(application, barred)
    last = tried[-1]
    if not last.state and not last.is_open:
        tried = (*tried, _fallback(application, tried, barred))
    last = tried[-1]
    if last.state and last.state != application.determining:
        needs = risk_needs(person, last.state)
        if any(need.blocking for need in needs):
            last = last._replace(state="")
        tried = (*tried[:-1], last._replace(needs=(*last.needs, *needs)))
    return Found(application, (*start.ended, *tried), refused)


def _criteria(application: Application, barred: frozenset[str]) -> tuple[Tried, ...]:
    if not is_only_art25(application):
        return first_that_applies(application, barred)
    dependency = application.person.dependency
    chosen = dependency.chosen if dependency else None
    tried: tuple[Tried, ...] = ()
    if chosen is not None and chosen.outcome is Answer.YES:
        picked = by_dependency(application)._replace(
            readings=(f"R-101={application.settings.rank.value}",)
        )
        if picked.is_open or (picked.state and picked.state not in barred):
            return (picked,)
        tried = (picked._replace(state="", needs=()),)
    return (*tried, *by_kin_of_minor(application, barred))


def _fallback(application: Application, tried: tuple[Tried, ...], barred: frozenset[str]) -> Tried:
    risky = barred & barred_states(application.person)
    if any(one.also == (Art(16, 3),) for one in tried):
        return by_impossible_transfer(application.determining, risky)
    if application.rule_set is RuleSet.NORMAL:
        return by_first_registration(str(application.first.state))
    state = application.determining
    source = fallback_provision(application.rule_set)
    why = f"No criterion applies {application.rule_set.value}: {state}."
    return Tried(source, state, why, (FactUsed("entry.relocated", f"determined by {state}"),))
