"""Art. 50: health data."""

from __future__ import annotations

from itertools import product

import pytest

from solidarity.law.part3_responsibility.art50_health_data import (
    Consent,
    is_owed,
    may_handle,
    may_send,
    refusal_stops_transfer,
)


class TestParagraph1:
    """Special needs, as far as known, for care alone."""

    @pytest.mark.parametrize("facts", list(product([True, False], repeat=3)))
    def test_owed(self, facts: tuple[bool, bool, bool]) -> None:
        needs, known, care = facts
        found = is_owed(special_needs=needs, available=known, for_care_only=care)
        assert found is (sum(facts) == 3)


class TestParagraph2:
    """With consent, to protect the public, or vital interests of one who cannot consent."""

    @pytest.mark.parametrize("facts", list(product([True, False], repeat=4)))
    def test_consent(self, facts: tuple[bool, bool, bool, bool]) -> None:
        given, public, incapable, vital = facts
        assert may_send(Consent(*facts)) is any((given, public, min(incapable, vital)))

    def test_a_refusal_does_not_stop_the_transfer(self) -> None:
        assert refusal_stops_transfer() is False


class TestParagraphs3And4:
    """Those bound to secrecy only."""

    @pytest.mark.parametrize(("doctor", "bound"), list(product([True, False], repeat=2)))
    def test_hands(self, *, doctor: bool, bound: bool) -> None:
        found = may_handle(health_professional=doctor, equivalent_secrecy=bound)
        assert found is bool(doctor + bound)
