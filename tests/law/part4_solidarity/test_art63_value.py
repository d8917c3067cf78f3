"""Art. 63(3)-(7): what offsets count for, and who picks the applications."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from solidarity.law.part4_solidarity.art63_value import (
    is_chosen_by_contributing,
    is_limited_to_fair_share,
    money_after_offsets,
    split_towards,
    value_within_share,
)
from solidarity.terms.quantities import Euro, Persons

VALUE = Euro.whole(20_000)


class TestParagraph3:
    """Mandatory offsets count within the fair share and take the place of money (R-004)."""

    @pytest.mark.parametrize(("offsets", "expected"), [(0, 0), (10, 10), (30, 20)])
    def test_only_within_the_fair_share(self, offsets: int, expected: int) -> None:
        found = value_within_share(offsets=Persons(offsets), room=Persons(20), value=VALUE)
        assert found == VALUE * expected

    def test_money_falls_by_the_value_of_the_offsets_but_not_below_zero(self) -> None:
        pledge = VALUE * 463
        assert money_after_offsets(financial=pledge, offsets_value=VALUE * 3) == VALUE * 460
        assert money_after_offsets(financial=pledge, offsets_value=VALUE * 500) == Euro(0)

    @given(
        offsets=st.integers(0, 9_999),
        unmet=st.dictionaries(st.sampled_from(["EL", "ES", "IT", "CY"]), st.integers(0, 9_999)),
    )
    def test_shared_by_unmet_need(self, offsets: int, unmet: dict[str, int]) -> None:
        found = split_towards(
            offsets=Persons(offsets), unmet={code: Persons(need) for code, need in unmet.items()}
        )
        assert sum(part.count for part in found.values()) == min(offsets, sum(unmet.values()))
        assert all(found[code].count <= unmet[code] for code in unmet)


class TestParagraph6:
    """The contributing state picks the applications."""

    @pytest.mark.parametrize(
        ("paragraph", "expected"), [(1, False), (2, True), (3, True), (5, True)]
    )
    def test_who_picks(self, paragraph: int, *, expected: bool) -> None:
        assert is_chosen_by_contributing(paragraph=paragraph) is expected


class TestParagraph7:
    """The fair share limits paragraphs 2 to 4, not the make-up of paragraph 5."""

    @pytest.mark.parametrize(
        ("paragraph", "expected"), [(2, True), (3, True), (4, True), (5, False)]
    )
    def test_limit(self, paragraph: int, *, expected: bool) -> None:
        assert is_limited_to_fair_share(paragraph=paragraph) is expected
