# ruff: noqa: D103, PLR2004, S311, SIM905 - a script: random families, one line of codes
"""
Matching against generic solvers, side by side, on instances anyone can make again.

    python benchmarks/matching.py --families 2000 --limit 60
    python benchmarks/matching.py --families 15000 50000 500000 --only solidarity
    python benchmarks/matching.py --lexicographic 15000
    python benchmarks/matching.py --arrivals 10

`solidarity` is timed as a whole command, files read and written; the others without reading files.
"""

from __future__ import annotations

import argparse
import csv
import json
import os
import random
import resource
import subprocess
import sys
import tempfile
import time
from array import array
from multiprocessing import get_context
from pathlib import Path

import numpy as np

from solidarity.matching.arrivals import Batch, Year, gained, place_batch
from solidarity.matching.problem import Family, Instance, Link, Place, Preference, Scored
from solidarity.matching.solve import solve, solve_scored
from solidarity.matching.solver import Solver

CODES = "AT BE BG CZ DE EE ES FI FR HR HU IE LT LU LV MT NL PL PT RO SE SI SK".split()
SHARES = (0.5, 0.2, 0.12, 0.1, 0.05, 0.02, 0.01)


def instance(families: int, seed: int) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Sizes 1 to 7, 23 states, scores 0 to 100, 5 % excluded (-1), capacity equal to persons."""
    chance = np.random.default_rng(seed)
    sizes = chance.choice(np.arange(1, 8), p=SHARES, size=families)
    scores = chance.integers(0, 101, size=(families, len(CODES)))
    scores[chance.random(scores.shape) < 0.05] = -1
    weights = chance.random(len(CODES)) + 0.2
    room = (weights / weights.sum() * sizes.sum()).astype(int)
    room[: sizes.sum() - room.sum()] += 1
    return sizes, room, scores


def by_command(sizes: np.ndarray, room: np.ndarray, scores: np.ndarray) -> dict[str, object]:
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        tables = {
            "families": (["family_id", "size"], ((f"F{n}", s) for n, s in enumerate(sizes))),
            "places": (["state", "persons"], zip(CODES, room, strict=True)),
            "scores": (
                ["family_id", "state", "score"],
                (
                    (f"F{n}", CODES[s], value)
                    for n, row in enumerate(scores.tolist())
                    for s, value in enumerate(row)
                    if value >= 0
                ),
            ),
        }
        words = [sys.executable, "-c", "from solidarity.cli.main import main; main()", "match"]
        for name, (header, rows) in tables.items():
            with (place / f"{name}.csv").open("w", newline="") as file:
                writer = csv.writer(file)
                writer.writerow(header)
                writer.writerows(rows)
            words += [f"--{name}", str(place / f"{name}.csv")]
        words += ["--out", str(place / "out.csv"), "--report", str(place / "report.json")]
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        start = time.perf_counter()
        subprocess.run(words, check=True, stdout=subprocess.DEVNULL)
        seconds = time.perf_counter() - start
        report = json.loads((place / "report.json").read_text())
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    peak = after.ru_maxrss / 1024**2
    processor = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return {
        "seconds": seconds,
        "value": report["objective"],
        "bound": report["bound"],
        "placed": report["persons_placed"],
        "GiB": peak,
        "processor seconds": processor,
        "versions": report["versions"],
    }


def matrices(sizes: np.ndarray, room: np.ndarray, scores: np.ndarray):  # noqa: ANN201
    from scipy import sparse

    rows, columns = np.nonzero(scores >= 0)
    number = np.arange(len(rows))
    ones = np.ones(len(rows))
    once = sparse.csr_matrix((ones, (rows, number)))
    load = sparse.csr_matrix((sizes[rows].astype(float), (columns, number)))
    return (
        sparse.vstack([once, load]),
        np.append(np.ones(len(sizes)), room),
        sizes[rows] * scores[rows, columns],
    )


def by_scipy(
    sizes: np.ndarray, room: np.ndarray, scores: np.ndarray, limit: float
) -> dict[str, object]:
    import scipy
    from scipy.optimize import Bounds, LinearConstraint, milp

    matrix, most, worth = matrices(sizes, room, scores)
    start = time.perf_counter()
    found = milp(
        -worth,
        integrality=np.ones(len(worth)),
        bounds=Bounds(0, 1),
        constraints=LinearConstraint(matrix, -np.inf, most),
        options={"time_limit": limit, "mip_rel_gap": 1e-6},
    )
    return {
        "seconds": time.perf_counter() - start,
        "value": None if found.x is None else round(-found.fun),
        "bound": -found.mip_dual_bound if found.mip_dual_bound is not None else None,
        "versions": {"scipy": scipy.__version__},
    }


def by_highs(
    sizes: np.ndarray, room: np.ndarray, scores: np.ndarray, limit: float
) -> dict[str, object]:
    import highspy

    matrix, most, worth = matrices(sizes, room, scores)
    matrix = matrix.tocsr()
    lp = highspy.HighsLp()
    lp.num_col_, lp.num_row_ = len(worth), len(most)
    lp.col_cost_, lp.sense_ = worth.astype(float), highspy.ObjSense.kMaximize
    lp.col_lower_, lp.col_upper_ = np.zeros(len(worth)), np.ones(len(worth))
    lp.row_lower_, lp.row_upper_ = np.full(len(most), -highspy.kHighsInf), most.astype(float)
    lp.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
    lp.a_matrix_.start_, lp.a_matrix_.index_ = matrix.indptr, matrix.indices
    lp.a_matrix_.value_ = matrix.data
    lp.integrality_ = [highspy.HighsVarType.kInteger] * len(worth)
    model = highspy.Highs()
    for option, value in (
        ("output_flag", False),
        ("threads", 1),
        ("time_limit", limit),
        ("mip_rel_gap", 1e-6),
    ):
        model.setOptionValue(option, value)
    model.passModel(lp)
    start = time.perf_counter()
    model.run()
    told = model.getInfo()
    return {
        "seconds": time.perf_counter() - start,
        "value": round(told.objective_function_value),
        "bound": told.mip_dual_bound,
        "versions": {"highspy": model.version()},
    }


def by_cp_sat(
    sizes: np.ndarray, room: np.ndarray, scores: np.ndarray, limit: float
) -> dict[str, object]:
    import ortools
    from ortools.sat.python import cp_model

    model = cp_model.CpModel()
    pairs = [(int(f), int(s)) for f, s in np.argwhere(scores >= 0)]
    goes = {pair: model.new_bool_var("") for pair in pairs}
    by_family: dict[int, list[object]] = {}
    by_state: dict[int, list[object]] = {}
    for (family, state), variable in goes.items():
        by_family.setdefault(family, []).append(variable)
        by_state.setdefault(state, []).append(int(sizes[family]) * variable)
    for variables in by_family.values():
        model.add_at_most_one(variables)
    for state, terms in by_state.items():
        model.add(sum(terms) <= int(room[state]))
    model.maximize(sum(int(sizes[f] * scores[f, s]) * one for (f, s), one in goes.items()))
    solver = cp_model.CpSolver()
    solver.parameters.max_time_in_seconds = limit
    solver.parameters.num_workers = 1
    solver.parameters.relative_gap_limit = 1e-6
    start = time.perf_counter()
    status = solver.solve(model)
    is_found = status in {cp_model.OPTIMAL, cp_model.FEASIBLE}
    return {
        "seconds": time.perf_counter() - start,
        "value": int(solver.objective_value) if is_found else None,
        "bound": solver.best_objective_bound,
        "versions": {"ortools": ortools.__version__},
    }


def lexicographic(families: int, seed: int) -> Instance:
    """All seven aims, three dimensions, 10 % linked families, capacity equal to persons."""
    chance = random.Random(seed)
    people: list[Family] = []
    links: list[Link] = []
    for number in range(families):
        size = chance.choices(range(1, 8), SHARES)[0]
        is_tied = number % 20 in {0, 1}
        needs = {"accessible": 1} if chance.random() < 0.04 else {}
        if size == 1 and chance.random() < 0.04:
            needs["unaccompanied_child"] = 1
        excluded = frozenset(code for code in CODES if chance.random() < 0.05)
        people.append(
            Family(
                f"F{number:06}",
                size,
                chance.choices([0, 1, 2], [75, 20, 5])[0],
                chance.randint(0, size - 1),
                group=f"G{number // 20}" if is_tied else "",
                excluded=frozenset() if is_tied else excluded,
                needs=needs,
            )
        )
        if chance.random() < 0.25:
            kind = chance.choice(["family", "culture", "language"])
            links.append(Link(f"F{number:06}", chance.choice(CODES), kind, chance.random() < 0.5))
    persons = sum(one.size for one in people)
    weights = [chance.random() + 0.2 for _ in CODES]
    room = [int(persons * weight / sum(weights)) for weight in weights]
    room[0] += persons - sum(room)
    places = tuple(
        Place(
            code,
            "",
            many,
            {
                "accessible": max(1, many // 45),
                "unaccompanied_child": max(1, many // 60),
                "households_4_15": max(1, many // 9),
            },
        )
        for code, many in zip(CODES, room, strict=True)
    )
    wishes = (Preference("DE", "with children"), Preference("FR", "size 1"))
    owed = dict(zip(CODES, room, strict=True))
    return Instance(tuple(people), places, tuple(links), owed, wishes, (), seed)


def year_of(seed: int, turn: int, weekly: int = 60) -> list[Batch]:
    """Give 52 batches whose mix and scores drift; turn 1 is the year before."""
    chance = random.Random(seed)
    base = [chance.uniform(0, 30) for _ in CODES]
    drift = [chance.uniform(-20, 20) for _ in CODES]
    chance = random.Random(seed * 7 + turn)
    drift = [one + turn * chance.uniform(-6, 6) for one in drift]
    batches = []
    for week in range(52):
        count = max(1, int(chance.gauss(weekly, weekly * 0.15)))
        rows = []
        for _ in range(count):
            many = chance.random() < 0.2 + 0.4 * week / 52
            rows.append(
                tuple(
                    max(
                        1,
                        int(
                            (60 if many and s % 3 == 0 else 0)
                            + base[s]
                            + drift[s] * week / 52
                            + chance.uniform(0, 30)
                        ),
                    )
                    for s in range(len(CODES))
                )
            )
        sizes = tuple(chance.choices(range(1, 8), SHARES, k=count))
        batches.append(Batch(tuple(f"{week}-{n}" for n in range(count)), sizes, tuple(rows)))
    return batches


def arrivals(seed: int, *, looks_ahead: bool) -> tuple[float, float]:
    """Give what was gained against the bound of hindsight, and the longest batch in seconds."""
    batches = year_of(seed, 0)
    persons = sum(sum(batch.sizes) for batch in batches)
    room = [int(persons * 0.6 / len(CODES))] * len(CODES)
    awaited = sum(len(batch.ids) for batch in batches)
    year = Year(tuple(CODES), list(room), awaited, seed, [], tuple(year_of(seed, 1)))
    value, longest = 0, 0.0
    for batch in batches:
        start = time.perf_counter()
        homes = place_batch(year, batch, looks_ahead=looks_ahead)
        longest = max(longest, time.perf_counter() - start)
        value += gained(batch, homes)
    rows = [row for batch in batches for row in zip(batch.sizes, batch.scores, strict=True)]
    whole = Scored(
        tuple(map(str, range(len(rows)))),
        array("q", [size for size, _ in rows]),
        tuple(CODES),
        array("q", room),
        array("q", [score for _, scores in rows for score in scores]),
    )
    with Solver() as solver:
        return value / solve_scored(whole, solver, is_exact=False).bound, longest


def apart(solver, words):  # noqa: ANN001, ANN201 - OR-Tools and HiGHS cannot share a process
    with get_context("spawn").Pool(1) as pool:
        return pool.apply(solver, words)


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--families", type=int, nargs="*", default=[])
    parser.add_argument("--limit", type=float, default=60, help="seconds for each other solver")
    parser.add_argument("--only", nargs="*", default=["solidarity", "highs", "cp-sat", "scipy"])
    parser.add_argument("--lexicographic", type=int, nargs="*", default=[])
    parser.add_argument("--arrivals", type=int, default=0, help="years")
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    os.environ.setdefault("PYTHONPATH", os.pathsep.join(sys.path))
    others = {"highs": by_highs, "cp-sat": by_cp_sat, "scipy": by_scipy}
    for families in given.families:
        problem = instance(families, given.seed)
        for name in given.only:
            found = (
                by_command(*problem)
                if name == "solidarity"
                else apart(others[name], (*problem, given.limit))
            )
            value, bound = found["value"], found["bound"]
            gap = None if value is None or not bound else (bound - value) / abs(bound) * 1e6
            print(
                families,
                int(problem[0].sum()),
                name,
                f"{found['seconds']:.2f} s",
                "gap, ppm:",
                None if gap is None else round(gap, 3),
                found,
                flush=True,
            )
    for families in given.lexicographic:
        start = time.perf_counter()
        proposal = solve(lexicographic(families, given.seed), 22)
        print(
            families,
            f"{time.perf_counter() - start:.1f} s",
            len(proposal.placed),
            proposal.versions,
        )
        for aim in proposal.aims:
            print(
                "  ",
                aim.name,
                float(aim.value),
                aim.bound and float(aim.bound),
                None if aim.gap is None else f"{float(aim.gap):.6f}",
            )
    for year in range(1, given.arrivals + 1):
        ahead, greedy = arrivals(year, looks_ahead=True), arrivals(year, looks_ahead=False)
        print(
            f"year {year}: {ahead[0]:.4f} of hindsight, longest batch {ahead[1]:.2f} s;",
            f"greedy {greedy[0]:.4f}",
            flush=True,
        )


if __name__ == "__main__":
    main()
