"""Art. 46: transfers."""

from __future__ import annotations

from datetime import date
from itertools import product

import pytest

from solidarity.law.part3_responsibility.art46_transfers import (
    TRANSFER_MONTHS,
    Hindrance,
    extended_start,
    has_priority,
    may_extend,
    must_accept_back,
    responsible_when_late,
    transfer_start,
)
from solidarity.law.part5_general.clocks import clock

ACCEPTED, FINAL, TOLD = date(2026, 10, 1), date(2027, 2, 1), date(2027, 3, 1)


class TestParagraph1:
    """Six months from acceptance, or from the final decision on a suspensive appeal."""

    @pytest.mark.parametrize(
        ("final", "granted", "option", "expected"),
        [
            (None, False, "granted_only", ACCEPTED),
            (FINAL, True, "granted_only", FINAL),
            (FINAL, False, "granted_only", ACCEPTED),
            (FINAL, False, "any_request", FINAL),
            (None, True, "any_request", ACCEPTED),
        ],
    )
    def test_start(self, *, final: date | None, granted: bool, option: str, expected: date) -> None:
        found = transfer_start(
            accepted=ACCEPTED, appeal_final=final, granted=granted, option=option
        )
        assert found == expected

    def test_by_default_only_a_granted_suspension_counts(self) -> None:
        assert transfer_start(accepted=ACCEPTED, appeal_final=FINAL, granted=False) == ACCEPTED

    def test_family_comes_first(self) -> None:
        found = [number for number in range(16, 40) if has_priority(article=number)]
        assert found == [25, 26, 27, 28, 34]

    def test_the_clock_has_the_months_of_the_text(self) -> None:
        length = clock("transfer").length
        assert length is not None
        assert length.count == TRANSFER_MONTHS.on(ACCEPTED)


class TestParagraph2:
    """Longer if told in time; afterwards the transferring state is responsible (T45)."""

    @pytest.mark.parametrize(
        ("told", "expected"),
        [(date(2027, 4, 1), True), (date(2027, 4, 2), False), (None, False)],
    )
    def test_told_in_time(self, *, told: date | None, expected: bool) -> None:
        assert may_extend(told=told, transfer_until=date(2027, 4, 1)) is expected

    @pytest.mark.parametrize("hindrance", Hindrance)
    def test_from_when(self, hindrance: Hindrance) -> None:
        prison = hindrance is Hindrance.IMPRISONED
        found = extended_start(hindrance, started=ACCEPTED, told=TOLD)
        assert found == (ACCEPTED if prison else TOLD)
        length = clock(hindrance.value[1]).length
        assert str(length) == ("1 year" if prison else "3 years")

    def test_when_late(self) -> None:
        late = responsible_when_late(transferring="DE", responsible="FR", late=True)
        assert late == "DE"
        in_time = responsible_when_late(transferring="DE", responsible="FR", late=False)
        assert in_time == "FR"


class TestParagraph3:
    """After an error or an appeal the person is taken back."""

    @pytest.mark.parametrize(("error", "overturned"), list(product([True, False], repeat=2)))
    def test_back(self, *, error: bool, overturned: bool) -> None:
        found = must_accept_back(erroneous=error, overturned=overturned)
        assert found is bool(error + overturned)
