"""Section by section of Art. 37: what ends or moves responsibility, and who has to show it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final

from solidarity.cases import tasks
from solidarity.cases.table import Task
from solidarity.law.part3_responsibility.art37_cessation import (
    Prover,
    Shift,
    ceased_after_absence,
    ceased_after_border,
    ceased_after_return,
    cessation_prover,
    is_held_open,
    newly_responsible,
    shift_prover,
)
from solidarity.terms.citations import Art


@dataclass(frozen=True, slots=True)
class Earlier:
    """
    An earlier responsibility, looked at from a later application.

    Attributes:
        responsible: Code of the state responsible until now.
        registered: Day on which the later application was registered.
        border_final: Day on which a rejection or withdrawal in the border procedure became final.
        applied_elsewhere: Day of an application elsewhere before that.
        pending_at_end: Whether a take back was pending when the fifteen months ended.
        take_back_finished: Whether that take back is completed or its transfer limit has passed.
        left: Day of a departure from all Member States.
        returned: Day of the return.
        residence_document: Whether the person holds a valid one of the state responsible.
        absence_shown: Whether that state has shown the absence.
        return_in_eurodac: Whether a departure under a return decision stands in Eurodac.
    """

    responsible: str
    registered: date
    border_final: date | None = None
    applied_elsewhere: date | None = None
    pending_at_end: bool = False
    take_back_finished: bool = False
    left: date | None = None
    returned: date | None = None
    residence_document: bool = False
    absence_shown: bool = False
    return_in_eurodac: bool = False


@dataclass(frozen=True, slots=True)
class Ended:
    """Why the duties have ended: the provision, who showed it, the entry in Eurodac."""

    source: Art
    prover: Prover
    entry: Task
    says: str


@dataclass(frozen=True, slots=True)
class Moved:
    """Responsibility that has moved: to whom, by which act, who shows it, what is to be done."""

    to: str
    shift: Shift
    source: Art
    prover: Prover
    tasks: tuple[Task, ...]


NEVER: Final = (
    ("a late take back notification", Art(41, 1)),
    ("lapse of time in any other than the border procedure", Art(37, 2)),
    ("a dispute between Member States", Art(55, 2)),
)
"""What moves or ends nothing."""


def moved_by(shift: Shift, *, acting: str, transferring: str) -> Moved:
    """
    Say where responsibility is after an act of Art. 37(1).

    Args:
        shift: What happened.
        acting: Code of the state that acted.
        transferring: Code of the state that had to transfer the person.
    """
    to = newly_responsible(shift, acting=acting, transferring=transferring)
    source = Art(46, 2) if shift is Shift.LATE_TRANSFER else Art(37, 1)
    return Moved(to, shift, source, shift_prover(shift), (tasks.ENTER_SHIFT, tasks.TELL_SHIFT))


def ended_by(earlier: Earlier) -> tuple[Ended, ...]:
    """
    Find every ground on which an earlier responsibility has ended.

    Returns:
        The grounds in the order of the law; empty: the person is taken back. With any of them the
        later application is a new one, and the criteria are gone through again.
    """
    return tuple(
        ended
        for ended in (_border(earlier), _absence(earlier), _returned(earlier))
        if ended is not None
    )


def _border(earlier: Earlier) -> Ended | None:
    final = earlier.border_final
    if final is None or not ceased_after_border(final=final, registered=earlier.registered):
        return None
    if is_held_open(
        final=final,
        applied_elsewhere=earlier.applied_elsewhere,
        pending_at_end=earlier.pending_at_end,
        finished=earlier.take_back_finished,
    ):
        return None
    says = "more than fifteen months since the border decision became final"
    return Ended(Art(37, 2), cessation_prover(2), tasks.ENTER_BORDER_DECISION, says)


def _absence(earlier: Earlier) -> Ended | None:
    if earlier.left is None or not ceased_after_absence(
        left=earlier.left,
        returned=earlier.returned or earlier.registered,
        residence_document=earlier.residence_document,
        established=earlier.absence_shown,
    ):
        return None
    says = "at least nine months outside all Member States"
    return Ended(Art(37, 4), cessation_prover(4), tasks.ENTER_DEPARTURE, says)


def _returned(earlier: Earlier) -> Ended | None:
    if not ceased_after_return(
        entered_in_eurodac=earlier.return_in_eurodac,
        left=earlier.left,
        registered=earlier.registered,
    ):
        return None
    says = "left under a return decision"
    return Ended(Art(37, 5), cessation_prover(5), tasks.ENTER_RETURN, says)
