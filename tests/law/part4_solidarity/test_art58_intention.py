"""Art. 58: a state found under pressure says that it will use the Pool."""

from __future__ import annotations

from datetime import date

import pytest

from solidarity.errors import OutOfScope
from solidarity.law.part4_solidarity.art58_intention import forum_due, may_use_pool, missing_parts
from solidarity.terms.quantities import Kind
from solidarity.terms.statuses import Status

ACT = date(2026, 12, 18)


class TestParagraph1:
    """Only the decision of Art. 11 opens this way, and only after the Council act."""

    @pytest.mark.parametrize(
        ("statuses", "adopted", "informed", "expected"),
        [
            ({Status.MIGRATORY_PRESSURE}, ACT, ACT, True),
            ({Status.MIGRATORY_PRESSURE_SAR, Status.AT_RISK}, ACT, date(2027, 5, 1), True),
            ({Status.MIGRATORY_PRESSURE}, ACT, date(2026, 12, 17), False),
            ({Status.MIGRATORY_PRESSURE}, None, ACT, False),
            ({Status.AT_RISK, Status.SIGNIFICANT_MIGRATORY_SITUATION}, ACT, ACT, False),
            (set(), ACT, ACT, False),
        ],
    )
    def test_access(
        self, statuses: set[Status], adopted: date | None, informed: date, *, expected: bool
    ) -> None:
        answer = may_use_pool(statuses=statuses, act_adopted=adopted, informed=informed)
        assert answer is expected


class TestParagraph2:
    """Type and level of measures; for money the Union programmes."""

    @pytest.mark.parametrize(
        ("needs", "programmes", "expected"),
        [
            (((Kind.RELOCATION, "2 000 persons"),), (), ()),
            (((Kind.FINANCIAL, "EUR 10 million"),), ("AMIF",), ()),
            (((Kind.FINANCIAL, "EUR 10 million"),), (), ("Union programmes",)),
            ((), (), ("type and level of measures",)),
            (((Kind.FINANCIAL, " "),), (), ("type and level of measures", "Union programmes")),
        ],
    )
    def test_what_is_missing(
        self,
        needs: tuple[tuple[Kind, str], ...],
        programmes: tuple[str, ...],
        expected: tuple[str, ...],
    ) -> None:
        assert missing_parts(needs=needs, programmes=programmes) == expected


class TestParagraph3:
    """The Technical-Level Forum within ten days."""

    def test_ten_days(self) -> None:
        assert forum_due(date(2027, 1, 4)) == date(2027, 1, 14)

    def test_not_before_the_article_applied(self) -> None:
        with pytest.raises(OutOfScope):
            forum_due(date(2026, 6, 11))
