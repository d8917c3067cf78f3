"""Art. 31 of Implementing Regulation (EU) 2025/2055: sharing the money."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from solidarity.errors import InputError, NotLawful
from solidarity.law.implementing.art31_allocation import decided, propose
from solidarity.terms.quantities import Euro

DECLARED = {"EL": Euro.whole(60), "CY": Euro.whole(40)}


class TestArticle31Proposal:
    """Needs declared, common understanding, confirmations: a proposal with its reasons."""

    def test_in_proportion_to_needs_not_yet_met(self) -> None:
        found = propose(
            available=Euro.whole(50),
            declared=DECLARED,
            understanding=None,
            confirmed={"EL": Euro.whole(50), "CY": Euro.whole(0)},
        )
        assert found.shares == (("EL", Euro.whole(10)), ("CY", Euro.whole(40)))
        assert found.reasons == (
            "declared under Art. 58 or 59: EL EUR 60, CY EUR 40",
            "no common understanding: in proportion to needs declared and not yet met",
            "confirmed in January: EL EUR 50, CY EUR 0",
        )

    def test_a_common_understanding_is_followed(self) -> None:
        found = propose(
            available=Euro.whole(50),
            declared=DECLARED,
            understanding={"EL": Fraction(1, 5), "CY": Fraction(4, 5)},
            confirmed={},
        )
        assert found.shares == (("EL", Euro.whole(10)), ("CY", Euro.whole(40)))
        assert "common understanding" in found.reasons[1]
        assert found.reasons[2] == "confirmed in January: nothing"

    @given(
        available=st.integers(0, 10**10),
        needs=st.lists(st.integers(1, 10**9), min_size=1, max_size=4),
    )
    def test_all_the_money_is_shared(self, available: int, needs: list[int]) -> None:
        found = propose(
            available=Euro(available),
            declared={f"S{place}": Euro(need) for place, need in enumerate(needs)},
            understanding=None,
            confirmed={},
        )
        assert sum(share.cents for _, share in found.shares) == available

    @pytest.mark.parametrize(
        ("understanding", "confirmed"),
        [
            ({"IT": Fraction(1)}, {}),
            (None, {"IT": Euro(1)}),
            (None, {"EL": Euro.whole(60), "CY": Euro.whole(40)}),
            ({}, {}),
        ],
    )
    def test_nothing_to_go_by(
        self, understanding: dict[str, Fraction] | None, confirmed: dict[str, Euro]
    ) -> None:
        with pytest.raises(InputError, match=r"Art\. 31"):
            propose(
                available=Euro.whole(50),
                declared=DECLARED,
                understanding=understanding,
                confirmed=confirmed,
            )

    def test_no_money_needs_no_basis(self) -> None:
        found = propose(available=Euro(0), declared=DECLARED, understanding={}, confirmed={})
        assert found.shares == (("EL", Euro(0)), ("CY", Euro(0)))


class TestArticle31Decision:
    """People decide, with their reasons, within what there is."""

    def test_another_share_than_proposed(self) -> None:
        shares = {"EL": Euro.whole(49), "CY": Euro(0)}
        assert decided(available=Euro.whole(50), shares=shares, reasons="agreed") == shares

    @pytest.mark.parametrize(
        ("shares", "reasons"),
        [
            ({"EL": Euro.whole(51)}, "agreed"),
            ({"EL": Euro(-1)}, "agreed"),
            ({"EL": Euro.whole(50)}, " "),
        ],
    )
    def test_what_cannot_be_decided(self, shares: dict[str, Euro], reasons: str) -> None:
        with pytest.raises(NotLawful, match=r"Art\. 31"):
            decided(available=Euro.whole(50), shares=shares, reasons=reasons)
