"""`solidarity jobs`: the worker of the background jobs, what it did, and who is reminded."""

from __future__ import annotations

import os
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from solidarity.cli.options import AsJson, JournalPlace
from solidarity.cli.output import emit_json, say, table
from solidarity.errors import InputError, Problem

if TYPE_CHECKING:
    from collections.abc import Iterator

    from solidarity.adapters.jobs import Workplace

commands = typer.Typer(
    no_args_is_help=True,
    rich_markup_mode=None,
    help="Background jobs: verify, checkpoint, digest. Example: solidarity jobs run",
)

OfficePlace = Annotated[
    str,
    typer.Option(
        "--office",
        envvar="SOLIDARITY_OFFICE",
        metavar="ADDRESS",
        help="Database of the office; by default the file beside the journal.",
    ),
]
Folder = Annotated[
    Path | None,
    typer.Option(
        "--checkpoints",
        envvar="SOLIDARITY_CHECKPOINTS",
        help="Folder for signed checkpoints; without it none are signed.",
    ),
]


def register(app: typer.Typer) -> None:
    """Enter the commands."""
    app.add_typer(commands, name="jobs")


@commands.command("run")
def run(journal: JournalPlace = None, office: OfficePlace = "", checkpoints: Folder = None) -> None:
    """
    Work: do what is due, every day, until told to stop; a run that is under way is finished first.

    Several workers may run on one database: each run is done by one of them.

    Example: solidarity jobs run --journal ledger.sqlite --checkpoints /var/lib/solidarity/signed
    """
    import logging

    from solidarity.adapters.job_queue import open_queue
    from solidarity.adapters.jobs import JOBS, wire

    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(name)s %(message)s")
    logging.getLogger("huey").setLevel(logging.WARNING)
    with _workplace(journal, office, checkpoints) as place:
        queue = open_queue(place.queue)
        look = wire(queue, place)
        for job in JOBS.values():
            say(f"{job.at:%H:%M} UTC  {job.name}: {job.what}", stderr=True)
        look()
        queue.create_consumer(workers=1, max_delay=2.0, graceful_signal="TERM").run()
        queue.storage.close()


@commands.command("now")
def now(
    name: Annotated[str, typer.Argument(help="Job: verify, checkpoint or digest.")],
    journal: JournalPlace = None,
    office: OfficePlace = "",
    checkpoints: Folder = None,
    *,
    as_json: AsJson = False,
) -> None:
    """
    Do a job at once, here, whether it is due or not; the runs of the day are left as they are.

    Example: solidarity jobs now verify
    """
    from solidarity.adapters.jobs import job_named

    job = job_named(name)
    with _workplace(journal, office, checkpoints) as place:
        told = job.work(place, place.now())
    if as_json:
        emit_json({"job": name, "told": told})
    else:
        say(told)


@commands.command("list")
def list_runs(
    journal: JournalPlace = None, office: OfficePlace = "", *, as_json: AsJson = False
) -> None:
    """
    List the newest runs: what was due when, how it stands, what was said.

    Example: solidarity jobs list
    """
    from solidarity.adapters.jobs import runs

    columns = ("job", "due", "state", "tries", "told")
    with _workplace(journal, office, None) as place:
        rows = [[str(getattr(run, name)) for name in columns] for run in runs(place.office)]
    if as_json:
        emit_json([dict(zip(columns, row, strict=True)) for row in rows])
    else:
        table("Jobs", columns, rows)


@commands.command("subscribe")
def subscribe(
    address: Annotated[str, typer.Argument(help="Mail address.")],
    state: Annotated[
        str, typer.Option(help="Only what concerns this Member State, e.g. PT.", metavar="CODE")
    ] = "",
    days: Annotated[int, typer.Option(help="How many days ahead.")] = 14,
    journal: JournalPlace = None,
    office: OfficePlace = "",
) -> None:
    """
    Remind an address of the deadlines every day; one that is on the list already is changed.

    Example: solidarity jobs subscribe solidarity@mai.example.eu --state PT --days 14
    """
    from solidarity.adapters.digest import Recipient
    from solidarity.adapters.digest import subscribe as enter

    with _workplace(journal, office, None) as place:
        entered = enter(place.office, Recipient(address, state, days))
    say(f"{entered.address} is reminded of {entered.state or 'every state'}, {days} days ahead")


@commands.command("unsubscribe")
def unsubscribe(
    address: Annotated[str, typer.Argument(help="Mail address.")],
    journal: JournalPlace = None,
    office: OfficePlace = "",
) -> None:
    """
    Remind an address no more.

    Example: solidarity jobs unsubscribe solidarity@mai.example.eu
    """
    from solidarity.adapters.digest import unsubscribe as remove

    with _workplace(journal, office, None) as place:
        found = remove(place.office, address)
    say(f"{address} is reminded no more" if found else f"{address} was not on the list")


@contextmanager
def _workplace(journal: str | None, office: str, checkpoints: Path | None) -> Iterator[Workplace]:
    """Open what the jobs work with; everything stands beside the journal unless it is named."""
    from solidarity.adapters.jobs import Workplace
    from solidarity.adapters.journal_files import VARIABLE
    from solidarity.adapters.office_tables import open_office
    from solidarity.adapters.postgres import is_address

    named = journal or os.environ.get(VARIABLE, "")
    if not named:
        what = "no journal is named: the one that comes along is read only"
        raise InputError(Problem(what, f"--journal PLACE or {VARIABLE}"))
    address = office or (named if is_address(named) else _beside(Path(named), "office"))
    is_shared = is_address(address)
    queue: Path | str = address if is_shared else _file_of(address).with_suffix(".jobs.sqlite")
    engine = open_office(address)
    try:
        yield Workplace(engine, named, queue, checkpoints)
    finally:
        engine.dispose()


def _file_of(address: str) -> Path:
    return Path(address.removeprefix("sqlite:///"))


def _beside(ledger: Path, name: str) -> str:
    return f"sqlite:///{ledger.with_name(f'{ledger.stem}.{name}.sqlite')}"
