"""Completion for bash, zsh and fish: the shell that is named, wherever the command is run."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest


def run(*words: str, home: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", "from solidarity.cli.main import main; main()", *words],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "HOME": str(home), **environment},
    )


@pytest.mark.parametrize(
    ("shell", "place"),
    [
        ("bash", ".bash_completions"),
        ("zsh", ".zfunc"),
        ("fish", ".config/fish/completions"),
    ],
)
class TestShells:
    """README: `solidarity --install-completion SHELL`."""

    def test_installed_for_the_shell_named(self, tmp_path: Path, shell: str, place: str) -> None:
        done = run("--install-completion", shell, home=tmp_path)
        assert done.returncode == 0, done.stderr
        assert done.stdout.startswith(f"{shell} completion installed in")
        assert len(list((tmp_path / place).iterdir())) == 1

    def test_shown(self, tmp_path: Path, shell: str, place: str) -> None:
        assert not (tmp_path / place).exists()
        done = run("--show-completion", shell, home=tmp_path)
        assert (done.returncode, f"complete_{shell}" in done.stdout) == (0, True)


def test_another_shell_is_an_input_error(tmp_path: Path) -> None:
    done = run("--install-completion", "tcsh", home=tmp_path)
    assert (done.returncode, "'fish'" in done.stderr) == (2, True)
    assert list(tmp_path.iterdir()) == []
