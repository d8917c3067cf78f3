"""Arts 22 to 29 IR: forms and ways of transfers."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from solidarity.errors import InputError
from solidarity.law.implementing import (
    art22_transfer_form,
    art23_arrival_places,
    art24_voluntary,
    art25_supervised,
    art26_escort,
    art28_postponed,
    art29_health_certificate,
)
from solidarity.law.implementing.art22_transfer_form import Mode
from solidarity.law.implementing.art24_voluntary import Traveller
from solidarity.law.part5_general.clocks import CLOCKS

ARRIVAL = date(2026, 11, 30)
ANYBODY, MINOR = Traveller(), Traveller(unaccompanied_minor=True)
NEEDS, THREAT = Traveller(special_needs=True), Traveller(threat=True)


def before(days: int) -> date:
    return ARRIVAL - timedelta(days)


class TestArticles22And23:
    """The form, the papers, the place."""

    def test_form(self) -> None:
        found = art22_transfer_form.form_missing({"mode", "place"})
        assert [item.name for item in found] == ["means", "arrival", "authority"]

    @pytest.mark.parametrize(
        ("mode", "sent", "expected"),
        [
            (Mode.VOLUNTARY, False, "person"),
            (Mode.SUPERVISED, False, "person"),
            (Mode.ESCORT, False, "escort"),
            (Mode.ESCORT, True, "receiving_state"),
        ],
    )
    def test_papers(self, mode: Mode, *, sent: bool, expected: str) -> None:
        assert art22_transfer_form.papers_go_to(mode, sent_separately=sent) == expected

    def test_by_default_papers_travel_along(self) -> None:
        assert art22_transfer_form.papers_go_to(Mode.VOLUNTARY) == "person"

    def test_place(self) -> None:
        arrival_place = art23_arrival_places.arrival_place
        assert arrival_place(agreed="Lyon", fallbacks=("Paris",)) == "Lyon"
        assert arrival_place(agreed=None, fallbacks=("Paris", "Nice")) == "Paris"
        with pytest.raises(InputError, match="no fallback airport"):
            arrival_place(agreed=None, fallbacks=())


class TestArticle24:
    """Alone only without risk, threat, special need, and never a minor alone."""

    @pytest.mark.parametrize(
        ("person", "expected"),
        [
            (ANYBODY, True),
            (MINOR, False),
            (NEEDS, False),
            (THREAT, False),
            (Traveller(risk_of_absconding=True), False),
        ],
    )
    def test_alone(self, person: Traveller, *, expected: bool) -> None:
        assert art24_voluntary.may_travel_alone(person) is expected

    @pytest.mark.parametrize(
        ("days", "expected"), [(15, False), (14, True), (10, True), (7, True), (6, False)]
    )
    def test_form(self, *, days: int, expected: bool) -> None:
        found = art24_voluntary.is_form_in_time(sent=before(days), arrival=ARRIVAL)
        assert found is expected

    def test_silence(self) -> None:
        assert art24_voluntary.silence_clock() in CLOCKS


class TestArticle25:
    """Supervised departure: 21 days for special needs and minors."""

    @pytest.mark.parametrize(
        ("person", "days", "expected"),
        [
            (ANYBODY, 14, True),
            (ANYBODY, 21, False),
            (NEEDS, 20, False),
            (NEEDS, 21, True),
            (MINOR, 20, False),
            (MINOR, 30, True),
            (THREAT, 14, True),
        ],
    )
    def test_form(self, person: Traveller, *, days: int, expected: bool) -> None:
        found = art25_supervised.is_form_in_time_for(person, sent=before(days), arrival=ARRIVAL)
        assert found is expected

    @pytest.mark.parametrize(
        ("answered", "viable", "expected"),
        [(True, True, False), (True, False, True), (False, True, True)],
    )
    def test_fallback(self, *, answered: bool, viable: bool, expected: bool) -> None:
        assert art25_supervised.may_use_fallback(answered=answered, viable=viable) is expected

    def test_silence(self) -> None:
        clock = art25_supervised.silence_clock(travels_alone_to_authority=True)
        assert clock in CLOCKS
        assert art25_supervised.silence_clock(travels_alone_to_authority=False) is None


class TestArticle26:
    """Escort: 21 days for special needs, minors, threats, and groups of ten."""

    @pytest.mark.parametrize(
        ("person", "days", "expected"),
        [
            (ANYBODY, 7, True),
            (ANYBODY, 21, False),
            (NEEDS, 20, False),
            (MINOR, 20, False),
            (THREAT, 20, False),
            (THREAT, 21, True),
        ],
    )
    def test_form(self, person: Traveller, *, days: int, expected: bool) -> None:
        found = art26_escort.is_form_in_time_for(person, sent=before(days), arrival=ARRIVAL)
        assert found is expected

    @pytest.mark.parametrize(("persons", "expected"), [(9, False), (10, True), (11, True)])
    def test_group(self, *, persons: int, expected: bool) -> None:
        assert art26_escort.is_group(persons) is expected

    @pytest.mark.parametrize(("days", "expected"), [(20, False), (21, True), (22, True)])
    def test_group_form(self, *, days: int, expected: bool) -> None:
        found = art26_escort.is_group_form_in_time(sent=before(days), arrival=ARRIVAL)
        assert found is expected


class TestArticles28And29:
    """What is told when a transfer is late, in time; the health certificate."""

    def test_told(self) -> None:
        told = ("suspensive_appeal", "imprisoned", "absconded", "resists", "made_unfit")
        assert all(art28_postponed.must_tell(event) for event in told)
        assert not art28_postponed.must_tell("bad_weather")

    @pytest.mark.parametrize(("day", "expected"), [(1, True), (2, False)])
    def test_in_time(self, *, day: int, expected: bool) -> None:
        found = art28_postponed.is_told_in_time(
            told=date(2027, 4, day), transfer_until=date(2027, 4, 1)
        )
        assert found is expected

    def test_certificate(self) -> None:
        assert art29_health_certificate.form() == "VIII"
