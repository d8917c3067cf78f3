"""Time limits before a take charge request: registration, fingerprints, guarantees (Part III)."""

from __future__ import annotations

from solidarity.law.part5_general.clock import Clock, days, hours, working_days
from solidarity.terms.citations import Act, Art

BEFORE: tuple[Clock, ...] = (
    Clock(
        "registration",
        Art(27, 1, act=Act.APR),
        days(5),
        "making of the application",
        "Member State of the application",
    ),
    Clock(
        "registration-many",
        Art(27, 5, act=Act.APR),
        days(15),
        "making of the application, in a disproportionate number at once",
        "Member State of the application",
    ),
    Clock(
        "eurodac",
        Art(15, 1, act=Act.EURODAC),
        hours(72),
        "registration of the application",
        "Member State of registration",
    ),
    Clock(
        "eurodac-fault",
        Art(15, 2, act=Act.EURODAC),
        hours(120),
        "registration of the application, with serious technical problems (72 and 48 hours)",
        "Member State of registration",
    ),
    Clock(
        "information",
        Art(19, 1),
        None,
        "registration of the application, at the latest then",
        "Member State of registration",
        "without information the consequences of Art. 18 cannot be used",
    ),
    Clock(
        "provisional-assistant",
        Art(23, 2, "a"),
        None,
        "application by an unaccompanied minor; as soon as possible",
        "Member State of the application",
    ),
    Clock(
        "representative",
        Art(23, 2, "b"),
        working_days(15),
        "application by an unaccompanied minor",
        "Member State of the application",
    ),
    Clock(
        "representative-extended",
        Art(23, 2, subparagraph=3),
        working_days(25),
        "application by an unaccompanied minor, in an exceptional situation (15 and 10)",
        "Member State of the application",
    ),
    Clock(
        "interview",
        Art(22, 3),
        None,
        "a take charge request, before which it takes place",
        "determining Member State",
        "it may be left out only in the cases of Art. 22(2)",
    ),
    Clock(
        "further-evidence",
        Art(17, 3),
        None,
        "the interview; a reasonable time within the limit for the request",
        "applicant",
        "later facts count only if decisive",
    ),
)
