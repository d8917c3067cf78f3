"""Art. 40: replying to a take charge request; silence accepts."""

from __future__ import annotations

from itertools import product

import pytest

from solidarity.law.part3_responsibility.art40_take_charge_reply import (
    Requested,
    accepts_at_once,
    has_priority,
    is_accepted_by_silence,
    objection_missing,
    reply_clock,
    silence_clock,
)

BOTH = list(product([True, False], repeat=2))


class TestParagraphs1And2And7:
    """One month; two weeks on a hit; the period asked when urgent; one week when detained."""

    @pytest.mark.parametrize(
        ("request_", "expected"),
        [
            (Requested(), "take-charge-reply"),
            (Requested(hit=True), "take-charge-reply-hit"),
            (Requested(urgent=True), "take-charge-reply-urgent"),
            (Requested(hit=True, urgent=True), "take-charge-reply-urgent"),
            (Requested(in_crisis=True, hit=True, urgent=True), "crisis-take-charge-reply"),
            (Requested(detained=True), "detained-reply"),
            (Requested(detained=True, in_crisis=True, urgent=True), "detained-reply"),
        ],
    )
    def test_clock(self, request_: Requested, expected: str) -> None:
        assert reply_clock(request_) == expected

    def test_family_comes_first(self) -> None:
        found = [number for number in range(16, 40) if has_priority(article=number)]
        assert found == [25, 26, 27, 28, 34]

    @pytest.mark.parametrize(
        ("request_", "option", "expected"),
        [
            (Requested(urgent=True), "period_asked", ("take-charge-reply-urgent", True)),
            (Requested(urgent=True), "two_weeks", ("take-charge-reply-urgent", False)),
            (Requested(), "period_asked", ("take-charge-reply", False)),
        ],
    )
    def test_when_silence_accepts(
        self, request_: Requested, option: str, expected: tuple[str, bool]
    ) -> None:
        assert silence_clock(request_, option=option) == expected

    def test_by_default_the_period_asked_counts(self) -> None:
        assert silence_clock(Requested(urgent=True))[1]


class TestParagraphs6And8:
    """An objection is in time, substantiated, and in family cases says what is thin."""

    @pytest.mark.parametrize(
        ("in_time", "reasons", "article", "explained", "expected"),
        [
            (True, True, 33, False, []),
            (True, True, 26, True, []),
            (True, True, 26, False, ["explained"]),
            (True, False, 33, False, ["reasons"]),
            (False, True, 33, False, ["in_time"]),
            (False, False, 34, False, ["in_time", "reasons", "explained"]),
        ],
    )
    def test_objection(
        self, *, in_time: bool, reasons: bool, article: int, explained: bool, expected: list[str]
    ) -> None:
        found = objection_missing(
            in_time=in_time, reasons=reasons, article=article, thinness_explained=explained
        )
        assert [item.name for item in found] == expected

    @pytest.mark.parametrize("substantiated", [True, False])
    def test_an_empty_refusal(self, *, substantiated: bool) -> None:
        assert not accepts_at_once(substantiated=substantiated)
        at_once = accepts_at_once(substantiated=substantiated, option="at_once")
        assert at_once is not substantiated

    @pytest.mark.parametrize(("passed", "objected"), BOTH)
    def test_silence(self, *, passed: bool, objected: bool) -> None:
        found = is_accepted_by_silence(limit_passed=passed, objected=objected)
        assert found is (passed > objected)
