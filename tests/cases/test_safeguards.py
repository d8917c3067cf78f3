"""F1 to F20: each has a gate, a task, or a place that keeps it."""

from __future__ import annotations

from datetime import date
from pkgutil import resolve_name

import pytest

from solidarity.cases import guards, tasks
from solidarity.cases.facts import Facts
from solidarity.cases.safeguards import (
    SAFEGUARDS,
    Safeguard,
    closed_gates,
    tasks_at_registration,
)
from solidarity.cases.table import Guard, Task
from solidarity.cases.tables import TABLES
from solidarity.law.part5_general.clocks import CLOCKS

DAY = date(2026, 9, 1)
CELLS = [cell for table in TABLES.values() for cell in table.cells]


@pytest.mark.parametrize("safeguard", SAFEGUARDS, ids=lambda one: one.id)
class TestEach:
    def test_it_is_kept_somewhere(self, safeguard: Safeguard) -> None:
        assert safeguard.gates or safeguard.tasks or safeguard.held_by
        if safeguard.held_by:
            resolve_name(safeguard.held_by)

    def test_its_gates_close_a_way(self, safeguard: Safeguard) -> None:
        needed = {id(gate) for cell in CELLS for gate in cell.needs}
        assert {id(gate) for gate in safeguard.gates} <= needed


def test_twenty_in_order() -> None:
    assert [one.id for one in SAFEGUARDS] == [f"F{number}" for number in range(1, 21)]


class TestRegistration:
    def test_for_everyone(self) -> None:
        found = [task.name for task in tasks_at_registration(Facts({}, DAY))]
        assert found == ["inform", "offer-counselling", "hear-own-reasons", "say-progress"]

    def test_for_an_unaccompanied_minor(self) -> None:
        found = tasks_at_registration(Facts({"unaccompanied_minor": True}, DAY))
        names = [task.name for task in found]
        assert names[4:] == ["put-first", "appoint-representative", "trace-family"]


class TestClosedGates:
    def test_what_stands_against_a_request(self) -> None:
        facts = Facts({"unaccompanied_minor": True, "interview_held": True}, DAY)
        found = closed_gates(TABLES["take_charge"], "request_due", facts)
        assert [(event, str(gate.source)) for event, gate in found] == [
            ("delay_counted", "Art. 51(5)"),
            ("request_sent", "Art. 23(3)"),
            ("request_sent", "Art. 39(3)"),
            ("request_sent", "Art. 1 Implementing Regulation (EU) 2025/2055"),
            ("kept_in_best_interests", "Art. 23(5)"),
        ]

    def test_nothing(self) -> None:
        assert closed_gates(TABLES["take_charge"], "responsible_by_criteria", Facts({}, DAY)) == ()

    def test_only_cells_that_fit(self) -> None:
        found = closed_gates(TABLES["decision_and_remedy"], "interim_stay", Facts({}, DAY))
        assert [event for event, _ in found] == ["suspension_refused", "kept_in_best_interests"]


class TestCatalogue:
    def test_every_task_is_named_once_and_has_its_clock(self) -> None:
        found = [one for one in vars(tasks).values() if isinstance(one, Task)]
        assert len({one.name for one in found}) == len(found)
        assert all(one.clock in CLOCKS for one in found if one.clock)

    def test_every_guard_is_used(self) -> None:
        used = {id(g) for cell in CELLS for g in (*cell.when, *cell.needs)}
        used |= {id(g) for t in TABLES.values() for limit in t.limits for g in limit.when}
        unused = [
            name
            for name, one in vars(guards).items()
            if isinstance(one, Guard) and id(one) not in used
        ]
        assert unused == []

    def test_a_guard_denied(self) -> None:
        facts = Facts({"threat": True}, DAY)
        assert not guards.NO_THREAT.holds(facts)
        assert guards.NO_THREAT.denied().holds(facts)
        assert guards.NO_THREAT.denied().says.startswith("it is not so that no threat")

    def test_an_urgent_request_says_its_period(self) -> None:
        known = {"urgent": True, "received_on": DAY, "asked_until": date(2026, 9, 7)}
        assert not guards.PERIOD_LONG_ENOUGH.holds(Facts(known, DAY))
        for name in known:
            rest = {key: value for key, value in known.items() if key != name}
            assert guards.PERIOD_LONG_ENOUGH.holds(Facts(rest, DAY))
