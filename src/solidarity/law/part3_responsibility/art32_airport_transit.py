"""Art. 32: an application in the international transit area of an airport."""

from __future__ import annotations

from typing import Final

from solidarity.law.part3_responsibility.case_record import Application
from solidarity.law.part3_responsibility.findings_of_case import FactUsed, Tried
from solidarity.terms.case_facts import Place
from solidarity.terms.citations import Art
from solidarity.terms.findings import rule

_ARTICLE: Final = Art(32)
_NONE: Final = Tried(_ARTICLE, "", "The application was not made in an airport's transit area.")


@rule(_ARTICLE)
def by_airport_transit(application: Application) -> Tried:
    """Find the state of the airport in whose transit area the application was made."""
    first = application.first
    if first.place is not Place.TRANSIT_AIRPORT:
        return _NONE
    why = f"The application was made in the transit area of an airport of {first.state}."
    fact = FactUsed("registrations.place", f"transit area of an airport of {first.state}")
    return Tried(_ARTICLE, str(first.state), why, (fact,))
