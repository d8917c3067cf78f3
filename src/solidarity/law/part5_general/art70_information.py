"""Article 70: keeping the Commission, and in it the Coordinator, informed of what is delivered."""

from __future__ import annotations

from solidarity.terms.citations import Art
from solidarity.terms.findings import rule


@rule(Art(70))
def uninformed_measures(
    *, carried_out: frozenset[str], reported: frozenset[str]
) -> tuple[str, ...]:
    """
    Name the measures a Member State carries out and has not yet told the Commission of.

    Cooperation with a third country counts like any other measure.

    Args:
        carried_out: Identifiers of the measures under way or done.
        reported: Identifiers of the measures the Commission or the Coordinator was told of.

    Returns:
        The identifiers still to be reported, sorted; empty if the duty is met.
    """
    return tuple(sorted(carried_out - reported))
