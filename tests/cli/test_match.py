"""`solidarity match`: files in, a proposal with reasons out; one message for what is wrong."""

import json
from array import array
from pathlib import Path

import jsonschema
import polars as pl
import pytest
import typer
from typer.testing import CliRunner, Result

from solidarity.adapters import matching_scores
from solidarity.adapters.matching_columns import columns_of
from solidarity.adapters.matching_files import MatchFiles, read_instance
from solidarity.adapters.matching_report import write_document
from solidarity.adapters.matching_schemas import schemas
from solidarity.adapters.matching_scores import read_scored
from solidarity.cli.match import register
from solidarity.errors import InputError, NoSolution
from solidarity.matching.problem import FORBIDDEN

FAMILIES = "family_id,size\nF2,2\nF1,1\nF3,3\n"
PLACES = "state,persons\nDE,3\nFR,3\n"
SCORES = "family_id,state,score\nF1,DE,5\nF1,FR,1\nF2,DE,4\nF2,FR,3\nF3,FR,2\n"
LINKS = "family_id,state,kind,evidence\nF3,GR,family,no\nF3,DE,family,passport\n"


def command_line() -> typer.Typer:
    app = typer.Typer()
    register(app)
    app.callback()(lambda: None)
    return app


def call(folder: Path, *more: str, **files: str) -> Result:
    words = ["match", "--out", str(folder / "out.csv"), *more]
    for name, text in files.items():
        path = folder / f"{name}.csv"
        path.write_text(text, encoding="utf-8")
        words += [f"--{name}", str(path)]
    return CliRunner().invoke(command_line(), words)


class TestScores:
    def test_the_contract(self, tmp_path: Path) -> None:
        report = tmp_path / "report.json"
        done = call(
            tmp_path,
            "--report",
            str(report),
            "--json",
            families=FAMILIES,
            places=PLACES,
            scores=SCORES,
        )
        assert done.exit_code == 0, done.output
        document = json.loads(done.stdout)
        assert document == json.loads(report.read_text())
        assert document["objective"] == 5 + 8 + 6
        assert document["status"] == "optimal"
        assert document["families_placed"] == 3
        assert document["persons_placed"] == 6
        assert document["gap"] == 0
        out = (tmp_path / "out.csv").read_text()
        assert out == "family_id,state\nF1,DE\nF2,DE\nF3,FR\n"

    def test_for_people(self, tmp_path: Path) -> None:
        done = call(tmp_path, families=FAMILIES, places=PLACES, scores=SCORES)
        assert "3 of 3 families placed" in done.stdout
        assert "nothing can exceed 19" in done.stdout

    def test_labels_of_instances_made_for_comparison(self, tmp_path: Path) -> None:
        done = call(
            tmp_path,
            families="family_id,size\nA,1\n",
            places="state,persons\nS01,1\n",
            scores="family_id,state,score\nA,S01,7\n",
        )
        assert done.exit_code == 0
        assert (tmp_path / "out.csv").read_text() == "family_id,state\nA,S01\n"

    def test_links_beside_scores_are_refused(self, tmp_path: Path) -> None:
        done = call(tmp_path, families=FAMILIES, places=PLACES, scores=SCORES, links=LINKS)
        assert isinstance(done.exception, InputError)
        assert "--links beside --scores" in str(done.exception)

    @pytest.mark.parametrize("form", ["csv", "parquet"])
    def test_a_large_file_gives_the_same_numbers(
        self, form: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        for name, text in {"f": FAMILIES, "p": PLACES, "s": SCORES}.items():
            (tmp_path / f"{name}.csv").write_text(text)
        paths = [tmp_path / "f.csv", tmp_path / "p.csv", tmp_path / f"s.{form}"]
        if form == "parquet":
            pl.read_csv(tmp_path / "s.csv").write_parquet(paths[2])
        slow = read_scored(*paths, 0)
        monkeypatch.setattr(matching_scores, "LARGE", 1)
        assert read_scored(*paths, 0) == slow
        assert isinstance(slow.scores, array)

    @pytest.mark.parametrize(
        "row",
        ["F9,DE,1", "F1,IT,1", "F1,DE,1", "F3,DE,1.5", "F3,DE,", "F3,DK,1", "F3,DE,9999999999"],
    )
    def test_what_is_wrong_in_a_large_file_is_named_all_the_same(
        self, row: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(matching_scores, "LARGE", 1)
        done = call(tmp_path, families=FAMILIES, places=PLACES, scores=SCORES + row + "\n")
        assert isinstance(done.exception, InputError)
        assert "scores.csv:7" in str(done.exception)


class TestFullProposal:
    def test_a_proposal_with_reasons_and_again_the_same(self, tmp_path: Path) -> None:
        reasons = tmp_path / "why.csv"
        links = "family_id,state,kind,evidence\nF3,DE,family,passport\n"
        outs = []
        for _ in range(2):
            done = call(
                tmp_path,
                "--reasons",
                str(reasons),
                "--seed",
                "7",
                families=FAMILIES,
                places=PLACES,
                links=links,
            )
            assert done.exit_code == 0, done.output
            outs.append((tmp_path / "out.csv").read_text())
        assert outs[0] == outs[1] == "family_id,state\nF1,FR\nF2,FR\nF3,DE\n"
        assert "family link, evidence" in reasons.read_text()
        assert "Evidenced links not honoured" in done.stdout

    def test_decisions_preferences_and_months(self, tmp_path: Path) -> None:
        done = call(
            tmp_path,
            "--json",
            families=(
                "family_id,size,vulnerability,children,month,group,together,eligible,status,consent,"
                "excluded,needs_accessible\n"
                "A,2,1,1,2026-08,G,should,yes,beneficiary,yes,FR,1\n"
                "B,1,,,,G,should,,,,,\n"
            ),
            places=(
                "state,persons,month,owed,accessible\n"
                "DE,5,2026-07,9,0\nDE,5,2026-08,9,1\nFR,5,2026-08,4,0\n"
            ),
            preferences="state,profile\nDE,with children\n",
            decisions="family_id,state,by,reason\nB,DE,A. Officer,sister\n",
        )
        assert done.exit_code == 0, done.output
        document = json.loads(done.stdout)
        assert document["decisions"] == 1
        assert document["status"] == "optimal"
        assert (tmp_path / "out.csv").read_text() == "family_id,state\nA,DE\nB,DE\n"

    def test_an_infeasible_group_is_a_named_conflict_and_writes_nothing(
        self, tmp_path: Path
    ) -> None:
        families = "family_id,size,group,excluded\nA,1,G,DE\nB,1,G,FR\n"
        done = call(tmp_path, families=families, places=PLACES)
        assert isinstance(done.exception, NoSolution)
        assert "group G" in str(done.exception)
        assert not (tmp_path / "out.csv").exists()


BAD = {
    "a family of size 0": ({"families": "family_id,size\nA,0\n"}, "families.csv:2, column size"),
    "a family too large": ({"families": "family_id,size\nA,16\n"}, "size from 1 to 15"),
    "a size in fractions": ({"families": "family_id,size\nA,1.5\n"}, "not a whole number"),
    "a link to an unbound state": (
        {"links": "family_id,state,kind,evidence\nF1,DK,family,yes\n"},
        "links.csv:2, column state: Denmark is not bound",
    ),
    "a link of an unknown kind": (
        {"links": "family_id,state,kind,evidence\nF1,DE,football,yes\n"},
        "column kind",
    ),
    "a link of an unknown family": (
        {"links": "family_id,state,kind,evidence\nX,DE,family,yes\n"},
        'no family "X"',
    ),
    "a score for an unknown family": ({"scores": SCORES + "X,DE,1\n"}, 'unknown family "X"'),
    "a score twice": ({"scores": SCORES + "F1,DE,1\n"}, "scores.csv:7"),
    "a score out of range": ({"scores": SCORES + "F3,DE,9999999999\n"}, "out of range"),
    "a family twice": ({"families": FAMILIES + "F1,1\n"}, "first in line 3"),
    "a place twice": ({"places": PLACES + "DE,1\n"}, "places.csv:4"),
    "a negative capacity": ({"places": "state,persons\nDE,-1\n"}, "-1 is negative"),
    "a capacity in fractions": (
        {"places": "state,persons\nDE,0.5\n"},
        "places.csv:2, column persons",
    ),
    "a missing column": ({"families": "family_id\nA\n"}, 'the column "size" is missing'),
    "a missing cell": ({"families": "family_id,size\n,1\n"}, "the cell is empty"),
    "a line too short": ({"families": "family_id,size\nA\n"}, "1 cells"),
    "an empty file": ({"families": ""}, "does not name each column once"),
    "no kind of place for a need": (
        {"families": "family_id,size,needs_ramp\nA,1,1\n"},
        'no places of the kind "ramp"',
    ),
    "more children than persons": (
        {"families": "family_id,size,children\nA,1,2\n"},
        "more children than persons",
    ),
    "a month that is none": ({"places": "state,persons,month\nDE,1,2026-13\n"}, "not a month"),
    "broken quotes": ({"families": 'family_id,size\n"A,1\n'}, "cannot be read"),
    "scores for no places": ({"scores": SCORES + "F3,IT,1\n"}, 'no places in "IT"'),
    "an unknown profile": ({"preferences": "state,profile\nDE,tall\n"}, "preferences.csv:2"),
    "an unknown state": ({"places": "state,persons\nXX,1\n"}, 'no Member State has the code "XX"'),
}


class TestBadInput:
    @pytest.mark.parametrize("name", BAD)
    def test_one_clear_message_and_nothing_written(self, name: str, tmp_path: Path) -> None:
        files, expected = BAD[name]
        done = call(tmp_path, **{"families": FAMILIES, "places": PLACES, **files})
        assert isinstance(done.exception, InputError), done.output
        assert expected in str(done.exception)
        assert not (tmp_path / "out.csv").exists()

    @pytest.mark.parametrize("column", FORBIDDEN)
    @pytest.mark.parametrize("table", ["families", "scores"])
    def test_nobody_is_placed_by_such_a_column(
        self, column: str, table: str, tmp_path: Path
    ) -> None:
        text = {"families": FAMILIES, "scores": SCORES}[table]
        wider = "".join(
            line + ("," + column if n == 0 else ",1") + "\n"
            for n, line in enumerate(text.splitlines())
        )
        done = call(
            tmp_path, **{"families": FAMILIES, "places": PLACES, "scores": SCORES, table: wider}
        )
        assert isinstance(done.exception, InputError)
        assert f'the column "{column}" is refused' in str(done.exception)

    def test_all_problems_of_all_files_at_once(self, tmp_path: Path) -> None:
        done = call(
            tmp_path, families="family_id,size\nA,0\nB,x\n", places="state,persons\nDK,-1\n"
        )
        assert isinstance(done.exception, InputError)
        assert len(done.exception.problems) == 4

    def test_a_file_of_two_gigabytes(self, tmp_path: Path) -> None:
        path = tmp_path / "large.csv"
        with path.open("wb") as file:
            file.truncate(2 * 1024**3)
        for scores in (path, tmp_path / "none.csv"):
            with pytest.raises(InputError, match=r"too large|No such file"):
                columns_of(scores, ())

    def test_bytes_that_are_not_text(self, tmp_path: Path) -> None:
        path = tmp_path / "f.csv"
        path.write_bytes(b"family_id,size\n\xff\xfe,1\n")
        with pytest.raises(InputError, match="not UTF-8"):
            columns_of(path, ())
        path.write_bytes(b"PAR1 and no more")
        with pytest.raises(InputError, match="Parquet file is damaged"):
            columns_of(path, ())

    def test_a_file_that_is_read_is_not_written(self, tmp_path: Path) -> None:
        done = call(
            tmp_path, "--report", str(tmp_path / "families.csv"), families=FAMILIES, places=PLACES
        )
        assert "another file to write" in str(done.exception)
        done = call(
            tmp_path, "--report", str(tmp_path / "x" / "r"), families=FAMILIES, places=PLACES
        )
        assert "folder does not exist" in str(done.exception)
        with pytest.raises(InputError):
            write_document(tmp_path, {})


class TestParquet:
    def test_families_and_places(self, tmp_path: Path) -> None:
        pl.DataFrame({"family_id": ["A", "B"], "size": [1, 2]}).write_parquet(
            tmp_path / "f.parquet"
        )
        pl.DataFrame({"state": ["DE"], "persons": [3]}).write_parquet(tmp_path / "p.parquet")
        files = MatchFiles(tmp_path / "f.parquet", tmp_path / "p.parquet")
        instance = read_instance(files, 0)
        assert [family.size for family in instance.families] == [1, 2]
        done = CliRunner().invoke(
            command_line(),
            [
                "match",
                "--families",
                str(files.families),
                "--places",
                str(files.places),
                "--out",
                str(tmp_path / "o.parquet"),
            ],
        )
        assert done.exit_code == 0, done.output
        assert pl.read_parquet(tmp_path / "o.parquet").to_dicts()[0] == {
            "family_id": "A",
            "state": "DE",
        }


class TestSchemas:
    def test_rows_that_are_read_fit_and_others_do_not(self) -> None:
        known = schemas()
        assert set(known) >= {"families", "places", "links", "scores"}
        for schema in known.values():
            jsonschema.Draft202012Validator.check_schema(schema)
        good = {"family_id": "A", "size": 2, "needs_accessible": 1, "excluded": "DE FR"}
        jsonschema.validate(good, known["families"])
        for bad in ({"size": 0}, {"religion": "x"}, {"needs_accessible": -1}):
            with pytest.raises(jsonschema.ValidationError):
                jsonschema.validate({**good, **bad}, known["families"])
        with pytest.raises(jsonschema.ValidationError):
            jsonschema.validate({"state": "DK", "persons": 1}, known["places"])
