"""Time limits of transfer decisions, transfers and detention (Part III)."""

from __future__ import annotations

from solidarity.law.part5_general.clock import Clock, days, months, weeks, years
from solidarity.terms.citations import Act, Art

_SHIFTS = "the Member State responsible is relieved; the transferring one becomes responsible"

_RELEASE = "the person is released; the ordinary limits run on"

DECISION: tuple[Clock, ...] = (
    Clock(
        "transfer-decision",
        Art(42, 1),
        weeks(2),
        "acceptance or confirmation, real or by silence",
        "transferring Member State",
        "a detained person is released (Art. 45(4)); otherwise nothing is laid down",
    ),
    Clock(
        "transfer-notice",
        Art(42, 2),
        None,
        "the transfer decision; without delay",
        "transferring Member State",
        "the limits of the remedy do not start",
    ),
)

TRANSFER: tuple[Clock, ...] = (
    Clock(
        "transfer",
        Art(46, 1),
        months(6),
        "acceptance, confirmation, or the final decision on an appeal with suspensive effect",
        "transferring Member State",
        _SHIFTS,
    ),
    Clock(
        "transfer-imprisonment",
        Art(46, 2),
        years(1),
        "the event that started the six months, if the person is imprisoned",
        "transferring Member State",
        _SHIFTS,
    ),
    Clock(
        "transfer-absconding",
        Art(46, 2),
        years(3),
        "news to the Member State responsible, within the six months, that the person absconds, "
        "resists, is made unfit or refuses medical requirements",
        "transferring Member State",
        _SHIFTS,
    ),
    Clock(
        "transfer-available-again",
        Art(46, 2, subparagraph=2),
        months(3),
        "the person is available again with less than three months left",
        "transferring Member State",
        _SHIFTS,
    ),
    Clock(
        "erroneous-transfer",
        Art(46, 3),
        None,
        "an erroneous transfer, or a decision overturned after it; promptly",
        "Member State that carried out the transfer",
        "it bears the costs (Art. 47(2))",
    ),
)

DETENTION: tuple[Clock, ...] = (
    Clock(
        "detained-request",
        Art(45, 1, subparagraph=1),
        weeks(2),
        "registration, or the Eurodac hit if no new application was registered",
        "Member State that detains",
        _RELEASE,
    ),
    Clock(
        "detained-later-request",
        Art(45, 1, subparagraph=2),
        weeks(1),
        "detention after registration",
        "Member State that detains",
        _RELEASE,
    ),
    Clock(
        "detained-reply",
        Art(45, 2),
        weeks(1),
        "receipt of the take charge request",
        "requested Member State",
        "silence accepts: the duty to take charge and to arrange arrival arises",
    ),
    Clock(
        "detained-transfer",
        Art(45, 3),
        weeks(5),
        "acceptance, confirmation, or the end of suspensive effect",
        "transferring Member State",
        _RELEASE,
    ),
    Clock(
        "detention-review",
        Art(11, 3, act=Act.RECEPTION),
        days(15),
        "beginning of detention ordered by an administration, or the start of proceedings",
        "court or tribunal",
        "21 days in exceptional situations; then release",
    ),
    Clock(
        "detention-review-longest",
        Art(11, 3, act=Act.RECEPTION),
        days(21),
        "beginning of detention ordered by an administration, or the start of proceedings",
        "court or tribunal",
        "the person is released at once",
    ),
)
