"""The result of a determination: who is responsible, why, what is open, what is due."""

from __future__ import annotations

from enum import Enum
from functools import lru_cache
from typing import NamedTuple

from solidarity.law.part3_responsibility.deadlines_of_case import Deadline
from solidarity.law.part3_responsibility.findings_of_case import FactUsed, Need, Tried, cited
from solidarity.terms.citations import Art


class Track(Enum):
    """What follows between states."""

    OWN = "the state examines the application itself"
    TAKE_CHARGE = "take charge: the determining state asks the state found"
    TAKE_BACK = "take back: the state where the person is notifies the state found"
    SHIFTED = "responsibility has shifted; the states concerned are told"
    OPEN = "open: a person must supply what is named"


class Safeguard(NamedTuple):
    """A safeguard that is due in this case: the provision and what it asks."""

    source: Art
    what: str


class PersonResult(NamedTuple):
    """
    The result for one person.

    Attributes:
        person: Identifier of the person.
        state: Code of the Member State responsible; None if open.
        article: The provision; None if open.
        track: What follows.
        tried: Each provision tried, in order, with why it did or did not apply.
        deadlines: Limits that run.
        safeguards: Safeguards due.
        readings: Readings followed.
    """

    person: str
    state: str | None
    article: Art | None
    track: Track
    tried: tuple[Tried, ...]
    deadlines: tuple[Deadline, ...]
    safeguards: tuple[Safeguard, ...]
    readings: tuple[str, ...]

    @property
    def needs(self) -> tuple[Need, ...]:
        """What is missing, or must still be recorded, each once."""
        found = [need for one in self.tried for need in one.needs]
        return tuple(dict.fromkeys(found)) if found else ()

    @property
    def deciding(self) -> Tried:
        """The provision that decided, or at which the case stands open."""
        return self.tried[-1]


class Result(NamedTuple):
    """
    The result for a case: that of its persons, and of the case if they agree.

    Attributes:
        id: Identifier of the case.
        state: Code of the Member State responsible for all; None if open or if they differ.
        article: The provision for the first person; None if open.
        needs: What is open, and what must still be recorded.
        persons: The result for each person.
    """

    id: str
    state: str | None
    article: Art | None
    needs: tuple[Need, ...]
    persons: tuple[PersonResult, ...]

    @property
    def tried(self) -> tuple[Tried, ...]:
        """What was tried for the first person, in order."""
        return self.persons[0].tried

    @property
    def facts(self) -> tuple[FactUsed, ...]:
        """The facts the result rests on, each once."""
        return tuple(dict.fromkeys(fact for one in self.persons for fact in one.deciding.facts))

    @property
    def readings(self) -> tuple[str, ...]:
        """Readings followed, each once."""
        return tuple(dict.fromkeys([name for one in self.persons for name in one.readings]))

    @property
    def deadlines(self) -> tuple[Deadline, ...]:
        """Limits that run, each once, the first to end first."""
        found = [limit for one in self.persons for limit in one.deadlines]
        found = found if len(found) == 1 else list(dict.fromkeys(found))
        return tuple(sorted(found, key=lambda one: one.last_day))

    @property
    def safeguards(self) -> tuple[Safeguard, ...]:
        """Safeguards due, each once."""
        return tuple(dict.fromkeys(item for one in self.persons for item in one.safeguards))

    @property
    def headline(self) -> str:
        """The result in one sentence."""
        if self.state is None or self.article is None:
            return "The Member State responsible is open."
        return f"{self.state} is responsible ({_art(self.article)})."

    @property
    def text(self) -> str:
        """The result in sentences a person can read and a court can check."""
        return " ".join(_sentences(self))


def _sentences(result: Result) -> list[str]:
    said = [result.headline]
    for one in result.persons:
        deciding = one.deciding
        who = f"Person {one.person}: " if len(result.persons) > 1 else ""
        said.append(f"{who}{deciding.why}")
        before = [f"{_art(item.article)}: {item.why}" for item in one.tried[:-1]]
        if before:
            said.append("Before that: " + " ".join(before))
    if result.needs:
        said.append(
            "Needed: " + "; ".join(f"{one.what} ({_art(one.source)})" for one in result.needs) + "."
        )
    said += [
        f"By {limit.last_day.isoformat()} ({limit.clock}, {_art(limit.source)}): {limit.late}."
        for limit in result.deadlines
    ]
    if result.readings:
        said.append("Open points read as: " + ", ".join(result.readings) + ".")
    return said


@lru_cache(maxsize=1024)
def _art(article: Art) -> str:
    return f"Art. {cited(article)}"
