"""Short ways to write down applications for the tests of Part III."""

from __future__ import annotations

import datetime as dt
from typing import Any

from solidarity.law.part3_responsibility.case_record import Application, RuleSet
from solidarity.law.part3_responsibility.settings import Settings, settings_of
from solidarity.law.readings import DEFAULT
from solidarity.terms.case_facts import (
    AgeStatus,
    Kin,
    LegalBasis,
    Registration,
    Relation,
)
from solidarity.terms.case_records import Case, Person

REGISTERED = dt.date(2026, 9, 1)
FIRST = Registration("DE", REGISTERED)
SETTINGS = settings_of(DEFAULT)


def settings(**chosen: str) -> Settings:
    """Settings with readings chosen: `settings(R_105="revived")`."""
    readings = DEFAULT
    for name, option in chosen.items():
        readings = readings.choose(name.replace("_", "-"), option)
    return settings_of(readings)


def adult(**facts: Any) -> Person:
    """An adult registered in Germany on 1 September 2026."""
    given = {"age_status": AgeStatus.ADULT, "registrations": (FIRST,), **facts}
    return Person("applicant", **given)


def application(
    person: Person | None = None,
    *,
    case: Case | None = None,
    minor: bool = False,
    rule_set: RuleSet = RuleSet.NORMAL,
    chosen: Settings = SETTINGS,
) -> Application:
    """The application of a person, under the normal set of rules unless said otherwise."""
    one = person or adult()
    return Application(
        one,
        case or Case("case", (one,)),
        one.registrations[0],
        str(one.registrations[0].state),
        rule_set,
        minor,
        minor,
        chosen,
    )


def kin(
    relation: Relation, state: str = "IT", basis: LegalBasis = LegalBasis.BENEFICIARY, **facts: Any
) -> Kin:
    """A member of the family, relative or sibling, by default protected in Italy."""
    return Kin(relation, state, basis, **facts)
