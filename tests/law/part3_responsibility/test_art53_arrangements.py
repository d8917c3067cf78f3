"""Art. 53: arrangements between Member States."""

from __future__ import annotations

from itertools import product

import pytest

from solidarity.errors import NotLawful
from solidarity.law.part3_responsibility.art53_arrangements import (
    arranged_days,
    is_kept,
    may_conclude,
    must_amend,
)


class TestParagraph1:
    """Limits may be shortened, never lengthened."""

    @pytest.mark.parametrize("days", [1, 13, 14])
    def test_shorter(self, days: int) -> None:
        assert arranged_days(arranged=days, lawful=14) == days

    @pytest.mark.parametrize("days", [0, 15])
    def test_neither_longer_nor_none(self, days: int) -> None:
        with pytest.raises(NotLawful, match=r"Art\. 53\(1\)\(b\)"):
            arranged_days(arranged=days, lawful=14)


class TestParagraphs2To4:
    """Older ones stay if compatible; the Commission is consulted on limits."""

    def test_older(self) -> None:
        assert is_kept(compatible=True)
        assert not is_kept(compatible=False)

    @pytest.mark.parametrize(("limits", "consulted"), list(product([True, False], repeat=2)))
    def test_consultation(self, *, limits: bool, consulted: bool) -> None:
        found = may_conclude(shortens_limits=limits, commission_consulted=consulted)
        assert found is not (limits and not consulted)

    def test_amendment(self) -> None:
        assert must_amend(found_incompatible=True)
        assert not must_amend(found_incompatible=False)
