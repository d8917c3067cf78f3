"""
Station 8, preferences: what both sides wish at the first meeting of the Technical-Level Forum.

They bind nobody (Art. 60(4)). A wish that touches a prohibited ground is recorded with that ground
and with the reason given, so that the log can be read by those who watch over fundamental rights.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from solidarity.cycle.guards import lawful, readable
from solidarity.law.part4_solidarity.art60_preferences import may_be_voiced, prohibited_grounds
from solidarity.ledger.events import Event, event
from solidarity.terms.citations import Art


@event
@dataclass(frozen=True, slots=True)
class PreferenceExpressed(Event):
    """A state voiced a preference; it binds nobody (Art. 60(4))."""

    state: str
    on: date
    wish: str


@event
@dataclass(frozen=True, slots=True)
class PreferenceMarked(Event):
    """A preference touches prohibited grounds; the state gave its reason (Art. 60(4))."""

    state: str
    on: date
    wish: str
    grounds: tuple[str, ...]
    reason: str


@dataclass(frozen=True, slots=True)
class ExpressPreference:
    """Voice a preference at the first meeting; `reason` where it touches a prohibited ground."""

    state: str
    on: date
    wish: str
    reason: str = ""


def voiced(command: ExpressPreference, code: str) -> tuple[Event, ...]:
    """
    Record a preference, and beside it the grounds it touches.

    Args:
        command: What was asked for, in time.
        code: The state, checked.

    Raises:
        NotLawful: If it touches a prohibited ground and no reason is given.
        InputError: If it says nothing.
    """
    wish = command.wish.strip()
    readable(bool(wish), "the preference is empty", "what is preferred, in words", Art(60, 4))
    grounds = prohibited_grounds(wish)
    lawful(
        may_be_voiced(wish=wish, reason=command.reason),
        f"the preference touches {', '.join(grounds)}: it needs a reason",
        Art(60, 4),
    )
    spoken = PreferenceExpressed(code, command.on, wish)
    if not grounds:
        return (spoken,)
    return spoken, PreferenceMarked(code, command.on, wish, grounds, command.reason.strip())
