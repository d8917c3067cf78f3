"""The calendar of a cycle."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from solidarity.adapters.holiday_calendars import calendar_of
from solidarity.cycle.calendar import LAST_YEAR, Deadline, State, calendar
from solidarity.errors import InputError, OutOfScope

EU = calendar_of("EU")
PACKAGE = date(2025, 11, 11)
FIRST_CYCLE = {
    "report": PACKAGE,
    "decision": PACKAGE,
    "proposal": PACKAGE,
    "forum": date(2025, 11, 18),
    "pool-act": date(2025, 12, 19),
}
FAR = date(2099, 1, 1)


def asked(
    year: int, actual: dict[str, date] | None = None, as_of: date = date(2026, 11, 22)
) -> dict[str, Deadline]:
    deadlines = calendar(year, actual or {}, as_of=as_of, holidays=EU)
    assert len({deadline.id for deadline in deadlines}) == len(deadlines)
    return {deadline.id: deadline for deadline in deadlines}


class TestTheFirstCycle:
    """2026 as it ran: late, and what depends on it moved."""

    def test_the_package_was_27_days_late(self) -> None:
        report = asked(2026, FIRST_CYCLE)["report"]
        assert report.due == date(2025, 10, 15)
        assert report.actual == PACKAGE
        assert report.days_late == 27
        assert report.state is State.LATE
        assert report.provision == "Art. 9(4)"

    def test_the_forum_is_counted_from_the_package_as_adopted(self) -> None:
        forum = asked(2026, FIRST_CYCLE)["forum"]
        assert forum.due == date(2025, 11, 26)
        assert forum.state is State.DONE
        assert forum.days_late == 0
        assert forum.note == "Counted from the adoption of the package, 11 November 2025."

    def test_the_act_was_in_time(self) -> None:
        act = asked(2026, FIRST_CYCLE)["pool-act"]
        assert act.due == date(2025, 12, 31)
        assert act.state is State.DONE

    def test_what_opens_after_the_act(self) -> None:
        found = asked(2026, FIRST_CYCLE)
        for name in ("technical-forum", "use-information", "requests"):
            assert found[name].opens == date(2025, 12, 19)
            assert found[name].due is None
            assert found[name].state is State.OPEN
            assert found[name].days_late == 0

    def test_what_the_package_rests_on_has_happened_but_is_not_recorded(self) -> None:
        found = asked(2026, FIRST_CYCLE)
        for name in ("information", "first-meeting", "update", "second-meeting", "consultation"):
            assert found[name].state is State.UNRECORDED
            assert found[name].days_late == 0


class TestTheCycleOf2027:
    """What is due, before anything is known."""

    @pytest.mark.parametrize(
        ("name", "due"),
        [
            ("information", date(2026, 6, 1)),
            ("first-meeting", date(2026, 7, 15)),
            ("update", date(2026, 9, 1)),
            ("second-meeting", date(2026, 9, 30)),
            ("consultation", None),
            ("report", date(2026, 10, 15)),
            ("decision", date(2026, 10, 15)),
            ("proposal", date(2026, 10, 15)),
            ("forum", date(2026, 10, 30)),
            ("pool-act", date(2026, 12, 31)),
            ("technical-forum", None),
            ("use-information", None),
            ("requests", None),
            ("delivery", date(2027, 12, 31)),
            ("conversion", date(2027, 12, 31)),
            ("make-up-offsets", None),
            ("confirmation", date(2028, 1, 31)),
            ("amount-due", None),
            ("state-of-the-mechanism", date(2027, 10, 15)),
        ],
    )
    def test_due(self, name: str, due: date | None) -> None:
        assert asked(2027)[name].due == due

    def test_windows_open(self) -> None:
        found = asked(2027)
        assert found["first-meeting"].opens == date(2026, 7, 1)
        assert found["confirmation"].opens == date(2028, 1, 1)
        assert found["make-up-offsets"].opens == date(2028, 1, 1)
        assert found["technical-forum"].opens is None

    def test_every_station_has_an_act(self) -> None:
        assert {deadline.station for deadline in asked(2027).values()} - {0} == set(range(1, 11))

    def test_nothing_recorded_after_the_due_date_is_overdue(self) -> None:
        report = asked(2027, as_of=date(2026, 10, 16))["report"]
        assert report.state is State.OVERDUE
        assert report.days_late == 1
        assert asked(2027, as_of=date(2026, 10, 15))["report"].state is State.OPEN

    def test_the_forum_waits_for_the_last_of_the_three(self) -> None:
        some = {"report": date(2026, 10, 1), "proposal": date(2026, 10, 27)}
        forum = asked(2027, some)["forum"]
        assert forum.due == date(2026, 11, 11)
        assert "the day by which the package was due" in forum.note

    def test_holidays_of_the_institutions_move_the_forum(self) -> None:
        adopted = dict.fromkeys(("report", "decision", "proposal"), date(2026, 10, 18))
        assert asked(2027, adopted)["forum"].due == date(2026, 11, 3)

    def test_a_missing_list_of_holidays_is_said(self) -> None:
        forum = asked(2028)["forum"]
        assert forum.note.endswith("The holidays of the institutions are not known for 2027.")


class TestWhatIsKnown:
    """What happens after the day asked about is not known yet."""

    @given(st.dates(date(2025, 1, 1), date(2027, 12, 31)))
    def test_no_actual_date_from_the_future(self, as_of: date) -> None:
        for deadline in calendar(2026, FIRST_CYCLE, as_of=as_of, holidays=EU):
            assert deadline.actual is None or deadline.actual <= as_of
            assert deadline.days_late >= 0
            known = deadline.state in {State.DONE, State.LATE}
            assert known is (deadline.actual is not None)
            if deadline.due is None:
                assert deadline.days_late == 0

    @given(st.integers(0, 400))
    def test_a_later_package_never_makes_an_earlier_forum(self, days: int) -> None:
        day = date(2025, 10, 1) + timedelta(days=days)
        package = dict.fromkeys(("report", "decision", "proposal"), day)
        later = dict.fromkeys(package, day + timedelta(days=1))
        one, other = (asked(2026, given_, FAR)["forum"].due for given_ in (package, later))
        assert one is not None
        assert other is not None
        assert one <= other

    def test_an_unknown_act_is_refused(self) -> None:
        with pytest.raises(InputError, match='no act called "christmas"'):
            asked(2026, {"christmas": PACKAGE})

    def test_an_act_of_a_member_state_needs_a_known_kind(self) -> None:
        with pytest.raises(InputError, match="birthday:DE"):
            asked(2026, {"birthday:DE": PACKAGE})

    def test_an_act_of_no_member_state_is_refused(self) -> None:
        with pytest.raises(InputError, match="XX"):
            asked(2026, {"deduction-request:XX": PACKAGE})


class TestAnswers:
    """What a Member State does in the year calls for an answer in time."""

    def test_a_request_for_a_deduction(self) -> None:
        actual = {
            **FIRST_CYCLE,
            "deduction-request:PL": date(2025, 11, 12),
            "deduction-assessment:PL": date(2025, 12, 11),
        }
        found = asked(2026, actual)["deduction-assessment:PL"]
        assert found.due == date(2025, 12, 10)
        assert found.days_late == 1
        assert found.state is State.LATE
        assert found.what.endswith("(Poland)")
        assert found.provision == "Art. 61(3)"

    def test_a_request_in_a_significant_situation(self) -> None:
        found = asked(2026, {"situation-request:AT": date(2026, 7, 1)})["situation-assessment:AT"]
        assert found.due == date(2026, 7, 29)
        assert found.provision == "Art. 62(4)"

    def test_information_that_the_pool_will_be_used(self) -> None:
        found = asked(2026, {"use-information:EL": date(2026, 7, 1)})["technical-forum-access:EL"]
        assert found.due == date(2026, 7, 13)

    def test_a_decision_on_a_notification(self) -> None:
        found = asked(2026, {"pressure-transmitted:BE": date(2026, 7, 7)})
        assert found["council-refusal:BE"].due == date(2026, 7, 22)
        assert found["technical-forum-notification:BE"].due == date(2026, 7, 22)

    def test_no_answer_before_the_question(self) -> None:
        actual = {"deduction-request:PL": date(2026, 12, 1)}
        assert "deduction-assessment:PL" not in asked(2026, actual)


class TestBesideTheCycle:
    """Strategies, reviews and evaluations of the two years of a cycle."""

    @pytest.mark.parametrize(
        ("year", "names"),
        [
            (2026, {"national-strategies-2025", "union-strategy-2025"}),
            (2027, set()),
            (2028, {"review-2028"}),
            (2029, {"review-2028", "review-2029", "numbers-review-2029"}),
            (
                2031,
                {
                    "national-strategies-2030",
                    "union-strategy-2030",
                    "evaluation-information-2031",
                    "evaluation-2031",
                    "review-2030",
                    "review-2031",
                },
            ),
            (
                2032,
                {"evaluation-information-2031", "evaluation-2031", "review-2031"}
                | {"review-2032", "numbers-review-2032"},
            ),
        ],
    )
    def test_which(self, year: int, names: set[str]) -> None:
        found = {name for name, deadline in asked(year).items() if deadline.station == 0}
        assert found == names

    def test_the_journal_of_a_cycle_does_not_say_whether_they_happened(self) -> None:
        found = asked(2026)["union-strategy-2025"]
        assert found.state is State.UNRECORDED
        assert asked(2028)["review-2028"].state is State.OPEN

    def test_unless_told(self) -> None:
        found = asked(2026, {"union-strategy-2025": date(2026, 1, 20)})["union-strategy-2025"]
        assert found.days_late == 39
        assert found.state is State.LATE


class TestYears:
    """The first cycle is that of 2026."""

    def test_no_earlier_cycle(self) -> None:
        with pytest.raises(OutOfScope, match="2025"):
            asked(2025)

    def test_no_calendar_without_end(self) -> None:
        assert asked(LAST_YEAR)["report"].due == date(LAST_YEAR - 1, 10, 15)
        with pytest.raises(OutOfScope, match=str(LAST_YEAR)):
            asked(LAST_YEAR + 1)
