"""Art. 10 of Implementing Regulation (EU) 2025/2055: queries about dependent persons."""

from __future__ import annotations

from collections.abc import Collection
from typing import Final

from solidarity.law.part3_responsibility.checklists import Item, missing
from solidarity.terms.citations import ir
from solidarity.terms.findings import rule

CONTENT: Final = (
    Item("family_link", ir(10), "the family link"),
    Item("dependency_link", ir(10), "the dependency"),
    Item("capacity", ir(10), "the capacity to care"),
    Item("cannot_travel", ir(10), "where claimed, why the person cannot travel"),
    Item("medical_certificates", ir(10), "medical certificates, where at hand"),
    Item("written_wish", ir(10), "the written confirmation of capacity and wish"),
)
"""What the query deals with and encloses."""


@rule(ir(10))
def query_missing(given: Collection[str], *, cannot_travel: bool) -> tuple[Item, ...]:
    """What a query lacks; inability to travel only where it is claimed."""
    wanted = missing(CONTENT, given)
    return tuple(item for item in wanted if cannot_travel or item.name != "cannot_travel")


@rule(ir(10))
def answer_clock(*, more_time_announced: bool) -> str:
    """Which time limit is aimed at: two weeks, with notice two more; Arts 39 and 40 run on."""
    return "family-query-extended" if more_time_announced else "family-query"
