"""Art. 60(2): a balanced distribution among the benefitting states, to start from."""

from __future__ import annotations

from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from solidarity.law.part4_solidarity.art60_balance import balanced_availability
from solidarity.terms.quantities import Persons

NEEDS = st.dictionaries(st.sampled_from(["EL", "ES", "IT", "CY"]), st.integers(0, 9_999))
SAR = frozenset({"ES", "IT"})


def balance(available: int, needs: dict[str, int], part: Fraction | None) -> dict[str, int]:
    found = balanced_availability(
        available=Persons(available),
        needs={state: Persons(need) for state, need in needs.items()},
        disembarkation=SAR,
        indicative=part,
    )
    return {state: amount.count for state, amount in found.items()}


class TestParagraph2:
    """Balanced by need, with the indicative percentage where the act has one."""

    def test_in_proportion_to_need(self) -> None:
        assert balance(100, {"EL": 300, "IT": 100}, None) == {"EL": 75, "IT": 25}

    def test_with_the_indicative_percentage(self) -> None:
        needs = {"EL": 300, "ES": 100, "IT": 100, "CY": 100}
        found = balance(100, needs, Fraction(42, 100))
        assert found == {"EL": 44, "ES": 21, "IT": 21, "CY": 14}

    def test_what_one_group_does_not_need_goes_to_the_other(self) -> None:
        assert balance(100, {"EL": 200, "IT": 10}, Fraction(42, 100)) == {"EL": 90, "IT": 10}
        assert balance(100, {"EL": 10, "IT": 200}, Fraction(42, 100)) == {"EL": 10, "IT": 90}
        assert balance(100, {"EL": 200}, Fraction(42, 100)) == {"EL": 100}

    @given(
        available=st.integers(0, 30_000),
        needs=NEEDS,
        part=st.none() | st.fractions(0, 1, max_denominator=100),
    )
    def test_all_that_is_needed_is_given_and_nobody_gets_more_than_it_needs(
        self, available: int, needs: dict[str, int], part: Fraction | None
    ) -> None:
        found = balance(available, needs, part)
        assert sum(found.values()) == min(available, sum(needs.values()))
        assert all(0 <= found[state] <= needs[state] for state in needs)
