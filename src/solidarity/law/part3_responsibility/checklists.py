"""Lists of what a document, a talk or a form must hold, and what is still missing from one."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from solidarity.errors import InputError, Problem
from solidarity.terms.citations import Art


@dataclass(frozen=True, slots=True)
class Item:
    """
    One thing that must be there.

    Attributes:
        name: Its name in a record.
        source: The provision that asks for it.
        says: What it is, in plain words.
    """

    name: str
    source: Art
    says: str


def missing(required: Iterable[Item], given: Collection[str]) -> tuple[Item, ...]:
    """
    Find what is required and not given.

    Args:
        required: What must be there, in the order of the law.
        given: Names of what is there.

    Returns:
        The items not there, in the same order; empty if complete.

    Raises:
        InputError: If a name given is not one of those required.
    """
    wanted = tuple(required)
    known = {item.name for item in wanted}
    strange = sorted(set(given) - known)
    if strange:
        raise InputError(
            Problem(f'"{strange[0]}" is not on this list', f"one of {', '.join(sorted(known))}")
        )
    return tuple(item for item in wanted if item.name not in given)
