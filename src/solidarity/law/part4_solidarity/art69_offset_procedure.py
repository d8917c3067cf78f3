"""
Art. 69: the procedure for offsets under Art. 63(1) and (2).

Silence is not acceptance: the text attaches no consequence to it, unlike Art. 67(9).
"""

from __future__ import annotations

from datetime import date, timedelta

from solidarity.errors import NotLawful
from solidarity.terms.citations import Art
from solidarity.terms.findings import Coverage, not_encoded, parameter, rule
from solidarity.terms.quantities import ZERO_PERSONS, Persons

_SINCE = date(2026, 6, 12)  # Art. 85, as corrected

REPLY_DAYS_MAX = parameter(
    "days within which a request for offsets is answered",
    Art(69, 2),
    30,
    since=_SINCE,
    unit="days",
)


@rule(Art(69, 1))
def is_complete(*, applications: Persons | None) -> bool:
    """
    Decide whether a request says how many applications are to be taken over.

    Args:
        applications: The number asked for; None if not stated.

    Returns:
        True if it names at least one.
    """
    return applications is not None and applications > ZERO_PERSONS


@rule(Art(69, 2), Art(63, 5), reading="R-017")
def reply_due(received: date) -> date:
    """
    Day by which the contributing state answers.

    For make-up offsets under Art. 63(5) the same day is an aim that only warns (R-017).

    Args:
        received: Day on which the request arrived.

    Returns:
        The thirtieth day after it; the clock `offset-reply` shifts it past holidays (Art. 75).

    Raises:
        OutOfScope: Before the Article applied.
    """
    return received + timedelta(days=REPLY_DAYS_MAX.on(received))


@rule(Art(69, 2))
def accepted_number(*, requested: Persons, replied: Persons | None) -> Persons:
    """
    How many applications the contributing state has agreed to take over.

    Args:
        requested: Number asked for.
        replied: Number in the reply, which may be lower; None as long as there is no reply.

    Returns:
        The number in the reply; zero without one.

    Raises:
        NotLawful: If the reply goes beyond the request, or is negative.
    """
    if replied is None:
        return ZERO_PERSONS
    if not ZERO_PERSONS <= replied <= requested:
        raise NotLawful(f"{replied} cannot be accepted of {requested} requested", Art(69, 2))
    return replied


@rule(Art(69, 3))
def may_identify(*, identified: Persons, accepted: Persons) -> bool:
    """
    Decide whether the accepting state may pick so many applications.

    Args:
        identified: Applications it identified so far, with those it adds.
        accepted: Number it accepted.

    Returns:
        True up to the number accepted.
    """
    return identified <= accepted


not_encoded(
    Art(69, 3),
    Coverage.PROCEDURAL,
    where="solidarity.cycle.s09_offsets",
    note="the Eurodac mark is set in the national system; the count is recorded",
)
