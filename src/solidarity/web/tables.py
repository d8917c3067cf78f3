"""The tables the pages offer, as definitions: names, meanings and provisions of their columns."""

from __future__ import annotations

from typing import Final

from solidarity.adapters.tables import Column, Table, Type
from solidarity.terms.citations import Art, ir

_STATE: Final = Column("state", Type.STATE, "Code of the Member State (EL for Greece).")
_NAME: Final = Column("name", Type.TEXT, "Name of the Member State.")


def _text(name: str, description: str) -> Column:
    return Column(name, Type.TEXT, description)


def _number(name: str, description: str, source: Art | None = None) -> Column:
    return Column(name, Type.NUMBER, description, source=source)


KEY: Final = Table(
    "key",
    "Reference key",
    "One row for each Member State bound by Part IV; an empty cell is not published.",
    (
        _STATE,
        _NAME,
        _number("population", "Persons on 1 January of the reference year."),
        Column("gdp_meur", Type.DECIMAL, "Gross domestic product, million euro."),
        Column(
            "population_effect_percent", Type.PERCENT, "Part of the population.", source=Art(66)
        ),
        Column("gdp_effect_percent", Type.PERCENT, "Part of the product.", source=Art(66)),
        Column("recomputed_percent", Type.PERCENT, "Half of each, added.", source=Art(66)),
        Column("share_percent", Type.PERCENT, "Share used; published where an act prints it."),
        _text("share_basis", "How the share is known."),
        _number("fair_share_units", "Fair share in persons.", Art(57, 3)),
        Column("fair_share_eur", Type.EURO, "Fair share in money.", source=Art(57, 3)),
    ),
    ("state",),
    (Art(66), Art(57, 3)),
)

POOL: Final = Table(
    "pool",
    "Annual Solidarity Pool",
    "One row for each Member State bound by Part IV; an empty cell is not published.",
    (
        _STATE,
        _NAME,
        _number("relocations", "Relocations pledged, persons.", Art(57, 1)),
        _text("relocations_basis", "How the figure is known."),
        Column("financial_eur", Type.EURO, "Financial contribution pledged.", source=Art(57, 1)),
        _text("financial_basis", "How the figure is known."),
        Column("alternative_eur", Type.EURO, "Alternative measures pledged, at their value."),
        _text("alternative_basis", "How the figure is known."),
        _text("note", "Released, adjusted, declined."),
    ),
    ("state",),
    (Art(56), Art(57)),
)

OFFSETS: Final = Table(
    "offsets",
    "Responsibility offsets",
    "One row for each contributing Member State; an empty cell is not published.",
    (
        _STATE,
        _NAME,
        _number("limit", "Most it can take over, applications.", Art(63, 7)),
        _number("part_of_gap", "Its part of the gap, applications.", Art(63, 3)),
        _number("taken", "Taken over or reported, applications.", Art(63)),
        _text("taken_basis", "Whether a number is published."),
    ),
    ("state",),
    (Art(63),),
)

DUE: Final = Table(
    "due",
    "Money due",
    "One row for each Member State bound by Part IV; an empty cell is not published.",
    (
        _STATE,
        _NAME,
        Column("amount_due_eur", Type.EURO, "Money due.", source=ir(30)),
        _text("formula", "How it is worked out."),
        _text("released", "Whether the state is released."),
        Column("paid_eur", Type.EURO, "Money paid, where it is known."),
        _text("differences", "Where a confirmation and the journal disagree."),
    ),
    ("state",),
    (ir(30), Art(60, 6)),
)

STATE: Final = Table(
    "state",
    "Figures of a Member State",
    "One row for each figure; an empty cell is not published.",
    (
        _text("figure", "Name of the figure."),
        _text("value", "Its value."),
        _text("unit", "Its unit."),
        _text("basis", "How it is known."),
        _text("governed_by", "The provision that makes it."),
        _text("source", "Where it comes from."),
    ),
    ("figure",),
    (Art(56), Art(57), Art(60), Art(63)),
)

CALENDAR: Final = Table(
    "calendar",
    "Calendar of the cycle",
    "One row for each act of the cycle.",
    (
        _text("act", "Stable name."),
        _text("what", "What happens."),
        _text("who", "Who acts."),
        _text("governed_by", "Where it stands."),
        Column("opens", Type.DATE, "First day on which it can happen."),
        Column("due", Type.DATE, "Last day."),
        Column("actual", Type.DATE, "Day on which it happened."),
        _number("days_late", "Days after the due date."),
        _text("state", "How it stands."),
        _text("note", "How the day was counted."),
    ),
    ("act",),
    (Art(9), Art(11), Art(12), Art(13), Art(57), Art(60), Art(75)),
)

JOURNAL: Final = Table(
    "journal",
    "Journal",
    "One row for each entry, newest first.",
    (
        _number("position", "Place in the journal."),
        _number("year", "Solidarity year."),
        _text("recorded_at", "Moment of recording, UTC."),
        _text("recorded_by", "Who recorded it."),
        _text("basis", "On what basis."),
        Column("holds_from", Type.DATE, "First day on which it holds."),
        _text("event", "What happened."),
        _text("what", "The particulars."),
        _number("corrects", "Position of the entry it corrects."),
        _text("hash", "SHA-256 of the entry."),
    ),
    ("position",),
    (Art(57),),
)

RULES: Final = Table(
    "rules",
    "Provisions and how they are met",
    "One row for each line of the register.",
    (
        _text("governed_by", "The provision."),
        _text("coverage", "How it is met."),
        _text("rule", "Name of the function or module, where there is one."),
        _text("words", "What it decides, in plain words."),
        _text("reading", "Reading it follows."),
        _text("address", "Where the provision stands in the Official Journal."),
    ),
    ("governed_by", "rule", "words"),
    (Art(66),),
)

READINGS: Final = Table(
    "readings",
    "Readings",
    "One row for each open point of the law.",
    (
        _text("reading", "Its identifier."),
        _text("question", "The question in a few words."),
        _text("governed_by", "The provision that is silent or open."),
        _text("used", "How it is read."),
        _text("options", "The possible readings."),
        _text("changes", "Which figures change with it."),
    ),
    ("reading",),
    (Art(66),),
)

FORUM: Final = Table(
    "forum",
    "Pledges in the High-Level Forum",
    "One row for each delegation; an empty cell is not published or not yet said.",
    (
        _STATE,
        _NAME,
        Column("share_percent", Type.PERCENT, "Share in the key.", source=Art(66)),
        _number("fair_share_units", "Fair share in persons.", Art(57, 3)),
        Column("fair_share_eur", Type.EURO, "Fair share in money.", source=Art(57, 3)),
        _number("relocations", "Relocations pledged, persons.", Art(57, 4)),
        Column("financial_eur", Type.EURO, "Financial contribution pledged.", source=Art(57, 4)),
        Column("alternative_eur", Type.EURO, "Alternative measures pledged.", source=Art(57, 4)),
        Column("percent_of_fair_share", Type.DECIMAL, "Pledged, of the fair share."),
        _text("declined", "Whether it pledged nothing."),
    ),
    ("state",),
    (Art(13), Art(57, 3), Art(57, 4)),
)

MATRIX: Final = Table(
    "roles",
    "Roles and rights",
    "One row for each role and act.",
    (
        _text("role", "The role."),
        _text("act", "The act."),
        _text("right", "yes, own (only for its own Member State) or no."),
    ),
    ("role", "act"),
    (Art(12, 6), Art(13)),
)
