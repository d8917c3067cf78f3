"""Art. 42: the transfer decision."""

from __future__ import annotations

import pytest

from solidarity.law.part3_responsibility.art42_transfer_decision import (
    CONTENT,
    Addressee,
    decision_clock,
    decision_missing,
    may_decide,
    may_notify_adviser,
)
from solidarity.law.part5_general.clocks import CLOCKS

ALWAYS = [
    "written",
    "not_examined_here",
    "transfer_limits",
    "duty_to_comply",
    "remedies",
    "remedy_limits",
    "legal_help",
    "main_points",
]


class TestParagraph1:
    """Within two weeks of acceptance or confirmation."""

    def test_after_acceptance(self) -> None:
        assert may_decide(taken=True)
        assert not may_decide(taken=False)

    def test_clock(self) -> None:
        length = CLOCKS[decision_clock()].length
        assert str(length) == "2 weeks"


class TestParagraphs2And4And5:
    """In writing, with remedies and limits; main points for those without an adviser."""

    @pytest.mark.parametrize(
        ("to", "without", "more"),
        [
            (Addressee(), None, []),
            (Addressee(applicant=False), "not_examined_here", []),
            (Addressee(travels_alone=True), None, ["where_to_appear"]),
            (Addressee(legal_help_known=True), "legal_help", []),
            (Addressee(represented=True), "main_points", []),
        ],
    )
    def test_content(self, to: Addressee, without: str | None, more: list[str]) -> None:
        found = {item.name for item in decision_missing((), to)}
        assert found == {*(name for name in ALWAYS if name != without), *more}

    def test_complete(self) -> None:
        given = {item.name for item in CONTENT}
        assert decision_missing(given, Addressee(travels_alone=True)) == ()


class TestParagraph3:
    """To the adviser instead, where national law allows."""

    @pytest.mark.parametrize(
        ("represented", "allowed", "expected"),
        [(True, True, True), (True, False, False), (False, True, False), (False, False, False)],
    )
    def test_adviser(self, *, represented: bool, allowed: bool, expected: bool) -> None:
        found = may_notify_adviser(represented=represented, national_law_allows=allowed)
        assert found is expected
