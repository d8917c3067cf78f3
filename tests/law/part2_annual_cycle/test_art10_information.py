"""Article 10: what is looked at."""

from __future__ import annotations

from solidarity.law.part2_annual_cycle.art10_information import (
    CONSIDERATIONS,
    missing_considerations,
)


class TestParagraph2:
    """Eleven points, (a) to (k)."""

    def test_the_points(self) -> None:
        assert "".join(CONSIDERATIONS) == "abcdefghijk"

    def test_missing_points_in_order(self) -> None:
        found = missing_considerations(frozenset("abcdefgh"), significant_situation=False)
        assert found == ("i", "j", "k")


class TestParagraph3:
    """A significant migratory situation asks for the cumulative effect besides."""

    def test_asked_only_then(self) -> None:
        points = frozenset(CONSIDERATIONS)
        assert missing_considerations(points, significant_situation=False) == ()
        assert missing_considerations(points, significant_situation=True) == ("cumulative",)
        full = points | {"cumulative"}
        assert missing_considerations(full, significant_situation=True) == ()
