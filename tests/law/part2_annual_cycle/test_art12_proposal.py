"""Article 12: the proposal for the pool."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from solidarity.errors import InputError, OutOfScope
from solidarity.law.part2_annual_cycle.art12_proposal import (
    FINANCIAL_MIN,
    RELOCATIONS_MIN,
    indicative_contribution,
    is_above_minimum,
    is_ratio_kept,
    is_restricted,
    needs_disembarkation_percentage,
    proposal_due,
    value_of_one_relocation,
)
from solidarity.terms.quantities import Euro, Persons
from solidarity.terms.statuses import Status

DAY = date(2025, 10, 15)
VALUE = Euro.whole(20_000)


class TestParagraph2:
    """The proposal is not below 30 000 relocations and EUR 600 million."""

    def test_the_minima_are_dated(self) -> None:
        assert RELOCATIONS_MIN.on(DAY) == Persons(30_000)
        assert FINANCIAL_MIN.on(DAY) == Euro.whole(600_000_000)
        with pytest.raises(OutOfScope):
            RELOCATIONS_MIN.on(date(2024, 6, 10))

    def _above(self, people: int, euros: int, *, exceptional: bool = False) -> bool:
        return is_above_minimum(
            relocations=Persons(people),
            financial=Euro.whole(euros),
            relocations_min=RELOCATIONS_MIN.on(DAY),
            financial_min=FINANCIAL_MIN.on(DAY),
            exceptional=exceptional,
        )

    def test_both_minima_bind(self) -> None:
        assert self._above(30_000, 600_000_000)
        assert not self._above(29_999, 600_000_000)
        assert not self._above(30_000, 599_999_999)

    def test_an_exceptional_year_binds_to_neither(self) -> None:
        assert self._above(0, 0, exceptional=True)

    def test_the_indicative_contribution_is_exact(self) -> None:
        share = Fraction(160_021, 1_000_000)
        found = indicative_contribution(share=share, total=Persons(30_000))
        assert found == Fraction(480_063, 100)


class TestParagraph3:
    """The ratio of the two minima is kept; it gives one relocation its value."""

    def test_the_value_is_derived(self) -> None:
        found = value_of_one_relocation(RELOCATIONS_MIN.on(DAY), FINANCIAL_MIN.on(DAY))
        assert found == VALUE

    @given(st.integers(1, 10**6), st.integers(1, 10**9))
    def test_any_whole_ratio(self, people: int, cents: int) -> None:
        found = value_of_one_relocation(Persons(people), Euro(people * cents))
        assert found == Euro(cents)
        assert is_ratio_kept(
            relocations=Persons(people), financial=Euro(people * cents), value=found
        )

    @pytest.mark.parametrize(("people", "cents"), [(0, 100), (3, 0), (-1, 5), (3, -3)])
    def test_a_ratio_needs_two_numbers(self, people: int, cents: int) -> None:
        with pytest.raises(InputError, match="above zero"):
            value_of_one_relocation(Persons(people), Euro(cents))

    def test_a_ratio_that_is_not_whole(self) -> None:
        with pytest.raises(InputError, match="no whole cents"):
            value_of_one_relocation(Persons(3), Euro(100))

    def test_the_pool_of_2026_keeps_it(self) -> None:
        pool = {"relocations": Persons(21_000), "value": VALUE}
        assert is_ratio_kept(financial=Euro.whole(420_000_000), **pool)
        assert not is_ratio_kept(financial=Euro(42_000_000_001), **pool)


class TestParagraph5:
    """Pressure by disembarkations asks for a percentage; other pressure does not."""

    def test_only_disembarkations(self) -> None:
        both = frozenset({Status.MIGRATORY_PRESSURE, Status.MIGRATORY_PRESSURE_SAR})
        assert needs_disembarkation_percentage(both)
        assert not needs_disembarkation_percentage(both - {Status.MIGRATORY_PRESSURE_SAR})
        assert not needs_disembarkation_percentage(frozenset())


class TestParagraph6:
    """By 15 October; classified until the Council's act."""

    def test_due(self) -> None:
        assert proposal_due(2026) == date(2025, 10, 15)

    def test_restricted_until_the_day_of_the_act(self) -> None:
        act = date(2025, 12, 19)
        assert is_restricted(act_adopted=None, on=date(2099, 1, 1))
        assert is_restricted(act_adopted=act, on=date(2025, 12, 18))
        assert not is_restricted(act_adopted=act, on=act)
