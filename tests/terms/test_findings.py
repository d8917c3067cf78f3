"""Facts, findings, parameters and the register."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from solidarity.errors import InvariantBroken, OutOfScope
from solidarity.terms.citations import Art
from solidarity.terms.findings import (
    Basis,
    Coverage,
    Dated,
    Fact,
    Finding,
    Parameter,
    RegisterEntry,
    Source,
    find,
    find_known,
    not_encoded,
    parameter,
    provision_of,
    reading_of,
    register,
    rule,
    rules,
)

SOURCE = Source("a table")


@rule(Art(66), Art(12, 2), reading="R-005")
def whole_of(*, parts: tuple[int, ...] | Mapping[str, int], times: int = 1) -> int:
    """Add up parts."""
    return sum(parts.values() if isinstance(parts, Mapping) else parts) * times


@rule(Art(1))
def undocumented(*, value: int) -> int:
    return value


def fact(name: str, value: int | None) -> Fact[int | None]:
    return Fact(name, value, Basis.PUBLISHED if value is not None else Basis.UNKNOWN, SOURCE)


class TestRegister:
    def test_a_rule_is_entered_once_for_each_provision_and_not_changed(self) -> None:
        name = f"{__name__}.whole_of"
        assert rules()[name] is whole_of
        assert provision_of(whole_of) == Art(66)
        assert reading_of(whole_of) == "R-005"
        assert reading_of(undocumented) == ""
        entries = [entry for entry in register() if entry.where == name]
        assert entries == [
            RegisterEntry(Art(66), Coverage.ENCODED, name, "Add up parts."),
            RegisterEntry(Art(12, 2), Coverage.ENCODED, name, "Add up parts."),
        ]
        assert whole_of(parts=(1, 2)) == 3

    def test_two_rules_of_one_name_are_a_fault(self) -> None:
        with pytest.raises(InvariantBroken, match="two rules are called"):
            rule(Art(1))(whole_of)

    def test_a_rule_without_words_has_an_empty_note(self) -> None:
        entry = next(entry for entry in register() if entry.where.endswith("undocumented"))
        assert entry.note == ""
        assert undocumented(value=2) == 2

    def test_what_is_not_encoded_is_said(self) -> None:
        not_encoded(Art(999), Coverage.AUTHORITY, "", "a judgement")
        assert register()[-1] == RegisterEntry(Art(999), Coverage.AUTHORITY, "", "a judgement")

    def test_what_is_given_out_cannot_change_the_register(self) -> None:
        before = len(rules())
        dict(rules()).clear()
        assert len(rules()) == before

    def test_a_function_that_is_no_rule(self) -> None:
        with pytest.raises(KeyError):
            provision_of(len)


class TestFind:
    def test_the_finding_keeps_what_the_rule_was_given(self) -> None:
        one, two = fact("one", 1), fact("two", 2)
        found = find(
            whole_of,
            name="sum",
            text="It is {value}, {value} indeed.",
            unit="persons",
            given={"parts": (one, two)},
            settings={"times": 10},
        )
        assert found.value == 30
        assert found.facts == (one, two)
        assert found.source == Art(66)
        assert found.rule == f"{__name__}.whole_of"
        assert found.reading == "R-005"
        assert found.text == "It is 30, 30 indeed."
        assert found.unit == "persons"

    def test_a_mapping_of_facts(self) -> None:
        one, two = fact("one", 1), fact("two", 2)
        found = find(whole_of, name="sum", given={"parts": {"a": one, "b": two}})
        assert (found.value, found.facts) == (3, (one, two))

    def test_plain_values_pass_and_leave_no_fact(self) -> None:
        found = find(whole_of, name="sum", given={"parts": (1, fact("two", 2)), "times": 2})
        assert found.value == 6
        assert [leaf.name for leaf in found.facts] == ["two"]

    def test_findings_nest_down_to_the_fact(self) -> None:
        leaf = fact("leaf", 7)
        inner = find(undocumented, name="inner", given={"value": leaf})
        outer = find(whole_of, name="outer", given={"parts": (inner, inner)})
        assert outer.value == 14
        first = outer.facts[0]
        assert isinstance(first, Finding)
        assert first.facts == (leaf,)
        assert outer.text == ""

    @given(st.lists(st.integers(), max_size=8))
    def test_the_value_is_that_of_the_rule(self, numbers: list[int]) -> None:
        facts = tuple(fact(str(number), number) for number in numbers)
        assert find(whole_of, name="sum", given={"parts": facts}).value == sum(numbers)

    def test_only_a_rule_can_find(self) -> None:
        with pytest.raises(KeyError):
            find(abs, name="x", given={})


class TestFindKnown:
    def test_with_everything_known_it_is_find(self) -> None:
        given_ = {"parts": (fact("one", 1), fact("two", 2))}
        assert find_known(whole_of, name="sum", given=given_) == find(
            whole_of, name="sum", given=given_
        )

    def test_what_rests_on_the_unknown_is_unknown(self) -> None:
        facts = (fact("one", 1), fact("two", None), fact("two", None))
        found = find_known(whole_of, name="sum", given={"parts": facts}, unit="persons")
        assert found.value is None
        assert found.facts == facts
        assert found.text == "Not published: two."
        assert (found.source, found.reading, found.unit) == (Art(66), "R-005", "persons")


class TestParameter:
    old_and_new = Parameter(
        "limit",
        Art(12, 2),
        "persons",
        (
            Dated(1, date(2024, 1, 1), date(2024, 12, 31)),
            Dated(2, date(2025, 1, 1)),
        ),
    )

    @given(st.dates(date(2024, 1, 1), date(2100, 1, 1)))
    def test_each_day_has_one_value(self, day: date) -> None:
        assert self.old_and_new.on(day) == (1 if day.year == 2024 else 2)

    @given(st.integers(1, 10_000))
    def test_before_the_first_day_there_is_none(self, days: int) -> None:
        with pytest.raises(OutOfScope, match="limit: no value on"):
            self.old_and_new.on(date(2024, 1, 1) - timedelta(days=days))

    def test_a_period_that_ended_holds_no_more(self) -> None:
        ended = Dated(1, date(2024, 1, 1), date(2024, 12, 31))
        assert ended.holds(date(2024, 12, 31))
        assert not ended.holds(date(2025, 1, 1))
        assert not ended.holds(date(2023, 12, 31))

    def test_declared_it_stands_in_the_register_with_an_open_end(self) -> None:
        made = parameter("least", Art(998), 5, since=date(2024, 6, 11), unit="days")
        assert made.on(date(2999, 1, 1)) == 5
        assert register()[-1] == RegisterEntry(Art(998), Coverage.ENCODED, "", "parameter: least")

    def test_a_number_of_a_reading_is_not_passed_off_as_law(self):
        made = Parameter("margin", Art(998), "", (Dated(2, date(2024, 6, 11)),), reading="R-026")
        fact = made.fact(date(2026, 1, 1))
        assert fact.basis is Basis.COMPUTED
        assert fact.source is not None
        assert "reading R-026" in fact.source.title
        assert fact.source.confidence == "computed"
        assert all(entry.note != "parameter: margin" for entry in register())

    def test_as_a_fact_its_source_is_the_provision(self) -> None:
        found = self.old_and_new.fact(date(2025, 5, 5))
        assert (found.name, found.value, found.basis) == ("limit", 2, Basis.PUBLISHED)
        assert found.source is not None
        assert found.source.title == "Art. 12(2)"
        assert found.source.url == Art(12, 2).eli
        assert found.unit == "persons"
