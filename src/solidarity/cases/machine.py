"""How a case moves: pure functions over a table; silence takes effect by itself."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from solidarity.cases.facts import Facts, Value, checked
from solidarity.cases.table import Cell, Limit, Role, Table, Task
from solidarity.errors import InputError, NotLawful, Problem, hold
from solidarity.law.part5_general.clock import weeks
from solidarity.law.part5_general.clocks import clock
from solidarity.law.part5_general.counting import ClosedDays, days_later
from solidarity.terms.citations import Art
from solidarity.terms.dates import HolidayCalendar, say

Calendars = Mapping[Role, HolidayCalendar]


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened, with the facts it brings."""

    name: str
    facts: Mapping[str, Value] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Step:
    """
    One step a case has taken.

    Attributes:
        on: Its day.
        event: What happened.
        before: State before.
        after: State after.
        source: Provision of the cell.
        silence: Name of the clock whose end brought it about; "" if someone acted.
    """

    on: date
    event: str
    before: str
    after: str
    source: Art
    silence: str = ""


@dataclass(frozen=True, slots=True)
class Case:
    """
    Where a case stands.

    Attributes:
        table: Name of its table.
        state: Its state.
        on: Day of its last step.
        facts: What is known.
        readings: Readings chosen; the others have their default.
        history: Every step so far.
    """

    table: str
    state: str
    on: date
    facts: Mapping[str, Value] = field(default_factory=dict)
    readings: Mapping[str, str] = field(default_factory=dict)
    history: tuple[Step, ...] = ()


@dataclass(frozen=True, slots=True)
class Due:
    """A task that has arisen: from which day, until when (None: without delay)."""

    task: Task
    since: date
    until: date | None


@dataclass(frozen=True, slots=True)
class Deadline:
    """A time limit that runs in the state of a case, with its last day."""

    limit: Limit
    last_day: date


@dataclass(frozen=True, slots=True)
class Effect:
    """What silence brings about: the event, the day after the last day, the limit."""

    event: str
    on: date
    limit: Limit


def begin(
    table: Table,
    on: date,
    facts: Mapping[str, Value],
    *,
    readings: Mapping[str, str] | None = None,
    state: str = "",
) -> Case:
    """
    Open a case.

    Args:
        table: Its table.
        on: The day.
        facts: What is known.
        readings: Readings chosen.
        state: Where it begins; "" for the first state of the table.

    Raises:
        InputError: If a fact or the state is unknown.
    """
    if state and state not in table.states:
        expected = f"one of {', '.join(table.states)}"
        raise InputError(Problem(f'"{state}" is not a state of {table.name}', expected))
    return Case(table.name, state or table.start, on, checked(facts), dict(readings or {}))


def deadlines(table: Table, case: Case, calendars: Calendars | None = None) -> tuple[Deadline, ...]:
    """
    Find the time limits that run now, the earliest first.

    Args:
        table: Its table.
        case: The case.
        calendars: Official holidays of those who must act; weekends count in any case.
    """
    facts = Facts(case.facts, case.on, case.readings)
    found = []
    for limit in table.limits:
        if case.state not in limit.states or not all(guard.holds(facts) for guard in limit.when):
            continue
        last = _last_day(limit, facts, (calendars or {}).get(limit.by))
        if last is not None:
            found.append(Deadline(limit, last))
    return tuple(sorted(found, key=lambda one: one.last_day))


def _last_day(limit: Limit, facts: Facts, calendar: HolidayCalendar | None) -> date | None:
    if limit.last is not None:
        return limit.last(facts, calendar)
    start = facts.day(limit.start)
    if start is None:
        return None
    until = facts.day(limit.until)
    if until is not None:
        return until
    found = clock(limit.clock)
    if facts.number(limit.weeks):
        found = replace(found, length=weeks(facts.number(limit.weeks)))
    last = found.run(start, calendar).last_day
    more = facts.number(limit.longer)
    return ClosedDays(calendar).next_working_day(days_later(last, more)) if more else last


def due_effects(
    table: Table, case: Case, now: date, calendars: Calendars | None = None
) -> tuple[Effect, ...]:
    """
    Find what silence has brought about by a day, in the state in which the case is.

    Args:
        table: Its table.
        case: The case.
        now: The day.
        calendars: Official holidays of those who must act.

    Returns:
        The effects, the earliest first; only the first can be applied, the state then changes.
    """
    return tuple(
        Effect(one.limit.event, days_later(one.last_day, 1), one.limit)
        for one in deadlines(table, case, calendars)
        if one.limit.event and one.last_day < now
    )


def advance(
    table: Table, case: Case, now: date, calendars: Calendars | None = None
) -> tuple[Case, tuple[Due, ...]]:
    """
    Let every effect of silence happen up to a day.

    Returns:
        The case, and the tasks that arose.

    Raises:
        InputError: If the day is before the last step.
    """
    _in_order(case, now)
    tasks: tuple[Due, ...] = ()
    while effects := due_effects(table, case, now, calendars):
        effect, before = effects[0], case
        at = max(effect.on, case.on)
        event, silence = Event(effect.event), effect.limit.clock
        case, more = _apply(table, case, event, at=at, calendars=calendars, silence=silence)
        tasks += more
        hold(case.state != before.state, f"silence leaves {before.state} of {table.name}")
    return case, tasks


def step(
    table: Table, case: Case, event: Event, at: date, *, calendars: Calendars | None = None
) -> tuple[Case, tuple[Due, ...]]:
    """
    Let something happen on a day: silence first, then the event, then silence again.

    Args:
        table: Its table.
        case: The case.
        event: What happens.
        at: Its day, not before the last step.
        calendars: Official holidays of those who must act.

    Returns:
        The case afterwards, and the tasks that arose.

    Raises:
        NotLawful: If the event has no place in the state, or a gate is closed.
        InputError: If a fact is unknown or the day is before the last step.
    """
    case, before = advance(table, case, at, calendars)
    case, tasks = _apply(table, case, event, at=at, calendars=calendars)
    case, after = advance(table, case, at, calendars)
    return case, (*before, *tasks, *after)


def _in_order(case: Case, day: date) -> None:
    if day < case.on:
        raise InputError(Problem(f"{say(day)} is before the last step", f"{say(case.on)} or later"))


def _apply(  # noqa: PLR0913 - one step, with all that decides it
    table: Table,
    case: Case,
    event: Event,
    *,
    at: date,
    calendars: Calendars | None,
    silence: str = "",
) -> tuple[Case, tuple[Due, ...]]:
    known = {**case.facts, **checked(event.facts)}
    cell = cell_for(table, case.state, event.name, Facts(known, at, case.readings))
    if cell.stamp and cell.stamp not in event.facts:
        known[cell.stamp] = at
    taken = Step(at, event.name, case.state, cell.to, cell.source, silence)
    moved = replace(case, state=cell.to, on=at, facts=known, history=(*case.history, taken))
    return moved, tuple(_due(task, at, calendars or {}) for task in cell.tasks)


def cell_for(table: Table, state: str, event: str, facts: Facts) -> Cell:
    """
    Find the cell of an event.

    Args:
        table: The table.
        state: The state.
        event: Name of the event.
        facts: What is known, with what the event brings.

    Raises:
        NotLawful: If there is none, or one of its gates is closed.
    """
    here = (cell for cell in table.cells if (cell.state, cell.event) == (state, event))
    for cell in here:
        if all(guard.holds(facts) for guard in cell.when):
            _insist(cell, facts)
            return cell
    raise NotLawful(f'"{event}" has no place in "{state}" of {table.name}', table.source)


def _insist(cell: Cell, facts: Facts) -> None:
    for gate in cell.needs:
        if not gate.holds(facts):
            raise NotLawful(f"{cell.event}: it is not shown that {gate.says}", gate.source)


def _due(task: Task, at: date, calendars: Calendars) -> Due:
    until = clock(task.clock).run(at, calendars.get(task.by)).last_day if task.clock else None
    return Due(task, at, until)
