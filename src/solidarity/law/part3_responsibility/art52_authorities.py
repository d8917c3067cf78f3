"""Art. 52: authorities and what they need."""

from __future__ import annotations

from solidarity.terms.citations import Art
from solidarity.terms.findings import Coverage, not_encoded, rule


@rule(Art(52, 1))
def is_competent(authority: str, *, notified: frozenset[str]) -> bool:
    """Decide whether an authority may act: those notified to the Commission may."""
    return authority in notified


not_encoded(
    Art(52, 2),
    Coverage.OUT_OF_SCOPE,
    where="",
    note="the Commission publishes the list of authorities",
)
not_encoded(Art(52, 3), Coverage.AUTHORITY, where="", note="training of the staff")
not_encoded(
    Art(52, 4),
    Coverage.OUT_OF_SCOPE,
    where="",
    note="empowers the Commission: the secure channel is DubliNet",
)
