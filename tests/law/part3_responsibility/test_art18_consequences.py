"""Art. 18: proposals, what stands against them, what remains."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from solidarity.law.part3_responsibility.art18_consequences import (
    Presence,
    counts_late,
    obstacles_to_decision,
    obstacles_to_proposal,
    remaining_conditions,
)

CASE = Presence(informed=True, decision_notified=True, present_in="DE", required_in="IT")


class TestParagraphs1And3:
    """Only after information, after a notified decision, elsewhere, and not for victims."""

    def test_it_may_be_proposed(self) -> None:
        assert obstacles_to_proposal(CASE) == ()

    @pytest.mark.parametrize(
        ("change", "name"),
        [
            ({"informed": False}, "not_informed"),
            ({"decision_notified": False}, "no_decision"),
            ({"present_in": "IT"}, "right_place"),
            ({"trafficking_signs": True}, "trafficking"),
        ],
    )
    def test_each_obstacle(self, change: dict[str, object], name: str) -> None:
        assert [item.name for item in obstacles_to_proposal(replace(CASE, **change))] == [name]

    def test_the_information_duty_comes_first(self) -> None:
        found = obstacles_to_proposal(Presence(False, False, "IT", "IT", trafficking_signs=True))
        assert [item.name for item in found] == [
            "not_informed",
            "no_decision",
            "right_place",
            "trafficking",
        ]
        assert [str(item.source) for item in found] == [
            *["Art. 18(1), subparagraph 1"] * 3,
            "Art. 18(3)",
        ]

    def test_what_remains(self) -> None:
        assert [item.name for item in remaining_conditions(minor=True)] == [
            "health_care",
            "schooling",
            "dignified_minimum",
        ]
        assert "schooling" not in {item.name for item in remaining_conditions(minor=False)}
        assert len(remaining_conditions(minor=False)) == 2


class TestParagraph2:
    """Late evidence counts only if decisive."""

    @pytest.mark.parametrize(
        ("day", "decisive", "expected"),
        [(10, False, True), (11, False, False), (11, True, True), (9, True, True)],
    )
    def test_lateness(self, *, day: int, decisive: bool, expected: bool) -> None:
        found = counts_late(
            submitted=date(2026, 9, day), until=date(2026, 9, 10), decisive=decisive
        )
        assert found is expected


class TestParagraph4:
    """The single case is weighed, and the measure is proportionate."""

    def test_what_the_officer_still_does(self) -> None:
        assert [item.name for item in obstacles_to_decision(CASE)] == [
            "not_assessed",
            "not_proportionate",
        ]
        assert obstacles_to_decision(replace(CASE, assessed=True, proportionate=True)) == ()

    def test_what_forbids_a_proposal_forbids_a_decision(self) -> None:
        done = replace(CASE, assessed=True, proportionate=True, informed=False)
        assert [item.name for item in obstacles_to_decision(done)] == ["not_informed"]
