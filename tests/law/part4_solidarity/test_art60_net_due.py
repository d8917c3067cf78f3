"""Art. 60(3): what of a pledge remains to be implemented."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from solidarity.law.part4_solidarity.art60_net_due import (
    money_due,
    released_money,
    released_relocations,
    relocations_due,
)
from solidarity.terms.quantities import Euro, Persons

COUNT = st.integers(0, 10**6)


class TestParagraph3:
    """Pledge less deductions and offsets, plus what was put in the place of another type."""

    @given(pledged=COUNT, deducted=COUNT, replaced=COUNT, offsets=COUNT)
    def test_persons_and_money_alike_and_never_below_zero(
        self, pledged: int, deducted: int, replaced: int, offsets: int
    ) -> None:
        expected = max(0, pledged - deducted + replaced - offsets)
        persons = relocations_due(
            pledged=Persons(pledged),
            deducted=Persons(deducted),
            replaced=Persons(replaced),
            offsets=Persons(offsets),
        )
        money = money_due(
            pledged=Euro(pledged),
            deducted=Euro(deducted),
            replaced=Euro(replaced),
            offsets_value=Euro(offsets),
        )
        assert persons == Persons(expected)
        assert money == Euro(expected)

    def test_a_benefitting_state_owes_nothing(self) -> None:
        assert released_relocations(benefitting=True) == Persons(0)
        assert released_money(benefitting=True) == Euro(0)

    def test_only_a_benefitting_state_is_released(self) -> None:
        with pytest.raises(ValueError, match="benefitting"):
            released_relocations(benefitting=False)
        with pytest.raises(ValueError, match="benefitting"):
            released_money(benefitting=False)
