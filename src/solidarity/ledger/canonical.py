"""JSON written in one way, as RFC 8785 does, and read strictly."""

from __future__ import annotations

import json

from solidarity.errors import InputError, Problem

_encoder = json.JSONEncoder(
    ensure_ascii=False, check_circular=False, allow_nan=False, sort_keys=True, separators=(",", ":")
)


def canonical(document: object) -> str:
    """Write a document as RFC 8785 does; only for text, whole numbers, true, false, null."""
    return _encoder.encode(document)


def parse(text: str) -> object:
    """
    Read one JSON document strictly: no member twice, no NaN, nothing behind it.

    Args:
        text: The document.

    Returns:
        What it says, in dicts, lists, text, numbers, true, false and null.

    Raises:
        InputError: If the text is not such a document.
    """
    try:
        return json.loads(text, object_pairs_hook=_members, parse_constant=_no_constant)
    except json.JSONDecodeError as error:
        what = f"this is not JSON: {error.msg} at character {error.pos + 1}"
    except ValueError as error:
        what = f"this is not JSON as we write it: {error}"
    except RecursionError:
        what = "this is not JSON as we write it: it is nested too deeply"
    raise InputError(Problem(what, "one JSON document"))


def _members(pairs: list[tuple[str, object]]) -> dict[str, object]:
    members = dict(pairs)
    if len(members) != len(pairs):
        raise ValueError("a member stands twice in one object")
    return members


def _no_constant(name: str) -> object:
    raise ValueError(f"{name} is not a number of JSON")
