"""Art. 5 IR: the reference number."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from solidarity.errors import InputError
from solidarity.law.implementing.art05_reference_number import (
    TYPES,
    Reference,
    group_number,
    is_priority,
    read_reference,
    reference_number,
)


class TestArticle5:
    """Country, two digits of the type, P for priority, number of the case."""

    def test_twelve_types(self) -> None:
        assert sorted(TYPES.values()) == [f"{number:02}" for number in range(1, 13)]

    @pytest.mark.parametrize(
        ("reference", "expected"),
        [
            (Reference("DE", "take_charge_request", True, "2026-17"), "DE01P2026-17"),
            (Reference("FR", "take_back_notification", False, "44/B"), "FR0244/B"),
            (Reference("BE", "responsibility_offset", False, "9"), "BE129"),
        ],
    )
    def test_written(self, reference: Reference, expected: str) -> None:
        assert reference_number(reference) == expected
        assert read_reference(expected) == reference

    @given(
        country=st.from_regex(r"\A[A-Z]{2}\Z"),
        kind=st.sampled_from(sorted(TYPES)),
        priority=st.booleans(),
        number=st.from_regex(r"\A[A-OQ-Za-z0-9][A-Za-z0-9/.-]{0,9}\Z"),
    )
    def test_read_as_written(self, *, country: str, kind: str, priority: bool, number: str) -> None:
        reference = Reference(country, kind, priority, number)
        assert read_reference(reference_number(reference)) == reference

    @pytest.mark.parametrize(
        "reference",
        [
            Reference("DE", "letter", False, "1"),
            Reference("D", "dependency", False, "1"),
            Reference("DE", "dependency", False, ""),
            Reference("DE", "dependency", False, "P1"),
            Reference("DE", "dependency", False, "1 2"),
        ],
    )
    def test_what_is_none(self, reference: Reference) -> None:
        with pytest.raises(InputError):
            reference_number(reference)

    @pytest.mark.parametrize("text", ["", "DE", "DE131", "de011", "DE01"])
    def test_what_cannot_be_read(self, text: str) -> None:
        with pytest.raises(InputError, match="not a reference number"):
            read_reference(text)

    @pytest.mark.parametrize(
        ("minor", "article", "expected"),
        [(True, 33, True), (False, 26, True), (False, 34, True), (False, 33, False)],
    )
    def test_priority(self, *, minor: bool, article: int, expected: bool) -> None:
        assert is_priority(minor=minor, article=article) is expected

    def test_groups(self) -> None:
        assert group_number(country="DE", persons=12, day="2026-11-12") == "DE09G12/2026-11-12"
