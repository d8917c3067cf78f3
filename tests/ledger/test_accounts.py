"""Two-phase accounts: nothing promised is lost on the way, nothing is counted twice."""

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from solidarity.errors import InvariantBroken
from solidarity.ledger.accounts import (
    SOURCES,
    Balances,
    Posting,
    Stage,
    Transaction,
    hold_balances,
    number_of,
    quantity_of,
)
from solidarity.terms.quantities import Euro, Kind, Persons

FR = "FR"
PERSONS, MONEY, OTHER = Kind.RELOCATION, Kind.FINANCIAL, Kind.ALTERNATIVE
PLEDGED = Balances().move(FR, PERSONS, Persons(10), source=Stage.PLEDGED, to=Stage.OPEN)


def line(kind: Kind, stage: Stage, number: int) -> Posting:
    return Posting(FR, kind, stage, quantity_of(kind, number))


class TestTransaction:
    """Postings sum to zero in persons and in euro cents."""

    def test_balanced(self) -> None:
        both = Transaction((line(PERSONS, Stage.PLEDGED, -3), line(PERSONS, Stage.OPEN, 3)))
        assert Balances().post(both).open(FR, PERSONS) == Persons(3)

    def test_something_left_over(self) -> None:
        with pytest.raises(InvariantBroken, match="1 Persons over"):
            Transaction((line(PERSONS, Stage.PLEDGED, -3), line(PERSONS, Stage.OPEN, 4)))
        with pytest.raises(InvariantBroken, match="-5 Euro over"):
            Transaction((line(MONEY, Stage.PLEDGED, -5),))

    def test_persons_never_become_euro(self) -> None:
        with pytest.raises(InvariantBroken):
            Transaction((line(PERSONS, Stage.OPEN, -3), line(MONEY, Stage.OPEN, 3)))
        with pytest.raises(InvariantBroken, match="relocation is not counted in Euro"):
            number_of(PERSONS, Euro(1))
        with pytest.raises(InvariantBroken, match="alternative is not counted in Persons"):
            number_of(OTHER, Persons(1))

    def test_a_conversion_balances_in_each_kind(self) -> None:
        offered = Balances().move(FR, OTHER, Euro(70), source=Stage.PLEDGED, to=Stage.OPEN)
        after = offered.post(
            Transaction(
                (
                    line(OTHER, Stage.OPEN, -70),
                    line(OTHER, Stage.CONVERTED, 70),
                    line(MONEY, Stage.PLEDGED, -70),
                    line(MONEY, Stage.OPEN, 70),
                )
            )
        )
        hold_balances(after)
        assert (after.open(FR, OTHER), after.open(FR, MONEY)) == (Euro(0), Euro(70))


class TestBalances:
    """Balances stay on their side of zero; older balances stay what they were."""

    def test_move(self) -> None:
        after = PLEDGED.move(FR, PERSONS, Persons(4), source=Stage.OPEN, to=Stage.DEDUCTED)
        assert after.open(FR, PERSONS) == Persons(6)
        assert after.of(FR, PERSONS, Stage.DEDUCTED) == Persons(4)
        assert after.pledged(FR, PERSONS) == PLEDGED.pledged(FR, PERSONS) == Persons(10)
        assert PLEDGED.open(FR, PERSONS) == Persons(10)
        hold_balances(after)

    def test_nothing_moved(self) -> None:
        assert Balances().open("IT", PERSONS) == Persons(0)
        assert Balances().pledged("IT", MONEY) == Euro(0)
        assert Balances().states() == ()

    def test_more_than_is_open(self) -> None:
        with pytest.raises(InvariantBroken, match="FR: the balance of OPEN would be -1"):
            PLEDGED.move(FR, PERSONS, Persons(11), source=Stage.OPEN, to=Stage.RELEASED)
        with pytest.raises(InvariantBroken, match="IMPLEMENTED would be -1"):
            PLEDGED.move(FR, PERSONS, Persons(-1), source=Stage.OPEN, to=Stage.IMPLEMENTED)

    def test_more_back_than_came_out(self) -> None:
        with pytest.raises(InvariantBroken, match="PLEDGED would be 1"):
            Balances().move(FR, PERSONS, Persons(1), source=Stage.VOLUNTARY, to=Stage.PLEDGED)

    def test_a_transaction_is_applied_whole_or_not_at_all(self) -> None:
        wrong = Transaction((line(PERSONS, Stage.OPEN, -11), line(PERSONS, Stage.OFFSET, 11)))
        with pytest.raises(InvariantBroken):
            PLEDGED.post(wrong)
        assert PLEDGED.open(FR, PERSONS) == Persons(10)

    def test_delivered_beyond_the_promise_is_voluntary(self) -> None:
        after = PLEDGED.deliver(FR, PERSONS, Persons(12), to=Stage.IMPLEMENTED)
        assert after.open(FR, PERSONS) == Persons(0)
        assert after.of(FR, PERSONS, Stage.IMPLEMENTED) == Persons(12)
        assert after.of(FR, PERSONS, Stage.VOLUNTARY) == Persons(-2)
        hold_balances(after)

    def test_nothing_negative_is_delivered(self) -> None:
        with pytest.raises(InvariantBroken, match="cannot deliver"):
            PLEDGED.deliver(FR, PERSONS, Persons(-1), to=Stage.IMPLEMENTED)

    def test_accounts(self) -> None:
        assert list(PLEDGED.accounts()) == [
            line(PERSONS, Stage.PLEDGED, -10),
            line(PERSONS, Stage.OPEN, 10),
        ]

    def test_the_numbers_of_the_stages_never_change(self) -> None:
        assert [stage.name for stage in Stage] == [
            *("PLEDGED", "OPEN", "RELEASED", "DEDUCTED", "OFFSET", "CONVERTED"),
            *("IMPLEMENTED", "PAID", "VOLUNTARY"),
        ]
        assert {Stage.PLEDGED, Stage.VOLUNTARY} == SOURCES

    def test_balances_that_were_tampered_with(self) -> None:
        row = PLEDGED.rows[FR]
        with pytest.raises(InvariantBroken, match="do not sum to zero"):
            hold_balances(Balances({FR: (*row[:1], 11, *row[2:])}))
        with pytest.raises(InvariantBroken, match="FR: the balance of PLEDGED would be 10"):
            hold_balances(Balances({FR: (10, -10, *row[2:])}))


class TestMovingIsPosting:
    """The short way and the long way come to the same, or refuse alike."""

    steps = st.tuples(
        st.sampled_from(["FR", "IT"]),
        st.sampled_from(Kind),
        st.integers(-2, 8),
        st.sampled_from(Stage),
        st.sampled_from(Stage),
    )

    @given(st.lists(steps, max_size=30))
    def test_equal(self, steps: list[tuple[str, Kind, int, Stage, Stage]]) -> None:
        balances = Balances()
        for state, kind, number, source, to in steps:
            amount = quantity_of(kind, number)
            back = quantity_of(kind, -number)
            lines = (Posting(state, kind, source, back), Posting(state, kind, to, amount))
            moved = attempt(lambda: balances.move(state, kind, amount, source=source, to=to))  # noqa: B023
            posted = attempt(lambda: balances.post(Transaction(lines)))  # noqa: B023
            assert moved == posted
            balances = moved or balances
            hold_balances(balances)


def attempt(act: Callable[[], Balances]) -> Any:
    """The balances, or None if an invariant refuses."""
    try:
        return act()
    except InvariantBroken:
        return None
