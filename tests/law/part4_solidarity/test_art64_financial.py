"""Art. 64: money to the Union budget, for listed actions."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from solidarity.errors import NotLawful
from solidarity.law.part4_solidarity.art64_financial import (
    is_financial_contribution,
    missing_in_action,
    unallocated,
)
from solidarity.terms.quantities import Euro


class TestParagraph1:
    """Contributions are paid into the Union budget, not from state to state."""

    def test_where_the_money_goes(self) -> None:
        assert is_financial_contribution(to_union_budget=True)
        assert not is_financial_contribution(to_union_budget=False)


class TestParagraph2:
    """An action names its objective, programme and amount, and fits the objectives."""

    def test_complete(self) -> None:
        assert not missing_in_action(
            objective="reception", programme="AMIF", amount=Euro.whole(1), fits_objectives=True
        )

    @pytest.mark.parametrize("fits", [None, False])
    def test_what_is_missing(self, *, fits: bool | None) -> None:
        missing = missing_in_action(
            objective=" ", programme="", amount=Euro(0), fits_objectives=fits
        )
        assert missing == ("objective", "programme", "amount", "agreement on the objectives")


class TestParagraph4:
    """What is not allocated may go to the thematic facility."""

    @given(total=st.integers(0, 10**12), allocated=st.integers(0, 10**12))
    def test_what_is_left(self, total: int, allocated: int) -> None:
        if allocated > total:
            with pytest.raises(NotLawful, match=r"Art\. 64\(1\)"):
                unallocated(total=Euro(total), allocated=Euro(allocated))
        else:
            left = unallocated(total=Euro(total), allocated=Euro(allocated))
            assert left == Euro(total - allocated)
