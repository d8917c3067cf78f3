"""Views on the chain: waterfall, statements, offsets, money due."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest
from given_chain import ACT, AS_OF, SOURCE, chain_of, equal_tables, fixed, real, year_of
from hypothesis import given
from hypothesis import strategies as st

from solidarity.cycle.chain import Chain, chain
from solidarity.cycle.chain_due import Level, due
from solidarity.cycle.chain_offsets import Standing, offsets
from solidarity.cycle.chain_statements import reconcile, unknowns
from solidarity.cycle.chain_waterfall import Part, parts, waterfall
from solidarity.cycle.s04_pledging import ForumReconvened, PledgeDeclined
from solidarity.cycle.s05_pool import PledgeAdjusted, StatementRecorded
from solidarity.cycle.s06_access import BenefittingReported
from solidarity.cycle.s07_deductions import DeductionGranted
from solidarity.cycle.s08_implementation import AlternativeAgreed, Implemented
from solidarity.cycle.s09_offsets import OffsetTaken
from solidarity.cycle.s10_confirmation import Confirmed
from solidarity.cycle.year import evolve, start
from solidarity.errors import OutOfScope
from solidarity.law.readings import DEFAULT
from solidarity.ledger.events import Event
from solidarity.terms.findings import Basis
from solidarity.terms.quantities import Euro, Kind, Persons

RELOCATION, FINANCIAL, ALTERNATIVE = Kind
SHARE = Euro.whole(20_020_000)


def part_of(code: str, *events: Event) -> dict[Part, Euro]:
    found = chain_of(*events)
    return parts(found.line_of(code), found)


def taken(number: int | None, paragraph: int = 2) -> OffsetTaken:
    count = None if number is None else Persons(number)
    return OffsetTaken("FR", "", count, paragraph, None, Basis.REPORTED, SOURCE)


class TestParts:
    """Each fair share is divided into parts that add up to it."""

    def test_released_whole(self) -> None:
        assert part_of("FR", BenefittingReported("FR", SOURCE)) == {Part.RELEASED: SHARE}

    def test_not_pledged_whole(self) -> None:
        assert part_of("FR", PledgeDeclined("FR", SOURCE)) == {Part.NOT_PLEDGED: SHARE}

    def test_not_published_whole(self) -> None:
        assert part_of("FR") == {Part.UNKNOWN: SHARE}

    def test_adjusted_the_rest_remains(self) -> None:
        events = [
            fixed("FR", RELOCATION, 0),
            fixed("FR", FINANCIAL, 10_010_000),
            fixed("FR", ALTERNATIVE, 0),
            PledgeAdjusted("FR", Fraction(50), SOURCE),
        ]
        half = Euro.whole(10_010_000)
        assert part_of("FR", *events) == {Part.DEDUCTED: half, Part.FINANCIAL: half}

    def test_deducted_by_an_act(self) -> None:
        granted = DeductionGranted(
            "1", "FR", "act", AS_OF, False, ((RELOCATION, Persons(400)),), (), SOURCE
        )
        assert part_of("FR", fixed("FR", RELOCATION, 1001), granted) == {
            Part.DEDUCTED: Euro.whole(8_000_000),
            Part.RELOCATIONS: Euro.whole(12_020_000),
        }

    def test_offset_and_remaining(self) -> None:
        assert part_of("FR", fixed("FR", RELOCATION, 1001), taken(501)) == {
            Part.OFFSET: Euro.whole(10_020_000),
            Part.RELOCATIONS: Euro.whole(10_000_000),
        }

    def test_offset_by_a_number_not_published(self) -> None:
        events = (fixed("FR", RELOCATION, 1001), taken(None))
        assert part_of("FR", *events) == {Part.OFFSET_UNKNOWN: SHARE}

    def test_offset_of_no_relocations_by_a_number_not_published(self) -> None:
        events = (fixed("FR", RELOCATION, 0), fixed("FR", FINANCIAL, 20_020_000), taken(None))
        assert part_of("FR", *events) == {Part.FINANCIAL: SHARE}

    def test_what_press_rounding_leaves_over_is_a_part(self) -> None:
        assert part_of("FR", fixed("FR", ALTERNATIVE, 20_000_000)) == {
            Part.ALTERNATIVE: Euro.whole(20_000_000),
            Part.LEFT_OVER: Euro.whole(20_000),
        }

    @given(
        persons=st.none() | st.integers(0, 3000),
        money=st.none() | st.integers(0, 50_000_000),
        offset=st.none() | st.integers(0, 3000),
        adjusted=st.integers(0, 100),
        option=st.sampled_from(["alternative", "cumulative"]),
    )
    def test_whatever_is_pledged_they_add_up(
        self,
        persons: int | None,
        money: int | None,
        offset: int | None,
        adjusted: int,
        option: str,
    ) -> None:
        found = chain_of(
            fixed("FR", RELOCATION, persons),
            fixed("FR", FINANCIAL, money),
            taken(offset),
            PledgeAdjusted("FR", Fraction(adjusted), SOURCE),
            readings=DEFAULT.choose("R-002", option),
        )
        divided = parts(found.line_of("FR"), found)
        assert sum(amount.cents for amount in divided.values()) == SHARE.cents * found.ways


class TestWaterfall:
    """From the reference number to what is known to remain."""

    def steps(self, found: Chain) -> dict[str, int]:
        return {step.key: step.amount.cents // 100 for step in waterfall(found)}

    def test_the_steps_of_2026_add_up(self) -> None:
        steps = self.steps(real().chain)
        totals = ("reference", "rounding_up", "fair_shares")
        assert steps["reference"] + steps["rounding_up"] == steps["fair_shares"]
        rest = sum(amount for key, amount in steps.items() if key not in totals)
        assert rest == steps["fair_shares"]

    def test_figures_of_2026(self) -> None:
        steps = self.steps(real().chain)
        assert steps["reference"] == 420_000_000
        assert steps["offset"] == 4555 * 20_000
        assert steps["offset_unknown"] == 3361 * 20_000
        assert steps["relocations"] == 15 * 20_000
        assert steps["financial"] == 32_680_000
        assert steps["alternative"] == 1_360_000

    def test_unknown_is_hatched_never_zero(self) -> None:
        roles = {step.key: step.role for step in waterfall(real().chain)}
        assert roles["not_published"] == roles["offset_unknown"] == "unknown"

    def test_read_as_cumulative_everything_doubles(self) -> None:
        found = chain_of(readings=DEFAULT.choose("R-002", "cumulative"))
        assert self.steps(found)["reference"] == 2 * 26_000 * 20_000


class TestStatements:
    """What a state says stands beside, with the named unknowns between."""

    def test_spain_is_explained_by_named_unknowns(self) -> None:
        found = reconcile(real().chain)[0]
        assert found.statement.by == "ES"
        assert found.relocations_known == Persons(15)
        assert found.financial_known == Euro.whole(32_680_000)
        assert found.relocations_left == Persons(947)
        assert found.financial_left == Euro.whole(41_980_000)
        assert found.is_explained
        chosen = {u.code for u in found.unknowns if u.is_chosen and u.kind is FINANCIAL}
        assert chosen == {"LT", "LU", "MT", "NL", "FI", "SE"}

    def test_beneficiaries_and_states_without_pledge_are_no_unknowns(self) -> None:
        codes = {unknown.code for unknown in unknowns(real().chain)}
        assert not codes & {"ES", "IT", "EL", "CY", "HU", "SK"}

    def test_a_statement_the_unknowns_cannot_hold(self) -> None:
        said = StatementRecorded("FR", "remains", Persons(10**6), None, AS_OF, SOURCE)
        found = reconcile(chain_of(said))[0]
        assert found.financial_left is None
        assert not found.is_explained

    def test_a_statement_on_money_alone(self) -> None:
        said = StatementRecorded("FR", "remains", None, Euro.whole(5), AS_OF, SOURCE)
        found = reconcile(chain_of(said))[0]
        assert found.relocations_left is None
        assert found.is_explained

    def test_the_rest_of_a_fair_share_after_what_is_known(self) -> None:
        events = [
            fixed("FR", RELOCATION, 501),
            fixed("FR", FINANCIAL, None),
            PledgeAdjusted("FR", Fraction(10), SOURCE),
        ]
        named = {(u.code, u.kind): u for u in unknowns(chain_of(*events))}
        assert named["FR", FINANCIAL].at_most == Euro.whole(20_020_000 - 2_002_000 - 10_020_000)
        assert named["FR", FINANCIAL].is_chosen
        assert not named["FR", ALTERNATIVE].is_chosen

    def test_persons_leave_the_money_untouched_where_both_are_owed(self) -> None:
        readings = DEFAULT.choose("R-002", "cumulative")
        found = chain_of(fixed("FR", RELOCATION, 501), readings=readings)
        named = {(u.code, u.kind): u for u in unknowns(found)}
        assert named["FR", FINANCIAL].at_most == SHARE


class TestOffsets:
    """Thresholds of Art. 63, open, closed or not decided by what is published."""

    def everyone(self, persons: int) -> list[Event]:
        found = chain_of()
        return [
            event
            for line in found.lines
            for event in (
                fixed(line.state.code, RELOCATION, persons),
                fixed(line.state.code, FINANCIAL, 0),
                fixed(line.state.code, ALTERNATIVE, 0),
            )
        ]

    @pytest.mark.parametrize(
        ("persons", "standing"), [(577, Standing.OPEN), (576, Standing.CLOSED)]
    )
    def test_half_of_the_proposal(self, persons: int, standing: Standing) -> None:
        # 26 × 577 = 15 002 ≥ 15 000; 26 × 576 = 14 976
        first = offsets(chain_of(*self.everyone(persons)), reconvened=False).thresholds[0]
        assert first.number == Persons(15_000)
        assert first.standing is standing

    def test_unpublished_pledges_leave_it_undecided(self) -> None:
        view = offsets(chain_of(), reconvened=False)
        assert view.thresholds[0].standing is Standing.UNDECIDED
        assert view.thresholds[1].standing is Standing.UNDECIDED

    @pytest.mark.parametrize(("persons", "open_for"), [(501, ("FR",)), (500, ())])
    def test_half_of_its_own_fair_share(self, persons: int, open_for: tuple[str, ...]) -> None:
        events = [e for e in self.everyone(0) if getattr(e, "state", "") != "FR"]
        mine = [fixed("FR", RELOCATION, persons), fixed("FR", FINANCIAL, 1)]
        second = offsets(chain_of(*events, *mine), reconvened=False).thresholds[1]
        assert second.states == open_for
        assert second.standing is (Standing.OPEN if open_for else Standing.CLOSED)

    def test_mandatory_after_the_forum_met_again(self) -> None:
        found = chain_of(*self.everyone(577))
        closed, opened = (offsets(found, reconvened=again) for again in (False, True))
        assert closed.target == Persons(30_000)
        assert closed.thresholds[2].standing is Standing.CLOSED
        assert "R-030" in closed.thresholds[2].note
        assert opened.thresholds[2].standing is Standing.OPEN
        assert opened.gap_at_most == opened.gap_at_least == Persons(30_000 - 15_002)

    def test_mandatory_because_of_releases(self) -> None:
        events = [*self.everyone(1200), *(BenefittingReported(c, SOURCE) for c in ("IT", "ES"))]
        view = offsets(chain_of(*events), reconvened=False)
        third = view.thresholds[2]
        assert third.at_least == Persons(24 * 1200)
        assert third.standing is Standing.OPEN
        assert "63(4)" in third.note
        assert "IT" not in view.caps

    def test_limits_and_split_of_the_gap(self) -> None:
        view = offsets(chain_of(*self.everyone(577)), reconvened=True)
        assert set(view.caps.values()) == {Persons(1001 - 577)}
        assert sum(part.count for part in view.split.values()) == 26 * 424

    def test_fully_adjusted_states_contribute_nothing(self) -> None:
        adjusted = PledgeAdjusted("FR", Fraction(100), SOURCE)
        assert "FR" not in offsets(chain_of(adjusted), reconvened=False).caps

    def test_without_a_proposal_there_is_nothing_to_measure_by(self) -> None:
        found = chain(evolve(start(2026), ACT), equal_tables(), DEFAULT, AS_OF)
        with pytest.raises(OutOfScope, match="number in the Commission proposal"):
            offsets(found, reconvened=False)

    def test_2026(self) -> None:
        view = offsets(real().chain, reconvened=False)
        assert view.thresholds[0].at_least == Persons(7_931)
        assert view.thresholds[1].states == ("DE", "FR")
        assert view.taken == {"DE": Persons(4555), "FR": None}


class TestDue:
    """Money due after the year: Art. 30 of the Implementing Regulation."""

    def line(self, *events: Event, level: Level | None = None, option: str = "yes") -> object:
        readings = DEFAULT.choose("R-008", option)
        found = chain(year_of(*events), equal_tables(), readings, AS_OF)
        levels = None if level is None else {"FR": level}
        view = due(found, year_of(*events), AS_OF, levels)
        return next(line for line in view.lines if line.code == "FR")

    def test_provisional_until_the_year_is_over(self) -> None:
        found, year = chain_of(), year_of()
        assert not due(found, year, date(2026, 12, 31)).is_final
        assert due(found, year, date(2027, 1, 1)).is_final

    def test_the_amount_fixed(self) -> None:
        line = self.line(fixed("FR", FINANCIAL, 20_020_000))
        assert line.due.value.amount == SHARE
        assert "fixed in the Council act" in line.due.text

    def test_unrequested_alternative_measures_become_money(self) -> None:
        agreed = AlternativeAgreed("1", "FR", "IT", Euro.whole(15_000_000), AS_OF, AS_OF)
        line = self.line(fixed("FR", ALTERNATIVE, 20_020_000), agreed)
        assert line.due.value.amount == Euro.whole(5_020_000)

    def test_an_agreement_for_less_settles_the_whole_if_so_read(self) -> None:
        agreed = AlternativeAgreed("1", "FR", "IT", Euro.whole(15_000_000), AS_OF, AS_OF)
        line = self.line(fixed("FR", ALTERNATIVE, 20_020_000), agreed, option="no")
        assert line.due.value.amount == Euro(0)

    def test_a_confirmation_goes_before_the_journal(self) -> None:
        level = Level(Persons(0), Euro(0), Euro.whole(20_000_000), SOURCE)
        line = self.line(fixed("FR", ALTERNATIVE, 20_020_000), level=level)
        assert line.due.value.amount == Euro.whole(20_000)

    def test_deductions_and_mandatory_offsets_lower_it_never_below_zero(self) -> None:
        granted = DeductionGranted(
            "1", "FR", "act", AS_OF, False, ((FINANCIAL, Euro.whole(20_000_000)),), (), SOURCE
        )
        line = self.line(fixed("FR", FINANCIAL, 20_020_000), granted, taken(2, 3))
        assert line.due.value.amount == Euro(0)
        assert line.due.value.raw == Euro.whole(-20_000)

    def test_offsets_count_only_within_the_fair_share(self) -> None:
        events = (fixed("FR", RELOCATION, 1000), fixed("FR", FINANCIAL, 20_020_000), taken(50, 3))
        assert self.line(*events).due.value.amount == Euro.whole(20_000_000)

    def test_offsets_whose_number_is_not_published_hide_it(self) -> None:
        line = self.line(fixed("FR", FINANCIAL, 20_020_000), taken(None, 3))
        assert line.due.value is None

    def test_a_benefitting_state_owes_nothing(self) -> None:
        line = self.line(BenefittingReported("FR", SOURCE))
        assert line.is_released
        assert line.due.value.amount == Euro(0)

    def test_differences_between_confirmation_and_journal_are_listed(self) -> None:
        events = (
            fixed("FR", RELOCATION, 1001),
            Implemented("FR", "IT", RELOCATION, Persons(7), AS_OF, SOURCE),
            Confirmed("FR", Persons(9), Euro(0), Euro(0), date(2027, 1, 9), SOURCE),
        )
        assert self.line(*events).differences == ("relocation: confirmed 9, in the journal 7",)

    def test_the_total_names_who_is_missing(self) -> None:
        view = due(real().chain, real().year, AS_OF)
        assert view.total.known == Euro.whole(32_400_000 + 1_360_000)
        assert "NL" in view.total.unknown
        assert "IE" not in view.total.unknown

    def test_reconvening_is_an_event_of_the_forum(self) -> None:
        again = ForumReconvened(AS_OF, "needs", SOURCE)
        assert year_of(again).pledging.reconvened == (again,)
