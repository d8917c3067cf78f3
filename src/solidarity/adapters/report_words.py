"""How figures, dates and names are written in reports: one wording for every page and table."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Final

THIN: Final = "\u202f"
"""Narrow no-break space: between thousands, so that a figure never breaks across lines."""

HARD: Final = "\u00a0"
"""No-break space: between EUR and the amount, between a number and its unit."""

NOT_PUBLISHED: Final = "not published"

STATUSES: Final = {
    "migratory_pressure": "under pressure",
    "migratory_pressure_sar": "under pressure, disembarkations",
    "at_risk": "at risk of pressure",
    "significant_migratory_situation": "significant situation",
}

BASES: Final = {
    "published": "published in an act",
    "reported": "reported by a government or the press",
    "computed": "computed here",
    "unknown": NOT_PUBLISHED,
}

_DAY = re.compile(r"^(\d{4})-(\d{2})-(\d{2})(?:T.*)?$")
_NUMBER = re.compile(r"^([+-]?)(\d+)(\.\d+)?$")
_FRACTION = re.compile(r"^-?\d+/\d+$")
_PLACES: Final = 10_000
_MILLION: Final = 1_000_000
_GROUPED_FROM: Final = 4  # digits: 4 555 is grouped, 962 is not


def number(value: int | str) -> str:
    """
    Write a number with thin spaces in thousands and a true minus sign.

    Args:
        value: A whole number, or the decimal text of one, whose decimals are kept as they are.

    Returns:
        The number; a text that is not a number is given back unchanged.
    """
    text = _decimal(str(value))
    match = _NUMBER.match(text)
    if match is None:
        return text
    sign, digits, decimals = match.groups()
    if len(digits) >= _GROUPED_FROM:
        digits = f"{int(digits):,}".replace(",", THIN)
    return sign.replace("-", "\u2212") + digits + (decimals or "")


def _decimal(text: str) -> str:
    """Write "p/q" as a decimal of at most four places, without zeros that say nothing."""
    if _FRACTION.match(text) is None:
        return text
    rounded = f"{Decimal(round(Fraction(text) * _PLACES)) / _PLACES:.4f}"
    return rounded.rstrip("0").rstrip(".")


def people(value: int) -> str:
    """Write a count of people, e.g. "4 555 people"."""
    return f"{number(value)}{HARD}{'person' if value == 1 else 'people'}"


def euro(value: int | str) -> str:
    """Write an amount of euro, e.g. "EUR 9 260 000"; one with cents comes as text."""
    return f"EUR{HARD}{number(value)}"


def euro_short(value: int | str) -> str:
    """Write an amount in millions where nothing is lost by it, e.g. "EUR 9.26 million"."""
    if isinstance(value, str):
        return euro(value)
    cents_of_a_million, rest = divmod(value, _MILLION // 100)
    if abs(value) < _MILLION or rest:
        return euro(value)
    whole, hundredths = divmod(cents_of_a_million, 100)
    decimals = f".{hundredths:02}".rstrip("0") if hundredths else ""
    return f"EUR{HARD}{number(whole)}{decimals}{HARD}million"


def percent(value: str) -> str:
    """Write a percentage with the decimals of its source, e.g. "21.6890 %"."""
    return f"{number(value)}{HARD}%"


def day(value: str) -> str:
    """Write an ISO date in words, "11 November 2025"; any other text is given back unchanged."""
    match = _DAY.match(value)
    if match is None:
        return value
    moment = date(*(int(part) for part in match.groups()))
    return f"{moment.day}{HARD}{moment:%B}{HARD}{moment.year}"


def days_late(days: int) -> str:
    """Write how late an act came, e.g. "27 days late"."""
    return f"{number(days)}{HARD}{'day' if days == 1 else 'days'} late"


def status(value: str) -> str:
    """Write a status of Art. 2 and Art. 11 in words."""
    return STATUSES.get(value, value.replace("_", " "))


def worded(value: object, unit: str = "") -> str:
    """
    Write the value of any figure with its unit.

    Args:
        value: A number, text, yes or no, a list of such, or None for what is not published.
        unit: "persons", "EUR", "percent", or any other unit in words.

    Returns:
        The value as a reader would write it; never 0 for what is not published.
    """
    if value is None:
        return NOT_PUBLISHED
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, (list, tuple)):
        return ", ".join(worded(item, unit) for item in value) or "none"
    if isinstance(value, dict):
        return ", ".join(f"{key}: {worded(item)}" for key, item in value.items()) or "none"
    return _with_unit(value if isinstance(value, (int, str)) else str(value), unit)


def _with_unit(value: int | str, unit: str) -> str:
    if _FRACTION.match(str(value)) and unit in {"", "share"}:
        share = Fraction(str(value)) * 100
        return f"{Decimal(round(share * _PLACES)) / _PLACES:.4f}{HARD}%"
    if _NUMBER.match(_decimal(str(value))) is None:
        return day(str(value))
    if unit in {"persons", "people"} and isinstance(value, int):
        return people(value)
    if unit == "EUR":
        return f"EUR{HARD}{number(value)}"
    if unit in {"percent", "%"}:
        return percent(str(value))
    return f"{number(value)}{HARD}{unit}" if unit else number(value)
