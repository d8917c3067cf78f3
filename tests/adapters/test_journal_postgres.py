"""The PostgreSQL journal: shared by processes, guarded by the database, followed as it grows."""

import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, date, datetime
from itertools import pairwise

import psycopg
import pytest
from given_postgres import new_database, new_journal_database, server

from solidarity.adapters.journal_postgres import PostgresJournal
from solidarity.adapters.postgres import engine_for, is_address, shown
from solidarity.cycle.s04_pledging import ForumConvened
from solidarity.errors import InputError, SolidarityError
from solidarity.ledger.entries import Draft

DAY = date(2025, 11, 18)
MOMENT = datetime(2026, 1, 1, 9, tzinfo=UTC)

WRITER = """
import sys
from datetime import UTC, date, datetime
from solidarity.adapters.journal_postgres import PostgresJournal
from solidarity.cycle.s04_pledging import ForumConvened
from solidarity.ledger.entries import Draft
address, name, count, batch = sys.argv[1], sys.argv[2], int(sys.argv[3]), int(sys.argv[4])
journal = PostgresJournal(address)
print("ready", flush=True)
for number in range(count):
    event = ForumConvened(date(2025, 11, 18), number)
    moment = datetime(2026, 1, 1, 9, tzinfo=UTC)
    journal.append([Draft(2026, event, event.on, moment, name, "x")] * batch)
    print(number, flush=True)
"""


def drafts(count: int, first: int = 1) -> list[Draft]:
    return [
        Draft(2026, ForumConvened(DAY, number), DAY, MOMENT, "office", "minutes")
        for number in range(first, first + count)
    ]


def writer(address: str, name: str, count: int, batch: int = 1) -> "subprocess.Popen[str]":
    return subprocess.Popen(
        [sys.executable, "-c", WRITER, address, name, str(count), str(batch)],
        stdout=subprocess.PIPE,
        text=True,
    )


def meddle(address: str, *statements: str) -> None:
    """Do what the triggers forbid, as the owner of the tables could."""
    with psycopg.connect(address) as connection:
        for statement in statements:
            connection.execute(statement)  # type: ignore[call-overload]


@pytest.fixture
def address() -> str:
    return new_journal_database()


@pytest.fixture
def journal(address: str) -> Iterator[PostgresJournal]:
    with closing(PostgresJournal(address, connections=6)) as opened:
        opened.append(drafts(20))
        yield opened


class TestKeeping:
    """What was appended is there for every process that opens the journal."""

    def test_opened_again(self, journal: PostgresJournal, address: str) -> None:
        with closing(PostgresJournal(address)) as again:
            assert again.head() == journal.head()
            again.append(drafts(1, 21), expected=20)
        assert [entry.position for entry in journal.entries(after=18)] == [19, 20, 21]
        journal.verify()

    def test_a_commit_waits_for_the_disk(self, journal: PostgresJournal) -> None:
        assert server().psql("SHOW synchronous_commit") == "off\n"  # of the server of the tests
        with journal._engine.connect() as connection:
            kept = connection.exec_driver_sql("SHOW synchronous_commit").scalar()
        assert kept == "on"

    def test_a_large_batch_is_one_append(self, journal: PostgresJournal) -> None:
        journal.append(drafts(5_000, 21))
        assert journal.head()[0] == 5_020
        journal.verify()


class TestOpening:
    """An address that leads to no journal is refused with one message and without its password."""

    def test_no_tables_yet(self) -> None:
        with pytest.raises(InputError, match="no tables yet; expected version 0002; run: solid"):
            PostgresJournal(new_database())

    def test_made_on_demand(self) -> None:
        address = new_database()
        for _ in range(2):
            with closing(PostgresJournal(address, create=True)) as made:
                assert made.head()[0] == 0

    def test_made_by_two_at_once(self) -> None:
        address = new_database()
        made = [
            threading.Thread(target=lambda: PostgresJournal(address, create=True).close())
            for _ in range(4)
        ]
        for thread in made:
            thread.start()
        for thread in made:
            thread.join()
        with closing(PostgresJournal(address)) as opened:
            opened.append(drafts(1))

    def test_of_a_newer_release(self, address: str) -> None:
        meddle(address, "UPDATE journal_version SET version_num = '9999'")
        with pytest.raises(InputError, match="version 9999; expected version 0002"):
            PostgresJournal(address)
        with pytest.raises(InputError, match="a newer release has been at work"):
            PostgresJournal(address, create=True)

    def test_nobody_answers(self) -> None:
        with pytest.raises(SolidarityError, match="nothing was written") as caught:
            PostgresJournal("postgresql://office:secret@127.0.0.1:1/ledger")
        assert "secret" not in str(caught.value)
        assert "postgresql://office@127.0.0.1:1/ledger" in str(caught.value)

    @pytest.mark.parametrize("address", ["postgresql://[", "postgresql://a/b?colour=red"])
    def test_not_an_address(self, address: str) -> None:
        with pytest.raises(InputError, match="expected postgresql://user@host/database"):
            PostgresJournal(address)

    def test_what_is_an_address(self) -> None:
        assert is_address("postgresql://office@db/ledger")
        assert is_address("postgresql+psycopg://office@db/ledger")
        assert not is_address("ledger.sqlite")
        assert not is_address(None)
        assert shown("postgresql://a:b@one,two:5433/x") == "postgresql://a@one,two:5433/x"

    def test_options_of_the_address_are_kept(self, address: str) -> None:
        engine = engine_for(f"{address}&options=-c%20statement_timeout%3D4321")
        with engine.connect() as connection:
            found = [
                connection.exec_driver_sql(f"SHOW {name}").scalar()
                for name in ("statement_timeout", "timezone")
            ]
        engine.dispose()
        assert found == ["4321ms", "UTC"]


_COPY = (
    "INSERT INTO entry SELECT {place}, year, event, payload, holds_from, recorded_at, recorded_by,"
    " basis, corrects, {previous}, {hash} FROM entry WHERE position = 20"
)


class TestRefusingToForget:
    """The database itself refuses to change, remove or misplace an entry."""

    @pytest.mark.parametrize(
        ("statement", "why"),
        [
            ("UPDATE entry SET basis = 'x' WHERE position = 3", "never changed or removed"),
            ("DELETE FROM entry WHERE position = 20", "never changed or removed"),
            ("TRUNCATE entry", "never changed or removed"),
            ("UPDATE head SET position = 19", "only advances"),
            ("UPDATE head SET position = 21", "only advances, to an entry"),
            ("DELETE FROM head", "only advances"),
            ("TRUNCATE head", "only advances"),
            (_COPY.format(place=22, previous="hash", hash="hash"), "entry 22 does not"),
            (_COPY.format(place=21, previous="previous", hash="hash"), "entry 21 does not"),
            (
                f"{_COPY.format(place=21, previous='hash', hash='hash')} UNION ALL "
                + _COPY.format(place=23, previous="hash", hash="hash").partition(
                    "INSERT INTO entry "
                )[2],
                "entry 23 does not",
            ),
            (_COPY.format(place=21, previous="hash", hash="'x'"), "check constraint"),
            (f"{_COPY.format(place=20, previous='hash', hash='hash')}", "unique constraint"),
        ],
    )
    @pytest.mark.parametrize("role", ["origin", "replica"])
    def test_refused(
        self, journal: PostgresJournal, address: str, *, statement: str, why: str, role: str
    ) -> None:
        with pytest.raises(psycopg.IntegrityError, match=why):
            meddle(address, f"SET session_replication_role = {role}", statement)
        journal.verify()

    def test_a_writer_may_append_and_nothing_else(self, address: str) -> None:
        writer_role = f"writer_{address.partition('?')[0].rpartition('_')[2]}"
        meddle(
            address,
            f"CREATE ROLE {writer_role} LOGIN",
            f"GRANT SELECT, INSERT ON entry TO {writer_role}",
            f"GRANT SELECT ON head, journal_version TO {writer_role}",
            f"GRANT EXECUTE ON FUNCTION head_for_append() TO {writer_role}",
        )
        own = address.replace("postgres@", f"{writer_role}@")
        with closing(PostgresJournal(own)) as journal:
            journal.append(drafts(2))
            journal.append([Draft(2026, drafts(1)[0].event, DAY, MOMENT, "office", "again", 1)])
            assert next(journal.follow(0))[-1].position == 3
            journal.verify()
        for statement in (
            "UPDATE head SET position = 3",
            "DELETE FROM entry",
            "TRUNCATE entry",
            "ALTER TABLE entry DISABLE TRIGGER ALL",
            "SET session_replication_role = replica",
            "UPDATE journal_version SET version_num = '1'",
        ):
            with pytest.raises(psycopg.errors.InsufficientPrivilege):
                meddle(own, statement)


_OFF = "ALTER TABLE entry DISABLE TRIGGER USER; ALTER TABLE head DISABLE TRIGGER USER;"
_ON = "".join(
    f"ALTER TABLE {table} ENABLE ALWAYS TRIGGER {name};"
    for table, name in (
        ("entry", "entries_follow"),
        ("entry", "entry_stays"),
        ("head", "head_advances"),
        ("head", "head_remains"),
    )
)


class TestDamage:
    """A journal that its owner changed is noticed by whoever verifies it."""

    @pytest.mark.parametrize(
        ("statement", "why"),
        [
            ("UPDATE entry SET basis = 'x' WHERE position = 3", "entry 3 has been changed"),
            ("UPDATE entry SET payload = '{}' WHERE position = 3", "entry 3: .*on is missing"),
            ("DELETE FROM entry WHERE position = 3", "after entry 2 comes entry 4"),
            ("DELETE FROM entry WHERE position = 20", "ends with entry 19, hash .* entry 20"),
            ("DELETE FROM head", "the note of the last entry is missing"),
        ],
    )
    def test_tampered_with(
        self, journal: PostgresJournal, address: str, statement: str, why: str
    ) -> None:
        meddle(address, f"{_OFF} {statement}; {_ON}")
        with pytest.raises(InputError, match=why) as caught:
            journal.verify()
        assert journal.name in str(caught.value)

    @pytest.mark.parametrize("how", ["DISABLE TRIGGER entry_stays", "ENABLE TRIGGER entry_stays"])
    def test_a_guard_switched_off(self, journal: PostgresJournal, address: str, how: str) -> None:
        meddle(address, f"ALTER TABLE entry {how}")
        with pytest.raises(InputError, match="the guard entry_stays is switched off"):
            journal.verify()


class TestManyAtOnce:
    """Threads and processes share one database; nothing is lost, nothing doubled."""

    def test_threads(self, journal: PostgresJournal) -> None:
        threads = [
            threading.Thread(target=lambda: [journal.append(drafts(2)) for _ in range(10)])
            for _ in range(4)
        ]
        for thread in threads:
            thread.start()
        while any(thread.is_alive() for thread in threads):
            assert journal.head()[0] % 2 == 0  # a batch is seen whole or not at all
        assert journal.head()[0] == 20 + 4 * 10 * 2
        journal.verify()

    def test_one_of_many_decides_upon_what_it_saw(self, journal: PostgresJournal) -> None:
        outcomes: list[str] = []

        def decide() -> None:
            try:
                journal.append(drafts(1), expected=20)
            except SolidarityError as error:
                outcomes.append(type(error).__name__)
            else:
                outcomes.append("kept")

        threads = [threading.Thread(target=decide) for _ in range(6)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert sorted(outcomes) == [*["JournalMoved"] * 5, "kept"]
        assert journal.head()[0] == 21

    def test_processes(self, address: str) -> None:
        names = ("one", "two", "three")
        running = [writer(address, name, 40) for name in names]
        for process in running:
            process.communicate(timeout=60)
        assert [process.returncode for process in running] == [0, 0, 0]
        with closing(PostgresJournal(address)) as journal:
            journal.verify()
            entries = list(journal.entries())
        for name in names:
            own = [entry.event for entry in entries if entry.recorded_by == name]
            assert own == [ForumConvened(DAY, number) for number in range(40)]
        assert len(entries) == 120

    @pytest.mark.parametrize("moment", [0.0, 0.05, 0.1])
    def test_a_worker_killed_while_others_go_on(self, address: str, moment: float) -> None:
        with (
            writer(address, "survivor", 60) as survivor,
            writer(address, "killed", 100_000, batch=3) as killed,
        ):
            assert killed.stdout is not None
            assert killed.stdout.readline() == "ready\n"
            killed.stdout.readline()
            time.sleep(moment)
            killed.send_signal(signal.SIGKILL)
            confirmed = killed.stdout.read().split("\n")[:-1]
            survivor.communicate(timeout=60)
        assert survivor.returncode == 0
        with closing(PostgresJournal(address)) as journal:
            journal.verify()
            entries = list(journal.entries())
        own = [entry.event for entry in entries if entry.recorded_by == "survivor"]
        assert own == [ForumConvened(DAY, number) for number in range(60)]
        lost = [entry for entry in entries if entry.recorded_by == "killed"]
        assert len(lost) % 3 == 0
        assert len(lost) >= 3 * (len(confirmed) + 1)  # what append returned from is there
        assert all(one.hash == two.previous for one, two in pairwise(entries))


class TestFollowing:
    """Whoever follows the journal is given what any process appends, once and in order."""

    def test_from_the_beginning(self, journal: PostgresJournal) -> None:
        assert [entry.position for entry in next(journal.follow(17))] == [18, 19, 20]

    def test_what_another_process_appends(self, journal: PostgresJournal, address: str) -> None:
        following = journal.follow(20, pause=30)
        with writer(address, "another", 30) as other:
            other.communicate(timeout=60)
            found: list[int] = []
            while len(found) < 30:
                found += [entry.position for entry in next(following)]
        assert found == list(range(21, 51))

    def test_it_does_not_wait_for_the_pause(self, journal: PostgresJournal) -> None:
        assert next(journal.follow(20, pause=0.01)) == ()
        timer = threading.Timer(0.2, lambda: journal.append(drafts(1)))
        timer.start()
        begun = time.monotonic()
        (entry,) = next(journal.follow(20, pause=30))
        assert entry.position == 21
        assert time.monotonic() - begun < 10
        timer.join()

    def test_nothing_new(self, journal: PostgresJournal) -> None:
        following = journal.follow(20, pause=0.01)
        assert [next(following), next(following)] == [(), ()]

    def test_a_lost_connection_is_made_again(self, journal: PostgresJournal, address: str) -> None:
        following = journal.follow(20, pause=0.2)
        next(following)
        meddle(
            address,
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            " WHERE datname = current_database() AND pid <> pg_backend_pid()",
        )
        journal.append(drafts(1))
        found: tuple[object, ...] = ()
        while not found:
            found = next(following)
        assert len(found) == 1


class TestHindrance:
    """A database that goes away is said so; what was not confirmed can be looked up."""

    def test_the_connection_is_lost_before_the_commit(
        self, journal: PostgresJournal, address: str
    ) -> None:
        seen: list[str] = []

        class Cutting(list[Draft]):
            def __iter__(self) -> Iterator[Draft]:
                meddle(
                    address,
                    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                    " WHERE datname = current_database() AND pid <> pg_backend_pid()",
                )
                seen.append("cut")
                return super().__iter__()

        with pytest.raises(SolidarityError, match="nothing was written"):
            journal.append(Cutting(drafts(1)))
        assert seen
        assert journal.head()[0] == 20
        journal.append(drafts(1))

    def test_the_connection_is_lost_in_the_commit(
        self, journal: PostgresJournal, address: str
    ) -> None:
        meddle(
            address,
            "CREATE FUNCTION dies() RETURNS trigger LANGUAGE plpgsql AS"
            " $$ BEGIN PERFORM pg_terminate_backend(pg_backend_pid()); RETURN NULL; END $$",
            "CREATE CONSTRAINT TRIGGER dies AFTER INSERT ON entry DEFERRABLE INITIALLY DEFERRED"
            " FOR EACH ROW EXECUTE FUNCTION dies()",
        )
        with pytest.raises(SolidarityError, match="look at the end of the journal before"):
            journal.append(drafts(1))
        assert journal.head()[0] == 20

    def test_a_refusal_in_the_commit(self, journal: PostgresJournal, address: str) -> None:
        meddle(
            address,
            "CREATE FUNCTION refuses() RETURNS trigger LANGUAGE plpgsql AS"
            " $$ BEGIN RAISE 'not today'; END $$",
            "CREATE CONSTRAINT TRIGGER refuses AFTER INSERT ON entry DEFERRABLE INITIALLY DEFERRED"
            " FOR EACH ROW EXECUTE FUNCTION refuses()",
        )
        with pytest.raises(SolidarityError, match="not today; nothing was written"):
            journal.append(drafts(1))
        assert journal.head()[0] == 20
