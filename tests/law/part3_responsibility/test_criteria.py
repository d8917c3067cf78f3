"""Arts 16, 24 to 35, 68(2): the rules one by one; whole cases are in the vectors."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest
from given_responsibility import FIRST, SETTINGS, adult, application, kin, settings

from solidarity.law.crisis.art13_take_back_relief import (
    is_relieved,
    state_of_second_registration,
    state_that_determines_instead,
)
from solidarity.law.part3_responsibility import art16_access as art16
from solidarity.law.part3_responsibility import art24_hierarchy as art24
from solidarity.law.part3_responsibility import art25_unaccompanied_minors as art25
from solidarity.law.part3_responsibility import art26_family_with_status as art26
from solidarity.law.part3_responsibility import art28_family_procedure as art28
from solidarity.law.part3_responsibility import art29_visas_and_residence as art29
from solidarity.law.part3_responsibility import art30_diplomas as art30
from solidarity.law.part3_responsibility import art31_visa_waived as art31
from solidarity.law.part3_responsibility import art33_entry as art33
from solidarity.law.part3_responsibility import art34_dependent_persons as art34
from solidarity.law.part3_responsibility import art35_discretionary as art35
from solidarity.law.part3_responsibility import art68_rule_sets as art68
from solidarity.law.part3_responsibility.art25_in_order import by_kin_of_minor
from solidarity.law.part3_responsibility.art27_family_of_applicants import by_family_applicant
from solidarity.law.part3_responsibility.art32_airport_transit import by_airport_transit
from solidarity.law.part3_responsibility.case_record import RuleSet
from solidarity.law.part3_responsibility.deadlines_of_case import deadline, no_calendars
from solidarity.law.part3_responsibility.determination import determine
from solidarity.law.part3_responsibility.settings import (
    AfterRelocation,
    Fallback,
    Kinship,
    Presence,
    Rank,
    Silence,
)
from solidarity.law.part5_general.art84_transition import (
    counts_earlier_event,
    is_under_old_criteria,
)
from solidarity.law.readings import DEFAULT
from solidarity.terms.case_facts import (
    AgeStatus,
    Answer,
    BestInterests,
    Cause,
    Choice,
    DecisionKind,
    Dependency,
    Diploma,
    Direction,
    Document,
    DocumentKind,
    Ended,
    Entry,
    IrregularCrossing,
    Judgement,
    LegalBasis,
    Place,
    Registration,
    Relation,
    Relocated,
    ReplyKind,
    RequestKind,
    Security,
    SecurityResult,
    TransferRisk,
    VisaFreeEntry,
    VisaType,
)
from solidarity.terms.case_records import (
    Case,
    Crisis,
    Decision,
    Notification,
    Person,
    Request,
)
from solidarity.terms.citations import Art

D = dt.date
YES, NO, UNKNOWN = Answer.YES, Answer.NO, Answer.UNKNOWN
REG = D(2026, 9, 1)


class TestArticle16Paragraph1:
    """One state examines."""

    def test_exactly_one(self) -> None:
        assert art16.is_single(frozenset({"DE"}))
        assert not art16.is_single(frozenset())
        assert not art16.is_single(frozenset({"DE", "FR"}))


class TestArticle16Paragraph2:
    """First registration, where nothing else applies."""

    def test_it_is_named(self) -> None:
        found = art16.by_first_registration("DE")
        assert (found.state, found.article) == ("DE", Art(16, 2))


class TestArticle16Paragraph3:
    """No transfer into a real risk."""

    def test_states_and_needs(self) -> None:
        person = adult(risks=(TransferRisk("FR", YES), TransferRisk("IT", UNKNOWN)))
        assert art16.barred_states(person) == {"FR"}
        assert art16.risk_needs(person, "IT")[0].blocking
        assert not art16.risk_needs(person, "FR")[0].blocking
        assert art16.risk_needs(adult(), "FR") == ()
        found = art16.by_impossible_transfer("DE", frozenset({"FR"}))
        assert (found.state, found.article) == ("DE", Art(16, 3))


class TestArticle16Paragraph4:
    """Security first."""

    def test_check(self) -> None:
        threat = adult(security=Security("EL", SecurityResult.THREAT))
        found = art16.by_security_check(threat)
        assert found is not None
        assert (found.state, found.article) == ("EL", Art(16, 4))
        assert art16.by_security_check(adult()) is None
        fine = adult(security=Security("EL", SecurityResult.NO_THREAT))
        assert art16.by_security_check(fine) is None
        assert art16.is_check_due(adult())
        assert not art16.is_check_due(fine)
        assert art16.is_check_due(adult(security=Security("EL", SecurityResult.UNKNOWN)))


class TestArticle24Paragraph1:
    """The order of the criteria."""

    def test_order_by_reading(self) -> None:
        def numbers(rank: Rank) -> list[int]:
            return [article.article for article, _ in art24.order_of_criteria(rank)]

        assert numbers(Rank.AFTER_27) == [26, 27, 34, 29, 30, 31, 32, 33]
        assert numbers(Rank.BEFORE_26)[0] == 34
        assert numbers(Rank.AFTER_33)[-1] == 34

    def test_the_first_that_applies_ends_it(self) -> None:
        visa = Document(DocumentKind.VISA, "FR", D(2026, 8, 1), D(2026, 10, 1))
        tried = art24.first_that_applies(application(adult(documents=(visa,))), frozenset())
        assert [one.article.article for one in tried] == [26, 27, 34, 29]
        assert tried[-1].state == "FR"
        tried = art24.first_that_applies(application(adult(documents=(visa,))), frozenset({"FR"}))
        assert len(tried) == 8
        assert not tried[-1].state


class TestArticle25Paragraph1:
    """A minor alone: only this Article."""

    def test_who(self) -> None:
        assert art25.is_only_art25(application(minor=True))
        assert not art25.is_only_art25(application())


class TestArticle25Paragraph2:
    """Family and siblings legally present."""

    def test_legal_presence(self) -> None:
        for basis in LegalBasis:
            one = kin(Relation.MOTHER, basis=basis)
            wanted = basis is not LegalBasis.NONE
            assert art25.is_legally_present(one, Presence.ANY_LAWFUL_STAY) is wanted
        applicant = kin(Relation.MOTHER, basis=LegalBasis.APPLICANT)
        assert not art25.is_legally_present(applicant, Presence.NOT_APPLICANTS)

    def test_close_kin(self) -> None:
        alone = application(minor=True)
        assert art25.is_close_kin(kin(Relation.SIBLING), alone) is YES
        assert art25.is_close_kin(kin(Relation.MOTHER), alone) is YES
        assert art25.is_close_kin(kin(Relation.AUNT), alone) is NO
        assert art25.is_close_kin(kin(Relation.SPOUSE), alone) is UNKNOWN

    def test_parents_of_a_married_minor(self) -> None:
        wife = kin(Relation.SPOUSE, "FR")
        married = adult(married=True, kin=(wife,))
        assert art25.has_spouse_present(application(married, minor=True))
        mother = kin(Relation.MOTHER)
        assert art25.is_close_kin(mother, application(married, minor=True)) is NO
        away = replace(married, kin=(replace(wife, legal_basis=LegalBasis.NONE),))
        assert art25.is_close_kin(mother, application(away, minor=True)) is YES

    def test_a_responsible_adult_since_an_unknown_day(self) -> None:
        born = adult(
            birth_date=D(2011, 1, 1),
            entry=Entry(arrived_on=D(2011, 1, 1)),
            kin=(kin(Relation.RESPONSIBLE_ADULT),),
        )
        (tried,) = by_kin_of_minor(application(born, minor=True), frozenset())
        assert tried.is_open


class TestArticle25Paragraph3:
    """Relatives elsewhere, found able."""

    def test_ability(self) -> None:
        alone = application(minor=True)
        able = kin(Relation.AUNT, capacity_to_care=Judgement(YES))
        assert art25.is_able_relative(able, alone) is YES
        assert art25.is_able_relative(replace(able, capacity_to_care=None), alone) is UNKNOWN
        assert art25.is_able_relative(replace(able, state="DE"), alone) is NO
        assert art25.is_able_relative(replace(able, birth_date=D(2012, 1, 1)), alone) is NO
        assert art25.is_able_relative(kin(Relation.MOTHER), alone) is NO


class TestArticle25Paragraph4:
    """Several states: the child's interests."""

    def test_candidates(self) -> None:
        given = {"close": ("SE", "SE"), "relatives": ("DE",)}
        found = art25.candidate_states(**given, kinship=Kinship.BEST_INTERESTS)
        assert found == ("SE", "DE")
        found = art25.candidate_states(**given, kinship=Kinship.FAMILY_FIRST)
        assert found == ("SE",)
        found = art25.candidate_states(close=(), relatives=("DE",), kinship=Kinship.FAMILY_FIRST)
        assert found == ("DE",)

    def test_the_best(self) -> None:
        assert art25.best_of(("SE", "DE"), None) == ""
        assert art25.best_of(("SE", "DE"), BestInterests({"SE": YES, "DE": YES})) == ""
        assert art25.best_of(("SE", "DE"), BestInterests({"SE": YES}, "DE")) == "DE"
        assert art25.best_of(("SE", "DE"), BestInterests({"SE": YES})) == "SE"

    def test_several_without_an_assessment_is_open(self) -> None:
        child = adult(kin=(kin(Relation.MOTHER, "SE"), kin(Relation.FATHER, "NL")))
        (tried,) = by_kin_of_minor(application(child, minor=True), frozenset())
        assert tried.is_open


class TestArticle25Paragraph5:
    """First registration, if good for the child."""

    def test_interest(self) -> None:
        assert art25.interest("DE", None) is UNKNOWN
        assert art25.interest("DE", BestInterests({"DE": NO})) is NO

    def test_an_assessment_without_a_name_must_still_be_recorded(self) -> None:
        child = adult(bic=BestInterests({"DE": YES}))
        tried = by_kin_of_minor(application(child, minor=True), frozenset())
        assert tried[-1].state == "DE"
        assert [need.blocking for need in tried[-1].needs] == [False]


class TestArticle26Paragraph1:
    """Protection and long-term permits."""

    def test_which_permits(self) -> None:
        found = {basis for basis in LegalBasis if art26.has_qualifying_residence(basis)}
        assert found == {
            LegalBasis.BENEFICIARY,
            LegalBasis.LTR_DIRECTIVE,
            LegalBasis.LTR_NATIONAL,
        }

    def test_a_choice_without_a_name_must_still_be_recorded(self) -> None:
        facts = {
            "family_formed_on": D(2015, 1, 1),
            "kin_arrived_on": D(2020, 1, 1),
            "written_wish_applicant": True,
            "written_wish_kin": True,
        }
        spouse = kin(Relation.SPOUSE, "IT", **facts)
        child = kin(Relation.CHILD, "NL", birth_date=D(2015, 1, 1), **facts)
        person = adult(kin=(spouse, child), choice=Choice("NL"))
        found = art26.by_family_with_status(application(person))
        assert (found.state, found.readings) == ("NL", ("R-110=human_decision",))
        assert [need.blocking for need in found.needs] == [False]
        person = replace(person, choice=Choice("FR"))
        assert art26.by_family_with_status(application(person)).is_open


class TestArticle26Paragraph2:
    """A former beneficiary who is now a citizen."""

    def test_state(self) -> None:
        citizen = kin(Relation.SPOUSE, "FR", LegalBasis.CITIZEN_EX_BENEFICIARY)
        assert art26.state_of_citizenship(citizen) == "FR"
        assert art26.state_of_citizenship(replace(citizen, citizen_of="SE")) == "SE"
        assert art26.state_of_citizenship(kin(Relation.SPOUSE)) == ""


class TestArticle26Paragraph3:
    """Children born later."""

    def test_born_after(self) -> None:
        father = kin(Relation.FATHER, kin_arrived_on=D(2021, 1, 1))
        child = adult(birth_date=D(2022, 1, 1))
        assert art26.is_born_after_arrival(father, application(child, minor=True))
        assert not art26.is_born_after_arrival(father, application(child))
        older = adult(birth_date=D(2021, 1, 1))
        assert not art26.is_born_after_arrival(father, application(older, minor=True))
        married = replace(child, married=True)
        assert not art26.is_born_after_arrival(father, application(married, minor=True))
        unknown = replace(father, kin_arrived_on=None)
        assert not art26.is_born_after_arrival(unknown, application(child, minor=True))


class TestArticle27:
    """A pending application of a family member."""

    def test_none(self) -> None:
        assert by_family_applicant(application()).why == "No family member is recorded."


class TestArticle28:
    """One state for the family."""

    PL = art28.Member("a", "PL", Art(29, 2), D(1980, 1, 1))
    LT = art28.Member("b", "LT", Art(29, 2), D(1985, 1, 1))

    def test_which_results_count(self) -> None:
        assert art28.is_indicated_by_criteria(Art(34, 2), Fallback.NOT_COUNTED)
        assert not art28.is_indicated_by_criteria(Art(16, 2), Fallback.NOT_COUNTED)
        assert art28.is_indicated_by_criteria(Art(16, 2), Fallback.COUNTED)

    def test_largest_number(self) -> None:
        assert art28.states_of_most((self.PL, self.LT)) == {"PL", "LT"}
        assert art28.states_of_most((self.PL, self.LT, self.LT)) == {"LT"}

    def test_oldest(self) -> None:
        assert art28.state_of_oldest((self.PL, self.LT)) == "PL"
        assert art28.state_of_oldest((self.PL, self.LT._replace(born=None))) == ""
        assert art28.state_of_oldest((self.PL, self.LT._replace(born=D(1980, 1, 1)))) == ""

    def test_only_if_separated(self) -> None:
        assert not art28.would_be_separated((self.PL, self.PL))
        assert art28.by_family_group((self.PL, self.PL), Fallback.NOT_COUNTED) is None
        nothing = (
            self.PL._replace(article=Art(16, 2)),
            self.LT._replace(article=Art(16, 3)),
        )
        assert art28.by_family_group(nothing, Fallback.NOT_COUNTED) is None


class TestArticle29:
    """Documents."""

    def test_representation(self) -> None:
        assert art29.leads_to(issuing="HU", represented="SK") == "SK"
        assert art29.leads_to(issuing="HU", represented=None) == "HU"

    def test_last_day(self) -> None:
        permit = Document(DocumentKind.RESIDENCE, "ES", D(2020, 1, 1), D(2026, 1, 1))
        assert art29.last_valid_day(permit) == D(2026, 1, 1)
        taken = replace(permit, ended_on=D(2025, 6, 1), ended_by=Ended.REVOKED)
        assert art29.last_valid_day(taken) == D(2025, 5, 31)
        expired = replace(permit, ended_on=D(2025, 6, 1))
        assert art29.last_valid_day(expired) == D(2025, 6, 1)
        assert art29.last_valid_day(replace(permit, valid_to=None)) == D.max

    def test_look_back(self) -> None:
        assert art29.is_recent_enough(is_residence=True, ended=D(2023, 9, 2), registered=REG)
        assert not art29.is_recent_enough(is_residence=True, ended=D(2023, 9, 1), registered=REG)
        assert art29.is_recent_enough(is_residence=False, ended=D(2025, 3, 2), registered=REG)
        assert not art29.is_recent_enough(is_residence=False, ended=D(2025, 3, 1), registered=REG)

    def test_fraud(self) -> None:
        visa = Document(DocumentKind.VISA, "FR", D(2026, 8, 1), D(2026, 10, 1))
        assert not art29.is_dropped_for_fraud(replace(visa, obtained_by_fraud=True))
        assert art29.is_dropped_for_fraud(replace(visa, fraud_after_issue_proved=True))

    def test_among_several(self) -> None:
        def visa(state: str, until: D) -> Document:
            return Document(DocumentKind.VISA, state, D(2026, 8, 1), until, VisaType.SHORT_STAY)

        both = adult(documents=(visa("FR", D(2026, 10, 1)), visa("NL", D(2026, 12, 1))))
        found = art29.by_document(application(both))
        assert (found.state, found.article) == ("NL", Art(29, 3, "b"))
        held = art29._held(application(both))[0]
        assert art29.prevailing(held) == (frozenset({"NL"}), Art(29, 3, "b"))


class TestArticle30:
    """Diplomas."""

    def test_six_years(self) -> None:
        assert art30.is_issued_recently(issued=D(2020, 9, 2), registered=REG)
        assert not art30.is_issued_recently(issued=D(2020, 9, 1), registered=REG)
        assert not art30.is_issued_recently(issued=D(2026, 9, 2), registered=REG)

    def test_longest_study_then_newest(self) -> None:
        one = Diploma("FI", D(2022, 1, 1), 24, on_site=True, isced=6, recognised=True)
        longer = replace(one, state="SE", study_length=36)
        newer = replace(one, state="EE", issued_on=D(2023, 1, 1))
        assert art30.prevailing_diploma((one, longer)) == {"SE"}
        assert art30.prevailing_diploma((one, newer)) == {"EE"}
        assert art30.prevailing_diploma((one, replace(one, state="EE"))) == {"FI", "EE"}
        assert art30.by_diploma(application()).state == ""


class TestArticle31:
    """Visa-free entry."""

    def test_waived_where_registered(self) -> None:
        entry = VisaFreeEntry("CY", D(2026, 8, 1), ("FR",))
        assert art31.is_waived_where_registered(entry, "CY") is YES
        assert art31.is_waived_where_registered(entry, "FR") is YES
        assert art31.is_waived_where_registered(entry, "DE") is NO
        assert art31.is_waived_where_registered(replace(entry, waived_in=None), "DE") is UNKNOWN
        assert art31.by_visa_free_entry(application()).state == ""


class TestArticle32:
    """Airport transit."""

    def test_place(self) -> None:
        at = adult(registrations=(replace(FIRST, place=Place.TRANSIT_AIRPORT),))
        assert by_airport_transit(application(at)).state == "DE"
        assert by_airport_transit(application()).state == ""


class TestArticle33:
    """Entry."""

    def test_limits(self) -> None:
        registered = D(2026, 11, 10)
        assert not art33.has_crossing_ceased(crossed=D(2025, 3, 10), registered=registered)
        assert art33.has_crossing_ceased(crossed=D(2025, 3, 9), registered=registered)
        assert not art33.has_rescue_ceased(disembarked=D(2025, 11, 10), registered=registered)
        assert art33.has_rescue_ceased(disembarked=D(2025, 11, 9), registered=registered)

    def test_relocation_since(self) -> None:
        crossing = IrregularCrossing("CY", D(2026, 6, 20))
        moved = Relocated("RO", D(2026, 10, 10), determined_before=False)
        person = adult(entry=Entry(irregular_crossing=crossing, relocated=moved))
        assert art33.relocated_since(application(person)) == "RO"
        earlier = replace(moved, date=D(2026, 6, 19))
        person = adult(entry=Entry(irregular_crossing=crossing, relocated=earlier))
        assert art33.relocated_since(application(person)) == ""
        assert art33.by_entry(application(person)).state == "CY"
        assert art33.relocated_since(application()) == ""

    def test_readings(self) -> None:
        assert art33.by_entry(application(chosen=settings(R_105="revived"))).state == ""


class TestArticle34Paragraph1:
    """Dependency: who, why, since when, able, wished."""

    SISTER = kin(
        Relation.SIBLING,
        "BE",
        LegalBasis.OTHER_LEGAL_STAY,
        id="sister",
        family_formed_on=D(1995, 1, 1),
        written_wish_applicant=True,
        written_wish_kin=True,
        capacity_to_care=Judgement(YES),
    )
    DEPENDENCY = Dependency(Cause.PREGNANCY, Direction.APPLICANT_ON_KIN, "sister")
    PERSON = adult(kin=(SISTER,), dependency=DEPENDENCY, entry=Entry(arrived_on=D(2026, 5, 1)))

    def test_residence(self) -> None:
        assert art34.is_legally_resident(self.SISTER)
        assert not art34.is_legally_resident(replace(self.SISTER, legal_basis=LegalBasis.APPLICANT))

    def test_tie(self) -> None:
        one = application(self.PERSON)
        assert art34.is_tie_before_applicant(self.SISTER, one) is YES
        same_day = replace(self.SISTER, family_formed_on=D(2026, 5, 1))
        assert art34.is_tie_before_applicant(same_day, one) is NO
        later = replace(self.SISTER, family_formed_on=D(2026, 9, 1))
        assert art34.is_tie_before_applicant(later, application()) is NO

    def test_conditions(self) -> None:
        one = application(self.PERSON)
        found = art34.unmet_condition(self.SISTER, self.DEPENDENCY, one)
        assert found == (YES, "")
        wordless = replace(self.SISTER, written_wish_kin=False)
        answer, what = art34.unmet_condition(wordless, self.DEPENDENCY, one)
        assert answer is NO
        assert "writing" in what

    def test_an_ability_nobody_signed_must_still_be_recorded(self) -> None:
        found = art34.by_dependency(application(self.PERSON))
        assert (found.state, found.article) == ("BE", Art(34, 2))
        assert [need.blocking for need in found.needs] == [False]

    def test_a_dependency_on_nobody_is_open(self) -> None:
        person = replace(self.PERSON, kin=())
        assert art34.by_dependency(application(person)).is_open


class TestArticle34Paragraph2:
    """Where they are brought together."""

    def test_state(self) -> None:
        one = application(TestArticle34Paragraph1.PERSON)
        sister, dependency = TestArticle34Paragraph1.SISTER, TestArticle34Paragraph1.DEPENDENCY
        assert art34.state_of_dependency(sister, dependency, one) == "BE"
        ill = replace(dependency, can_travel=NO)
        assert art34.state_of_dependency(sister, ill, one) == "DE"


class TestArticle35Paragraph1:
    """A state keeps a case registered with it."""

    def test_only_where_registered(self) -> None:
        keep = Decision(DecisionKind.EXAMINE, "DE", D(2026, 9, 20))
        assert art35.may_keep(keep, adult())
        assert not art35.may_keep(replace(keep, state="FR"), adult())
        case = Case("c", (adult(),), decisions=(keep,))
        found = art35.by_own_decision(case, adult())
        assert found is not None
        assert found.state == "DE"
        assert art35.by_own_decision(Case("c", (adult(),)), adult()) is None


class TestArticle35Paragraph2:
    """A humanitarian request."""

    ASKED = Request("SE", D(2026, 10, 1), RequestKind.HUMANITARIAN)

    def test_in_time(self) -> None:
        assert art35.is_in_time(self.ASKED, None)
        assert art35.is_in_time(self.ASKED, D(2026, 10, 2))
        assert not art35.is_in_time(self.ASKED, D(2026, 10, 1))

    def test_silence(self) -> None:
        last, after = D(2026, 12, 1), D(2026, 12, 2)
        assert not art35.is_accepted(self.ASKED, Silence.REFUSAL, after)
        assert art35.is_accepted(self.ASKED, Silence.CONSENT, after)
        assert not art35.is_accepted(self.ASKED, Silence.CONSENT, last)
        assert not art35.is_accepted(self.ASKED, Silence.CONSENT, None)
        said = replace(self.ASKED, answer=ReplyKind.ACCEPTED)
        assert art35.is_accepted(said, Silence.REFUSAL, None)

    def test_consent(self) -> None:
        said = replace(self.ASKED, answer=ReplyKind.ACCEPTED)
        case = Case("c", (adult(),), requests=(said,))
        found = art35.by_humanitarian_request(case, adult(), Silence.REFUSAL)
        assert found is not None
        assert found.is_open


class TestArticle68Paragraph2:
    """After a relocation some criteria are off."""

    @pytest.mark.parametrize("article", range(26, 35))
    def test_off(self, article: int) -> None:
        def off(rule_set: RuleSet, setting: AfterRelocation) -> bool:
            return art68.is_switched_off(article=article, rule_set=rule_set, setting=setting)

        assert not off(RuleSet.NORMAL, AfterRelocation.OFF)
        assert not off(RuleSet.CRISIS, AfterRelocation.OFF)
        assert off(RuleSet.AFTER_RELOCATION, AfterRelocation.ON_WITH_FLAG) is (article in {29, 30})
        after = off(RuleSet.AFTER_RELOCATION, AfterRelocation.OFF)
        assert after is (article in {29, 30, 31, 32})

    def test_fallback(self) -> None:
        assert art68.fallback_provision(RuleSet.NORMAL) == Art(16, 2)
        assert art68.fallback_provision(RuleSet.AFTER_RELOCATION) == Art(68, 2)
        assert str(art68.fallback_provision(RuleSet.CRISIS)).startswith("Art. 13(3) ")


class TestArticle68Paragraph3:
    """Responsibility settled before passes with the relocation."""

    def test_passes(self) -> None:
        moved = Relocated("RO", D(2026, 10, 10), determined_before=True)
        assert art68.has_passed_with_relocation(moved)
        assert not art68.has_passed_with_relocation(replace(moved, determined_before=False))
        assert not art68.has_passed_with_relocation(None)


class TestCrisisArticle13:
    """Relief from taking back."""

    FIRST = Registration("EL", D(2026, 10, 1))
    RELIEF = Crisis("EL", D(2026, 12, 1), D(2026, 9, 1))

    def test_relief(self) -> None:
        person = adult(registrations=(self.FIRST, Registration("AT", D(2026, 12, 10))))
        case = Case("c", (person,), crisis=self.RELIEF)
        assert is_relieved(case, self.FIRST)
        assert not is_relieved(case, replace(self.FIRST, state="IT"))
        assert not is_relieved(replace(case, crisis=None), self.FIRST)
        told = Notification("EL", D(2026, 11, 30))
        assert not is_relieved(replace(case, notifications=(told,)), self.FIRST)
        late = replace(told, sent_at=D(2026, 12, 1))
        assert is_relieved(replace(case, notifications=(late,)), self.FIRST)

    def test_second_registration(self) -> None:
        person = adult(registrations=(self.FIRST, Registration("AT", D(2026, 12, 10))))
        assert state_of_second_registration(person, self.FIRST) == "AT"
        assert state_that_determines_instead(person, self.FIRST) == "AT"
        alone = adult(registrations=(self.FIRST,))
        assert state_of_second_registration(alone, self.FIRST) == ""


class TestArticle84:
    """Before and after the start day."""

    def test_which_rules(self) -> None:
        start = D(2026, 6, 12)
        assert is_under_old_criteria(D(2026, 6, 11))
        assert not is_under_old_criteria(start)
        assert is_under_old_criteria(start, "old_criteria")
        assert not is_under_old_criteria(D(2026, 6, 13), "old_criteria")

    def test_earlier_events_count(self) -> None:
        assert counts_earlier_event(event=D(2025, 1, 1), registered=REG)
        assert not counts_earlier_event(event=D(2026, 9, 2), registered=REG)


class TestDetermine:
    """The whole, without a list of holidays."""

    def test_without_calendars_only_weekends_are_minded(self) -> None:
        visa = Document(DocumentKind.VISA, "FR", D(2026, 8, 1), D(2026, 10, 1))
        result = determine(Case("c", (adult(documents=(visa,)),)), DEFAULT)
        assert (result.state, result.article) == ("FR", Art(29, 2))
        assert "not known here" in result.deadlines[0].steps[-1]
        assert result.tried[0].article == Art(26)
        found = deadline("transfer", starts=REG, actor="NO", calendars=no_calendars)
        assert found.last_day == D(2027, 3, 1)

    def test_a_child_of_the_case_without_anyone_to_follow_is_open(self) -> None:
        child = Person("child", age_status=AgeStatus.MINOR, accompanies="applicant")
        undecided = adult(documents=(), age_status=AgeStatus.CONTESTED)
        result = determine(Case("c", (undecided, child)), DEFAULT)
        assert result.state is None
        assert {one.state for one in result.persons} == {None}
        assert SETTINGS.rank is Rank.AFTER_27
