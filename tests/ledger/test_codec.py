"""Events as JSON and back: exact, strict, one way to write each value."""

import dataclasses
import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, timezone
from enum import Enum
from fractions import Fraction
from types import NoneType
from typing import Any
from unittest import mock

import pytest
from hypothesis import given
from hypothesis import strategies as st

from solidarity.errors import InputError, InvariantBroken, OutOfScope
from solidarity.ledger import events
from solidarity.ledger.canonical import parse
from solidarity.ledger.codec import (
    INT_MAX,
    decode,
    encode,
    form_of,
    moment,
    read_value,
    write_value,
)
from solidarity.ledger.events import Event, Withdrawn, event, event_class, event_classes
from solidarity.terms.citations import Act, Art
from solidarity.terms.findings import Source
from solidarity.terms.quantities import Euro, Kind, Persons

Strategies = Callable[[Any], st.SearchStrategy[Any]]
TYPES = (
    *(str, int, bool, date, datetime, Fraction, Persons, Euro, Kind, Source, Art, Act),
    *(Persons | Euro, Persons | Euro | None, str | None, Kind | None, date | None, int | None),
    *(tuple[str, ...], tuple[str, str], tuple[tuple[Kind, Persons | Euro], ...]),
    *(tuple[Source, ...], tuple[str, ...] | None, Source | None),
)


@event
@dataclass(frozen=True, slots=True)
class Everything(Event):
    """An event with one field of every form."""

    text: str
    number: int
    yes: bool
    day: date
    at: datetime
    persons: Persons
    money: Euro
    amount: Persons | Euro | None
    share: Fraction
    kind: Kind
    act: Act
    source: Source
    shares: tuple[tuple[str, Euro], ...]
    pair: tuple[str, int]
    until: date | None


EXAMPLE = Everything(
    "Ž €",
    3,
    True,
    date(2026, 1, 31),
    datetime(2026, 1, 31, 10, tzinfo=timezone(timedelta(hours=1))),
    Persons(21000),
    Euro.whole(420_000_000),
    Persons(5),
    Fraction(160021, 1000000),
    Kind.RELOCATION,
    Act.CRISIS,
    Source("Council act"),
    (("FR", Euro(1)),),
    ("a", 1),
    None,
)

WRITTEN = {
    "text": "Ž €",
    "number": 3,
    "yes": True,
    "day": "2026-01-31",
    "at": "2026-01-31T09:00:00.000000Z",
    "persons": {"persons": 21000},
    "money": {"cents": 42_000_000_000},
    "amount": {"persons": 5},
    "share": "160021/1000000",
    "kind": "relocation",
    "act": "CRISIS",
    "source": {"title": "Council act", "url": "", "confidence": "", "retrieved": "", "note": ""},
    "shares": [["FR", {"cents": 1}]],
    "pair": ["a", 1],
    "until": None,
}

WRONG = [
    ("text", 5, "text"),
    ("text", None, "text"),
    ("text", "half \ud800", "surrogates"),
    ("text", "end\0", "NUL"),
    ("number", True, "whole number"),
    ("number", 1.0, "whole number"),
    ("number", "1", "whole number"),
    ("number", INT_MAX + 1, "2**53"),
    ("yes", 1, "true or false"),
    ("day", "20260131", "2026-01-31"),
    ("day", "2026-W05-6", "2026-01-31"),
    ("day", "2026-02-30", "2026-01-31"),
    ("day", 20260131, "text"),
    ("at", "2026-01-31T09:00:00Z", "000000Z"),
    ("at", "2026-01-31T09:00:00.000000+01:00", "000000Z"),
    ("at", "2026-01-31T09:00:00.000000", "000000Z"),
    ("at", "soon", "000000Z"),
    ("persons", 21000, "persons"),
    ("persons", {"cents": 1}, "persons"),
    ("persons", {"persons": 1, "cents": 1}, "persons"),
    ("persons.persons", {"persons": "1"}, "whole number"),
    ("money.cents", {"cents": 1.5}, "whole number"),
    ("amount", {}, "an amount"),
    ("amount", 5, "an amount"),
    ("amount", {"units": 5}, "an amount"),
    ("amount.cents", {"cents": None}, "whole number"),
    ("share", "1", "lowest terms"),
    ("share", "2/4", "lowest terms"),
    ("share", "1/0", "lowest terms"),
    ("share", "١/٢", "lowest terms"),
    ("share", "1/" + "9" * 500, "lowest terms"),
    ("share", 0.5, "text"),
    ("kind", "quantity", "relocation"),
    ("kind", None, "text"),
    ("act", "reg/2024/1359", "CRISIS"),
    ("source", "Council act", "fields of Source"),
    ("source", [], "fields of Source"),
    ("source.title", {**WRITTEN["source"], "title": 1}, "text"),  # type: ignore[dict-item]
    ("source.url", {"title": "Council act"}, "a value"),
    ("source.page", {**WRITTEN["source"], "page": 1}, "one of title"),  # type: ignore[dict-item]
    ("shares", {"FR": 1}, "a list"),
    ("shares[0]", [["FR"]], "a list of 2"),
    ("shares[0]", ["FR"], "a list of 2"),
    ("shares[0][0]", [[1, {"cents": 1}]], "text"),
    ("shares[1][1].cents", [["FR", {"cents": 1}], ["IT", {"cents": "1"}]], "whole number"),
    ("pair[1]", ["a", "b"], "whole number"),
    ("until", "tomorrow", "2026-01-31"),
]

WRONG_VALUES = [
    ("text", 5, "text"),
    ("number", True, "whole number"),
    ("number", 2**60, "2**53"),
    pytest.param("number", 10**5000, "2**53", id="huge"),
    ("day", datetime(2026, 1, 1, tzinfo=UTC), "a date"),
    ("at", datetime(2026, 1, 1), "offset"),  # noqa: DTZ001 - that is what is refused
    ("at", date(2026, 1, 1), "offset"),
    ("at", datetime(1, 1, 1, tzinfo=timezone(timedelta(hours=5))), "between"),
    ("persons", 5, "persons"),
    ("persons", Euro(5), "persons"),
    ("persons.persons", Persons(2**53), "2**53"),
    ("money", Persons(5), "cents"),
    ("money.cents", Euro(5.5), "whole number"),  # type: ignore[arg-type]
    ("amount", 5, "an amount"),
    ("share", 0.5, "exact fraction"),
    ("share", Fraction(1, 10**400), "400 digits"),
    ("kind", "relocation", "relocation"),
    ("source", "Council act", "a Source"),
    ("shares", [("FR", Euro(1))], "a list"),
    ("shares[0]", (("FR",),), "a list of 2"),
    ("pair", "ab", "a list of 2"),
]


class TestWriting:
    """Each value is written in one way."""

    def test_every_form(self) -> None:
        assert encode(EXAMPLE) == WRITTEN
        assert list(encode(EXAMPLE)) == list(WRITTEN)

    @pytest.mark.parametrize(("path", "value", "expected"), WRONG_VALUES)
    def test_a_value_of_another_type(self, path: str, value: object, expected: str) -> None:
        field = path.split(".", maxsplit=1)[0].split("[", maxsplit=1)[0]
        with pytest.raises(InputError) as caught:
            encode(dataclasses.replace(EXAMPLE, **{field: value}))  # type: ignore[arg-type]
        (problem,) = caught.value.problems
        assert problem.column == path
        assert f"Everything.{path} is" in problem.what
        assert expected in problem.expected
        assert len(str(problem)) < 300

    def test_a_moment_needs_an_offset(self) -> None:
        assert moment(datetime(2026, 1, 1, tzinfo=UTC)) == "2026-01-01T00:00:00.000000Z"
        with pytest.raises(InputError, match="offset"):
            moment(datetime(2026, 1, 1))  # noqa: DTZ001 - that is what is refused

    def test_single_values(self) -> None:
        assert write_value("on", date, date(2026, 1, 1)) == "2026-01-01"
        assert read_value("on", date, "2026-01-01") == date(2026, 1, 1)
        with pytest.raises(InputError, match="on is 5"):
            write_value("on", date, 5)
        with pytest.raises(InputError, match="on is 5"):
            read_value("on", date, 5)


class TestReading:
    """What writing would not have produced is refused, and the field is named."""

    def test_every_form(self) -> None:
        assert decode("Everything", json.loads(json.dumps(WRITTEN))) == EXAMPLE

    @pytest.mark.parametrize(("path", "value", "expected"), WRONG)
    def test_another_type(self, path: str, value: object, expected: str) -> None:
        field = path.split(".", maxsplit=1)[0].split("[", maxsplit=1)[0]
        with pytest.raises(InputError) as caught:
            decode("Everything", {**WRITTEN, field: value})
        (problem,) = caught.value.problems
        assert problem.column == path
        assert f"Everything.{path} is" in problem.what
        assert expected in problem.expected
        assert len(str(problem)) < 300

    def test_a_missing_field(self) -> None:
        with pytest.raises(InputError, match=r"Everything\.day is missing"):
            decode("Everything", {k: v for k, v in WRITTEN.items() if k != "day"})

    def test_an_unknown_field(self) -> None:
        with pytest.raises(InputError, match=r"Everything\.colour is unknown"):
            decode("Everything", {**WRITTEN, "colour": "blue"})

    @pytest.mark.parametrize("payload", [None, [], "x", 5, {}, {"why": 1}])
    def test_another_thing_altogether(self, payload: object) -> None:
        with pytest.raises(InputError, match="Withdrawn"):
            decode("Withdrawn", payload)

    def test_an_unknown_event(self) -> None:
        with pytest.raises(OutOfScope, match='"Abolished"'):
            decode("Abolished", {})

    def test_something_deep_or_endless_is_shown_in_short(self) -> None:
        deep: list[Any] = []
        for _ in range(500):
            deep = [deep]
        for hostile in (deep, "x" * 10**6, ["y"] * 10**5):
            with pytest.raises(InputError) as caught:
                decode("Everything", {**WRITTEN, "number": hostile})
            assert len(str(caught.value)) < 300


class TestRegister:
    """Only registered events can be kept: nobody could read another one back."""

    def test_a_class_that_is_not_registered(self) -> None:
        @dataclass(frozen=True, slots=True)
        class Imagined(Event):
            pass

        with pytest.raises(OutOfScope):
            encode(Imagined())

    def test_a_class_of_the_same_name(self) -> None:
        stranger = dataclasses.make_dataclass("Withdrawn", [], bases=(Event,), frozen=True)
        with pytest.raises(OutOfScope, match="another event"):
            encode(stranger())
        with pytest.raises(InvariantBroken, match="two events"):
            event(stranger)

    def test_names(self) -> None:
        assert event_class("Withdrawn") is Withdrawn
        assert event_classes()["Everything"] is Everything


class TestTypesWithoutForm:
    """A type the journal could not read back is a fault of ours, noticed at once."""

    @dataclass
    class Loose:
        x: int

    class Plain:
        pass

    @pytest.mark.parametrize(
        "kind",
        [float, NoneType, dict[str, int], object, int | str, Persons | int, Any, Loose, Plain],
    )
    def test_refused(self, kind: Any) -> None:
        with pytest.raises(InvariantBroken, match="events cannot carry"):
            form_of(kind)


class TestParsing:
    """JSON is read strictly."""

    def test_plain(self) -> None:
        assert parse('{"a": [1, null, true, "é"]}') == {"a": [1, None, True, "é"]}

    @pytest.mark.parametrize(
        ("text", "why"),
        [
            ("", "not JSON"),
            ("{} {}", "not JSON"),
            ('{"a": 1, "a": 2}', "stands twice"),
            ("NaN", "NaN"),
            ("[-Infinity]", "Infinity"),
            ("9" * 5000, "as we write it"),
            ("[" * 100_000, "nested too deeply"),
        ],
    )
    def test_refused(self, text: str, why: str) -> None:
        with pytest.raises(InputError, match=why):
            parse(text)


class TestRoundTrip:
    """What is written is read back as it was, whatever the class."""

    @given(st.data())
    def test_every_registered_event(self, values_of: Strategies, data: st.DataObject) -> None:
        name, kind = data.draw(st.sampled_from(sorted(event_classes().items())))
        happened = data.draw(values_of(kind))
        through = json.loads(json.dumps(encode(happened)))
        assert decode(name, through) == happened
        assert encode(decode(name, through)) == through

    @given(st.data())
    def test_generated_classes(self, values_of: Strategies, data: st.DataObject) -> None:
        fields = data.draw(st.lists(st.sampled_from(TYPES), max_size=6))
        named = [(f"field{number}", kind) for number, kind in enumerate(fields)]
        kind = dataclasses.make_dataclass("Generated", named, bases=(Event,), frozen=True)
        happened = data.draw(values_of(kind))
        with mock.patch.dict(events._EVENTS, {"Generated": kind}):
            through = json.loads(json.dumps(encode(happened)))
            assert decode("Generated", through) == happened

    @given(st.data())
    def test_whatever_is_read_is_read_or_refused(self, data: st.DataObject) -> None:
        anything = st.recursive(
            st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
            lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
            max_leaves=8,
        )
        field = data.draw(st.sampled_from(sorted(WRITTEN)))
        payload = {**WRITTEN, field: data.draw(anything)}
        try:
            assert encode(decode("Everything", payload)) == payload
        except InputError as error:
            assert field in str(error)  # noqa: PT017 - either outcome is right


class Numbered(Enum):
    ONE = 1


def test_an_enum_of_numbers_is_written_by_name() -> None:
    assert form_of(Numbered).write(Numbered.ONE) == "ONE"
