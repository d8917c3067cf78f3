"""How commands print: tables on a terminal, tabs in a pipe, no markup from what was read."""

from __future__ import annotations

import io
import sys

import pytest

from solidarity.cli.output import emit_json, say, showable, table


class Terminal(io.StringIO):
    encoding = "utf-8"

    def isatty(self) -> bool:
        return True


def shown(monkeypatch: pytest.MonkeyPatch, *cells: str, width: int = 120) -> str:
    screen = Terminal()
    monkeypatch.setenv("COLUMNS", str(width))
    monkeypatch.setenv("NO_COLOR", "1")
    monkeypatch.setenv("TERM", "xterm")
    with monkeypatch.context() as patched:
        patched.setattr(sys, "stdout", screen)
        table("A [title]", tuple("column" for _ in cells), [cells])
    return screen.getvalue()


class TestTable:
    """Ruled on a terminal, separated by tabs in a pipe."""

    def test_square_brackets_are_text(self, monkeypatch: pytest.MonkeyPatch) -> None:
        text = shown(monkeypatch, "[red]x[/nope]", "[bold]")
        assert "[red]x[/nope]" in text
        assert "A [title]" in text

    def test_no_colour_when_none_is_wanted(self, monkeypatch: pytest.MonkeyPatch) -> None:
        assert "\x1b[" not in shown(monkeypatch, "x")
        monkeypatch.delenv("NO_COLOR", raising=False)

    @pytest.mark.parametrize("width", [40, 20, 8])
    def test_no_figure_is_cut_on_a_narrow_terminal(
        self, monkeypatch: pytest.MonkeyPatch, width: int
    ) -> None:
        cells = ("Netherlands", "not published", "EUR 91 100 000", "")
        text = shown(monkeypatch, *cells, width=width)
        assert "…" not in text
        for word in " ".join(cells).split():
            assert word in text

    def test_tabs_in_a_pipe(self, capsys: pytest.CaptureFixture[str]) -> None:
        table("title", ("one", "two"), [("x", "y")])
        assert capsys.readouterr().out == "one\ttwo\nx\ty\n"


class TestText:
    """Characters a terminal cannot show are replaced, never an error."""

    def test_replaced(self, monkeypatch: pytest.MonkeyPatch) -> None:
        raw = io.BytesIO()
        stream = io.TextIOWrapper(raw, encoding="ascii", write_through=True)
        with monkeypatch.context() as patched:
            patched.setattr(sys, "stdout", stream)
            say("3\u2009361")
            emit_json({"name": "Länd"})
        assert raw.getvalue().startswith(b"3 361\n")
        assert b"L\\u00e4nd" in raw.getvalue()

    def test_a_terminal_that_knows_only_ascii(self, monkeypatch: pytest.MonkeyPatch) -> None:
        raw = io.BytesIO()
        stream = io.TextIOWrapper(raw, encoding="ascii", write_through=True)
        stream.isatty = lambda: True  # type: ignore[method-assign]
        monkeypatch.setenv("COLUMNS", "80")
        with monkeypatch.context() as patched:
            patched.setattr(sys, "stdout", stream)
            table("title", ("state", "due"), [("IE", "0° · − 3\u2009361…")])
        assert b"0^ * - 3 361..." in raw.getvalue()
        assert b"?" not in raw.getvalue()

    def test_what_is_lacking_is_asked_of_each_character(self) -> None:
        assert showable("0° 3\u2009361 Łódź", "latin-1") == "0° 3 361 ?ód?"
        assert showable("0° Łódź", "utf-8") == "0° Łódź"
