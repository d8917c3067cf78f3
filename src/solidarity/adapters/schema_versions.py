"""
The histories of the tables, and how a database is brought forward to the newest release.

There are two histories, each with a table that says how far a database has come: that of the
journal (PostgreSQL only; the SQLite file carries the version of its one table itself) and that of
the office (accounts, sessions, the audit trail, jobs; on SQLite and PostgreSQL). A database only
goes forward. All steps are one transaction: a failed upgrade leaves what was there.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from solidarity.errors import InputError, Problem

if TYPE_CHECKING:
    from alembic.config import Config
    from sqlalchemy import Connection, Engine

_FOLDER: Final = Path(__file__).parent / "migrations"
_UPGRADING: Final = 0x534F4C49  # lock of PostgreSQL: two upgrades at once wait for each other


@dataclass(frozen=True, slots=True)
class History:
    """
    One history of tables.

    Attributes:
        name: Its name, and that of its folder of steps.
        table: The table that says how far a database has come.
        newest: The version this release works with.
    """

    name: str
    table: str
    newest: str


JOURNAL: Final = History("journal", "journal_version", "0002")
OFFICE: Final = History("office", "office_version", "0003")


def version_of(history: History, connection: Connection) -> str:
    """Give the version of a database; "" if the tables are not there yet."""
    from sqlalchemy import inspect, text

    if not inspect(connection).has_table(history.table):
        return ""
    question = text(f"SELECT version_num FROM {history.table}")  # noqa: S608 - a name of ours
    return connection.execute(question).scalar() or ""


def upgrade(history: History, connection: Connection, *, to: str = "head") -> str:
    """
    Bring a database forward; nothing happens where it is at the version already.

    Args:
        history: Which tables.
        connection: Connection to the database, in a transaction that the caller commits.
        to: Version to stop at.

    Returns:
        The version it is at now.

    Raises:
        InputError: If the database is of a version this release does not know.
    """
    from alembic import command
    from alembic.script import ScriptDirectory

    if connection.dialect.name == "postgresql":
        connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({_UPGRADING})")
    found = version_of(history, connection)
    config = _config(history)
    known = {step.revision for step in ScriptDirectory.from_config(config).walk_revisions()}
    if found and found not in known:
        raise InputError(
            Problem(
                f"the tables of the {history.name} are of version {found}",
                f"version {history.newest} or earlier: a newer release has been at work here",
            )
        )
    config.attributes["connection"] = connection
    command.upgrade(config, to)
    return version_of(history, connection)


def bring_forward(history: History, engine: Engine) -> None:
    """
    Bring a database to the version of this release, in one transaction.

    Raises:
        InputError: If it is of a version this release does not know.
    """
    with engine.begin() as connection:
        if version_of(history, connection) != history.newest:
            upgrade(history, connection)


def check_version(history: History, connection: Connection) -> None:
    """
    Refuse a database of another version.

    Raises:
        InputError: If its tables are older or newer than this release works with.
    """
    found = version_of(history, connection)
    if found != history.newest:
        what = f"its tables are of version {found}" if found else "it has no tables yet"
        raise InputError(
            Problem(
                f"the {history.name}: {what}",
                f"version {history.newest}; run: solidarity database upgrade",
            )
        )


def _config(history: History) -> Config:
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(_FOLDER).replace("%", "%%"))
    config.set_main_option("path_separator", "newline")
    config.set_main_option("version_locations", str(_FOLDER / history.name).replace("%", "%%"))
    config.attributes["version_table"] = history.table
    return config
