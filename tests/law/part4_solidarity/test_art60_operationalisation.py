"""Art. 60: releases, what is payable, proportional delivery."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from solidarity.errors import NotLawful
from solidarity.law.part4_solidarity.art60_operationalisation import (
    disembarkation_deviation,
    is_owed_towards,
    is_released,
    may_go_on_after_year,
    payable,
    proportional_draws,
)
from solidarity.terms.quantities import Euro, Kind, Persons

NEEDS = st.dictionaries(st.sampled_from(["EL", "ES", "IT", "CY"]), st.integers(0, 9_999))
PLEDGES = st.dictionaries(
    st.sampled_from(["BE", "DE", "FR", "LU", "PT", "FI", "SE"]), st.integers(0, 9_999)
)


class TestParagraph2:
    """The indicative percentage for disembarkations: the deviation is reported, not enforced."""

    def test_deviation(self) -> None:
        found = disembarkation_deviation(
            received={"IT": Persons(30), "ES": Persons(10), "CY": Persons(60)},
            disembarkation={"IT", "ES"},
            indicative=Fraction(42, 100),
        )
        assert found == Fraction(-2, 100)

    def test_none_before_anything_is_delivered(self) -> None:
        found = disembarkation_deviation(
            received={"IT": Persons(0)}, disembarkation={"IT"}, indicative=Fraction(42, 100)
        )
        assert found is None


class TestParagraph3First:
    """Money and what had begun may go on after the year."""

    @pytest.mark.parametrize(
        ("kind", "begun", "expected"),
        [
            (Kind.FINANCIAL, False, True),
            (Kind.RELOCATION, True, True),
            (Kind.RELOCATION, False, False),
            (Kind.ALTERNATIVE, True, True),
            (Kind.ALTERNATIVE, False, False),
        ],
    )
    def test_after_the_year(self, kind: Kind, *, begun: bool, expected: bool) -> None:
        assert may_go_on_after_year(kind=kind, begun=begun) is expected


class TestParagraph3Second:
    """Each draw is met in proportion to the pledges."""

    def test_one_draw(self) -> None:
        found = proportional_draws(
            needs={"EL": Persons(100)},
            payables={"DE": Persons(300), "FR": Persons(200), "LU": Persons(1)},
        )
        assert found == {"EL": {"DE": Persons(60), "FR": Persons(40), "LU": Persons(0)}}

    @given(needs=NEEDS, payables=PLEDGES)
    def test_draws_add_up_and_stay_within_every_pledge(
        self, needs: dict[str, int], payables: dict[str, int]
    ) -> None:
        draws = proportional_draws(
            needs={state: Euro(need) for state, need in needs.items()},
            payables={state: Euro(amount) for state, amount in payables.items()},
        )
        delivered = {
            state: sum(parts[state].cents for parts in draws.values()) for state in payables
        }
        assert all(delivered[state] <= payables[state] for state in payables)
        assert sum(delivered.values()) == min(sum(needs.values()), sum(payables.values()))
        left = sum(payables.values())
        for state, need in needs.items():
            got = sum(part.cents for part in draws[state].values())
            assert got == min(need, left)
            left -= got


class TestParagraph3Third:
    """A benefitting state and a full deduction are released; nothing else is."""

    @pytest.mark.parametrize(
        ("benefitting", "full", "expected"),
        [(False, False, False), (True, False, True), (False, True, True)],
    )
    def test_release(self, *, benefitting: bool, full: bool, expected: bool) -> None:
        assert is_released(benefitting=benefitting, full_deduction=full) is expected

    @given(fixed=st.integers(0, 10**6), part=st.fractions(0, 1), put=st.integers(0, 10**6))
    def test_what_is_left(self, fixed: int, part: Fraction, put: int) -> None:
        taken = int(fixed * part)
        left = payable(
            fixed=Persons(fixed), deducted=Persons(taken), replacing=Persons(put), released=False
        )
        nothing = payable(
            fixed=Euro(fixed), deducted=Euro(taken), replacing=Euro(put), released=True
        )
        assert left == Persons(fixed - taken + put)
        assert nothing == Euro(0)

    def test_no_deduction_beyond_the_pledge(self) -> None:
        with pytest.raises(NotLawful, match=r"Art\. 60\(3\)"):
            payable(fixed=Persons(1), deducted=Persons(2), replacing=Persons(0), released=False)


class TestParagraph3Fourth:
    """Nothing is owed towards a state with systemic shortcomings; the pledge itself stands."""

    def test_towards_one_state(self) -> None:
        assert not is_owed_towards(systemic_shortcomings=True)
        assert is_owed_towards(systemic_shortcomings=False)
