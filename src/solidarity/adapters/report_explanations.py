"""
Explanations: every figure of a report opens into what it was made from.

The year document carries one tree of nodes per figure, and trees share branches: the population of
the Union stands under each of the 26 shares. Here equal branches are found, so that each is written
into the report once. A small branch is shown in place; a large or much used one is a sheet of its
own, to which the others link.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from solidarity.adapters.report_words import BASES, worded

Json = dict[str, Any]

_IN_PLACE_MAX: Final = 12
"""Nodes of a shared branch that is still shown in place; beyond it becomes a sheet of its own."""

_LIST_MAX: Final = 6
"""Inputs that are shown in place; of a longer list, those with a sheet of their own are links."""


@dataclass(slots=True)
class Branch:
    """
    One node of an explanation, written once however often it occurs.

    Attributes:
        node: The node of the year document.
        inputs: What it was made from.
        size: Nodes shown in place below it, itself included.
        parents: How many branches use it.
        sheet: Anchor of its own sheet, "" if it has none.
    """

    node: Json
    inputs: tuple[Branch, ...]
    size: int = 1
    parents: int = 0
    sheet: str = ""

    @property
    def value(self) -> str:
        """The value in words, with its unit."""
        return worded(self.node.get("value"), self.node.get("unit") or "")

    @property
    def basis(self) -> str:
        """How the figure is known; unknown whenever there is no value."""
        return basis_of(self.node.get("value"), self.node.get("basis"))


def basis_of(value: object, basis: str | None) -> str:
    """Tell how a figure is known: what has no value is unknown, whatever else is said of it."""
    if value is None:
        return "unknown"
    return basis if basis in BASES and basis != "unknown" else "computed"


def node(  # noqa: PLR0913 - the keys of a node of the year document
    figure: str,
    value: object,
    *,
    unit: str = "",
    basis: str = "computed",
    text: str = "",
    provision: str | None = None,
    source: Json | None = None,
    inputs: Sequence[Json] = (),
) -> Json:
    """Make a node in the shape of the year document, for a figure that came without one."""
    return {
        "figure": figure,
        "value": value,
        "unit": unit,
        "provision": provision,
        "link": None,
        "reading": None,
        "basis": basis_of(value, basis),
        "text": text,
        "source": source,
        "from": list(inputs),
    }


@dataclass(slots=True)
class Explanations:
    """The sheets of a report, in the order in which its figures asked for them."""

    roots: list[Branch] = field(default_factory=list)
    _by_key: dict[str, Branch] = field(default_factory=dict)
    _keys: dict[int, str] = field(default_factory=dict)
    _numbers: dict[str, str] = field(default_factory=dict)
    _kept: list[Json] = field(default_factory=list)  # keeps id() of a node from being used twice

    def open(self, given: Json) -> str:
        """
        Register the explanation of a figure.

        Args:
            given: The node at the top of its tree.

        Returns:
            The anchor of its sheet, without "#".
        """
        branch = self._branch(given)
        return self._sheet(branch)

    def sheets(self) -> tuple[Branch, ...]:
        """Give every sheet: those asked for, then the shared branches they link to."""
        for branch in self._by_key.values():
            if branch.size > _IN_PLACE_MAX and branch.parents > 1:
                self._sheet(branch)
        return tuple(self.roots)

    def is_linked(self, branch: Branch, under: Branch, depth: int = 1) -> bool:
        """Tell whether a branch stands behind a link rather than in place, so deep in a sheet."""
        is_large = branch.size > _IN_PLACE_MAX and branch.parents > 1
        is_of_many = len(under.inputs) > _LIST_MAX
        return bool(branch.sheet) and (is_large or is_of_many or depth > 1)

    def _sheet(self, branch: Branch) -> str:
        if not branch.sheet:
            self.roots.append(branch)
            branch.sheet = f"n{len(self.roots)}"
        return branch.sheet

    def _branch(self, given: Json) -> Branch:
        key = self._key(given)
        found = self._by_key.get(key)
        if found is not None:
            return found
        inputs = tuple(self._branch(item) for item in given.get("from") or ())
        size = 1
        for item in inputs:
            item.parents += 1
            size += item.size if item.size <= _IN_PLACE_MAX else 1
        branch = self._by_key[key] = Branch(given, inputs, size)
        return branch

    def _key(self, given: Json) -> str:
        known = self._keys.get(id(given))
        if known is not None:
            return known
        own = {name: value for name, value in given.items() if name != "from"}
        below = [self._key(item) for item in given.get("from") or ()]
        text = json.dumps([own, below], sort_keys=True, ensure_ascii=False, default=str)
        key = self._numbers.setdefault(text, str(len(self._numbers)))
        self._keys[id(given)] = key
        self._kept.append(given)
        return key
