"""Every paragraph of Articles 17 to 23 and 36 to 55 is accounted for."""

from __future__ import annotations

import importlib
import pkgutil

import pytest

from solidarity.law import crisis, implementing, part3_responsibility
from solidarity.terms.citations import Act
from solidarity.terms.findings import register

PARAGRAPHS = {
    17: 5,
    18: 4,
    19: 2,
    20: 3,
    21: 8,
    22: 7,
    23: 7,
    36: 3,
    37: 5,
    38: 5,
    39: 3,
    40: 8,
    41: 5,
    42: 5,
    43: 5,
    44: 5,
    45: 4,
    46: 4,
    47: 3,
    48: 5,
    50: 6,
    51: 9,
    52: 4,
    53: 5,
    55: 3,
}
WHOLE = {49, 54}
FORMS = {*range(1, 17), *range(22, 27), 28, 29}


@pytest.fixture(scope="module")
def cited() -> set[tuple[Act, int, int]]:
    for package in (part3_responsibility, implementing, crisis):
        for module in pkgutil.iter_modules(package.__path__, f"{package.__name__}."):
            importlib.import_module(module.name)
    return {(one.source.act, one.source.article, one.source.paragraph) for one in register()}


@pytest.mark.parametrize("article", PARAGRAPHS)
def test_every_paragraph(article: int, cited: set[tuple[Act, int, int]]) -> None:
    wanted = {(Act.AMMR, article, number) for number in range(1, PARAGRAPHS[article] + 1)}
    assert wanted - cited == set()


@pytest.mark.parametrize("article", WHOLE)
def test_articles_without_paragraphs(article: int, cited: set[tuple[Act, int, int]]) -> None:
    assert (Act.AMMR, article, 0) in cited


def test_the_implementing_regulation(cited: set[tuple[Act, int, int]]) -> None:
    found = {article for act, article, _ in cited if act is Act.IMPLEMENTING}
    assert FORMS - found == set()


def test_the_longer_limits_of_a_crisis(cited: set[tuple[Act, int, int]]) -> None:
    assert {(Act.CRISIS, 12, number) for number in range(1, 5)} <= cited
