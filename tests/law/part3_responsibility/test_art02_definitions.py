"""Art. 2: the nouns of Part III."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest
from given_responsibility import FIRST, adult, application, kin
from hypothesis import given, settings
from hypothesis import strategies as st

from solidarity.law.part3_responsibility.art02_definitions import (
    is_diploma,
    is_family_member,
    is_family_relation,
    is_minor,
    is_residence_document,
    is_tie_older_than_arrival,
    is_unaccompanied,
    is_under_age,
)
from solidarity.law.part3_responsibility.case_record import is_established
from solidarity.law.part3_responsibility.findings_of_case import Limit
from solidarity.terms.case_facts import (
    AgeStatus,
    Answer,
    Diploma,
    Document,
    DocumentKind,
    Entry,
    Evidence,
    EvidenceClass,
    LegalBasis,
    Relation,
)
from solidarity.terms.case_records import Case, Person, Representative

D = dt.date
YES, NO, UNKNOWN = Answer.YES, Answer.NO, Answer.UNKNOWN


class TestPoint8:
    """A family member: one of four kinds, and a tie older than the arrival of one of the two."""

    @pytest.mark.parametrize(
        ("relation", "facts", "minor", "wanted"),
        [
            (Relation.SPOUSE, {}, False, YES),
            (Relation.PARTNER, {"treated_as_spouse": True}, False, YES),
            (Relation.PARTNER, {"treated_as_spouse": False}, False, NO),
            (Relation.PARTNER, {}, False, UNKNOWN),
            (Relation.FATHER, {}, True, YES),
            (Relation.FATHER, {}, False, NO),
            (Relation.CHILD, {"birth_date": D(2010, 1, 1)}, False, YES),
            (Relation.CHILD, {"birth_date": D(2010, 1, 1), "married": True}, False, NO),
            (Relation.CHILD, {"birth_date": D(2008, 9, 1)}, False, NO),
            (Relation.CHILD, {}, False, UNKNOWN),
            (Relation.WARD, {"birth_date": D(2010, 1, 1)}, False, YES),
            (Relation.SIBLING, {}, False, NO),
            (Relation.AUNT, {}, True, NO),
        ],
    )
    def test_kinds(self, relation: Relation, facts: dict, minor: bool, wanted: Answer) -> None:
        found = is_family_relation(kin(relation, **facts), application(minor=minor))
        assert found is wanted

    def test_a_minor_in_care_counts_only_with_protection(self) -> None:
        ward = kin(Relation.WARD, basis=LegalBasis.OTHER_LEGAL_STAY, birth_date=D(2012, 1, 1))
        assert is_family_relation(ward, application()) is NO

    @pytest.mark.parametrize(
        ("formed", "kin_arrived", "arrived", "wanted"),
        [
            (D(2020, 1, 1), D(2021, 1, 1), None, YES),
            (D(2022, 1, 1), D(2021, 1, 1), D(2026, 5, 1), YES),
            (D(2026, 5, 1), D(2021, 1, 1), D(2026, 5, 1), NO),
            (D(2026, 5, 1), None, D(2026, 5, 1), UNKNOWN),
            (D(2026, 9, 1), D(2021, 1, 1), None, NO),
            (D(2026, 8, 31), D(2021, 1, 1), None, UNKNOWN),
            (None, D(2021, 1, 1), D(2026, 5, 1), UNKNOWN),
        ],
    )
    def test_tie(
        self,
        formed: D | None,
        kin_arrived: D | None,
        arrived: D | None,
        wanted: Answer,
    ) -> None:
        spouse = kin(Relation.SPOUSE, family_formed_on=formed, kin_arrived_on=kin_arrived)
        person = adult(entry=Entry(arrived_on=arrived) if arrived else None)
        assert is_tie_older_than_arrival(spouse, application(person)) is wanted
        assert is_family_member(spouse, application(person)) is wanted

    def test_a_parent_was_there_before_a_child_that_travels(self) -> None:
        child = adult(birth_date=D(2015, 1, 1))
        mother = kin(Relation.MOTHER)
        assert is_tie_older_than_arrival(mother, application(child, minor=True)) is YES
        assert is_tie_older_than_arrival(mother, application(minor=True)) is YES

    def test_a_child_born_on_the_territory_had_no_older_tie(self) -> None:
        child = adult(birth_date=D(2022, 1, 1), entry=Entry(arrived_on=D(2022, 1, 1)))
        father = kin(Relation.FATHER, kin_arrived_on=D(2021, 1, 1))
        assert is_tie_older_than_arrival(father, application(child, minor=True)) is NO

    def test_a_partner_whose_tie_is_too_young_needs_no_further_question(self) -> None:
        partner = kin(
            Relation.PARTNER, family_formed_on=D(2026, 9, 2), kin_arrived_on=D(2021, 1, 1)
        )
        assert is_family_member(partner, application()) is NO
        assert is_family_member(kin(Relation.SIBLING), application()) is NO
        old = replace(partner, family_formed_on=D(2020, 1, 1))
        assert is_family_member(old, application()) is UNKNOWN


class TestPoint9:
    """Only adult aunts and uncles are relatives."""

    def test_a_young_aunt(self) -> None:
        young = kin(Relation.AUNT, birth_date=D(2010, 1, 1))
        assert is_under_age(young, application())
        assert not is_under_age(kin(Relation.AUNT), application())


class TestPoint10:
    """A minor is below 18."""

    @settings(deadline=None)
    @given(st.dates(D(1990, 1, 1), D(2020, 1, 1)), st.dates(D(2026, 6, 12), D(2040, 1, 1)))
    def test_the_eighteenth_birthday_is_the_first_day_of_age(self, born: D, on: D) -> None:
        birthday = (on.month, on.day) >= (born.month, born.day)
        if (born.month, born.day) == (2, 29):
            birthday = (on.month, on.day) >= ((2, 29) if on.year % 4 == 0 else (2, 28))
        years = on.year - born.year - (0 if birthday else 1)
        found = is_minor(birth_date=born, status=None, on=on)
        if on.year - born.year == 18 and (born.month, born.day) == (2, 29):
            years = 18 if (on.month, on.day) >= (2, 28) else 17
        assert (found is YES) == (years < 18)

    def test_status(self) -> None:
        on = D(2026, 9, 1)
        assert is_minor(birth_date=None, status=AgeStatus.ADULT, on=on) is NO
        assert is_minor(birth_date=None, status=AgeStatus.MINOR, on=on) is YES
        assert is_minor(birth_date=None, status=None, on=on) is UNKNOWN
        assert is_minor(birth_date=D(1990, 1, 1), status=AgeStatus.CONTESTED, on=on) is UNKNOWN


class TestPoint11:
    """An unaccompanied minor has no responsible adult."""

    def test_what_the_record_says(self) -> None:
        child = Person("child", age_status=AgeStatus.MINOR, group_id="g", registrations=(FIRST,))
        alone = Case("c", (child,))
        assert is_unaccompanied(child, alone)
        assert not is_unaccompanied(replace(child, unaccompanied=False), alone)
        assert not is_unaccompanied(replace(child, accompanies="mother"), alone)
        mother = kin(Relation.MOTHER, accompanying=True)
        assert not is_unaccompanied(replace(child, kin=(mother,)), alone)
        assigned = Representative(D(2026, 9, 2))
        assert is_unaccompanied(replace(child, representative=assigned), alone)

    def test_an_adult_of_the_group_is_with_the_child(self) -> None:
        child = Person("child", age_status=AgeStatus.MINOR, group_id="g", registrations=(FIRST,))
        mother = adult(group_id="g")
        assert not is_unaccompanied(child, Case("c", (child, mother)))
        brother = replace(mother, age_status=AgeStatus.MINOR)
        assert is_unaccompanied(child, Case("c", (child, brother)))
        assert is_unaccompanied(child, Case("c", (child, replace(mother, group_id="h"))))


class TestPoint13:
    """Residence documents: not visas, not permits of the procedure."""

    def test_kinds(self) -> None:
        permit = Document(DocumentKind.RESIDENCE, "ES", D(2026, 1, 1))
        assert is_residence_document(permit)
        assert not is_residence_document(replace(permit, issued_during_procedure=True))
        assert not is_residence_document(replace(permit, kind=DocumentKind.VISA))


class TestPoint15:
    """A diploma: on site, recognised, level 2, a whole academic year."""

    @pytest.mark.parametrize(
        ("facts", "wanted"),
        [
            ({}, YES),
            ({"study_length": 12}, YES),
            ({"study_length": 11}, UNKNOWN),
            ({"study_length": 9, "academic_year_completed": True}, YES),
            ({"study_length": 24, "academic_year_completed": False}, NO),
            ({"isced": 2}, YES),
            ({"isced": 1}, NO),
            ({"on_site": False}, NO),
            ({"recognised": False}, NO),
        ],
    )
    def test_conditions(self, facts: dict, wanted: Answer) -> None:
        diploma = Diploma("FI", D(2025, 1, 1), 24, on_site=True, isced=6, recognised=True)
        assert is_diploma(replace(diploma, **facts)) is wanted


class TestEvidence:
    """Art. 40: proof settles, circumstantial evidence is weighed by a person."""

    def test_weights(self) -> None:
        proof = Evidence()
        thin = Evidence(EvidenceClass.CIRCUMSTANTIAL, NO)
        unweighed = Evidence(EvidenceClass.CIRCUMSTANTIAL)
        refuted = Evidence(refuted=True)
        assert is_established() is YES
        assert is_established(None) is YES
        assert is_established(thin, proof) is YES
        assert is_established(thin, unweighed) is UNKNOWN
        assert is_established(thin, refuted) is NO


class TestLookBack:
    """ "Less than" ends on the day, "more than" begins the day after; nothing is rolled."""

    @settings(deadline=None)
    @given(st.dates(D(2010, 1, 1), D(2030, 12, 31)), st.integers(1, 80))
    def test_the_day_itself(self, day: D, months: int) -> None:
        limit = Limit(months, day)
        eve, morrow = limit.end - dt.timedelta(1), limit.end + dt.timedelta(1)
        assert limit.is_less_than(eve)
        assert not limit.is_less_than(limit.end)
        assert not limit.is_more_than(limit.end)
        assert limit.is_more_than(morrow)
