"""What each error of the hierarchy answers on the web: one table."""

from __future__ import annotations

from typing import Final

from solidarity.errors import (
    InputError,
    JournalMoved,
    NotEntitled,
    NotLawful,
    OutOfScope,
    SolidarityError,
)
from solidarity.web.visit import NotAllowed

STATUS: Final[dict[type[SolidarityError], int]] = {
    NotAllowed: 403,
    NotEntitled: 403,
    NotLawful: 409,
    JournalMoved: 409,
    InputError: 400,
    OutOfScope: 404,
}
"""What each error of the hierarchy answers; the first that fits counts."""


def status_of(error: SolidarityError) -> int:
    """Give the status code of an error."""
    return next((code for kind, code in STATUS.items() if isinstance(error, kind)), 400)
