"""The chain as another implementation would compute it, from the vector alone."""

import json
from datetime import UTC, date, datetime
from hashlib import sha256
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from solidarity.cycle import year as _year  # noqa: F401 - every event of the cycle
from solidarity.ledger.canonical import canonical
from solidarity.ledger.codec import decode
from solidarity.ledger.entries import BEFORE_THE_FIRST, Draft
from solidarity.ledger.journal import MemoryJournal

VECTOR = Path(__file__).parents[1] / "vectors" / "journal_chain.json"
CHAIN = json.loads(VECTOR.read_text(encoding="utf-8"))["chain"]


def draft_of(fields: dict[str, object]) -> Draft:
    return Draft(
        year=fields["year"],  # type: ignore[arg-type]
        event=decode(str(fields["event"]), fields["payload"]),
        holds_from=date.fromisoformat(str(fields["holds_from"])),
        recorded_at=datetime.fromisoformat(str(fields["recorded_at"])),
        recorded_by=str(fields["recorded_by"]),
        basis=str(fields["basis"]),
        corrects=fields["corrects"],  # type: ignore[arg-type]
    )


class TestVector:
    """The vector is right by itself, and this implementation makes the same chain."""

    def test_by_itself(self) -> None:
        previous = BEFORE_THE_FIRST
        for position, link in enumerate(CHAIN, 1):
            assert link["entry"]["position"] == position
            assert link["entry"]["previous"] == previous
            assert json.loads(link["canonical"]) == link["entry"]
            assert sha256(link["canonical"].encode()).hexdigest() == link["hash"]
            previous = link["hash"]

    def test_made_here(self) -> None:
        entries = MemoryJournal().append([draft_of(link["entry"]) for link in CHAIN])
        assert [entry.hash for entry in entries] == [link["hash"] for link in CHAIN]


class TestCanonical:
    """RFC 8785 for text, whole numbers, true, false and null."""

    @pytest.mark.parametrize(
        ("document", "expected"),
        [
            ({"b": 1, "a": [True, None]}, '{"a":[true,null],"b":1}'),
            ('€\u2028/<"\\', '"€\u2028/<\\"\\\\"'),
            ("\b\t\n\f\r\x00\x1f\x7f", '"\\b\\t\\n\\f\\r\\u0000\\u001f\x7f"'),
        ],
    )
    def test_known(self, document: object, expected: str) -> None:
        assert canonical(document) == expected

    @given(st.dictionaries(st.text(st.characters(max_codepoint=127)), st.integers() | st.text()))
    def test_read_back_and_in_order(self, document: dict[str, object]) -> None:
        written = canonical(document)
        assert json.loads(written) == document
        assert list(json.loads(written)) == sorted(document)


def test_the_head_of_an_empty_journal_has_no_moment() -> None:
    early = datetime(1, 1, 1, tzinfo=UTC)
    draft = draft_of({**CHAIN[0]["entry"], "recorded_at": early.isoformat()})
    assert MemoryJournal().append([draft])[0].recorded_at == early
