"""Art. 27: a family member whose own application waits for a first decision."""

from __future__ import annotations

from solidarity.law.part3_responsibility.case_record import Application
from solidarity.law.part3_responsibility.findings_of_case import Tried
from solidarity.law.part3_responsibility.kin_of_case import by_family
from solidarity.terms.case_facts import Kin, LegalBasis
from solidarity.terms.citations import Art
from solidarity.terms.findings import rule

_ARTICLE = Art(27)


@rule(_ARTICLE)
def by_family_applicant(application: Application) -> Tried:
    """Find the state where a family member's application has no first decision on substance."""

    def ground(kin: Kin) -> tuple[Art, str] | None:
        return (_ARTICLE, kin.state) if kin.legal_basis is LegalBasis.APPLICANT else None

    return by_family(application, _ARTICLE, ground)
