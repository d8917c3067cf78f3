"""Station 10: confirmation, conversion, amount due, payment, allocation."""

from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest

from solidarity.cycle import s10_confirmation as station
from solidarity.cycle.s05_pool import PledgeFixed
from solidarity.cycle.s06_access import BenefittingReported
from solidarity.cycle.s07_deductions import DeductionGranted
from solidarity.cycle.s08_implementation import AlternativeAgreed
from solidarity.cycle.s09_offsets import OffsetTaken
from solidarity.cycle.s10_confirmation import (
    AllocationDecided,
    AllocationProposed,
    AlternativeConverted,
    AmountDueEstablished,
    Confirm,
    Confirmed,
    ConvertAlternative,
    DecideAllocation,
    EstablishAmountDue,
    Paid,
    Pay,
    ProposeAllocation,
)
from solidarity.errors import InputError, NotEntitled, NotLawful, OutOfScope, WrongStation
from solidarity.terms.citations import Art, ir
from solidarity.terms.findings import Basis
from solidarity.terms.quantities import ZERO_EURO, Euro, Kind, Persons

JANUARY = date(2028, 1, 20)
DAY = date(2028, 3, 1)


@pytest.fixture
def after(story):
    """Give the station after the year and further events."""

    def events(*more):
        return story.at("confirmation", (*story.access, *more))

    return events


@pytest.fixture
def confirmed(story):
    return Confirmed("BE", Persons(0), ZERO_EURO, Euro(1), JANUARY, story.source)


@pytest.fixture
def agreed():
    day = date(2027, 5, 1)
    return AlternativeAgreed("a1", "BE", "IT", Euro.whole(500_000), day, day)


@pytest.fixture
def paid(story):
    return Paid("FR", Euro.whole(1_000_000), DAY, story.source)


class TestConfirmation:
    """Art. 60(6): every January, for the year before."""

    def test_is_recorded(self, story, after, confirmed):
        command = Confirm("be", Persons(0), ZERO_EURO, Euro(1), JANUARY, story.source)
        assert station.decide(command, after()) == (confirmed,)
        assert station.warnings(command, after()) == ()
        assert after(confirmed).confirmed == {"BE": confirmed}

    def test_before_the_year_is_over_is_out_of_turn(self, story, after, refuses):
        day = date(2027, 12, 31)
        command = Confirm("BE", Persons(0), ZERO_EURO, Euro(1), day, story.source)
        refuses(station, command, after(), WrongStation, Art(60, 6))

    def test_after_january_is_late_not_barred(self, story, after):
        day = date(2028, 2, 1)
        command = Confirm("BE", Persons(0), ZERO_EURO, Euro(1), day, story.source)
        assert station.decide(command, after())
        assert "31 January 2028" in station.warnings(command, after())[0]

    def test_is_for_bound_states_and_not_negative(self, story, after, refuses):
        command = Confirm("DK", Persons(0), ZERO_EURO, Euro(1), JANUARY, story.source)
        refuses(station, command, after(), NotEntitled, Art(60, 6))
        with pytest.raises(InputError, match="negative"):
            station.decide(replace(command, state="BE", financial=Euro(-1)), after())


class TestConversion:
    """Art. 57(4): at the end of the year, what nobody asked for becomes money."""

    @pytest.mark.parametrize("day", [date(2027, 12, 31), JANUARY])
    def test_of_what_was_not_agreed(self, after, agreed, day):
        events = station.decide(ConvertAlternative("BE", day), after(agreed))
        assert events == (AlternativeConverted("BE", Euro.whole(1_500_000), day),)
        assert after(agreed, *events).converted["BE"].amount == Euro.whole(1_500_000)

    def test_not_before_and_not_twice(self, after, refuses):
        early = ConvertAlternative("BE", date(2027, 12, 30))
        refuses(station, early, after(), WrongStation, Art(57, 4))
        done = AlternativeConverted("BE", Euro(1), JANUARY)
        again = ConvertAlternative("BE", JANUARY)
        refuses(station, again, after(done), WrongStation, Art(57, 4))

    def test_of_nothing_is_refused(self, after, agreed, refuses):
        all_agreed = replace(agreed, value=Euro.whole(2_000_000))
        command = ConvertAlternative("BE", JANUARY)
        refuses(station, command, after(all_agreed), NotLawful, Art(57, 4))

    def test_of_an_unpublished_pledge_cannot_be_judged(self, after, refuses):
        with pytest.raises(OutOfScope, match="Netherlands"):
            station.decide(ConvertAlternative("NL", JANUARY), after())
        command = ConvertAlternative("DK", JANUARY)
        refuses(station, command, after(), NotEntitled, Art(57, 4))


class TestAmountDue:
    """IR 30: after the year, from act, deductions, confirmation and mandatory offsets."""

    def confirmation(self, story, code):
        return Confirmed(code, Persons(0), ZERO_EURO, ZERO_EURO, JANUARY, story.source)

    def due(self, state, code, **more):
        return station.decide(EstablishAmountDue(code, DAY, **more), state)[0].amount

    def test_is_what_was_pledged(self, story, after):
        state = after(self.confirmation(story, "FR"))
        events = station.decide(EstablishAmountDue("FR", DAY), state)
        assert events == (AmountDueEstablished("FR", Euro.whole(67_220_000), DAY),)
        assert station.evolve(state, events[0]).due["FR"] == events[0]

    def test_adds_what_was_not_agreed(self, story, after, agreed):
        state = after(self.confirmation(story, "BE"), agreed)
        assert self.due(state, "BE") == Euro.whole(1_500_000)

    def test_takes_off_deductions_and_adds_what_replaces(self, story, after):
        granted = DeductionGranted(
            "d1",
            "FR",
            "2027/5",
            DAY,
            False,
            ((Kind.FINANCIAL, Euro.whole(7_220_000)),),
            ((Kind.ALTERNATIVE, Euro.whole(1_000_000)), (Kind.RELOCATION, Persons(5))),
            story.source,
        )
        state = after(self.confirmation(story, "FR"), granted)
        assert self.due(state, "FR") == Euro.whole(61_000_000)

    def test_takes_off_mandatory_offsets_within_the_share(self, story, after):
        taken = OffsetTaken("FR", "IT", Persons(60), 3, DAY, Basis.PUBLISHED, story.source)
        voluntary = replace(taken, paragraph=1)
        state = after(self.confirmation(story, "FR"), taken, taken, voluntary)
        assert self.due(state, "FR", room=Persons(500)) == Euro.whole(67_220_000 - 2_400_000)
        assert self.due(state, "FR", room=Persons(100)) == Euro.whole(67_220_000 - 2_000_000)

    def test_cannot_be_established_from_unknown_figures(self, story, after):
        for known in (Persons(1), None):
            taken = OffsetTaken("FR", "IT", known, 4, DAY, Basis.REPORTED, story.source)
            unknown = replace(taken, applications=None)
            state = after(self.confirmation(story, "FR"), taken, unknown, taken)
            with pytest.raises(OutOfScope, match="France"):
                self.due(state, "FR")
        with pytest.raises(OutOfScope, match="Netherlands"):
            self.due(after(self.confirmation(story, "NL")), "NL")
        before = story.at("confirmation", [self.confirmation(story, "FR")])
        with pytest.raises(OutOfScope, match="France"):
            self.due(before, "FR")

    def test_needs_the_year_to_be_over_and_confirmed(self, story, after, refuses):
        command = EstablishAmountDue("FR", DAY)
        refuses(station, command, after(), WrongStation, ir(30))
        state = after(self.confirmation(story, "FR"))
        early = EstablishAmountDue("FR", date(2027, 12, 31))
        refuses(station, early, state, WrongStation, ir(30))
        refuses(station, replace(command, state="DK"), state, NotEntitled, ir(30))

    def test_of_a_released_state_is_nothing(self, story, after, refuses):
        """Art. 60(3): benefitting, or fully deducted."""
        state = after(self.confirmation(story, "IT"))
        refuses(station, EstablishAmountDue("IT", DAY), state, NotLawful, Art(60, 3))
        full = DeductionGranted("d1", "FR", "2027/5", DAY, True, (), (), story.source)
        state = after(self.confirmation(story, "FR"), full)
        refuses(station, EstablishAmountDue("FR", DAY), state, NotLawful, Art(60, 3))


class TestPayment:
    """Art. 64(1), IR 30: into the Union budget, when the year is over."""

    def test_is_added_up(self, story, after, paid):
        command = Pay("FR", paid.amount, DAY, story.source)
        assert station.decide(command, after()) == (paid,)
        state = after(paid, paid)
        assert state.paid == {"FR": Euro.whole(2_000_000)}
        assert state.total_paid() == Euro.whole(2_000_000)

    def test_is_after_the_year_and_of_something(self, story, after, refuses):
        early = Pay("FR", Euro(1), date(2027, 6, 1), story.source)
        refuses(station, early, after(), WrongStation, ir(30))
        with pytest.raises(InputError, match="more than 0"):
            station.decide(Pay("FR", Euro(0), DAY, story.source), after())

    def test_unusual_payments_are_said(self, story, after):
        command = Pay("FR", Euro(10), DAY, story.source)
        assert "no amount due" in station.warnings(command, after())[0]
        due = AmountDueEstablished("FR", Euro(15), DAY)
        assert station.warnings(command, after(due)) == ()
        first = Paid("FR", Euro(10), DAY, story.source)
        assert "more than" in station.warnings(command, after(due, first))[0]


class TestAllocation:
    """IR 31: the software proposes with reasons, people decide with theirs."""

    @pytest.fixture
    def both(self, story, after, paid):
        return after(paid, BenefittingReported("EL", story.source))

    @pytest.fixture
    def propose(self):
        declared = (("IT", Euro(300)), ("EL", Euro(100)))
        return ProposeAllocation(declared, None, (), DAY)

    def test_is_proposed_with_reasons(self, both, propose):
        (proposed,) = station.decide(propose, both)
        assert isinstance(proposed, AllocationProposed)
        assert dict(proposed.shares) == {"IT": Euro.whole(750_000), "EL": Euro.whole(250_000)}
        assert proposed.reasons
        agreed = (("IT", Fraction(1, 2)), ("EL", Fraction(1, 2)))
        (even,) = station.decide(replace(propose, understanding=agreed), both)
        assert dict(even.shares)["EL"] == Euro.whole(500_000)
        assert station.warnings(propose, both) == ()

    def test_is_proposed_when_the_year_is_over(self, both, propose, refuses):
        refuses(station, replace(propose, on=date(2027, 12, 1)), both, WrongStation, ir(31))

    def test_is_among_benefitting_states_each_once(self, both, propose, refuses):
        other = replace(propose, declared=(("DE", Euro(1)),))
        refuses(station, other, both, NotEntitled, ir(31))
        with pytest.raises(InputError, match="twice"):
            station.decide(replace(propose, declared=(("IT", Euro(1)),) * 2), both)

    def test_is_decided_by_a_named_person_with_reasons(self, both, propose, refuses):
        shares = (("IT", Euro.whole(600_000)), ("EL", Euro.whole(400_000)))
        command = DecideAllocation(shares, "Director for solidarity", "winter in Greece", DAY)
        refuses(station, command, both, WrongStation, ir(31))
        state = station.evolve(both, station.decide(propose, both)[0])
        decided = AllocationDecided(shares, command.by, command.reasons, DAY)
        assert station.decide(command, state) == (decided,)
        assert station.evolve(state, decided).allocation == decided
        refuses(station, replace(command, by=" "), state, NotEntitled, ir(31))
        refuses(station, replace(command, reasons=""), state, NotLawful, ir(31))
        more = (("IT", Euro.whole(1_000_001)),)
        refuses(station, replace(command, shares=more), state, NotLawful, ir(31))
        refuses(station, replace(command, shares=(("DE", Euro(1)),)), state, NotEntitled, ir(31))


def test_agreed_value_counts_own_measures_only(after, agreed):
    state = after(agreed)
    assert (state.agreed_value("BE"), state.agreed_value("FR")) == (agreed.value, ZERO_EURO)


def test_a_pledge_put_into_money_is_due(story, after):
    """A kind that the act does not print for a state is nothing."""
    fixed = PledgeFixed("DE", Kind.FINANCIAL, Euro(7), Basis.PUBLISHED, story.source)
    confirmed = Confirmed("DE", Persons(0), ZERO_EURO, ZERO_EURO, JANUARY, story.source)
    state = after(fixed, confirmed)
    assert station.decide(EstablishAmountDue("DE", DAY), state)[0].amount == Euro(7)
