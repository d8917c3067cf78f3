"""Open points met while the law was encoded: how time is counted, and what formulas leave out."""

from __future__ import annotations

from typing import Final

from solidarity.terms.citations import Act, Art
from solidarity.terms.readings import Reading

MET: Final = (
    Reading(
        "R-028",
        "whose holidays move the end of a time limit",
        Art(75),
        ("who_must_act",),
        "last days of time limits",
    ),
    Reading(
        "R-029",
        "periods counted backwards",
        Art(75),
        ("whole_days_before",),
        "latest days for notices before an event",
    ),
    Reading(
        "R-030",
        "pledges that were too low before any deduction",
        Art(63, 4),
        ("deductions_must_cause_it",),
        "whether mandatory offsets open without a reconvened forum",
    ),
    Reading(
        "R-031",
        "protection granted after the Council act and the limit of three years",
        Art(56, 2, "a"),
        ("counts_as_younger",),
        "none; who can be relocated",
    ),
    Reading(
        "R-032",
        "alternative measures above their pledged value, and results below zero",
        Art(30, act=Act.IMPLEMENTING),
        ("no_credit",),
        "money due",
    ),
    Reading(
        "R-033",
        "limits expressed in hours",
        Art(75),
        ("time_that_passes",),
        "the moment at which a limit in hours ends",
    ),
    Reading(
        "R-034",
        "days fixed by the calendar that fall on a weekend or holiday",
        Art(75),
        ("not_moved",),
        "none",
    ),
    Reading(
        "R-035",
        "from when the review of the minimum numbers is counted",
        Art(79, subparagraph=2),
        ("from_the_last_review",),
        "one due date of the calendar",
    ),
)
"""Not settings of a run; the page of each under docs/readings says why it is read so."""
