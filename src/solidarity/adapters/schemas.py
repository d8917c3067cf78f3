"""
JSON Schemas (2020-12) of the files the commands read and write.

Tables are described from their definitions, so a schema cannot say something else than the reader
does; documents are described here. Members that are not named may be added by later versions: the
schemas of documents say what is always there.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final

from solidarity.adapters.case_fields import case_schema
from solidarity.adapters.matching_schemas import schemas as matching_schemas
from solidarity.adapters.table_definitions import TABLES
from solidarity.adapters.tables import TEXT_MAX, Column, Table, Type
from solidarity.errors import InputError, Problem
from solidarity.terms.findings import Basis
from solidarity.terms.member_states import MEMBER_STATES
from solidarity.terms.statuses import Status

DIALECT: Final = "https://json-schema.org/draft/2020-12/schema"

Schema = dict[str, Any]

_CODES: Final = [state.code for state in MEMBER_STATES]
_WHOLE: Final[Schema] = {"type": "integer", "minimum": 0}
_MONEY: Final[Schema] = {"type": "number", "minimum": 0}
_TEXT: Final[Schema] = {"type": "string"}
_DAY: Final[Schema] = {"type": "string", "format": "date"}
_MOMENT: Final[Schema] = {"type": "string", "format": "date-time"}
_FRACTION: Final[Schema] = {"type": "string", "pattern": "^[0-9]+/[1-9][0-9]*$"}
_PERCENT: Final[Schema] = {"type": "string", "pattern": r"^-?[0-9]+\.[0-9]{4}$"}
_STATE: Final[Schema] = {"enum": _CODES}
_BASIS: Final[Schema] = {"enum": [basis.value for basis in Basis]}
_HASH: Final[Schema] = {"type": "string", "pattern": "^[0-9a-f]{64}$"}
_YEAR: Final[Schema] = {"type": "integer", "minimum": 2025}


def _or_null(schema: Schema, why: str = "null: not published") -> Schema:
    return {"anyOf": [schema, {"type": "null"}], "description": why}


def _object(members: Mapping[str, Schema], *, optional: tuple[str, ...] = ()) -> Schema:
    return {
        "type": "object",
        "properties": dict(members),
        "required": [name for name in members if name not in optional],
    }


def _list(items: Schema) -> Schema:
    return {"type": "array", "items": items}


_SOURCE: Final = _object(
    {"title": _TEXT, "url": _TEXT, "confidence": _TEXT, "retrieved": _TEXT, "note": _TEXT}
)


def names() -> dict[str, str]:
    """Give every name `schema` knows, with what it describes."""
    documents = {name: title for name, (title, _) in _DOCUMENTS.items()}
    documents["case"] = "one line of the cases of solidarity determine"
    documents |= {name: f"row of {name}, solidarity match" for name in matching_schemas()}
    tables = {name: f"table: {table.title}" for name, table in TABLES.items()}
    return documents | tables


def schema(name: str) -> Schema:
    """
    Give the schema of a file.

    Args:
        name: Name of a document or of a table.

    Raises:
        InputError: If there is none of that name.
    """
    if name in _DOCUMENTS:
        title, make = _DOCUMENTS[name]
        return {"$schema": DIALECT, "title": title, **make()}
    if name in TABLES:
        return _table(TABLES[name])
    if name == "case":
        return case_schema()
    rows = matching_schemas()
    if name in rows:
        return rows[name]
    raise InputError(Problem(f'there is no schema "{name}"', "one of " + ", ".join(names())))


def _table(table: Table) -> Schema:
    row: Schema = {
        "type": "object",
        "properties": {column.name: _cell(column) for column in table.columns},
        "required": [column.name for column in table.columns if column.required],
    }
    rows = {"type": "array", "items": {"$ref": "#/$defs/row"}, "minItems": 1}
    wrapped = {"type": "object", "properties": {"rows": rows}, "required": ["rows"]}
    return {
        "$schema": DIALECT,
        "title": table.title,
        "description": f"{table.description} Provisions: "
        + "; ".join(map(str, table.provisions))
        + f". No two rows agree in all of: {', '.join(table.key)}.",
        "oneOf": [rows, wrapped],
        "$defs": {"row": row},
    }


def _cell(column: Column) -> Schema:
    """Describe a cell: numbers may also travel as text, so that no reader makes them inexact."""
    found: Schema = {"description": column.description}
    if column.source is not None:
        found["x-provision"] = str(column.source)
    kinds = [*_CELLS[column.type]]
    if column.type is Type.CHOICE:
        kinds = [{"enum": list(column.choices)}]
    if not column.required:
        kinds += [{"type": "null"}, {"const": ""}]
    if column.positive:
        kinds = [_above_zero(kind) for kind in kinds]
    return {**found, "anyOf": kinds}


def _above_zero(kind: Schema) -> Schema:
    if "minimum" not in kind:
        return {**kind, "not": {"pattern": r"^[0.]+$"}}
    return {
        **{name: value for name, value in kind.items() if name != "minimum"},
        "exclusiveMinimum": 0,
    }


_DIGITS: Final[Schema] = {"type": "string", "pattern": "^[0-9]+$"}
_DECIMAL: Final[Schema] = {"type": "string", "pattern": r"^[0-9]+(\.[0-9]+)?$"}

_CELLS: Final[Mapping[Type, tuple[Schema, ...]]] = {
    Type.STATE: ({"enum": [*_CODES, "GR"]},),
    Type.PERSONS: (_WHOLE, _DIGITS),
    Type.NUMBER: (_WHOLE, _DIGITS),
    Type.EURO: (_MONEY, {"type": "string", "pattern": r"^[0-9]+(\.[0-9]{1,2}0*)?$"}),
    Type.DECIMAL: (_MONEY, _DECIMAL),
    Type.PERCENT: ({"type": "number", "minimum": 0, "maximum": 100}, _DECIMAL),
    Type.DATE: (_DAY,),
    Type.CHOICE: (),
    Type.YES_NO: ({"type": "boolean"}, {"enum": ["yes", "no"]}),
    Type.TEXT: ({"type": "string", "maxLength": TEXT_MAX},),
}


def _quantities(*, unknown: bool = True) -> Schema:
    """Describe the three kinds of contribution; what is unknown is null, never 0."""
    money = _or_null(_MONEY) if unknown else _MONEY
    return _object(
        {
            "relocations": _or_null(_WHOLE) if unknown else _WHOLE,
            "financial_eur": money,
            "alternative_eur": money,
        }
    )


def _year() -> Schema:
    numbers = _object({"relocations": _WHOLE, "financial_eur": _MONEY, "source": _SOURCE})
    share = _object({"value": _FRACTION, "basis": _BASIS, "source": _or_null(_SOURCE)})
    pledged = _quantities()
    pledged["properties"] |= {"basis": _BASIS, "source": _or_null(_SOURCE)}
    state = _object(
        {
            "code": _STATE,
            "statuses": _list({"enum": [status.value for status in Status]}),
            "share_percent": _or_null(_PERCENT),
            "share": share,
            "fair_share": _object({"units": _or_null(_WHOLE), "eur": _or_null(_MONEY)}),
            "credit": _or_null(
                _object(
                    {
                        "units": _WHOLE,
                        "eur": _MONEY,
                        "fair_share_before": _object({"units": _WHOLE, "eur": _MONEY}),
                        "basis": _BASIS,
                        "provision": _TEXT,
                        "note": _TEXT,
                        "source": _or_null(_SOURCE),
                    }
                ),
                "null: no credit from a crisis",
            ),
            "pledged": pledged,
            "released": {},
            "deducted": {},
            "offset": {},
            "net_due": {},
            "implemented": {},
            "paid_eur": _or_null(_MONEY),
        }
    )
    totals = _object(
        {
            "fair_share_units": _or_null(_WHOLE),
            "pledged": {"type": "object"},
            "net_due": {"type": "object"},
            "unknown": _list(_STATE),
        }
    )
    return _object(
        {
            "year": _YEAR,
            "as_of": _DAY,
            "reference": numbers,
            "proposal": _or_null({"type": "object"}),
            "member_states": _list(state),
            "totals": totals,
            "findings": {"type": "array"},
        }
    )


def _key() -> Schema:
    line = _object(
        {
            "code": _STATE,
            "share": _FRACTION,
            "percent": _PERCENT,
            "published_percent": _PERCENT,
            "difference_points": _PERCENT,
        },
        optional=("published_percent", "difference_points"),
    )
    return _object({"states": _WHOLE, "shares": _list(line)})


def _explain() -> Schema:
    node = _object(
        {
            "figure": _TEXT,
            "value": {},
            "provision": _or_null(_TEXT, "null: a fact, not a rule"),
            "reading": _or_null(_TEXT, "null: the text leaves nothing open"),
            "source": _or_null(_SOURCE, "null: computed here"),
            "from": _list({"$ref": "#/$defs/node"}),
        }
    )
    return {"$ref": "#/$defs/node", "$defs": {"node": node}}


def _clock() -> Schema:
    return _object(
        {
            "clock": _TEXT,
            "provision": _TEXT,
            "starts": _MOMENT | {"format": "date-time"},
            "last_day": _DAY,
            "expires_at": _or_null(_MOMENT, "null: no moment is laid down"),
            "steps": _list(_TEXT),
        }
    )


def _calendar() -> Schema:
    line = _object(
        {
            "what": _TEXT,
            "who": _TEXT,
            "provision": _TEXT,
            "due": _or_null(_DAY, "null: no day is laid down"),
            "actual": _or_null(_DAY, "null: not done, or not recorded"),
        }
    )
    return _object({"year": _YEAR, "as_of": _DAY, "deadlines": _list(line)})


def _offsets() -> Schema:
    threshold = _object({"provision": _TEXT, "question": _TEXT, "state": _TEXT})
    state = _object(
        {
            "code": _STATE,
            "cap": _or_null(_WHOLE),
            "cap_is_at_most": {"type": "boolean"},
            "split_of_gap": _or_null(_WHOLE),
        }
    )
    return _object(
        {
            "year": _YEAR,
            "as_of": _DAY,
            "thresholds": _list(threshold),
            "target": _WHOLE,
            "gap": {"type": ["object", "integer", "null"]},
            "member_states": _list(state),
        }
    )


def _due() -> Schema:
    state = _object(
        {"code": _STATE, "amount_due_eur": _or_null(_MONEY), "formula": _or_null(_TEXT)}
    )
    return _object({"year": _YEAR, "provision": _TEXT, "member_states": _list(state), "total": {}})


def _journal() -> Schema:
    header = _object(
        {
            "format": {"const": "solidarity journal"},
            "version": {"const": 1},
            "entries": _WHOLE,
            "head": _HASH,
        }
    )
    entry = _object(
        {
            "position": {"type": "integer", "minimum": 1},
            "year": {"type": "integer"},
            "event": _TEXT,
            "payload": {"type": "object"},
            "holds_from": _DAY,
            "recorded_at": _MOMENT,
            "recorded_by": _TEXT,
            "basis": _TEXT,
            "corrects": _or_null({"type": "integer", "minimum": 1}, "null: it corrects none"),
            "previous": _HASH,
            "hash": _HASH,
        }
    )
    return {"oneOf": [header, entry], "description": "One line of a journal in JSON Lines."}


_DOCUMENTS: Final[Mapping[str, tuple[str, Callable[[], Schema]]]] = {
    "year": ("solidarity year --json", _year),
    "key": ("solidarity key --json", _key),
    "explain": ("solidarity explain --json", _explain),
    "clock": ("solidarity clock NAME --json", _clock),
    "calendar": ("solidarity calendar --json", _calendar),
    "offset-thresholds": ("solidarity offsets --json", _offsets),
    "due": ("solidarity due --json", _due),
    "journal": ("one line of journal.jsonl", _journal),
}
