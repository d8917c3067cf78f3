"""Art. 22 of Implementing Regulation (EU) 2025/2055: the transfer form and the papers."""

from __future__ import annotations

from collections.abc import Collection
from enum import Enum
from typing import Final

from solidarity.law.part3_responsibility.checklists import Item, missing
from solidarity.terms.citations import ir
from solidarity.terms.findings import rule


class Mode(Enum):
    """How a person is transferred."""

    VOLUNTARY = "voluntary"
    SUPERVISED = "supervised"
    ESCORT = "escort"


CONTENT: Final = (
    Item("mode", ir(22), "voluntary, supervised departure or escort"),
    Item("place", ir(22), "place of arrival"),
    Item("means", ir(22), "means of transport"),
    Item("arrival", ir(22), "day and time of arrival"),
    Item("authority", ir(22), "the authority that receives the person"),
)
"""What the form says."""


@rule(ir(22))
def form_missing(given: Collection[str]) -> tuple[Item, ...]:
    """What the form does not yet say; names as in `CONTENT`."""
    return missing(CONTENT, given)


@rule(ir(22))
def papers_go_to(mode: Mode, *, sent_separately: bool = False) -> str:
    """
    Who gets the documents of the person.

    Args:
        mode: How the person travels.
        sent_separately: Whether they are sent to the receiving state instead.
    """
    if sent_separately:
        return "receiving_state"
    return "escort" if mode is Mode.ESCORT else "person"
