"""Art. 2: who is a minor, unaccompanied, a family member; what counts as a document or diploma."""

from __future__ import annotations

import datetime as dt

from solidarity.law.part3_responsibility.case_record import Application
from solidarity.law.part3_responsibility.findings_of_case import months_after
from solidarity.terms.case_facts import (
    AgeStatus,
    Answer,
    Diploma,
    Document,
    DocumentKind,
    Kin,
    LegalBasis,
    Relation,
)
from solidarity.terms.case_records import Case, Person
from solidarity.terms.citations import Art
from solidarity.terms.findings import parameter, rule

_SINCE = dt.date(2026, 6, 12)
MAJORITY = parameter("age of majority", Art(2, 10), 18, since=_SINCE, unit="years")
ISCED_MIN = parameter("level of a diploma at least", Art(2, 15), 2, since=_SINCE, unit="ISCED")
_MONTHS = 12

COUPLE = frozenset((Relation.SPOUSE, Relation.PARTNER))
PARENTS = frozenset((Relation.FATHER, Relation.MOTHER, Relation.RESPONSIBLE_ADULT))
_TREATED = {None: Answer.UNKNOWN, True: Answer.YES, False: Answer.NO}


@rule(Art(2, 10))
def is_minor(*, birth_date: dt.date | None, status: AgeStatus | None, on: dt.date) -> Answer:
    """Tell whether a person is below 18 on a day; a contested age is for a person to assess."""
    if status is AgeStatus.CONTESTED:
        return Answer.UNKNOWN
    if birth_date is not None:
        is_below = on < months_after(birth_date, MAJORITY.on(_SINCE) * _MONTHS)
        return Answer.YES if is_below else Answer.NO
    if status is None:
        return Answer.UNKNOWN
    return Answer.YES if status is AgeStatus.MINOR else Answer.NO


@rule(Art(2, 11))
def is_unaccompanied(person: Person, case: Case) -> bool:
    """Tell whether a minor has no responsible adult; an adult on record with the minor is one."""
    if person.unaccompanied is not None:
        return person.unaccompanied
    if person.representative is not None:
        return True
    if person.accompanies or any(kin.accompanying for kin in person.kin):
        return False
    return not any(
        other is not person
        and person.group_id
        and other.group_id == person.group_id
        and other.registrations
        and _is_adult(other)
        for other in case.persons
    )


def _is_adult(person: Person) -> bool:
    on = min(one.registered_at for one in person.registrations)
    age = is_minor(birth_date=person.birth_date, status=person.age_status, on=on)
    return age is Answer.NO


@rule(Art(2, 8))
def is_tie_older_than_arrival(kin: Kin, application: Application) -> Answer:
    """Ask that the family existed before either of the two came onto the territory."""
    formed, arrived = _formed(kin, application), application.arrived
    if formed is None:
        return Answer.YES if kin.relation in PARENTS else Answer.UNKNOWN
    if kin.kin_arrived_on is not None and formed < kin.kin_arrived_on:
        return Answer.YES
    if arrived is None and kin.relation in PARENTS and kin.family_formed_on is None:
        return Answer.YES  # who arrives was born before
    if arrived is not None and formed < arrived:
        return Answer.YES
    is_too_late = arrived is not None or formed >= application.registered
    return Answer.NO if is_too_late and kin.kin_arrived_on is not None else Answer.UNKNOWN


def _formed(kin: Kin, application: Application) -> dt.date | None:
    if kin.family_formed_on is not None:
        return kin.family_formed_on
    if kin.relation is Relation.CHILD:
        return kin.birth_date
    return application.person.birth_date if kin.relation in PARENTS else None


@rule(Art(2, 8, "a"), Art(2, 8, "b"), Art(2, 8, "c"), Art(2, 8, "d"))
def is_family_relation(kin: Kin, application: Application) -> Answer:
    """Tell whether the relation is one of the four kinds; siblings and other kin are none."""
    if kin.relation is Relation.SPOUSE:
        return Answer.YES
    if kin.relation is Relation.PARTNER:
        return _TREATED[kin.treated_as_spouse]
    if kin.relation in PARENTS:
        is_child = application.minor and not application.person.married
        return Answer.YES if is_child else Answer.NO
    is_ward = kin.relation is Relation.WARD and kin.legal_basis is LegalBasis.BENEFICIARY
    if kin.married or not (is_ward or kin.relation is Relation.CHILD):
        return Answer.NO
    return is_minor(birth_date=kin.birth_date, status=None, on=application.registered)


@rule(Art(2, 8))
def is_family_member(kin: Kin, application: Application) -> Answer:
    """Tell whether someone is a family member: one of the kinds, and an old enough tie."""
    relation = is_family_relation(kin, application)
    if relation is Answer.NO:
        return relation
    tie = is_tie_older_than_arrival(kin, application)
    return tie if relation is Answer.YES or tie is Answer.NO else relation


@rule(Art(2, 9))
def is_under_age(kin: Kin, application: Application) -> bool:
    """Tell whether an aunt or uncle is known to be a minor: only adults are relatives."""
    age = is_minor(birth_date=kin.birth_date, status=None, on=application.registered)
    return age is Answer.YES


@rule(Art(2, 13))
def is_residence_document(document: Document) -> bool:
    """Tell a residence document from a visa and from a permit given during the procedure."""
    return document.kind is DocumentKind.RESIDENCE and not document.issued_during_procedure


@rule(Art(2, 15), Art(2, 16))
def is_diploma(diploma: Diploma) -> Answer:
    """Ask for a recognised programme on site, at the level, of an academic year at least."""
    level = ISCED_MIN.on(_SINCE)
    if not (diploma.recognised and diploma.on_site and diploma.isced >= level):
        return Answer.NO
    if diploma.academic_year_completed is not None:
        return Answer.YES if diploma.academic_year_completed else Answer.NO
    return Answer.YES if diploma.study_length >= _MONTHS else Answer.UNKNOWN
