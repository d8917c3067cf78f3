"""Art. 20: how the information is given."""

from __future__ import annotations

import pytest

from solidarity.law.part3_responsibility.art20_accessibility import FORM, form_missing

BASIC = ["written", "plain", "understood_language", "common_material"]
CHILD = ["child_friendly", "trained_staff"]


class TestParagraphs1And3:
    """In writing and plain; by word of mouth where needed; for children in their own way."""

    @pytest.mark.parametrize(
        ("minor", "oral", "represented", "expected"),
        [
            (False, False, True, BASIC),
            (False, True, True, [*BASIC, "oral"]),
            (True, False, True, [*BASIC, *CHILD, "representative_present"]),
            (True, True, False, [*BASIC, "oral", *CHILD]),
        ],
    )
    def test_what_is_owed(
        self, *, minor: bool, oral: bool, represented: bool, expected: list[str]
    ) -> None:
        found = form_missing((), minor=minor, oral_needed=oral, represented=represented)
        assert [item.name for item in found] == expected

    def test_nothing_more_than_that(self) -> None:
        given = {item.name for item in FORM}
        assert form_missing(given, minor=True, oral_needed=True) == ()
        assert len(form_missing((), minor=True, oral_needed=True)) == len(FORM)
