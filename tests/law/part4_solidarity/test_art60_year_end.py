"""Art. 60(3) and (6): the end of the year and the January after."""

from __future__ import annotations

from datetime import date

import pytest

from solidarity.law.part4_solidarity.art60_year_end import confirmation_due, implementation_due
from solidarity.terms.quantities import Kind


class TestParagraph3:
    """Pledges are implemented before the end of the year, money excepted."""

    @pytest.mark.parametrize(
        ("kind", "due"),
        [
            (Kind.RELOCATION, date(2026, 12, 31)),
            (Kind.ALTERNATIVE, date(2026, 12, 31)),
            (Kind.FINANCIAL, None),
        ],
    )
    def test_the_end_of_the_year(self, kind: Kind, due: date | None) -> None:
        assert implementation_due(2026, kind) == due


class TestParagraph6:
    """Confirmation each January, since 2025, of the year before."""

    def test_january(self) -> None:
        assert confirmation_due(2026) == date(2027, 1, 31)
        assert confirmation_due(2024) == date(2025, 1, 31)
        assert confirmation_due(2023) is None
