"""Art. 59: a state that considers itself under pressure notifies."""

from __future__ import annotations

from datetime import date

import pytest

from solidarity.errors import OutOfScope
from solidarity.law.part4_solidarity.art59_notification import (
    council_refusal_due,
    forum_due,
    high_level_forum_due,
    may_notify,
    missing_parts,
)
from solidarity.terms.quantities import Kind
from solidarity.terms.statuses import Status


class TestParagraph1:
    """Open only to states the yearly decision did not find under pressure."""

    @pytest.mark.parametrize(
        ("statuses", "expected"),
        [
            (set(), True),
            ({Status.AT_RISK}, True),
            ({Status.MIGRATORY_PRESSURE}, False),
            ({Status.MIGRATORY_PRESSURE_SAR}, False),
        ],
    )
    def test_who_may_notify(self, statuses: set[Status], *, expected: bool) -> None:
        assert may_notify(statuses=statuses) is expected


class TestParagraph2:
    """Points (a) to (d)."""

    def test_complete(self) -> None:
        assert not missing_parts(
            reasoning="arrivals doubled",
            needs=((Kind.FINANCIAL, "EUR 1 million"),),
            programmes=("AMIF",),
            stabilisation="places for 500",
            vulnerabilities="more staff",
        )

    def test_everything_missing_is_named_in_the_order_of_the_law(self) -> None:
        missing = missing_parts(
            reasoning="",
            needs=((Kind.FINANCIAL, ""),),
            programmes=(),
            stabilisation=" ",
            vulnerabilities="",
        )
        assert missing == (
            "reasoning on the pressure",
            "type and level of measures",
            "Union programmes",
            "how the Pool could stabilise",
            "how vulnerabilities are addressed",
        )


class TestParagraph6:
    """Two weeks from transmission, for the Forum and for the Council."""

    def test_two_weeks(self) -> None:
        assert forum_due(date(2027, 3, 1)) == date(2027, 3, 15)
        assert council_refusal_due(date(2027, 3, 1)) == date(2027, 3, 15)

    def test_not_before_the_article_applied(self) -> None:
        with pytest.raises(OutOfScope):
            forum_due(date(2026, 6, 11))
        with pytest.raises(OutOfScope):
            council_refusal_due(date(2026, 6, 11))


class TestParagraph7:
    """The High-Level Forum a week after the Commission decision; R-011 if the Council is later."""

    @pytest.mark.parametrize(
        ("acted", "due"),
        [
            (None, date(2027, 3, 8)),
            (date(2027, 3, 8), date(2027, 3, 8)),
            (date(2027, 3, 9), date(2027, 3, 16)),
        ],
    )
    def test_one_week(self, acted: date | None, due: date) -> None:
        assert high_level_forum_due(date(2027, 3, 1), acted) == due
