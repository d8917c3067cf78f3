"""Art. 22: the personal interview."""

from __future__ import annotations

from datetime import date
from itertools import product

import pytest

from solidarity.law.part3_responsibility.art22_interview import (
    CHECKLIST,
    Talk,
    interview_missing,
    is_before_request,
    may_omit,
    prevailing_record,
)

ALWAYS = [
    "questions_asked",
    "own_reasons",
    "language",
    "confidential",
    "recording",
    "summary",
    "comments",
]


class TestParagraphs1And4To7:
    """What every interview needs, and what some persons need besides."""

    def test_what_is_always_owed(self) -> None:
        assert [item.name for item in interview_missing((), Talk())] == ALWAYS

    @pytest.mark.parametrize(
        ("talk", "more"),
        [
            (Talk(family_signs=True), {"template"}),
            (Talk(interpreter_needed=True), {"interpreter"}),
            (Talk(preference_stated=True), {"preferred_sex"}),
            (Talk(unaccompanied_minor=True), {"representative", "child_sensitive"}),
            (Talk(minor=True), {"child_sensitive"}),
            (Talk(by_video=True), {"video_arrangements"}),
            (Talk(special_needs=True), {"support"}),
        ],
    )
    def test_what_comes_on_top(self, talk: Talk, more: set[str]) -> None:
        assert {item.name for item in interview_missing((), talk)} == {*ALWAYS, *more}

    def test_complete(self) -> None:
        assert interview_missing({item.name for item in CHECKLIST}, Talk()) == ()

    def test_in_doubt_the_recording_prevails(self) -> None:
        assert prevailing_record(doubt=True) == "recording"
        assert prevailing_record(doubt=False) == "summary"


class TestParagraph2:
    """Left out only for absconding, unexcused absence, or when all is told with room to add."""

    @pytest.mark.parametrize("facts", list(product([True, False], repeat=4)))
    def test_omission(self, facts: tuple[bool, bool, bool, bool]) -> None:
        absconded, unexcused, told, chance = facts
        found = may_omit(
            absconded=absconded, unexcused=unexcused, all_given=told, chance_to_add=chance
        )
        assert found is any((absconded, unexcused, min(told, chance)))


class TestParagraph3:
    """Before any request to take charge."""

    @pytest.mark.parametrize(
        ("day", "omitted", "expected"),
        [
            (1, False, True),
            (2, False, True),
            (3, False, False),
            (None, False, False),
            (3, True, True),
        ],
    )
    def test_order(self, *, day: int | None, omitted: bool, expected: bool) -> None:
        found = is_before_request(
            interview=date(2026, 9, day) if day else None,
            request=date(2026, 9, 2),
            omitted=omitted,
        )
        assert found is expected
