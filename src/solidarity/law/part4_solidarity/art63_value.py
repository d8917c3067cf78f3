"""
Art. 63(3)-(7): what offsets count for, and how the state that takes them proceeds.

An offset counts within the mandatory fair share (recital 33), as one relocation would.
"""

from __future__ import annotations

from collections.abc import Mapping

from solidarity.terms.apportionment import apportion
from solidarity.terms.citations import Art
from solidarity.terms.findings import Coverage, not_encoded, rule
from solidarity.terms.quantities import Euro, Persons

_CHOSEN_BY_CONTRIBUTING = (2, 3, 4, 5)  # 63(6); for (5) by analogy


@rule(Art(63, 3), Art(63, 7), reading="R-004")
def value_within_share(*, offsets: Persons, room: Persons, value: Euro) -> Euro:
    """
    Money that mandatory offsets take the place of.

    Args:
        offsets: Offsets taken under Art. 63(3)-(4).
        room: How many of them fall within the fair share (art63_responsibility_offsets.cap before
            they were taken); more is voluntary and lowers nothing.
        value: Value of one relocation.

    Returns:
        Value of the offsets within the fair share.
    """
    return value * min(offsets.count, room.count)


@rule(Art(63, 3), reading="R-004")
def money_after_offsets(*, financial: Euro, offsets_value: Euro) -> Euro:
    """
    What remains of a pledge of money after mandatory offsets.

    Args:
        financial: Pledge of money.
        offsets_value: See `value_within_share`.

    Returns:
        Amount, at least zero.
    """
    return Euro(max(0, financial.cents - offsets_value.cents))


@rule(Art(63, 3), reading="R-003")
def split_towards(*, offsets: Persons, unmet: Mapping[str, Persons]) -> dict[str, Persons]:
    """
    Share mandatory offsets among the benefitting states.

    Args:
        offsets: All that are taken.
        unmet: What each still needs, in protocol order.

    Returns:
        In proportion to unmet need, none above it.
    """
    weights = {state: need.count for state, need in unmet.items()}
    total = min(offsets.count, sum(weights.values()))
    return {state: Persons(part) for state, part in apportion(total, weights).items()}


@rule(Art(63, 6), reading="R-025")
def is_chosen_by_contributing(*, paragraph: int) -> bool:
    """
    Tell whether the contributing state itself picks the applications it takes over.

    It then tells the benefitting state over the secure channel, becomes responsible, and says so
    in Eurodac (R-025).

    Args:
        paragraph: Paragraph of Art. 63 under which it takes them.

    Returns:
        True for paragraphs 2 to 5. Under paragraph 1 the same follows from Art. 69(3).
    """
    return paragraph in _CHOSEN_BY_CONTRIBUTING


@rule(Art(63, 7))
def is_limited_to_fair_share(*, paragraph: int) -> bool:
    """
    Tell whether nobody is obliged beyond its fair share.

    Args:
        paragraph: Paragraph of Art. 63 under which applications are taken over.

    Returns:
        True for paragraphs 2 to 4, to which paragraph 7 points through paragraph 6. Make-up
        offsets under paragraph 5 reach up to the relocations pledged.
    """
    return paragraph in {2, 3, 4}


not_encoded(
    Art(63, 6),
    Coverage.PROCEDURAL,
    where="solidarity.cycle.s09_offsets",
    note="notice to the benefitting state and the Eurodac mark are made in the national systems",
)
