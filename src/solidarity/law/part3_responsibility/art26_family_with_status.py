"""Art. 26: a family member with protection, long-term residence or, since, citizenship."""

from __future__ import annotations

from typing import Final

from solidarity.law.part3_responsibility.art02_definitions import PARENTS
from solidarity.law.part3_responsibility.case_record import Application
from solidarity.law.part3_responsibility.findings_of_case import Tried
from solidarity.law.part3_responsibility.kin_of_case import by_family
from solidarity.terms.case_facts import Kin, LegalBasis
from solidarity.terms.citations import Art
from solidarity.terms.findings import rule

_STATUS: Final = frozenset(
    (LegalBasis.BENEFICIARY, LegalBasis.LTR_DIRECTIVE, LegalBasis.LTR_NATIONAL)
)


@rule(Art(26, 1))
def has_qualifying_residence(basis: LegalBasis) -> bool:
    """Tell protection and long-term permits from other permits, which never qualify."""
    return basis in _STATUS


@rule(Art(26, 2))
def state_of_citizenship(kin: Kin) -> str:
    """Name the state whose citizen a former beneficiary became; "" if that is not the case."""
    is_citizen = kin.legal_basis is LegalBasis.CITIZEN_EX_BENEFICIARY
    return (kin.citizen_of or kin.state) if is_citizen else ""


@rule(Art(26, 3))
def is_born_after_arrival(kin: Kin, application: Application) -> bool:
    """Tell whether the applicant is a child born after the family member had arrived."""
    person = application.person
    if kin.relation not in PARENTS or person.married or not application.minor:
        return False
    born, arrived = person.birth_date, kin.kin_arrived_on
    return born is not None and arrived is not None and born > arrived


@rule(Art(26, 1), Art(26, 2), Art(26, 3))
def by_family_with_status(application: Application) -> Tried:
    """Find the state where a family member has status, or is a citizen after having had it."""

    def ground(kin: Kin) -> tuple[Art, str] | None:
        citizenship = state_of_citizenship(kin)
        if not citizenship and not has_qualifying_residence(kin.legal_basis):
            return None
        if is_born_after_arrival(kin, application):
            return Art(26, 3), citizenship or kin.state
        return (Art(26, 2), citizenship) if citizenship else (Art(26, 1), kin.state)

    return by_family(application, Art(26), ground)
