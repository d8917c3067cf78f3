"""Art. 65: alternative measures."""

from __future__ import annotations

from itertools import product

import pytest

from solidarity.errors import NotLawful
from solidarity.law.part4_solidarity.art65_alternative import (
    agreed_value,
    is_additional,
    may_finish,
    may_start,
    under_delivered,
)
from solidarity.law.readings import READINGS
from solidarity.terms.quantities import Euro

TWO = Euro.whole(2_000_000)


class TestParagraph1:
    """On request, at a common value, told to the Coordinator before the start."""

    @pytest.mark.parametrize(
        ("requested", "agreed", "notified"), list(product([True, False], repeat=3))
    )
    def test_all_three_come_first(self, *, requested: bool, agreed: bool, notified: bool) -> None:
        answer = may_start(requested=requested, agreed=agreed, notified=notified)
        assert answer is all((requested, agreed, notified))

    def test_the_value_is_common(self) -> None:
        assert agreed_value(by_contributing=TWO, by_benefitting=TWO) == TWO

    @pytest.mark.parametrize(
        ("one", "other"), [(TWO, Euro.whole(1)), (Euro(0), Euro(0)), (Euro(-1), Euro(-1))]
    )
    def test_without_a_common_value_there_is_none(self, one: Euro, other: Euro) -> None:
        with pytest.raises(NotLawful, match=r"Art\. 65\(1\)"):
            agreed_value(by_contributing=one, by_benefitting=other)

    @pytest.mark.parametrize(
        ("delivered", "reading", "expected"),
        [(2_000_000, "yes", 0), (500_000, "yes", 1_500_000), (3_000_000, "yes", 0), (0, "no", 0)],
    )
    def test_the_undelivered_rest(self, delivered: int, reading: str, expected: int) -> None:
        found = under_delivered(agreed=TWO, delivered=Euro.whole(delivered), becomes_money=reading)
        assert found == Euro.whole(expected)
        assert reading in READINGS["R-008"].options


class TestParagraph2:
    """In addition to, and without doubling, what the Union and its agencies do."""

    @pytest.mark.parametrize(("agency", "funding", "owed"), list(product([True, False], repeat=3)))
    def test_on_top(self, *, agency: bool, funding: bool, owed: bool) -> None:
        answer = is_additional(
            duplicates_agency=agency, duplicates_union_funding=funding, owed_to_agencies=owed
        )
        assert answer is not any((agency, funding, owed))


class TestParagraph3:
    """What was agreed is finished after the act expired."""

    def test_finish(self) -> None:
        assert may_finish(agreed=True)
        assert not may_finish(agreed=False)
