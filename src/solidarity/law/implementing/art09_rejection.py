"""Art. 9 of Implementing Regulation (EU) 2025/2055: rejecting a request, and asking again."""

from __future__ import annotations

from datetime import date

from solidarity.terms.citations import ir
from solidarity.terms.findings import rule


@rule(ir(9))
def is_complete(*, reasons: bool, evidence: bool, evidence_exists: bool) -> bool:
    """Decide whether a rejection is complete: reasons, and the evidence as far as there is any."""
    return reasons and (evidence or not evidence_exists)


@rule(ir(9))
def may_ask_again(*, asked: date, last_day: date) -> bool:
    """
    Decide whether a re-examination may be asked for.

    Args:
        asked: Day on which it is asked for.
        last_day: Last day of the three weeks from receipt of the rejection.
    """
    return asked <= last_day


@rule(ir(9))
def silence_accepts() -> bool:
    """Decide whether silence on a re-examination accepts: it ends the matter, unaccepted."""
    return False


@rule(ir(9))
def extends_limits() -> bool:
    """Decide whether asking again lengthens the limits of Art. 40(1) and (7): it does not."""
    return False
