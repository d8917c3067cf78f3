"""`solidarity database`: the tables in PostgreSQL and of the office, brought forward."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Annotated

import typer

from solidarity.cli.options import AsJson
from solidarity.cli.output import emit_json, say
from solidarity.errors import InputError, Problem

if TYPE_CHECKING:
    from sqlalchemy import Engine

    from solidarity.adapters.schema_versions import History

commands = typer.Typer(
    no_args_is_help=True,
    rich_markup_mode=None,
    help="Tables of the journal in PostgreSQL and of the office. Example: solidarity database show",
)

JournalAddress = Annotated[
    str,
    typer.Option(
        "--journal",
        envvar="SOLIDARITY_JOURNAL",
        metavar="ADDRESS",
        help="Journal in PostgreSQL: postgresql://owner@host/database.",
    ),
]
OfficeAddress = Annotated[
    str,
    typer.Option(
        "--office",
        envvar="SOLIDARITY_OFFICE",
        metavar="ADDRESS",
        help="Database of the office: postgresql://… or sqlite:///FILE.",
    ),
]


def register(app: typer.Typer) -> None:
    """Enter the commands."""
    app.add_typer(commands, name="database")


@commands.command("upgrade")
def upgrade(
    journal: JournalAddress = "", office: OfficeAddress = "", *, as_json: AsJson = False
) -> None:
    """
    Make the tables, or bring them forward to this release; all steps or none. Needs their owner.

    Example: solidarity database upgrade --journal postgresql://owner@db/solidarity
    """
    from solidarity.adapters.schema_versions import bring_forward

    told = []
    for history, address in _named(journal, office):
        with _engine(address) as engine:
            before = _version(history, engine)
            bring_forward(history, engine)
            told.append({"tables": history.name, "from": before, "to": _version(history, engine)})
    if as_json:
        emit_json(told)
        return
    for one in told:
        say(f"{one['tables']}: version {one['to']}, was {one['from'] or 'not there'}")


@commands.command("show")
def show(
    journal: JournalAddress = "", office: OfficeAddress = "", *, as_json: AsJson = False
) -> None:
    """
    Show the versions of the tables, and what this release works with; exit code 2 if they differ.

    Example: solidarity database show --journal postgresql://owner@db/solidarity
    """
    told = []
    for history, address in _named(journal, office):
        with _engine(address) as engine:
            found = _version(history, engine)
        told.append({"tables": history.name, "version": found, "needed": history.newest})
    if as_json:
        emit_json(told)
    else:
        for one in told:
            say(f"{one['tables']}: version {one['version'] or 'none'}, needed {one['needed']}")
    if any(one["version"] != one["needed"] for one in told):
        raise typer.Exit(2)


def _named(journal: str, office: str) -> list[tuple[History, str]]:
    from solidarity.adapters.postgres import is_address
    from solidarity.adapters.schema_versions import JOURNAL, OFFICE

    found = [(JOURNAL, journal)] if is_address(journal) else []
    if office:
        found.append((OFFICE, office))
    if not found:
        what = "no database is named: a journal in SQLite carries its version itself"
        raise InputError(Problem(what, "--journal postgresql://… or --office ADDRESS"))
    return found


@contextmanager
def _engine(address: str) -> Iterator[Engine]:
    from contextlib import nullcontext

    from solidarity.adapters.office_tables import office_engine
    from solidarity.adapters.postgres import is_address, translated

    engine = office_engine(address)
    try:
        with translated(address) if is_address(address) else nullcontext():
            yield engine
    finally:
        engine.dispose()


def _version(history: History, engine: Engine) -> str:
    from solidarity.adapters.schema_versions import version_of

    with engine.connect() as connection:
        return version_of(history, connection)
