"""Article 7: national strategies."""

from __future__ import annotations

from datetime import date

from solidarity.law.part2_annual_cycle.art07_national_strategies import (
    missing_parts,
    strategies_due,
)


class TestParagraph1:
    """A strategy treats three points at least."""

    def test_what_is_missing_is_named_in_order(self) -> None:
        assert missing_parts(frozenset()) == ("a", "b", "c")
        assert missing_parts(frozenset("bx")) == ("a", "c")
        assert missing_parts(frozenset("cab")) == ()


class TestParagraph3:
    """Strategies reach the Commission six months before the Union strategy."""

    def test_the_first(self) -> None:
        assert strategies_due(date(2025, 12, 12)) == date(2025, 6, 12)

    def test_a_shorter_month(self) -> None:
        assert strategies_due(date(2030, 8, 31)) == date(2030, 2, 28)
