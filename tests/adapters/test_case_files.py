"""Cases in and out as JSON Lines: what is read, what is refused, by line and field."""

from __future__ import annotations

import json
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from solidarity.adapters.case_fields import case_schema
from solidarity.adapters.case_files import answered, calendars, case_of, read_lines, write
from solidarity.errors import InputError
from solidarity.law.readings import DEFAULT

VECTORS = Path(__file__).parents[1] / "vectors" / "responsibility"

GOOD: dict[str, Any] = {
    "id": "A1",
    "persons": [
        {
            "id": "p",
            "nationality": "SY",
            "birth_date": "1990-01-01",
            "registrations": [{"state": "GR", "registered_at": "2026-09-01"}],
        }
    ],
}


def changed(**facts: Any) -> dict[str, Any]:
    """The good case with members of its person changed."""
    case = deepcopy(GOOD)
    case["persons"][0].update(facts)
    return case


def problems_of(case: object) -> list[tuple[str, str, str]]:
    with pytest.raises(InputError) as refused:
        case_of(case, file="cases.jsonl", line=7)
    found = refused.value.problems
    assert all((one.file, one.line) == ("cases.jsonl", 7) for one in found)
    return [(one.column, one.what, one.expected) for one in found]


class TestReading:
    def test_codes_become_those_of_union_practice(self) -> None:
        assert case_of(GOOD).persons[0].registrations[0].state == "EL"

    def test_short_forms_null_and_moments(self) -> None:
        case = changed(
            stateless=None,
            kin=[
                {
                    "relation": "aunt",
                    "state": "ch",
                    "legal_basis": "other_legal_stay",
                    "capacity_to_care": "yes",
                    "link_evidence": ["circumstantial"],
                }
            ],
            eurodac_hits=[
                {"received_at": "2026-09-02T10:00:00Z", "category": "22", "origin_state": "EL"}
            ],
        )
        person = case_of(case).persons[0]
        assert person.kin[0].state == "CH"
        assert person.kin[0].capacity_to_care is not None
        assert not person.kin[0].capacity_to_care.is_recorded
        assert person.eurodac_hits[0].received_at.isoformat() == "2026-09-02"

    @pytest.mark.parametrize(
        ("facts", "field", "what"),
        [
            ({"colour": "blue"}, "persons[0].colour", 'no field "colour"'),
            ({"id": None}, "persons[0].id", '"id" is missing'),
            ({"id": 5}, "persons[0].id", "5 is no text"),
            ({"married": "yes"}, "persons[0].married", "neither true nor false"),
            ({"nationality": "ZZ"}, "persons[0].nationality", "no country"),
            ({"nationality": 5}, "persons[0].nationality", "no country"),
            ({"birth_date": "1990-02-30"}, "persons[0].birth_date", "not a day"),
            ({"birth_date": 1990}, "persons[0].birth_date", "not a day"),
            ({"birth_date": "0990-02-03"}, "persons[0].birth_date", "out of range"),
            ({"age_status": "old"}, "persons[0].age_status", "no code"),
            ({"age_status": True}, "persons[0].age_status", "no code"),
            ({"registrations": {}}, "persons[0].registrations", "no list"),
            ({"registrations": ["DE"]}, "persons[0].registrations[0]", "no record"),
            ({"present_in": "XX"}, "persons[0].present_in", "no state"),
            ({"present_in": 3}, "persons[0].present_in", "no state"),
            ({"bic": {"outcome": []}}, "persons[0].bic.outcome", "no record"),
            ({"bic": {"outcome": {"XX": "yes"}}}, "persons[0].bic.outcome", "no state"),
            ({"bic": {"outcome": {"DE": "so"}}}, "persons[0].bic.outcome.DE", "no code"),
            (
                {"documents": [{"kind": "visa", "issuing_state": "FR", "valid_from": "x" * 60}]},
                "persons[0].documents[0].valid_from",
                "…",
            ),
            (
                {"diplomas": [{"state": "FI", "issued_on": "2020-01-01", "study_length": -1}]},
                "persons[0].diplomas[0].study_length",
                "no whole number",
            ),
        ],
    )
    def test_what_cannot_be_read_is_named(
        self, facts: dict[str, Any], field: str, what: str
    ) -> None:
        found = problems_of(changed(**facts))
        assert any(column == field and what in said for column, said, _ in found), found
        assert all(expected for _, _, expected in found)

    def test_a_case_that_is_no_record(self) -> None:
        assert problems_of([1]) == [("", "[1] is no record", "an object")]


KIN = {"relation": "mother", "state": "SE", "legal_basis": "beneficiary"}
VISA = {"kind": "visa", "issuing_state": "FR", "valid_from": "2026-08-01", "valid_to": "2026-10-01"}
HIT = {"received_at": "2026-09-02", "category": 15, "origin_state": "IT"}


class TestContradictions:
    @pytest.mark.parametrize(
        ("facts", "field", "what"),
        [
            ({"birth_date": "2026-09-02"}, "registrations", "registered before birth"),
            ({"stateless": True}, "nationality", "stateless"),
            ({"nationality": "FR"}, "nationality", "move freely"),
            ({"birth_date": None}, "birth_date", "neither"),
            ({"age_status": "minor"}, "age_status", "makes the person an adult"),
            ({"accompanies": "nobody"}, "accompanies", "no other person"),
            ({"registrations": []}, "registrations", "no registration"),
            (
                {
                    "registrations": [
                        {"state": "DE", "registered_at": "2026-09-01"},
                        {"state": "FR", "registered_at": "2026-09-01"},
                    ]
                },
                "registrations",
                "which is the first?",
            ),
            (
                {
                    "registrations": [
                        {"state": "DE", "registered_at": "2026-09-01", "made_at": "2026-09-02"}
                    ]
                },
                "registrations[0].registered_at",
                "lies before",
            ),
            (
                {
                    "registrations": [
                        {
                            "state": "DE",
                            "registered_at": "2026-09-01",
                            "decision_final_at": "2026-10-01",
                        }
                    ]
                },
                "registrations[0].decision",
                "there is none",
            ),
            (
                {"documents": [{**VISA, "valid_to": "2026-07-31"}]},
                "documents[0].valid_to",
                "ends before it starts",
            ),
            (
                {"documents": [{**VISA, "valid_to": None}]},
                "documents[0].valid_to",
                "without an end",
            ),
            (
                {"documents": [{**VISA, "ended_on": "2026-07-01"}]},
                "documents[0].ended_on",
                "before it started",
            ),
            (
                {
                    "vis_hits": [
                        {
                            "received_at": "2026-09-02",
                            "issuing_state": "FR",
                            "type": "C",
                            "valid_from": "2026-08-01",
                            "valid_to": "2026-07-01",
                        }
                    ]
                },
                "vis_hits[0].valid_to",
                "ends before it starts",
            ),
            (
                {
                    "diplomas": [
                        {
                            "state": "FI",
                            "issued_on": "2020-01-01",
                            "study_length": 12,
                            "on_site": True,
                            "isced": 9,
                            "recognised": True,
                        }
                    ]
                },
                "diplomas[0].isced",
                "no level",
            ),
            (
                {"eurodac_hits": [{**HIT, "event_date": "2026-09-03"}]},
                "eurodac_hits[0].event_date",
                "after the hit",
            ),
            (
                {
                    "eurodac_hits": [
                        {**HIT, "msr_recorded": "IT"},
                        {**HIT, "msr_recorded": "FR"},
                    ]
                },
                "eurodac_hits",
                "two states",
            ),
            ({"kin": [{**KIN, "id": "m"}, {**KIN, "id": "m"}]}, "kin", "2 times"),
            (
                {
                    "kin": [KIN],
                    "dependency": {
                        "cause": "old_age",
                        "direction": "kin_on_applicant",
                        "kin_ref": "x",
                    },
                },
                "dependency.kin_ref",
                "the id of no kin",
            ),
            (
                {"kin": [{**KIN, "birth_date": "2020-01-01", "kin_arrived_on": "2019-01-01"}]},
                "kin[0].kin_arrived_on",
                "before birth",
            ),
            (
                {"entry": {"sar": {"state": "IT", "date": "1989-01-01"}}},
                "entry.sar.date",
                "before birth",
            ),
            (
                {"absences": [{"from": "2027-01-01", "to": "2026-12-31"}]},
                "absences[0].to",
                "ends before it starts",
            ),
            (
                {
                    "risks": [
                        {"state": "FR", "real_risk": "yes"},
                        {"state": "FR", "real_risk": "no"},
                    ]
                },
                "risks",
                "two answers",
            ),
        ],
    )
    def test_of_a_person(self, facts: dict[str, Any], field: str, what: str) -> None:
        found = problems_of(changed(**facts))
        assert any(column == f"persons[0].{field}" and what in said for column, said, _ in found), (
            found
        )

    @pytest.mark.parametrize(
        ("members", "field", "what"),
        [
            ({"persons": []}, "persons", "no person"),
            ({"persons": GOOD["persons"] * 2}, "persons", "2 times"),
            ({"as_of": "2026-08-31"}, "as_of", "before the first registration"),
            (
                {"requests": [{"to": "FR", "sent_at": "2026-09-10", "received_at": "2026-09-09"}]},
                "requests[0].received_at",
                "before it was sent",
            ),
            (
                {
                    "notifications": [
                        {"to": "FR", "sent_at": "2026-09-10", "answered_at": "2026-09-09"}
                    ]
                },
                "notifications[0].answered_at",
                "before it was sent",
            ),
            (
                {"requests": [{"to": "FR", "sent_at": "2026-09-10", "answered_at": "2026-09-19"}]},
                "requests[0].answer",
                "no answer is given",
            ),
            (
                {"appeals": [{"lodged_on": "2026-10-10", "final_on": "2026-10-09"}]},
                "appeals[0].final_on",
                "before the appeal",
            ),
            (
                {
                    "crisis": {
                        "state": "EL",
                        "adopted_on": "2026-10-01",
                        "registered_from": "2026-10-02",
                    }
                },
                "crisis.registered_from",
                "after the decision",
            ),
        ],
    )
    def test_of_a_case(self, members: dict[str, Any], field: str, what: str) -> None:
        found = problems_of({**GOOD, **members})
        assert any(column == field and what in said for column, said, _ in found), found


class TestLines:
    def test_order_is_kept_and_a_bad_line_does_not_stop_the_others(self) -> None:
        lines = [json.dumps(GOOD), "", "{", json.dumps({**GOOD, "id": "A2"})]
        found = list(answered(lines, file="f.jsonl", readings=DEFAULT))
        assert [one.document["id"] for one in found] == ["A1", None, "A2"]
        assert found[1].problems[0].line == 3
        assert found[1].document["problems"][0]["line"] == 3
        assert found[2].document["member_state_responsible"] == "EL"

    def test_strict_stops_at_the_first(self) -> None:
        lines = [json.dumps(GOOD), "{", json.dumps(GOOD)]
        given = answered(lines, file="f.jsonl", readings=DEFAULT, strict=True)
        assert next(given).document["id"] == "A1"
        with pytest.raises(InputError, match=r"f\.jsonl:2"):
            next(given)

    def test_one_id_twice_and_one_field_twice(self) -> None:
        twice = '{"id": "B", "id": "C", "persons": []}'
        lines = [json.dumps(GOOD), json.dumps(GOOD), twice]
        found = [line.problems for line in read_lines(lines, file="f")]
        assert found[0] == ()
        assert "stands there twice" in found[1][0].what
        assert 'the field "id" stands there twice' in found[2][0].what

    def test_days_outside_the_calendar_of_the_rules(self) -> None:
        far = changed(registrations=[{"state": "DE", "registered_at": "2026-09-01"}])
        far["persons"][0]["birth_date"] = "1990-01-01"
        (one,) = answered([json.dumps(far)], file="f", readings=DEFAULT)
        assert one.problems == ()
        written: list[str] = []
        write(one.document, written.append)
        assert json.loads(written[0])["id"] == "A1"

    def test_holidays_of_associated_states_are_not_known(self) -> None:
        assert calendars("CH") is None
        assert calendars("DE") is not None

    def test_every_example_agrees_with_the_schema(self) -> None:
        check = Draft202012Validator(case_schema())
        for path in VECTORS.glob("*.json"):
            for case in json.loads(path.read_text(encoding="utf-8"))["cases"]:
                check.validate(case["given"])
        assert not check.is_valid(changed(colour="blue"))
        assert not check.is_valid({"id": "x"})
