"""Results of determinations as plain documents: one per line for programs, pages for people."""

from __future__ import annotations

from typing import Any

from solidarity.errors import Problem
from solidarity.law.part3_responsibility.deadlines_of_case import Deadline
from solidarity.law.part3_responsibility.findings_of_case import FactUsed, Need, Tried, cited
from solidarity.law.part3_responsibility.results import PersonResult, Result
from solidarity.terms.dates import say as in_words

Document = dict[str, Any]


def result_document(result: Result) -> Document:
    """Write a result as a document of plain values."""
    first = result.persons[0]
    document: Document = {
        "id": result.id,
        "member_state_responsible": result.state,
        "article": cited(result.article) if result.article else None,
        "also": [cited(one) for one in first.deciding.also] if result.state else [],
        "open": [_need(one) for one in result.needs if one.blocking],
        "to_record": [_need(one) for one in result.needs if not one.blocking],
        "track": first.track.name.lower(),
        "tried": [_tried(one) for one in first.tried],
        "facts": [_fact(one) for one in result.facts],
        "readings": list(result.readings),
        "safeguards": [
            {"provision": str(one.source), "what": one.what} for one in result.safeguards
        ],
        "deadlines": [_deadline(one) for one in result.deadlines],
        "text": result.text,
    }
    if len(result.persons) > 1:
        document["persons"] = [_person(one) for one in result.persons]
    return document


def problem_document(problems: list[Problem], identifier: str | None) -> Document:
    """Write a line that could not be read as a result that says so."""
    return {
        "id": identifier,
        "member_state_responsible": None,
        "article": None,
        "open": [],
        "tried": [],
        "readings": [],
        "deadlines": [],
        "text": "This line cannot be read: " + "; ".join(map(str, problems)) + ".",
        "problems": [
            {"line": one.line, "field": one.column, "what": one.what, "expected": one.expected}
            for one in problems
        ],
    }


def _person(one: PersonResult) -> Document:
    return {
        "id": one.person,
        "member_state_responsible": one.state,
        "article": cited(one.article) if one.article else None,
        "open": [_need(need) for need in one.needs if need.blocking],
        "track": one.track.name.lower(),
        "tried": [_tried(tried) for tried in one.tried],
    }


def _need(one: Need) -> Document:
    return {"what": one.what, "provision": str(one.source)}


def _fact(one: FactUsed) -> Document:
    return {"field": one.path, "says": one.says}


def _tried(one: Tried) -> Document:
    return {
        "article": cited(one.article),
        "applies": None if one.is_open else bool(one.state),
        "member_state": one.state or None,
        "why": one.why,
        "facts": [_fact(fact) for fact in one.facts],
    }


def _deadline(one: Deadline) -> Document:
    return {
        "clock": one.clock,
        "provision": str(one.source),
        "state": one.actor,
        "starts": one.starts.isoformat(),
        "last_day": one.last_day.isoformat(),
        "late": one.late,
        "steps": list(one.steps),
    }


def told(result: Result) -> list[str]:
    """Tell a result in lines for a person: who, why, what was tried, what is due by when."""
    lines = [result.headline, ""]
    for one in result.persons:
        if len(result.persons) > 1:
            lines.append(f"Person {one.person}:")
        for tried in one.tried:
            mark = "?" if tried.is_open else ("→" if tried.state else "–")
            lines.append(f"  {mark} Art. {cited(tried.article)}: {tried.why}")
            lines += [f"      fact: {fact.says} ({fact.path})" for fact in tried.facts]
    lines += _section(
        "Needed before a decision:",
        [f"{need.what} (Art. {cited(need.source)})" for need in result.needs],
    )
    lines += _section(
        "Time limits:",
        [
            f"{in_words(one.last_day)}: {one.clock}, {one.actor} ({one.source}). {step}"
            for one in result.deadlines
            for step in (" ".join(one.steps),)
        ],
    )
    lines += _section(
        "Safeguards due:", [f"{one.what} ({one.source})" for one in result.safeguards]
    )
    lines += _section("Open points read as:", list(result.readings))
    return lines


def _section(heading: str, items: list[str]) -> list[str]:
    return ["", heading, *(f"  {item}" for item in items)] if items else []
