"""Largest remainder: parts add up, stay near their proportion, and ties are settled in order."""

from __future__ import annotations

from fractions import Fraction
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from solidarity.errors import InputError
from solidarity.terms.apportionment import (
    apportion,
    apportion_level,
    apportion_quantity,
    of_kind,
    units_of,
)
from solidarity.terms.quantities import Euro, Persons

WEIGHTS = st.dictionaries(st.integers(0, 30), st.integers(0, 10**6), min_size=1, max_size=12)


class TestProportion:
    @given(total=st.integers(0, 10**7), weights=WEIGHTS.filter(lambda one: any(one.values())))
    def test_the_parts_add_up_and_keep_to_their_proportion(
        self, total: int, weights: dict[int, int]
    ) -> None:
        parts = apportion(total, weights)
        whole = sum(weights.values())
        assert sum(parts.values()) == total
        assert list(parts) == list(weights)
        for key, part in parts.items():
            assert abs(part - Fraction(total * weights[key], whole)) < 1

    @given(total=st.integers(0, 10**7), weights=WEIGHTS.filter(lambda one: any(one.values())))
    def test_who_weighs_more_never_gets_less(self, total: int, weights: dict[int, int]) -> None:
        parts = apportion(total, weights)
        in_order = sorted(weights.items(), key=lambda item: item[1])
        for (one, lighter), (other, heavier) in pairwise(in_order):
            assert lighter == heavier or parts[one] <= parts[other]

    def test_equal_remainders_go_to_whoever_comes_first(self) -> None:
        assert apportion(2, {"EL": 1, "ES": 1, "IT": 1}) == {"EL": 1, "ES": 1, "IT": 0}
        assert apportion(2, {"IT": 1, "ES": 1, "EL": 1}) == {"IT": 1, "ES": 1, "EL": 0}

    def test_the_larger_remainder_goes_first(self) -> None:
        assert apportion(10, {"A": Fraction(1, 7), "B": Fraction(6, 7)}) == {"A": 1, "B": 9}

    def test_nothing_among_nobody(self) -> None:
        assert apportion(0, {"A": 0}) == {"A": 0}
        assert apportion(0, {}) == {}

    @pytest.mark.parametrize(
        ("total", "weights"), [(1, {"A": 0}), (1, {}), (-1, {"A": 1}), (1, {"A": 2, "B": -1})]
    )
    def test_what_cannot_be_shared(self, total: int, weights: dict[str, int]) -> None:
        with pytest.raises(InputError):
            apportion(total, weights)


class TestLevel:
    @given(limits=WEIGHTS, part=st.fractions(0, 1))
    def test_equal_parts_within_the_limits(self, limits: dict[int, int], part: Fraction) -> None:
        total = int(sum(limits.values()) * part)
        parts = apportion_level(total, limits)
        assert sum(parts.values()) == total
        assert all(0 <= parts[key] <= limits[key] for key in limits)
        open_parts = [parts[key] for key in limits if parts[key] < limits[key]]
        if open_parts:
            assert max(parts.values()) - min(open_parts) <= 1

    @pytest.mark.parametrize("total", [-1, 6])
    def test_beyond_the_limits(self, total: int) -> None:
        with pytest.raises(InputError, match="from 0 to 5"):
            apportion_level(total, {"A": 2, "B": 3})


class TestQuantities:
    def test_persons_and_money_are_shared_alike(self) -> None:
        weights = {"A": 1, "B": 2}
        assert apportion_quantity(Persons(4), weights) == {"A": Persons(1), "B": Persons(3)}
        assert apportion_quantity(Euro(4), weights) == {"A": Euro(1), "B": Euro(3)}

    def test_the_number_inside(self) -> None:
        assert units_of(Persons(7)) == 7
        assert units_of(Euro(701)) == 701
        assert of_kind(Persons(0), 7) == Persons(7)
        assert of_kind(Euro(0), 7) == Euro(7)
