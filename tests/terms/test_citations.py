"""Provisions and how they are cited."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from solidarity.terms.citations import Act, Art, crisis, ir


class TestCitation:
    @pytest.mark.parametrize(
        ("provision", "words"),
        [
            (Art(66), "Art. 66"),
            (Art(63, 2, "b"), "Art. 63(2)(b)"),
            (Art(75, point="d"), "Art. 75(d)"),
            (Art(39, 1, subparagraph=2), "Art. 39(1), subparagraph 2"),
            (Art(0, annex="I"), "Annex I"),
            (ir(30), "Art. 30 Implementing Regulation (EU) 2025/2055"),
            (crisis(9, 4, "a"), "Art. 9(4)(a) Regulation (EU) 2024/1359"),
            (Art(27, 1, act=Act.APR), "Art. 27(1) Regulation (EU) 2024/1348"),
            (
                Art(0, act=Act.IMPLEMENTING, annex="X"),
                "Annex X Implementing Regulation (EU) 2025/2055",
            ),
        ],
    )
    def test_words(self, provision: Art, words: str) -> None:
        assert str(provision) == words

    @given(
        st.integers(1, 85),
        st.integers(0, 15),
        st.sampled_from(["", "a", "b"]),
        st.sampled_from([Act.AMMR, Act.CRISIS, Act.IMPLEMENTING]),
    )
    def test_two_provisions_never_share_a_citation(
        self, article: int, paragraph: int, point: str, act: Act
    ) -> None:
        one = Art(article, paragraph, point, act=act)
        for other in (
            Art(article + 1, paragraph, point, act=act),
            Art(article, paragraph + 1, point, act=act),
            Art(article, paragraph, point + "c", act=act),
            Art(article, paragraph, point, 1, act=act),
        ):
            assert str(one) != str(other)


class TestLinks:
    def test_an_article_and_an_annex(self) -> None:
        assert Art(66).eli == "https://eur-lex.europa.eu/eli/reg/2024/1351/oj#art_66"
        assert Art(0, annex="I").eli == "https://eur-lex.europa.eu/eli/reg/2024/1351/oj#anx_I"

    @pytest.mark.parametrize("act", Act)
    def test_every_act_has_a_title_and_a_link(self, act: Act) -> None:
        year, number = act.title.rpartition(" ")[2].split("/")
        assert act.eli.endswith(f"/{year}/{number}/oj")
        assert act.eli.startswith("https://eur-lex.europa.eu/eli/")

    def test_only_the_regulation_itself_goes_unnamed(self) -> None:
        assert [act for act in Act if not act.value[2]] == [Act.AMMR]
