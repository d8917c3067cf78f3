"""Time limits on a page: the last day, counted out step by step, and how it stands."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from solidarity.adapters.holiday_calendars import UNION, calendar_of
from solidarity.errors import OutOfScope
from solidarity.law.part5_general.clocks import clock
from solidarity.web.text import _, ngettext


@dataclass(frozen=True, slots=True)
class Counted:
    """
    One time limit that runs, or ran.

    Attributes:
        what: What must happen.
        provision: Where it stands.
        last_day: Its last day; None if the law gives none for that time.
        steps: The counting.
        done: Day on which it happened; None if it has not.
        standing: In words.
        mark: "met", "late", "running", "soon" or "overdue".
    """

    what: str
    provision: str
    last_day: date | None
    steps: tuple[str, ...]
    done: date | None
    standing: str
    mark: str


def counted(
    what: str, name: str, days: tuple[date, date | None], *, today: date, state: str = ""
) -> Counted:
    """
    Count a time limit out.

    Args:
        what: What must happen.
        name: Name of the clock.
        days: Day of the event that starts it, and day on which what it asks for happened; None
            if it has not.
        today: Day on which the page is read.
        state: Member State that must act; "" for the Union.
    """
    start, done = days
    found = clock(name)
    try:
        result = found.run(start, calendar_of(UNION if found.union else state))
    except OutOfScope as error:
        return Counted(what, str(found.source), None, (str(error),), done, _("no day"), "met")
    last = result.last_day
    if done is not None:
        late = done > last
        words = _("done, late") if late else _("done in time")
        return Counted(
            what, str(found.source), last, result.steps, done, words, "late" if late else "met"
        )
    left = (last - today).days
    if left < 0:
        words, mark = ngettext("%(n)s day overdue", "%(n)s days overdue", -left), "overdue"
    else:
        words = ngettext("%(n)s day left", "%(n)s days left", left)
        mark = "soon" if left <= 2 else "running"  # noqa: PLR2004 - amber within 48 hours
    return Counted(
        what, str(found.source), last, result.steps, None, words % {"n": abs(left)}, mark
    )
