"""How open provisions are read."""

from __future__ import annotations

import pytest

from solidarity.errors import InputError
from solidarity.terms.citations import Art
from solidarity.terms.readings import Reading, Readings

ROUNDING = Reading("R-005", "rounding", Art(66), ("up", "nearest", "down"), "fair shares")
SETTLED = Reading("R-001", "date", Art(85), ("12 June 2026",), "none")
READINGS = Readings({"R-005": ROUNDING, "R-001": SETTLED})


class TestReading:
    def test_the_first_option_is_the_default(self) -> None:
        assert ROUNDING.default == "up"
        assert ROUNDING.is_switch
        assert not SETTLED.is_switch


class TestReadings:
    def test_the_default_unless_chosen(self) -> None:
        chosen = READINGS.choose("R-005", "down")
        assert chosen.of("R-005") == "down"
        assert READINGS.of("R-005") == "up"
        assert chosen.choose("R-005", "up").of("R-005") == "up"

    @pytest.mark.parametrize("identifier", ["R-001", "R-999", ""])
    def test_only_a_switch_can_be_chosen(self, identifier: str) -> None:
        with pytest.raises(
            InputError, match="not a reading a run can choose; expected one of R-005"
        ):
            READINGS.choose(identifier, "up")

    def test_only_one_of_its_options(self) -> None:
        with pytest.raises(
            InputError, match='cannot be read as "sideways"; expected up or nearest'
        ):
            READINGS.choose("R-005", "sideways")
