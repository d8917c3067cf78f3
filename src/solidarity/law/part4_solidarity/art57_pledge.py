"""Art. 57(4): free choice among the types, and what a pledge of alternative measures states."""

from __future__ import annotations

from solidarity.terms.citations import Art
from solidarity.terms.findings import rule
from solidarity.terms.quantities import Euro, Kind, Quantity


@rule(Art(57, 4))
def missing_in_pledge(
    *, kind: Kind, amount: Quantity | None, objective_basis: str
) -> tuple[str, ...]:
    """
    What a pledge of alternative measures must still state; the other types need nothing more.

    Args:
        kind: Type of the measure.
        amount: Value pledged; None if it was not stated.
        objective_basis: On which objective criteria the value rests.

    Returns:
        Among "value" and "objective basis" what is missing, in this order.
    """
    if kind is not Kind.ALTERNATIVE:
        return ()
    value = () if isinstance(amount, Euro) else ("value",)
    return value + (() if objective_basis.strip() else ("objective basis",))
