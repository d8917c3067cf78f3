"""Art. 63(8) and (9): which applications can be offset."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from solidarity.law.part4_solidarity.art63_offset_eligibility import (
    OffsetCase,
    has_not_absconded,
    is_not_admitted,
    is_not_beneficiary,
    is_not_unaccompanied_minor,
    is_responsible_by_criteria,
    is_transfer_limit_running,
    may_be_taken_if_rejected,
    offset_refusals,
)
from solidarity.terms.citations import Art

GOOD = OffsetCase(on=date(2026, 9, 1), ground=33, transfer_until=date(2026, 9, 1))

CASES = st.builds(
    OffsetCase,
    on=st.dates(date(2026, 6, 12), date(2027, 12, 31)),
    ground=st.integers(16, 40),
    transfer_until=st.dates(date(2026, 6, 12), date(2027, 12, 31)),
    unaccompanied_minor=st.booleans(),
    absconded=st.booleans(),
    beneficiary=st.booleans(),
    admitted=st.booleans(),
    finally_rejected=st.booleans(),
    rejected_chosen=st.booleans(),
)


class TestParagraph8:
    """Six conditions, each with its own point."""

    def test_an_adult_with_an_open_application_on_the_last_day(self) -> None:
        assert offset_refusals(GOOD) == ()

    def test_a_point_for_each(self) -> None:
        assert not is_not_unaccompanied_minor(replace(GOOD, unaccompanied_minor=True))
        assert not is_transfer_limit_running(replace(GOOD, on=date(2026, 9, 2)))
        assert not has_not_absconded(replace(GOOD, absconded=True))
        assert not is_not_beneficiary(replace(GOOD, beneficiary=True))
        assert not is_not_admitted(replace(GOOD, admitted=True))

    @pytest.mark.parametrize("ground", [16, 25, 26, 27, 28, 34, 35, 36, 37])
    def test_never_on_other_grounds(self, ground: int) -> None:
        assert offset_refusals(replace(GOOD, ground=ground)) == (Art(63, 8, "b"),)

    @pytest.mark.parametrize("ground", [29, 30, 31, 32, 33])
    def test_on_the_grounds_of_the_criteria(self, ground: int) -> None:
        assert is_responsible_by_criteria(replace(GOOD, ground=ground))

    def test_every_refusal_is_named_in_the_order_of_the_law(self) -> None:
        worst = OffsetCase(
            on=date(2026, 9, 2),
            ground=16,
            transfer_until=date(2026, 9, 1),
            unaccompanied_minor=True,
            absconded=True,
            beneficiary=True,
            admitted=True,
            finally_rejected=True,
        )
        expected = (*(Art(63, 8, point) for point in "abcdef"), Art(63, 9))
        assert offset_refusals(worst) == expected

    @given(case=CASES)
    def test_every_condition_must_hold(self, case: OffsetCase) -> None:
        is_open = (
            not case.unaccompanied_minor
            and 29 <= case.ground <= 33
            and case.on <= case.transfer_until
            and not (case.absconded or case.beneficiary or case.admitted)
            and (case.rejected_chosen or not case.finally_rejected)
        )
        assert (offset_refusals(case) == ()) is is_open


class TestParagraph9:
    """Finally rejected persons only if the contributing state so chooses."""

    def test_its_choice(self) -> None:
        rejected = replace(GOOD, finally_rejected=True)
        assert not may_be_taken_if_rejected(rejected)
        assert may_be_taken_if_rejected(replace(rejected, rejected_chosen=True))
        assert may_be_taken_if_rejected(GOOD)
