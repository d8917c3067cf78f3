"""Open points met in the procedure of Part III (Arts 17 to 23 and 36 to 55)."""

from __future__ import annotations

from types import MappingProxyType
from typing import Final

from solidarity.law.readings_responsibility import RESPONSIBILITY
from solidarity.terms.citations import Art
from solidarity.terms.readings import Reading

PROCEDURE: Final = (
    Reading(
        "R-131",
        "where a person must be present between the transfer decision and the transfer",
        Art(17, 4),
        ("until_the_transfer", "once_determined"),
        "whether reception conditions may end in the state that carries out the transfer",
    ),
    Reading(
        "R-132",
        "who takes back a person whose relocation is confirmed",
        Art(38, 5),
        ("state_of_relocation",),
        "none: which state is notified",
    ),
    Reading(
        "R-133",
        "when a refusal without substantiated reasons becomes an acceptance",
        Art(40, 8),
        ("at_the_end", "at_once"),
        "the day of acceptance, and every time limit that runs from it",
    ),
    Reading(
        "R-134",
        "after which period silence on an urgent request accepts it",
        Art(40, 8),
        ("period_asked", "two_weeks"),
        "the day of acceptance, and every time limit that runs from it",
    ),
    Reading(
        "R-135",
        "whether a crisis lengthens the limits for detained persons",
        Art(45, 1),
        ("not_lengthened",),
        "none: the last days for detained persons stay",
    ),
    Reading(
        "R-136",
        "a transfer while suspension can still be asked for",
        Art(43, 3),
        ("wait", "may_go"),
        "the earliest day of a transfer",
    ),
    Reading(
        "R-137",
        "how long the confirmation of a take back has while the person is detained",
        Art(45, 2),
        ("two_weeks",),
        "none: the last day of the confirmation stays",
    ),
    Reading(
        "R-138",
        "which suspension starts the five weeks for detained persons anew",
        Art(45, 3),
        ("granted_only", "any_suspension"),
        "the day on which a detained person is released",
    ),
    Reading(
        "R-139",
        "on which day nine months of absence are reached",
        Art(37, 4),
        ("on_the_same_date",),
        "none: one day more or less of the absence",
    ),
    Reading(
        "R-140",
        "what becomes of detention when the other state refuses",
        Art(44, 3),
        ("released",),
        "none: a proposal to detain again remains possible",
    ),
    Reading(
        "R-141",
        "from which day what silence brings about counts",
        Art(40, 8),
        ("day_after_the_last_day",),
        "none: the day from which the next time limits run",
    ),
)
"""The points in the order in which they were met; the first option is the default."""

_DEFAULTS: Final = MappingProxyType(
    {reading.id: reading.default for reading in (*RESPONSIBILITY, *PROCEDURE)}
)


def option_of(identifier: str) -> str:
    """
    Give the default of an open point of Part III.

    Args:
        identifier: "R-101" and up.
    """
    return _DEFAULTS[identifier]
