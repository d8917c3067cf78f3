"""Article 15: the Coordinator."""

from __future__ import annotations

from solidarity.law.part2_annual_cycle.art15_coordinator import TASKS, silent_member_states


class TestParagraph2:
    """Seven tasks."""

    def test_the_points(self) -> None:
        assert "".join(TASKS) == "abcdefg"


class TestParagraph5:
    """Member States give the Coordinator what is needed."""

    def test_who_is_silent(self) -> None:
        found = silent_member_states(asked=frozenset({"DE", "AT"}), answered=frozenset({"DE"}))
        assert found == ("AT",)
