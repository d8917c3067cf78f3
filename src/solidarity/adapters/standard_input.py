"""`-` in place of a file: what stands on standard input."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Final

from solidarity.errors import InputError, Problem

STDIN: Final = "-"
"""How a command is told to read standard input."""


def shown(path: Path) -> str:
    """Name a file for a message."""
    return "standard input" if str(path) == STDIN else str(path)


def told(path: Path) -> str:
    """Say in a few words where a table came from."""
    return shown(path) if str(path) == STDIN else f"file {path.name}"


def content_of(path: Path, expected: str) -> bytes:
    """
    Read a file, or standard input for `-`.

    Args:
        path: The file.
        expected: What it should be, for the message.

    Returns:
        What it holds.

    Raises:
        InputError: If it cannot be read.
    """
    if str(path) == STDIN:
        return sys.stdin.buffer.read()
    try:
        return path.read_bytes()
    except OSError as error:
        why = error.strerror or "it cannot be read"
        raise InputError(Problem(why, expected, file=str(path))) from None
