"""Art. 19: what the applicant is told, and by when."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from typing import Final

from solidarity.law.part3_responsibility.checklists import Item, missing
from solidarity.terms.citations import Art
from solidarity.terms.findings import Coverage, not_encoded, rule

_SAYS = {
    "a": "what the Regulation is for",
    "b": "the cooperation expected",
    "c": "that the person does not choose the Member State responsible or of relocation",
    "d": "what follows from applying elsewhere or leaving, for reception conditions above all",
    "e": "criteria, their order, the procedure and how long it takes",
    "f": "family reunification, who is family, the family template and who helps with it",
    "g": "the interview, its aim, and how to show family in the Member States",
    "h": "the duty to disclose residence documents, visas and diplomas",
    "i": "that reasons may be put forward for examining the application here (Art. 35(1))",
    "j": "the duty to hand in identity papers and to give biometric data",
    "k": "the remedy against a transfer decision, its time limit and its scope",
    "l": "free legal counselling at every stage",
    "m": "free legal assistance in an appeal for those who cannot pay",
    "n": "that absconding makes the time limit for the transfer longer",
    "o": "that personal data are processed, by whom, and only for these purposes",
    "p": "which personal data",
    "q": "the right to see, correct and erase data, and whom to turn to",
    "r": "for an unaccompanied minor: guarantees, the representative, how to complain about one",
    "s": "that a DNA or blood test or an age assessment may be asked for if evidence is too thin",
    "t": "the relocation procedure, where it applies",
}

POINTS: Final = tuple(Item(letter, Art(19, 1, letter), says) for letter, says in _SAYS.items())
"""The twenty points of the information, by their letter."""


@rule(Art(19, 1), *(Art(19, 1, letter) for letter in _SAYS))
def information_missing(
    given: Collection[str], *, unaccompanied_minor: bool, relocation: bool
) -> tuple[Item, ...]:
    """
    Find which points the applicant has not been told.

    Args:
        given: Letters of the points given.
        unaccompanied_minor: Whether point (r) is owed.
        relocation: Whether the relocation procedure may apply, so that point (t) is owed.

    Returns:
        The points still owed, in the order of the law.
    """
    not_owed = {"r"} if not unaccompanied_minor else set()
    not_owed |= {"t"} if not relocation else set()
    return tuple(item for item in missing(POINTS, given) if item.name not in not_owed)


@rule(Art(19, 1))
def is_in_time(*, informed: date | None, registered: date) -> bool:
    """
    Decide whether the information came in time.

    Args:
        informed: Day on which it was given; None if it was not.
        registered: Day of registration of the application.

    Returns:
        True if it was given by the day of registration.
    """
    return informed is not None and informed <= registered


@rule(Art(19, 2))
def may_ask_about_progress(*, who: str, minor: bool) -> bool:
    """
    Decide who may ask how far the procedure has come.

    Args:
        who: "applicant", "parent" or "representative".
        minor: Whether the applicant is a minor.

    Returns:
        True for the applicant always; for a parent or a representative of a minor too.
    """
    return who == "applicant" or (minor and who in {"parent", "representative"})


not_encoded(
    Art(19, 2),
    Coverage.PROCEDURAL,
    where="solidarity.cases.safeguards",
    note="the answer itself is given by the authority; safeguard F19 is the task",
)
