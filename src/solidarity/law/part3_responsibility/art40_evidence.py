"""Art. 40(3) to (6): proof and circumstantial evidence."""

from __future__ import annotations

from solidarity.terms.citations import Art
from solidarity.terms.findings import Coverage, not_encoded, rule


@rule(Art(40, 3), Art(40, 4))
def is_shown(*, proof: bool, proof_to_the_contrary: bool, circumstantial_enough: bool) -> bool:
    """
    Decide whether a fact on which responsibility rests is shown.

    Args:
        proof: Whether there is formal proof.
        proof_to_the_contrary: Whether formal proof refutes it.
        circumstantial_enough: Whether an officer, weighing the case, found the circumstantial
            evidence enough.
    """
    if proof_to_the_contrary:
        return False
    return proof or circumstantial_enough


@rule(Art(40, 5))
def may_ask_for_more(*, needed: bool, originals_in_family_case: bool) -> bool:
    """
    Decide whether further evidence may be demanded.

    Args:
        needed: Whether the correct application needs it.
        originals_in_family_case: Whether it is originals or a DNA test in a family case whose
            circumstantial evidence suffices.
    """
    return needed and not originals_in_family_case


@rule(Art(40, 6))
def must_accept(*, coherent: bool, verifiable: bool, detailed: bool) -> bool:
    """Decide whether the requested state acknowledges its responsibility on indications alone."""
    return coherent and verifiable and detailed


not_encoded(
    Art(40, 4, subparagraph=1),
    Coverage.AUTHORITY,
    where="",
    note="the weight of circumstantial evidence is found case by case; the lists are in Annex I",
)
