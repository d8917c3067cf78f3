"""Art. 13 of Implementing Regulation (EU) 2025/2055: responsibility found under the old rules."""

from __future__ import annotations

from solidarity.terms.citations import ir
from solidarity.terms.findings import rule


@rule(ir(13))
def is_complete(*, hit: bool, evidence: bool, in_eurodac: bool) -> bool:
    """
    Decide whether a notification to the state found responsible under the old rules is complete.

    Args:
        hit: Whether the hit is enclosed.
        evidence: Whether all evidence that the notified state is responsible is enclosed.
        in_eurodac: Whether Eurodac already names that state, so that the hit alone shows it.
    """
    return hit and (in_eurodac or evidence)
