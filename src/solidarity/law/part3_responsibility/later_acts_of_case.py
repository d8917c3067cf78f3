"""Acts that move responsibility once found: a state keeps the case, issues a permit, takes it."""

from __future__ import annotations

from solidarity.law.part3_responsibility.art02_definitions import is_residence_document
from solidarity.law.part3_responsibility.art35_discretionary import (
    by_humanitarian_request,
    by_own_decision,
)
from solidarity.law.part3_responsibility.case_record import Application
from solidarity.law.part3_responsibility.deadlines_of_case import Deadline
from solidarity.law.part3_responsibility.findings_of_case import FactUsed, Tried, cited
from solidarity.law.part4_solidarity.art63_offset_eligibility import OffsetCase, offset_refusals
from solidarity.terms.case_facts import DecisionKind
from solidarity.terms.citations import Art


def later_act(
    application: Application, last: Tried, deadlines: tuple[Deadline, ...]
) -> Tried | None:
    """
    Find what moved responsibility after a state was found; None if nothing did.

    Args:
        application: The application.
        last: The state found so far.
        deadlines: Limits that run; an offset is possible only while that for the transfer does.

    Source: Arts 35, 37(1), 63(6) and (8).
    """
    case, person = application.case, application.person
    if not (case.decisions or case.requests or case.offset or person.documents):
        return None
    acts = (
        by_own_decision(case, person),
        _kept_minor(application),
        _residence_document(application),
        by_humanitarian_request(case, person, application.settings.silence),
        _offset(application, last, deadlines),
    )
    return next((act for act in acts if act is not None), None)


def _kept_minor(application: Application) -> Tried | None:
    for position, one in enumerate(application.case.decisions):
        if one.kind is DecisionKind.KEEP_MINOR and application.unaccompanied:
            fact = FactUsed(f"decisions[{position}]", f"{one.state} keeps the minor, {one.on}")
            why = f"{one.state} found that moving the minor is against the child's interests."
            return Tried(Art(37, 1), str(one.state), why, (fact,))
    return None


def _residence_document(application: Application) -> Tried | None:
    issued = [
        (one.valid_from, f"documents[{position}]", str(one.issuing_state))
        for position, one in enumerate(application.person.documents)
        if is_residence_document(one) and one.valid_from > application.registered
    ]
    if not issued:
        return None
    day, path, state = max(issued)
    fact = FactUsed(path, f"residence document of {state} from {day.isoformat()}")
    why = f"{state} issued a residence document to the applicant after the registration."
    return Tried(Art(37, 1), state, why, (fact,))


def _offset(application: Application, last: Tried, deadlines: tuple[Deadline, ...]) -> Tried | None:
    offset = application.case.offset
    if offset is None or not last.state:
        return None
    limits = [one.last_day for one in deadlines if one.clock.startswith("transfer")]
    until = max(limits, default=offset.on)
    refusals = offset_refusals(
        OffsetCase(
            on=offset.on,
            ground=last.article.article,
            transfer_until=until,
            unaccompanied_minor=application.unaccompanied,
            absconded=offset.absconded,
            beneficiary=offset.beneficiary,
            admitted=offset.admitted,
        )
    )
    if refusals:
        named = ", ".join(cited(one) for one in refusals)
        why = f"{last.why} An offset to {offset.state} is not possible ({named})."
        return last._replace(why=why)
    fact = FactUsed("offset", f"identified by {offset.state} on {offset.on.isoformat()}")
    why = f"{offset.state} takes responsibility from {last.state} as an offset."
    return Tried(Art(63, 6), str(offset.state), why, (fact,), also=(Art(63, 8),))
