"""Documents as Art. 29 compares them: how long, until when, and how they are named."""

from __future__ import annotations

import datetime as dt
from typing import Final, NamedTuple

from solidarity.law.part3_responsibility.findings_of_case import FactUsed
from solidarity.terms.case_facts import Document, DocumentKind, Ended, VisaType, VisHit

NO_END: Final = dt.date.max
"""Last day of a permit without end."""


class Held(NamedTuple):
    """A document that counts: where it leads, what decides between several, how it is named."""

    state: str
    is_residence: bool
    type: VisaType | None
    days: int
    until: dt.date
    is_valid: bool
    by_fraud: bool
    fact: FactUsed


def visa_of(hit: VisHit) -> Document:
    """Read a match in the Visa Information System as the visa it is about."""
    return Document(
        DocumentKind.VISA,
        hit.issuing_state,
        hit.valid_from,
        hit.valid_to,
        hit.type,
        hit.represented_state,
        ended_on=hit.annulled_or_revoked_on,
        ended_by=Ended.REVOKED,
    )


def end_of_document(document: Document) -> dt.date:
    """Give the day on which a document ends: the printed one or, if earlier, the actual one."""
    printed = document.valid_to or NO_END
    return printed if document.ended_on is None else min(printed, document.ended_on)


def holding(path: str, document: Document, state: str, *, is_valid: bool) -> Held:
    """
    Put a document into the form in which documents are compared.

    Args:
        path: Where it stands in the record.
        document: The document.
        state: Where it leads.
        is_valid: Whether it is valid on the day of registration.
    """
    until = document.valid_to or NO_END
    days = document.right_of_stay_length
    if days is None:
        days = (until - document.valid_from).days + 1
    is_residence = document.kind is DocumentKind.RESIDENCE
    noun = (
        "residence document"
        if is_residence
        else f"visa {document.type.value if document.type else ''}"
    )
    ends = "without end" if until == NO_END else f"to {until.isoformat()}"
    says = f"{noun.strip()} of {document.issuing_state}, {ends}"
    says += "" if is_valid else f", ended {end_of_document(document).isoformat()}"
    fraud = document.obtained_by_fraud
    return Held(
        state, is_residence, document.type, days, until, is_valid, fraud, FactUsed(path, says)
    )
