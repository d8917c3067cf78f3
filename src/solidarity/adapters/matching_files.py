"""
Families, places, links, scores, preferences and decisions from CSV or Parquet files.

All files are read and all their problems collected before anything is refused; a proposal is
written whole or not at all.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Final

from solidarity.adapters.matching_columns import Columns, columns_of, whole
from solidarity.errors import InputError, Problem
from solidarity.matching.problem import (
    PROFILES,
    SIZE_MAX,
    Decision,
    Family,
    Instance,
    Link,
    Place,
    Preference,
)
from solidarity.terms.member_states import Part, member_state

APPLICATION: Final = date(2026, 6, 12)
FAMILIES: Final = ("family_id", "size")
PLACES: Final = ("state", "persons")
LINKS: Final = ("family_id", "state", "kind", "evidence")
PREFERENCES: Final = ("state", "profile")
DECISIONS: Final = ("family_id", "state", "by", "reason")
OWN_COLUMNS: Final = ("state", "month", "persons", "owed")
NEEDS: Final = "needs_"
KINDS: Final = {
    "family": "family",
    "culture": "culture",
    "cultural": "culture",
    "language": "language",
    "other": "other",
}
NO_EVIDENCE: Final = {"", "no", "none", "n", "0", "false", "statement", "stated"}
_MONTH: Final = re.compile(r"20[0-9]{2}-(0[1-9]|1[0-2])")


@dataclass(frozen=True, slots=True)
class MatchFiles:
    """The files of one call; None where there is none."""

    families: Path
    places: Path
    links: Path | None = None
    preferences: Path | None = None
    decisions: Path | None = None


def read_instance(files: MatchFiles, seed: int) -> Instance:
    """
    Read everything a proposal is made from.

    Raises:
        InputError: With every problem of all files.
    """
    problems: list[Problem] = []

    def opened(path: Path | None, needed: tuple[str, ...]) -> Columns | None:
        try:
            return None if path is None else columns_of(path, needed)
        except InputError as wrong:
            problems.extend(wrong.problems)
            return None

    families, places = opened(files.families, FAMILIES), opened(files.places, PLACES)
    links = opened(files.links, LINKS)
    wishes, decisions = opened(files.preferences, PREFERENCES), opened(files.decisions, DECISIONS)
    read = [one for one in (families, places, links, wishes, decisions) if one is not None]
    given = families_of(families) if families else []
    stock, owed = places_of(places) if places else ([], {})
    known = {family.id for family in given}
    tied = _links(links, known) if links else []
    preferred = _preferences(wishes) if wishes else []
    decided = _decisions(decisions, known) if decisions else []
    if families and places:
        _check_dimensions(families, places)
    for columns in read:
        problems.extend(columns.problems)
    if problems:
        raise InputError(problems)
    return Instance(
        tuple(sorted(given, key=lambda family: family.id)),
        tuple(sorted(stock, key=lambda place: place.slot)),
        tuple(tied),
        owed,
        tuple(preferred),
        tuple(decided),
        seed,
    )


def _check_dimensions(families: Columns, places: Columns) -> None:
    for name in families.cells:
        kind = name.removeprefix(NEEDS)
        if name.startswith(NEEDS) and kind not in places.cells:
            what = f'no places of the kind "{kind}"'
            families.problems.append(
                Problem(what, f'a column "{kind}" in {places.file}', families.file, 1, name)
            )


def bound(text: str) -> str:
    """
    Read the code of a state bound by Part IV.

    Raises:
        InputError: If there is no such state or it is not bound.
    """
    state = member_state(text)
    if not state.takes_part(Part.SOLIDARITY, APPLICATION):
        raise InputError(Problem(f"{state.name} is not bound by Part IV", "a bound state"))
    return state.code


def count(text: str) -> int:
    """
    Read a whole number that is not negative.

    Raises:
        InputError: If it is none.
    """
    number = whole(text)
    if number < 0:
        raise InputError(Problem(f"{number} is negative", "a whole number from 0"))
    return number


def size(text: str) -> int:
    """
    Read the size of a family.

    Raises:
        InputError: If it is not 1 to 15.
    """
    number = whole(text)
    if not 1 <= number <= SIZE_MAX:
        what = f"a family of size {number}"
        raise InputError(Problem(what, f"a size from 1 to {SIZE_MAX}"))
    return number


def _one_of(choices: dict[str, str]) -> Callable[[str], str]:
    def read(text: str) -> str:
        if text.lower() not in choices:
            raise InputError(Problem(f'"{text}" is not known', "one of " + ", ".join(choices)))
        return choices[text.lower()]

    return read


def month(text: str) -> str:
    """
    Read a month.

    Raises:
        InputError: If it is none.
    """
    if _MONTH.fullmatch(text) is None:
        raise InputError(Problem(f'"{text}" is not a month', "YYYY-MM"))
    return text


_YES_NO: Final = _one_of(
    {**dict.fromkeys(("yes", "1", "true"), "yes"), **dict.fromkeys(("no", "0", "false"), "")}
)
_TOGETHER: Final = _one_of({"must": "must", "should": ""})
_STATUS: Final = _one_of({"applicant": "", "beneficiary": "beneficiary"})
_CLASS: Final = _one_of({"0": "0", "1": "1", "2": "2"})


def unique(columns: Columns, *names: str) -> list[tuple[str, ...]]:
    """Give the rows' keys, noting each that is there twice."""
    keys = list(zip(*(columns.cells[name] for name in names), strict=True))
    seen: dict[tuple[str, ...], int] = {}
    for row, key in enumerate(keys):
        if key in seen:
            what = f"{', '.join(key)} is there twice, first in line {columns.lines[seen[key]]}"
            columns.wrong(row, names[0], (what, "each once"))
        seen.setdefault(key, row)
    return keys


def _states(text: str) -> frozenset[str]:
    return frozenset(bound(code) for code in text.replace(";", " ").split())


def families_of(columns: Columns) -> list[Family]:
    """Read families; problems are kept with the columns."""
    unique(columns, "family_id")
    needs = {name: columns.read(name, count, 0) for name in columns.cells if name.startswith(NEEDS)}
    ids, sizes = columns.needed("family_id"), sized(columns)
    classes = columns.read("vulnerability", _CLASS, "0")
    children = columns.read("children", count, 0)
    months, groups = columns.read("month", month, ""), columns.read("group", str, "")
    together = columns.read("together", _TOGETHER, "must")
    eligible = columns.read("eligible", _YES_NO, "yes")
    status, consent = columns.read("status", _STATUS, ""), columns.read("consent", _YES_NO, "")
    none: frozenset[str] = frozenset()
    excluded = columns.read("excluded", _states, none)
    read = []
    for row, name in enumerate(ids):
        if children[row] > sizes[row]:
            columns.wrong(row, "children", ("more children than persons", "size at most"))
        taken = {one.removeprefix(NEEDS): given[row] for one, given in needs.items() if given[row]}
        family = Family(
            name,
            sizes[row],
            int(classes[row]),
            children[row],
            months[row],
            groups[row],
            bool(together[row]),
            bool(eligible[row]),
            not status[row] or bool(consent[row]),
            excluded[row],
            taken,
        )
        read.append(family)
    return read


def sized(columns: Columns) -> list[int]:
    """Read the sizes of families."""
    columns.needed("size")
    return columns.read("size", size, 1)


def places_of(columns: Columns) -> tuple[list[Place], dict[str, int]]:
    """Read places and what each state owes; problems are kept with the columns."""
    columns.needed("persons")
    states = columns.read("state", bound, "")
    columns.needed("state")
    months = columns.read("month", month, "")
    each_once(columns, list(zip(states, months, strict=True)))
    persons = columns.read("persons", count, 0)
    names = [name for name in columns.cells if name not in OWN_COLUMNS]
    special = {name: columns.read(name, count, 0) for name in names}
    owed: dict[str, int] = {}
    given = columns.read("owed", count, -1)
    for state, many, one in zip(states, persons, given, strict=True):
        owed[state] = max(owed.get(state, 0), one) if one >= 0 else owed.get(state, 0) + many
    places = [
        Place(state, when, many, {name: special[name][row] for name in names})
        for row, (state, when, many) in enumerate(zip(states, months, persons, strict=True))
    ]
    return places, owed


def each_once(columns: Columns, keys: Sequence[tuple[str, ...]]) -> None:
    """Note each key that is there twice."""
    seen: set[tuple[str, ...]] = set()
    for row, key in enumerate(keys):
        if key in seen and key[0]:
            what = f"{' '.join(key).strip()} is there twice"
            columns.wrong(row, "state", (what, "each state and month once"))
        seen.add(key)


def _known(columns: Columns, known: set[str]) -> list[str]:
    ids = columns.needed("family_id")
    for row, one in enumerate(ids):
        if one and one not in known:
            columns.wrong(row, "family_id", (f'no family "{one}"', "a family of the families file"))
    return ids


def _links(columns: Columns, known: set[str]) -> list[Link]:
    unique(columns, "family_id", "state", "kind")
    columns.needed("kind")
    return [
        Link(family, state, kind, evidence.lower() not in NO_EVIDENCE)
        for family, state, kind, evidence in zip(
            _known(columns, known),
            columns.read("state", bound, ""),
            columns.read("kind", _one_of(KINDS), ""),
            columns.cells["evidence"],
            strict=True,
        )
    ]


def _preferences(columns: Columns) -> list[Preference]:
    unique(columns, "state", "profile")
    profiles = _one_of({profile: profile for profile in PROFILES})
    columns.needed("profile")
    pairs = zip(
        columns.read("state", bound, ""), columns.read("profile", profiles, ""), strict=True
    )
    return [Preference(state, profile) for state, profile in pairs]


def _decisions(columns: Columns, known: set[str]) -> list[Decision]:
    unique(columns, "family_id")
    return [
        Decision(*fields)
        for fields in zip(
            _known(columns, known),
            columns.read("state", bound, ""),
            columns.needed("by"),
            columns.needed("reason"),
            columns.read("month", month, ""),
            strict=True,
        )
    ]


def write_rows(path: Path, header: Sequence[str], rows: Sequence[Sequence[object]]) -> None:
    """Write a CSV or, by its ending, a Parquet file, whole or not at all."""
    beside = path.with_name(f".{path.name}.part")
    try:
        if path.suffix == ".parquet":
            import polars as pl

            texts = [[str(cell) for cell in row] for row in rows]
            schema = dict.fromkeys(header, pl.String)
            pl.DataFrame(texts, schema=schema, orient="row").write_parquet(beside)
        else:
            with beside.open("w", encoding="utf-8", newline="") as file:
                writer = csv.writer(file, lineterminator="\n")
                writer.writerow(header)
                writer.writerows(rows)
        beside.replace(path)
    except OSError as error:
        what = error.strerror or "cannot be written"
        raise InputError(Problem(what, "a file that can be written", str(path))) from error
    finally:
        beside.unlink(missing_ok=True)
