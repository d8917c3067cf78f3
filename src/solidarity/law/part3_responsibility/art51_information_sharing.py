"""Art. 51: asking another Member State for information on a person."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from enum import Enum
from typing import Final

from solidarity.law.part3_responsibility.checklists import Item, missing
from solidarity.terms.citations import Art
from solidarity.terms.findings import rule


class Purpose(Enum):
    """What information may be asked for; the value is the point of Art. 51(1)."""

    DETERMINING = "a"
    EXAMINING = "b"
    OTHER_OBLIGATION = "c"
    RETURN = "d"


CATEGORIES: Final = (
    Item("personal_details", Art(51, 2, "a"), "names, nationality, birth; of family too"),
    Item("papers", Art(51, 2, "b"), "identity and travel documents"),
    Item("identity", Art(51, 2, "c"), "what else establishes identity, also biometric data"),
    Item("routes", Art(51, 2, "d"), "places of residence and routes"),
    Item("permits", Art(51, 2, "e"), "residence documents and visas"),
    Item("place", Art(51, 2, "f"), "where the application was registered"),
    Item("stage", Art(51, 2, "g"), "days of registration, stage and decision"),
)
"""What may be exchanged, and nothing else."""


@rule(Art(51, 1))
def is_owed(purpose: Purpose | None, *, necessary: bool) -> bool:
    """Decide whether information is given: for one of the purposes, as far as necessary."""
    return purpose is not None and necessary


@rule(Art(51, 2))
def beyond_the_list(asked: Collection[str]) -> tuple[str, ...]:
    """Which of the categories asked for may not be exchanged."""
    allowed = {item.name for item in CATEGORIES}
    return tuple(sorted(set(asked) - allowed))


@rule(Art(51, 3))
def may_refuse(*, about_grounds: bool, essential_interests: bool, liberties: bool) -> bool:
    """
    Decide whether the requested state may decline.

    Args:
        about_grounds: Whether the grounds of the application or of a decision are asked for.
        essential_interests: Whether answering is likely to harm its essential interests.
        liberties: Whether it is likely to harm liberties and fundamental rights of someone.
    """
    return about_grounds and (essential_interests or liberties)


@rule(Art(51, 4))
def request_missing(
    given: Collection[str], *, checks_responsibility: bool, about_grounds: bool
) -> tuple[Item, ...]:
    """
    Find what a request for information lacks.

    Args:
        given: Names of what it has: "single_case", "grounds", "evidence", "applicant_told".
        checks_responsibility: Whether it is to find a criterion that makes that state responsible.
        about_grounds: Whether it asks for the grounds of the application (Art. 51(3)).
    """
    wanted = (
        Item("single_case", Art(51, 4), "one application or relocation it is about"),
        Item("grounds", Art(51, 4), "the grounds of the request"),
        Item("evidence", Art(51, 4), "the evidence or the verifiable statement it rests on"),
        Item("applicant_told", Art(51, 3), "the applicant told beforehand what is asked and why"),
    )
    owed = {"evidence": checks_responsibility, "applicant_told": about_grounds}
    return tuple(item for item in missing(wanted, given) if owed.get(item.name, True))


@rule(Art(51, 5))
def days_added(*, due: date, answered: date, shows_responsibility: bool) -> int:
    """
    Days by which the limits of Art. 39 grow towards a state that withheld information.

    Args:
        due: Last day of the three weeks.
        answered: Day of the answer.
        shows_responsibility: Whether what was withheld shows that it is responsible.

    Returns:
        The delay in days; 0 if there is none or it does not matter.
    """
    return max(0, (answered - due).days) if shows_responsibility else 0


@rule(Art(51, 6), Art(51, 7))
def may_pass_on(purpose: Purpose | None, *, designated: bool) -> bool:
    """
    Decide whether information may reach an authority.

    Args:
        purpose: What it would be used for; None for any other use. A return is a purpose of the
            exchange, but not one for which it may be passed on.
        designated: Whether the authority was communicated under Art. 52(1).
    """
    return designated and purpose not in {None, Purpose.RETURN}


@rule(Art(51, 8))
def must_correct(*, inaccurate: bool, not_to_be_sent: bool) -> bool:
    """Decide whether those who received it are told at once and correct or erase it."""
    return inaccurate or not_to_be_sent


@rule(Art(51, 9))
def must_record(*, sent: bool, received: bool) -> bool:
    """Decide whether the exchange is recorded in the file: every sending and every receipt."""
    return sent or received
