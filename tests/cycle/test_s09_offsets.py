"""Station 9: asked for, offered, mandatory, made up."""

from dataclasses import replace
from datetime import date

import pytest

from solidarity.cycle import s09_offsets as station
from solidarity.cycle.s02_determination import ShortcomingsIdentified
from solidarity.cycle.s04_pledging import ForumReconvened
from solidarity.cycle.s05_pool import PledgeFixed
from solidarity.cycle.s06_access import BenefittingReported
from solidarity.cycle.s09_offsets import (
    AgreeOffset,
    OfferOffset,
    OffsetAgreed,
    OffsetOffered,
    OffsetReplied,
    OffsetRequested,
    OffsetTaken,
    ReplyOffset,
    RequestOffset,
    TakeOffset,
    told,
)
from solidarity.errors import InputError, NotEntitled, NotLawful, OutOfScope, WrongStation
from solidarity.terms.citations import Art
from solidarity.terms.findings import Basis
from solidarity.terms.member_states import MEMBER_STATES
from solidarity.terms.quantities import Euro, Kind, Persons

DAY = date(2027, 2, 1)
ASKED = OffsetRequested("o1", "IT", "DE", Persons(500), DAY)
REQUEST = RequestOffset("o1", "IT", "DE", Persons(500), DAY)
OFFERED = OffsetOffered("f1", "DE", "IT", DAY)
OFFER = OfferOffset("f1", "DE", "IT", DAY, Persons(4555))


def printed(story, relocations):
    """An act that prints a pledge for every bound state."""
    return tuple(
        PledgeFixed(
            state.code,
            Kind.RELOCATION,
            Persons(relocations.get(state.code, 0)),
            Basis.PUBLISHED,
            story.source,
        )
        for state in MEMBER_STATES
        if state.code != "DK"
    )


@pytest.fixture
def pledged(story):
    """Give the station after an act with these relocations, and IT benefitting."""

    def after(relocations, *more):
        act = (*story.pledging, story.act, *printed(story, relocations))
        return story.at("offsets", (*act, story.intended, *more))

    return after


@pytest.fixture
def half(pledged):
    return pledged({"DE": 9000, "FR": 6000})


@pytest.fixture
def less(pledged):
    return pledged({"DE": 8999, "FR": 6000})


@pytest.fixture
def take(story):
    return TakeOffset("DE", "IT", Persons(100), 1, DAY, Basis.PUBLISHED, story.source)


@pytest.fixture
def taken(story):
    return OffsetTaken("DE", "IT", Persons(100), 1, DAY, Basis.PUBLISHED, story.source)


class TestRequest:
    """Arts 63(1), 69(1): from half of the proposal on, or after an agreed offer."""

    def test_from_half_of_the_proposal_on(self, half, less, refuses):
        assert station.decide(REQUEST, half) == (ASKED,)
        refuses(station, REQUEST, less, NotLawful, Art(63, 1))

    def test_after_an_agreed_offer_without_the_half(self, less, refuses):
        state = station.evolve(less, OFFERED)
        refuses(station, REQUEST, state, NotLawful, Art(63, 1))
        state = station.evolve(state, OffsetAgreed("f1", DAY))
        assert station.decide(REQUEST, state) == (ASKED,)
        to_another = replace(REQUEST, to="FR")
        refuses(station, to_another, state, NotLawful, Art(63, 1))
        early = replace(REQUEST, on=date(2027, 1, 31))
        refuses(station, early, state, NotLawful, Art(63, 1))

    def test_cannot_be_judged_where_figures_are_missing(self, story):
        state = story.at("offsets", story.access)
        with pytest.raises(OutOfScope, match=r"at least 4.555"):
            station.decide(REQUEST, state)
        events = [event for event in story.access if event is not story.proposed]
        with pytest.raises(OutOfScope, match="no proposal"):
            station.decide(REQUEST, story.at("offsets", events))

    def test_is_made_by_benefitting_to_contributing_states(self, story, half, refuses):
        refuses(station, replace(REQUEST, by="EL"), half, NotEntitled, Art(63, 1))
        state = station.evolve(half, BenefittingReported("EL", story.source))
        refuses(station, replace(REQUEST, to="EL"), state, NotEntitled, Art(63, 1))
        refuses(station, replace(REQUEST, to="DK"), half, NotEntitled, Art(63, 1))

    def test_says_how_many(self, half, refuses):
        refuses(station, replace(REQUEST, applications=Persons(0)), half, NotLawful, Art(69, 1))

    @pytest.mark.parametrize("identifier", [" ", "o1"])
    def test_has_its_own_identifier(self, half, identifier):
        with pytest.raises(InputError):
            station.decide(replace(REQUEST, id=identifier), station.evolve(half, ASKED))


class TestOffer:
    """Art. 63(2): half of the proposal, or half of the own fair share."""

    def test_on_the_strength_of_all_pledges(self, half):
        small = replace(OFFER, by="BE", fair_share=Persons(645))
        assert station.decide(small, half) == (OffsetOffered("f1", "BE", "IT", DAY),)

    def test_on_the_strength_of_the_own_pledge(self, less):
        assert station.decide(OFFER, less) == (OFFERED,)

    def test_on_neither_is_refused(self, less, refuses):
        small = replace(OFFER, by="BE", fair_share=Persons(645))
        refuses(station, small, less, NotLawful, Art(63, 2))

    def test_is_made_by_contributing_to_benefitting_states(self, half, refuses):
        refuses(station, replace(OFFER, to="EL"), half, NotEntitled, Art(63, 2))
        refuses(station, replace(OFFER, by="IT"), half, NotEntitled, Art(63, 2))

    def test_is_agreed_to_once_made(self, half, refuses):
        refuses(station, AgreeOffset("f1", DAY), half, WrongStation, Art(63, 2))
        state = station.evolve(half, OFFERED)
        early = AgreeOffset("f1", date(2027, 1, 31))
        refuses(station, early, state, WrongStation, Art(63, 2))
        assert station.decide(AgreeOffset("f1", DAY), state) == (OffsetAgreed("f1", DAY),)


class TestReply:
    """Art. 69(2): thirty days; fewer may be accepted; silence is not acceptance."""

    def test_may_accept_fewer(self, half, refuses):
        state = station.evolve(half, ASKED)
        reply = ReplyOffset("o1", Persons(300), date(2027, 3, 3))
        assert station.decide(reply, state) == (OffsetReplied("o1", Persons(300), reply.on),)
        assert station.warnings(reply, state) == ()
        refuses(station, replace(reply, accepted=Persons(501)), state, NotLawful, Art(69, 2))

    def test_late_is_recorded_and_said(self, half):
        state = station.evolve(half, ASKED)
        reply = ReplyOffset("o1", Persons(300), date(2027, 3, 4))
        assert station.decide(reply, state)
        assert "3 March 2027" in station.warnings(reply, state)[0]

    def test_needs_a_request_and_comes_once(self, half, refuses):
        reply = ReplyOffset("o1", Persons(300), DAY)
        refuses(station, reply, half, WrongStation, Art(69, 2))
        assert station.warnings(reply, half) == ()
        state = station.evolve(half, ASKED)
        early = replace(reply, on=date(2027, 1, 31))
        refuses(station, early, state, WrongStation, Art(69, 2))
        state = station.evolve(state, OffsetReplied("o1", Persons(300), DAY))
        refuses(station, reply, state, WrongStation, Art(69, 2))


class TestTakenOnRequest:
    """Arts 63(1)-(2), 69(3): up to what was accepted."""

    def test_up_to_the_number_accepted(self, half, take, taken, refuses):
        refuses(station, take, half, NotLawful, Art(69, 3))
        state = station.evolve(half, ASKED)
        refuses(station, take, state, NotLawful, Art(69, 3))
        state = station.evolve(state, OffsetReplied("o1", Persons(150), DAY))
        assert station.decide(take, state) == (taken,)
        state = station.evolve(state, taken)
        refuses(station, take, state, NotLawful, Art(69, 3))
        rest = replace(take, applications=Persons(50), paragraph=2)
        assert station.decide(rest, state)

    def test_between_other_states_does_not_count(self, story, half, take, refuses):
        other = (
            replace(ASKED, id="o2", to="FR"),
            OffsetReplied("o2", Persons(500), DAY),
        )
        state = half
        for event in other:
            state = station.evolve(state, event)
        refuses(station, take, state, NotLawful, Art(69, 3))
        found = ShortcomingsIdentified("IT", DAY, None, story.source)
        assert "60(3)" in station.warnings(take, station.evolve(half, found))[0]
        assert station.warnings(take, half) == ()
        assert station.warnings(replace(take, on=None), half) == ()

    def test_number_not_published_is_kept_apart(self, story, half, take, taken):
        unknown = replace(take, applications=None, on=None, basis=Basis.REPORTED)
        events = station.decide(unknown, half)
        assert events[0].applications is None
        state = half
        for event in (taken, events[0], taken):
            state = station.evolve(state, event)
        assert state.offsets_of("DE").known == Persons(200)
        assert state.offsets_of("DE").unknown == ("DE",)
        assert state.offsets_of("DE", (5,)).is_complete
        assert state.offsets_of("FR").known == Persons(0)
        assert {event.applications for event in state.taken} == {Persons(200), None}
        before = story.at("offsets", story.pledging)
        with pytest.raises(WrongStation):
            station.decide(unknown, before)

    @pytest.mark.parametrize("wrong", [{"paragraph": 6}, {"applications": Persons(0)}])
    def test_unreadable_is_refused(self, half, take, wrong):
        with pytest.raises(InputError):
            station.decide(replace(take, **wrong), half)


class TestMandatory:
    """Art. 63(3)-(4) and (7): below the target, within the fair share."""

    @pytest.fixture
    def must(self, take):
        return replace(take, paragraph=3, fair_share=Persons(9100))

    @pytest.fixture
    def again(self, story):
        return ForumReconvened(date(2027, 1, 20), "insufficient", story.source)

    def test_once_the_forum_met_again(self, less, must, again, refuses):
        refuses(station, must, less, NotLawful, Art(63, 3))
        state = station.evolve(less, again)
        assert station.decide(must, state)[0].paragraph == 3

    def test_within_the_fair_share(self, less, must, again, refuses):
        state = station.evolve(less, again)
        assert station.decide(replace(must, applications=Persons(101)), state)
        over = replace(must, applications=Persons(102))
        refuses(station, over, state, NotLawful, Art(63, 7))
        state = station.evolve(state, station.decide(must, state)[0])
        refuses(station, must, state, NotLawful, Art(63, 7))

    def test_after_releases_without_the_forum(self, pledged, must, refuses):
        """Art. 63(4), reading R-014: the act reached the target, what is left does not."""
        state = pledged({"DE": 9000, "FR": 6000, "IT": 15_000})
        reduced = replace(must, paragraph=4)
        assert station.decide(reduced, state)
        strict = replace(reduced, forum_needed="always")
        refuses(station, strict, state, NotLawful, Art(63, 4))

    def test_where_the_own_pledge_is_not_published(self, story, must, again):
        state = story.at("offsets", (*story.access, again))
        unpublished = replace(must, state="NL", fair_share=Persons(100))
        assert station.decide(unpublished, state)

    def test_needs_the_act(self, story, must, refuses):
        reported = BenefittingReported("IT", story.source)
        state = story.at("offsets", (*story.pledging, reported))
        refuses(station, must, state, WrongStation, Art(63, 3))


class TestMadeUp:
    """Art. 63(5): after the year, what was neither made nor accepted."""

    @pytest.fixture
    def make_up(self, take):
        return replace(take, paragraph=5, on=date(2028, 2, 1), applications=Persons(1000))

    def test_up_to_what_is_missing(self, half, make_up, refuses):
        state = told(half, {"DE": Persons(8000)})
        events = station.decide(make_up, state)
        state = station.evolve(state, events[0])
        more = replace(make_up, applications=Persons(1))
        refuses(station, more, state, NotLawful, Art(63, 5))

    def test_accepted_relocations_count_as_made(self, half, make_up, refuses):
        state = told(half, {})
        assert station.decide(replace(make_up, accepted=Persons(8000)), state)
        over = replace(make_up, accepted=Persons(8001))
        refuses(station, over, state, NotLawful, Art(63, 5))

    def test_not_before_the_year_is_over(self, half, make_up, refuses):
        refuses(station, replace(make_up, on=date(2027, 12, 31)), half, WrongStation, Art(63, 5))
        assert station.decide(replace(make_up, on=None), half)

    def test_of_an_unpublished_pledge_cannot_be_judged(self, story, make_up):
        money = PledgeFixed("DE", Kind.RELOCATION, None, Basis.UNKNOWN, story.source)
        state = story.at("offsets", (*story.access, money))
        with pytest.raises(OutOfScope, match="Germany"):
            station.decide(make_up, state)


def test_money_has_no_part_in_it(story):
    """Only relocations open the thresholds."""
    money = PledgeFixed("FR", Kind.FINANCIAL, Euro(1), Basis.PUBLISHED, story.source)
    state = story.at("deductions", (*story.pool, money))
    assert state.relocation_pledges().known == Persons(4555)
