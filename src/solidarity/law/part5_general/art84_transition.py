"""
Article 84: cases registered before the Regulation applies, and events before it.

The dates printed in the article follow the text first published; as the whole Regulation they are
read as 12 June 2026 (Art. 85, consolidated). What is registered on that very day is between "after"
and "before": by default it falls under the Regulation (R-113).
"""

from __future__ import annotations

from datetime import date

from solidarity.law.part5_general.art85_application import APPLICATION
from solidarity.terms.citations import Art
from solidarity.terms.findings import Coverage, not_encoded, rule


@rule(Art(84, 2), reading="R-113")
def is_under_old_criteria(registered: date, on_the_day: str = "new_rules") -> bool:
    """
    Tell whether the criteria of Regulation (EU) No 604/2013 decide.

    Args:
        registered: Day of first registration.
        on_the_day: Reading R-113: what holds on the start day itself.
    """
    start = APPLICATION.on(date(2024, 6, 11))
    return registered < start or (registered == start and on_the_day == "old_criteria")


@rule(Art(84, 1))
def counts_earlier_event(*, event: date, registered: date) -> bool:
    """
    Tell whether an event counts for an application under the Regulation.

    Args:
        event: Day of the event; it may lie before the Regulation applied.
        registered: Day of first registration.

    Returns:
        True if the event came first, however long before the start day.
    """
    return event <= registered


not_encoded(
    Art(84, 3),
    Coverage.OUT_OF_SCOPE,
    where="",
    note="implementation plans of the Commission and the Member States, now past",
)
