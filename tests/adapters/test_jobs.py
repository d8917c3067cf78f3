"""Background jobs: due by the clock, done once, and not lost with a worker that is killed."""

import json
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from given_mail import mail_server
from given_postgres import new_database
from huey.registry import Message
from sqlalchemy import Engine

from solidarity.adapters import jobs
from solidarity.adapters.checkpoints import KEY_VARIABLE, make_key, read_checkpoint
from solidarity.adapters.digest import Recipient, subscribe
from solidarity.adapters.job_queue import JsonSerializer, open_queue
from solidarity.adapters.jobs import JOBS, TRIES_MAX, Job, Workplace, look, perform, runs, wire
from solidarity.adapters.journal_sqlite import SqliteJournal
from solidarity.adapters.mail import SERVER
from solidarity.adapters.office_tables import open_office
from solidarity.cycle.s04_pledging import ForumConvened
from solidarity.errors import InputError, SolidarityError
from solidarity.ledger.entries import Draft

DAY = date(2025, 11, 18)
MOMENT = datetime(2026, 11, 22, 12, tzinfo=UTC)

WORKER = """
import sys, time
from datetime import timedelta, time as hour
from pathlib import Path
from solidarity.adapters import jobs
from solidarity.adapters.job_queue import open_queue
from solidarity.adapters.office_tables import open_office
office, queue, mark, seconds = sys.argv[1], sys.argv[2], Path(sys.argv[3]), float(sys.argv[4])

def slow(place, due):
    print("working", flush=True)
    time.sleep(seconds)
    with mark.open("a") as file:
        file.write("x")
    return "worked"

jobs.JOBS = {"slow": jobs.Job("slow", "takes its time", hour(0, 0), slow)}
lease = timedelta(seconds=1)
place = jobs.Workplace(open_office(office), "none", queue, lease=lease)
line = open_queue(queue)
look = jobs.wire(line, place)
look()
print("looked", flush=True)
line.create_consumer(workers=1, max_delay=0.2, graceful_signal="TERM").run()
"""


class Clock:
    """A clock that stands until it is moved on."""

    def __init__(self) -> None:
        self.moment = MOMENT

    def __call__(self) -> datetime:
        return self.moment


@pytest.fixture(params=["sqlite", "postgres"])
def address(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    if request.param == "postgres":
        return new_database()
    return f"sqlite:///{tmp_path / 'office.sqlite'}"


@pytest.fixture
def queue_place(address: str, tmp_path: Path) -> str:
    return address if address.startswith("postgresql") else str(tmp_path / "jobs.sqlite")


@pytest.fixture
def office(address: str) -> Iterator[Engine]:
    engine = open_office(address)
    yield engine
    engine.dispose()


@pytest.fixture
def ledger(tmp_path: Path) -> Path:
    path = tmp_path / "ledger.sqlite"
    with closing(SqliteJournal(path)) as journal:
        moment = datetime(2026, 1, 1, 9, tzinfo=UTC)
        journal.append([Draft(2026, ForumConvened(DAY, 1), DAY, moment, "office", "minutes")] * 3)
    return path


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def place(office: Engine, ledger: Path, tmp_path: Path, clock: Clock) -> Workplace:
    return Workplace(office, ledger, tmp_path / "jobs.sqlite", tmp_path / "signed", now=clock)


class Waiting(list[tuple[str, str]]):
    """What was put into the queue."""

    def __call__(self, name: str, due: str) -> None:
        self.append((name, due))

    def work(self, place: Workplace) -> list[str]:
        told = [perform(place, name, datetime.fromisoformat(due)) for name, due in self]
        self.clear()
        return told


class TestLooking:
    """What is due is worked out from the clock and from what was done, not from being awake."""

    def test_due_once_a_day(self, place: Workplace, clock: Clock) -> None:
        assert JOBS["digest"].due(MOMENT) == datetime(2026, 11, 22, 6, tzinfo=UTC)
        assert JOBS["digest"].due(MOMENT.replace(hour=5)) == datetime(2026, 11, 21, 6, tzinfo=UTC)
        waiting = Waiting()
        assert look(place, waiting) == ("verify", "checkpoint", "digest")
        assert look(place, waiting) == ()
        clock.moment += timedelta(days=1)
        assert look(place, waiting) == ("verify", "checkpoint", "digest")

    def test_what_was_missed_is_caught_up_with_once(self, place: Workplace, clock: Clock) -> None:
        waiting = Waiting()
        look(place, waiting)
        waiting.work(place)
        clock.moment += timedelta(days=5)
        assert look(place, waiting) == ("verify", "checkpoint", "digest")
        waiting.work(place)
        assert look(place, waiting) == ()
        assert {run.due[:10] for run in runs(place.office)} == {"2026-11-22", "2026-11-27"}

    def test_what_the_queue_lost(self, place: Workplace, clock: Clock) -> None:
        look(place, Waiting())  # and nobody works
        clock.moment += place.lease
        waiting = Waiting()
        assert look(place, waiting) == ("verify", "checkpoint", "digest")
        assert look(place, waiting) == ()
        assert "3 entries" in waiting.work(place)[0]

    def test_two_who_look_at_once(self, place: Workplace) -> None:
        waiting = Waiting()
        looking = [threading.Thread(target=look, args=(place, waiting)) for _ in range(4)]
        for thread in looking:
            thread.start()
        for thread in looking:
            thread.join()
        assert sorted(name for name, _ in waiting) == ["checkpoint", "digest", "verify"]


class TestPerforming:
    """A run is done by one worker; what failed is tried again, a few times."""

    DUE = datetime(2026, 11, 22, 2, tzinfo=UTC)

    def test_done_once(self, place: Workplace) -> None:
        look(place, Waiting())
        assert "3 entries, hash chain unbroken" in perform(place, "verify", self.DUE)
        assert perform(place, "verify", self.DUE) == ""
        (run,) = [run for run in runs(place.office) if run.job == "verify"]
        assert (run.state, run.tries) == ("done", 1)

    def test_never_looked_for(self, place: Workplace) -> None:
        assert perform(place, "verify", self.DUE) == ""

    def test_unknown(self, place: Workplace) -> None:
        with pytest.raises(InputError, match='no job is called "cook"'):
            perform(place, "cook", self.DUE)

    def test_failed_and_tried_again(self, place: Workplace, clock: Clock, ledger: Path) -> None:
        content = ledger.read_bytes()
        ledger.write_bytes(content[:5000])
        waiting = Waiting()
        look(place, waiting)
        assert "cut short" in waiting.work(place)[0]
        assert look(place, waiting) == ()  # it rests
        clock.moment += place.rest
        ledger.write_bytes(content)
        assert "verify" in look(place, waiting)
        assert "3 entries" in waiting.work(place)[0]

    def test_given_up(self, place: Workplace, clock: Clock, ledger: Path) -> None:
        ledger.unlink()
        waiting = Waiting()
        for _ in range(TRIES_MAX):
            assert "verify" in look(place, waiting)
            waiting.work(place)
            clock.moment += place.rest
        assert "verify" not in look(place, waiting)
        (run,) = [run for run in runs(place.office) if run.job == "verify"]
        assert (run.state, run.tries) == ("failed", TRIES_MAX)
        assert "No such file" in run.told

    def test_a_fault_is_noted_and_raised(
        self, place: Workplace, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def broken(_place: Workplace, _due: datetime) -> str:
            raise ZeroDivisionError

        monkeypatch.setitem(jobs.JOBS, "verify", Job("verify", "", JOBS["verify"].at, broken))  # type: ignore[arg-type]
        look(place, Waiting())
        with pytest.raises(ZeroDivisionError):
            perform(place, "verify", self.DUE)
        (run,) = [run for run in runs(place.office) if run.job == "verify"]
        assert (run.state, run.told) == ("failed", "a fault of this software")

    def test_a_lease_is_renewed_while_there_is_work(
        self, office: Engine, ledger: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        place = Workplace(office, ledger, "none", lease=timedelta(seconds=0.4))
        begun = threading.Event()

        def slow(_place: Workplace, _due: datetime) -> str:
            begun.set()
            time.sleep(1.5)
            return "slept"

        monkeypatch.setitem(jobs.JOBS, "verify", Job("verify", "", JOBS["verify"].at, slow))  # type: ignore[arg-type]
        due = JOBS["verify"].due(place.now())
        look(place, Waiting())
        working = threading.Thread(target=perform, args=(place, "verify", due))
        working.start()
        begun.wait(10)
        time.sleep(1.0)
        assert perform(place, "verify", due) == ""
        assert "verify" not in look(place, Waiting())
        working.join()
        (run,) = [run for run in runs(office) if run.job == "verify"]
        assert (run.state, run.tries, run.told) == ("done", 1, "slept")


class TestJobs:
    """What the jobs do."""

    DUE = datetime(2026, 11, 22, 2, 30, tzinfo=UTC)

    def test_checkpoint(
        self, place: Workplace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.delenv(KEY_VARIABLE, raising=False)
        (tmp_path / "signed").mkdir()
        work = JOBS["checkpoint"].work
        with pytest.raises(SolidarityError, match="no key to sign with"):
            work(place, self.DUE)
        name = make_key(tmp_path / "office.key")
        monkeypatch.setenv(KEY_VARIABLE, str(tmp_path / "office.key"))
        assert work(place, self.DUE).startswith("checkpoint-2026-11-22.json: entry 3, hash ")
        signed = read_checkpoint(tmp_path / "signed" / "checkpoint-2026-11-22.json")
        assert (signed.entry, signed.key) == (3, name)
        assert work(place, self.DUE) == "checkpoint-2026-11-22.json is there already"
        without = Workplace(place.office, place.journal, "none")
        assert "nothing signed" in work(without, self.DUE)

    def test_digest(self, place: Workplace, monkeypatch: pytest.MonkeyPatch) -> None:
        work = JOBS["digest"].work
        monkeypatch.delenv(SERVER, raising=False)
        assert work(place, self.DUE) == "no mail can be sent: SOLIDARITY_SMTP names no server"
        subscribe(place.office, Recipient("a@example.eu", "", 200))
        with mail_server() as (address, letters):
            monkeypatch.setenv(SERVER, address)
            assert work(place, self.DUE) == "1 digests sent on 2026-11-22"
        assert letters.taken[0]["Subject"].startswith("Deadlines of the solidarity cycle")


class TestQueue:
    """The queue holds JSON: names and moments, never code."""

    def test_there_and_back(self) -> None:
        serializer = JsonSerializer()
        moment = datetime(2026, 1, 1, 9, tzinfo=UTC)
        message = Message("1", "perform", moment, 0, 0, None, ("a", 1), {"b": None})
        written = serializer.serialize(message)
        assert json.loads(written)["message"]["name"] == "perform"
        assert serializer.deserialize(written) == message
        assert serializer.deserialize(serializer.serialize([1, "x", None])) == [1, "x", None]

    def test_what_is_no_plain_value(self) -> None:
        with pytest.raises(TypeError, match="a job is not given object"):
            JsonSerializer().serialize(Message("1", "x", None, 0, 0, None, (object(),), {}))

    def test_a_pickle_is_not_opened(self) -> None:
        with pytest.raises(ValueError, match=r"utf-8|Expecting"):
            JsonSerializer().deserialize(b"\x80\x04cos\nsystem\n(S'true'\ntR.")

    def test_what_waits_is_json(self, place: Workplace, queue_place: str) -> None:
        queue = open_queue(queue_place)
        wire(queue, place)()
        kept = queue.storage.enqueued_items()
        told = {json.loads(bytes(one))["message"]["args"][0] for one in kept}
        assert told == {"verify", "checkpoint", "digest"}
        queue.storage.close()


def worker(address: str, queue_place: str, mark: Path, seconds: float) -> "subprocess.Popen[str]":
    return subprocess.Popen(
        [sys.executable, "-c", WORKER, address, queue_place, str(mark), str(seconds)],
        stdout=subprocess.PIPE,
        text=True,
    )


def said(process: "subprocess.Popen[str]", what: str) -> None:
    assert process.stdout is not None
    while (line := process.stdout.readline()) != f"{what}\n":
        assert line, "the worker ended"


class TestRestart:
    """A job is not lost with its worker, and not done twice by the next one."""

    def test_killed_in_the_middle(
        self, office: Engine, address: str, queue_place: str, tmp_path: Path
    ) -> None:
        mark = tmp_path / "mark"
        with worker(address, queue_place, mark, 60) as killed:
            said(killed, "working")
            killed.send_signal(signal.SIGKILL)
        time.sleep(1.2)  # the lease runs out
        with worker(address, queue_place, mark, 0) as second:
            said(second, "working")
            while runs(office)[0].state != "done":
                time.sleep(0.05)
            second.terminate()
            second.communicate(timeout=20)
        assert second.returncode == 0
        (run,) = runs(office)
        assert (run.state, run.tries, mark.read_text()) == ("done", 2, "x")

    def test_told_to_stop_in_the_middle(
        self, office: Engine, address: str, queue_place: str, tmp_path: Path
    ) -> None:
        mark = tmp_path / "mark"
        with worker(address, queue_place, mark, 1.5) as first:
            said(first, "working")
            first.terminate()
            first.communicate(timeout=20)
        assert first.returncode == 0
        (run,) = runs(office)
        assert (run.state, run.tries, mark.read_text()) == ("done", 1, "x")
        with worker(address, queue_place, mark, 0) as second:
            said(second, "looked")
            time.sleep(0.5)
            second.terminate()
            second.communicate(timeout=20)
        assert mark.read_text() == "x"
