"""
The command `solidarity`.

Each command is one thin module beside this one; heavy libraries are imported inside the command
that needs them, so that `--help` and the main job start fast.

Exit codes: 0 done; 1 the Regulation does not allow it, or no solution; 2 the input or the call is
wrong; 3 nothing was found at the given year or place. A fault of this software leaves with 70.
"""

from __future__ import annotations

import os
import sys
from enum import StrEnum
from typing import Annotated

import typer
from typer._completion_classes import completion_init
from typer.completion import install_callback, show_callback

from solidarity.cli import (
    ask,
    calendar,
    clock,
    database,
    determine,
    doctor,
    jobs,
    journal,
    key,
    match,
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

FAULT = 70
"""Exit code of a fault of this software: none of the four that say something of the input."""

app = typer.Typer(
    name="solidarity",
    help="The European Union's permanent solidarity mechanism, Regulation (EU) 2024/1351.",
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    add_completion=False,
)


class Shell(StrEnum):
    """A shell that completion is made for."""

    BASH = "bash"
    ZSH = "zsh"
    FISH = "fish"


def _print_version(wanted: bool) -> None:  # noqa: FBT001 - called by the option
    """Print the version and leave."""
    if wanted:
        from importlib.metadata import version

        say(f"solidarity {version('solidarity')}")
        raise typer.Exit


@app.callback()
def completion(
    *,
    install: Annotated[
        Shell | None,
        typer.Option(
            "--install-completion",
            metavar="SHELL",
            help="Install completion for bash, zsh or fish.",
            callback=install_callback,
            is_eager=True,
        ),
    ] = None,
    show: Annotated[
        Shell | None,
        typer.Option(
            "--show-completion",
            metavar="SHELL",
            help="Print it for bash, zsh or fish, to keep it elsewhere.",
            callback=show_callback,
            is_eager=True,
        ),
    ] = None,
    version: Annotated[
        bool,
        typer.Option(
            "--version", help="Print the version.", callback=_print_version, is_eager=True
        ),
    ] = False,
) -> None:
    """Take the options of the command itself: all of them are done before any other."""
    del install, show, version


completion_init()
COMMANDS = (
    year,
    key,
    offsets,
    calendar,
    clock,
    determine,
    ask,
    match,
    tables,
    schema,
    journal,
    doctor,
    serve,
    jobs,
    database,
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
        code = _run()
        sys.stdout.flush()
    except SolidarityError as error:
        say(str(error), stderr=True)
        code = exit_code(error)
    except BrokenPipeError:  # the reader has seen enough
        _to_nowhere()
        code = 0
    except OSError as error:  # a full disk, a place that may not be written
        _to_nowhere()
        place = f"{error.filename}: " if error.filename else ""
        say(f"{place}{error.strerror or error}; expected a place that can be written", stderr=True)
        code = 2
    sys.exit(code)


def _to_nowhere() -> None:
    """Send what is still to be printed nowhere, so that leaving does not fail on it again."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _run() -> int | str | None:
    """Run one command and give what it leaves with."""
    try:
        app()
    except SystemExit as done:
        if isinstance(done.__context__, BrokenPipeError):
            raise done.__context__ from None
        return done.code
    except (SolidarityError, OSError):
        raise
    except Exception as fault:
        if os.environ.get("SOLIDARITY_DEBUG"):
            raise
        say(
            f"A fault of this software, not of your input: {type(fault).__name__}: {fault}. "
            "Nothing was written. Run again with SOLIDARITY_DEBUG=1 for the details to report.",
            stderr=True,
        )
        return FAULT
    return 0
