"""The parts of a transition table: states, cells with their provisions, guards, limits, tasks."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from enum import Enum

from solidarity.cases.facts import Facts
from solidarity.terms.citations import Art
from solidarity.terms.dates import HolidayCalendar


class Role(Enum):
    """Who acts. "Own" is the state in whose hands the case is, "other" the one it turns to."""

    OWN = "own"
    OTHER = "other"
    COURT = "court"
    PERSON = "person"


class Kind(Enum):
    """What sort of work a task is."""

    EURODAC = "entry in Eurodac"
    FORM = "form over DubliNet"
    TELL = "message to another Member State"
    SAFEGUARD = "safeguard of the person"
    STEP = "next step"


@dataclass(frozen=True, slots=True)
class Task:
    """
    Something someone has to do; the software never does it by itself.

    Attributes:
        name: Its name.
        kind: What sort of work it is.
        by: Who does it.
        source: The provision.
        says: What is to be done, in plain words.
        clock: Name of the time limit it has from the day it arises; "" if it is urgent only.
    """

    name: str
    kind: Kind
    by: Role
    source: Art
    says: str
    clock: str = ""


@dataclass(frozen=True, slots=True)
class Guard:
    """
    A condition.

    Attributes:
        says: What must hold, to be read after "that".
        source: The provision that asks for it.
        holds: Whether it holds.
    """

    says: str
    source: Art
    holds: Callable[[Facts], bool]

    def denied(self) -> Guard:
        """Give the condition that this one does not hold."""
        held = self.holds
        return Guard(f"it is not so that {self.says}", self.source, lambda facts: not held(facts))


@dataclass(frozen=True, slots=True)
class Cell:
    """
    One cell of a table: what an event does in a state.

    Attributes:
        state: The state in which it happens.
        event: What happens.
        to: The state afterwards.
        source: The provision.
        when: Conditions under which this cell is the one; the first that fits is taken.
        needs: Gates: if one is closed, the event is not lawful.
        tasks: What is to be done then.
        stamp: Fact that receives the day of the event; "" for none.
    """

    state: str
    event: str
    to: str
    source: Art
    when: tuple[Guard, ...] = ()
    needs: tuple[Guard, ...] = ()
    tasks: tuple[Task, ...] = ()
    stamp: str = ""


def in_each(states: tuple[str, ...], cell: Cell) -> tuple[Cell, ...]:
    """
    Write a cell down for several states.

    Args:
        states: The states; a cell that leads to "" stays where it is.
        cell: The cell; its own state is not used.
    """
    return tuple(replace(cell, state=state, to=cell.to or state) for state in states)


@dataclass(frozen=True, slots=True)
class Limit:
    """
    A time limit that runs in some states.

    Attributes:
        clock: Name of the clock in the register.
        states: States in which it runs.
        start: Fact with the day of the event that starts it.
        by: Who must act; the holidays of that place count.
        event: What happens by itself when it has passed; "" if nothing does.
        when: Conditions under which it is this clock that runs.
        until: Fact with a day that ends it instead; "" for none.
        weeks: Fact with the length in weeks that national law gives; "" for none.
        longer: Fact with days by which it grows; "" for none.
        last: Finds the last day where the text gives its own way; None for the clock alone.
    """

    clock: str
    states: tuple[str, ...]
    start: str
    by: Role
    event: str = ""
    when: tuple[Guard, ...] = ()
    until: str = ""
    weeks: str = ""
    longer: str = ""
    last: Callable[[Facts, HolidayCalendar | None], date | None] | None = None


@dataclass(frozen=True, slots=True)
class Table:
    """
    One machine.

    Attributes:
        name: Its name.
        about: What it follows, in a sentence.
        source: The provision it is mainly about.
        states: Each state with what it means; the first is where a case begins.
        cells: The cells.
        limits: The time limits.
        ends: States in which nothing follows here.
        reports: End state: event it is for the machine that waits for it.
    """

    name: str
    about: str
    source: Art
    states: Mapping[str, str]
    cells: tuple[Cell, ...]
    limits: tuple[Limit, ...] = ()
    ends: tuple[str, ...] = ()
    reports: Mapping[str, str] = field(default_factory=dict)

    @property
    def start(self) -> str:
        """State in which a case begins."""
        return next(iter(self.states))

    def events(self) -> tuple[str, ...]:
        """Every event of the table, in the order of the cells."""
        return tuple(dict.fromkeys(cell.event for cell in self.cells))
