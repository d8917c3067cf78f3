"""Statements beside the chain: how far what is known explains them, and by which named unknowns."""

from __future__ import annotations

from dataclasses import dataclass

from solidarity.cycle.chain import Chain, Statement
from solidarity.cycle.chain_line import NO_SOURCE, StateLine, named
from solidarity.terms.quantities import Euro, Kind, Persons


@dataclass(frozen=True, slots=True)
class Unknown:
    """
    One figure that is not published and what it could hold.

    Attributes:
        code: Member State.
        kind: Type of contribution.
        is_chosen: Whether a source says the state chose this type, without the amount.
        at_most: What it would be if the state met the rest of its fair share in this type.
        sentence: The same in words.
    """

    code: str
    kind: Kind
    is_chosen: bool
    at_most: Persons | Euro
    sentence: str


@dataclass(frozen=True, slots=True)
class Reconciliation:
    """
    A statement beside what is known.

    Attributes:
        statement: The statement, untouched.
        relocations_known: Relocations known to remain due.
        financial_known: Money known to remain due.
        unknowns: Named figures that are not published.
        relocations_left: What the statement leaves for the unknowns; None if it says nothing.
        financial_left: The same in money.
        relocations_possible: What the unknowns could hold at most.
        financial_possible: The same in money.
        is_explained: Whether what is left lies within what the unknowns could hold.
    """

    statement: Statement
    relocations_known: Persons
    financial_known: Euro
    unknowns: tuple[Unknown, ...]
    relocations_left: Persons | None
    financial_left: Euro | None
    relocations_possible: Persons
    financial_possible: Euro
    is_explained: bool


def unknowns(chain: Chain) -> tuple[Unknown, ...]:
    """Name every figure that is not published, with what it could hold at most."""
    found = []
    for line in chain.lines:
        if line.released is None and not line.declined:
            found += [
                _unknown(line, kind, chain) for kind in Kind if line.net_due[kind].value is None
            ]
    return tuple(found)


def rest_of(line: StateLine, kind: Kind, chain: Chain) -> Euro:
    """
    Give what of a fair share one type could still hold.

    Args:
        line: The state's line.
        kind: The type whose amount is not published.
        chain: Where R-002 is read as cumulative, persons leave the money untouched and money the
            persons.

    Returns:
        The fair share less what was taken out of it and what is known of the other types.
    """
    rest = line.fair_share_money.value
    if line.adjusted is not None:
        rest = rest - line.adjusted.value
    for other in Kind:
        is_same = (other is Kind.RELOCATION) == (kind is Kind.RELOCATION)
        if chain.ways == 1 or is_same:
            rest = rest - _known(line.pledged[other].value, chain.value.value)
    return max(rest, Euro(0))


def _known(amount: Persons | Euro | None, value: Euro) -> Euro:
    if isinstance(amount, Persons):
        return value * amount.count
    return Euro(0) if amount is None else amount


def _unknown(line: StateLine, kind: Kind, chain: Chain) -> Unknown:
    name = named(line.state)
    pledged = line.pledged[kind].value
    if isinstance(pledged, Persons):
        text = (
            f"{line.state.name} pledged {pledged} relocations; how many of them are met by offsets"
            " is not published"
        )
        return Unknown(line.state.code, kind, True, pledged, text)
    value = chain.value.value
    rest = rest_of(line, kind, chain)
    is_chosen = line.pledged[kind].source != NO_SOURCE
    if kind is Kind.RELOCATION:
        most: Persons | Euro = Persons(rest.cents // value.cents)
        words = f"{most} persons if {name} met the rest of its fair share by relocating"
    else:
        most = rest
        words = f"{most} if {name} met the rest of its fair share this way"
    return Unknown(line.state.code, kind, is_chosen, most, words)


def reconcile(chain: Chain) -> tuple[Reconciliation, ...]:
    """Set every statement beside what is known, with the named unknowns between them."""
    named = unknowns(chain)
    people = Persons(sum(u.at_most.count for u in named if isinstance(u.at_most, Persons)))
    money = Euro(
        sum(
            u.at_most.cents
            for u in named
            if isinstance(u.at_most, Euro) and u.kind is Kind.FINANCIAL
        )
    )
    relocations, financial = chain.net_due(Kind.RELOCATION), chain.net_due(Kind.FINANCIAL)
    return tuple(
        _reconciled(statement, (relocations.known, financial.known), named, (people, money))
        for statement in chain.statements
    )


def _reconciled(
    statement: Statement,
    known: tuple[Persons | Euro, Persons | Euro],
    named: tuple[Unknown, ...],
    possible: tuple[Persons, Euro],
) -> Reconciliation:
    relocations, financial = known
    people = Persons(relocations.count if isinstance(relocations, Persons) else 0)
    money = Euro(financial.cents if isinstance(financial, Euro) else 0)
    people_left = None if statement.relocations is None else statement.relocations - people
    money_left = None if statement.financial is None else statement.financial - money
    explained = (people_left is None or 0 <= people_left.count <= possible[0].count) and (
        money_left is None or 0 <= money_left.cents <= possible[1].cents
    )
    return Reconciliation(
        statement, people, money, named, people_left, money_left, *possible, explained
    )
