"""Article 8: the Union strategy."""

from __future__ import annotations

from datetime import date

import pytest

from solidarity.errors import OutOfScope
from solidarity.law.part2_annual_cycle.art08_union_strategy import strategy_due


class TestParagraph2:
    """By 12 December 2025 and every five years."""

    def test_first_and_third(self) -> None:
        assert strategy_due(1) == date(2025, 12, 12)
        assert strategy_due(3) == date(2035, 12, 12)

    def test_there_is_none_before_the_first(self) -> None:
        with pytest.raises(OutOfScope):
            strategy_due(0)
