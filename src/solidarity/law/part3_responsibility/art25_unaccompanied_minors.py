"""Art. 25: unaccompanied minors; nothing else of Chapter II is asked."""

from __future__ import annotations

from solidarity.law.part3_responsibility.art02_definitions import (
    PARENTS,
    is_family_member,
    is_tie_older_than_arrival,
    is_under_age,
)
from solidarity.law.part3_responsibility.case_record import Application, is_established
from solidarity.law.part3_responsibility.findings_of_case import Need
from solidarity.law.part3_responsibility.settings import Kinship, Presence
from solidarity.terms.case_facts import Answer, BestInterests, Kin, LegalBasis, Relation
from solidarity.terms.citations import Art
from solidarity.terms.findings import Coverage, not_encoded, rule

RELATIVES = frozenset((Relation.AUNT, Relation.UNCLE, Relation.GRANDPARENT))


@rule(Art(25, 1), Art(24, 1))
def is_only_art25(application: Application) -> bool:
    """Tell whether only Art. 25 applies: the applicant is an unaccompanied minor."""
    return application.unaccompanied


@rule(Art(25, 2), reading="R-116")
def is_legally_present(kin: Kin, presence: Presence) -> bool:
    """Tell whether kin are legally present: any lawful stay, by default also an applicant's."""
    if kin.legal_basis is LegalBasis.APPLICANT:
        return presence is Presence.ANY_LAWFUL_STAY
    return kin.legal_basis is not LegalBasis.NONE


@rule(Art(25, 2))
def is_close_kin(kin: Kin, application: Application) -> Answer:
    """
    Tell whether kin are of the first line: family members and siblings.

    Of a married minor the parents come in only if no spouse is legally present.
    """
    if kin.relation is Relation.SIBLING:
        return Answer.YES
    if kin.relation in PARENTS and application.person.married:
        return Answer.NO if has_spouse_present(application) else Answer.YES
    if kin.relation in PARENTS:
        return is_tie_older_than_arrival(kin, application)
    return is_family_member(kin, application)


@rule(Art(25, 2))
def has_spouse_present(application: Application) -> bool:
    """Tell whether the spouse of a married minor is legally present in a state."""
    presence = application.settings.presence
    return any(
        kin.relation is Relation.SPOUSE and is_legally_present(kin, presence)
        for kin in application.person.kin
    )


@rule(Art(25, 3))
def is_able_relative(kin: Kin, application: Application) -> Answer:
    """Ask of an aunt, uncle or grandparent elsewhere that a person found them able to care."""
    if kin.relation not in RELATIVES or kin.state == application.determining:
        return Answer.NO
    if kin.relation is not Relation.GRANDPARENT and is_under_age(kin, application):
        return Answer.NO
    return Answer.UNKNOWN if kin.capacity_to_care is None else kin.capacity_to_care.outcome


@rule(Art(25, 4), reading="R-103")
def candidate_states(
    *, close: tuple[str, ...], relatives: tuple[str, ...], kinship: Kinship
) -> tuple[str, ...]:
    """Name the states among which the child's interests decide, each once, in order of record."""
    if close and kinship is Kinship.FAMILY_FIRST:
        return tuple(dict.fromkeys(close))
    return tuple(dict.fromkeys((*close, *relatives)))


@rule(Art(25, 4))
def best_of(candidates: tuple[str, ...], bic: BestInterests | None) -> str:
    """Name the one state the recorded assessment prefers; "" if it does not single one out."""
    if bic is None:
        return ""
    if bic.chosen in candidates:
        return str(bic.chosen)
    good = [one for one in candidates if interest(one, bic) is Answer.YES]
    return good[0] if len(good) == 1 else ""


@rule(Art(25, 5))
def interest(state: str, bic: BestInterests | None) -> Answer:
    """Read from the recorded assessment whether a state is in the child's best interests."""
    outcomes = {} if bic is None else {str(key): value for key, value in bic.outcome.items()}
    return outcomes.get(state, Answer.UNKNOWN)


def need_of_record(source: Art, bic: BestInterests | None) -> tuple[Need, ...]:
    """Ask for assessor, day and reasons where an assessment lacks them."""
    if bic is None or bic.is_recorded:
        return ()
    return (
        Need(source, "record who assessed the child's interests, when and why", blocking=False),
    )


def link_of(kin: Kin) -> Answer:
    """Tell whether the link is established."""
    return is_established(*kin.link_evidence)


not_encoded(
    Art(25, 6),
    Coverage.OUT_OF_SCOPE,
    where="",
    note="power to adopt delegated acts on links and capacity; none was found",
)
not_encoded(
    Art(25, 7),
    Coverage.OUT_OF_SCOPE,
    where="",
    note="implementing acts on consultation; their time limits are clocks of the register",
)
