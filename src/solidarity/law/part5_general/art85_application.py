"""
Article 85: from which day the Regulation applies.

It entered into force on 11 June 2024. What prepares the first cycle, and the powers to adopt
implementing and delegated acts, have applied since that day; everything else applies from
12 June 2026, the day of the consolidated text (the text first published said 1 July 2026).
"""

from __future__ import annotations

from datetime import date

from solidarity.errors import OutOfScope
from solidarity.terms.citations import Art
from solidarity.terms.findings import parameter, rule

ENTRY_INTO_FORCE = parameter(
    "entry into force",
    Art(85, subparagraph=1),
    date(2024, 6, 11),
    since=date(2024, 6, 11),
    unit="date",
)
APPLICATION = parameter(
    "application in general",
    Art(85, subparagraph=2),
    date(2026, 6, 12),
    since=date(2024, 6, 11),
    unit="date",
)

_LAST_ARTICLE = 85

EARLY: frozenset[Art] = frozenset(
    (
        *(Art(article) for article in (*range(7, 16), 56, 57, 78, 84)),
        Art(22, 1, subparagraph=4),
        Art(23, 7),
        Art(25, 6),
        Art(25, 7),
        Art(34, 3),
        Art(34, 4),
        Art(39, 3, subparagraph=2),
        Art(40, 4),
        Art(40, 8, subparagraph=2),
        Art(41, 5),
        Art(46, 1, subparagraph=5),
        Art(46, 4),
        Art(48, 4),
        Art(50, 1, subparagraph=2),
        Art(50, 5),
        Art(52, 4),
        Art(64, 3),
        Art(67, 14),
    )
)
"""Provisions that have applied since the entry into force, whole Articles or single paragraphs."""


@rule(Art(85, subparagraph=2), Art(85, subparagraph=3))
def applies_from(article: int, paragraph: int = 0, subparagraph: int = 0) -> date:
    """
    Give the first day on which a provision applies.

    Args:
        article: Number of the Article.
        paragraph: Number of the paragraph; 0 for the Article as a whole.
        subparagraph: Number of the subparagraph; 0 for the paragraph as a whole.

    Returns:
        The day. Of an Article or paragraph of which only a part applies early, the general day.

    Raises:
        OutOfScope: If the Regulation has no such Article.
    """
    if not 1 <= article <= _LAST_ARTICLE:
        raise OutOfScope(f"Regulation (EU) 2024/1351 has no Article {article}")
    wholes = (Art(article), Art(article, paragraph), Art(article, paragraph, "", subparagraph))
    start = ENTRY_INTO_FORCE if EARLY.intersection(wholes) else APPLICATION
    return start.on(date(2024, 6, 11))
