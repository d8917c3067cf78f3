"""`solidarity ask`: questions in the terminal that end in the result; nothing is stored."""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from solidarity.cli.options import AsJson, ReadingChoices, readings_of
from solidarity.cli.output import emit_json, say
from solidarity.errors import InputError, Problem

if TYPE_CHECKING:
    from solidarity.adapters.questions import Question

_EXAMPLE = "Example: solidarity ask        or: solidarity ask --answers answers.json --json"


def register(app: typer.Typer) -> None:
    """Enter the command."""
    app.command("ask", epilog=_EXAMPLE)(ask)


def ask(
    *,
    answers: Annotated[
        Path | None,
        typer.Option("--answers", help="JSON object with an answer for each question by name."),
    ] = None,
    as_json: AsJson = False,
    reading: ReadingChoices = None,
) -> None:
    """
    Ask about one case in plain words, only what still matters, and tell who is responsible.

    Type ? for help with a question. Nothing you answer is stored.
    """
    from solidarity.adapters.case_results import result_document, told
    from solidarity.adapters.questions import from_answers, interview

    put = from_answers(_table(answers)) if answers else _put
    result = interview(put, readings_of(reading))
    if as_json:
        emit_json(result_document(result))
        return
    say("", stderr=True)
    for line in told(result):
        say(line)


def _table(path: Path) -> Mapping[str, str]:
    try:
        table = json.loads(path.read_text(encoding="utf-8-sig"))
    except (OSError, ValueError) as error:
        raise InputError(Problem(f"{path} cannot be read: {error}", "a JSON object")) from None
    if not isinstance(table, dict):
        raise InputError(Problem(f"{path} is no JSON object", "answers by name of the question"))
    return table


def _put(question: Question) -> str:
    """Put one question until the answer can be read."""
    say(question.text, stderr=True)
    while True:
        hint = f" ({' / '.join(question.choices)})" if question.choices else ""
        sys.stderr.write(f"{hint or ''}> ")
        sys.stderr.flush()
        line = sys.stdin.readline()
        if not line:
            raise InputError(Problem("the answers ended", question.text, column=question.key))
        if line.strip() == "?":
            say(question.help or "Choose one of the words in brackets.", stderr=True)
            continue
        try:
            return question.read(line)
        except InputError as error:
            say(str(error.problems[0]), stderr=True)
