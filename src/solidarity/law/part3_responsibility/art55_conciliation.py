"""Art. 55: difficulties between Member States."""

from __future__ import annotations

from solidarity.terms.citations import Art
from solidarity.terms.findings import Coverage, not_encoded, rule


@rule(Art(55, 1))
def must_consult(*, requested_by_one: bool) -> bool:
    """Decide whether the states hold consultations: as soon as one of them asks."""
    return requested_by_one


@rule(Art(55, 2))
def may_turn_to_commission(*, consulted: bool, solved: bool) -> bool:
    """Decide whether the Commission may be asked to consult: after consultations that failed."""
    return consulted and not solved


@rule(Art(55, 2, subparagraph=3))
def suspends_limits() -> bool:
    """Decide whether a dispute stops the time limits of the single case: it does not."""
    return False


not_encoded(
    Art(55, 3),
    Coverage.OUT_OF_SCOPE,
    where="",
    note="the powers of the Commission and the Court remain",
)
