"""Art. 12 of Implementing Regulation (EU) 2025/2055: what a take back notification encloses."""

from __future__ import annotations

from collections.abc import Collection
from enum import Enum
from typing import Final

from solidarity.law.part3_responsibility.checklists import Item, missing
from solidarity.terms.citations import ir
from solidarity.terms.findings import rule


class Basis(Enum):
    """On what the notification rests."""

    RESPONSIBLE = "36(1)(b)"
    ADMITTED = "36(1)(c)"
    DETERMINING = "38(4)"
    RELOCATION = "38(5)"


CONTENT: Final = (
    Item("hit_responsible", ir(12), "the hit that names the Member State responsible"),
    Item("all_other_hits", ir(12), "all other hits"),
    Item("cessation_signs", ir(12), "evidence that responsibility may have ceased, or none"),
    Item("hit_admitted", ir(12), "the hit on the registration as an admitted person"),
    Item("proof_of_admission", ir(12), "proof of an admission before the hits began"),
    Item("hit_determining", ir(12), "the hit that shows which state determines"),
    Item("hit_relocation", ir(12), "the hit that names the state of relocation"),
    Item("other_evidence", ir(12), "proof, indications or statements in place of a hit"),
)
"""What a notification may enclose."""

_OWED: Final = {
    Basis.RESPONSIBLE: ("hit_responsible", "all_other_hits", "cessation_signs"),
    Basis.ADMITTED: ("hit_admitted",),
    Basis.DETERMINING: ("hit_determining",),
    Basis.RELOCATION: ("hit_relocation",),
}


@rule(ir(12))
def enclosures_missing(
    given: Collection[str], basis: Basis, *, fingerprints: bool, admitted_early: bool = False
) -> tuple[Item, ...]:
    """
    Find what is not enclosed.

    Args:
        given: Names of `CONTENT` enclosed.
        basis: On what the notification rests.
        fingerprints: Whether usable fingerprints exist; not those of a child under six.
        admitted_early: Whether the person was admitted from 11 June 2024 to 11 June 2026, so that
            proof of the admission stands for the hit.
    """
    owed = _OWED[basis]
    if not fingerprints:
        owed = ("other_evidence",)
    elif basis is Basis.ADMITTED and admitted_early:
        owed = ("proof_of_admission",)
    return tuple(item for item in missing(CONTENT, given) if item.name in owed)
