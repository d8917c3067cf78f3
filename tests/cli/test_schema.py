"""`solidarity schema`: what the commands write is what the schemas say."""

import json

import pytest
import typer
from jsonschema import Draft202012Validator, FormatChecker
from typer.testing import CliRunner

from solidarity.adapters.schemas import names, schema
from solidarity.adapters.table_definitions import TABLES
from solidarity.adapters.table_files import read_table
from solidarity.cli import key, tables
from solidarity.cli import schema as command
from solidarity.cli.main import app as whole
from solidarity.cli.main import exit_code
from solidarity.errors import InputError

EMPTY_IN_2026 = {"implementation", "confirmation"}


def validator(name):
    return Draft202012Validator(schema(name), format_checker=FormatChecker())


def app():
    made = typer.Typer()
    for module in (command, tables, key):
        module.register(made)
    return made


class TestSchemas:
    @pytest.mark.parametrize("name", names())
    def test_each_is_a_schema(self, name):
        Draft202012Validator.check_schema(schema(name))
        assert schema(name)["title"]

    @pytest.mark.parametrize(
        ("name", "arguments"),
        [
            ("year", ["year", "2026", "--json"]),
            ("explain", ["explain", "2026", "FR", "fair_share", "--json"]),
            ("calendar", ["calendar", "2027", "--json"]),
            ("offset-thresholds", ["offsets", "2026", "--json"]),
            ("due", ["due", "2026", "--json"]),
            (
                "clock",
                [
                    *("clock", "relocation-reply", "--from", "2026-07-03T10:00"),
                    *("--state", "DE", "--json"),
                ],
            ),
        ],
    )
    def test_what_the_commands_print(self, name, arguments):
        done = CliRunner().invoke(whole, arguments)
        assert done.exit_code == 0
        validator(name).validate(json.loads(done.stdout))

    def test_key(self):
        done = CliRunner().invoke(app(), ["key", "--json"])
        validator("key").validate(json.loads(done.stdout))

    def test_every_line_of_the_journal(self):
        from solidarity.adapters.journal_files import default_journal

        lines = default_journal().read_text(encoding="utf-8").splitlines()
        for line in lines:
            validator("journal").validate(json.loads(line))

    @pytest.mark.parametrize("name", sorted(set(TABLES) - EMPTY_IN_2026))
    def test_exported_tables(self, name, tmp_path):
        out = tmp_path / "t.json"
        CliRunner().invoke(app(), ["export", name, "--out", str(out)])
        validator(name).validate(json.loads(out.read_text(encoding="utf-8")))

    def test_no_table_hides_a_document(self):
        assert len(names()) == len(TABLES) + len({"year", "key"} | set(names()) - set(TABLES))
        assert not {"year", "key", "case", "families"} & set(TABLES)

    @pytest.mark.parametrize(
        ("row", "valid"),
        [
            ({"state": "FR", "kind": "relocation", "amount": 5}, True),
            ({"state": "GR", "kind": "financial", "amount": "5.25"}, True),
            ({"state": "FR", "kind": "financial", "amount": None}, True),
            ({"state": "XX", "kind": "financial"}, False),
            ({"state": "FR", "kind": "gift"}, False),
            ({"state": "FR", "kind": "financial", "amount": -1}, False),
            ({"kind": "financial"}, False),
        ],
    )
    def test_schema_and_reader_agree(self, row, valid):
        assert validator("pledges").is_valid([row]) is valid
        content = json.dumps([row]).encode()
        if valid:
            assert read_table(content, "t.json", TABLES["pledges"]).rows
        else:
            with pytest.raises(InputError):
                read_table(content, "t.json", TABLES["pledges"])

    def test_zero_is_not_a_population(self):
        rows = [{"state": "FR", "population": 0}]
        assert not validator("population").is_valid(rows)
        assert not validator("population").is_valid([{"state": "FR", "population": "0"}])
        assert validator("population").is_valid([{"state": "FR", "population": "10"}])


class TestCommand:
    def test_prints_one_document(self):
        done = CliRunner().invoke(app(), ["schema", "year"])
        assert json.loads(done.stdout) == schema("year")

    def test_lists_every_name(self):
        done = CliRunner().invoke(app(), ["schema", "--list"])
        assert [line.partition("\t")[0] for line in done.stdout.splitlines()[1:]] == list(names())
        done = CliRunner().invoke(app(), ["schema", "--list", "--json"])
        assert [line["name"] for line in json.loads(done.stdout)] == list(names())

    @pytest.mark.parametrize(("arguments", "says"), [(["x"], '"x"'), ([], "no name is given")])
    def test_refused(self, arguments, says):
        done = CliRunner().invoke(app(), ["schema", *arguments])
        assert isinstance(done.exception, InputError)
        assert says in str(done.exception)
        assert exit_code(done.exception) == 2
