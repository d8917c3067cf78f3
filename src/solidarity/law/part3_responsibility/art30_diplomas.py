"""Art. 30: diplomas and other qualifications."""

from __future__ import annotations

import datetime as dt
from typing import Final

from solidarity.law.part3_responsibility.art02_definitions import is_diploma
from solidarity.law.part3_responsibility.case_record import Application, is_established
from solidarity.law.part3_responsibility.findings_of_case import FactUsed, Limit, Need, Tried
from solidarity.terms.case_facts import Answer, Diploma
from solidarity.terms.citations import Art
from solidarity.terms.findings import parameter, rule

_SINCE = dt.date(2026, 6, 12)
DIPLOMA_MONTHS = parameter(
    "years since a diploma was issued, in months", Art(30, 1), 72, since=_SINCE, unit="months"
)
_ARTICLE: Final = Art(30)
_NONE: Final = Tried(_ARTICLE, "", "No diploma or qualification is recorded.")


@rule(Art(30, 1))
def is_issued_recently(*, issued: dt.date, registered: dt.date) -> bool:
    """Ask that the registration comes less than six years after the issue."""
    limit = Limit(DIPLOMA_MONTHS.on(_SINCE), issued)
    return issued <= registered and limit.is_less_than(registered)


@rule(Art(30, 2))
def prevailing_diploma(diplomas: tuple[Diploma, ...]) -> frozenset[str]:
    """Name the state of the longest study, of the most recent diploma if equal; all if equal."""
    ranked = {(one.study_length, one.issued_on, str(one.state)) for one in diplomas}
    top = max(ranked)[:2]
    return frozenset(state for length, issued, state in ranked if (length, issued) == top)


@rule(Art(30, 1), Art(30, 2))
def by_diploma(application: Application) -> Tried:
    """Find the state of a qualifying diploma."""
    recorded = application.person.diplomas
    if not recorded:
        return _NONE
    found: list[Diploma] = []
    facts: list[FactUsed] = []
    needs: list[Need] = []
    for position, one in enumerate(recorded):
        path = f"diplomas[{position}]"
        known, is_one = is_established(one.evidence), is_diploma(one)
        recent = is_issued_recently(issued=one.issued_on, registered=application.registered)
        if not recent or Answer.NO in {known, is_one}:
            continue
        if is_one is Answer.UNKNOWN:
            needs.append(Need(Art(2, 15), f"{path}: say whether it was a whole academic year"))
        elif known is Answer.UNKNOWN:
            needs.append(Need(_ARTICLE, f"{path}: weigh the circumstantial evidence"))
        else:
            found.append(one)
            says = f"diploma of {one.state}, {one.study_length} months, {one.issued_on.isoformat()}"
            facts.append(FactUsed(path, says))
    if needs:
        return Tried(_ARTICLE, "", "A fact about a diploma is missing.", needs=tuple(needs))
    if not found:
        return Tried(_ARTICLE, "", "No diploma qualifies, or it is six years old or older.")
    return _answer(tuple(found), tuple(facts))


def _answer(found: tuple[Diploma, ...], facts: tuple[FactUsed, ...]) -> Tried:
    states = {str(one.state) for one in found}
    best = prevailing_diploma(found)
    source = Art(30, 1) if len(states) == 1 else Art(30, 2)
    if len(best) > 1:
        need = Need(source, f"the diplomas of {', '.join(sorted(best))} are equal: decide")
        return Tried(source, "", "Diplomas of several states are equal.", facts, (need,))
    (state,) = best
    return Tried(source, state, f"Diploma less than six years old: {state}.", facts)
