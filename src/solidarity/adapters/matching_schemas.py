"""JSON Schemas of the rows of the files of `solidarity match`, for `solidarity schema`."""

from __future__ import annotations

from typing import Any, Final

from solidarity.adapters.matching_files import KINDS
from solidarity.matching.problem import FORBIDDEN, PROFILES, SCORE_MAX, SIZE_MAX
from solidarity.terms.member_states import MEMBER_STATES, Part, bound_states

Json = dict[str, Any]

_ID: Final[Json] = {"type": "string", "minLength": 1}
_COUNT: Final[Json] = {"type": "integer", "minimum": 0}
_MONTH: Final[Json] = {"type": "string", "pattern": "^20[0-9]{2}-(0[1-9]|1[0-2])$"}


def _state() -> Json:
    entered = max(one.solidarity_from for one in MEMBER_STATES if one.solidarity_from)
    codes = [one.code for one in bound_states(Part.SOLIDARITY, entered)]
    return {"enum": codes, "description": "Member State bound by Part IV; GR is read as EL"}


def _table(title: str, columns: dict[str, Json], needed: tuple[str, ...], **more: Json) -> Json:
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": title,
        "type": "object",
        "properties": columns,
        "required": list(needed),
        **(more or {"additionalProperties": False}),
    }


def schemas() -> dict[str, Json]:
    """Give the schema of a row of each file, by the name the command `schema` knows it by."""
    state = _state()
    families = {
        "family_id": _ID,
        "size": {"type": "integer", "minimum": 1, "maximum": SIZE_MAX},
        "vulnerability": {"enum": [0, 1, 2], "description": "2: to be placed first of all"},
        "children": _COUNT,
        "month": {**_MONTH, "description": "first month of travel"},
        "group": {"type": "string", "description": "same name: linked families"},
        "together": {"enum": ["must", "should"]},
        "eligible": {"enum": ["yes", "no"], "description": "Art. 67(2), (5)"},
        "status": {"enum": ["applicant", "beneficiary"]},
        "consent": {"enum": ["yes", "no"], "description": "needed of beneficiaries, Art. 67(4)"},
        "excluded": {"type": "string", "description": "codes of states, with blanks between"},
    }
    places = {"state": state, "persons": _COUNT, "month": _MONTH, "owed": _COUNT}
    refused = {"propertyNames": {"not": {"enum": list(FORBIDDEN)}}}
    score = {"type": "integer", "minimum": -SCORE_MAX, "maximum": SCORE_MAX}
    return {
        "families": _table(
            "A family",
            families,
            ("family_id", "size"),
            patternProperties={"^needs_": _COUNT},
            additionalProperties={"type": "string"},
            **refused,
        ),
        "places": _table(
            "Places of a state; every further column is a dimension, households_2_3 one by size",
            places,
            ("state", "persons"),
            additionalProperties=_COUNT,
        ),
        "links": _table(
            "A meaningful link",
            {"family_id": _ID, "state": state, "kind": {"enum": list(KINDS)}, "evidence": {}},
            ("family_id", "state", "kind", "evidence"),
        ),
        "scores": _table(
            "A score per person; an absent pair is excluded",
            {"family_id": _ID, "state": _ID, "score": score},
            ("family_id", "state", "score"),
        ),
        "preferences": _table(
            "A preference accepted at the first Technical-Level Forum",
            {"state": state, "profile": {"enum": list(PROFILES)}},
            ("state", "profile"),
        ),
        "decisions": _table(
            "A placement fixed by an officer",
            {"family_id": _ID, "state": {}, "by": _ID, "reason": _ID, "month": _MONTH},
            ("family_id", "state", "by", "reason"),
        ),
    }
