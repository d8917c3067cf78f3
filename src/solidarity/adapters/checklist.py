"""
The implementation checklist: what is bundled, and what the Coordinator's office made of it since.

The actions are facts and never change by a run; a change of state is a line in the tables of the
office, with who and when. Nothing is overwritten: the newest line counts, the others are history.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from typing import Any, Final

from sqlalchemy import Engine, func, select
from sqlalchemy.exc import IntegrityError

from solidarity.adapters.fact_tables import FACTS, table
from solidarity.adapters.office_tables import CHECKLIST_CHANGES as CHANGES
from solidarity.errors import InputError, JournalMoved, Problem

STATES: Final = ("open", "running", "partly done", "done", "unknown")
"""Where an action can stand."""


@dataclass(frozen=True, slots=True)
class Change:
    """
    A change of state.

    Attributes:
        number: Its number among all changes.
        action: Number of the action.
        state: One of `STATES`.
        note: Why.
        by: Which office.
        at: When, in UTC.
    """

    number: int
    action: int
    state: str
    note: str
    by: str
    at: str


@dataclass(frozen=True, slots=True)
class Action:
    """
    One action of implementation.

    Attributes:
        number: Its number.
        action: What has to be done.
        owner: Who does it.
        due: By when, in words.
        due_on: The last day; None where there is none.
        state: Where it stands by the bundled facts.
        note: What is known of it.
        source: Where that is known from.
        source_url: Where it can be read.
        confidence: How far it can be trusted.
    """

    number: int
    action: str
    owner: str
    due: str
    due_on: date | None
    state: str
    note: str
    source: str
    source_url: str
    confidence: str


@cache
def actions() -> tuple[Action, ...]:
    """Read the bundled actions."""
    return tuple(_action(row) for row in table("implementation_checklist.csv", FACTS))


def _action(row: Mapping[str, str]) -> Action:
    return Action(
        int(row["number"]),
        row["action"],
        row["owner"],
        row["due"],
        date.fromisoformat(row["due_on"]) if row["due_on"] else None,
        row["state"],
        row["note"],
        row["source"],
        row["source_url"],
        row["confidence"],
    )


def changes(engine: Engine) -> Sequence[Change]:
    """Give every change, oldest first."""
    with engine.connect() as connection:
        rows = connection.execute(select(CHANGES).order_by(CHANGES.c.number)).all()
    return [Change(*row) for row in rows]


def change(engine: Engine, new: Change) -> None:
    """
    Record a change of state.

    Args:
        engine: The database of the office.
        new: The change; its number is that of the newest change of this action its author had
            seen, 0 for none.

    Raises:
        InputError: If there is no such action or state.
        JournalMoved: If the action was changed since.
    """
    if new.state not in STATES:
        expected = ", ".join(STATES)
        raise InputError(Problem(f'"{new.state[:40]}" is no state', expected, column="state"))
    if new.action not in {one.number for one in actions()}:
        raise InputError(Problem(f"there is no action {new.action}", "one of the list"))
    newest = select(func.max(CHANGES.c.number))
    try:
        with engine.begin() as connection:
            of_action = newest.where(CHANGES.c.action == new.action)
            found: Any = connection.execute(of_action).scalar() or 0
            if found != new.number:
                raise JournalMoved(expected=new.number, found=found)
            number = (connection.execute(newest).scalar() or 0) + 1
            connection.execute(
                CHANGES.insert().values(
                    number=number,
                    action=new.action,
                    state=new.state,
                    note=new.note,
                    by=new.by,
                    at=new.at,
                )
            )
    except IntegrityError:
        raise JournalMoved(expected=new.number, found=new.number + 1) from None


def moment(at: datetime) -> str:
    """Write a moment as the table keeps it."""
    return at.isoformat(timespec="seconds")
