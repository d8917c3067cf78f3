"""Strategies for the values events carry, and the entries the tests of the ledger append."""

import dataclasses
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta, timezone
from enum import Enum
from fractions import Fraction
from types import NoneType, UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints

import pytest
from hypothesis import strategies as st

from solidarity.cycle import year as _year  # noqa: F401 - every event of the cycle
from solidarity.cycle.s04_pledging import ForumConvened
from solidarity.ledger.codec import INT_MAX
from solidarity.ledger.entries import Draft
from solidarity.terms.quantities import Euro, Persons

WHOLE = st.integers(-INT_MAX, INT_MAX)
TEXT = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=20)

LEAVES: dict[Any, st.SearchStrategy[Any]] = {
    str: TEXT,
    int: WHOLE,
    bool: st.booleans(),
    NoneType: st.none(),
    date: st.dates(),
    datetime: st.datetimes(
        datetime(1, 1, 3),  # noqa: DTZ001 - the zone is drawn beside
        datetime(9999, 12, 29),  # noqa: DTZ001 - as above
        timezones=st.integers(-23, 23).map(lambda hours: timezone(timedelta(hours=hours))),
    ),
    Fraction: st.fractions(),
    Persons: WHOLE.map(Persons),
    Euro: WHOLE.map(Euro),
}


def strategy(kind: Any) -> st.SearchStrategy[Any]:
    """Values of any type an event may carry."""
    args = get_args(kind)
    if kind in LEAVES:
        return LEAVES[kind]
    if get_origin(kind) is tuple and args[1:] == (...,):
        return st.lists(strategy(args[0]), max_size=3).map(tuple)
    if get_origin(kind) is tuple:
        return st.tuples(*map(strategy, args))
    if get_origin(kind) in (UnionType, Union):
        return st.one_of(*map(strategy, args))
    if issubclass(kind, Enum):
        return st.sampled_from(kind)
    hints = get_type_hints(kind)
    return st.builds(kind, *[strategy(hints[field.name]) for field in dataclasses.fields(kind)])


@pytest.fixture(scope="session")
def values_of() -> Callable[[Any], st.SearchStrategy[Any]]:
    return strategy


@pytest.fixture(scope="session")
def draft() -> Callable[..., Draft]:
    """Make a draft: the number tells the events apart."""

    def make(number: int = 1, **changes: Any) -> Draft:
        fields: dict[str, Any] = {
            "year": 2026,
            "event": ForumConvened(date(2025, 11, 18), number),
            "holds_from": date(2025, 11, 18),
            "recorded_at": datetime(2026, 1, 1, 9, tzinfo=UTC),
            "recorded_by": "Coordinator's office",
            "basis": "minutes of the forum",
        }
        return Draft(**{**fields, **changes})

    return make
