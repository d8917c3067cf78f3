"""Art. 63(1)-(5), (7): thresholds, target, gap, limits, sharing, make-up offsets."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from solidarity.errors import InputError
from solidarity.law.part4_solidarity.art63_responsibility_offsets import (
    cap,
    gap,
    is_mandatory,
    make_up,
    may_offer_by_own_share,
    may_request_offsets,
    split_gap,
    target,
)
from solidarity.terms.quantities import Persons

MINIMUM = Persons(30_000)
CAPS = st.dictionaries(st.sampled_from(["BE", "DE", "EL", "FR", "LU", "PT"]), st.integers(0, 5_000))


class TestParagraph1:
    """From half of the proposal on benefitting states may ask."""

    @pytest.mark.parametrize(
        ("pledges", "proposed", "expected"),
        [
            (14_970, 30_000, False),  # 49.9 %
            (14_999, 30_000, False),
            (15_000, 30_000, True),  # 50 %
            (18_000, 30_000, True),
            (15_000, 30_001, False),  # an odd number: half of it is not whole
            (0, 0, True),
        ],
    )
    def test_half_of_the_proposal(self, pledges: int, proposed: int, *, expected: bool) -> None:
        answer = may_request_offsets(
            relocation_pledges=Persons(pledges), proposed=Persons(proposed)
        )
        assert answer is expected


class TestParagraph2:
    """(a) the same half; (b) half of its own fair share lets a state offer."""

    @pytest.mark.parametrize(
        ("pledged", "fair_share", "expected"),
        [(499, 1_000, False), (500, 1_000, True), (231, 463, False), (232, 463, True)],
    )
    def test_half_of_its_own_share(self, pledged: int, fair_share: int, *, expected: bool) -> None:
        answer = may_offer_by_own_share(
            relocations_pledged=Persons(pledged), fair_share=Persons(fair_share)
        )
        assert answer is expected


class TestParagraph3:
    """The higher of the minimum and 60 % of the reference number; after a reconvened Forum."""

    @pytest.mark.parametrize(
        ("reference", "expected"),
        [
            (21_000, 30_000),
            (50_000, 30_000),
            (50_001, 30_001),  # 60 % is 30 000.6: made whole upwards
            (60_000, 36_000),
        ],
    )
    def test_target(self, reference: int, expected: int) -> None:
        found = target(relocations_min=MINIMUM, reference=Persons(reference))
        assert found == Persons(expected)

    @pytest.mark.parametrize(
        ("pledges", "forum", "expected"),
        [(35_999, True, True), (36_000, True, False), (35_999, False, False)],
    )
    def test_only_after_the_forum_met_again(
        self, pledges: int, *, forum: bool, expected: bool
    ) -> None:
        answer = is_mandatory(
            pledges=Persons(pledges),
            target=Persons(36_000),
            forum_reconvened=forum,
            reduced=False,
            forum_needed="not_after_deductions",
        )
        assert answer is expected

    @given(target_=st.integers(0, 10**5), effective=st.integers(0, 10**5))
    def test_gap(self, target_: int, effective: int) -> None:
        found = gap(target=Persons(target_), effective=Persons(effective))
        assert found.count == max(0, target_ - effective)

    @given(missing=st.integers(0, 30_000), caps=CAPS, split=st.sampled_from(["p", "e"]))
    def test_the_gap_is_shared_within_the_limits(
        self, missing: int, caps: dict[str, int], split: str
    ) -> None:
        found = split_gap(
            gap=Persons(missing),
            caps={code: Persons(limit) for code, limit in caps.items()},
            split={"p": "pro_rata_to_caps", "e": "equal_per_state"}[split],
        )
        assert sum(part.count for part in found.values()) == min(missing, sum(caps.values()))
        assert all(0 <= found[code].count <= caps[code] for code in caps)

    def test_pro_rata_or_equal(self) -> None:
        caps = {"FR": Persons(600), "DE": Persons(300), "LU": Persons(10)}
        pro_rata = split_gap(gap=Persons(91), caps=caps)
        equal = split_gap(gap=Persons(91), caps=caps, split="equal_per_state")
        assert pro_rata == {"DE": Persons(30), "FR": Persons(60), "LU": Persons(1)}
        assert equal == {"DE": Persons(41), "FR": Persons(40), "LU": Persons(10)}

    def test_ties_in_protocol_order_whatever_the_order_given(self) -> None:
        one = split_gap(gap=Persons(1), caps={"SE": Persons(5), "BE": Persons(5)})
        assert list(one.items()) == [("BE", Persons(1)), ("SE", Persons(0))]

    def test_no_share_for_a_state_that_does_not_exist(self) -> None:
        with pytest.raises(InputError):
            split_gap(gap=Persons(1), caps={"XX": Persons(5)})


class TestParagraph4:
    """Deductions and releases open it too; whether the Forum must meet first is R-014."""

    @pytest.mark.parametrize(
        ("reading", "forum", "expected"),
        [
            ("not_after_deductions", False, True),
            ("always", False, False),
            ("always", True, True),
        ],
    )
    def test_after_deductions(self, reading: str, *, forum: bool, expected: bool) -> None:
        answer = is_mandatory(
            pledges=Persons(29_999),
            target=MINIMUM,
            forum_reconvened=forum,
            reduced=True,
            forum_needed=reading,
        )
        assert answer is expected

    def test_an_unknown_reading_is_a_fault_of_the_caller(self) -> None:
        with pytest.raises(ValueError, match="perhaps"):
            is_mandatory(
                pledges=Persons(1),
                target=MINIMUM,
                forum_reconvened=True,
                reduced=True,
                forum_needed="perhaps",
            )


class TestParagraph5:
    """Relocations neither made nor accepted are made up, up to the number pledged."""

    @pytest.mark.parametrize(
        ("implemented", "accepted", "expected"),
        [(0, 0, 100), (60, 60, 40), (60, 70, 30), (70, 0, 30), (100, 100, 0), (120, 130, 0)],
    )
    def test_make_up(self, implemented: int, accepted: int, expected: int) -> None:
        found = make_up(
            pledged=Persons(100), implemented=Persons(implemented), accepted=Persons(accepted)
        )
        assert found == Persons(expected)


class TestParagraph7:
    """Nobody is obliged beyond its fair share."""

    def test_five_hundred_less_three_hundred(self) -> None:
        found = cap(fair_share=Persons(500), relocations=Persons(300), offsets_taken=Persons(0))
        assert found == Persons(200)

    @pytest.mark.parametrize(("reading", "expected"), [("included", 200), ("excluded", 99)])
    def test_money_counts_only_where_it_is_read_so(self, reading: str, expected: int) -> None:
        found = cap(
            fair_share=Persons(500),
            relocations=Persons(300),
            offsets_taken=Persons(0),
            other_units=Fraction(201, 2),
            money=reading,
        )
        assert found == Persons(expected)

    @given(fair=st.integers(0, 9_999), pledged=st.integers(0, 9_999), taken=st.integers(0, 9_999))
    def test_never_beyond_the_fair_share(self, fair: int, pledged: int, taken: int) -> None:
        found = cap(
            fair_share=Persons(fair), relocations=Persons(pledged), offsets_taken=Persons(taken)
        ).count
        assert found >= 0
        assert found == 0 or found + pledged + taken == fair
