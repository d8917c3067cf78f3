"""Art. 47: costs."""

from __future__ import annotations

from solidarity.law.part3_responsibility.art47_costs import (
    has_contribution,
    pays_way_back,
    person_pays,
)


class TestParagraph1:
    """A contribution for transfers carried out."""

    def test_contribution(self) -> None:
        assert has_contribution(carried_out=True)
        assert not has_contribution(carried_out=False)


class TestParagraph2:
    """The way back is paid by the state that carried out the first transfer."""

    def test_way_back(self) -> None:
        assert pays_way_back(first_transfer_by="DE", must_accept_back=True) == "DE"
        assert pays_way_back(first_transfer_by="DE", must_accept_back=False) is None


class TestParagraph3:
    """Never by the person."""

    def test_person(self) -> None:
        assert person_pays() is False
