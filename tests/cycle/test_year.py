"""The year: every event to the stations that read it, every command to its station."""

from dataclasses import fields, replace
from datetime import date
from typing import get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from solidarity.cycle import (
    s01_report,
    s02_determination,
    s03_proposal,
    s04_pledging,
    s05_pool,
    s06_access,
    s07_deductions,
    s08_forum,
    s08_implementation,
    s09_offsets,
    s10_confirmation,
    year,
)
from solidarity.cycle.s02_determination import ShortcomingsIdentified
from solidarity.cycle.s04_pledging import ConveneForum, Pledge, PledgeDeclined
from solidarity.cycle.s05_pool import PledgeFixed
from solidarity.cycle.s06_access import AccessBasis, PressureDecided
from solidarity.cycle.s08_implementation import Implemented
from solidarity.cycle.s09_offsets import OffsetTaken, TakeOffset
from solidarity.cycle.s10_confirmation import Paid
from solidarity.errors import NotLawful, WrongStation
from solidarity.ledger.events import Event, event_classes
from solidarity.terms.citations import Art
from solidarity.terms.findings import Basis, Source
from solidarity.terms.quantities import Euro, Kind, Persons
from solidarity.terms.statuses import Status

STATIONS = {
    "report": s01_report,
    "determination": s02_determination,
    "proposal": s03_proposal,
    "pledging": s04_pledging,
    "pool": s05_pool,
    "access": s06_access,
    "deductions": s07_deductions,
    "implementation": s08_implementation,
    "offsets": s09_offsets,
    "confirmation": s10_confirmation,
    "technical_forum": s08_forum,
}
CYCLE_EVENTS = [
    cls for cls in event_classes().values() if cls.__module__.startswith("solidarity.cycle.")
]
CODES = ("DE", "FR", "IT", "EL", "EU", "NO")
ANY_EVENT = st.one_of([st.builds(cls) for cls in CYCLE_EVENTS])
DELIVERY = st.builds(
    Implemented,
    state=st.sampled_from(CODES),
    towards=st.sampled_from(CODES),
    kind=st.sampled_from(Kind),
    amount=st.builds(Persons, st.integers(0, 9)) | st.builds(Euro, st.integers(0, 9)),
    on=st.dates(date(2027, 1, 1), date(2028, 12, 31)),
    source=st.just(Source("a test")),
)


def fold(events, state=None):
    state = year.start(2027) if state is None else state
    for event in events:
        state = year.evolve(state, event)
    return state


class TestEvolve:
    """Stations move on by the same events; none ever refuses."""

    @given(st.lists(ANY_EVENT, max_size=12))
    @settings(max_examples=150, deadline=None)
    def test_never_refuses_and_agrees_with_each_station(self, events):
        before = fold(events[:-1])
        after = fold(events[-1:], before)
        told = {"proposal": s05_pool.PoolActAdopted, "pledging": s05_pool.PoolActAdopted}
        for event in events[-1:]:
            for name, station in STATIONS.items():
                if told.get(name) is type(event):
                    continue  # the year passes the act back to these
                assert getattr(after, name) == station.evolve(getattr(before, name), event)

    @pytest.mark.parametrize("cls", CYCLE_EVENTS, ids=lambda cls: cls.__name__)
    def test_every_event_is_read_by_a_station(self, cls):
        assert any(cls in station.STEPS for station in STATIONS.values())

    def test_other_events_change_nothing(self):
        state = year.start(2027)
        assert year.evolve(state, Event()) is state

    @given(st.lists(DELIVERY, max_size=15), st.randoms(use_true_random=False))
    @settings(max_examples=60, deadline=None)
    def test_order_of_deliveries_does_not_matter(self, deliveries, chance):
        shuffled = list(deliveries)
        chance.shuffle(shuffled)
        assert fold(deliveries).implementation == fold(shuffled).implementation

    @given(st.lists(DELIVERY, max_size=15))
    @settings(max_examples=60, deadline=None)
    def test_nothing_delivered_is_lost(self, deliveries):
        state = fold(deliveries).implementation
        persons = sum(state.delivered_by(code, Kind.RELOCATION).count for code in CODES)
        cents = sum(
            state.delivered_by(code, kind).cents
            for code in CODES
            for kind in (Kind.FINANCIAL, Kind.ALTERNATIVE)
        )
        amounts = [event.amount for event in deliveries]
        assert persons == sum(item.count for item in amounts if isinstance(item, Persons))
        assert cents == sum(item.cents for item in amounts if isinstance(item, Euro))

    def test_the_act_releases_the_proposal_and_closes_the_pledging(self, story):
        before = story.told(story.pledging)
        assert (before.proposal.is_restricted, before.pledging.is_open) == (True, True)
        after = year.evolve(before, story.act)
        assert (after.proposal.is_restricted, after.pledging.is_open) == (False, False)


class TestDecide:
    """A command goes to the station it belongs to."""

    def test_finds_the_station(self, story):
        day = date(2026, 10, 28)
        state = story.told(story.documents)
        events = year.decide(ConveneForum(day), state)
        assert events == (story.forum,)
        pledge = Pledge("DE", Kind.RELOCATION, Persons(1), Basis.PUBLISHED, story.source, day)
        with pytest.raises(WrongStation):
            year.decide(pledge, state)
        assert year.decide(pledge, fold(events, state))
        late = year.warnings(ConveneForum(date(2026, 11, 18)), state)
        assert "30 October 2026" in late[0]

    def test_knows_every_command(self):
        for station in STATIONS.values():
            for command in get_args(station.Command) or (station.Command,):
                assert command in year._DECIDERS

    def test_tells_offsets_what_was_relocated_in_time(self, story):
        relocation = Implemented(
            "DE", "IT", Kind.RELOCATION, Persons(4000), date(2027, 6, 1), story.source
        )
        late = replace(relocation, amount=Persons(500), on=date(2028, 1, 5))
        state = story.told((*story.access, relocation, late))
        take = TakeOffset(
            "DE", "IT", Persons(555), 5, date(2028, 2, 1), Basis.PUBLISHED, story.source
        )
        assert year.decide(take, state)
        with pytest.raises(NotLawful) as refused:
            year.decide(replace(take, applications=Persons(556)), state)
        assert refused.value.source == Art(63, 5)


class TestQueries:
    """What the chain asks of a year."""

    def test_statuses_come_from_every_source(self, story):
        day = date(2027, 3, 15)
        decided = PressureDecided("PL", day, day, True, True, "by Art. 59(4)", story.source)
        found = ShortcomingsIdentified("EL", day, None, story.source)
        state = story.told((*story.access, decided, found))
        assert state.statuses_of("IT") == {Status.MIGRATORY_PRESSURE_SAR, Status.BENEFITTING}
        assert state.statuses_of("PL") == {
            Status.AT_RISK,
            Status.SIGNIFICANT_MIGRATORY_SITUATION,
            Status.MIGRATORY_PRESSURE,
            Status.BENEFITTING,
            Status.SYSTEMIC_SHORTCOMINGS,
        }
        assert state.statuses_of("EL") == {
            Status.MIGRATORY_PRESSURE,
            Status.SYSTEMIC_SHORTCOMINGS,
            Status.CONTRIBUTING,
        }
        assert state.statuses_of("DE") == {Status.CONTRIBUTING}
        assert state.statuses_of("DK") == frozenset()
        rejected = replace(decided, under_pressure=False, shortcomings=False)
        assert Status.CONTRIBUTING in story.told((*story.access, rejected)).statuses_of("PL")
        assert state.access_basis("IT") is AccessBasis.USE_INTENDED
        assert state.is_benefitting("PL")

    def test_bound_states_are_26(self, story):
        for events in ((), story.pool):
            codes = story.told(events).bound()
            assert len(codes) == 26
            assert "DK" not in codes

    def test_pledges_are_those_of_the_act_else_of_the_forum(self, story):
        before, after = story.told(story.pledging), story.told(story.pool)
        assert before.pledged("DE") == {Kind.RELOCATION: Persons(4555)}
        assert before.pledge_lines("DE")[Kind.RELOCATION][0].amount == Persons(4555)
        assert after.pledged("NL") == {Kind.FINANCIAL: None}
        assert after.pledge_lines("RO") == {}
        more = PledgeFixed("DE", Kind.RELOCATION, Persons(45), Basis.PUBLISHED, story.source)
        twice = fold((replace(story.act, reference="2027/1"), more), after)
        lines = twice.pledge_lines("DE")[Kind.RELOCATION]
        assert [line.amount for line in lines] == [Persons(4555), Persons(45)]

    def test_totals_name_what_is_not_known(self, story):
        declined = PledgeDeclined("HU", story.source)
        events = (*story.documents, story.forum, declined, story.act, *story.fixed)
        state = story.told(events)
        relocations = state.total_relocations_pledged()
        assert relocations.known == Persons(4555)
        assert {"NL", "RO"} <= set(relocations.unknown)
        assert not {"DE", "FR", "BE", "HU"} & set(relocations.unknown)
        money = state.total_money_pledged()
        assert money.known == Euro.whole(67_220_000)
        assert "NL" in money.unknown
        assert "DE" not in money.unknown
        alternative = state.total_money_pledged(Kind.ALTERNATIVE)
        assert alternative.known == Euro.whole(2_000_000)
        assert (state.has_declined("HU"), state.has_declined("DE")) == (True, False)

    def test_offsets_and_payments(self, story):
        taken = OffsetTaken("DE", "IT", None, 1, None, Basis.REPORTED, story.source)
        paid = Paid("FR", Euro(5), date(2028, 3, 1), story.source)
        state = story.told((*story.access, taken, paid))
        assert state.offsets_of("DE").unknown == ("DE",)
        assert state.offsets_of("FR").is_complete
        assert state.paid_by("FR") == Euro(5)
        assert state.paid_by("DE") is None

    def test_every_station_has_its_place(self):
        names = [item.name for item in fields(year.Year)]
        assert names == ["year", *STATIONS]
        state = year.start(2027)
        assert {getattr(state, name).year for name in STATIONS} == {2027}
