"""Onward movements: counts, small cells withheld."""

from __future__ import annotations

from datetime import date

import pytest

from solidarity.cases.machine import begin
from solidarity.cases.onward_movements import Count, Movement, counts, outcomes
from solidarity.cases.take_back import TAKE_BACK
from solidarity.cases.take_charge import TAKE_CHARGE
from solidarity.errors import InputError

IT_DE, IT_FR = Movement("IT", "DE"), Movement("IT", "FR")


def test_counts_in_order() -> None:
    found = counts([IT_FR, IT_DE, IT_FR, IT_FR], cell_min=1)
    assert found == (Count(IT_DE, 1), Count(IT_FR, 3))


def test_small_cells_are_withheld_not_zero() -> None:
    found = counts([IT_FR, IT_DE, IT_FR, IT_FR], cell_min=3)
    assert found == (Count(IT_DE, None), Count(IT_FR, 3))


def test_a_cell_of_nobody_is_no_cell() -> None:
    with pytest.raises(InputError, match="no size of a cell"):
        counts([], cell_min=0)


def test_outcomes_of_take_backs_only() -> None:
    day = date(2026, 9, 1)
    states = ["notified", "confirmed", "notified"]
    cases = [begin(TAKE_BACK, day, {}, state=state) for state in states]
    assert outcomes([*cases, begin(TAKE_CHARGE, day, {})]) == {"confirmed": 1, "notified": 2}
