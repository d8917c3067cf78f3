"""Events: what happened, as typed, immutable facts; and the register that reads them back."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeVar

from solidarity.errors import OutOfScope, hold

E = TypeVar("E", bound="type[Event]")


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened. Subclasses are named by past participles: `Pledged`."""


_EVENTS: dict[str, type[Event]] = {}


def event(cls: E) -> E:
    """Enter an event class in the register under its own name; the class is not changed."""
    hold(cls.__name__ not in _EVENTS, f"two events are called {cls.__name__}")
    _EVENTS[cls.__name__] = cls
    return cls


def event_class(name: str) -> type[Event]:
    """
    Find an event class by its name.

    Raises:
        OutOfScope: If this version of the software knows no such event.
    """
    found = _EVENTS.get(name)
    if found is None:
        raise OutOfScope(f'this version knows no event called "{name}"')
    return found


def event_classes() -> dict[str, type[Event]]:
    """Give every event class by its name."""
    return dict(_EVENTS)


@event
@dataclass(frozen=True, slots=True)
class Withdrawn(Event):
    """
    An entry was recorded in error: as a correcting event it removes the entry it corrects.

    Attributes:
        why: Why the entry should never have been made.
    """

    why: str
