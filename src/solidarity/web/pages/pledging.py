"""A pledge as a form: read, checked by the law, recorded once, never over someone else's change."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from solidarity.cycle.s04_pledging import DeclinePledge, Pledge, Pledged, PledgeDeclined
from solidarity.cycle.year import Command, Year, decide, evolve
from solidarity.errors import InputError, JournalMoved, Problem
from solidarity.ledger.entries import Draft, Entry
from solidarity.ledger.journal import Journal
from solidarity.terms.citations import Art
from solidarity.terms.findings import Basis, Source
from solidarity.terms.quantities import Euro, Kind, Persons, Quantity, exact
from solidarity.web.desk import Times, YearView
from solidarity.web.event_words import particulars, title
from solidarity.web.roles import Person
from solidarity.web.visit import Visit

FIELDS: Final = {
    "relocations": Kind.RELOCATION,
    "financial_eur": Kind.FINANCIAL,
    "alternative_eur": Kind.ALTERNATIVE,
}
"""The three fields of the form, in the order of Art. 56(2)."""

NOTHING: Final = "no alternative measure is pledged"
_TRIES: Final = 8
_TEXT_MAX: Final = 500
_SPACES: Final = re.compile(r"[\s\u00a0\u2009\u202f']")
_INVISIBLE: Final = re.compile(r"[\x00-\x1f\x7f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
_MOST: Final = 10**12


@dataclass(frozen=True, slots=True)
class PledgeForm:
    """
    What a delegation sends.

    Attributes:
        amounts: Amount of each type; all three are said, nothing is left open.
        objective_basis: On which objective criteria the value of alternative measures rests.
        seen: Position of the newest pledge of this state that the delegation had seen.
    """

    amounts: Mapping[Kind, Quantity]
    objective_basis: str
    seen: int


class Conflict(Exception):
    """Someone of the same delegation pledged since the form was opened."""

    def __init__(self, entries: tuple[Entry, ...]) -> None:
        """
        Keep what was recorded meanwhile.

        Args:
            entries: The entries, oldest first.
        """
        self.lines = [(entry, title(entry.event), particulars(entry.event)) for entry in entries]
        self.now = entries[-1].position
        super().__init__("the pledge has changed since the form was opened")


def read_form(filled: Mapping[str, str]) -> PledgeForm:
    """
    Read the form.

    Raises:
        InputError: With every field that cannot be read.
    """
    problems: list[Problem] = []
    amounts: dict[Kind, Quantity] = {}
    for name, kind in FIELDS.items():
        try:
            amounts[kind] = _amount(filled.get(name, ""), kind, name)
        except InputError as error:
            problems += error.problems
    basis = " ".join(filled.get("objective_basis", "").split())
    if _INVISIBLE.search(basis) or len(basis) > _TEXT_MAX:
        expected = f"plain text of at most {_TEXT_MAX} characters"
        problems.append(Problem("this text cannot be kept", expected, column="objective_basis"))
    if problems:
        raise InputError(problems)
    seen = filled.get("seen", "0")
    is_number = seen.isascii() and seen.isdigit() and len(seen) < len(str(_MOST))
    return PledgeForm(amounts, basis, int(seen) if is_number else 0)


def _amount(text: str, kind: Kind, name: str) -> Quantity:
    words = _SPACES.sub("", text.strip()) or "0"
    unit = "a whole number of persons" if kind is Kind.RELOCATION else "euro, at most two decimals"
    wrong = InputError(Problem(f'"{text[:40]}" cannot be read', unit, column=name))
    try:
        value = exact(words)
    except InputError:
        raise wrong from None
    scaled = value if kind is Kind.RELOCATION else value * 100
    if scaled.denominator != 1 or not 0 <= value <= _MOST or "e" in words.lower():
        raise wrong
    return Persons(int(scaled)) if kind is Kind.RELOCATION else Euro(int(scaled))


def commands_for(form: PledgeForm, person: Person, on: date) -> tuple[Command, ...]:
    """
    Say in commands what a form means: an amount of each type, or that nothing is pledged.

    Args:
        form: The form as read.
        person: The delegation.
        on: Day of the pledge.
    """
    # First hand: what the state itself tells the forum, so the law asks for all of Art. 57(4).
    source = Source(f"Pledge entered by {person.shown}", confidence="high")
    if not any(form.amounts.values()):
        return (DeclinePledge(person.state, source, on),)
    said = []
    for kind, amount in form.amounts.items():
        basis = form.objective_basis if kind is Kind.ALTERNATIVE else ""
        if kind is Kind.ALTERNATIVE and not amount:
            basis = NOTHING
        said.append(Pledge(person.state, kind, amount, Basis.PUBLISHED, source, on, basis))
    return tuple(said)


def record(visit: Visit, view: YearView, form: PledgeForm, key: str) -> None:
    """
    Record a pledge: all of it or nothing, once, and only over what the delegation has seen.

    Raises:
        Conflict: If the delegation's pledge has changed since the form was opened.
        NotLawful: If the law refuses.
        JournalMoved: If so much is pledged at once that the ledger never stood still.
    """
    number, person = view.year.year, visit.person
    today = visit.office.settings.today
    for _try in range(_TRIES):
        journal = visit.desk.journal
        head = journal.head()[0]
        newer = tuple(_pledges(journal, number, person.state, after=form.seen))
        if newer:
            raise Conflict(newer)
        year = visit.desk.read(number, Times(today)).year
        drafts = []
        for command in commands_for(form, person, today):
            for event in decide(command, year):
                year = evolve(year, event)
                drafts.append(_draft(visit, number, event, today))
        try:
            written = journal.append(drafts, expected=head)
        except JournalMoved:
            continue
        visit.office.trail.note(
            person, "pledge", f"{number}, entries {written[0].position} to {written[-1].position}"
        )
        visit.office.note_submission(f"{person.name} {key}", person.name, f"/{number}/forum")
        return
    raise JournalMoved(expected=head, found=visit.desk.journal.head()[0])


def _draft(visit: Visit, number: int, event: Any, on: date) -> Draft:  # noqa: ANN401 - an event
    moment = visit.office.settings.now()
    return Draft(number, event, on, moment, visit.person.shown, str(Art(57, 3)))


def _pledges(journal: Journal, year: int, code: str, *, after: int) -> Iterator[Entry]:
    for entry in journal.entries(year=year, after=after):
        is_pledge = isinstance(entry.event, Pledged | PledgeDeclined)
        if is_pledge and getattr(entry.event, "state", "") == code:
            yield entry


def latest_pledge(journal: Journal, year: int, code: str) -> int:
    """Give the position of a state's newest pledge; 0 if it has made none."""
    return max((entry.position for entry in _pledges(journal, year, code, after=0)), default=0)


def versions(journal: Journal, year: int, code: str) -> list[tuple[Entry, str, str]]:
    """Give every version of a state's pledge, newest first."""
    found = list(_pledges(journal, year, code, after=0))
    return [(entry, title(entry.event), particulars(entry.event)) for entry in reversed(found)]


def recorded_form(year: Year, code: str) -> dict[str, str]:
    """Fill the form with what is recorded."""
    filled: dict[str, str] = {}
    pledged = year.pledging.pledged(code)
    for name, kind in FIELDS.items():
        amount = pledged.get(kind)
        if isinstance(amount, Persons):
            filled[name] = str(amount.count)
        elif isinstance(amount, Euro):
            euros, cents = divmod(amount.cents, 100)
            filled[name] = f"{euros}.{cents:02}" if cents else str(euros)
    for (_round, kind), line in year.pledging.pledges.get(code, {}).items():
        if kind is Kind.ALTERNATIVE and line.objective_basis != NOTHING:
            filled["objective_basis"] = line.objective_basis
    return filled
