"""Time limits in a crisis or force majeure (Regulation (EU) 2024/1359)."""

from __future__ import annotations

from solidarity.law.part5_general.clock import Clock, Way, months, weeks, years
from solidarity.terms.citations import crisis

_IN_CRISIS = "responsibility lies with the Member State in crisis"

CRISIS: tuple[Clock, ...] = (
    Clock(
        "crisis-commission-decision",
        crisis(3, 8),
        weeks(2),
        "submission of the reasoned request",
        "Commission",
        union=True,
    ),
    Clock(
        "crisis-council-decision",
        crisis(4, 3),
        weeks(2),
        "receipt of the Commission's proposal",
        "Council",
        union=True,
    ),
    Clock(
        "crisis-duration",
        crisis(5, 1),
        months(3),
        "start of the measures, or of their extension",
        "Council",
        "the measures end unless extended",
        union=True,
        way=Way.VALIDITY,
    ),
    Clock(
        "crisis-duration-longest",
        crisis(5, 3),
        months(12),
        "start of the first measures",
        "Council",
        "the measures end",
        union=True,
        way=Way.VALIDITY,
    ),
    Clock(
        "crisis-bulletin",
        crisis(7),
        weeks(2),
        "the bulletin before",
        "EU Solidarity Coordinator",
        union=True,
    ),
    Clock(
        "crisis-registration",
        crisis(10, 1),
        weeks(4),
        "making of the application",
        "Member State in crisis",
    ),
    Clock(
        "crisis-take-charge-request",
        crisis(12, 2, "a"),
        months(4),
        "registration of the application",
        "Member State in crisis",
        _IN_CRISIS,
    ),
    Clock(
        "crisis-take-charge-reply",
        crisis(12, 2, "b"),
        months(2),
        "receipt of the request",
        "Member State in crisis",
        _IN_CRISIS,
    ),
    Clock(
        "crisis-take-back-notification",
        crisis(12, 2, "c"),
        months(1),
        "receipt of the Eurodac hit",
        "Member State in crisis",
        "nothing shifts",
    ),
    Clock(
        "crisis-take-back-confirmation",
        crisis(12, 2, "c"),
        months(1),
        "receipt of the notification",
        "Member State in crisis",
        "nothing shifts",
    ),
    Clock(
        "crisis-transfer",
        crisis(12, 2, "d"),
        years(1),
        "acceptance, confirmation, or the final decision on an appeal with suspensive effect",
        "Member State in crisis",
        "responsibility passes to the Member State in crisis",
    ),
    Clock(
        "crisis-transfer-to",
        crisis(12, 4),
        years(1),
        "acceptance, confirmation, or the final decision on an appeal, of a transfer to the "
        "Member State in crisis",
        "transferring Member State",
        "the transferring Member State becomes responsible",
    ),
)
