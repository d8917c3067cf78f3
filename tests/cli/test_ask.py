"""`solidarity ask`: only what still matters, ending in the result."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from solidarity.adapters.question_words import WORDS
from solidarity.adapters.questions import Question, from_answers, interview, next_question
from solidarity.cli.main import app
from solidarity.errors import InputError
from solidarity.law.readings import DEFAULT

RUN = CliRunner()

START = {
    "registered_in": "IT",
    "registered_on": "2026-09-01",
    "birth_date": "1990-01-01",
    "recorded": "",
    "elsewhere": "",
    "threat": "no",
}
BOY = {
    **START,
    "birth_date": "2011-03-03",
    "alone": "yes",
    "married": "no",
    "minor_kin": "yes",
    "kin.0.relation": "aunt",
    "kin.0.state": "de",
    "kin.0.legal_basis": "other_legal_stay",
    "kin.0.able": "yes",
    "kin.0.more": "no",
    "DE.interest": "yes",
}
NOTHING = {
    **START,
    "kin": "no",
    "dependent": "no",
    "document": "no",
    "diploma": "no",
    "visa_free": "no",
    "transit": "no",
    "rescued": "no",
    "crossed": "no",
}
WIFE = {
    "kin": "yes",
    "kin.0.relation": "spouse",
    "kin.0.state": "AT",
    "kin.0.legal_basis": "beneficiary",
    "kin.0.family_formed_on": "2015-01-01",
    "kin.0.kin_arrived_on": "2020-01-01",
    "kin.0.wish_applicant": "yes",
    "kin.0.wish_kin": "yes",
    "kin.0.more": "no",
}
SISTER = {
    "dependent": "yes",
    "dependency.cause": "pregnancy",
    "dependency.direction": "applicant_on_kin",
    "dependency.relation": "sibling",
    "dependency.state": "BE",
    "dependency.legal_basis": "other_legal_stay",
    "dependency.family_formed_on": "1995-01-01",
    "dependency.able": "yes",
    "dependency.wish_applicant": "yes",
    "dependency.wish_kin": "yes",
    "arrived_on": "2026-05-01",
    "dependency.can_travel": "yes",
}
VISA = {
    "document": "yes",
    "document.0.kind": "visa",
    "document.0.issuing_state": "HU",
    "document.0.type": "C",
    "document.0.represented_state": "SK",
    "document.0.valid_from": "2026-08-01",
    "document.0.valid_to": "2026-12-01",
    "document.0.more": "no",
}
PERMIT = {
    **VISA,
    "document.0.kind": "residence",
    "document.0.valid_from": "2015-01-01",
    "document.0.valid_to": "2016-01-01",
}
DIPLOMA = {
    "diploma": "yes",
    "diploma.0.study_length": "10",
    "diploma.0.issuing_state": "FI",
    "diploma.0.issued_on": "2025-01-01",
    "diploma.0.academic_year": "yes",
}
VISA_FREE = {
    "visa_free": "yes",
    "visa_free.0.state": "CY",
    "visa_free.0.entered_on": "2026-08-01",
    "visa_free.0.waived_here": "no",
}


@pytest.mark.parametrize(
    ("answers", "state", "article"),
    [
        (BOY, "DE", "25(3)"),
        (BOY | {"DE.interest": "no", "IT.interest_first": "yes"}, "IT", "25(5)"),
        (BOY | {"DE.interest": "unknown"}, None, None),
        (BOY | {"kin.0.able": "no", "IT.interest_first": "yes"}, "IT", "25(5)"),
        (BOY | {"minor_kin": "no", "IT.interest_first": "yes"}, "IT", "25(5)"),
        (
            BOY
            | {
                "kin.0.more": "yes",
                "kin.1.relation": "mother",
                "kin.1.state": "SE",
                "kin.1.legal_basis": "beneficiary",
                "kin.1.more": "no",
                "SE.interest": "yes",
                "chosen": "se",
            },
            "SE",
            "25(4)",
        ),
        (
            BOY
            | {
                "married": "yes",
                "kin.0.relation": "spouse",
                "kin.0.family_formed_on": "2025-01-01",
                "kin.0.kin_arrived_on": "",
            },
            None,
            None,
        ),
        (NOTHING, "IT", "16(2)"),
        (NOTHING | {"registered_on": "2026-06-11"}, None, None),
        (NOTHING | {"recorded": "FR"}, "FR", "36(1)(b)"),
        (NOTHING | {"elsewhere": "FR"}, "IT", "38(4)"),
        (NOTHING | {"elsewhere": "IT"}, "IT", "16(2)"),
        (NOTHING | {"threat": "yes", "threat_by": "IT"}, "IT", "16(4)"),
        (NOTHING | {"birth_date": "2012-01-01", "alone": "no"}, "IT", "16(2)"),
        (NOTHING | WIFE, "AT", "26(1)"),
        (NOTHING | WIFE | {"kin.0.wish_applicant": "no"}, "IT", "16(2)"),
        (
            NOTHING | WIFE | {"kin.0.relation": "partner", "kin.0.treated_as_spouse": "yes"},
            "AT",
            "26(1)",
        ),
        (
            NOTHING | WIFE | {"kin.0.relation": "child", "kin.0.born_on": "2015-01-01"},
            "AT",
            "26(1)",
        ),
        (NOTHING | SISTER, "BE", "34(2)"),
        (NOTHING | SISTER | {"dependency.state": "IT"}, "IT", "34(1)"),
        (NOTHING | SISTER | {"arrived_on": ""}, None, None),
        (NOTHING | VISA, "SK", "29(2)"),
        (NOTHING | VISA | {"document.0.represented_state": ""}, "HU", "29(2)"),
        (NOTHING | PERMIT, "IT", "16(2)"),
        (NOTHING | DIPLOMA, "FI", "30(1)"),
        (NOTHING | DIPLOMA | {"diploma.0.study_length": "24"}, "FI", "30(1)"),
        (NOTHING | VISA_FREE, "CY", "31(1)"),
        (NOTHING | VISA_FREE | {"visa_free.0.state": "IT"}, "IT", "31(1)"),
        (NOTHING | {"transit": "yes"}, "IT", "32"),
        (
            NOTHING
            | {"rescued": "yes", "rescued.0.state": "MT", "rescued.0.entered_on": "2026-06-01"},
            "MT",
            "33(2)",
        ),
        (
            NOTHING
            | {"crossed": "yes", "crossed.0.state": "EL", "crossed.0.entered_on": "2026-06-01"},
            "EL",
            "33(1)",
        ),
    ],
)
def test_the_answers_lead_to_the_result(
    answers: dict[str, str], state: str | None, article: str | None, tmp_path: Path
) -> None:
    path = tmp_path / "answers.json"
    path.write_text(json.dumps(answers), encoding="utf-8")
    done = RUN.invoke(app, ["ask", "--answers", str(path), "--json"])
    assert done.exit_code == 0, done.output
    result: dict[str, Any] = json.loads(done.stdout)
    assert (result["member_state_responsible"], result["article"]) == (state, article)
    assert bool(result["open"]) == (state is None)


def asked(answers: dict[str, str]) -> list[str]:
    keys: list[str] = []
    answer = from_answers(answers)

    def ask(question: Question) -> str:
        keys.append(question.key)
        assert question.text.endswith("?")
        assert "{" not in question.text
        assert set(question.choices) or question.help
        return answer(question)

    interview(ask, DEFAULT)
    return keys


class TestOnlyWhatMatters:
    def test_a_boy_of_15_with_an_aunt(self) -> None:
        assert asked(BOY) == list(BOY)

    def test_papers_do_not_matter_once_the_wife_decides(self) -> None:
        assert asked(NOTHING | WIFE)[-1] == "kin.0.more"

    def test_every_word_is_used(self) -> None:
        source = Path("src/solidarity/adapters/questions.py")
        text = (Path(__file__).parents[2] / source).read_text(encoding="utf-8")
        assert [key for key in WORDS if key not in text] == []

    def test_page_by_page(self) -> None:
        first = next_question({}, DEFAULT)
        assert first is not None
        assert first.key == "registered_in"
        partly = dict(list(BOY.items())[:9])
        following = next_question(partly, DEFAULT)
        assert following is not None
        assert following.key == list(BOY)[9]
        assert next_question(BOY, DEFAULT) is None


class TestTerminal:
    def test_spoken(self) -> None:
        lines = ["?", "Atlantis", *BOY.values()]
        done = RUN.invoke(app, ["ask"], input="\n".join(lines) + "\n")
        assert done.exit_code == 0, done.output
        assert "DE is responsible (Art. 25(3))." in done.stdout
        assert '"Atlantis" is no answer' in done.stderr
        assert "representative" in done.stdout

    def test_help_without_words(self) -> None:
        lines = [*list(BOY.values())[:9], "?"]
        done = RUN.invoke(app, ["ask"], input="\n".join(lines) + "\n")
        assert isinstance(done.exception, InputError)
        assert "Choose one of the words" in done.stderr

    @pytest.mark.parametrize(
        ("kind", "answer"), [("day", "tomorrow"), ("number", "-1"), ("choice", "maybe")]
    )
    def test_what_is_no_answer(self, kind: str, answer: str) -> None:
        with pytest.raises(InputError, match="is no answer"):
            Question("valid_to", kind, ("yes", "no")).read(answer)

    def test_answers_that_are_missing_or_no_table(self, tmp_path: Path) -> None:
        path = tmp_path / "answers.json"
        for text, said in (("{}", "not answered"), ("[]", "no JSON object"), ("{", "cannot be")):
            path.write_text(text, encoding="utf-8")
            done = RUN.invoke(app, ["ask", "--answers", str(path)])
            assert isinstance(done.exception, InputError)
            assert said in str(done.exception)
