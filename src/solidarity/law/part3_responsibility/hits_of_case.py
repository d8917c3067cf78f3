"""On which hits a finding rests: they start a clock of their own (Art. 39(1))."""

from __future__ import annotations

import datetime as dt
from typing import Final

from solidarity.law.part3_responsibility.case_record import Application
from solidarity.law.part3_responsibility.findings_of_case import Tried

_ON_HITS: Final = frozenset((29, 33))


def hit_received(application: Application, found: Tried) -> dt.date | None:
    """Give the day of the hit on which a finding rests; None if it rests on none."""
    if found.article.article not in _ON_HITS:
        return None
    person, days = application.person, []
    for path, _ in found.facts:
        name, _, rest = path.partition("[")
        position = int(rest.rstrip("]") or 0)
        if name == "vis_hits":
            days.append(person.vis_hits[position].received_at)
        elif name == "eurodac_hits":
            days.append(person.eurodac_hits[position].received_at)
    return min(days, default=None)
