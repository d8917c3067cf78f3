"""Holidays and zones of the places that must act."""

from __future__ import annotations

import csv
from datetime import date
from pathlib import Path

import pytest

import solidarity.facts
from solidarity.adapters.holiday_calendars import calendar_of, zone_of
from solidarity.errors import InputError
from solidarity.terms.member_states import MEMBER_STATES

TABLE = Path(solidarity.facts.__file__).parent / "commission_holidays.csv"
CODES = [state.code for state in MEMBER_STATES]


class TestMemberStates:
    @pytest.mark.parametrize("code", CODES)
    def test_each_has_new_year_and_a_zone(self, code: str) -> None:
        calendar = calendar_of(code)
        assert calendar.holiday(date(2026, 1, 1))
        assert calendar.holiday(date(2026, 12, 25))
        assert calendar.holiday(date(2026, 7, 7)) is None
        assert calendar.covers(date(2026, 1, 1))
        assert zone_of(code).key

    @pytest.mark.parametrize(
        ("code", "day"),
        [
            ("DE", date(2026, 10, 3)),
            ("FR", date(2026, 7, 14)),
            ("IE", date(2026, 10, 26)),
            ("EL", date(2026, 4, 13)),
            ("IT", date(2026, 6, 2)),
            ("PL", date(2026, 11, 11)),
        ],
    )
    def test_national_holidays(self, code: str, day: date) -> None:
        assert calendar_of(code).holiday(day)

    def test_regional_holidays_do_not_count(self) -> None:
        assert calendar_of("DE").holiday(date(2026, 6, 4)) is None

    def test_greece_by_both_codes(self) -> None:
        assert calendar_of("GR") == calendar_of("EL") == calendar_of(" el ")

    @pytest.mark.parametrize("year", [2023, 2029, 1900])
    def test_years_out_of_range_are_not_covered(self, year: int) -> None:
        assert not calendar_of("DE").covers(date(year, 6, 1))

    def test_days_moved_by_decree_are_known_only_so_far(self) -> None:
        assert calendar_of("HU").covers(date(2026, 6, 1))
        assert not calendar_of("HU").covers(date(2027, 6, 1))
        assert calendar_of("DE").covers(date(2027, 6, 1))

    def test_no_such_state(self) -> None:
        with pytest.raises(InputError, match="CH"):
            calendar_of("CH")
        with pytest.raises(InputError, match="CH"):
            zone_of("CH")


class TestInstitutions:
    def test_years_without_a_list_are_not_covered(self) -> None:
        calendar = calendar_of("eu")
        assert calendar.covers(date(2026, 1, 1))
        assert not calendar.covers(date(2027, 1, 1))
        assert calendar.holiday(date(2027, 1, 1)) is None

    def test_holidays(self) -> None:
        calendar = calendar_of("EU")
        assert calendar.holiday(date(2026, 4, 2)) == "Maundy Thursday, from memory, not verified"
        assert calendar.holiday(date(2026, 12, 28)) == "End-of-year day, from memory, not verified"
        assert calendar.holiday(date(2026, 10, 30)) is None

    def test_the_zone_is_that_of_brussels(self) -> None:
        assert zone_of("EU").key == "Europe/Brussels"
        assert zone_of("CY").key == "Asia/Nicosia"

    def test_every_line_of_the_table_has_a_source_and_a_confidence(self) -> None:
        with TABLE.open(encoding="utf-8", newline="") as table:
            rows = list(csv.DictReader(table))
        assert len(rows) > 30
        for row in rows:
            day = date.fromisoformat(row["date"])
            assert day.year == int(row["year"])
            assert day.weekday() < 5
            assert row["name"]
            assert row["source"]
            assert row["confidence"] in {"high", "medium", "low", "memory"}
        assert len({row["date"] for row in rows}) == len(rows)
