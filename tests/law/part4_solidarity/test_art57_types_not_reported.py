"""Art. 57(4): what a pledge in one type leaves for the others (R-026)."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest

from solidarity.errors import OutOfScope
from solidarity.law.part4_solidarity.art57_types_not_reported import MARGIN, is_covered
from solidarity.terms.quantities import Persons


class TestParagraph4:
    """Types are free: when some cover the whole fair share, nothing is owed in the others."""

    @pytest.mark.parametrize(
        ("units", "expected"),
        [
            (Fraction(1_000), True),
            (Fraction(980), True),  # exactly the margin
            (Fraction(19_599, 20), False),
            (Fraction(2_000), True),
        ],
    )
    def test_within_the_margin(self, units: Fraction, *, expected: bool) -> None:
        answer = is_covered(fair_share=Persons(1_000), pledged_units=units, margin=Fraction(2, 100))
        assert answer is expected

    def test_the_margin_is_known_from_the_first_cycle_on(self) -> None:
        assert 0 < MARGIN.on(date(2025, 12, 19)) < 1
        with pytest.raises(OutOfScope):
            MARGIN.on(date(2024, 6, 10))
