"""Which registration counts as the first: responsibility that ceased makes a later one new."""

from __future__ import annotations

from typing import NamedTuple

from solidarity.law.part3_responsibility.art02_definitions import is_residence_document
from solidarity.law.part3_responsibility.art37_cessation import (
    border_duties_until,
    ceased_after_absence,
    ceased_after_border,
    ceased_after_return,
    is_held_open,
)
from solidarity.law.part3_responsibility.case_record import is_established
from solidarity.law.part3_responsibility.findings_of_case import FactUsed, Tried, months_after
from solidarity.terms.case_facts import Answer, Outcome, Procedure, Registration
from solidarity.terms.case_records import Case, Notification, Person
from solidarity.terms.citations import Art

_ENDED = frozenset(
    (Outcome.INADMISSIBLE, Outcome.UNFOUNDED, Outcome.MANIFESTLY_UNFOUNDED, Outcome.WITHDRAWN)
)
_TRANSFER_MONTHS = 6


class Start(NamedTuple):
    """The registration that counts as the first, and why earlier ones do not."""

    first: Registration
    ended: tuple[Tried, ...]


def start_of(case: Case, person: Person) -> Start:
    """
    Find the registration from which the case counts.

    Source: Art. 37(2) to (5): after cessation a later application is new.
    """
    ordered = sorted(person.registrations, key=lambda one: one.registered_at)
    first, ended = ordered[0], []
    for position, later in enumerate(ordered[1:], start=1):
        earlier = [one for one in ordered[:position] if one.registered_at >= first.registered_at]
        why = _ceased(case, person, earlier, later)
        if why is not None:
            ended.append(why)
            first = later
    return Start(first, tuple(ended))


def _ceased(
    case: Case, person: Person, earlier: list[Registration], later: Registration
) -> Tried | None:
    return (
        _after_border(case, earlier, later)
        or _after_absence(person, earlier[0], later)
        or _after_return(person, earlier, later)
    )


def _after_border(case: Case, earlier: list[Registration], later: Registration) -> Tried | None:
    for one in earlier:
        final = one.decision_final_at
        if one.procedure is not Procedure.BORDER or one.decision not in _ENDED or final is None:
            continue
        elsewhere = [other.registered_at for other in (*earlier, later) if other.state != one.state]
        end = border_duties_until(final)
        pending = [
            note
            for note in case.notifications
            if note.sent_at <= end and (note.completed_on is None or note.completed_on > end)
        ]
        held = is_held_open(
            final=final,
            applied_elsewhere=min(elsewhere, default=None),
            pending_at_end=bool(pending),
            finished=all(_is_finished(note, later) for note in pending),
        )
        if not held and ceased_after_border(final=final, registered=later.registered_at):
            why = f"The duties of {one.state} after its border decision ended on {end.isoformat()}."
            fact = FactUsed("registrations", f"border decision of {one.state} final {final}")
            return Tried(Art(37, 2), "", why, (fact,))
    return None


def _is_finished(note: Notification, later: Registration) -> bool:
    if note.completed_on is not None:
        return note.completed_on <= later.registered_at
    started = note.answered_at or note.received_at or note.sent_at
    return later.registered_at > months_after(started, _TRANSFER_MONTHS)


def _after_absence(person: Person, first: Registration, later: Registration) -> Tried | None:
    holds = any(
        is_residence_document(one)
        and one.issuing_state == first.state
        and one.valid_from <= later.registered_at
        and (one.valid_to is None or one.valid_to >= later.registered_at)
        and (one.ended_on is None or one.ended_on > later.registered_at)
        for one in person.documents
    )
    for position, away in enumerate(person.absences):
        inside = first.registered_at <= away.from_ and away.to <= later.registered_at
        shown = is_established(away.evidence) is Answer.YES
        if inside and ceased_after_absence(
            left=away.from_, returned=away.to, residence_document=holds, established=shown
        ):
            fact = FactUsed(f"absences[{position}]", f"away from {away.from_} to {away.to}")
            why = f"The duties of {first.state} ended with an absence of nine months or more."
            return Tried(Art(37, 4), "", why, (fact,))
    return None


def _after_return(person: Person, earlier: list[Registration], later: Registration) -> Tried | None:
    rejected = any(one.decision in _ENDED or one.withdrawn for one in earlier)
    since = earlier[0].registered_at
    left = [one.from_ for one in person.absences if one.under_return_decision]
    left += [one.removed_on for one in person.eurodac_hits if one.removed_on is not None]
    day = min((one for one in left if one >= since), default=None)
    if rejected and ceased_after_return(
        entered_in_eurodac=day is not None, left=day, registered=later.registered_at
    ):
        fact = FactUsed("absences", f"left under a return decision on {day}")
        why = "The duty to take back ended when the person left under a return decision."
        return Tried(Art(37, 5), "", why, (fact,))
    return None
