"""Art. 17: where the applicant applies, what is disclosed, where the applicant stays."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from solidarity.law.part3_responsibility.art17_obligations import (
    cooperation_missing,
    is_evidence_limit_fair,
    must_comply,
    place_of_application,
    required_presence,
)


class TestParagraphs1And2:
    """In the state of first entry; with a valid document where issued; else where present."""

    @pytest.mark.parametrize(
        ("issuing", "valid", "expected"),
        [(None, False, "IT"), (None, True, "IT"), ("FR", True, "FR"), ("FR", False, "DE")],
    )
    def test_place(self, *, issuing: str | None, valid: bool, expected: str) -> None:
        found = place_of_application(
            first_entry="IT", present_in="DE", issuing_state=issuing, document_valid=valid
        )
        assert found == expected


class TestParagraph3:
    """Everything known is disclosed by the interview; extra time ends with that for the request."""

    def test_what_is_owed(self) -> None:
        assert [item.name for item in cooperation_missing({"information"})] == [
            "biometrics",
            "identity_papers",
        ]
        assert cooperation_missing({"information", "biometrics", "identity_papers"}) == ()

    @pytest.mark.parametrize(("days", "expected"), [(0, False), (1, True), (10, True), (11, False)])
    def test_extra_time(self, *, days: int, expected: bool) -> None:
        talk = date(2026, 9, 1)
        found = is_evidence_limit_fair(
            interview=talk,
            until=talk + timedelta(days),
            request_until=talk + timedelta(10),
        )
        assert found is expected


class TestParagraph4:
    """Where the determination runs, then in the state responsible; after relocation there."""

    @pytest.mark.parametrize(
        ("responsible", "relocated", "transferred", "option", "expected"),
        [
            (None, None, False, "until_the_transfer", "IT"),
            (None, "RO", False, "until_the_transfer", "RO"),
            ("FR", None, False, "until_the_transfer", "IT"),
            ("FR", None, True, "until_the_transfer", "FR"),
            ("FR", None, False, "once_determined", "FR"),
            ("FR", "RO", False, "until_the_transfer", "RO"),
        ],
    )
    def test_presence(
        self,
        *,
        responsible: str | None,
        relocated: str | None,
        transferred: bool,
        option: str,
        expected: str,
    ) -> None:
        found = required_presence(
            place_of_application="IT",
            responsible=responsible,
            relocated_to=relocated,
            transferred=transferred,
            option=option,
        )
        assert found == expected

    def test_the_default_waits_for_the_transfer(self) -> None:
        assert required_presence(place_of_application="IT", responsible="FR") == "IT"


class TestParagraph5:
    """A notified transfer decision is to be complied with."""

    def test_once_notified(self) -> None:
        assert must_comply(notified=True)
        assert not must_comply(notified=False)
