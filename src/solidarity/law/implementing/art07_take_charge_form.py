"""Art. 7 of Implementing Regulation (EU) 2025/2055: what a take charge request encloses."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Final

from solidarity.law.part3_responsibility.checklists import Item, missing
from solidarity.terms.citations import ir
from solidarity.terms.findings import rule

CONTENT: Final = (
    Item("reasons", ir(7), "the reasons"),
    Item("evidence", ir(7), "copies of all proof and circumstantial evidence, with comments"),
    Item("list_references", ir(7), "where each piece stands in the lists of Annex I"),
    Item("statements", ir(7), "the statements of the person"),
    Item("template", ir(7), "the family template"),
    Item("photographs", ir(7), "photographs"),
    Item("biometrics", ir(7), "biometric data"),
    Item("eurodac_hit", ir(7), "the Eurodac hit with what was sent with it"),
    Item("visa_record", ir(7), "the record of the visa system"),
)
"""What the request may enclose."""


@dataclass(frozen=True, slots=True)
class RestsOn:
    """What the request rests on."""

    template: bool = False
    eurodac: bool = False
    visa: bool = False


@rule(ir(7))
def form(*, old_criteria: bool) -> str:
    """Which annex is the form: XII where the old criteria apply (Art. 84(2)), else II."""
    return "XII" if old_criteria else "II"


@rule(ir(7))
def enclosures_missing(given: Collection[str], basis: RestsOn) -> tuple[Item, ...]:
    """
    Find what is not enclosed.

    Args:
        given: Names of `CONTENT` enclosed.
        basis: What the request rests on; with a hit its data replace the biometric data.
    """
    owed = {
        "template": basis.template,
        "biometrics": not basis.eurodac,
        "eurodac_hit": basis.eurodac,
        "visa_record": basis.visa,
    }
    return tuple(item for item in missing(CONTENT, given) if owed.get(item.name, True))


@rule(ir(7))
def one_form_for_family(*, same_family: bool, simultaneous: bool) -> bool:
    """Decide whether one form covers several members of a family."""
    return same_family and simultaneous


@rule(ir(7))
def needs_formal_proof(*, article: int, coherent: bool, verifiable: bool, detailed: bool) -> bool:
    """
    Decide whether originals or a DNA test are needed.

    Args:
        article: Article on which the request rests.
        coherent: Whether the circumstantial evidence is coherent.
        verifiable: Whether it can be verified.
        detailed: Whether it is detailed enough.

    Returns:
        False under Arts 25 to 28 and 34 where all three hold.
    """
    family = article in {25, 26, 27, 28, 34}
    return not (family and coherent and verifiable and detailed)
