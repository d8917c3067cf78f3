"""Figures for the reference key: from the frozen vintages, or from tables a user gives."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Final

from solidarity.adapters import fact_tables
from solidarity.adapters.fact_tables import VINTAGES, Vintage
from solidarity.adapters.standard_input import content_of, shown, told
from solidarity.adapters.table_definitions import GDP, POPULATION
from solidarity.adapters.table_files import read_table
from solidarity.adapters.tables import APPLICATION, Table
from solidarity.cycle.guards import bound_state
from solidarity.errors import InputError, OutOfScope, Problem
from solidarity.terms.citations import Art
from solidarity.terms.member_states import MEMBER_STATES, Part, bound_states, member_state

KEY: Final = Art(66)


@dataclass(frozen=True, slots=True)
class KeyFigures:
    """
    What the key is computed from.

    Attributes:
        population: Persons by code, for the states of the key only.
        gdp: Million euro by code, for the same states.
        population_from: Where the population comes from, in words.
        gdp_from: Where the gross domestic product comes from.
        notes: What a reader must know, e.g. who was left out.
    """

    population: Mapping[str, int]
    gdp: Mapping[str, Fraction]
    population_from: str
    gdp_from: str
    notes: tuple[str, ...]


def states_of(text: str | None) -> tuple[str, ...]:
    """
    Read which states the key runs over.

    Args:
        text: Codes with commas or spaces between; None for every state bound by Part IV.

    Returns:
        Codes in protocol order.

    Raises:
        InputError: If there is no such state, or one twice, or none at all.
        NotEntitled: If a state is not bound by Part IV.
    """
    if text is None:
        return tuple(state.code for state in bound_states(Part.SOLIDARITY, APPLICATION))
    given = [bound_state(code, APPLICATION, KEY).code for code in text.replace(",", " ").split()]
    twice = sorted({code for code in given if given.count(code) > 1})
    if twice or not given:
        what = f"{', '.join(twice)} twice" if twice else "no state is named"
        raise InputError(Problem(what, "each code once", column="--states"))
    return tuple(state.code for state in MEMBER_STATES if state.code in given)


def given(population: Path, gdp: Path, states: tuple[str, ...]) -> KeyFigures:
    """
    Read tables a user gives; a state that is not in the key is left out, with a note.

    Raises:
        InputError: With every problem of both tables.
    """
    problems: list[Problem] = []
    found: list[dict[str, Decimal]] = []
    for path, table in ((population, POPULATION), (gdp, GDP)):
        try:
            found.append(_figures(path, table, states))
        except InputError as wrong:
            problems += wrong.problems
    if problems:
        raise InputError(problems)
    people, product = found
    beside = [code for code in people | product if code not in states]
    return KeyFigures(
        {code: int(people[code]) for code in states},
        {code: Fraction(product[code]) for code in states},
        told(population),
        told(gdp),
        _notes(beside),
    )


def _notes(beside: list[str]) -> tuple[str, ...]:
    bound = {state.code for state in bound_states(Part.SOLIDARITY, APPLICATION)}
    notes = [
        f"{member_state(code).name} is left out: it is not bound by Part IV (recital 90)."
        for code in beside
        if code not in bound
    ]
    others = [code for code in beside if code in bound]
    if others:
        notes.append(f"Left out, because the key was asked for other states: {', '.join(others)}.")
    return tuple(notes)


def _figures(path: Path, table: Table, states: tuple[str, ...]) -> dict[str, Decimal]:
    content = content_of(path, f"a table of {table.name}")
    read = read_table(content, shown(path), replace(table, checks=()))
    column = table.columns[-1].name
    found = {row.text("state"): Decimal(row.text(column)) for row in read.rows}
    missing = [
        Problem(
            f"{member_state(code).name} ({code}) is missing",
            "a row for every Member State of the key",
            shown(path),
            0,
            "state",
            KEY,
        )
        for code in states
        if code not in found
    ]
    if missing:
        raise InputError(missing)
    return found


def bundled(year: int, option: str, facts: Path | None, states: tuple[str, ...]) -> KeyFigures:
    """
    Read the frozen vintages of a cycle.

    Args:
        year: Solidarity year.
        option: Option of reading R-006.
        facts: Folder of a user's own vintages, whose last ones are taken then; None for those of
            the package.
        states: States of the key.

    Raises:
        OutOfScope: If no vintage is frozen for that cycle, or none in that folder.
        InputError: If the rows of a vintage are not those that were frozen.
    """
    if facts is None:
        people_id, product_id = fact_tables.key_vintages(year, option)
    else:
        people_id, product_id = own_vintage(facts, "population"), own_vintage(facts, "gdp")
    people = fact_tables.population(people_id, facts)
    product = fact_tables.gdp(product_id, facts)
    by_id = {vintage.id: vintage for vintage in fact_tables.vintages(facts)}
    return KeyFigures(
        {code: people[code].value for code in states},
        {code: product[code].value for code in states},
        _words(by_id[people_id]),
        _words(by_id[product_id]),
        (),
    )


def own_vintage(facts: Path, kind: str) -> str:
    """
    Choose the vintage of the latest reference year in a user's folder; the last frozen of it.

    Args:
        facts: The folder.
        kind: "population" or "gdp".

    Raises:
        OutOfScope: If none of that kind is frozen there.
    """
    if not (facts / VINTAGES).is_file():
        raise OutOfScope(f"no vintage is frozen in {facts}")
    theirs = {vintage.id for vintage in fact_tables.vintages()}
    own = [
        vintage
        for vintage in fact_tables.vintages(facts)
        if vintage.id not in theirs and vintage.id.startswith(f"{kind}-")
    ]
    if not own:
        raise OutOfScope(f"no vintage of {kind} is frozen in {facts}")
    latest = max(vintage.reference_year for vintage in own)
    return [vintage for vintage in own if vintage.reference_year == latest][-1].id


def _words(vintage: Vintage) -> str:
    return (
        f"Eurostat, {vintage.dataset}, {vintage.reference_year}, {vintage.release} "
        f"(vintage {vintage.id})"
    )


def published(year: int) -> dict[str, Fraction]:
    """Give the shares printed in the act of a year; empty where none are recorded."""
    try:
        found = fact_tables.published_shares(year)
    except OutOfScope:
        return {}
    return {code: fact.value for code, fact in found.items()}
