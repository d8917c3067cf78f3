"""Art. 48: information before a transfer."""

from __future__ import annotations

import pytest

from solidarity.law.part3_responsibility.art48_information_before_transfer import (
    CONTENT,
    Traveller,
    information_missing,
    is_lawful_channel,
    may_send,
)


class TestParagraph1:
    """Only what assistance needs."""

    def test_need(self) -> None:
        assert may_send(needed_for_assistance=True)
        assert not may_send(needed_for_assistance=False)


class TestParagraph2:
    """What is essential for this person."""

    @pytest.mark.parametrize(
        ("person", "more"),
        [
            (Traveller(), []),
            (Traveller(special_needs=True), ["immediate_measures"]),
            (Traveller(family_there=True), ["family_contacts"]),
            (Traveller(minor=True), ["minor_assessment"]),
            (Traveller(age_assessed=True), ["age_assessment"]),
            (Traveller(screened=True), ["screening_form"]),
        ],
    )
    def test_content(self, person: Traveller, more: list[str]) -> None:
        assert [item.name for item in information_missing((), person)] == [*more, "other"]

    def test_complete(self) -> None:
        given = {item.name for item in CONTENT}
        person = Traveller(special_needs=True, minor=True)
        assert information_missing(given, person) == ()


class TestParagraph3:
    """Between notified authorities, over DubliNet."""

    @pytest.mark.parametrize(
        ("notified", "dublinet", "expected"),
        [(True, True, True), (True, False, False), (False, True, False)],
    )
    def test_channel(self, *, notified: bool, dublinet: bool, expected: bool) -> None:
        found = is_lawful_channel(notified_authorities=notified, over_dublinet=dublinet)
        assert found is expected
