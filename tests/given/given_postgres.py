"""
A real PostgreSQL for the tests, from Debian's packages, in a temporary folder.

One server per process of the tests, started when the first test asks for a database and stopped at
the end. The server refuses to run as root, so its programs run as the user `postgres` where the
tests run as root. Every test gets a database of its own.
"""

import atexit
import functools
import itertools
import os
import pwd
import shutil
import subprocess
import tempfile
from pathlib import Path
from typing import Any

import pytest

REQUIRED = "SOLIDARITY_REQUIRE_POSTGRES"
"""Environment variable that turns a skip for want of PostgreSQL into a failure."""

_SPEED = "-c fsync=off -c full_page_writes=off -c synchronous_commit=off -c max_connections=200"
_numbers = itertools.count(1)


class Server:
    """A server in a folder, reached by a socket in it."""

    def __init__(self, folder: Path, programs: Path, *, settings: str = _SPEED) -> None:
        self.folder = folder
        self.programs = programs
        self.settings = settings

    @property
    def data(self) -> Path:
        return self.folder / "data"

    def address(self, database: str = "postgres", user: str = "postgres") -> str:
        return f"postgresql://{user}@/{database}?host={self.folder}"

    def run(self, program: str, *arguments: str) -> str:
        done = subprocess.run(
            [self.programs / program, *arguments],
            cwd=self.folder,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            check=False,
            **as_nobody_special(),
        )
        assert done.returncode == 0, done.stdout
        return done.stdout

    def initialise(self) -> None:
        self.run(
            *("initdb", "-D", str(self.data), "-U", "postgres", "-A", "trust", "-E", "UTF8"),
            *("--locale-provider=icu", "--icu-locale=und", "--locale=C.UTF-8", "-N"),
        )

    def start(self) -> None:
        options = f"-k {self.folder} -c listen_addresses='' {self.settings}"
        log = str(self.folder / "log")
        # Its output goes to the log: a pipe would stay open for as long as the server runs.
        subprocess.run(
            [
                *(self.programs / "pg_ctl", "-D", self.data, "-w", "-t", "30"),
                *("-l", log, "-o", options, "start"),
            ],
            cwd=self.folder,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            check=True,
            **as_nobody_special(),
        )

    def stop(self, mode: str = "immediate") -> None:
        self.run("pg_ctl", "-D", str(self.data), "-m", mode, "stop")

    def psql(self, statement: str, database: str = "postgres") -> str:
        address = self.address(database)
        return self.run("psql", "-XAtq", "-v", "ON_ERROR_STOP=1", "-d", address, "-c", statement)


def as_nobody_special() -> dict[str, Any]:
    """Say how a program of the server is run: as `postgres` if we are root."""
    if os.geteuid() != 0:
        return {}
    user = pwd.getpwnam("postgres")
    return {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": []}


def programs() -> Path:
    """Find the newest server of Debian's packages; skip, or fail where one is required."""
    found = sorted(
        Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[4])
    )
    if not found:
        why = "PostgreSQL is not installed: apt-get install postgresql"
        if os.environ.get(REQUIRED) == "1":
            pytest.fail(f"{why} ({REQUIRED} is set)")
        pytest.skip(why)
    return found[-1].parent


def new_server(**options: Any) -> Server:
    """Make a server that is not started; its folder goes when the tests end."""
    where = programs()
    folder = Path(tempfile.mkdtemp(prefix="pg-"))  # short: a socket's path has 107 bytes at most
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    if os.geteuid() == 0:
        shutil.chown(folder, "postgres", "postgres")
    return Server(folder, where, **options)


@functools.cache
def server() -> Server:
    """Start the server all tests of this process share."""
    from solidarity.adapters.journal_postgres import PostgresJournal

    started = new_server()
    started.initialise()
    started.start()
    atexit.register(started.stop)
    started.run("createdb", "-h", str(started.folder), "-U", "postgres", "journal_template")
    PostgresJournal(started.address("journal_template"), create=True).close()
    return started


def new_database(template: str = "template0") -> str:
    """Make a database, empty or after a template; give its address."""
    name = f"test_{next(_numbers)}"
    server().run(*("createdb", "-h", str(server().folder), "-U", "postgres", "-T", template, name))
    return server().address(name)


def new_journal_database() -> str:
    """Make a database with the tables of the journal; give its address."""
    server()
    return new_database("journal_template")
