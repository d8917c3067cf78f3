"""Unknown amounts survive: they are named, never added as zero."""

from hypothesis import given
from hypothesis import strategies as st

from solidarity.cycle.amounts import Line, over_rounds, total
from solidarity.terms.findings import Basis, Source
from solidarity.terms.quantities import ZERO_EURO, ZERO_PERSONS, Euro, Kind, Persons

PERSONS = st.builds(Persons, st.integers(0, 10**6)) | st.none()
AMOUNTS = st.lists(st.tuples(st.sampled_from(["DE", "FR", "IT"]), PERSONS))


def line(amount):
    return Line(amount, Basis.PUBLISHED, Source("a test"))


class TestTotal:
    @given(AMOUNTS)
    def test_adds_what_is_known_and_names_the_rest(self, amounts):
        found = total(amounts, ZERO_PERSONS)
        assert found.known.count == sum(amount.count for _, amount in amounts if amount)
        assert set(found.unknown) == {code for code, amount in amounts if amount is None}
        assert found.is_complete == (not found.unknown)

    def test_another_unit_is_not_known(self):
        assert total([("DE", Persons(5))], ZERO_EURO).unknown == ("DE",)


class TestOverRounds:
    def test_adds_rounds_of_each_kind(self):
        rounds = {
            (1, Kind.RELOCATION): line(Persons(5)),
            (2, Kind.RELOCATION): line(Persons(6)),
            (1, Kind.FINANCIAL): line(Euro(7)),
            (2, Kind.FINANCIAL): line(Euro(8)),
        }
        assert over_rounds(rounds) == {
            Kind.RELOCATION: Persons(11),
            Kind.FINANCIAL: Euro(15),
        }

    def test_one_unknown_round_makes_the_sum_unknown(self):
        rounds = {(1, Kind.FINANCIAL): line(None), (2, Kind.FINANCIAL): line(Euro(8))}
        assert over_rounds(rounds) == {Kind.FINANCIAL: None}

    def test_what_cannot_be_added_is_unknown(self):
        rounds = {(1, Kind.FINANCIAL): line(Persons(1)), (2, Kind.FINANCIAL): line(Euro(8))}
        assert over_rounds(rounds) == {Kind.FINANCIAL: None}
