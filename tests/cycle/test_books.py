"""The year in double entry: booked in the order of the law, and equal to the chain."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest
from given_chain import ACT, AS_OF, PROPOSED, SOURCE, equal_tables, fixed, real
from hypothesis import given, settings
from hypothesis import strategies as st

from solidarity.cycle.books import Books, Daybook, audit, close, fair_shares
from solidarity.cycle.chain import Chain, KeyTables, chain
from solidarity.cycle.s03_proposal import CreditAuthorised
from solidarity.cycle.s04_pledging import ForumReconvened, Pledged
from solidarity.cycle.s05_pool import ShareFixed
from solidarity.cycle.s06_access import BenefittingReported, UseIntended
from solidarity.cycle.s07_deductions import DeductionGranted
from solidarity.cycle.s08_implementation import Implemented
from solidarity.cycle.s09_offsets import OffsetTaken
from solidarity.cycle.s10_confirmation import AlternativeConverted, Confirmed, Paid
from solidarity.cycle.year import evolve, start
from solidarity.cycle.year_bulk import evolve_all
from solidarity.errors import InvariantBroken
from solidarity.law.readings import DEFAULT
from solidarity.ledger.accounts import Balances, Stage, hold_balances
from solidarity.ledger.events import Event
from solidarity.terms.findings import Basis
from solidarity.terms.quantities import Euro, Kind, Persons, Quantity
from solidarity.terms.readings import Readings

RELOCATION, FINANCIAL, ALTERNATIVE = Kind
TABLES = equal_tables()
USES = UseIntended("FR", AS_OF, (), "", (), SOURCE)


def kept(
    *events: Event, readings: Readings = DEFAULT, tables: KeyTables | None = TABLES
) -> tuple[Books, Chain]:
    """Give the books and the chain of the union of equals after the events given."""
    year = evolve_all(start(2026), (PROPOSED, ACT, *events))
    return books_alone(*events, readings=readings, tables=tables), chain(
        year, TABLES, readings, AS_OF
    )


def books_alone(
    *events: Event, readings: Readings = DEFAULT, tables: KeyTables | None = TABLES
) -> Books:
    """Give books of events that need not be lawful."""
    daybook = Daybook()
    year = evolve_all(start(2026), daybook.watch((PROPOSED, ACT, *events)))
    return close(daybook, year, tables, readings)


def books_of(*events: Event, readings: Readings = DEFAULT) -> Books:
    """Give books that agree with the chain."""
    books, beside = kept(*events, readings=readings)
    assert audit(beside, books) == ()
    return books


def whole(kind: Kind, amount: int) -> Quantity:
    return Persons(amount) if kind is RELOCATION else Euro.whole(amount)


def accounts(books: Books, kind: Kind, code: str = "FR") -> dict[Stage, int]:
    """Balances of one state and kind that are not zero, in persons or euro."""
    return {
        posting.stage: posting.amount.count
        if isinstance(posting.amount, Persons)
        else posting.amount.cents // 100
        for posting in books.balances.accounts()
        if (posting.state, posting.kind) == (code, kind)
    }


def granted(number: str, full: bool, amounts=(), replaced=()) -> DeductionGranted:
    return DeductionGranted(number, "FR", f"act {number}", AS_OF, full, amounts, replaced, SOURCE)


def taken(number: int | None, paragraph: int, code: str = "FR") -> OffsetTaken:
    count = None if number is None else Persons(number)
    return OffsetTaken(code, "IT", count, paragraph, AS_OF, Basis.REPORTED, SOURCE)


def delivered(kind: Kind, amount: int) -> Implemented:
    return Implemented("FR", "IT", kind, whole(kind, amount), AS_OF, SOURCE)


def paid(amount: int) -> Paid:
    return Paid("FR", Euro.whole(amount), AS_OF, SOURCE)


class TestPledges:
    """What the act fixes is open; what is not published is named and not booked."""

    def test_fixed_is_open(self) -> None:
        books = books_of(fixed("FR", RELOCATION, 300), fixed("FR", FINANCIAL, 4_000_000))
        assert accounts(books, RELOCATION) == {Stage.PLEDGED: -300, Stage.OPEN: 300}
        assert accounts(books, FINANCIAL) == {Stage.PLEDGED: -4_000_000, Stage.OPEN: 4_000_000}
        assert books.left_out == ()

    def test_a_later_line_of_the_same_act_takes_the_place_of_the_former(self) -> None:
        books = books_of(fixed("FR", RELOCATION, 300), fixed("FR", RELOCATION, 200))
        assert accounts(books, RELOCATION)[Stage.OPEN] == 200

    def test_a_further_act_adds(self) -> None:
        further = replace(ACT, reference="a second act")
        again = ForumReconvened(AS_OF, "ground", SOURCE)
        books = books_of(fixed("FR", RELOCATION, 300), again, further, fixed("FR", RELOCATION, 200))
        assert accounts(books, RELOCATION)[Stage.OPEN] == 500

    def test_not_published_is_named(self) -> None:
        books = books_of(fixed("FR", FINANCIAL, None), fixed("SE", RELOCATION, 5))
        assert books.left_out == ("FR: financial contribution pledged, not published",)
        assert books.balances.states() == ("SE",)

    def test_what_was_said_in_the_forum_stands_where_the_act_fixes_nothing(self) -> None:
        said = Pledged("FR", RELOCATION, Persons(7), Basis.REPORTED, SOURCE, "", 1)
        assert accounts(books_of(said), RELOCATION)[Stage.OPEN] == 7
        books = books_of(said, fixed("FR", RELOCATION, 300))
        assert accounts(books, RELOCATION)[Stage.OPEN] == 300

    @pytest.mark.parametrize("amount", [Euro.whole(5), Persons(-5)])
    def test_what_is_no_amount_of_its_kind_is_named(self, amount: Quantity) -> None:
        books = books_alone(replace(fixed("FR", RELOCATION, 1), amount=amount))
        assert books.left_out == (f"FR: relocations pledged, {amount} cannot be booked",)


class TestDeductions:
    """Arts 61(4), 62(5): out of what is open, and another type in its place."""

    def test_in_part_and_replaced(self) -> None:
        act = granted("1", False, ((RELOCATION, Persons(100)),), ((FINANCIAL, Euro.whole(9)),))
        books = books_of(fixed("FR", RELOCATION, 300), fixed("FR", FINANCIAL, 1), act)
        assert accounts(books, RELOCATION)[Stage.DEDUCTED] == 100
        assert accounts(books, RELOCATION)[Stage.OPEN] == 200
        assert accounts(books, FINANCIAL) == {Stage.PLEDGED: -10, Stage.OPEN: 10}

    def test_in_full(self) -> None:
        books = books_of(
            fixed("FR", RELOCATION, 300), fixed("FR", FINANCIAL, 1), granted("1", True)
        )
        assert accounts(books, RELOCATION) == {Stage.PLEDGED: -300, Stage.DEDUCTED: 300}
        assert accounts(books, FINANCIAL) == {Stage.PLEDGED: -1, Stage.DEDUCTED: 1}

    def test_in_full_after_a_part_takes_what_was_put_in_its_place(self) -> None:
        part = granted("1", False, ((RELOCATION, Persons(100)),), ((FINANCIAL, Euro.whole(9)),))
        books, beside = kept(
            fixed("FR", RELOCATION, 300), fixed("FR", FINANCIAL, 1), part, granted("2", True)
        )
        assert audit(beside, books) == ()
        assert accounts(books, FINANCIAL) == {Stage.PLEDGED: -10, Stage.DEDUCTED: 10}
        due = beside.line_of("FR").net_due
        assert (due[RELOCATION].value, due[FINANCIAL].value) == (Persons(0), Euro(0))

    def test_more_than_is_open_is_named(self) -> None:
        act = granted("1", False, ((RELOCATION, Persons(100)), (FINANCIAL, Persons(3))))
        books = books_of(fixed("FR", RELOCATION, 30), act)
        assert accounts(books, RELOCATION) == {Stage.PLEDGED: -30, Stage.DEDUCTED: 30}
        assert books.left_out == (
            "FR: relocations deducted, 100 of which only 30 is open",
            "FR: financial contribution deducted, 3 cannot be booked",
        )


class TestOffsets:
    """Art. 63: by agreement out of relocations, mandatory out of money, made up after the year."""

    def test_by_agreement(self) -> None:
        books = books_of(fixed("FR", RELOCATION, 300), taken(100, 1), taken(50, 2))
        assert accounts(books, RELOCATION)[Stage.OFFSET] == 150
        assert accounts(books, RELOCATION)[Stage.OPEN] == 150

    def test_beyond_the_promise_they_are_voluntary(self) -> None:
        books = books_of(fixed("FR", RELOCATION, 300), taken(350, 1))
        assert accounts(books, RELOCATION) == {
            Stage.PLEDGED: -300,
            Stage.OFFSET: 350,
            Stage.VOLUNTARY: -50,
        }

    def test_a_number_not_published_is_named(self) -> None:
        books = books_of(fixed("FR", RELOCATION, 300), taken(None, 2))
        assert books.left_out == ("FR: offsets under Art. 63(1)-(2), not published",)

    def test_mandatory_ones_at_the_value_of_one_relocation(self) -> None:
        books = books_of(fixed("FR", FINANCIAL, 20_000_000), taken(100, 3))
        assert accounts(books, FINANCIAL)[Stage.OFFSET] == 2_000_000
        assert accounts(books, FINANCIAL)[Stage.OPEN] == 18_000_000

    def test_only_within_what_relocations_leave_of_the_fair_share(self) -> None:
        books = books_of(
            fixed("FR", RELOCATION, 951), fixed("FR", FINANCIAL, 20_000_000), taken(100, 4)
        )
        assert accounts(books, FINANCIAL)[Stage.OFFSET] == 50 * 20_000

    def test_a_pledge_of_relocations_not_published_leaves_all_the_room(self) -> None:
        books = books_of(
            fixed("FR", RELOCATION, None), fixed("FR", FINANCIAL, 20_000_000), taken(100, 4)
        )
        assert accounts(books, FINANCIAL)[Stage.OFFSET] == 2_000_000

    def test_credit_and_a_printed_share_make_the_room_smaller(self) -> None:
        credit = CreditAuthorised("FR", "act", Persons(800), 2026, Persons(0), AS_OF, SOURCE)
        books = books_of(
            ShareFixed("FR", Fraction(1, 100), SOURCE),
            credit,
            fixed("FR", FINANCIAL, 20_000_000),
            taken(500, 3),
        )
        assert accounts(books, FINANCIAL)[Stage.OFFSET] == (260 - 160) * 20_000

    def test_unless_they_do_not_count_against_money(self) -> None:
        readings = DEFAULT.choose("R-004", "excluded")
        books = books_of(fixed("FR", FINANCIAL, 20_000_000), taken(100, 3), readings=readings)
        assert Stage.OFFSET not in accounts(books, FINANCIAL)
        assert "not counted against money" in books.left_out[0]

    def test_without_statistics_their_value_is_not_known(self) -> None:
        books, _ = kept(fixed("FR", FINANCIAL, 20_000_000), taken(100, 3), tables=None)
        assert books.left_out == ("FR: value of offsets under Art. 63(3)-(4), not known",)

    def test_nor_of_a_state_without_a_fair_share(self) -> None:
        books, _ = kept(taken(100, 3, "DK"))
        assert books.left_out == ("DK: value of offsets under Art. 63(3)-(4), not known",)

    def test_nor_before_an_act(self) -> None:
        year = start(2026)
        daybook = Daybook()
        assert list(daybook.watch([taken(1, 3)])) == [taken(1, 3)]
        books = close(daybook, year, TABLES, DEFAULT)
        assert books.left_out == ("FR: value of offsets under Art. 63(3)-(4), not known",)
        assert fair_shares(year, TABLES, DEFAULT) == {}

    def test_one_number_not_published_hides_their_value(self) -> None:
        books = books_of(fixed("FR", FINANCIAL, 20_000_000), taken(100, 3), taken(None, 4))
        assert Stage.OFFSET not in accounts(books, FINANCIAL)
        assert len(books.left_out) == 2

    def test_made_up_ones_take_the_place_of_relocations_not_made(self) -> None:
        books = books_of(fixed("FR", RELOCATION, 300), delivered(RELOCATION, 250), taken(50, 5))
        assert accounts(books, RELOCATION) == {
            Stage.PLEDGED: -300,
            Stage.IMPLEMENTED: 250,
            Stage.OFFSET: 50,
        }
        assert books.due("FR", RELOCATION) == Persons(300)

    def test_a_paragraph_no_rule_knows_is_named(self) -> None:
        books = books_of(fixed("FR", RELOCATION, 300), taken(50, 9))
        assert books.left_out == ("FR: offsets under Art. 63(9), which no rule counts",)


class TestRelease:
    """Art. 60(3): what is still open of a benefitting state is released."""

    def test_of_a_state_that_uses_the_pool(self) -> None:
        act = granted("1", False, ((RELOCATION, Persons(100)),))
        books = books_of(fixed("FR", RELOCATION, 300), act, USES)
        assert accounts(books, RELOCATION) == {
            Stage.PLEDGED: -300,
            Stage.DEDUCTED: 100,
            Stage.RELEASED: 200,
        }

    def test_what_it_gives_all_the_same_is_voluntary(self) -> None:
        books = books_of(fixed("FR", RELOCATION, 300), USES, delivered(RELOCATION, 5))
        assert accounts(books, RELOCATION)[Stage.VOLUNTARY] == -5
        assert books.due("FR", RELOCATION) == Persons(0)

    def test_reported_only_as_read(self) -> None:
        events = fixed("FR", RELOCATION, 300), BenefittingReported("FR", SOURCE)
        assert accounts(books_of(*events), RELOCATION)[Stage.RELEASED] == 300
        strict = books_of(*events, readings=DEFAULT.choose("R-027", "not_released"))
        assert accounts(strict, RELOCATION)[Stage.OPEN] == 300


class TestDelivered:
    """What became of a promise: it leaves OPEN once, the rest is voluntary."""

    def test_relocations_and_measures(self) -> None:
        books = books_of(
            fixed("FR", RELOCATION, 300),
            fixed("FR", ALTERNATIVE, 1_000),
            delivered(RELOCATION, 100),
            delivered(RELOCATION, 250),
            delivered(ALTERNATIVE, 400),
        )
        assert accounts(books, RELOCATION) == {
            Stage.PLEDGED: -300,
            Stage.IMPLEMENTED: 350,
            Stage.VOLUNTARY: -50,
        }
        assert accounts(books, ALTERNATIVE)[Stage.OPEN] == 600
        assert books.due("FR", RELOCATION) == Persons(300)

    @pytest.mark.parametrize(("entered", "received"), [(600, 500), (500, 600), (0, 600)])
    def test_the_same_money_is_booked_once(self, entered: int, received: int) -> None:
        books = books_of(
            fixed("FR", FINANCIAL, 1_000), delivered(FINANCIAL, entered), paid(received)
        )
        assert accounts(books, FINANCIAL)[Stage.PAID] == 600
        assert accounts(books, FINANCIAL)[Stage.OPEN] == 400

    def test_payments_add_up(self) -> None:
        books = books_of(fixed("FR", FINANCIAL, 1_000), paid(300), paid(300))
        assert accounts(books, FINANCIAL)[Stage.PAID] == 600

    def test_a_confirmation_takes_the_place_of_deliveries(self) -> None:
        level = Confirmed("FR", Persons(120), Euro.whole(5), Euro.whole(7), AS_OF, SOURCE)
        books = books_of(
            fixed("FR", RELOCATION, 300),
            fixed("FR", FINANCIAL, 9),
            delivered(RELOCATION, 100),
            level,
        )
        assert accounts(books, RELOCATION)[Stage.IMPLEMENTED] == 120
        assert accounts(books, FINANCIAL)[Stage.PAID] == 5
        assert accounts(books, ALTERNATIVE) == {Stage.IMPLEMENTED: 7, Stage.VOLUNTARY: -7}

    def test_measures_nobody_asked_for_become_money(self) -> None:
        books = books_of(
            fixed("FR", ALTERNATIVE, 1_000),
            fixed("FR", FINANCIAL, 50),
            delivered(ALTERNATIVE, 400),
            AlternativeConverted("FR", Euro.whole(600), AS_OF),
            paid(610),
        )
        assert accounts(books, ALTERNATIVE) == {
            Stage.PLEDGED: -1_000,
            Stage.IMPLEMENTED: 400,
            Stage.CONVERTED: 600,
        }
        assert accounts(books, FINANCIAL) == {
            Stage.PLEDGED: -650,
            Stage.PAID: 610,
            Stage.OPEN: 40,
        }
        assert books.due("FR", ALTERNATIVE) == Euro.whole(1_000)
        assert books.due("FR", FINANCIAL) == Euro.whole(50)

    def test_a_negative_level_is_named(self) -> None:
        level = Confirmed("FR", Persons(-1), Euro(0), Euro(0), AS_OF, SOURCE)
        books, _ = kept(level)
        assert books.left_out == (f"FR: relocations implemented, {Persons(-1)} cannot be booked",)


class TestAudit:
    """Every difference between the chain and the books is told in words."""

    def test_the_real_year(self) -> None:
        found = real()
        assert audit(found.chain, found.books) == ()
        assert found.books.year == 2026
        assert found.books.balances.open("IE", FINANCIAL) == Euro.whole(9_260_000)
        assert "FR: offsets under Art. 63(1)-(2), not published" in found.books.left_out

    def test_differences_are_told(self) -> None:
        books, beside = kept(fixed("FR", RELOCATION, 300))
        other, _ = kept(fixed("FR", RELOCATION, 200), delivered(RELOCATION, 10))
        assert audit(beside, other) == ("FR: relocations due: 300 in the chain, 200 in the books",)
        _, delivering = kept(fixed("FR", RELOCATION, 300), delivered(RELOCATION, 10))
        assert audit(delivering, books) == (
            "FR: relocations implemented: 10 in the chain, 0 in the books",
        )

    def test_so_is_a_state_without_a_line(self) -> None:
        books, beside = kept(fixed("DK", RELOCATION, 3))
        assert audit(beside, books) == ("DK: in the books, and without a line in the chain",)

    def test_figures_that_are_not_known_are_not_compared(self) -> None:
        books, beside = kept(fixed("FR", RELOCATION, None))
        assert audit(beside, books) == ()

    def test_a_made_up_amount_would_be_seen(self) -> None:
        made = Balances({"FR": (0, 5, *(0,) * 25)})
        with pytest.raises(InvariantBroken, match="do not sum to zero"):
            hold_balances(made)


AMOUNT = st.integers(0, 1_500)
FIXED = st.lists(st.builds(fixed, st.just("FR"), st.sampled_from(Kind), AMOUNT), max_size=5)
LATER = st.lists(
    st.one_of(
        st.builds(taken, AMOUNT, st.integers(1, 5)),
        st.builds(delivered, st.sampled_from(Kind), AMOUNT),
        st.builds(paid, AMOUNT),
        st.just(granted("full", True)),
        st.builds(
            lambda amount: granted(
                "part", False, ((RELOCATION, Persons(amount)),), ((FINANCIAL, Euro.whole(amount)),)
            ),
            AMOUNT,
        ),
        st.builds(
            lambda amount: AlternativeConverted("FR", Euro.whole(amount), date(2026, 12, 31)),
            AMOUNT,
        ),
        st.just(USES),
    ),
    max_size=8,
)


class TestAlways:
    """Whatever happens in whatever order, nothing is lost, and the books agree with the chain."""

    @given(FIXED, LATER)
    @settings(max_examples=60, deadline=None)
    def test_books_agree_with_the_chain(self, pledges: list[Event], later: list[Event]) -> None:
        books = books_of(*pledges, *later)
        hold_balances(books.balances)

    def test_watching_changes_nothing(self) -> None:
        events = [PROPOSED, ACT, fixed("FR", RELOCATION, 3), delivered(RELOCATION, 2)]
        year = start(2026)
        for event in events:
            year = evolve(year, event)
        assert evolve_all(start(2026), Daybook().watch(events)) == year
