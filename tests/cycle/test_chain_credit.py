"""Credit from a crisis in the chain: the fair share falls, and all that is measured against it."""

from __future__ import annotations

from fractions import Fraction

import pytest
from given_chain import AS_OF, SOURCE, chain_of, fixed
from jsonschema import Draft202012Validator

from solidarity.adapters import schemas
from solidarity.adapters.explanations import explanation
from solidarity.adapters.report import render_report
from solidarity.adapters.year_document import figures, headline, year_document
from solidarity.cycle.chain_offsets import offsets
from solidarity.cycle.chain_waterfall import Part, parts, waterfall
from solidarity.cycle.s03_proposal import CreditAuthorised
from solidarity.cycle.s04_pledging import PledgeDeclined
from solidarity.cycle.s05_pool import PledgeAdjusted, PledgeFixed
from solidarity.cycle.s07_deductions import DeductionGranted
from solidarity.law.readings import DEFAULT
from solidarity.terms.findings import Basis
from solidarity.terms.quantities import Euro, Kind, Persons


def credit(above: int, *, act: str = "C(2025) 7", first: int = 2026, used: int = 0):
    return CreditAuthorised("FR", act, Persons(above), first, Persons(used), AS_OF, SOURCE)


class TestFairShare:
    """Art. 9(4)(a) Regulation (EU) 2024/1359: spread over five cycles, never below zero."""

    def test_without_credit_it_is_the_same_figure(self) -> None:
        line = chain_of().line_of("FR")
        assert line.fair_share is line.fair_share_before
        assert line.credits == ()

    @pytest.mark.parametrize(
        ("given", "left"),
        [
            (credit(500), 901),
            (credit(500, first=2025, used=100), 901),
            (credit(500, first=2022, used=100), 601),
            (credit(500, first=2021), 1001),
            (credit(9_000), 0),
        ],
    )
    def test_falls_by_the_part_of_this_year(self, given: CreditAuthorised, left: int) -> None:
        line = chain_of(given).line_of("FR")
        assert line.fair_share.value == Persons(left)
        assert line.fair_share_money.value == Euro.whole(20_000 * left)
        assert line.fair_share_before.value == Persons(1001)

    def test_credit_of_two_crises_adds_up(self) -> None:
        line = chain_of(credit(500), credit(50, act="C(2025) 8")).line_of("FR")
        assert line.fair_share.value == Persons(891)
        assert [found.value for found in line.credits] == [Persons(100), Persons(10)]

    def test_the_figure_opens_down_to_the_act(self) -> None:
        line = chain_of(credit(500)).line_of("FR")
        assert figures(line)["credit"] is line.credits[0]
        opened = explanation(line.fair_share)
        assert opened["provision"] == "Art. 9(4) Regulation (EU) 2024/1359"
        before, lowered = opened["from"]
        assert (before["value"], lowered["value"]) == (1001, 100)
        assert lowered["provision"] == "Art. 9(4)(a) Regulation (EU) 2024/1359"
        assert [leaf["value"] for leaf in lowered["from"]] == [500, 0]
        assert "C(2025) 7" in lowered["text"]


class TestMeasuredAgainstIt:
    """What is measured against a fair share is measured against what is left of it."""

    def test_the_cap_of_offsets(self) -> None:
        pledge = fixed("FR", Kind.RELOCATION, 400)
        assert offsets(chain_of(pledge), reconvened=False).caps["FR"] == Persons(601)
        found = offsets(chain_of(pledge, credit(500)), reconvened=False)
        assert found.caps["FR"] == Persons(501)

    def test_types_not_mentioned(self) -> None:
        """A pledge that covers what is left of the fair share leaves nothing unknown (R-026)."""
        line = chain_of(fixed("FR", Kind.RELOCATION, 901), credit(500)).line_of("FR")
        assert line.pledged[Kind.FINANCIAL].value == Euro(0)

    @pytest.mark.parametrize("mode", ["alternative", "cumulative"])
    def test_the_steps_still_add_up(self, mode: str) -> None:
        readings = DEFAULT.choose("R-002", mode)
        found = chain_of(credit(500), fixed("FR", Kind.RELOCATION, 901), readings=readings)
        divided = parts(found.line_of("FR"), found)
        assert divided[Part.CREDIT] == Euro.whole(2_000_000) * found.ways
        assert Part.CREDIT not in parts(found.line_of("DE"), found)
        steps = {step.key: step.amount.cents for step in waterfall(found)}
        total = steps.pop("fair_shares")
        assert steps.pop("reference") + steps.pop("rounding_up") == total == sum(steps.values())


class TestDocument:
    """The year document says what was lowered and from what; null where there is nothing."""

    def test_credit(self) -> None:
        found = chain_of(credit(500))
        document = year_document(found, (), (0, "0" * 64))
        states = {state["code"]: state for state in document["member_states"]}
        assert states["DE"]["credit"] is None
        lowered = states["FR"]["credit"]
        assert (lowered["units"], lowered["eur"]) == (100, 2_000_000)
        assert lowered["fair_share_before"] == {"units": 1001, "eur": 20_020_000}
        assert lowered["source"]["title"] == SOURCE.title
        assert states["FR"]["fair_share"]["units"] == 901
        assert document["totals"]["fair_share_units"] == 26 * 1001 - 100
        checked = Draft202012Validator(schemas.schema("year"))
        written = {**document, "proposal": {}}
        assert [problem.message for problem in checked.iter_errors(written)] == []
        states["FR"]["credit"] = {"units": -1}
        assert list(checked.iter_errors(written))

    def test_nothing_left_is_not_divided_by(self) -> None:
        found = chain_of(credit(9_000), PledgeAdjusted("FR", Fraction(50), SOURCE))
        document = year_document(found, (), (0, "0" * 64))
        state = next(one for one in document["member_states"] if one["code"] == "FR")
        assert state["deducted"]["percent"] is None
        assert state["fair_share"] == {"units": 0, "eur": 0, "basis": "computed"}

    def test_the_report_shows_the_step(self) -> None:
        found = chain_of(credit(500), fixed("FR", Kind.RELOCATION, 901))
        assert "Crisis credit" in render_report(year_document(found, (), (0, "0" * 64)))


class TestDeducted:
    """What a percentage of a deduction is of: the pledge, or the fair share if adjusted."""

    def granted(self, *events: object) -> dict:
        act = DeductionGranted(
            "1", "FR", "act", AS_OF, False, ((Kind.RELOCATION, Persons(250)),), (), SOURCE
        )
        document = year_document(chain_of(*events, act), (), (0, "0" * 64))
        state = next(one for one in document["member_states"] if one["code"] == "FR")
        return state["deducted"]

    def test_by_an_act_it_is_of_the_pledge(self) -> None:
        printed = PledgeFixed("FR", Kind.RELOCATION, Persons(500), Basis.PUBLISHED, SOURCE)
        assert self.granted(printed)["percent"] == "50"

    def test_of_a_pledge_that_is_not_published_there_is_none(self) -> None:
        assert self.granted(fixed("FR", Kind.FINANCIAL, None))["percent"] is None

    def test_one_state_is_told_in_the_singular(self) -> None:
        found = chain_of(
            *(PledgeDeclined(line.state.code, SOURCE) for line in chain_of().lines[1:])
        )
        assert headline(found).endswith("in part: 1 Member State.")
