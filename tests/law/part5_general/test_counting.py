"""Moving along the calendar."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from solidarity.errors import OutOfScope
from solidarity.law.part5_general.counting import (
    ClosedDays,
    days_later,
    hours_later,
    months_later,
    named,
)

DAYS = st.dates(date(1900, 1, 1), date(2200, 12, 31))


def test_a_day_is_said_with_its_name() -> None:
    assert named(date(2026, 7, 3)) == "Friday 3 July 2026"


class TestMonths:
    @given(DAYS, st.integers(-1000, 1000))
    def test_the_month_is_right_and_the_day_never_grows(self, day: date, months: int) -> None:
        found = months_later(day, months)
        assert found.year * 12 + found.month - (day.year * 12 + day.month) == months
        assert found.day <= day.day
        assert found.day == day.day or (found + timedelta(days=1)).day == 1

    @given(DAYS, st.integers(0, 500))
    def test_there_and_back_is_no_later(self, day: date, months: int) -> None:
        assert months_later(months_later(day, months), -months) <= day

    @pytest.mark.parametrize("months", [-12 * 3000, 12 * 9000])
    def test_outside_the_calendar(self, months: int) -> None:
        with pytest.raises(OutOfScope, match="outside the calendar"):
            months_later(date(2026, 1, 1), months)


class TestDaysAndHours:
    def test_days(self) -> None:
        assert days_later(date(2026, 2, 28), 1) == date(2026, 3, 1)
        with pytest.raises(OutOfScope):
            days_later(date.max, 1)

    def test_hours(self) -> None:
        start = datetime(2026, 7, 1, 12, tzinfo=UTC)
        assert hours_later(start, 24) == start + timedelta(days=1)
        with pytest.raises(OutOfScope):
            hours_later(datetime.max.replace(tzinfo=UTC), 1)


class TestClosedDays:
    def test_nothing_is_said_where_nothing_is_missing(self) -> None:
        closed = ClosedDays(None)
        closed.say_missing()
        assert closed.steps == []

    def test_a_weekend_is_closed_without_any_list(self) -> None:
        closed = ClosedDays(None)
        assert closed.why(date(2026, 7, 4)) == "a Saturday"
        assert closed.why(date(2026, 7, 6)) == ""
        assert closed.missing == {2026}

    def test_the_end_of_the_calendar(self) -> None:
        friday = date(9999, 12, 31)
        assert friday.weekday() == 4
        assert ClosedDays(None).next_working_day(friday) == friday
        with pytest.raises(OutOfScope):
            ClosedDays(None).nth_working_day(friday, 1)
