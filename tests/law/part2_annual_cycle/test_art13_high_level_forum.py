"""Article 13: the High-Level Forum."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from solidarity.adapters.holiday_calendars import calendar_of
from solidarity.errors import OutOfScope
from solidarity.law.part2_annual_cycle.art13_high_level_forum import (
    GROUNDS,
    Standing,
    forum_due,
    is_simple_majority,
    may_reconvene,
    standing,
)


class TestParagraph1:
    """Member States sit in the forum; a state with an agreement may be invited."""

    def test_standing(self) -> None:
        assert standing(bound=True, agreement=False) is Standing.MEMBER
        assert standing(bound=True, agreement=True) is Standing.MEMBER
        assert standing(bound=False, agreement=True) is Standing.AD_HOC
        assert standing(bound=False, agreement=False) is Standing.NONE


class TestParagraph2:
    """Within 15 days of the adoption of the last of the three documents."""

    def test_the_first_cycle(self) -> None:
        found = forum_due(date(2025, 11, 11), calendar=calendar_of("EU"))
        assert found == date(2025, 11, 26)

    def test_a_sunday_moves(self) -> None:
        assert forum_due(date(2026, 10, 17)) == date(2026, 11, 2)

    def test_so_does_a_holiday_of_the_institutions(self) -> None:
        assert forum_due(date(2026, 10, 18)) == date(2026, 11, 2)
        assert forum_due(date(2026, 10, 18), calendar=calendar_of("EU")) == date(2026, 11, 3)

    def test_not_before_the_article_applied(self) -> None:
        with pytest.raises(OutOfScope):
            forum_due(date(2024, 6, 10))


class TestParagraph4:
    """Reconvened by simple majority, on one of the grounds."""

    @given(st.integers(0, 27), st.integers(1, 27))
    def test_a_simple_majority_is_more_than_half(self, in_favour: int, members: int) -> None:
        found = is_simple_majority(in_favour=in_favour, members=members)
        assert found is (in_favour > members - in_favour)

    def test_fourteen_of_twenty_seven(self) -> None:
        assert is_simple_majority(in_favour=14, members=27)
        assert not is_simple_majority(in_favour=13, members=27)

    @pytest.mark.parametrize("ground", GROUNDS)
    def test_ground_and_majority(self, ground: str) -> None:
        assert may_reconvene(ground=ground, simple_majority=True)
        assert not may_reconvene(ground=ground, simple_majority=False)

    def test_another_ground_is_none(self) -> None:
        assert not may_reconvene(ground="curiosity", simple_majority=True)
