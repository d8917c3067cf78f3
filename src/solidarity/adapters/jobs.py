"""
Background jobs: what runs every day without anybody asking, and is not forgotten.

Each job is due once a day. What is due is worked out from the clock and from the table of runs, not
from a worker having been awake at that minute: a worker that starts late catches up with the last
moment it missed. A run is leased to one worker, which renews the lease while it works; when a
worker is killed, the lease runs out and the next look gives the run to another. So a run is done at
least once, by one worker at a time; the jobs themselves note what is done, so that doing them again
does no harm. The queue only carries the names of runs from whoever looks to whoever works.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, time, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from sqlalchemy import Engine, and_, insert, or_, select, update
from sqlalchemy.exc import IntegrityError

from solidarity.adapters.checkpoints import key_of_installation, sign, write_checkpoint
from solidarity.adapters.digest import send_digests
from solidarity.adapters.job_tables import RUNS
from solidarity.adapters.journal_files import opened
from solidarity.adapters.mail import server_of
from solidarity.errors import InputError, OutOfScope, Problem, SolidarityError

if TYPE_CHECKING:
    from huey import Huey  # type: ignore[import-untyped]

TRIES_MAX: Final = 5
LEASE: Final = timedelta(minutes=2)
REST: Final = timedelta(minutes=10)
"""How long a run that failed rests before it is tried again."""

_log: Final = logging.getLogger("solidarity.jobs")


def moment_now() -> datetime:
    """Give the present moment, in UTC."""
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True)
class Workplace:
    """
    What the jobs work with.

    Attributes:
        office: The database of the office.
        journal: Where the journal is: a file or an address.
        queue: Where the queue is: a file or an address (see `open_queue`).
        checkpoints: Folder that checkpoints are written into; None if none are signed here.
        lease: How long a worker may be silent before its run is given to another.
        rest: How long a run that failed rests.
        now: What time it is.
    """

    office: Engine
    journal: Path | str
    queue: Path | str
    checkpoints: Path | None = None
    lease: timedelta = LEASE
    rest: timedelta = REST
    now: Callable[[], datetime] = field(default=moment_now)


@dataclass(frozen=True, slots=True)
class Job:
    """
    A job of every day.

    Attributes:
        name: Its name.
        what: What it does.
        at: When it is due, in UTC.
        work: Does it; says in words what was done.
    """

    name: str
    what: str
    at: time
    work: Callable[[Workplace, datetime], str]

    def due(self, moment: datetime) -> datetime:
        """Give the last moment at which it was due."""
        today = datetime.combine(moment.date(), self.at, tzinfo=UTC)
        return today if today <= moment else today - timedelta(days=1)


def _verify(place: Workplace, _due: datetime) -> str:
    with opened(place.journal) as journal:
        journal.verify()
        position, head = journal.head()
    return f"{position} entries, hash chain unbroken; the last hash is {head}"


def _checkpoint(place: Workplace, due: datetime) -> str:
    if place.checkpoints is None:
        return "no folder for checkpoints is named: nothing signed"
    target = place.checkpoints / f"checkpoint-{due.date().isoformat()}.json"
    if target.exists():
        return f"{target.name} is there already"
    key = key_of_installation(None)
    with opened(place.journal) as journal:
        journal.verify()
        signed = sign(journal, key, place.now())
    write_checkpoint(signed, target)
    return f"{target.name}: entry {signed.entry}, hash {signed.hash}"


def _digest(place: Workplace, due: datetime) -> str:
    try:
        server = server_of()
    except OutOfScope as error:
        return str(error)
    with opened(place.journal) as journal:
        return send_digests(place.office, journal, server, due)


JOBS: Final[Mapping[str, Job]] = {
    job.name: job
    for job in (
        Job("verify", "reads the whole journal and checks its chain", time(2, 0), _verify),
        Job("checkpoint", "signs where the journal ends", time(2, 30), _checkpoint),
        Job("digest", "sends the deadlines of the next days by mail", time(6, 0), _digest),
    )
}
"""Every job, in the order of the day."""


def job_named(name: str) -> Job:
    """
    Find a job.

    Raises:
        InputError: If there is none of that name.
    """
    if name not in JOBS:
        raise InputError(Problem(f'no job is called "{name}"', ", ".join(JOBS)))
    return JOBS[name]


def look(place: Workplace, enqueue: Callable[[str, str], object]) -> tuple[str, ...]:
    """
    Look at the clock and the table of runs, and put into the queue what is to be done.

    Args:
        place: The workplace.
        enqueue: Puts a run into the queue: name of the job, moment at which it was due.

    Returns:
        Names of the jobs put into the queue.
    """
    moment = place.now()
    found = [job for job in JOBS.values() if _is_to_do(place, job.name, job.due(moment))]
    for job in found:
        enqueue(job.name, job.due(moment).isoformat())
    return tuple(job.name for job in found)


def perform(place: Workplace, name: str, due: datetime) -> str:
    """
    Do a run, if it is still to be done and nobody else does it.

    A failure of what surrounds us is noted and tried again later; any other is a fault of ours,
    noted too, and raised.

    Args:
        place: The workplace.
        name: The job.
        due: The moment at which it was due.

    Returns:
        What was done, in words; "" if there was nothing to do.
    """
    job = job_named(name)
    if not _claim(place, name, due):
        return ""
    state, told = "failed", "a fault of this software"
    try:
        with _renewed(place, name, due):
            told = job.work(place, due)
        state = "done"
    except SolidarityError as error:
        told = str(error)
        _log.error("job %s of %s failed: %s", name, due.isoformat(), told)
    finally:
        until = place.now() + place.rest
        _note(place, name, due, {"state": state, "told": told, "leased_until": _written(until)})
    _log.info("job %s of %s: %s", name, due.isoformat(), told)
    return told


def runs(office: Engine, *, limit: int = 30) -> tuple[Any, ...]:
    """Give the newest runs: job, due, state, tries, told."""
    with office.connect() as connection:
        asked = select(RUNS).order_by(RUNS.c.due.desc(), RUNS.c.job).limit(limit)
        return tuple(connection.execute(asked).all())


def wire(queue: Huey, place: Workplace) -> Callable[[], tuple[str, ...]]:
    """
    Enter the jobs in a queue, to be looked for every minute and worked by its consumer.

    Returns:
        What looks at once.
    """
    from huey import crontab

    @queue.task(name="perform")  # type: ignore[untyped-decorator]
    def performed(name: str, due: str) -> None:
        perform(place, name, datetime.fromisoformat(due))

    def look_now() -> tuple[str, ...]:
        return look(place, performed)

    @queue.periodic_task(crontab(), name="look")  # type: ignore[untyped-decorator]
    def looked() -> None:
        look_now()

    return look_now


def _is_to_do(place: Workplace, name: str, due: datetime) -> bool:
    """Tell whether a run is to be put into the queue; enters it if it is new."""
    moment = place.now()
    soon = _written(moment + place.lease)
    fresh = {"job": name, "due": _written(due), "state": "waiting", "tries": 0, "told": ""}
    try:
        with place.office.begin() as connection:
            row = connection.execute(select(RUNS).where(_is(name, due))).one_or_none()
            if row is None:
                connection.execute(insert(RUNS).values(**fresh, leased_until=soon))
                return True
    except IntegrityError:
        return False  # another worker looked at the same moment
    if row.state == "done" or row.tries >= TRIES_MAX or row.leased_until > _written(moment):
        return False
    with place.office.begin() as connection:  # lost from the queue, its worker dead, or rested
        mine = and_(_is(name, due), RUNS.c.leased_until == row.leased_until)
        values = {"state": "waiting", "leased_until": soon}
        taken = connection.execute(update(RUNS).where(mine).values(values))
    return taken.rowcount == 1


def _claim(place: Workplace, name: str, due: datetime) -> bool:
    """Take a run for this worker; False if another has it, or it is done."""
    moment = place.now()
    free = or_(
        RUNS.c.state == "waiting",
        and_(RUNS.c.state != "done", RUNS.c.leased_until <= _written(moment)),
    )
    values = {
        "state": "running",
        "tries": RUNS.c.tries + 1,
        "leased_until": _written(moment + place.lease),
    }
    with place.office.begin() as connection:
        taken = connection.execute(update(RUNS).where(_is(name, due), free).values(values))
    return taken.rowcount == 1


@contextmanager
def _renewed(place: Workplace, name: str, due: datetime) -> Iterator[None]:
    """Renew the lease of a run for as long as it is worked on."""
    ended = threading.Event()

    def renew() -> None:
        while not ended.wait(place.lease.total_seconds() / 4):
            _note(place, name, due, {"leased_until": _written(place.now() + place.lease)})

    renewing = threading.Thread(target=renew, name=f"lease of {name}", daemon=True)
    renewing.start()
    try:
        yield
    finally:
        ended.set()
        renewing.join()


def _note(place: Workplace, name: str, due: datetime, values: dict[str, str]) -> None:
    with place.office.begin() as connection:
        connection.execute(update(RUNS).where(_is(name, due)).values(values))


def _is(name: str, due: datetime) -> Any:  # noqa: ANN401 - a condition of SQLAlchemy
    return and_(RUNS.c.job == name, RUNS.c.due == _written(due))


def _written(moment: datetime) -> str:
    """Write a moment so that the order of texts is that of time."""
    return moment.astimezone(UTC).isoformat(timespec="milliseconds")
