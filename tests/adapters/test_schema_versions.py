"""The histories of the tables: every released version comes forward, with what it holds."""

from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from given_postgres import new_database
from sqlalchemy import Connection, Engine, insert, inspect, select

from solidarity.adapters import job_tables, schema_versions
from solidarity.adapters.journal_postgres import PostgresJournal
from solidarity.adapters.office_tables import ACCOUNTS, TABLES, office_engine, open_office
from solidarity.adapters.postgres import engine_for
from solidarity.adapters.schema_versions import (
    JOURNAL,
    OFFICE,
    History,
    bring_forward,
    upgrade,
    version_of,
)
from solidarity.cycle.s04_pledging import ForumConvened
from solidarity.errors import InputError, SolidarityError
from solidarity.ledger.entries import Draft
from solidarity.ledger.journal import MemoryJournal

DAY = date(2025, 11, 18)
MOMENT = datetime(2026, 1, 1, 9, tzinfo=UTC)
DRAFTS = [Draft(2026, ForumConvened(DAY, n), DAY, MOMENT, "office", "minutes") for n in range(5)]
LINE = {
    "name": "lisbon",
    "shown": "Portugal",
    "role": "member_state",
    "state": "PT",
    "password": "",
    "totp": "",
    "totp_used": 0,
    "is_demonstration": False,
    "is_closed": False,
    "failures": 0,
    "locked_until": "",
}


def steps(history: History) -> list[str]:
    script = ScriptDirectory.from_config(schema_versions._config(history))
    return [step.revision for step in script.walk_revisions()][::-1]


@contextmanager
def disposed(engine: Engine) -> Iterator[Engine]:
    yield engine
    engine.dispose()


@pytest.fixture(params=["sqlite", "postgres"])
def office(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    if request.param == "postgres":
        return new_database()
    return f"sqlite:///{tmp_path / 'office.sqlite'}"


def differences(connection: Connection, history: History) -> list[Any]:
    """What the tables of a database and those the code speaks to do not have in common."""
    options = {
        "version_table": history.table,
        "include_name": lambda name, kind, _: kind != "table" or not name.startswith("huey_"),
    }
    return compare_metadata(MigrationContext.configure(connection, opts=options), TABLES)


class TestHistories:
    """A history is one line of steps, and its end is what the code says it works with."""

    @pytest.mark.parametrize("history", [JOURNAL, OFFICE])
    def test_one_line(self, history: History) -> None:
        numbers = steps(history)
        assert numbers == [f"{n:04}" for n in range(1, len(numbers) + 1)]
        assert numbers[-1] == history.newest


class TestJournal:
    """The journal in PostgreSQL comes forward with its chain."""

    @pytest.mark.parametrize("version", steps(JOURNAL))
    def test_from_every_version(self, version: str) -> None:
        address = new_database()
        with disposed(engine_for(address)) as engine:
            with engine.begin() as connection:
                assert upgrade(JOURNAL, connection, to=version) == version
            old = MemoryJournal()
            old.append(DRAFTS)
            copy_into(engine, old)
        with closing(PostgresJournal(address, create=True)) as journal:
            assert list(journal.entries()) == list(old.entries())
            journal.verify()
            journal.append(DRAFTS, expected=len(DRAFTS))
            assert len(next(journal.follow(0))) == 2 * len(DRAFTS)
            journal.verify()

    def test_a_step_that_fails_leaves_what_was_there(self) -> None:
        with disposed(engine_for(new_database())) as engine:
            with engine.begin() as connection:
                upgrade(JOURNAL, connection, to="0001")
                connection.exec_driver_sql(
                    "CREATE FUNCTION head_is_announced() RETURNS int LANGUAGE sql AS 'SELECT 1'"
                )
            with pytest.raises(Exception, match="head_is_announced"):
                bring_forward(JOURNAL, engine)
            with engine.connect() as connection:
                assert version_of(JOURNAL, connection) == "0001"

    def test_beside_the_office(self) -> None:
        address = new_database()
        PostgresJournal(address, create=True).close()
        with disposed(open_office(address)) as engine, engine.connect() as connection:
            assert version_of(JOURNAL, connection) == JOURNAL.newest
            assert version_of(OFFICE, connection) == OFFICE.newest


def copy_into(engine: Engine, journal: MemoryJournal) -> None:
    """Write entries as a release of that version did: rows in, the triggers do the rest."""
    from solidarity.ledger.codec import encode
    from solidarity.ledger.seal import canonical

    with engine.begin() as connection:
        for entry in journal.entries():
            connection.exec_driver_sql(
                f"INSERT INTO entry VALUES ({', '.join(['%s'] * 11)})",  # noqa: S608 - only signs
                (
                    entry.position,
                    entry.year,
                    type(entry.event).__name__,
                    canonical(encode(entry.event)),
                    entry.holds_from,
                    entry.recorded_at,
                    entry.recorded_by,
                    entry.basis,
                    entry.corrects,
                    entry.previous,
                    entry.hash,
                ),
            )


class TestOffice:
    """The tables of the office come forward on both databases, and are those of the code."""

    @pytest.mark.parametrize("version", steps(OFFICE))
    def test_from_every_version(self, office: str, version: str) -> None:
        with disposed(office_engine(office)) as engine:
            with engine.begin() as connection:
                upgrade(OFFICE, connection, to=version)
                connection.execute(insert(ACCOUNTS).values(**LINE))
            bring_forward(OFFICE, engine)
            with engine.connect() as connection:
                assert version_of(OFFICE, connection) == OFFICE.newest
                assert connection.execute(select(ACCOUNTS.c.shown)).scalars().all() == ["Portugal"]
                assert inspect(connection).has_table(job_tables.RUNS.name)

    def test_the_end_is_what_the_code_speaks_to(self, office: str) -> None:
        with disposed(open_office(office)) as engine, engine.connect() as connection:
            assert differences(connection, OFFICE) == []

    def test_made_before_the_history_began(self, office: str) -> None:
        with disposed(office_engine(office)) as engine:
            old = [
                table
                for table in TABLES.sorted_tables
                if table.name not in {"job_run", "digest_recipient", "digest_sent"}
            ]
            TABLES.create_all(engine, tables=old)
        with disposed(open_office(office)) as engine, engine.connect() as connection:
            assert version_of(OFFICE, connection) == OFFICE.newest

    def test_opened_again(self, office: str) -> None:
        for _ in range(2):
            with disposed(open_office(office)) as engine, engine.connect() as connection:
                assert version_of(OFFICE, connection) == OFFICE.newest

    def test_of_a_newer_release(self, office: str) -> None:
        with disposed(open_office(office)) as engine, engine.begin() as connection:
            connection.exec_driver_sql("UPDATE office_version SET version_num = '9999'")
        with pytest.raises(InputError, match="a newer release has been at work here"):
            open_office(office)

    def test_nobody_answers(self) -> None:
        with pytest.raises(SolidarityError, match="nothing was written"):
            open_office("postgresql://127.0.0.1:1/office")
