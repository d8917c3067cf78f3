"""Article 10: what the Commission looks at before it judges the situation of a Member State."""

from __future__ import annotations

from solidarity.terms.citations import Art
from solidarity.terms.findings import Coverage, not_encoded, rule

CONSIDERATIONS: dict[str, str] = {
    "a": "the Member State's own information: needs, capacity, preparedness, strategy",
    "b": "cooperation with third countries on migration, return and readmission",
    "c": "geopolitics, root causes, instrumentalisation, irregular arrivals",
    "d": "recommendations from evaluations and agencies",
    "e": "information gathered under the preparedness and crisis blueprint",
    "f": "integrated or migration situational awareness reports",
    "g": "visa liberalisation reports and dialogues",
    "h": "bulletins and reports of the Agency for Fundamental Rights",
    "i": "support by Union bodies, offices and agencies",
    "j": "vulnerability assessments",
    "k": "scale and trends of unauthorised movements between Member States",
}
"""What is taken into account beside the Report, by point of Article 10(2)."""

CUMULATIVE_EFFECT = "cumulative effect of this and earlier years' arrivals"
"""What is weighed besides, where a significant migratory situation is in question."""

not_encoded(
    Art(10, 1),
    Coverage.AUTHORITY,
    "solidarity.law.part2_annual_cycle.art09_report",
    "The Report's series are complete or named as missing; their weight is the Commission's.",
)


@rule(Art(10, 2), Art(10, 3))
def missing_considerations(
    given: frozenset[str], *, significant_situation: bool
) -> tuple[str, ...]:
    """
    Name what has not been looked at yet.

    Args:
        given: Points of Article 10(2) looked at, by letter; "cumulative" for Article 10(3).
        significant_situation: Whether a significant migratory situation is in question.

    Returns:
        The missing points in order, "cumulative" last; empty if nothing is missing.
    """
    wanted = (*CONSIDERATIONS, "cumulative") if significant_situation else tuple(CONSIDERATIONS)
    return tuple(point for point in wanted if point not in given)
