"""`solidarity doctor`: looks at the installation and says what to do."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from importlib.util import find_spec
from pathlib import Path
from shutil import which
from typing import Annotated, Final

import typer

from solidarity.errors import SolidarityError

OK: Final = "ok"
WARNING: Final = "warning"
FAILURE: Final = "failure"
PYTHON_MIN: Final = (3, 11)
EXPECTED_TROUBLE: Final = (SolidarityError, OSError, ImportError, LookupError, ValueError)
"""What a broken installation raises: said in one line, so that the other checks still run."""


@dataclass(frozen=True, slots=True)
class Check:
    """
    One thing that was looked at.

    Attributes:
        check: What was looked at.
        result: "ok", "warning" or "failure".
        found: What was found, in one line.
        do: What to do about it; "" if nothing.
    """

    check: str
    result: str
    found: str
    do: str = ""


def register(app: typer.Typer) -> None:
    """Add the command to the command line."""
    app.command("doctor")(doctor)


def doctor(
    *,
    as_json: Annotated[
        bool, typer.Option("--json", help="Print one JSON document and nothing else.")
    ] = False,
) -> None:
    """
    Check the installation: each part with what was found and what to do.

    Exit code 0 if everything works (warnings allowed), 2 if something does not.

    Example: solidarity doctor --json
    """
    from solidarity.cli.output import emit_json, say

    checks = examine()
    failed = sum(check.result == FAILURE for check in checks)
    if as_json:
        emit_json({"ok": not failed, "checks": [asdict(check) for check in checks]})
    else:
        for line in told(checks):
            say(line)
    if failed:
        raise typer.Exit(2)


def told(checks: tuple[Check, ...]) -> Iterator[str]:
    """Tell the checks line by line, with one closing line."""
    for check in checks:
        yield f"{check.result:<8} {check.check}: {check.found}"
        if check.do:
            yield f"{'':<8} {check.do}"
    counts = {name: sum(one.result == name for one in checks) for name in (WARNING, FAILURE)}
    yield f"{len(checks)} checks, {counts[WARNING]} warnings, {counts[FAILURE]} failures"


def examine() -> tuple[Check, ...]:
    """Run every check; trouble in one is its result and does not stop the others."""
    return tuple(_safely(name, probe) for name, probe in PROBES.items())


def _safely(name: str, probe: Callable[[str], Check]) -> Check:
    try:
        return probe(name)
    except EXPECTED_TROUBLE as trouble:
        first = str(trouble).partition("\n")[0] or type(trouble).__name__
        return Check(name, FAILURE, first, "install again: python3 run.py doctor in a fresh copy")


def python(name: str) -> Check:
    """Check the version of Python."""
    have = ".".join(str(part) for part in sys.version_info[:3])
    if sys.version_info[:2] < PYTHON_MIN:
        return Check(name, FAILURE, have, "use Python 3.11 or newer")
    return Check(name, OK, have)


def database(name: str) -> Check:
    """Check that SQLite knows strict tables, which the ledger uses."""
    import sqlite3

    from solidarity.adapters.journal_sqlite import SQLITE_MIN

    if sqlite3.sqlite_version_info < SQLITE_MIN:
        wanted = ".".join(str(part) for part in SQLITE_MIN)
        return Check(name, FAILURE, sqlite3.sqlite_version, f"SQLite {wanted} or newer is needed")
    return Check(name, OK, sqlite3.sqlite_version)


def facts(name: str) -> Check:
    """Check that the bundled figures are there and unchanged."""
    from solidarity.adapters.fact_tables import FACTS, union_map, vintage_rows, vintages

    frozen = vintages()
    rows = sum(len(vintage_rows(vintage, FACTS)) for vintage in frozen)
    union_map()
    return Check(name, OK, f"{len(frozen)} vintages, {rows} rows, every checksum right")


def journals(name: str) -> Check:
    """Check the hash chain of every journal that comes with the package."""
    from solidarity.adapters.fact_tables import FACTS
    from solidarity.adapters.journal_lines import read_lines
    from solidarity.cycle import year  # noqa: F401 - enters the events of the cycle in the register

    bundled = sorted(FACTS.glob("journal_*.jsonl"))
    if not bundled:
        return Check(name, FAILURE, f"no journal in {FACTS}", "install again from a fresh copy")
    for path in bundled:
        read_lines(path)
    return Check(name, OK, ", ".join(path.name for path in bundled) + ": hash chain unbroken")


def national_holidays(name: str) -> Check:
    """Check that the holiday package knows every Member State this year and next."""
    from solidarity.adapters.holiday_calendars import calendar_of
    from solidarity.terms.member_states import MEMBER_STATES

    today = datetime.now(UTC).date()
    unknown = [
        f"{state.code} {year}"
        for state in MEMBER_STATES
        for year in (today.year, today.year + 1)
        if not calendar_of(state.code).covers(today.replace(year=year, day=1))
    ]
    calendar_of("DE").holiday(today)
    if unknown:
        advice = "limits that end there are counted with weekends only, and say so"
        return Check(name, WARNING, f"not known: {', '.join(unknown)}", advice)
    return Check(name, OK, f"{len(MEMBER_STATES)} Member States, {today.year} and {today.year + 1}")


def commission_holidays(name: str) -> Check:
    """Check which years the list of the Commission's holidays covers."""
    from solidarity.adapters.holiday_calendars import UNION, calendar_of

    today = datetime.now(UTC).date().replace(day=1)
    calendar = calendar_of(UNION)
    span = range(2020, today.year + 6)
    known = [year for year in span if calendar.covers(today.replace(year=year))]
    found = ", ".join(str(year) for year in known) or "no year"
    if today.year not in known or today.year + 1 not in known:
        return Check(name, WARNING, found, "other years are counted with weekends only, and say so")
    return Check(name, OK, found)


def readings(name: str) -> Check:
    """Say how many points of the law are open and how many of them a run can choose."""
    from solidarity.law.readings import READINGS, SWITCHES

    return Check(
        name, OK, f"{len(READINGS)} open points, {len(SWITCHES)} of them settings of a run"
    )


def extras(name: str) -> Check:
    """Say which optional packages are there; none is needed for the main job."""
    if find_spec("sdmx") is None:
        return Check(name, OK, "sdmx1 not installed; only SDMX-ML files need it")
    return Check(name, OK, "sdmx1 installed: SDMX-ML files can be read")


def browser(name: str) -> Check:
    """Say whether the tests that open a page can run."""
    for program in ("chromium", "chromium-browser", "google-chrome"):
        if found := which(program):
            return Check(name, OK, found)
    return Check(name, OK, "no Chromium; only the tests of pages need it")


def folder(name: str) -> Check:
    """Check that outputs and journals can be written where the command was called."""
    here = Path.cwd()
    if os.access(here, os.W_OK):
        return Check(name, OK, str(here))
    return Check(name, WARNING, f"{here} cannot be written", "give --out a folder of yours")


def terminal(name: str) -> Check:
    """Check that the terminal can show every letter of the 24 languages."""
    encoding = sys.stdout.encoding or "unknown"
    if encoding.lower().replace("-", "") == "utf8":
        return Check(name, OK, encoding)
    return Check(name, WARNING, encoding, "letters may be replaced: set PYTHONUTF8=1")


PROBES: Final[dict[str, Callable[[str], Check]]] = {
    "Python": python,
    "SQLite": database,
    "facts": facts,
    "bundled journals": journals,
    "national holidays": national_holidays,
    "Commission holidays": commission_holidays,
    "readings": readings,
    "optional packages": extras,
    "browser": browser,
    "folder": folder,
    "terminal": terminal,
}
"""Every check, in the order in which it is told."""
