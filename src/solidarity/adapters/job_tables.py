"""The tables of the jobs, beside those of the office: what ran, who is reminded, what was sent."""

from __future__ import annotations

from typing import Final

from sqlalchemy import Column, Integer, String, Table, Text

from solidarity.adapters.office_tables import TABLES

RUNS: Final = Table(
    "job_run",
    TABLES,
    Column("job", String(32), primary_key=True),
    Column("due", String(32), primary_key=True),
    Column("state", String(16), nullable=False),  # waiting, running, done, failed
    Column("tries", Integer, nullable=False),
    Column("leased_until", String(32), nullable=False),  # by then its worker is dead, or it rested
    Column("told", Text, nullable=False),
)

RECIPIENTS: Final = Table(
    "digest_recipient",
    TABLES,
    Column("address", String(254), primary_key=True),
    Column("state", String(2), nullable=False),
    Column("days_ahead", Integer, nullable=False),
)

SENT: Final = Table(
    "digest_sent",
    TABLES,
    Column("address", String(254), primary_key=True),
    Column("day", String(10), primary_key=True),
    Column("sent_at", String(32), nullable=False),
)
