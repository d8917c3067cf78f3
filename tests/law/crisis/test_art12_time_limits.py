"""Art. 12 of the crisis regulation: longer limits."""

from __future__ import annotations

from datetime import date
from itertools import product

import pytest

from solidarity.law.crisis.art12_time_limits import (
    LONGER,
    clock_in_crisis,
    may_derogate,
    may_transfer_to,
    responsible_after_a_year,
    responsible_when_late,
)
from solidarity.law.part5_general.clocks import CLOCKS


class TestParagraph1:
    """Authorised, no instrumentalisation, impossible otherwise, all limits at once."""

    @pytest.mark.parametrize("facts", list(product([True, False], repeat=4)))
    def test_conditions(self, facts: tuple[bool, bool, bool, bool]) -> None:
        authorised, instrumental, impossible, together = facts
        found = may_derogate(
            authorised=authorised,
            instrumentalisation=instrumental,
            impossible=impossible,
            from_all_limits=together,
        )
        assert found is (facts == (True, False, True, True))


class TestParagraph2:
    """Each ordinary clock has a longer one; those for detained persons have none."""

    @pytest.mark.parametrize("ordinary", LONGER)
    def test_longer(self, ordinary: str) -> None:
        start = date(2026, 9, 1)
        longer = CLOCKS[clock_in_crisis(ordinary)].run(start, None).last_day
        assert longer > CLOCKS[ordinary].run(start, None).last_day

    def test_detained(self) -> None:
        for name in ("detained-request", "detained-reply", "detained-transfer"):
            assert clock_in_crisis(name) == name


class TestParagraph3:
    """Missing one puts responsibility on the state in crisis, except for take back."""

    @pytest.mark.parametrize(
        ("limit", "expected"),
        [("request", "IT"), ("reply", "IT"), ("transfer", "IT"), ("take_back", "FR")],
    )
    def test_late(self, limit: str, expected: str) -> None:
        found = responsible_when_late(in_crisis="IT", otherwise="FR", limit=limit)
        assert found == expected


class TestParagraph4:
    """No transfers to it unless it agrees; after a year the transferring state is responsible."""

    @pytest.mark.parametrize(
        ("in_crisis", "agreed", "expected"),
        [(True, False, False), (True, True, True), (False, False, True), (False, True, True)],
    )
    def test_transfers(self, *, in_crisis: bool, agreed: bool, expected: bool) -> None:
        assert may_transfer_to(in_crisis=in_crisis, agreed=agreed) is expected

    @pytest.mark.parametrize(("day", "expected"), [(1, "IT"), (2, "DE")])
    def test_a_year(self, day: int, expected: str) -> None:
        found = responsible_after_a_year(
            transferring="DE",
            in_crisis="IT",
            last_day=date(2027, 9, 1),
            on=date(2027, 9, day),
        )
        assert found == expected
