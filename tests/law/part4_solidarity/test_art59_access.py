"""Art. 59(4), (6), (7): who becomes benefitting and who is refused."""

from __future__ import annotations

from datetime import date

import pytest

from solidarity.law.part4_solidarity.art59_access import (
    Ground,
    calls_for_high_level_forum,
    is_benefitting,
    may_notify_again,
    may_refuse,
)

SENT = date(2027, 3, 1)


class TestParagraph4:
    """A positive decision makes the state benefitting unless access is denied."""

    @pytest.mark.parametrize(
        ("pressure", "refused", "expected"),
        [(True, False, True), (True, True, False), (False, False, False)],
    )
    def test_benefitting(self, *, pressure: bool, refused: bool, expected: bool) -> None:
        answer = is_benefitting(under_pressure=pressure, access_refused=refused)
        assert answer is expected


class TestParagraph6:
    """The Council has two weeks; the Commission's view has the same effect (R-020)."""

    @pytest.mark.parametrize(
        ("council", "on", "expected"),
        [
            (True, date(2027, 3, 15), True),
            (True, date(2027, 3, 16), False),
            (False, date(2027, 3, 16), True),
            (False, date(2027, 2, 28), False),
            (True, date(2027, 2, 28), False),
        ],
    )
    def test_in_time(self, on: date, *, council: bool, expected: bool) -> None:
        assert may_refuse(by_council=council, on=on, transmitted=SENT) is expected

    def test_two_grounds(self) -> None:
        assert {ground.value for ground in Ground} == {
            "insufficient_capacity",
            "objective_reasons",
        }


class TestParagraph7:
    """Too little capacity recalls the Forum; after a rejection a new notification is possible."""

    @pytest.mark.parametrize(
        ("council", "ground", "expected"),
        [
            (True, Ground.CAPACITY, True),
            (True, Ground.OBJECTIVE, False),
            (False, Ground.CAPACITY, False),
        ],
    )
    def test_the_forum_meets_again(self, ground: Ground, *, council: bool, expected: bool) -> None:
        assert calls_for_high_level_forum(by_council=council, ground=ground) is expected

    @pytest.mark.parametrize(
        ("rejected", "additional", "expected"),
        [(True, "arrivals of May", True), (True, " ", False), (False, "more", False)],
    )
    def test_again(self, additional: str, *, rejected: bool, expected: bool) -> None:
        assert may_notify_again(rejected=rejected, additional=additional) is expected
