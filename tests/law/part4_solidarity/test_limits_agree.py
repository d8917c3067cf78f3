"""The limits in the modules of Part IV and those of the clocks are the same."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from solidarity.law.part4_solidarity import art58_intention as art58
from solidarity.law.part4_solidarity import art59_notification as art59
from solidarity.law.part4_solidarity import art61_deduction_pressure as art61
from solidarity.law.part4_solidarity import art62_deduction_situation as art62
from solidarity.law.part4_solidarity import art69_offset_procedure as art69
from solidarity.law.part5_general.clocks import clock

WEDNESDAY = date(2027, 1, 20)  # every limit from here ends on a weekday


@pytest.mark.parametrize(
    ("name", "due"),
    [
        ("technical-forum-after-notification", art59.forum_due),
        ("council-refusal", art59.council_refusal_due),
        ("high-level-forum-capacity", art59.high_level_forum_due),
        ("deduction-assessment", art61.assessment_due),
        ("deduction-assessment-situation", art62.assessment_due),
        ("offset-reply", art69.reply_due),
    ],
)
def test_the_same_last_day(name: str, due: Callable[[date], date]) -> None:
    assert clock(name).run(WEDNESDAY, None).last_day == due(WEDNESDAY)


def test_the_clock_goes_on_to_the_next_working_day() -> None:
    """Ten days from Wednesday end on a Saturday; the plain limit of Art. 58(3) does not move."""
    assert art58.forum_due(WEDNESDAY) == date(2027, 1, 30)
    assert clock("technical-forum").run(WEDNESDAY, None).last_day == date(2027, 2, 1)
