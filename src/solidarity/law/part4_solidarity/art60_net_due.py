"""
Art. 60(3): what of a pledge remains to be implemented.

A pledge is fixed by the Council act. Benefitting Member States need not implement theirs; a
deduction granted by a Council act takes its amounts out and may put another type in their place;
responsibility offsets stand in the place of relocations. What is left is due, never less than zero.
"""

from __future__ import annotations

from solidarity.terms.citations import Art
from solidarity.terms.findings import rule
from solidarity.terms.quantities import Euro, Persons


@rule(Art(60, 3), Art(61, 4), Art(62, 5), Art(63, 2))
def relocations_due(
    *, pledged: Persons, deducted: Persons, replaced: Persons, offsets: Persons
) -> Persons:
    """
    Say how many relocations a contributing Member State still has to implement.

    Args:
        pledged: Relocations fixed in the Council act.
        deducted: Relocations taken out by a Council act on a deduction.
        replaced: Relocations such an act put in the place of another type.
        offsets: Applications taken over instead of relocations.

    Returns:
        Persons, at least zero.

    Source:
        Art. 60(3) with Arts 61(4), 62(5) and 63(1)-(2).
    """
    left = pledged.count - deducted.count + replaced.count - offsets.count
    return Persons(max(0, left))


@rule(Art(60, 3), Art(61, 4), Art(62, 5), Art(63, 3))
def money_due(*, pledged: Euro, deducted: Euro, replaced: Euro, offsets_value: Euro) -> Euro:
    """
    Say how much money, or how much in alternative measures, remains to be contributed.

    Args:
        pledged: Amount fixed in the Council act.
        deducted: Amount taken out by a Council act on a deduction.
        replaced: Amount such an act put in the place of another type.
        offsets_value: Value of mandatory offsets within the fair share (R-004).

    Returns:
        Whole euro cents, at least zero.

    Source:
        Art. 60(3) with Arts 61(4), 62(5) and 63(3)-(4).
    """
    left = pledged.cents - deducted.cents + replaced.cents - offsets_value.cents
    return Euro(max(0, left))


@rule(Art(60, 3))
def released_relocations(*, benefitting: bool) -> Persons:
    """
    Say what a benefitting Member State has to relocate: nothing, however much it pledged.

    Args:
        benefitting: Must be true; the caller has established it.

    Returns:
        Zero persons.

    Raises:
        ValueError: If the state is not benefitting: then its pledge decides.

    Source:
        Art. 60(3), third subparagraph.
    """
    _only_if(benefitting)
    return Persons(0)


@rule(Art(60, 3))
def released_money(*, benefitting: bool) -> Euro:
    """
    Say what a benefitting Member State has to pay or provide: nothing, however much it pledged.

    Args:
        benefitting: Must be true; the caller has established it.

    Returns:
        Zero euro.

    Raises:
        ValueError: If the state is not benefitting: then its pledge decides.

    Source:
        Art. 60(3), third subparagraph.
    """
    _only_if(benefitting)
    return Euro(0)


def _only_if(benefitting: bool) -> None:  # noqa: FBT001 - one question
    if not benefitting:
        raise ValueError("only a benefitting Member State is released")
