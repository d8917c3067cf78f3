"""`solidarity serve` and `solidarity account`, as a user starts and stops them."""

import json
import os
import signal
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest
from given_chromium import free_port, served, wait_for
from typer.testing import CliRunner

from solidarity.cli.main import app

CODE = "from solidarity.cli.main import main; main()"


def seconds_worked(pid):
    """Processor time of a process so far, as the kernel tells it."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


@pytest.fixture
def running(tmp_path):
    yield from served(tmp_path)


class TestServe:
    def test_it_opens_with_the_real_year_and_needs_no_set_up(self, running, tmp_path):
        address, _server = running
        with urllib.request.urlopen(f"{address}/2026") as answer:  # noqa: S310 - loopback
            page = answer.read().decode()
        assert "21\u202f000 people" in page
        assert sorted(one.name for one in tmp_path.glob("*.sqlite")) == [
            "ledger.office.sqlite",
            "ledger.sandbox.sqlite",
            "ledger.sqlite",
        ]

    def test_the_first_page_comes_soon_after_a_cold_start(self, tmp_path):
        """Three seconds on a machine at rest: here as work done, so that a busy one counts too."""
        port = free_port()
        command = [sys.executable, "-c", CODE, "serve", "--port", str(port)]
        with (tmp_path / "log").open("w") as log:
            server = subprocess.Popen(
                [*command, "--journal", str(tmp_path / "ledger.sqlite")], stdout=log, stderr=log
            )
        try:
            wait_for(f"http://127.0.0.1:{port}/2026", server, tmp_path / "log")
            assert seconds_worked(server.pid) < 3.5
        finally:
            server.terminate()
            server.wait(15)

    @pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGINT])
    def test_it_stops_cleanly_even_while_someone_listens(self, running, tmp_path, how):
        address, server = running
        with urllib.request.urlopen(f"{address}/healthz") as answer:  # noqa: S310 - loopback
            assert answer.read() == b"ok\n"
        began = time.perf_counter()
        server.send_signal(how)
        code = server.wait(15)
        assert code in {0, -how, 130}
        assert time.perf_counter() - began < 8
        assert "Traceback" not in (tmp_path / "server.log").read_text()

    def test_logs_are_json_lines_without_queries(self, running, tmp_path):
        address, _server = running
        urllib.request.urlopen(f"{address}/2026/key?as_of=2026-01-01&secret=x").read()  # noqa: S310 - loopback
        lines, found = [], []
        for _ in range(100):  # a line is written after its answer
            lines = (tmp_path / "server.log").read_text().splitlines()
            said = [json.loads(line) for line in lines if line.startswith("{")]
            found = [one for one in said if one.get("path") == "/2026/key"]
            if found:
                break
            time.sleep(0.1)
        request = found[0]
        assert (request["method"], request["status"]) == ("GET", 200)
        assert "secret" not in "\n".join(lines)

    @pytest.mark.parametrize(
        ("arguments", "said"),
        [(["--tier", "moon"], "no tier"), (["--port", "70000"], "not a port")],
    )
    def test_a_call_that_makes_no_sense_is_refused(self, arguments, said):
        done = subprocess.run(
            [sys.executable, "-c", CODE, "serve", *arguments],
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 2
        assert said in done.stderr

    def test_a_ledger_that_is_none_is_refused(self, tmp_path):
        (tmp_path / "ledger.sqlite").write_text("no")
        done = subprocess.run(
            [sys.executable, "-c", CODE, "serve", "--journal", str(tmp_path / "ledger.sqlite")],
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 2
        assert "journal" in done.stderr
        assert (tmp_path / "ledger.sqlite").read_text() == "no"


class TestAccount:
    def call(self, tmp_path, *arguments, password="a long enough password"):  # noqa: S107 - of a test
        environment = {"SOLIDARITY_PASSWORD": password}
        given = ["account", *arguments, "--journal", str(tmp_path / "ledger.sqlite")]
        return CliRunner().invoke(app, given, env=environment)

    def test_an_account_is_added_listed_and_closed(self, tmp_path):
        added = self.call(tmp_path, "add", "lisbon", "--role", "member_state", "--state", "PT")
        assert added.exit_code == 0, added.output
        assert "otpauth://totp/" in added.output
        assert "lisbon\tmember_state\tPT\topen" in self.call(tmp_path, "list").output
        assert self.call(tmp_path, "close", "lisbon").exit_code == 0
        assert "lisbon\tmember_state\tPT\tclosed" in self.call(tmp_path, "list").output

    def test_an_account_of_a_provider_needs_no_password(self, tmp_path):
        subject = "https://login.example 42"
        added = self.call(tmp_path, "add", "riga", "--role", "council", "--subject", subject)
        assert added.output == "added: riga\n"

    @pytest.mark.parametrize(
        "arguments",
        [
            ("add", "x", "--role", "king"),
            ("add", "x", "--role", "visitor"),
            ("add", "x", "--role", "member_state"),
            ("remove", "x"),
            ("close", "x"),
        ],
    )
    def test_what_makes_no_sense_is_refused(self, tmp_path, arguments):
        assert self.call(tmp_path, *arguments).exception is not None
