"""Art. 57: the Council act, fair shares, shortfalls, unrequested alternative measures."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from solidarity.errors import InputError
from solidarity.law.part4_solidarity.art57_council_act import (
    act_due,
    fair_share_money,
    fair_share_units,
    is_below_minimum,
    shortfall,
    unrequested_alternative,
)
from solidarity.terms.quantities import Euro, Persons, Rounding, round_places, share_from_percent

REFERENCE_2026 = Persons(21_000)
VALUE = Euro.whole(20_000)


class TestParagraph1:
    """An act before the end of each calendar year; the minima bind the proposal only."""

    def test_the_act_is_due_on_the_last_day_of_the_year_before(self) -> None:
        assert act_due(2026) == date(2025, 12, 31)

    @pytest.mark.parametrize(
        ("relocations", "millions", "expected"),
        [
            (30_000, 600, False),
            (29_999, 600, True),
            (30_000, 599, True),
            (21_000, 420, True),
        ],
    )
    def test_numbers_under_the_minima_are_seen(
        self, relocations: int, millions: int, *, expected: bool
    ) -> None:
        answer = is_below_minimum(
            relocations=Persons(relocations),
            financial=Euro.whole(millions * 1_000_000),
            relocations_min=Persons(30_000),
            financial_min=Euro.whole(600_000_000),
        )
        assert answer is expected


class TestParagraph3:
    """Each Member State pledges according to its mandatory fair share."""

    @pytest.mark.parametrize(
        ("percent", "rounding", "expected"),
        [
            ("21.6890", Rounding.UP, 4_555),  # Germany 2026
            ("16.0021", Rounding.UP, 3_361),  # France 2026: only upwards fits
            ("16.0021", Rounding.NEAREST, 3_360),
            ("16.0021", Rounding.DOWN, 3_360),
            ("10", Rounding.UP, 2_100),
        ],
    )
    def test_persons_from_a_share(self, percent: str, rounding: Rounding, expected: int) -> None:
        share = share_from_percent(percent)
        found = fair_share_units(share=share, reference=REFERENCE_2026, rounding=rounding)
        assert found == Persons(expected)

    def test_the_share_counts_as_it_is_printed(self) -> None:
        """A billionth over a whole number of persons is not a further person."""
        share = Fraction(1, 10) + Fraction(1, 10**9)
        found = fair_share_units(share=share, reference=REFERENCE_2026, rounding=Rounding.UP)
        assert found == Persons(2_100)

    @given(share=st.fractions(0, 1), reference=st.integers(0, 10**6))
    def test_rounding_upwards_is_never_short_and_never_a_person_too_much(
        self, share: Fraction, reference: int
    ) -> None:
        found = fair_share_units(
            share=share, reference=Persons(reference), rounding=Rounding.UP
        ).count
        assert 0 <= found - round_places(share, 6) * reference < 1

    @pytest.mark.parametrize(("share", "reference"), [(-1, 10), (2, 10), (1, -1)])
    def test_no_share_of_nothing(self, share: int, reference: int) -> None:
        with pytest.raises(InputError, match=r"Art\. 57\(3\)"):
            fair_share_units(
                share=Fraction(share), reference=Persons(reference), rounding=Rounding.UP
            )

    def test_ireland_in_money(self) -> None:
        assert fair_share_money(units=Persons(463), value=VALUE) == Euro.whole(9_260_000)

    @given(fair=st.integers(0, 10**5), pledged=st.fractions(0, 10**5))
    def test_a_shortfall_is_what_is_missing_and_never_negative(
        self, fair: int, pledged: Fraction
    ) -> None:
        missing = shortfall(fair_share=Persons(fair), pledged_units=pledged)
        assert missing >= 0
        assert pledged + missing >= fair
        assert missing == 0 or pledged + missing == fair


class TestParagraph4:
    """Alternative measures nobody asks for in the year become money."""

    @pytest.mark.parametrize(
        ("requested", "expected"), [(0, 2_000_000), (500_000, 1_500_000), (3_000_000, 0)]
    )
    def test_the_unrequested_part_becomes_money(self, requested: int, expected: int) -> None:
        found = unrequested_alternative(
            pledged=Euro.whole(2_000_000), requested=Euro.whole(requested)
        )
        assert found == Euro.whole(expected)
