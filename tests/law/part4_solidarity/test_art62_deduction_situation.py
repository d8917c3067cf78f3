"""Art. 62: deductions in significant migratory situations."""

from __future__ import annotations

from datetime import date

import pytest

from solidarity.errors import OutOfScope
from solidarity.law.part4_solidarity.art62_deduction_situation import (
    assessment_due,
    effect,
    is_effective,
    may_request,
    missing_content,
    required_content,
)
from solidarity.terms.quantities import Euro, Kind, Persons

FOUR = ("stabilisation", "replacement", "vulnerabilities", "capacity")


class TestParagraph1:
    """By decision or on its own view; use of the Pool does not matter."""

    @pytest.mark.parametrize(
        ("identified", "own_view", "expected"),
        [(True, False, True), (False, True, True), (False, False, False)],
    )
    def test_who_may_ask(self, *, identified: bool, own_view: bool, expected: bool) -> None:
        assert may_request(identified=identified, own_view=own_view) is expected


class TestParagraph2:
    """Even a state identified by decision gives four things."""

    def test_content(self) -> None:
        assert required_content(by_decision=True) == FOUR
        assert missing_content(by_decision=True, content={}) == FOUR


class TestParagraph3:
    """On its own view it also gives reasons on the significance."""

    def test_content(self) -> None:
        assert required_content(by_decision=False) == (*FOUR, "significance")
        content = dict.fromkeys(FOUR, "said")
        assert missing_content(by_decision=False, content=content) == ("significance",)


class TestParagraph4:
    """The Commission tells the Council its assessment within four weeks."""

    def test_four_weeks(self) -> None:
        assert assessment_due(date(2027, 2, 1)) == date(2027, 3, 1)

    def test_not_before_the_article_applied(self) -> None:
        with pytest.raises(OutOfScope):
            assessment_due(date(2026, 6, 11))


class TestParagraph5:
    """Only the Council's act changes anything; then as under Art. 61(4)."""

    def test_nothing_without_an_act(self) -> None:
        assert not is_effective(act="")
        assert is_effective(act="Council Implementing Decision (EU) 2027/1")

    def test_relocations_become_money(self) -> None:
        left = effect(
            fixed={Kind.RELOCATION: Persons(10)},
            full=False,
            amounts={Kind.RELOCATION: Persons(10)},
            replaced_by={Kind.FINANCIAL: Euro.whole(200_000)},
        )
        assert left[Kind.RELOCATION] == Persons(0)
        assert left[Kind.FINANCIAL] == Euro.whole(200_000)
