"""Guards: each refuses with its own error and provision."""

from dataclasses import dataclass
from datetime import date

import pytest

from solidarity.cycle import guards
from solidarity.cycle.s01_report import MechanismMet
from solidarity.errors import InputError, LateAct, NotEntitled, NotLawful, WrongStation
from solidarity.terms.citations import Art
from solidarity.terms.quantities import Euro, Kind, Persons

SOURCE = Art(57, 3)


@pytest.mark.parametrize(
    ("guard", "error"),
    [
        (guards.lawful, NotLawful),
        (guards.in_turn, WrongStation),
        (guards.in_time, LateAct),
        (guards.entitled, NotEntitled),
    ],
)
def test_refuses_only_what_does_not_hold(guard, error):
    guard(True, "fine", SOURCE)
    with pytest.raises(error, match="not so") as refused:
        guard(False, "not so", SOURCE)
    assert refused.value.source == SOURCE
    assert type(refused.value) is error


def test_unreadable_names_the_provision():
    guards.readable(True, "fine", "this", SOURCE)
    with pytest.raises(InputError) as refused:
        guards.readable(False, "that", "this", SOURCE)
    assert refused.value.problems[0].source == SOURCE


@pytest.mark.parametrize(("code", "source"), [("DK", SOURCE), ("LI", Art(13, 1))])
def test_only_bound_states_pass(code, source):
    with pytest.raises(NotEntitled) as refused:
        guards.bound_state(code, date(2026, 1, 1), source=SOURCE)
    assert refused.value.source == source
    assert guards.bound_state("gr", date(2026, 1, 1), SOURCE).code == "EL"


def test_ireland_is_bound_from_its_day():
    with pytest.raises(NotEntitled):
        guards.bound_state("IE", date(2024, 7, 30), SOURCE)
    assert guards.bound_state("IE", date(2024, 7, 31), SOURCE).code == "IE"


@pytest.mark.parametrize(
    ("kind", "amount"),
    [
        (Kind.RELOCATION, Euro(1)),
        (Kind.FINANCIAL, Persons(1)),
        (Kind.ALTERNATIVE, Persons(1)),
        (Kind.RELOCATION, Persons(-1)),
        (Kind.ALTERNATIVE, Euro(-1)),
    ],
)
def test_unit_and_sign_fit_the_kind(kind, amount):
    with pytest.raises(InputError):
        guards.in_unit_of(kind, amount, SOURCE)
    guards.in_unit_of(Kind.RELOCATION, Persons(0), SOURCE)
    guards.in_unit_of(Kind.FINANCIAL, Euro(0), SOURCE)


@pytest.mark.parametrize("amount", [Persons(0), Euro(-1)])
def test_something_is_more_than_nothing(amount):
    with pytest.raises(InputError, match="more than 0"):
        guards.positive(amount, SOURCE)
    guards.positive(Euro(1), SOURCE)


def test_names_for_sentences():
    assert [guards.name_of(code) for code in ("NO", "EL")] == ["Norway", "Greece"]
    with pytest.raises(InputError):
        guards.name_of("XX")


def test_records_a_command_with_what_was_checked():
    @dataclass(frozen=True)
    class Meet:
        on: date

    day = date(2026, 7, 1)
    assert guards.recorded(MechanismMet, Meet(day)) == MechanismMet(day)
    other = date(2026, 7, 2)
    assert guards.recorded(MechanismMet, Meet(day), on=other) == MechanismMet(other)


@pytest.mark.parametrize("identifier", ["", " ", "a1"])
def test_identifiers_are_new(identifier):
    with pytest.raises(InputError):
        guards.new_identifier(identifier, {"a1"})
    guards.new_identifier("a2", {"a1"})
