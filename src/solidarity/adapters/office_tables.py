"""
The tables of the office: accounts, sessions, submissions, and the audit trail.

They hold who works at the desk, never a person whose case is treated: this is the union tier. The
same definitions serve SQLite and PostgreSQL. The audit trail is a chain of hashes, so that a line
taken out or changed is noticed.
"""

from __future__ import annotations

from typing import Final

from sqlalchemy import (
    Boolean,
    Column,
    Engine,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    create_engine,
    event,
)

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
    Column("token", String(64), primary_key=True),  # a hash of it: a copy of the table opens nothing
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


def open_office(address: str) -> Engine:
    """
    Open the database of the office and make its tables where they are missing.

    Args:
        address: An address as SQLAlchemy writes it, e.g. "sqlite:///office.sqlite".

    Returns:
        The engine.
    """
    engine = create_engine(address, pool_pre_ping=True)
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _settle)
        event.listen(engine, "begin", _begin_at_once)
    TABLES.create_all(engine)
    return engine


def _settle(connection: object, _record: object) -> None:
    """Leave transactions to us, write ahead, wait for another writer rather than fail."""
    connection.isolation_level = None  # type: ignore[attr-defined]
    for pragma in ("journal_mode = WAL", "synchronous = FULL", "busy_timeout = 30000"):
        connection.execute(f"PRAGMA {pragma}")  # type: ignore[attr-defined]


def _begin_at_once(connection: object) -> None:
    """Take the lock when a transaction begins: one that reads first could lose it later."""
    connection.exec_driver_sql("BEGIN IMMEDIATE")  # type: ignore[attr-defined]
