"""
Readers of the fact tables that come with the package, and of vintages frozen by a user.

Only the table that is asked for is read. Every figure is a `Fact` with its source; an empty or
textual value is kept as text, never turned into zero. A vintage (one dataset, one reference year,
one release) is frozen: its rows are checked against the checksum in `vintages.csv` at each reading.
"""

from __future__ import annotations

import csv
import hashlib
import io
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from pathlib import Path
from typing import Final, TypeVar

from solidarity import facts as _package
from solidarity.errors import InputError, OutOfScope, Problem
from solidarity.terms.findings import Basis, Fact, Source
from solidarity.terms.member_states import MEMBER_STATES, member_state
from solidarity.terms.quantities import exact, share_from_percent
from solidarity.terms.statuses import Status

T = TypeVar("T")
Row = Mapping[str, str]

FACTS: Final = Path(_package.__file__).parent
"""Folder of the tables that come with the package."""

VINTAGES: Final = "vintages.csv"
VINTAGE_COLUMNS: Final = (
    "id",
    "dataset",
    "reference_year",
    "release",
    "retrieved",
    "source",
    "file",
    "label",
    "sha256",
)

POPULATION: Final = "population"
GDP: Final = "gdp_meur"
"""Value columns: persons on 1 January, and million euro at current prices."""

POPULATION_2024: Final = "population-2024-V25"
POPULATION_2025: Final = "population-2025-V25"
GDP_2024: Final = "gdp-2024-2025-11"

KEY_VINTAGES: Final[Mapping[int, Mapping[str, tuple[str, str]]]] = {
    2026: {
        "population_2024": (POPULATION_2024, GDP_2024),
        "population_2025": (POPULATION_2025, GDP_2024),
    }
}
"""For a cycle, the pair of vintages of each option of reading R-006; the first is the default."""

STATUS_OF_CATEGORY: Final[Mapping[str, Status | None]] = {
    "migratory_pressure_disproportionate_arrivals": Status.MIGRATORY_PRESSURE,
    "migratory_pressure_SAR_disembarkations": Status.MIGRATORY_PRESSURE_SAR,
    "at_risk_of_migratory_pressure": Status.AT_RISK,
    "significant_migratory_situation": Status.SIGNIFICANT_MIGRATORY_SITUATION,
    "none": None,
}
"""Words of the table of Commission Decision (EU) 2025/2323, as statuses; None: no status."""


@dataclass(frozen=True, slots=True)
class Vintage:
    """
    One frozen release of one dataset for one reference year.

    Attributes:
        id: Name by which it is chosen; never given twice.
        dataset: Eurostat code and series, in words.
        reference_year: Year the figures are about (population: on 1 January of it).
        release: Which publication of Eurostat it is.
        retrieved: Day on which it was read, ISO.
        source: Where it comes from.
        file: Table beside `vintages.csv` that holds its rows.
        label: Value of the column `vintage` in that table that marks its rows.
        sha256: Checksum of its rows.
    """

    id: str
    dataset: str
    reference_year: int
    release: str
    retrieved: str
    source: str
    file: str
    label: str
    sha256: str


@dataclass(frozen=True, slots=True)
class Listed:
    """
    One line of a table of published or reported statements.

    Attributes:
        state: Code in Union practice; "" if the line is about the whole.
        item: What it is about ("fair_share", "reference_number_relocations").
        value: The value as found: digits, or words where no figure was published.
        unit: Unit in words.
        stage: For pledges, how final it is; "" elsewhere.
        date: Day it is about, ISO; "" if none.
        source: Where it comes from.
    """

    state: str
    item: str
    value: str
    unit: str
    stage: str
    date: str
    source: Source


@dataclass(frozen=True, slots=True)
class UnionMap:
    """Shapes of the Member States as SVG paths, by code, with the view box and the background."""

    view_box: str
    paths: Mapping[str, str]
    background: str


def table(name: str, facts: Path | None = None) -> tuple[Row, ...]:
    """
    Read one table.

    Args:
        name: File name with its ending.
        facts: Folder of a user's own facts; None for the tables of the package.

    Returns:
        Its rows as texts by column.

    Raises:
        OutOfScope: If there is no such table.
    """
    path = (facts or FACTS) / name
    if not path.is_file():
        raise OutOfScope(f'there is no fact table "{name}" in {path.parent.name}')
    with path.open(encoding="utf-8", newline="") as lines:
        return tuple(csv.DictReader(lines))


def vintages(facts: Path | None = None) -> tuple[Vintage, ...]:
    """Give every vintage of the package, then those of a user's folder, in file order."""
    known = list(_vintages_in(FACTS))
    if facts is not None and (facts / VINTAGES).is_file():
        known += _vintages_in(facts)
    return tuple(known)


def _vintages_in(folder: Path) -> tuple[Vintage, ...]:
    rows = table(VINTAGES, folder)
    return tuple(
        Vintage(
            row["id"],
            row["dataset"],
            int(row["reference_year"]),
            row["release"],
            row["retrieved"],
            row["source"],
            row["file"],
            row["label"],
            row["sha256"],
        )
        for row in rows
    )


def key_vintages(year: int, option: str = "") -> tuple[str, str]:
    """
    Give the vintages of population and GDP for the reference key of a cycle.

    Args:
        year: Solidarity year.
        option: Option of reading R-006; "" or "latest_published" for the default.

    Raises:
        OutOfScope: If no vintage is frozen for that cycle.
        InputError: If the option is not known.
    """
    options = KEY_VINTAGES.get(year)
    if options is None:
        known = ", ".join(map(str, KEY_VINTAGES))
        raise OutOfScope(
            f"no statistics for the key of {year} come along, only for {known}; freeze your own "
            "with `solidarity import FILE --facts DIR --apply` and add --facts DIR here"
        )
    if option in {"", "latest_published"}:
        return next(iter(options.values()))
    if option not in options:
        raise InputError(
            Problem(f'"{option}" is not a choice of vintages', " or ".join(options), column="R-006")
        )
    return options[option]


def population(vintage: str = POPULATION_2024, facts: Path | None = None) -> dict[str, Fact[int]]:
    """
    Read the population on 1 January of every Member State of a vintage.

    Args:
        vintage: Identifier of the vintage.
        facts: Folder of a user's own vintages, looked through after the package's.

    Returns:
        Persons by code in Union practice, in protocol order.

    Raises:
        OutOfScope: If there is no such vintage.
        InputError: If its rows are not those that were frozen.
    """
    return _frozen(vintage, POPULATION, int, facts)


def gdp(vintage: str = GDP_2024, facts: Path | None = None) -> dict[str, Fact[Fraction]]:
    """Read gross domestic product in million euro at current prices; see `population`."""
    return _frozen(vintage, GDP, exact, facts)


def rows_checksum(rows: list[Row] | tuple[Row, ...]) -> str:
    """Give the SHA-256 of rows, all columns, as comma-separated lines ending in a line feed."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerows(row.values() for row in rows)
    return hashlib.sha256(text.getvalue().encode()).hexdigest()


def vintage_rows(found: Vintage, folder: Path) -> tuple[Row, ...]:
    """Give the rows of a vintage as they stand in its table, not checked."""
    year = str(found.reference_year)
    return tuple(
        row
        for row in table(found.file, folder)
        if row["vintage"] == found.label and row["year"] == year
    )


def _frozen(
    identifier: str, column: str, read: Callable[[str], T], facts: Path | None
) -> dict[str, Fact[T]]:
    found, folder = _find(identifier, column, facts)
    rows = vintage_rows(found, folder)
    if rows_checksum(rows) != found.sha256:
        raise InputError(
            Problem(
                f"the rows of vintage {identifier} are not those that were frozen",
                f"SHA-256 {found.sha256}; a new release is a new vintage",
                file=found.file,
            )
        )
    order = {state.code: place for place, state in enumerate(MEMBER_STATES)}
    ordered = sorted(rows, key=lambda row: order[row["eu_code"]])
    return {row["eu_code"]: _figure(row, column, found, read) for row in ordered}


def _find(identifier: str, column: str, facts: Path | None) -> tuple[Vintage, Path]:
    for folder in (FACTS, facts):
        if folder is None or not (folder / VINTAGES).is_file():
            continue
        for vintage in _vintages_in(folder):
            prefix = "population-" if column == POPULATION else "gdp-"
            if vintage.id == identifier and vintage.id.startswith(prefix):
                return vintage, folder
    known = ", ".join(vintage.id for vintage in vintages(facts))
    raise OutOfScope(f'no vintage of {column} is called "{identifier}"; known: {known}')


def _figure(row: Row, column: str, vintage: Vintage, read: Callable[[str], T]) -> Fact[T]:
    state = member_state(row["eu_code"])
    if column == POPULATION:
        name, unit = f"population of {state.name} on 1 January {row['year']}", "persons"
    else:
        name, unit = f"gross domestic product of {state.name}, {row['year']}", "million EUR"
    read_from, _, original = row["source_url"].partition("; original: ")
    flag = f"Eurostat flag {row['flag']}" if row.get("flag") else ""
    via = f"read from {read_from}" if original else ""
    source = Source(
        f"Eurostat, {vintage.dataset}",
        original or vintage.source,
        row["confidence"],
        row["retrieved"],
        "; ".join(filter(None, (vintage.release, flag, row.get("note", "").strip("; "), via))),
    )
    return Fact(name, read(row[column]), Basis.PUBLISHED, source, unit)


def pool_totals(year: int) -> dict[str, Listed]:
    """
    Read what is known of the whole pool of a year, by item.

    Raises:
        OutOfScope: If nothing is recorded for that year.
    """
    rows = table(f"pool_{year}_totals.csv")
    return {row["item"]: _listed(row, "item") for row in rows}


def pool_member_states(year: int) -> tuple[Listed, ...]:
    """
    Read what is known of each Member State's share, pledge and deduction, in file order.

    Raises:
        OutOfScope: If nothing is recorded for that year.
    """
    return tuple(_listed(row, "measure") for row in table(f"pool_{year}_member_states.csv"))


def report_figures(year: int) -> dict[str, Listed]:
    """
    Read the main figures of the annual report for a solidarity year (adopted the year before).

    Raises:
        OutOfScope: If nothing is recorded for that year.
    """
    rows = table(f"annual_report_{year - 1}_figures.csv")
    return {row["item"]: _listed(row, "item") for row in rows}


def _listed(row: Row, item: str) -> Listed:
    title, url = _place(row["source_url"])
    source = Source(title, url, row["confidence"], row["retrieved"], row["note"])
    return Listed(
        row.get("eu_code", ""),
        row[item],
        row["value"],
        row["unit"],
        row.get("stage", ""),
        row["date"],
        source,
    )


def _place(text: str) -> tuple[str, str]:
    """Part a source into words and address: "https://a.eu (words)", an address, or words alone."""
    address, _, words = text.partition(" (")
    if "://" not in address:
        return text, ""
    return words.rstrip(")") or address.split("/")[2].removeprefix("www."), address


def published_shares(year: int) -> dict[str, Fact[Fraction]]:
    """
    Read the shares that are printed in the act of a year with four decimals of a percent.

    A share rounded by the press is not one of them.

    Returns:
        Exact shares by code, in protocol order; states whose share is not known are left out.
    """
    found = {
        line.state: line
        for line in pool_member_states(year)
        if line.item == "fair_share" and line.unit == "percent"
    }
    return {
        state.code: Fact(
            f"share of {state.name} in the act of {year}",
            share_from_percent(found[state.code].value),
            Basis.PUBLISHED,
            found[state.code].source,
            "share",
        )
        for state in MEMBER_STATES
        if state.code in found
    }


def determined_statuses(year: int) -> dict[str, Fact[frozenset[Status]]]:
    """
    Read the statuses of the Commission's decision for a solidarity year.

    Returns:
        The set of statuses of each Member State, empty where it has none, in protocol order.

    Raises:
        OutOfScope: If no decision is recorded for that year.
    """
    files = {2026: "commission_decision_2025_2323.csv"}
    if year not in files:
        raise OutOfScope(f"no decision on statuses is recorded for {year}")
    statuses: dict[str, set[Status]] = {}
    sources: dict[str, Source] = {}
    for row in table(files[year]):
        carried = statuses.setdefault(row["eu_code"], set())
        status = STATUS_OF_CATEGORY[row["category"]]
        if status is not None:
            carried.add(status)
        sources[row["eu_code"]] = Source(
            row["decision"] if row["decision"] != "same" else _DECISION,
            row["source_url"],
            row["confidence"],
            row["retrieved"],
            f"assessment period {row['assessment_period']}",
        )
    return {
        state.code: Fact(
            f"statuses of {state.name}",
            frozenset(statuses[state.code]),
            Basis.PUBLISHED,
            sources[state.code],
        )
        for state in MEMBER_STATES
        if state.code in statuses
    }


_DECISION: Final = "Commission Implementing Decision (EU) 2025/2323 of 11 Nov 2025"


def country_names(language: str) -> dict[str, str]:
    """
    Read the names of the Member States in one official language.

    Args:
        language: Two letters, as "ga" or "en".

    Returns:
        Names by code, in protocol order.

    Raises:
        InputError: If it is not one of the 24 official languages.
    """
    rows = [row for row in table("country_names_24lang.csv") if row["lang"] == language.lower()]
    if not rows:
        raise InputError(
            Problem(f'no names are kept in the language "{language}"', "an official EU language")
        )
    names = {row["eu_code"]: row["name"] for row in rows}
    return {state.code: names[state.code] for state in MEMBER_STATES}


@cache
def union_map() -> UnionMap:
    """Read the shapes of the 27 Member States."""
    shapes = json.loads((FACTS / "map_eu27.json").read_text(encoding="utf-8"))
    paths = {state.code: shapes["eu"][state.code] for state in MEMBER_STATES}
    return UnionMap(shapes["viewBox"], paths, shapes["bg"])
