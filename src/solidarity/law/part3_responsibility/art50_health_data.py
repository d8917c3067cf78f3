"""Art. 50: health data before a transfer."""

from __future__ import annotations

from dataclasses import dataclass

from solidarity.terms.citations import Art
from solidarity.terms.findings import Coverage, not_encoded, rule


@dataclass(frozen=True, slots=True)
class Consent:
    """
    Why health data may be sent.

    Attributes:
        given: Whether the person or the representative consented explicitly.
        public_protection: Whether public health or public security needs it.
        incapable: Whether the person cannot consent, physically or legally.
        vital_interests: Whether vital interests of someone are at stake.
    """

    given: bool = False
    public_protection: bool = False
    incapable: bool = False
    vital_interests: bool = False


@rule(Art(50, 1))
def is_owed(*, special_needs: bool, available: bool, for_care_only: bool) -> bool:
    """
    Decide whether health data are passed on, in the common health certificate.

    Args:
        special_needs: Whether the person has special needs.
        available: Whether the authority has the information.
        for_care_only: Whether it serves medical care or treatment alone.
    """
    return special_needs and available and for_care_only


@rule(Art(50, 2))
def may_send(consent: Consent) -> bool:
    """Decide whether health data may be sent: with consent, or in the two cases without."""
    without = consent.incapable and consent.vital_interests
    return consent.given or consent.public_protection or without


@rule(Art(50, 2))
def refusal_stops_transfer() -> bool:
    """Decide whether a refusal to consent stops the transfer: it does not."""
    return False


@rule(Art(50, 3), Art(50, 4))
def may_handle(*, health_professional: bool, equivalent_secrecy: bool) -> bool:
    """Decide who may handle and exchange the data: those bound to professional secrecy."""
    return health_professional or equivalent_secrecy


not_encoded(
    Art(50, 5),
    Coverage.OUT_OF_SCOPE,
    where="",
    note="empowers the Commission: see Art. 29 of the Implementing Regulation",
)
not_encoded(
    Art(50, 6),
    Coverage.PROCEDURAL,
    where="solidarity.law.part3_responsibility.art51_information_sharing",
    note="accuracy, correction and record as for any other information",
)
