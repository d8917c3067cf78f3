"""
The pledging room as one document: what is pledged, by whom, and what it would open.

The Council act comes after the forum, so the figures are those of the year *as if* the act were
adopted on the day as it was proposed. Nothing of that is written anywhere: the year is a value, and
the supposed act is one event more in it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Any, Final

from solidarity.adapters.explanations import number
from solidarity.adapters.year_document import COLUMN
from solidarity.cycle.chain import Chain, KeyTables, chain
from solidarity.cycle.chain_line import StateLine
from solidarity.cycle.chain_offsets import Threshold, offsets
from solidarity.cycle.s05_pool import PoolActAdopted
from solidarity.cycle.year import Command as YearCommand
from solidarity.cycle.year import Year, decide, evolve
from solidarity.errors import OutOfScope
from solidarity.law.part4_solidarity import art56_pool, art57_council_act
from solidarity.terms.findings import Source
from solidarity.terms.member_states import ASSOCIATED_STATES
from solidarity.terms.quantities import Kind, percent
from solidarity.terms.readings import Readings

Document = dict[str, Any]

SUPPOSED: Final = "the proposal, as if the Council adopted it today; nothing is adopted"


@dataclass(frozen=True, slots=True)
class Forum:
    """
    What the room rests on.

    Attributes:
        year: The year as folded from the journal, perhaps with pledges that are only supposed.
        tables: Statistics of the reference key.
        readings: Readings of the run.
        as_of: Day on which it is read.
    """

    year: Year
    tables: KeyTables
    readings: Readings
    as_of: date

    @property
    def is_supposed(self) -> bool:
        """Tell whether the Council act is only supposed."""
        return self.year.pool.act is None

    def chain(self) -> Chain:
        """
        Compute the chain, supposing the act as proposed where there is none.

        Raises:
            OutOfScope: If nothing is proposed yet.
        """
        return chain(_as_if_adopted(self.year, self.as_of), self.tables, self.readings, self.as_of)

    def supposing(self, commands: Sequence[YearCommand]) -> Forum:
        """
        Suppose that commands were given; nothing is written.

        Raises:
            NotLawful: If the law refuses one of them.
            InputError: If one cannot be read.
        """
        year = self.year
        for command in commands:
            for event in decide(command, year):
                year = evolve(year, event)
        return Forum(year, self.tables, self.readings, self.as_of)


def _as_if_adopted(year: Year, on: date) -> Year:
    proposal = year.proposal.proposal
    if year.pool.act is not None:
        return year
    if proposal is None:
        raise OutOfScope(f"nothing is proposed for {year.year} yet")
    supposed = PoolActAdopted(
        "supposed",
        on,
        None,
        None,
        proposal.relocations,
        proposal.financial,
        proposal.sar_percent,
        Source(SUPPOSED, confidence="computed"),
    )
    return evolve(year, supposed)


def forum_document(forum: Forum) -> Document:
    """
    Write the room.

    Args:
        forum: What it rests on.

    Returns:
        Reference numbers, totals in every type and together, thresholds, and a line per delegation.
    """
    found = forum.chain()
    reconvened = bool(forum.year.pledging.reconvened)
    thresholds = offsets(found, reconvened=reconvened).thresholds if found.proposed else ()
    lines = [_line(row) for row in found.lines]
    return {
        "year": found.year,
        "is_open": forum.year.pledging.is_open,
        "is_supposed": forum.is_supposed,
        "round": forum.year.pledging.round,
        "meetings": [day.isoformat() for day in forum.year.pledging.meetings],
        "reference": {
            "relocations": found.reference.value.count,
            "financial_eur": number(found.reference_money.value),
        },
        "value_eur": number(found.value.value),
        "totals": _totals(found),
        "thresholds": [_threshold(one, found) for one in thresholds],
        "delegations": lines,
        "spoken": sum(1 for line in lines if line["has_spoken"]),
        "ad_hoc": _ad_hoc(forum.year),
    }


def _totals(found: Chain) -> Document:
    """Add what is pledged, in each type and in person-equivalents, which are of equal value."""
    parts = {}
    together = Fraction(0)
    for kind in Kind:
        known = found.pledged(kind)
        units = art56_pool.units(kind=kind, amount=known.known, value=found.value.value)
        together += units
        parts[COLUMN[kind]] = {
            "amount": number(known.known),
            "units": _units(units),
            "part_percent": _part(units, found),
            "unknown": list(known.unknown),
        }
    reference = Fraction(found.reference.value.count)
    return {
        "by_type": parts,
        "units": _units(together),
        "percent": percent(together / reference, 1),
        "missing_units": _units(max(reference - together, Fraction(0))),
    }


def _part(units: Fraction, found: Chain) -> str:
    return percent(min(units / found.reference.value.count, Fraction(1)), 2)


def _units(value: Fraction) -> int | str:
    return value.numerator if value.denominator == 1 else percent(value / 100, 1)


def _threshold(one: Threshold, found: Chain) -> Document:
    return {
        "provision": one.provision,
        "question": one.question,
        "number": one.number.count,
        "at_least": one.at_least.count,
        "at_most": one.at_most.count,
        "standing": one.standing.value,
        "states": list(one.states),
        "note": one.note,
        "at_percent": percent(
            min(Fraction(one.number.count, found.reference.value.count), Fraction(1)), 2
        ),
    }


def _line(row: StateLine) -> Document:
    units = row.pledged_units
    fair = row.fair_share.value
    missing = (
        None if units is None else art57_council_act.shortfall(fair_share=fair, pledged_units=units)
    )
    values = {COLUMN[kind]: number(node.value) for kind, node in row.pledged.items()}
    return {
        "code": row.state.code,
        "name": row.state.name,
        "share_percent": percent(row.share.value),
        "fair_share_units": fair.count,
        "fair_share_eur": number(row.fair_share_money.value),
        "pledged": values,
        "units": None if units is None else _units(units),
        "percent": None if units is None else percent(units / fair.count, 1),
        "missing_units": None if missing is None else _units(missing),
        "declined": row.declined,
        "has_spoken": row.declined or any(value is not None for value in values.values()),
        "unknown": [name for name, value in values.items() if value is None],
    }


def _ad_hoc(year: Year) -> list[Document]:
    """Write the offers of associated states, which are part of no total (Art. 13(1))."""
    return [
        {
            "code": state.code,
            "name": state.name,
            "offers": {
                COLUMN[kind]: number(event.amount)
                for kind, event in year.pledging.ad_hoc[state.code].items()
            },
        }
        for state in ASSOCIATED_STATES
        if state.code in year.pledging.ad_hoc
    ]
