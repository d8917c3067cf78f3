"""Article 14: the Technical-Level Forum."""

from __future__ import annotations

from datetime import date

import pytest

from solidarity.law.part2_annual_cycle.art14_technical_forum import may_convene, takes_part


class TestParagraph4:
    """The Asylum Agency always takes part; others when invited."""

    def test_the_asylum_agency(self) -> None:
        assert takes_part("asylum_agency", invited=False)

    @pytest.mark.parametrize(
        "body",
        ["border_and_coast_guard_agency", "fundamental_rights_agency", "united_nations_agency"],
    )
    def test_others_when_invited(self, body: str) -> None:
        assert takes_part(body, invited=True)
        assert not takes_part(body, invited=False)

    def test_anyone_else_never(self) -> None:
        assert not takes_part("newspaper", invited=True)


class TestParagraph5:
    """The first meeting follows the act of the Council."""

    def test_not_before_the_act(self) -> None:
        act = date(2025, 12, 19)
        assert not may_convene(act_adopted=None, on=act)
        assert not may_convene(act_adopted=act, on=date(2025, 12, 18))
        assert may_convene(act_adopted=act, on=act)
