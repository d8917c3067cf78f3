"""Reading by the million agrees with `decode` on everything `encode` can have written."""

import dataclasses
import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any
from unittest import mock

import pytest
from hypothesis import given
from hypothesis import strategies as st

from solidarity.errors import InputError, OutOfScope
from solidarity.ledger import bulk, events
from solidarity.ledger.bulk import event_reader, read_events, write_event
from solidarity.ledger.canonical import canonical
from solidarity.ledger.codec import decode, encode
from solidarity.ledger.events import Event, Withdrawn, event, event_classes
from solidarity.terms.findings import Source
from solidarity.terms.quantities import Euro, Kind, Persons

Strategies = Callable[[Any], st.SearchStrategy[Any]]


@dataclass(frozen=True, slots=True)
class Single:
    only: str


@event
@dataclass(frozen=True, slots=True)
class Delivered(Event):
    """An event with what deliveries carry."""

    state: str
    kind: Kind
    amount: Persons | Euro | None
    persons: Persons
    on: date | None
    number: int
    yes: bool
    single: Single
    pairs: tuple[tuple[str, str], ...]
    source: Source
    beside: Source | None


@event
@dataclass(frozen=True, slots=True)
class Nothing(Event):
    """An event without fields."""


EXAMPLE = Delivered(
    "FR",
    Kind.RELOCATION,
    Persons(1),
    Persons(1),
    date(2026, 1, 1),
    1,
    True,
    Single("x"),
    (("a", "b"),),
    Source("Council act"),
    None,
)
WRITTEN = encode(EXAMPLE)

CHANGES: list[tuple[str, object]] = [
    ("state", 1),
    ("state", None),
    ("state", "end\0"),
    ("state", ["FR"]),
    ("kind", "quantity"),
    ("amount", {"persons": True}),
    ("amount", {"persons": 2**60}),
    ("amount", {"persons": 1, "cents": 1}),
    ("amount", {"cents": "1"}),
    ("amount", 1),
    ("persons", None),
    ("persons", {"cents": 1}),
    ("on", "20260101"),
    ("number", True),
    ("yes", 1),
    ("single", {"only": 1}),
    ("pairs", [["a"]]),
    ("source", None),
    ("source", []),
    ("source", {"title": "Council act"}),
    ("source", {**encode(EXAMPLE)["source"], "title": ["x"]}),  # type: ignore[dict-item]
    ("source", {**encode(EXAMPLE)["source"], "page": "1"}),  # type: ignore[dict-item]
    ("beside", 5),
    ("unknown", 5),
]


class TestAgreement:
    """Both ways of reading give the same event, or refuse in the same words."""

    @given(st.data())
    def test_every_registered_event(self, values_of: Strategies, data: st.DataObject) -> None:
        kinds = st.sampled_from(sorted(event_classes().values(), key=lambda kind: kind.__name__))
        happened = data.draw(st.lists(kinds.flatmap(values_of), max_size=8))
        rows = [(type(one).__name__, canonical(encode(one))) for one in happened]
        assert list(read_events(rows)) == happened

    @given(st.data())
    def test_one_reader_for_many_events(self, values_of: Strategies, data: st.DataObject) -> None:
        read = event_reader("Delivered")
        for happened in data.draw(st.lists(values_of(Delivered), max_size=8)):
            found = read(canonical(encode(happened)))
            assert found == happened
            assert type(found) is Delivered

    @pytest.mark.parametrize(("field", "value"), CHANGES)
    def test_the_same_refusal(self, field: str, value: object) -> None:
        payload = {**WRITTEN, field: value}
        with pytest.raises(InputError) as careful:
            decode("Delivered", payload)
        read = event_reader("Delivered")
        assert read(canonical(WRITTEN)) == EXAMPLE
        with pytest.raises(InputError) as fast:
            read(json.dumps(payload))
        assert str(fast.value) == str(careful.value)

    @pytest.mark.parametrize("name", ["Delivered", "Withdrawn", "Nothing"])
    @pytest.mark.parametrize("text", ["", "[]", "5", "null", '"why"', "{} {}", "[" * 10**5])
    def test_what_is_no_event(self, name: str, text: str) -> None:
        with pytest.raises(InputError):
            event_reader(name)(text)

    def test_a_missing_field(self) -> None:
        payload = {name: value for name, value in WRITTEN.items() if name != "state"}
        for text in (canonical(payload), canonical({**payload, "states": "FR"})):
            with pytest.raises(InputError, match=r"Delivered\.state is missing"):
                event_reader("Delivered")(text)

    def test_a_piece_that_is_no_value(self) -> None:
        with pytest.raises(InputError, match="not JSON"):
            event_reader("Withdrawn")('{"why":nothing}')

    def test_hostile_text_takes_no_longer(self) -> None:
        hostile = '{"amount":' + ',"kind":'.join(['{"persons":1}'] * 20_000)
        with pytest.raises(InputError, match="not JSON"):
            event_reader("Delivered")(hostile)

    def test_spelled_otherwise(self) -> None:
        assert event_reader("Withdrawn")('  {"why": "x"}\n') == Withdrawn("x")

    def test_without_fields(self) -> None:
        assert event_reader("Nothing")("{}") == Nothing()

    def test_an_unknown_event(self) -> None:
        with pytest.raises(OutOfScope):
            list(read_events([("Abolished", "{}")]))


WRONG_VALUES: list[tuple[str, object]] = [
    ("state", 1),
    ("state", "end\0"),
    ("state", ["FR"]),
    ("kind", "relocation"),
    ("amount", 1),
    ("amount", Persons(True)),
    ("amount", Euro(1.0)),  # type: ignore[arg-type]
    ("amount", Persons(2**60)),
    ("persons", None),
    ("persons", Euro(1)),
    ("on", datetime(2026, 1, 1, tzinfo=UTC)),
    ("number", True),
    ("number", 1.0),
    ("yes", 1),
    ("single", Single(1)),  # type: ignore[arg-type]
    ("pairs", (("a", 1),)),
    ("pairs", [("a", "b")]),
    ("source", None),
    ("source", Source(["Council act"])),  # type: ignore[arg-type]
    ("source", Source("Council act", "end\0")),
    ("beside", 5),
]


class TestWriting:
    """Both ways of writing give the same text, or refuse in the same words."""

    @given(st.data())
    def test_every_registered_event(self, values_of: Strategies, data: st.DataObject) -> None:
        kinds = st.sampled_from(sorted(event_classes().values(), key=lambda kind: kind.__name__))
        for happened in data.draw(st.lists(kinds.flatmap(values_of), max_size=8)):
            assert write_event(happened) == canonical(encode(happened))

    @given(st.data())
    def test_one_writer_for_many_events(self, values_of: Strategies, data: st.DataObject) -> None:
        for happened in data.draw(st.lists(values_of(Delivered), max_size=8)):
            assert write_event(happened) == canonical(encode(happened))

    @pytest.mark.parametrize(("field", "value"), WRONG_VALUES)
    def test_the_same_refusal(self, field: str, value: object) -> None:
        assert write_event(EXAMPLE) == canonical(WRITTEN)
        wrong = dataclasses.replace(EXAMPLE, **{field: value})  # type: ignore[arg-type]
        with pytest.raises(InputError) as careful:
            encode(wrong)
        with pytest.raises(InputError) as fast:
            write_event(wrong)
        assert str(fast.value) == str(careful.value)

    def test_without_fields(self) -> None:
        assert write_event(Nothing()) == "{}"

    def test_nobody_could_read_it_back(self) -> None:
        stranger = dataclasses.make_dataclass("Withdrawn", [], bases=(Event,), frozen=True)
        with pytest.raises(OutOfScope):
            write_event(stranger())


class TestMemory:
    """What is remembered is bounded."""

    def test_more_than_is_remembered(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(bulk, "MEMORY_MAX", 3)
        read = event_reader("Withdrawn")
        monkeypatch.setattr(bulk, "TEXT_MAX", 4)
        said = ["a longer text", *(str(number % 5) for number in range(20))]
        assert [read(canonical({"why": why})) for why in said] == [Withdrawn(why) for why in said]


class TestConstructors:
    """A class whose constructor does more than fill its slots is built by its constructor."""

    def test_a_class_that_looks_at_what_it_gets(self) -> None:
        @dataclass(frozen=True, slots=True)
        class Looking(Event):
            text: str

            def __post_init__(self) -> None:
                object.__setattr__(self, "text", self.text.upper())

        with mock.patch.dict(events._EVENTS, {"Looking": Looking}):
            assert event_reader("Looking")('{"text":"a"}') == Looking("A")

    def test_a_class_without_slots(self) -> None:
        loose = dataclasses.make_dataclass("Loose", [("text", str)], bases=(Event,), frozen=True)
        with mock.patch.dict(events._EVENTS, {"Loose": loose}):
            assert event_reader("Loose")('{"text":"a"}') == loose("a")
