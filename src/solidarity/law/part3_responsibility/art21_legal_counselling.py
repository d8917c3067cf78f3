"""Art. 21: legal counselling in the procedure for determining the Member State responsible."""

from __future__ import annotations

from collections.abc import Collection
from typing import Final

from solidarity.law.part3_responsibility.checklists import Item, missing
from solidarity.terms.citations import Art
from solidarity.terms.findings import Coverage, not_encoded, rule

CONTENT: Final = (
    Item("procedure", Art(21, 6, "a"), "criteria and procedures explained, rights and duties"),
    Item("facts", Art(21, 6, "b"), "help in giving information that can decide responsibility"),
    Item("template", Art(21, 6, "c"), "help with the family template"),
)
"""What free counselling includes at least."""


@rule(Art(21, 1))
def may_consult(*, determining: bool) -> bool:
    """Decide whether a legal adviser may be consulted: at all stages of determining the state."""
    return determining


@rule(Art(21, 2), Art(21, 7))
def is_free_counselling_owed(*, requested: bool, already_assisted: bool, excluded: bool) -> bool:
    """
    Decide whether counselling is given free of charge.

    Args:
        requested: Whether the applicant asked for it.
        already_assisted: Whether a legal adviser already assists and represents the applicant.
        excluded: Whether the Member State leaves it out in that case.

    Returns:
        True on request, unless the state leaves it out for those already assisted.
    """
    return requested and not (already_assisted and excluded)


@rule(Art(21, 3))
def may_counsel(*, admitted_adviser: bool, accredited_organisation: bool) -> bool:
    """Decide who may give free counselling: an admitted adviser or an accredited organisation."""
    return admitted_adviser or accredited_organisation


@rule(Art(21, 6))
def counselling_missing(given: Collection[str]) -> tuple[Item, ...]:
    """What free counselling has not yet included; names as in `CONTENT`."""
    return missing(CONTENT, given)


not_encoded(
    Art(21, 4),
    Coverage.AUTHORITY,
    where="",
    note="national law organises counselling",
)
not_encoded(
    Art(21, 5),
    Coverage.AUTHORITY,
    where="",
    note="national law says how requests are filed and dealt with",
)
not_encoded(
    Art(21, 8),
    Coverage.OUT_OF_SCOPE,
    where="",
    note="help of the Asylum Agency and Union funds",
)
