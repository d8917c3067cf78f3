"""
The tables of the office: accounts, sessions, submissions, and the audit trail.

They hold who works at the desk, never a person whose case is treated: this is the union tier. The
same definitions serve SQLite and PostgreSQL. The audit trail is a chain of hashes, so that a line
taken out or changed is noticed.
"""

from __future__ import annotations

from contextlib import nullcontext
from typing import Final

from sqlalchemy import (
    Boolean,
    Column,
    Engine,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    create_engine,
    event,
)

from solidarity.adapters.postgres import engine_for, is_address, translated
from solidarity.adapters.schema_versions import OFFICE, bring_forward

TABLES: Final = MetaData()

ACCOUNTS: Final = Table(
    "account",
    TABLES,
    Column("name", String(64), primary_key=True),
    Column("shown", String(128), nullable=False),
    Column("role", String(32), nullable=False),
    Column("state", String(2), nullable=False, default=""),
    Column("password", Text, nullable=False, default=""),
    Column("totp", String(64), nullable=False, default=""),
    Column("totp_used", Integer, nullable=False, default=0),
    Column("subject", Text, unique=True),
    Column("is_demonstration", Boolean, nullable=False, default=False),
    Column("is_closed", Boolean, nullable=False, default=False),
    Column("failures", Integer, nullable=False, default=0),
    Column("locked_until", String(32), nullable=False, default=""),
)

SESSIONS: Final = Table(
    "session",
    TABLES,
    Column(
        "token", String(64), primary_key=True
    ),  # a hash of it: a copy of the table opens nothing
    Column("account", String(64), nullable=False),
    Column("is_whole", Boolean, nullable=False),
    Column("created", String(32), nullable=False),
    Column("seen", String(32), nullable=False),
    Column("ends", String(32), nullable=False),
)

SUBMISSIONS: Final = Table(
    "submission",
    TABLES,
    Column("key", String(64), primary_key=True),
    Column("account", String(64), nullable=False),
    Column("at", String(32), nullable=False),
    Column("address", Text, nullable=False),
)

AUDIT: Final = Table(
    "audit",
    TABLES,
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("at", String(32), nullable=False),
    Column("account", String(64), nullable=False),
    Column("role", String(32), nullable=False),
    Column("act", String(64), nullable=False),
    Column("what", Text, nullable=False),
    Column("outcome", String(32), nullable=False),
    Column("previous", String(64), nullable=False),
    Column("hash", String(64), nullable=False),
    Index("audit_by_account", "account", "number"),
)


CHECKLIST_CHANGES: Final = Table(
    "checklist_change",
    TABLES,
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("action", Integer, nullable=False),
    Column("state", String(16), nullable=False),
    Column("note", Text, nullable=False),
    Column("by", String(128), nullable=False),
    Column("at", String(32), nullable=False),
)

UPLOADS: Final = Table(
    "upload",
    TABLES,
    Column("key", String(64), primary_key=True),
    Column("account", String(64), nullable=False),
    Column("name", String(200), nullable=False),
    Column("content", LargeBinary, nullable=False),
    Column("year", Integer, nullable=False),
    Column("at", String(40), nullable=False),
)


def open_office(address: str) -> Engine:
    """
    Open the database of the office and bring its tables forward to those of this release.

    Args:
        address: "sqlite:///office.sqlite", or an address beginning with "postgresql://".

    Returns:
        The engine.

    Raises:
        InputError: If the tables are of a newer release.
        SolidarityError: If PostgreSQL cannot be reached, or refuses to change the tables: their
            owner brings them forward with `solidarity database upgrade`.
    """
    engine = office_engine(address)
    try:
        with translated(address) if is_address(address) else nullcontext():
            bring_forward(OFFICE, engine)
    except BaseException:
        engine.dispose()
        raise
    return engine


def office_engine(address: str) -> Engine:
    """Make the pool of connections to the database of the office, whatever its version."""
    if is_address(address):
        return engine_for(address)
    engine = create_engine(address, pool_pre_ping=True)
    event.listen(engine, "connect", _settle)
    event.listen(engine, "begin", _begin_at_once)
    return engine


def _settle(connection: object, _record: object) -> None:
    """Leave transactions to us, write ahead, wait for another writer rather than fail."""
    connection.isolation_level = None  # type: ignore[attr-defined]
    for pragma in ("journal_mode = WAL", "synchronous = FULL", "busy_timeout = 30000"):
        connection.execute(f"PRAGMA {pragma}")  # type: ignore[attr-defined]


def _begin_at_once(connection: object) -> None:
    """Take the lock when a transaction begins: one that reads first could lose it later."""
    connection.exec_driver_sql("BEGIN IMMEDIATE")  # type: ignore[attr-defined]
