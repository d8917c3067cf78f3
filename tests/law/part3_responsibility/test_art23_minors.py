"""Art. 23: guarantees for minors."""

from __future__ import annotations

from datetime import date
from itertools import product

import pytest

from solidarity.law.part3_responsibility.art23_minors import (
    REPRESENTATIVE_DAYS_EXTRA,
    REPRESENTATIVE_DAYS_MAX,
    factors_missing,
    has_help,
    has_priority,
    may_decide_transfer,
    may_go_on,
    may_travel,
    must_trace,
    representative_clock,
)
from solidarity.law.part5_general.clocks import clock

BOTH = list(product([True, False], repeat=2))


class TestParagraph1:
    """Children first."""

    def test_priority(self) -> None:
        assert has_priority(minor=True)
        assert not has_priority(minor=False)


class TestParagraph2:
    """An assistant at once, a representative in 15 working days, in exceptional situations 25."""

    @pytest.mark.parametrize(
        ("exceptional", "adult", "expected"),
        [
            (False, False, "representative"),
            (True, False, "representative-extended"),
            (False, True, None),
            (True, True, None),
        ],
    )
    def test_clock(self, *, exceptional: bool, adult: bool, expected: str | None) -> None:
        found = representative_clock(exceptional=exceptional, beyond_doubt_adult=adult)
        assert found == expected

    def test_the_clocks_have_the_days_of_the_text(self) -> None:
        day = date(2026, 7, 1)
        usual, extra = REPRESENTATIVE_DAYS_MAX.on(day), REPRESENTATIVE_DAYS_EXTRA.on(day)
        for name, count in (("representative", usual), ("representative-extended", usual + extra)):
            length = clock(name).length
            assert length is not None
            assert length.count == count

    @pytest.mark.parametrize(("assistant", "representative"), BOTH)
    def test_help(self, *, assistant: bool, representative: bool) -> None:
        found = has_help(assistant=assistant, representative=representative)
        assert found is bool(assistant + representative)


class TestParagraph3:
    """No step without the representative of an unaccompanied minor."""

    @pytest.mark.parametrize(("minor", "represented"), BOTH)
    def test_steps(self, *, minor: bool, represented: bool) -> None:
        found = may_go_on(unaccompanied_minor=minor, represented=represented)
        assert found is not (minor and not represented)


class TestParagraph4:
    """Six factors, one of them only with a representative."""

    def test_factors(self) -> None:
        assert [item.name for item in factors_missing({"views"}, unaccompanied_minor=True)] == [
            "family",
            "well_being",
            "safety",
            "representative",
            "other",
        ]
        assert len(factors_missing((), unaccompanied_minor=False)) == 5


class TestParagraph5:
    """An assessment stated in the decision, and care confirmed before the journey."""

    @pytest.mark.parametrize("facts", list(product([True, False], repeat=3)))
    def test_decision(self, facts: tuple[bool, bool, bool]) -> None:
        minor, assessed, stated = facts
        found = may_decide_transfer(unaccompanied_minor=minor, assessed=assessed, stated=stated)
        assert found is (assessed and stated if minor else True)

    @pytest.mark.parametrize(("minor", "confirmed"), BOTH)
    def test_journey(self, *, minor: bool, confirmed: bool) -> None:
        found = may_travel(unaccompanied_minor=minor, confirmed=confirmed)
        assert found is (confirmed if minor else True)


class TestParagraph6:
    """The state of first registration looks for family."""

    @pytest.mark.parametrize(("minor", "first"), BOTH)
    def test_tracing(self, *, minor: bool, first: bool) -> None:
        assert must_trace(unaccompanied_minor=minor, first_registration=first) is min(minor, first)
