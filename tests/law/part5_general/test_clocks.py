"""The register of clocks."""

from __future__ import annotations

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from solidarity.adapters.holiday_calendars import calendar_of
from solidarity.errors import InputError, OutOfScope
from solidarity.law.part5_general.art75_time_limits import Unit
from solidarity.law.part5_general.clock import Clock, Way, days, hours, months, weeks
from solidarity.law.part5_general.clocks import CLOCKS, clock
from solidarity.terms.citations import Act, Art

PROMISED = [
    "high-level-forum",
    "technical-forum",
    "deduction-assessment",
    "offset-reply",
    "relocation-reply",
    "relocation-reply-extended",
    "relocation-decision",
    "relocation-transfer",
    "take-charge-request",
    "take-charge-reply",
    "take-back-notification",
    "take-back-confirmation",
    "transfer",
]

EVERY_LIMIT_OF_RESPONSIBILITY = {
    1: ("registration", "registration-many", "crisis-registration"),
    2: ("eurodac", "eurodac-fault"),
    3: ("information",),
    4: ("provisional-assistant", "representative", "representative-extended"),
    5: ("interview",),
    6: ("further-evidence",),
    7: ("take-charge-request",),
    8: ("take-charge-request-hit",),
    9: ("take-charge-urgent",),
    10: ("take-charge-reply",),
    11: ("take-charge-reply-hit",),
    12: ("take-charge-reply-urgent",),
    13: ("take-charge-reasons",),
    14: ("re-examination", "re-examination-answer"),
    15: ("humanitarian-reply",),
    16: ("information-request",),
    17: ("family-query", "family-query-extended"),
    18: ("take-back-notification",),
    19: ("take-back-confirmation",),
    20: ("reconsideration", "reconsideration-answer"),
    21: ("transfer-decision",),
    22: ("transfer-notice",),
    23: ("appeal",),
    24: ("suspension-request",),
    25: ("suspension-ruling",),
    26: ("appeal-judgment",),
    27: ("transfer",),
    28: ("transfer-imprisonment",),
    29: ("transfer-absconding",),
    30: ("transfer-available-again",),
    31: ("erroneous-transfer",),
    32: (
        "transfer-form-earliest",
        "transfer-form",
        "transfer-form-special-needs",
        "transfer-form-group",
        "transfer-form-answer",
    ),
    33: ("arrival-silence-voluntary", "arrival-silence-supervised"),
    34: ("detained-request",),
    35: ("detained-later-request",),
    36: ("detained-reply",),
    37: ("detained-transfer",),
    38: ("detention-review", "detention-review-longest"),
    39: ("relocation-reply", "relocation-postponement", "relocation-reply-extended"),
    40: (
        "relocation-decision",
        "relocation-notice-applicant",
        "relocation-notice-beneficiary",
    ),
    41: ("relocation-transfer",),
    42: ("offset-reply",),
}
"""Clocks by the number of the limit in the order of Part III, then relocation and offsets."""

LENGTHS = {
    "high-level-forum": "15 days",
    "high-level-forum-capacity": "1 week",
    "technical-forum": "10 days",
    "technical-forum-after-notification": "2 weeks",
    "council-refusal": "2 weeks",
    "deduction-assessment": "4 weeks",
    "deduction-assessment-situation": "4 weeks",
    "offset-reply": "30 days",
    "relocation-reply": "1 week",
    "relocation-reply-extended": "2 weeks",
    "relocation-decision": "1 week",
    "relocation-notice-applicant": "2 days",
    "relocation-notice-beneficiary": "1 week",
    "relocation-transfer": "4 weeks",
    "eurodac": "72 hours",
    "eurodac-fault": "120 hours",
    "representative": "15 working days",
    "representative-extended": "25 working days",
    "take-charge-request": "2 months",
    "take-charge-request-hit": "1 month",
    "take-charge-reply": "1 month",
    "take-charge-reply-hit": "2 weeks",
    "take-back-notification": "2 weeks",
    "take-back-confirmation": "2 weeks",
    "transfer-decision": "2 weeks",
    "transfer": "6 months",
    "transfer-imprisonment": "1 year",
    "transfer-absconding": "3 years",
    "transfer-available-again": "3 months",
    "detained-transfer": "5 weeks",
    "humanitarian-reply": "2 months",
    "information-request": "3 weeks",
    "crisis-take-charge-request": "4 months",
    "crisis-take-charge-reply": "2 months",
    "crisis-take-back-notification": "1 month",
    "crisis-take-back-confirmation": "1 month",
    "crisis-transfer": "1 year",
    "crisis-bulletin": "2 weeks",
    "crisis-duration": "3 months",
    "crisis-duration-longest": "12 months",
}


class TestRegister:
    """Every limit has a name, a provision, an actor and a consequence."""

    def test_the_promised_names_exist(self) -> None:
        assert [name for name in PROMISED if name not in CLOCKS] == []

    def test_every_limit_of_part_iii_is_there(self) -> None:
        assert sorted(EVERY_LIMIT_OF_RESPONSIBILITY) == list(range(1, 43))
        named = {name for names in EVERY_LIMIT_OF_RESPONSIBILITY.values() for name in names}
        assert named - set(CLOCKS) == set()

    @pytest.mark.parametrize(("name", "length"), LENGTHS.items())
    def test_length(self, name: str, length: str) -> None:
        assert str(CLOCKS[name].length) == length

    @pytest.mark.parametrize("found", CLOCKS.values(), ids=lambda found: found.name)
    def test_every_clock_is_complete(self, found: Clock) -> None:
        assert found.starts
        assert found.actor
        assert found.late
        assert CLOCKS[found.name] is found
        assert found.length_min is None or found.length is not None
        if found.way in {Way.BACKWARDS, Way.EARLIEST}:
            assert found.length is not None
            assert found.length.unit in {Unit.DAYS, Unit.WEEKS}
        if found.way is Way.VALIDITY:
            assert found.length is not None
            assert found.length.unit is Unit.MONTHS

    def test_the_union_acts_where_no_member_state_does(self) -> None:
        union = {found.name for found in CLOCKS.values() if found.union}
        assert {"high-level-forum", "technical-forum", "deduction-assessment"} <= union
        assert "offset-reply" not in union

    def test_the_whole_crisis_is_there(self) -> None:
        assert sum(found.source.act is Act.CRISIS for found in CLOCKS.values()) == 12

    def test_a_name_that_does_not_exist_is_answered_with_near_ones(self) -> None:
        with pytest.raises(InputError, match="relocation-reply, ") as refused:
            clock("relocation-answer")
        assert "offset-reply" not in str(refused.value)
        with pytest.raises(InputError, match="offset-reply"):
            clock("")


class TestRunning:
    """A clock runs in its own way."""

    start = datetime(2026, 7, 1, 10, tzinfo=ZoneInfo("Europe/Berlin"))

    def test_forwards(self) -> None:
        result = clock("relocation-reply").run(self.start, calendar_of("DE"))
        assert result.last_day == date(2026, 7, 8)
        assert clock("relocation-reply").run_shortest(self.start, None) is None

    def test_backwards_keeps_the_zone(self) -> None:
        result = clock("relocation-notice-applicant").run(self.start, None)
        assert result.last_day == date(2026, 6, 29)
        assert result.expires_at == datetime(2026, 6, 29, 23, 59, 59, tzinfo=self.start.tzinfo)
        assert clock("relocation-notice-applicant").run(self.start.date(), None).expires_at is None

    def test_the_earliest_day_does_not_expire(self) -> None:
        result = clock("transfer-form-earliest").run(self.start, None)
        assert result.last_day == date(2026, 6, 17)
        assert result.expires_at is None

    def test_a_window_of_national_law_has_two_ends(self) -> None:
        appeal = clock("appeal")
        longest, shortest = appeal.run(self.start, None), appeal.run_shortest(self.start, None)
        assert longest.last_day == date(2026, 7, 22)
        assert shortest is not None
        assert shortest.last_day == date(2026, 7, 8)

    def test_a_validity_is_not_moved(self) -> None:
        result = clock("crisis-duration").run(date(2026, 7, 4), calendar_of("EU"))
        assert result.last_day == date(2026, 10, 4)
        assert result.last_day.weekday() == 6

    def test_a_day_of_the_year_is_named_and_not_moved(self) -> None:
        delivery = clock("year-end-delivery")
        assert delivery.run(self.start, None).last_day == date(2026, 12, 31)
        confirmation = clock("january-confirmation").run(self.start, None)
        assert confirmation.last_day == date(2027, 1, 31)
        assert confirmation.last_day.weekday() == 6
        assert confirmation.expires_at is not None
        assert confirmation.expires_at.isoformat() == "2027-01-31T23:59:59+01:00"

    def test_an_act_due_without_delay_has_no_last_day(self) -> None:
        notice = clock("transfer-notice")
        assert not notice.has_end
        assert clock("year-end-delivery").has_end
        assert clock("transfer").has_end
        with pytest.raises(OutOfScope, match="no number of days"):
            notice.run(self.start, None)

    def test_lengths_in_words(self) -> None:
        assert [str(make(2)) for make in (hours, days, weeks, months)] == [
            "2 hours",
            "2 days",
            "2 weeks",
            "2 months",
        ]

    def test_a_naive_planned_time_gives_no_moment(self) -> None:
        own = Clock("x", Art(75), days(1), "x", "x", way=Way.BACKWARDS)
        naive = datetime(2026, 7, 2, 10, tzinfo=UTC).replace(tzinfo=None)
        assert own.run(naive, None).expires_at is None
