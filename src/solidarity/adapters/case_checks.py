"""Facts of a case that contradict each other: each named with its field and what was expected."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Callable, Iterator, Sequence

from solidarity.law.part3_responsibility.art02_definitions import is_minor
from solidarity.terms.case_facts import AgeStatus, Answer, Registration
from solidarity.terms.case_records import Case, Notification, Person, Request
from solidarity.terms.member_states import ASSOCIATED_STATES, MEMBER_STATES

Contradiction = tuple[str, str, str]
"""Field, what was found, what was expected."""

_FREE_MOVERS = {one.iso2 for one in MEMBER_STATES} | {one.code for one in ASSOCIATED_STATES}
_ISCED_MAX = 8


def contradictions(case: Case) -> Iterator[Contradiction]:
    """Name every contradiction of a case, in the order of the record."""
    if not case.persons:
        yield "persons", "there is no person", "at least one"
    for identifier, count in Counter(person.id for person in case.persons).items():
        if count > 1:
            yield "persons", f'person "{identifier}" stands there {count} times', "once each"
    for position, person in enumerate(case.persons):
        path = f"persons[{position}]"
        for check in _OF_PERSON:
            for field, what, expected in check(person, case):
                yield f"{path}.{field}", what, expected
    yield from _acts(case)


def _who(person: Person, case: Case) -> Iterator[Contradiction]:
    if person.stateless and person.nationality:
        yield "nationality", "the person is stateless and has a nationality", "one of the two"
    if person.nationality in _FREE_MOVERS:
        what = f"{person.nationality} is a state whose nationals move freely"
        yield "nationality", what, "a third country (Art. 2(1))"
    if person.birth_date is None and person.age_status is None:
        yield "birth_date", "neither birth date nor age status is given", "one of the two"
    others = {one.id for one in case.persons} - {person.id}
    if person.accompanies and person.accompanies not in others:
        yield "accompanies", f'"{person.accompanies}" is no other person', "a person of the case"
    follows = person.accompanies or any(kin.accompanying for kin in person.kin)
    if not person.registrations and not follows:
        yield "registrations", "no registration, and nobody to follow", "at least one"


def _age(person: Person, _: Case) -> Iterator[Contradiction]:
    days = [one.registered_at for one in person.registrations]
    if not days or person.birth_date is None:
        return
    if min(days) < person.birth_date:
        yield "registrations", "registered before birth", f"{person.birth_date} or later"
        return
    said = {AgeStatus.ADULT: Answer.NO, AgeStatus.MINOR: Answer.YES}.get(
        person.age_status or AgeStatus.CONTESTED
    )
    found = is_minor(birth_date=person.birth_date, status=None, on=min(days))
    if said is not None and said is not found:
        word = "a minor" if found is Answer.YES else "an adult"
        what = f"born on {person.birth_date}, which makes the person {word}"
        yield "age_status", what, "the status of that age, or contested"


def _registrations(person: Person, _: Case) -> Iterator[Contradiction]:
    days = Counter(one.registered_at for one in person.registrations)
    first = min(days, default=None)
    if first is not None and days[first] > 1:
        what = f"{days[first]} registrations on {first}: which is the first?"
        yield "registrations", what, "one first registration"
    for position, one in enumerate(person.registrations):
        for name, earlier, later in _order_of(one):
            if earlier is not None and later is not None and later < earlier:
                what = f"{later} lies before {earlier}"
                yield f"registrations[{position}].{name}", what, f"{earlier} or later"
        if one.decision_final_at and one.decision is None:
            yield f"registrations[{position}].decision", "final, but there is none", "a decision"


def _order_of(one: Registration) -> tuple[tuple[str, dt.date | None, dt.date | None], ...]:
    return (
        ("registered_at", one.made_at, one.registered_at),
        ("first_decision_on", one.registered_at, one.first_decision_on),
        ("decision_final_at", one.first_decision_on or one.registered_at, one.decision_final_at),
    )


def _papers(person: Person, _: Case) -> Iterator[Contradiction]:
    for position, one in enumerate(person.documents):
        path = f"documents[{position}]"
        if one.valid_to and one.valid_to < one.valid_from:
            yield f"{path}.valid_to", "ends before it starts", f"{one.valid_from} or later"
        if one.kind.value == "visa" and one.valid_to is None:
            yield f"{path}.valid_to", "a visa without an end", "a day"
        if one.ended_on and one.ended_on < one.valid_from:
            yield f"{path}.ended_on", "ended before it started", f"{one.valid_from} or later"
    for position, hit in enumerate(person.vis_hits):
        if hit.valid_to < hit.valid_from:
            field = f"vis_hits[{position}].valid_to"
            yield field, "ends before it starts", f"{hit.valid_from} or later"
    for position, diploma in enumerate(person.diplomas):
        if diploma.isced > _ISCED_MAX:
            yield f"diplomas[{position}].isced", f"{diploma.isced} is no level", "0 to 8"


def _hits(person: Person, _: Case) -> Iterator[Contradiction]:
    for position, hit in enumerate(person.eurodac_hits):
        if hit.event_date and hit.event_date > hit.received_at:
            field = f"eurodac_hits[{position}].event_date"
            yield field, "after the hit was received", f"{hit.received_at} or earlier"
    named = {(hit.received_at, hit.msr_recorded) for hit in person.eurodac_hits if hit.msr_recorded}
    days = Counter(day for day, _ in named)
    if any(count > 1 for count in days.values()):
        what = "two states are recorded as responsible on one day"
        yield "eurodac_hits", what, "one state"


def _kin(person: Person, _: Case) -> Iterator[Contradiction]:
    named = Counter(kin.id for kin in person.kin if kin.id)
    for identifier, count in named.items():
        if count > 1:
            yield "kin", f'"{identifier}" stands there {count} times', "once each"
    if person.dependency and person.dependency.kin_ref not in named:
        what = f'"{person.dependency.kin_ref}" is the id of no kin'
        yield "dependency.kin_ref", what, f"one of {', '.join(named) or 'kin[].id'}"
    for position, kin in enumerate(person.kin):
        if kin.birth_date and kin.kin_arrived_on and kin.kin_arrived_on < kin.birth_date:
            yield f"kin[{position}].kin_arrived_on", "before birth", f"{kin.birth_date} or later"


def _entry(person: Person, _: Case) -> Iterator[Contradiction]:
    entry, born = person.entry, person.birth_date
    if entry and born:
        for name in ("irregular_crossing", "sar", "visa_free_entry", "relocated"):
            fact = getattr(entry, name)
            if fact and fact.date < born:
                yield f"entry.{name}.date", "before birth", f"{born} or later"
    for position, away in enumerate(person.absences):
        if away.to < away.from_:
            yield f"absences[{position}].to", "ends before it starts", f"{away.from_} or later"
    answers = {(one.state, one.real_risk) for one in person.risks}
    if len(answers) > len({state for state, _ in answers}):
        yield "risks", "two answers for one state", "one answer for each state"


_OF_PERSON: Sequence[Callable[[Person, Case], Iterator[Contradiction]]] = (
    _who,
    _age,
    _registrations,
    _papers,
    _hits,
    _kin,
    _entry,
)


def _acts(case: Case) -> Iterator[Contradiction]:
    letters: list[tuple[str, Request | Notification]] = []
    letters += [(f"requests[{n}]", one) for n, one in enumerate(case.requests)]
    letters += [(f"notifications[{n}]", one) for n, one in enumerate(case.notifications)]
    for path, one in letters:
        if one.received_at and one.received_at < one.sent_at:
            yield f"{path}.received_at", "before it was sent", f"{one.sent_at} or later"
        if one.answered_at and one.answered_at < one.sent_at:
            yield f"{path}.answered_at", "before it was sent", f"{one.sent_at} or later"
        if one.answered_at and one.answer is None:
            yield f"{path}.answer", "answered, but no answer is given", "accepted or rejected"
    for position, appeal in enumerate(case.appeals):
        if appeal.final_on and appeal.final_on < appeal.lodged_on:
            field = f"appeals[{position}].final_on"
            yield field, "before the appeal was lodged", f"{appeal.lodged_on} or later"
    if case.crisis and case.crisis.adopted_on < case.crisis.registered_from:
        yield "crisis.registered_from", "after the decision", f"{case.crisis.adopted_on} or earlier"
    first = min(
        (one.registered_at for person in case.persons for one in person.registrations),
        default=None,
    )
    if case.as_of and first and case.as_of < first:
        yield "as_of", "before the first registration", f"{first} or later"
