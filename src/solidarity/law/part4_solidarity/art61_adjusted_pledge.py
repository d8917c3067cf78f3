"""
Arts 61(4) and 62(5): amounts adjusted inside the Council act on the pool itself.

A deduction takes effect only from a Council act. In the first cycle some contributions were
adjusted in the act that established the pool, without a separate act on a deduction; whether that
is open to the Council is disputed (reading R-009). The software records it as what it is.
"""

from __future__ import annotations

from fractions import Fraction

from solidarity.terms.citations import Art
from solidarity.terms.findings import rule
from solidarity.terms.quantities import Euro, Rounding, round_whole


@rule(Art(61, 4), Art(62, 5), reading="R-009")
def adjusted_value(*, fair_share: Euro, adjusted: Fraction) -> Euro:
    """
    Value of what the pool act took out of a fair share.

    Args:
        fair_share: Fair share in money.
        adjusted: Part taken out, between 0 and 1.

    Returns:
        Whole euro cents, halves up.

    Source:
        Arts 61(4) and 62(5); reading R-009.
    """
    return Euro(round_whole(fair_share.cents * adjusted, Rounding.NEAREST))
