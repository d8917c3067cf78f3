"""Art. 21: legal counselling."""

from __future__ import annotations

from itertools import product

import pytest

from solidarity.law.part3_responsibility.art21_legal_counselling import (
    counselling_missing,
    is_free_counselling_owed,
    may_consult,
    may_counsel,
)


class TestParagraph1:
    """At all stages of determining the state responsible."""

    def test_stages(self) -> None:
        assert may_consult(determining=True)
        assert not may_consult(determining=False)


class TestParagraphs2And7:
    """Free on request; it can be left out for those already assisted."""

    @pytest.mark.parametrize(
        ("requested", "assisted", "excluded"), list(product([True, False], repeat=3))
    )
    def test_free(self, *, requested: bool, assisted: bool, excluded: bool) -> None:
        found = is_free_counselling_owed(
            requested=requested, already_assisted=assisted, excluded=excluded
        )
        assert found is (requested and (not assisted or not excluded))


class TestParagraph3:
    """By admitted advisers or accredited organisations."""

    @pytest.mark.parametrize(("adviser", "organisation"), list(product([True, False], repeat=2)))
    def test_who(self, *, adviser: bool, organisation: bool) -> None:
        found = may_counsel(admitted_adviser=adviser, accredited_organisation=organisation)
        assert found is any((adviser, organisation))


class TestParagraph6:
    """Explaining, helping with facts, helping with the template."""

    def test_content(self) -> None:
        assert [item.name for item in counselling_missing({"facts"})] == ["procedure", "template"]
