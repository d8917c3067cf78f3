"""The form with scores: against brute force, and what must always hold."""

import os
from array import array
from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from solidarity.errors import InvariantBroken, NoSolution
from solidarity.matching.problem import Scored
from solidarity.matching.program import EXCLUDED
from solidarity.matching.result import FEASIBLE, OPTIMAL
from solidarity.matching.solve import solve_scored
from solidarity.matching.solver import Solver
from solidarity.matching.solver_exact import best
from solidarity.matching.solver_transport import transport
from solidarity.matching.verify import check_scored

EXAMPLES = int(os.environ.get("MATCHING_EXAMPLES", "100"))


@st.composite
def scored(draw: st.DrawFn, families: int = 8, states: int = 4) -> Scored:
    rows, columns = draw(st.integers(1, families)), draw(st.integers(1, states))
    cell = st.one_of(st.integers(-3, 6), st.just(EXCLUDED), st.integers(-1000, 1000))
    return Scored(
        tuple(f"F{n}" for n in range(rows)),
        array("q", draw(st.lists(st.integers(1, 7), min_size=rows, max_size=rows))),
        tuple(f"S{n}" for n in range(columns)),
        array("q", draw(st.lists(st.integers(0, 15), min_size=columns, max_size=columns))),
        array("q", draw(st.lists(cell, min_size=rows * columns, max_size=rows * columns))),
        draw(st.integers(0, 3)),
    )


def solved(problem: Scored) -> tuple[tuple[int, ...], tuple[int, ...]]:
    rows, columns = len(problem.sizes), len(problem.room)
    scores = np.array(problem.scores, dtype=np.int64).reshape(rows, columns)
    found = best(np.array(problem.sizes), np.array(problem.room), scores, problem.seed)
    return tuple(map(int, found.homes)), tuple(map(int, found.prices))


def brute_force(problem: Scored) -> int:
    """Try everything, one family after the other, keeping the best of each use of room."""
    reached = {(0,) * len(problem.room): 0}
    width = len(problem.room)
    for row, size in enumerate(problem.sizes):
        after = dict(reached)
        for loads, value in reached.items():
            for state in range(width):
                score = problem.scores[row * width + state]
                full = (*loads[:state], loads[state] + size, *loads[state + 1 :])
                if score == EXCLUDED or full[state] > problem.room[state]:
                    continue
                after[full] = max(after.get(full, -(10**9)), value + size * score)
        reached = after
    return max(reached.values())


class TestAgainstBruteForce:
    @given(scored())
    @settings(max_examples=EXAMPLES, deadline=None)
    def test_nothing_better_exists(self, problem: Scored) -> None:
        homes, prices = solved(problem)
        objective, bound = check_scored(problem, homes, prices)
        assert objective == brute_force(problem) <= bound

    @given(scored())
    @settings(max_examples=30, deadline=None)
    def test_the_same_again(self, problem: Scored) -> None:
        assert solved(problem) == solved(problem)

    @given(scored(), st.integers(0, 3))
    @settings(max_examples=30, deadline=None)
    def test_one_more_place_never_costs(self, problem: Scored, state: int) -> None:
        before = check_scored(problem, *solved(problem))[0]
        problem.room[state % len(problem.room)] += 1
        assert check_scored(problem, *solved(problem))[0] >= before


def large(families: int, sizes: tuple[int, ...], seed: int = 1) -> Scored:
    chance = np.random.default_rng(seed)
    persons = chance.choice(sizes, size=families)
    scores = chance.integers(0, 101, size=(families, 23))
    scores[chance.random((families, 23)) < 0.05] = EXCLUDED
    room = np.full(23, persons.sum() // 23)
    room[: persons.sum() - room.sum()] += 1
    return Scored(
        tuple(f"F{n:06}" for n in range(families)),
        array("q", persons.tolist()),
        tuple(f"S{n}" for n in range(23)),
        array("q", room.tolist()),
        array("q", scores.ravel().tolist()),
    )


class TestLarge:
    def test_the_bound_is_reached_and_everybody_placed(self) -> None:
        problem = large(6000, (1, 1, 1, 2, 3, 4, 7))
        with Solver() as solver:
            proposal = solve_scored(problem, solver)
        assert proposal.gap * 10**6 <= 10
        assert 23 not in proposal.homes
        assert proposal.versions["numpy"] == np.__version__

    def test_without_persons_alone_an_exact_solver_repairs(self) -> None:
        problem = large(150, (2, 3, 4, 5))
        homes, prices = solved(problem)
        objective, bound = check_scored(problem, homes, prices)
        rows = np.array(problem.scores).reshape(150, 23)
        first = transport(np.array(problem.sizes), np.array(problem.room), rows, 0)
        alone = check_scored(problem, tuple(map(int, first.homes)), tuple(map(int, first.prices)))
        assert alone[0] <= objective <= bound

    def test_the_seed_decides_between_equals_and_costs_nothing(self) -> None:
        problem = large(400, (1,))
        problem.scores[:] = array("q", [1] * len(problem.scores))
        homes = {}
        for seed in (1, 2):
            found = Scored(*[getattr(problem, n) for n in problem.__slots__[:-1]], seed)
            homes[seed] = solved(found)[0]
            assert check_scored(found, homes[seed], solved(found)[1])[0] == 400
        assert homes[1] != homes[2]


class TestVerify:
    problem = Scored(
        ("A", "B"), array("q", [2, 1]), ("S",), array("q", [2]), array("q", [3, EXCLUDED])
    )

    def test_counts_objective_and_bound(self) -> None:
        assert check_scored(self.problem, (0, 1), (0,)) == (6, 6)

    @pytest.mark.parametrize(
        ("homes", "prices"),
        [((0,), (0,)), ((1, 0), (0,)), ((0, 1), (-1,)), ((0, 1), ())],
    )
    def test_refuses_what_is_wrong(self, homes: tuple[int, ...], prices: tuple[int, ...]) -> None:
        with pytest.raises(InvariantBroken):
            check_scored(self.problem, homes, prices)

    def test_refuses_an_overfull_state(self) -> None:
        problem = Scored(("A",), array("q", [3]), ("S",), array("q", [2]), array("q", [1]))
        with pytest.raises(InvariantBroken, match="overfull"):
            check_scored(problem, (0,), (9,))


class TestSolver:
    def test_a_limit_of_time_is_one_message(self) -> None:
        with Solver(seconds=0.001) as solver, pytest.raises(NoSolution, match="did not end"):
            solve_scored(large(20, (1,)), solver)

    def test_a_limit_of_memory_is_one_message(self) -> None:
        with Solver(memory=1 << 20) as solver, pytest.raises(NoSolution, match="ended early"):
            solve_scored(large(20, (1,)), solver)

    def test_status(self) -> None:
        with Solver() as solver:
            proposal = solve_scored(TestVerify.problem, solver)
        assert proposal.status == OPTIMAL
        assert proposal.gap == 0
        assert FEASIBLE != OPTIMAL


def test_product_of_states_is_small() -> None:
    """The brute force of the tests itself, against trying every combination."""
    problem = Scored(
        ("A", "B"), array("q", [2, 1]), ("S", "T"), array("q", [2, 1]), array("q", [3, 1, 5, 4])
    )
    best_value = 0
    for homes in product(range(3), repeat=2):
        loads, value = [0, 0, 0], 0
        for row, home in enumerate(homes):
            loads[home] += problem.sizes[row]
            value += problem.sizes[row] * problem.scores[row * 2 + home] if home < 2 else 0
        if loads[0] <= 2 and loads[1] <= 1:
            best_value = max(best_value, value)
    assert brute_force(problem) == best_value
