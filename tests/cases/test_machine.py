"""The engine: silence by itself, order of days, nothing guessed, handing over."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from pathlib import Path

import pytest

from solidarity.cases import facts as vocabulary
from solidarity.cases.facts import DAYS, NUMBERS, WORDS, YES_OR_NO, Facts, checked
from solidarity.cases.machine import Event, advance, begin, deadlines, due_effects, step
from solidarity.cases.table import Role
from solidarity.cases.tables import NEXT, TABLES, hand_over, report, table_named
from solidarity.cases.take_back import TAKE_BACK
from solidarity.cases.take_charge import TAKE_CHARGE
from solidarity.cases.time_limits import NUMBERED
from solidarity.cases.transfer import TRANSFER
from solidarity.errors import InputError
from solidarity.law.part5_general.clocks import CLOCKS
from solidarity.law.readings_procedure import PROCEDURE, option_of

PACKAGE = Path(vocabulary.__file__).parent
START = date(2026, 9, 1)
SENT: Mapping[str, bool] = {"interview_held": True, "request_complete": True}


class OneHoliday:
    """A calendar with one holiday."""

    name = "Somewhere"

    def __init__(self, day: date) -> None:
        self.day = day

    def holiday(self, day: date) -> str | None:
        return "a feast" if day == self.day else None

    def covers(self, day: date) -> bool:
        return day.year == self.day.year


class TestSilence:
    def test_it_needs_nobody_and_leaves_the_case_it_came_from(self) -> None:
        case = begin(TAKE_CHARGE, START, {"registered_on": START})
        (effect,) = due_effects(TAKE_CHARGE, case, date(2026, 11, 3))
        assert (effect.event, effect.on) == ("request_limit_passed", date(2026, 11, 3))
        assert effect.limit.clock == "take-charge-request"
        after, tasks = advance(TAKE_CHARGE, case, date(2027, 1, 1))
        assert after.state == "responsible_by_lateness"
        assert after.on == date(2026, 11, 3)
        assert {due.since for due in tasks} == {date(2026, 11, 3)}
        assert case.state == "determining"

    def test_nothing_is_due_on_the_last_day(self) -> None:
        case = begin(TAKE_CHARGE, START, {"registered_on": START})
        assert due_effects(TAKE_CHARGE, case, date(2026, 11, 2)) == ()
        assert advance(TAKE_CHARGE, case, date(2026, 11, 2)) == (case, ())

    def test_a_limit_without_a_start_does_not_run(self) -> None:
        case = begin(TAKE_CHARGE, START, {})
        assert deadlines(TAKE_CHARGE, case) == ()
        gone = begin(TRANSFER, START, {"available_on": START})
        assert deadlines(TRANSFER, gone) == ()
        held = begin(TABLES["detention"], START, {}, state="held_accepted")
        assert deadlines(TABLES["detention"], held) == ()
        kept = begin(TABLES["detention"], START, {}, state="held_before_request")
        assert deadlines(TABLES["detention"], kept) == ()

    def test_one_silence_leads_to_the_next(self) -> None:
        """A transfer planned in the last days: nobody came, then the six months pass."""
        table = TABLES["decision_and_remedy"]
        facts = {"limit_from": START, "notified_on": START, "appeal_weeks": 2}
        case = begin(table, START, facts, state="notified")
        after, _ = advance(table, case, date(2027, 4, 1))
        assert after.state == "transfer_due"
        handed = hand_over(after)
        assert handed is not None
        late, _ = advance(TRANSFER, handed, date(2027, 4, 1))
        assert late.state == "responsible_by_shift"
        assert late.history[-1].silence == "transfer"

    def test_a_late_take_back_shifts_nothing(self) -> None:
        case = begin(TAKE_BACK, START, {"hit_on": START})
        (deadline,) = deadlines(TAKE_BACK, case)
        assert deadline.last_day == date(2026, 9, 15)
        assert due_effects(TAKE_BACK, case, date(2040, 1, 1)) == ()


class TestHolidays:
    def test_those_of_the_state_that_must_act(self) -> None:
        case = begin(TAKE_CHARGE, START, {"registered_on": START})
        calendar = OneHoliday(date(2026, 11, 2))
        (mine,) = deadlines(TAKE_CHARGE, case, {Role.OWN: calendar})
        assert mine.last_day == date(2026, 11, 3)
        (theirs,) = deadlines(TAKE_CHARGE, case, {Role.OTHER: calendar})
        assert theirs.last_day == date(2026, 11, 2)
        last = date(2026, 11, 3)
        assert advance(TAKE_CHARGE, case, last, {Role.OWN: calendar}) == (case, ())

    def test_a_limit_made_longer_ends_on_a_working_day(self) -> None:
        facts = {"registered_on": START, "delay_days": 1}
        case = begin(TAKE_CHARGE, START, facts)
        calendar = OneHoliday(date(2026, 11, 3))
        (longer,) = deadlines(TAKE_CHARGE, case, {Role.OWN: calendar})
        assert longer.last_day == date(2026, 11, 4)

    def test_tasks_have_their_day(self) -> None:
        case = begin(TAKE_CHARGE, START, {"received_on": START}, state="pending")
        event = Event("accepted", {"reply_names_provision": True})
        calendar = OneHoliday(date(2026, 9, 24))
        case, tasks = step(
            TAKE_CHARGE, case, event, date(2026, 9, 10), calendars={Role.OWN: calendar}
        )
        days = {due.task.name: due.until for due in tasks}
        assert days == {"decide-transfer": date(2026, 9, 25), "enter-responsible": None}
        assert case.facts["accepted_on"] == date(2026, 9, 10)

    def test_a_day_that_is_given_is_kept(self) -> None:
        case = begin(TAKE_CHARGE, START, {"received_on": START}, state="pending")
        facts = {"reply_names_provision": True, "accepted_on": date(2026, 9, 9)}
        case, _ = step(TAKE_CHARGE, case, Event("accepted", facts), date(2026, 9, 10))
        assert case.facts["accepted_on"] == date(2026, 9, 9)


class TestOrder:
    def test_no_step_before_the_last(self) -> None:
        case = begin(TAKE_CHARGE, START, {"registered_on": START})
        with pytest.raises(InputError, match="31 August 2026 is before the last step"):
            step(TAKE_CHARGE, case, Event("absconded"), date(2026, 8, 31))

    def test_every_step_is_kept_with_its_provision(self) -> None:
        case = begin(TAKE_CHARGE, START, {"registered_on": START})
        case, _ = step(TAKE_CHARGE, case, Event("criteria_point_elsewhere"), START)
        case, _ = step(TAKE_CHARGE, case, Event("absconded"), date(2026, 9, 4))
        assert [str(one.source) for one in case.history] == ["Art. 39(1)", "Art. 38(2)"]
        assert [one.after for one in case.history] == ["request_due", "request_due"]
        assert not any(one.silence for one in case.history)


class TestFacts:
    @pytest.mark.parametrize(
        "facts",
        [
            {"colour": True},
            {"urgent": "yes"},
            {"urgent": 1},
            {"hit_on": "2026-09-01"},
            {"hit_on": True},
            {"delay_days": -1},
            {"delay_days": True},
            {"appeal_weeks": "two"},
            {"ground": "weather"},
            {"mode": None},
        ],
    )
    def test_what_is_not_one_is_named(self, facts: dict[str, object]) -> None:
        with pytest.raises(InputError) as found:
            checked(facts)  # type: ignore[arg-type]
        assert found.value.problems[0].column in facts

    def test_all_problems_at_once(self) -> None:
        with pytest.raises(InputError) as found:
            begin(TAKE_CHARGE, START, {"colour": 1, "urgent": 2, "hit_on": START})
        assert [one.column for one in found.value.problems] == ["colour", "urgent"]

    def test_what_is_not_said_does_not_hold(self) -> None:
        facts = Facts({"hit_on": None, "urgent": False, "delay_days": True}, START)
        assert (facts.yes("urgent"), facts.yes("threat")) == (False, False)
        assert (facts.day("hit_on"), facts.word("mode"), facts.number("appeal_weeks")) == (
            None,
            "",
            0,
        )
        assert checked({"hit_on": None, "delay_days": 0, "ground": "border"})

    def test_readings(self) -> None:
        assert Facts({}, START).option("R-133") == "at_the_end" == option_of("R-133")
        assert Facts({}, START, {"R-133": "at_once"}).option("R-133") == "at_once"
        assert [one.id for one in PROCEDURE] == [f"R-{n}" for n in range(131, 142)]

    def test_a_state_nobody_knows(self) -> None:
        with pytest.raises(InputError, match='"lost" is not a state of take_charge'):
            begin(TAKE_CHARGE, START, {}, state="lost")


class TestHandingOver:
    def test_every_way_exists(self) -> None:
        for (name, state), following in NEXT.items():
            assert state in TABLES[name].states
            assert following in TABLES

    def test_by_name(self) -> None:
        assert table_named("transfer") is TRANSFER
        with pytest.raises(InputError, match='there is no table "travel"'):
            table_named("travel")

    @pytest.mark.parametrize(
        ("table", "state", "duty"),
        [
            ("take_charge", "accepted", "take_charge"),
            ("take_back", "confirmed", "take_back"),
            ("humanitarian_request", "accepted", "take_charge"),
        ],
    )
    def test_the_six_months_go_along(self, table: str, state: str, duty: str) -> None:
        facts = {"accepted_on": START, "own_crisis": False}
        handed = hand_over(begin(TABLES[table], START, facts, state=state))
        assert handed is not None
        assert handed.table == "decision_and_remedy"
        assert handed.facts == {**facts, "limit_from": START, "duty": duty}

    def test_a_judgment_that_started_them_anew_is_kept(self) -> None:
        facts = {"accepted_on": START, "limit_from": date(2027, 5, 1), "duty": "take_back"}
        case = begin(TABLES["decision_and_remedy"], START, facts, state="transfer_due")
        handed = hand_over(case)
        assert handed is not None
        assert handed.facts == facts

    def test_where_nothing_follows(self) -> None:
        assert hand_over(begin(TAKE_CHARGE, START, {})) is None

    def test_a_re_examination_and_its_outcome(self) -> None:
        facts = {"registered_on": START, "received_on": START}
        case = begin(TAKE_CHARGE, START, facts, state="pending")
        refused = Event("refused", {"substantiated": True})
        case, _ = step(TAKE_CHARGE, case, refused, date(2026, 9, 10))
        inner = hand_over(case)
        assert inner is not None
        table = TABLES[inner.table]
        assert report(inner) is None
        inner, _ = step(table, inner, Event("asked_again"), date(2026, 9, 20))
        inner, _ = step(table, inner, Event("accepted"), date(2026, 9, 25))
        event = report(inner)
        assert event is not None
        case, _ = step(TAKE_CHARGE, case, event, date(2026, 9, 26))
        assert case.state == "accepted"
        assert case.facts["accepted_on"] == date(2026, 9, 25)

    def test_an_outcome_by_silence(self) -> None:
        case = begin(TABLES["reconsideration"], START, {"rejected_on": START})
        case, _ = advance(TABLES["reconsideration"], case, date(2026, 12, 1))
        assert report(case) == Event("reconsideration_ended")
        assert report(begin(TAKE_CHARGE, START, {})) is None


class TestTimeLimits:
    """D1 to D42: every one has its clock in the register, and every clock of a table its number."""

    def test_registered(self) -> None:
        assert list(NUMBERED) == [f"D{number}" for number in range(1, 43)]
        assert {name for names in NUMBERED.values() for name in names} <= set(CLOCKS)

    def test_used(self) -> None:
        numbered = {name for names in NUMBERED.values() for name in names}
        used = {limit.clock for table in TABLES.values() for limit in table.limits}
        used |= {
            task.clock
            for table in TABLES.values()
            for cell in table.cells
            for task in cell.tasks
            if task.clock
        }
        assert used <= numbered


class TestVocabulary:
    """Every fact that is read is one that can be given, and none is never read."""

    def test_both_ways(self) -> None:
        given = DAYS | YES_OR_NO | NUMBERS | set(WORDS)
        text = "\n".join(path.read_text(encoding="utf-8") for path in PACKAGE.glob("*.py"))
        read = set(re.findall(r'facts\.(?:yes|day|word|number)\(\s*"(\w+)"', text))
        assert read <= given
        rest = "\n".join(
            path.read_text(encoding="utf-8")
            for path in PACKAGE.glob("*.py")
            if path.name != "facts.py"
        )
        assert [name for name in sorted(given) if f'"{name}"' not in rest] == []
