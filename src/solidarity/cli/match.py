"""`solidarity match`: families to Member States of relocation."""

from __future__ import annotations

import time
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from solidarity.cli.options import AsJson
from solidarity.cli.output import emit_json, say, table
from solidarity.errors import InputError, Problem

if TYPE_CHECKING:
    from solidarity.adapters.matching_files import MatchFiles


def register(app: typer.Typer) -> None:
    """Enter the command."""
    app.command("match")(match)


def match(  # noqa: PLR0913, PLR0917 - one parameter for each option of the command
    families: Annotated[Path, typer.Option("--families", help="family_id,size,…")],
    places: Annotated[Path, typer.Option("--places", help="state,persons,…")],
    out: Annotated[Path, typer.Option("--out", help="Proposal: family_id,state,…")],
    links: Annotated[
        Path | None, typer.Option("--links", help="family_id,state,kind,evidence")
    ] = None,
    scores: Annotated[
        Path | None, typer.Option("--scores", help="family_id,state,score: nothing else counts.")
    ] = None,
    preferences: Annotated[
        Path | None, typer.Option("--preferences", help="state,profile: accepted at the Forum.")
    ] = None,
    decisions: Annotated[
        Path | None,
        typer.Option("--decisions", help="family_id,state,by,reason: fixed by officers."),
    ] = None,
    reasons: Annotated[
        Path | None, typer.Option("--reasons", help="Why, family by family.")
    ] = None,
    report: Annotated[Path | None, typer.Option("--report", help="Report, JSON.")] = None,
    seed: Annotated[int, typer.Option("--seed", min=0, help="Decides between equals.")] = 0,
    seconds: Annotated[
        float, typer.Option("--seconds", min=1, help="Time for the solver, in all.")
    ] = 25,
    as_json: AsJson = False,  # noqa: FBT002 - an option of the command
) -> None:
    """
    Propose a Member State of relocation for each family; an officer decides.

    Example: solidarity match --families families.csv --places places.csv --out proposal.csv
    """
    from solidarity.adapters import matching_report
    from solidarity.adapters.matching_files import MatchFiles

    started = time.perf_counter()
    files = MatchFiles(families, places, links, preferences, decisions)
    _check_outputs(
        [out, report, reasons], [families, places, links, scores, preferences, decisions]
    )
    if scores is not None:
        _check_scores_alone(files, reasons)
        document = matching_report.match_scores(files, scores, out, seed)
    else:
        document = matching_report.match_families(files, out, reasons, seed=seed, seconds=seconds)
    document["seconds"] = round(time.perf_counter() - started, 3)
    if report is not None:
        matching_report.write_document(report, document)
    if as_json:
        emit_json(document)
    else:
        _print(document, out)


def _check_outputs(outputs: list[Path | None], inputs: list[Path | None]) -> None:
    written = [one.resolve() for one in outputs if one is not None]
    read = {one.resolve() for one in inputs if one is not None}
    for one in written:
        if one in read or written.count(one) > 1:
            what = "a file that is read, or written twice"
            raise InputError(Problem(what, "another file to write", str(one)))
        if not one.parent.is_dir():
            raise InputError(Problem("the folder does not exist", "a folder", str(one.parent)))


def _check_scores_alone(files: MatchFiles, reasons: Path | None) -> None:
    beside = {
        "--links": files.links,
        "--preferences": files.preferences,
        "--decisions": files.decisions,
        "--reasons": reasons,
    }
    for option, path in beside.items():
        if path is not None:
            what = f"{option} beside --scores, where nothing but scores counts"
            raise InputError(Problem(what, "one of the two", str(path)))


def _print(document: dict[str, Any], out: Path) -> None:
    families, persons = document["families"], document["persons"]
    say(f"{document['families_placed']} of {families} families placed,")
    say(f"{document['persons_placed']} of {persons} persons. Proposal: {out}")
    for line in document["in_words"]:
        say(line)
    rows = [
        [line["state"], str(line["persons"]), str(line["places"])] for line in document["states"]
    ]
    table("Places used", ["state", "persons", "places"], rows)
    say(f"{document['seconds']} seconds, seed {document['seed']}")
