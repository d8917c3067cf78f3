"""Art. 47: who bears the costs of a transfer."""

from __future__ import annotations

from solidarity.terms.citations import Art
from solidarity.terms.findings import rule


@rule(Art(47, 1))
def has_contribution(*, carried_out: bool) -> bool:
    """Decide whether the transferring state gets a contribution from Union funds for a transfer."""
    return carried_out


@rule(Art(47, 2))
def pays_way_back(*, first_transfer_by: str, must_accept_back: bool) -> str | None:
    """
    Member State that pays the way back after an erroneous or overturned transfer.

    Args:
        first_transfer_by: Code of the state that carried out the transfer.
        must_accept_back: Whether the person goes back (Art. 46(3)).

    Returns:
        That state; None if nobody goes back.
    """
    return first_transfer_by if must_accept_back else None


@rule(Art(47, 3))
def person_pays() -> bool:
    """Decide whether the person meets costs of the transfer: never."""
    return False
