"""Given, when, then: every cell of every table, from cases a lawyer can read."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from solidarity.cases import machine
from solidarity.cases.facts import DAYS, Facts, Value
from solidarity.cases.machine import Case, Due, Event, advance, begin, deadlines, step
from solidarity.cases.table import Cell, Table
from solidarity.cases.tables import TABLES
from solidarity.errors import NotLawful
from solidarity.law.part5_general.clocks import CLOCKS

VECTORS = Path(__file__).parents[1] / "vectors" / "procedure"
FILES = (
    "take_charge",
    "take_back",
    "re_examination",
    "decision_and_remedy",
    "transfer",
    "detention",
    "queries",
)

Vector = Mapping[str, Any]


def vectors() -> Iterator[tuple[str, str, Vector]]:
    for name in FILES:
        for one in json.loads((VECTORS / f"{name}.json").read_text(encoding="utf-8"))["cases"]:
            for state in one["in"]:
                yield name, state, one


def facts_of(given: Mapping[str, Any]) -> dict[str, Value]:
    return {
        name: date.fromisoformat(value) if name in DAYS else value for name, value in given.items()
    }


def happen(table: Table, case: Case, one: Vector) -> tuple[Case, tuple[Due, ...]]:
    on = date.fromisoformat(one["on"])
    if one["when"] == "silence":
        return advance(table, case, on)
    return step(table, case, Event(one["when"], facts_of(one.get("with", {}))), on)


def given(state: str, one: Vector) -> tuple[Table, Case]:
    table = TABLES[one["table"]]
    facts = facts_of(one.get("given", {}))
    return table, begin(table, date(2026, 9, 1), facts, readings=one.get("readings"), state=state)


def named(state: str, one: Vector) -> str:
    return f"{one['table']}/{state}/{one['when']}: {one['says']}"


@pytest.mark.parametrize(
    ("state", "one"), [pytest.param(s, o, id=named(s, o)) for _, s, o in vectors()]
)
def test_the_case_goes_where_the_law_sends_it(state: str, one: Vector) -> None:
    table, case = given(state, one)
    if one["then"] == "refused":
        with pytest.raises(NotLawful) as refused:
            happen(table, case, one)
        assert str(refused.value.source) == one["refused_by"]
        return
    after, tasks = happen(table, case, one)
    assert after.state == (state if one["then"] == "same" else one["then"])
    if "tasks" in one:
        assert [due.task.name for due in tasks] == one["tasks"]
    if "last_days" in one:
        found = {each.limit.clock: str(each.last_day) for each in deadlines(table, after)}
        assert found == one["last_days"]
    if "effect_on" in one:
        assert str(after.history[0].on) == one["effect_on"]
        assert after.history[0].silence in CLOCKS


def test_every_cell_of_every_table_appears(monkeypatch: pytest.MonkeyPatch) -> None:
    seen: set[int] = set()
    find = machine.cell_for

    def watch(table: Table, state: str, event: str, facts: Facts) -> Cell:
        cell = find(table, state, event, facts)
        seen.add(id(cell))
        return cell

    monkeypatch.setattr(machine, "cell_for", watch)
    for _, state, one in vectors():
        table, case = given(state, one)
        try:
            happen(table, case, one)
        except NotLawful:
            continue
    unseen = [
        (table.name, cell.state, cell.event, cell.to)
        for table in TABLES.values()
        for cell in table.cells
        if id(cell) not in seen
    ]
    assert unseen == []


def test_every_gate_is_seen_closed() -> None:
    """A gate nobody has seen refuse could as well not be there."""
    closed = {one["refused_by"] for _, _, one in vectors() if one["then"] == "refused"}
    gates = {str(gate.source) for t in TABLES.values() for c in t.cells for gate in c.needs}
    assert gates <= closed


@pytest.mark.parametrize("table", TABLES.values(), ids=lambda table: table.name)
class TestTables:
    def test_every_state_and_every_limit_leads_somewhere(self, table: Table) -> None:
        for cell in table.cells:
            assert cell.state in table.states
            assert cell.to in table.states
        for limit in table.limits:
            assert limit.clock in CLOCKS
            for state in limit.states:
                assert state in table.states
                if limit.event:
                    assert any((c.state, c.event) == (state, limit.event) for c in table.cells)

    def test_an_end_is_one_and_every_state_is_reached(self, table: Table) -> None:
        leaving = {cell.state for cell in table.cells if cell.to != cell.state}
        assert not leaving & set(table.ends)
        reached = {cell.to for cell in table.cells} | {table.start}
        assert reached == set(table.states)
        assert set(table.states) - leaving <= set(table.ends)
        assert set(table.reports) <= set(table.ends)

    def test_silence_always_moves(self, table: Table) -> None:
        silent = {limit.event for limit in table.limits} - {""}
        assert all(cell.to != cell.state for cell in table.cells if cell.event in silent)

    def test_events_are_named_once(self, table: Table) -> None:
        assert len(table.events()) == len(set(table.events()))


def test_every_file_of_vectors_is_read_and_says_its_provision() -> None:
    assert sorted(FILES) == sorted(path.stem for path in VECTORS.glob("*.json"))
    assert all(one["provision"].startswith("Art. ") and one["says"] for _, _, one in vectors())
