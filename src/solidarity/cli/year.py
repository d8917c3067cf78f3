"""`solidarity year` and `solidarity explain`: the chain of a year, and any figure of it opened."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from solidarity.cli.options import (
    AsJson,
    AsOf,
    FactsFolder,
    JournalFile,
    ReadingChoices,
    YearNumber,
    day_of,
    readings_of,
)
from solidarity.cli.output import emit_json, is_narrow, say, table
from solidarity.errors import InputError, Problem
from solidarity.terms.quantities import thousands

if TYPE_CHECKING:
    from collections.abc import Sequence

Document = dict[str, Any]

NOT_PUBLISHED = "not published"
_SHORT = 32
_DESK = 100
"""Columns of a terminal on which the whole chain can be read side by side."""
MARKS = {"published": "", "reported": "·", "computed": "°", "unknown": ""}


def register(app: typer.Typer) -> None:
    """Enter the commands."""
    app.command("year")(year)
    app.command("explain")(explain)


def year(  # noqa: PLR0913 - one parameter for each option of the command
    number: YearNumber,
    *,
    out: Annotated[
        Path | None, typer.Option("--out", help="Folder for report, tables, calendar and journal.")
    ] = None,
    as_of: AsOf = "",
    journal: JournalFile = None,
    facts: FactsFolder = None,
    reading: ReadingChoices = None,
    as_json: AsJson = False,
) -> None:
    """
    Show the chain of a year for every Member State bound by Part IV.

    Example: solidarity year 2026 --out pool-2026
    """
    from solidarity.adapters.year_reader import read_year

    readings = readings_of(reading)
    found = read_year(journal, number, as_of=day_of(as_of), readings=readings, facts=facts)
    document = found.document()
    written: tuple[Path, ...] = ()
    if out is not None:
        from solidarity.adapters.year_files import write_year

        written = write_year(found, document, out, journal)
    if as_json:
        emit_json(document)
        return
    print_year(document)
    for path in written:
        say(f"written: {path}")


def explain(  # noqa: PLR0913 - one parameter for each option of the command
    number: YearNumber,
    state: Annotated[str, typer.Argument(help="Code of the Member State, e.g. FR.")],
    figure: Annotated[str, typer.Argument(help="Name of the figure, e.g. fair_share.")],
    *,
    as_of: AsOf = "",
    journal: JournalFile = None,
    facts: FactsFolder = None,
    reading: ReadingChoices = None,
    as_json: AsJson = False,
) -> None:
    """
    Open one figure down to the facts and provisions it rests on.

    Example: solidarity explain 2026 FR fair_share
    """
    from solidarity.adapters.year_document import GROUPS, explained, figures
    from solidarity.adapters.year_reader import read_year
    from solidarity.terms.member_states import member_state

    code = member_state(state).code
    readings = readings_of(reading)
    found = read_year(journal, number, as_of=day_of(as_of), readings=readings, facts=facts)
    line = found.chain.line_of(code)
    opened = explained(line, figure)
    if opened is None:
        known = ", ".join((*GROUPS, *figures(line)))
        raise InputError(Problem(f'no figure is called "{figure}"', known))
    if as_json:
        emit_json(opened)
    else:
        print_tree(opened)


def print_tree(node: Document, depth: int = 0) -> None:
    """Print a figure as a tree, one line for each figure it rests on and one for its source."""
    indent = "  " * depth
    value = NOT_PUBLISHED if node["value"] is None else written(node["value"])
    unit = f" {node['unit']}" if node["unit"] and node["value"] is not None else ""
    mark = f" [{node['basis']}]"
    say(f"{indent}{node['figure']}: {value}{unit}{mark}")
    if node["text"]:
        say(f"{indent}  {node['text']}")
    if node["provision"]:
        read = f", reading {node['reading']}" if node["reading"] else ""
        say(f"{indent}  {node['provision']}{read}  {node['link']}")
    source = node["source"]
    if source:
        about = ", ".join(
            part
            for part in (
                f"confidence {source['confidence']}" if source["confidence"] else "",
                f"read {source['retrieved']}" if source["retrieved"] else "",
                source["note"],
            )
            if part
        )
        say(f"{indent}  {source['title']}{f' ({about})' if about else ''}")
        if source["url"]:
            say(f"{indent}  {source['url']}")
    for leaf in node["from"]:
        print_tree(leaf, depth + 1)


def written(value: object) -> str:
    """Write a value of a document for people."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, int):
        return thousands(value)
    if isinstance(value, dict):
        return "; ".join(
            f"{name} {NOT_PUBLISHED if part is None else written(part)}"
            for name, part in value.items()
        )
    if isinstance(value, str) and "/" in value:
        return share_words(value)
    return str(value)


def share_words(value: str) -> str:
    """Write a share as a percentage and, while it is short, as its exact fraction."""
    from fractions import Fraction

    from solidarity.terms.quantities import percent

    share = Fraction(value)
    exact = f" ({value})" if len(value) <= _SHORT else " (exact fraction with --json)"
    return f"{percent(share)} %{exact}" if 0 <= share <= 1 else value


def print_year(document: Document) -> None:
    """Print the year for people: headline, table, totals, what is not published, statements."""
    say(document["headline"])
    reference, proposal = document["reference"], document["proposal"]
    say(f"Source: {reference['source']['title']}. As of {document['as_of']}.")
    if proposal:
        say(
            f"The Commission had proposed {thousands(proposal['relocations'])} relocations and "
            f"{euros(proposal['financial_eur'])}."
        )
    say()
    columns = (
        "Member State",
        "share %",
        "fair share",
        "pledged",
        "released, deducted, offset",
        "remains due",
        "implemented",
        "paid",
    )
    rows = [_row(state) for state in document["member_states"]]
    silent = _silent(columns, rows) if is_narrow(_DESK) else []
    shown = [at for at in range(len(columns)) if at not in silent]
    table(
        f"The chain of {document['year']}",
        [columns[at] for at in shown],
        [[row[at] for at in shown] for row in rows],
    )
    say()
    for at in silent:
        say(f"{columns[at].capitalize()}: {NOT_PUBLISHED} for any Member State.")
    say("· reported by a government or the press   ° computed here   no mark: published in an act")
    _print_totals(document)


def _silent(columns: Sequence[str], rows: Sequence[Sequence[str]]) -> list[int]:
    """Find the columns in which nothing is published: one sentence says so in less space."""
    return [at for at in range(len(columns)) if {row[at] for row in rows} == {NOT_PUBLISHED}]


def _row(state: Document) -> tuple[str, ...]:
    share, fair = state["share"], state["fair_share"]
    return (
        f"{state['code']} {state['name']}",
        state["share_percent"] + MARKS[share["basis"]],
        f"{thousands(fair['units'])} = {euros(fair['eur'])}",
        amounts(state["pledged"]),
        changes(state),
        amounts(state["net_due"]),
        amounts(state["implemented"]),
        NOT_PUBLISHED if state["paid_eur"] is None else euros(state["paid_eur"]),
    )


def amounts(cell: Document) -> str:
    """Write a mix of the three types in a few words; what is not published is said."""
    words = []
    people, money = cell["relocations"], cell["financial_eur"]
    other = cell["alternative_eur"]
    if people is None and money is None and other is None:
        return NOT_PUBLISHED
    if people:
        words.append("1 person" if people == 1 else f"{thousands(people)} persons")
    if money:
        words.append(euros(money))
    if other:
        words.append(f"measures {euros(other)}")
    missing = [
        name
        for name, value in (("relocations", people), ("money", money), ("measures", other))
        if value is None
    ]
    if missing:
        words.append(f"{' and '.join(missing)} {NOT_PUBLISHED}")
    return (" + ".join(words) or "0") + MARKS.get(cell.get("basis", ""), "")


def changes(state: Document) -> str:
    """Write what was released, deducted or offset."""
    words = []
    if state["released"]:
        words.append("released (60(3))")
    if state["deducted"]:
        act = "in the pool act" if state["deducted"]["adjusted_in_pool_act"] else "by act"
        share = state["deducted"]["percent"]
        words.append(f"{share} % deducted {act}" if share else f"deducted {act}")
    if state["offset"]:
        count = state["offset"]["applications"]
        number = NOT_PUBLISHED if count is None else thousands(count)
        words.append(f"offset {number}")
    if state["pledged"]["note"]:
        words.append(state["pledged"]["note"])
    return "; ".join(words)


def euros(amount: int | str) -> str:
    """Write an amount in millions of euro where it is large, exactly."""
    from solidarity.adapters.year_document import millions
    from solidarity.terms.quantities import Euro, exact

    return millions(Euro(int(exact(str(amount)) * 100)))


def _print_totals(document: Document) -> None:
    say()
    names = (
        ("relocations", "persons"),
        ("financial_eur", "money"),
        ("alternative_eur", "measures"),
    )
    for key, heading in (("pledged", "Pledged"), ("net_due", "Remains due")):
        for column, word in names:
            found = document["totals"][key][column]
            known = found["at_least"]
            shown = thousands(known) if column == "relocations" else euros(known)
            missing = ", ".join(found["unknown"])
            rest = f"; not published: {missing}" if missing else ""
            say(f"{heading}, {word}: {'at least ' if missing else ''}{shown}{rest}")
    for claim in document["claims"]:
        say()
        say(f"Beside, not merged: {claim['sentence']} Source: {claim['source']['title']}.")
    used = [
        f"{reading['id']} {reading['used']}"
        for reading in document["readings"]
        if len(reading["options"]) > 1
    ]
    say()
    say(f"Readings used: {'; '.join(used)}.")
