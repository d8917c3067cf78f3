"""Who could deliver how much to whom, and what came of it, in numbers checked by hand."""

from dataclasses import replace
from datetime import date
from fractions import Fraction

from given_chain import ACT, AS_OF, DAY, SOURCE, chain_of, equal_tables, fixed, year_of
from hypothesis import given
from hypothesis import strategies as st

from solidarity.cycle.chain import chain
from solidarity.cycle.distribution import (
    Route,
    implementation,
    months_left,
    over_months,
    propose,
)
from solidarity.cycle.s02_determination import Determined, ShortcomingsIdentified
from solidarity.cycle.s06_access import UseIntended
from solidarity.cycle.s08_implementation import Implemented
from solidarity.law.readings import DEFAULT
from solidarity.terms.quantities import Kind, Persons
from solidarity.terms.statuses import Status

STATUSES = Determined(
    "decision",
    date(2025, 11, 11),
    (("IT", Status.MIGRATORY_PRESSURE_SAR), ("EL", Status.MIGRATORY_PRESSURE)),
    SOURCE,
)


def used(code):
    return UseIntended(code, date(2026, 7, 1), ((Kind.RELOCATION, "many"),), "", (), SOURCE)


PLEDGES = (
    fixed("DE", Kind.RELOCATION, 600),
    fixed("FR", Kind.RELOCATION, 300),
    fixed("NL", Kind.RELOCATION, None),
    fixed("IT", Kind.RELOCATION, 1000),
)
EVENTS = (STATUSES, *PLEDGES, used("IT"), used("EL"))
NEEDS = {"IT": Persons(600), "EL": Persons(600), "FR": Persons(5)}


def told(*events, act=ACT):
    year = year_of(*([act] if act is not ACT else []), *events)
    return year, chain(year, equal_tables(), DEFAULT, AS_OF)


class TestProposal:
    """Art. 60(1)-(3): balanced between benefitting states, proportional between contributing."""

    def test_is_in_proportion_to_needs_and_pledges(self):
        found = propose(*told(*EVENTS), NEEDS)
        assert found.available.known == Persons(900)
        assert "NL" in found.available.unknown
        assert not {"IT", "EL"} & set(found.available.unknown)
        assert found.parts == {"IT": Persons(450), "EL": Persons(450)}
        assert found.draws["IT"]["DE"] == Persons(300)
        assert found.draws["IT"]["FR"] == Persons(150)
        assert (found.indicative, found.deviation, found.not_owed) == (None, None, ())
        assert set(found.needs) == {"IT", "EL"}

    def test_the_indicated_percentage_is_a_soft_target(self):
        act = replace(ACT, sar_percent=Fraction(60))
        found = propose(*told(*EVENTS, act=act), NEEDS)
        assert found.parts == {"IT": Persons(540), "EL": Persons(360)}
        assert (found.indicative, found.deviation) == (Fraction(3, 5), 0)
        short = propose(*told(*EVENTS, act=act), {"IT": Persons(90), "EL": Persons(600)})
        assert short.deviation == Fraction(90, 690) - Fraction(3, 5)

    def test_nothing_is_owed_where_shortcomings_are_found(self):
        found = propose(*told(*EVENTS, ShortcomingsIdentified("EL", DAY, None, SOURCE)), NEEDS)
        assert found.not_owed == ("EL",)
        assert found.parts == {"IT": Persons(600)}

    def test_what_is_delivered_is_no_longer_available(self):
        delivered = Implemented("FR", "IT", Kind.RELOCATION, Persons(300), AS_OF, SOURCE)
        found = propose(*told(*EVENTS, delivered), NEEDS)
        assert found.available.known == Persons(600)
        assert found.draws["EL"]["FR"] == Persons(0)

    def test_without_needs_there_is_nothing(self):
        found = propose(*told(*EVENTS), {})
        assert (found.parts, found.draws) == ({}, {})


class TestMonths:
    """Deliveries are spread over the months that are left."""

    def test_are_those_of_the_year_not_yet_over(self):
        assert months_left(2026, date(2026, 11, 22)) == (date(2026, 11, 1), date(2026, 12, 1))
        assert len(months_left(2027, date(2026, 11, 22))) == 12
        assert months_left(2026, date(2027, 1, 1)) == ()

    @given(st.integers(0, 500), st.integers(1, 12))
    def test_nobody_is_lost(self, count, number):
        months = tuple(date(2026, month, 1) for month in range(1, number + 1))
        lines = over_months({"IT": {"DE": Persons(count)}}, months)
        assert sum(amount.count for *_, amount in lines) == count
        assert all(amount for *_, amount in lines)


class TestImplementation:
    """Art. 60(3): what each delivered, beside its part in proportion to its pledge."""

    def test_shows_the_deviation(self):
        delivered = [
            Implemented("DE", "IT", Kind.RELOCATION, Persons(30), AS_OF, SOURCE),
            Implemented("FR", "IT", Kind.RELOCATION, Persons(60), AS_OF, SOURCE),
            Implemented("NL", "EL", Kind.RELOCATION, Persons(9), AS_OF, SOURCE),
        ]
        routes = implementation(*told(*EVENTS, *delivered))
        rows = {(one.contributing, one.benefitting): one for one in routes}
        assert rows["DE", "IT"] == Route("DE", "IT", Persons(30), Persons(60))
        assert rows["DE", "IT"].deviation == -30
        assert rows["FR", "IT"].deviation == 30
        assert rows["NL", "EL"].deviation is None
        assert rows["DE", "EL"].proportional == Persons(6)

    def test_of_a_year_without_deliveries_is_empty(self):
        assert implementation(*told(*EVENTS)) == ()
        assert chain_of().lines
