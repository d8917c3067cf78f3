"""Finding the best proposal; every answer is checked anew before anyone sees it."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction
from typing import Final

from solidarity.errors import NoSolution, hold
from solidarity.matching.aims import MIX, PROPORTION, SEED, Column, Model, model_of
from solidarity.matching.problem import PROFILES, Instance, Scored
from solidarity.matching.program import Answer, ProgramTask, ScoreTask
from solidarity.matching.result import FEASIBLE, OPTIMAL, AimValue, Proposal, ScoredProposal
from solidarity.matching.rules import offered, units_of
from solidarity.matching.settle import order_of, settle
from solidarity.matching.solver import Solver
from solidarity.matching.spread import TooFew, spread, trim
from solidarity.matching.verify import check, check_scored

SECONDS: Final = 25.0
FINE: Final = 10**6
TOLERANCE: Final = Fraction(1, 100)
PROVEN: Final = Fraction(1, FINE)


def solve_scored(problem: Scored, solver: Solver, *, is_exact: bool = True) -> ScoredProposal:
    """
    Solve the form with scores.

    Args:
        problem: What to solve.
        solver: A child process that has not answered yet.
        is_exact: Whether an exact solver repairs what the transport leaves open.

    Raises:
        NoSolution: If the limits of time or memory are reached.
    """
    task = ScoreTask(problem.sizes, problem.room, problem.scores, problem.seed, is_exact)
    answer = solver.scores(task)
    homes = tuple(answer.homes)
    objective, bound = check_scored(problem, homes, answer.prices)
    return ScoredProposal(homes, answer.prices, objective, bound, answer.versions)


def solve(instance: Instance, seconds: float = SECONDS) -> Proposal:
    """
    Make the best proposal in the order of the aims.

    Args:
        instance: The problem.
        seconds: Time for the solver, all aims and rounds together.

    Returns:
        The proposal, every hard rule and every value of it checked anew.

    Raises:
        NoSolution: If linked families or decisions are against the hard rules, or the limits of
            memory are reached.
    """
    units, separated = units_of(instance)
    model = model_of(instance, units)
    answer = _answered(model, seconds)
    homes = settle(instance, units, _spread(model, answer))
    placed = {
        family.id: instance.places[place].slot
        for unit, place in zip(units, homes, strict=True)
        if place is not None
        for family in unit.families
    }
    values = (*check(instance, placed, separated), _drawn(model, answer))
    aims = _measured(model, answer, values)
    is_best = all(aim.gap is not None and aim.gap <= PROVEN for aim in aims)
    status = OPTIMAL if is_best else FEASIBLE
    return Proposal(placed, status, aims, answer.versions, instance.seed, separated)


def _answered(model: Model, seconds: float) -> Answer:
    with Solver(seconds * 2 + 60) as solver:
        answer = solver.program(ProgramTask(model.program, seconds))
    if answer is None:
        raise NoSolution(_conflicts(model))
    return answer


def _conflicts(model: Model) -> list[str]:
    """Name the decisions, and the places they need together and that are not there."""
    decided = [
        unit for units in model.kinds for unit in units if unit.decision and unit.decision.state
    ]
    told = []
    for number, place in enumerate(model.instance.places):
        here = [unit for unit in decided if unit.options == (number,)]
        for name, most in offered(place).items():
            needed = sum(unit.takes.get(name, 0) for unit in here)
            if needed > most:
                told.append(f"decisions need {needed} {name} in {place.state}, there are {most}")
    return told or ["the decisions together need more places than there are"]


def _spread(model: Model, answer: Answer) -> dict[str, int]:
    """Say who of each kind goes where, by its first family; who cannot be is left out."""
    homes: dict[str, int] = {}
    places = {column.variable: column.place for column in model.columns}
    mine: dict[int, list[Column]] = {kind: [] for kind in range(len(model.kinds))}
    for column in model.columns:
        mine[column.kind].append(column)
    for units, columns in zip(model.kinds, mine.values(), strict=True):
        counts = {column.variable: answer.values[column.variable] for column in columns}
        wanted = {variable: count for variable, count in counts.items() if count}
        ordered = sorted(units, key=lambda unit: order_of(model.instance.seed, unit))
        options = [model.options(unit, columns) for unit in ordered]
        while isinstance(found := spread(options, wanted), TooFew):
            trim(wanted, found)
        for unit, variable in zip(ordered, found, strict=True):
            if variable is not None:
                homes[unit.families[0].id] = places[variable]
    return homes


def _drawn(model: Model, answer: Answer) -> Fraction:
    terms = model.program.goals[-1].terms
    return Fraction(sum(count * answer.values[variable] for variable, count in terms.items()))


def _measured(model: Model, answer: Answer, values: Sequence[Fraction]) -> tuple[AimValue, ...]:
    """Put values, bounds and scales together, and the weight each unit has against what follows."""
    instance = model.instance
    persons = sum(family.size for family in instance.families)
    scales = {
        PROPORTION: Fraction(persons),
        MIX: Fraction(len(PROFILES) * max(len(instance.families), 1)),
    }
    aims = []
    short: list[float] = []
    for place, (goal, value) in enumerate(zip(model.program.goals, values, strict=True)):
        bound = answer.bounds[place]
        if bound is not None and answer.rates:
            rise = sum(a * b for a, b in zip(answer.rates[place], short, strict=True))
            short.append(max(bound - float(value), 0.0))
            bound += rise
        most = _bound(bound, value)
        scale = scales.get(goal.name, abs(value if most is None else most))
        aims.append(AimValue(goal.name, 1, value, most, scale))
    weight = 1
    weighted: list[AimValue] = []
    for aim in reversed(aims):
        weighted.append(replace(aim, weight=weight))
        steps = persons * max(sum(instance.owed.values()), len(instance.families), FINE)
        weight *= 1 + (steps if aim.name in {PROPORTION, MIX, SEED} else _range(instance, persons))
    return tuple(reversed(weighted))


def _range(instance: Instance, persons: int) -> int:
    months = len({place.month for place in instance.places})
    return persons * max(months, len(PROFILES))


def _bound(bound: float | None, value: Fraction) -> Fraction | None:
    """Round a bound up to a millionth; what is reached can exceed it by rounding only."""
    if bound is None:
        return None
    exact = Fraction(math.ceil(bound * FINE), FINE)
    if abs(exact - round(exact)) * FINE <= 1000:  # noqa: PLR2004 - a thousandth
        exact = Fraction(round(exact))
    hold(value <= exact + TOLERANCE, f"{value} does not exceed its bound {bound}")
    return max(exact, value)
