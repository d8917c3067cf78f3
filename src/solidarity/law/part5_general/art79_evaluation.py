"""
Article 79: reviews and evaluation.

The Article has no numbered paragraphs; its three parts are cited as subparagraphs.
"""

from __future__ import annotations

from datetime import date

from solidarity.errors import OutOfScope
from solidarity.law.part5_general.counting import months_later
from solidarity.terms.citations import Art
from solidarity.terms.findings import Coverage, not_encoded, parameter, rule

_APPLIES = date(2026, 6, 12)

FIRST_REVIEW = parameter(
    "first yearly review of the solidarity Part",
    Art(79, subparagraph=1),
    date(2028, 2, 1),
    since=_APPLIES,
    unit="date",
)
NUMBERS_REVIEW_YEARS_MAX = parameter(
    "longest time between reviews of the two minima and of Part III",
    Art(79, subparagraph=2),
    3,
    since=_APPLIES,
    unit="years",
)
FIRST_EVALUATION = parameter(
    "first evaluation of the Regulation",
    Art(79, subparagraph=3),
    date(2031, 7, 1),
    since=_APPLIES,
    unit="date",
)
EVALUATION_YEARS = parameter(
    "time between evaluations", Art(79, subparagraph=3), 5, since=_APPLIES, unit="years"
)
INFORMATION_MONTHS_BEFORE_MIN = parameter(
    "least time between the Member States' information and the evaluation report",
    Art(79, subparagraph=3),
    6,
    since=_APPLIES,
    unit="months",
)

not_encoded(
    Art(79, subparagraph=2),
    Coverage.AUTHORITY,
    "",
    "Whether the numbers, the family definition or the limits need changing is the Commission's "
    "judgement against the migratory situation.",
)


@rule(Art(79, subparagraph=1))
def review_due(year: int) -> date:
    """
    Give the day by which the working of Part IV is reviewed in a calendar year.

    Raises:
        OutOfScope: Before the year of the first review.
    """
    first = FIRST_REVIEW.on(_APPLIES)
    if year < first.year:
        raise OutOfScope(f"no review is due in {year}; the first is due in {first.year}")
    return first.replace(year=year)


@rule(Art(79, subparagraph=2), reading="R-035")
def numbers_review_due(last: date) -> date:
    """
    Give the last day for the next review of the two minima of Article 12(2) and of Part III.

    Args:
        last: Day of the last review; before the first one, the day from which the Regulation
            applies.
    """
    return months_later(last, 12 * NUMBERS_REVIEW_YEARS_MAX.on(_APPLIES))


@rule(Art(79, subparagraph=3))
def evaluation_due(number: int) -> date:
    """
    Give the day by which an evaluation is carried out.

    Args:
        number: 1 for the first evaluation, 2 for the next, and so on.

    Raises:
        OutOfScope: If the number is below 1.
    """
    if number < 1:
        raise OutOfScope(f"there is no evaluation number {number}")
    years = (number - 1) * EVALUATION_YEARS.on(_APPLIES)
    return months_later(FIRST_EVALUATION.on(_APPLIES), 12 * years)


@rule(Art(79, subparagraph=3))
def evaluation_information_due(evaluation: date) -> date:
    """Give the last day for the Member States' information for an evaluation report."""
    return months_later(evaluation, -INFORMATION_MONTHS_BEFORE_MIN.on(_APPLIES))
