"""What can be said about a case: the words of the tables, and how they are read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from solidarity.errors import InputError, Problem
from solidarity.law.readings_procedure import option_of

Value = bool | int | str | date | None

DAYS: Final = frozenset(
    {
        "registered_on",
        "hit_on",
        "detained_on",
        "received_on",
        "asked_until",
        "accepted_on",
        "rejected_on",
        "notified_on",
        "court_received_on",
        "limit_from",
        "told_on",
        "available_on",
        "appear_on",
        "form_sent_on",
        "suspension_ended_on",
        "review_from",
        "answered_on",
    }
)
"""Facts that are days."""

WORDS: Final = {
    "ground": (
        "shifted",
        "border",
        "absence",
        "returned",
        "wrong_entry",
        "no_fingerprints",
    ),
    "hindrance": ("imprisoned", "absconded", "resists", "made_unfit", "no_medical_compliance"),
    "mode": ("voluntary", "supervised", "escort"),
    "duty": ("take_charge", "take_back"),
    "ordered_by": ("court", "administration"),
}
"""Facts that are one of a few words."""

NUMBERS: Final = frozenset({"appeal_weeks", "delay_days"})
"""Facts that are whole numbers from 0."""

YES_OR_NO: Final = frozenset(
    {
        "rests_on_hit",
        "urgent",
        "detained",
        "detained_at_registration",
        "no_new_application",
        "own_crisis",
        "other_crisis",
        "other_agreed",
        "threat",
        "unaccompanied_minor",
        "minor",
        "in_best_interests",
        "decided_on_substance",
        "interview_held",
        "interview_lawfully_omitted",
        "represented_minor",
        "request_complete",
        "reply_names_provision",
        "substantiated",
        "evidence",
        "new_state_in_eurodac",
        "entering_state_told",
        "notification_complete",
        "before_council_act",
        "by_first_registration",
        "risk_checked",
        "bic_assessed",
        "bic_stated",
        "decision_complete",
        "reasons_given",
        "receiving_confirmed",
        "form_in_time",
        "may_travel_alone",
        "reports_alone",
        "information_sent",
        "ground_for_detention",
        "individually_assessed",
        "proportionate",
        "alternatives_fail",
        "minor_exception",
        "health_at_risk",
        "written_order",
        "informed_of_reasons",
        "request_reasoned",
        "applicant_told",
        "about_grounds",
        "harms_interests",
        "shows_responsibility",
        "written_consent",
        "full_file",
    }
)
"""Facts that hold or do not; what is not said does not hold."""


@dataclass(frozen=True, slots=True)
class Facts:
    """
    What is known on a day.

    Attributes:
        values: Facts by name.
        on: The day from which they are looked at.
        readings: Readings chosen, by identifier; the others have their default.
    """

    values: Mapping[str, Value]
    on: date
    readings: Mapping[str, str] = field(default_factory=dict)

    def yes(self, name: str) -> bool:
        """Tell whether a fact holds."""
        return self.values.get(name) is True

    def day(self, name: str) -> date | None:
        """Give a day; None if it is not known."""
        found = self.values.get(name)
        return found if isinstance(found, date) else None

    def word(self, name: str) -> str:
        """Give a word; "" if it is not known."""
        found = self.values.get(name)
        return found if isinstance(found, str) else ""

    def number(self, name: str) -> int:
        """Give a number; 0 if it is not known."""
        found = self.values.get(name)
        return found if isinstance(found, int) else 0

    def option(self, identifier: str) -> str:
        """Give the reading used for an open point."""
        return self.readings.get(identifier) or option_of(identifier)


def checked(values: Mapping[str, Value]) -> dict[str, Value]:
    """
    Check facts before they are used; nothing is guessed.

    Raises:
        InputError: With every fact that is unknown or not of its kind.
    """
    problems = [problem for name, value in values.items() if (problem := _problem(name, value))]
    if problems:
        raise InputError(problems)
    return dict(values)


def _problem(name: str, value: Value) -> Problem | None:
    if name in DAYS:
        fits, expected = value is None or isinstance(value, date), "a day"
    elif name in YES_OR_NO:
        fits, expected = isinstance(value, bool), "true or false"
    elif name in NUMBERS:
        fits = isinstance(value, int) and not isinstance(value, bool) and value >= 0
        expected = "a whole number from 0"
    elif name in WORDS:
        fits, expected = value in WORDS[name], " or ".join(WORDS[name])
    else:
        return Problem(f'"{name}" is not a fact of a case', "a name of the vocabulary", column=name)
    return None if fits else Problem(f"{name} cannot be {value!r}", expected, column=name)
