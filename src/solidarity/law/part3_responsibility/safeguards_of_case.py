"""Which safeguards are due in a case, by provision; what they ask is in their own modules."""

from __future__ import annotations

from functools import lru_cache
from typing import Final

from solidarity.law.part3_responsibility.art16_access import is_check_due
from solidarity.law.part3_responsibility.case_record import Application
from solidarity.law.part3_responsibility.results import Safeguard, Track
from solidarity.terms.citations import Art

_ALWAYS: Final = (
    Safeguard(Art(19, 1), "information in writing, at the latest on registration"),
    Safeguard(Art(21, 1), "legal counselling offered, free on request"),
    Safeguard(Art(22, 1), "personal interview, recorded, with summary and comments"),
)
_SECURITY: Final = (Safeguard(Art(16, 4), "security check before the criteria are applied"),)
_MINOR: Final = (
    Safeguard(Art(23, 1), "best interests come first; the procedure has priority"),
    Safeguard(Art(23, 2), "a representative, involved throughout"),
    Safeguard(Art(23, 5), "individual assessment before any transfer, confirmed reception"),
    Safeguard(Art(23, 6), "tracing of the family at once, confidentially"),
)
_CHILD: Final = (Safeguard(Art(23, 1), "best interests come first; the procedure has priority"),)
_TRANSFER: Final = (
    Safeguard(Art(16, 3), "check of the risk in the state of destination"),
    Safeguard(Art(42, 1), "reasoned decision in writing, with the remedies"),
    Safeguard(Art(43, 1), "appeal to a court; stay until suspension is decided"),
    Safeguard(Art(44, 1), "no detention merely for being in this procedure"),
    Safeguard(Art(48, 1), "special needs and health told before the transfer"),
)
_FAMILY: Final = (Safeguard(Art(39, 1), "requests about families and minors come first"),)
_BETWEEN_STATES: Final = frozenset((Track.TAKE_CHARGE, Track.TAKE_BACK))
_FAMILY_ARTICLES: Final = frozenset((25, 26, 27, 28, 34))


def safeguards_due(
    application: Application, track: Track, article: Art | None
) -> tuple[Safeguard, ...]:
    """
    List the safeguards due in a case.

    Args:
        application: The application.
        track: What follows between states.
        article: The provision found; None if open.
    """
    return _due(
        is_check_due(application.person),
        application.minor,
        application.unaccompanied,
        track in _BETWEEN_STATES,
        article is not None and article.article in _FAMILY_ARTICLES,
    )


@lru_cache(maxsize=64)
def _due(*asked: bool) -> tuple[Safeguard, ...]:
    check, minor, alone, transfer, family = asked
    due: tuple[Safeguard, ...] = (*(_SECURITY if check else ()), *_ALWAYS)
    if minor:
        due += _MINOR if alone else _CHILD
    return due + (_TRANSFER if transfer else ()) + (_FAMILY if family else ())
