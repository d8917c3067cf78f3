"""
Responsibility offsets of a year: which thresholds of Art. 63 are open, and by how much.

Where pledges are not published, what is known is a lower bound, and what the unpublished pledges
could hold an upper one: a threshold is open, closed, or not decided by what is published.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from fractions import Fraction

from solidarity.cycle.chain import Chain
from solidarity.cycle.chain_line import StateLine
from solidarity.cycle.chain_statements import rest_of
from solidarity.errors import OutOfScope
from solidarity.law.part2_annual_cycle.art12_proposal import RELOCATIONS_MIN
from solidarity.law.part4_solidarity import (
    art56_pool,
    art63_responsibility_offsets,
    art63_thresholds,
)
from solidarity.terms.quantities import Euro, Kind, Persons


class Standing(Enum):
    """How a threshold stands on what is published."""

    OPEN = "open"
    CLOSED = "closed"
    UNDECIDED = "not decided by what is published"


@dataclass(frozen=True, slots=True)
class Threshold:
    """
    One threshold of Art. 63.

    Attributes:
        provision: Where it stands.
        question: What is asked, in words.
        number: The number that decides, in persons.
        at_least: Pledges known.
        at_most: Pledges known and what the unpublished ones could hold.
        standing: Whether it is open.
        note: Why, where the numbers alone do not say it.
        states: For thresholds of single states, those for which it is open.
    """

    provision: str
    question: str
    number: Persons
    at_least: Persons
    at_most: Persons
    standing: Standing
    note: str = ""
    states: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class OffsetView:
    """
    Offsets of a year.

    Attributes:
        thresholds: 63(1) and (2)(a), 63(2)(b), 63(3)-(4).
        target: Relocations or offsets to be reached under 63(3).
        gap_at_least: What is missing if every unpublished pledge were a full relocation pledge.
        gap_at_most: What is missing on what is known.
        caps: Most offsets each contributing state could be obliged to take (63(7)).
        split: The gap on what is known, shared among them (R-003).
        taken: Offsets taken, None where the number is not published.
        at_most: States whose pledge of relocations is not published: what they pledged would lower
            their limit, so it is given as if they had pledged none.
    """

    thresholds: tuple[Threshold, ...]
    target: Persons
    gap_at_least: Persons
    gap_at_most: Persons
    caps: Mapping[str, Persons]
    split: Mapping[str, Persons]
    taken: Mapping[str, Persons | None]
    at_most: frozenset[str]


def offsets(chain: Chain, *, reconvened: bool) -> OffsetView:
    """
    Set the year against the thresholds of Art. 63.

    Args:
        chain: The chain of the year.
        reconvened: Whether the High-Level Forum met again under Art. 13(4).

    Returns:
        Thresholds, target, gap and caps.

    Raises:
        OutOfScope: If the number in the Commission proposal is not known.
    """
    if chain.proposed is None:
        raise OutOfScope(f"the number in the Commission proposal for {chain.year} is not known")
    fixed = _bounds(chain, effective=False)
    effective = _bounds(chain, effective=True)
    floor = art63_thresholds.floor(
        relocations_min=RELOCATIONS_MIN.on(chain.as_of),
        proposed=chain.proposed.value,
        option=art63_thresholds.Floor(chain.readings.of("R-015")),
    )
    target = art63_responsibility_offsets.target(
        relocations_min=floor, reference=chain.reference.value
    )
    low = art63_responsibility_offsets.gap(target=target, effective=effective[1])
    high = art63_responsibility_offsets.gap(target=target, effective=effective[0])
    caps = {line.state.code: _cap(line, chain) for line in chain.lines if _contributes(line)}
    return OffsetView(
        thresholds=(
            _requests(fixed, chain.proposed.value),
            _own_share(chain),
            _mandatory((fixed, effective), target, chain, reconvened),
        ),
        target=target,
        gap_at_least=low,
        gap_at_most=high,
        caps=caps,
        split=art63_responsibility_offsets.split_gap(
            gap=high, caps=caps, split=chain.readings.of("R-003")
        ),
        taken={line.state.code: line.offset.value for line in chain.lines if line.offset},
        at_most=frozenset(
            line.state.code
            for line in chain.lines
            if line.state.code in caps and line.pledged[Kind.RELOCATION].value is None
        ),
    )


def _contributes(line: StateLine) -> bool:
    """Tell whether a state contributes: neither benefitting nor fully relieved."""
    relieved = line.adjusted is not None and line.adjusted.value == line.fair_share_money.value
    return line.released is None and not relieved


def _bounds(chain: Chain, *, effective: bool) -> tuple[Persons, Persons]:
    """Give relocation pledges as known, and with what the unpublished ones could hold."""
    low = high = 0
    for line in chain.lines:
        if effective and not _contributes(line):
            continue
        pledged = line.pledged[Kind.RELOCATION].value
        if isinstance(pledged, Persons):
            low, high = low + pledged.count, high + pledged.count
        else:
            high += _room(line, chain)
    return Persons(low), Persons(high)


def _room(line: StateLine, chain: Chain) -> int:
    """Give how many relocations the rest of a fair share could hold."""
    return rest_of(line, Kind.RELOCATION, chain).cents // chain.value.value.cents


def _standing(low: bool, high: bool) -> Standing:  # noqa: FBT001 - both ends of one question
    if low == high:
        return Standing.OPEN if low else Standing.CLOSED
    return Standing.UNDECIDED


def _requests(fixed: tuple[Persons, Persons], proposed: Persons) -> Threshold:
    asked = [
        art63_responsibility_offsets.may_request_offsets(relocation_pledges=end, proposed=proposed)
        for end in fixed
    ]
    return Threshold(
        "Art. 63(1), (2)(a)",
        "relocation pledges of at least half the number proposed: offsets can be asked for",
        _part(proposed, art63_thresholds.PLEDGED_PART_MIN.on(art63_thresholds.APPLIES_FROM)),
        *fixed,
        _standing(*asked),
    )


def _part(whole: Persons, part: Fraction) -> Persons:
    return Persons(-((-whole.count * part.numerator) // part.denominator))


def _own_share(chain: Chain) -> Threshold:
    open_for = []
    undecided = False
    for line in chain.lines:
        pledged = line.pledged[Kind.RELOCATION].value
        if not _contributes(line):
            continue
        if not isinstance(pledged, Persons):
            undecided = True
        elif art63_responsibility_offsets.may_offer_by_own_share(
            relocations_pledged=pledged, fair_share=_measure(line, chain)
        ):
            open_for.append(line.state.code)
    standing = Standing.OPEN if open_for else Standing.CLOSED
    if not open_for and undecided:
        standing = Standing.UNDECIDED
    known = Persons(len(open_for))
    return Threshold(
        "Art. 63(2)(b)",
        "at least half of its own fair share pledged as relocations: the state can offer offsets",
        Persons(1),
        known,
        Persons(sum(1 for line in chain.lines if _contributes(line))) if undecided else known,
        standing,
        states=tuple(open_for),
    )


def _measure(line: StateLine, chain: Chain) -> Persons:
    """Give the fair share of which half must be relocations (R-016)."""
    other = sum(
        (
            art56_pool.units(kind=kind, amount=amount, value=chain.value.value)
            for kind in (Kind.FINANCIAL, Kind.ALTERNATIVE)
            if isinstance(amount := line.pledged[kind].value, Euro)
        ),
        Fraction(0),
    )
    return art63_thresholds.own_share(
        fair_share=line.fair_share.value,
        other_units=other,
        option=art63_thresholds.OwnShare(chain.readings.of("R-016")),
    )


def _mandatory(
    bounds: tuple[tuple[Persons, Persons], tuple[Persons, Persons]],
    target: Persons,
    chain: Chain,
    reconvened: bool,  # noqa: FBT001 - passed on
) -> Threshold:
    fixed, effective = bounds
    reduced = [
        art63_thresholds.is_reduced_below(fixed=before, effective=after, target=target)
        for before, after in zip(fixed, effective, strict=True)
    ]
    asked = [
        art63_responsibility_offsets.is_mandatory(
            pledges=after,
            target=target,
            forum_reconvened=reconvened,
            reduced=is_reduced,
            forum_needed=chain.readings.of("R-014"),
        )
        for after, is_reduced in zip(effective, reduced, strict=True)
    ]
    return Threshold(
        "Art. 63(3)-(4)",
        "relocation pledges to be implemented below the target, after the forum met again or"
        " because of releases and deductions: offsets are mandatory",
        target,
        *effective,
        _standing(*asked),
        _why(any(reduced), reconvened),
    )


def _why(reduced: bool, reconvened: bool) -> str:  # noqa: FBT001 - two answers, one sentence
    if reconvened:
        return "the forum has met again under Art. 13(4)"
    if reduced:
        return "releases and deductions bring pledges below the target (Art. 63(4), R-014)"
    return (
        "pledges were below the target before any release or deduction, and the forum has not met"
        " again under Art. 13(4) (R-030)"
    )


def _cap(line: StateLine, chain: Chain) -> Persons:
    pledged = line.pledged[Kind.RELOCATION].value
    relocations = pledged if isinstance(pledged, Persons) else Persons(0)
    other = sum(
        (
            art56_pool.units(kind=kind, amount=amount, value=chain.value.value)
            for kind in (Kind.FINANCIAL, Kind.ALTERNATIVE)
            if isinstance(amount := line.pledged[kind].value, Euro)
        ),
        Fraction(0),
    )
    return art63_responsibility_offsets.cap(
        fair_share=line.fair_share.value,
        relocations=relocations,
        offsets_taken=Persons(0),
        other_units=other,
        money=chain.readings.of("R-004"),
    )
