"""Art. 48: what the receiving Member State is told before a transfer."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Final

from solidarity.law.part3_responsibility.checklists import Item, missing
from solidarity.terms.citations import Art
from solidarity.terms.findings import Coverage, not_encoded, rule

CONTENT: Final = (
    Item("immediate_measures", Art(48, 2, "a"), "measures for special needs, health care at once"),
    Item("family_contacts", Art(48, 2, "b"), "how to reach family there"),
    Item("minor_assessment", Art(48, 2, "c"), "best interests and schooling of the minor"),
    Item("age_assessment", Art(48, 2, "d"), "an assessment of age, where made"),
    Item("screening_form", Art(48, 2, "e"), "the screening form, where there is one"),
    Item("other", Art(48, 2, "f"), "what else matters, or that there is nothing else"),
)
"""What is essential for the rights and immediate needs of the person."""


@dataclass(frozen=True, slots=True)
class Traveller:
    """What is known of the person to be transferred."""

    special_needs: bool = False
    family_there: bool = False
    minor: bool = False
    age_assessed: bool = False
    screened: bool = False


@rule(Art(48, 1))
def may_send(*, needed_for_assistance: bool) -> bool:
    """Decide whether a piece of personal data may be sent: only what assistance needs."""
    return needed_for_assistance


@rule(Art(48, 2))
def information_missing(given: Collection[str], person: Traveller) -> tuple[Item, ...]:
    """
    Find what the receiving state has not been told.

    Args:
        given: Names of `CONTENT` sent.
        person: What is known of the person.
    """
    owed = {
        "immediate_measures": person.special_needs,
        "family_contacts": person.family_there,
        "minor_assessment": person.minor,
        "age_assessment": person.age_assessed,
        "screening_form": person.screened,
    }
    return tuple(item for item in missing(CONTENT, given) if owed.get(item.name, True))


@rule(Art(48, 3))
def is_lawful_channel(*, notified_authorities: bool, over_dublinet: bool) -> bool:
    """Decide whether the exchange may take place: notified authorities, by DubliNet only."""
    return notified_authorities and over_dublinet


not_encoded(
    Art(48, 4),
    Coverage.OUT_OF_SCOPE,
    where="",
    note="empowers the Commission: the form is Annex V of the Implementing Regulation",
)
not_encoded(
    Art(48, 5),
    Coverage.PROCEDURAL,
    where="solidarity.law.part3_responsibility.art51_information_sharing",
    note="accuracy, correction and record as for any other information",
)
