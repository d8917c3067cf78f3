"""A real Chromium and a real server, for tests of the pages."""

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request

import pytest

ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--disable-background-networking",
]
RULES = {
    "resultTypes": ["violations"],
    "runOnly": {
        "type": "tag",
        "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    },
}


def missing(why):
    if os.environ.get("SOLIDARITY_REQUIRE_BROWSER") == "1":
        pytest.fail(f"SOLIDARITY_REQUIRE_BROWSER=1, and {why}")
    pytest.skip(why)


def chromium():
    """Start Chromium; skip, with the reason, where there is none."""
    try:
        from playwright.sync_api import Error, sync_playwright
    except ImportError:
        missing("playwright is not installed")
    installed = os.environ.get("SOLIDARITY_CHROMIUM") or next(
        filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None
    )
    with sync_playwright() as playwright:
        try:
            started = playwright.chromium.launch(executable_path=installed, args=ARGUMENTS)
        except Error as error:
            missing(f"Chromium does not start: {str(error).splitlines()[0]}")
        yield started
        started.close()


def free_port():
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return taken.getsockname()[1]


def served(folder):
    """Start `solidarity serve` as a user does; give its address."""
    port = free_port()
    code = "from solidarity.cli.main import main; main()"
    command = [sys.executable, "-c", code, "serve", "--port", str(port)]
    with (folder / "server.log").open("w") as log:
        server = subprocess.Popen(
            [*command, "--journal", str(folder / "ledger.sqlite")],
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
        )
    address = f"http://127.0.0.1:{port}"
    try:
        wait_for(f"{address}/healthz", server, folder / "server.log")
        yield address, server
    finally:
        if server.poll() is None:
            server.terminate()
        server.wait(15)


def wait_for(address, server, log):
    for _ in range(600):
        assert server.poll() is None, log.read_text()
        try:
            with urllib.request.urlopen(address) as answer:  # noqa: S310 - loopback
                return answer.read()
        except urllib.error.URLError:
            time.sleep(0.05)
    raise AssertionError(log.read_text())
