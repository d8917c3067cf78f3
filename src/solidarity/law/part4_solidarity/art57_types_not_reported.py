"""
Art. 57(4): what a pledge in one type leaves for the others.

A Member State is free to meet its fair share in any type or mix. When the amount reported for some
types covers the whole fair share, nothing is owed in the types on which no source speaks. How close
to the recomputed fair share a reported amount must come is a reading (R-026): the last hundredths
of a share depend on the vintage of the statistics, and the press rounds.
"""

from __future__ import annotations

from datetime import date
from fractions import Fraction

from solidarity.terms.citations import Art
from solidarity.terms.findings import Dated, Parameter, rule
from solidarity.terms.quantities import Persons

MARGIN = Parameter(
    "margin within which a reported pledge is taken to cover the recomputed fair share",
    Art(57, 4),
    "share of the fair share",
    (Dated(Fraction(2, 100), date(2024, 6, 11)),),
    reading="R-026",
)
"""Not a number of the law: how far a reported pledge may fall short, as R-026 reads it."""


@rule(Art(57, 4), reading="R-026")
def is_covered(*, fair_share: Persons, pledged_units: Fraction, margin: Fraction) -> bool:
    """
    Decide whether the types reported cover the whole fair share.

    Args:
        fair_share: Fair share in persons.
        pledged_units: Sum of the reported types in person-equivalents.
        margin: Part of the fair share that vintage and press rounding may explain.

    Returns:
        True if what is reported falls short of the fair share by no more than the margin.

    Source:
        Art. 57(4) with Art. 56(2): free choice among types of equal value.
    """
    return pledged_units >= fair_share.count * (1 - margin)
