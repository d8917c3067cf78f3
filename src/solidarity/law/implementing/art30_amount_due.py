"""
Art. 30 of Implementing Regulation (EU) 2025/2055: the money a contributing state owes.

Calculated after the end of the year, for each contributing Member State, from the Council act, the
deductions granted and the January confirmation.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from solidarity.law.part4_solidarity.art57_council_act import unrequested_alternative
from solidarity.terms.citations import ir
from solidarity.terms.findings import rule
from solidarity.terms.quantities import Euro

_PARAGRAPHS_THAT_COUNT = (3, 4)


@dataclass(frozen=True, slots=True)
class AmountDue:
    """
    The money due and how it was reached.

    Attributes:
        amount: What is due, at least zero.
        raw: What the formula gives; below zero when more was deducted and offset than was fixed.
        formula: The calculation with its figures, in one sentence.
    """

    amount: Euro
    raw: Euro
    formula: str


@rule(ir(30))
def is_calculable(*, year: int, on: date) -> bool:
    """
    Tell whether the amount can be established yet: only when the year is over.

    Args:
        year: Year of the Pool.
        on: Day on which it is asked.

    Returns:
        True from 1 January of the next year.
    """
    return on > date(year, 12, 31)


@rule(ir(30))
def is_offset_deducted(*, paragraph: int) -> bool:
    """
    Tell whether an offset lowers the money due.

    Args:
        paragraph: Paragraph of Art. 63 under which it was taken.

    Returns:
        True for paragraphs 3 and 4. Offsets under 63(1) and (2) stand in place of relocations,
        those under 63(5) make up for them.
    """
    return paragraph in _PARAGRAPHS_THAT_COUNT


@rule(ir(30), reading="R-032")
def amount_due(
    *,
    fixed: Euro,
    alternative_pledged: Euro,
    alternative_agreed: Euro,
    deducted: Euro,
    offsets_value: Euro,
) -> AmountDue:
    """
    Money due from one contributing Member State for a year.

    Args:
        fixed: Financial contribution fixed in the Council act.
        alternative_pledged: Value of the alternative measures fixed in it.
        alternative_agreed: Concrete value of those agreed with benefitting states before they
            began; more than was pledged does not lower the money (R-032).
        deducted: What Council acts on deductions took off the money.
        offsets_value: Value of offsets under Art. 63(3)-(4) within the fair share.

    Returns:
        The amount, the raw result, and the sentence.
    """
    converted = unrequested_alternative(pledged=alternative_pledged, requested=alternative_agreed)
    raw = fixed + converted - deducted - offsets_value
    amount = max(Euro(0), raw)
    formula = (
        f"{fixed} fixed in the Council act + {converted} of alternative measures that became money"
        f" ({alternative_pledged} pledged, {alternative_agreed} agreed)"
        f" − {deducted} deducted − {offsets_value} of mandatory offsets = {raw}"
    )
    if raw < amount:
        formula += "; below zero nothing is due"
    return AmountDue(amount, raw, formula)
