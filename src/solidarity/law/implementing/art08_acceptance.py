"""Art. 8 of Implementing Regulation (EU) 2025/2055: accepting a take charge request."""

from __future__ import annotations

from solidarity.terms.citations import ir
from solidarity.terms.findings import rule


@rule(ir(8))
def is_complete(*, provision: str, transfer_details: bool) -> bool:
    """Decide whether an acceptance is complete: it names the provision and how to transfer."""
    return bool(provision) and transfer_details
