"""`/rules`, `/readings`, `/roles`: the law as it is encoded, as it is read, and who may do what."""

from __future__ import annotations

import importlib
import inspect
import pkgutil
from functools import lru_cache
from typing import Any, Final

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from solidarity.adapters.tables import Cell
from solidarity.law.readings import DEFAULT, READINGS
from solidarity.terms.citations import Act as LegalAct
from solidarity.terms.citations import Art
from solidarity.terms.findings import Coverage, RegisterEntry, reading_of, register, rules
from solidarity.web.exports import form_asked, table_answer
from solidarity.web.roles import MATRIX, Act, Right, Role, act_words, role_words
from solidarity.web.tables import MATRIX as MATRIX_TABLE
from solidarity.web.tables import READINGS as READINGS_TABLE
from solidarity.web.tables import RULES
from solidarity.web.visit import Visit

router = APIRouter()

Json = dict[str, Any]
_YEAR: Final = 2026
_ACTS: Final = {act: place for place, act in enumerate(LegalAct)}


@router.get("/rules")
def rules_page(request: Request) -> Response:
    """Show every provision of the register: how it is met, in plain words, and where."""
    visit = Visit.of(request)
    visit.insist(Act.READ_YEAR)
    lines = _lines()
    if form_asked(visit):
        return table_answer(visit, RULES, [_cells(line) for line in lines], _YEAR)
    groups: dict[tuple[int, str], list[Json]] = {}
    for line in lines:
        groups.setdefault((line["group"], line["heading"]), []).append(line)
    return visit.show(
        "rules.html.j2",
        year=visit.desk.current_year,
        groups=[(heading, found) for (_place, heading), found in groups.items()],
        count=sum(1 for line in lines if line["coverage"] == Coverage.ENCODED.value),
        total=len(lines),
        Coverage=Coverage,
    )


@lru_cache(maxsize=1)
def _lines() -> list[Json]:
    import solidarity.law

    for module in pkgutil.walk_packages(solidarity.law.__path__, "solidarity.law."):
        importlib.import_module(module.name)
    known = rules()
    return [_line(entry, known) for entry in sorted(register(), key=_place)]


def _place(entry: RegisterEntry) -> tuple[object, ...]:
    art = entry.source
    return _ACTS[art.act], bool(art.annex), art.article, art.paragraph, art.point, entry.where


def _line(entry: RegisterEntry, known: Any) -> Json:  # noqa: ANN401 - a mapping of functions
    function = known.get(entry.where)
    documentation = inspect.getdoc(function) if function is not None else ""
    art = entry.source
    return {
        "group": _ACTS[art.act],
        "heading": _heading(art),
        "provision": str(art),
        "eli": art.eli,
        "coverage": entry.coverage.value,
        "rule": entry.where.removeprefix("solidarity."),
        "words": entry.note,
        "documentation": _parts(documentation or ""),
        "reading": _reading(function),
    }


def _heading(art: Art) -> str:
    name = f"Annex {art.annex}" if art.annex else f"Article {art.article}"
    return name if art.act is LegalAct.AMMR else f"{name}, {art.act.title}"


def _reading(function: Any) -> str:  # noqa: ANN401 - a registered rule or None
    return "" if function is None else reading_of(function)


def _parts(documentation: str) -> list[tuple[str, list[str]]]:
    """Split a docstring into its sections: the words, what goes in, what comes out."""
    parts: list[tuple[str, list[str]]] = [("", [])]
    for line in documentation.splitlines()[1:]:
        words = line.strip()
        if words in {"Args:", "Returns:", "Raises:"}:
            parts.append((words.rstrip(":"), []))
        elif words:
            parts[-1][1].append(words)
    return [(name, lines) for name, lines in parts if lines]


def _cells(line: Json) -> dict[str, Cell]:
    return {
        "governed_by": line["provision"],
        "coverage": line["coverage"],
        "rule": line["rule"],
        "words": line["words"],
        "reading": line["reading"],
        "address": line["eli"],
    }


@router.get("/readings")
def readings(request: Request) -> Response:
    """Show every open point of the law and how it is read here."""
    visit = Visit.of(request)
    visit.insist(Act.READ_YEAR)
    if form_asked(visit):
        rows: list[dict[str, Cell]] = [
            {
                "reading": one.id,
                "question": one.title,
                "governed_by": str(one.source),
                "used": DEFAULT.of(one.id),
                "options": ", ".join(one.options),
                "changes": one.figures,
            }
            for one in READINGS.values()
        ]
        return table_answer(visit, READINGS_TABLE, rows, _YEAR)
    return visit.show("readings.html.j2", readings=list(READINGS.values()), used=DEFAULT)


@router.get("/roles")
def roles(request: Request) -> Response:
    """Print the permission matrix."""
    visit = Visit.of(request)
    if form_asked(visit):
        rows: list[dict[str, Cell]] = [
            {"role": role.value, "act": act.value, "right": MATRIX[role][act].value}
            for role in Role
            for act in Act
        ]
        return table_answer(visit, MATRIX_TABLE, rows, _YEAR)
    return visit.show(
        "roles.html.j2", matrix=MATRIX, roles=role_words(), acts=act_words(), Right=Right
    )


@router.get("/audit")
def audit(request: Request) -> Response:
    """Show the audit trail to those who audit; to read it is entered in it."""
    visit = Visit.of(request)
    visit.insist(Act.READ_AUDIT)
    visit.office.trail.note(visit.person, Act.READ_AUDIT.value, "/audit")
    given = visit.request.query_params.get("before", "")
    before = int(given) if given.isascii() and given.isdigit() and len(given) < 12 else 0  # noqa: PLR2004 - digits of a number
    lines = visit.office.trail.lines(before=before)
    return visit.show(
        "audit.html.j2",
        lines=lines,
        older=lines[-1].number if lines and lines[-1].number > 1 else 0,
        count=visit.office.trail.verify(),
    )


@router.get("/accounts")
def accounts(request: Request) -> Response:
    """Show the administrator who has an account."""
    visit = Visit.of(request)
    visit.insist(Act.SEE_ACCOUNTS)
    return visit.show("accounts.html.j2", accounts=visit.office.accounts.all())
