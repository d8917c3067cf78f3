"""
The journal as JSON Lines: one header, then one line per entry, for anyone to read and to check.

The header says what the file is and where it ends: `{"entries":41,"format":"solidarity journal",
"head":"…","version":1}`. Each further line is an entry with the members described in
`solidarity.ledger.seal`, and `hash`. A file is read whole, checked, and refused whole.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterable, Iterator
from datetime import date, datetime
from pathlib import Path
from typing import BinaryIO

from solidarity.errors import InputError, Problem, SolidarityError
from solidarity.ledger.canonical import canonical, parse
from solidarity.ledger.codec import JSON, decode, encode, moment, read_value
from solidarity.ledger.entries import Entry
from solidarity.ledger.invariants import ChainCheck
from solidarity.ledger.journal import Journal, MemoryJournal

FORMAT = "solidarity journal"
VERSION = 1

LINE_BYTES_MAX = 1_000_000
"""No entry is that long: a file of one endless line is not read into memory."""

_FIRST = {"entries", "format", "head", "version"}
_MEMBERS = {"basis", "corrects", "event", "hash", "holds_from", "payload", "position"}
_MEMBERS |= {"previous", "recorded_at", "recorded_by", "year"}


def read_lines(path: Path | str) -> tuple[Entry, ...]:
    """
    Read and verify a journal file.

    Args:
        path: The file.

    Returns:
        Its entries, in order.

    Raises:
        InputError: If the file is not a journal, or an entry was changed, dropped, added or moved;
            names file, line and what was expected.
        OutOfScope: If it holds an event this version does not know.
    """
    place = Path(path)
    try:
        with place.open("rb") as file:
            return _read(str(place), _texts(str(place), file))
    except OSError as error:
        why = error.strerror or "it cannot be read"
        raise InputError(Problem(why, "a journal", str(place))) from None


def open_lines(path: Path | str) -> MemoryJournal:
    """
    Read and verify a journal file into a journal in memory; what is appended stays in memory.

    Raises:
        InputError: As `read_lines`.
        OutOfScope: As `read_lines`.
    """
    return MemoryJournal(read_lines(path), verified=True)


def open_stream(stream: BinaryIO, name: str) -> MemoryJournal:
    """
    Read and verify a journal from an open stream.

    Args:
        stream: JSON Lines, as bytes.
        name: What it is called in messages.

    Raises:
        InputError: As `read_lines`.
        OutOfScope: As `read_lines`.
    """
    return MemoryJournal(_read(name, _texts(name, stream)), verified=True)


def write_lines(journal: Journal, path: Path | str) -> None:
    """
    Write a journal to a file, whole or not at all; an older file of that name is replaced.

    Args:
        journal: What to write, up to its head as it is now.
        path: The file.

    Raises:
        SolidarityError: If the file cannot be written; an older one is left as it was.
    """
    place = Path(path)
    new: Path | None = None
    try:
        with tempfile.NamedTemporaryFile(
            "w", encoding="utf-8", newline="\n", dir=place.parent, delete=False
        ) as file:
            new = Path(file.name)
            file.writelines(f"{line}\n" for line in lines_of(journal))
            file.flush()
            os.fsync(file.fileno())
        new.chmod(_mode(place))
        new.replace(place)
    except OSError as error:
        raise SolidarityError(f"{place}: {error.strerror}; nothing was written") from None
    finally:
        if new is not None:
            new.unlink(missing_ok=True)


def lines_of(journal: Journal) -> Iterator[str]:
    """Give the lines of a journal's file, without line ends; the header first."""
    position, head = journal.head()
    yield canonical({"format": FORMAT, "version": VERSION, "entries": position, "head": head})
    for entry in journal.entries():
        if entry.position > position:
            return  # appended after the header was written
        yield canonical(document(entry))


def document(entry: Entry) -> dict[str, JSON]:
    """Write an entry as an object with the members a line has."""
    return {
        "position": entry.position,
        "year": entry.year,
        "event": type(entry.event).__name__,
        "payload": encode(entry.event),
        "holds_from": entry.holds_from.isoformat(),
        "recorded_at": moment(entry.recorded_at),
        "recorded_by": entry.recorded_by,
        "basis": entry.basis,
        "corrects": entry.corrects,
        "previous": entry.previous,
        "hash": entry.hash,
    }


def _mode(place: Path) -> int:
    """Give the new file the rights of the old one, or those any new file gets."""
    if place.exists():
        return place.stat().st_mode & 0o777
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask


def _texts(file: str, lines: Iterable[bytes]) -> Iterator[tuple[int, str]]:
    """Decode lines and number them; every line ends with a line end."""
    for number, line in enumerate(lines, 1):
        if len(line) > LINE_BYTES_MAX:
            what = f"a line of more than {LINE_BYTES_MAX} bytes"
            raise InputError(Problem(what, "one entry", file, number))
        try:
            text = line.decode()
        except UnicodeDecodeError as error:
            what = f"byte {error.start + 1} of the line is not UTF-8"
            raise InputError(Problem(what, "text in UTF-8", file, number)) from None
        yield number, text


def _read(file: str, lines: Iterator[tuple[int, str]]) -> tuple[Entry, ...]:
    _, first = next(lines, (1, ""))
    count, head = _header(file, first)
    chain = ChainCheck()
    entries: list[Entry] = []
    number = 1
    for number, text in lines:
        if not text.endswith("\n"):
            raise InputError(Problem("the line is cut short", "a line end", file, number))
        try:
            entry = _entry(parse(text))
            chain.check(entry)
        except InputError as error:
            raise _placed(error, file, number) from None
        entries.append(entry)
    if (chain.head.position, chain.head.hash) != (count, head):
        what = f"the file ends with entry {chain.head.position}, hash {chain.head.hash}"
        expected = f"entry {count}, hash {head}, as the first line says"
        raise InputError(Problem(what, expected, file, number))
    return tuple(entries)


def _header(file: str, text: str) -> tuple[int, str]:
    expected = f'{{"entries":…,"format":"{FORMAT}","head":"…","version":{VERSION}}}'
    try:
        header = parse(text)
    except InputError:
        header = None
    if not isinstance(header, dict) or header.get("format") != FORMAT:
        raise InputError(Problem("this is not a journal in JSON Lines", expected, file, 1))
    if header.get("version") != VERSION:
        what = f"this journal is of version {header.get('version')}"
        raise InputError(Problem(what, f"version {VERSION}", file, 1))
    if header.keys() != _FIRST:
        raise InputError(Problem("the first line has other members", expected, file, 1))
    try:
        count = read_value("entries", int, header["entries"])
        head = read_value("head", str, header["head"])
    except InputError as error:
        raise _placed(error, file, 1) from None
    return count, head


def _entry(line: object) -> Entry:
    if not isinstance(line, dict):
        raise InputError(Problem("this line is not an entry", "an object"))
    if line.keys() != _MEMBERS:
        odd = ", ".join(sorted(line.keys() ^ _MEMBERS))[:80]
        raise InputError(Problem(f"missing or unknown: {odd}", " ".join(sorted(_MEMBERS))))
    corrects = line["corrects"]
    return Entry(
        read_value("position", int, line["position"]),
        read_value("year", int, line["year"]),
        decode(read_value("event", str, line["event"]), line["payload"]),
        read_value("holds_from", date, line["holds_from"]),
        read_value("recorded_at", datetime, line["recorded_at"]),
        read_value("recorded_by", str, line["recorded_by"]),
        read_value("basis", str, line["basis"]),
        None if corrects is None else read_value("corrects", int, corrects),
        read_value("previous", str, line["previous"]),
        read_value("hash", str, line["hash"]),
    )


def _placed(error: InputError, file: str, line: int) -> InputError:
    return InputError(
        [
            Problem(problem.what, problem.expected, file, line, problem.column)
            for problem in error.problems
        ]
    )
