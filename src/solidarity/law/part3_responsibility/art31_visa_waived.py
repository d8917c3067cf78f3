"""Art. 31: entry where no visa is needed."""

from __future__ import annotations

from typing import Final

from solidarity.law.part3_responsibility.case_record import Application, is_established
from solidarity.law.part3_responsibility.findings_of_case import FactUsed, Need, Tried
from solidarity.terms.case_facts import Answer, VisaFreeEntry
from solidarity.terms.citations import Art
from solidarity.terms.findings import rule

_ARTICLE: Final = Art(31)
_NONE: Final = Tried(_ARTICLE, "", "No visa-free entry is recorded.")


@rule(Art(31, 2))
def is_waived_where_registered(entry: VisaFreeEntry, registered_in: str) -> Answer:
    """Tell whether the state of registration waives the visa for this person too."""
    if registered_in == entry.state:
        return Answer.YES
    if entry.waived_in is None:
        return Answer.UNKNOWN
    return Answer.YES if registered_in in entry.waived_in else Answer.NO


@rule(Art(31, 1), Art(31, 2))
def by_visa_free_entry(application: Application) -> Tried:
    """Find the state of visa-free entry, or that of registration if it waives the visa too."""
    entry = application.person.entry and application.person.entry.visa_free_entry
    if not entry or entry.date > application.registered:
        return _NONE
    fact = FactUsed("entry.visa_free_entry", f"visa-free through {entry.state}, {entry.date}")
    known = is_established(entry.evidence)
    if known is not Answer.YES:
        weigh = Need(_ARTICLE, "entry.visa_free_entry: weigh the circumstantial evidence")
        needs = (weigh,) if known is Answer.UNKNOWN else ()
        return Tried(_ARTICLE, "", "The visa-free entry is not established.", (fact,), needs)
    registered_in = application.first.state
    also = is_waived_where_registered(entry, registered_in)
    if also is Answer.UNKNOWN:
        what = f"say whether {registered_in} waives the visa for this person as well"
        why = f"Entered through {entry.state}, where no visa is needed."
        return Tried(_ARTICLE, "", why, (fact,), (Need(Art(31, 2), what),))
    if also is Answer.NO or registered_in == entry.state:
        why = f"Entered through {entry.state}, where no visa is needed."
        return Tried(Art(31, 1), str(entry.state), why, (fact,))
    why = f"{registered_in}, where the application was registered, waives the visa as well."
    return Tried(Art(31, 2), registered_in, why, (fact,))
