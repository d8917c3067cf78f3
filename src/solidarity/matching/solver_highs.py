"""
HiGHS behind one function: a program with aims in order, one thread, limits of time.

Each aim is made as large as possible, then held while the next one is. A small program is solved
in whole numbers as it is. Of a large one the relaxation is solved for all aims first: it gives the
bounds, and leaves few variables that are not whole; the exact solver repairs what lies around them.
Numbers become floating point here and nowhere else; whole numbers come back, and others check them.
"""

from __future__ import annotations

import math
import time
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

import highspy
import numpy as np

from solidarity.matching.program import Answer, Goal, Program
from solidarity.matching.spread import missing_conditions

SLACK: Final = 1e-6
SMALL: Final = 300
TURNS_MAX: Final = 50
SECONDS_MIN: Final = 0.5
CLOSE: Final = 1e-4
HEAVIER: Final = 3.0
FAR: Final = 1e29
FEASIBLE_POINT: Final = 2
Values = list[float]


@dataclass(slots=True)
class Relaxed:
    """
    The relaxation of a program, solved aim by aim.

    Attributes:
        values: Value of each variable.
        bounds: What no solution can exceed in each aim, the aims before it being held.
        rates: For each aim, by how much its bound rises for each unit an aim before it falls short.
    """

    values: Values
    bounds: Values
    rates: list[Values]


def optimise(program: Program, seconds: float, small: int = SMALL) -> Answer | None:
    """
    Solve a program aim by aim.

    Args:
        program: What to solve.
        seconds: Time for all aims together.
        small: Up to how many whole numbers it is solved as it is.

    Returns:
        The answer; None if the conditions contradict each other.
    """
    started = time.monotonic()
    if not any(program.whole):
        is_possible = all((row.least or 0) <= 0 for row in program.rows)
        nothing = [0.0] * len(program.limits)
        return _answer(nothing, (0.0,) * len(program.goals)) if is_possible else None
    if sum(program.whole) > small:
        relaxed = _relax(program)
        left = max(seconds - (time.monotonic() - started), seconds / 4)
        found = None if relaxed is None else _in_order(program, relaxed, left)
        if relaxed is not None and found is not None:
            rates = tuple(map(tuple, relaxed.rates))
            return _answer(found, tuple(relaxed.bounds), rates)
    answer = None
    for _ in range(TURNS_MAX):
        left = max(seconds - (time.monotonic() - started), seconds / 4)
        answer = _exact(program, left)
        rows = missing_conditions(program.supplies, answer.values) if answer else []
        if not rows:
            break
        program.rows += rows
    return answer


def _open(program: Program) -> tuple[Values, Values]:
    return [0.0] * len(program.limits), [float(limit) for limit in program.limits]


def _answer(
    values: Values, bounds: tuple[float | None, ...], rates: tuple[tuple[float, ...], ...] = ()
) -> Answer:
    model = highspy.Highs()  # type: ignore[no-untyped-call]
    versions = {"highspy": model.version(), "numpy": np.__version__}
    return Answer(tuple(round(value) for value in values), bounds, rates, versions)


def _worth(goal: Goal, values: Values) -> float:
    return sum(float(amount) * values[column] for column, amount in goal.terms.items())


# ── whole numbers ─────────────────────────────────────────────────────────────────────────────────


def _exact(program: Program, seconds: float) -> Answer | None:
    """Solve in whole numbers, nothing left out; each aim takes an equal part of the time left."""
    started = time.monotonic()
    values: Values | None = None
    bounds: list[float | None] = []
    held: list[tuple[Goal, float]] = []
    limits = _open(program)
    for place, goal in enumerate(program.goals):
        left = (seconds - (time.monotonic() - started)) / (len(program.goals) - place)
        found, bound = _best(_model(program, limits, held), goal, max(left, SECONDS_MIN), values)
        if found is None and values is None:
            return None
        values = found or values or []
        reached = _worth(goal, values)
        bounds.append(bound)
        held.append((goal, reached))
    return _answer(values or limits[0], tuple(bounds))


def _in_order(program: Program, relaxed: Relaxed, seconds: float) -> Values | None:
    """Repair the relaxation: all aims at once, then one by one what falls short."""
    started = time.monotonic()
    limits = _around(program, relaxed.values)
    first = _completed(program, [math.floor(value + SLACK) for value in relaxed.values])
    model = _model(program, limits, [])
    model.setOptionValue("mip_rel_gap", CLOSE * CLOSE)
    found, _ = _best(model, _all_at_once(program), seconds / 2, first)
    best = found or first
    values = _completed(program, [round(value) for value in best]) if best else None
    if values is None:
        return None
    held: list[tuple[Goal, float]] = []
    for place, (goal, reach) in enumerate(zip(program.goals, relaxed.bounds, strict=True)):
        left = (seconds - (time.monotonic() - started)) / min(len(program.goals) - place, 3)
        worth = _worth(goal, values)
        if worth < reach - SLACK * max(1, abs(reach)) and left > 0:
            model = _model(program, limits, held)
            model.setOptionValue("mip_rel_gap", CLOSE)
            better, _ = _best(model, goal, left, values)
            if better and _worth(goal, better) > worth:
                values = _completed(program, [round(one) for one in better]) or values
        held.append((goal, _worth(goal, values)))
    return values


def _completed(program: Program, start: list[int]) -> Values | None:
    """Give whole numbers the best values of all else; None if they break a condition."""
    least, most = _open(program)
    for number, is_whole in enumerate(program.whole):
        if is_whole:
            least[number] = most[number] = float(start[number])
    model = _model(program, (least, most), [], whole=False)
    _follow(model, _all_at_once(program))
    model.run()
    if model.getModelStatus() != highspy.HighsModelStatus.kOptimal:
        return None
    return list(model.getSolution().col_value)


def _all_at_once(program: Program) -> Goal:
    """Add up all aims but the last, each a few times as heavy as the next."""
    terms: dict[int, float] = {}
    weight = 1.0
    for goal in reversed(program.goals[:-1]):
        for column, amount in goal.terms.items():
            terms[column] = terms.get(column, 0.0) + weight * float(amount)
        weight *= HEAVIER
    return Goal("all", {column: Fraction(amount) for column, amount in terms.items()})


def _best(
    model: highspy.Highs, goal: Goal, seconds: float, warm: Values | None
) -> tuple[Values | None, float | None]:
    """Make one aim as large as possible; give the values, and the bound if there is one."""
    _follow(model, goal)
    if warm is not None:
        solution = highspy.HighsSolution()
        solution.col_value = warm
        model.setSolution(solution)
    model.setOptionValue("time_limit", seconds)
    model.run()
    information = model.getInfo()
    if information.primal_solution_status != FEASIBLE_POINT:
        return None, None
    bound = float(information.mip_dual_bound)
    return list(model.getSolution().col_value), bound if abs(bound) < FAR else None


# ── the relaxation ────────────────────────────────────────────────────────────────────────────────


def _relax(program: Program) -> Relaxed | None:
    """Solve the relaxation aim by aim, from one basis to the next."""
    model = _model(program, _open(program), [], whole=False)
    first = model.getNumRow()
    relaxed = Relaxed([], [], [])
    for goal in program.goals:
        _follow(model, goal)
        model.run()
        if model.getModelStatus() != highspy.HighsModelStatus.kOptimal:
            return None
        solution = model.getSolution()
        relaxed.values = list(solution.col_value)
        bound = _worth(goal, relaxed.values)
        relaxed.rates.append([abs(rate) for rate in list(solution.row_dual)[first:]])
        relaxed.bounds.append(bound)
        _hold(model, goal, bound)
    return relaxed


def _around(program: Program, values: Values) -> tuple[Values, Values]:
    """Let each whole number vary around its relaxed value; what is nothing there stays nothing."""
    least: Values = []
    most: Values = []
    for value, limit, whole in zip(values, program.limits, program.whole, strict=True):
        if not whole:
            least.append(0.0)
            most.append(float(limit))
        else:
            least.append(max(0.0, math.floor(value + SLACK) - 1.0))
            most.append(0.0 if value < SLACK else min(float(limit), math.ceil(value - SLACK) + 1.0))
    return least, most


# ── the model ─────────────────────────────────────────────────────────────────────────────────────


def _model(
    program: Program,
    limits: tuple[Values, Values],
    held: list[tuple[Goal, float]],
    *,
    whole: bool = True,
) -> highspy.Highs:
    lp = highspy.HighsLp()
    lp.num_col_ = len(program.limits)
    lp.num_row_ = len(program.rows)
    lp.col_cost_ = np.zeros(len(program.limits))
    lp.col_lower_ = np.array(limits[0])
    lp.col_upper_ = np.array(limits[1])
    infinite = highspy.kHighsInf
    lp.row_lower_ = np.array(
        [-infinite if row.least is None else float(row.least) for row in program.rows]
    )
    lp.row_upper_ = np.array(
        [infinite if row.most is None else float(row.most) for row in program.rows]
    )
    lp.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
    lp.a_matrix_.start_ = np.cumsum([0] + [len(row.terms) for row in program.rows])
    lp.a_matrix_.index_ = np.array([one for row in program.rows for one in row.terms], dtype=int)
    lp.a_matrix_.value_ = np.array(
        [float(amount) for row in program.rows for amount in row.terms.values()]
    )
    if whole:
        kinds = highspy.HighsVarType
        lp.integrality_ = [kinds.kInteger if one else kinds.kContinuous for one in program.whole]
    lp.sense_ = highspy.ObjSense.kMaximize
    model = highspy.Highs()  # type: ignore[no-untyped-call]
    for option, value in (("output_flag", False), ("threads", 1), ("parallel", "off")):
        model.setOptionValue(option, value)
    model.setOptionValue("mip_rel_gap", 0.0)
    model.setOptionValue("mip_abs_gap", SLACK)
    model.passModel(lp)
    for goal, reached in held:
        _hold(model, goal, reached)
    return model


def _follow(model: highspy.Highs, goal: Goal) -> None:
    count = model.getNumCol()
    cost = np.zeros(count)
    for column, amount in goal.terms.items():
        cost[column] = float(amount)
    model.changeColsCost(count, np.arange(count, dtype=np.int32), cost)


def _hold(model: highspy.Highs, goal: Goal, reached: float) -> None:
    """Keep an aim at what it reached while the next ones are followed."""
    columns = np.array(list(goal.terms), dtype=np.int32)
    amounts = np.array([float(amount) for amount in goal.terms.values()])
    least = reached - SLACK * max(1.0, abs(reached) * SLACK)
    model.addRow(least, highspy.kHighsInf, len(columns), columns, amounts)
