"""`solidarity journal`: check, show, copy and sign the ledger."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from solidarity.cli.options import AsJson, JournalFile, JournalPlace
from solidarity.cli.output import emit_json, say, table
from solidarity.errors import InputError, OutOfScope, Problem

if TYPE_CHECKING:
    from solidarity.adapters.year_check import YearChecked
    from solidarity.ledger.journal import Journal

commands = typer.Typer(
    no_args_is_help=True,
    rich_markup_mode=None,
    help="The ledger: hash chain, entries, copies. Example: solidarity journal verify",
)

OnlyYear = Annotated[
    int | None, typer.Option("--year", help="Only the entries of one solidarity year.")
]


def register(app: typer.Typer) -> None:
    """Enter the commands."""
    app.add_typer(commands, name="journal")


@commands.command("verify")
def verify(
    journal: JournalPlace = None,
    checkpoint: Annotated[
        list[Path] | None,
        typer.Option("--checkpoint", help="Signed checkpoint it must still hold; may be repeated."),
    ] = None,
    public_key: Annotated[
        Path | None,
        typer.Option("--public-key", help="Public key the checkpoints were signed with."),
    ] = None,
    *,
    as_json: AsJson = False,
) -> None:
    """
    Read every entry and check the hash chain; rebuild each year with an act and check its books.

    The books are the year in double entry, written without the chain of the year: a figure in which
    the two differ is named, as is credit from a crisis used twice, and the exit code is 1. With
    --checkpoint it is checked too that nothing signed before is missing.

    Example: solidarity journal verify --checkpoint 2026-11-22.json --public-key office.key.pub
    """
    from solidarity.adapters.journal_files import default_journal, opened, shown
    from solidarity.adapters.year_check import check_years
    from solidarity.law.readings import DEFAULT

    if bool(checkpoint) != bool(public_key):
        what = "a checkpoint is checked with the public key of its signer"
        raise InputError(Problem(what, "--checkpoint FILE and --public-key FILE, both or neither"))
    with opened(journal) as found:
        found.verify()
        held = _held(found, checkpoint or [], public_key)
        position, head = found.head()
        years = [_year(checked) for checked in check_years(found, DEFAULT)]
    file = shown(journal or default_journal())
    differences = [f"{year['year']}: {told}" for year in years for told in year["differences"]]
    if as_json:
        answer = {"file": file, "valid": not differences, "entries": position, "head": head}
        emit_json(answer | {"years": years} | ({"checkpoints": held} if held else {}))
    else:
        say(f"{file}: {position} entries, hash chain unbroken; the last hash is {head}")
        for entry in held:
            say(f"checkpoint of entry {entry}: signature right, nothing missing")
        for year in years:
            say(_balanced(year))
    if differences:
        for told in differences:
            say(told, stderr=True)
        say("The hash chain is unbroken, but what it says does not add up.", stderr=True)
        raise typer.Exit(1)


def _year(found: YearChecked) -> dict[str, Any]:
    return {
        "year": found.books.year,
        "accounts": sum(1 for _ in found.books.balances.accounts()),
        "compared": found.is_compared,
        "differences": list(found.differences),
        "left_out": list(found.books.left_out),
    }


def _balanced(year: dict[str, Any]) -> str:
    """Say in a sentence how the books of a year stand."""
    said = f"{year['year']}: {year['accounts']} accounts in double entry, which balance"
    if not year["compared"]:
        return f"{said}; no statistics of the key are frozen for a chain to compare them with"
    differ = len(year["differences"])
    said += f"; differences found: {differ}" if differ else " and agree with the chain"
    count = len(year["left_out"])
    return (
        f"{said}; amounts that could not be booked: {count} (--json names them)" if count else said
    )


def _held(journal: Journal, checkpoints: Sequence[Path], public_key: Path | None) -> list[int]:
    """Check the checkpoints; give the positions they are of."""
    if public_key is None:
        return []
    from solidarity.adapters.checkpoints import check, read_checkpoint, read_public_key

    key = read_public_key(public_key)
    read = [read_checkpoint(path) for path in checkpoints]
    for one in read:
        check(journal, one, key)
    return [one.entry for one in read]


@commands.command("checkpoint")
def checkpoint(
    out: Annotated[Path, typer.Option("--out", help="File to make; it must not exist yet.")],
    key: Annotated[
        Path | None,
        typer.Option("--key", help="Private key; otherwise that of SOLIDARITY_CHECKPOINT_KEY."),
    ] = None,
    journal: JournalPlace = None,
    *,
    as_json: AsJson = False,
) -> None:
    """
    Verify the journal, then sign where it ends: to publish, or to keep elsewhere.

    Example: solidarity journal checkpoint --key office.key --out 2026-11-22.json
    """
    from datetime import UTC, datetime

    from solidarity.adapters.checkpoints import key_of_installation, sign, write_checkpoint
    from solidarity.adapters.journal_files import opened

    private = key_of_installation(key)
    with opened(journal) as found:
        found.verify()
        signed = sign(found, private, datetime.now(UTC))
    write_checkpoint(signed, out)
    if as_json:
        emit_json({"file": str(out), "entry": signed.entry, "hash": signed.hash, "key": signed.key})
    else:
        say(f"written: {out}, entry {signed.entry}, signed with key {signed.key}")


@commands.command("key")
def key(
    out: Annotated[Path, typer.Option("--out", help="File of the private key; must not exist.")],
    *,
    as_json: AsJson = False,
) -> None:
    """
    Make a key pair to sign checkpoints with: the private key, and beside it the public one (.pub).

    The private key is locked with SOLIDARITY_CHECKPOINT_PASSPHRASE if that is set.

    Example: solidarity journal key --out office.key
    """
    import os

    from solidarity.adapters.checkpoints import PASSPHRASE_VARIABLE, make_key

    name = make_key(out, os.environ.get(PASSPHRASE_VARIABLE, ""))
    if as_json:
        emit_json({"private": str(out), "public": f"{out}.pub", "key": name})
    else:
        say(f"written: {out} (keep it secret) and {out}.pub (publish it); the key is {name}")


@commands.command("show")
def show(
    journal: JournalPlace = None,
    year: OnlyYear = None,
    entry: Annotated[int | None, typer.Option("--entry", help="Only this entry, in full.")] = None,
    *,
    as_json: AsJson = False,
) -> None:
    """
    Show the entries: what happened, since when it holds, who recorded it when on what basis.

    Example: solidarity journal show --year 2026
    """
    from solidarity.adapters.journal_files import opened
    from solidarity.adapters.journal_lines import document
    from solidarity.ledger.canonical import canonical
    from solidarity.ledger.codec import encode

    with opened(journal) as read:
        found = [
            one
            for one in read.entries(year=year, after=(entry or 1) - 1)
            if entry is None or one.position == entry
        ]
    if not found:
        asked = f"entry {entry}" if entry is not None else f"entry for {year}"
        raise OutOfScope("the journal is empty" if year is entry else f"there is no {asked}")
    if as_json:
        emit_json([document(one) for one in found])
    elif entry is not None:
        for name, value in document(found[0]).items():
            say(f"{name}: {value if isinstance(value, str) else canonical(value)}")
    else:
        columns = ("entry", "year", "event", "holds from", "recorded", "by", "corrects", "what")
        rows = [
            (
                str(one.position),
                str(one.year),
                type(one.event).__name__,
                one.holds_from.isoformat(),
                f"{one.recorded_at:%Y-%m-%d %H:%M}",
                one.recorded_by,
                "" if one.corrects is None else str(one.corrects),
                _words(encode(one.event)),
            )
            for one in found
        ]
        table("Journal", columns, rows)


@commands.command("export")
def export(
    journal: JournalPlace = None,
    out: Annotated[
        Path | None, typer.Option("--out", help="File to write; without it, standard output.")
    ] = None,
    *,
    as_json: AsJson = False,
) -> None:
    """
    Write the journal as JSON Lines that anyone can read and verify.

    Example: solidarity journal export --journal ledger.sqlite --out journal.jsonl
    """
    from solidarity.adapters.journal_files import opened
    from solidarity.adapters.journal_lines import document, lines_of, write_lines

    with opened(journal) as read:
        if out is not None:
            if out.exists():
                raise InputError(Problem("this file exists", "a new file", str(out)))
            write_lines(read, out)
            position, head = read.head()
            if as_json:
                emit_json({"file": str(out), "entries": position, "head": head})
            else:
                say(f"written: {out}, {position} entries, head {head}")
        elif as_json:
            emit_json([document(one) for one in read.entries()])
        else:
            for line in lines_of(read):
                say(line)


@commands.command("backup")
def backup(
    target: Annotated[Path, typer.Argument(help="File to make; it must not exist yet.")],
    journal: JournalFile = None,
    *,
    as_json: AsJson = False,
) -> None:
    """
    Copy an SQLite journal as it is now, even while others append to it; the copy is verified.

    Example: solidarity journal backup ledger-2026-11-22.sqlite --journal ledger.sqlite
    """
    from solidarity.adapters.journal_files import default_journal, shown

    source = journal or default_journal()
    if not isinstance(source, Path):
        what = "this journal is in PostgreSQL"
        raise InputError(Problem(what, "its own tools: pg_dump, pg_basebackup", shown(source)))
    _copy(source, target, as_json=as_json)


@commands.command("restore")
def restore(
    backup: Annotated[Path, typer.Argument(help="Copy made by `journal backup`.")],
    journal: Annotated[Path, typer.Option("--journal", help="File to make; it must not exist.")],
    *,
    as_json: AsJson = False,
) -> None:
    """
    Make a journal from a backup, after verifying it; never over an existing file.

    Example: solidarity journal restore ledger-2026-11-22.sqlite --journal ledger.sqlite
    """
    _copy(backup, journal, as_json=as_json)


def _copy(source: Path, target: Path, *, as_json: bool) -> None:
    from solidarity.adapters.journal_files import open_journal
    from solidarity.adapters.journal_sqlite import SqliteJournal, copy_journal

    opened = open_journal(source)
    if not isinstance(opened, SqliteJournal):
        raise InputError(
            Problem("this is a journal in JSON Lines", "one in SQLite; copy the file", str(source))
        )
    opened.verify()
    opened.close()
    copy_journal(source, target)
    copied = SqliteJournal(target, create=False)
    copied.verify()
    position, head = copied.head()
    copied.close()
    if as_json:
        emit_json({"from": str(source), "to": str(target), "entries": position, "head": head})
    else:
        say(f"written: {target}, {position} entries, verified; the last hash is {head}")


def _words(payload: Mapping[str, object]) -> str:
    """Write the figures of an event in one line, without its source."""
    return ", ".join(
        f"{name} {_value(value)}"
        for name, value in payload.items()
        if name != "source" and value not in (None, "", [])
    )


def _value(value: object) -> str:
    """Write a value for people: "EL at_risk", "30 000 persons", "EUR 600 000 000"."""
    from solidarity.terms.quantities import Euro, Persons

    match value:
        case {"persons": int(count)}:
            return f"{Persons(count)} persons"
        case {"cents": int(cents)}:
            return str(Euro(cents))
        case list():
            joint = "; " if any(isinstance(item, list) for item in value) else " "
            return joint.join(_value(item) for item in value)
        case _:
            return str(value)
