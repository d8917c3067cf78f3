"""Art. 19: the information, point by point, by the day of registration."""

from __future__ import annotations

from datetime import date

import pytest

from solidarity.law.part3_responsibility.art19_information import (
    POINTS,
    information_missing,
    is_in_time,
    may_ask_about_progress,
)

ALL = {item.name for item in POINTS}


class TestParagraph1:
    """Twenty points; one only for minors, one only where relocation is possible."""

    def test_twenty_points(self) -> None:
        assert sorted(ALL) == list("abcdefghijklmnopqrst")

    @pytest.mark.parametrize(
        ("minor", "relocation", "owed"),
        [(False, False, 18), (True, False, 19), (False, True, 19), (True, True, 20)],
    )
    def test_what_is_owed(self, *, minor: bool, relocation: bool, owed: int) -> None:
        found = information_missing((), unaccompanied_minor=minor, relocation=relocation)
        names = {item.name for item in found}
        assert len(found) == owed
        assert ("r" in names) is minor
        assert ("t" in names) is relocation
        assert information_missing(ALL, unaccompanied_minor=minor, relocation=relocation) == ()

    @pytest.mark.parametrize(("day", "expected"), [(1, True), (2, True), (3, False)])
    def test_by_registration(self, *, day: int, expected: bool) -> None:
        registered = date(2026, 9, 2)
        assert is_in_time(informed=date(2026, 9, day), registered=registered) is expected

    def test_never_is_not_in_time(self) -> None:
        assert not is_in_time(informed=None, registered=date(2026, 9, 2))


class TestParagraph2:
    """The applicant may ask how far it is; for a minor parent and representative too."""

    @pytest.mark.parametrize(
        ("who", "minor", "expected"),
        [
            ("applicant", False, True),
            ("applicant", True, True),
            ("parent", True, True),
            ("representative", True, True),
            ("parent", False, False),
            ("neighbour", True, False),
        ],
    )
    def test_who(self, *, who: str, minor: bool, expected: bool) -> None:
        assert may_ask_about_progress(who=who, minor=minor) is expected
