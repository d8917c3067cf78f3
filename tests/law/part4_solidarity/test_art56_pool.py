"""Art. 56: types of equal value, recent protection, and what money may pay for."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from solidarity.errors import InputError, OutOfScope
from solidarity.law.part4_solidarity.art56_pool import (
    PROTECTION_YEARS_MAX,
    Area,
    Focus,
    is_action_in_scope,
    is_in_focus,
    is_relocatable_beneficiary,
    units,
)
from solidarity.terms.quantities import Euro, Kind, Persons

VALUE = Euro.whole(20_000)


class TestParagraph2:
    """The types are of equal value; beneficiaries only by agreement and if recently protected."""

    @given(persons=st.integers(0, 10**6), euros=st.integers(1, 10**6))
    def test_money_worth_so_many_relocations_counts_as_so_many(
        self, persons: int, euros: int
    ) -> None:
        value = Euro.whole(euros)
        relocated = units(kind=Kind.RELOCATION, amount=Persons(persons), value=value)
        paid = units(kind=Kind.FINANCIAL, amount=value * persons, value=value)
        helped = units(kind=Kind.ALTERNATIVE, amount=value * persons, value=value)
        assert relocated == paid == helped == persons

    def test_half_a_relocation_in_money(self) -> None:
        ten = Euro.whole(10_000)
        assert units(kind=Kind.FINANCIAL, amount=ten, value=VALUE) == Fraction(1, 2)

    def test_a_family_of_four_counts_four(self) -> None:
        assert units(kind=Kind.RELOCATION, amount=Persons(4), value=VALUE) == 4

    @pytest.mark.parametrize(
        ("kind", "amount", "value"),
        [
            (Kind.RELOCATION, Euro(1), VALUE),
            (Kind.FINANCIAL, Persons(1), VALUE),
            (Kind.ALTERNATIVE, Persons(1), VALUE),
            (Kind.FINANCIAL, Euro(-1), VALUE),
            (Kind.RELOCATION, Persons(-1), VALUE),
            (Kind.RELOCATION, Persons(1), Euro(0)),
        ],
    )
    def test_amounts_that_do_not_fit(self, kind: Kind, amount: Euro | Persons, value: Euro) -> None:
        with pytest.raises(InputError, match=r"Art\. 56\(2\)"):
            units(kind=kind, amount=amount, value=value)

    @pytest.mark.parametrize(
        ("granted", "adopted", "expected"),
        [
            (date(2022, 12, 19), date(2025, 12, 19), False),  # exactly three years: not less
            (date(2022, 12, 20), date(2025, 12, 19), True),
            (date(2026, 3, 1), date(2025, 12, 19), True),  # after the act: younger
            (date(2025, 2, 28), date(2028, 2, 29), False),
            (date(2025, 3, 1), date(2028, 2, 29), True),
        ],
    )
    def test_protection_younger_than_three_years(
        self, granted: date, adopted: date, *, expected: bool
    ) -> None:
        answer = is_relocatable_beneficiary(
            granted=granted, act_adopted=adopted, bilaterally_agreed=True
        )
        assert answer is expected

    def test_never_without_bilateral_agreement(self) -> None:
        assert not is_relocatable_beneficiary(
            granted=date(2025, 6, 1), act_adopted=date(2025, 12, 19), bilaterally_agreed=False
        )

    def test_no_limit_is_known_before_the_article_applied(self) -> None:
        assert PROTECTION_YEARS_MAX.on(date(2024, 6, 11)) == 3
        with pytest.raises(OutOfScope):
            PROTECTION_YEARS_MAX.on(date(2024, 6, 10))

    @pytest.mark.parametrize(
        ("third", "effect", "benefitting", "expected"),
        [
            (False, False, False, True),
            (True, True, True, True),
            (True, False, True, False),
            (True, True, False, False),
        ],
    )
    def test_actions_paid_by_money(
        self, *, third: bool, effect: bool, benefitting: bool, expected: bool
    ) -> None:
        answer = is_action_in_scope(
            in_listed_area=True,
            third_country=third,
            has_direct_effect=effect,
            by_benefitting=benefitting,
        )
        assert answer is expected

    def test_no_money_outside_the_listed_areas(self) -> None:
        assert len(Area) == 6
        assert not is_action_in_scope(
            in_listed_area=False, third_country=False, has_direct_effect=True, by_benefitting=True
        )


class TestParagraph3:
    """Money for third countries concentrates on five points; others are not excluded."""

    def test_five_points(self) -> None:
        assert len(Focus) == 5
        assert all(is_in_focus(focus=focus) for focus in Focus)
        assert not is_in_focus(focus=None)
