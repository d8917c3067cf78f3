"""Article 9: the Report."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from solidarity.errors import OutOfScope
from solidarity.law.part2_annual_cycle.art09_report import (
    ELEMENTS,
    INDICATORS,
    first_meeting_window,
    information_due,
    missing_elements,
    missing_indicators,
    report_due,
    second_meeting_due,
    update_due,
)

NUMBERS = [item.number for item in INDICATORS]


class TestParagraph3:
    """The Report has six elements; the first is a set of seventeen series."""

    def test_seventeen_series_in_roman_order(self) -> None:
        assert NUMBERS == (
            [
                "i",
                "ii",
                "iii",
                "iv",
                "v",
                "vi",
                "vii",
                "viii",
                "ix",
                "x",
                "xi",
                "xii",
                "xiii",
                "xiv",
                "xv",
                "xvi",
                "xvii",
            ]
        )
        assert all(item.name for item in INDICATORS)

    @given(st.frozensets(st.sampled_from(NUMBERS)))
    def test_given_and_missing_make_the_whole(self, known: frozenset[str]) -> None:
        missing = missing_indicators(known)
        assert known.isdisjoint(missing)
        assert known | set(missing) == set(NUMBERS)

    def test_what_is_no_series_does_not_count(self) -> None:
        assert len(missing_indicators(frozenset({"xviii", "I"}))) == 17

    def test_elements(self) -> None:
        assert missing_elements(frozenset("ace")) == ("b", "d", "f")
        assert missing_elements(frozenset(ELEMENTS)) == ()


class TestDays:
    """The days of paragraphs 4 and 7 to 10 lie in the year before the solidarity year."""

    def test_the_cycle_of_2027(self) -> None:
        assert information_due(2027) == date(2026, 6, 1)
        assert first_meeting_window(2027) == (date(2026, 7, 1), date(2026, 7, 15))
        assert update_due(2027) == date(2026, 9, 1)
        assert second_meeting_due(2027) == date(2026, 9, 30)
        assert report_due(2027) == date(2026, 10, 15)

    def test_a_weekend_moves_nothing(self) -> None:
        assert report_due(2029) == date(2028, 10, 15)
        assert report_due(2029).weekday() == 6

    def test_the_first_report(self) -> None:
        assert report_due(2026) == date(2025, 10, 15)

    @pytest.mark.parametrize(
        "due",
        [information_due, first_meeting_window, update_due, second_meeting_due, report_due],
    )
    def test_there_is_no_cycle_before_the_first(self, due: Callable[[int], object]) -> None:
        with pytest.raises(OutOfScope, match="2025"):
            due(2025)
