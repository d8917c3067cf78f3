"""Cases a lawyer can read (tests/vectors/responsibility), put through the whole determination."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from solidarity.adapters.case_files import calendars, case_of
from solidarity.adapters.case_results import result_document, told
from solidarity.law.part3_responsibility.determination import determine
from solidarity.law.readings import DEFAULT

FOLDER = Path(__file__).parents[2] / "vectors" / "responsibility"
FILES = {path.stem: json.loads(path.read_text(encoding="utf-8")) for path in FOLDER.glob("*.json")}
CASES = {case["id"]: case for file in FILES.values() for case in file["cases"]}


def result_of(case: dict[str, Any]) -> dict[str, Any]:
    readings = DEFAULT
    for identifier, option in case.get("readings", {}).items():
        readings = readings.choose(identifier, option)
    result = determine(case_of(case["given"]), readings, calendars)
    assert told(result)
    return result_document(result)


@pytest.mark.parametrize("identifier", sorted(CASES))
def test_case(identifier: str) -> None:
    case = CASES[identifier]
    result = result_of(case)
    for name, wanted in case["expected"].items():
        found = result[name]
        if name == "open":
            found = [one["provision"].removeprefix("Art. ") for one in found]
        assert found == wanted, f"{case['says']} {name}: {result['text']}"
    for identifier_, option in case.get("readings", {}).items():
        if case["id"] != "discretion-006" and identifier_ not in {"R-103", "R-113", "R-116"}:
            assert f"{identifier_}={option}" in result["readings"]


def test_every_worked_case_of_the_specification_is_here_and_many_more() -> None:
    worked = [case["id"] for case in FILES["worked_cases"]["cases"]]
    assert len(worked) == len(set(worked)) == 36
    assert len(CASES) >= 336
    assert len({case["says"] for case in CASES.values()}) > 500


@pytest.mark.parametrize("identifier", ["T09", "T42", "minors-001", "T17"])
def test_a_result_says_what_it_rests_on(identifier: str) -> None:
    result = result_of(CASES[identifier])
    assert result["text"].startswith(f"{result['member_state_responsible']} is responsible (Art. ")
    assert result["facts"]
    assert result["safeguards"]
    assert all(one["why"].endswith(".") for one in result["tried"])
    assert [one["applies"] for one in result["tried"]].count(True) >= 1


def test_an_open_case_names_what_is_needed_and_who_is_asked() -> None:
    result = result_of(CASES["minors-016"])
    assert result["member_state_responsible"] is None
    assert result["article"] is None
    assert result["open"][0]["what"].startswith("assess the child's best interests")
    assert result["tried"][-1]["applies"] is None


def test_a_deadline_is_counted_out_day_by_day() -> None:
    (limit,) = result_of(CASES["T42"])["deadlines"]
    assert limit["last_day"] == "2026-11-02"
    assert any("Sunday 1 November 2026" in step for step in limit["steps"])
