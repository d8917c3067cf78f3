"""Exact quantities: whole persons, whole euro cents, shares as fractions. No float anywhere."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from enum import Enum
from fractions import Fraction

from solidarity.errors import InputError, Problem

Share = Fraction
"""A share of the whole: an exact fraction between 0 and 1."""

_CENTS = 100
_THIN_SPACE = "\u2009"
_PLAIN_NUMBER = re.compile(r"[+-]?[0-9]{1,99}(\.[0-9]{1,99})?([eE][+-]?[0-9]{1,2})?")
"""Lengths are bounded: a long exponent would fill the memory with zeros."""


@dataclass(frozen=True, slots=True, order=True)
class Persons:
    """A whole number of persons (or of applications, each of which stands for one person)."""

    count: int

    def __add__(self, other: Persons) -> Persons:
        return Persons(self.count + other.count)

    def __sub__(self, other: Persons) -> Persons:
        return Persons(self.count - other.count)

    def __bool__(self) -> bool:
        return self.count != 0

    def __str__(self) -> str:
        return thousands(self.count)


@dataclass(frozen=True, slots=True, order=True)
class Euro:
    """An exact amount of money in whole euro cents; may be negative inside a calculation."""

    cents: int

    @classmethod
    def whole(cls, euros: int) -> Euro:
        """Amount of a whole number of euros."""
        return cls(euros * _CENTS)

    def __add__(self, other: Euro) -> Euro:
        return Euro(self.cents + other.cents)

    def __sub__(self, other: Euro) -> Euro:
        return Euro(self.cents - other.cents)

    def __mul__(self, times: int) -> Euro:
        return Euro(self.cents * times)

    def __bool__(self) -> bool:
        return self.cents != 0

    def __str__(self) -> str:
        sign, cents = ("−", -self.cents) if self.cents < 0 else ("", self.cents)
        rest = f".{cents % _CENTS:02d}" if cents % _CENTS else ""
        return f"EUR {sign}{thousands(cents // _CENTS)}{rest}"


ZERO_PERSONS = Persons(0)
ZERO_EURO = Euro(0)

Quantity = Persons | Euro


class Kind(Enum):
    """The three types of solidarity measure, of equal value (Art. 56(2))."""

    RELOCATION = "relocation"
    FINANCIAL = "financial"
    ALTERNATIVE = "alternative"


class Rounding(Enum):
    """How a number of persons that is not whole becomes whole (reading R-005)."""

    UP = "up"
    NEAREST = "nearest"
    DOWN = "down"


def round_whole(value: Fraction, rounding: Rounding) -> int:
    """
    Make a number whole.

    Args:
        value: Any exact number.
        rounding: UP to the next whole number, DOWN to the one before, NEAREST with halves up.

    Returns:
        The whole number.
    """
    if rounding is Rounding.UP:
        return math.ceil(value)
    if rounding is Rounding.DOWN:
        return math.floor(value)
    return math.floor(value + Fraction(1, 2))


def round_places(value: Fraction, places: int) -> Fraction:
    """Round to so many decimal places, halves up, exactly."""
    scale = 10**places
    return Fraction(round_whole(value * scale, Rounding.NEAREST), scale)


def percent(share: Fraction, places: int = 4) -> str:
    """Write a share as a percentage with so many decimals: Fraction(1, 8) is "12.5000"."""
    scaled = round_whole(share * 100 * 10**places, Rounding.NEAREST)
    whole, rest = divmod(abs(scaled), 10**places)
    sign = "-" if scaled < 0 else ""
    return f"{sign}{whole}.{rest:0{places}d}" if places else f"{sign}{whole}"


def share_from_percent(text: str) -> Fraction:
    """
    Read a percentage as it is printed in an act: "16.0021" is Fraction(160021, 1000000).

    Raises:
        InputError: If the text is not a number from 0 to 100.
    """
    share = exact(text) / 100
    if not 0 <= share <= 1:
        raise InputError(Problem(f'"{text}" is not a percentage', "a number from 0 to 100"))
    return share


def exact(text: str) -> Fraction:
    """
    Read a decimal number exactly.

    Raises:
        InputError: If the text is not a plain decimal number.
    """
    if _PLAIN_NUMBER.fullmatch(text.strip()) is None:
        raise InputError(Problem(f'"{text}" is not a number', "digits with a decimal point"))
    return Fraction(text.strip())


def thousands(number: int) -> str:
    """Write a whole number with thin spaces between thousands."""
    return f"{number:,}".replace(",", _THIN_SPACE).replace("-", "−")
