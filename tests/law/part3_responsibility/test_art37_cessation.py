"""Art. 37: shift and cessation, with their boundary days and who must show them."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from solidarity.law.part3_responsibility.art37_cessation import (
    Prover,
    Shift,
    border_duties_until,
    ceased_after_absence,
    ceased_after_border,
    ceased_after_return,
    cessation_prover,
    is_held_open,
    newly_responsible,
    shift_prover,
)

DAY = timedelta(1)


class TestParagraph1:
    """Who acts becomes responsible; who does not transfer in time, too (worked cases T45, T48)."""

    @pytest.mark.parametrize("shift", Shift)
    def test_to_whom(self, shift: Shift) -> None:
        late = shift is Shift.LATE_TRANSFER
        found = newly_responsible(shift, acting="FR", transferring="DE")
        assert found == ("DE" if late else "FR")

    def test_who_shows_it(self) -> None:
        shown = {shift for shift in Shift if shift_prover(shift) is Prover.ASSESSING_STATE}
        assert shown == {Shift.BEST_INTERESTS}
        assert shift_prover(Shift.DISCRETION) is Prover.NOBODY


class TestParagraph2:
    """Fifteen months after a final border decision; on the day itself the duties still hold."""

    @pytest.mark.parametrize(
        ("final", "last"),
        [
            (date(2027, 2, 1), date(2028, 5, 1)),
            (date(2026, 11, 30), date(2028, 2, 29)),  # a leap year
            (date(2027, 11, 30), date(2029, 2, 28)),
        ],
    )
    def test_the_last_day(self, final: date, last: date) -> None:
        assert border_duties_until(final) == last
        assert not ceased_after_border(final=final, registered=last)
        assert ceased_after_border(final=final, registered=last + DAY)

    def test_worked_case_t49(self) -> None:
        assert ceased_after_border(final=date(2027, 2, 1), registered=date(2028, 6, 10))

    def test_a_decision_before_the_start_is_counted_too(self) -> None:
        assert border_duties_until(date(2026, 6, 11)) == date(2027, 9, 11)


class TestParagraph3:
    """A take back pending at the end holds the duties open until it is over."""

    FINAL = date(2027, 2, 1)

    @pytest.mark.parametrize(
        ("applied", "pending", "finished", "expected"),
        [
            (date(2028, 5, 1), True, False, True),
            (date(2028, 5, 2), True, False, False),
            (None, True, False, False),
            (date(2028, 4, 1), False, False, False),
            (date(2028, 4, 1), True, True, False),
        ],
    )
    def test_held_open(
        self, *, applied: date | None, pending: bool, finished: bool, expected: bool
    ) -> None:
        found = is_held_open(
            final=self.FINAL, applied_elsewhere=applied, pending_at_end=pending, finished=finished
        )
        assert found is expected


class TestParagraph4:
    """Nine months of absence, shown by the state responsible, without a valid document."""

    @pytest.mark.parametrize(
        ("returned", "document", "shown", "expected"),
        [
            (date(2027, 6, 30), False, True, False),
            (date(2027, 7, 1), False, True, True),
            (date(2027, 7, 1), True, True, False),
            (date(2027, 7, 1), False, False, False),
        ],
    )
    def test_absence(self, *, returned: date, document: bool, shown: bool, expected: bool) -> None:
        found = ceased_after_absence(
            left=date(2026, 10, 1),
            returned=returned,
            residence_document=document,
            established=shown,
        )
        assert found is expected

    @given(left=st.dates(date(2026, 6, 12), date(2040, 1, 1)), days=st.integers(0, 400))
    def test_the_more_absence_the_more_it_ceases(self, left: date, days: int) -> None:
        found = ceased_after_absence(
            left=left,
            returned=left + days * DAY,
            residence_document=False,
            established=True,
        )
        assert found or days < 277
        assert not found or days >= 271


class TestParagraph5:
    """Departure under a return decision, as Eurodac shows it."""

    @pytest.mark.parametrize(
        ("entered", "left", "expected"),
        [
            (True, date(2027, 1, 9), True),
            (True, date(2027, 1, 10), False),
            (True, None, False),
            (False, date(2027, 1, 9), False),
        ],
    )
    def test_return(self, *, entered: bool, left: date | None, expected: bool) -> None:
        found = ceased_after_return(
            entered_in_eurodac=entered, left=left, registered=date(2027, 1, 10)
        )
        assert found is expected


class TestWhoShowsIt:
    """Each ground has its prover."""

    def test_each(self) -> None:
        assert cessation_prover(2) is Prover.NOTIFIED_STATE
        assert cessation_prover(4) is Prover.RESPONSIBLE_STATE
        assert cessation_prover(5) is Prover.EURODAC
