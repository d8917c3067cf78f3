"""Cases a lawyer can read (tests/vectors), put to the rules one by one."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from solidarity.law.crisis.art09_credit import Credit, credit_for_year
from solidarity.law.implementing.art30_amount_due import amount_due
from solidarity.law.part2_annual_cycle import art12_proposal as art12
from solidarity.law.part4_solidarity import art57_council_act as art57
from solidarity.law.part4_solidarity import art60_operationalisation as art60
from solidarity.law.part4_solidarity import art61_deduction_pressure as art61
from solidarity.law.part4_solidarity import art63_responsibility_offsets as art63
from solidarity.law.part4_solidarity import art65_alternative as art65
from solidarity.law.part4_solidarity.art56_pool import units
from solidarity.law.part4_solidarity.art58_intention import may_use_pool
from solidarity.law.part4_solidarity.art63_offset_eligibility import OffsetCase, offset_refusals
from solidarity.law.part4_solidarity.art66_reference_key import reference_key
from solidarity.law.part5_general.clocks import clock
from solidarity.terms.quantities import Euro, Kind, Persons, Rounding, exact, share_from_percent
from solidarity.terms.statuses import Status

VECTORS = Path(__file__).parents[1] / "vectors"
FILES = ("clocks", "fair_shares", "money", "offsets", "releases_and_deductions")

Given = Mapping[str, Any]


def persons(given: Given, *names: str) -> dict[str, Persons]:
    return {name: Persons(given[name]) for name in names}


def euros(given: Given, *names: str) -> dict[str, Euro]:
    return {name: Euro.whole(given[f"{name}_eur"]) for name in names}


def of_each(table: Mapping[str, int]) -> dict[str, Persons]:
    return {state: Persons(count) for state, count in table.items()}


def whole(amount: Euro) -> int:
    euro, cents = divmod(amount.cents, 100)
    assert cents == 0
    return euro


def in_persons(given: Given) -> Fraction:
    value = Euro.whole(given["value_eur"])
    relocated = units(kind=Kind.RELOCATION, amount=Persons(given["relocations"]), value=value)
    paid = units(kind=Kind.FINANCIAL, amount=Euro.whole(given["financial_eur"]), value=value)
    return relocated + paid


def proposal_not_below(given: Given) -> bool:
    day = date(2025, 10, 15)
    return art12.is_above_minimum(
        **persons(given, "relocations"),
        **euros(given, "financial"),
        relocations_min=art12.RELOCATIONS_MIN.on(day),
        financial_min=art12.FINANCIAL_MIN.on(day),
        exceptional=given["exceptional"],
    )


def key(given: Given) -> dict[str, str]:
    found = reference_key(
        population=given["population"],
        gdp={state: exact(figure) for state, figure in given["gdp_meur"].items()},
        states=tuple(given["population"]),
    )
    assert sum(found.values()) == 1
    return {state: str(share) for state, share in found.items()}


def relocations_to_implement(given: Given) -> int:
    released = art60.is_released(
        benefitting=given["benefitting"], full_deduction=given["full_deduction"]
    )
    return art60.payable(
        fixed=Persons(given["pledged"]),
        deducted=Persons(given["deducted"]),
        replacing=Persons(0),
        released=released,
    ).count


def pool_by_saying_so(given: Given) -> bool:
    return may_use_pool(
        statuses={Status(status) for status in given["statuses"]},
        act_adopted=date.fromisoformat(given["act_adopted"]),
        informed=date.fromisoformat(given["informed"]),
    )


def one_draw(given: Given) -> dict[str, int]:
    draws = art60.proportional_draws(
        needs={"drawing": Persons(given["need"])}, payables=of_each(given["payable"])
    )
    return {state: part.count for state, part in draws["drawing"].items()}


def deviation(given: Given) -> str:
    found = art60.disembarkation_deviation(
        received=of_each(given["received"]),
        disembarkation=frozenset(given["disembarkation"]),
        indicative=share_from_percent(given["indicative_percent"]),
    )
    assert found is not None
    return str(found * 100)


def gap_shared(given: Given) -> dict[str, int]:
    found = art63.split_gap(gap=Persons(given["gap"]), caps=of_each(given["limits"]))
    return {state: part.count for state, part in found.items()}


def refusals(given: Given) -> list[str]:
    days = {name: date.fromisoformat(given[name]) for name in ("on", "transfer_until")}
    return [str(source) for source in offset_refusals(OffsetCase(**{**given, **days}))]


def mandatory(given: Given) -> bool:
    return art63.is_mandatory(
        **persons(given, "pledges", "target"),
        forum_reconvened=given["forum_reconvened"],
        reduced=given["reduced"],
        forum_needed=given["forum_needed"],
    )


def five_cycles(given: Given) -> list[int]:
    credit = Credit(
        above=Persons(given["above"]),
        authorised=date(2027, 5, 1) if given["authorised"] else None,
        first_year=2028,
    )
    cycles: list[int] = []
    for year in range(2028, 2033):
        used = Persons(sum(cycles))
        cycles.append(credit_for_year(credit=credit, year=year, used=used).count)
    return cycles


def due(given: Given) -> int:
    names = ("fixed", "alternative_pledged", "alternative_agreed", "deducted", "offsets_value")
    return whole(amount_due(**euros(given, *names)).amount)


QUESTIONS: dict[str, Callable[[Given], object]] = {
    "value of one relocation": lambda given: whole(
        art12.value_of_one_relocation(
            Persons(given["relocations_min"]), Euro.whole(given["financial_min_eur"])
        )
    ),
    "ratio kept": lambda given: art12.is_ratio_kept(
        **persons(given, "relocations"), **euros(given, "financial", "value")
    ),
    "proposal not below the minima": proposal_not_below,
    "proposal restricted": lambda given: art12.is_restricted(
        act_adopted=date.fromisoformat(given["act_adopted"]),
        on=date.fromisoformat(given["on"]),
    ),
    "persons a contribution stands for": in_persons,
    "fair share in persons": lambda given: (
        art57.fair_share_units(
            share=share_from_percent(given["share_percent"]),
            reference=Persons(given["reference"]),
            rounding=Rounding(given["rounding"]),
        ).count
    ),
    "fair share in money": lambda given: whole(
        art57.fair_share_money(
            units=Persons(given["persons"]), value=Euro.whole(given["value_eur"])
        )
    ),
    "reference key": key,
    "shortfall": lambda given: art57.shortfall(
        fair_share=Persons(given["fair_share"]), pledged_units=in_persons(given)
    ),
    "relocations to implement": relocations_to_implement,
    "may use the Pool by saying so": pool_by_saying_so,
    "may ask for a deduction because of pressure": lambda given: art61.may_request(**given),
    "deduction has effect": lambda given: art61.is_effective(**given),
    "owed towards this state": lambda given: art60.is_owed_towards(**given),
    "one draw shared": one_draw,
    "deviation from the indicative percentage, in percentage points": deviation,
    "offsets may be requested": lambda given: art63.may_request_offsets(
        **persons(given, "relocation_pledges", "proposed")
    ),
    "offsets may be offered by own share": lambda given: art63.may_offer_by_own_share(
        **persons(given, "relocations_pledged", "fair_share")
    ),
    "target": lambda given: art63.target(**persons(given, *given)).count,
    "offsets are mandatory": mandatory,
    "gap": lambda given: art63.gap(**persons(given, *given)).count,
    "limit of one state": lambda given: (
        art63.cap(**persons(given, "fair_share", "relocations", "offsets_taken")).count
    ),
    "gap shared": gap_shared,
    "offsets to make up": lambda given: art63.make_up(**persons(given, *given)).count,
    "what keeps it from being offset": refusals,
    "alternative measures that become money": lambda given: whole(
        art57.unrequested_alternative(**euros(given, "pledged", "requested"))
    ),
    "alternative measure may start": lambda given: art65.may_start(**given),
    "rest of a measure delivered in part": lambda given: whole(
        art65.under_delivered(**euros(given, "agreed", "delivered"))
    ),
    "amount due": due,
    "crisis credit for each of five cycles": five_cycles,
    "last day": lambda given: str(
        clock(given["clock"]).run(date.fromisoformat(given["start"]), None).last_day
    ),
}


def cases() -> list[Any]:
    return [
        pytest.param(case, id=f"{name}: {case['says']}")
        for name in FILES
        for case in json.loads((VECTORS / f"{name}.json").read_text(encoding="utf-8"))["cases"]
    ]


@pytest.mark.parametrize("case", cases())
def test_the_answer_is_the_expected_one(case: Mapping[str, Any]) -> None:
    assert QUESTIONS[case["question"]](case["given"]) == case["expected"]


def test_every_question_is_asked_and_every_case_cites_its_provision() -> None:
    asked = [case.values[0] for case in cases()]
    assert {case["question"] for case in asked} == set(QUESTIONS)
    assert all(case["provision"].startswith("Art. ") for case in asked)
