"""Signed checkpoints: a cut tail is noticed, a forged checkpoint is refused, keys stay secret."""

import json
import sqlite3
from contextlib import closing
from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path

import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from hypothesis import given
from hypothesis import strategies as st

from solidarity.adapters.checkpoints import (
    KEY_VARIABLE,
    PASSPHRASE_VARIABLE,
    check,
    fingerprint,
    key_of_installation,
    make_key,
    read_checkpoint,
    read_private_key,
    read_public_key,
    sign,
    write_checkpoint,
)
from solidarity.adapters.journal_sqlite import SqliteJournal
from solidarity.cycle.s04_pledging import ForumConvened
from solidarity.errors import InputError, OutOfScope, SolidarityError
from solidarity.ledger.entries import Draft
from solidarity.ledger.journal import MemoryJournal
from solidarity.ledger.seal import canonical

DAY = date(2025, 11, 18)
MOMENT = datetime(2026, 1, 1, 9, tzinfo=UTC)
KEY = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
"""A key for tests only: its secret is the numbers from 0 to 31."""


def drafts(count: int, basis: str = "minutes") -> list[Draft]:
    return [
        Draft(2026, ForumConvened(DAY, number), DAY, MOMENT, "office", basis)
        for number in range(1, count + 1)
    ]


def journal_of(count: int, basis: str = "minutes") -> MemoryJournal:
    journal = MemoryJournal()
    journal.append(drafts(count, basis))
    return journal


class TestHolding:
    """A journal holds a checkpoint as long as it has the signed entry in its place."""

    @given(signed=st.integers(0, 5), more=st.integers(0, 5))
    def test_what_grew_since(self, signed: int, more: int) -> None:
        journal = journal_of(signed)
        checkpoint = sign(journal, KEY, MOMENT)
        assert (checkpoint.entry, checkpoint.hash) == journal.head()
        journal.append(drafts(more))
        check(journal, checkpoint, KEY.public_key())

    @given(signed=st.integers(1, 6), cut=st.integers(1, 6))
    def test_a_cut_tail(self, signed: int, cut: int) -> None:
        cut = min(signed, cut)
        checkpoint = sign(journal_of(signed), KEY, MOMENT)
        with pytest.raises(InputError, match=f"{cut} entries at its end are missing") as caught:
            check(journal_of(signed - cut), checkpoint, KEY.public_key())
        assert f"entry {signed}, hash {checkpoint.hash}, as signed 2026-01-01T09" in str(
            caught.value
        )

    def test_another_history(self) -> None:
        checkpoint = sign(journal_of(3), KEY, MOMENT)
        with pytest.raises(InputError, match="entry 3 is another one"):
            check(journal_of(5, "other minutes"), checkpoint, KEY.public_key())

    def test_a_tail_cut_from_a_file_whose_own_check_finds_nothing(self, tmp_path: Path) -> None:
        path = tmp_path / "ledger.sqlite"
        with closing(SqliteJournal(path)) as journal:
            journal.append(drafts(20))
            checkpoint = sign(journal, KEY, MOMENT)
        with closing(sqlite3.connect(path)) as connection:
            for name in ("entry_remains", "head_advances"):
                connection.execute(f"DROP TRIGGER {name}")
            connection.execute("DELETE FROM entry WHERE position > 17")
            connection.execute(
                "UPDATE head SET position = 17, hash = (SELECT hash FROM entry WHERE position = 17)"
            )
            connection.commit()
        with closing(SqliteJournal(path)) as journal:
            journal.verify()  # the chain alone cannot tell
            with pytest.raises(InputError, match="ends with entry 17: 3 entries"):
                check(journal, checkpoint, KEY.public_key())


class TestForging:
    """Nobody without the key can make a checkpoint, or change one."""

    @pytest.mark.parametrize(
        ("member", "value"),
        [
            ("entry", 2),
            ("hash", "0" * 64),
            ("at", "2026-01-01T09:00:01.000000Z"),
            ("key", "0" * 32),
            ("signature", "AAAA"),
            ("signature", ""),
        ],
    )
    def test_changed(self, tmp_path: Path, member: str, value: object) -> None:
        path = tmp_path / "checkpoint.json"
        document = json.loads(sign(journal_of(3), KEY, MOMENT).text())
        path.write_text(json.dumps({**document, member: value}))
        with pytest.raises(InputError, match="was not signed with this key"):
            check(journal_of(3), read_checkpoint(path), KEY.public_key())

    def test_signed_by_another(self) -> None:
        other = Ed25519PrivateKey.from_private_bytes(bytes(range(1, 33)))
        checkpoint = sign(journal_of(3), other, MOMENT)
        with pytest.raises(InputError, match="not signed with this key") as caught:
            check(journal_of(3), checkpoint, KEY.public_key())
        assert fingerprint(KEY.public_key()) in str(caught.value)
        assert fingerprint(other.public_key()) in str(caught.value)

    def test_another_program_can_check_it(self) -> None:
        document = json.loads(sign(journal_of(3), KEY, MOMENT).text())
        import base64  # what such a program needs, and no module of ours

        signature = base64.b64decode(document.pop("signature"))
        Ed25519PublicKey.from_public_bytes(KEY.public_key().public_bytes_raw()).verify(
            signature, json.dumps(document, sort_keys=True, separators=(",", ":")).encode()
        )


class TestFiles:
    """A checkpoint is read back as it was written; anything else is refused with one message."""

    def test_there_and_back(self, tmp_path: Path) -> None:
        path = tmp_path / "checkpoint.json"
        brussels = datetime(2026, 1, 1, 10, tzinfo=timezone(timedelta(hours=1)))
        checkpoint = sign(journal_of(3), KEY, brussels)
        write_checkpoint(checkpoint, path)
        assert read_checkpoint(path) == checkpoint
        assert checkpoint.at == MOMENT
        assert path.read_text() == canonical(json.loads(path.read_text())) + "\n"

    def test_never_over_another(self, tmp_path: Path) -> None:
        path = tmp_path / "checkpoint.json"
        write_checkpoint(sign(journal_of(3), KEY, MOMENT), path)
        before = path.read_bytes()
        with pytest.raises(InputError, match="this file exists"):
            write_checkpoint(sign(journal_of(4), KEY, MOMENT), path)
        assert path.read_bytes() == before

    def test_nowhere(self, tmp_path: Path) -> None:
        with pytest.raises(SolidarityError, match="nothing was written"):
            write_checkpoint(sign(journal_of(1), KEY, MOMENT), tmp_path / "none" / "x.json")

    @pytest.mark.parametrize(
        ("content", "why"),
        [
            (b"", "not JSON"),
            (b"\xff\xfe", "this is not a checkpoint"),
            (b"[]", "this is not a checkpoint"),
            (b'{"format":"solidarity journal"}', "this is not a checkpoint"),
            (b'{"format":"solidarity checkpoint","version":2}', "of version 2"),
            (b'{"format":"solidarity checkpoint","version":1}', "missing or unknown: at, entry"),
            (b"x" * 200_000, "more than 100000 bytes"),
        ],
    )
    def test_something_else(self, tmp_path: Path, content: bytes, why: str) -> None:
        path = tmp_path / "checkpoint.json"
        path.write_bytes(content)
        with pytest.raises(InputError, match=why) as caught:
            read_checkpoint(path)
        assert str(path) in str(caught.value)

    @pytest.mark.parametrize(
        ("member", "value"),
        [("entry", "3"), ("at", "yesterday"), ("hash", 3), ("signature", "not base64!")],
    )
    def test_a_wrong_member(self, tmp_path: Path, member: str, value: object) -> None:
        path = tmp_path / "checkpoint.json"
        document = json.loads(sign(journal_of(3), KEY, MOMENT).text())
        path.write_text(json.dumps({**document, member: value}))
        with pytest.raises(InputError):
            read_checkpoint(path)

    def test_no_file(self, tmp_path: Path) -> None:
        with pytest.raises(InputError, match="No such file"):
            read_checkpoint(tmp_path / "none.json")


class TestKeys:
    """A key pair in two files: the private one for its owner only, locked if so wished."""

    @pytest.mark.parametrize("passphrase", ["", "correct horse"])
    def test_made_and_read(self, tmp_path: Path, passphrase: str) -> None:
        path = tmp_path / "office.key"
        name = make_key(path, passphrase)
        private, public = (
            read_private_key(path, passphrase),
            read_public_key(tmp_path / "office.key.pub"),
        )
        assert fingerprint(private.public_key()) == fingerprint(public) == name
        assert path.stat().st_mode & 0o777 == 0o600
        assert (b"ENCRYPTED" in path.read_bytes()) is bool(passphrase)
        check(journal_of(1), sign(journal_of(1), private, MOMENT), public)

    def test_never_over_another(self, tmp_path: Path) -> None:
        path = tmp_path / "office.key"
        make_key(path)
        with pytest.raises(InputError, match="exists"):
            make_key(path)

    @pytest.mark.parametrize("passphrase", ["", "wrong"])
    def test_locked(self, tmp_path: Path, passphrase: str) -> None:
        path = tmp_path / "office.key"
        make_key(path, "correct horse")
        with pytest.raises(InputError, match="no key can be read"):
            read_private_key(path, passphrase)

    def test_open_to_others(self, tmp_path: Path) -> None:
        path = tmp_path / "office.key"
        make_key(path)
        path.chmod(0o644)
        with pytest.raises(InputError, match=r"others than its owner.*chmod 600 office\.key"):
            read_private_key(path)

    def test_another_kind(self, tmp_path: Path) -> None:
        path = tmp_path / "x.key"
        path.write_bytes(
            X25519PrivateKey.generate().private_bytes(
                serialization.Encoding.PEM,
                serialization.PrivateFormat.PKCS8,
                serialization.NoEncryption(),
            )
        )
        path.chmod(0o600)
        with pytest.raises(InputError, match="of another kind"):
            read_private_key(path)

    def test_another_kind_made_public(self, tmp_path: Path) -> None:
        path = tmp_path / "x.pub"
        path.write_bytes(
            X25519PrivateKey.generate()
            .public_key()
            .public_bytes(
                serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo
            )
        )
        with pytest.raises(InputError, match="of another kind"):
            read_public_key(path)

    def test_the_private_key_for_the_public_one(self, tmp_path: Path) -> None:
        path = tmp_path / "office.key"
        make_key(path)
        with pytest.raises(InputError, match="no key can be read"):
            read_public_key(path)

    def test_of_the_installation(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.delenv(KEY_VARIABLE, raising=False)
        with pytest.raises(OutOfScope, match="no key to sign with"):
            key_of_installation(None)
        name = make_key(tmp_path / "office.key", "secret")
        monkeypatch.setenv(KEY_VARIABLE, str(tmp_path / "office.key"))
        monkeypatch.setenv(PASSPHRASE_VARIABLE, "secret")
        assert fingerprint(key_of_installation(None).public_key()) == name
        assert fingerprint(key_of_installation(tmp_path / "office.key").public_key()) == name
