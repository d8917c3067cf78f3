"""
Events by the million: what `codec` does, several times faster.

Each class gets a reader and a writer of its own, made of the forms of `codec`. What comes again and
again, such as codes, days, kinds, amounts and sources, is worked out once and remembered.
Whatever does not fit is given to `codec`, which says what is wrong with it: so both agree on
everything `encode` can have written. A member that stands twice is noticed by `decode` and by
`verify`, not here.
"""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Callable, Iterable, Iterator
from datetime import date, datetime
from enum import Enum
from fractions import Fraction
from functools import partial
from operator import attrgetter, itemgetter
from types import MemberDescriptorType, NoneType, UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints

from solidarity.ledger.canonical import canonical, parse
from solidarity.ledger.codec import Form, Misfit, decode, encode, form_of
from solidarity.ledger.events import Event, event_class
from solidarity.terms.quantities import Euro, Persons

MEMORY_MAX = 65_536
"""How many values of one field a reader remembers before it begins anew."""

Reader = Callable[[str], Event]
Writer = Callable[[Any], str]
Member = Callable[[Any], Any]
Builder = Callable[[dict[str, Any]], Event]

_scan = json.JSONDecoder().raw_decode
_UNITS = {Persons: "persons", Euro: "cents"}


def read_events(rows: Iterable[tuple[str, str]]) -> Iterator[Event]:
    """
    Read events, each from its name and its JSON.

    Args:
        rows: Name of the class and canonical JSON of the event, as the journal keeps them.

    Yields:
        The events, in order.

    Raises:
        OutOfScope: If this version knows no event of a name.
        InputError: If an event cannot be read; names the field.
    """
    readers: dict[str, Reader] = {}
    for name, text in rows:
        reader = readers.get(name)
        if reader is None:
            reader = readers[name] = event_reader(name)
        yield reader(text)


def event_reader(name: str) -> Reader:
    """
    Make the reader of one class.

    Raises:
        OutOfScope: If this version knows no event of that name.
    """
    kind = event_class(name)
    hints = get_type_hints(kind)
    members = {field.name: _member(hints[field.name]) for field in dataclasses.fields(kind)}
    build = _slot_builder(kind, members) or _plain_builder(kind, members)
    size = len(members)

    def read(text: str) -> Event:
        try:
            found, end = _scan(text)
            if found.__class__ is dict and len(found) == size and end == len(text):
                return build(found)
        except (KeyError, TypeError, ValueError, RecursionError, Misfit):
            pass  # said below, with the name of the field
        return decode(name, parse(text))

    return read


def _plain_builder(kind: type[Event], members: dict[str, Member]) -> Builder:
    return lambda found: kind(*[read(found[name]) for name, read in members.items()])


def _slot_builder(kind: type[Event], members: dict[str, Member]) -> Builder | None:
    """Fill the slots of a class one by one: what its constructor does, in half the time."""
    slots: list[Any] = [getattr(kind, name, None) for name in members]
    if hasattr(kind, "__post_init__") or not all(
        isinstance(slot, MemberDescriptorType) for slot in slots
    ):
        return None
    plan = [(n, read, slot.__set__) for (n, read), slot in zip(members.items(), slots, strict=True)]
    new = object.__new__

    def build(found: dict[str, Any]) -> Event:
        event = new(kind)
        for name, read, put in plan:
            put(event, read(found[name]))
        return event

    return build


def _member(kind: Any) -> Member:  # noqa: ANN401 - an annotation
    """Say how a member is read: from memory if it is made of text, as `decode` does otherwise."""
    form = form_of(kind)
    if _is_text(kind):
        return _Memory(form.read).__getitem__
    kinds = _alternatives(kind)
    if kinds <= {Persons, Euro}:
        return _amount_reader(form, [_UNITS[each] for each in kinds])
    if isinstance(kind, type) and dataclasses.is_dataclass(kind):
        hints = get_type_hints(kind)
        names = [field.name for field in dataclasses.fields(kind)]
        if len(names) > 1 and all(_is_text(hints[name]) for name in names):
            return _texts_reader(form, names)
    return form.read


def _is_text(kind: Any) -> bool:  # noqa: ANN401 - an annotation
    """Tell whether a type is written as text, or as null."""
    return all(
        each in (str, date, datetime, Fraction)
        or (isinstance(each, type) and issubclass(each, Enum))
        for each in _alternatives(kind)
    )


def _alternatives(kind: Any) -> set[Any]:  # noqa: ANN401 - an annotation
    """Give the types a union joins, without None; of anything else, itself."""
    if get_origin(kind) in (UnionType, Union):
        return set(get_args(kind)) - {NoneType}
    return {kind}


class _Memory(dict[Any, Any]):
    """What was read from a text before; reads what is new."""

    def __init__(self, read: Member) -> None:
        super().__init__()
        self._read = read

    def __missing__(self, written: Any) -> Any:  # noqa: ANN401 - any text, any value
        value = self._read(written)
        if len(self) >= MEMORY_MAX:
            self.clear()
        self[written] = value
        return value


def _amount_reader(form: Form, units: list[str]) -> Member:
    """Read an amount, remembering it by its unit and number."""
    memories = [(unit, _Memory(partial(_read_number, form, unit))) for unit in units]

    def read(written: Any) -> Any:  # noqa: ANN401 - an amount or None
        if written.__class__ is dict and len(written) == 1:
            for unit, memory in memories:
                number = written.get(unit)
                if number.__class__ is int:  # not True, which is the same key as 1
                    return memory[number]
        return form.read(written)

    return read


def _read_number(form: Form, unit: str, number: int) -> object:
    return form.read({unit: number})


def _texts_reader(form: Form, names: list[str]) -> Member:
    """Read an object whose members are all texts, remembering it by them."""
    pick = itemgetter(*names)
    size = len(names)
    memory = _Memory(lambda texts: form.read(dict(zip(names, texts, strict=True))))

    def read(written: Any) -> Any:  # noqa: ANN401 - an object or what is wrong with it
        return memory[pick(written)] if len(written) == size else form.read(written)

    return read


def write_event(event: Event) -> str:
    """
    Write an event as canonical JSON: `canonical(encode(event))`, remembering what comes again.

    Raises:
        OutOfScope: As `encode`.
        InputError: As `encode`.
    """
    writer = _WRITERS.get(type(event))
    if writer is None:
        encode(event)  # refuses a class that could not be read back
        writer = _WRITERS[type(event)] = _event_writer(type(event))
    return writer(event)


def _event_writer(kind: type[Event]) -> Writer:
    hints = get_type_hints(kind)
    names = sorted(field.name for field in dataclasses.fields(kind))
    if len(names) < 2:  # noqa: PLR2004 - with one name, attrgetter gives no tuple
        return lambda event: canonical(encode(event))
    pick = attrgetter(*names)
    writers = [_member_writer(hints[name]) for name in names]
    pattern = "{" + ",".join(f'"{name}":%s' for name in names) + "}"
    shapes: set[tuple[type, ...]] = set()

    def write(event: Event) -> str:
        values = pick(event)
        shape = tuple(map(type, values))
        if shape in shapes:  # each value is of the very type it should be, whatever equals it
            try:
                return pattern % tuple([w(value) for w, value in zip(writers, values, strict=True)])
            except (TypeError, Misfit):
                pass  # said below, with the name of the field
        text = canonical(encode(event))
        shapes.add(shape)
        return text

    return write


def _member_writer(kind: Any) -> Writer:  # noqa: ANN401 - an annotation
    """Say how a member is written once its type is right."""
    form = form_of(kind)

    def plain(value: Any) -> str:  # noqa: ANN401 - any type
        return canonical(form.write(value))

    if _is_text(kind):
        return _Memory(plain).__getitem__
    if _alternatives(kind) <= {Persons, Euro}:
        return _amount_writer(plain)
    if isinstance(kind, type) and dataclasses.is_dataclass(kind):
        names = [field.name for field in dataclasses.fields(kind)]
        if len(names) > 1 and all(hint is str for hint in get_type_hints(kind).values()):
            return _texts_writer(kind, names, plain)
    return plain


def _amount_writer(plain: Writer) -> Writer:
    memories = {
        Persons: _Memory(lambda number: plain(Persons(number))),
        Euro: _Memory(lambda number: plain(Euro(number))),
    }

    def write(value: Any) -> str:  # noqa: ANN401 - an amount or None
        if value is None:
            return "null"
        number = value.count if value.__class__ is Persons else value.cents
        return memories[value.__class__][number] if number.__class__ is int else plain(value)

    return write


def _texts_writer(kind: type, names: list[str], plain: Writer) -> Writer:
    """Write an object whose members are all texts, remembering it by them."""
    pick = attrgetter(*names)
    memory = _Memory(lambda texts: plain(kind(*texts)))
    return lambda value: memory[pick(value)]


_WRITERS: dict[type[Event], Writer] = {}
