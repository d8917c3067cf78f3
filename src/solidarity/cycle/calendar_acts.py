"""
The acts of a cycle, in the order in which the year meets them.

Some hang on others: the High-Level Forum on the last of Report, decision and proposal, and the
answers of Commission, Council and Coordinator on what a Member State does in the year.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Final

from solidarity.law.part2_annual_cycle import art09_report as art09
from solidarity.law.part2_annual_cycle.art07_national_strategies import strategies_due
from solidarity.law.part2_annual_cycle.art08_union_strategy import strategy_due
from solidarity.law.part2_annual_cycle.art11_determination import determination_due
from solidarity.law.part2_annual_cycle.art12_proposal import proposal_due
from solidarity.law.part4_solidarity.art57_council_act import act_due
from solidarity.law.part5_general import art79_evaluation as art79
from solidarity.law.part5_general.art85_application import APPLICATION
from solidarity.law.part5_general.clocks import clock
from solidarity.terms.citations import Art, ir
from solidarity.terms.dates import HolidayCalendar, say
from solidarity.terms.member_states import member_state


@dataclass(frozen=True, slots=True)
class Act:
    """
    One act as the law plans it; the fields are those of a deadline, and two more.

    Attributes:
        before: Id of an act that rests on this one: once that has happened, so has this.
        recorded: Whether the journal of a cycle would say that it happened.
    """

    id: str
    what: str
    who: str
    source: Art
    due: date | None = None
    opens: date | None = None
    note: str = ""
    station: int = 0
    before: str = ""
    recorded: bool = True


@dataclass(frozen=True, slots=True)
class Answer:
    """An act that a clock gives someone after an act of a Member State."""

    id: str
    what: str
    who: str
    clock: str
    station: int


_MEMBER_STATES: Final = "Member States"
_COMMISSION: Final = "Commission"
_COORDINATOR: Final = "EU Solidarity Coordinator"
_PACKAGE: Final = ("report", "decision", "proposal")

ANSWERS: Final[Mapping[str, tuple[Answer, ...]]] = {
    "use-information": (
        Answer(
            "technical-forum-access",
            "convene the Technical-Level Forum to put measures into operation",
            _COORDINATOR,
            "technical-forum",
            6,
        ),
    ),
    "pressure-transmitted": (
        Answer(
            "council-refusal",
            "last day to refuse access by an act of the Council",
            "Council",
            "council-refusal",
            6,
        ),
        Answer(
            "technical-forum-notification",
            "convene the Technical-Level Forum to put measures into operation",
            _COORDINATOR,
            "technical-forum-after-notification",
            6,
        ),
    ),
    "deduction-request": (
        Answer(
            "deduction-assessment",
            "assess the request for a deduction and inform the Council",
            _COMMISSION,
            "deduction-assessment",
            7,
        ),
    ),
    "situation-request": (
        Answer(
            "situation-assessment",
            "assess the request for a deduction and inform the Council",
            _COMMISSION,
            "deduction-assessment-situation",
            7,
        ),
    ),
}
"""What an act of a Member State at any time of the year calls for; keys go "use-information:EL"."""


@dataclass(frozen=True, slots=True)
class Asked:
    """
    What the calendar was asked.

    Attributes:
        year: Solidarity year.
        actual: Days on which acts happened, by id.
        as_of: The day asked about.
        holidays: Holidays of the institutions; None if no list is at hand.
        used: Ids looked at so far; what is never looked at is unknown to the cycle.
    """

    year: int
    actual: Mapping[str, date]
    as_of: date
    holidays: HolidayCalendar | None
    used: set[str] = field(default_factory=set)

    def happened(self, identifier: str) -> date | None:
        """Give the day of an act; None if it has not happened by the day asked about."""
        day = self.actual.get(identifier)
        self.used.add(identifier)
        return day if day is not None and day <= self.as_of else None


def before_the_act(asked: Asked) -> Iterator[Act]:
    """Give the acts that prepare the year, up to the act of the Council."""
    year = asked.year
    agencies = f"{_MEMBER_STATES}, EUAA, Frontex, Europol, FRA"
    mechanism = "convene the preparedness and crisis mechanism"
    opens, closes = art09.first_meeting_window(year)
    yield Act(
        "information",
        "deliver the information for the Report",
        agencies,
        Art(9, 7),
        art09.information_due(year),
        station=1,
        before="report",
    )
    yield Act(
        "first-meeting",
        f"{mechanism}: first assessment",
        _COMMISSION,
        Art(9, 8),
        closes,
        opens,
        station=1,
        before="report",
    )
    yield Act(
        "update",
        "deliver updated information",
        agencies,
        Art(9, 9),
        art09.update_due(year),
        station=1,
        before="report",
    )
    yield Act(
        "second-meeting",
        f"{mechanism}: consolidated assessment",
        _COMMISSION,
        Art(9, 10),
        art09.second_meeting_due(year),
        station=1,
        before="report",
    )
    yield Act(
        "consultation",
        "consult the Member States concerned about their status",
        _COMMISSION,
        Art(11, 1),
        note="No day is laid down; before the decision. The Commission may set a limit.",
        station=2,
        before="decision",
    )
    yield from _package(year)
    yield _forum(asked)
    yield Act(
        "pool-act",
        "adopt the act that establishes the Annual Solidarity Pool",
        "Council",
        Art(57, 1),
        act_due(year),
        station=5,
    )


def _package(year: int) -> Iterator[Act]:
    yield Act(
        "report",
        "adopt the Report and send it to Parliament and Council",
        _COMMISSION,
        Art(9, 4),
        art09.report_due(year),
        station=1,
    )
    yield Act(
        "decision",
        "adopt the decision on statuses and send it to Parliament and Council",
        _COMMISSION,
        Art(11, 4),
        determination_due(year),
        station=2,
    )
    yield Act(
        "proposal",
        "adopt the proposal for the pool and send it to Council and Parliament",
        _COMMISSION,
        Art(12, 6),
        proposal_due(year),
        note="Classified and not public until the Council's act.",
        station=3,
    )


def _forum(asked: Asked) -> Act:
    due = {act.id: act.due for act in _package(asked.year)}
    days = [asked.happened(name) or due[name] for name in _PACKAGE]
    last = max(day for day in days if day is not None)
    adopted = all(asked.happened(name) for name in _PACKAGE)
    limit, note = _counted(asked, "high-level-forum", last)
    start = "the adoption of the package" if adopted else "the day by which the package was due"
    return Act(
        "forum",
        "convene the High-Level Forum: conclusions and pledges",
        "Council",
        Art(13, 2),
        limit,
        note=f"Counted from {start}, {say(last)}.{note}",
        station=4,
    )


def after_the_act(asked: Asked) -> Iterator[Act]:
    """Give the acts of the year itself and those that close it."""
    act = asked.happened("pool-act")
    yield Act(
        "technical-forum",
        "convene the first Technical-Level Forum",
        _COORDINATOR,
        Art(14, 5),
        opens=act,
        note="After the Council's act; no number of days is laid down.",
        station=8,
    )
    yield Act(
        "use-information",
        "tell Commission and Council of the intention to use the pool",
        "Member States under pressure by the decision",
        Art(58, 1),
        opens=act,
        note="After the Council's act, at any time in the year.",
        station=6,
    )
    yield Act(
        "requests",
        "notify a need, ask for a deduction, or ask for the forum to be reconvened",
        _MEMBER_STATES,
        Art(61, 1),
        opens=act,
        note="At any time in the year (Arts 13(4), 59, 61, 62).",
        station=7,
    )
    yield from _answers(asked)
    yield from _closing(asked.year)


def _closing(year: int) -> Iterator[Act]:
    last, after = date(year, 12, 31), date(year + 1, 1, 1)
    yield Act(
        "delivery",
        "deliver what was pledged, money excepted",
        "contributing Member States",
        Art(60, 3),
        last,
        note="What was agreed or begun goes on after the year (Arts 65(3), 67(12)).",
        station=8,
    )
    yield Act(
        "conversion",
        "alternative measures nobody asked for become money",
        "follows from the law",
        Art(57, 4),
        last,
        station=10,
    )
    yield Act(
        "make-up-offsets",
        "take responsibility for undelivered relocations, if asked",
        "contributing Member States",
        Art(63, 5),
        opens=after,
        note="As soon as possible after the end of the year.",
        station=9,
    )
    yield Act(
        "confirmation",
        "confirm the levels delivered, for each type",
        _MEMBER_STATES,
        Art(60, 6),
        clock("january-confirmation").run(last, None).last_day,
        after,
        station=10,
    )
    yield Act(
        "amount-due",
        "work out the money due from each Member State",
        _COMMISSION,
        ir(30),
        opens=after,
        note="After the end of the year, from the act and the confirmations.",
        station=10,
    )
    yield Act(
        "state-of-the-mechanism",
        "present the state of the mechanism and of the actions paid in the next Report",
        _COMMISSION,
        Art(15, 4),
        art09.report_due(year + 1),
        station=1,
        recorded=False,
    )


def _answers(asked: Asked) -> Iterator[Act]:
    for key in sorted(asked.actual):
        trigger, _, code = key.partition(":")
        if not code or trigger not in ANSWERS:
            continue
        state, day = member_state(code), asked.happened(key)
        if day is None:
            continue
        for answer in ANSWERS[trigger]:
            due, note = _counted(asked, answer.clock, day)
            yield Act(
                f"{answer.id}:{code}",
                f"{answer.what} ({state})",
                answer.who,
                clock(answer.clock).source,
                due,
                note=f"Counted from {say(day)}.{note}",
                station=answer.station,
            )


def beside(year: int) -> Iterator[Act]:
    """Strategies, reviews and evaluations that fall due in the two years of the cycle."""
    for act in _long_term(year):
        if act.due is not None and year - 1 <= act.due.year <= year:
            yield replace(act, recorded=False)


def _long_term(year: int) -> Iterator[Act]:
    for number in range(1, (year - 2025) // 5 + 2):
        strategy, evaluation = strategy_due(number), art79.evaluation_due(number)
        before = strategies_due(strategy)
        information = art79.evaluation_information_due(evaluation)
        yield Act(
            f"national-strategies-{before.year}",
            "transmit the national strategy to the Commission",
            _MEMBER_STATES,
            Art(7, 3),
            before,
        )
        yield Act(
            f"union-strategy-{strategy.year}",
            "adopt the five-year Strategy",
            _COMMISSION,
            Art(8, 2),
            strategy,
        )
        yield Act(
            f"evaluation-information-{information.year}",
            "give the Commission what it needs for the evaluation",
            _MEMBER_STATES,
            Art(79, subparagraph=3),
            information,
        )
        yield Act(
            f"evaluation-{evaluation.year}",
            "evaluate the Regulation",
            _COMMISSION,
            Art(79, subparagraph=3),
            evaluation,
        )
    numbers = art79.numbers_review_due(APPLICATION.on(date(2026, 6, 12)))
    while numbers.year <= year:
        yield Act(
            f"numbers-review-{numbers.year}",
            "review the two minimum numbers and Part III",
            _COMMISSION,
            Art(79, subparagraph=2),
            numbers,
            note="At least every three years, counted from the application of the Regulation.",
        )
        numbers = art79.numbers_review_due(numbers)
    for each in (year - 1, year):
        if each >= art79.FIRST_REVIEW.on(date(2026, 6, 12)).year:
            yield Act(
                f"review-{each}",
                "review the working of the solidarity Part and report",
                _COMMISSION,
                Art(79, subparagraph=1),
                art79.review_due(each),
            )


def _counted(asked: Asked, name: str, start: date) -> tuple[date, str]:
    """Run a clock of the institutions; the note says when their holidays are not known."""
    result = clock(name).run(start, asked.holidays)
    if not result.holidays_missing:
        return result.last_day, ""
    years = ", ".join(map(str, result.holidays_missing))
    return result.last_day, f" The holidays of the institutions are not known for {years}."
