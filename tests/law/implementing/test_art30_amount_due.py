"""Art. 30 of Implementing Regulation (EU) 2025/2055: the money due."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from solidarity.law.implementing.art30_amount_due import (
    amount_due,
    is_calculable,
    is_offset_deducted,
)
from solidarity.terms.quantities import Euro

CENTS = st.integers(0, 10**11)


class TestArticle30:
    """Fixed + alternative measures that became money − deductions − mandatory offsets."""

    @given(fixed=CENTS, pledged=CENTS, agreed=CENTS, deducted=CENTS, offsets=CENTS)
    def test_the_formula(
        self, fixed: int, pledged: int, agreed: int, deducted: int, offsets: int
    ) -> None:
        due = amount_due(
            fixed=Euro(fixed),
            alternative_pledged=Euro(pledged),
            alternative_agreed=Euro(agreed),
            deducted=Euro(deducted),
            offsets_value=Euro(offsets),
        )
        assert due.raw == Euro(fixed + max(0, pledged - agreed) - deducted - offsets)
        assert due.amount == max(Euro(0), due.raw)
        assert ("nothing is due" in due.formula) is (due.raw < Euro(0))

    def test_the_sentence_shows_every_figure(self) -> None:
        due = amount_due(
            fixed=Euro.whole(10),
            alternative_pledged=Euro.whole(5),
            alternative_agreed=Euro.whole(2),
            deducted=Euro.whole(1),
            offsets_value=Euro.whole(4),
        )
        assert due.formula == (
            "EUR 10 fixed in the Council act + EUR 3 of alternative measures that became money"
            " (EUR 5 pledged, EUR 2 agreed) − EUR 1 deducted − EUR 4 of mandatory offsets = EUR 8"
        )

    def test_below_zero_nothing_is_due_and_the_result_is_shown(self) -> None:
        due = amount_due(
            fixed=Euro(0),
            alternative_pledged=Euro(0),
            alternative_agreed=Euro(0),
            deducted=Euro(0),
            offsets_value=Euro.whole(20_000),
        )
        assert due.amount == Euro(0)
        assert due.raw == Euro.whole(-20_000)
        assert due.formula.endswith("= EUR −20\u2009000; below zero nothing is due")

    @pytest.mark.parametrize(
        ("paragraph", "expected"), [(1, False), (2, False), (3, True), (4, True), (5, False)]
    )
    def test_only_mandatory_offsets_lower_it(self, paragraph: int, *, expected: bool) -> None:
        assert is_offset_deducted(paragraph=paragraph) is expected

    def test_only_when_the_year_is_over(self) -> None:
        assert not is_calculable(year=2026, on=date(2026, 12, 31))
        assert is_calculable(year=2026, on=date(2027, 1, 1))
