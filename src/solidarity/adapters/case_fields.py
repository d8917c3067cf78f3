"""
The case record read from JSON and described as JSON Schema, both from the same definitions.

Field names are those of the records; a trailing underscore (for a word of the language) is left
out. A member that is null counts as not given. Nothing is guessed: what cannot be read is a
`Problem` with line and field.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import types
from collections.abc import Callable, Mapping
from enum import Enum
from functools import cache
from typing import Any, Final, Union, get_args, get_origin, get_type_hints

from solidarity.adapters.countries import COUNTRIES
from solidarity.errors import Problem
from solidarity.terms.case_facts import Country, Evidence, Judgement, StateCode
from solidarity.terms.case_records import Case
from solidarity.terms.member_states import ASSOCIATED_STATES, MEMBER_STATES

STATES: Final = (
    {state.code: state.code for state in MEMBER_STATES}
    | {state.iso2: state.code for state in MEMBER_STATES}
    | {state.code: state.code for state in ASSOCIATED_STATES}
)
"""Codes understood, and the code each becomes: Member States and associated states."""

SHORT: Final[Mapping[type, str]] = {Judgement: "outcome", Evidence: "evidence_class"}
"""Records that may be given as their first word alone: "yes", "proof"."""

_TEXT_MAX: Final = 4000
_WRONG: Final = object()
_EARLIEST: Final = dt.date(1880, 1, 1)
_LATEST: Final = dt.date(2200, 12, 31)

Collect = Callable[[str, str, str], None]
"""Takes what was found, what was expected and the field."""
_Reader = Callable[[Any, str, Collect], Any]


def read_case(document: object, problems: list[Problem], *, file: str, line: int) -> Case | None:
    """
    Read one case.

    Args:
        document: What the JSON text holds.
        problems: Receives everything that is wrong.
        file: Name of the file, for the problems.
        line: Line in the file.

    Returns:
        The case; None if something is wrong.
    """
    before = len(problems)

    def collect(what: str, expected: str, field: str) -> None:
        problems.append(Problem(what, expected, file, line, field))

    found = reader_of(Case)(document, "", collect)
    return found if len(problems) == before else None


@cache
def reader_of(kind: Any) -> _Reader:  # noqa: ANN401 - a type, also of a union or a sequence
    """Give the function that reads a value of a type."""
    simple = _SIMPLE.get(kind)
    if simple is not None:
        return simple
    if isinstance(kind, type) and issubclass(kind, Enum):
        return _enum_reader(kind)
    if dataclasses.is_dataclass(kind):
        return _record_reader(kind)
    origin, parts = get_origin(kind), get_args(kind)
    if origin in {Union, types.UnionType}:
        return reader_of(next(one for one in parts if one is not types.NoneType))
    return _list_reader(parts[0]) if origin is tuple else _map_reader(parts[0], parts[1])


def _record_reader(kind: Any) -> _Reader:  # noqa: ANN401 - a record class
    hints = get_type_hints(kind)
    fields = {one.name.rstrip("_"): one for one in dataclasses.fields(kind)}
    readers = {name: reader_of(hints[one.name]) for name, one in fields.items()}
    required = [name for name, one in fields.items() if _is_required(one)]
    short, known = SHORT.get(kind), ", ".join(fields)

    def read(value: Any, path: str, collect: Collect) -> Any:  # noqa: ANN401
        if short is not None and isinstance(value, str):
            value = {short: value}
        if not isinstance(value, dict):
            collect(f"{_shown(value)} is no record", "an object", path)
            return _WRONG
        found: dict[str, Any] = {}
        for name, given in value.items():
            here = f"{path}.{name}" if path else name
            if name not in fields:
                collect(f'there is no field "{name}"', f"one of {known}", here)
            elif given is not None:
                found[fields[name].name] = readers[name](given, here, collect)
        for name in required:
            if value.get(name) is None:
                here = f"{path}.{name}" if path else name
                collect(f'the field "{name}" is missing', "a value", here)
        if _WRONG in found.values() or any(value.get(name) is None for name in required):
            return _WRONG
        return kind(**found)

    return read


def _is_required(field: dataclasses.Field[Any]) -> bool:
    return field.default is dataclasses.MISSING and field.default_factory is dataclasses.MISSING


def _enum_reader(kind: type[Enum]) -> _Reader:
    values = {str(one.value): one for one in kind}
    expected = "one of " + ", ".join(values)

    def read(value: Any, path: str, collect: Collect) -> Any:  # noqa: ANN401
        is_word = isinstance(value, str | int) and not isinstance(value, bool)
        found = values.get(str(value)) if is_word else None
        if found is None:
            collect(f"{_shown(value)} is no code", expected, path)
            return _WRONG
        return found

    return read


def _list_reader(kind: Any) -> _Reader:  # noqa: ANN401 - a type
    item = reader_of(kind)

    def read(value: Any, path: str, collect: Collect) -> Any:  # noqa: ANN401
        if not isinstance(value, list):
            collect(f"{_shown(value)} is no list", "a list", path)
            return _WRONG
        found = tuple(
            item(one, f"{path}[{position}]", collect) for position, one in enumerate(value)
        )
        return _WRONG if _WRONG in found else found

    return read


def _map_reader(key: Any, kind: Any) -> _Reader:  # noqa: ANN401 - types
    keys, values = reader_of(key), reader_of(kind)

    def read(value: Any, path: str, collect: Collect) -> Any:  # noqa: ANN401
        if not isinstance(value, dict):
            collect(f"{_shown(value)} is no record", "an object", path)
            return _WRONG
        found = {
            keys(name, path, collect): values(one, f"{path}.{name}", collect)
            for name, one in value.items()
        }
        return _WRONG if _WRONG in found or _WRONG in found.values() else found

    return read


def _text(value: Any, path: str, collect: Collect) -> Any:  # noqa: ANN401
    if isinstance(value, str) and len(value) <= _TEXT_MAX:
        return value
    collect(f"{_shown(value)} is no text", f"text of at most {_TEXT_MAX} characters", path)
    return _WRONG


def _yes_or_no(value: Any, path: str, collect: Collect) -> Any:  # noqa: ANN401
    if isinstance(value, bool):
        return value
    collect(f"{_shown(value)} is neither true nor false", "true or false", path)
    return _WRONG


def _whole(value: Any, path: str, collect: Collect) -> Any:  # noqa: ANN401
    if isinstance(value, int) and not isinstance(value, bool) and value >= 0:
        return value
    collect(f"{_shown(value)} is no whole number", "0 or more", path)
    return _WRONG


def _day(value: Any, path: str, collect: Collect) -> Any:  # noqa: ANN401
    try:
        day = (
            dt.date.fromisoformat(value)
            if len(value) == len("2026-07-03")
            else (dt.datetime.fromisoformat(value).date())
        )
    except (TypeError, ValueError):
        collect(f"{_shown(value)} is not a day", "YYYY-MM-DD", path)
        return _WRONG
    if not _EARLIEST <= day <= _LATEST:
        collect(f"{value} is out of range", f"{_EARLIEST} to {_LATEST}", path)
        return _WRONG
    return day


def _state(value: Any, path: str, collect: Collect) -> Any:  # noqa: ANN401
    code = STATES.get(value.strip().upper()) if isinstance(value, str) else None
    if code is None:
        collect(f"{_shown(value)} is no state", "a Member State or associated state: EL, CH", path)
        return _WRONG
    return code


def _country(value: Any, path: str, collect: Collect) -> Any:  # noqa: ANN401
    code = value.strip().upper() if isinstance(value, str) else ""
    if code not in COUNTRIES:
        collect(f"{_shown(value)} is no country", "an ISO 3166-1 code of two letters", path)
        return _WRONG
    return code


def _shown(value: object) -> str:
    text = repr(value) if not isinstance(value, str) else f'"{value}"'
    return text if len(text) <= len("0123456789") * 4 else text[:40] + "…"


_SIMPLE: Final[dict[Any, _Reader]] = {
    str: _text,
    bool: _yes_or_no,
    int: _whole,
    dt.date: _day,
    StateCode: _state,
    Country: _country,
}


def case_schema() -> dict[str, Any]:
    """Describe the case record as JSON Schema (2020-12), from the definitions it is read by."""
    definitions: dict[str, Any] = {}
    root = _schema(Case, definitions)
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "case",
        "description": "One case for `solidarity determine`: one JSON document per line.",
        **root,
        "$defs": dict(sorted(definitions.items())),
    }


def _schema(kind: Any, definitions: dict[str, Any]) -> dict[str, Any]:  # noqa: ANN401 - a type
    if kind in _DESCRIBED:
        return dict(_DESCRIBED[kind])
    if isinstance(kind, type) and issubclass(kind, Enum):
        return {"enum": [one.value for one in kind]}
    if dataclasses.is_dataclass(kind):
        return _record_schema(kind, definitions)
    origin, parts = get_origin(kind), get_args(kind)
    if origin in {Union, types.UnionType}:
        one = next(part for part in parts if part is not types.NoneType)
        return {"anyOf": [_schema(one, definitions), {"type": "null"}]}
    if origin is tuple:
        return {"type": "array", "items": _schema(parts[0], definitions)}
    values = _schema(parts[1], definitions)
    return {
        "type": "object",
        "additionalProperties": values,
        "propertyNames": {"enum": list(STATES)},
    }


def _record_schema(kind: Any, definitions: dict[str, Any]) -> dict[str, Any]:  # noqa: ANN401
    name = kind.__name__
    if name not in definitions:
        definitions[name] = {}
        hints, fields = get_type_hints(kind), dataclasses.fields(kind)
        words = " ".join((kind.__doc__ or "").split()).replace("`", "")
        definitions[name] = {
            "type": "object",
            "description": words,
            "properties": {
                one.name.rstrip("_"): _schema(hints[one.name], definitions) for one in fields
            },
            "required": [one.name.rstrip("_") for one in fields if _is_required(one)],
            "additionalProperties": False,
        }
    reference = {"$ref": f"#/$defs/{name}"}
    if kind not in SHORT:
        return reference
    first = get_type_hints(kind)[SHORT[kind]]
    return {"anyOf": [_schema(first, definitions), reference]}


_DESCRIBED: Final[dict[Any, dict[str, Any]]] = {
    str: {"type": "string", "maxLength": _TEXT_MAX},
    bool: {"type": "boolean"},
    int: {"type": "integer", "minimum": 0},
    dt.date: {"type": "string", "format": "date", "description": "a day, YYYY-MM-DD"},
    StateCode: {"enum": list(STATES), "description": "Union practice (EL) or ISO code (GR)"},
    Country: {"type": "string", "pattern": "^[A-Z]{2}$", "description": "ISO 3166-1 alpha-2"},
}
