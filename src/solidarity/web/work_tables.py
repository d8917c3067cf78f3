"""The tables of the working pages: what the Technical-Level Forum and January exchange."""

from __future__ import annotations

from typing import Final

from solidarity.adapters.tables import Column, Table, Type
from solidarity.terms.citations import Art, ir

_STATE: Final = Column("state", Type.STATE, "Code of the Member State (EL for Greece).")


def _text(name: str, description: str, source: Art | None = None) -> Column:
    return Column(name, Type.TEXT, description, source=source)


def _day(name: str, description: str, source: Art | None = None) -> Column:
    return Column(name, Type.DATE, description, source=source)


def _persons(name: str, description: str, source: Art | None = None) -> Column:
    return Column(name, Type.PERSONS, description, source=source)


def _euro(name: str, description: str, source: Art | None = None) -> Column:
    return Column(name, Type.EURO, description, source=source)


def _state(name: str, description: str) -> Column:
    return Column(name, Type.STATE, description)


NEEDS: Final = Table(
    "needs",
    "Needs",
    "One row for each Member State under pressure, benefitting, or that has notified.",
    (
        _STATE,
        _text("way", "How it came, or may come, to use the Pool."),
        _day("on", "Day of its information or notification.", Art(58, 1)),
        _text("needs", "Type and level of measures needed.", Art(58, 2)),
        _text("toolbox", "Use of the Permanent EU Migration Support Toolbox.", Art(58, 2)),
        _text("programmes", "Union programmes concerned.", Art(58, 2)),
        _text("missing", "Required parts that are missing."),
    ),
    ("state",),
    (Art(58), Art(59)),
)

MEETINGS: Final = Table(
    "meetings",
    "Meetings of the Technical-Level Forum",
    "One row for each meeting, held or prepared.",
    (
        _day("meeting", "Day of the meeting.", Art(14, 5)),
        _text("held", "Whether it is recorded as held."),
        _text("on_account_of", "Member State that called for it.", Art(58, 3)),
        _text("invited", "Who takes part beside the Member States.", Art(14, 4)),
        _text("agenda", "Points of the agenda."),
        _text("minutes", "What was said and agreed."),
    ),
    ("meeting",),
    (Art(14), Art(60)),
)

PREFERENCES: Final = Table(
    "preferences",
    "Preferences",
    "One row for each preference voiced at the first meeting; none binds anybody.",
    (
        _STATE,
        _day("on", "Day of the meeting.", Art(60, 4)),
        _text("wish", "The preference.", Art(60, 4)),
        _text("grounds", "Prohibited grounds it touches."),
        _text("reason", "Reason given for it."),
    ),
    ("state", "wish"),
    (Art(60, 4),),
)

TASKS: Final = Table(
    "tasks",
    "Actions agreed at meetings",
    "One row for each thing that was agreed to be done.",
    (
        _text("id", "Its identifier."),
        _day("meeting", "Meeting at which it was agreed."),
        _text("what", "What is to be done."),
        _text("owner", "Who does it."),
        _day("due", "By when."),
        _text("outcome", "How it ended; empty while it is open."),
    ),
    ("id",),
    (Art(60, 1),),
)

DRAWS: Final = Table(
    "distribution",
    "Proposed distribution of relocations",
    "One row for each contributing and benefitting Member State: a proposal, not a decision.",
    (
        _state("state", "Contributing Member State."),
        _state("towards", "Benefitting Member State."),
        _persons("persons", "Relocations proposed, in proportion.", Art(60, 3)),
    ),
    ("state", "towards"),
    (Art(60, 2), Art(60, 3)),
)

DECIDED: Final = Table(
    "decided",
    "Distribution decided",
    "One row for each delivery of the decisions, with its month.",
    (
        _state("state", "Contributing Member State."),
        _state("towards", "Benefitting Member State."),
        _day("month", "First day of the month of delivery."),
        _persons("persons", "Relocations."),
        _text("by", "Who decided."),
        _text("reasons", "Why."),
        _day("on", "Day of the decision."),
    ),
    ("on", "state", "towards", "month"),
    (Art(60, 1), Art(60, 2)),
)

DELIVERIES: Final = Table(
    "deliveries",
    "Relocations delivered beside their proportion",
    "One row for each pair; the deviation is told and has no consequence of its own.",
    (
        _state("state", "Contributing Member State."),
        _state("towards", "Benefitting Member State."),
        _persons("delivered", "Relocations delivered."),
        _persons("proportional", "Its part in proportion to its pledge; empty if not published."),
        _text("deviation", "More or fewer than its part."),
    ),
    ("state", "towards"),
    (Art(60, 3),),
)

ACTIONS: Final = Table(
    "actions",
    "Inventory of actions",
    "One row for each action that money of the Pool may pay for.",
    (
        _text("id", "Its identifier."),
        _STATE,
        _text("objective", "Objective it serves.", Art(56, 2, "b")),
        _text("programme", "Union programme."),
        _euro("amount_eur", "What it costs.", Art(64, 2)),
        _text("third_country", "Whether it is in or for a third country.", Art(56, 3)),
        _day("on", "Day on which it was submitted."),
        _text("progress", "Last report on it.", Art(64, 5)),
        _day("reported", "Day of that report."),
    ),
    ("id",),
    (Art(64, 2), Art(64, 5), Art(56, 2, "b"), Art(56, 3)),
)

CODES: Final = Table(
    "codes",
    "Actions for the reports of the Funds",
    "One row for each action, for transfer into the reporting system of the Funds. The codes of "
    "the solidarity actions stand in Annex VI of Regulation (EU) 2021/1147, in tables that the "
    "text used here does not show: they are to be checked before use.",
    (
        _text("id", "Identifier of the action."),
        _STATE,
        _text("fund", "AMIF or BMVI, from the programme named."),
        _text("table_1_code", "Intervention field; to be checked."),
        _text("table_3_code", "Type of action; to be chosen when it is reported."),
        _euro("amount_eur", "What it costs."),
        Column("union_rate_percent", Type.PERCENT, "Contribution of the Union budget."),
        _text("technical_assistance", "Whether technical assistance is added."),
        _text("check", "What must be checked."),
    ),
    ("id",),
    (Art(81), Art(82)),
)

ALTERNATIVES: Final = Table(
    "alternatives",
    "Alternative solidarity measures",
    "One row for each measure that was requested.",
    (
        _text("id", "Its identifier."),
        _state("by", "Benefitting Member State that asked."),
        _state("to", "Contributing Member State that was asked."),
        _text("measure", "What it is.", Art(65, 1)),
        _text("checked", "Who checked that nothing is done twice.", Art(65, 2)),
        _text("signed", "Who signed which value.", Art(65, 1)),
        _euro("value_eur", "Value agreed by both.", Art(65, 1)),
        _day("started", "Day on which it began."),
    ),
    ("id",),
    (Art(65),),
)

CONVERSION: Final = Table(
    "conversion",
    "What alternative measures would become at the end of the year",
    "One row for each state that pledged alternative measures.",
    (
        _STATE,
        _euro("agreed_eur", "Agreed value of what was requested."),
        _euro("becomes_money_eur", "Not requested: becomes money.", Art(57, 4)),
        _text("why", "Why nothing is converted, or not known."),
    ),
    ("state",),
    (Art(57, 4),),
)

DEDUCTIONS: Final = Table(
    "deductions",
    "Deductions",
    "One row for each request; only an act of the Council changes a pledge.",
    (
        _text("id", "Its identifier."),
        _STATE,
        _text("provision", "Article it rests on, and on whose view."),
        _day("on", "Day of the request."),
        _text("content", "What it says."),
        _text("assessment", "The Commission's assessment.", Art(61, 3)),
        _text("act", "Act of the Council.", Art(61, 4)),
        _text("effect", "What it changes."),
    ),
    ("id",),
    (Art(61), Art(62)),
)

OFFSET_REQUESTS: Final = Table(
    "offset-requests",
    "Requests and offers of responsibility offsets",
    "One row for each request or offer.",
    (
        _text("id", "Its identifier."),
        _text("kind", "Request or offer."),
        _state("by", "Who asks or offers."),
        _state("to", "Who is asked."),
        _persons("applications", "Applications asked for.", Art(69, 1)),
        _day("on", "Day."),
        _persons("accepted", "Applications accepted.", Art(69, 2)),
        _day("replied", "Day of the reply, or of the agreement."),
    ),
    ("kind", "id"),
    (Art(63), Art(69)),
)

OFFSETS_TAKEN: Final = Table(
    "offsets-taken",
    "Offsets taken over",
    "One row for each state, towards and paragraph.",
    (
        _STATE,
        _state("towards", "Benefitting Member State."),
        _text("paragraph", "Paragraph of Art. 63."),
        _persons("applications", "Applications; empty if not published."),
    ),
    ("state", "towards", "paragraph"),
    (Art(63),),
)

LEVELS: Final = Table(
    "levels",
    "January confirmations beside the journal",
    "One row for each Member State bound by Part IV; an empty cell is not confirmed.",
    (
        _STATE,
        _persons("relocations", "Relocations confirmed.", Art(60, 6)),
        _persons("relocations_journal", "Relocations in the journal."),
        _euro("financial_eur", "Money confirmed.", Art(60, 6)),
        _euro("financial_journal_eur", "Money in the journal."),
        _euro("alternative_eur", "Alternative measures confirmed, at their value.", Art(60, 6)),
        _euro("alternative_journal_eur", "Alternative measures in the journal."),
        _day("on", "Day of the confirmation."),
        _text("differences", "Where both differ."),
    ),
    ("state",),
    (Art(60, 6), ir(30)),
)

MONEY: Final = Table(
    "money",
    "Money due and paid",
    "One row for each Member State bound by Part IV; an empty cell is not known.",
    (
        _STATE,
        _euro("computed_eur", "Amount as computed on what is recorded.", ir(30)),
        _text("formula", "How it is worked out."),
        _euro("established_eur", "Amount established.", ir(30)),
        _day("on", "Day on which it was established."),
        _euro("paid_eur", "Paid so far.", Art(64, 1)),
    ),
    ("state",),
    (ir(30), Art(64, 1)),
)

ALLOCATION: Final = Table(
    "allocation",
    "Allocation of the money",
    "One row for each benefitting Member State.",
    (
        _STATE,
        _euro("proposed_eur", "Share proposed.", ir(31)),
        _euro("decided_eur", "Share decided.", ir(31)),
    ),
    ("state",),
    (ir(31),),
)

CHECKLIST: Final = Table(
    "checklist",
    "Implementation checklist",
    "One row for each action of implementation.",
    (
        Column("number", Type.NUMBER, "Its number."),
        _text("action", "What has to be done."),
        _text("owner", "Who does it."),
        _text("due", "By when, in words."),
        _day("due_on", "Last day, where there is one."),
        _text("state", "Where it stands."),
        _text("note", "What is known of it."),
        _text("source", "Where that is known from."),
        _text("changed", "Who set the state, and when."),
    ),
    ("number",),
    (Art(85),),
)
