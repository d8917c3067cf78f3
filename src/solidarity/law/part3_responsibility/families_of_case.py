"""Families in a case: one state for a group (Art. 28), children who follow (Art. 36(2))."""

from __future__ import annotations

from collections.abc import Mapping

from solidarity.law.part3_responsibility.art16_access import barred_states
from solidarity.law.part3_responsibility.art25_unaccompanied_minors import interest
from solidarity.law.part3_responsibility.art28_family_procedure import Member, by_family_group
from solidarity.law.part3_responsibility.art36_obligations_responsible import follows_family
from solidarity.law.part3_responsibility.findings_of_case import FactUsed, Need, Tried
from solidarity.law.part3_responsibility.results import PersonResult, Track
from solidarity.law.part3_responsibility.sequel_of_case import Found
from solidarity.law.part3_responsibility.settings import Settings
from solidarity.terms.case_facts import Answer
from solidarity.terms.case_records import Case, Person
from solidarity.terms.citations import Art

_LAST_CRITERION = 35


def together(case: Case, found: Mapping[str, Found], settings: Settings) -> dict[str, Found]:
    """
    Apply Art. 28 to every group of the case whose applications are in one state.

    Args:
        case: The case.
        found: What was found for each person with a registration.
        settings: The readings.

    Returns:
        The same, with the one state added where a family would have been separated.
    """
    joined = dict(found)
    if len(found) == 1:
        return joined
    groups = dict.fromkeys(one.group_id for one in case.persons if one.group_id)
    for group in groups:
        people = [one for one in case.persons if one.group_id == group and one.id in found]
        for one in _joined(people, found, settings):
            joined[one[0]] = one[1]
    return joined


def _joined(
    people: list[Person], found: Mapping[str, Found], settings: Settings
) -> list[tuple[str, Found]]:
    results = [found[one.id] for one in people]
    places = {str(one.application.first.state) for one in results}
    own = all(one.tried[-1].article.article <= _LAST_CRITERION for one in results)
    if len(places) != 1 or not own:
        return []
    if any(not one.tried[-1].state for one in results):
        need = Need(Art(28), "settle what is open for each of the family first")
        return [
            (
                one.application.person.id,
                _add(one, Tried(Art(28), "", one.tried[-1].why, needs=(need,))),
            )
            for one in results
            if one.tried[-1].state and len(results) > 1
        ]
    members = tuple(
        Member(person.id, one.tried[-1].state, one.tried[-1].article, person.birth_date)
        for person, one in zip(people, results, strict=True)
    )
    group = by_family_group(members, settings.fallback)
    if group is None:
        return []
    if any(group.state in barred_states(one) for one in people):
        need = Need(Art(16, 3), f"a real risk in {group.state} for one of the family: decide")
        group = group._replace(state="", needs=(need,))
    return [(person.id, _add(found[person.id], group)) for person in people]


def _add(found: Found, tried: Tried) -> Found:
    return found._replace(tried=(*found.tried, tried))


def following(person: Person, results: Mapping[str, PersonResult]) -> PersonResult:
    """
    Give a person's result; a minor follows the family member with whom it came.

    Args:
        person: The person.
        results: Results of persons with a registration.
    """
    own = results.get(person.id)
    leader = results.get(person.accompanies)
    states = [
        (f"kin[{position}]", str(kin.msr_recorded))
        for position, kin in enumerate(person.kin)
        if kin.accompanying and kin.msr_recorded
    ]
    if leader is not None and leader.state:
        states.append((f"person {leader.person}", leader.state))
    for path, state in states:
        against = interest(state, person.bic) is Answer.NO
        if follows_family(
            accompanying=True, born_after_arrival=False, contrary_to_bic=against
        ) and not (own is not None and own.state == state):
            return _led(person, own, leader, (path, state))
    if own is not None:
        return own
    need = Need(Art(36, 2), f"person {person.id} has no registration: say whom the minor follows")
    tried = Tried(
        Art(36, 2), "", "Neither an application nor a family member to follow.", needs=(need,)
    )
    return PersonResult(person.id, None, None, Track.OPEN, (tried,), (), (), ())


def _led(
    person: Person,
    own: PersonResult | None,
    leader: PersonResult | None,
    led: tuple[str, str],
) -> PersonResult:
    path, state = led
    why = f"The minor follows the family member for whom {state} is responsible."
    tried = Tried(Art(36, 2), state, why, (FactUsed(path, f"{state} is responsible"),))
    before = own.tried if own else ()
    track = leader.track if leader else Track.TAKE_BACK
    deadlines = leader.deadlines if leader else ()
    safeguards = own.safeguards if own else (leader.safeguards if leader else ())
    readings = own.readings if own else ()
    return PersonResult(
        person.id, state, Art(36, 2), track, (*before, tried), deadlines, safeguards, readings
    )
