"""
Art. 63(1)-(4): the percentages, the open points, and when a shortfall comes from reductions.

What the readings stand for is told in docs/readings; their options are the values below.
"""

from __future__ import annotations

import math
from datetime import date
from enum import Enum
from fractions import Fraction

from solidarity.terms.citations import Art
from solidarity.terms.findings import parameter, rule
from solidarity.terms.quantities import Persons

APPLIES_FROM = date(2026, 6, 12)  # Art. 85, as corrected

PLEDGED_PART_MIN = parameter(
    "part of the proposal pledged as relocations", Art(63, 1), Fraction(1, 2), since=APPLIES_FROM
)
OWN_PART_MIN = parameter(
    "part of its fair share a state pledged as relocations",
    Art(63, 2, "b"),
    Fraction(1, 2),
    since=APPLIES_FROM,
)
TARGET_PART = parameter(
    "part of the reference number that opens mandatory offsets",
    Art(63, 3, "b"),
    Fraction(3, 5),
    since=APPLIES_FROM,
)


class Floor(Enum):
    """Which number of Art. 12(2)(a) paragraph 3(a) means (R-015)."""

    MINIMUM = "art12_minimum"  # the 30 000 of the law
    PROPOSAL = "proposal_number"  # the number of the proposal, if higher


class ForumNeeded(Enum):
    """Whether the High-Level Forum must first have met again (R-014)."""

    NOT_AFTER_DEDUCTIONS = "not_after_deductions"  # nor after releases: only for low pledges
    ALWAYS = "always"


class Split(Enum):
    """How the gap is shared among the contributing states (R-003)."""

    PRO_RATA = "pro_rata_to_caps"
    EQUAL = "equal_per_state"


class MoneyPledges(Enum):
    """Whether what a state pledged in money keeps mandatory offsets away (R-004)."""

    INCLUDED = "included"  # it does not: each offset then takes the place of money
    EXCLUDED = "excluded"  # it does: that part of the fair share is taken


class OwnShare(Enum):
    """Half of which fair share opens a state's own offers (R-016)."""

    ALL_TYPES = "all_types"
    RELOCATION = "relocation_share"  # what is left of it beside money and alternative measures


@rule(Art(63, 2, "b"), reading="R-016")
def own_share(*, fair_share: Persons, other_units: Fraction, option: OwnShare) -> Persons:
    """
    Give the fair share with which a state's own pledge of relocations is compared.

    Args:
        fair_share: Its fair share in persons.
        other_units: Its money and alternative measures in person-equivalents.
        option: Reading R-016.

    Returns:
        The whole fair share, or under the other reading what the other types leave of it, made
        whole upwards.
    """
    if option is OwnShare.ALL_TYPES:
        return fair_share
    return Persons(max(0, math.ceil(fair_share.count - other_units)))


@rule(Art(63, 3, "a"), reading="R-015")
def floor(*, relocations_min: Persons, proposed: Persons, option: Floor) -> Persons:
    """
    Give the number of Art. 12(2)(a) that paragraph 3(a) refers to.

    Args:
        relocations_min: The minimum of the law.
        proposed: Relocations in the Commission proposal.
        option: Reading R-015.

    Returns:
        The minimum, or under the other reading the proposal's number if that is higher.
    """
    return max(relocations_min, proposed) if option is Floor.PROPOSAL else relocations_min


@rule(Art(63, 4), reading="R-030")
def is_reduced_below(*, fixed: Persons, effective: Persons, target: Persons) -> bool:
    """
    Decide whether it is deductions and releases that bring pledges under the target.

    Args:
        fixed: Relocation pledges in the Council act.
        effective: What of them is to be implemented after deductions and releases.
        target: See `target`.

    Returns:
        True if the act reached the target and what is left does not. Pledges that were too low
        from the start are a case of paragraph 3 (R-030).
    """
    return effective < target <= fixed
