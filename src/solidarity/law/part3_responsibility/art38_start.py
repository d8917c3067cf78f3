"""Art. 38: who determines the Member State responsible, and who takes back meanwhile."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from solidarity.terms.citations import Act, Art
from solidarity.terms.findings import rule


class Outcome(Enum):
    """Why a state is entered as responsible; the value is the provision that says so."""

    FALLBACK = Art(16, 2)
    REAL_RISK = Art(16, 3)
    THREAT = Art(16, 4)
    LATE_REQUEST = Art(39, 1)
    ACCEPTED = Art(40)
    AFTER_RELOCATION = Art(68, 2)
    RELOCATED = Art(68, 3)
    SHIFTED = Art(37, 1)


@dataclass(frozen=True, slots=True)
class EurodacEntry:
    """An entry to make in Eurodac: under which provision, by whom."""

    provision: Art
    by: str


@rule(Art(38, 1))
def determining_state(*, first_registered: str, relocated_to: str | None) -> str:
    """
    Member State that determines which one is responsible.

    Args:
        first_registered: Code of the state of first registration.
        relocated_to: Code of the state of relocation of an applicant; None if not relocated.
    """
    return relocated_to or first_registered


@rule(Art(38, 2))
def stops_determining(event: str) -> bool:
    """
    Decide whether an event ends the procedure for determining the Member State responsible.

    Args:
        event: What happened, for example "absconded" or "withdrawn".

    Returns:
        False for absconding, which never stops it; True for the events that do: a state has been
        found, or the application is withdrawn.
    """
    return event in {"determined", "withdrawn"}


@rule(Art(38, 3), Art(16, 1, act=Act.EURODAC), Art(16, 3, act=Act.EURODAC), reading="R-114")
def eurodac_entry(outcome: Outcome) -> EurodacEntry:
    """
    Find which entry makes the state responsible known.

    Cases decided by the state of relocation itself are entered like any first determination; a
    responsibility that passed with the relocation is entered as a shift (R-114).
    """
    if outcome in {Outcome.SHIFTED, Outcome.RELOCATED}:
        by = "Member State that has become responsible"
        if outcome is Outcome.RELOCATED:
            by = "Member State of relocation"
        return EurodacEntry(Art(16, 3, act=Act.EURODAC), by)
    return EurodacEntry(Art(16, 1, act=Act.EURODAC), "determining Member State")


@dataclass(frozen=True, slots=True)
class Moved:
    """
    A person met in another Member State before responsibility is entered.

    Attributes:
        applied_there: Whether an application was made there.
        residence_document: Whether the person holds one of the state where met.
        responsible_entered: Whether Eurodac names a state responsible.
        determining: Code of the determining state.
        relocation: Code of the state that confirmed the relocation, before the transfer; None if
            there is none.
        document_elsewhere: Whether the obliged state shows that the person has obtained a residence
            document from another state.
    """

    applied_there: bool
    residence_document: bool
    responsible_entered: bool
    determining: str
    relocation: str | None = None
    document_elsewhere: bool = False


@rule(Art(38, 4), Art(38, 5), reading="R-132")
def takes_back_meanwhile(moved: Moved) -> str | None:
    """
    Member State that takes the person back while nothing is entered.

    Returns:
        The state of relocation once it has confirmed, else the determining state; None if nobody
        is obliged under these paragraphs.
    """
    if moved.document_elsewhere or not (moved.applied_there or not moved.residence_document):
        return None
    if moved.relocation is not None:
        return moved.relocation
    return None if moved.responsible_entered else moved.determining
