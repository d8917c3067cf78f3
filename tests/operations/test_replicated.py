"""What `docs/operations.md` tells an operator to do, done: replica, failover, dump, roles."""

import re
import subprocess
import time
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from given_postgres import Server, new_database, new_journal_database, new_server, server
from sqlalchemy import select

from solidarity.adapters.checkpoints import check, sign
from solidarity.adapters.journal_postgres import PostgresJournal
from solidarity.cycle.s04_pledging import ForumConvened
from solidarity.errors import InputError, SolidarityError
from solidarity.ledger.entries import Draft

DAY = date(2025, 11, 18)
MOMENT = datetime(2026, 1, 1, 9, tzinfo=UTC)
GUIDE = Path(__file__).parent.parent.parent / "docs" / "operations.md"
SETTINGS = "-c fsync=off -c wal_level=replica -c max_wal_senders=4 -c hot_standby=on"


def drafts(count: int) -> list[Draft]:
    return [
        Draft(2026, ForumConvened(DAY, number), DAY, MOMENT, "office", "minutes")
        for number in range(1, count + 1)
    ]


def blocks(language: str) -> list[str]:
    """The parts of the guide in one language."""
    return re.findall(rf"```{language}\n(.*?)```", GUIDE.read_text("utf-8"), re.DOTALL)


@pytest.fixture
def primary() -> Iterator[Server]:
    made = new_server(settings=SETTINGS)
    made.initialise()
    made.start()
    made.run("createdb", "-h", str(made.folder), "-U", "postgres", "solidarity")
    yield made
    made.stop()


@pytest.fixture
def standby(primary: Server) -> Iterator[Server]:
    made = new_server(settings=SETTINGS)
    made.run(
        *("pg_basebackup", "-d", primary.address(), "-D", str(made.data), "-R", "-X", "stream"),
        *("-C", "-S", "replica_one", "-c", "fast"),
    )
    made.start()
    yield made
    made.stop()


def caught_up(journal: PostgresJournal, position: int) -> None:
    until = time.monotonic() + 20
    while journal.head()[0] < position:
        assert time.monotonic() < until, "the replica lags"
        time.sleep(0.05)


def of_replica(address: str) -> PostgresJournal:
    """Open the journal of a replica as soon as its tables have come over."""
    until = time.monotonic() + 20
    while True:
        try:
            return PostgresJournal(address)
        except InputError:
            assert time.monotonic() < until, "the tables never came over"
            time.sleep(0.05)


class TestReplica:
    """A replica has every entry, refuses to append, and takes over without a fork."""

    def test_failover(self, primary: Server, standby: Server) -> None:
        first, second = primary.address("solidarity"), standby.address("solidarity")
        both = (
            f"postgresql://postgres@/solidarity?host={primary.folder},{standby.folder}"
            "&target_session_attrs=read-write"
        )
        with closing(PostgresJournal(first, create=True)) as journal:
            journal.append(drafts(5))
        with closing(of_replica(second)) as replica:
            caught_up(replica, 5)
            replica.verify()
            with pytest.raises(SolidarityError, match=r"cannot execute .* in a read-only"):
                replica.append(drafts(1))
            following = replica.follow(5, pause=0.2)
            assert next(following) == ()  # a replica cannot be listened to, only looked at
        with closing(PostgresJournal(both, connections=2)) as journal:
            journal.append(drafts(5), expected=5)
            with closing(PostgresJournal(second)) as replica:
                caught_up(replica, 10)
            primary.stop()
            standby.run("pg_ctl", "-D", str(standby.data), "-w", "promote")
            until = time.monotonic() + 20
            while True:  # connections to the old primary are found dead and made again
                try:
                    journal.append(drafts(5), expected=10)
                    break
                except SolidarityError:
                    assert time.monotonic() < until
                    time.sleep(0.2)
            assert journal.head()[0] == 15
            journal.verify()
        primary.start()  # so that the end of the test can stop it


class TestDump:
    """A dump restored elsewhere is the same journal, guarded as before."""

    def test_there_and_back(self) -> None:
        address, copy = new_journal_database(), new_database()
        with closing(PostgresJournal(address)) as journal:
            journal.append(drafts(30))
            entries = list(journal.entries())
        file = str(server().folder / f"{copy.partition('?')[0].rpartition('/')[2]}.dump")
        server().run("pg_dump", "-Fc", "-f", file, "-d", address)
        server().run("pg_restore", "--exit-on-error", "--no-owner", "-d", copy, file)
        with closing(PostgresJournal(copy)) as restored:
            restored.verify()
            assert list(restored.entries()) == entries
            restored.append(drafts(1), expected=30)
            restored.verify()

    def test_an_old_dump_lacks_what_was_signed(self) -> None:
        from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

        key = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
        old, new = new_journal_database(), new_journal_database()
        with closing(PostgresJournal(old)) as journal, closing(PostgresJournal(new)) as newer:
            journal.append(drafts(3))
            newer.append(drafts(5))
            signed = sign(newer, key, MOMENT)
            journal.verify()
            with pytest.raises(InputError, match="2 entries at its end are missing"):
                check(journal, signed, key.public_key())


class TestRoles:
    """The role of the application can do what it has to, by the statements of the guide."""

    def test_the_statements_of_the_guide(self) -> None:
        from solidarity.adapters.office_tables import TABLES, open_office

        address = new_journal_database()
        open_office(address).dispose()
        database = address.partition("?")[0].rpartition("/")[2]
        (statements,) = [block for block in blocks("sql") if "CREATE ROLE solidarity_app" in block]
        name = f"app_{database}"
        server().psql(statements.replace("solidarity_app", name), database)
        own = address.replace("postgres@", f"{name}@")
        with closing(PostgresJournal(own)) as journal:
            journal.append(drafts(2))
            journal.verify()
        office = open_office(own)
        with office.connect() as connection:
            for table in TABLES.sorted_tables:  # a new table needs its line in the guide
                connection.execute(select(table).limit(1))
        office.dispose()
        for refused in ("UPDATE entry SET basis = 'x'", "UPDATE head SET position = 9"):
            with pytest.raises(AssertionError, match="permission denied"):
                server().run("psql", "-v", "ON_ERROR_STOP=1", "-d", own, "-c", refused)


class TestGuide:
    """What the guide names exists."""

    def test_commands(self) -> None:
        named = set(
            re.findall(
                r"(?<!-u )(?<!15 )\bsolidarity ((?:[a-z]+ )?[a-z]+)", "\n".join(blocks("sh"))
            )
        )
        from typer.main import get_command

        from solidarity.cli.main import app

        known = get_command(app)
        top = known.commands  # type: ignore[attr-defined]
        for words in named:
            first, _, second = words.partition(" ")
            assert first in top, words
            if second and hasattr(top[first], "commands"):
                assert second in top[first].commands, words

    def test_variables(self) -> None:
        told = set(re.findall(r"SOLIDARITY_[A-Z_]+", GUIDE.read_text("utf-8")))
        source = Path(__file__).parent.parent.parent / "src"
        found = subprocess.run(
            ["grep", "-rhoE", "SOLIDARITY_[A-Z_]+", str(source), "--include=*.py"],
            capture_output=True,
            text=True,
            check=True,
        )
        assert told <= set(found.stdout.split())
