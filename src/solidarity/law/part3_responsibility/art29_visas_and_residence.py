"""Art. 29: residence documents and visas, valid or ended not long ago."""

from __future__ import annotations

import datetime as dt
from typing import Final

from solidarity.law.part3_responsibility.art02_definitions import is_residence_document
from solidarity.law.part3_responsibility.art29_held import (
    NO_END,
    Held,
    end_of_document,
    holding,
    visa_of,
)
from solidarity.law.part3_responsibility.case_record import Application, is_established
from solidarity.law.part3_responsibility.findings_of_case import Limit, Need, Tried
from solidarity.law.part3_responsibility.settings import Documents
from solidarity.terms.case_facts import Answer, Document, DocumentKind, Ended
from solidarity.terms.citations import Art
from solidarity.terms.findings import parameter, rule

_SINCE = dt.date(2026, 6, 12)
RESIDENCE_MONTHS = parameter(
    "years since a residence document ended, in months", Art(29, 4), 36, since=_SINCE, unit="months"
)
VISA_MONTHS = parameter("months since a visa ended", Art(29, 4), 18, since=_SINCE, unit="months")

_ARTICLE: Final = Art(29)
_NONE: Final = Tried(_ARTICLE, "", "No residence document or visa is recorded.")


@rule(Art(29, 1), Art(29, 2))
def leads_to(*, issuing: str, represented: str | None) -> str:
    """Name the state a document leads to: the issuer, of a visa in representation the other."""
    return represented or issuing


@rule(Art(29, 4))
def last_valid_day(document: Document) -> dt.date:
    """Give the last day of validity: the printed one, or the day before it was taken away."""
    printed = document.valid_to or NO_END
    if document.ended_on is None:
        return printed
    is_expiry = document.ended_by is Ended.EXPIRED
    return min(printed, document.ended_on - dt.timedelta(days=0 if is_expiry else 1))


@rule(Art(29, 4))
def is_recent_enough(*, is_residence: bool, ended: dt.date, registered: dt.date) -> bool:
    """Ask that a document ended less than three years, a visa less than 18 months before."""
    months = (RESIDENCE_MONTHS if is_residence else VISA_MONTHS).on(_SINCE)
    return Limit(months, ended).is_less_than(registered)


@rule(Art(29, 5))
def is_dropped_for_fraud(document: Document) -> bool:
    """Drop a document if fraud after its issue is proved; fraud in obtaining it changes nothing."""
    return document.fraud_after_issue_proved


@rule(Art(29, 3, "a"), Art(29, 3, "b"), Art(29, 3, "c"))
def prevailing(documents: tuple[Held, ...]) -> tuple[frozenset[str], Art]:
    """
    Find the state that prevails among documents of several states.

    Returns:
        The states left (more than one only if everything is equal), and the point that decides.
    """
    residence = tuple(one for one in documents if one.is_residence)
    if residence:
        return _best(residence, by_length=True), Art(29, 3, "a")
    if len({one.type for one in documents}) == 1:
        return _best(documents, by_length=False), Art(29, 3, "b")
    return _best(documents, by_length=True), Art(29, 3, "c")


def _best(documents: tuple[Held, ...], *, by_length: bool) -> frozenset[str]:
    ranked = {(one.days if by_length else 0, one.until, one.state) for one in documents}
    top = max(ranked)[:2]
    return frozenset(state for days, until, state in ranked if (days, until) == top)


@rule(Art(29, 1), Art(29, 2), Art(29, 3), Art(29, 4), Art(29, 5), reading="R-104")
def by_document(application: Application) -> Tried:
    """Find the state of a residence document or visa: valid ones first, then those that ended."""
    person = application.person
    if not person.documents and not person.vis_hits:
        return _NONE
    held, needs = _held(application)
    if needs:
        return Tried(_ARTICLE, "", "A document is not established.", needs=needs)
    valid = tuple(one for one in held if one.is_valid)
    readings: tuple[str, ...] = ()
    if valid and len(valid) < len(held):
        setting = application.settings.documents
        readings = (f"R-104={setting.value}",)
        held = valid if setting is Documents.VALID_FIRST else held
    facts = tuple(one.fact for one in held)
    if not held:
        why = "No document is valid, or ended recently enough, on the day of registration."
        return Tried(_ARTICLE, "", why)
    ended = () if valid else (Art(29, 4),)
    states = {one.state for one in held}
    if len(states) == 1:
        (state,) = states
        is_residence = any(one.is_residence for one in held)
        plain = ended[0] if ended else Art(29, 1 if is_residence else 2)
        by_fraud = all(one.by_fraud for one in held)
        why = f"On record at the registration: {facts[0].says}."
        source, also = (Art(29, 5), (plain,)) if by_fraud else (plain, ())
        return Tried(source, state, why, facts, also=also, readings=readings)
    best, point = prevailing(held)
    if len(best) > 1:
        need = Need(point, f"the documents of {', '.join(sorted(best))} are equal: decide")
        return Tried(point, "", "Documents of several states are equal.", facts, (need,))
    (state,) = best
    why = f"Among documents of {', '.join(sorted(states))} that of {state} prevails."
    return Tried(point, state, why, facts, also=ended, readings=readings)


def _held(application: Application) -> tuple[tuple[Held, ...], tuple[Need, ...]]:
    held: list[Held] = []
    needs: list[Need] = []
    every = [(f"documents[{n}]", one) for n, one in enumerate(application.person.documents)]
    every += [(f"vis_hits[{n}]", visa_of(one)) for n, one in enumerate(application.person.vis_hits)]
    for path, one in every:
        is_residence = is_residence_document(one)
        is_none = one.kind is DocumentKind.RESIDENCE and not is_residence
        if is_none or is_dropped_for_fraud(one) or one.valid_from > application.registered:
            continue
        until, on = last_valid_day(one), application.registered
        if until < on and not is_recent_enough(
            is_residence=is_residence, ended=end_of_document(one), registered=on
        ):
            continue
        known = is_established(one.evidence)
        if known is Answer.UNKNOWN:
            needs.append(Need(_ARTICLE, f"{path}: weigh the circumstantial evidence"))
        elif known is Answer.YES:
            state = leads_to(issuing=one.issuing_state, represented=one.represented_state)
            held.append(holding(path, one, state, is_valid=until >= on))
    return tuple(held), tuple(needs)
