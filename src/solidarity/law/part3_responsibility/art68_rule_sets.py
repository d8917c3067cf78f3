"""Art. 68(2) and (3): which provisions are switched off after a relocation, and in a crisis."""

from __future__ import annotations

from typing import Final

from solidarity.law.part3_responsibility.case_record import RuleSet
from solidarity.law.part3_responsibility.settings import AfterRelocation
from solidarity.terms.case_facts import Relocated
from solidarity.terms.citations import Art, crisis
from solidarity.terms.findings import rule

_OFF: Final = {
    RuleSet.NORMAL: frozenset[int](),
    RuleSet.AFTER_RELOCATION: frozenset((29, 30)),
    RuleSet.CRISIS: frozenset[int](),
}
_DOUBTFUL: Final = frozenset((31, 32))


@rule(Art(68, 2), crisis(13, 3), reading="R-107")
def is_switched_off(*, article: int, rule_set: RuleSet, setting: AfterRelocation) -> bool:
    """
    Tell whether a whole criterion is off; Arts 25(5) and 33(1) and (2) look after themselves.

    Args:
        article: Number of the criterion.
        rule_set: The set of rules.
        setting: Whether Arts 31 and 32 go on after a relocation (R-107).
    """
    if rule_set is RuleSet.AFTER_RELOCATION and setting is AfterRelocation.OFF:
        return article in _OFF[rule_set] or article in _DOUBTFUL
    return article in _OFF[rule_set]


@rule(Art(68, 2), crisis(13, 3))
def fallback_provision(rule_set: RuleSet) -> Art:
    """Name the provision that makes the determining state responsible if no criterion does."""
    if rule_set is RuleSet.AFTER_RELOCATION:
        return Art(68, 2)
    return crisis(13, 3) if rule_set is RuleSet.CRISIS else Art(16, 2)


@rule(Art(68, 3))
def has_passed_with_relocation(moved: Relocated | None) -> bool:
    """Tell whether responsibility had been settled before and passed with the relocation."""
    return moved is not None and moved.determined_before
