"""Arts 61(4) and 62(5): amounts adjusted inside the act on the Pool (R-009)."""

from __future__ import annotations

from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from solidarity.law.part4_solidarity.art61_adjusted_pledge import adjusted_value
from solidarity.terms.quantities import Euro


class TestParagraph4:
    """What the pool act took out of a fair share, in money."""

    def test_half_and_all(self) -> None:
        share = Euro.whole(1_120_000)
        assert adjusted_value(fair_share=share, adjusted=Fraction(1, 2)) == Euro.whole(560_000)
        assert adjusted_value(fair_share=share, adjusted=Fraction(1)) == share
        assert adjusted_value(fair_share=share, adjusted=Fraction(0)) == Euro(0)

    @given(cents=st.integers(0, 10**12), part=st.fractions(0, 1))
    def test_within_half_a_cent_and_never_more_than_there_was(
        self, cents: int, part: Fraction
    ) -> None:
        found = adjusted_value(fair_share=Euro(cents), adjusted=part)
        assert abs(found.cents - cents * part) <= Fraction(1, 2)
        assert Euro(0) <= found <= Euro(cents)
