"""Art. 41: take back notifications."""

from __future__ import annotations

from itertools import product

import pytest

from solidarity.law.part3_responsibility.art41_take_back import (
    Ground,
    confirmation_clock,
    consequence_of_late_notice,
    is_confirmed_by_silence,
    is_demonstrated,
    notification_clock,
    notification_missing,
)


class TestParagraph1:
    """Two weeks from the hit, in a crisis one month; late changes nothing (worked case T47)."""

    def test_clock(self) -> None:
        assert notification_clock(in_crisis=False) == "take-back-notification"
        assert notification_clock(in_crisis=True) == "crisis-take-back-notification"

    def test_late(self) -> None:
        assert consequence_of_late_notice(responsible="IT") == "IT"


class TestParagraph2:
    """Form and evidence."""

    def test_content(self) -> None:
        assert [item.name for item in notification_missing({"standard_form"})] == ["evidence"]


class TestParagraph3:
    """Confirmed unless the notified state shows in time that it is not obliged."""

    def test_clock(self) -> None:
        assert confirmation_clock(in_crisis=False) == "take-back-confirmation"
        assert confirmation_clock(in_crisis=True) == "crisis-take-back-confirmation"

    @pytest.mark.parametrize("ground", Ground)
    @pytest.mark.parametrize("facts", list(product([True, False], repeat=3)))
    def test_showing(self, ground: Ground, facts: tuple[bool, bool, bool]) -> None:
        evidence, told, in_time = facts
        wanted = {"in_time": in_time, "evidence": evidence, "told": told}
        if ground is Ground.WRONG_ENTRY:
            del wanted["evidence"]
        elif ground is not Ground.SHIFTED:
            del wanted["told"]
        found = is_demonstrated(ground, evidence=evidence, told=told, in_time=in_time)
        assert found is all(wanted.values())


class TestParagraph4:
    """Silence confirms."""

    @pytest.mark.parametrize(("passed", "shown"), list(product([True, False], repeat=2)))
    def test_silence(self, *, passed: bool, shown: bool) -> None:
        found = is_confirmed_by_silence(limit_passed=passed, demonstrated=shown)
        assert found is (passed > shown)
