"""
Events by the million: what `codec.decode` does, several times faster.

Each class gets a reader of its own. It looks at the *shape* of an object (the types of its members)
and reads a shape it has not met with `decode`; what passes there needs no second look. Texts that
come again and again, such as days, kinds and sources, are read once and remembered. Whatever does
not fit is given to `decode`, which says what is wrong with it: so both agree on everything `encode`
can have written. A member that stands twice is noticed by `decode` and by `verify`, not here.
"""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Callable, Iterable, Iterator
from datetime import date, datetime
from enum import Enum
from fractions import Fraction
from operator import itemgetter
from types import NoneType, UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints

from solidarity.ledger.codec import INT_MAX, Form, Misfit, decode, form_of, parse
from solidarity.ledger.events import Event, event_class
from solidarity.terms.quantities import Euro, Persons

MEMORY_MAX = 65_536
"""How many values of one field a reader remembers before it begins anew."""

Reader = Callable[[str], Event]
Member = Callable[[Any], Any]

_scan = json.JSONDecoder().raw_decode
_UNIT = {"persons": Persons, "cents": Euro}


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
    fields = [field.name for field in dataclasses.fields(kind)]
    members = _picker(fields)
    readers = [(place, _member(hints[field])) for place, field in enumerate(fields)]
    converted = [(place, reader) for place, reader in readers if reader is not None]
    shapes: set[tuple[type, ...]] = set()
    size = len(fields)

    def read(text: str) -> Event:
        try:
            found, end = _scan(text)
            values = members(found)
            shape = (type(found), *map(type, values))
            # \u escapes a control character or half a character: left to the careful reading
            if shape in shapes and len(found) == size and end == len(text) and "\\u" not in text:
                for place, reader in converted:
                    values[place] = reader(values[place])
                return kind(*values)
        except (AttributeError, KeyError, TypeError, ValueError, RecursionError, Misfit):
            return decode(name, parse(text))
        event = decode(name, parse(text))
        shapes.add(shape)
        return event

    return read


def _picker(names: list[str]) -> Callable[[Any], list[Any]]:
    """Give the members of an object in the order of the names."""
    if len(names) > 1:
        pick = itemgetter(*names)
        return lambda found: list(pick(found))
    return lambda found: [found[name] for name in names]


def _member(kind: Any) -> Member | None:  # noqa: ANN401 - an annotation
    """Say how a member is read once its JSON type is right; None: it is what it is."""
    if kind in (str, bool, NoneType):
        return None
    form = form_of(kind)
    if _is_text(kind):
        return _Memory(form.read).__getitem__
    kinds = _alternatives(kind)
    if kinds <= {Persons, Euro}:
        return _amount_reader(form, [_UNIT_OF[each] for each in kinds])
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
    def read(written: Any) -> Any:  # noqa: ANN401 - an amount or None
        if written.__class__ is dict and len(written) == 1:
            for unit in units:
                number = written.get(unit)
                if number.__class__ is int and -INT_MAX <= number <= INT_MAX:
                    return _UNIT[unit](number)
        return form.read(written)

    return read


def _texts_reader(form: Form, names: list[str]) -> Member:
    """Read an object whose members are all texts, remembering it by them."""
    pick = itemgetter(*names)
    size = len(names)
    memory = _Memory(lambda texts: form.read(dict(zip(names, texts, strict=True))))

    def read(written: Any) -> Any:  # noqa: ANN401 - an object or what is wrong with it
        return memory[pick(written)] if len(written) == size else form.read(written)

    return read


_UNIT_OF = {kind: unit for unit, kind in _UNIT.items()}
