"""Art. 44: detention."""

from __future__ import annotations

from dataclasses import replace
from itertools import product

import pytest

from solidarity.law.part3_responsibility.art44_detention import (
    Person,
    Proposal,
    has_ground,
    is_order_complete,
    must_end,
    needs_review,
    obstacles,
)

LAWFUL = Proposal(
    risk_of_absconding=True, assessed=True, alternatives_fail=True, proportionate=True
)


class TestParagraphs1And2:
    """A ground, an individual assessment, proportion, nothing less; minors as a rule not."""

    @pytest.mark.parametrize(("risk", "security"), list(product([True, False], repeat=2)))
    def test_ground(self, *, risk: bool, security: bool) -> None:
        found = has_ground(Proposal(risk_of_absconding=risk, security=security))
        assert found is bool(risk + security)

    def test_lawful(self) -> None:
        assert obstacles(LAWFUL, Person()) == ()
        assert obstacles(LAWFUL, Person(minor=True, last_resort_for_minor=True)) == ()

    @pytest.mark.parametrize(
        ("change", "person", "name"),
        [
            ({"risk_of_absconding": False}, Person(), "ground"),
            ({"assessed": False}, Person(), "assessed"),
            ({"proportionate": False}, Person(), "proportionate"),
            ({"alternatives_fail": False}, Person(), "alternatives"),
            ({}, Person(health_at_serious_risk=True), "health"),
            ({}, Person(minor=True), "minor"),
        ],
    )
    def test_each_obstacle(self, change: dict[str, bool], person: Person, name: str) -> None:
        assert [item.name for item in obstacles(replace(LAWFUL, **change), person)] == [name]


class TestParagraph3:
    """As short as possible."""

    @pytest.mark.parametrize(("holds", "diligent"), list(product([True, False], repeat=2)))
    def test_end(self, *, holds: bool, diligent: bool) -> None:
        assert must_end(ground_holds=holds, diligent=diligent) is (holds + diligent < 2)


class TestParagraph5:
    """Written, with reasons; reviewed by a court if no court ordered it."""

    @pytest.mark.parametrize("facts", list(product([True, False], repeat=4)))
    def test_order(self, facts: tuple[bool, bool, bool, bool]) -> None:
        written, in_fact, in_law, why = facts
        found = is_order_complete(written=written, in_fact=in_fact, in_law=in_law, why_no_less=why)
        assert found is (sum(facts) == 4)

    def test_review(self) -> None:
        assert needs_review(ordered_by_court=False)
        assert not needs_review(ordered_by_court=True)
