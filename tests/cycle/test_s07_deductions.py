"""Station 7: request, assessment, Council act; and what is only reported."""

from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest

from solidarity.cycle import s07_deductions as station
from solidarity.cycle.s04_pledging import PledgeDeclined
from solidarity.cycle.s05_pool import PledgeFixed
from solidarity.cycle.s06_access import BenefittingReported, PressureNotified
from solidarity.cycle.s07_deductions import (
    AssessDeduction,
    DeductionAssessed,
    DeductionGranted,
    DeductionRefused,
    DeductionReported,
    DeductionRequested,
    GrantDeduction,
    RefuseDeduction,
    ReportDeduction,
    RequestDeduction,
)
from solidarity.errors import InputError, NotEntitled, NotLawful, WrongStation
from solidarity.terms.citations import Art
from solidarity.terms.findings import Basis
from solidarity.terms.quantities import Euro, Kind, Persons

DAY = date(2027, 2, 1)
PARTS = ("stabilisation", "replacement", "vulnerabilities", "pressure", "capacity", "significance")
FULL = tuple((part, "said") for part in PARTS)


def content(*parts):
    return tuple((part, "said") for part in parts)


@pytest.fixture
def pool(story):
    return story.at("deductions", story.pool)


@pytest.fixture
def requested():
    return DeductionRequested("d1", "DE", 62, False, DAY, FULL)


@pytest.fixture
def assessed():
    return DeductionAssessed("d1", date(2027, 2, 20), "half")


@pytest.fixture
def granted(story):
    taken = ((Kind.RELOCATION, Persons(1000)),)
    put = ((Kind.FINANCIAL, Euro.whole(5_000_000)),)
    day = date(2027, 3, 10)
    return DeductionGranted("d1", "DE", "2027/5", day, False, taken, put, story.source)


@pytest.fixture
def grant(granted, story):
    return GrantDeduction(
        "d1", "2027/5", granted.on, False, granted.amounts, granted.replaced_by, story.source
    )


class TestRequestUnderPressure:
    """Art. 61(1)-(2)."""

    def test_by_decision_needs_no_content(self, pool):
        events = station.decide(RequestDeduction("d1", "GR", 61, DAY), pool)
        assert events == (DeductionRequested("d1", "EL", 61, True, DAY, ()),)

    def test_on_own_view_needs_all_four_parts(self, pool, refuses):
        parts = PARTS[:4]
        events = station.decide(RequestDeduction("d1", "DE", 61, DAY, content(*parts)), pool)
        assert events[0].by_decision is False
        for missing in parts:
            rest = content(*(part for part in parts if part != missing))
            command = RequestDeduction("d1", "DE", 61, DAY, rest)
            assert missing in refuses(station, command, pool, NotLawful, Art(61, 2))

    def test_is_closed_to_who_uses_the_pool(self, story, pool, refuses):
        command = RequestDeduction("d1", "IT", 61, DAY)
        state = story.at("deductions", story.access)
        refuses(station, command, state, NotEntitled, Art(61, 1))
        reported = station.evolve(pool, BenefittingReported("IT", story.source))
        refuses(station, command, reported, NotEntitled, Art(61, 1))

    def test_is_closed_to_who_notified(self, story, pool, refuses):
        needs = ((Kind.RELOCATION, "some"),)
        notified = PressureNotified("PL", DAY, "a", needs, "b", "c", (), story.source)
        state = station.evolve(pool, notified)
        command = RequestDeduction("d1", "PL", 61, DAY, FULL)
        refuses(station, command, state, NotEntitled, Art(61, 1))


class TestRequestInSignificantSituation:
    """Art. 62(1)-(3)."""

    def test_by_decision_needs_four_parts(self, pool, refuses):
        parts = ("stabilisation", "replacement", "vulnerabilities", "capacity")
        events = station.decide(RequestDeduction("d1", "AT", 62, DAY, content(*parts)), pool)
        assert events[0].by_decision is True
        command = RequestDeduction("d1", "AT", 62, DAY, content(*parts[:3]))
        assert "capacity" in refuses(station, command, pool, NotLawful, Art(62, 2))

    def test_on_own_view_needs_a_fifth(self, pool, requested, refuses):
        assert station.decide(RequestDeduction("d1", "DE", 62, DAY, FULL), pool) == (requested,)
        command = RequestDeduction("d1", "DE", 62, DAY, FULL[:5])
        assert "significance" in refuses(station, command, pool, NotLawful, Art(62, 3))

    def test_is_open_to_who_uses_the_pool(self, story):
        state = story.at("deductions", story.access)
        assert station.decide(RequestDeduction("d1", "IT", 62, DAY, FULL), state)


class TestRequest:
    """What both Articles ask."""

    @pytest.mark.parametrize("article", [61, 62])
    def test_needs_the_act(self, story, refuses, article):
        state = story.at("deductions", story.pledging)
        command = RequestDeduction("d1", "AT", article, DAY, FULL)
        refuses(station, command, state, WrongStation, Art(article, 1))

    def test_of_a_state_not_bound_is_refused(self, pool, refuses):
        command = RequestDeduction("d1", "DK", 62, DAY, FULL)
        refuses(station, command, pool, NotEntitled, Art(62, 1))

    @pytest.mark.parametrize(("article", "identifier"), [(63, "d2"), (62, " "), (62, "d1")])
    def test_unreadable_is_refused(self, pool, requested, article, identifier):
        state = station.evolve(pool, requested)
        with pytest.raises(InputError):
            station.decide(RequestDeduction(identifier, "AT", article, DAY, FULL), state)


class TestAssessment:
    """Arts 61(3), 62(4): four weeks, once."""

    def test_is_recorded(self, story, requested, assessed):
        state = story.at("deductions", (*story.pool, requested))
        command = AssessDeduction("d1", assessed.on, "half")
        assert station.decide(command, state) == (assessed,)
        assert station.warnings(command, state) == ()

    @pytest.mark.parametrize(("article", "source"), [(61, Art(61, 3)), (62, Art(62, 4))])
    def test_after_four_weeks_is_late(self, story, requested, article, source):
        state = story.at("deductions", (*story.pool, replace(requested, article=article)))
        late = AssessDeduction("d1", date(2027, 3, 2), "half")
        assert station.warnings(late, state) == (
            f"the assessment was due on 1 March 2027 ({source})",
        )
        assert station.warnings(replace(late, id="d9"), state) == ()

    def test_needs_a_request_and_comes_once(self, story, pool, requested, assessed, refuses):
        command = AssessDeduction("d1", assessed.on, "half")
        refuses(station, command, pool, WrongStation, Art(61, 1))
        once = story.at("deductions", (*story.pool, requested, assessed))
        refuses(station, command, once, WrongStation, Art(62, 4))
        waiting = story.at("deductions", (*story.pool, requested))
        early = replace(command, on=date(2027, 1, 31))
        refuses(station, early, waiting, WrongStation, Art(62, 4))
        with pytest.raises(InputError, match="empty"):
            station.decide(replace(command, opinion=""), waiting)


class TestAct:
    """Arts 61(4), 62(5): only a Council act, after the assessment, changes anything."""

    @pytest.fixture
    def state(self, story, requested, assessed):
        return story.at("deductions", (*story.pool, requested, assessed))

    def test_grants_a_part_and_swaps_the_kind(self, state, grant, granted):
        assert state.deducted("DE") == {}
        assert station.decide(grant, state) == (granted,)
        after = station.evolve(state, granted)
        assert after.deducted("DE") == {Kind.RELOCATION: Persons(1000)}
        assert after.replacing("DE") == {Kind.FINANCIAL: Euro.whole(5_000_000)}
        assert not after.has_full_deduction("DE")
        assert after.effective_pledges().known == Persons(3555)
        assert state.effective_pledges().known == Persons(4555)

    def test_grants_all(self, state, grant):
        full = replace(grant, full=True, amounts=(), replaced_by=())
        after = station.evolve(state, station.decide(full, state)[0])
        assert after.has_full_deduction("DE")
        assert after.effective_pledges().known == Persons(0)

    def test_refuses(self, story, state, grant):
        command = RefuseDeduction("d1", "2027/6", grant.on, story.source)
        refused = DeductionRefused("d1", "DE", "2027/6", grant.on, story.source)
        assert station.decide(command, state) == (refused,)
        assert station.evolve(state, refused).deducted("DE") == {}

    def test_several_add_up(self, state, granted):
        money = ((Kind.FINANCIAL, Euro(5)), (Kind.RELOCATION, Persons(1)))
        after = station.evolve(state, granted)
        after = station.evolve(after, replace(granted, id="d2", replaced_by=money))
        assert after.deducted("DE") == {Kind.RELOCATION: Persons(2000)}
        assert after.replacing("DE") == {
            Kind.FINANCIAL: Euro(500_000_005),
            Kind.RELOCATION: Persons(1),
        }

    def test_before_the_assessment_is_out_of_turn(self, story, requested, state, grant, refuses):
        waiting = story.at("deductions", (*story.pool, requested))
        refuses(station, grant, waiting, WrongStation, Art(62, 5))
        early = replace(grant, on=date(2027, 2, 19))
        refuses(station, early, state, WrongStation, Art(62, 5))
        under_61 = story.at("deductions", (*story.pool, replace(requested, article=61)))
        refuses(station, grant, under_61, WrongStation, Art(61, 4))

    def test_comes_once(self, story, state, grant, granted, refuses):
        refuses(station, grant, station.evolve(state, granted), WrongStation, Art(62, 5))
        refused = DeductionRefused("d1", "DE", "2027/6", grant.on, story.source)
        refuses(station, grant, station.evolve(state, refused), WrongStation, Art(62, 5))

    def test_without_an_act_changes_nothing(self, state, grant, refuses):
        refuses(station, replace(grant, act=" "), state, NotLawful, Art(62, 5))

    def test_of_more_than_is_fixed_is_refused(self, state, grant, refuses):
        more = replace(grant, amounts=((Kind.RELOCATION, Persons(4556)),))
        refuses(station, more, state, NotLawful, Art(61, 1))

    def test_of_what_is_not_published_is_not_compared(self, story, requested, assessed, grant):
        money = replace(grant, amounts=((Kind.FINANCIAL, Euro.whole(10**9)),))
        for code in ("NL", "RO"):
            asked = replace(requested, state=code)
            state = story.at("deductions", (*story.pool, asked, assessed))
            assert station.decide(money, state)[0].state == code

    @pytest.mark.parametrize("wrong", [{"amounts": ()}, {"amounts": ((Kind.RELOCATION, Euro(1)),)}])
    def test_unreadable_is_refused(self, state, grant, wrong):
        with pytest.raises(InputError):
            station.decide(replace(grant, **wrong), state)


class TestReport:
    """What the press says changes no amount."""

    def test_is_kept_apart(self, story, pool):
        command = ReportDeduction("EE", "granted", Fraction(50), story.source)
        reported = DeductionReported("EE", "granted", Fraction(50), story.source)
        assert station.decide(command, pool) == (reported,)
        assert station.decide(command, station.State(2027)) == (reported,)
        state = station.evolve(pool, reported)
        assert state.reported == {"EE": reported}
        assert state.deducted("EE") == {}
        assert station.warnings(command, pool) == ()

    def test_unreadable_is_refused(self, story, pool, refuses):
        with pytest.raises(InputError, match="outcome"):
            station.decide(ReportDeduction("EE", " ", None, story.source), pool)
        command = ReportDeduction("DK", "granted", None, story.source)
        refuses(station, command, pool, NotEntitled, Art(61, 1))


class TestTotals:
    """Unknown pledges stay unknown: "at least", and whose are missing."""

    def test_there_is_nothing_before_the_act(self, story):
        assert story.at("deductions", story.pledging).relocation_pledges().known == Persons(0)

    def test_names_whose_pledges_are_not_known(self, story):
        declined = PledgeDeclined("HU", story.source)
        events = (*story.documents, story.forum, declined, story.act, *story.fixed)
        pledges = story.at("deductions", events).relocation_pledges()
        assert pledges.known == Persons(4555)
        assert not pledges.is_complete
        assert {"NL", "RO"} <= set(pledges.unknown)
        assert not {"DE", "FR", "BE", "HU", "DK"} & set(pledges.unknown)

    def test_of_benefitting_states_nothing_is_effective(self, story):
        own = PledgeFixed("IT", Kind.RELOCATION, Persons(100), Basis.PUBLISHED, story.source)
        state = story.at("deductions", (*story.pool, own, story.intended))
        assert state.relocation_pledges().known == Persons(4655)
        effective = state.effective_pledges()
        assert effective.known == Persons(4555)
        assert "IT" not in effective.unknown
        assert "NL" in effective.unknown
