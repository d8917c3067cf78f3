"""Events in words: what happened, and its particulars in one line."""

from __future__ import annotations

import re
from dataclasses import fields
from datetime import date
from enum import Enum
from typing import Final

from solidarity.adapters.report_words import NOT_PUBLISHED, day
from solidarity.cycle.s06_access import PressureNotified, UseIntended
from solidarity.cycle.s07_deductions import DeductionAssessed, DeductionRequested
from solidarity.cycle.s08_forum import (
    AlternativeChecked,
    AlternativeSigned,
    DistributionDecided,
    MeetingPrepared,
    MinutesRecorded,
    TaskAgreed,
    TaskClosed,
)
from solidarity.cycle.s08_preferences import PreferenceExpressed, PreferenceMarked
from solidarity.ledger.events import Event
from solidarity.terms.findings import Source
from solidarity.terms.quantities import Persons
from solidarity.web.roles import Act, Person
from solidarity.web.text import _

_WORD: Final = re.compile(r"(?<=[a-z])(?=[A-Z])")
_LONG: Final = 6


def title(event: Event) -> str:
    """Name an event: PoolActAdopted is "Pool act adopted"."""
    words = _WORD.sub(" ", type(event).__name__)
    return words[0] + words[1:].lower()


FOR_THE_ROOM: Final[frozenset[type[Event]]] = frozenset(
    {
        UseIntended,
        PressureNotified,
        DeductionRequested,
        DeductionAssessed,
        PreferenceExpressed,
        PreferenceMarked,
        MeetingPrepared,
        MinutesRecorded,
        TaskAgreed,
        TaskClosed,
        DistributionDecided,
        AlternativeChecked,
        AlternativeSigned,
    }
)
"""Events whose words belong to the Technical-Level Forum: needs, reasons, wishes, minutes."""


def told(event: Event, person: Person) -> str:
    """Write the particulars of an event as far as a person may read them."""
    if type(event) in FOR_THE_ROOM and not person.may(Act.READ_TECHNICAL):
        return _("for those in the room of the Technical-Level Forum")
    return particulars(event)


def particulars(event: Event) -> str:
    """Write the fields of an event in one line; its source stands apart."""
    said = []
    for item in fields(event):
        value = getattr(event, item.name)
        if isinstance(value, Source) or value in {"", ()}:
            continue
        said.append(f"{item.name.replace('_', ' ')}: {_worded(value)}")
    return "; ".join(said)


def source_of(event: Event) -> Source | None:
    """Give the source an event names, if it does."""
    found = getattr(event, "source", None)
    return found if isinstance(found, Source) else None


def _worded(value: object) -> str:
    if value is None or isinstance(value, bool):
        return {None: NOT_PUBLISHED, True: "yes", False: "no"}[value]
    if isinstance(value, date):
        return day(value.isoformat())
    if isinstance(value, Enum):
        return str(value.value).replace("_", " ")
    if isinstance(value, Persons):
        return f"{value} people"
    if isinstance(value, tuple):
        return _listed(value)
    return str(value)


def _listed(value: tuple[object, ...]) -> str:
    pairs = [
        " ".join(_worded(part) for part in one) if isinstance(one, tuple) else _worded(one)
        for one in value
    ]
    rest = f" and {len(pairs) - _LONG} more" if len(pairs) > _LONG else ""
    return ", ".join(pairs[:_LONG]) + rest
