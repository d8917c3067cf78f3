"""Art. 6 IR: DubliNet."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from solidarity.law.implementing.art06_access_points import (
    interruption_suspends_limits,
    moment_of_receipt,
    must_notify_interruption,
)


class TestArticle6:
    """The stamp proves receipt; an interruption stops no limit."""

    def test_stamp(self) -> None:
        stamp = datetime(2026, 9, 1, 23, 59, tzinfo=UTC)
        assert moment_of_receipt(stamp=stamp) == stamp

    @pytest.mark.parametrize(("hours", "expected"), [(6, False), (7, False), (8, True)])
    def test_interruption(self, *, hours: int, expected: bool) -> None:
        assert must_notify_interruption(working_hours=hours) is expected

    def test_limits_run_on(self) -> None:
        assert interruption_suspends_limits() is False
