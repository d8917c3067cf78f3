"""Art. 18 at work: never by itself."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from solidarity.cases.consequences import (
    GROUNDS_TO_REDUCE,
    Proposal,
    decide,
    propose_end_elsewhere,
    propose_place_order,
    propose_reduction,
)
from solidarity.errors import InputError, NotLawful
from solidarity.law.part3_responsibility.art18_consequences import Presence

ELSEWHERE = Presence(
    informed=True,
    decision_notified=True,
    present_in="DE",
    required_in="IT",
    assessed=True,
    proportionate=True,
)
THERE = replace(ELSEWHERE, present_in="IT")


def decided(proposal: Proposal, *, ordered: bool = True) -> Proposal:
    return decide(
        proposal, officer="officer 7", on=date(2026, 9, 1), reasons="weighed", ordered=ordered
    )


class TestEndElsewhere:
    def test_a_proposal_names_what_remains(self) -> None:
        proposal = propose_end_elsewhere(ELSEWHERE, minor=True)
        assert [item.name for item in proposal.remains] == [
            "health_care",
            "schooling",
            "dignified_minimum",
        ]
        assert (proposal.ordered, proposal.decided_by) == (False, "")

    def test_the_information_duty_is_checked_first(self) -> None:
        with pytest.raises(NotLawful, match=r"was not informed before \(Art\. 18\(1\)"):
            propose_end_elsewhere(
                replace(ELSEWHERE, informed=False, trafficking_signs=True), minor=False
            )

    def test_not_for_possible_victims_of_trafficking(self) -> None:
        with pytest.raises(NotLawful, match=r"Art\. 18\(3\)"):
            propose_end_elsewhere(replace(ELSEWHERE, trafficking_signs=True), minor=False)

    def test_not_where_the_person_is_required_to_be(self) -> None:
        with pytest.raises(NotLawful, match="where presence is required"):
            propose_end_elsewhere(THERE, minor=False)


class TestReduction:
    @pytest.mark.parametrize("ground", GROUNDS_TO_REDUCE)
    def test_grounds(self, ground: str) -> None:
        proposal = propose_reduction(THERE, ground=ground, minor=False)
        assert str(proposal.source) == "Art. 23(1) Directive (EU) 2024/1346"
        assert proposal.open_points == ()

    def test_no_other_ground(self) -> None:
        with pytest.raises(InputError, match="no ground to reduce"):
            propose_reduction(THERE, ground="complained", minor=False)

    def test_not_elsewhere(self) -> None:
        with pytest.raises(NotLawful, match="required to be elsewhere"):
            propose_reduction(ELSEWHERE, ground="absconded", minor=False)

    def test_not_without_information(self) -> None:
        with pytest.raises(NotLawful, match="not informed"):
            propose_reduction(replace(THERE, informed=False), ground="absconded", minor=False)


class TestPlaceOrder:
    def test_proposal(self) -> None:
        proposal = propose_place_order(replace(THERE, proportionate=False), minor=True)
        assert [item.name for item in proposal.open_points] == ["not_proportionate"]

    def test_not_without_information(self) -> None:
        with pytest.raises(NotLawful, match="not informed"):
            propose_place_order(replace(THERE, informed=False), minor=False)


class TestDecision:
    def test_by_an_officer_with_reasons(self) -> None:
        done = decided(propose_end_elsewhere(ELSEWHERE, minor=False))
        assert (done.ordered, done.decided_by, done.decided_on) == (
            True,
            "officer 7",
            date(2026, 9, 1),
        )

    def test_not_before_the_case_is_weighed(self) -> None:
        proposal = propose_end_elsewhere(replace(ELSEWHERE, assessed=False), minor=False)
        with pytest.raises(NotLawful, match=r"not yet weighed \(Art\. 18\(4\)\)"):
            decided(proposal)

    def test_declining_needs_no_weighing(self) -> None:
        proposal = propose_end_elsewhere(replace(ELSEWHERE, assessed=False), minor=False)
        assert not decided(proposal, ordered=False).ordered

    @pytest.mark.parametrize(("officer", "reasons"), [("", "weighed"), ("officer 7", "  ")])
    def test_not_by_nobody_and_not_without_reasons(self, officer: str, reasons: str) -> None:
        proposal = propose_end_elsewhere(ELSEWHERE, minor=False)
        with pytest.raises(InputError, match="without officer or reasons"):
            decide(proposal, officer=officer, on=date(2026, 9, 1), reasons=reasons, ordered=True)

    def test_once(self) -> None:
        with pytest.raises(NotLawful, match="has been decided"):
            decided(decided(propose_end_elsewhere(ELSEWHERE, minor=False)))
