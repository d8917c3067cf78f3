"""
The money due from each contributing Member State after the year (Implementing Regulation, Art. 30).

Before the year is over the amounts are provisional. What an input does not say stays unknown: a
state whose pledge is not published has no amount, and the total says so.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from solidarity.cycle.amounts import Total, total
from solidarity.cycle.chain import Chain
from solidarity.cycle.chain_line import StateLine, of
from solidarity.cycle.year import Year
from solidarity.law.implementing import art30_amount_due
from solidarity.law.implementing.art30_amount_due import AmountDue
from solidarity.terms.findings import Basis, Fact, Finding, Node, Source, find_known
from solidarity.terms.quantities import ZERO_EURO, Euro, Kind, Persons

_JOURNAL = Source("entries of the journal", confidence="computed")


@dataclass(frozen=True, slots=True)
class Level:
    """
    Levels a state confirms in January for the year before (Art. 60(6), Annex X).

    Attributes:
        relocations: Persons relocated.
        financial: Money contributed.
        alternative: Concrete value of the alternative measures implemented.
        source: The confirmation.
    """

    relocations: Persons
    financial: Euro
    alternative: Euro
    source: Source


@dataclass(frozen=True, slots=True)
class DueLine:
    """
    One state's money due.

    Attributes:
        code: The state.
        due: The amount with its formula; its value is None if an input is not published.
        is_released: Whether the state is benefitting and owes nothing.
        paid: What it paid; None if not published.
        differences: Where a confirmation and the journal disagree, in words.
    """

    code: str
    due: Finding[AmountDue | None]
    is_released: bool
    paid: Euro | None
    differences: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DueView:
    """
    The money due of a year.

    Attributes:
        year: Solidarity year.
        is_final: Whether the year is over, so that the amounts can be established.
        lines: One line for each bound state, in protocol order.
    """

    year: int
    is_final: bool
    lines: tuple[DueLine, ...]

    @property
    def total(self) -> Total[Euro]:
        """What is due in all, naming the states whose amount is not known."""
        return total(
            ((line.code, line.due.value.amount if line.due.value else None) for line in self.lines),
            ZERO_EURO,
        )


def due(
    chain: Chain, year: Year, as_of: date, confirmations: Mapping[str, Level] | None = None
) -> DueView:
    """
    Work out the money due from each state.

    Args:
        chain: The chain of the year.
        year: The year folded from the journal.
        as_of: Day on which it is asked.
        confirmations: January confirmations by state, before the journal's own.

    Returns:
        The amounts, provisional until the year is over.
    """
    given = {**_journal_levels(year), **(confirmations or {})}
    lines = tuple(_line(row, year, chain, given.get(row.state.code)) for row in chain.lines)
    final = art30_amount_due.is_calculable(year=chain.year, on=as_of)
    return DueView(chain.year, final, lines)


def _journal_levels(year: Year) -> dict[str, Level]:
    return {
        code: Level(event.relocations, event.financial, event.alternative, event.source)
        for code, event in year.confirmation.confirmed.items()
    }


def _line(row: StateLine, year: Year, chain: Chain, level: Level | None) -> DueLine:
    code = row.state.code
    is_released = row.released is not None and bool(row.released.value)
    inputs: dict[str, Node] = {
        "fixed": row.pledged[Kind.FINANCIAL],
        "alternative_pledged": row.pledged[Kind.ALTERNATIVE],
    }
    if is_released:
        zero = Fact(
            f"money to implement {of(row.state)}", ZERO_EURO, Basis.COMPUTED, _JOURNAL, "EUR"
        )
        inputs = dict.fromkeys(inputs, zero)
    inputs |= {
        "alternative_agreed": _agreed(row, year, level, chain),
        "deducted": _deducted(row),
        "offsets_value": row.offsets_value,
    }
    found = find_known(
        art30_amount_due.amount_due,
        name=f"money due {of(row.state)}",
        unit="EUR",
        given=inputs,
    )
    if found.value is not None:
        found = replace(found, text=found.value.formula + ".")
    return DueLine(code, found, is_released, row.paid.value, _differences(row, year, level))


def _agreed(row: StateLine, year: Year, level: Level | None, chain: Chain) -> Fact[Euro]:
    """Give what was agreed; where R-008 is read as no, an agreement for less settles the whole."""
    name = f"agreed value of alternative measures {of(row.state)}"
    basis, source = Basis.COMPUTED, _JOURNAL
    value = year.implementation.agreed_value(row.state.code)
    if level is not None:
        value, basis, source = level.alternative, Basis.REPORTED, level.source
    pledged = row.pledged[Kind.ALTERNATIVE].value
    if value and chain.readings.of("R-008") == "no" and isinstance(pledged, Euro):
        value = max(value, pledged)
    return Fact(name, value, basis, source, "EUR")


def _deducted(row: StateLine) -> Fact[Euro]:
    """Give what deductions took off the money, less what they put in its place."""
    name = f"deducted from the money {of(row.state)}"
    taken = row.deducted.get(Kind.FINANCIAL)
    cents = taken.value.cents if taken is not None and isinstance(taken.value, Euro) else 0
    source = _JOURNAL if taken is None or taken.source is None else taken.source
    return Fact(name, Euro(cents), Basis.COMPUTED, source, "EUR")


def _differences(row: StateLine, year: Year, level: Level | None) -> tuple[str, ...]:
    """Say where a confirmation and what the journal holds disagree."""
    if level is None or row.state.code not in year.implementation.implemented:
        return ()
    told = {
        Kind.RELOCATION: level.relocations,
        Kind.FINANCIAL: level.financial,
        Kind.ALTERNATIVE: level.alternative,
    }
    found = []
    for kind, confirmed in told.items():
        entered = year.implementation.delivered_by(row.state.code, kind)
        if entered != confirmed:
            found.append(f"{kind.value}: confirmed {confirmed}, in the journal {entered}")
    return tuple(found)
