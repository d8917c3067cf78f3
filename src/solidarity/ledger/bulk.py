"""
Events by the million: what `codec` does, several times faster.

Each class gets a reader and a writer of its own, made of the forms of `codec`. What comes again and
again, such as codes, days, kinds, amounts and sources, is worked out once and remembered.
Whatever does not fit is given to `codec`, which says what is wrong with it: so both agree on
everything.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Callable, Iterable, Iterator
from datetime import date, datetime
from enum import Enum
from fractions import Fraction
from operator import attrgetter
from types import MemberDescriptorType, NoneType, UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints

from solidarity.errors import InputError
from solidarity.ledger.canonical import canonical, parse
from solidarity.ledger.codec import Misfit, decode, encode, form_of
from solidarity.ledger.events import Event, event_class
from solidarity.terms.quantities import Euro, Persons

MEMORY_MAX = 65_536
"""How many values of one field a reader remembers before it begins anew."""

TEXT_MAX = 1_000
"""Longer texts are not remembered."""

Reader = Callable[[str], Event]
Writer = Callable[[Any], str]
Member = Callable[[Any], Any]
Builder = Callable[[re.Match[str]], Event]

_VALUE = r'"[^"]*+"|\{[^{}]*+\}|[^"\[\]{},]++'
"""Text, an object without others inside, a number or word; other values are left to `decode`.

Nothing is tried twice, so that no text, however hostile, takes long.
"""


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
    names = [field.name for field in dataclasses.fields(kind)]
    pattern = re.compile(_layout(names))
    members = [(name, _Memory(_piece_reader(hints[name])).__getitem__) for name in names]
    build = _slot_builder(kind, members) or _plain_builder(kind, members)

    def read(text: str) -> Event:
        found = pattern.fullmatch(text)
        if found is not None:
            try:
                return build(found)
            except (InputError, Misfit):
                pass  # said below, with the name of the field
        return decode(name, parse(text))

    return read


def _layout(names: list[str]) -> str:
    """
    Give the pattern of an event's canonical JSON, one group for each member.

    Wherever the pattern cuts: if every piece is a JSON value, the whole is the object with exactly
    these members; if one is not, the text is read otherwise.
    """
    return r"\{" + ",".join(f'"{name}":(?P<{name}>{_VALUE})' for name in sorted(names)) + r"\}"


def _piece_reader(kind: Any) -> Member:  # noqa: ANN401 - an annotation
    """Read one member from its JSON."""
    form = form_of(kind)
    return lambda text: form.read(parse(text))


def _plain_builder(kind: type[Event], members: list[tuple[str, Member]]) -> Builder:
    return lambda found: kind(*[read(found[name]) for name, read in members])


def _slot_builder(kind: type[Event], members: list[tuple[str, Member]]) -> Builder | None:
    """Fill the slots of a class one by one: what its constructor does, in half the time."""
    slots: list[Any] = [getattr(kind, name, None) for name, _ in members]
    if hasattr(kind, "__post_init__") or not all(
        isinstance(slot, MemberDescriptorType) for slot in slots
    ):
        return None
    puts = {name: (read, slot.__set__) for (name, read), slot in zip(members, slots, strict=True)}
    plan = [puts[name] for name in sorted(puts)]
    new = object.__new__

    def build(found: re.Match[str]) -> Event:
        event = new(kind)
        for (read, put), piece in zip(plan, found.groups(), strict=True):
            put(event, read(piece))
        return event

    return build


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
        if not isinstance(written, str) or len(written) <= TEXT_MAX:
            self[written] = value
        return value


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
