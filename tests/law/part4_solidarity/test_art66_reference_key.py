"""Art. 66 and Annex I: the reference key."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from solidarity.errors import InputError
from solidarity.law.part4_solidarity.art66_reference_key import (
    GDP_WEIGHT,
    POPULATION_WEIGHT,
    effect,
    reference_key,
    share,
)
from solidarity.terms.member_states import Part, bound_states

BOUND = tuple(state.code for state in bound_states(Part.SOLIDARITY, date(2026, 6, 12)))
PEOPLE = dict.fromkeys(BOUND, 10)
PRODUCT = dict.fromkeys(BOUND, Fraction(5, 3))


class TestArticle66:
    """Half population, half gross domestic product."""

    def test_the_weights_are_one_together(self) -> None:
        day = date(2026, 6, 12)
        assert POPULATION_WEIGHT.on(day) + GDP_WEIGHT.on(day) == 1

    def test_equal_states_have_equal_shares(self) -> None:
        key = reference_key(population=PEOPLE, gdp=PRODUCT)
        assert list(key) == list(BOUND)
        assert set(key.values()) == {Fraction(1, 26)}
        assert "DK" not in key
        assert "IE" in key

    def test_half_and_half(self) -> None:
        found = share(population_effect=Fraction(1, 4), gdp_effect=Fraction(1, 2))
        assert found == Fraction(3, 8)

    @given(
        figures=st.lists(
            st.tuples(st.integers(1, 10**8), st.fractions(Fraction(1, 100), 10**7)),
            min_size=26,
            max_size=26,
        )
    )
    def test_the_shares_are_exactly_one_together(self, figures: list[tuple[int, Fraction]]) -> None:
        key = reference_key(
            population={code: one for code, (one, _) in zip(BOUND, figures, strict=True)},
            gdp={code: one for code, (_, one) in zip(BOUND, figures, strict=True)},
        )
        assert sum(key.values()) == 1
        assert all(0 < part < 1 for part in key.values())

    def test_other_states_only_where_they_are_named(self) -> None:
        key = reference_key(
            population={"DE": 3, "DK": 1},
            gdp={"DE": Fraction(3), "DK": Fraction(1)},
            states=("DK", "DE"),
        )
        assert list(key.items()) == [("DK", Fraction(1, 4)), ("DE", Fraction(3, 4))]

    @given(part=st.integers(0, 10**9), rest=st.integers(0, 10**9))
    def test_an_effect_is_a_part(self, part: int, rest: int) -> None:
        if part + rest == 0:
            with pytest.raises(InputError, match=r"Art\. 66"):
                effect(part=part, whole=part + rest)
        else:
            found = effect(part=part, whole=part + rest)
            assert 0 <= found <= 1
            assert found * (part + rest) == part

    @pytest.mark.parametrize(("part", "whole"), [(-1, 10), (11, 10), (0, -1)])
    def test_a_part_lies_within_its_whole(self, part: int, whole: int) -> None:
        with pytest.raises(InputError, match="a part of a total above 0"):
            effect(part=part, whole=whole)


class TestTables:
    """A table with a state missing or too many, or without figures, is refused with its reason."""

    @pytest.mark.parametrize(
        ("change", "message"),
        [
            ({"FR": None}, "no figure for FR"),
            ({"DK": 5}, "DK cannot be in the key"),
            ({"DE": -1}, "a negative figure for DE"),
            (dict.fromkeys(BOUND, 0), "the total is not positive"),
        ],
    )
    def test_one_problem(self, change: dict[str, int | None], message: str) -> None:
        table = {
            code: figure for code, figure in {**PEOPLE, **change}.items() if figure is not None
        }
        with pytest.raises(InputError, match=message) as caught:
            reference_key(population=table, gdp=PRODUCT)
        assert [problem.column for problem in caught.value.problems] == ["population"]
        assert all(str(problem.source) == "Art. 66" for problem in caught.value.problems)

    def test_every_problem_of_both_tables_is_told_at_once(self) -> None:
        with pytest.raises(InputError) as caught:
            reference_key(population={}, gdp={"XX": Fraction(-1)})
        columns = [problem.column for problem in caught.value.problems]
        assert columns == ["population"] * 2 + ["gdp"] * 4
