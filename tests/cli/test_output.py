"""How commands print: tables on a terminal, tabs in a pipe, no markup from what was read."""

from __future__ import annotations

import io
import sys

import pytest

from solidarity.cli.output import emit_json, say, table


class Terminal(io.StringIO):
    encoding = "utf-8"

    def isatty(self) -> bool:
        return True


@pytest.fixture
def terminal(monkeypatch: pytest.MonkeyPatch) -> Terminal:
    screen = Terminal()
    monkeypatch.setattr(sys, "stdout", screen)
    monkeypatch.setenv("COLUMNS", "120")
    monkeypatch.setenv("NO_COLOR", "1")
    monkeypatch.setenv("TERM", "xterm")
    return screen


class TestTable:
    """Ruled on a terminal, separated by tabs in a pipe."""

    def test_square_brackets_are_text(self, terminal: Terminal) -> None:
        table("A [title]", ("one", "two"), [("[red]x[/nope]", "[bold]")])
        assert "[red]x[/nope]" in terminal.getvalue()
        assert "A [title]" in terminal.getvalue()

    def test_no_colour_when_none_is_wanted(self, terminal: Terminal) -> None:
        table("title", ("one",), [("x",)])
        assert "\x1b[3" not in terminal.getvalue()

    def test_tabs_in_a_pipe(self, capsys: pytest.CaptureFixture[str]) -> None:
        table("title", ("one", "two"), [("x", "y")])
        assert capsys.readouterr().out == "one\ttwo\nx\ty\n"


class TestText:
    """Characters a terminal cannot show are replaced, never an error."""

    def test_replaced(self, monkeypatch: pytest.MonkeyPatch) -> None:
        raw = io.BytesIO()
        stream = io.TextIOWrapper(raw, encoding="ascii", write_through=True)
        monkeypatch.setattr(sys, "stdout", stream)
        say("3\u2009361")
        emit_json({"name": "Länd"})
        assert raw.getvalue().startswith(b"3?361\n")
        assert b"L\\u00e4nd" in raw.getvalue()
