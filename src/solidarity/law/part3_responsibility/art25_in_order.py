"""Art. 25(2) to (5) in their order: family and siblings, relatives, first registration."""

from __future__ import annotations

from solidarity.law.part3_responsibility.art25_unaccompanied_minors import (
    best_of,
    candidate_states,
    interest,
    is_able_relative,
    is_close_kin,
    is_legally_present,
    link_of,
    need_of_record,
)
from solidarity.law.part3_responsibility.case_record import Application, RuleSet
from solidarity.law.part3_responsibility.findings_of_case import FactUsed, Need, Tried
from solidarity.law.part3_responsibility.settings import NoPlaceGood
from solidarity.terms.case_facts import Answer
from solidarity.terms.citations import Art
from solidarity.terms.findings import rule

_ONLY = (Art(25, 1),)
_NO_INTEREST = "assess the child's best interests (Art. 23(4)): {}"


@rule(Art(25, 2), Art(25, 3), Art(25, 4), Art(25, 5))
def by_kin_of_minor(application: Application, barred: frozenset[str]) -> tuple[Tried, ...]:
    """
    Try paragraphs 2 to 5 in order; the last one tried applies or is open, or none does.

    Args:
        application: The application of an unaccompanied minor.
        barred: States to which this person may not be transferred (Art. 16(3)).
    """
    close, relatives, needs = _sorted_kin(application)
    settings = application.settings
    used = tuple(path for _, path in (*close, *relatives))
    if needs:
        tried = Tried(Art(25, 2), "", "A fact about the kin is missing.", used, needs, _ONLY)
        return (tried,)
    candidates = candidate_states(
        close=tuple(state for state, _ in close if state not in barred),
        relatives=tuple(state for state, _ in relatives if state not in barred),
        kinship=settings.kinship,
    )
    if not candidates:
        none = Tried(Art(25, 2), "", "No family member or sibling is legally present.", used)
        nor = Tried(Art(25, 3), "", "No relative elsewhere is legally present and able to care.")
        return (none, nor, *_without_kin(application, has_kin=bool(used)))
    source = Art(25, 2) if candidates[0] in {state for state, _ in close} else Art(25, 3)
    if len(candidates) > 1:
        return _several(application, candidates, used)
    state, bic = candidates[0], application.person.bic
    answer = interest(state, bic)
    if answer is Answer.UNKNOWN:
        why = f"Kin are legally present in {state}; whether that is good for the child is open."
        need = Need(source, _NO_INTEREST.format(state))
        return (Tried(source, "", why, used, (need,), _ONLY),)
    if answer is Answer.NO:
        why = f"Kin are in {state}, but that is recorded as against the child's best interests."
        return (Tried(source, "", why, used), *_without_kin(application, has_kin=True))
    why = f"Kin are legally present in {state}, and that is in the child's best interests."
    return (Tried(source, state, why, used, need_of_record(source, bic), _ONLY),)


def _several(
    application: Application, candidates: tuple[str, ...], used: tuple[FactUsed, ...]
) -> tuple[Tried, ...]:
    source, bic = Art(25, 4), application.person.bic
    readings = (f"R-103={application.settings.kinship.value}",)
    named = ", ".join(candidates)
    state = best_of(candidates, bic)
    if state:
        why = f"Kin are in {named}; the child's best interests lie in {state}."
        needs = need_of_record(source, bic)
        return (Tried(source, state, why, used, needs, _ONLY, readings),)
    if all(interest(one, bic) is Answer.NO for one in candidates):
        why = f"Kin are in {named}, but none of these is in the child's best interests."
        against = Tried(source, "", why, used, readings=readings)
        return (against, *_without_kin(application, has_kin=True))
    why = f"Kin are in {named}; which state is best for the child is open."
    need = Need(source, _NO_INTEREST.format(f"choose between {named}"))
    return (Tried(source, "", why, used, (need,), _ONLY, readings),)


def _without_kin(application: Application, *, has_kin: bool) -> tuple[Tried, ...]:
    source, bic = Art(25, 5), application.person.bic
    if application.rule_set is not RuleSet.NORMAL:
        return (Tried(source, "", f"Switched off: {application.rule_set.value}."),)
    first, present = application.first.state, application.present_in
    setting = application.settings.no_place_good
    readings = (f"R-111={setting.value}",) if has_kin else ()
    skipped = has_kin and setting is NoPlaceGood.PRESENT_STATE
    answer = Answer.NO if skipped else interest(first, bic)
    fact = (FactUsed("registrations[0]", f"first registered in {first}"),)
    if answer is Answer.UNKNOWN:
        why = f"Without kin, {first} comes in question as state of first registration."
        need = Need(source, _NO_INTEREST.format(first))
        return (Tried(source, "", why, fact, (need,), _ONLY, readings),)
    needs = need_of_record(source, bic)
    if answer is Answer.YES:
        why = f"First registered in {first}, and that is in the child's best interests."
        return (Tried(source, first, why, fact, needs, _ONLY, readings),)
    why = "First registration is not in the child's best interests."
    kept = f"No state found suits the child: {present}, where the minor is, keeps the case."
    return (
        Tried(source, "", why, fact, readings=readings),
        Tried(Art(37, 1), present, kept, fact, needs, _ONLY, readings),
    )


_Placed = tuple[str, FactUsed]


def _sorted_kin(
    application: Application,
) -> tuple[list[_Placed], list[_Placed], tuple[Need, ...]]:
    close: list[_Placed] = []
    relatives: list[_Placed] = []
    needs: list[Need] = []
    for position, kin in enumerate(application.person.kin):
        where = f"kin[{position}]"
        link = link_of(kin)
        if link is Answer.NO or not is_legally_present(kin, application.settings.presence):
            continue
        near = is_close_kin(kin, application)
        able = is_able_relative(kin, application)
        placed = (str(kin.state), FactUsed(where, f"{kin.relation.value} in {kin.state}"))
        if near is Answer.NO and able is Answer.NO:
            continue
        if link is Answer.UNKNOWN:
            needs.append(Need(Art(25, 2), f"{where}: weigh the evidence of the link"))
        elif near is Answer.YES:
            close.append(placed)
        elif able is Answer.YES:
            relatives.append(placed)
        else:
            what = "examine whether the relative can take care of the minor"
            missing = "say when the family was formed, and birth dates"
            is_relative = able is Answer.UNKNOWN
            source = Art(25, 3) if is_relative else Art(25, 2)
            needs.append(Need(source, f"{where}: {what if is_relative else missing}"))
    return close, relatives, tuple(needs)
