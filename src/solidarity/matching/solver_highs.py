"""
HiGHS behind one function: a program with aims in order, one thread, limits of time.

Each aim is made as large as possible, then held while the next one is. Numbers become floating
point here and nowhere else; whole numbers come back, and others check them exactly.
"""

from __future__ import annotations

import time
from typing import Final

import highspy
import numpy as np

from solidarity.matching.program import Answer, Goal, Program

SLACK: Final = 1e-6
SECONDS_MIN: Final = 0.5
_GOOD: Final = (highspy.HighsModelStatus.kOptimal, highspy.HighsModelStatus.kTimeLimit)


def optimise(program: Program, seconds: float, gap: float = 0.0) -> Answer | None:
    """
    Solve a program aim by aim.

    Args:
        program: What to solve.
        seconds: Time for all aims together; each takes an equal part of what is left.
        gap: Relative gap at which an aim counts as proven.

    Returns:
        The answer; None if the conditions contradict each other.
    """
    model = _model(program)
    model.setOptionValue("mip_rel_gap", gap)
    start = time.monotonic()
    values: list[float] | None = None
    bounds: list[float | None] = []
    proven: list[bool] = []
    for place, goal in enumerate(program.goals):
        left = seconds - (time.monotonic() - start)
        share = max(left / (len(program.goals) - place), SECONDS_MIN)
        found, bound = _best(model, goal, share, values)
        if found is None and values is None:
            return None
        is_best = found is not None and bound is not None
        values = found if found is not None else values
        assert values is not None  # noqa: S101 - tells the type checker
        reached = sum(float(amount) * values[column] for column, amount in goal.terms.items())
        bounds.append(bound)
        proven.append(is_best and bound is not None and bound - reached <= SLACK * max(1, abs(reached)))
        _hold(model, goal, reached)
    return Answer(
        tuple(round(value) for value in values or [0.0] * len(program.limits)),
        tuple(bounds),
        tuple(proven),
        {"highspy": str(model.version()), "numpy": np.__version__},
    )


def _model(program: Program) -> highspy.Highs:
    lp = highspy.HighsLp()
    lp.num_col_ = len(program.limits)
    lp.num_row_ = len(program.rows)
    lp.col_cost_ = np.zeros(len(program.limits))
    lp.col_lower_ = np.zeros(len(program.limits))
    lp.col_upper_ = np.array(program.limits, dtype=float)
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
    kind = highspy.HighsVarType
    lp.integrality_ = [kind.kInteger if whole else kind.kContinuous for whole in program.whole]
    lp.sense_ = highspy.ObjSense.kMaximize
    model = highspy.Highs()
    for option, value in (("output_flag", False), ("threads", 1), ("parallel", "off")):
        model.setOptionValue(option, value)
    model.setOptionValue("mip_abs_gap", SLACK)
    model.passModel(lp)
    return model


def _best(
    model: highspy.Highs, goal: Goal, seconds: float, warm: list[float] | None
) -> tuple[list[float] | None, float | None]:
    """Make one aim as large as possible; give the values, and the bound if there is one."""
    count = model.getNumCol()
    cost = np.zeros(count)
    for column, amount in goal.terms.items():
        cost[column] = float(amount)
    model.changeColsCost(count, np.arange(count, dtype=np.int32), cost)
    if warm is not None:
        solution = highspy.HighsSolution()
        solution.col_value = warm
        model.setSolution(solution)
    model.setOptionValue("time_limit", model.getRunTime() + seconds)
    model.run()
    information = model.getInfo()
    if model.getModelStatus() not in _GOOD or information.primal_solution_status != SOLVED:
        return None, None
    bound = float(information.mip_dual_bound)
    return list(model.getSolution().col_value), bound if abs(bound) < FAR else None


SOLVED: Final = 2
FAR: Final = 1e29


def _hold(model: highspy.Highs, goal: Goal, reached: float) -> None:
    """Keep an aim at what it reached while the next ones are followed."""
    columns = np.array(list(goal.terms), dtype=np.int32)
    amounts = np.array([float(amount) for amount in goal.terms.values()])
    least = reached - SLACK * max(1.0, abs(reached) * SLACK)
    model.addRow(least, highspy.kHighsInf, len(columns), columns, amounts)
