"""Time limits of the annual cycle and the pool (Parts II and IV)."""

from __future__ import annotations

from solidarity.law.part5_general.clock import Clock, days, weeks
from solidarity.terms.citations import Art

CYCLE: tuple[Clock, ...] = (
    Clock(
        "high-level-forum",
        Art(13, 2),
        days(15),
        "adoption of the last of Report, decision and proposal",
        "Council",
        union=True,
    ),
    Clock(
        "technical-forum",
        Art(58, 3),
        days(10),
        "receipt of the information that the Member State will use the pool",
        "EU Solidarity Coordinator",
        union=True,
    ),
    Clock(
        "technical-forum-after-notification",
        Art(59, 6),
        weeks(2),
        "transmission of the decision that the Member State is under pressure",
        "EU Solidarity Coordinator",
        union=True,
    ),
    Clock(
        "council-refusal",
        Art(59, 6),
        weeks(2),
        "transmission of the decision that the Member State is under pressure",
        "Council",
        "access to the pool can no longer be refused by an act of the Council",
        union=True,
    ),
    Clock(
        "high-level-forum-capacity",
        Art(59, 7),
        weeks(1),
        "decision of the Commission that the Member State is under pressure",
        "Council",
        union=True,
    ),
    Clock(
        "deduction-assessment",
        Art(61, 3),
        weeks(4),
        "receipt of the request for a deduction under migratory pressure",
        "Commission",
        union=True,
    ),
    Clock(
        "deduction-assessment-situation",
        Art(62, 4),
        weeks(4),
        "receipt of the request for a deduction in a significant migratory situation",
        "Commission",
        union=True,
    ),
    Clock(
        "offset-reply",
        Art(69, 2),
        days(30),
        "receipt of the request for responsibility offsets",
        "contributing Member State",
        "silence is not acceptance; no consequence is laid down",
    ),
    Clock(
        "year-end-delivery",
        Art(60, 3),
        None,
        "the year of the pool",
        "contributing Member State",
        "the benefitting Member State may ask for make-up offsets (Art. 63(5)); money is exempt, "
        "and what has begun goes on (Arts 65(3), 67(12))",
        day=(12, 31),
    ),
    Clock(
        "january-confirmation",
        Art(60, 6),
        None,
        "the year of the pool",
        "Member State",
        "the amount due is worked out from the levels confirmed",
        day=(1, 31),
        years=1,
    ),
)
