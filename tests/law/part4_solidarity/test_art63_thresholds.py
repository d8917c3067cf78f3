"""Art. 63(2)-(4): percentages, readings, and whether reductions cause the shortfall."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest

from solidarity.errors import OutOfScope
from solidarity.law.part4_solidarity.art63_thresholds import (
    OWN_PART_MIN,
    PLEDGED_PART_MIN,
    TARGET_PART,
    Floor,
    ForumNeeded,
    MoneyPledges,
    OwnShare,
    Split,
    floor,
    is_reduced_below,
    own_share,
)
from solidarity.law.readings import READINGS
from solidarity.terms.quantities import Persons


class TestPercentages:
    """Half, half, three fifths; none before the Article applied."""

    def test_values(self) -> None:
        day = date(2026, 6, 12)
        found = [one.on(day) for one in (PLEDGED_PART_MIN, OWN_PART_MIN, TARGET_PART)]
        assert found == [Fraction(1, 2), Fraction(1, 2), Fraction(3, 5)]

    def test_not_before(self) -> None:
        with pytest.raises(OutOfScope):
            TARGET_PART.on(date(2026, 6, 11))

    @pytest.mark.parametrize(
        ("identifier", "options"),
        [
            ("R-003", Split),
            ("R-004", MoneyPledges),
            ("R-014", ForumNeeded),
            ("R-015", Floor),
            ("R-016", OwnShare),
        ],
    )
    def test_options_are_those_of_the_readings(
        self,
        identifier: str,
        options: type[Split | MoneyPledges | ForumNeeded | Floor | OwnShare],
    ) -> None:
        assert READINGS[identifier].options == tuple(option.value for option in options)


class TestParagraph2:
    """Half of which fair share (R-016)."""

    @pytest.mark.parametrize(
        ("option", "units", "expected"),
        [
            (OwnShare.ALL_TYPES, Fraction(400), 1_000),
            (OwnShare.RELOCATION, Fraction(400), 600),
            (OwnShare.RELOCATION, Fraction(801, 2), 600),
            (OwnShare.RELOCATION, Fraction(2_000), 0),
        ],
    )
    def test_own_share(self, option: OwnShare, units: Fraction, expected: int) -> None:
        found = own_share(fair_share=Persons(1_000), other_units=units, option=option)
        assert found == Persons(expected)


class TestParagraph3:
    """Which number point (a) means (R-015)."""

    @pytest.mark.parametrize(
        ("option", "proposed", "expected"),
        [
            (Floor.MINIMUM, 40_000, 30_000),
            (Floor.PROPOSAL, 40_000, 40_000),
            (Floor.PROPOSAL, 20_000, 30_000),
        ],
    )
    def test_floor(self, option: Floor, proposed: int, expected: int) -> None:
        found = floor(relocations_min=Persons(30_000), proposed=Persons(proposed), option=option)
        assert found == Persons(expected)


class TestParagraph4:
    """Reductions must bring the pledges under the target (R-030)."""

    @pytest.mark.parametrize(
        ("fixed", "effective", "expected"),
        [
            (30_000, 29_999, True),
            (30_000, 30_000, False),
            (29_999, 20_000, False),  # too low from the start: paragraph 3
        ],
    )
    def test_cause(self, fixed: int, effective: int, *, expected: bool) -> None:
        answer = is_reduced_below(
            fixed=Persons(fixed), effective=Persons(effective), target=Persons(30_000)
        )
        assert answer is expected
