"""Article 11: statuses by decision."""

from __future__ import annotations

from datetime import date

import pytest

from solidarity.law.part2_annual_cycle.art11_determination import (
    determination_due,
    disembarkations_since,
    is_under_pressure_by_disembarkations,
    unconsulted,
)


class TestParagraph1:
    """The Member States concerned are consulted first."""

    def test_who_was_not(self) -> None:
        found = unconsulted(
            concerned=frozenset({"IT", "EL", "CY"}), consulted=frozenset({"EL", "FR"})
        )
        assert found == ("CY", "IT")


class TestParagraph3:
    """Recurring disembarkations of a disproportionate scale are pressure; one alone is not."""

    @pytest.mark.parametrize(
        ("recurring", "disproportionate", "pressure"),
        [(True, True, True), (True, False, False), (False, True, False), (False, False, False)],
    )
    def test_both_are_needed(
        self, *, recurring: bool, disproportionate: bool, pressure: bool
    ) -> None:
        found = is_under_pressure_by_disembarkations(
            recurring=recurring, disproportionate=disproportionate
        )
        assert found is pressure

    def test_twelve_months_back(self) -> None:
        assert disembarkations_since(date(2025, 11, 11)) == date(2024, 11, 11)


class TestParagraph4:
    """The decision comes with the Report."""

    def test_by_15_october(self) -> None:
        assert determination_due(2026) == date(2025, 10, 15)
