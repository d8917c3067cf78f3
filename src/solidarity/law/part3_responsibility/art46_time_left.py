"""Art. 46(2): what is left of the time when a person is available to the authorities again."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final

from solidarity.law.part5_general.counting import months_later
from solidarity.terms.citations import Art
from solidarity.terms.findings import parameter, rule

_SINCE = date(2026, 6, 12)  # Art. 85, as corrected

AGAIN_MONTHS: Final = parameter(
    "months at least left when a person is available again",
    Art(46, 2, subparagraph=2),
    3,
    since=_SINCE,
    unit="months",
)


@dataclass(frozen=True, slots=True)
class Return:
    """
    A person available again.

    Attributes:
        transfer_until: Last day of the original six months.
        told: Day on which the state responsible was told of the hindrance.
        available: Day on which the person was available to the authorities again.
    """

    transfer_until: date
    told: date
    available: date


@rule(Art(46, 2, subparagraph=2), reading="R-106")
def until_after_return(case: Return, *, option: str = "shorter") -> date:
    """
    Last day for the transfer of a person who is available again, before Art. 75 moves it.

    Args:
        case: The days that matter.
        option: Reading R-106: "running" lets the six months go on while the person is away,
            "frozen" keeps what was left on the day of the news, "shorter" takes the earlier day.

    Returns:
        What remains of the six months, at least three months from the return.
    """
    least = months_later(case.available, AGAIN_MONTHS.on(max(case.available, _SINCE)))
    running = max(case.transfer_until, least)
    frozen = max(case.available + (case.transfer_until - case.told), least)
    return {"running": running, "frozen": frozen, "shorter": min(running, frozen)}[option]
