"""The readings of a run, taken out once: how the open points P1 to P17 are settled."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from solidarity.terms.readings import Readings


class Rank(Enum):
    """R-101: where Art. 34 stands."""

    AFTER_27 = "after_27"
    BEFORE_26 = "before_26"
    AFTER_33 = "after_33"


class LateHit(Enum):
    """R-102: a hit that comes late."""

    EARLIER_DATE = "earlier_date"
    HIT_ALONE = "hit_alone"


class Kinship(Enum):
    """R-103: family of a minor in one state, relatives in another."""

    BEST_INTERESTS = "best_interests"
    FAMILY_FIRST = "family_first"


class Documents(Enum):
    """R-104: valid documents against ended ones."""

    VALID_FIRST = "valid_first"
    ALL_TOGETHER = "all_together"


class Revived(Enum):
    """R-105: crossing after the end of responsibility for a disembarkation."""

    NOT_REVIVED = "not_revived"
    REVIVED = "revived"


class Remainder(Enum):
    """R-106: time left when an absconder returns."""

    SHORTER = "shorter"
    FROZEN = "frozen"
    RUNNING = "running"


class AfterRelocation(Enum):
    """R-107: Arts 31 and 32 after relocation."""

    ON_WITH_FLAG = "on_with_flag"
    OFF = "off"


class Silence(Enum):
    """R-108: silence on a humanitarian request."""

    REFUSAL = "refusal"
    CONSENT = "consent"


class Fallback(Enum):
    """R-109: first registration in the count of a family."""

    NOT_COUNTED = "not_counted"
    COUNTED = "counted"


class NoPlaceGood(Enum):
    """R-111: kin, and no state in the interests of the child."""

    FIRST_REGISTRATION = "first_registration"
    PRESENT_STATE = "present_state"


class MovedOn(Enum):
    """R-112: a beneficiary of protection who moves on."""

    HUMAN_CHECK = "human_check"
    TAKE_BACK = "take_back"


class StartDay(Enum):
    """R-113: registered exactly on the start day."""

    NEW_RULES = "new_rules"
    OLD_CRITERIA = "old_criteria"


class Presence(Enum):
    """R-116: kin of a minor legally present."""

    ANY_LAWFUL_STAY = "any_lawful_stay"
    NOT_APPLICANTS = "not_applicants"


class Suspension(Enum):
    """R-117: what restarts the six months."""

    GRANTED_ONLY = "granted_only"
    ANY_REQUEST = "any_request"


@dataclass(frozen=True, slots=True)
class Settings:
    """The choice of a run for each switch; `said` names one for a result: "R-101=after_27"."""

    rank: Rank
    late_hit: LateHit
    kinship: Kinship
    documents: Documents
    revived: Revived
    remainder: Remainder
    after_relocation: AfterRelocation
    silence: Silence
    fallback: Fallback
    no_place_good: NoPlaceGood
    moved_on: MovedOn
    start_day: StartDay
    presence: Presence
    suspension: Suspension


def settings_of(readings: Readings) -> Settings:
    """Take the switches of Part III out of the readings of a run."""
    return Settings(
        Rank(readings.of("R-101")),
        LateHit(readings.of("R-102")),
        Kinship(readings.of("R-103")),
        Documents(readings.of("R-104")),
        Revived(readings.of("R-105")),
        Remainder(readings.of("R-106")),
        AfterRelocation(readings.of("R-107")),
        Silence(readings.of("R-108")),
        Fallback(readings.of("R-109")),
        NoPlaceGood(readings.of("R-111")),
        MovedOn(readings.of("R-112")),
        StartDay(readings.of("R-113")),
        Presence(readings.of("R-116")),
        Suspension(readings.of("R-117")),
    )
