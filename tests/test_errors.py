"""The errors."""

from __future__ import annotations

import pytest

from solidarity.errors import (
    InputError,
    InvariantBroken,
    JournalMoved,
    LateAct,
    NoSolution,
    NotEntitled,
    NotLawful,
    OutOfScope,
    Problem,
    SolidarityError,
    WrongStation,
    hold,
)
from solidarity.terms.citations import Art


class TestProblem:
    @pytest.mark.parametrize(
        ("problem", "words"),
        [
            (Problem("no number"), "no number"),
            (Problem("no number", "digits"), "no number; expected digits"),
            (Problem("no number", file="a.csv"), "a.csv: no number"),
            (Problem("no number", file="a.csv", line=3), "a.csv:3: no number"),
            (Problem("no number", line=3), "line 3: no number"),
            (Problem("no number", column="gdp"), "column gdp: no number"),
            (
                Problem("no number", "digits", "a.csv", 3, "gdp", Art(66)),
                "a.csv:3, column gdp: no number; expected digits (Art. 66)",
            ),
        ],
    )
    def test_one_line(self, problem: Problem, words: str) -> None:
        assert str(problem) == words


class TestInputError:
    def test_one_problem_or_several(self) -> None:
        one, two = Problem("one"), Problem("two")
        assert InputError(one).problems == (one,)
        several = InputError([one, two])
        assert several.problems == (one, two)
        assert str(several) == "one\ntwo"


class TestRefusals:
    @pytest.mark.parametrize("kind", [NotLawful, WrongStation, LateAct, NotEntitled])
    def test_a_refusal_says_why_and_where(self, kind: type[NotLawful]) -> None:
        refusal = kind("Too early.", Art(13, 2))
        assert (refusal.why, refusal.source) == ("Too early.", Art(13, 2))
        assert str(refusal) == "Too early. (Art. 13(2))"
        assert isinstance(refusal, NotLawful)

    def test_no_solution_names_the_rules(self) -> None:
        refusal = NoSolution(["one", "two"])
        assert refusal.conflicting == ("one", "two")
        assert str(refusal) == "no solution: one; two"

    def test_a_journal_that_moved_says_where_it_stands(self) -> None:
        refusal = JournalMoved(expected=3, found=5)
        assert (refusal.expected, refusal.found) == (3, 5)
        assert "its last entry is 5, not 3; nothing was written" in str(refusal)

    @pytest.mark.parametrize("kind", [InputError, NotLawful, OutOfScope, NoSolution, JournalMoved])
    def test_one_root(self, kind: type[Exception]) -> None:
        assert issubclass(kind, SolidarityError)


class TestInvariants:
    def test_what_must_hold(self) -> None:
        hold(True, "never said")
        with pytest.raises(InvariantBroken, match="the sum is one"):
            hold(False, "the sum is one")

    def test_a_fault_of_ours_is_not_of_the_hierarchy(self) -> None:
        assert not issubclass(InvariantBroken, SolidarityError)
        assert issubclass(InvariantBroken, AssertionError)
