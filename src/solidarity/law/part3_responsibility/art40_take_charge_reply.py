"""Art. 40: replying to a take charge request; silence accepts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from solidarity.law.part3_responsibility.checklists import Item
from solidarity.terms.citations import Art
from solidarity.terms.findings import rule

FAMILY: Final = frozenset({25, 26, 27, 28, 34})
"""Articles whose requests come first and whose refusal explains what is thin in the evidence."""


@dataclass(frozen=True, slots=True)
class Requested:
    """
    What decides how long the requested state has.

    Attributes:
        hit: Whether the request rests on a Eurodac hit on a crossing or a rescue, or a visa hit.
        urgent: Whether an urgent reply was lawfully asked for.
        detained: Whether the person is detained.
        in_crisis: Whether the requested state applies the longer limits of a crisis.
    """

    hit: bool = False
    urgent: bool = False
    detained: bool = False
    in_crisis: bool = False


@rule(Art(40, 1), Art(40, 2), Art(40, 7), Art(45, 2), reading="R-135")
def reply_clock(request: Requested) -> str:
    """
    Which time limit runs for the reply.

    Returns:
        Name of the clock: that for detained persons first, which a crisis does not lengthen
        (R-135), then that of a crisis, of an urgent request, of a hit, and the ordinary one.
    """
    if request.detained:
        return "detained-reply"
    if request.in_crisis:
        return "crisis-take-charge-reply"
    if request.urgent:
        return "take-charge-reply-urgent"
    return "take-charge-reply-hit" if request.hit else "take-charge-reply"


@rule(Art(40, 1))
def has_priority(*, article: int) -> bool:
    """Decide whether a reply comes first: those under Arts 25 to 28 and 34 do."""
    return article in FAMILY


@rule(Art(40, 6, subparagraph=2), Art(40, 8))
def objection_missing(
    *, in_time: bool, reasons: bool, article: int, thinness_explained: bool
) -> tuple[Item, ...]:
    """
    Find what keeps a reply from being an objection.

    Args:
        in_time: Whether it came within the limit.
        reasons: Whether its reasons are substantiated.
        article: Article on which the request rests.
        thinness_explained: Whether it says why the circumstantial evidence is not enough.

    Returns:
        What is missing; empty if it is an objection.
    """
    found = (
        (not in_time, Item("in_time", Art(40, 8), "a reply within the limit")),
        (not reasons, Item("reasons", Art(40, 8), "substantiated reasons")),
        (
            article in FAMILY and not thinness_explained,
            Item("explained", Art(40, 6), "why the evidence on the family is not enough"),
        ),
    )
    return tuple(item for applies, item in found if applies)


@rule(Art(40, 8), reading="R-133")
def accepts_at_once(*, substantiated: bool, option: str = "at_the_end") -> bool:
    """
    Decide whether a refusal without substantiated reasons is an acceptance on the spot.

    Args:
        substantiated: Whether the reasons are substantiated.
        option: Reading R-133: whether a better reply remains possible until the limit ends.
    """
    return not substantiated and option == "at_once"


@rule(Art(40, 8))
def is_accepted_by_silence(*, limit_passed: bool, objected: bool) -> bool:
    """Decide whether the request counts as accepted, with the duty to arrange the arrival."""
    return limit_passed and not objected


@rule(Art(40, 7), Art(40, 8), reading="R-134")
def silence_clock(request: Requested, *, option: str = "period_asked") -> tuple[str, bool]:
    """
    After which limit silence on a request accepts it.

    Args:
        request: What decides how long the requested state has.
        option: Reading R-134: after the period asked for an urgent reply, or after two weeks.

    Returns:
        Name of the clock, and whether the period asked for ends it sooner.
    """
    name = reply_clock(request)
    return name, name == "take-charge-reply-urgent" and option == "period_asked"
