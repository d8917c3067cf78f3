"""`solidarity offsets` and `solidarity due`: thresholds of Art. 63; money due after the year."""

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
from solidarity.cli.output import emit_json, say, table
from solidarity.cli.year import NOT_PUBLISHED, euros
from solidarity.terms.quantities import thousands

if TYPE_CHECKING:
    from solidarity.cycle.chain_due import DueLine, DueView
    from solidarity.cycle.chain_offsets import OffsetView, Threshold

Document = dict[str, Any]


def register(app: typer.Typer) -> None:
    """Enter the commands."""
    app.command("offsets")(offsets)
    app.command("due")(due)


def offsets(  # noqa: PLR0913 - one parameter for each option of the command
    number: YearNumber,
    *,
    as_of: AsOf = "",
    journal: JournalFile = None,
    facts: FactsFolder = None,
    reading: ReadingChoices = None,
    as_json: AsJson = False,
) -> None:
    """
    Show which thresholds of Article 63 are open, the target, the gap and the limits.

    Example: solidarity offsets 2026
    """
    from solidarity.adapters.year_reader import read_year
    from solidarity.cycle.chain_offsets import offsets as offsets_of

    readings = readings_of(reading)
    found = read_year(journal, number, as_of=day_of(as_of), readings=readings, facts=facts)
    view = offsets_of(found.chain, reconvened=bool(found.year.pledging.reconvened))
    if as_json:
        emit_json({"year": number, "as_of": found.chain.as_of.isoformat()} | _offsets(view))
    else:
        _print_offsets(view)


def _offsets(view: OffsetView) -> Document:
    return {
        "thresholds": [_threshold(threshold) for threshold in view.thresholds],
        "target": view.target.count,
        "gap": {"at_least": view.gap_at_least.count, "at_most": view.gap_at_most.count},
        "member_states": [
            {
                "code": code,
                "cap": cap.count,
                "cap_is_at_most": code in view.at_most,
                "split_of_gap": view.split[code].count,
                "taken": taken.count if (taken := view.taken.get(code)) is not None else None,
            }
            for code, cap in view.caps.items()
        ],
    }


def _threshold(threshold: Threshold) -> Document:
    return {
        "provision": threshold.provision,
        "question": threshold.question,
        "number": threshold.number.count,
        "at_least": threshold.at_least.count,
        "at_most": threshold.at_most.count,
        "state": threshold.standing.value,
        "note": threshold.note,
        "open_for": list(threshold.states),
    }


def _print_offsets(view: OffsetView) -> None:
    rows = [
        (
            one.provision,
            one.question,
            str(one.number),
            str(one.at_least) if one.at_least == one.at_most else f"{one.at_least}–{one.at_most}",
            one.standing.value + (f": {', '.join(one.states)}" if one.states else ""),
        )
        for one in view.thresholds
    ]
    table("Thresholds of Art. 63", ("provision", "question", "number", "reached", "state"), rows)
    for one in view.thresholds:
        if one.note:
            say(f"{one.provision}: {one.note}.")
    say()
    missing = (
        f"{view.gap_at_most}."
        if view.gap_at_least == view.gap_at_most
        else f"at least {view.gap_at_least}, at most {view.gap_at_most}, because not every pledge "
        "is published."
    )
    say(f"Target of Art. 63(3): {view.target}. Missing to it: {missing}")
    say()
    states = [
        (
            code,
            f"at most {cap}" if code in view.at_most else str(cap),
            f"at most {view.split[code]}" if code in view.at_most else str(view.split[code]),
            NOT_PUBLISHED
            if code in view.taken and view.taken[code] is None
            else str(view.taken.get(code) or "–"),
        )
        for code, cap in view.caps.items()
    ]
    columns = ("Member State", "limit (63(7))", "its part of the gap (R-003)", "taken or reported")
    table("Contributing Member States", columns, states)


def due(  # noqa: PLR0913 - one parameter for each option of the command
    number: YearNumber,
    *,
    confirmation: Annotated[
        Path | None,
        typer.Option("--confirmation", help="Levels confirmed in January (Annex X), as a table."),
    ] = None,
    as_of: AsOf = "",
    journal: JournalFile = None,
    facts: FactsFolder = None,
    reading: ReadingChoices = None,
    as_json: AsJson = False,
) -> None:
    """
    Show the money due from each contributing Member State after the year.

    Example: solidarity due 2026 --confirmation levels.csv
    """
    from solidarity.adapters.confirmations import read_confirmations
    from solidarity.adapters.year_reader import read_year
    from solidarity.cycle.chain_due import due as due_of

    levels = read_confirmations(confirmation) if confirmation else None
    readings = readings_of(reading)
    found = read_year(journal, number, as_of=day_of(as_of), readings=readings, facts=facts)
    view = due_of(found.chain, found.year, found.chain.as_of, levels)
    if as_json:
        emit_json(_due(view))
    else:
        _print_due(view)


def _due(view: DueView) -> Document:
    from solidarity.adapters.explanations import explanation, number

    missing = view.total.unknown
    return {
        "year": view.year,
        "provision": "Art. 30 Implementing Regulation (EU) 2025/2055",
        "provisional": not view.is_final,
        "member_states": [
            {
                "code": line.code,
                "amount_due_eur": number(line.due.value.amount) if line.due.value else None,
                "raw_eur": number(line.due.value.raw) if line.due.value else None,
                "formula": line.due.value.formula if line.due.value else None,
                "released": line.is_released,
                "paid_eur": number(line.paid),
                "differences": list(line.differences),
                "inputs": [explanation(node) for node in line.due.facts],
            }
            for line in view.lines
        ],
        "total": {"at_least_eur": number(view.total.known), "unknown": list(missing)},
    }


def _print_due(view: DueView) -> None:
    if not view.is_final:
        say(
            f"Provisional: the amounts of {view.year} are established after 31 December"
            f" {view.year} (Art. 30 Implementing Regulation (EU) 2025/2055)."
        )
        say()
    columns = ("Member State", "money due", "how")
    table(f"Money due for {view.year}", columns, [_due_row(line) for line in view.lines])
    say()
    missing = ", ".join(view.total.unknown)
    total = thousands(view.total.known.cents // 100)
    rest = f"; not published: {missing}" if missing else ""
    say(f"In all: {'at least ' if missing else ''}EUR {total}{rest}")
    for line in view.lines:
        for difference in line.differences:
            say(f"{line.code}, confirmed and recorded differ: {difference}")


def _due_row(line: DueLine) -> tuple[str, str, str]:
    if line.is_released:
        return line.code, "EUR 0", "benefitting: its pledge need not be implemented (Art. 60(3))"
    if line.due.value is None:
        return line.code, NOT_PUBLISHED, line.due.text
    from solidarity.adapters.explanations import number

    return line.code, euros(number(line.due.value.amount)), line.due.value.formula
