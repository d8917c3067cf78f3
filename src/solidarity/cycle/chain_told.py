"""What the journal says of one Member State: the stations of a year, seen from one state."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from solidarity.cycle.amounts import Line
from solidarity.cycle.chain_line import KIND_WORDS, Told, named, of
from solidarity.cycle.s03_proposal import CreditAuthorised
from solidarity.cycle.s06_access import AccessBasis
from solidarity.cycle.s07_deductions import DeductionGranted
from solidarity.cycle.year import Year
from solidarity.law.crisis.art09_credit import Credit, credit_for_year
from solidarity.terms.findings import Basis, Fact, Finding, Source, find
from solidarity.terms.member_states import MemberState, member_state
from solidarity.terms.quantities import Euro, Kind, Persons, Quantity
from solidarity.terms.readings import Readings
from solidarity.terms.statuses import Status

_JOURNAL = Source("entries of the journal", confidence="computed")
_BY_AGREEMENT = (1, 2)
_MANDATORY = (3, 4)


def told(year: Year, code: str, readings: Readings) -> Told:
    """
    Gather what the journal says of one state.

    Args:
        year: The year as folded from the journal.
        code: The state.
        readings: R-027 decides whether a state reported as benefitting counts as released.

    Returns:
        What is told, each figure with its source.
    """
    state = member_state(code)
    pledged = _pledged(year, state)
    adjusted = year.pool.adjusted.get(code)
    share = year.pool.shares.get(code)
    granted = year.deductions.granted_to(code)
    declined = year.pledging.declined.get(code)
    offsets = _offsets(year, state, _BY_AGREEMENT)
    paid = year.confirmation.paid.get(code)
    return Told(
        statuses=year.statuses_of(code) - {Status.CONTRIBUTING},
        share=None
        if share is None
        else Fact(f"share {of(state)}", share.share, Basis.PUBLISHED, share.source),
        credits=tuple(
            _credit(state, event, year.year) for event in year.proposal.credits.get(code, ())
        ),
        pledged=pledged,
        declined=None if pledged else declined,
        benefitting=_benefitting(year, state, readings),
        adjusted=None
        if adjusted is None
        else Fact(
            f"part adjusted in the pool act for {named(state)}",
            adjusted.percent / 100,
            Basis.REPORTED,
            adjusted.source,
        ),
        deducted=_deducted(state, granted, pledged),
        replaced=_replaced(state, granted),
        deduction_act=", ".join(dict.fromkeys(event.act for event in granted)),
        offsets=offsets,
        offsets_paragraph=_paragraph(year, code),
        mandatory_offsets=_offsets(year, state, _MANDATORY),
        implemented=_implemented(year, state),
        paid=None
        if paid is None
        else Fact(f"paid {of(state)}", paid, Basis.REPORTED, _JOURNAL, "EUR"),
    )


def _unit(kind: Kind) -> str:
    return "persons" if kind is Kind.RELOCATION else "EUR"


def _credit(state: MemberState, event: CreditAuthorised, year: int) -> Finding[Persons]:
    """Find how much of a credit from a crisis lowers the fair share of this year."""
    above, used = (
        Fact(f"{words} {of(state)}", count, Basis.PUBLISHED, event.source, "persons")
        for words, count in (
            ("applications above the fair share in a crisis", event.above),
            ("credit used before", event.used),
        )
    )
    found = find(
        credit_for_year,
        name=f"crisis credit {of(state)} in {year}",
        text=f"{event.act}: what is left, spread evenly over the cycles left of five: {{value}}.",
        unit="persons",
        given={"used": used},
        settings={"credit": Credit(event.above, event.on, event.first_year), "year": year},
    )
    return replace(found, facts=(above, *found.facts))


def _pledged(year: Year, state: MemberState) -> dict[Kind, Fact[Quantity | None]]:
    """Give the pledge as fixed by the act; before the act, as made in the forum."""
    fixed = year.pool.pledges.get(state.code) or year.pledging.pledges.get(state.code) or {}
    lines: dict[Kind, list[Line]] = {}
    for (_, kind), line in fixed.items():
        lines.setdefault(kind, []).append(line)
    return {kind: _joined(state, kind, found) for kind, found in lines.items()}


def _joined(state: MemberState, kind: Kind, lines: list[Line]) -> Fact[Quantity | None]:
    amounts = [line.amount for line in lines]
    last = lines[-1]
    name = f"{KIND_WORDS[kind]} pledged {of(state)}"
    if any(amount is None for amount in amounts):
        return Fact(name, None, Basis.UNKNOWN, last.source, _unit(kind))
    return Fact(name, _added(kind, amounts), last.basis, last.source, _unit(kind))


def _added(kind: Kind, amounts: list[Quantity | None]) -> Quantity:
    if kind is Kind.RELOCATION:
        return Persons(sum(a.count for a in amounts if isinstance(a, Persons)))
    return Euro(sum(a.cents for a in amounts if isinstance(a, Euro)))


def _benefitting(year: Year, state: MemberState, readings: Readings) -> Fact[bool] | None:
    basis = year.access.access(state.code)
    if basis is None:
        return None
    name = f"whether {named(state)} is a benefitting Member State"
    if basis is AccessBasis.REPORTED:
        if readings.of("R-027") == "not_released":
            return None
        return Fact(name, True, Basis.REPORTED, year.access.reported[state.code].source)
    if basis is AccessBasis.USE_INTENDED:
        return Fact(name, True, Basis.PUBLISHED, year.access.intended[state.code].source)
    return Fact(name, True, Basis.PUBLISHED, year.access.decided[state.code].source)


def _deducted(
    state: MemberState,
    granted: tuple[DeductionGranted, ...],
    pledged: Mapping[Kind, Fact[Quantity | None]],
) -> dict[Kind, Fact[Quantity]]:
    """Give what Council acts took out; a full deduction takes out all that was pledged."""
    found: dict[Kind, Fact[Quantity]] = {}
    for event in granted:
        if event.full:
            found.clear()  # what was taken out before is part of the whole
            amounts = {kind: fact.value for kind, fact in pledged.items()}
        else:
            amounts = dict(event.amounts)
        _enter(found, amounts, (f"deducted from the pledge {of(state)}", event.source))
    return found


def _replaced(
    state: MemberState, granted: tuple[DeductionGranted, ...]
) -> dict[Kind, Fact[Quantity]]:
    found: dict[Kind, Fact[Quantity]] = {}
    for event in granted:
        if event.full:
            found.clear()  # what was put in its place before is taken out with it
        named = (f"put in place of another type in the pledge {of(state)}", event.source)
        _enter(found, dict(event.replaced_by), named)
    return found


def _enter(
    found: dict[Kind, Fact[Quantity]],
    amounts: Mapping[Kind, Quantity | None],
    named: tuple[str, Source],
) -> None:
    name, source = named
    for kind, amount in amounts.items():
        if amount is None:
            continue
        before = found[kind].value if kind in found else None
        value = _added(kind, [before, amount])
        found[kind] = Fact(name, value, Basis.PUBLISHED, source, _unit(kind))


def _offsets(
    year: Year, state: MemberState, paragraphs: tuple[int, ...]
) -> Fact[Persons | None] | None:
    """Give the offsets taken under some paragraphs; one number not published hides the sum."""
    rows = tuple(
        event
        for event in year.offsets.taken
        if event.state == state.code and event.paragraph in paragraphs
    )
    if not rows:
        return None
    found = year.offsets.offsets_of(state.code, paragraphs)
    name, last = f"offsets taken {of(state)}", rows[-1]
    if not found.is_complete:
        return Fact(name, None, Basis.UNKNOWN, last.source, "persons")
    return Fact(name, found.known, last.basis, last.source, "persons")


def _paragraph(year: Year, code: str) -> int:
    """Give the paragraph of Art. 63 under which a state took its last offsets; 0 if none."""
    found = [
        event.paragraph
        for event in year.offsets.taken
        if event.state == code and event.paragraph in _BY_AGREEMENT
    ]
    return found[-1] if found else 0


def _implemented(year: Year, state: MemberState) -> dict[Kind, Fact[Quantity]]:
    """Give what was delivered: as confirmed in January, else as the journal has it so far."""
    confirmed = year.confirmation.confirmed.get(state.code)
    if confirmed is not None:
        levels: dict[Kind, Quantity] = {
            Kind.RELOCATION: confirmed.relocations,
            Kind.FINANCIAL: confirmed.financial,
            Kind.ALTERNATIVE: confirmed.alternative,
        }
        source, basis = confirmed.source, Basis.PUBLISHED
    elif state.code in year.implementation.implemented:
        levels = {kind: year.implementation.delivered_by(state.code, kind) for kind in Kind}
        source, basis = _JOURNAL, Basis.REPORTED
    else:
        return {}
    return {
        kind: Fact(f"{KIND_WORDS[kind]} implemented {of(state)}", level, basis, source, _unit(kind))
        for kind, level in levels.items()
    }
