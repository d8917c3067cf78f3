"""Art. 49: information on a danger to security, before a transfer."""

from __future__ import annotations

from solidarity.terms.citations import Art
from solidarity.terms.findings import Coverage, not_encoded, rule


@rule(Art(49))
def must_indicate(*, reasonable_grounds: bool) -> bool:
    """
    Decide whether the receiving state is told that such information exists.

    Args:
        reasonable_grounds: Whether there are grounds to see a danger to security or public order.

    Returns:
        True with them; the information itself goes between the competent authorities only.
    """
    return reasonable_grounds


not_encoded(
    Art(49),
    Coverage.OUT_OF_SCOPE,
    where="",
    note="the information itself travels between law enforcement authorities",
)
