"""The columns of `pool.csv` and `pool.xlsx`, each with its meaning, unit and provision."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

KINDS: Final = {
    "relocations": ("relocations", "persons"),
    "financial_eur": ("money", "EUR"),
    "alternative_eur": ("alternative measures", "EUR"),
}
"""The three types of contribution: words and unit."""


@dataclass(frozen=True, slots=True)
class Column:
    """
    One column of the table.

    Attributes:
        name: Heading, stable across editions.
        meaning: What it holds, in a sentence.
        unit: Unit in words, "" for text.
        provision: The provision behind it, "" if none.
        basis: Name of the column that says how the figure is known, "" for text.
    """

    name: str
    meaning: str
    unit: str = ""
    provision: str = ""
    basis: str = ""


def _of_source(figure: str, what: str) -> tuple[Column, ...]:
    return (
        Column(f"{figure}_source", f"Where {what} comes from."),
        Column(f"{figure}_source_url", f"Address of the source of {what}."),
        Column(f"{figure}_confidence", f"Confidence in the source of {what}."),
        Column(f"{figure}_retrieved", f"Day on which the source of {what} was read."),
    )


def _of_kinds(stage: str, what: str, provision: str, *, has_source: bool) -> tuple[Column, ...]:
    columns: list[Column] = []
    for kind, (word, unit) in KINDS.items():
        figure = f"{stage}_{kind}"
        columns.append(Column(figure, f"{what}: {word}.", unit, provision, f"{figure}_basis"))
        columns.append(Column(f"{figure}_basis", f"How this figure is known: {word}."))
        if has_source:
            columns += _of_source(figure, f"the pledge of {word}")
    return tuple(columns)


COLUMNS: Final[tuple[Column, ...]] = (
    Column("year", "Solidarity year, in which pledges are implemented."),
    Column("as_of", "Day on which the chain was read."),
    Column("code", "Code of the Member State in the practice of the Union (EL for Greece)."),
    Column("name", "Name of the Member State."),
    Column("bound", "Whether Part IV of the Regulation binds the state.", "yes or no"),
    Column("statuses", "Statuses of the state in the year.", "", "Art. 11"),
    Column("share_percent", "Share in the reference key.", "percent", "Art. 66", "share_basis"),
    Column("share_basis", "How the share is known: published, reported, computed or unknown."),
    *_of_source("share", "the share"),
    Column("recomputed_percent", "Share by the bundled statistics.", "percent", "Art. 66"),
    Column("difference_pp", "Distance between the two shares.", "percentage points"),
    Column("fair_share_units", "Fair share in people.", "persons", "Art. 66", "fair_share_basis"),
    Column("fair_share_eur", "Fair share in money.", "EUR", "Art. 66", "fair_share_basis"),
    Column("fair_share_basis", "How the fair share is known."),
    *_of_kinds("pledged", "Pledged", "Art. 57(3)", has_source=True),
    Column("pledged_note", "What a reader must know of the pledge."),
    Column(
        "released_units",
        "Released, because the state benefits.",
        "person-equivalents",
        "Art. 60(3)",
        "released_basis",
    ),
    Column("released_basis", "How the release is known; empty if there is none."),
    Column("released_act", "Act or notice behind the release."),
    Column(
        "deducted_units",
        "Deducted in full or in part.",
        "person-equivalents",
        "Arts 61, 62",
        "deducted_basis",
    ),
    Column("deducted_percent", "Deducted part.", "percent", "Arts 61, 62", "deducted_basis"),
    Column("deducted_basis", "How the deduction is known; empty if there is none."),
    Column("deducted_act", "Act behind the deduction."),
    Column("deducted_in_pool_act", "Whether the pool act itself holds it.", "yes or no"),
    *_of_source("deducted", "the deduction"),
    Column(
        "offset_applications",
        "Responsibility offsets taken.",
        "applications",
        "Art. 63",
        "offset_basis",
    ),
    Column("offset_basis", "How the offset is known; empty if there is none."),
    Column("offset_paragraph", "Paragraph under which the offset is taken.", "", "Art. 63"),
    *_of_source("offset", "the offset"),
    *_of_kinds("net_due", "Net due", "Art. 60(3)", has_source=False),
    *_of_kinds("implemented", "Implemented", "Art. 60(6)", has_source=False),
    Column(
        "paid_eur",
        "Paid.",
        "EUR",
        "Art. 30 Implementing Regulation (EU) 2025/2055",
        "paid_basis",
    ),
    Column("paid_basis", "How the payment is known."),
    Column("journal_position", "Last entry of the journal that was counted."),
    Column("rules_version", "Version of the rules."),
)
"""Every column of both tables, in order."""
