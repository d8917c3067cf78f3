"""Art. 5 of Implementing Regulation (EU) 2025/2055: the reference number of a message."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from solidarity.errors import InputError, Problem
from solidarity.terms.citations import ir
from solidarity.terms.findings import rule

TYPES: Final = {
    "take_charge_request": "01",
    "take_back_notification": "02",
    "information_determining": "03",
    "information_examining": "04",
    "information_other_obligation": "05",
    "information_return": "06",
    "dependency": "07",
    "family_of_minor": "08",
    "before_transfer": "09",
    "health_certificate": "10",
    "relocation": "11",
    "responsibility_offset": "12",
}
"""The two digits of each type of message."""

_FORM: Final = re.compile(r"([A-Z]{2})(\d{2})(P?)([A-Za-z0-9/.-]+)")


@dataclass(frozen=True, slots=True)
class Reference:
    """
    A reference number in its parts.

    Attributes:
        country: Letters the state has in Eurodac.
        type: A key of `TYPES`.
        priority: Whether the case comes first.
        number: Number of the case in the state.
    """

    country: str
    type: str
    priority: bool
    number: str


@rule(ir(5))
def is_priority(*, minor: bool, article: int) -> bool:
    """Decide whether the number carries a P: cases with minors, or under Arts 25-28 and 34."""
    return minor or article in {25, 26, 27, 28, 34}


@rule(ir(5))
def reference_number(reference: Reference) -> str:
    """
    Write a reference number.

    The national number does not begin with a P, which could not be told from the suffix.

    Raises:
        InputError: If a part is not one the number can have.
    """
    digits = TYPES.get(reference.type)
    if digits is None:
        raise InputError(Problem(f'"{reference.type}" is no type of message', ", ".join(TYPES)))
    suffix = "P" if reference.priority else ""
    text = f"{reference.country}{digits}{suffix}{reference.number}"
    if reference.number.startswith("P") or _FORM.fullmatch(text) is None:
        raise InputError(
            Problem(
                f'"{text}" is not a reference number',
                "two capital letters, then letters, digits, / . - that do not begin with P",
            )
        )
    return text


def read_reference(text: str) -> Reference:
    """
    Read a reference number.

    Raises:
        InputError: If it is none.
    """
    found = _FORM.fullmatch(text)
    names = {digits: name for name, digits in TYPES.items()}
    if found is None or found[2] not in names:
        raise InputError(Problem(f'"{text}" is not a reference number', "e.g. DE01P2026-17"))
    return Reference(found[1], names[found[2]], found[3] == "P", found[4])


@rule(ir(5))
def group_number(*, country: str, persons: int, day: str) -> str:
    """
    Write the number of a group transfer.

    Args:
        country: Letters the sending state has in Eurodac.
        persons: How many travel together.
        day: Day of the transfer, as the states agreed to write it.
    """
    return f"{country}{TYPES['before_transfer']}G{persons}/{day}"
