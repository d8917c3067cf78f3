"""Art. 20: how the information is given."""

from __future__ import annotations

from collections.abc import Collection
from typing import Final

from solidarity.law.part3_responsibility.checklists import Item, missing
from solidarity.terms.citations import Art
from solidarity.terms.findings import Coverage, not_encoded, rule

FORM: Final = (
    Item("written", Art(20, 1), "in writing, concise and easy to get at"),
    Item("plain", Art(20, 1), "in clear and plain language"),
    Item("understood_language", Art(20, 1), "in a language the person understands or should"),
    Item("common_material", Art(20, 1), "with the common information material"),
    Item("oral", Art(20, 1, subparagraph=2), "by word of mouth too, with room for questions"),
    Item("child_friendly", Art(20, 3), "in a way made for children"),
    Item("trained_staff", Art(20, 3), "by staff trained for it"),
    Item("representative_present", Art(20, 3), "in the presence of the representative"),
)
"""What makes the information accessible."""

_FOR_CHILDREN = {"child_friendly", "trained_staff", "representative_present"}


@rule(Art(20, 1), Art(20, 3))
def form_missing(
    given: Collection[str], *, minor: bool, oral_needed: bool, represented: bool = True
) -> tuple[Item, ...]:
    """
    Find what is missing from the way the information was given.

    Args:
        given: Names of `FORM` that hold.
        minor: Whether the applicant is a minor.
        oral_needed: Whether the person needs it by word of mouth to understand.
        represented: Whether the minor has a representative; an accompanied minor may have none.

    Returns:
        What is still owed.
    """
    not_owed = set() if minor else set(_FOR_CHILDREN)
    not_owed |= set() if oral_needed else {"oral"}
    not_owed |= set() if represented else {"representative_present"}
    return tuple(item for item in missing(FORM, given) if item.name not in not_owed)


not_encoded(
    Art(20, 2),
    Coverage.OUT_OF_SCOPE,
    where="",
    note="the common material is drawn up by the Asylum Agency with the national authorities",
)
