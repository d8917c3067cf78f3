"""A call of `solidarity match`: read, solve, check anew, write; and its report."""

from __future__ import annotations

import json
import platform
from fractions import Fraction
from pathlib import Path
from typing import Any

from solidarity import __name__ as package
from solidarity.adapters.matching_files import MatchFiles, write_rows
from solidarity.adapters.matching_scores import read_scored
from solidarity.errors import InputError, Problem
from solidarity.matching.problem import Scored
from solidarity.matching.result import ScoredProposal
from solidarity.matching.solve import solve_scored
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
            f"Score {proposal.objective}; nothing can exceed {proposal.bound} "
            f"(gap {share(proposal.gap)})."
        ],
    }


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
