"""Cases as JSON Lines in, results as JSON Lines out: order kept, one result per line."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from typing import Any, NamedTuple

from solidarity.adapters.case_checks import contradictions
from solidarity.adapters.case_fields import read_case
from solidarity.adapters.case_results import problem_document, result_document
from solidarity.adapters.holiday_calendars import calendar_of
from solidarity.errors import InputError, Problem
from solidarity.law.part3_responsibility.determination import determine_with
from solidarity.law.part3_responsibility.settings import settings_of
from solidarity.terms.case_records import Case
from solidarity.terms.dates import HolidayCalendar
from solidarity.terms.readings import Readings


class Line(NamedTuple):
    """One line of a file of cases: the case, or what is wrong with it."""

    number: int
    identifier: str | None
    case: Case | None
    problems: tuple[Problem, ...]


class Answered(NamedTuple):
    """One line of the results: the document, and the problems of a line that cannot be read."""

    document: dict[str, Any]
    problems: tuple[Problem, ...]


@cache
def calendars(state: str) -> HolidayCalendar | None:
    """Give the official holidays of a state; None where no list is at hand (associated states)."""
    try:
        return calendar_of(state)
    except InputError:
        return None


def case_of(document: object, *, file: str = "", line: int = 0) -> Case:
    """
    Read one case from a document.

    Raises:
        InputError: With every problem found.
    """
    problems: list[Problem] = []
    case = _checked(document, problems, (file, line))
    if case is None:
        raise InputError(problems)
    return case


def _checked(document: object, problems: list[Problem], at: tuple[str, int]) -> Case | None:
    file, line = at
    case = read_case(document, problems, file=file, line=line)
    if case is None:
        return None
    problems += [
        Problem(what, expected, file, line, field) for field, what, expected in contradictions(case)
    ]
    return None if problems else case


def read_lines(lines: Iterable[str], *, file: str) -> Iterator[Line]:
    """
    Read cases line by line; empty lines are passed over.

    Args:
        lines: The text.
        file: Its name, for the problems.
    """
    seen: set[str] = set()
    for number, text in enumerate(lines, start=1):
        if not text.strip():
            continue
        problems: list[Problem] = []
        document = _document(text, problems, (file, number))
        identifier = document.get("id") if isinstance(document, dict) else None
        identifier = identifier if isinstance(identifier, str) else None
        case = None if problems else _checked(document, problems, (file, number))
        if case is not None and case.id in seen:
            what = f'the case "{case.id}" stands there twice'
            problems.append(Problem(what, "an id of its own", file, number, "id"))
        if identifier is not None:
            seen.add(identifier)
        yield Line(number, identifier, None if problems else case, tuple(problems))


def _document(text: str, problems: list[Problem], at: tuple[str, int]) -> object:
    file, line = at
    try:
        return json.loads(text, object_pairs_hook=_once)
    except (ValueError, RecursionError) as error:
        problems.append(Problem(f"no JSON: {error}", "one JSON document", file, line, ""))
        return None


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        names = [name for name, _ in pairs]
        twice = next(name for name in names if names.count(name) > 1)
        raise ValueError(f'the field "{twice}" stands there twice')
    return found


def answered(
    lines: Iterable[str], *, file: str, readings: Readings, strict: bool = False
) -> Iterator[Answered]:
    """
    Determine case after case.

    Args:
        lines: JSON Lines.
        file: Name of the file, for the problems.
        readings: How open points are read.
        strict: Whether to stop at the first line that cannot be read.

    Raises:
        InputError: If `strict`, at the first line with a problem.
    """
    settings = settings_of(readings)
    for line in read_lines(lines, file=file):
        if strict and line.problems:
            raise InputError(line.problems)
        if line.case is None:
            found = problem_document(list(line.problems), line.identifier)
            yield Answered(found, line.problems)
        else:
            yield Answered(result_document(determine_with(line.case, settings, calendars)), ())


def write(document: dict[str, Any], out: Callable[[str], object]) -> None:
    """Write one result as one line."""
    out(json.dumps(document, ensure_ascii=False, separators=(",", ":")) + "\n")
