"""
The questionnaire: asks only what still matters, one thing at a time.

The flow is here, the words are in `question_words`, the result comes from the determination. After
each block the case so far is determined: once a criterion decides, or a person must, the later
questions do not matter and are not asked. Nothing is stored.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final

from solidarity.adapters.case_fields import STATES
from solidarity.adapters.case_files import calendars, case_of
from solidarity.adapters.question_words import WORDS
from solidarity.errors import InputError, Problem
from solidarity.law.part3_responsibility.art02_definitions import is_minor
from solidarity.law.part3_responsibility.determination import determine
from solidarity.law.part3_responsibility.results import Result
from solidarity.law.part5_general.art84_transition import is_under_old_criteria
from solidarity.terms.case_facts import Answer, Cause, Direction, LegalBasis
from solidarity.terms.citations import Art
from solidarity.terms.readings import Readings

YES_NO: Final = ("yes", "no")
YES_NO_UNKNOWN: Final = ("yes", "no", "unknown")
_OF_MINOR: Final = (
    "mother", "father", "responsible_adult", "sibling", "spouse", "aunt", "uncle", "grandparent",
)  # fmt: skip
_OF_FAMILY: Final = ("spouse", "partner", "child", "father", "mother")
_DEPENDENT: Final = ("child", "sibling", "father", "mother")
_RELATIVES: Final = frozenset(("aunt", "uncle", "grandparent"))
_BASES: Final = tuple(basis.value for basis in LegalBasis)
_MONTHS_OF_A_YEAR: Final = 12


@dataclass(frozen=True, slots=True)
class Question:
    """
    One question.

    Attributes:
        key: Its name, with a number where it can be asked several times: "kin.0.state".
        kind: "state", "day", "number" or "choice".
        choices: What can be answered, for a choice.
        optional: Whether an empty answer is one.
        state: State named in the words.
    """

    key: str
    kind: str
    choices: tuple[str, ...] = ()
    optional: bool = False
    state: str = ""

    @property
    def text(self) -> str:
        """What is asked."""
        return WORDS[self.key.rpartition(".")[2]][0].format(state=self.state)

    @property
    def help(self) -> str:
        """How to answer."""
        return WORDS[self.key.rpartition(".")[2]][1]

    def read(self, answer: str) -> str:
        """
        Read an answer.

        Raises:
            InputError: If it is none to this question.
        """
        given = answer.strip()
        if not given and self.optional:
            return ""
        chosen = {one.lower(): one for one in self.choices}.get(given.lower())
        if chosen is not None:
            return chosen
        if self.kind == "state" and given.upper() in STATES:
            return STATES[given.upper()]
        if self.kind == "number" and given.isdecimal():
            return given
        if self.kind == "day":
            try:
                return date.fromisoformat(given).isoformat()
            except ValueError:
                pass
        expected = {
            "choice": " or ".join(self.choices),
            "state": "the code of a state: IT, EL, CH",
            "number": "a whole number",
            "day": "a day: 2026-09-01",
        }[self.kind]
        raise InputError(Problem(f'"{given}" is no answer', expected, column=self.key))


Ask = Callable[[Question], str]


class _Unanswered(Exception):
    def __init__(self, question: Question) -> None:
        self.question = question


@dataclass(slots=True)
class _Talk:
    ask: Ask
    readings: Readings
    person: dict[str, Any] = field(default_factory=lambda: {"id": "person"})

    def state(self, key: str, *, optional: bool = False) -> str:
        return self.ask(Question(key, "state", optional=optional))

    def day(self, key: str, *, optional: bool = False) -> str:
        return self.ask(Question(key, "day", optional=optional))

    def one_of(self, key: str, *choices: str, state: str = "") -> str:
        return self.ask(Question(key, "choice", choices, state=state))

    def is_so(self, key: str, state: str = "") -> bool:
        return self.one_of(key, *YES_NO, state=state) == "yes"

    def result(self) -> Result:
        document = {"id": "questionnaire", "persons": [self.person]}
        return determine(case_of(document), self.readings, calendars)

    def is_settled(self) -> bool:
        return self.result().article != Art(16, 2)


def interview(ask: Ask, readings: Readings) -> Result:
    """
    Put the questions that matter, and give the result.

    Args:
        ask: Puts one question and gives the answer as `Question.read` gives it.
        readings: How open points are read.
    """
    talk = _Talk(ask, readings)
    is_settled = _start(talk)
    blocks = () if is_settled else (_minor,) if talk.person["unaccompanied"] else _BLOCKS
    for block in blocks:
        block(talk)
        if talk.is_settled():
            break
    return talk.result()


def next_question(answers: Mapping[str, str], readings: Readings) -> Question | None:
    """Give the first question not yet answered; None if the result is there. For pages."""

    def ask(question: Question) -> str:
        if question.key not in answers:
            raise _Unanswered(question)
        return question.read(answers[question.key])

    try:
        interview(ask, readings)
    except _Unanswered as left:
        return left.question
    return None


def from_answers(answers: Mapping[str, str]) -> Ask:
    """
    Answer from a table of answers by key.

    Raises:
        InputError: At the first question without an answer there.
    """

    def ask(question: Question) -> str:
        if question.key not in answers:
            raise InputError(
                Problem(f"not answered: {question.text}", question.help, column=question.key)
            )
        return question.read(str(answers[question.key]))

    return ask


def _start(talk: _Talk) -> bool:
    """Ask what comes before the criteria; tell whether that already settles the case."""
    person = talk.person
    state, day = talk.state("registered_in"), talk.day("registered_on")
    person["registrations"] = [{"state": state, "registered_at": day}]
    if is_under_old_criteria(date.fromisoformat(day), talk.readings.of("R-113")):
        person["age_status"] = "adult"
        return True
    person["birth_date"] = talk.day("birth_date")
    recorded = talk.state("recorded", optional=True)
    if recorded:
        hit = {"received_at": day, "category": 15, "origin_state": recorded}
        person["eurodac_hits"] = [{**hit, "msr_recorded": recorded}]
        return True
    elsewhere = talk.state("elsewhere", optional=True)
    if elsewhere and elsewhere != state:
        person["present_in"] = elsewhere
        return True
    if talk.is_so("threat"):
        person["security"] = {"checked_by": talk.state("threat_by"), "result": "threat"}
        return True
    born, on = date.fromisoformat(person["birth_date"]), date.fromisoformat(day)
    minor = is_minor(birth_date=born, status=None, on=on) is Answer.YES
    person["unaccompanied"] = minor and talk.is_so("alone")
    return False


def _minor(talk: _Talk) -> None:
    person = talk.person
    person["married"] = talk.is_so("married")
    kin: list[dict[str, Any]] = []
    wanted = talk.is_so("minor_kin")
    while wanted:
        at = f"kin.{len(kin)}"
        one: dict[str, Any] = {
            "relation": talk.one_of(f"{at}.relation", *_OF_MINOR),
            "state": talk.state(f"{at}.state"),
            "legal_basis": talk.one_of(f"{at}.legal_basis", *_BASES),
        }
        if one["relation"] in _RELATIVES:
            one["capacity_to_care"] = talk.one_of(f"{at}.able", *YES_NO_UNKNOWN)
        if one["relation"] in {"spouse", "responsible_adult"}:
            one |= _dates(talk, at)
        kin.append(one)
        wanted = talk.is_so(f"{at}.more")
    person["kin"] = kin
    _interests(talk)


def _interests(talk: _Talk) -> None:
    """Ask for the recorded assessment of each state that comes in question, and of no other."""
    person = talk.person
    first = person["registrations"][0]["state"]
    states = dict.fromkeys(
        one["state"]
        for one in person["kin"]
        if one["legal_basis"] != "none"
        and (one["relation"] not in _RELATIVES or _is_candidate(one, first))
    )
    outcome: dict[str, str] = {}
    for state in states:
        key = f"{state}.interest"
        outcome[state] = talk.one_of(key, *YES_NO_UNKNOWN, state=state)
    bic: dict[str, Any] = {"outcome": outcome}
    person["bic"] = bic
    good = [state for state, answer in outcome.items() if answer == "yes"]
    if len(good) > 1:
        bic["chosen"] = talk.one_of("chosen", *good)
    if not good and first not in outcome and "unknown" not in outcome.values():
        answer = talk.one_of(f"{first}.interest_first", *YES_NO_UNKNOWN, state=first)
        outcome[first] = answer


def _is_candidate(one: Mapping[str, Any], first: str) -> bool:
    return bool(one["capacity_to_care"] == "yes" and one["state"] != first)


def _dates(talk: _Talk, at: str) -> dict[str, str]:
    dates = {"family_formed_on": talk.day(f"{at}.family_formed_on")}
    arrived = talk.day(f"{at}.kin_arrived_on", optional=True)
    return dates | ({"kin_arrived_on": arrived} if arrived else {})


def _family(talk: _Talk) -> None:
    kin: list[dict[str, Any]] = []
    wanted = talk.is_so("kin")
    while wanted:
        at = f"kin.{len(kin)}"
        one: dict[str, Any] = {
            "relation": talk.one_of(f"{at}.relation", *_OF_FAMILY),
            "state": talk.state(f"{at}.state"),
            "legal_basis": talk.one_of(f"{at}.legal_basis", *_BASES),
        }
        if one["relation"] == "partner":
            one["treated_as_spouse"] = talk.is_so(f"{at}.treated_as_spouse")
        if one["relation"] == "child":
            one["birth_date"] = talk.day(f"{at}.born_on")
        one |= _dates(talk, at) | _wishes(talk, at)
        kin.append(one)
        wanted = talk.is_so(f"{at}.more")
    talk.person["kin"] = kin


def _wishes(talk: _Talk, at: str) -> dict[str, Any]:
    wish = talk.is_so(f"{at}.wish_applicant")
    return {
        "written_wish_applicant": wish,
        "written_wish_kin": wish and talk.is_so(f"{at}.wish_kin"),
    }


def _dependency(talk: _Talk) -> None:
    if not talk.is_so("dependent"):
        return
    at = "dependency"
    dependency = {
        "cause": talk.one_of(f"{at}.cause", *(one.value for one in Cause)),
        "direction": talk.one_of(f"{at}.direction", *(one.value for one in Direction)),
        "kin_ref": at,
    }
    one: dict[str, Any] = {
        "id": at,
        "relation": talk.one_of(f"{at}.relation", *_DEPENDENT),
        "state": talk.state(f"{at}.state"),
        "legal_basis": talk.one_of(f"{at}.legal_basis", *_BASES),
        "family_formed_on": talk.day(f"{at}.family_formed_on"),
        "capacity_to_care": talk.one_of(f"{at}.able", *YES_NO_UNKNOWN),
        **_wishes(talk, at),
    }
    arrived = talk.day("arrived_on", optional=True)
    if arrived:
        talk.person["entry"] = {"arrived_on": arrived}
    if one["state"] != talk.person["registrations"][0]["state"]:
        dependency["can_travel"] = talk.one_of(f"{at}.can_travel", *YES_NO_UNKNOWN)
    talk.person["kin"].append(one)
    talk.person["dependency"] = dependency


def _documents(talk: _Talk) -> None:
    documents: list[dict[str, Any]] = []
    wanted = talk.is_so("document")
    while wanted:
        at = f"document.{len(documents)}"
        kind = talk.one_of(f"{at}.kind", "residence", "visa")
        one: dict[str, Any] = {"kind": kind, "issuing_state": talk.state(f"{at}.issuing_state")}
        if kind == "visa":
            one["type"] = talk.one_of(f"{at}.type", "A", "C", "D")
            represented = talk.state(f"{at}.represented_state", optional=True)
            one |= {"represented_state": represented} if represented else {}
        one["valid_from"] = talk.day(f"{at}.valid_from")
        one["valid_to"] = talk.day(f"{at}.valid_to")
        documents.append(one)
        wanted = talk.is_so(f"{at}.more")
    talk.person["documents"] = documents


def _diplomas(talk: _Talk) -> None:
    if not talk.is_so("diploma"):
        return
    at = "diploma.0"
    months = int(talk.ask(Question(f"{at}.study_length", "number")))
    one = {
        "state": talk.state(f"{at}.issuing_state"),
        "issued_on": talk.day(f"{at}.issued_on"),
        "study_length": months,
        "on_site": True,
        "isced": 2,
        "recognised": True,
    }
    if months < _MONTHS_OF_A_YEAR:
        one["academic_year_completed"] = talk.is_so(f"{at}.academic_year")
    talk.person["diplomas"] = [one]


def _visa_free(talk: _Talk) -> None:
    if not talk.is_so("visa_free"):
        return
    at, first = "visa_free.0", talk.person["registrations"][0]["state"]
    state = talk.state(f"{at}.state")
    one: dict[str, Any] = {"state": state, "date": talk.day(f"{at}.entered_on")}
    if state != first:
        one["waived_in"] = [first] if talk.is_so(f"{at}.waived_here", first) else []
    talk.person.setdefault("entry", {})["visa_free_entry"] = one


def _transit(talk: _Talk) -> None:
    if talk.is_so("transit"):
        talk.person["registrations"][0]["place"] = "transit_airport"


def _entry(talk: _Talk) -> None:
    entry = talk.person.setdefault("entry", {})
    for key, name in (("rescued", "sar"), ("crossed", "irregular_crossing")):
        if talk.is_so(key):
            at = f"{key}.0"
            state, day = talk.state(f"{at}.state"), talk.day(f"{at}.entered_on")
            entry[name] = {"state": state, "date": day}
        if talk.is_settled():
            return


_BLOCKS: Final = (_family, _dependency, _documents, _diplomas, _visa_free, _transit, _entry)
"""What is asked of everyone else, in the order of the criteria."""
