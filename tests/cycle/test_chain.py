"""The chain of a year: made-up equals that can be checked by hand, and the real year 2026."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest
from given_chain import (
    ACT,
    AS_OF,
    DAY,
    PROPOSED,
    SOURCE,
    chain_of,
    equal_tables,
    fixed,
    real,
    year_of,
)
from hypothesis import given
from hypothesis import strategies as st

from solidarity.cycle.chain import KeyTables, chain, recomputed_key
from solidarity.cycle.s04_pledging import Pledged, PledgeDeclined
from solidarity.cycle.s05_pool import PledgeAdjusted, PledgeFixed, ShareFixed
from solidarity.cycle.s06_access import BenefittingReported, PressureDecided, UseIntended
from solidarity.cycle.s07_deductions import DeductionGranted
from solidarity.cycle.s08_implementation import Implemented
from solidarity.cycle.s09_offsets import OffsetTaken
from solidarity.cycle.s10_confirmation import Confirmed, Paid
from solidarity.cycle.year import evolve, start
from solidarity.errors import InputError, OutOfScope
from solidarity.law.readings import DEFAULT
from solidarity.terms.findings import Basis, Fact, Finding
from solidarity.terms.quantities import Euro, Kind, Persons
from solidarity.terms.statuses import Status

RELOCATION, FINANCIAL, ALTERNATIVE = Kind


def values(nodes: dict[Kind, object]) -> list[object]:
    return [nodes[kind].value for kind in Kind]


class TestKey:
    """Shares over the states bound by Part IV, beneficiaries in, nothing redistributed."""

    def test_equal_states_have_equal_shares_that_add_up_to_one(self) -> None:
        key = recomputed_key(equal_tables(), DAY)
        assert {found.value for found in key.values()} == {Fraction(1, 26)}
        assert sum(found.value for found in key.values()) == 1

    def test_a_missing_state_is_named_with_the_provision(self) -> None:
        tables = equal_tables()
        people = {code: fact for code, fact in tables.population.items() if code != "FR"}
        short = KeyTables(people, tables.gdp, SOURCE, SOURCE)
        with pytest.raises(InputError, match=r"population table has no row for FR.*Art\. 66"):
            recomputed_key(short, DAY)

    def test_denmark_in_the_tables_changes_nothing(self) -> None:
        tables = equal_tables()
        more = {**tables.population, "DK": Fact("population DK", 900, Basis.PUBLISHED, SOURCE)}
        key = recomputed_key(KeyTables(more, tables.gdp, SOURCE, SOURCE), DAY)
        assert "DK" not in key
        assert key["DE"].value == Fraction(1, 26)

    @given(st.lists(st.integers(1, 10**9), min_size=52, max_size=52))
    def test_shares_always_add_up_to_one(self, numbers: list[int]) -> None:
        codes = list(equal_tables().population)
        people = {
            c: Fact(c, n, Basis.PUBLISHED, SOURCE) for c, n in zip(codes, numbers[:26], strict=True)
        }
        product = {
            c: Fact(c, Fraction(n), Basis.PUBLISHED, SOURCE)
            for c, n in zip(codes, numbers[26:], strict=True)
        }
        key = recomputed_key(KeyTables(people, product, SOURCE, SOURCE), DAY)
        assert sum(found.value for found in key.values()) == 1


class TestBeforeTheAct:
    """Nothing is due before the Council has fixed the pool (Art. 57(1))."""

    def test_there_is_no_chain(self) -> None:
        year = evolve(start(2026), PROPOSED)
        with pytest.raises(OutOfScope, match="no Council act has fixed"):
            chain(year, equal_tables(), DEFAULT, AS_OF)

    def test_a_chain_without_a_proposal_says_so_by_none(self) -> None:
        found = chain(evolve(start(2026), ACT), equal_tables(), DEFAULT, AS_OF)
        assert found.proposed is None
        assert found.proposed_money is None

    def test_a_state_that_is_not_bound_has_no_line(self) -> None:
        with pytest.raises(OutOfScope, match="DK is not bound"):
            chain_of().line_of("DK")


class TestFairShare:
    """Share times reference number, rounded up; money at the value of one relocation."""

    def test_a_thousand_each(self) -> None:
        line = chain_of().line_of("FR")
        # 3.8462 % to four decimals, of 26 000, is 1 000.012: rounded up to 1 001.
        assert line.fair_share.value == Persons(1001)
        assert line.fair_share_money.value == Euro.whole(20_020_000)

    @pytest.mark.parametrize(
        ("option", "persons"), [("up", 1001), ("nearest", 1000), ("down", 1000)]
    )
    def test_rounding_is_a_reading(self, option: str, persons: int) -> None:
        found = chain_of(readings=DEFAULT.choose("R-005", option))
        assert found.line_of("FR").fair_share.value == Persons(persons)
        assert found.line_of("FR").fair_share.reading == "R-005"

    def test_a_printed_share_is_kept_and_shown_beside_the_recomputed_one(self) -> None:
        line = chain_of(ShareFixed("FR", Fraction(4, 100), SOURCE)).line_of("FR")
        assert line.share.value == Fraction(4, 100)
        assert isinstance(line.share, Fact)
        assert line.share.basis is Basis.PUBLISHED
        assert line.recomputed.value == Fraction(1, 26)
        assert line.fair_share.value == Persons(1040)


class TestPledged:
    """What the act fixed; before it, what the forum heard; what nobody reported."""

    def test_no_source_means_not_published_never_zero(self) -> None:
        line = chain_of().line_of("FR")
        assert values(line.pledged) == [None, None, None]
        assert values(line.net_due) == [None, None, None]
        assert line.pledged_units is None

    def test_types_not_mentioned_are_zero_when_one_covers_the_fair_share(self) -> None:
        line = chain_of(fixed("FR", RELOCATION, 1001)).line_of("FR")
        assert values(line.pledged) == [Persons(1001), Euro(0), Euro(0)]
        computed = line.pledged[FINANCIAL]
        assert isinstance(computed, Finding)
        assert computed.reading == "R-026"
        assert line.pledged_units == 1001

    def test_unless_read_otherwise(self) -> None:
        readings = DEFAULT.choose("R-026", "unknown")
        line = chain_of(fixed("FR", RELOCATION, 1001), readings=readings).line_of("FR")
        assert values(line.pledged) == [Persons(1001), None, None]

    def test_or_unless_persons_and_money_are_both_owed(self) -> None:
        readings = DEFAULT.choose("R-002", "cumulative")
        line = chain_of(fixed("FR", RELOCATION, 1001), readings=readings).line_of("FR")
        assert values(line.pledged) == [Persons(1001), None, None]

    @pytest.mark.parametrize(("money", "known"), [(19_619_600, True), (19_619_599, False)])
    def test_the_margin_is_two_per_cent(self, money: int, known: bool) -> None:
        line = chain_of(fixed("FR", FINANCIAL, money)).line_of("FR")
        assert (line.pledged[RELOCATION].value is not None) is known

    def test_an_amount_that_is_not_published_leaves_the_others_unknown_too(self) -> None:
        line = chain_of(fixed("FR", RELOCATION, 1001), fixed("FR", FINANCIAL, None)).line_of("FR")
        assert values(line.pledged) == [Persons(1001), None, None]
        assert line.pledged[FINANCIAL].source == SOURCE

    def test_types_the_act_does_not_print_are_zero_where_its_lines_are_known(self) -> None:
        printed = PledgeFixed("FR", RELOCATION, Persons(300), Basis.PUBLISHED, SOURCE)
        line = chain_of(printed).line_of("FR")
        assert values(line.pledged) == [Persons(300), Euro(0), Euro(0)]
        assert line.pledged[FINANCIAL].basis is Basis.PUBLISHED

    def test_a_state_that_pledges_nothing_pledges_zero(self) -> None:
        line = chain_of(PledgeDeclined("FR", SOURCE)).line_of("FR")
        assert values(line.pledged) == [Persons(0), Euro(0), Euro(0)]
        assert line.declined

    def test_a_pledge_made_in_the_forum_counts_until_the_act_fixes_another(self) -> None:
        told = Pledged("FR", RELOCATION, Persons(1001), Basis.REPORTED, SOURCE, "", 1)
        assert chain_of(told).line_of("FR").pledged[RELOCATION].value == Persons(1001)
        later = chain_of(told, fixed("FR", RELOCATION, 1100))
        assert later.line_of("FR").pledged[RELOCATION].value == Persons(1100)


class TestReleased:
    """Benefitting Member States need not implement (Art. 60(3))."""

    @pytest.mark.parametrize(
        "event",
        [
            UseIntended("FR", AS_OF, ((RELOCATION, "many"),), "none", (), SOURCE),
            PressureDecided("FR", AS_OF, AS_OF, True, False, "because", SOURCE),
            BenefittingReported("FR", SOURCE),
        ],
    )
    def test_nothing_remains_due_even_of_an_unpublished_pledge(self, event: object) -> None:
        line = chain_of(fixed("FR", RELOCATION, None), event).line_of("FR")
        assert values(line.net_due) == [Persons(0), Euro(0), Euro(0)]
        assert Status.BENEFITTING in line.statuses
        assert values(line.pledged) == [None, None, None]

    def test_a_mere_report_can_be_read_as_no_release(self) -> None:
        readings = DEFAULT.choose("R-027", "not_released")
        found = chain_of(
            fixed("FR", RELOCATION, 1001), BenefittingReported("FR", SOURCE), readings=readings
        )
        assert found.line_of("FR").net_due[RELOCATION].value == Persons(1001)


class TestDeducted:
    """Only a Council act deducts; it may put another type in the place (Arts 61(4), 62(5))."""

    def test_in_part_and_replaced(self) -> None:
        granted = DeductionGranted(
            "1",
            "FR",
            "act on a deduction",
            AS_OF,
            False,
            ((RELOCATION, Persons(400)),),
            ((FINANCIAL, Euro.whole(2_000_000)),),
            SOURCE,
        )
        line = chain_of(fixed("FR", RELOCATION, 1001), granted).line_of("FR")
        assert values(line.net_due) == [Persons(601), Euro.whole(2_000_000), Euro(0)]
        assert line.deduction_act == "act on a deduction"

    def test_two_acts_add_up(self) -> None:
        acts = [
            DeductionGranted(
                str(n), "FR", f"act {n}", AS_OF, False, ((FINANCIAL, Euro.whole(1)),), (), SOURCE
            )
            for n in (1, 2)
        ]
        line = chain_of(fixed("FR", FINANCIAL, 20_020_000), *acts).line_of("FR")
        assert line.net_due[FINANCIAL].value == Euro.whole(20_019_998)

    def test_in_full_nothing_is_left(self) -> None:
        granted = DeductionGranted("1", "FR", "act", AS_OF, True, (), (), SOURCE)
        line = chain_of(
            fixed("FR", RELOCATION, 501), fixed("FR", FINANCIAL, 10_000_000), granted
        ).line_of("FR")
        assert values(line.net_due) == [Persons(0), Euro(0), Euro(0)]

    def test_of_an_unpublished_pledge_a_full_deduction_is_not_a_number(self) -> None:
        granted = DeductionGranted("1", "FR", "act", AS_OF, True, (), (), SOURCE)
        line = chain_of(fixed("FR", RELOCATION, None), granted).line_of("FR")
        assert line.deducted == {}

    def test_adjusted_inside_the_pool_act(self) -> None:
        events = [fixed("FR", kind, 0) for kind in Kind]
        line = chain_of(*events, PledgeAdjusted("FR", Fraction(50), SOURCE)).line_of("FR")
        assert line.adjusted is not None
        assert line.adjusted.value == Euro.whole(10_010_000)
        assert line.adjusted.reading == "R-009"


def taken(number: int | None, paragraph: int) -> OffsetTaken:
    count = None if number is None else Persons(number)
    return OffsetTaken("FR", "IT", count, paragraph, AS_OF, Basis.REPORTED, SOURCE)


class TestOffset:
    """Offsets by agreement stand in the place of relocations; mandatory ones lower the money."""

    def test_by_agreement(self) -> None:
        line = chain_of(fixed("FR", RELOCATION, 1001), taken(300, 1), taken(200, 2)).line_of("FR")
        assert line.net_due[RELOCATION].value == Persons(501)
        assert line.offset_paragraph == 2

    def test_one_number_not_published_hides_what_is_due(self) -> None:
        line = chain_of(fixed("FR", RELOCATION, 1001), taken(300, 1), taken(None, 2)).line_of("FR")
        assert line.net_due[RELOCATION].value is None
        assert "offsets taken of France" in line.net_due[RELOCATION].text

    def test_mandatory_ones_lower_the_money_of_those_who_pledged_money(self) -> None:
        line = chain_of(fixed("FR", FINANCIAL, 20_020_000), taken(100, 3)).line_of("FR")
        assert line.net_due[FINANCIAL].value == Euro.whole(18_020_000)
        assert line.offset is None

    def test_unless_money_pledgers_are_left_out(self) -> None:
        readings = DEFAULT.choose("R-004", "excluded")
        found = chain_of(fixed("FR", FINANCIAL, 20_020_000), taken(100, 3), readings=readings)
        assert found.line_of("FR").net_due[FINANCIAL].value == Euro.whole(20_020_000)

    def test_a_mandatory_number_that_is_not_published_hides_the_money(self) -> None:
        line = chain_of(fixed("FR", FINANCIAL, 20_020_000), taken(None, 4)).line_of("FR")
        assert line.net_due[FINANCIAL].value is None

    def test_make_up_offsets_are_counted_elsewhere(self) -> None:
        line = chain_of(fixed("FR", RELOCATION, 1001), taken(100, 5)).line_of("FR")
        assert line.net_due[RELOCATION].value == Persons(1001)


class TestImplementedAndPaid:
    """What was delivered: as confirmed, else as recorded, else not published."""

    def test_nothing_recorded_is_not_published(self) -> None:
        line = chain_of().line_of("FR")
        assert values(line.implemented) == [None, None, None]
        assert line.paid.value is None

    def test_recorded(self) -> None:
        event = Implemented("FR", "IT", RELOCATION, Persons(7), AS_OF, SOURCE)
        line = chain_of(fixed("FR", RELOCATION, 1001), event, event).line_of("FR")
        assert values(line.implemented) == [Persons(14), Euro(0), Euro(0)]

    def test_confirmed_in_january(self) -> None:
        told = Confirmed("FR", Persons(9), Euro(5), Euro(6), date(2027, 1, 20), SOURCE)
        line = chain_of(told, Paid("FR", Euro(5), date(2027, 2, 1), SOURCE)).line_of("FR")
        assert values(line.implemented) == [Persons(9), Euro(5), Euro(6)]
        assert line.paid.value == Euro(5)


class TestTotals:
    """What is known is added; what is not published is named."""

    def test_at_least(self) -> None:
        found = chain_of(fixed("FR", RELOCATION, 1001), fixed("DE", RELOCATION, None))
        pledged = found.pledged(RELOCATION)
        assert pledged.known == Persons(1001)
        assert "DE" in pledged.unknown
        assert "FR" not in pledged.unknown
        assert found.net_due(FINANCIAL).known == Euro(0)


class TestTheRealYear:
    """Figures the published and reported facts of 2026 must give."""

    @pytest.mark.parametrize(
        ("code", "percent", "persons"),
        [("DE", "216890/1000000", 4555), ("FR", "160021/1000000", 3361)],
    )
    def test_published_shares_are_exact(self, code: str, percent: str, persons: int) -> None:
        line = real().chain.line_of(code)
        assert line.share.value == Fraction(percent)
        assert line.fair_share.value == Persons(persons)
        assert abs(line.recomputed.value - line.share.value) < Fraction(1, 10_000)

    def test_ireland_owes_463_units_in_money(self) -> None:
        line = real().chain.line_of("IE")
        assert line.fair_share.value == Persons(463)
        assert line.net_due[FINANCIAL].value == Euro.whole(9_260_000)

    def test_twenty_six_states_whose_shares_add_up_to_one(self) -> None:
        lines = real().chain.lines
        assert len(lines) == 26
        assert sum(line.recomputed.value for line in lines) == 1

    def test_the_headline(self) -> None:
        found = real().chain
        assert found.reference.value == Persons(21_000)
        assert found.reference_money.value == Euro.whole(420_000_000)
        assert found.value.value == Euro.whole(20_000)

    def test_romania_is_unknown_and_hungary_is_zero(self) -> None:
        found = real().chain
        assert values(found.line_of("RO").net_due) == [None, None, None]
        assert values(found.line_of("HU").net_due) == [Persons(0), Euro(0), Euro(0)]

    def test_germany_meets_its_relocations_by_offsets_france_by_an_unknown_number(self) -> None:
        found = real().chain
        assert found.line_of("DE").net_due[RELOCATION].value == Persons(0)
        assert found.line_of("FR").net_due[RELOCATION].value is None

    def test_beneficiaries_owe_nothing_and_reported_is_said(self) -> None:
        for code in ("CY", "EL", "ES", "IT"):
            line = real().chain.line_of(code)
            assert line.released is not None
            assert line.released.basis is Basis.REPORTED
            assert values(line.net_due) == [Persons(0), Euro(0), Euro(0)]

    def test_year_of_holds_what_was_folded(self) -> None:
        assert year_of().pool.act == ACT
