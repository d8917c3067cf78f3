"""Art. 11 of Implementing Regulation (EU) 2025/2055: finding the family of a minor."""

from __future__ import annotations

from collections.abc import Collection
from typing import Final

from solidarity.law.part3_responsibility.checklists import Item, missing
from solidarity.terms.citations import ir
from solidarity.terms.findings import rule

SOURCES: Final = (
    Item("minor", ir(11), "what the minor says"),
    Item("template", ir(11), "the family template"),
    Item("other", ir(11), "other credible sources, or that there are none"),
)
"""Where the registering state looks."""

ESTABLISHED: Final = (
    Item("strength", ir(11), "how strong each link is"),
    Item("capacity", ir(11), "who can care"),
    Item("availability", ir(11), "who is available"),
    Item("best_interests", ir(11), "what is in the best interests of the child"),
)
"""What is established where several persons are found."""


@rule(ir(11))
def search_missing(given: Collection[str]) -> tuple[Item, ...]:
    """Where nobody has looked yet; names as in `SOURCES`."""
    return missing(SOURCES, given)


@rule(ir(11))
def comparison_missing(given: Collection[str], *, persons_found: int) -> tuple[Item, ...]:
    """What is still to be established where more than one person was found."""
    return missing(ESTABLISHED, given) if persons_found > 1 else ()
