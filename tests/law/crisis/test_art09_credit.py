"""Art. 9(4)-(5) of Regulation (EU) 2024/1359: credit for what was taken above the fair share."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from solidarity.errors import InputError
from solidarity.law.crisis.art09_credit import (
    Credit,
    above_fair_share,
    credit_for_year,
    fair_share_after_credit,
    may_claim_in_crisis,
    missing_in_notification,
)
from solidarity.terms.quantities import Persons

CREDIT = Credit(above=Persons(102), authorised=date(2027, 5, 1), first_year=2028)


class TestParagraph4:
    """Spread over five annual cycles, or in another crisis within five years; never twice."""

    def test_above(self) -> None:
        assert above_fair_share(taken=Persons(150), fair_share=Persons(48)) == Persons(102)
        assert above_fair_share(taken=Persons(40), fair_share=Persons(48)) == Persons(0)

    def test_spread_over_five_cycles(self) -> None:
        used, found = Persons(0), []
        for year in range(2027, 2034):
            credit = credit_for_year(credit=CREDIT, year=year, used=used)
            used += credit
            found.append(credit.count)
        assert found == [0, 21, 21, 20, 20, 20, 0]
        assert used == CREDIT.above

    @given(
        above=st.integers(0, 10_000),
        claims=st.lists(st.integers(0, 3_000), min_size=5, max_size=5),
    )
    def test_never_more_than_was_taken_above_whatever_another_crisis_uses(
        self, above: int, claims: list[int]
    ) -> None:
        credit = replace(CREDIT, above=Persons(above))
        used = 0
        for year, claim in zip(range(2028, 2033), claims, strict=True):
            used += credit_for_year(credit=credit, year=year, used=Persons(used)).count
            used += min(claim, above - used)
        assert used == above

    def test_not_beyond_what_there_was(self) -> None:
        with pytest.raises(InputError, match=r"Art\. 9\(5\)"):
            credit_for_year(credit=CREDIT, year=2028, used=Persons(103))

    def test_the_fair_share_falls_at_most_to_zero(self) -> None:
        found = fair_share_after_credit(fair_share=Persons(100), credit=Persons(21))
        assert found == Persons(79)
        assert fair_share_after_credit(fair_share=Persons(5), credit=Persons(21)) == Persons(0)

    @pytest.mark.parametrize(
        ("on", "expected"), [(date(2032, 3, 31), True), (date(2032, 4, 1), False)]
    )
    def test_in_another_crisis_within_five_years(self, on: date, *, expected: bool) -> None:
        answer = may_claim_in_crisis(credit=CREDIT, expired=date(2027, 3, 31), on=on)
        assert answer is expected


class TestParagraph5:
    """Notified with two numbers, and only with the Commission's implementing act."""

    def test_nothing_without_the_act(self) -> None:
        waiting = replace(CREDIT, authorised=None)
        assert credit_for_year(credit=waiting, year=2028, used=Persons(0)) == Persons(0)
        assert not may_claim_in_crisis(
            credit=waiting, expired=date(2027, 3, 31), on=date(2027, 4, 1)
        )

    def test_notification(self) -> None:
        assert not missing_in_notification(above=Persons(102), reduction=Persons(21))
        assert missing_in_notification(above=None, reduction=None) == (
            "applications above the fair share",
            "intended reduction",
        )
