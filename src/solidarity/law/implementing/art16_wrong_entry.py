"""Art. 16 of Implementing Regulation (EU) 2025/2055: not confirming because Eurodac is wrong."""

from __future__ import annotations

from solidarity.terms.citations import ir
from solidarity.terms.findings import rule


@rule(ir(16))
def is_complete(*, entering_state_told: bool) -> bool:
    """Decide whether a non-confirmation is complete: the state that made the entry was told."""
    return entering_state_told


@rule(ir(16))
def new_notification_carries() -> tuple[str, ...]:
    """What the new notification adds: that the entry was contested, and by whom."""
    return ("wrong_entry", "told_state")
