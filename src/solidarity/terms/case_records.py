"""The record of a case: persons, and what the Member States did; nouns only."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from solidarity.terms.case_facts import (
    Absence,
    AgeStatus,
    BestInterests,
    Choice,
    Country,
    DecisionKind,
    Dependency,
    Diploma,
    Document,
    Entry,
    EurodacHit,
    Hindrance,
    Kin,
    Registration,
    ReplyKind,
    RequestKind,
    Security,
    StateCode,
    TransferRisk,
    VisHit,
)


@dataclass(frozen=True, slots=True)
class Representative:
    """Who represents a minor, and since when."""

    assigned_at: dt.date
    kind: str = ""


@dataclass(frozen=True, slots=True)
class Consent:
    """Consents in writing."""

    art35: bool = False


@dataclass(frozen=True, slots=True)
class Rights:
    """Which rights were honoured, and when."""

    informed_at: dt.date | None = None
    counsel: bool | None = None
    interview: dt.date | None = None
    recording: bool | None = None
    summary: dt.date | None = None
    template: bool | None = None


@dataclass(frozen=True, slots=True)
class Custody:
    """Detention and imprisonment."""

    detained_from: dt.date | None = None
    ground: str = ""
    imprisoned_from: dt.date | None = None


@dataclass(frozen=True, slots=True)
class Person:
    """
    One person.

    `unaccompanied` is asked of a minor only; where it is empty, a minor with whom no adult is
    recorded is unaccompanied. `accompanies` names the person of the same case with whom a child
    came. `present_in` is where the person is now; empty means where the newest registration is.
    """

    id: str
    nationality: Country | None = None
    stateless: bool = False
    birth_date: dt.date | None = None
    age_status: AgeStatus | None = None
    married: bool = False
    unaccompanied: bool | None = None
    accompanies: str = ""
    group_id: str = ""
    present_in: StateCode | None = None
    representative: Representative | None = None
    registrations: tuple[Registration, ...] = ()
    eurodac_hits: tuple[EurodacHit, ...] = ()
    vis_hits: tuple[VisHit, ...] = ()
    documents: tuple[Document, ...] = ()
    diplomas: tuple[Diploma, ...] = ()
    kin: tuple[Kin, ...] = ()
    dependency: Dependency | None = None
    entry: Entry | None = None
    absences: tuple[Absence, ...] = ()
    security: Security | None = None
    bic: BestInterests | None = None
    risks: tuple[TransferRisk, ...] = ()
    choice: Choice | None = None
    consent: Consent | None = None
    rights: Rights | None = None
    custody: Custody | None = None


@dataclass(frozen=True, slots=True)
class Request:
    """A request to take charge; empty `answer` is silence."""

    to: StateCode
    sent_at: dt.date
    kind: RequestKind = RequestKind.TAKE_CHARGE
    received_at: dt.date | None = None
    answer: ReplyKind | None = None
    answered_at: dt.date | None = None
    substantiated: bool = True


@dataclass(frozen=True, slots=True)
class Notification:
    """A take back notification; `completed_on`: the person was taken back."""

    to: StateCode
    sent_at: dt.date
    received_at: dt.date | None = None
    answer: ReplyKind | None = None
    answered_at: dt.date | None = None
    completed_on: dt.date | None = None


@dataclass(frozen=True, slots=True)
class Decision:
    """A decision of a Member State that settles or moves responsibility."""

    kind: DecisionKind
    state: StateCode
    on: dt.date


@dataclass(frozen=True, slots=True)
class Appeal:
    """An appeal against a transfer decision."""

    lodged_on: dt.date
    suspension_asked_on: dt.date | None = None
    suspensive_effect: bool = False
    final_on: dt.date | None = None


@dataclass(frozen=True, slots=True)
class Transfer:
    """A transfer planned or done, and what stood in its way."""

    to: StateCode
    done_on: dt.date | None = None
    hindrance: Hindrance | None = None
    informed_on: dt.date | None = None
    available_again_on: dt.date | None = None


@dataclass(frozen=True, slots=True)
class Crisis:
    """Relief from taking back under Art. 13 of Regulation (EU) 2024/1359."""

    state: StateCode
    adopted_on: dt.date
    registered_from: dt.date


@dataclass(frozen=True, slots=True)
class Offset:
    """The case was identified for an offset (Arts 63, 69) by a contributing Member State."""

    state: StateCode
    on: dt.date
    absconded: bool = False
    beneficiary: bool = False
    admitted: bool = False


@dataclass(frozen=True, slots=True)
class Case:
    """
    Persons whose applications are looked at together, and what was done.

    `as_of` is the day on which the question is asked; without it, no limit is held to have passed
    merely because nothing was recorded.
    """

    id: str
    persons: tuple[Person, ...]
    as_of: dt.date | None = None
    requests: tuple[Request, ...] = ()
    notifications: tuple[Notification, ...] = ()
    decisions: tuple[Decision, ...] = ()
    appeals: tuple[Appeal, ...] = ()
    transfers: tuple[Transfer, ...] = ()
    crisis: Crisis | None = None
    offset: Offset | None = None
