"""Art. 57(4): what a pledge states."""

from __future__ import annotations

import pytest

from solidarity.law.part4_solidarity.art57_pledge import missing_in_pledge
from solidarity.terms.quantities import Euro, Kind, Persons, Quantity


class TestParagraph4:
    """Alternative measures come with their value and the criteria it rests on."""

    @pytest.mark.parametrize(
        ("kind", "amount", "basis", "expected"),
        [
            (Kind.ALTERNATIVE, Euro.whole(1), "day rates of staff", ()),
            (Kind.ALTERNATIVE, None, "day rates of staff", ("value",)),
            (Kind.ALTERNATIVE, Euro.whole(1), " ", ("objective basis",)),
            (Kind.ALTERNATIVE, Persons(1), "", ("value", "objective basis")),
            (Kind.RELOCATION, Persons(1), "", ()),
            (Kind.FINANCIAL, None, "", ()),
        ],
    )
    def test_what_is_missing(
        self, kind: Kind, amount: Quantity | None, basis: str, expected: tuple[str, ...]
    ) -> None:
        assert missing_in_pledge(kind=kind, amount=amount, objective_basis=basis) == expected
