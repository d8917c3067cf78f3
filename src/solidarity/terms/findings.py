"""
Facts, findings and the register of rules.

A `Fact` is a leaf: a figure with its source. A `Finding` is what a rule made of facts and of other
findings; it is produced by the same call that produced the value, so an explanation cannot disagree
with it. `rule` enters a function in the register without wrapping it; `find` calls it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import Enum
from typing import Any, Final, Generic, TypeVar

from solidarity.errors import OutOfScope, hold
from solidarity.terms.citations import Art

T = TypeVar("T")
R = TypeVar("R")
F = TypeVar("F", bound=Callable[..., Any])


class Basis(Enum):
    """How a figure is known; marks and words of the same meaning are used everywhere."""

    PUBLISHED = "published"  # printed in an act
    REPORTED = "reported"  # by a government or the press
    COMPUTED = "computed"  # here, from other figures
    UNKNOWN = "unknown"  # not published: never zero, never guessed


@dataclass(frozen=True, slots=True)
class Source:
    """
    Where a figure comes from.

    Attributes:
        title: The act, dataset or article, in words.
        url: Where it can be read; "" if only the words are known.
        confidence: "high", "medium", "low", "memory" or "computed", as in the fact tables.
        retrieved: Day on which it was read, ISO; "" if not recorded.
        note: What a reader must know, e.g. that a figure is rounded by the press.
    """

    title: str
    url: str = ""
    confidence: str = ""
    retrieved: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Fact(Generic[T]):
    """
    A leaf: one figure or statement with its source.

    Attributes:
        name: What it is, as a noun phrase: "population of France".
        value: The figure; None means not published.
        basis: How it is known.
        source: Where it comes from; None only for a setting of the run.
        unit: Unit in words: "persons", "EUR", "million EUR", "".
    """

    name: str
    value: T
    basis: Basis
    source: Source | None = None
    unit: str = ""


@dataclass(frozen=True, slots=True)
class Finding(Generic[T]):
    """
    What a rule decided, from what.

    Attributes:
        name: What was found, as a noun phrase: "fair share of France".
        value: The result of the rule.
        source: The provision.
        rule: Dotted name of the function in the register.
        facts: The inputs, in the order in which the rule names them.
        reading: Identifier of the reading used ("R-005"), "" if the text leaves nothing open.
        text: A plain sentence.
        unit: Unit in words.
    """

    name: str
    value: T
    source: Art
    rule: str
    facts: tuple[Fact[Any] | Finding[Any], ...]
    reading: str = ""
    text: str = ""
    unit: str = ""


Node = Fact[Any] | Finding[Any]


class Coverage(Enum):
    """How a paragraph of the law is met by this software."""

    ENCODED = "encoded"  # a rule, a parameter or a guard computes or checks it
    PROCEDURAL = "procedural"  # an act of someone, recorded as an event, with its form and date
    AUTHORITY = "left to the authority"  # a judgement: an input with its reasons
    OUT_OF_SCOPE = "outside this software"  # e.g. empowerments, amendments of other acts


@dataclass(frozen=True, slots=True)
class RegisterEntry:
    """One line of the register: a provision, how it is met, where, and a word why."""

    source: Art
    coverage: Coverage
    where: str
    note: str


@dataclass(slots=True)
class _Register:
    entries: list[RegisterEntry] = field(default_factory=list)
    rules: dict[str, Callable[..., Any]] = field(default_factory=dict)
    names: dict[Callable[..., Any], tuple[str, Art, str]] = field(default_factory=dict)


_REGISTER: Final = _Register()


def rule(source: Art, *also: Art, reading: str = "") -> Callable[[F], F]:
    """
    Enter a function in the register as the encoding of a provision; the function is not changed.

    Args:
        source: The provision the rule encodes: its module's own article.
        also: Further provisions it encodes or applies.
        reading: Identifier of the reading it follows, if the text is open.
    """

    def enter(function: F) -> F:
        name = f"{function.__module__}.{function.__qualname__}"
        hold(name not in _REGISTER.rules, f"two rules are called {name}")
        first = (function.__doc__ or "").strip().partition("\n")[0]
        _REGISTER.rules[name] = function
        _REGISTER.names[function] = (name, source, reading)
        for provision in (source, *also):
            _REGISTER.entries.append(RegisterEntry(provision, Coverage.ENCODED, name, first))
        return function

    return enter


def not_encoded(source: Art, coverage: Coverage, where: str, note: str) -> None:
    """
    Say in place what is not encoded as a rule, and why.

    Args:
        source: The provision.
        coverage: PROCEDURAL, AUTHORITY or OUT_OF_SCOPE.
        where: Dotted name of the module or event where the act is recorded, "" if nowhere.
        note: One sentence.
    """
    _REGISTER.entries.append(RegisterEntry(source, coverage, where, note))


def register() -> tuple[RegisterEntry, ...]:
    """Give every entry of the register, in the order in which the modules were read."""
    return tuple(_REGISTER.entries)


def rules() -> Mapping[str, Callable[..., Any]]:
    """Give every registered rule by its dotted name."""
    return dict(_REGISTER.rules)


def provision_of(function: Callable[..., Any]) -> Art:
    """Give the provision a registered rule encodes."""
    return _REGISTER.names[function][1]


def reading_of(function: Callable[..., Any]) -> str:
    """Give the reading a registered rule follows, "" if the text leaves nothing open."""
    return _REGISTER.names[function][2]


def find(  # noqa: PLR0913 - what is found, in words, beside its inputs
    function: Callable[..., R],
    /,
    *,
    name: str,
    text: str = "",
    unit: str = "",
    given: Mapping[str, object],
    settings: Mapping[str, object] | None = None,
) -> Finding[R]:
    """
    Apply a registered rule and keep what it was applied to.

    Args:
        function: A registered rule.
        name: What is found, as a noun phrase.
        text: A plain sentence; "{value}" in it is replaced by the result.
        unit: Unit of the result in words.
        given: Keyword arguments of the rule: each a `Fact`, a `Finding`, or a tuple or mapping of
            such; the rule receives their values.
        settings: Further keyword arguments that are plain values (readings, parameters).

    Returns:
        The finding, with the value and the inputs.

    Raises:
        KeyError: If the function is not registered.
    """
    dotted, source, reading = _REGISTER.names[function]
    values = {key: _value(node) for key, node in given.items()}
    result = function(**values, **(settings or {}))
    facts = tuple(leaf for node in given.values() for leaf in _nodes(node))
    sentence = text.replace("{value}", str(result))
    return Finding(name, result, source, dotted, facts, reading, sentence, unit)


def find_known(  # noqa: PLR0913 - as find
    function: Callable[..., R],
    /,
    *,
    name: str,
    text: str = "",
    unit: str = "",
    given: Mapping[str, object],
    settings: Mapping[str, object] | None = None,
) -> Finding[R | None]:
    """
    Apply a rule as `find` does; if an input is not published, neither is the result.

    Returns:
        The finding; its value is None as soon as one input's value is None.
    """
    missing = [leaf for leaf in _nodes(tuple(given.values())) if leaf.value is None]
    if not missing:
        found: Finding[R | None] = find(
            function, name=name, text=text, unit=unit, given=given, settings=settings
        )
        return found
    dotted, source, reading = _REGISTER.names[function]
    why = "Not published: " + ", ".join(dict.fromkeys(leaf.name for leaf in missing)) + "."
    return Finding(name, None, source, dotted, _nodes(tuple(given.values())), reading, why, unit)


def _value(node: object) -> object:
    if isinstance(node, (Fact, Finding)):
        return node.value
    if isinstance(node, Mapping):
        return {key: _value(item) for key, item in node.items()}
    if isinstance(node, tuple):
        return tuple(_value(item) for item in node)
    return node


def _nodes(node: object) -> tuple[Node, ...]:
    if isinstance(node, (Fact, Finding)):
        return (node,)
    if isinstance(node, Mapping):
        return tuple(leaf for item in node.values() for leaf in _nodes(item))
    if isinstance(node, tuple):
        return tuple(leaf for item in node for leaf in _nodes(item))
    return ()


@dataclass(frozen=True, slots=True)
class Dated(Generic[T]):
    """A value of the law and the days on which it holds (`until` is the last day; None: open)."""

    value: T
    since: date
    until: date | None = None

    def holds(self, on: date) -> bool:
        """Tell whether the value holds on a day."""
        return self.since <= on and (self.until is None or on <= self.until)


@dataclass(frozen=True, slots=True)
class Parameter(Generic[T]):
    """
    A number the law gives, as dated data with its provision; or one a reading of it gives.

    Attributes:
        name: What it is, as a noun phrase.
        source: The provision; of a reading, the one that is read.
        unit: Unit in words.
        values: The value for each period; periods do not overlap.
        reading: Reading that gives the number where the law gives none; "" if the law does.
    """

    name: str
    source: Art
    unit: str
    values: tuple[Dated[T], ...]
    reading: str = ""

    def on(self, day: date) -> T:
        """
        Give the value that holds on a day.

        Raises:
            OutOfScope: If the law gives none for that day.
        """
        for dated in self.values:
            if dated.holds(day):
                return dated.value
        raise OutOfScope(f"{self.name}: no value on {day.isoformat()} ({self.source})")

    def fact(self, day: date) -> Fact[T]:
        """Give the value as a fact whose source is the provision, or the reading of it."""
        if self.reading:
            words = f"{self.source} gives no number: reading {self.reading} of this software"
            return Fact(
                self.name,
                self.on(day),
                Basis.COMPUTED,
                Source(words, self.source.eli, "computed"),
                self.unit,
            )
        return Fact(
            self.name,
            self.on(day),
            Basis.PUBLISHED,
            Source(str(self.source), self.source.eli, "high"),
            self.unit,
        )


def parameter(name: str, source: Art, value: T, *, since: date, unit: str = "") -> Parameter[T]:
    """Declare a parameter with one open period and enter it in the register as encoded."""
    _REGISTER.entries.append(RegisterEntry(source, Coverage.ENCODED, "", f"parameter: {name}"))
    return Parameter(name, source, unit, (Dated(value, since),))
