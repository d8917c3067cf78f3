"""Every paragraph of Arts 16 and 24 to 35 is a rule, a parameter or said not to be one."""

from __future__ import annotations

import importlib
import pkgutil

import pytest

from solidarity.law import part3_responsibility
from solidarity.terms.citations import Act
from solidarity.terms.findings import register

PARAGRAPHS = {
    16: 5, 24: 2, 25: 7, 26: 3, 27: 0, 28: 0, 29: 5, 30: 2, 31: 2, 32: 0, 33: 3, 34: 4, 35: 2,
}  # fmt: skip


@pytest.mark.parametrize("article", PARAGRAPHS)
def test_every_paragraph_is_accounted_for(article: int) -> None:
    for module in pkgutil.iter_modules(part3_responsibility.__path__):
        importlib.import_module(f"{part3_responsibility.__name__}.{module.name}")
    known = {
        entry.source.paragraph
        for entry in register()
        if entry.source.act is Act.AMMR and entry.source.article == article
    }
    wanted = set(range(1, PARAGRAPHS[article] + 1)) or {0}
    assert wanted <= known
