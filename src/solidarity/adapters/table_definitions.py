"""The tables people exchange with the ledger and the reference key, column by column."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Final

from solidarity.adapters.tables import (
    Column,
    Row,
    Table,
    Type,
    every_bound_state,
    only_bound_states,
)
from solidarity.errors import Problem
from solidarity.terms.citations import Art, ir
from solidarity.terms.findings import Basis
from solidarity.terms.quantities import Kind
from solidarity.terms.statuses import Status

NOTHING: Final = "none"
"""A pledge table may say that a state pledges nothing; that is not the same as an empty cell."""

KINDS: Final = tuple(kind.value for kind in Kind)
BASES: Final = tuple(basis.value for basis in Basis)
_STATUSES: Final = tuple(status.value for status in Status)

PROVENANCE: Final = (
    Column("source", Type.TEXT, "Act, letter or article the row was taken from, in words."),
    Column("source_url", Type.TEXT, "Where the source can be read."),
    Column(
        "confidence",
        Type.CHOICE,
        "How far the source can be trusted.",
        choices=("high", "medium", "low", "memory", "computed"),
    ),
    Column("retrieved", Type.DATE, "Day on which the source was read."),
    Column("note", Type.TEXT, "What a reader must know."),
)
"""Last columns of every table that becomes entries of the ledger."""


def _state(description: str = "The Member State: EU code (EL) or ISO code (GR).") -> Column:
    return Column("state", Type.STATE, description, required=True)


def _on(description: str) -> Column:
    return Column("date", Type.DATE, description)


def _amount_fits(rows: Sequence[Row], file: str) -> list[Problem]:
    """Relocations are whole persons; money has at most whole cents."""
    problems = []
    for row in rows:
        amount, kind = row.cells["amount"], row.cells["kind"]
        if not isinstance(amount, Decimal):
            continue
        problem = misfit(str(kind), amount)
        if problem is not None:
            expected, source = problem
            what = f"{amount} for {kind}"
            problems.append(Problem(what, expected, file, row.line, "amount", source))
    return problems


def misfit(kind: str, amount: Decimal) -> tuple[str, Art] | None:
    """Say what was expected where an amount cannot be of a kind; None if it can."""
    if kind == NOTHING and amount != 0:
        return "no amount where nothing is pledged", Art(57, 3)
    if kind == Kind.RELOCATION.value and amount != amount.to_integral_value():
        return "whole persons", Art(56, 2, "a")
    if kind in KINDS and amount != round(amount, 2):
        return "euros with two decimals at most", Art(56, 2)
    return None


def _shares_sum(rows: Sequence[Row], file: str) -> list[Problem]:
    """Shares printed with four decimals sum to 100, give or take half a last digit per state."""
    known = [value for row in rows if isinstance(value := row.cells["share_percent"], Decimal)]
    total = sum(known, Decimal(0))
    slack = Decimal("0.00005") * len(known)
    whole = len(known) == len(rows)
    if total <= 100 + slack and (not whole or total >= 100 - slack):
        return []
    what = f"the shares sum to {total} percent"
    expected = "100" if whole else "100 at most: some shares are not published"
    return [Problem(what, expected, file, 0, "share_percent", Art(66))]


def _one_act(rows: Sequence[Row], file: str) -> list[Problem]:
    """The rows of one step of one deduction name one state, one act and one day."""
    problems = []
    first: dict[tuple[object, ...], Row] = {}
    for row in rows:
        name = row.cells["id"], row.cells["outcome"]
        if None in name:
            continue
        before = first.setdefault(name, row)
        problems += [
            Problem(
                f"{column} is {row.text(column) or 'empty'}, but {before.text(column) or 'empty'} "
                f"on line {before.line}",
                "one value for all rows of one act",
                file,
                row.line,
                column,
            )
            for column in ("state", "article", "act", "date")
            if row.cells[column] != before.cells[column]
        ]
    return problems


POPULATION: Final = Table(
    "population",
    "Population on 1 January",
    "Total population of each Member State bound by Part IV; Denmark may stand beside.",
    (
        _state(),
        Column(
            "population",
            Type.PERSONS,
            "Persons on 1 January of the reference year.",
            required=True,
            source=Art(66),
            positive=True,
        ),
    ),
    ("state",),
    (Art(66), Art(0, annex="I")),
    (every_bound_state(source=Art(66)),),
)

GDP: Final = Table(
    "gdp",
    "Gross domestic product",
    "Total gross domestic product of each Member State bound by Part IV; Denmark may stand beside.",
    (
        _state(),
        Column(
            "gdp_meur",
            Type.DECIMAL,
            "Million euro at current prices.",
            required=True,
            source=Art(66),
            positive=True,
        ),
    ),
    ("state",),
    (Art(66), Art(0, annex="I")),
    (every_bound_state(source=Art(66)),),
)

SHARES: Final = Table(
    "shares",
    "Shares printed in the Council act",
    "Share of each Member State as printed; an empty cell: not published.",
    (
        _state(),
        Column("share_percent", Type.PERCENT, "Share in percent, as printed.", source=Art(57, 1)),
        _on("Day of the act."),
        *PROVENANCE,
    ),
    ("state",),
    (Art(57, 1), Art(66)),
    (
        every_bound_state(source=Art(66)),
        only_bound_states(source=Art(66)),
        _shares_sum,
    ),
    headed=("share_percent",),
)

STATUSES: Final = Table(
    "statuses",
    "Statuses of Member States",
    "One row for each status a decision gives to a Member State; one file is one decision.",
    (
        _state(),
        Column(
            "status", Type.CHOICE, "The status.", required=True, source=Art(11), choices=_STATUSES
        ),
        Column("reference", Type.TEXT, "Number of the decision.", source=Art(11, 1)),
        _on("Day of the decision."),
        Column("until", Type.DATE, "Last day of a finding of systemic shortcomings; else empty."),
        *PROVENANCE,
    ),
    ("state", "status"),
    (Art(11), Art(60, 3)),
    (only_bound_states(source=Art(11, 1)),),
)

ACTS: Final = Table(
    "acts",
    "Acts of the cycle",
    "One row for each act or meeting of the year, in order.",
    (
        Column(
            "act",
            Type.CHOICE,
            "What was done.",
            required=True,
            choices=("report", "proposal", "forum", "reconvened_forum", "pool_act"),
        ),
        _on("Day of adoption or of the meeting."),
        Column("reference", Type.TEXT, "Number of the act; for a reconvened forum, the ground."),
        Column("relocations", Type.PERSONS, "Number of relocations.", source=Art(12, 2, "a")),
        Column("financial_eur", Type.EURO, "Financial contributions.", source=Art(12, 2, "b")),
        Column(
            "sar_percent",
            Type.PERCENT,
            "Indicative part for states with recurring disembarkations.",
            source=Art(12, 5),
        ),
        Column("published", Type.DATE, "Day of publication of the Council act."),
        Column("applies_from", Type.DATE, "First day of application of the Council act."),
        *PROVENANCE,
    ),
    ("act", "date", "reference"),
    (Art(9), Art(12), Art(13), Art(57)),
)

PLEDGES: Final = Table(
    "pledges",
    "Pledges",
    "One row for each kind a Member State pledged; an empty amount: not published.",
    (
        _state(),
        Column(
            "kind",
            Type.CHOICE,
            "Type of solidarity measure; none: the state pledges nothing.",
            required=True,
            source=Art(56, 2),
            choices=(*KINDS, NOTHING),
        ),
        Column(
            "amount",
            Type.DECIMAL,
            "Persons for relocation, euro for the others; empty: not published.",
            source=Art(57, 3),
        ),
        Column("basis", Type.CHOICE, "How the figure is known.", choices=BASES),
        Column(
            "stage",
            Type.CHOICE,
            "forum: said in the High-Level Forum; act: fixed in the Council act. Empty: forum.",
            source=Art(57, 1),
            choices=("forum", "act"),
            default="forum",
        ),
        _on("Day of the pledge or of the act."),
        Column("round", Type.NUMBER, "Round of the forum; empty: the one that is open."),
        Column(
            "objective_basis",
            Type.TEXT,
            "For an alternative measure: the criteria on which its value rests.",
            source=Art(57, 4),
        ),
        *PROVENANCE,
    ),
    ("state", "kind", "stage", "round"),
    (Art(13, 3), Art(57), Art(66)),
    (only_bound_states(source=Art(66)), _amount_fits),
)

REQUESTED, ASSESSED, FULL, PARTIAL, REFUSED = "requested", "assessed", "full", "partial", "refused"
REPORTED, IN_POOL_ACT = "reported", "in_pool_act"

DEDUCTIONS: Final = Table(
    "deductions",
    "Deductions",
    "One row for each step of a request, and for each kind it touches; only a Council act deducts.",
    (
        Column("id", Type.TEXT, "Name of the request; empty where none is known."),
        _state("The contributing Member State."),
        Column(
            "outcome",
            Type.CHOICE,
            "The step: requested; assessed by the Commission; full, partial or refused by the "
            "Council; reported by others; in_pool_act where the pool act itself took it out.",
            required=True,
            choices=(REQUESTED, ASSESSED, FULL, PARTIAL, REFUSED, REPORTED, IN_POOL_ACT),
        ),
        Column("article", Type.CHOICE, "Article of the request.", choices=("61", "62")),
        Column("act", Type.TEXT, "Council act that grants or refuses.", source=Art(61, 4)),
        _on("Day of the step."),
        Column("kind", Type.CHOICE, "Kind that is reduced.", choices=KINDS),
        Column("amount", Type.DECIMAL, "Persons or euro taken out."),
        Column("replaced_kind", Type.CHOICE, "Kind that takes its place, if any.", choices=KINDS),
        Column("replaced_amount", Type.DECIMAL, "Persons or euro that take its place."),
        Column(
            "content",
            Type.TEXT,
            "What the request says, part by part: part = text; part = text.",
            source=Art(61, 2),
        ),
        Column("opinion", Type.TEXT, "The Commission's assessment.", source=Art(61, 3)),
        Column("reported", Type.TEXT, "What is reported: requested, granted, partly granted, …."),
        Column("percent", Type.PERCENT, "Part taken out, where only that is known."),
        *PROVENANCE,
    ),
    ("id", "state", "outcome", "kind", "replaced_kind", "reported"),
    (Art(61), Art(62)),
    (only_bound_states(source=Art(61)), _amount_fits, _one_act),
)

OFFSETS: Final = Table(
    "offsets",
    "Responsibility offsets",
    "Applications taken over; an empty number: not published.",
    (
        _state("The contributing Member State that takes responsibility."),
        Column("towards", Type.STATE, "The benefitting Member State; empty: not published."),
        Column("applications", Type.PERSONS, "Applications taken over.", source=Art(63)),
        Column(
            "paragraph",
            Type.CHOICE,
            "Paragraph of Art. 63 that opened the offset.",
            required=True,
            source=Art(63),
            choices=("1", "2", "3", "4", "5"),
        ),
        _on("Day."),
        Column("basis", Type.CHOICE, "How the figure is known.", choices=BASES),
        Column(
            "fair_share",
            Type.PERSONS,
            "Fair share of the contributing state in persons; needed under paragraphs 3 and 4.",
            source=Art(63, 7),
        ),
        Column(
            "accepted",
            Type.PERSONS,
            "Relocations it had accepted; needed under paragraph 5.",
            source=Art(63, 5),
        ),
        *PROVENANCE,
    ),
    ("state", "towards", "paragraph", "date"),
    (Art(63), Art(69)),
    (only_bound_states(source=Art(63), columns=("state", "towards")),),
    headed=("towards",),
)

IMPLEMENTATION: Final = Table(
    "implementation",
    "Contributions implemented",
    "One row for each contribution delivered.",
    (
        _state("The contributing Member State."),
        Column(
            "towards",
            Type.STATE,
            "The benefitting Member State; empty for money, which goes to the Union budget.",
            source=Art(64, 1),
        ),
        Column(
            "kind",
            Type.CHOICE,
            "Type of solidarity measure.",
            required=True,
            source=Art(56, 2),
            choices=KINDS,
        ),
        Column(
            "amount",
            Type.DECIMAL,
            "Persons for relocation, euro for the others.",
            required=True,
            source=Art(60),
        ),
        _on("Day of delivery."),
        Column("reference", Type.TEXT, "What tells two deliveries of one day apart."),
        Column("alternative", Type.TEXT, "Name of the agreed alternative measure delivered."),
        Column("begun", Type.DATE, "Day on which a relocation began that ended after the year."),
        *PROVENANCE,
    ),
    ("state", "towards", "kind", "date", "reference"),
    (Art(60), Art(64), Art(65), Art(67)),
    (only_bound_states(source=Art(60, 3), columns=("state", "towards")), _amount_fits),
    headed=("towards",),
)

CONFIRMATION: Final = Table(
    "confirmation",
    "January confirmation",
    "Levels a Member State confirms for the year that has ended.",
    (
        _state("The contributing Member State."),
        Column("relocations", Type.PERSONS, "Persons relocated.", required=True, source=Art(60, 6)),
        Column("financial_eur", Type.EURO, "Euro contributed.", required=True, source=Art(60, 6)),
        Column(
            "alternative_eur",
            Type.EURO,
            "Value in euro of alternative measures delivered.",
            required=True,
            source=Art(60, 6),
        ),
        _on("Day of the confirmation."),
        *PROVENANCE,
    ),
    ("state",),
    (Art(60, 6), ir(30)),
    (only_bound_states(source=Art(60, 6)),),
)

STATEMENTS: Final = Table(
    "statements",
    "Statements",
    "What someone states of the year, kept beside the figures and never merged with them.",
    (
        Column("by", Type.TEXT, "Who states it.", required=True),
        Column("subject", Type.TEXT, "What about.", required=True),
        Column("relocations", Type.PERSONS, "Persons; empty: not stated."),
        Column("financial_eur", Type.EURO, "Euro; empty: not stated."),
        _on("Day of the statement."),
        *PROVENANCE,
    ),
    ("by", "subject", "date"),
    (Art(57),),
)

TABLES: Final[dict[str, Table]] = {
    table.name: table
    for table in (
        POPULATION,
        GDP,
        ACTS,
        STATUSES,
        SHARES,
        PLEDGES,
        DEDUCTIONS,
        OFFSETS,
        IMPLEMENTATION,
        CONFIRMATION,
        STATEMENTS,
    )
}
"""Every table by its name, in the order in which they are imported together."""

LEDGER_TABLES: Final = tuple(name for name in TABLES if name not in {"population", "gdp"})
"""Tables whose rows become entries of the ledger; the others are frozen as vintages."""
