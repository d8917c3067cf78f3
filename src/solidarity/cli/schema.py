"""`solidarity schema`: the JSON Schema of any file the commands read or write."""

from __future__ import annotations

from typing import Annotated

import typer

from solidarity.cli.options import AsJson
from solidarity.cli.output import emit_json, table
from solidarity.errors import InputError, Problem


def register(app: typer.Typer) -> None:
    """Enter the command."""
    app.command("schema")(schema)


def schema(
    name: Annotated[str, typer.Argument(help="Name of the file or table, e.g. year.")] = "",
    *,
    list_: Annotated[bool, typer.Option("--list", help="List every name.")] = False,
    as_json: AsJson = False,
) -> None:
    """
    Print the JSON Schema (2020-12) of a file or table.

    Example: solidarity schema pledges
    """
    from solidarity.adapters import schemas

    if list_:
        known = schemas.names()
        if as_json:
            emit_json([{"name": key, "describes": what} for key, what in known.items()])
        else:
            table("Schemas", ("name", "describes"), [list(pair) for pair in known.items()])
        return
    if not name:
        raise InputError(Problem("no name is given", "a name, or --list"))
    emit_json(schemas.schema(name))
