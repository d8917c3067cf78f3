"""
What can be known of a person whose application needs a Member State responsible: nouns only.

Every fact is what someone asserts, with its evidence. Days are calendar days; codes are those of
the enumerations here. What a person must judge (`Judgement`) names who judged, when and why.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum
from typing import NewType

StateCode = NewType("StateCode", str)
"""Code of a Member State or associated state, in Union practice (Greece is EL)."""

Country = NewType("Country", str)
"""ISO 3166-1 alpha-2 code of a country of nationality."""


class Answer(Enum):
    """What is known of a yes-or-no question."""

    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"


class AgeStatus(Enum):
    """How the age of the person stands."""

    ADULT = "adult"
    MINOR = "minor"
    CONTESTED = "contested"


class Place(Enum):
    """Where an application was made."""

    TERRITORY = "territory"
    BORDER = "border"
    TRANSIT_AIRPORT = "transit_airport"
    TRANSIT_ZONE = "transit_zone"


class Procedure(Enum):
    """In which procedure an application was examined."""

    REGULAR = "regular"
    BORDER = "border"
    ACCELERATED = "accelerated"


class Outcome(Enum):
    """How an application was decided."""

    GRANTED = "granted"
    INADMISSIBLE = "inadmissible"
    UNFOUNDED = "unfounded"
    MANIFESTLY_UNFOUNDED = "manifestly_unfounded"
    WITHDRAWN = "withdrawn"


class EvidenceClass(Enum):
    """The two kinds of evidence of Art. 40(3)."""

    PROOF = "proof"
    CIRCUMSTANTIAL = "circumstantial"


class HitCategory(Enum):
    """Data set of a Eurodac hit, by the article of Regulation (EU) 2024/1358."""

    APPLICATION = 15
    ADMISSION = 18
    NATIONAL_RESETTLEMENT = 20
    IRREGULAR_CROSSING = 22
    ILLEGAL_STAY = 23
    SEARCH_AND_RESCUE = 24
    TEMPORARY_PROTECTION = 26


class VisaType(Enum):
    """Airport transit (A), short stay (C), long stay (D)."""

    AIRPORT_TRANSIT = "A"
    SHORT_STAY = "C"
    LONG_STAY = "D"


class DocumentKind(Enum):
    """Art. 2(13) and (14)."""

    RESIDENCE = "residence"
    VISA = "visa"


class Ended(Enum):
    """How a document ended."""

    EXPIRED = "expired"
    ANNULLED = "annulled"
    REVOKED = "revoked"
    WITHDRAWN = "withdrawn"


class Relation(Enum):
    """What the other person is to the applicant."""

    SPOUSE = "spouse"
    PARTNER = "partner"
    CHILD = "child"
    FATHER = "father"
    MOTHER = "mother"
    RESPONSIBLE_ADULT = "responsible_adult"
    SIBLING = "sibling"
    AUNT = "aunt"
    UNCLE = "uncle"
    GRANDPARENT = "grandparent"
    WARD = "minor_in_care"  # the applicant is the adult responsible for this minor (Art. 2(8)(d))


class LegalBasis(Enum):
    """On what ground the other person stays."""

    BENEFICIARY = "beneficiary"
    LTR_DIRECTIVE = "ltr_directive"
    LTR_NATIONAL = "ltr_national_no_directive"
    CITIZEN_EX_BENEFICIARY = "citizen_ex_beneficiary"
    APPLICANT = "applicant_no_first_decision"
    OTHER_LEGAL_STAY = "other_legal_stay"
    NONE = "none"


class Cause(Enum):
    """Why someone depends on someone (Art. 34(1))."""

    PREGNANCY = "pregnancy"
    NEW_BORN_CHILD = "new_born_child"
    SERIOUS_ILLNESS = "serious_illness"
    SEVERE_DISABILITY = "severe_disability"
    SEVERE_TRAUMA = "severe_trauma"
    OLD_AGE = "old_age"


class Direction(Enum):
    """Who depends on whom."""

    APPLICANT_ON_KIN = "applicant_on_kin"
    KIN_ON_APPLICANT = "kin_on_applicant"


class Mode(Enum):
    """How a border was crossed."""

    LAND = "land"
    SEA = "sea"
    AIR = "air"


class SecurityResult(Enum):
    """What the security check showed (Art. 16(4))."""

    THREAT = "threat"
    NO_THREAT = "no_threat"
    UNKNOWN = "unknown"


class RequestKind(Enum):
    """A take charge request on a criterion, or on humanitarian grounds (Art. 35(2))."""

    TAKE_CHARGE = "take_charge"
    HUMANITARIAN = "humanitarian"


class ReplyKind(Enum):
    """What the other Member State answered; no reply is silence."""

    ACCEPTED = "accepted"
    REJECTED = "rejected"


class DecisionKind(Enum):
    """Decisions that settle or move responsibility."""

    EXAMINE = "examine_application"  # Art. 35(1)
    KEEP_MINOR = "keep_minor"  # Art. 37(1): moving the minor is against the child's interests


class Hindrance(Enum):
    """What lengthens the time for a transfer (Art. 46(2))."""

    IMPRISONMENT = "imprisonment"
    ABSCONDING = "absconding"
    PHYSICAL_RESISTANCE = "physical_resistance"
    MADE_UNFIT = "made_unfit"
    MEDICAL_REQUIREMENTS = "medical_requirements"


@dataclass(frozen=True, slots=True)
class Evidence:
    """One piece of evidence; `sufficient`: coherent, verifiable, detailed enough (Art. 40(6))."""

    evidence_class: EvidenceClass = EvidenceClass.PROOF
    sufficient: Answer = Answer.UNKNOWN
    refuted: bool = False
    source: str = ""
    date: dt.date | None = None
    asserted_by: str = ""
    commented: bool | None = None


@dataclass(frozen=True, slots=True)
class Judgement:
    """What a person judged: the answer, who, when, why."""

    outcome: Answer
    assessor: str = ""
    date: dt.date | None = None
    reasons: str = ""

    @property
    def is_recorded(self) -> bool:
        """Tell whether assessor, day and reasons stand in the record."""
        return bool(self.assessor and self.date and self.reasons)


@dataclass(frozen=True, slots=True)
class Registration:
    """An application as registered by a state; registration starts the clocks."""

    state: StateCode
    registered_at: dt.date
    made_at: dt.date | None = None
    place: Place = Place.TERRITORY
    withdrawn: bool = False
    decision: Outcome | None = None
    first_decision_on: dt.date | None = None
    decision_final_at: dt.date | None = None
    procedure: Procedure = Procedure.REGULAR


@dataclass(frozen=True, slots=True)
class EurodacHit:
    """A match in Eurodac; `msr_article` is the ground entered for the state recorded."""

    received_at: dt.date
    category: HitCategory
    origin_state: StateCode
    event_date: dt.date | None = None
    msr_recorded: StateCode | None = None
    msr_article: str = ""
    relocation_state: StateCode | None = None
    left_territory_on: dt.date | None = None
    removed_on: dt.date | None = None
    security_flag: bool = False
    protection_mark: bool = False


@dataclass(frozen=True, slots=True)
class VisHit:
    """A match in the Visa Information System."""

    received_at: dt.date
    issuing_state: StateCode
    type: VisaType
    valid_from: dt.date
    valid_to: dt.date
    represented_state: StateCode | None = None
    annulled_or_revoked_on: dt.date | None = None


@dataclass(frozen=True, slots=True)
class Document:
    """
    A residence document or visa; `valid_to` is empty for a permit without end.

    `right_of_stay_length` is in days; where empty, the days of validity count. A permit issued
    during the determination, the examination or while a permit is asked for is no residence
    document: `issued_during_procedure`.
    """

    kind: DocumentKind
    issuing_state: StateCode
    valid_from: dt.date
    valid_to: dt.date | None = None
    type: VisaType | None = None
    represented_state: StateCode | None = None
    right_of_stay_length: int | None = None
    ended_on: dt.date | None = None
    ended_by: Ended = Ended.EXPIRED
    obtained_by_fraud: bool = False
    fraud_after_issue_proved: bool = False
    issued_during_procedure: bool = False
    evidence: Evidence | None = None


@dataclass(frozen=True, slots=True)
class Diploma:
    """
    A diploma or qualification (Art. 2(15)); `study_length` is in whole months.

    `academic_year_completed` settles whether a study of less than twelve months was a whole
    academic year; `isced` is the level, `on_site` excludes online and distance study.
    """

    state: StateCode
    issued_on: dt.date
    study_length: int
    on_site: bool
    isced: int
    recognised: bool
    academic_year_completed: bool | None = None
    evidence: Evidence | None = None


@dataclass(frozen=True, slots=True)
class Kin:
    """
    A family member, sibling or other relative in a participating state.

    `state` is where the person stays; `citizen_of` the state whose citizen a former beneficiary
    became, if another. `capacity_to_care` is that of the carer, also in a dependency.
    """

    relation: Relation
    state: StateCode
    legal_basis: LegalBasis
    id: str = ""
    birth_date: dt.date | None = None
    married: bool = False
    treated_as_spouse: bool | None = None
    family_formed_on: dt.date | None = None
    kin_arrived_on: dt.date | None = None
    written_wish_applicant: bool = False
    written_wish_kin: bool = False
    capacity_to_care: Judgement | None = None
    citizen_of: StateCode | None = None
    accompanying: bool = False
    msr_recorded: StateCode | None = None
    link_evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True)
class Dependency:
    """Who depends on which kin and why; `chosen` is an officer's choice for a minor (R-101)."""

    cause: Cause
    direction: Direction
    kin_ref: str
    can_travel: Answer = Answer.UNKNOWN
    medical_evidence: tuple[Evidence, ...] = ()
    chosen: Judgement | None = None


@dataclass(frozen=True, slots=True)
class IrregularCrossing:
    """A border crossed irregularly from a third country."""

    state: StateCode
    date: dt.date
    mode: Mode = Mode.LAND
    evidence: Evidence | None = None


@dataclass(frozen=True, slots=True)
class Disembarkation:
    """Disembarkation after a search and rescue operation."""

    state: StateCode
    date: dt.date
    evidence: Evidence | None = None


@dataclass(frozen=True, slots=True)
class VisaFreeEntry:
    """Entry through a state that waives the visa; `waived_in`: other states that waive it too."""

    state: StateCode
    date: dt.date
    waived_in: tuple[StateCode, ...] | None = None
    evidence: Evidence | None = None


@dataclass(frozen=True, slots=True)
class Relocated:
    """Relocation under Art. 67; `determined_before`: the benefitting state was responsible."""

    to: StateCode
    date: dt.date
    determined_before: bool
    evidence: Evidence | None = None


@dataclass(frozen=True, slots=True)
class Entry:
    """How and when the person came onto the territory of the participating states."""

    arrived_on: dt.date | None = None
    irregular_crossing: IrregularCrossing | None = None
    sar: Disembarkation | None = None
    visa_free_entry: VisaFreeEntry | None = None
    relocated: Relocated | None = None


@dataclass(frozen=True, slots=True)
class Absence:
    """Time outside all participating states."""

    from_: dt.date
    to: dt.date
    under_return_decision: bool = False
    evidence: Evidence | None = None


@dataclass(frozen=True, slots=True)
class Security:
    """The security check: who made it, what it showed."""

    checked_by: StateCode
    result: SecurityResult


@dataclass(frozen=True, slots=True)
class BestInterests:
    """The recorded assessment of the child's best interests, for each candidate state."""

    outcome: Mapping[StateCode, Answer] = field(default_factory=dict)
    chosen: StateCode | None = None
    assessor: str = ""
    date: dt.date | None = None
    reasons: str = ""

    @property
    def is_recorded(self) -> bool:
        """Tell whether assessor, day and reasons stand in the record."""
        return bool(self.assessor and self.date and self.reasons)


@dataclass(frozen=True, slots=True)
class TransferRisk:
    """Whether a transfer to a state would be a real risk for this person (Art. 16(3))."""

    state: StateCode
    real_risk: Answer
    assessor: str = ""
    date: dt.date | None = None
    reasons: str = ""

    @property
    def is_recorded(self) -> bool:
        """Tell whether assessor, day and reasons stand in the record."""
        return bool(self.assessor and self.date and self.reasons)


@dataclass(frozen=True, slots=True)
class Choice:
    """A person's decision between states where the law leaves it open (R-110)."""

    state: StateCode
    assessor: str = ""
    date: dt.date | None = None
    reasons: str = ""

    @property
    def is_recorded(self) -> bool:
        """Tell whether assessor, day and reasons stand in the record."""
        return bool(self.assessor and self.date and self.reasons)
