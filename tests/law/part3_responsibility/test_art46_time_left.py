"""Art. 46(2): what is left of the time after a return."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from solidarity.law.part3_responsibility.art46_time_left import Return, until_after_return

END = date(2027, 4, 1)


class TestSubparagraph2:
    """At least three months; what more is left depends on the reading."""

    @pytest.mark.parametrize(
        ("available", "option", "expected"),
        [
            (date(2026, 12, 1), "shorter", END),
            (date(2026, 12, 1), "running", END),
            (date(2026, 12, 1), "frozen", date(2027, 4, 22)),
            (date(2027, 1, 1), "shorter", END),  # exactly three months are left
            (date(2027, 1, 2), "shorter", date(2027, 4, 2)),
            (date(2028, 6, 1), "running", date(2028, 9, 1)),
            (date(2028, 6, 1), "frozen", date(2028, 10, 21)),
            (date(2028, 6, 1), "shorter", date(2028, 9, 1)),
        ],
    )
    def test_days(self, available: date, option: str, expected: date) -> None:
        case = Return(END, told=date(2026, 11, 10), available=available)
        assert until_after_return(case, option=option) == expected

    @given(told=st.integers(0, 182), away=st.integers(0, 1000), option=st.sampled_from(["frozen"]))
    def test_the_shorter_is_never_later(self, told: int, away: int, option: str) -> None:
        start = END - timedelta(182)
        case = Return(END, start + timedelta(told), start + timedelta(told + away))
        assert until_after_return(case) <= until_after_return(case, option=option)
        assert until_after_return(case) >= case.available + timedelta(89)

    def test_a_return_before_the_start_has_its_three_months(self) -> None:
        case = Return(date(2026, 6, 1), date(2026, 5, 1), date(2026, 6, 1))
        assert until_after_return(case) == date(2026, 9, 1)
