"""Exact quantities."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from solidarity.errors import InputError
from solidarity.terms.quantities import (
    ZERO_EURO,
    ZERO_PERSONS,
    Euro,
    Persons,
    Rounding,
    exact,
    percent,
    round_places,
    round_whole,
    share_from_percent,
    thousands,
)

WHOLE = st.integers(-(10**12), 10**12)
NUMBERS = st.fractions(-(10**9), 10**9)
THIN = "\u2009"


class TestPersons:
    @given(WHOLE, WHOLE)
    def test_adding_and_taking_away(self, one: int, other: int) -> None:
        assert Persons(one) + Persons(other) == Persons(one + other)
        assert Persons(one) + Persons(other) - Persons(other) == Persons(one)
        assert (Persons(one) < Persons(other)) is (one < other)

    def test_nobody_is_nothing(self) -> None:
        assert not ZERO_PERSONS
        assert Persons(1)
        assert Persons(-1)

    def test_words(self) -> None:
        assert str(Persons(30_000)) == f"30{THIN}000"


class TestEuro:
    @given(WHOLE, WHOLE, st.integers(-1000, 1000))
    def test_adding_taking_away_and_times(self, one: int, other: int, times: int) -> None:
        assert Euro(one) + Euro(other) == Euro(one + other)
        assert Euro(one) - Euro(other) == Euro(one - other)
        assert Euro(one) * times == Euro(one * times)

    def test_whole_euros_are_a_hundred_cents(self) -> None:
        assert Euro.whole(20_000) == Euro(2_000_000)
        assert not ZERO_EURO
        assert Euro(-1)

    @pytest.mark.parametrize(
        ("cents", "words"),
        [
            (2_000_000, f"EUR 20{THIN}000"),
            (105, "EUR 1.05"),
            (-105, "EUR −1.05"),
            (-100, "EUR −1"),
            (-1, "EUR −0.01"),
            (0, "EUR 0"),
        ],
    )
    def test_words(self, cents: int, words: str) -> None:
        assert str(Euro(cents)) == words


class TestRounding:
    @given(NUMBERS)
    def test_up_nearest_and_down_stand_in_order_within_one(self, value: Fraction) -> None:
        down, near, up = (
            round_whole(value, way) for way in (Rounding.DOWN, Rounding.NEAREST, Rounding.UP)
        )
        assert down <= near <= up <= down + 1
        assert down <= value <= up
        assert abs(near - value) <= Fraction(1, 2)

    @given(WHOLE, st.sampled_from(Rounding))
    def test_whole_numbers_stay(self, value: int, way: Rounding) -> None:
        assert round_whole(Fraction(value), way) == value

    def test_halves_go_up(self) -> None:
        assert round_whole(Fraction(1, 2), Rounding.NEAREST) == 1
        assert round_whole(Fraction(-1, 2), Rounding.NEAREST) == 0

    @given(NUMBERS, st.integers(0, 8))
    def test_places(self, value: Fraction, places: int) -> None:
        rounded = round_places(value, places)
        assert abs(rounded - value) * 2 <= Fraction(1, 10**places)
        assert (rounded * 10**places).denominator == 1
        assert round_places(rounded, places) == rounded


class TestPercent:
    @pytest.mark.parametrize(
        ("share", "places", "words"),
        [
            (Fraction(1, 8), 4, "12.5000"),
            (Fraction(1, 8), 0, "13"),
            (Fraction(-1, 800), 4, "-0.1250"),
            (Fraction(1), 2, "100.00"),
            (Fraction(160_021, 1_000_000), 4, "16.0021"),
            (Fraction(-1, 3), 0, "-33"),
        ],
    )
    def test_words(self, share: Fraction, places: int, words: str) -> None:
        assert percent(share, places) == words

    @given(st.integers(0, 10**6))
    def test_reading_is_the_reverse_of_writing(self, millionths: int) -> None:
        share = Fraction(millionths, 10**6)
        assert share_from_percent(percent(share)) == share

    @pytest.mark.parametrize("text", ["-0.0001", "100.0001", "1000"])
    def test_only_from_0_to_100(self, text: str) -> None:
        with pytest.raises(InputError, match="not a percentage"):
            share_from_percent(text)


class TestExact:
    @given(WHOLE, st.integers(0, 9))
    def test_every_decimal_is_read_exactly(self, digits: int, places: int) -> None:
        whole, rest = divmod(abs(digits), 10**places)
        text = f"{'-' if digits < 0 else ''}{whole}" + (f".{rest:0{places}d}" if places else "")
        assert exact(f" {text} ") == Fraction(digits, 10**places)

    def test_a_short_exponent_is_read(self) -> None:
        assert exact("1.5E7") == 15_000_000
        assert exact("+2e-2") == Fraction(1, 50)

    @pytest.mark.parametrize(
        "text",
        [
            "",
            " ",
            "abc",
            "1,5",
            "1 000",
            "1_000",
            "NaN",
            "Infinity",
            "1/3",
            "٣",
            "1e100",
            ".",
            "1.",
        ],
    )
    def test_anything_else_is_refused(self, text: str) -> None:
        with pytest.raises(InputError, match="is not a number"):
            exact(text)


class TestThousands:
    @given(WHOLE)
    def test_only_spaces_and_the_sign_are_new(self, number: int) -> None:
        assert int(thousands(number).replace(THIN, "").replace("−", "-")) == number

    def test_words(self) -> None:
        assert thousands(-1_234_567) == f"−1{THIN}234{THIN}567"
