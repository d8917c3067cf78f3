"""Findings as documents: one figure opened down to its facts and provisions."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from enum import Enum
from fractions import Fraction
from typing import Any

from solidarity.terms.findings import Basis, Fact, Finding, Node, Source
from solidarity.terms.quantities import Euro, Persons

Document = dict[str, Any]

_CENTS = 100


def number(value: object) -> Any:  # noqa: ANN401 - what JSON can hold
    """
    Write a value so that JSON keeps it exact: whole numbers as numbers, fractions as "p/q".

    Args:
        value: A quantity, fraction, day, word or None.

    Returns:
        int, str, bool or None; an amount with cents is written as text with two decimals.
    """
    if isinstance(value, Mapping):
        return {str(key): number(item) for key, item in value.items()}
    if isinstance(value, tuple):
        return [number(item) for item in value]
    if isinstance(value, (Euro, Fraction)):
        return _exact(value)
    if isinstance(value, Persons):
        return value.count
    if isinstance(value, Enum):
        return value.value
    return value.isoformat() if isinstance(value, date) else value


def _exact(value: Euro | Fraction) -> int | str:
    if isinstance(value, Fraction):
        whole = value.denominator == 1
        return value.numerator if whole else f"{value.numerator}/{value.denominator}"
    euros, cents = divmod(value.cents, _CENTS)
    return euros if cents == 0 else f"{euros}.{cents:02d}"


def source_document(source: Source | None) -> Document | None:
    """Write where a figure comes from."""
    if source is None:
        return None
    return {
        "title": source.title,
        "url": source.url,
        "confidence": source.confidence,
        "retrieved": source.retrieved,
        "note": source.note,
    }


def basis_of(node: Node) -> Basis:
    """Say how a figure is known: a finding is computed, unless it is not published at all."""
    if node.value is None:
        return Basis.UNKNOWN
    return Basis.COMPUTED if isinstance(node, Finding) else node.basis


def explanation(node: Node) -> Document:
    """
    Open a figure: its value, provision, reading and source, and the same of what it rests on.

    Args:
        node: A fact or a finding.

    Returns:
        The document of `solidarity explain --json`.
    """
    if isinstance(node, Fact):
        return {
            "figure": node.name,
            "value": number(node.value),
            "unit": node.unit,
            "provision": None,
            "link": (node.source.url or None) if node.source else None,
            "reading": None,
            "basis": node.basis.value,
            "text": "",
            "source": source_document(node.source),
            "from": [],
        }
    return {
        "figure": node.name,
        "value": number(node.value),
        "unit": node.unit,
        "provision": str(node.source),
        "link": node.source.eli,
        "reading": node.reading or None,
        "basis": basis_of(node).value,
        "text": node.text,
        "source": None,
        "from": [explanation(leaf) for leaf in node.facts],
    }
