"""
Rebuild a state from entries, as of any day and as it was known at any moment.

What was *known* at a moment is what had been recorded by then. For each original entry its newest
correction known at that moment speaks in its place; without one, the original speaks for itself.
What speaks then counts only if it *holds* on the day asked for: so a correction that moves a fact
to a later day also takes it away from the days before. A withdrawal removes the fact for every day.
Facts are applied in the order of the positions of the originals.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import date, datetime
from typing import TypeVar

from solidarity.ledger.entries import Entry
from solidarity.ledger.events import Event, Withdrawn

State = TypeVar("State")


def fold(
    entries: Iterable[Entry],
    *,
    evolve: Callable[[State, Event], State],
    initial: State,
    as_of: date | None = None,
    known_at: datetime | None = None,
) -> State:
    """
    Apply the events that stand, in order.

    Args:
        entries: Entries in the order of their positions.
        evolve: What one event makes of a state.
        initial: The state before the first event.
        as_of: Day for which to ask; None: whatever day it holds from.
        known_at: Moment whose knowledge to use, with its offset from UTC; None: all of it.

    Returns:
        The state.
    """
    return evolve_all(
        standing(entries, as_of=as_of, known_at=known_at), evolve=evolve, initial=initial
    )


def evolve_all(
    events: Iterable[Event], *, evolve: Callable[[State, Event], State], initial: State
) -> State:
    """Apply events one after the other."""
    state = initial
    for event in events:
        state = evolve(state, event)
    return state


def standing(
    entries: Iterable[Entry], *, as_of: date | None = None, known_at: datetime | None = None
) -> Iterator[Event]:
    """
    Give the events that stand, each in the place of its original.

    Args:
        entries: Entries in the order of their positions.
        as_of: Day for which to ask; None: whatever day it holds from.
        known_at: Moment whose knowledge to use, with its offset from UTC; None: all of it.

    Yields:
        The events, corrections in the place of what they correct, withdrawn ones left out.
    """
    speaking: dict[int, Entry] = {}
    for entry in entries:
        if known_at is not None and entry.recorded_at > known_at:
            break  # moments of recording never go backwards
        speaking[entry.position if entry.corrects is None else entry.corrects] = entry
    for entry in speaking.values():
        holds = as_of is None or entry.holds_from <= as_of
        if holds and not isinstance(entry.event, Withdrawn):
            yield entry.event
