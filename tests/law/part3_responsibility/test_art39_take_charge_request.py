"""Art. 39: asking another Member State to take charge."""

from __future__ import annotations

from datetime import date
from itertools import product

import pytest

from solidarity.law.part3_responsibility.art39_take_charge_request import (
    CONTENT,
    MinorsRequest,
    has_priority,
    is_minors_exception,
    is_period_long_enough,
    may_ask_urgently,
    request_clocks,
    request_missing,
    responsible_when_late,
)


class TestParagraph1:
    """Two months, one month from a hit; late: the state of registration; minors excepted."""

    @pytest.mark.parametrize(
        ("hit", "in_crisis", "option", "expected"),
        [
            (False, False, "earlier_date", ("take-charge-request",)),
            (True, False, "earlier_date", ("take-charge-request", "take-charge-request-hit")),
            (True, False, "hit_alone", ("take-charge-request-hit",)),
            (False, False, "hit_alone", ("take-charge-request",)),
            (True, True, "earlier_date", ("crisis-take-charge-request",)),
            (False, True, "hit_alone", ("crisis-take-charge-request",)),
        ],
    )
    def test_clocks(
        self, *, hit: bool, in_crisis: bool, option: str, expected: tuple[str, ...]
    ) -> None:
        assert request_clocks(hit=hit, in_crisis=in_crisis, option=option) == expected

    def test_the_default_keeps_both(self) -> None:
        assert len(request_clocks(hit=True, in_crisis=False)) == 2

    @pytest.mark.parametrize("facts", list(product([True, False], repeat=3)))
    def test_the_exception_for_minors(self, facts: tuple[bool, bool, bool]) -> None:
        assert is_minors_exception(MinorsRequest(*facts)) is (facts == (True, True, False))

    def test_when_late(self) -> None:
        assert responsible_when_late(registered_in="DE", exception=False) == "DE"
        assert responsible_when_late(registered_in="DE", exception=True) is None

    def test_family_comes_first(self) -> None:
        assert [number for number in range(16, 40) if has_priority(article=number)] == [
            *range(25, 29),
            34,
        ]


class TestParagraph2:
    """Urgent after a refusal of entry or a return decision; at least one week."""

    @pytest.mark.parametrize(
        ("day", "reasons", "expected"),
        [
            (1, True, True),
            (2, True, True),
            (3, True, False),
            (None, True, False),
            (1, False, False),
        ],
    )
    def test_urgency(self, *, day: int | None, reasons: bool, expected: bool) -> None:
        found = may_ask_urgently(
            registered=date(2026, 9, 2),
            refused_entry=date(2026, 9, day) if day else None,
            reasons=reasons,
        )
        assert found is expected

    @pytest.mark.parametrize(("day", "expected"), [(7, False), (8, True), (9, True)])
    def test_one_week(self, *, day: int, expected: bool) -> None:
        found = is_period_long_enough(received=date(2026, 9, 1), until=date(2026, 9, day))
        assert found is expected

    def test_a_request_before_the_start_has_the_same_week(self) -> None:
        assert is_period_long_enough(received=date(2026, 6, 1), until=date(2026, 6, 8))


class TestParagraph3:
    """Reasons, statements, form, evidence; the template where there is one."""

    def test_content(self) -> None:
        assert len(request_missing((), template=True)) == len(CONTENT)
        found = [item.name for item in request_missing({"reasons"}, template=False)]
        assert found == ["statements", "standard_form", "evidence"]
