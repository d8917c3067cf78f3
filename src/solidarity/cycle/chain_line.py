"""
One Member State's line of the chain.

Share → fair share → pledged → released and deducted → offset → net due → implemented → paid: each
a `Fact` or a `Finding`, so that any figure opens down to the facts and provisions it rests on. What
is not published stays None all the way: it is never added as zero.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction

from solidarity.law.crisis import art09_credit
from solidarity.law.part2_annual_cycle import art12_proposal
from solidarity.law.part4_solidarity import (
    art56_pool,
    art57_council_act,
    art57_types_not_reported,
    art60_net_due,
    art61_adjusted_pledge,
    art63_responsibility_offsets,
    art63_value,
)
from solidarity.terms.findings import Basis, Fact, Finding, Node, Source, find, find_known
from solidarity.terms.member_states import MemberState, member_state
from solidarity.terms.quantities import (
    ZERO_EURO,
    ZERO_PERSONS,
    Euro,
    Kind,
    Persons,
    Quantity,
    Rounding,
    percent,
)
from solidarity.terms.readings import Readings
from solidarity.terms.statuses import Status

KIND_WORDS = {
    Kind.RELOCATION: "relocations",
    Kind.FINANCIAL: "financial contribution",
    Kind.ALTERNATIVE: "alternative measures",
}


NO_SOURCE = Source("No source found", confidence="low")
"""Stands where no source speaks: the figure is not published."""


@dataclass(frozen=True, slots=True)
class Told:
    """
    What the journal says of one Member State in a year.

    A kind that is missing from `pledged` is one on which no source speaks; a `Fact` whose value is
    None is a pledge whose amount is not published.
    """

    statuses: frozenset[Status] = frozenset()
    share: Fact[Fraction] | None = None
    credits: tuple[Finding[Persons], ...] = ()
    pledged: Mapping[Kind, Fact[Quantity | None]] = field(default_factory=dict)
    declined: Source | None = None
    benefitting: Fact[bool] | None = None
    adjusted: Fact[Fraction] | None = None
    deducted: Mapping[Kind, Fact[Quantity]] = field(default_factory=dict)
    replaced: Mapping[Kind, Fact[Quantity]] = field(default_factory=dict)
    deduction_act: str = ""
    offsets: Fact[Persons | None] | None = None
    offsets_paragraph: int = 0
    mandatory_offsets: Fact[Persons | None] | None = None
    implemented: Mapping[Kind, Fact[Quantity]] = field(default_factory=dict)
    paid: Fact[Euro] | None = None


@dataclass(frozen=True, slots=True)
class Frame:
    """What is the same for every Member State in a year."""

    day: date
    reference: Fact[Persons]
    value: Finding[Euro]
    readings: Readings

    @property
    def is_alternative(self) -> bool:
        """Tell whether persons and money are two ways to give one contribution (R-002)."""
        return self.readings.of("R-002") == "alternative"

    @classmethod
    def of(cls, *, day: date, reference: Fact[Persons], readings: Readings) -> Frame:
        """Derive the value of one relocation from the ratio of Art. 12(2) that holds on a day."""
        value = find(
            art12_proposal.value_of_one_relocation,
            name="value of one relocation",
            text="EUR 600 million for 30 000 relocations: {value} each.",
            unit="EUR",
            given={
                "relocations_min": art12_proposal.RELOCATIONS_MIN.fact(day),
                "financial_min": art12_proposal.FINANCIAL_MIN.fact(day),
            },
        )
        return cls(day, reference, value, readings)


@dataclass(frozen=True, slots=True)
class StateLine:
    """
    One Member State's line; every figure is a node that opens.

    `fair_share` is what is owed: after crisis credit where there is any (`credits`), so that caps,
    thresholds and parts measure against it; `fair_share_before` is the number before.
    """

    state: MemberState
    statuses: frozenset[Status]
    share: Node
    recomputed: Finding[Fraction]
    fair_share_before: Finding[Persons]
    credits: tuple[Finding[Persons], ...]
    fair_share: Finding[Persons]
    fair_share_money: Finding[Euro]
    pledged: Mapping[Kind, Node]
    pledged_units: Fraction | None
    released: Node | None
    adjusted: Finding[Euro] | None
    deducted: Mapping[Kind, Fact[Quantity]]
    deduction_act: str
    offset: Fact[Persons | None] | None
    offset_paragraph: int
    offsets_value: Node
    net_due: Mapping[Kind, Node]
    implemented: Mapping[Kind, Fact[Quantity | None]]
    paid: Fact[Euro | None]
    declined: bool


def named(state: MemberState) -> str:
    """Write the name as in a sentence: "Germany", "the Netherlands"."""
    return f"the {state.name}" if state.code == "NL" else state.name


def of(state: MemberState) -> str:
    """Write "of Germany", "of the Netherlands"."""
    return f"of {named(state)}"


def line(code: str, recomputed: Finding[Fraction], told: Told, frame: Frame) -> StateLine:
    """
    Build one Member State's line.

    Args:
        code: The Member State.
        recomputed: Its share recomputed from the statistics.
        told: What the journal says of it.
        frame: What is the same for all.

    Returns:
        The line, every figure a node.
    """
    state = member_state(code)
    share: Node = told.share if told.share is not None else recomputed
    before = _fair_share(state, share, frame)
    units = _after_credit(state, before, told.credits)
    money = find(
        art57_council_act.fair_share_money,
        name=f"fair share {of(state)} in money",
        text="{value}: the persons of the fair share at the value of one relocation.",
        unit="EUR",
        given={"units": units, "value": frame.value},
    )
    pledged = _pledged(state, told, units, frame)
    offsets_value = _offsets_value(state, told, (units, pledged[Kind.RELOCATION]), frame)
    return StateLine(
        state=state,
        statuses=told.statuses,
        share=share,
        recomputed=recomputed,
        fair_share_before=before,
        credits=told.credits,
        fair_share=units,
        fair_share_money=money,
        pledged=pledged,
        pledged_units=_units(pledged, frame.value),
        released=told.benefitting,
        adjusted=_adjusted(state, money, told),
        deducted=told.deducted,
        deduction_act=told.deduction_act,
        offset=told.offsets,
        offset_paragraph=told.offsets_paragraph,
        offsets_value=offsets_value,
        net_due={
            kind: _net_due(state, kind, (pledged[kind], offsets_value), (told, frame))
            for kind in Kind
        },
        implemented={kind: _implemented(state, kind, told) for kind in Kind},
        paid=_paid(state, told),
        declined=told.declined is not None,
    )


def _fair_share(state: MemberState, share: Node, frame: Frame) -> Finding[Persons]:
    rounding = Rounding(frame.readings.of("R-005"))
    words = {Rounding.UP: "rounded up", Rounding.DOWN: "rounded down"}
    how = words.get(rounding, "rounded to the nearest")
    return find(
        art57_council_act.fair_share_units,
        name=f"fair share {of(state)}",
        text=f"{percent(share.value)} % of {frame.reference.value} persons, {how}: {{value}}.",
        unit="persons",
        given={"share": share, "reference": frame.reference},
        settings={"rounding": rounding},
    )


def _after_credit(
    state: MemberState, before: Finding[Persons], granted: tuple[Finding[Persons], ...]
) -> Finding[Persons]:
    """Lower a fair share by the credit of each crisis (Art. 9(4)(a) Regulation (EU) 2024/1359)."""
    left = before
    for credit in granted:
        left = find(
            art09_credit.fair_share_after_credit,
            name=f"fair share {of(state)} after crisis credit",
            text=f"{left.value} less {credit.value}, never below zero: {{value}}.",
            unit="persons",
            given={"fair_share": left, "credit": credit},
        )
    return left


def _zero(kind: Kind) -> Quantity:
    return ZERO_PERSONS if kind is Kind.RELOCATION else ZERO_EURO


def _unit(kind: Kind) -> str:
    return "persons" if kind is Kind.RELOCATION else "EUR"


def _pledged(
    state: MemberState, told: Told, units: Finding[Persons], frame: Frame
) -> Mapping[Kind, Node]:
    """Give what is pledged per kind; a kind on which no source speaks follows reading R-026."""
    if told.declined is not None:
        return {
            kind: Fact(
                f"{KIND_WORDS[kind]} pledged {of(state)}",
                _zero(kind),
                Basis.REPORTED,
                told.declined,
                _unit(kind),
            )
            for kind in Kind
        }
    printed = [fact for fact in told.pledged.values() if fact.basis is Basis.PUBLISHED]
    if printed and len(printed) == len(told.pledged):
        return {
            kind: told.pledged.get(kind) or _not_printed(state, kind, printed[0]) for kind in Kind
        }
    known = {kind: fact for kind, fact in told.pledged.items() if fact.value is not None}
    covered = None
    if frame.is_alternative and known and len(known) == len(told.pledged) < len(Kind):
        covered = _covered(state, known, units, frame)
    return {
        kind: told.pledged.get(kind) or _not_reported(state, kind, covered, frame) for kind in Kind
    }


def _not_printed(state: MemberState, kind: Kind, line: Fact[Quantity | None]) -> Node:
    """Give the pledge in a type of which the act, all of whose lines are known, prints none."""
    name = f"{KIND_WORDS[kind]} pledged {of(state)}"
    return Fact(name, _zero(kind), Basis.PUBLISHED, line.source, _unit(kind))


def _covered(
    state: MemberState,
    known: Mapping[Kind, Fact[Quantity | None]],
    units: Finding[Persons],
    frame: Frame,
) -> Finding[bool]:
    parts = tuple(_in_units(kind, fact, frame.value) for kind, fact in known.items())
    total = sum((part.value for part in parts), Fraction(0))
    pledged = Fact(
        f"pledge {of(state)} in person-equivalents",
        total,
        Basis.COMPUTED,
        Source("sum of the types reported", confidence="computed"),
        "person-equivalents",
    )
    found = find(
        art57_types_not_reported.is_covered,
        name=f"whether what is reported covers the fair share {of(state)}",
        given={
            "fair_share": units,
            "pledged_units": pledged,
            "margin": art57_types_not_reported.MARGIN.fact(frame.day),
        },
    )
    return Finding(
        found.name, found.value, found.source, found.rule, found.facts + parts, found.reading
    )


def _in_units(kind: Kind, node: Node, value: Finding[Euro]) -> Finding[Fraction]:
    return find(
        art56_pool.units,
        name=f"{node.name} in person-equivalents",
        unit="person-equivalents",
        given={"amount": node, "value": value},
        settings={"kind": kind},
    )


def _not_reported(
    state: MemberState, kind: Kind, covered: Finding[bool] | None, frame: Frame
) -> Node:
    """Give the pledge in a type on which no source speaks: nothing more is owed, or not known."""
    name = f"{KIND_WORDS[kind]} pledged {of(state)}"
    if covered is not None and covered.value and frame.readings.of("R-026") == "zero_computed":
        return Finding(
            name,
            _zero(kind),
            covered.source,
            covered.rule,
            (covered,),
            "R-026",
            "No source speaks of this type, and the types reported cover the whole fair share.",
            _unit(kind),
        )
    return Fact(name, None, Basis.UNKNOWN, NO_SOURCE, _unit(kind))


def _units(pledged: Mapping[Kind, Node], value: Finding[Euro]) -> Fraction | None:
    """Give the whole pledge in person-equivalents; None as soon as one type is not published."""
    if any(node.value is None for node in pledged.values()):
        return None
    parts = (_in_units(kind, node, value).value for kind, node in pledged.items())
    return sum(parts, Fraction(0))


def _adjusted(state: MemberState, money: Finding[Euro], told: Told) -> Finding[Euro] | None:
    if told.adjusted is None:
        return None
    return find(
        art61_adjusted_pledge.adjusted_value,
        name=f"adjusted in the pool act for {named(state)}",
        text=f"{percent(told.adjusted.value, 0)} % of the fair share: {{value}}.",
        unit="EUR",
        given={"fair_share": money, "adjusted": told.adjusted},
    )


def _net_due(
    state: MemberState, kind: Kind, figures: tuple[Node, Node], known: tuple[Told, Frame]
) -> Node:
    """Give what of one type remains to be implemented."""
    (pledged, offsets_value), (told, frame) = figures, known
    name = f"{KIND_WORDS[kind]} due {of(state)}"
    if told.benefitting is not None and told.benefitting.value:
        released = (
            art60_net_due.released_relocations
            if kind is Kind.RELOCATION
            else art60_net_due.released_money
        )
        text = "A benefitting Member State need not implement its pledge."
        given: dict[str, object] = {"benefitting": told.benefitting}
        return find(released, name=name, text=text, unit=_unit(kind), given=given)
    given = {
        "pledged": pledged,
        "deducted": told.deducted.get(kind, _none(f"deducted from the pledge {of(state)}", kind)),
        "replaced": told.replaced.get(
            kind, _none(f"put in place of another type in the pledge {of(state)}", kind)
        ),
    }
    if kind is Kind.RELOCATION:
        given["offsets"] = told.offsets or _none(f"offsets taken {of(state)}", kind)
        text = "Pledged, less deducted, plus put in its place, less offsets: {value}."
        return find_known(
            art60_net_due.relocations_due, name=name, text=text, unit="persons", given=given
        )
    counted = kind is Kind.FINANCIAL and frame.readings.of("R-004") == "included"
    none = _none(f"value of mandatory offsets {of(state)}", kind)
    given["offsets_value"] = offsets_value if counted else none
    text = "Pledged, less deducted, plus put in its place, less mandatory offsets: {value}."
    return find_known(art60_net_due.money_due, name=name, text=text, unit="EUR", given=given)


def _none(name: str, kind: Kind) -> Fact[Quantity]:
    """Give the zero of an act that the journal does not hold: no entry, nothing taken."""
    return Fact(
        name,
        _zero(kind),
        Basis.COMPUTED,
        Source("no such act in the journal", confidence="computed"),
        _unit(kind),
    )


def _offsets_value(
    state: MemberState, told: Told, figures: tuple[Finding[Persons], Node], frame: Frame
) -> Node:
    """Give the value of mandatory offsets within what relocations leave of the fair share."""
    name = f"value of mandatory offsets {of(state)}"
    if told.mandatory_offsets is None:
        return _none(name, Kind.FINANCIAL)
    units, pledged = figures
    relocations = pledged.value if isinstance(pledged.value, Persons) else ZERO_PERSONS
    room = art63_responsibility_offsets.cap(
        fair_share=units.value, relocations=relocations, offsets_taken=ZERO_PERSONS
    )
    return find_known(
        art63_value.value_within_share,
        name=name,
        unit="EUR",
        given={"offsets": told.mandatory_offsets, "value": frame.value},
        settings={"room": room},
    )


def _implemented(state: MemberState, kind: Kind, told: Told) -> Fact[Quantity | None]:
    found = told.implemented.get(kind)
    if found is not None:
        return Fact(found.name, found.value, found.basis, found.source, found.unit)
    nothing = Source("no entry in the journal and no source found", confidence="low")
    name = f"{KIND_WORDS[kind]} implemented {of(state)}"
    return Fact(name, None, Basis.UNKNOWN, nothing, _unit(kind))


def _paid(state: MemberState, told: Told) -> Fact[Euro | None]:
    if told.paid is not None:
        return Fact(told.paid.name, told.paid.value, told.paid.basis, told.paid.source, "EUR")
    nothing = Source("no entry in the journal and no source found", confidence="low")
    return Fact(f"paid {of(state)}", None, Basis.UNKNOWN, nothing, "EUR")
