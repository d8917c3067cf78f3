"""Art. 45: limits while a person is detained."""

from __future__ import annotations

from datetime import date
from itertools import product

import pytest

from solidarity.law.part3_responsibility.art45_detained_limits import (
    must_release,
    reply_clock,
    request_clock,
    request_start,
    transfer_start,
)

REGISTERED, HIT, DETAINED = date(2026, 9, 1), date(2026, 9, 3), date(2026, 9, 5)


class TestParagraph1:
    """Two weeks from registration or hit; one week from a later detention."""

    def test_clock(self) -> None:
        assert request_clock(at_registration=True) == "detained-request"
        assert request_clock(at_registration=False) == "detained-later-request"

    @pytest.mark.parametrize(
        ("registered", "hit", "at_registration", "expected"),
        [
            (REGISTERED, HIT, True, REGISTERED),
            (None, HIT, True, HIT),
            (None, None, True, DETAINED),
            (REGISTERED, HIT, False, DETAINED),
        ],
    )
    def test_start(
        self,
        *,
        registered: date | None,
        hit: date | None,
        at_registration: bool,
        expected: date,
    ) -> None:
        found = request_start(
            registered=registered, hit=hit, detained=DETAINED, at_registration=at_registration
        )
        assert found == expected


class TestParagraph2:
    """One week for a request, the ordinary two for a notification."""

    def test_clock(self) -> None:
        assert reply_clock(take_charge=True) == "detained-reply"
        assert reply_clock(take_charge=False) == "take-back-confirmation"


class TestParagraph3:
    """Five weeks from acceptance, or from the end of suspensive effect."""

    @pytest.mark.parametrize(
        ("ended", "granted", "option", "expected"),
        [
            (None, False, "granted_only", REGISTERED),
            (HIT, True, "granted_only", HIT),
            (HIT, False, "granted_only", REGISTERED),
            (HIT, False, "any_suspension", HIT),
            (None, True, "any_suspension", REGISTERED),
        ],
    )
    def test_start(self, *, ended: date | None, granted: bool, option: str, expected: date) -> None:
        found = transfer_start(
            accepted=REGISTERED, suspension_ended=ended, granted=granted, option=option
        )
        assert found == expected

    def test_by_default_only_a_granted_suspension_counts(self) -> None:
        found = transfer_start(accepted=REGISTERED, suspension_ended=HIT, granted=False)
        assert found == REGISTERED


class TestParagraph4:
    """Any limit missed means release."""

    @pytest.mark.parametrize("facts", list(product([True, False], repeat=3)))
    def test_release(self, facts: tuple[bool, bool, bool]) -> None:
        request, decision, transfer = facts
        found = must_release(request_late=request, decision_late=decision, transfer_late=transfer)
        assert found is (sum(facts) > 0)
