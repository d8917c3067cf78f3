"""Article 75: counting time."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from solidarity.adapters.holiday_calendars import calendar_of
from solidarity.errors import InputError, OutOfScope
from solidarity.law.part5_general.art75_time_limits import (
    Length,
    TimeLimitResult,
    Unit,
    end_of,
    latest_before,
)

CASES: list[dict[str, Any]] = json.loads(
    (Path(__file__).parents[2] / "vectors" / "time_limits.json").read_text(encoding="utf-8")
)["cases"]
DAYS = st.dates(date(2024, 6, 11), date(2028, 6, 1))
STATES = st.sampled_from(["AT", "DE", "EL", "FR", "IE", "IT", "SE"])
CALENDAR_UNITS = st.sampled_from([Unit.DAYS, Unit.WEEKS, Unit.MONTHS, Unit.YEARS])


class Closed:
    """A calendar with one holiday and one year without a list."""

    name = "Utopia"

    def holiday(self, day: date) -> str | None:
        return "Founding Day" if day == date(2026, 7, 8) else None

    def covers(self, day: date) -> bool:
        return day.year == 2026


def count(start: date, number: int, unit: Unit, calendar: Any = None) -> TimeLimitResult:
    return end_of(start=start, length=Length(number, unit), calendar=calendar)


class TestVectors:
    """Cases a lawyer can read, and another implementation can run."""

    @pytest.mark.parametrize("case", CASES, ids=lambda case: case["says"])
    def test_the_answer_is_the_expected_one(self, case: dict[str, Any]) -> None:
        given_ = case["given"]
        number, unit = given_["length"]
        length = Length(number, Unit(unit))
        if case["question"] == "last day":
            calendar = calendar_of(given_["state"]) if given_["state"] else None
            start = date.fromisoformat(given_["start"])
            result = end_of(start=start, length=length, calendar=calendar)
            assert (str(result.last_day), result.expires_at) == (case["expected"], None)
        else:
            moment = datetime.fromisoformat(given_["start"]).astimezone(ZoneInfo(given_["zone"]))
            result = end_of(start=moment, length=length, calendar=Closed())
            assert result.expires_at is not None
            assert result.expires_at.isoformat() == case["expected"]
            assert result.last_day == result.expires_at.date()

    def test_both_questions_are_asked(self) -> None:
        questions = {case["question"] for case in CASES}
        assert questions == {"last day", "end of the limit"}


class TestPointA:
    """The day of the event is not counted."""

    @given(DAYS, st.integers(1, 400))
    def test_days_are_added(self, start: date, number: int) -> None:
        nominal = start + timedelta(days=number)
        assert 0 <= (count(start, number, Unit.DAYS).last_day - nominal).days <= 2

    def test_the_first_step_names_the_event(self) -> None:
        first = count(date(2026, 7, 3), 1, Unit.WEEKS).steps[0]
        assert first == (
            "The event falls on Friday 3 July 2026; that day is not counted (Art. 75(a))."
        )

    def test_a_time_of_the_day_changes_nothing_but_the_moment(self) -> None:
        early = datetime(2026, 7, 3, 0, 0, tzinfo=UTC)
        late = datetime(2026, 7, 3, 23, 59, tzinfo=UTC)
        length = Length(3, Unit.DAYS)
        assert end_of(start=early, length=length, calendar=None) == end_of(
            start=late, length=length, calendar=None
        )


class TestPointB:
    """Weeks end on the day of the same name, months on the date of the same number."""

    @given(DAYS, st.integers(1, 60))
    def test_weeks_keep_the_weekday_or_move_to_monday(self, start: date, number: int) -> None:
        last = count(start, number, Unit.WEEKS).last_day
        assert last.weekday() == (start.weekday() if start.weekday() < 5 else 0)

    @given(st.dates(date(2024, 6, 11), date(2028, 6, 1)), st.integers(1, 36))
    def test_months_keep_the_number_of_a_working_day(self, start: date, number: int) -> None:
        months = start.year * 12 + start.month - 1 + number
        assume(start.day <= 28)
        nominal = date(months // 12, months % 12 + 1, start.day)
        last = count(start, number, Unit.MONTHS).last_day
        assert last == nominal + timedelta(
            days=max(0, 7 - nominal.weekday()) if nominal.weekday() > 4 else 0
        )

    def test_the_step_says_which_day_is_the_same(self) -> None:
        assert count(date(2026, 7, 1), 1, Unit.WEEKS).steps[1] == (
            "1 week later, the same day of the week is Wednesday 8 July 2026 (Art. 75(b))."
        )
        assert count(date(2026, 7, 1), 2, Unit.MONTHS).steps[1] == (
            "2 months later, the same date of the month is Tuesday 1 September 2026 (Art. 75(b))."
        )


class TestPointC:
    """A month without the day ends the limit on its last day."""

    @pytest.mark.parametrize(
        ("start", "last"),
        [
            (date(2026, 3, 31), date(2026, 4, 30)),
            (date(2027, 1, 29), date(2027, 3, 1)),
            (date(2028, 1, 29), date(2028, 2, 29)),
        ],
    )
    def test_short_months(self, start: date, last: date) -> None:
        assert count(start, 1, Unit.MONTHS).last_day == last

    def test_the_step_says_so(self) -> None:
        assert count(date(2026, 3, 31), 1, Unit.MONTHS).steps[1] == (
            "1 month later the month has no day 31: Thursday 30 April 2026 (Art. 75(c))."
        )

    @given(DAYS, st.integers(1, 10))
    def test_a_year_is_twelve_months(self, start: date, number: int) -> None:
        years = count(start, number, Unit.YEARS).last_day
        assert years == count(start, 12 * number, Unit.MONTHS).last_day


class TestPointD:
    """A last day on a Saturday, Sunday or official holiday moves to the next working day."""

    @given(DAYS, st.integers(1, 40), CALENDAR_UNITS, STATES)
    def test_the_last_day_is_a_working_day(
        self, start: date, number: int, unit: Unit, state: str
    ) -> None:
        calendar = calendar_of(state)
        last = count(start, number, unit, calendar).last_day
        assert last.weekday() < 5
        assert not (calendar.covers(last) and calendar.holiday(last))

    @given(DAYS, DAYS, st.integers(1, 40), CALENDAR_UNITS, STATES)
    def test_a_later_start_never_ends_earlier(
        self, one: date, other: date, number: int, unit: Unit, state: str
    ) -> None:
        first, second = sorted((one, other))
        calendar = calendar_of(state)
        ends = [count(day, number, unit, calendar).last_day for day in (first, second)]
        assert ends == sorted(ends)

    def test_a_holiday_on_a_weekday_moves_the_end_and_is_named(self) -> None:
        result = count(date(2026, 7, 1), 1, Unit.WEEKS, Closed())
        assert result.last_day == date(2026, 7, 9)
        assert result.steps[2] == (
            "Wednesday 8 July 2026 is an official holiday (Utopia: Founding Day): "
            "the limit goes on to Thursday 9 July 2026 (Art. 75(d))."
        )
        assert result.holidays_missing == ()

    def test_a_holiday_on_a_saturday_is_both(self) -> None:
        steps = count(date(2026, 9, 26), 1, Unit.WEEKS, calendar_of("DE")).steps
        assert "is a Saturday and an official holiday (Germany: German Unity Day)" in steps[2]

    def test_a_missing_list_is_said_and_not_guessed(self) -> None:
        result = count(date(2027, 7, 1), 1, Unit.WEEKS, Closed())
        assert result.holidays_missing == (2027,)
        assert "holidays of Utopia are not known here for 2027" in result.steps[-1]

    def test_no_list_at_all(self) -> None:
        result = count(date(2026, 12, 28), 1, Unit.WEEKS)
        assert result.holidays_missing == (2027,)
        assert "the place that must act" in result.steps[-1]


class TestWorkingDays:
    """Where the law counts working days, only they are counted (Art. 23(2))."""

    @given(DAYS, st.integers(1, 40), STATES)
    def test_exactly_so_many_working_days_follow(
        self, start: date, number: int, state: str
    ) -> None:
        calendar = calendar_of(state)
        last = count(start, number, Unit.WORKING_DAYS, calendar).last_day
        between = [start + timedelta(days=step + 1) for step in range((last - start).days)]
        working = [
            day
            for day in between
            if day.weekday() < 5 and not (calendar.covers(day) and calendar.holiday(day))
        ]
        assert len(working) == number
        assert working[-1] == last

    def test_a_holiday_left_out_is_named(self) -> None:
        result = count(date(2026, 7, 7), 1, Unit.WORKING_DAYS, Closed())
        assert result.last_day == date(2026, 7, 9)
        assert "Wednesday 8 July 2026 is an official holiday" in result.steps[1]
        assert result.steps[-1].startswith("Only working days are counted")


class TestHours:
    """Hours are time that passes; weekends and changes of the clock do not touch them."""

    @given(
        st.datetimes(datetime(2024, 6, 11), datetime(2030, 1, 1)),  # noqa: DTZ001 - naive on purpose
        st.integers(1, 500),
    )
    def test_exactly_so_many_hours_pass(self, start: datetime, number: int) -> None:
        begin = start.replace(tzinfo=ZoneInfo("Europe/Paris"))
        result = end_of(start=begin, length=Length(number, Unit.HOURS), calendar=None)
        assert result.expires_at is not None
        assert result.expires_at.astimezone(UTC) - begin.astimezone(UTC) == timedelta(hours=number)
        assert "not moved" in result.steps[-1]

    def test_hours_need_a_time(self) -> None:
        with pytest.raises(InputError, match="72 hours cannot start on a day"):
            count(date(2026, 7, 1), 72, Unit.HOURS)

    def test_hours_end_with_the_calendar(self) -> None:
        with pytest.raises(OutOfScope):
            end_of(
                start=datetime(9999, 12, 31, tzinfo=UTC),
                length=Length(48, Unit.HOURS),
                calendar=None,
            )


class TestBackwards:
    """Before a planned day: mirrored, and never moved."""

    @given(DAYS, st.integers(1, 60))
    def test_whole_days_back(self, event: date, number: int) -> None:
        result = latest_before(event=event, length=Length(number, Unit.DAYS))
        assert event - result.last_day == timedelta(days=number)
        assert result.expires_at is None

    def test_a_weekend_does_not_move_it(self) -> None:
        result = latest_before(event=date(2026, 7, 6), length=Length(2, Unit.DAYS))
        assert result.last_day == date(2026, 7, 4)
        assert "not moved" in result.steps[-1]

    def test_weeks_and_months_back(self) -> None:
        assert latest_before(event=date(2026, 7, 8), length=Length(1, Unit.WEEKS)).last_day == date(
            2026, 7, 1
        )
        assert latest_before(
            event=date(2026, 3, 31), length=Length(1, Unit.MONTHS)
        ).last_day == date(2026, 2, 28)

    @pytest.mark.parametrize("unit", [Unit.HOURS, Unit.WORKING_DAYS])
    def test_hours_and_working_days_are_not_counted_back(self, unit: Unit) -> None:
        with pytest.raises(InputError, match="backwards"):
            latest_before(event=date(2026, 7, 8), length=Length(1, unit))


class TestLengths:
    """A length is whole and at least one."""

    def test_words(self) -> None:
        assert str(Length(1, Unit.WEEKS)) == "1 week"
        assert str(Length(15, Unit.WORKING_DAYS)) == "15 working days"

    @pytest.mark.parametrize("number", [0, -1])
    def test_nothing_is_no_length(self, number: int) -> None:
        with pytest.raises(InputError, match="not a length"):
            Length(number, Unit.DAYS)

    def test_a_time_without_a_zone_is_refused(self) -> None:
        with pytest.raises(InputError, match="has no zone"):
            end_of(
                start=datetime(2026, 7, 3, 10),  # noqa: DTZ001 - the point of the test
                length=Length(1, Unit.DAYS),
                calendar=None,
            )
