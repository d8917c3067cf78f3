"""The fields of a form, and how what was typed into them is read: all problems at once."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import Enum
from typing import Any, Final

from solidarity.adapters.report_words import day
from solidarity.errors import InputError, Problem
from solidarity.terms.member_states import member_state
from solidarity.terms.quantities import Euro, Persons, exact

_SPACES: Final = re.compile(r"[\s\u00a0\u2009\u202f']")
_INVISIBLE: Final = re.compile(
    r"[\x00-\x09\x0b-\x1f\x7f\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]"
)
_YES_NO: Final = ("yes", "no")
_LINE_MAX: Final = 300
_TEXT_MAX: Final = 4000
_MOST: Final = 10**12
_FIRST_DAY: Final = date(2024, 6, 11)
_LAST_DAY: Final = date(2099, 12, 31)


class Kind(Enum):
    """What a field takes; the value is the name of its macro in the template."""

    LINE = "line"
    TEXT = "text"
    LINES = "lines"
    DAY = "day"
    PERSONS = "persons"
    EURO = "euro"
    CHOICE = "choice"
    CHECKS = "checks"
    YES_NO = "yes_no"


@dataclass(frozen=True, slots=True)
class Field:
    """
    One field of a form.

    Attributes:
        name: Its name.
        label: What is asked.
        kind: What it takes.
        help: What must be known to answer; "" for nothing.
        required: Whether it may not stay empty. Parts the law asks for stay optional here: the
            law itself names what is missing, with its provision.
        choices: What can be chosen: value and words.
        start: What stands in it when the form is opened.
        optional: Whether neither the form nor the law needs it, so that the form says so.
    """

    name: str
    label: str
    kind: Kind = Kind.LINE
    help: str = ""
    required: bool = True
    choices: Sequence[tuple[str, str]] = ()
    start: str = ""
    optional: bool = False


def read_fields(fields: Sequence[Field], filled: Mapping[str, str]) -> dict[str, Any]:
    """
    Read what was typed.

    Args:
        fields: The fields of the form.
        filled: What was typed, by name of the field.

    Returns:
        A value for each field; None where nothing was typed and nothing had to be.

    Raises:
        InputError: With every field that cannot be read.
    """
    problems: list[Problem] = []
    values: dict[str, Any] = {}
    for field in fields:
        try:
            values[field.name] = _value(field, filled.get(field.name, ""))
        except InputError as error:
            problems += error.problems
    if problems:
        raise InputError(problems)
    return values


def words_of(field: Field, filled: Mapping[str, str]) -> str:
    """Say what was typed as a person reads it: choices by their words."""
    given = filled.get(field.name, "").strip()
    known = dict(field.choices)
    if field.kind is Kind.DAY:
        try:
            return day(date.fromisoformat(given).isoformat())
        except ValueError:
            return given
    if field.kind is Kind.CHECKS:
        return ", ".join(known.get(one, one) for one in given.split(",") if one)
    return known.get(given, given)


def _value(field: Field, given: str) -> Any:  # noqa: ANN401 - the kind of the field decides
    text = given.replace("\r\n", "\n").strip()
    if not text:
        return _nothing(field)
    if field.kind in {Kind.LINE, Kind.TEXT, Kind.LINES}:
        return _text(field, text)
    if field.kind is Kind.DAY:
        return _day(field, text)
    if field.kind in {Kind.PERSONS, Kind.EURO}:
        return _amount(field, text)
    chosen = [one for one in text.split(",") if one] if field.kind is Kind.CHECKS else [text]
    known = set(_YES_NO) if field.kind is Kind.YES_NO else {value for value, _ in field.choices}
    for one in chosen:
        if one not in known:
            raise _wrong(field, f'"{one[:40]}" cannot be chosen', "one of those offered")
    if field.kind is Kind.YES_NO:
        return text == "yes"
    return tuple(chosen) if field.kind is Kind.CHECKS else text


def _nothing(field: Field) -> Any:  # noqa: ANN401 - as above
    if field.required:
        raise _wrong(field, "nothing is given", _EXPECTED[field.kind])
    if field.kind in {Kind.LINE, Kind.TEXT, Kind.CHOICE}:
        return ""
    return () if field.kind in {Kind.LINES, Kind.CHECKS} else None


def _text(field: Field, text: str) -> str | tuple[str, ...]:
    most = _LINE_MAX if field.kind is Kind.LINE else _TEXT_MAX
    if len(text) > most:
        raise _wrong(field, f"this text has {len(text)} characters", f"at most {most}")
    if _INVISIBLE.search(text) or (field.kind is Kind.LINE and "\n" in text):
        raise _wrong(field, "this text has characters that cannot be seen", "plain text")
    if field.kind is Kind.LINES:
        return tuple(line.strip() for line in text.split("\n") if line.strip())
    return text


def _day(field: Field, text: str) -> date:
    try:
        found = date.fromisoformat(text)
    except ValueError:
        raise _wrong(field, f'"{text[:40]}" is not a day', _EXPECTED[Kind.DAY]) from None
    if not _FIRST_DAY <= found <= _LAST_DAY:
        raise _wrong(field, f"{text} is outside the time of the Regulation", "a later day")
    return found


def _amount(field: Field, text: str) -> Persons | Euro:
    words = _SPACES.sub("", text)
    wrong = _wrong(field, f'"{text[:40]}" cannot be read', _EXPECTED[field.kind])
    try:
        value = exact(words)
    except InputError:
        raise wrong from None
    scaled = value if field.kind is Kind.PERSONS else value * 100
    if scaled.denominator != 1 or not 0 <= value <= _MOST or "e" in words.lower():
        raise wrong
    return Persons(int(scaled)) if field.kind is Kind.PERSONS else Euro(int(scaled))


def _wrong(field: Field, what: str, expected: str) -> InputError:
    return InputError(Problem(what, expected, column=field.name))


_EXPECTED: Final = {
    Kind.LINE: "a line of text",
    Kind.TEXT: "a text",
    Kind.LINES: "one or more lines",
    Kind.DAY: "a day as 2026-01-31",
    Kind.PERSONS: "a whole number",
    Kind.EURO: "euro, at most two decimals",
    Kind.CHOICE: "one of those offered",
    Kind.CHECKS: "at least one",
    Kind.YES_NO: "yes or no",
}


def state_name(code: str) -> str:
    """Give the name of a Member State by its code."""
    return member_state(code).name
