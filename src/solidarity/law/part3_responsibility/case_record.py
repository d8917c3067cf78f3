"""
One application as the criteria look at it: the record of a person, frozen at a registration.

The record itself is `solidarity.terms.case_records`. Here it is joined with what the gates found:
which registration counts as the first, who determines, under which set of rules.
"""

from __future__ import annotations

import datetime as dt
from enum import Enum
from typing import NamedTuple

from solidarity.law.part3_responsibility.settings import Settings
from solidarity.terms.case_facts import Answer, Evidence, EvidenceClass, Registration
from solidarity.terms.case_records import Case, Person


class RuleSet(Enum):
    """Which provisions are switched off."""

    NORMAL = "normal"
    AFTER_RELOCATION = "after relocation"  # Art. 68(2)
    CRISIS = "crisis, mass arrivals"  # Art. 13(3) of Regulation (EU) 2024/1359


class Application(NamedTuple):
    """
    One person's application under determination.

    Attributes:
        person: The record.
        case: The whole case.
        first: The registration that counts as the first.
        determining: The state that determines.
        rule_set: Which provisions are off.
        minor: Whether the person is a minor on the day of `first`.
        unaccompanied: Whether the person is a minor without a responsible adult.
        settings: The readings of the run.
    """

    person: Person
    case: Case
    first: Registration
    determining: str
    rule_set: RuleSet
    minor: bool
    unaccompanied: bool
    settings: Settings

    @property
    def registered(self) -> dt.date:
        """Day at which the facts are frozen (Art. 24(2))."""
        return self.first.registered_at

    @property
    def arrived(self) -> dt.date | None:
        """First day on the territory as far as recorded; None if nothing says so."""
        entry = self.person.entry
        if entry is None:
            return None
        found = (entry.irregular_crossing, entry.sar, entry.visa_free_entry)
        days = [one.date for one in found if one is not None]
        return min([*days, entry.arrived_on] if entry.arrived_on else days, default=None)

    @property
    def present_in(self) -> str:
        """State where the person is: as recorded, or where the newest registration is."""
        newest = max(self.person.registrations, key=lambda one: one.registered_at)
        return self.person.present_in or newest.state


def is_established(*evidence: Evidence | None) -> Answer:
    """
    Tell whether evidence settles a fact; no evidence recorded means that nobody disputes it.

    Source: Art. 40(4) and (6). Proof settles it unless refuted; circumstantial evidence does if a
    person found it coherent, verifiable and sufficiently detailed.
    """
    pieces = [one for one in evidence if one is not None]
    if not pieces:
        return Answer.YES
    answers = {_weight(one) for one in pieces}
    for answer in (Answer.YES, Answer.UNKNOWN):
        if answer in answers:
            return answer
    return Answer.NO


def _weight(one: Evidence) -> Answer:
    if one.refuted:
        return Answer.NO
    return Answer.YES if one.evidence_class is EvidenceClass.PROOF else one.sufficient
