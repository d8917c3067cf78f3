"""What a form offers to choose from: states, kinds, requests that wait."""

from __future__ import annotations

from collections.abc import Iterable

from solidarity.terms.member_states import member_state
from solidarity.terms.quantities import Euro, Kind, Persons, Quantity
from solidarity.web.desk import YearView
from solidarity.web.fields import Field
from solidarity.web.fields import Kind as Takes
from solidarity.web.text import _
from solidarity.web.visit import Visit

Choices = list[tuple[str, str]]
Needs = tuple[tuple[Kind, str], ...]
KIND_COLUMNS = {
    Kind.RELOCATION: "relocations",
    Kind.FINANCIAL: "financial_eur",
    Kind.ALTERNATIVE: "alternative_eur",
}


def kind_words() -> dict[Kind, str]:
    """Say what each type of solidarity measure is called."""
    return {
        Kind.RELOCATION: _("Relocation"),
        Kind.FINANCIAL: _("Financial contribution"),
        Kind.ALTERNATIVE: _("Alternative solidarity measure"),
    }


def states(codes: Iterable[str]) -> Choices:
    """Offer states by their names, in protocol order as given."""
    return [(code, member_state(code).name) for code in codes]


def own(visit: Visit, view: YearView) -> Choices:
    """Offer a delegation its own state only; others every bound state."""
    return states([visit.person.state] if visit.person.state else view.year.bound())


def benefitting(view: YearView) -> Choices:
    """Offer the benefitting states."""
    return states(code for code in view.year.bound() if view.year.is_benefitting(code))


def contributing(view: YearView) -> Choices:
    """Offer the bound states that do not benefit."""
    return states(code for code in view.year.bound() if not view.year.is_benefitting(code))


def acting_state(visit: Visit, view: YearView, label: str = "") -> Field:
    """Ask which state acts."""
    found = own(visit, view)
    start = found[0][0] if len(found) == 1 else ""
    return Field("state", label or _("Member State"), Takes.CHOICE, choices=found, start=start)


def need_fields() -> list[Field]:
    """Ask for type and level of what is needed (Art. 58(2), 59(2)(b))."""
    fields = [
        Field(
            f"need_{kind.value}",
            _("Level needed: %(kind)s") % {"kind": words.lower()},
            help=_("How much, of what, by when; empty if none of this type is needed."),
            required=False,
            optional=True,
        )
        for kind, words in kind_words().items()
    ]
    programmes = Field(
        "programmes",
        _("Union programmes concerned"),
        Takes.LINES,
        _("One a line; asked for when money is needed."),
        required=False,
        optional=True,
    )
    return [*fields, programmes]


def needs_of(values: dict[str, object]) -> Needs:
    """Gather the needs that were filled in."""
    return tuple(
        (kind, str(values[f"need_{kind.value}"])) for kind in Kind if values[f"need_{kind.value}"]
    )


def amount_fields(prefix: str, labels: dict[Kind, str]) -> list[Field]:
    """Ask for an amount of each type."""
    return [
        Field(
            f"{prefix}_{kind.value}",
            label,
            Takes.PERSONS if kind is Kind.RELOCATION else Takes.EURO,
            required=False,
            optional=True,
        )
        for kind, label in labels.items()
    ]


def amounts_of(values: dict[str, object], prefix: str) -> tuple[tuple[Kind, Quantity], ...]:
    """Gather the amounts that were filled in."""
    found: list[tuple[Kind, Quantity]] = []
    for kind in Kind:
        amount = values[f"{prefix}_{kind.value}"]
        if isinstance(amount, Persons | Euro):
            found.append((kind, amount))
    return tuple(found)


def new_id(prefix: str, known: Iterable[str]) -> str:
    """Name something new: the prefix, then the next number."""
    taken = set(known)
    number = len(taken) + 1
    while f"{prefix}-{number}" in taken:
        number += 1
    return f"{prefix}-{number}"
