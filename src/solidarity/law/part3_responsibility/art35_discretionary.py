"""Art. 35: keeping a case, or asking another state out of humanity."""

from __future__ import annotations

import datetime as dt

from solidarity.law.part3_responsibility.findings_of_case import FactUsed, Need, Tried
from solidarity.law.part3_responsibility.settings import Silence
from solidarity.law.part5_general.clocks import clock
from solidarity.terms.case_facts import DecisionKind, ReplyKind, RequestKind
from solidarity.terms.case_records import Case, Decision, Person, Request
from solidarity.terms.citations import Art
from solidarity.terms.findings import rule


@rule(Art(35, 1))
def may_keep(decision: Decision, person: Person) -> bool:
    """Tell whether a state may decide to examine: the application is registered with it."""
    return any(one.state == decision.state for one in person.registrations)


@rule(Art(35, 2))
def is_in_time(request: Request, first_decision: dt.date | None) -> bool:
    """Ask that the request comes before the first decision on substance."""
    return first_decision is None or request.sent_at < first_decision


@rule(Art(35, 2), reading="R-108")
def is_accepted(request: Request, silence: Silence, as_of: dt.date | None) -> bool:
    """Tell whether the other state takes the case: silence is a refusal unless read otherwise."""
    if request.answer is not None:
        return request.answer is ReplyKind.ACCEPTED
    if silence is Silence.REFUSAL or as_of is None:
        return False
    reply = clock("humanitarian-reply").run(request.received_at or request.sent_at, None)
    return as_of > reply.last_day


@rule(Art(35, 1))
def by_own_decision(case: Case, person: Person) -> Tried | None:
    """Find the state that decided to examine the application itself; None if none did."""
    for position, one in enumerate(case.decisions):
        if one.kind is DecisionKind.EXAMINE and may_keep(one, person):
            fact = FactUsed(f"decisions[{position}]", f"{one.state} decided to examine, {one.on}")
            why = f"{one.state} decided to examine the application itself."
            return Tried(Art(35, 1), str(one.state), why, (fact,), also=(Art(37, 1),))
    return None


@rule(Art(35, 2))
def by_humanitarian_request(case: Case, person: Person, silence: Silence) -> Tried | None:
    """Find the state that took the case on a humanitarian request; None if none did."""
    decided = [one.first_decision_on for one in person.registrations if one.first_decision_on]
    first_decision = min(decided, default=None)
    for position, one in enumerate(case.requests):
        path = f"requests[{position}]"
        if one.kind is not RequestKind.HUMANITARIAN or not is_in_time(one, first_decision):
            continue
        if not is_accepted(one, silence, case.as_of):
            continue
        readings = () if one.answer else (f"R-108={silence.value}",)
        if person.consent is None or not person.consent.art35:
            need = Need(Art(35, 2), "the consent in writing of the persons concerned")
            why = f"{one.to} would take the case; consent in writing is not recorded."
            return Tried(Art(35, 2), "", why, (), (need,), (), readings)
        fact = FactUsed(path, f"humanitarian request to {one.to}, {one.sent_at.isoformat()}")
        why = f"{one.to} takes the case on humanitarian grounds, with written consent."
        return Tried(Art(35, 2), str(one.to), why, (fact,), (), (Art(37, 1),), readings)
    return None
