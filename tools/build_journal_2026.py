"""
Build the embedded journal of the 2026 cycle from the fact tables.

Every figure in the journal comes from a row of `src/solidarity/facts/pool_2026_*.csv` or
`commission_decision_2025_2323.csv` and carries that row's source and confidence. Nothing is added:
a type of contribution on which no row speaks has no event; a pledge whose amount no source gives is
an event whose amount is None.

    python tools/build_journal_2026.py            writes src/solidarity/facts/journal_2026.jsonl
"""

from __future__ import annotations

import csv
from datetime import UTC, date, datetime
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING

from solidarity.adapters.journal_lines import write_lines
from solidarity.cycle.s01_report import ReportAdopted
from solidarity.cycle.s02_determination import Determined
from solidarity.cycle.s03_proposal import Proposed
from solidarity.cycle.s04_pledging import ForumConvened, PledgeDeclined
from solidarity.cycle.s05_pool import (
    PledgeAdjusted,
    PledgeFixed,
    PoolActAdopted,
    ShareFixed,
    StatementRecorded,
)
from solidarity.cycle.s06_access import BenefittingReported
from solidarity.cycle.s07_deductions import DeductionReported
from solidarity.cycle.s09_offsets import OffsetTaken
from solidarity.ledger.entries import Draft
from solidarity.ledger.journal import MemoryJournal
from solidarity.terms.findings import Basis, Source
from solidarity.terms.quantities import Euro, Kind, Persons, share_from_percent
from solidarity.terms.statuses import Status

if TYPE_CHECKING:
    from collections.abc import Iterator

    from solidarity.ledger.events import Event

FACTS = Path(__file__).parent.parent / "src" / "solidarity" / "facts"
RECORDED_AT = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)
RECORDED_BY = "Solidarity, fact tables of 22 November 2026"
YEAR = 2026

PACKAGE = date(2025, 11, 11)
FORUM = (date(2025, 11, 18), date(2025, 11, 27))
AGREEMENT = date(2025, 12, 8)
ACT = date(2025, 12, 19)

DECISION = "Commission Implementing Decision (EU) 2025/2323"
COUNCIL_ACT = "Council Implementing Decision (EU) 2025/2642"

STATUSES = {
    "migratory_pressure_disproportionate_arrivals": Status.MIGRATORY_PRESSURE,
    "migratory_pressure_SAR_disembarkations": Status.MIGRATORY_PRESSURE_SAR,
    "at_risk_of_migratory_pressure": Status.AT_RISK,
    "significant_migratory_situation": Status.SIGNIFICANT_MIGRATORY_SITUATION,
}

KINDS = {
    "relocations_pledged": Kind.RELOCATION,
    "financial": Kind.FINANCIAL,
    "alternative_measures": Kind.ALTERNATIVE,
}

Row = dict[str, str]


def rows(name: str) -> list[Row]:
    """Read a fact table."""
    with (FACTS / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def source(title: str, row: Row, note: str = "") -> Source:
    """Give a row's provenance."""
    said = "; ".join(part for part in (note, row.get("note", "")) if part)
    where = row["source_url"]
    if not where.startswith("https://"):
        return Source(
            f"{title}: {where.removeprefix('(').removesuffix(')') if where[0] == '(' else where}",
            "",
            row["confidence"],
            row["retrieved"],
            said,
        )
    link, _, more = where.partition(" ")
    notes = "; ".join(part for part in (said, f"with {more}" if more else "") if part)
    return Source(title, link.rstrip(";"), row["confidence"], row["retrieved"], notes)


def package() -> Iterator[tuple[date, Event, str]]:
    """Give the report, the decision and the proposal of 11 November 2025."""
    report = next(r for r in rows("annual_report_2025_figures.csv") if r["item"] == "report")
    yield (
        PACKAGE,
        ReportAdopted("COM(2025) 795", PACKAGE, source("COM(2025) 795", report)),
        "Art. 9(4)",
    )
    decided = rows("commission_decision_2025_2323.csv")
    statuses = tuple(
        (row["eu_code"], STATUSES[row["category"]]) for row in decided if row["category"] != "none"
    )
    yield (
        PACKAGE,
        Determined(DECISION, PACKAGE, statuses, source(DECISION, decided[0])),
        "Art. 11(1)",
    )
    totals = {row["item"]: row for row in rows("pool_2026_totals.csv")}
    asked = totals["commission_proposal_relocations"]
    yield (
        PACKAGE,
        Proposed(
            "Commission proposal for the Annual Solidarity Pool 2026",
            PACKAGE,
            Persons(int(asked["value"])),
            Euro.whole(int(totals["commission_proposal_financial"]["value"])),
            None,
            exceptional=False,
            source=source("Commission proposal, as reported", asked),
        ),
        "Art. 12(1)",
    )


def forum() -> Iterator[tuple[date, Event, str]]:
    """Give the meetings of the High-Level Forum and who pledged nothing."""
    for day in FORUM:
        yield day, ForumConvened(day, 1), "Art. 13(2)"
    for row in rows("pool_2026_member_states.csv"):
        if (row["measure"], row["value"]) == ("pledge", "none"):
            event = PledgeDeclined(row["eu_code"], source("No pledge, as reported", row))
            yield AGREEMENT, event, "Art. 57(3)"


def act() -> Iterator[tuple[date, Event, str]]:
    """Give the Council act, the shares and pledges known of its annex, and statements beside it."""
    totals = {row["item"]: row for row in rows("pool_2026_totals.csv")}
    yield (
        ACT,
        PoolActAdopted(
            COUNCIL_ACT,
            ACT,
            published=date(2025, 12, 23),
            applies_from=date.fromisoformat(totals["applies_from"]["value"]),
            relocations=Persons(int(totals["reference_number_relocations"]["value"])),
            financial=Euro.whole(int(totals["reference_number_financial"]["value"])),
            sar_percent=Fraction(int(totals["sar_indicative_share"]["value"])),
            source=source(COUNCIL_ACT, totals["legal_act"]),
        ),
        "Art. 57(1)",
    )
    for row in rows("pool_2026_member_states.csv"):
        event = fixed(row)
        if event is not None:
            yield ACT, event, "Art. 57(1)"
    statement = totals["spain_statement_actual_relocations"]
    yield (
        date.fromisoformat(statement["date"]),
        StatementRecorded(
            "ES",
            "what remains after offsets, deductions and missing pledges",
            Persons(int(statement["value"])),
            Euro.whole(int(totals["spain_statement_actual_financial"]["value"])),
            date.fromisoformat(statement["date"]),
            source("Statement of Spain annexed to the minutes, as reported", statement),
        ),
        "statement; no provision",
    )


def fixed(row: Row) -> Event | None:
    """Give what a row says of the act's annex; None if it speaks of something else."""
    state, measure, value = row["eu_code"], row["measure"], row["value"]
    said = source(f"Annex of {COUNCIL_ACT}, as reported", row)
    if measure == "fair_share" and row["unit"] == "percent":
        return ShareFixed(state, share_from_percent(value), said)
    if measure == "deduction" and row["unit"] == "percent":
        return PledgeAdjusted(state, Fraction(int(value)), said)
    if row["stage"] != "final pledge" or measure not in KINDS:
        return None
    kind = KINDS[measure]
    if not value.isdigit():
        told = source(
            f"Annex of {COUNCIL_ACT}, as reported", row, "" if value[:3] == "yes" else value
        )
        return PledgeFixed(state, kind, None, Basis.UNKNOWN, told)
    whole = int(value)
    amount = Persons(whole) if kind is Kind.RELOCATION else Euro.whole(whole)
    return PledgeFixed(state, kind, amount, Basis.REPORTED, said)


def told_in_words() -> Iterator[tuple[date, Event, str]]:
    """Give what sources say in words: a choice of types without amounts, full adjustments."""
    for row in rows("pool_2026_member_states.csv"):
        state, measure, value = row["eu_code"], row["measure"], row["value"]
        said = source("Reported choice of types", row, value)
        if measure == "decision":
            for kind, amount in CHOICES[state].items():
                basis = Basis.UNKNOWN if amount is None else Basis.REPORTED
                yield ACT, PledgeFixed(state, kind, amount, basis, said), "Art. 57(4)"
        elif (measure, value) == ("deduction", "100"):
            zero = source(f"Annex of {COUNCIL_ACT}, as reported", row)
            for kind in Kind:
                amount = Persons(0) if kind is Kind.RELOCATION else Euro(0)
                event = PledgeFixed(state, kind, amount, Basis.REPORTED, zero)
                yield ACT, event, "Art. 57(1)"
        elif (state, measure, value) == ("EE", "financial", "280000"):
            event = PledgeFixed(state, Kind.ALTERNATIVE, None, Basis.UNKNOWN, said)
            yield ACT, event, "Art. 57(4)"


CHOICES: dict[str, dict[Kind, Persons | Euro | None]] = {
    "LT": {Kind.RELOCATION: None, Kind.FINANCIAL: None},
    "LV": {Kind.RELOCATION: Persons(0), Kind.FINANCIAL: Euro(0)},
    "BG": {Kind.RELOCATION: None},
}
"""What the three `decision` rows mean: half and half; alternative measures only; relocations."""


def after() -> Iterator[tuple[date, Event, str]]:
    """Give what is reported of access, deductions and offsets."""
    totals = {row["item"]: row for row in rows("pool_2026_totals.csv")}
    beneficiaries = totals["beneficiaries"]
    for code in beneficiaries["value"].split("; "):
        event = BenefittingReported(code, source("Benefitting, as reported", beneficiaries))
        yield ACT, event, "Art. 60(3)"
    for row in rows("pool_2026_member_states.csv"):
        state, measure = row["eu_code"], row["measure"]
        if measure == "deduction" and row["unit"] == "text":
            said = source("Deduction, as reported", row)
            yield (
                date.fromisoformat(row["date"]),
                DeductionReported(state, row["value"], None, said),
                "Art. 62(4)",
            )
        if measure == "responsibility_offsets":
            said = source("Responsibility offsets, as reported", row, f"reported: {row['value']}")
            pledge = next(
                r
                for r in rows("pool_2026_member_states.csv")
                if (r["eu_code"], r["measure"]) == (state, "relocations_pledged")
            )
            taken = OffsetTaken(
                state, "", Persons(int(pledge["value"])), 2, None, Basis.REPORTED, said
            )
            yield ACT, taken, "Art. 63(2)"
        if (state, measure) == ("FR", "relocations_pledged"):
            said = source("Responsibility offsets, as reported", row)
            yield ACT, OffsetTaken(state, "", None, 2, None, Basis.UNKNOWN, said), "Art. 63(2)"


def main() -> None:
    """Build the journal and write it."""
    journal = MemoryJournal()
    told = (*package(), *forum(), *act(), *told_in_words(), *after())
    drafts = [
        Draft(YEAR, event, day, RECORDED_AT, RECORDED_BY, basis)
        for day, event, basis in sorted(told, key=lambda item: item[0])
    ]
    journal.append(drafts)
    write_lines(journal, FACTS / "journal_2026.jsonl")
    print(f"{len(drafts)} entries")


if __name__ == "__main__":
    main()
