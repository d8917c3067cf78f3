"""Article 79: reviews and evaluation."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from solidarity.errors import OutOfScope
from solidarity.law.part5_general.art79_evaluation import (
    evaluation_due,
    evaluation_information_due,
    numbers_review_due,
    review_due,
)


class TestFirstSubparagraph:
    """Part IV is reviewed by 1 February 2028 and then each year."""

    @given(st.integers(2028, 2200))
    def test_every_first_of_february(self, year: int) -> None:
        assert review_due(year) == date(year, 2, 1)

    def test_not_before_the_first(self) -> None:
        with pytest.raises(OutOfScope, match="2028"):
            review_due(2027)


class TestSecondSubparagraph:
    """The two minima are reviewed at least every three years."""

    def test_three_years_after_the_last(self) -> None:
        assert numbers_review_due(date(2026, 6, 12)) == date(2029, 6, 12)
        assert numbers_review_due(date(2028, 2, 29)) == date(2031, 2, 28)


class TestThirdSubparagraph:
    """The Regulation is evaluated by 1 July 2031 and every five years."""

    def test_first_and_second(self) -> None:
        assert evaluation_due(1) == date(2031, 7, 1)
        assert evaluation_due(2) == date(2036, 7, 1)

    def test_there_is_no_evaluation_before_the_first(self) -> None:
        with pytest.raises(OutOfScope):
            evaluation_due(0)

    def test_information_six_months_before(self) -> None:
        assert evaluation_information_due(date(2031, 7, 1)) == date(2031, 1, 1)
