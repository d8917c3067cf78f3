"""Art. 34: dependency between the applicant and a child, sibling or parent."""

from __future__ import annotations

from typing import Final

from solidarity.law.part3_responsibility.case_record import Application, is_established
from solidarity.law.part3_responsibility.findings_of_case import FactUsed, Need, Tried
from solidarity.terms.case_facts import Answer, Dependency, Kin, LegalBasis, Relation
from solidarity.terms.citations import Art
from solidarity.terms.findings import Coverage, not_encoded, rule

LINKS: Final = frozenset((Relation.CHILD, Relation.SIBLING, Relation.FATHER, Relation.MOTHER))
"""Child, sibling, parent; a spouse is served by Arts 26 and 27."""

_ARTICLE: Final = Art(34)
_NONE: Final = Tried(_ARTICLE, "", "No dependency is recorded.")


@rule(Art(34, 1))
def is_legally_resident(kin: Kin) -> bool:
    """Tell whether kin reside legally; waiting for a decision on an application is not that."""
    return kin.legal_basis not in {LegalBasis.NONE, LegalBasis.APPLICANT}


@rule(Art(34, 1))
def is_tie_before_applicant(kin: Kin, application: Application) -> Answer:
    """Ask that the tie existed before the applicant arrived."""
    arrived = application.arrived
    formed = kin.family_formed_on
    if formed is None and kin.relation in {Relation.CHILD, Relation.SIBLING}:
        formed = kin.birth_date
    if formed is None and kin.relation in {Relation.FATHER, Relation.MOTHER}:
        return Answer.YES
    if formed is None:
        return Answer.UNKNOWN
    if arrived is not None:
        return Answer.YES if formed < arrived else Answer.NO
    return Answer.NO if formed >= application.registered else Answer.UNKNOWN


@rule(Art(34, 1))
def unmet_condition(
    kin: Kin, dependency: Dependency, application: Application
) -> tuple[Answer, str]:
    """
    Go through the conditions of dependency.

    Returns:
        YES and "" if all are met; NO or UNKNOWN and what it fails on.
    """
    tie = is_tie_before_applicant(kin, application)
    able = Answer.UNKNOWN if kin.capacity_to_care is None else kin.capacity_to_care.outcome
    link = is_established(*kin.link_evidence)
    cause = is_established(*dependency.medical_evidence)
    wishes = Answer.YES if kin.written_wish_applicant and kin.written_wish_kin else Answer.NO
    asked = (
        (Answer.YES if kin.relation in LINKS else Answer.NO, "no child, sibling or parent"),
        (Answer.YES if is_legally_resident(kin) else Answer.NO, "not legally resident"),
        (wishes, "the wish of both in writing is not recorded"),
        (tie, "whether the tie is older than the applicant's arrival"),
        (able, "whether the carer is able to take care"),
        (link, "whether the link is established"),
        (cause, "whether the cause of the dependency is established"),
    )
    for wanted in (Answer.NO, Answer.UNKNOWN):
        for answer, what in asked:
            if answer is wanted:
                return answer, what
    return Answer.YES, ""


@rule(Art(34, 2))
def state_of_dependency(kin: Kin, dependency: Dependency, application: Application) -> str:
    """Name the state: of the kin, or where the applicant is if health bars the journey."""
    return application.present_in if dependency.can_travel is Answer.NO else str(kin.state)


@rule(Art(34, 1), Art(34, 2))
def by_dependency(application: Application) -> Tried:
    """Find the state where the applicant and the other are kept or brought together."""
    dependency = application.person.dependency
    if dependency is None:
        return _NONE
    kin = next((one for one in application.person.kin if one.id == dependency.kin_ref), None)
    if kin is None:
        need = Need(Art(34, 1), f'dependency.kin_ref "{dependency.kin_ref}" names no kin')
        return Tried(_ARTICLE, "", "Who depends on whom is not recorded.", needs=(need,))
    says = f"{dependency.cause.value}, {dependency.direction.value}, {kin.relation.value}"
    fact = FactUsed("dependency", f"{says} in {kin.state}")
    answer, what = unmet_condition(kin, dependency, application)
    if answer is Answer.NO:
        return Tried(_ARTICLE, "", f"Dependency is recorded, but not met: {what}.", (fact,))
    if answer is Answer.UNKNOWN:
        return Tried(_ARTICLE, "", "Dependency is recorded.", (fact,), (Need(Art(34, 1), what),))
    judged = kin.capacity_to_care
    record = (Need(Art(34, 1), "record who judged the ability to care", blocking=False),)
    needs = () if judged is None or judged.is_recorded else record
    state = state_of_dependency(kin, dependency, application)
    if kin.state == application.present_in:
        why = f"Both are in {state} and are kept together."
        return Tried(Art(34, 1), state, why, (fact,), needs)
    if dependency.can_travel is Answer.NO:
        why = f"The applicant's health bars the journey for long: {state}, where the applicant is."
    else:
        why = f"The applicant is brought together with the {kin.relation.value} in {state}."
    return Tried(Art(34, 2), state, why, (fact,), needs)


not_encoded(
    Art(34, 3),
    Coverage.OUT_OF_SCOPE,
    where="",
    note="power to adopt delegated acts on dependency; none was found",
)
not_encoded(
    Art(34, 4),
    Coverage.OUT_OF_SCOPE,
    where="",
    note="implementing acts on consultation; their time limits are clocks of the register",
)
