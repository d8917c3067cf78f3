"""`solidarity key`: the reference key of Article 66, from bundled or given tables."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from solidarity.cli.options import AsJson, ReadingChoices, readings_of
from solidarity.cli.output import emit_json, say, table
from solidarity.errors import InputError, OutOfScope, Problem

if TYPE_CHECKING:
    from fractions import Fraction

    from solidarity.adapters.key_tables import KeyFigures

BOUND = "bound"


def register(app: typer.Typer) -> None:
    """Enter the command."""
    app.command("key")(key)


def key(  # noqa: PLR0913, PLR0917 - one parameter for each option of the command
    year: Annotated[int, typer.Option("--year", help="Solidarity year.")] = 2026,
    population: Annotated[
        Path | None, typer.Option("--population", help="Your own table: state,population.")
    ] = None,
    gdp: Annotated[
        Path | None, typer.Option("--gdp", help="Your own table: state,gdp_meur (million euro).")
    ] = None,
    states: Annotated[str, typer.Option("--states", help="bound, or codes as DE,FR,IT.")] = BOUND,
    facts: Annotated[
        Path | None, typer.Option("--facts", help="Folder of your own frozen vintages.")
    ] = None,
    reading: ReadingChoices = None,
    as_json: AsJson = False,  # noqa: FBT002 - an option of the command
) -> None:
    """
    Compute the reference key: half population, half gross domestic product.

    Example: solidarity key --population population.csv --gdp gdp.csv --json
    """
    from solidarity.adapters import key_tables
    from solidarity.law.part4_solidarity.art66_reference_key import reference_key

    chosen = key_tables.states_of(None if states == BOUND else states)
    readings = readings_of(reading)
    if (population is None) != (gdp is None):
        given, missing = ("--population", "--gdp") if gdp is None else ("--gdp", "--population")
        raise InputError(Problem(f"{given} is given alone", f"{missing} too", column=missing))
    if population is not None and gdp is not None:
        figures = key_tables.given(population, gdp, chosen)
    else:
        if readings.of("R-007") != "whole_country":
            raise OutOfScope(
                "R-007 european_territory: no series of the European territory of France comes "
                "along; give one with --population and --gdp"
            )
        figures = key_tables.bundled(year, readings.of("R-006"), facts, chosen)
    shares = reference_key(population=figures.population, gdp=figures.gdp, states=chosen)
    published = key_tables.published(year) if population is None and states == BOUND else {}
    document = _document(figures, shares, published)
    if as_json:
        emit_json(document)
    else:
        _print(document, figures)


def _document(
    figures: KeyFigures, shares: dict[str, Fraction], published: dict[str, Fraction]
) -> dict[str, Any]:
    from solidarity.terms.quantities import percent

    lines = []
    for code, share in shares.items():
        line = {
            "code": code,
            "share": f"{share.numerator}/{share.denominator}",
            "percent": percent(share),
        }
        if code in published:
            line["published_percent"] = percent(published[code])
            line["difference_points"] = percent(share - published[code])
        lines.append(line)
    return {
        "states": len(shares),
        "shares": lines,
        "provision": "Art. 66, Annex I",
        "population": figures.population_from,
        "gdp": figures.gdp_from,
        "notes": list(figures.notes),
    }


def _print(document: dict[str, Any], figures: KeyFigures) -> None:
    columns = ["state", "share, %"]
    keys = ["code", "percent"]
    if any("published_percent" in line for line in document["shares"]):
        columns += ["published, %", "difference, points"]
        keys += ["published_percent", "difference_points"]
    rows = [[line.get(name, "") for name in keys] for line in document["shares"]]
    table("Reference key (Art. 66, Annex I)", columns, rows)
    say(f"{document['states']} states; the exact shares add up to 1.")
    say(f"Population: {figures.population_from}")
    say(f"Gross domestic product: {figures.gdp_from}")
    for note in figures.notes:
        say(note)
