"""Art. 24: the criteria in their order, on the facts of the day of first registration."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from solidarity.law.part3_responsibility.art16_access import barred_states
from solidarity.law.part3_responsibility.art26_family_with_status import by_family_with_status
from solidarity.law.part3_responsibility.art27_family_of_applicants import by_family_applicant
from solidarity.law.part3_responsibility.art29_visas_and_residence import by_document
from solidarity.law.part3_responsibility.art30_diplomas import by_diploma
from solidarity.law.part3_responsibility.art31_visa_waived import by_visa_free_entry
from solidarity.law.part3_responsibility.art32_airport_transit import by_airport_transit
from solidarity.law.part3_responsibility.art33_entry import by_entry
from solidarity.law.part3_responsibility.art34_dependent_persons import by_dependency
from solidarity.law.part3_responsibility.art68_rule_sets import is_switched_off
from solidarity.law.part3_responsibility.case_record import Application, RuleSet
from solidarity.law.part3_responsibility.findings_of_case import Need, Tried, cited
from solidarity.law.part3_responsibility.settings import Rank
from solidarity.terms.citations import Art
from solidarity.terms.findings import rule

Criterion = tuple[Art, Callable[[Application], Tried]]

_FAMILY: Final[tuple[Criterion, ...]] = (
    (Art(26), by_family_with_status),
    (Art(27), by_family_applicant),
)
_OTHER: Final[tuple[Criterion, ...]] = (
    (Art(29), by_document),
    (Art(30), by_diploma),
    (Art(31), by_visa_free_entry),
    (Art(32), by_airport_transit),
    (Art(33), by_entry),
)
_DOUBTFUL: Final = frozenset((31, 32))
_DEPENDENCY: Final[tuple[Criterion, ...]] = ((Art(34), by_dependency),)

_ORDERS: Final = {
    Rank.AFTER_27: (*_FAMILY, *_DEPENDENCY, *_OTHER),
    Rank.BEFORE_26: (*_DEPENDENCY, *_FAMILY, *_OTHER),
    Rank.AFTER_33: (*_FAMILY, *_OTHER, *_DEPENDENCY),
}


@rule(Art(24, 1), Art(34, 2), reading="R-101")
def order_of_criteria(rank: Rank) -> tuple[Criterion, ...]:
    """Give the criteria in the order in which they are tried; where Art. 34 stands is a reading."""
    return _ORDERS[rank]


@rule(Art(24, 1), Art(24, 2))
def first_that_applies(application: Application, barred: frozenset[str]) -> tuple[Tried, ...]:
    """
    Try the criteria in order until one applies or is open.

    Args:
        application: The application, with its facts as on the day of first registration.
        barred: States to which this person may not be transferred, or that have refused.

    Returns:
        Each one tried; the last names a state or is open, or none does.
    """
    tried: list[Tried] = []
    for article, criterion in order_of_criteria(application.settings.rank):
        one = _tried(application, article, criterion)
        if one.state in barred:
            one = _passed_over(one, is_risk=one.state in barred_states(application.person))
        tried.append(one)
        if one.state or one.is_open:
            break
    if application.person.dependency is not None:
        label = f"R-101={application.settings.rank.value}"
        tried[-1] = tried[-1]._replace(readings=(*tried[-1].readings, label))
    return tuple(tried)


def _tried(
    application: Application, article: Art, criterion: Callable[[Application], Tried]
) -> Tried:
    if application.rule_set is RuleSet.NORMAL:
        return criterion(application)
    setting = application.settings.after_relocation
    if is_switched_off(article=article.article, rule_set=application.rule_set, setting=setting):
        readings = (f"R-107={setting.value}",) if article.article in _DOUBTFUL else ()
        why = f"Switched off: {application.rule_set.value}."
        return Tried(article, "", why, readings=readings)
    one = criterion(application)
    is_flagged = application.rule_set is RuleSet.AFTER_RELOCATION and article.article in _DOUBTFUL
    if not (is_flagged and one.state):
        return one
    flag = Need(
        Art(68, 2), f"Art. {cited(article)} after a relocation: ask a lawyer", blocking=False
    )
    return one._replace(needs=(*one.needs, flag), readings=(f"R-107={setting.value}",))


def _passed_over(one: Tried, *, is_risk: bool) -> Tried:
    why = f"{one.why} But the person cannot go to {one.state}."
    also = (Art(16, 3),) if is_risk else ()
    return one._replace(state="", why=why, needs=(), also=also)
