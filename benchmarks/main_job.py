"""
Time the main job as a user meets it: a new process each time, Python's own start included.

    python benchmarks/main_job.py

Prints, for each command, the median of the runs as a share of its limit, and beside it the start of
Python alone, so that what is ours can be told from what is not.
"""

from __future__ import annotations

import platform
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

RUNS = 9
LIMIT = 1.5  # seconds, for `solidarity year 2026` from a cold start

COMMANDS = {
    "python alone": ["-c", "pass"],
    "solidarity --help": ["-m", "solidarity", "--help"],
    "solidarity year 2026": ["-m", "solidarity", "year", "2026"],
    "solidarity year 2026 --json": ["-m", "solidarity", "year", "2026", "--json"],
    "solidarity year 2026 --out DIR": ["-m", "solidarity", "year", "2026", "--out"],
}


def seconds(arguments: list[str]) -> float:
    """Run Python once with these arguments and give the wall time."""
    began = time.perf_counter()
    done = subprocess.run(
        [sys.executable, *arguments], capture_output=True, check=False, stdin=subprocess.DEVNULL
    )
    took = time.perf_counter() - began
    if done.returncode:
        sys.exit(done.stderr.decode())
    return took


def main() -> None:
    """Time every command in turn, round by round, so that a busy moment hits all alike."""
    print(f"Python {platform.python_version()}, {RUNS} runs each, medians")
    taken: dict[str, list[float]] = {name: [] for name in COMMANDS}
    with tempfile.TemporaryDirectory() as folder:
        for number in range(RUNS + 1):
            for name, arguments in COMMANDS.items():
                more = [str(Path(folder) / "out")] if name.endswith("DIR") else []
                took = seconds([*arguments, *more])
                if number:  # the first round warms the files of the system
                    taken[name].append(took)
    for name, runs in taken.items():
        median = statistics.median(runs)
        print(f"{name:32} {median / LIMIT:5.0%} of {LIMIT} s  (slowest {max(runs) / LIMIT:.0%})")


if __name__ == "__main__":
    main()
