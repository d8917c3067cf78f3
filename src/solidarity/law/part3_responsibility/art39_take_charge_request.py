"""Art. 39: asking another Member State to take charge."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from solidarity.law.part3_responsibility.checklists import Item, missing
from solidarity.terms.citations import Art
from solidarity.terms.findings import Coverage, not_encoded, parameter, rule

_SINCE = date(2026, 6, 12)  # Art. 85, as corrected

URGENT_DAYS_MIN = parameter(
    "days at least given for an urgent reply",
    Art(39, 2),
    7,
    since=_SINCE,
    unit="days",
)

CONTENT: Final = (
    Item("reasons", Art(39, 3), "full and detailed reasons from all circumstances"),
    Item("statements", Art(39, 3), "relevant statements of the applicant"),
    Item("template", Art(39, 3), "the family template, where there is one"),
    Item("standard_form", Art(39, 3), "on the standard form"),
    Item("evidence", Art(39, 3), "proof, circumstantial evidence or other information"),
)
"""What a request contains."""


@dataclass(frozen=True, slots=True)
class MinorsRequest:
    """
    The exception for unaccompanied minors.

    Attributes:
        unaccompanied_minor: Whether the applicant is one.
        in_best_interests: Whether the determining state finds going on in the best interests.
        decided_on_substance: Whether a first decision on the substance has been taken.
    """

    unaccompanied_minor: bool = False
    in_best_interests: bool = False
    decided_on_substance: bool = False


@rule(Art(39, 1, subparagraph=4))
def is_minors_exception(case: MinorsRequest) -> bool:
    """Decide whether the request may be sent after the time limits."""
    return case.unaccompanied_minor and case.in_best_interests and not case.decided_on_substance


@rule(Art(39, 1), reading="R-102")
def request_clocks(*, hit: bool, in_crisis: bool, option: str = "earlier_date") -> tuple[str, ...]:
    """
    Which time limits run for the request; it is late as soon as one of them has passed.

    Args:
        hit: Whether it rests on a Eurodac hit on a crossing or a rescue, or on a visa hit.
        in_crisis: Whether the determining state applies the longer limits of a crisis.
        option: Reading R-102: whether, with a hit, the two months from registration go on too.

    Returns:
        Names of clocks.
    """
    if in_crisis:
        return ("crisis-take-charge-request",)
    if not hit:
        return ("take-charge-request",)
    if option == "hit_alone":
        return ("take-charge-request-hit",)
    return ("take-charge-request", "take-charge-request-hit")


@rule(Art(39, 1))
def has_priority(*, article: int) -> bool:
    """Decide whether a request comes first: those under Arts 25 to 28 and 34 do."""
    return article in {25, 26, 27, 28, 34}


@rule(Art(39, 1, subparagraph=3))
def responsible_when_late(*, registered_in: str, exception: bool) -> str | None:
    """
    Member State responsible when no request was sent in time.

    Args:
        registered_in: Code of the state where the application was registered.
        exception: Whether the exception for unaccompanied minors holds.
    """
    return None if exception else registered_in


@rule(Art(39, 2))
def may_ask_urgently(*, registered: date, refused_entry: date | None, reasons: bool) -> bool:
    """
    Decide whether an urgent reply may be asked for.

    Args:
        registered: Day of registration.
        refused_entry: Day of a refusal of entry or a return decision; None if there is none.
        reasons: Whether the request says why it is urgent.
    """
    return reasons and refused_entry is not None and refused_entry <= registered


@rule(Art(39, 2))
def is_period_long_enough(*, received: date, until: date) -> bool:
    """
    Decide whether the period asked for an urgent reply is lawful.

    Args:
        received: Day on which the request was received.
        until: Last day of the period asked for.

    Returns:
        True from one week.
    """
    return until >= received + timedelta(days=URGENT_DAYS_MIN.on(max(received, _SINCE)))


@rule(Art(39, 3))
def request_missing(given: Collection[str], *, template: bool) -> tuple[Item, ...]:
    """What a request lacks; names as in `CONTENT`; the template only if there is one."""
    return tuple(item for item in missing(CONTENT, given) if template or item.name != "template")


not_encoded(
    Art(39, 3, subparagraph=2),
    Coverage.OUT_OF_SCOPE,
    where="",
    note="empowers the Commission: see Art. 7 of the Implementing Regulation",
)
