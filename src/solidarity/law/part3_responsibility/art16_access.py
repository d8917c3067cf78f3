"""Art. 16: one state examines; security first; first registration last; no transfer into risk."""

from __future__ import annotations

from solidarity.law.part3_responsibility.findings_of_case import FactUsed, Need, Tried
from solidarity.terms.case_facts import Answer, SecurityResult
from solidarity.terms.case_records import Person
from solidarity.terms.citations import Art
from solidarity.terms.findings import Coverage, not_encoded, rule


@rule(Art(16, 1))
def is_single(states: frozenset[str]) -> bool:
    """Tell whether exactly one state examines."""
    return len(states) == 1


@rule(Art(16, 2))
def by_first_registration(registered_in: str) -> Tried:
    """Give the state of first registration, where no criterion points to any."""
    why = f"No criterion applies: {registered_in} registered the application first."
    fact = FactUsed("registrations[0]", f"first registered in {registered_in}")
    return Tried(Art(16, 2), registered_in, why, (fact,))


@rule(Art(16, 3))
def barred_states(person: Person) -> frozenset[str]:
    """Name the states where a real risk was found for this person."""
    return frozenset(str(one.state) for one in person.risks if one.real_risk is Answer.YES)


@rule(Art(16, 3))
def risk_needs(person: Person, state: str) -> tuple[Need, ...]:
    """Say what is missing about the risk in a state: an answer, or who gave it and why."""
    for one in person.risks:
        if one.state == state and one.real_risk is Answer.UNKNOWN:
            return (Need(Art(16, 3), f"decide whether a transfer to {state} is a real risk"),)
    recorded = all(one.is_recorded for one in person.risks)
    record = Need(Art(16, 3), "record who assessed the risk, when and why", blocking=False)
    return () if recorded else (record,)


@rule(Art(16, 3))
def by_impossible_transfer(determining: str, barred: frozenset[str]) -> Tried:
    """Give the determining state, where the risk bars every state the rules point to."""
    named = ", ".join(sorted(barred))
    why = f"No transfer to {named} without a real risk, and no other state is found: {determining}."
    return Tried(Art(16, 3), determining, why, (FactUsed("risks", f"real risk in {named}"),))


@rule(Art(16, 4))
def by_security_check(person: Person) -> Tried | None:
    """Give the state whose security check found a threat, before any criterion; else None."""
    security = person.security
    if security is None or security.result is not SecurityResult.THREAT:
        return None
    state = str(security.checked_by)
    why = f"The security check made by {state} found a threat to internal security."
    return Tried(Art(16, 4), state, why, (FactUsed("security", f"threat, checked by {state}"),))


@rule(Art(16, 4))
def is_check_due(person: Person) -> bool:
    """Tell whether a security check has still to be made before the criteria are applied."""
    return person.security is None or person.security.result is SecurityResult.UNKNOWN


not_encoded(
    Art(16, 5),
    Coverage.AUTHORITY,
    where="",
    note="sending to a safe third country is decided under Regulation (EU) 2024/1348",
)
