"""Rebuilding by the million gives exactly what one event after the other gives."""

from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from solidarity.cycle import year
from solidarity.cycle.s08_implementation import Implemented
from solidarity.cycle.year_bulk import evolve_all
from solidarity.ledger.events import Event, event_classes
from solidarity.terms.findings import Source
from solidarity.terms.quantities import Euro, Kind, Persons

CODES = ("DE", "FR", "IT", "EU")
DELIVERY = st.builds(
    Implemented,
    state=st.sampled_from(CODES),
    towards=st.sampled_from(CODES),
    kind=st.sampled_from(Kind),
    amount=st.builds(Persons, st.integers(0, 9)) | st.builds(Euro, st.integers(0, 9)),
    on=st.dates(date(2027, 1, 1), date(2028, 12, 31)),
    source=st.just(Source("a test")),
)
OTHER = st.one_of(
    [
        st.builds(cls)
        for cls in event_classes().values()
        if cls.__module__.startswith("solidarity.cycle.")
    ]
)


MIXED = st.booleans().flatmap(lambda other: OTHER if other else DELIVERY)


@given(st.lists(MIXED, max_size=20), st.integers(0, 20))
@settings(max_examples=150, deadline=None)
def test_same_as_one_after_the_other(events, cut):
    readable = year.start(2027)
    for event in events:
        readable = year.evolve(readable, event)
    assert evolve_all(evolve_all(year.start(2027), events[:cut]), events[cut:]) == readable


def test_what_no_station_reads_changes_nothing():
    assert evolve_all(year.start(2027), [Event()]) == year.start(2027)


def test_deliveries_on_the_same_route_add_up():
    day, source = date(2027, 5, 1), Source("a test")
    amounts = (
        (Kind.RELOCATION, Persons(3)),
        (Kind.FINANCIAL, Euro(5)),
        (Kind.ALTERNATIVE, Euro(7)),
    )
    events = [Implemented("DE", "IT", kind, amount, day, source) for kind, amount in amounts * 2]
    state = evolve_all(
        year.start(2027), [*events, Implemented("DE", "EL", *amounts[0], day, source)]
    )
    assert state.implementation.implemented == {"DE": {"IT": (6, 10, 14), "EL": (3, 0, 0)}}
    assert state.implementation.late == {}
