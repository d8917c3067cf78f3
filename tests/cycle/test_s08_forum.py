"""The Coordinator's work: meetings, tasks, distribution, and signatures on alternative measures."""

from dataclasses import replace
from datetime import date

import pytest

from solidarity.cycle import s08_forum as station
from solidarity.cycle import year
from solidarity.cycle.s02_determination import ShortcomingsIdentified
from solidarity.cycle.s08_forum import (
    AgreeTask,
    AlternativeChecked,
    AlternativeSigned,
    CheckAlternative,
    CloseTask,
    DecideDistribution,
    DistributionDecided,
    MeetingPrepared,
    MinutesRecorded,
    PrepareMeeting,
    RecordMinutes,
    SignAlternative,
    TaskAgreed,
    TaskClosed,
)
from solidarity.cycle.s08_implementation import (
    AlternativeAgreed,
    AlternativeRequested,
    AlternativeStarted,
    StartAlternative,
)
from solidarity.errors import InputError, LateAct, NotEntitled, NotLawful, WrongStation
from solidarity.terms.citations import Art
from solidarity.terms.quantities import Euro, Kind, Persons

MEETING = date(2027, 1, 18)
DAY = date(2027, 2, 1)
MARCH = date(2027, 3, 1)
VALUE = Euro.whole(500_000)


@pytest.fixture
def forum(story):
    told = story.told(story.access)
    return station.told(told.technical_forum, told.implementation)


@pytest.fixture
def asked(story):
    request = AlternativeRequested("a1", "IT", "BE", "three interview teams", DAY)
    told = story.told((*story.access, request))
    return station.told(told.technical_forum, told.implementation)


class TestMeeting:
    """Art. 14(4)-(5): agenda and invitations; Art. 14(1): minutes."""

    def test_is_prepared_and_written_down(self, forum):
        bodies = ("fundamental_rights_agency", "asylum_agency")
        prepared = station.decide(
            PrepareMeeting(date(2027, 4, 1), bodies, (" needs of IT ", "")), forum
        )
        assert prepared == (
            MeetingPrepared(
                date(2027, 4, 1), ("asylum_agency", "fundamental_rights_agency"), ("needs of IT",)
            ),
        )
        written = station.decide(RecordMinutes(MEETING, " Agreed. ", MEETING), forum)
        assert written == (MinutesRecorded(MEETING, "Agreed.", MEETING),)
        state = station.evolve(station.evolve(forum, prepared[0]), written[0])
        assert state.prepared == {date(2027, 4, 1): prepared[0]}
        assert state.minutes == {MEETING: written[0]}

    def test_follows_the_council_act(self, story, refuses):
        before = station.told(station.State(2027), story.at("implementation", story.documents))
        command = PrepareMeeting(MEETING, (), ("one",))
        refuses(station, command, before, WrongStation, Art(14, 5))
        command = PrepareMeeting(date(2026, 12, 14), (), ("one",))
        told = station.told(station.State(2027), story.at("implementation", story.access))
        refuses(station, command, told, WrongStation, Art(14, 5))

    def test_only_bodies_of_the_list_are_invited(self, forum, refuses):
        command = PrepareMeeting(DAY, ("a_party",), ("one",))
        refuses(station, command, forum, NotEntitled, Art(14, 4))

    def test_needs_an_agenda(self, forum):
        with pytest.raises(InputError, match="agenda is empty"):
            station.decide(PrepareMeeting(DAY, (), (" ",)), forum)

    def test_minutes_are_of_a_meeting_that_was_held(self, forum, refuses):
        refuses(station, RecordMinutes(DAY, "x", DAY), forum, WrongStation, Art(14, 5))
        early = RecordMinutes(MEETING, "x", date(2027, 1, 17))
        refuses(station, early, forum, WrongStation, Art(14, 1))
        with pytest.raises(InputError, match="minutes are empty"):
            station.decide(RecordMinutes(MEETING, " ", MEETING), forum)


class TestTask:
    """Art. 60(1): what a meeting agrees has an owner and a day."""

    def test_is_agreed_and_closed(self, forum):
        agree = AgreeTask("t1", MEETING, "first charter flight", "Italy", MARCH)
        assert station.decide(agree, forum) == (
            TaskAgreed("t1", MEETING, "first charter flight", "Italy", MARCH),
        )
        state = station.evolve(forum, TaskAgreed("t1", MEETING, "flight", "Italy", MARCH))
        closed = station.decide(CloseTask("t1", "done", DAY), state)
        assert closed == (TaskClosed("t1", "done", DAY),)
        assert station.evolve(state, closed[0]).closed == {"t1": closed[0]}

    @pytest.mark.parametrize(
        "changed",
        [{"id": " "}, {"what": " "}, {"owner": ""}, {"due": date(2027, 1, 17)}],
    )
    def test_must_be_complete(self, forum, changed):
        agree = AgreeTask("t1", MEETING, "flight", "Italy", MARCH)
        with pytest.raises(InputError):
            station.decide(replace(agree, **changed), forum)

    def test_belongs_to_a_meeting(self, forum, refuses):
        command = AgreeTask("t1", DAY, "flight", "Italy", MARCH)
        refuses(station, command, forum, WrongStation, Art(14, 5))

    def test_is_closed_once_with_its_outcome(self, forum, refuses):
        refuses(station, CloseTask("t1", "done", DAY), forum, WrongStation, Art(60, 1))
        state = station.evolve(forum, TaskAgreed("t1", MEETING, "flight", "Italy", MARCH))
        with pytest.raises(InputError, match="outcome is empty"):
            station.decide(CloseTask("t1", " ", DAY), state)
        state = station.evolve(state, TaskClosed("t1", "done", DAY))
        refuses(station, CloseTask("t1", "done", DAY), state, WrongStation, Art(60, 1))


class TestDistribution:
    """Art. 60(1)-(3): decided by a named person, with reasons, within the year."""

    lines = (("DE", "IT", MARCH, Persons(40)), ("FR", "IT", MARCH, Persons(10)))
    command = DecideDistribution(Kind.RELOCATION, lines, "Head of unit", "by proportion", DAY)

    def test_is_recorded(self, forum):
        events = station.decide(self.command, forum)
        assert events == (
            DistributionDecided(Kind.RELOCATION, self.lines, "Head of unit", "by proportion", DAY),
        )
        assert station.evolve(forum, events[0]).distributions == events
        assert station.warnings(self.command, forum) == ()

    @pytest.mark.parametrize(
        ("changed", "error", "source"),
        [
            ({"on": date(2027, 1, 17)}, WrongStation, Art(60, 1)),
            ({"by": " "}, NotEntitled, Art(60, 2)),
            ({"reasons": ""}, NotLawful, Art(60, 2)),
            ({"kind": Kind.FINANCIAL}, NotLawful, Art(64, 1)),
            ({"deliveries": (("IT", "IT", MARCH, Persons(1)),)}, NotEntitled, Art(60, 3)),
            ({"deliveries": (("DE", "FR", MARCH, Persons(1)),)}, NotEntitled, Art(60, 3)),
            ({"deliveries": (("DK", "IT", MARCH, Persons(1)),)}, NotEntitled, Art(60, 3)),
            (
                {"deliveries": (("DE", "IT", date(2028, 1, 1), Persons(1)),)},
                LateAct,
                Art(60, 3),
            ),
        ],
    )
    def test_is_refused(self, forum, refuses, changed, error, source):
        refuses(station, replace(self.command, **changed), forum, error, source)

    @pytest.mark.parametrize(
        "deliveries",
        [
            (),
            (("DE", "IT", MARCH, Persons(0)),),
            (("DE", "IT", MARCH, Euro(5)),),
            (("DE", "IT", MARCH, Persons(1)), ("DE", "IT", MARCH, Persons(2))),
        ],
    )
    def test_cannot_be_read(self, forum, deliveries):
        with pytest.raises(InputError):
            station.decide(replace(self.command, deliveries=deliveries), forum)

    def test_says_where_nothing_is_owed(self, story):
        found = ShortcomingsIdentified("IT", date(2027, 1, 2), None, story.source)
        told = story.told((*story.access, found))
        said = year.warnings(self.command, told)
        assert said == ("systemic shortcomings are found in Italy: nothing is owed (Art. 60(3))",)


class TestAlternative:
    """Art. 65(1)-(2): checked, then signed by both at one value, and only then begun."""

    check = CheckAlternative(
        "a1",
        "Head of unit",
        "asked EUAA",
        DAY,
        duplicates_agency=False,
        duplicates_union_funding=False,
        owed_to_agencies=False,
    )

    def test_two_signatures_make_the_agreement(self, asked):
        checked = station.decide(self.check, asked)
        assert checked == (AlternativeChecked("a1", "Head of unit", "asked EUAA", DAY),)
        state = station.evolve(asked, checked[0])
        assert state.checked == {"a1": checked[0]}
        first = station.decide(SignAlternative("a1", "BE", VALUE, DAY), state)
        assert first == (AlternativeSigned("a1", "BE", VALUE, DAY),)
        state = station.evolve(state, first[0])
        again = station.decide(SignAlternative("a1", "BE", VALUE, DAY), state)
        assert again == first
        other = SignAlternative("a1", "IT", Euro.whole(400_000), MARCH)
        assert len(station.decide(other, state)) == 1
        assert "Belgium signed EUR" in station.warnings(other, state)[0]
        both = station.decide(SignAlternative("a1", "IT", VALUE, MARCH), state)
        assert both == (
            AlternativeSigned("a1", "IT", VALUE, MARCH),
            AlternativeAgreed("a1", "BE", "IT", VALUE, MARCH, MARCH),
        )
        assert station.warnings(SignAlternative("a1", "IT", VALUE, MARCH), state) == ()
        assert set(station.evolve(state, both[0]).signed["a1"]) == {"BE", "IT"}

    def test_one_signature_does_not_begin_it(self, story, refuses):
        request = AlternativeRequested("a1", "IT", "BE", "teams", DAY)
        checked = AlternativeChecked("a1", "Head of unit", "", DAY)
        told = story.told((*story.access, request, checked))
        for event in year.decide(SignAlternative("a1", "BE", VALUE, DAY), told):
            told = year.evolve(told, event)
        refuses(year, StartAlternative("a1", MARCH), told, NotLawful, Art(65, 1))

    @pytest.mark.parametrize(
        "field", ["duplicates_agency", "duplicates_union_funding", "owed_to_agencies"]
    )
    def test_nothing_is_done_twice(self, asked, refuses, field):
        refuses(station, replace(self.check, **{field: True}), asked, NotLawful, Art(65, 2))

    def test_the_check_names_a_person(self, asked, refuses):
        refuses(station, replace(self.check, by=" "), asked, NotEntitled, Art(65, 2))

    def test_rests_on_a_request_not_yet_begun(self, story, forum, refuses):
        refuses(station, self.check, forum, WrongStation, Art(65, 1))
        request = AlternativeRequested("a1", "IT", "BE", "teams", DAY)
        told = story.told((*story.access, request, AlternativeStarted("a1", DAY)))
        refuses(year, self.check, told, WrongStation, Art(65, 1))

    def test_is_signed_by_its_two_states_after_request_and_check(self, asked, refuses):
        sign = SignAlternative("a1", "BE", VALUE, DAY)
        refuses(station, sign, asked, WrongStation, Art(65, 2))
        state = station.evolve(asked, AlternativeChecked("a1", "Head of unit", "", DAY))
        refuses(station, replace(sign, by="FR"), state, NotEntitled, Art(65, 1))
        early = replace(sign, on=date(2027, 1, 31))
        refuses(station, early, state, WrongStation, Art(65, 1))
        with pytest.raises(InputError):
            station.decide(replace(sign, value=Euro(0)), state)

    def test_other_acts_have_no_warning(self, forum):
        assert station.warnings(CloseTask("t1", "done", DAY), forum) == ()
