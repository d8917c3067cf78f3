"""The guards of the stations: one line says what must hold, why, and by which provision."""

from __future__ import annotations

from collections.abc import Container
from dataclasses import fields
from datetime import date
from typing import TypeVar

from solidarity.errors import (
    InputError,
    LateAct,
    NotEntitled,
    NotLawful,
    Problem,
    WrongStation,
)
from solidarity.ledger.events import Event
from solidarity.terms.citations import Art
from solidarity.terms.member_states import MemberState, Part, associated_state, member_state
from solidarity.terms.quantities import Euro, Kind, Persons, Quantity

E = TypeVar("E", bound=Event)


def lawful(holds: bool, why: str, source: Art) -> None:  # noqa: FBT001 - reads as a sentence
    """
    Insist that an act is allowed.

    Raises:
        NotLawful: If it is not.
    """
    if not holds:
        raise NotLawful(why, source)


def in_turn(holds: bool, why: str, source: Art) -> None:  # noqa: FBT001 - reads as a sentence
    """
    Insist that it is this act's turn in the year.

    Raises:
        WrongStation: If it is not.
    """
    if not holds:
        raise WrongStation(why, source)


def in_time(holds: bool, why: str, source: Art) -> None:  # noqa: FBT001 - reads as a sentence
    """
    Insist that the moment until which an act was possible has not passed.

    Raises:
        LateAct: If it has.
    """
    if not holds:
        raise LateAct(why, source)


def entitled(holds: bool, why: str, source: Art) -> None:  # noqa: FBT001 - reads as a sentence
    """
    Insist that this actor may do it.

    Raises:
        NotEntitled: If it may not.
    """
    if not holds:
        raise NotEntitled(why, source)


def readable(holds: bool, what: str, expected: str, source: Art | None = None) -> None:  # noqa: FBT001 - reads as a sentence
    """
    Insist that what was given can be read.

    Raises:
        InputError: If it cannot.
    """
    if not holds:
        raise InputError(Problem(what, expected, source=source))


def bound_state(code: str, on: date, source: Art) -> MemberState:
    """
    Find a Member State bound by Part IV.

    Args:
        code: Code of the state.
        on: Day of the act.
        source: Provision that gives the right or duty only to bound states.

    Raises:
        NotEntitled: If the state is associated, or a Member State that Part IV does not bind.
        InputError: If there is no such state.
    """
    associated = associated_state(code)
    if associated is not None:
        raise NotEntitled(
            f"{associated.name} is not bound by Part IV; it can contribute ad hoc", Art(13, 1)
        )
    state = member_state(code)
    entitled(state.takes_part(Part.SOLIDARITY, on), f"{state.name} is not bound by Part IV", source)
    return state


def in_unit_of(kind: Kind, amount: Quantity, source: Art) -> None:
    """
    Insist that an amount has the unit of its kind and is not negative.

    Raises:
        InputError: If relocations are not persons, or anything else is not euro, or less than 0.
    """
    if isinstance(amount, Persons):
        unit, number, fits = "persons", amount.count, kind is Kind.RELOCATION
    else:
        unit, number, fits = "euro", amount.cents, kind is not Kind.RELOCATION
    wanted = "whole persons" if kind is Kind.RELOCATION else "euro"
    readable(fits, f"{kind.value} given in {unit}", wanted, source)
    readable(number >= 0, f"{amount} is negative", "0 or more", source)


def positive(amount: Euro | Persons, source: Art) -> None:
    """
    Insist that an amount is more than nothing.

    Raises:
        InputError: If it is not.
    """
    number = amount.count if isinstance(amount, Persons) else amount.cents
    readable(number > 0, f"{amount} given", "more than 0", source)


def name_of(code: str) -> str:
    """Name of a Member State for a sentence; the code itself if it is not one."""
    associated = associated_state(code)
    return associated.name if associated is not None else member_state(code).name


def recorded(cls: type[E], command: object, **checked: object) -> E:
    """
    Make the event that records a command.

    Args:
        cls: Class of the event.
        command: What was asked for: fields of the same name are taken over.
        checked: Fields that were checked, completed or put in their usual form.
    """
    return cls(
        **{
            item.name: checked[item.name] if item.name in checked else getattr(command, item.name)
            for item in fields(cls)
        }
    )


def new_identifier(identifier: str, known: Container[str]) -> None:
    """
    Insist that something new has an identifier of its own.

    Raises:
        InputError: If it has none, or one that is taken.
    """
    readable(bool(identifier.strip()), "no identifier is given", "an identifier")
    readable(identifier not in known, f'"{identifier}" is there already', "a new identifier")
