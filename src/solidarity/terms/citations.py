"""Provisions and how they are cited: acts, articles, paragraphs, points, and their ELI links."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum


class Act(Enum):
    """An act of Union law; the value is (short name, ELI path, name in a citation)."""

    AMMR = ("Regulation (EU) 2024/1351", "reg/2024/1351", "")
    CRISIS = ("Regulation (EU) 2024/1359", "reg/2024/1359", "Regulation (EU) 2024/1359")
    IMPLEMENTING = (
        "Implementing Regulation (EU) 2025/2055",
        "reg_impl/2025/2055",
        "Implementing Regulation (EU) 2025/2055",
    )
    APR = ("Regulation (EU) 2024/1348", "reg/2024/1348", "Regulation (EU) 2024/1348")
    EURODAC = ("Regulation (EU) 2024/1358", "reg/2024/1358", "Regulation (EU) 2024/1358")
    RECEPTION = ("Directive (EU) 2024/1346", "dir/2024/1346", "Directive (EU) 2024/1346")
    SCREENING = ("Regulation (EU) 2024/1356", "reg/2024/1356", "Regulation (EU) 2024/1356")

    @property
    def title(self) -> str:
        """Short official name, e.g. "Regulation (EU) 2024/1351"."""
        return self.value[0]

    @property
    def eli(self) -> str:
        """European Legislation Identifier of the act as first published."""
        return f"https://eur-lex.europa.eu/eli/{self.value[1]}/oj"


@dataclass(frozen=True, slots=True)
class Art:
    """
    One provision.

    `Art(63, 2, "b")` is Article 63(2), point (b), of Regulation (EU) 2024/1351.

    Attributes:
        article: Number of the article; 0 stands for an annex named in `annex`.
        paragraph: Number of the paragraph; 0 if the article has none or is cited whole.
        point: Letter of the point, "" if none.
        subparagraph: Number of the subparagraph, 0 if none is singled out.
        act: The act, by default Regulation (EU) 2024/1351.
        annex: Number of the annex ("I"), "" if the provision is an article.
    """

    article: int
    paragraph: int = 0
    point: str = ""
    subparagraph: int = 0
    act: Act = Act.AMMR
    annex: str = ""

    def __hash__(self) -> int:
        # Acts are few and seldom share numbers; leaving them out makes look-ups much cheaper.
        return hash((self.article, self.paragraph, self.point, self.subparagraph))

    def __str__(self) -> str:
        """Cite it: "Art. 63(2)(b)", "Annex I", "Art. 30 Implementing Regulation (EU) 2025/2055"."""
        if self.annex:
            text = f"Annex {self.annex}"
        else:
            text = f"Art. {self.article}"
            if self.paragraph:
                text += f"({self.paragraph})"
            if self.point:
                text += f"({self.point})"
        if self.subparagraph:
            text += f", subparagraph {self.subparagraph}"
        name = self.act.value[2]
        return f"{text} {name}" if name else text

    @property
    def eli(self) -> str:
        """Link to the act in the Official Journal, at the article."""
        anchor = f"anx_{self.annex}" if self.annex else f"art_{self.article}"
        return f"{self.act.eli}#{anchor}"


def ir(article: int, paragraph: int = 0, point: str = "") -> Art:
    """Cite Implementing Regulation (EU) 2025/2055."""
    return Art(article, paragraph, point, act=Act.IMPLEMENTING)


def crisis(article: int, paragraph: int = 0, point: str = "") -> Art:
    """Cite the crisis and force majeure Regulation (EU) 2024/1359."""
    return Art(article, paragraph, point, act=Act.CRISIS)
