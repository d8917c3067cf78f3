"""
Art. 63(8) and (9): which applications can be offset.

One predicate for each point; all must hold. The whole Article applies to nobody else, whatever
paragraph opens the offset.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Final

from solidarity.terms.citations import Art
from solidarity.terms.findings import Coverage, not_encoded, rule

CRITERIA: Final = range(29, 34)
"""Articles of the criteria named in Art. 63(8)(b): 29 to 33."""


@dataclass(frozen=True, slots=True)
class OffsetCase:
    """
    What must be known of one application before it can be offset.

    Attributes:
        on: Day on which the question is asked.
        ground: Article on which the benefitting state was found responsible, e.g. 33.
        transfer_until: Last day of the transfer limit of Art. 46(1), with its extensions.
        unaccompanied_minor: Whether the applicant is one.
        absconded: Whether the applicant absconded from the contributing state.
        beneficiary: Whether the person has been granted protection.
        admitted: Whether the person was admitted (resettlement or humanitarian admission).
        finally_rejected: Whether the application was finally rejected in the benefitting state.
        rejected_chosen: Whether the contributing state chose to take finally rejected persons.
    """

    on: date
    ground: int
    transfer_until: date
    unaccompanied_minor: bool = False
    absconded: bool = False
    beneficiary: bool = False
    admitted: bool = False
    finally_rejected: bool = False
    rejected_chosen: bool = False


@rule(Art(63, 8, "a"))
def is_not_unaccompanied_minor(case: OffsetCase) -> bool:
    """Ask that the applicant is not an unaccompanied minor."""
    return not case.unaccompanied_minor


@rule(Art(63, 8, "b"))
def is_responsible_by_criteria(case: OffsetCase) -> bool:
    """Ask that responsibility rests on Arts 29 to 33: not family, not first registration."""
    return case.ground in CRITERIA


@rule(Art(63, 8, "c"), Art(46, 1), reading="R-012")
def is_transfer_limit_running(case: OffsetCase) -> bool:
    """Ask that the transfer limit has not expired: Art. 46(1), not 39(1) as first printed."""
    return case.on <= case.transfer_until


@rule(Art(63, 8, "d"))
def has_not_absconded(case: OffsetCase) -> bool:
    """Ask that the applicant has not absconded from the contributing state."""
    return not case.absconded


@rule(Art(63, 8, "e"))
def is_not_beneficiary(case: OffsetCase) -> bool:
    """Ask that the person is not a beneficiary of international protection."""
    return not case.beneficiary


@rule(Art(63, 8, "f"))
def is_not_admitted(case: OffsetCase) -> bool:
    """Ask that the person is not an admitted person."""
    return not case.admitted


@rule(Art(63, 9))
def may_be_taken_if_rejected(case: OffsetCase) -> bool:
    """Ask, for a finally rejected person, that the contributing state chose to take such cases."""
    return not case.finally_rejected or case.rejected_chosen


_CONDITIONS: Final[tuple[tuple[Art, Callable[[OffsetCase], bool]], ...]] = (
    (Art(63, 8, "a"), is_not_unaccompanied_minor),
    (Art(63, 8, "b"), is_responsible_by_criteria),
    (Art(63, 8, "c"), is_transfer_limit_running),
    (Art(63, 8, "d"), has_not_absconded),
    (Art(63, 8, "e"), is_not_beneficiary),
    (Art(63, 8, "f"), is_not_admitted),
    (Art(63, 9), may_be_taken_if_rejected),
)


@rule(Art(63, 8), Art(63, 9))
def offset_refusals(case: OffsetCase) -> tuple[Art, ...]:
    """
    Name every provision that keeps an application from being offset.

    Args:
        case: What is known of it.

    Returns:
        The provisions not met, in the order of the law; empty if it can be offset.
    """
    return tuple(source for source, is_met in _CONDITIONS if not is_met(case))


not_encoded(
    Art(63, 9),
    Coverage.OUT_OF_SCOPE,
    where="",
    note="the rules on subsequent applications (Regulation (EU) 2024/1348) then apply",
)
