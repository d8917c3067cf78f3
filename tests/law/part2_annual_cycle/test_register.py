"""Every paragraph of Articles 7 to 15, 70, 75, 79 and 85 is accounted for."""

from __future__ import annotations

import importlib
import pkgutil

import pytest

from solidarity.law import part2_annual_cycle, part5_general
from solidarity.terms.citations import Act
from solidarity.terms.findings import register

PARAGRAPHS = {7: 6, 8: 3, 9: 10, 10: 3, 11: 4, 12: 6, 13: 4, 14: 5, 15: 5}


@pytest.fixture(scope="module")
def cited() -> set[tuple[int, int, str, int]]:
    for package in (part2_annual_cycle, part5_general):
        for module in pkgutil.iter_modules(package.__path__, f"{package.__name__}."):
            importlib.import_module(module.name)
    return {
        (
            entry.source.article,
            entry.source.paragraph,
            entry.source.point,
            entry.source.subparagraph,
        )
        for entry in register()
        if entry.source.act is Act.AMMR
    }


@pytest.mark.parametrize(
    ("article", "paragraph"),
    [(article, number + 1) for article, last in PARAGRAPHS.items() for number in range(last)],
)
def test_paragraph(cited: set[tuple[int, int, str, int]], article: int, paragraph: int) -> None:
    assert (article, paragraph) in {entry[:2] for entry in cited}


def test_articles_without_paragraphs(cited: set[tuple[int, int, str, int]]) -> None:
    assert (70, 0, "", 0) in cited
    assert {(75, 0, point, 0) for point in "abcd"} <= cited
    assert {(79, 0, "", part) for part in (1, 2, 3)} <= cited
    assert {(85, 0, "", part) for part in (1, 2, 3)} <= cited
