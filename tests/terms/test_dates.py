"""Days in words."""

from __future__ import annotations

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from solidarity.terms.dates import say


def test_words() -> None:
    assert say(date(2025, 11, 11)) == "11 November 2025"
    assert say(date(2026, 1, 1)) == "1 January 2026"
    assert say(date(2024, 12, 31)) == "31 December 2024"


@given(st.dates(), st.dates())
def test_different_days_read_differently(one: date, other: date) -> None:
    assert (say(one) == say(other)) is (one == other)
