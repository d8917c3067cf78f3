"""
The pages under load: many users at once, a large ledger, and one of two workers killed half-way.

    python benchmarks/load.py                                   200 users, 1 000 000 entries, SQLite
    python benchmarks/load.py --on postgres                     the same on a PostgreSQL of its own
    python benchmarks/load.py --entries 20000 --seconds 20      a quick look

Everything is on this machine: `solidarity serve` twice on one ledger, and users who do what a proxy
in front of the two would do: where a worker does not answer, ask the other. A user loads a page,
reads it for a while (`--think`, seconds on average), and loads the next. One user in eight is a
delegation that changes its pledge. Afterwards the ledger is audited: every pledge that was
confirmed is there once, none is there twice, none is there that nobody made; the chain is whole.
"""

from __future__ import annotations

import argparse
import http.client
import os
import platform
import random
import re
import secrets
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from importlib.util import find_spec
from itertools import islice
from pathlib import Path
from urllib.parse import urlencode

from solidarity.adapters.ledger_files import SANDBOX_YEAR, open_ledger, open_sandbox
from solidarity.cycle.s04_pledging import Pledged
from solidarity.cycle.s08_implementation import Implemented
from solidarity.ledger.entries import Draft
from solidarity.ledger.journal import Journal
from solidarity.terms.findings import Source
from solidarity.terms.member_states import MEMBER_STATES
from solidarity.terms.quantities import Kind, Persons
from solidarity.web.identity.accounts import demonstrations

YEAR = 2026
OTHERS = range(2001, 2026)
"""Years that the rest of the ledger belongs to."""

BATCH = 10_000
READY_SECONDS = 60
CODES = [state.code for state in MEMBER_STATES]
SOURCE = Source("Made up for a benchmark", confidence="low")
FORUM = f"/sandbox/{SANDBOX_YEAR}/forum"
PAGES = {
    f"/{YEAR}": ("year", 4),
    f"/{YEAR}/pool": ("pool", 4),
    f"/{YEAR}/key": ("key", 1),
    f"/sandbox/{SANDBOX_YEAR}": ("year, sandbox", 2),
    FORUM: ("forum", 4),
}
"""What users load: its name in the table, and how often."""

LIMITS = {"year": 300, "pool": 300, "pledge (write)": 500}
"""What the 95th percentile has to stay below, in milliseconds."""


@dataclass(slots=True)
class Told:
    """
    What the users saw.

    Attributes:
        times: Seconds until the whole answer was there, by phase and page.
        statuses: How often each status came, by page.
        failures: What went wrong for good, in words.
        retries: How often the other worker was asked.
        confirmed: Pledges that were confirmed: state and number.
        tried: Pledges that were sent, confirmed or not.
    """

    times: dict[tuple[str, str], list[float]] = field(default_factory=dict)
    statuses: Counter[tuple[str, int]] = field(default_factory=Counter)
    failures: list[str] = field(default_factory=list)
    retries: int = 0
    confirmed: list[tuple[str, int]] = field(default_factory=list)
    tried: list[tuple[str, int]] = field(default_factory=list)
    lock: threading.Lock = field(default_factory=threading.Lock)


@dataclass(slots=True)
class Run:
    """One run: where the workers listen, and how long it lasts."""

    ports: list[int]
    told: Told
    think: float
    phase: str = "two workers"
    ended: threading.Event = field(default_factory=threading.Event)


class User:
    """Someone with a browser: keeps a connection and cookies, and asks the other worker in need."""

    def __init__(self, run: Run, number: int) -> None:
        self.run = run
        self.port = run.ports[number % len(run.ports)]
        self.cookies: dict[str, str] = {}
        self.connection: http.client.HTTPConnection | None = None
        self.random = random.Random(number)  # noqa: S311 - which page comes next, no secret

    def ask(self, name: str, path: str, form: dict[str, str] | None = None) -> tuple[int, str]:
        """Ask for a page, or send a form; the time is that until the answer, retries included."""
        begun, phase = time.perf_counter(), self.run.phase
        for _try in range(4):
            was_kept = self.connection is not None
            try:
                status, text = self._exchange(path, form)
            except (OSError, http.client.HTTPException):
                self._again(was_kept=was_kept)
                continue
            taken = time.perf_counter() - begun
            with self.run.told.lock:
                self.run.told.times.setdefault((phase, name), []).append(taken)
                self.run.told.statuses[name, status] += 1
            return status, text
        with self.run.told.lock:
            self.run.told.failures.append(f"{name}: no worker answered")
        return 0, ""

    def _exchange(self, path: str, form: dict[str, str] | None) -> tuple[int, str]:
        if self.connection is None:
            self.connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        headers = {"Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items())}
        if form is None:
            self.connection.request("GET", path, headers=headers)
        else:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
            self.connection.request("POST", path, urlencode(form), headers)
        answer = self.connection.getresponse()
        text = answer.read().decode()
        for line in answer.headers.get_all("set-cookie") or []:
            name, _, value = line.partition(";")[0].partition("=")
            self.cookies[name] = value
        return answer.status, text

    def _again(self, *, was_kept: bool) -> None:
        """Connect again; to the other worker, unless only a connection kept open had ended."""
        if self.connection is not None:
            self.connection.close()
        self.connection = None
        if was_kept:
            return
        others = [port for port in self.run.ports if port != self.port]
        self.port = self.random.choice(others or self.run.ports)
        with self.run.told.lock:
            self.run.told.retries += 1

    def sign_in(self, account: str) -> None:
        """Sign in with a demonstration account."""
        _, page = self.ask("sign-in", "/sign-in")
        form = {"csrf": hidden(page, "csrf"), "name": account}
        status, _ = self.ask("sign-in", "/sign-in/demonstration", form)
        if status != http.client.SEE_OTHER:
            raise SystemExit(f"{account} cannot sign in: {status}")

    def read(self) -> None:
        """Load pages until the end."""
        paths, weights = list(PAGES), [often for _, often in PAGES.values()]
        while not self._rests():
            (path,) = self.random.choices(paths, weights)
            self.ask(PAGES[path][0], path)

    def pledge(self, code: str) -> None:
        """Change a pledge again and again; every pledge is a number never used before."""
        number = 0
        while not self._rests():
            status, page = self.ask("forum", FORUM)
            if status != http.client.OK:
                continue
            number += 1
            form = {
                "csrf": hidden(page, "csrf", after="pledge"),
                "seen": hidden(page, "seen"),
                "submission": secrets.token_urlsafe(18),
                "relocations": str(number),
                "financial_eur": "0",
                "alternative_eur": "0",
                "objective_basis": "",
            }
            with self.run.told.lock:
                self.run.told.tried.append((code, number))
            status, _ = self.ask("pledge (write)", f"{FORUM}/pledge", form)
            if status == http.client.SEE_OTHER:
                with self.run.told.lock:
                    self.run.told.confirmed.append((code, number))

    def _rests(self) -> bool:
        """Read the page for a while; tell whether it is over."""
        return self.run.ended.wait(self.random.uniform(0.2, 1.8) * self.run.think)


def hidden(page: str, name: str, *, after: str = "") -> str:
    """Find a hidden field of a page."""
    found = re.search(rf'name="{name}" value="([^"]*)"', page[max(page.find(after), 0) :])
    found = found or re.search(rf'name="{name}" value="([^"]*)"', page)
    if found is None:
        raise SystemExit(f"the page has no field {name}")
    return found[1]


def main() -> None:
    """Fill a ledger, start two workers, let the users in, kill one worker, audit, report."""
    options = read_options()
    if find_spec("solidarity.cli.serve") is None:
        print("skipped: this version has no `solidarity serve`")
        return
    with tempfile.TemporaryDirectory(prefix="load-", dir=options.folder) as folder:
        ledger, sandbox, environment = places(options.on, Path(folder))
        begun = time.perf_counter()
        for journal, in_year in (
            (open_ledger(ledger), options.in_year),
            (open_sandbox(sandbox), 0),
        ):
            fill(journal, options.entries, in_year)
            journal.close()
        print(f"two ledgers of {options.entries} entries in {time.perf_counter() - begun:.0f} s")
        ports = [free_port(), free_port()]
        workers = [worker(port, environment) for port in ports]
        try:
            run = Run(list(ports), Told(), options.think)
            first = load(run, workers, options)
        finally:
            for process in workers:
                process.terminate()
            for process in workers:
                process.wait(30)
        print(report(run.told, options, first))
        sound = audit(open_sandbox(sandbox), run.told)
        open_ledger(ledger).verify()
        print("\n".join(sound))
    if run.told.failures or any(status >= 500 for _, status in run.told.statuses):  # noqa: PLR2004
        raise SystemExit("there were errors")


def read_options() -> argparse.Namespace:
    """Read the options of the command line."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n\n")[0])
    parser.add_argument("--on", choices=["sqlite", "postgres"], default="sqlite")
    parser.add_argument("--users", type=int, default=200)
    parser.add_argument("--entries", type=int, default=1_000_000)
    parser.add_argument("--in-year", type=int, default=0, help="how many of them in 2026")
    parser.add_argument("--seconds", type=float, default=120)
    parser.add_argument("--think", type=float, default=5.0, help="seconds between pages, average")
    parser.add_argument("--folder", type=Path, default=None)
    return parser.parse_args()


def places(on: str, folder: Path) -> tuple[Path | str, Path | str, dict[str, str]]:
    """Say where ledger and sandbox are, and tell the workers."""
    if on == "sqlite":
        environment = {"SOLIDARITY_HOME": str(folder)}
        return folder / "ledger.sqlite", folder / "ledger.sandbox.sqlite", environment
    sys.path.insert(0, str(Path(__file__).parent.parent / "tests" / "given"))
    import atexit

    from given_postgres import new_server

    from solidarity.adapters.journal_postgres import PostgresJournal

    server = new_server(settings="-c max_connections=200 -c shared_buffers=256MB")
    server.initialise()
    server.start()
    atexit.register(server.stop)
    addresses = []
    for name in ("ledger", "sandbox"):
        server.run("createdb", "-h", str(server.folder), "-U", "postgres", name)
        addresses.append(server.address(name))
        PostgresJournal(addresses[-1], create=True).close()
    ledger, sandbox = addresses
    return ledger, sandbox, {"SOLIDARITY_JOURNAL": ledger, "SOLIDARITY_SANDBOX": sandbox}


def fill(journal: Journal, entries: int, in_year: int) -> None:
    """Append made-up deliveries until the ledger has so many entries."""
    position, _ = journal.head()
    last = next(journal.entries(after=position - 1))
    waiting = deliveries(entries - position, in_year, last.recorded_at)
    while batch := list(islice(waiting, BATCH)):
        journal.append(batch)


def deliveries(count: int, in_year: int, moment: object) -> Iterator[Draft]:
    """Relocations delivered by all Member States, day by day."""
    for number in range(count):
        giving, receiving = CODES[number % 27], CODES[(number // 27 + 1) % 27]
        year = YEAR if number < in_year else OTHERS[number % len(OTHERS)]
        day = date(year, 6, 12) + timedelta(number % 150)
        amount = Persons(number % 7 + 1)
        event = Implemented(giving, receiving, Kind.RELOCATION, amount, day, SOURCE)
        yield Draft(year, event, day, moment, "Benchmark", "made up")  # type: ignore[arg-type]


def free_port() -> int:
    """Find a port nobody listens on."""
    with socket.create_server(("127.0.0.1", 0)) as found:
        return int(found.getsockname()[1])


def worker(port: int, environment: dict[str, str]) -> subprocess.Popen[bytes]:
    """Start a worker and wait until it is ready."""
    process = subprocess.Popen(
        [sys.executable, "-m", "solidarity", "serve", "--port", str(port)],
        env={**os.environ, **environment},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    until = time.monotonic() + READY_SECONDS
    while time.monotonic() < until and process.poll() is None:
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
        try:
            connection.request("GET", "/readyz")
            if connection.getresponse().status == http.client.OK:
                return process
        except OSError:
            time.sleep(0.1)
        finally:
            connection.close()
    process.kill()
    raise SystemExit("a worker does not start")


def load(
    run: Run, workers: Sequence[subprocess.Popen[bytes]], options: argparse.Namespace
) -> float:
    """Let the users in; kill one worker half-way. Gives the seconds of the first page ever."""
    begun = time.perf_counter()
    User(run, 0).ask("first page", f"/{YEAR}")
    first = time.perf_counter() - begun
    users = [User(run, number) for number in range(options.users)]
    acts: list[Callable[[], None]] = []
    delegations = [one for one in demonstrations() if one.state]
    pledging = min(len(delegations), options.users // 8)
    for number, user in enumerate(users):
        account = delegations[number % len(delegations)]
        code = account.state if number < pledging else ""
        user.sign_in(account.name)
        acts.append((lambda u=user, c=code: u.pledge(c)) if code else user.read)
    threads = [threading.Thread(target=act) for act in acts]
    for thread in threads:
        thread.start()
    time.sleep(options.seconds / 2)
    workers[0].send_signal(signal.SIGKILL)
    run.phase = "one killed"
    time.sleep(options.seconds / 2)
    run.ended.set()
    for thread in threads:
        thread.join()
    return first


def audit(journal: Journal, told: Told) -> list[str]:
    """
    Check the ledger against what the users were told.

    Raises:
        SystemExit: If a pledge was lost or doubled, or came from nobody.
    """
    journal.verify()
    states = {state.code for state in MEMBER_STATES}
    kept = Counter(
        (entry.event.state, entry.event.amount.count)
        for entry in journal.entries(year=SANDBOX_YEAR)
        if isinstance(entry.event, Pledged)
        and entry.event.kind is Kind.RELOCATION
        and isinstance(entry.event.amount, Persons)
        and entry.event.state in states
    )
    lost = [one for one in told.confirmed if one not in kept]
    doubled = [one for one, often in kept.items() if often > 1]
    strange = [one for one in kept if one not in set(told.tried)]
    if lost or doubled or strange:
        raise SystemExit(f"lost: {lost}; doubled: {doubled}; from nobody: {strange}")
    cut = sum(kept.values()) - len(told.confirmed)
    return [
        f"audited: {len(told.confirmed)} pledges confirmed, kept once each; none lost or doubled,",
        f"{cut} kept whose confirmation was cut off; both chains unbroken",
    ]


def report(told: Told, options: argparse.Namespace, first: float) -> str:
    """Write the table."""
    lines = [
        (
            f"{options.users} users, {options.entries} entries in each ledger ({options.in_year} of"
            f" them added to {YEAR}), {options.on}, {options.seconds:.0f} s, a page every"
            f" {options.think:g} s each; {platform.machine()}, {os.cpu_count()} cores,"
            f" Python {platform.python_version()}"
        ),
        "",
        "| page | phase | answers | p50 ms | p95 ms | worst ms | limit ms | |",
        "|---|---|---:|---:|---:|---:|---:|---|",
    ]
    for (phase, name), times in sorted(told.times.items(), key=lambda item: (item[0][1], item[0])):
        ordered = sorted(times)
        half, most = (ordered[int(len(ordered) * share)] * 1000 for share in (0.5, 0.95))
        limit = LIMITS.get(name)
        met = "" if limit is None else "met" if most < limit else "**missed**"
        worst = ordered[-1] * 1000
        lines.append(
            f"| {name} | {phase} | {len(times)} | {half:.0f} | {most:.0f} | {worst:.0f}"
            f" | {limit or '–'} | {met} |"
        )
    odd = {f"{name} {status}": n for (name, status), n in told.statuses.items() if status >= 400}  # noqa: PLR2004
    lines += [
        "",
        (
            f"first page of a new worker: {first * 1000:.0f} ms; asked the other worker"
            f" {told.retries} times; answers of 400 and above: {odd or 'none'};"
            f" failures: {told.failures or 'none'}"
        ),
    ]
    return "\n".join(lines)


if __name__ == "__main__":
    main()
