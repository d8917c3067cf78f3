"""
The chain of a year, for every Member State bound by Part IV.

Reference number → fair share → pledged → released and deducted → offset → net due → implemented →
paid. The chain is a view: it computes with the rules of the law on what the journal and the
statistics say, writes nothing, and keeps beside each figure what it rests on.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Any

from solidarity.cycle.amounts import Total, total
from solidarity.cycle.chain_line import Frame, StateLine, line, of
from solidarity.cycle.chain_told import told
from solidarity.cycle.year import Year
from solidarity.errors import InputError, OutOfScope, Problem
from solidarity.law.part4_solidarity import art66_reference_key
from solidarity.terms.citations import Art
from solidarity.terms.dates import say
from solidarity.terms.findings import Basis, Fact, Finding, Source, find
from solidarity.terms.member_states import MemberState, Part, bound_states
from solidarity.terms.quantities import ZERO_EURO, ZERO_PERSONS, Euro, Kind, Persons, Quantity
from solidarity.terms.readings import Readings


@dataclass(frozen=True, slots=True)
class KeyTables:
    """
    The statistics of the reference key, frozen for a cycle.

    Attributes:
        population: Persons by EU code.
        gdp: Million euro by EU code.
        population_source: Dataset, reference year and release of the population.
        gdp_source: The same of the gross domestic product.
    """

    population: Mapping[str, Fact[int]]
    gdp: Mapping[str, Fact[Fraction]]
    population_source: Source
    gdp_source: Source


@dataclass(frozen=True, slots=True)
class Statement:
    """What a state says of the year, kept beside the figures and never merged with them."""

    by: str
    subject: str
    relocations: Persons | None
    financial: Euro | None
    on: date
    source: Source


@dataclass(frozen=True, slots=True)
class Chain:
    """
    The chain of a year.

    Attributes:
        year: Solidarity year.
        as_of: Day on which the chain was read.
        reference_day: Day of the Council act, whose law counts for the fair shares.
        reference: Reference number of relocations in the Council act.
        reference_money: Reference number of financial contributions.
        act: What the act is, in words, and where it stands.
        proposed: Relocations of the Commission proposal; None if not known.
        proposed_money: Money of the proposal; None if not known.
        value: Value of one relocation.
        lines: One line for each Member State bound by Part IV, in protocol order.
        statements: Statements beside.
        readings: Readings used.
    """

    year: int
    as_of: date
    reference_day: date
    reference: Fact[Persons]
    reference_money: Fact[Euro]
    act: Source
    proposed: Fact[Persons] | None
    proposed_money: Fact[Euro] | None
    value: Finding[Euro]
    lines: tuple[StateLine, ...]
    statements: tuple[Statement, ...]
    readings: Readings

    def line_of(self, code: str) -> StateLine:
        """
        Give one state's line.

        Raises:
            OutOfScope: If the state has no line: it is not bound by Part IV.
        """
        for found in self.lines:
            if found.state.code == code:
                return found
        raise OutOfScope(f"{code} is not bound by Part IV and has no line in {self.year}")

    def pledged(self, kind: Kind) -> Total[Persons] | Total[Euro]:
        """Add the pledges of one kind, naming the states whose pledge is not published."""
        return _total(kind, ((row.state.code, row.pledged[kind].value) for row in self.lines))

    def net_due(self, kind: Kind) -> Total[Persons] | Total[Euro]:
        """Add what remains due of one kind, naming the states for which it is not published."""
        return _total(kind, ((row.state.code, row.net_due[kind].value) for row in self.lines))

    @property
    def ways(self) -> int:
        """Give how often the fair share is owed: once in any type, or in persons and money."""
        return 1 if self.readings.of("R-002") == "alternative" else 2

    @property
    def fair_share_total(self) -> Persons:
        """Sum of the fair shares owed; rounding up makes it exceed the reference number."""
        return Persons(sum(row.fair_share.value.count for row in self.lines))

    @property
    def fair_share_before_total(self) -> Persons:
        """Sum of the fair shares before crisis credit."""
        return Persons(sum(row.fair_share_before.value.count for row in self.lines))


def _total(
    kind: Kind, amounts: Iterable[tuple[str, Quantity | None]]
) -> Total[Persons] | Total[Euro]:
    if kind is Kind.RELOCATION:
        return total(amounts, ZERO_PERSONS)
    return total(amounts, ZERO_EURO)


def recomputed_key(tables: KeyTables, on: date) -> dict[str, Finding[Fraction]]:
    """
    Recompute the share of every state bound by Part IV on a day (Art. 66, Annex I).

    Args:
        tables: Population and gross domestic product.
        on: Day whose participation counts.

    Returns:
        Share by EU code, in protocol order; the shares sum to 1.

    Raises:
        InputError: If a bound state is missing from a table.
    """
    states = bound_states(Part.SOLIDARITY, on)
    for name, table in (("population", tables.population), ("GDP", tables.gdp)):
        missing = [state.code for state in states if state.code not in table]
        if missing:
            problem = f"the {name} table has no row for {', '.join(missing)}"
            raise InputError(Problem(problem, "every state bound by Part IV", source=Art(66)))
    people = _whole("population", tables.population, states, tables.population_source)
    product = _whole("gross domestic product", tables.gdp, states, tables.gdp_source)
    key = {}
    for state in states:
        effects = {
            "population_effect": find(
                art66_reference_key.effect,
                name=f"population effect {of(state)}",
                given={"part": tables.population[state.code], "whole": people},
            ),
            "gdp_effect": find(
                art66_reference_key.effect,
                name=f"GDP effect {of(state)}",
                given={"part": tables.gdp[state.code], "whole": product},
            ),
        }
        key[state.code] = find(
            art66_reference_key.share,
            name=f"recomputed share {of(state)}",
            text="Half the population effect plus half the GDP effect (Annex I).",
            given=effects,
        )
    return key


def _whole(
    name: str, table: Mapping[str, Fact[Any]], states: tuple[MemberState, ...], source: Source
) -> Fact[Fraction]:
    """Add a table over the states of the key."""
    summed = sum((Fraction(table[state.code].value) for state in states), Fraction(0))
    words = f"{name} of the {len(states)} states bound by Part IV, added"
    return Fact(words, summed, Basis.COMPUTED, source, table[states[0].code].unit)


def chain(year: Year, tables: KeyTables, readings: Readings, as_of: date) -> Chain:
    """
    Compute the chain of a year.

    Args:
        year: The year as folded from the journal.
        tables: Statistics of the reference key.
        readings: Readings of the run.
        as_of: Day on which the chain is read.

    Returns:
        The chain.

    Raises:
        OutOfScope: If no Council act has fixed the pool of the year yet.
    """
    act = year.pool.act
    if act is None:
        raise OutOfScope(
            f"no Council act has fixed the Annual Solidarity Pool of {year.year} by {say(as_of)}"
        )
    reference = Fact(
        "reference number of relocations", act.relocations, Basis.PUBLISHED, act.source, "persons"
    )
    money = Fact(
        "reference number of financial contributions",
        act.financial,
        Basis.PUBLISHED,
        act.source,
        "EUR",
    )
    frame = Frame.of(day=act.on, reference=reference, readings=readings)
    key = recomputed_key(tables, act.on)
    proposal = year.proposal.proposal
    return Chain(
        year=year.year,
        as_of=as_of,
        reference_day=act.on,
        reference=reference,
        reference_money=money,
        act=act.source,
        proposed=None
        if proposal is None
        else Fact(
            "relocations of the Commission proposal",
            proposal.relocations,
            Basis.REPORTED,
            proposal.source,
            "persons",
        ),
        proposed_money=None
        if proposal is None
        else Fact(
            "money of the Commission proposal",
            proposal.financial,
            Basis.REPORTED,
            proposal.source,
            "EUR",
        ),
        value=frame.value,
        lines=tuple(
            line(code, share, told(year, code, readings), frame) for code, share in key.items()
        ),
        statements=tuple(
            Statement(s.by, s.subject, s.relocations, s.financial, s.on, s.source)
            for s in year.pool.statements
        ),
        readings=readings,
    )
