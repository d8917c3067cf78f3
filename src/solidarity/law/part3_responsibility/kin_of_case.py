"""Family members that count under Arts 26 and 27: one way to sort them, one answer."""

from __future__ import annotations

from collections.abc import Callable

from solidarity.law.part3_responsibility.art02_definitions import is_family_member
from solidarity.law.part3_responsibility.case_record import Application, is_established
from solidarity.law.part3_responsibility.findings_of_case import FactUsed, Need, Tried, cited
from solidarity.terms.case_facts import Answer, Kin
from solidarity.terms.citations import Art

Ground = Callable[[Kin], "tuple[Art, str] | None"]
"""Provision and state a family member points to; None if that member is none of the kind."""

_MISSING = (
    "say when the family was formed and who arrived when; of a partner, whether such couples are "
    "treated like married ones; of a child, the birth date"
)
_R110 = ("R-110=human_decision",)


def by_family(application: Application, article: Art, ground: Ground) -> Tried:
    """
    Find the state to which family members point.

    Args:
        application: The application.
        article: The Article that is tried.
        ground: What a family member must have, and where it leads.

    Returns:
        The state; or open where a fact is missing or several states are found (R-110).
    """
    kin = application.person.kin
    if not kin:
        return Tried(article, "", "No family member is recorded.")
    found: list[tuple[Art, str, FactUsed]] = []
    needs: list[Need] = []
    reasons: list[str] = []
    for position, one in enumerate(kin):
        where = f"kin[{position}]"
        pointed = ground(one)
        if pointed is None:
            reasons.append(f"{where} ({one.relation.value}) has no such status")
            continue
        source, state = pointed
        answer, what = _counts(one, application, source)
        if answer is Answer.YES:
            says = f"{one.relation.value} in {state}, {one.legal_basis.value}"
            found.append((source, state, FactUsed(where, says)))
        elif answer is Answer.UNKNOWN:
            needs.append(Need(source, f"{where}: {what}"))
        else:
            reasons.append(f"{where} ({one.relation.value}): {what}")
    return _answer(application, article, found, (needs, reasons))


def _counts(kin: Kin, application: Application, source: Art) -> tuple[Answer, str]:
    # Art. 26(3): a child born after the other's arrival needs no tie that is older.
    is_born_later = source == Art(26, 3)
    family = Answer.YES if is_born_later else is_family_member(kin, application)
    if family is Answer.NO:
        return family, "no family member in the sense of Art. 2(8)"
    if not (kin.written_wish_applicant and kin.written_wish_kin):
        return Answer.NO, "the wish of both in writing is not recorded"
    link = is_established(*kin.link_evidence)
    if link is Answer.NO:
        return link, "the link is not established"
    if family is Answer.UNKNOWN:
        return family, _MISSING
    return link, "weigh the circumstantial evidence of the link"


def _answer(
    application: Application,
    article: Art,
    found: list[tuple[Art, str, FactUsed]],
    rest: tuple[list[Need], list[str]],
) -> Tried:
    needs, reasons = rest
    states = {state for _, state, _ in found}
    facts = tuple(fact for _, _, fact in found)
    chosen = application.person.choice
    if needs:
        return Tried(article, "", "A fact about the family is missing.", facts, tuple(needs))
    if not states:
        return Tried(article, "", f"{'; '.join(reasons)}.")
    if len(states) > 1:
        if chosen is None or chosen.state not in states:
            need = Need(article, f"decide between {', '.join(sorted(states))} (R-110)")
            why = "Family members are in several states; the law does not say which prevails."
            return Tried(article, "", why, facts, (need,), readings=_R110)
        why = f"Of several states with family members, {chosen.state} was chosen by a person."
        sources = tuple(source for source, state, _ in found if state == chosen.state)
        record = (
            ()
            if chosen.is_recorded
            else (
                Need(
                    sources[0], "record who chose between the states, when and why", blocking=False
                ),
            )
        )
        return Tried(sources[0], chosen.state, why, facts, record, readings=_R110)
    source, state, fact = found[0]
    why = f"{fact.says}; both asked for it in writing: {state} ({cited(source)})."
    return Tried(source, state, why[0].upper() + why[1:], facts, also=(Art(2, 8),))
