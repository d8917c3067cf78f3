"""
Events as JSON and back: exact, strict, one way to write each value.

    str int bool None        as they are; whole numbers up to 2**53 - 1, which every reader keeps
    date                     "2026-01-31"
    datetime                 "2026-01-31T09:00:00.000000Z", always UTC, always six decimals
    Persons, Euro            {"persons": 21000}, {"cents": 42000000000}: the unit travels along
    Fraction                 "160021/1000000", in lowest terms
    Enum                     its value if the values are text, otherwise its name
    frozen dataclass         an object with exactly the fields of the class
    tuple                    a list
    X | None, Persons | Euro as X or null; as the unit says

Reading refuses what writing would not have produced: an unknown or missing field, another type,
another spelling of a date or a fraction. So a decoded event encodes to the same JSON again.
"""

from __future__ import annotations

import dataclasses
import re
import reprlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from enum import Enum
from fractions import Fraction
from functools import partial
from types import NoneType, UnionType
from typing import Any, TypeAlias, TypeVar, Union, get_args, get_origin, get_type_hints

from solidarity.errors import InputError, OutOfScope, Problem, hold
from solidarity.ledger.events import Event, event_class
from solidarity.terms.quantities import Euro, Persons

JSON: TypeAlias = "bool | int | str | list[JSON] | dict[str, JSON] | None"

T = TypeVar("T")

INT_MAX = 2**53 - 1
"""Largest whole number every JSON reader keeps exactly."""

_FRACTION = re.compile(r"-?[0-9]{1,400}/[1-9][0-9]{0,399}", re.ASCII)
_NAME_MAX = 60


class Misfit(Exception):
    """A value that is not of its type; the path to it grows while the exception rises."""

    def __init__(self, found: object, expected: str, *, word: str = "") -> None:
        self.found = word or _shown(found)
        self.expected = expected
        self.path = ""

    def inside(self, step: str) -> Misfit:
        """Prefix the path: the value was found inside this field or place."""
        joint = "." if self.path and not self.path.startswith("[") else ""
        self.path = f"{step}{joint}{self.path}"
        return self


@dataclass(frozen=True, slots=True)
class Form:
    """How the values of one type are written and read."""

    write: Callable[[Any], Any]
    read: Callable[[Any], Any]


def encode(event: Event) -> dict[str, JSON]:
    """
    Write an event as JSON.

    Args:
        event: An event of a registered class.

    Returns:
        One member per field of the class, in the order of the fields.

    Raises:
        OutOfScope: If its class is not in the register: nobody could read it back.
        InputError: If a field holds something its type does not allow; names the field.
    """
    name = type(event).__name__
    if event_class(name) is not type(event):
        raise OutOfScope(f'another event is registered as "{name}"')
    try:
        written: dict[str, JSON] = form_of(type(event)).write(event)
    except Misfit as misfit:
        raise _refusal(name, misfit) from None
    return written


def decode(name: str, payload: object) -> Event:
    """
    Read an event from JSON.

    Args:
        name: Name of the event class.
        payload: What a JSON parser made of it.

    Returns:
        The event.

    Raises:
        OutOfScope: If this version knows no event of that name.
        InputError: If a field is missing, unknown or of another type; names the field.
    """
    form = form_of(event_class(name))
    try:
        event: Event = form.read(payload)
    except Misfit as misfit:
        raise _refusal(name, misfit) from None
    return event


def form_of(kind: Any) -> Form:  # noqa: ANN401 - an annotation can be a class, a union, a tuple[…]
    """
    Say how a type is written and read; worked out once per type.

    Raises:
        InvariantBroken: If an event uses a type that has no form.
    """
    form = _FORMS.get(kind)
    if form is None:
        form = _FORMS[kind] = _new_form(kind)
    return form


def _new_form(kind: Any) -> Form:  # noqa: ANN401 - as above
    if get_origin(kind) is tuple:
        return _tuple_form(get_args(kind))
    if get_origin(kind) in (UnionType, Union):
        return _union_form(get_args(kind))
    if isinstance(kind, type) and issubclass(kind, Enum):
        return _enum_form(kind)
    parameters = getattr(kind, "__dataclass_params__", None)
    hold(
        parameters is not None and parameters.frozen,
        f"events cannot carry {kind}: it has no form in the journal",
    )
    return _dataclass_form(kind)


def moment(value: datetime) -> str:
    """
    Write a moment in UTC with six decimals: text that sorts as time does.

    Raises:
        InputError: If the moment has no offset from UTC.
    """
    return str(write_value("moment", datetime, value))


def write_value(name: str, kind: Any, value: object) -> JSON:  # noqa: ANN401 - as `form_of`
    """
    Write a single value as `encode` writes a field.

    Args:
        name: Name of the field, for the message.
        kind: A type that has a form.
        value: What was given.

    Returns:
        The value as JSON.

    Raises:
        InputError: If it is of another type.
    """
    try:
        written: JSON = form_of(kind).write(value)
    except Misfit as misfit:
        raise _refusal("", misfit.inside(name)) from None
    return written


def read_value(name: str, kind: type[T], written: object) -> T:
    """
    Read a single value as `decode` reads a field.

    Args:
        name: Name of the field, for the message.
        kind: A type that has a form.
        written: What a JSON parser made of it.

    Returns:
        The value.

    Raises:
        InputError: If it is of another type.
    """
    try:
        same: T = form_of(kind).read(written)
    except Misfit as misfit:
        raise _refusal("", misfit.inside(name)) from None
    return same


def _refusal(name: str, misfit: Misfit) -> InputError:
    where = ".".join(part for part in (name, misfit.path) if part)
    return InputError(Problem(f"{where} is {misfit.found}", misfit.expected, column=misfit.path))


def _shown(value: object) -> str:
    """Show a value that may be hostile: endless, deeply nested, or too large a number to print."""
    if isinstance(value, int) and abs(value) > INT_MAX:
        return "a number beyond 2**53"
    return reprlib.repr(value)


def _text(value: object) -> str:
    if type(value) is not str:
        raise Misfit(value, "text")
    if not value.isascii() and any("\ud800" <= mark <= "\udfff" for mark in value):
        raise Misfit(value, "text without lone surrogates")
    if "\0" in value:
        raise Misfit(value, "text without the character NUL")
    return value


def _whole(value: object) -> int:
    if type(value) is not int:
        raise Misfit(value, "a whole number")
    if not -INT_MAX <= value <= INT_MAX:
        raise Misfit(value, "a whole number of at most 2**53 - 1")
    return value


def _truth(value: object) -> bool:
    if type(value) is not bool:
        raise Misfit(value, "true or false")
    return value


def _write_date(value: object) -> str:
    if type(value) is not date:
        raise Misfit(value, "a date")
    return value.isoformat()


def _read_date(value: object) -> date:
    try:
        day = date.fromisoformat(_text(value))
    except ValueError:
        raise Misfit(value, "a date as 2026-01-31") from None
    if day.isoformat() != value:
        raise Misfit(value, "a date as 2026-01-31")
    return day


def _write_datetime(value: object) -> str:
    if type(value) is not datetime or value.utcoffset() is None:
        raise Misfit(value, "a moment with its offset from UTC")
    try:
        in_utc = value.astimezone(UTC)
    except OverflowError:
        raise Misfit(value, "a moment between the years 1 and 9999 in UTC") from None
    return in_utc.replace(tzinfo=None).isoformat(timespec="microseconds") + "Z"


def _read_datetime(value: object) -> datetime:
    expected = "a moment as 2026-01-31T09:00:00.000000Z"
    try:
        found = datetime.fromisoformat(_text(value))
    except ValueError:
        raise Misfit(value, expected) from None
    if found.tzinfo is not UTC or _write_datetime(found) != value:
        raise Misfit(value, expected)
    return found


def _write_fraction(value: object) -> str:
    if type(value) is not Fraction:
        raise Misfit(value, "an exact fraction")
    written = f"{value.numerator}/{value.denominator}"
    if _FRACTION.fullmatch(written) is None:
        raise Misfit(value, "a fraction of at most 400 digits")
    return written


def _read_fraction(value: object) -> Fraction:
    expected = 'an exact fraction in lowest terms as "1/3"'
    if _FRACTION.fullmatch(_text(value)) is None:
        raise Misfit(value, expected)
    found = Fraction(_text(value))
    if _write_fraction(found) != value:
        raise Misfit(value, expected)
    return found


def _write_persons(value: object) -> dict[str, JSON]:
    if type(value) is not Persons:
        raise Misfit(value, "a number of persons")
    return {"persons": _at("persons", _whole, value.count)}


def _write_euro(value: object) -> dict[str, JSON]:
    if type(value) is not Euro:
        raise Misfit(value, "an amount in euro cents")
    return {"cents": _at("cents", _whole, value.cents)}


def _read_quantity(kind: type[Persons | Euro], unit: str, value: object) -> Persons | Euro:
    if type(value) is not dict or list(value) != [unit]:
        raise Misfit(value, f'an amount as {{"{unit}": 5}}')
    return kind(_at(unit, _whole, value[unit]))


def _enum_form(kind: type[Enum]) -> Form:
    by_value = all(isinstance(member.value, str) for member in kind)
    written = {member: member.value if by_value else member.name for member in kind}
    read = {text: member for member, text in written.items()}
    expected = "one of " + ", ".join(read)

    def write(value: object) -> JSON:
        if type(value) is not kind:
            raise Misfit(value, expected)
        return written[value]

    def reading(value: object) -> Enum:
        member = read.get(_text(value))
        if member is None:
            raise Misfit(value, expected)
        return member

    return Form(write, reading)


def _tuple_form(args: tuple[Any, ...]) -> Form:
    endless = args[1:] == (...,)
    forms = [form_of(arg) for arg in (args[:1] if endless else args)]

    def each(value: Sequence[Any]) -> Iterator[tuple[str, Form, Any]]:
        pairs = zip(forms * len(value) if endless else forms, value, strict=True)
        return ((f"[{number}]", form, item) for number, (form, item) in enumerate(pairs))

    def write(value: object) -> list[JSON]:
        if type(value) is not tuple or not (endless or len(value) == len(forms)):
            raise Misfit(value, expected)
        return [_at(place, form.write, item) for place, form, item in each(value)]

    def read(value: object) -> tuple[Any, ...]:
        if type(value) is not list or not (endless or len(value) == len(forms)):
            raise Misfit(value, expected)
        return tuple(_at(place, form.read, item) for place, form, item in each(value))

    expected = "a list" if endless else f"a list of {len(forms)}"
    return Form(write, read)


def _union_form(args: tuple[Any, ...]) -> Form:
    """Read X | None, or Persons | Euro with or without None: the only unions events carry."""
    kinds = [arg for arg in args if arg is not NoneType]
    hold(
        len(kinds) == 1 or set(kinds) == {Persons, Euro},
        f"events cannot carry {args}: what is read could not be told apart",
    )
    form = form_of(kinds[0]) if len(kinds) == 1 else _quantity_form()
    return _optional_form(form) if NoneType in args else form


def _quantity_form() -> Form:
    by_kind: dict[type, Form] = {Persons: form_of(Persons), Euro: form_of(Euro)}
    by_unit = {"persons": form_of(Persons), "cents": form_of(Euro)}

    def write(value: object) -> JSON:
        form = by_kind.get(type(value))
        if form is None:
            raise Misfit(value, "an amount of persons or of euro cents")
        written: JSON = form.write(value)
        return written

    def read(value: object) -> Persons | Euro:
        unit = next(iter(value), "") if type(value) is dict else ""
        form = by_unit.get(unit)
        if form is None:
            raise Misfit(value, 'an amount as {"persons": 5} or {"cents": 500}')
        amount: Persons | Euro = form.read(value)
        return amount

    return Form(write, read)


def _optional_form(form: Form) -> Form:
    def write(value: object) -> JSON:
        written: JSON = None if value is None else form.write(value)
        return written

    def read(value: object) -> object:
        return None if value is None else form.read(value)

    return Form(write, read)


def _dataclass_form(kind: type) -> Form:
    hints = get_type_hints(kind)
    forms = {field.name: form_of(hints[field.name]) for field in dataclasses.fields(kind)}

    def write(value: object) -> dict[str, JSON]:
        if type(value) is not kind:
            raise Misfit(value, f"a {kind.__name__}")
        return {name: _at(name, form.write, getattr(value, name)) for name, form in forms.items()}

    def read(value: object) -> object:
        if type(value) is not dict:
            raise Misfit(value, f"an object with the fields of {kind.__name__}")
        if value.keys() != forms.keys():
            raise _wrong_fields(value, forms)
        return kind(*[_at(name, form.read, value[name]) for name, form in forms.items()])

    return Form(write, read)


def _at(name: str, convert: Callable[[Any], Any], value: object) -> Any:  # noqa: ANN401 - any type
    try:
        return convert(value)
    except Misfit as misfit:
        raise misfit.inside(name) from None


def _wrong_fields(value: dict[Any, Any], forms: dict[str, Form]) -> Misfit:
    missing = [name for name in forms if name not in value]
    if missing:
        return Misfit(None, "a value", word="missing").inside(missing[0])
    unknown = next(name for name in value if name not in forms)
    return Misfit(None, "one of " + ", ".join(forms), word="unknown").inside(
        str(unknown)[:_NAME_MAX]
    )


_FORMS: dict[Any, Form] = {
    str: Form(_text, _text),
    int: Form(_whole, _whole),
    bool: Form(_truth, _truth),
    date: Form(_write_date, _read_date),
    datetime: Form(_write_datetime, _read_datetime),
    Fraction: Form(_write_fraction, _read_fraction),
    Persons: Form(_write_persons, partial(_read_quantity, Persons, "persons")),
    Euro: Form(_write_euro, partial(_read_quantity, Euro, "cents")),
}
"""The forms known so far; begins with the leaves and grows by one per type that is met."""
