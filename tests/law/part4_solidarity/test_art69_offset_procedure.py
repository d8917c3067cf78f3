"""Art. 69: the procedure for offsets."""

from __future__ import annotations

from datetime import date

import pytest

from solidarity.errors import NotLawful, OutOfScope
from solidarity.law.part4_solidarity.art69_offset_procedure import (
    accepted_number,
    is_complete,
    may_identify,
    reply_due,
)
from solidarity.terms.quantities import Persons


class TestParagraph1:
    """The request states the number of applications."""

    @pytest.mark.parametrize(
        ("number", "expected"), [(Persons(1), True), (Persons(0), False), (None, False)]
    )
    def test_number(self, number: Persons | None, *, expected: bool) -> None:
        assert is_complete(applications=number) is expected


class TestParagraph2:
    """A reply within thirty days; a lower number is possible; silence accepts nothing."""

    def test_thirty_days(self) -> None:
        assert reply_due(date(2027, 1, 31)) == date(2027, 3, 2)

    def test_not_before_the_article_applied(self) -> None:
        with pytest.raises(OutOfScope):
            reply_due(date(2026, 6, 11))

    @pytest.mark.parametrize(
        ("replied", "expected"),
        [(None, 0), (Persons(0), 0), (Persons(40), 40), (Persons(100), 100)],
    )
    def test_accepted(self, replied: Persons | None, expected: int) -> None:
        found = accepted_number(requested=Persons(100), replied=replied)
        assert found == Persons(expected)

    @pytest.mark.parametrize("replied", [-1, 101])
    def test_never_more_than_asked(self, replied: int) -> None:
        with pytest.raises(NotLawful, match=r"Art\. 69\(2\)"):
            accepted_number(requested=Persons(100), replied=Persons(replied))


class TestParagraph3:
    """The accepting state picks as many applications as it accepted."""

    def test_up_to_the_number_accepted(self) -> None:
        assert may_identify(identified=Persons(40), accepted=Persons(40))
        assert not may_identify(identified=Persons(41), accepted=Persons(40))
