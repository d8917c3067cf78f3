"""Finding the best proposal; every answer is checked anew before anyone sees it."""

from __future__ import annotations

from solidarity.matching.problem import Scored
from solidarity.matching.program import ScoreTask
from solidarity.matching.result import ScoredProposal
from solidarity.matching.solver import Solver
from solidarity.matching.verify import check_scored


def solve_scored(problem: Scored, solver: Solver) -> ScoredProposal:
    """
    Solve the form with scores.

    Args:
        problem: What to solve.
        solver: A child process that has not answered yet.

    Raises:
        NoSolution: If the limits of time or memory are reached.
    """
    task = ScoreTask(problem.sizes, problem.room, problem.scores, problem.seed)
    answer = solver.scores(task)
    homes = tuple(answer.homes)
    objective, bound = check_scored(problem, homes, answer.prices)
    return ScoredProposal(homes, answer.prices, objective, bound, answer.versions)
