"""The parts one by one: who of a kind goes where, the last few, the child process, exceptions."""

import io
import pickle
from array import array
from fractions import Fraction
from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from solidarity.errors import NoSolution
from solidarity.matching import solver_child, solver_exact
from solidarity.matching.problem import Decision, Family, Instance, Link, Place
from solidarity.matching.program import (
    Answer,
    Goal,
    Program,
    ProgramTask,
    Row,
    ScoreAnswer,
    ScoreTask,
)
from solidarity.matching.reasons import links_not_honoured
from solidarity.matching.result import AimValue, Proposal
from solidarity.matching.rules import units_of
from solidarity.matching.settle import settle
from solidarity.matching.solver_highs import optimise
from solidarity.matching.solver_transport import EXCLUDED, transport
from solidarity.matching.spread import TooFew, spread
from solidarity.matching.verify import check


class TestSpread:
    @given(
        st.lists(st.frozensets(st.integers(0, 2)), max_size=5),
        st.dictionaries(st.integers(0, 2), st.integers(1, 3)),
    )
    @settings(max_examples=300, deadline=None)
    def test_it_fills_exactly_what_can_be_filled(
        self, options: list[frozenset[int]], wanted: dict[int, int]
    ) -> None:
        choices = product(*[[None, *sorted(one)] for one in options])
        possible = any(
            all(choice.count(column) == count for column, count in wanted.items())
            for choice in choices
        )
        found = spread(options, wanted)
        assert isinstance(found, TooFew) != possible
        if isinstance(found, TooFew):
            able = sum(bool(one & found.columns) for one in options)
            assert able == found.units < sum(wanted.get(one, 0) for one in found.columns)
        else:
            assert all(found.count(column) == count for column, count in wanted.items())
            assert all(
                home is None or home in one for home, one in zip(found, options, strict=True)
            )


@st.composite
def half_placed(draw: st.DrawFn) -> tuple[Instance, dict[str, int]]:
    """Families of which some have a place already, within the room there is."""
    sizes = draw(st.lists(st.integers(1, 4), min_size=1, max_size=8))
    room = draw(st.lists(st.integers(0, 6), min_size=1, max_size=3))
    states = ("DE", "FR", "IT")[: len(room)]
    people = tuple(
        Family(
            f"F{n}",
            size,
            draw(st.sampled_from([0, 0, 1, 2])),
            excluded=frozenset(draw(st.sets(st.sampled_from(states), max_size=1))),
        )
        for n, size in enumerate(sizes)
    )
    tied = draw(st.lists(st.integers(0, len(sizes) - 1), max_size=3))
    links = tuple(Link(f"F{n}", states[n % len(states)], "family", n % 2 == 0) for n in tied)
    places = tuple(Place(state, "", many) for state, many in zip(states, room, strict=True))
    homes: dict[str, int] = {}
    free = list(room)
    for family in people:
        place = draw(st.integers(0, len(room) - 1))
        is_open = states[place] not in family.excluded and free[place] >= family.size
        if draw(st.booleans()) and is_open:
            free[place] -= family.size
            homes[family.id] = place
    return Instance(people, places, links), homes


class TestSettle:
    @given(half_placed())
    @settings(max_examples=400, deadline=None)
    def test_nothing_first_gets_worse_and_every_rule_holds(
        self, given_: tuple[Instance, dict[str, int]]
    ) -> None:
        instance, before = given_
        units = units_of(instance)[0]
        after = settle(instance, units, before)
        slots = [place.slot for place in instance.places]
        placed = {
            unit.families[0].id: slots[home]
            for unit, home in zip(units, after, strict=True)
            if home is not None
        }
        reached = check(instance, placed)
        assert reached[:2] >= check(instance, {one: slots[n] for one, n in before.items()})[:2]

    def test_a_decision_not_to_place_is_kept(self) -> None:
        decision = Decision("F0", "", "A. Officer", "in hospital")
        instance = Instance((Family("F0", 1),), (Place("DE", "", 1),), decisions=(decision,))
        assert settle(instance, units_of(instance)[0], {}) == [None]


class TestLinksNotHonoured:
    def told(self, *people: Family, placed: str, **more: object) -> list[str]:
        """F0 has an evidenced link to DE, where F1, without a link, has the place."""
        links = (Link("F0", "DE", "family", True),)
        places = (Place("DE", "", 3), Place("FR", "", 3))
        instance = Instance(people, places, links, **more)  # type: ignore[arg-type]
        slots = {"F1": ("DE", "")} | ({"F0": (placed, "")} if placed else {})
        found = links_not_honoured(instance, Proposal(slots, "feasible", (), {}, 0))
        return [why for *_, why in found]

    def test_each_exception_says_why(self) -> None:
        assert self.told(Family("F0", 2), Family("F1", 2, 1), placed="") == [
            "the other family is vulnerable and could not be placed elsewhere"
        ]
        assert "fewer persons" in self.told(Family("F0", 2), Family("F1", 3), placed="")[0]
        assert "would become free" in self.told(Family("F0", 2), Family("F1", 2), placed="FR")[0]
        decided = (Decision("F1", "DE", "A. Officer", "school"),)
        told = self.told(Family("F0", 2), Family("F1", 2), placed="FR", decisions=decided)
        assert told == ["an officer has decided otherwise"]

    def test_no_exception_where_it_could_not_take_the_place(self) -> None:
        assert self.told(Family("F0", 3), Family("F1", 2), placed="FR") == []
        assert self.told(Family("F0", 2), Family("F1", 2), placed="DE") == []


class TestChild:
    score = ScoreTask(array("q", [1]), array("q", [1]), array("q", [4]), 0)

    def test_it_answers_each_task(self) -> None:
        found = solver_child.answer(self.score)
        assert isinstance(found, ScoreAnswer)
        assert list(found.homes) == [0]
        program = Program()
        program.goals = [Goal("one", {program.variable(3): 1})]
        answer = solver_child.answer(ProgramTask(program, 1))
        assert isinstance(answer, Answer)
        assert answer.values == (3,)

    def test_it_speaks_over_its_standard_streams(self, monkeypatch: pytest.MonkeyPatch) -> None:
        limits: list[tuple[int, int]] = []
        said = io.BytesIO()
        monkeypatch.setattr(solver_child.sys, "argv", ["child", "77"])
        monkeypatch.setattr(
            solver_child.sys, "stdin", io.TextIOWrapper(io.BytesIO(pickle.dumps(self.score)))
        )
        monkeypatch.setattr(solver_child.sys, "stdout", io.TextIOWrapper(said))
        monkeypatch.setattr(solver_child.resource, "setrlimit", lambda _, two: limits.append(two))
        solver_child.main()
        assert limits == [(77, 77)]
        assert isinstance(pickle.loads(said.getvalue()), ScoreAnswer)  # noqa: S301

    def test_conditions_that_contradict_each_other(self) -> None:
        program = Program()
        one = program.variable(1)
        program.rows = [Row({one: 1}, 2, None)]
        program.goals = [Goal("one", {one: 1})]
        assert optimise(program, 1) is None
        empty = Program(rows=[Row({}, 1, None)])
        assert optimise(empty, 1) is None


class TestTransport:
    def test_samples_first_then_all(self) -> None:
        chance = np.random.default_rng(3)
        sizes, scores = chance.integers(1, 4, 1500), chance.integers(0, 50, (1500, 5))
        scores[chance.random((1500, 5)) < 0.1] = EXCLUDED
        room = np.full(5, sizes.sum() // 5)
        found = transport(sizes, room, scores, 0)
        loads = np.bincount(found.homes, weights=sizes, minlength=6)[:5]
        assert (loads <= room).all()

    def test_the_exact_solver_sees_only_the_nearest_pairs(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(solver_exact, "PAIRS_MAX", 60)
        chance = np.random.default_rng(4)
        sizes, scores = chance.integers(3, 6, 60), chance.integers(0, 9, (60, 20))
        room = np.full(20, 11)
        found = solver_exact.best(sizes, room, scores, 0)
        assert (np.bincount(found.homes, weights=sizes, minlength=21)[:20] <= room).all()


def test_an_aim_without_a_bound_has_no_gap() -> None:
    aim = AimValue("x", 1, Fraction(1), None, Fraction(1))
    assert aim.gap is None
    assert NoSolution(["a", "b"]).conflicting == ("a", "b")
