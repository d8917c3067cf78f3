"""
Scores from a file: 11 million rows as well as ten.

A large CSV is read by Polars at once. Wherever that meets anything unusual, the same file is read
again cell by cell, which tells line and column of every problem; both ways give the same numbers.
"""

from __future__ import annotations

from array import array
from pathlib import Path
from typing import Final

from solidarity.adapters.matching_columns import (
    BYTES_MAX,
    PARQUET,
    Columns,
    check_names,
    columns_of,
    whole,
)
from solidarity.adapters.matching_files import (
    FAMILIES,
    PLACES,
    bound,
    count,
    each_once,
    sized,
    unique,
)
from solidarity.errors import InputError, Problem
from solidarity.matching.problem import SCORE_MAX, Scored
from solidarity.matching.program import EXCLUDED
from solidarity.terms.member_states import MEMBER_STATES

SCORES: Final = ("family_id", "state", "score")
LARGE: Final = 2 * 1024**2


def read_scored(families: Path, places: Path, scores: Path, seed: int) -> Scored:
    """
    Read the form with scores.

    The states are those of the places; months and further dimensions play no part in this form.

    Raises:
        InputError: With every problem of the three files.
    """
    problems: list[Problem] = []
    people = stock = None
    try:
        people = columns_of(families, FAMILIES)
    except InputError as wrong:
        problems += wrong.problems
    try:
        stock = columns_of(places, PLACES)
    except InputError as wrong:
        problems += wrong.problems
    if people is None or stock is None:
        raise InputError(problems)
    unique(people, "family_id")
    sizes = dict(zip(people.needed("family_id"), sized(people), strict=True))
    codes = stock.read("state", label, "")
    stock.needed("state")
    stock.needed("persons")
    each_once(stock, [(code,) for code in codes])
    room = dict(zip(codes, stock.read("persons", count, 0), strict=True))
    if people.problems or stock.problems:
        raise InputError(people.problems + stock.problems)
    ids, states = sorted(sizes), sorted(room)
    matrix = _matrix(scores, ids, states)
    return Scored(
        tuple(ids),
        array("q", [sizes[one] for one in ids]),
        tuple(states),
        array("q", [room[code] for code in states]),
        matrix,
        seed,
    )


def label(text: str) -> str:
    """
    Read the name of a state.

    Instances made for comparing solvers may name their states as they like; a Member State is
    known by both its codes, and must be bound by Part IV.

    Raises:
        InputError: If it is a Member State that is not bound.
    """
    return bound(text) if text.upper() in _CODES else text


_CODES: Final = {code for state in MEMBER_STATES for code in (state.code, state.iso2)}


def _score(text: str) -> int:
    number = whole(text)
    if abs(number) > SCORE_MAX:
        raise InputError(Problem(f"{number} is out of range", f"from -{SCORE_MAX} to {SCORE_MAX}"))
    return number


def _matrix(path: Path, ids: list[str], states: list[str]) -> array[int]:
    fast = _at_once(path, ids, states)
    return fast if fast is not None else _cell_by_cell(columns_of(path, SCORES), ids, states)


def _cell_by_cell(columns: Columns, ids: list[str], states: list[str]) -> array[int]:
    place = {one: row * len(states) for row, one in enumerate(ids)}
    column = {code: number for number, code in enumerate(states)}
    codes = columns.read("state", label, "")
    values = columns.read("score", _score, 0)
    columns.needed("score")
    matrix = array("q", [EXCLUDED]) * (len(ids) * len(states))
    rows = zip(columns.needed("family_id"), codes, values, strict=True)
    for row, (family, state, value) in enumerate(rows):
        if family not in place:
            what = f'a score for the unknown family "{family}"'
            columns.wrong(row, "family_id", (what, "a family of the families file"))
        elif state not in column:
            what = f'no places in "{columns.cells["state"][row]}"'
            columns.wrong(row, "state", (what, "a state of the places file"))
        elif matrix[place[family] + column[state]] != EXCLUDED:
            what = f"{family}, {state} is there twice"
            columns.wrong(row, "family_id", (what, "each pair once"))
        else:
            matrix[place[family] + column[state]] = value
    if columns.problems:
        raise InputError(columns.problems)
    return matrix


def _at_once(path: Path, ids: list[str], states: list[str]) -> array[int] | None:
    """Read a large file at once; None if it is small, unusual, or wrong anywhere."""
    try:
        if not LARGE <= path.stat().st_size <= BYTES_MAX:
            return None
        with path.open("rb") as file:
            is_parquet = file.read(4) == PARQUET
    except OSError:
        return None
    import numpy as np
    import polars as pl

    integers = pl.Int64
    try:
        if is_parquet:
            frame = pl.read_parquet(path)
        else:
            frame = pl.read_csv(path, schema_overrides={"family_id": pl.String, "state": pl.String})
        check_names(tuple(frame.columns), SCORES, str(path))
        rows = frame.select(SCORES).cast(
            {"family_id": pl.String, "state": pl.String, "score": integers}
        )
        if not frame.schema["score"].is_integer():
            return None
        codes = {
            one: states.index(code)
            for one in rows["state"].unique()
            if (code := label(one)) in states
        }
        places = pl.DataFrame({"family_id": ids, "row": range(len(ids))})
        joined = rows.join(places, on="family_id", how="left", maintain_order="left")
        numbers = joined["state"].replace_strict(codes, default=None, return_dtype=integers)
    except (pl.exceptions.PolarsError, InputError, AttributeError, TypeError):
        return None
    family, score = joined["row"], joined["score"]
    if family.null_count() or numbers.null_count() or score.null_count():
        return None
    matrix = np.full(len(ids) * len(states), EXCLUDED, dtype=np.int64)
    matrix[family.to_numpy() * len(states) + numbers.to_numpy()] = score.to_numpy()
    is_sound = (matrix != EXCLUDED).sum() == len(score) and (
        abs(score.to_numpy()) <= SCORE_MAX
    ).all()
    return array("q", matrix.tobytes()) if is_sound else None
