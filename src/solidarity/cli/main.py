"""
The command `solidarity`.

Each command is one thin module beside this one; heavy libraries are imported inside the command
that needs them, so that `--help` and the main job start fast.

Exit codes: 0 done; 1 the Regulation does not allow it, or no solution; 2 the input or the call is
wrong; 3 nothing was found at the given year or place.
"""

from __future__ import annotations

import os
import sys

import typer

from solidarity.cli import (
    calendar,
    clock,
    database,
    doctor,
    jobs,
    journal,
    key,
    offsets,
    schema,
    serve,
    tables,
    year,
)
from solidarity.cli.output import say
from solidarity.errors import InputError, NoSolution, NotLawful, OutOfScope, SolidarityError

EXIT_CODES: dict[type[SolidarityError], int] = {
    NotLawful: 1,
    NoSolution: 1,
    InputError: 2,
    OutOfScope: 3,
}

app = typer.Typer(
    name="solidarity",
    help="The European Union's permanent solidarity mechanism, Regulation (EU) 2024/1351.",
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)


COMMANDS = (
    *(year, key, offsets, calendar, clock, tables, schema),
    *(journal, doctor, serve, jobs, database),
)
for command in COMMANDS:
    command.register(app)


def exit_code(error: SolidarityError) -> int:
    """Give the exit code of an error of the hierarchy."""
    for kind, code in EXIT_CODES.items():
        if isinstance(error, kind):
            return code
    return 2


def main() -> None:
    """Run the command line; every expected error becomes one message and an exit code."""
    try:
        app()
    except SolidarityError as error:
        say(str(error), stderr=True)
        sys.exit(exit_code(error))
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(0)
    except Exception as fault:
        if os.environ.get("SOLIDARITY_DEBUG"):
            raise
        say(
            f"A fault of this software, not of your input: {type(fault).__name__}: {fault}. "
            "Nothing was written. Run again with SOLIDARITY_DEBUG=1 for the details to report.",
            stderr=True,
        )
        sys.exit(1)
