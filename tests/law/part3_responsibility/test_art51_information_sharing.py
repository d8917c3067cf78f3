"""Art. 51: information sharing."""

from __future__ import annotations

from datetime import date
from itertools import product

import pytest

from solidarity.law.part3_responsibility.art51_information_sharing import (
    CATEGORIES,
    Purpose,
    beyond_the_list,
    days_added,
    is_owed,
    may_pass_on,
    may_refuse,
    must_correct,
    must_record,
    request_missing,
)

BOTH = list(product([True, False], repeat=2))


class TestParagraphs1And2:
    """For four purposes, seven categories, no more."""

    @pytest.mark.parametrize("purpose", [*Purpose, None])
    @pytest.mark.parametrize("necessary", [True, False])
    def test_owed(self, *, purpose: Purpose | None, necessary: bool) -> None:
        assert is_owed(purpose, necessary=necessary) is (necessary and purpose is not None)

    def test_list(self) -> None:
        assert beyond_the_list([item.name for item in CATEGORIES]) == ()
        assert beyond_the_list(["routes", "opinions", "health"]) == ("health", "opinions")
        assert len(CATEGORIES) == 7


class TestParagraph3:
    """Only the grounds of the application can be withheld, for two reasons."""

    @pytest.mark.parametrize("facts", list(product([True, False], repeat=3)))
    def test_refusal(self, facts: tuple[bool, bool, bool]) -> None:
        grounds, interests, liberties = facts
        found = may_refuse(
            about_grounds=grounds, essential_interests=interests, liberties=liberties
        )
        assert found is (grounds and bool(interests + liberties))


class TestParagraph4:
    """One case, grounds, and evidence where responsibility is looked for."""

    @pytest.mark.parametrize(
        ("checks", "about", "expected"),
        [
            (False, False, ["single_case", "grounds"]),
            (True, False, ["single_case", "grounds", "evidence"]),
            (False, True, ["single_case", "grounds", "applicant_told"]),
        ],
    )
    def test_request(self, *, checks: bool, about: bool, expected: list[str]) -> None:
        found = request_missing((), checks_responsibility=checks, about_grounds=about)
        assert [item.name for item in found] == expected


class TestParagraph5:
    """What was withheld and shows responsibility lengthens the limits of Art. 39."""

    @pytest.mark.parametrize(
        ("day", "shows", "expected"),
        [(22, True, 0), (23, True, 1), (12, True, 0), (30, True, 8), (30, False, 0)],
    )
    def test_delay(self, *, day: int, shows: bool, expected: int) -> None:
        found = days_added(
            due=date(2026, 9, 22), answered=date(2026, 9, day), shows_responsibility=shows
        )
        assert found == expected


class TestParagraphs6And7:
    """Only designated authorities, and not for a return."""

    @pytest.mark.parametrize("purpose", [*Purpose, None])
    def test_passing_on(self, purpose: Purpose | None) -> None:
        found = may_pass_on(purpose, designated=True)
        assert found is (purpose in {Purpose.DETERMINING, Purpose.EXAMINING, Purpose("c")})
        assert not may_pass_on(purpose, designated=False)


class TestParagraphs8And9:
    """Correct what is wrong, record every exchange."""

    @pytest.mark.parametrize(("one", "other"), BOTH)
    def test_both(self, *, one: bool, other: bool) -> None:
        assert must_correct(inaccurate=one, not_to_be_sent=other) is bool(one + other)
        assert must_record(sent=one, received=other) is bool(one + other)
