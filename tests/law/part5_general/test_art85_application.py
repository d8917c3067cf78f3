"""Article 85: from when the Regulation applies."""

from __future__ import annotations

from datetime import date

import pytest

from solidarity.errors import OutOfScope
from solidarity.law.part5_general.art85_application import (
    APPLICATION,
    ENTRY_INTO_FORCE,
    applies_from,
)

EARLY, GENERAL = date(2024, 6, 11), date(2026, 6, 12)


class TestArticle85:
    """The general day is 12 June 2026; what prepares the first cycle applies since 11 June 2024."""

    def test_the_two_days(self) -> None:
        assert ENTRY_INTO_FORCE.on(EARLY) == EARLY
        assert APPLICATION.on(EARLY) == GENERAL

    @pytest.mark.parametrize("article", [*range(7, 16), 56, 57, 78, 84])
    def test_whole_articles_that_apply_early(self, article: int) -> None:
        assert applies_from(article) == EARLY
        assert applies_from(article, 2) == EARLY

    @pytest.mark.parametrize("article", [1, 6, 16, 55, 58, 59, 60, 61, 62, 63, 66, 69, 75, 79, 85])
    def test_articles_that_do_not(self, article: int) -> None:
        assert applies_from(article) == GENERAL

    @pytest.mark.parametrize(
        ("article", "paragraph"),
        [
            (23, 7),
            (25, 6),
            (25, 7),
            (34, 3),
            (34, 4),
            (40, 4),
            (41, 5),
            (46, 4),
            (48, 4),
            (50, 5),
            (52, 4),
            (64, 3),
            (67, 14),
        ],
    )
    def test_single_paragraphs(self, article: int, paragraph: int) -> None:
        assert applies_from(article, paragraph) == EARLY
        assert applies_from(article, paragraph + 30) == GENERAL
        assert applies_from(article) == GENERAL

    @pytest.mark.parametrize(
        ("article", "paragraph", "subparagraph"),
        [(22, 1, 4), (39, 3, 2), (40, 8, 2), (46, 1, 5), (50, 1, 2)],
    )
    def test_single_subparagraphs(self, article: int, paragraph: int, subparagraph: int) -> None:
        assert applies_from(article, paragraph, subparagraph) == EARLY
        assert applies_from(article, paragraph, 1) == GENERAL
        assert applies_from(article, paragraph) == GENERAL

    @pytest.mark.parametrize("article", [0, -1, 86])
    def test_there_is_no_such_article(self, article: int) -> None:
        with pytest.raises(OutOfScope):
            applies_from(article)
