"""
Art. 60(1) and (2): a balanced distribution among the benefitting Member States.

The Coordinator decides; what is computed here is an indication to start from, in proportion to the
needs declared, with the indicative percentage for disembarkations after search and rescue
(Arts 12(5), 57(2)), which binds nobody.
"""

from __future__ import annotations

from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from fractions import Fraction

from solidarity.terms.apportionment import apportion
from solidarity.terms.citations import Art
from solidarity.terms.findings import Coverage, not_encoded, rule
from solidarity.terms.quantities import Persons


@rule(Art(60, 2), Art(57, 2))
def balanced_availability(
    *,
    available: Persons,
    needs: Mapping[str, Persons],
    disembarkation: AbstractSet[str],
    indicative: Fraction | None,
) -> dict[str, Persons]:
    """
    Indicate how what is available could be balanced among the benefitting states.

    Args:
        available: Contributions available.
        needs: Need of each benefitting state, in protocol order.
        disembarkation: Those under pressure from recurring disembarkations.
        indicative: Part of the Pool indicated for these, 0 to 1; None if the act has none.

    Returns:
        A part for each state, never above its need; what one group does not need goes to the
        other. Within a group in proportion to need, by largest remainder.
    """
    wanted = {state: need.count for state, need in needs.items()}
    inside = {state: need for state, need in wanted.items() if state in disembarkation}
    outside = {state: need for state, need in wanted.items() if state not in disembarkation}
    total = min(available.count, sum(wanted.values()))
    if indicative is None:
        parts = apportion(total, wanted)
    else:
        first = apportion(total, {"in": indicative, "out": 1 - indicative})["in"]
        first = min(first, sum(inside.values()))
        first = max(first, total - sum(outside.values()))
        parts = apportion(first, inside) | apportion(total - first, outside)
    return {state: Persons(parts[state]) for state in needs}


not_encoded(
    Art(60, 1),
    Coverage.AUTHORITY,
    where="solidarity.cycle.s08_implementation",
    note="the Member States cooperate in the Technical-Level Forum; its meetings are recorded",
)
