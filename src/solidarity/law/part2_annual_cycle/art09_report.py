"""
Article 9: the European Annual Asylum and Migration Report.

Years are solidarity years: the Report for the year y is prepared and adopted in y-1. A day fixed by
the calendar is not a period that Article 75 counts: it stays where it is on a weekend (R-034).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from solidarity.errors import OutOfScope
from solidarity.terms.citations import Art
from solidarity.terms.findings import Coverage, not_encoded, parameter, rule

_SINCE = date(2024, 6, 11)


@dataclass(frozen=True, slots=True)
class Indicator:
    """A series the Report gives for every Member State; `number` is its point, "i" to "xvii"."""

    number: str
    name: str


INDICATORS: tuple[Indicator, ...] = (
    Indicator("i", "applications for international protection, by nationality"),
    Indicator("ii", "unaccompanied minors; persons with special needs where available"),
    Indicator("iii", "persons granted international protection"),
    Indicator("iv", "first-instance and final asylum decisions"),
    Indicator("v", "reception capacity"),
    Indicator("vi", "persons detected without a right to enter or stay, overstayers included"),
    Indicator("vii", "return decisions, and departures that follow one"),
    Indicator("viii", "persons admitted by resettlement or humanitarian admission"),
    Indicator("ix", "persons in the border procedure, by nationality"),
    Indicator("x", "take charge requests and take back notifications, in and out"),
    Indicator("xi", "transfer decisions and transfers carried out"),
    Indicator("xii", "persons disembarked after search and rescue, and their applications"),
    Indicator("xiii", "Member States with recurring arrivals by sea"),
    Indicator("xiv", "persons refused entry"),
    Indicator("xv", "persons enjoying temporary protection"),
    Indicator("xvi", "persons apprehended at irregular crossings; attempts if verifiable"),
    Indicator("xvii", "support given by Union bodies and agencies"),
)

ELEMENTS: dict[str, str] = {
    "a": "overall situation on all routes and in all Member States, by indicator",
    "b": "projection for the coming year, arrivals by sea included",
    "c": "preparedness and possible impact",
    "d": "capacity, reception capacity in particular",
    "e": "results of monitoring and evaluation",
    "f": "whether solidarity measures and the toolbox are needed",
}
"""What the Report contains, by point of Article 9(3)."""

FIRST_YEAR = parameter("solidarity year of the first Report", Art(9, 6), 2026, since=_SINCE)
REPORT_DAY = parameter("day of the Report", Art(9, 4), (10, 15), since=_SINCE, unit="month, day")
INFORMATION_DAY = parameter(
    "day of the first information", Art(9, 7), (6, 1), since=_SINCE, unit="month, day"
)
MEETING_WINDOW = parameter(
    "first half of July", Art(9, 8), ((7, 1), (7, 15)), since=_SINCE, unit="month, day"
)
UPDATE_DAY = parameter(
    "day of the updated information", Art(9, 9), (9, 1), since=_SINCE, unit="month, day"
)
SECOND_MEETING_DAY = parameter(
    "day of the second meeting", Art(9, 10), (9, 30), since=_SINCE, unit="month, day"
)

not_encoded(Art(9, 1), Coverage.AUTHORITY, "", "The assessment itself is the Commission's.")
not_encoded(
    Art(9, 2),
    Coverage.PROCEDURAL,
    "solidarity.cycle.s01_report",
    "Who delivered what and when is recorded.",
)
not_encoded(Art(9, 5), Coverage.AUTHORITY, "", "What the Union decides on the Report's basis.")


def _in_preparation(year: int, month_and_day: tuple[int, int]) -> date:
    if year < FIRST_YEAR.on(_SINCE):
        raise OutOfScope(f"there is no cycle for {year}; the first is that of 2026 (Art. 9(6))")
    return date(year - 1, *month_and_day)


@rule(Art(9, 3))
def missing_indicators(given: frozenset[str]) -> tuple[str, ...]:
    """Name the series still lacking, by their points "i" to "xvii", in order."""
    return tuple(item.number for item in INDICATORS if item.number not in given)


@rule(Art(9, 3))
def missing_elements(given: frozenset[str]) -> tuple[str, ...]:
    """Name the elements the Report still lacks, by their letters, in order."""
    return tuple(letter for letter in ELEMENTS if letter not in given)


@rule(Art(9, 4), Art(9, 6), reading="R-034")
def report_due(year: int) -> date:
    """Give the day by which the Report is adopted and sent to Parliament and Council."""
    return _in_preparation(year, REPORT_DAY.on(_SINCE))


@rule(Art(9, 7), reading="R-034")
def information_due(year: int) -> date:
    """Give the day by which Member States and agencies deliver the information of Article 10."""
    return _in_preparation(year, INFORMATION_DAY.on(_SINCE))


@rule(Art(9, 8), reading="R-034")
def first_meeting_window(year: int) -> tuple[date, date]:
    """Give the first and last day for the meeting that sees the first assessment."""
    first, last = MEETING_WINDOW.on(_SINCE)
    return _in_preparation(year, first), _in_preparation(year, last)


@rule(Art(9, 9), reading="R-034")
def update_due(year: int) -> date:
    """Give the day by which the information is brought up to date."""
    return _in_preparation(year, UPDATE_DAY.on(_SINCE))


@rule(Art(9, 10), reading="R-034")
def second_meeting_due(year: int) -> date:
    """Give the day by which the mechanism meets again on the consolidated assessment."""
    return _in_preparation(year, SECOND_MEETING_DAY.on(_SINCE))
