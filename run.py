#!/usr/bin/env python3
"""
Set up and run, with nothing but Python 3.11 and pip.

    python3 run.py year 2026    set up once, then run `solidarity year 2026`
    python3 run.py test         set up for testing once, then run every test

Whatever follows `run.py` goes to `solidarity`, except `test`, whose further words go to pytest.
The set-up lives in `.venv` beside this file. It installs the pinned, hash-checked packages of
`requirements.lock` (for tests `requirements-dev.lock`) and this project; a second call finds its
stamp and starts at once. Written so that an older Python can read it far enough to refuse clearly.
"""

from __future__ import annotations

import hashlib
import importlib.util
import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent
OLDEST = (3, 11)
NETWORK_SIGNS = (
    "NewConnectionError",
    "name resolution",
    "Network is unreachable",
    "ConnectTimeoutError",
    "ProxyError",
    "Could not fetch URL",
    "No matching distribution found",
)


class SetUpFailed(Exception):
    """The set-up cannot go on; the message is one line that says what to do."""


def check_python() -> None:
    """
    Insist on a Python that can run and install the project.

    Raises:
        SetUpFailed: If the version is too old or the `venv` module is incomplete.
    """
    if sys.version_info[:2] < OLDEST:
        have = ".".join(str(part) for part in sys.version_info[:3])
        raise SetUpFailed(
            f"Python 3.11 or newer is needed, this is {have}: run it as python3.11 run.py …"
        )
    if any(importlib.util.find_spec(name) is None for name in ("venv", "ensurepip")):
        raise SetUpFailed(
            "This Python cannot make virtual environments: install its venv module "
            "(on Debian and Ubuntu: apt-get install python3-venv)"
        )


def python_of(venv: Path) -> Path:
    """Give the interpreter of a virtual environment."""
    return venv / "Scripts" / "python.exe" if os.name == "nt" else venv / "bin" / "python"


def make_venv(venv: Path) -> None:
    """
    Make the virtual environment unless a working one is there.

    Raises:
        SetUpFailed: If it cannot be made.
    """
    python = python_of(venv)
    if python.exists() and call([python, "-c", "import pip"]).returncode == 0:
        return
    made = call([Path(sys.executable), "-m", "venv", "--clear", venv])
    if made.returncode:
        raise SetUpFailed(f"The virtual environment {venv} cannot be made: {last_line(made)}")


def call(command: list[Path | str]) -> subprocess.CompletedProcess[str]:
    """Run a program quietly, without input, and give what it said."""
    return subprocess.run(
        [str(word) for word in command],
        cwd=ROOT,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )


def last_line(done: subprocess.CompletedProcess[str]) -> str:
    """Give the last line a program said that names an error, else its last line."""
    lines = (done.stdout + "\n" + done.stderr).split("\n")
    said = [line.strip() for line in lines if line.strip()]
    errors = [line for line in said if "Error: " in line or line.startswith("ERROR: ")]
    return (errors or said or [f"exit code {done.returncode}"])[-1]


def install(venv: Path, arguments: list[Path | str]) -> None:
    """
    Install with the environment's pip.

    Raises:
        SetUpFailed: If pip fails, with the likely reason in one line.
    """
    pip: list[Path | str] = [python_of(venv), "-m", "pip", "install", "--quiet", "--no-input"]
    done = call([*pip, "--disable-pip-version-check", *arguments])
    if done.returncode == 0:
        return
    said = done.stdout + done.stderr
    if "DO NOT MATCH THE HASHES" in said:
        raise SetUpFailed(
            "A downloaded package is not the one the lock file names: nothing was installed from "
            "it. Try again; if it persists, do not work around it, report it"
        )
    if any(sign in said for sign in NETWORK_SIGNS):
        raise SetUpFailed(
            "The packages cannot be fetched: is there a network, or a proxy pip should know? "
            f"pip says: {last_line(done)}"
        )
    raise SetUpFailed(f"pip failed: {last_line(done)}")


def fingerprint(*files: Path) -> str:
    """Give one hash over the interpreter's version and the files an installation depends on."""
    digest = hashlib.sha256(repr(sys.version_info[:3]).encode())
    for file in files:
        digest.update(file.name.encode() + file.read_bytes())
    return digest.hexdigest()


def set_up(lock: str) -> Path:
    """
    Bring `.venv` to the state a lock file describes; return its interpreter.

    Raises:
        SetUpFailed: If that cannot be done.
    """
    check_python()
    venv = ROOT / ".venv"
    stamp = venv / f".{lock}.stamp"
    wanted = fingerprint(ROOT / lock, ROOT / "pyproject.toml")
    if stamp.exists() and stamp.read_text() == wanted and python_of(venv).exists():
        return python_of(venv)
    print(f"Setting up .venv from {lock} (once, a minute or two) …", file=sys.stderr, flush=True)
    make_venv(venv)
    install(venv, ["--require-hashes", "--requirement", ROOT / lock])
    # The build backend is in the lock: without isolation nothing unpinned is fetched to build us.
    install(venv, ["--no-deps", "--no-build-isolation", "--editable", ROOT])
    stamp.write_text(wanted)
    return python_of(venv)


def main(words: list[str]) -> int:
    """Set up what is needed, run it, and give its exit code."""
    try:
        if words[:1] == ["test"]:
            python = set_up("requirements-dev.lock")
            chosen = words[1:]
            # Coverage must be complete over all tests; it says nothing about a few chosen ones.
            options = chosen or ["-n", "2", "--cov", "--cov-report=term"]
            return subprocess.call([str(python), "-m", "pytest", *options], cwd=ROOT)
        python = set_up("requirements.lock")
        command = python.with_name("solidarity.exe" if os.name == "nt" else "solidarity")
        return subprocess.call([str(command), *(words or ["--help"])])
    except SetUpFailed as failure:
        print(f"run.py: {failure}", file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        return 130


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
