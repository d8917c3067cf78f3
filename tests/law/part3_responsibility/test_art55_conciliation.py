"""Art. 55: conciliation."""

from __future__ import annotations

from itertools import product

import pytest

from solidarity.law.part3_responsibility.art55_conciliation import (
    may_turn_to_commission,
    must_consult,
    suspends_limits,
)


class TestParagraph1:
    """Consultations as soon as one state asks."""

    def test_request(self) -> None:
        assert must_consult(requested_by_one=True)
        assert not must_consult(requested_by_one=False)


class TestParagraph2:
    """The Commission after consultations that failed; limits run on."""

    @pytest.mark.parametrize(("consulted", "solved"), list(product([True, False], repeat=2)))
    def test_commission(self, *, consulted: bool, solved: bool) -> None:
        assert may_turn_to_commission(consulted=consulted, solved=solved) is (consulted > solved)

    def test_limits(self) -> None:
        assert suspends_limits() is False
