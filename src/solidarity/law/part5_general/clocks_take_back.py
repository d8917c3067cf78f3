"""Time limits of take back notifications (Part III)."""

from __future__ import annotations

from solidarity.law.part5_general.clock import Clock, weeks
from solidarity.terms.citations import Art, ir

TAKE_BACK: tuple[Clock, ...] = (
    Clock(
        "take-back-notification",
        Art(41, 1),
        weeks(2),
        "receipt of the Eurodac hit",
        "Member State where the person is",
        "nothing shifts: the duty to take back remains",
    ),
    Clock(
        "take-back-confirmation",
        Art(41, 3),
        weeks(2),
        "receipt of the notification",
        "notified Member State",
        "silence confirms (Art. 41(4))",
    ),
    Clock(
        "reconsideration",
        ir(15),
        weeks(2),
        "receipt of the non-confirmation",
        "notifying Member State",
        "the non-confirmation stands",
    ),
    Clock(
        "reconsideration-answer",
        ir(15),
        weeks(2),
        "receipt of the request to reconsider",
        "notified Member State",
        "silence is not confirmation",
        aim=True,
    ),
)
