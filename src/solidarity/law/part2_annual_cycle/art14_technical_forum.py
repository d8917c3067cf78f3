"""Article 14: the Technical-Level EU Solidarity Forum, where contributions meet needs."""

from __future__ import annotations

from datetime import date
from enum import Enum

from solidarity.terms.citations import Art
from solidarity.terms.findings import Coverage, not_encoded, rule


class Presence(Enum):
    """How a body takes part in the forum."""

    ALWAYS = "takes part"
    WHEN_INVITED = "takes part when the Coordinator invites it"
    NEVER = "does not take part"


BODIES: dict[str, Presence] = {
    "asylum_agency": Presence.ALWAYS,
    "border_and_coast_guard_agency": Presence.WHEN_INVITED,
    "fundamental_rights_agency": Presence.WHEN_INVITED,
    "united_nations_agency": Presence.WHEN_INVITED,
}
"""Bodies beside the Member States, and how they take part."""

not_encoded(
    Art(14, 1),
    Coverage.PROCEDURAL,
    "solidarity.cycle.s06_access",
    "The Coordinator convenes and chairs; each meeting is recorded.",
)
not_encoded(Art(14, 2), Coverage.AUTHORITY, "", "Whom a Member State sends is its own choice.")
not_encoded(
    Art(14, 3),
    Coverage.PROCEDURAL,
    "solidarity.law.part2_annual_cycle.art13_high_level_forum",
    "The same standing as in the High-Level Forum.",
)


@rule(Art(14, 4))
def takes_part(body: str, *, invited: bool) -> bool:
    """
    Tell whether a body takes part in a meeting.

    Args:
        body: A key of `BODIES`; any other body has no place.
        invited: Whether the Coordinator invited it.
    """
    presence = BODIES.get(body, Presence.NEVER)
    return presence is Presence.ALWAYS or (presence is Presence.WHEN_INVITED and invited)


@rule(Art(14, 5))
def may_convene(*, act_adopted: date | None, on: date) -> bool:
    """
    Tell whether the forum can meet: first after the Council's act, then as often as needed.

    Args:
        act_adopted: Day on which the Council adopted its act; None if it has not yet.
        on: Day of the meeting.
    """
    return act_adopted is not None and on >= act_adopted
