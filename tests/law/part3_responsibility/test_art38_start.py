"""Art. 38: who determines, who takes back meanwhile, what is entered."""

from __future__ import annotations

from dataclasses import replace

import pytest

from solidarity.law.part3_responsibility.art38_start import (
    Moved,
    Outcome,
    determining_state,
    eurodac_entry,
    stops_determining,
    takes_back_meanwhile,
)


class TestParagraph1:
    """The state of first registration, after relocation that of relocation."""

    def test_who(self) -> None:
        assert determining_state(first_registered="IT", relocated_to=None) == "IT"
        assert determining_state(first_registered="IT", relocated_to="RO") == "RO"


class TestParagraph2:
    """Absconding stops nothing."""

    def test_events(self) -> None:
        assert not stops_determining("absconded")
        assert stops_determining("determined")
        assert stops_determining("withdrawn")


class TestParagraph3:
    """A first determination under one provision, a shift under the other."""

    @pytest.mark.parametrize("outcome", Outcome)
    def test_entry(self, outcome: Outcome) -> None:
        entry = eurodac_entry(outcome)
        assert entry.provision.article == 16
        assert entry.provision.paragraph == (
            3 if outcome in {Outcome.SHIFTED, Outcome.RELOCATED} else 1
        )

    def test_by_whom(self) -> None:
        assert eurodac_entry(Outcome.FALLBACK).by == "determining Member State"
        assert eurodac_entry(Outcome.RELOCATED).by == "Member State of relocation"
        assert eurodac_entry(Outcome.SHIFTED).by == "Member State that has become responsible"


class TestParagraphs4And5:
    """Until it is entered the determining state takes back; once confirmed, that of relocation."""

    CASE = Moved(
        applied_there=True, residence_document=False, responsible_entered=False, determining="IT"
    )

    @pytest.mark.parametrize(
        ("change", "expected"),
        [
            ({}, "IT"),
            ({"applied_there": False}, "IT"),
            ({"residence_document": True}, "IT"),
            ({"applied_there": False, "residence_document": True}, None),
            ({"responsible_entered": True}, None),
            ({"relocation": "RO"}, "RO"),
            ({"relocation": "RO", "responsible_entered": True}, "RO"),
            ({"document_elsewhere": True}, None),
            ({"document_elsewhere": True, "relocation": "RO"}, None),
        ],
    )
    def test_who(self, change: dict[str, object], expected: str | None) -> None:
        assert takes_back_meanwhile(replace(self.CASE, **change)) == expected
