"""Time limits of relocation (Art. 67), and of the remedies it shares with transfers (Art. 43)."""

from __future__ import annotations

from solidarity.law.part5_general.clock import Clock, Way, days, months, weeks
from solidarity.terms.citations import Art

RELOCATION: tuple[Clock, ...] = (
    Clock(
        "relocation-reply",
        Art(67, 9),
        weeks(1),
        "receipt of the relevant information",
        "Member State of relocation",
        "silence confirms: the duty to relocate and to arrange arrival arises",
    ),
    Clock(
        "relocation-postponement",
        Art(67, 9, subparagraph=3),
        weeks(1),
        "receipt of the relevant information",
        "Member State of relocation",
        "without notice of postponement in time, silence confirms after one week",
    ),
    Clock(
        "relocation-reply-extended",
        Art(67, 9, subparagraph=3),
        weeks(2),
        "receipt of the relevant information, postponement announced within the first week",
        "Member State of relocation",
        "silence confirms: the duty to relocate and to arrange arrival arises",
    ),
    Clock(
        "relocation-decision",
        Art(67, 10),
        weeks(1),
        "confirmation of the relocation, real or by silence",
        "benefitting Member State",
    ),
    Clock(
        "relocation-notice-applicant",
        Art(67, 10),
        days(2),
        "transfer of an applicant",
        "benefitting Member State",
        "the transfer is put off",
        way=Way.BACKWARDS,
    ),
    Clock(
        "relocation-notice-beneficiary",
        Art(67, 10),
        weeks(1),
        "transfer of a beneficiary of international protection",
        "benefitting Member State",
        "the transfer is put off",
        way=Way.BACKWARDS,
    ),
    Clock(
        "relocation-transfer",
        Art(67, 11),
        weeks(4),
        "confirmation, or the final decision on an appeal with suspensive effect",
        "benefitting Member State",
        "responsibility does not shift; what has begun goes on (Art. 67(12))",
    ),
)

REMEDIES: tuple[Clock, ...] = (
    Clock(
        "appeal",
        Art(43, 2),
        weeks(3),
        "notification of the transfer decision",
        "person concerned",
        "the remedy is lost",
        length_min=weeks(1),
    ),
    Clock(
        "suspension-request",
        Art(43, 3),
        weeks(3),
        "notification of the transfer decision; never longer than the national appeal period",
        "person concerned",
        "the appeal alone does not suspend the transfer",
        length_min=weeks(1),
    ),
    Clock(
        "suspension-ruling",
        Art(43, 3),
        months(1),
        "receipt of the suspension request by the court",
        "court or tribunal",
        "no transfer before the first suspension request is decided",
    ),
    Clock(
        "appeal-judgment",
        Art(43, 3),
        months(1),
        "decision to grant suspensive effect",
        "court or tribunal",
        aim=True,
    ),
)
