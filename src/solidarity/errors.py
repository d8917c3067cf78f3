"""
The whole error hierarchy.

    SolidarityError
    ├── InputError         what was given cannot be read; collected with file, line and column
    ├── NotLawful          the Regulation does not allow this act; carries .source and .why
    │   ├── WrongStation   the act belongs to another moment of the year
    │   ├── LateAct        the act comes after the moment until which it was possible
    │   └── NotEntitled    the actor may not do this
    ├── OutOfScope         no rule or no figure for this date, state or person
    ├── NoSolution         no assignment satisfies the hard rules; carries the conflicting rules
    └── JournalMoved       someone else has appended since the journal was read; read again

    InvariantBroken        (AssertionError) a fault of ours: never caught, stays on in production

A criterion that is not met or a request that is refused is a `Finding`, not an exception. When
several refusals apply to one act, the first in the order in which its rules are declared is given.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from solidarity.terms.citations import Art


class SolidarityError(Exception):
    """Root of everything this software expects to go wrong."""


@dataclass(frozen=True, slots=True)
class Problem:
    """
    One thing that is wrong with what was given.

    Attributes:
        what: What was found, as a sentence.
        expected: What would have been right.
        file: Name of the file, or "" where there is none.
        line: Line in the file from 1 (rows of a spreadsheet count too); 0 where there is none.
        column: Name of the column or field; "" where there is none.
        source: The provision that asks for it, if it is the law that does.
    """

    what: str
    expected: str = ""
    file: str = ""
    line: int = 0
    column: str = ""
    source: Art | None = None

    def __str__(self) -> str:
        """Say it in one line: file:line, column: what; expected …; (provision)."""
        place = self.file
        if self.line:
            place += f":{self.line}" if place else f"line {self.line}"
        if self.column:
            place += f", column {self.column}" if place else f"column {self.column}"
        text = f"{place}: {self.what}" if place else self.what
        if self.expected:
            text += f"; expected {self.expected}"
        if self.source is not None:
            text += f" ({self.source})"
        return text


class InputError(SolidarityError):
    """What was given cannot be read. Collects every problem found; nothing has been written."""

    def __init__(self, problems: Problem | Sequence[Problem]) -> None:
        """Keep the problems, at least one, in the order in which they were met."""
        self.problems: tuple[Problem, ...] = (
            (problems,) if isinstance(problems, Problem) else tuple(problems)
        )
        super().__init__("\n".join(str(problem) for problem in self.problems))


class NotLawful(SolidarityError):
    """The Regulation does not allow this act."""

    def __init__(self, why: str, source: Art) -> None:
        """
        Refuse an act.

        Args:
            why: One sentence: what was asked and why it cannot be done.
            source: The provision that refuses.
        """
        self.why = why
        self.source = source
        super().__init__(f"{why} ({source})")


class WrongStation(NotLawful):
    """The act belongs to another moment of the year."""


class LateAct(NotLawful):
    """The act comes after the moment until which it was possible."""


class NotEntitled(NotLawful):
    """This actor may not do this."""


class OutOfScope(SolidarityError):
    """No rule or no figure for this date, state or person; nothing falls back silently."""


class NoSolution(SolidarityError):
    """No assignment satisfies the hard rules."""

    def __init__(self, conflicting: Sequence[str]) -> None:
        """Name the rules that cannot hold together."""
        self.conflicting = tuple(conflicting)
        super().__init__("no solution: " + "; ".join(self.conflicting))


class JournalMoved(SolidarityError):
    """Someone else has appended to the journal since it was read; nothing was written."""

    def __init__(self, *, expected: int, found: int) -> None:
        """
        Tell what the caller expected and what is there.

        Args:
            expected: Position of the last entry the caller had seen; 0 for an empty journal.
            found: Position of the last entry now.
        """
        self.expected = expected
        self.found = found
        super().__init__(
            f"the journal has moved: its last entry is {found}, not {expected}; "
            "nothing was written; read it again and decide anew"
        )


class InvariantBroken(AssertionError):
    """A fault of this software: what must always hold does not. Never caught."""


def hold(condition: bool, what: str) -> None:  # noqa: FBT001 - reads as a sentence: hold(x >= 0, "…")
    """
    Insist that an invariant holds, in production too.

    Raises:
        InvariantBroken: If `condition` is false.
    """
    if not condition:
        raise InvariantBroken(what)
