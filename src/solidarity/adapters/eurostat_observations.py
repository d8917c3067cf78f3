"""What every form of a Eurostat download holds: values with their dimensions and flags."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from enum import Enum
from typing import Final

_NUMBER = re.compile(r"[+-]?[0-9]+(\.[0-9]+)?([eE][+-]?[0-9]{1,4})?")
_EXPONENT_MAX: Final = 100


class Form(Enum):
    """Forms in which Eurostat publishes a dataset."""

    TSV = "TSV"
    SDMX_CSV = "SDMX-CSV"
    JSON_STAT = "JSON-stat 2.0"
    SDMX_ML = "SDMX-ML"


@dataclass(frozen=True, slots=True)
class Observation:
    """
    One value of a dataset.

    Attributes:
        geo: Code of the place, as Eurostat writes it ("EL", "EU27_2020").
        period: Time period ("2024").
        dimensions: Codes of the other dimensions by lower-case name ("na_item": "B1GQ").
        value: The exact value; None where none is available.
        flags: Observation flags as letters, "" if none.
        line: Line in the file from 1; 0 where the form has no lines.
    """

    geo: str
    period: str
    dimensions: Mapping[str, str]
    value: Decimal | None
    flags: str
    line: int


@dataclass(frozen=True, slots=True)
class Dataset:
    """What a file holds: its form, its code and last update if it says so, and its values."""

    form: Form
    code: str
    updated: str
    observations: tuple[Observation, ...]


def number(text: str) -> Decimal | None:
    """Read a plain number exactly; None if the text is not one (NaN and infinity are not)."""
    if not _NUMBER.fullmatch(text):
        return None
    try:
        value = Decimal(text)
    except InvalidOperation:
        return None
    return value if abs(value.adjusted()) <= _EXPONENT_MAX else None
