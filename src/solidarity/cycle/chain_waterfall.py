"""
The chain as steps: where the reference number goes.

Each state's fair share, in money at the value of one relocation, is divided into parts that add up
to it exactly: credit from a crisis, released, adjusted or deducted, not pledged, offset, not
published, and what is known to remain. What the vintage of the statistics and the rounding of the
press leave over is a part of its own, so that the steps always add up.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from solidarity.cycle.chain import Chain
from solidarity.cycle.chain_line import StateLine
from solidarity.errors import hold
from solidarity.terms.findings import Basis
from solidarity.terms.quantities import Euro, Kind, Persons, Quantity


class Part(Enum):
    """What becomes of a part of a fair share."""

    CREDIT = "credit"
    RELEASED = "released"
    DEDUCTED = "deducted"
    NOT_PLEDGED = "not_pledged"
    OFFSET = "offset"
    OFFSET_UNKNOWN = "offset_unknown"
    UNKNOWN = "not_published"
    LEFT_OVER = "vintage_and_rounding"
    RELOCATIONS = "relocations"
    FINANCIAL = "financial"
    ALTERNATIVE = "alternative"


REMAINS = {
    Kind.RELOCATION: Part.RELOCATIONS,
    Kind.FINANCIAL: Part.FINANCIAL,
    Kind.ALTERNATIVE: Part.ALTERNATIVE,
}

WORDS = {
    Part.CREDIT: (
        "Crisis credit",
        "Taken above the fair share in a crisis (Art. 9(4)(a) Regulation (EU) 2024/1359).",
    ),
    Part.RELEASED: ("Released", "Benefitting Member States need not implement (Art. 60(3))."),
    Part.DEDUCTED: (
        "Deducted or adjusted",
        "Taken out by a Council act (Arts 61(4), 62(5)); in 2026 in the pool act itself (R-009).",
    ),
    Part.NOT_PLEDGED: (
        "Not pledged",
        "No pledge was made; the Regulation provides no default (R-023).",
    ),
    Part.OFFSET: ("Offset", "Met by taking over applications instead of relocating (Art. 63)."),
    Part.OFFSET_UNKNOWN: (
        "Offset, number not published",
        "Relocations pledged of which an unpublished number is met by offsets.",
    ),
    Part.UNKNOWN: ("Not published", "Fair shares of states whose pledge, or part, is not known."),
    Part.LEFT_OVER: (
        "Vintage and rounding",
        "Recomputed fair shares and reported pledges differ by the vintage and by rounding.",
    ),
    Part.RELOCATIONS: ("Known to remain: relocations", "Persons to be relocated."),
    Part.FINANCIAL: ("Known to remain: money", "Financial contributions to the Union budget."),
    Part.ALTERNATIVE: ("Known to remain: alternative measures", "At the value pledged."),
}


@dataclass(frozen=True, slots=True)
class Step:
    """
    One step of the waterfall.

    Attributes:
        key: Stable name.
        label: A few words.
        amount: Value in money, exact; the sign is that of the part.
        states: Whose part it is, in protocol order.
        basis: Mark of the step.
        role: "total" stands on the baseline, "minus" takes away, "unknown" is hatched, "remains".
        sentence: A plain sentence.
    """

    key: str
    label: str
    amount: Euro
    states: tuple[str, ...]
    basis: Basis
    role: str
    sentence: str


def parts(line: StateLine, chain: Chain) -> dict[Part, Euro]:
    """
    Divide one state's fair share into its parts.

    Args:
        line: The state's line.
        chain: The chain it belongs to; in its reading R-002 a fair share can be owed twice, in
            persons and in money.

    Returns:
        Parts in money; they add up to the fair share before credit exactly.
    """
    value = chain.value.value
    owed = line.fair_share_money.value * chain.ways
    whole = value * (line.fair_share_before.value.count * chain.ways)
    found = {Part.CREDIT: whole - owed} if line.credits else {}
    found |= _parts(line, owed, value)
    left = whole
    for amount in found.values():
        left = left - amount
    if left:
        found[Part.LEFT_OVER] = found.get(Part.LEFT_OVER, Euro(0)) + left
    hold(sum(a.cents for a in found.values()) == whole.cents, "the parts add up to the fair share")
    return found


def _parts(line: StateLine, whole: Euro, value: Euro) -> dict[Part, Euro]:
    if line.released is not None and line.released.value:
        return {Part.RELEASED: whole}
    if line.declined:
        return {Part.NOT_PLEDGED: whole}
    found: dict[Part, Euro] = {}
    taken = _deducted(line, value)
    if taken:
        found[Part.DEDUCTED] = taken
    rest = whole - taken
    for kind in Kind:
        rest = rest - _kind_part(line, kind, value, found)
    if rest.cents > 0 and any(line.pledged[kind].value is None for kind in Kind):
        found[Part.UNKNOWN] = rest
    return found


def _deducted(line: StateLine, value: Euro) -> Euro:
    taken = Euro(0) if line.adjusted is None else line.adjusted.value
    for fact in line.deducted.values():
        taken = taken + _money(fact.value, value)
    return taken


def _kind_part(line: StateLine, kind: Kind, value: Euro, found: dict[Part, Euro]) -> Euro:
    """Enter the parts of one kind; give how much of the fair share they use up."""
    pledged, due = line.pledged[kind].value, line.net_due[kind].value
    if pledged is None:
        return Euro(0)
    worth = _money(pledged, value)
    if due is None:
        if worth:
            found[Part.OFFSET_UNKNOWN] = worth
        return worth
    remains = _money(due, value)
    if remains:
        found[REMAINS[kind]] = remains
    offset = worth - remains
    if kind is Kind.RELOCATION and line.offset is not None and offset.cents > 0:
        found[Part.OFFSET] = offset
        return worth
    return remains


def _money(amount: Quantity, value: Euro) -> Euro:
    return value * amount.count if isinstance(amount, Persons) else amount


def waterfall(chain: Chain) -> tuple[Step, ...]:
    """
    Give the steps from the reference number to what is known to remain.

    Args:
        chain: The chain of the year.

    Returns:
        Steps; those between the totals and what remains add up exactly.
    """
    value = chain.value.value
    by_part: dict[Part, list[tuple[str, Euro]]] = {part: [] for part in Part}
    for row in chain.lines:
        for part, amount in parts(row, chain).items():
            by_part[part].append((row.state.code, amount))
    reference = value * (chain.reference.value.count * chain.ways)
    shares = value * (chain.fair_share_before_total.count * chain.ways)
    steps = [
        Step(
            "reference",
            "Reference number",
            reference,
            (),
            Basis.PUBLISHED,
            "total",
            "Fixed by the Council act (Art. 57(1)).",
        ),
        Step(
            "rounding_up",
            "Rounded up to whole persons",
            shares - reference,
            (),
            Basis.COMPUTED,
            "plus",
            "Each fair share is rounded to whole persons (R-005).",
        ),
        Step(
            "fair_shares",
            "Fair shares",
            shares,
            tuple(r.state.code for r in chain.lines),
            Basis.COMPUTED,
            "total",
            "Sum over the Member States bound by Part IV (Art. 66).",
        ),
    ]
    steps += [_step(part, entries) for part, entries in by_part.items() if entries]
    return tuple(steps)


def _step(part: Part, entries: list[tuple[str, Euro]]) -> Step:
    label, sentence = WORDS[part]
    amount = Euro(sum(amount.cents for _, amount in entries))
    states = tuple(code for code, _ in entries)
    if part in REMAINS.values():
        role, basis = "remains", Basis.REPORTED
    elif part in {Part.UNKNOWN, Part.OFFSET_UNKNOWN}:
        role, basis = "unknown", Basis.UNKNOWN
    else:
        is_computed = part in {Part.LEFT_OVER, Part.CREDIT}
        role, basis = "minus", Basis.COMPUTED if is_computed else Basis.REPORTED
    return Step(part.value, label, amount, states, basis, role, sentence)
