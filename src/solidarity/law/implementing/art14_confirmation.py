"""Art. 14 of Implementing Regulation (EU) 2025/2055: confirming a take back."""

from __future__ import annotations

from solidarity.terms.citations import ir
from solidarity.terms.findings import rule


@rule(ir(14))
def is_complete(*, transfer_details: bool, earlier_rules: bool, eurodac_updated: bool) -> bool:
    """
    Decide whether a confirmation is complete.

    Args:
        transfer_details: Whether it says how to carry out the transfer.
        earlier_rules: Whether responsibility was found under the old rules (Art. 13).
        eurodac_updated: Whether Eurodac has been updated; confirmed in those cases.
    """
    return transfer_details and (eurodac_updated or not earlier_rules)
