"""A call of `solidarity match`: read, solve, check anew, write; and its report."""

from __future__ import annotations

import json
import platform
from fractions import Fraction
from pathlib import Path
from typing import Any, Final

from solidarity import __name__ as package
from solidarity.adapters.matching_files import MatchFiles, read_instance, write_rows
from solidarity.adapters.matching_scores import read_scored
from solidarity.errors import InputError, Problem
from solidarity.matching.aims import MIX, PLACED, PROPORTION
from solidarity.matching.problem import Instance, Scored
from solidarity.matching.reasons import links_not_honoured, reasons
from solidarity.matching.result import AimValue, Proposal, ScoredProposal
from solidarity.matching.solve import solve, solve_scored
from solidarity.matching.solver import Solver

Json = dict[str, Any]


def match_scores(files: MatchFiles, scores: Path, out: Path, seed: int) -> Json:
    """
    Solve the form with scores; write the proposal; give the report.

    Raises:
        InputError: If a file is wrong; nothing is written then.
    """
    with Solver() as solver:
        problem = read_scored(files.families, files.places, scores, seed)
        proposal = solve_scored(problem, solver)
    states = (*problem.states, "")
    rows = [(one, states[home]) for one, home in zip(problem.ids, proposal.homes, strict=True)]
    write_rows(out, ("family_id", "state"), rows)
    return _scored_report(problem, proposal)


def _scored_report(problem: Scored, proposal: ScoredProposal) -> Json:
    loads = [0] * (len(problem.states) + 1)
    for home, size in zip(proposal.homes, problem.sizes, strict=True):
        loads[home] += size
    not_placed = proposal.homes.count(len(problem.states))
    return {
        "status": proposal.status,
        "objective": proposal.objective,
        "bound": proposal.bound,
        "gap": float(proposal.gap),
        "families": len(problem.ids),
        "families_placed": len(problem.ids) - not_placed,
        "persons": sum(problem.sizes),
        "persons_placed": sum(loads[:-1]),
        "seconds": None,
        "seed": problem.seed,
        "versions": versions(dict(proposal.versions)),
        "aims": [
            {
                "name": "sum of score times persons",
                "weight": 1,
                "value": proposal.objective,
                "bound": proposal.bound,
                "gap": float(proposal.gap),
            }
        ],
        "states": [
            {"state": state, "persons": load, "places": places, "price": price}
            for state, load, places, price in zip(
                problem.states, loads[:-1], problem.room, proposal.prices, strict=True
            )
        ],
        "in_words": [
            (
                f"Score {proposal.objective}; nothing can exceed {proposal.bound} "
                f"(gap {share(proposal.gap)})."
            )
        ],
    }


def match_families(
    files: MatchFiles, out: Path, reasons_out: Path | None, *, seed: int, seconds: float
) -> Json:
    """
    Make a proposal in the order of the aims; write it and its reasons; give the report.

    Raises:
        InputError: If a file is wrong; nothing is written then.
        NoSolution: If linked families or decisions are against the hard rules; likewise.
    """
    instance = read_instance(files, seed)
    proposal = solve(instance, seconds)
    rows = [
        (family.id, proposal.placed.get(family.id, ("", ""))[0]) for family in instance.families
    ]
    if reasons_out is not None:
        write_rows(reasons_out, REASONS, _reason_rows(instance, proposal))
    write_rows(out, ("family_id", "state"), rows)
    return _report(instance, proposal)


REASONS: Final = (
    "family_id",
    "state",
    "month",
    "decided_by",
    "best_alternative",
    "cost",
    "what_would_have_to_change",
)


def _reason_rows(instance: Instance, proposal: Proposal) -> list[tuple[str, ...]]:
    return [
        (
            one.family,
            one.state,
            proposal.placed.get(one.family, ("", ""))[1],
            one.decided_by,
            one.alternative,
            one.cost,
            one.change,
        )
        for one in reasons(instance, proposal)
    ]


def _report(instance: Instance, proposal: Proposal) -> Json:
    used: dict[str, int] = {}
    for family in instance.families:
        if family.id in proposal.placed:
            state = proposal.placed[family.id][0]
            used[state] = used.get(state, 0) + family.size
    there: dict[str, int] = {}
    for place in instance.places:
        there[place.state] = there.get(place.state, 0) + place.persons
    by_name = {aim.name: aim for aim in proposal.aims}
    leading = by_name[PLACED]
    exceptions = links_not_honoured(instance, proposal)
    return {
        "status": proposal.status,
        "objective": int(leading.value),
        "bound": None if leading.bound is None else float(leading.bound),
        "gap": None if leading.gap is None else float(leading.gap),
        "families": len(instance.families),
        "families_placed": len(proposal.placed),
        "persons": sum(family.size for family in instance.families),
        "persons_placed": sum(used.values()),
        "seconds": None,
        "seed": proposal.seed,
        "versions": versions(dict(proposal.versions)),
        "aims": [_aim(aim) for aim in proposal.aims],
        "proportional_deviation_persons": float(-by_name[PROPORTION].value),
        "mix_deviation_families": float(-by_name[MIX].value),
        "groups_separated": list(proposal.separated),
        "decisions": len(instance.decisions),
        "evidenced_links_not_honoured": [
            dict(zip(("family_id", "state", "held_by", "why"), one, strict=True))
            for one in exceptions
        ],
        "states": [
            {
                "state": state,
                "persons": used.get(state, 0),
                "places": there[state],
                "owed": instance.owed.get(state, 0),
            }
            for state in there
        ],
        "in_words": _in_words(instance, proposal, len(exceptions)),
    }


def _aim(aim: AimValue) -> Json:
    return {
        "name": aim.name,
        "weight": str(aim.weight),
        "value": float(aim.value),
        "bound": None if aim.bound is None else float(aim.bound),
        "gap": None if aim.gap is None else float(aim.gap),
    }


def _in_words(instance: Instance, proposal: Proposal, exceptions: int) -> list[str]:
    told = []
    for aim in proposal.aims[:-1]:
        gap = "nothing proven" if aim.gap is None else f"gap {share(aim.gap)}"
        told.append(f"{aim.name}: {float(aim.value):g} ({gap}).")
    told.append(
        f"Evidenced links not honoured while a family without a link holds a place there: "
        f"{exceptions}."
    )
    decided = len(instance.decisions)
    if decided:
        told.append(f"Placements fixed by officers: {decided}.")
    if proposal.separated:
        told.append(f"Groups that could not stay together: {', '.join(proposal.separated)}.")
    return told


def share(value: Fraction) -> str:
    """Write a share as parts per million where it is small, else as a percentage."""
    if value < Fraction(1, 1000):
        return f"{float(value * 10**6):.2f} ppm"
    return f"{float(value * 100):.2f} %"


def versions(libraries: dict[str, str]) -> dict[str, str]:
    """Give the versions of this software, of Python and of the libraries used."""
    from importlib.metadata import PackageNotFoundError, version

    try:
        own = version(package)
    except PackageNotFoundError:
        own = "not installed"
    return {"solidarity": own, "python": platform.python_version(), **libraries}


def write_document(path: Path, document: Json) -> None:
    """
    Write a report.

    Raises:
        InputError: If it cannot be written.
    """
    try:
        path.write_text(json.dumps(document, ensure_ascii=False, indent=2) + "\n", "utf-8")
    except OSError as error:
        what = error.strerror or "cannot be written"
        raise InputError(Problem(what, "a file that can be written", str(path))) from error
