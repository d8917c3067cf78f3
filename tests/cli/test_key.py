"""`solidarity key`: Article 66 from bundled and from given tables."""

import json
from fractions import Fraction

import pytest
import typer
from typer.testing import CliRunner

from solidarity.cli import key
from solidarity.cli.main import exit_code
from solidarity.errors import SolidarityError
from solidarity.terms.member_states import MEMBER_STATES

BOUND = [state.code for state in MEMBER_STATES if state.code != "DK"]


def run(*arguments):
    app = typer.Typer()
    key.register(app)
    done = CliRunner().invoke(app, [str(argument) for argument in arguments])
    if isinstance(done.exception, SolidarityError):
        return str(done.exception), exit_code(done.exception)
    if done.exception is not None and not isinstance(done.exception, SystemExit):
        raise done.exception
    return done.stdout, done.exit_code


@pytest.fixture
def given(tmp_path, monkeypatch):
    """Tables of 26 states: every state alike but Germany, which has half of each total."""
    monkeypatch.chdir(tmp_path)
    people = [f"{code},{25 if code == 'DE' else 1}" for code in BOUND]
    money = [f"{code},{2.5 if code == 'DE' else 0.1}" for code in BOUND]
    (tmp_path / "p.csv").write_text("\n".join(["state,population", *people, ""]))
    (tmp_path / "g.csv").write_text("\n".join(["state,gdp_meur", *money, ""]))
    return tmp_path


class TestBundled:
    def test_key_of_2026(self):
        out, code = run("--json")
        document = json.loads(out)
        assert code == 0
        assert document["states"] == 26
        assert [line["code"] for line in document["shares"]] == BOUND
        assert sum(Fraction(line["share"]) for line in document["shares"]) == 1
        lines = {line["code"]: line for line in document["shares"]}
        assert lines["DE"]["percent"] == "21.6942"
        assert lines["DE"]["published_percent"] == "21.6890"
        assert lines["DE"]["difference_points"] == "0.0052"
        assert lines["FR"]["percent"] == "16.0060"
        assert "published_percent" not in lines["IE"]

    def test_other_vintage(self):
        out, _ = run("--json", "--reading", "R-006=population_2025")
        lines = {line["code"]: line["percent"] for line in json.loads(out)["shares"]}
        assert (lines["DE"], lines["FR"]) == ("21.6857", "16.0068")

    def test_table_for_people(self):
        out, _ = run()
        assert "FR\t16.0060\t16.0021\t0.0039" in out
        assert "26 states" in out
        assert "vintage population-2024-V25" in out

    @pytest.mark.parametrize(
        ("arguments", "says", "expected"),
        [
            (["--year", "2040"], "no statistics for the key of 2040 come along", 3),
            (["--reading", "R-007=european_territory"], "European territory of France", 3),
            (["--states", "DE,DK"], "Denmark is not bound by Part IV", 1),
            (["--states", "NO"], "Norway is not bound", 1),
            (["--states", "XX"], 'no Member State has the code "XX"', 2),
            (["--states", "DE DE"], "DE twice", 2),
            (["--states", ","], "no state is named", 2),
            (["--population", "p.csv"], "--population is given alone", 2),
            (["--gdp", "g.csv"], "--gdp is given alone", 2),
            (["--population", "none.csv", "--gdp", "none.csv"], "none.csv: No such file", 2),
            (["--facts", "nowhere"], "no vintage is frozen in nowhere", 3),
        ],
    )
    @pytest.mark.usefixtures("given")
    def test_refused(self, arguments, says, expected):
        message, code = run(*arguments)
        assert says in message
        assert code == expected


class TestGiven:
    def test_exact_shares(self, given):
        out, code = run("--population", "p.csv", "--gdp", "g.csv", "--json")
        document = json.loads(out)
        assert code == 0
        lines = {line["code"]: line for line in document["shares"]}
        assert lines["DE"] == {"code": "DE", "share": "1/2", "percent": "50.0000"}
        assert lines["FR"]["share"] == "1/50"
        assert document["population"] == f"file {given.name and 'p.csv'}"
        assert document["notes"] == []

    def test_denmark_is_left_out_with_a_note(self, given):
        for name in ("p.csv", "g.csv"):
            with (given / name).open("a") as file:
                file.write("DK,1000\n")
        out, code = run("--population", "p.csv", "--gdp", "g.csv", "--json")
        document = json.loads(out)
        assert code == 0
        assert document["states"] == 26
        assert document["notes"] == [
            "Denmark is left out: it is not bound by Part IV (recital 90)."
        ]
        assert "Denmark is left out" in run("--population", "p.csv", "--gdp", "g.csv")[0]

    @pytest.mark.usefixtures("given")
    def test_some_states_only(self):
        out, _ = run("--population", "p.csv", "--gdp", "g.csv", "--states", "fr,GR", "--json")
        document = json.loads(out)
        assert {line["code"]: line["share"] for line in document["shares"]} == {
            "EL": "1/2",
            "FR": "1/2",
        }
        assert document["notes"][0].startswith("Left out, because the key was asked for other")

    def test_problems_of_both_tables(self, given):
        for name in ("p.csv", "g.csv"):
            text = (given / name).read_text().replace("MT,", "XX,").replace("\nFR,", "\nFR,-")
            (given / name).write_text(text)
        message, code = run("--population", "p.csv", "--gdp", "g.csv")
        assert code == 2
        assert "p.csv:10, column population: -1 is negative" in message
        assert 'g.csv:18, column state: no Member State has the code "XX"' in message

    def test_a_missing_state(self, given):
        text = (given / "p.csv").read_text().replace("MT,1\n", "")
        (given / "p.csv").write_text(text)
        message, code = run("--population", "p.csv", "--gdp", "g.csv")
        assert "Malta (MT) is missing" in message
        assert "(Art. 66)" in message
        assert code == 2
