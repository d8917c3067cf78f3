"""
The books: a year in double entry, written from its events and not from its chain.

A daybook notes what moves amounts while the events of a year pass by on their way to the stations.
When it is closed, the amounts are booked in the order in which the law lets them act: pledges fixed
by the Council, deductions, offsets, release of benefitting states; that settles what is due. Then
what became of it: deliveries, relocations made up by offsets, alternative measures that became
money, payments. An amount that is not published cannot be booked; it is named instead.

The same euro can be entered where it is delivered (station 8) and where it is paid (station 10): it
is booked once, as paid, with the higher of the two. A level confirmed in January stands in the
place of the deliveries of that state, as it does in the chain.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from solidarity.cycle.chain import Chain, KeyTables
from solidarity.cycle.chain_line import KIND_WORDS
from solidarity.cycle.s05_pool import PledgeFixed, PoolActAdopted
from solidarity.cycle.s06_access import AccessBasis
from solidarity.cycle.s07_deductions import DeductionGranted
from solidarity.cycle.s08_implementation import Implemented
from solidarity.cycle.s09_offsets import OffsetTaken
from solidarity.cycle.s10_confirmation import AlternativeConverted, Confirmed, Paid
from solidarity.cycle.year import Year
from solidarity.law.crisis.art09_credit import Credit, credit_for_year, fair_share_after_credit
from solidarity.law.part2_annual_cycle.art12_proposal import (
    FINANCIAL_MIN,
    RELOCATIONS_MIN,
    value_of_one_relocation,
)
from solidarity.law.part4_solidarity.art57_council_act import fair_share_units
from solidarity.law.part4_solidarity.art63_responsibility_offsets import cap
from solidarity.law.part4_solidarity.art63_value import value_within_share
from solidarity.law.part4_solidarity.art66_reference_key import reference_key
from solidarity.ledger.accounts import Balances, Stage, hold_balances, number_of, quantity_of
from solidarity.ledger.events import Event
from solidarity.terms.member_states import Part, bound_states
from solidarity.terms.quantities import ZERO_PERSONS, Euro, Kind, Persons, Quantity, Rounding
from solidarity.terms.readings import Readings

_BY_AGREEMENT: Final = "Art. 63(1)-(2)"
_MANDATORY: Final = "Art. 63(3)-(4)"
_MADE_UP: Final = "Art. 63(5)"
_GROUPS: Final[Mapping[int, str]] = {
    1: _BY_AGREEMENT,
    2: _BY_AGREEMENT,
    3: _MANDATORY,
    4: _MANDATORY,
    5: _MADE_UP,
}

_SINCE_SETTLED: Final = (
    Stage.PLEDGED,
    Stage.OFFSET,
    Stage.CONVERTED,
    Stage.IMPLEMENTED,
    Stage.PAID,
    Stage.VOLUNTARY,
)
"""Stages whose growth, after what is due was settled, came out of OPEN."""


@dataclass(frozen=True, slots=True)
class Books:
    """
    The books of a year.

    Attributes:
        year: Solidarity year.
        settled: Balances when all is booked that decides what is due, and nothing delivered yet.
        balances: Balances when everything is booked.
        left_out: What could not be booked, in words: amounts not published, or more than there is.
    """

    year: int
    settled: Balances
    balances: Balances
    left_out: tuple[str, ...]

    def due(self, state: str, kind: Kind) -> Quantity:
        """
        What was due before anything was delivered: what is open still, and what has left since.

        A conversion of alternative measures into money is undone for the comparison: it happens
        after the year, and the chain shows each kind as it was pledged.
        """
        since = sum(
            number_of(kind, self.balances.of(state, kind, stage))
            - number_of(kind, self.settled.of(state, kind, stage))
            for stage in _SINCE_SETTLED
        )
        return quantity_of(kind, number_of(kind, self.balances.open(state, kind)) + since)


class Daybook:
    """What moves amounts, noted as the events of a year pass by; deliveries are only counted."""

    def __init__(self) -> None:
        """Begin before the first event."""
        self.acts = 0
        self.fixed: dict[str, dict[tuple[int, Kind], Quantity | None]] = {}
        self.granted: dict[str, DeductionGranted] = {}
        self.offsets: defaultdict[tuple[str, str], int] = defaultdict(int)
        self.unpublished: dict[tuple[str, str], None] = {}
        self.delivered: defaultdict[str, list[int]] = defaultdict(lambda: [0, 0, 0])
        self.confirmed: dict[str, Confirmed] = {}
        self.converted: dict[str, Euro] = {}
        self.paid: defaultdict[str, int] = defaultdict(int)

    def watch(self, events: Iterable[Event]) -> Iterator[Event]:
        """
        Pass events on as they come, and note what moves amounts.

        Args:
            events: The events of a year that stand, in order; there may be a million deliveries.

        Yields:
            The same events.
        """
        for event in events:
            if isinstance(event, Implemented):
                self._count(event)
            else:
                self._note(event)
            yield event

    def _count(self, event: Implemented) -> None:
        row, amount = self.delivered[event.state], event.amount
        if isinstance(amount, Persons):
            row[0] += amount.count
        else:
            row[1 if event.kind is Kind.FINANCIAL else 2] += amount.cents

    def _note(self, event: Event) -> None:
        match event:
            case PoolActAdopted():
                self.acts += 1
            case PledgeFixed():
                lines = self.fixed.setdefault(event.state, {})
                lines[self.acts, event.kind] = event.amount
            case DeductionGranted():
                self.granted[event.id] = event
            case OffsetTaken():
                self._offset(event)
            case Confirmed():
                self.confirmed[event.state] = event
            case AlternativeConverted():
                self.converted[event.state] = event.amount
            case Paid():
                self.paid[event.state] += event.amount.cents
            case _:
                pass

    def _offset(self, event: OffsetTaken) -> None:
        key = event.state, _GROUPS.get(event.paragraph, f"Art. 63({event.paragraph})")
        if event.applications is None:
            self.unpublished[key] = None
        else:
            self.offsets[key] += event.applications.count


class _Writing:
    """Balances while they are written, and what could not be."""

    def __init__(self) -> None:
        self.balances = Balances()
        self.left_out: dict[str, None] = {}

    def leave_out(self, state: str, what: str, why: str = "not published") -> None:
        self.left_out[f"{state}: {what}, {why}"] = None

    def promise(self, state: str, kind: Kind, amount: Quantity | None) -> None:
        """Book what is fixed; name it where its amount is not published."""
        what = f"{KIND_WORDS[kind]} pledged"
        if amount is None:
            self.leave_out(state, what)
        elif self._fits(state, what, kind, amount):
            self.balances = self.balances.move(
                state, kind, amount, source=Stage.PLEDGED, to=Stage.OPEN
            )

    def take(self, state: str, kind: Kind, amount: Quantity, *, to: Stage) -> Quantity:
        """Book what leaves OPEN, as far as it goes; name the rest; give what left."""
        what = f"{KIND_WORDS[kind]} {to.name.lower()}"
        if not self._fits(state, what, kind, amount):
            return quantity_of(kind, 0)
        wanted = number_of(kind, amount)
        taken = quantity_of(kind, min(wanted, number_of(kind, self.balances.open(state, kind))))
        if taken != amount:
            self.leave_out(state, what, f"{amount} of which only {taken} is open")
        self.balances = self.balances.move(state, kind, taken, source=Stage.OPEN, to=to)
        return taken

    def deliver(self, state: str, kind: Kind, amount: Quantity, *, to: Stage) -> None:
        """Book what became of an amount; what goes beyond the promise is voluntary."""
        if self._fits(state, f"{KIND_WORDS[kind]} {to.name.lower()}", kind, amount):
            self.balances = self.balances.deliver(state, kind, amount, to=to)

    def _fits(self, state: str, what: str, kind: Kind, amount: Quantity) -> bool:
        fits = isinstance(amount, Persons) is (kind is Kind.RELOCATION)
        if fits and number_of(kind, amount) >= 0:
            return True
        self.leave_out(state, what, f"{amount} cannot be booked")
        return False


def close(daybook: Daybook, year: Year, tables: KeyTables | None, readings: Readings) -> Books:
    """
    Write the books of a year.

    Args:
        daybook: What was noted while its events passed by.
        year: The year folded from the same events: who benefits, and pledges made in the forum of
            states for which no act fixes any.
        tables: Statistics of the reference key, on which the room for mandatory offsets rests;
            None if none are frozen.
        readings: R-004 (mandatory offsets and money), R-005 (rounding), R-027 (who is released).

    Returns:
        The books.

    Raises:
        InvariantBroken: If an amount was lost or made on the way: a fault of this software.
    """
    writing = _Writing()
    pledges = _pledges(daybook, year)
    for state, kind, amount in pledges:
        writing.promise(state, kind, amount)
    _deduct(writing, daybook)
    _offset(writing, daybook)
    _offset_money(writing, daybook, _values(daybook, year, tables, readings))
    _release(writing, year, readings)
    settled = writing.balances
    _deliver(writing, daybook)
    hold_balances(settled)
    hold_balances(writing.balances)
    return Books(year.year, settled, writing.balances, tuple(writing.left_out))


def _pledges(daybook: Daybook, year: Year) -> list[tuple[str, Kind, Quantity | None]]:
    """Give every line fixed; of a state of which the act fixes none, what it said in the forum."""
    found = [
        (state, kind, amount)
        for state, lines in daybook.fixed.items()
        for (_, kind), amount in lines.items()
    ]
    return found + [
        (state, kind, line.amount)
        for state, lines in year.pledging.pledges.items()
        if state not in daybook.fixed
        for (_, kind), line in lines.items()
    ]


def _deduct(writing: _Writing, daybook: Daybook) -> None:
    for event in daybook.granted.values():
        if event.full:
            for kind in Kind:
                rest = writing.balances.open(event.state, kind)
                writing.take(event.state, kind, rest, to=Stage.DEDUCTED)
        else:
            for kind, amount in event.amounts:
                writing.take(event.state, kind, amount, to=Stage.DEDUCTED)
        for kind, amount in event.replaced_by:
            writing.promise(event.state, kind, amount)


def _offset(writing: _Writing, daybook: Daybook) -> None:
    """Book offsets by agreement, which stand in the place of relocations; name what cannot be."""
    for state, group in daybook.unpublished:
        writing.leave_out(state, f"offsets under {group}")
    for (state, group), count in daybook.offsets.items():
        if group == _BY_AGREEMENT:
            writing.deliver(state, Kind.RELOCATION, Persons(count), to=Stage.OFFSET)
        elif group not in {_MANDATORY, _MADE_UP}:
            writing.leave_out(state, f"offsets under {group}", "which no rule counts")


def _offset_money(writing: _Writing, daybook: Daybook, values: Mapping[str, Euro] | None) -> None:
    """Book mandatory offsets out of money, at their value within the fair share."""
    for state, group in daybook.offsets:
        if group != _MANDATORY:
            continue
        if values is None:
            writing.leave_out(state, f"value of offsets under {group}", "not counted against money")
        elif (state, group) not in daybook.unpublished and state in values:
            writing.deliver(state, Kind.FINANCIAL, values[state], to=Stage.OFFSET)
        else:
            writing.leave_out(state, f"value of offsets under {group}", "not known")


def _values(
    daybook: Daybook, year: Year, tables: KeyTables | None, readings: Readings
) -> dict[str, Euro] | None:
    """Value mandatory offsets within the fair share; None where none count (R-004)."""
    counts = {state: n for (state, group), n in daybook.offsets.items() if group == _MANDATORY}
    if not counts or readings.of("R-004") != "included":
        return None
    act = year.pool.act
    if act is None or tables is None:
        return {}
    value = value_of_one_relocation(RELOCATIONS_MIN.on(act.on), FINANCIAL_MIN.on(act.on))
    shares = fair_shares(year, tables, readings)
    found = {}
    for state, count in counts.items():
        if state in shares:
            room = cap(
                fair_share=shares[state],
                relocations=_relocations(daybook, year, state),
                offsets_taken=ZERO_PERSONS,
            )
            found[state] = value_within_share(offsets=Persons(count), room=room, value=value)
    return found


def _relocations(daybook: Daybook, year: Year, code: str) -> Persons:
    """Add the relocations a state pledged; none if one of the lines is not published."""
    amounts = [
        amount
        for state, kind, amount in _pledges(daybook, year)
        if (state, kind) == (code, Kind.RELOCATION)
    ]
    known = [amount.count for amount in amounts if isinstance(amount, Persons)]
    return Persons(sum(known)) if len(known) == len(amounts) else ZERO_PERSONS


def fair_shares(year: Year, tables: KeyTables, readings: Readings) -> dict[str, Persons]:
    """
    Work out the fair share of every bound state, after crisis credit, without the chain.

    Args:
        year: The year; nothing is shared before a Council act.
        tables: Statistics of the reference key.
        readings: R-005, how persons become whole.

    Returns:
        Persons by EU code.
    """
    act = year.pool.act
    if act is None:
        return {}
    codes = tuple(state.code for state in bound_states(Part.SOLIDARITY, act.on))
    key = reference_key(
        population={code: tables.population[code].value for code in codes},
        gdp={code: tables.gdp[code].value for code in codes},
        states=codes,
    )
    found = {}
    for code in codes:
        printed = year.pool.shares.get(code)
        share = fair_share_units(
            share=key[code] if printed is None else printed.share,
            reference=act.relocations,
            rounding=Rounding(readings.of("R-005")),
        )
        for event in year.proposal.credits.get(code, ()):
            credit = Credit(event.above, event.on, event.first_year)
            less = credit_for_year(credit=credit, year=year.year, used=event.used)
            share = fair_share_after_credit(fair_share=share, credit=less)
        found[code] = share
    return found


def _release(writing: _Writing, year: Year, readings: Readings) -> None:
    """Release what is still open of benefitting states (Art. 60(3), R-027)."""
    for state in writing.balances.states():
        basis = year.access.access(state)
        reported = basis is AccessBasis.REPORTED and readings.of("R-027") == "not_released"
        if basis is None or reported:
            continue
        for kind in Kind:
            rest = writing.balances.open(state, kind)
            writing.take(state, kind, rest, to=Stage.RELEASED)


def _deliver(writing: _Writing, daybook: Daybook) -> None:
    money = {state: Euro(cents) for state, cents in daybook.paid.items()}
    for state in dict.fromkeys((*daybook.delivered, *daybook.confirmed)):
        persons, cents, alternative = _delivered(daybook, state)
        writing.deliver(state, Kind.RELOCATION, persons, to=Stage.IMPLEMENTED)
        writing.deliver(state, Kind.ALTERNATIVE, alternative, to=Stage.IMPLEMENTED)
        money[state] = max(cents, money.get(state, cents))
    for (state, group), count in daybook.offsets.items():
        if group == _MADE_UP:
            writing.deliver(state, Kind.RELOCATION, Persons(count), to=Stage.OFFSET)
    for state, amount in daybook.converted.items():
        became = writing.take(state, Kind.ALTERNATIVE, amount, to=Stage.CONVERTED)
        writing.promise(state, Kind.FINANCIAL, became)
    for state, amount in money.items():
        writing.deliver(state, Kind.FINANCIAL, amount, to=Stage.PAID)


def _delivered(daybook: Daybook, state: str) -> tuple[Persons, Euro, Euro]:
    """Give what a state delivered: as it confirmed in January, else as counted."""
    confirmed = daybook.confirmed.get(state)
    if confirmed is not None:
        return confirmed.relocations, confirmed.financial, confirmed.alternative
    persons, money, alternative = daybook.delivered[state]
    return Persons(persons), Euro(money), Euro(alternative)


def audit(chain: Chain, books: Books) -> tuple[str, ...]:
    """
    Compare the chain of a year with its books.

    The net due of the chain is what remains to be implemented before anything is delivered: what is
    pledged, less deducted, plus put in its place, less offset, and nothing for benefitting states.
    In the books that is what is open plus what was delivered out of it.

    Args:
        chain: The chain of the year.
        books: The books of the same year, written from the same events.

    Returns:
        Each difference in words; empty if both agree on every figure that is known.
    """
    found = []
    for line in chain.lines:
        code = line.state.code
        for kind in Kind:
            due, entered = line.net_due[kind].value, books.due(code, kind)
            if due is not None and due != entered:
                found.append(
                    f"{code}: {KIND_WORDS[kind]} due: {due} in the chain, {entered} in the books"
                )
            told = line.implemented[kind].value
            done = books.balances.of(code, kind, Stage.IMPLEMENTED)
            if kind is not Kind.FINANCIAL and told is not None and told != done:
                found.append(
                    f"{code}: {KIND_WORDS[kind]} implemented: {told} in the chain,"
                    f" {done} in the books"
                )
    known = {line.state.code for line in chain.lines}
    unknown = [state for state in books.balances.states() if state not in known]
    return (*found, *(f"{code}: in the books, and without a line in the chain" for code in unknown))
