"""Art. 43: remedies."""

from __future__ import annotations

from itertools import product

import pytest

from solidarity.errors import NotLawful
from solidarity.law.part3_responsibility.art36_obligations_responsible import Duty
from solidarity.law.part3_responsibility.art43_remedies import (
    appeal_alone_suspends,
    appeal_weeks,
    assistance_owed,
    bars_transfer,
    grounds,
    is_free_assistance_owed,
    is_refusal_complete,
    may_challenge_refusal_of_assistance,
)


class TestParagraph1:
    """Three grounds; that on family only for persons taken charge of."""

    @pytest.mark.parametrize("duty", Duty)
    def test_grounds(self, duty: Duty) -> None:
        names = [item.name for item in grounds(duty)]
        assert names[:2] == ["real_risk", "later_facts"]
        assert ("family" in names) is (duty is Duty.TAKE_CHARGE)


class TestParagraph2:
    """One to three weeks."""

    @pytest.mark.parametrize("weeks", [1, 2, 3])
    def test_within(self, weeks: int) -> None:
        assert appeal_weeks(weeks) == weeks

    @pytest.mark.parametrize("weeks", [0, 4])
    def test_outside(self, weeks: int) -> None:
        with pytest.raises(NotLawful, match=r"are not 1 to 3 \(Art\. 43\(2\)\)"):
            appeal_weeks(weeks)


class TestParagraph3:
    """No transfer until the first request is decided; an appeal alone suspends nothing."""

    @pytest.mark.parametrize(
        ("window", "asked", "decided", "granted", "option", "expected"),
        [
            (True, False, False, False, "wait", True),
            (True, False, False, False, "may_go", False),
            (False, False, False, False, "wait", False),
            (True, True, False, False, "may_go", True),
            (False, True, False, False, "wait", True),
            (False, True, True, True, "wait", True),
            (True, True, True, False, "wait", False),
        ],
    )
    def test_bar(  # noqa: PLR0913
        self,
        *,
        window: bool,
        asked: bool,
        decided: bool,
        granted: bool,
        option: str,
        expected: bool,
    ) -> None:
        found = bars_transfer(
            window_open=window, asked=asked, decided=decided, granted=granted, option=option
        )
        assert found is expected

    def test_by_default_the_transfer_waits(self) -> None:
        assert bars_transfer(window_open=True, asked=False, decided=False, granted=False)

    def test_an_appeal_alone(self) -> None:
        assert not appeal_alone_suspends()

    def test_a_refusal_states_its_reasons(self) -> None:
        assert is_refusal_complete(reasons=True)
        assert not is_refusal_complete(reasons=False)


class TestParagraphs4And5:
    """Legal assistance, with the language where needed, free for those who cannot pay."""

    def test_access(self) -> None:
        assert assistance_owed(linguistic_needed=True) == ("legal", "linguistic")
        assert assistance_owed(linguistic_needed=False) == ("legal",)

    @pytest.mark.parametrize("facts", list(product([True, False], repeat=3)))
    def test_free(self, facts: tuple[bool, bool, bool]) -> None:
        requested, can_pay, no_prospect = facts
        found = is_free_assistance_owed(
            requested=requested, can_pay=can_pay, no_prospect=no_prospect
        )
        assert found is (facts == (True, False, False))

    def test_a_refusal_by_no_court_goes_to_one(self) -> None:
        assert may_challenge_refusal_of_assistance(by_court=False)
        assert not may_challenge_refusal_of_assistance(by_court=True)
