"""
Official holidays and zones of the places that must act: the 27 Member States, and the institutions.

National lists come from the package `holidays`: public holidays that hold nationwide, no regional
or half days. The institutions fix their own list each year; the years that could be founded are in
`facts/commission_holidays.csv`, each line with its source and confidence; a day that is there from
memory is told as not verified. A year outside these lists is not covered, and whoever counts says
so: nothing is guessed.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Final
from zoneinfo import ZoneInfo

from solidarity import facts as _package
from solidarity.terms.dates import HolidayCalendar
from solidarity.terms.member_states import member_state

UNION: Final = "EU"
"""Code of the institutions, the Commission and its Coordinator among them."""

_TABLE: Final = Path(_package.__file__).parent / "commission_holidays.csv"

_FIRST_YEAR: Final = 2024
_LAST_YEAR: Final = 2028
_LAST_YEAR_BY_DECREE: Final = {"HU": 2026, "LV": 2026}
"""Where days off are moved by a decree each year, the list ends with the last decree known."""

_CITIES: Final = {
    "AT": "Vienna", "BE": "Brussels", "BG": "Sofia", "CZ": "Prague", "DE": "Berlin",
    "DK": "Copenhagen", "EE": "Tallinn", "EL": "Athens", "ES": "Madrid", "FI": "Helsinki",
    "FR": "Paris", "HR": "Zagreb", "HU": "Budapest", "IE": "Dublin", "IT": "Rome",
    "LT": "Vilnius", "LU": "Luxembourg", "LV": "Riga", "MT": "Malta", "NL": "Amsterdam",
    "PL": "Warsaw", "PT": "Lisbon", "RO": "Bucharest", "SE": "Stockholm", "SI": "Ljubljana",
    "SK": "Bratislava", UNION: "Brussels",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class NationalHolidays:
    """Public holidays of one Member State, nationwide."""

    code: str
    iso2: str
    name: str

    def holiday(self, day: date) -> str | None:
        """Name of the holiday on a day, in English; None on any other day."""
        return _national(self.iso2, day.year).get(day)

    def covers(self, day: date) -> bool:
        """Tell whether the list is reliable for that day's year."""
        last = _LAST_YEAR_BY_DECREE.get(self.code, _LAST_YEAR)
        return _FIRST_YEAR <= day.year <= last


@dataclass(frozen=True, slots=True)
class CommissionHolidays:
    """Holidays of the institutions in Brussels, for the years whose list is known."""

    name: str = "institutions of the Union"

    def holiday(self, day: date) -> str | None:
        """Name of the holiday on a day; None on any other day."""
        return _commission().get(day.year, {}).get(day)

    def covers(self, day: date) -> bool:
        """Tell whether the yearly list is known."""
        return day.year in _commission()


def calendar_of(code: str) -> HolidayCalendar:
    """
    Give the calendar of official holidays of a Member State, or of the institutions for "EU".

    Raises:
        InputError: If no Member State has this code.
    """
    if code.strip().upper() == UNION:
        return CommissionHolidays()
    state = member_state(code)
    return NationalHolidays(state.code, state.iso2, state.name)


def zone_of(code: str) -> ZoneInfo:
    """
    Give the time zone of a Member State's capital, or of Brussels for "EU".

    Raises:
        InputError: If no Member State has this code.
    """
    known = UNION if code.strip().upper() == UNION else member_state(code).code
    return ZoneInfo("Asia/Nicosia" if known == "CY" else f"Europe/{_CITIES[known]}")


@cache
def _national(iso2: str, year: int) -> dict[date, str]:
    from holidays import country_holidays

    return dict(country_holidays(iso2, years=year, language="en_US").items())


@cache
def _commission() -> dict[int, dict[date, str]]:
    lists: dict[int, dict[date, str]] = {}
    with _TABLE.open(encoding="utf-8", newline="") as table:
        for row in csv.DictReader(table):
            day = date.fromisoformat(row["date"])
            unseen = ", from memory, not verified" if row["confidence"] == "memory" else ""
            lists.setdefault(day.year, {})[day] = row["name"] + unseen
    return lists
