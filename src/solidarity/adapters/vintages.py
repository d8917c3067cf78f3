"""
Freezing a vintage: the figures of one dataset, one reference year and one release.

The series of the reference key are chosen by their codes: population on 1 January (`demo_gind`
JAN, or `demo_pjan` for all ages and both sexes) and gross domestic product at current prices in
million euro (`nama_10_gdp` B1GQ, CP_MEUR). A vintage is written as new files; nothing is ever
overwritten.
"""

from __future__ import annotations

import csv
import hashlib
import io
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields, replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Final

from solidarity.adapters.eurostat_observations import Dataset, Form, Observation
from solidarity.adapters.fact_tables import (
    GDP,
    POPULATION,
    VINTAGE_COLUMNS,
    VINTAGES,
    Vintage,
    rows_checksum,
    vintages,
)
from solidarity.adapters.table_files import Read
from solidarity.adapters.tables import Row
from solidarity.errors import InputError, Problem
from solidarity.terms.citations import Art
from solidarity.terms.member_states import MEMBER_STATES, Part, bound_states, member_state

KEY: Final = Art(66)


@dataclass(frozen=True, slots=True)
class Series:
    """A series the reference key needs, and the codes that pick it out of a dataset."""

    dataset: str
    title: str
    measure: str
    marks: Mapping[str, str]

    @property
    def url(self) -> str:
        """Page of the dataset at Eurostat; "" for a table of the user's own."""
        if self.dataset == OWN:
            return ""
        return f"https://ec.europa.eu/eurostat/databrowser/view/{self.dataset}"


OWN: Final = "own"
"""Stands for a dataset code where the figures come from a table of the user's own."""

SERIES: Final = (
    Series("demo_gind", "demo_gind (population on 1 January)", POPULATION, {"indic_de": "JAN"}),
    Series(
        "demo_pjan",
        "demo_pjan (population on 1 January, all ages, both sexes)",
        POPULATION,
        {"age": "TOTAL", "sex": "T"},
    ),
    Series(
        "nama_10_gdp",
        "nama_10_gdp (B1GQ, CP_MEUR)",
        GDP,
        {"na_item": "B1GQ", "unit": "CP_MEUR"},
    ),
    Series(OWN, "population (a table of the user's own)", POPULATION, {OWN: POPULATION}),
    Series(OWN, "gross domestic product (a table of the user's own)", GDP, {OWN: GDP}),
)


@dataclass(frozen=True, slots=True)
class Frozen:
    """
    A vintage that is ready to be written.

    Attributes:
        vintage: Its description, with the checksum of its rows.
        measure: Value column, "population" or "gdp_meur".
        rows: Its rows as they will stand in its file.
        missing: Codes of Member States without a figure that the key does not need.
    """

    vintage: Vintage
    measure: str
    rows: tuple[Mapping[str, str], ...]
    missing: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Origin:
    """Where figures come from: file name, release ("" if the file says it) and day of retrieval."""

    file: str
    release: str
    retrieved: date


def series_of(dataset: Dataset, file: str) -> Series:
    """
    Tell which series of the reference key a dataset holds.

    Raises:
        InputError: If it holds none of them.
    """
    for series in SERIES:
        if any(_is_of(series, observation) for observation in dataset.observations):
            return series
    raise InputError(
        Problem(
            "the dataset holds neither population on 1 January nor gross domestic product",
            "demo_gind JAN, demo_pjan TOTAL/T, or nama_10_gdp B1GQ in CP_MEUR",
            file=file,
            source=KEY,
        )
    )


def own_dataset(read: Read, year: int) -> Dataset:
    """Make a dataset of a table of the user's own, population or gdp, for one reference year."""
    column = next(column.name for column in read.table.columns if column.name != "state")
    found = tuple(
        Observation(row.text("state"), str(year), {OWN: column}, _figure(row, column), "", row.line)
        for row in read.rows
    )
    return Dataset(Form.SDMX_CSV, "", "", found)


def _figure(row: Row, column: str) -> Decimal | None:
    value = row.cells[column]
    return Decimal(value) if isinstance(value, int | Decimal) else None


def freeze(dataset: Dataset, origin: Origin, year: int | None = None) -> Frozen:
    """
    Take the figures of one reference year out of a dataset.

    Args:
        dataset: What was read.
        origin: Where it comes from.
        year: Reference year; None for the latest with a figure for every state the key needs.

    Returns:
        The vintage, ready to be written.

    Raises:
        InputError: If a state bound by Part IV has no figure, or two, or one that is not positive.
    """
    series = series_of(dataset, origin.file)
    chosen = [item for item in dataset.observations if _is_of(series, item)]
    reference = year if year is not None else _latest(chosen, origin.file)
    found: dict[str, Observation] = {}
    problems: list[Problem] = []
    for item in chosen:
        code = _MEMBERS.get(item.geo)
        if code is None or item.period != str(reference) or item.value is None:
            continue
        problems += _problems(item, series, origin.file, twice=code in found)
        found[code] = item
    problems += [
        Problem(
            f"no figure for {member_state(code).name} in {reference}",
            "every Member State bound by Part IV",
            file=origin.file,
            column="geo",
            source=KEY,
        )
        for code in _BOUND
        if code not in found
    ]
    if problems:
        raise InputError(problems)
    said = dataset.updated or f"read on {origin.retrieved.isoformat()}"
    told = replace(origin, release=origin.release or said)
    rows = tuple(
        _row(found[state.code], state.code, series, told)
        for state in MEMBER_STATES
        if state.code in found
    )
    missing = tuple(state.code for state in MEMBER_STATES if state.code not in found)
    return Frozen(_describe(series, reference, told, rows), series.measure, rows, missing)


_MEMBERS: Final = {state.code: state.code for state in MEMBER_STATES} | {"GR": "EL"}
_BOUND: Final = tuple(state.code for state in bound_states(Part.SOLIDARITY, date(2026, 6, 12)))


def _is_of(series: Series, observation: Observation) -> bool:
    given = observation.dimensions
    if series.dataset == "demo_pjan" and given.get("unit", "NR") != "NR":
        return False
    return all(given.get(name) == code for name, code in series.marks.items())


def _latest(chosen: Iterable[Observation], file: str) -> int:
    complete: dict[str, set[str]] = {}
    for item in chosen:
        if item.value is not None and item.geo in _MEMBERS:
            complete.setdefault(item.period, set()).add(_MEMBERS[item.geo])
    years = [
        int(period)
        for period, codes in complete.items()
        if period.isdecimal() and codes.issuperset(_BOUND)
    ]
    if not years:
        raise InputError(
            Problem(
                "no year has a figure for every Member State bound by Part IV",
                "a whole dataset",
                file=file,
                source=KEY,
            )
        )
    return max(years)


def _problems(item: Observation, series: Series, file: str, *, twice: bool) -> list[Problem]:
    found: list[Problem] = []
    value = item.value or Decimal(0)
    if twice:
        found.append(Problem(f"{item.geo} is there twice", "one figure", file=file, line=item.line))
    if value <= 0:
        found.append(
            Problem(f"{item.geo} has {value}", "a positive figure", file=file, line=item.line)
        )
    if series.measure == POPULATION and value != value.to_integral_value():
        found.append(Problem(f"{item.geo} has {value}", "whole persons", file=file, line=item.line))
    return found


def _row(item: Observation, code: str, series: Series, origin: Origin) -> dict[str, str]:
    state = member_state(code)
    return {
        "iso2": state.iso2,
        "eu_code": code,
        "year": item.period,
        series.measure: format(item.value or Decimal(0), "f"),
        "flag": item.flags,
        "vintage": origin.release,
        "note": f"file {origin.file}",
        "source_url": series.url,
        "confidence": "medium" if series.dataset == OWN else "high",
        "retrieved": origin.retrieved.isoformat(),
    }


def _describe(
    series: Series,
    reference: int,
    origin: Origin,
    rows: tuple[Mapping[str, str], ...],
) -> Vintage:
    # The name follows from the figures and their release alone: the same download, read again on
    # another day, is the same vintage and is refused.
    figures = [f"{row['eu_code']} {row[series.measure]} {row['flag']}" for row in rows]
    same = "\n".join((series.title, origin.release, *figures))
    kind = "population" if series.measure == POPULATION else "gdp"
    name = f"{kind}-{reference}-{hashlib.sha256(same.encode()).hexdigest()[:8]}"
    return Vintage(
        id=name,
        dataset=series.title,
        reference_year=reference,
        release=origin.release,
        retrieved=origin.retrieved.isoformat(),
        source=series.url or origin.file,
        file=f"{name}.csv",
        label=origin.release,
        sha256=rows_checksum(rows),
    )


def refuse_taken(frozen: Iterable[Frozen], folder: Path) -> None:
    """
    Refuse vintages that are there already, or twice in one import.

    Raises:
        InputError: With every such vintage.
    """
    taken = {vintage.id for vintage in vintages(folder)}
    problems = []
    for item in frozen:
        if item.vintage.id in taken or (folder / item.vintage.file).exists():
            what = f"the vintage {item.vintage.id} is frozen already"
            expected = "a new release: a vintage is never overwritten"
            problems.append(Problem(what, expected, file=str(folder)))
        taken.add(item.vintage.id)
    if problems:
        raise InputError(problems)


def write(frozen: Iterable[Frozen], folder: Path) -> tuple[Path, ...]:
    """
    Write vintages as new files of a folder: all of them, or none.

    Args:
        frozen: What to write.
        folder: A folder of the user's; it is made if it is not there.

    Returns:
        The files written, the list of vintages last.

    Raises:
        InputError: If a vintage or file of that name is there already.
    """
    new = tuple(frozen)
    refuse_taken(new, folder)
    folder.mkdir(parents=True, exist_ok=True)
    written: list[Path] = []
    try:
        for item in new:
            path = folder / item.vintage.file
            with path.open("x", encoding="utf-8", newline="") as out:
                written.append(path)
                out.write(_csv(item.rows, tuple(item.rows[0])))
        written.append(_list(new, folder))
    except OSError as error:
        for path in written:
            path.unlink(missing_ok=True)
        raise InputError(Problem(f"cannot write: {error.strerror}", file=str(folder))) from error
    return tuple(written)


def _list(new: tuple[Frozen, ...], folder: Path) -> Path:
    """Replace the list of vintages in one step, so that it is never seen half written."""
    path = folder / VINTAGES
    before = path.read_text(encoding="utf-8") if path.is_file() else _csv((), VINTAGE_COLUMNS)
    names = [field.name for field in fields(Vintage)]
    rows = [{name: str(getattr(item.vintage, name)) for name in names} for item in new]
    added = _csv(rows, VINTAGE_COLUMNS).partition("\n")[2]
    draft = folder / f".{VINTAGES}.new"
    draft.write_text(before + added, encoding="utf-8", newline="")
    draft.replace(path)
    return path


def _csv(rows: Iterable[Mapping[str, str]], columns: Iterable[str]) -> str:
    text = io.StringIO()
    writer = csv.DictWriter(text, list(columns), lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue()
