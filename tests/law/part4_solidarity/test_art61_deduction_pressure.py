"""Art. 61: deductions in cases of migratory pressure."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from solidarity.errors import NotLawful, OutOfScope
from solidarity.law.part4_solidarity.art61_deduction_pressure import (
    assessment_due,
    effect,
    is_effective,
    may_request,
    missing_content,
    required_content,
)
from solidarity.terms.quantities import Euro, Kind, Persons

FOUR = ("stabilisation", "replacement", "vulnerabilities", "pressure")


class TestParagraph1:
    """Under pressure, by decision or on its own view, and neither way to the Pool taken."""

    @pytest.mark.parametrize("used", [False, True])
    @pytest.mark.parametrize("notified", [False, True])
    @pytest.mark.parametrize(
        ("identified", "own_view"), [(True, False), (False, True), (False, False), (True, True)]
    )
    def test_who_may_ask(
        self, *, identified: bool, own_view: bool, used: bool, notified: bool
    ) -> None:
        answer = may_request(
            identified=identified, own_view=own_view, used_pool=used, notified=notified
        )
        assert answer is ((identified or own_view) and not (used or notified))


class TestParagraph2:
    """A state on its own view gives four things; one identified by decision none."""

    def test_content(self) -> None:
        assert required_content(by_decision=True) == ()
        assert required_content(by_decision=False) == FOUR

    def test_what_is_missing(self) -> None:
        given_parts = {"stabilisation": "yes", "replacement": " ", "pressure": "high"}
        missing = missing_content(by_decision=False, content=given_parts)
        assert missing == ("replacement", "vulnerabilities")
        assert missing_content(by_decision=True, content={}) == ()


class TestParagraph3:
    """The Commission tells the Council its assessment within four weeks."""

    def test_four_weeks(self) -> None:
        assert assessment_due(date(2027, 2, 1)) == date(2027, 3, 1)

    def test_not_before_the_article_applied(self) -> None:
        with pytest.raises(OutOfScope):
            assessment_due(date(2026, 6, 11))


class TestParagraph4:
    """Only the Council's act changes anything."""

    def test_nothing_without_an_act(self) -> None:
        assert not is_effective(act=" ")
        assert is_effective(act="Council Implementing Decision (EU) 2027/1")

    @given(relocations=st.integers(0, 10_000), cents=st.integers(0, 10**9), part=st.fractions(0, 1))
    def test_a_partial_deduction_leaves_the_rest(
        self, relocations: int, cents: int, part: Fraction
    ) -> None:
        taken = Persons(int(relocations * part))
        left = effect(
            fixed={Kind.RELOCATION: Persons(relocations), Kind.FINANCIAL: Euro(cents)},
            full=False,
            amounts={Kind.RELOCATION: taken},
            replaced_by={Kind.FINANCIAL: Euro(5)},
        )
        assert left == {
            Kind.RELOCATION: Persons(relocations) - taken,
            Kind.FINANCIAL: Euro(cents + 5),
            Kind.ALTERNATIVE: Euro(0),
        }

    def test_forty_percent_of_a_thousand_leaves_six_hundred(self) -> None:
        left = effect(
            fixed={Kind.RELOCATION: Persons(1_000)},
            full=False,
            amounts={Kind.RELOCATION: Persons(400)},
            replaced_by={},
        )
        assert left[Kind.RELOCATION] == Persons(600)

    def test_a_full_deduction_leaves_nothing(self) -> None:
        left = effect(
            fixed={Kind.RELOCATION: Persons(1_000), Kind.ALTERNATIVE: Euro(7)},
            full=True,
            amounts={},
            replaced_by={Kind.FINANCIAL: Euro(0)},
        )
        assert not any(left.values())

    def test_a_full_deduction_has_no_replacement(self) -> None:
        with pytest.raises(NotLawful, match="full deduction"):
            effect(
                fixed={Kind.RELOCATION: Persons(1)},
                full=True,
                amounts={},
                replaced_by={Kind.FINANCIAL: Euro(1)},
            )

    def test_nothing_is_deducted_that_was_not_pledged(self) -> None:
        with pytest.raises(NotLawful, match="financial"):
            effect(
                fixed={Kind.RELOCATION: Persons(1)},
                full=False,
                amounts={Kind.FINANCIAL: Euro(1)},
                replaced_by={},
            )
