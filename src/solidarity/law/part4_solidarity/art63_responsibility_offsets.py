"""
Art. 63(1)-(5) and (7): when responsibility offsets are open, when they are owed, and how many.

Percentages and readings stand in art63_thresholds, what an offset does to a pledge of money in
art63_value, which applications can be offset in art63_offset_eligibility.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from fractions import Fraction

from solidarity.law.part4_solidarity import art63_thresholds as given
from solidarity.law.part4_solidarity.art63_thresholds import ForumNeeded, MoneyPledges, Split
from solidarity.terms.apportionment import apportion, apportion_level
from solidarity.terms.citations import Art
from solidarity.terms.findings import rule
from solidarity.terms.member_states import MEMBER_STATES, member_state
from solidarity.terms.quantities import Persons


@rule(Art(63, 1), Art(63, 2, "a"))
def may_request_offsets(*, relocation_pledges: Persons, proposed: Persons) -> bool:
    """
    Decide whether benefitting states may ask for offsets, and any contributing state offer them.

    Args:
        relocation_pledges: Relocations pledged in the Council act.
        proposed: Relocations in the Commission proposal: not the Council's reference number.

    Returns:
        True from 50 % on.
    """
    part_min = given.PLEDGED_PART_MIN.on(given.APPLIES_FROM)
    return relocation_pledges.count >= part_min * proposed.count


@rule(Art(63, 2, "b"), reading="R-016")
def may_offer_by_own_share(*, relocations_pledged: Persons, fair_share: Persons) -> bool:
    """
    Decide whether one contributing state may offer offsets on the strength of its own pledge.

    Args:
        relocations_pledged: Its relocations in the Council act.
        fair_share: Its fair share in persons, of all types unless R-016 is read otherwise.

    Returns:
        True from 50 % on.
    """
    return relocations_pledged.count >= given.OWN_PART_MIN.on(given.APPLIES_FROM) * fair_share.count


@rule(Art(63, 3), reading="R-015")
def target(*, relocations_min: Persons, reference: Persons) -> Persons:
    """
    Number that relocations and mandatory offsets together are to reach.

    Args:
        relocations_min: Number of Art. 12(2)(a), see art63_thresholds.floor.
        reference: Reference number from which fair shares for relocation were calculated.

    Returns:
        The higher of it and 60 % of the reference number, made whole upwards.
    """
    part = given.TARGET_PART.on(given.APPLIES_FROM) * reference.count
    return max(relocations_min, Persons(math.ceil(part)))


@rule(Art(63, 3), Art(63, 4), reading="R-014")
def is_mandatory(
    *, pledges: Persons, target: Persons, forum_reconvened: bool, reduced: bool, forum_needed: str
) -> bool:
    """
    Decide whether contributing states must take offsets.

    Args:
        pledges: Relocation pledges to be implemented.
        target: See `target`.
        forum_reconvened: Whether the High-Level Forum met again under Art. 13(4).
        reduced: Whether deductions or releases bring pledges under the target (63(4)).
        forum_needed: Value of `ForumNeeded` (R-014).

    Returns:
        True if pledges are under the target and the Forum met again, or need not.
    """
    is_waived = reduced and ForumNeeded(forum_needed) is ForumNeeded.NOT_AFTER_DEDUCTIONS
    return pledges < target and (forum_reconvened or is_waived)


@rule(Art(63, 3), Art(63, 4))
def gap(*, target: Persons, effective: Persons) -> Persons:
    """Give what relocation pledges to be implemented lack to the target, at least zero."""
    return max(Persons(0), target - effective)


@rule(Art(63, 7), reading="R-004")
def cap(
    *,
    fair_share: Persons,
    relocations: Persons,
    offsets_taken: Persons,
    other_units: Fraction = Fraction(0),
    money: str = MoneyPledges.INCLUDED.value,
) -> Persons:
    """
    How many more offsets a state can be obliged to take: never beyond its fair share.

    Args:
        fair_share: Its fair share in persons, after crisis credit.
        relocations: Relocations it pledged.
        offsets_taken: Offsets it has taken beyond its relocations.
        other_units: Its money and alternative measures in person-equivalents, which count only
            where `money`, a value of `MoneyPledges`, is "excluded" (R-004).
        money: See there.
    """
    left = Fraction(fair_share.count - relocations.count - offsets_taken.count)
    if MoneyPledges(money) is MoneyPledges.EXCLUDED:
        left -= other_units
    return Persons(max(0, math.floor(left)))


@rule(Art(63, 3), Art(63, 7), reading="R-003")
def split_gap(
    *, gap: Persons, caps: Mapping[str, Persons], split: str = Split.PRO_RATA.value
) -> dict[str, Persons]:
    """
    Share the gap among contributing states, each within its cap; `split` is a value of `Split`.

    Returns:
        Offsets of each state, in protocol order, which breaks ties; together the gap, or all caps
        if less.
    """
    order = sorted(caps, key=lambda code: MEMBER_STATES.index(member_state(code)))
    limits = {code: caps[code].count for code in order}
    total = min(gap.count, sum(limits.values()))
    share = apportion if Split(split) is Split.PRO_RATA else apportion_level
    return {code: Persons(part) for code, part in share(total, limits).items()}


@rule(Art(63, 5), reading="R-017")
def make_up(*, pledged: Persons, implemented: Persons, accepted: Persons) -> Persons:
    """
    Offsets a state owes after the year for relocations it neither made nor accepted.

    Owed when a benefitting state asks, as soon as possible, and not limited by paragraph 7.
    `accepted` are relocations confirmed under Art. 67(9), those implemented among them.
    """
    return max(Persons(0), pledged - max(implemented, accepted))
