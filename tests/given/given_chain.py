"""A small made-up union in numbers a reader can check by hand, and the real year 2026."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from functools import cache

from solidarity.adapters.year_reader import YearRead, read_year
from solidarity.cycle.chain import Chain, KeyTables, chain
from solidarity.cycle.s03_proposal import Proposed
from solidarity.cycle.s05_pool import PledgeFixed, PoolActAdopted
from solidarity.cycle.year import Year, evolve, start
from solidarity.law.readings import DEFAULT
from solidarity.ledger.events import Event
from solidarity.terms.findings import Basis, Fact, Source
from solidarity.terms.member_states import Part, bound_states
from solidarity.terms.quantities import Euro, Kind, Persons
from solidarity.terms.readings import Readings

SOURCE = Source("a document", "https://example.eu/act", "high", "2026-01-01")
DAY = date(2025, 12, 19)
AS_OF = date(2026, 11, 22)

PROPOSED = Proposed(
    "proposal", date(2025, 11, 11), Persons(30_000), Euro.whole(600_000_000), None, False, SOURCE
)
ACT = PoolActAdopted("act", DAY, None, None, Persons(26_000), Euro.whole(520_000_000), None, SOURCE)
"""Twenty-six equal states and 26 000 persons: every fair share is 1 000 persons, EUR 20 million."""


def equal_tables() -> KeyTables:
    """Give every bound state the same population and the same product."""
    codes = [state.code for state in bound_states(Part.SOLIDARITY, DAY)]
    people = {code: Fact(f"population {code}", 100, Basis.PUBLISHED, SOURCE) for code in codes}
    product = {
        code: Fact(f"product {code}", Fraction(7, 2), Basis.PUBLISHED, SOURCE) for code in codes
    }
    return KeyTables(people, product, SOURCE, SOURCE)


def fixed(state: str, kind: Kind, amount: int | None) -> PledgeFixed:
    """Fix a pledge: persons, or whole euro; None is a pledge whose amount is not published."""
    if amount is None:
        return PledgeFixed(state, kind, None, Basis.UNKNOWN, SOURCE)
    quantity = Persons(amount) if kind is Kind.RELOCATION else Euro.whole(amount)
    return PledgeFixed(state, kind, quantity, Basis.REPORTED, SOURCE)


def year_of(*events: Event) -> Year:
    """Fold the proposal, the act and then the events given."""
    year = start(2026)
    for event in (PROPOSED, ACT, *events):
        year = evolve(year, event)
    return year


def chain_of(*events: Event, readings: Readings = DEFAULT) -> Chain:
    """Give the chain of the union of equals after the events given."""
    return chain(year_of(*events), equal_tables(), readings, AS_OF)


@cache
def real() -> YearRead:
    """Read the real year from the journal that comes along."""
    return read_year(None, 2026, as_of=AS_OF, readings=DEFAULT)
