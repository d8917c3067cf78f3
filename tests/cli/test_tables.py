"""`solidarity import` and `solidarity export`: dry run first, all or nothing, clear refusals."""

import json
from datetime import date

import pytest
import typer
from typer.testing import CliRunner

from solidarity.adapters.journal_files import open_journal
from solidarity.adapters.journal_sqlite import SqliteJournal
from solidarity.adapters.table_definitions import LEDGER_TABLES, TABLES
from solidarity.adapters.table_files import read_table, rows_of
from solidarity.cli import key, tables
from solidarity.cli.main import exit_code
from solidarity.errors import SolidarityError
from solidarity.terms.member_states import MEMBER_STATES

CODES = [state.code for state in MEMBER_STATES]


def run(*arguments, given=None):
    """Run a command as `main` would: output, message and exit code."""
    app = typer.Typer()
    tables.register(app)
    key.register(app)
    done = CliRunner().invoke(app, [str(argument) for argument in arguments], input=given)
    if isinstance(done.exception, SolidarityError):
        return done.stdout, str(done.exception), exit_code(done.exception)
    if done.exception is not None and not isinstance(done.exception, SystemExit):
        raise done.exception
    return done.stdout, done.stderr, done.exit_code


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("SOLIDARITY_JOURNAL", raising=False)
    return tmp_path


def write(name, text):
    with open(name, "w", encoding="utf-8") as file:  # noqa: PTH123
        file.write(text)
    return name


CONFIRMATION = "state,relocations,financial_eur,alternative_eur,date\nIE,0,9260000,0,2027-01-20\n"


class TestImport:
    """A dry run first; with --apply all of it in one append, or nothing."""

    def test_dry_run_writes_nothing(self, folder):
        write("c.csv", CONFIRMATION)
        out, _, code = run("import", "c.csv", "--journal", "l.sqlite")
        assert code == 0
        assert "c.csv:2\tnew\tconfirmation: Ireland, relocations 0, financial_eur 9260000" in out
        assert "1 new, 0 corrections, 0 unchanged; 1 entry." in out
        assert "it begins with the" in out
        assert "Nothing was written" in out
        assert sorted(path.name for path in folder.iterdir()) == ["c.csv"]

    def test_apply_begins_a_ledger_and_keeps_what_came_along(self, folder):
        write("c.csv", CONFIRMATION)
        _, _, code = run("import", "c.csv", "--journal", "l.sqlite", "--apply", "--by", "office")
        assert code == 0
        ledger = SqliteJournal(folder / "l.sqlite")
        ledger.verify()
        first = list(open_journal(None).entries())
        entries = list(ledger.entries())
        assert entries[: len(first)] == first
        added = entries[-1]
        assert (added.recorded_by, added.holds_from) == ("office", date(2027, 1, 20))
        assert added.basis == "file c.csv"

    def test_what_is_there_is_not_written_twice(self, folder):
        write("c.csv", CONFIRMATION)
        run("import", "c.csv", "--journal", "l.sqlite", "--apply")
        before = (folder / "l.sqlite").read_bytes()
        out, _, code = run("import", "c.csv", "--journal", "l.sqlite", "--apply")
        assert code == 0
        assert "the ledger holds all of it" in out
        assert (folder / "l.sqlite").read_bytes() == before

    def test_a_row_that_differs_corrects_the_entry(self, folder):
        write("c.csv", CONFIRMATION)
        run("import", "c.csv", "--journal", "l.sqlite", "--apply")
        last, _ = SqliteJournal(folder / "l.sqlite").head()
        write("c.csv", CONFIRMATION.replace("9260000", "9260000.50"))
        out, _, code = run("import", "c.csv", "--journal", "l.sqlite", "--apply")
        assert code == 0
        assert f"corrects entry {last}" in out
        assert "financial_eur was 9260000" in out
        *_, newest = SqliteJournal(folder / "l.sqlite").entries()
        assert newest.corrects == last
        assert newest.event.financial.cents == 926000050

    def test_from_standard_input(self, folder):
        out, _, code = run("import", "-", given=CONFIRMATION)
        assert code == 0
        assert "standard input:2" in out
        assert list(folder.iterdir()) == []

    @pytest.mark.parametrize("name", LEDGER_TABLES)
    @pytest.mark.parametrize("form", ["csv", "xlsx", "json"])
    def test_every_export_of_2026_is_recognised_as_held(self, folder, name, form):
        entries, _ = open_journal(None).head()
        _, _, code = run("export", name, "--out", f"{name}.{form}")
        assert code == 0
        read = (
            read_table((folder / f"{name}.{form}").read_bytes(), name) if has_rows(name) else None
        )
        if read is None:
            return
        out, message, code = run("import", f"{name}.{form}")
        assert (message, code) == ("", 0)
        assert "0 new, 0 corrections" in out
        assert entries == open_journal(None).head()[0]

    def test_a_year_from_tables_alone(self, folder):
        write(
            "acts.csv",
            "act,date,reference,relocations,financial_eur,sar_percent\n"
            "report,2026-10-14,COM(2026) 1,,,\n"
            "proposal,2026-10-14,Proposal 1,30000,600000000,\n"
            "forum,2026-10-28,,,,\n"
            "pool_act,2026-12-15,Decision X,30000,600000001,\n",
        )
        write("statuses.csv", "state,status,reference,date\nIT,migratory_pressure,D 1,2026-10-14\n")
        write(
            "pledges.csv",
            "state,kind,amount,date,stage\nFR,relocation,4801,2026-12-08,act\n"
            "FR,relocation,4801,2026-10-28,forum\n",
        )
        arguments = ("--year", "2027", "--journal", "l.sqlite", "--empty")
        out, message, code = run("import", "pledges.csv", "acts.csv", "statuses.csv", *arguments)
        assert code == 0, message
        assert "no proposal is recorded" not in message
        assert "7 new" in out
        _, message, code = run(
            "import", "statuses.csv", "acts.csv", "--year", "2028", *arguments[2:]
        )
        assert (code, list(folder.glob("*.sqlite*"))) == (0, [])
        write("early.csv", "state,kind,amount,date\nFR,relocation,4801,2026-10-27\n")
        _, message, code = run("import", "acts.csv", "statuses.csv", "early.csv", *arguments)
        assert (code, "early.csv:2: pledges are made in the forum" in message) == (1, True)
        write(
            "alone.csv",
            "act,date,reference,relocations,financial_eur\n"
            "report,2026-10-14,R,,\nproposal,2026-10-14,P,30000,600000000\n",
        )
        _, message, code = run("import", "alone.csv", "statuses.csv", *arguments)
        assert (code, "alone.csv:3: a proposal is restricted until" in message) == (1, True)
        assert list(folder.glob("*.sqlite*")) == []
        write("a1.csv", "act,date,reference\nreport,2026-10-14,COM(2026) 1\n")
        write("a2.csv", "act,date\nforum,2026-10-28\n")
        write("p.csv", "state,kind,amount,date\nFR,relocation,4801,2026-10-28\n")
        write(
            "a3.csv",
            "act,date,reference,relocations,financial_eur\npool_act,2026-12-15,X,30000,600000001\n",
        )
        for file in ("a1.csv", "statuses.csv", "a2.csv", "p.csv"):
            _, message, code = run("import", file, *arguments, "--apply")
            assert (message.partition("Warning")[0], code) == ("", 0)
        out, message, code = run("import", "a3.csv", *arguments, "--apply")
        assert code == 0
        assert (
            "Warning: a3.csv:2: 30\u2009000 relocations and EUR 600\u2009000\u2009001 are not of"
            in message
        )
        out, _, _ = run(
            "export", "pledges", "--out", "-", "--year", "2027", "--journal", "l.sqlite"
        )
        assert "FR,relocation,4801,published,forum,2026-10-28,1" in out


def has_rows(name):
    return name not in {"implementation", "confirmation"}


class TestRefusals:
    """One clear message with file, line and provision; nothing is written."""

    @pytest.mark.parametrize(
        ("text", "says", "expected"),
        [
            (
                CONFIRMATION.replace("date", "dat"),
                'f.csv:1, column dat: the table confirmation has no column "dat"; expected date',
                2,
            ),
            (CONFIRMATION.replace("IE", "XX"), 'no Member State has the code "XX"', 2),
            (CONFIRMATION.replace("9260000", "-1"), "f.csv:2, column financial_eur: -1 is neg", 2),
            (CONFIRMATION.replace(",2027-01-20", ","), "f.csv:2, column date: no day is given", 2),
            (CONFIRMATION.replace("2027-01-20", "2026-01-20"), "f.csv:2: what was implemented", 1),
            ("state,kind,amount,date\nDK,relocation,5,2025-12-01\n", "Denmark is not bound", 2),
            ("state,kind,amount,date\nFR,relocation,5,2026-02-01\n", "(Art. 13(4))", 1),
            (
                "id,state,outcome,article,act,date\nx,EE,full,62,,2026-03-01\n",
                "f.csv:2, column act: a deduction needs an act of the Council (Art. 62(4))",
                1,
            ),
            (
                "id,state,outcome,article,act,date\nx,EE,full,62,Decision,2026-03-01\n",
                'no deduction "x" has been requested',
                1,
            ),
            (
                "id,state,outcome,article,date\nx,EE,requested,,2026-03-01\n",
                "f.csv:2, column article: the cell is empty",
                2,
            ),
            (
                "id,state,outcome,act,date,kind,amount\nx,EE,partial,D,2026-03-01,relocation,\n",
                "kind and amount together",
                2,
            ),
            ("act,date,reference\npool_act,2026-12-01,X\n", "column relocations: the cell", 2),
            ("act,date,reference\nreport,2026-01-01,X\n", "the Report of this cycle is adopted", 1),
            ("state,outcome,date\nEE,in_pool_act,2026-01-01\n", "column percent: the cell", 2),
            (
                "state,towards,kind,amount,date\nFR,DE,relocation,5,2026-07-01\n",
                "Germany is not a benefitting Member State",
                1,
            ),
            (
                "state,towards,applications,paragraph,date\nFR,,5,2,2026-07-01\n",
                'f.csv:2: no Member State has the code ""',
                2,
            ),
        ],
    )
    def test_one_message(self, folder, text, says, expected):
        write("f.csv", text)
        _, message, code = run("import", "f.csv", "--journal", "l.sqlite", "--apply")
        assert says in message
        assert code == expected
        assert sorted(path.name for path in folder.iterdir()) == ["f.csv"]

    @pytest.mark.parametrize(
        ("row", "says"),
        [
            ("LV,alternative,,2027-10-28,", "value"),
            ("LV,alternative,1360000,2027-10-28,", "objective"),
        ],
    )
    @pytest.mark.usefixtures("folder")
    def test_alternative_measures_need_value_and_basis(self, row, says):
        arguments = ("--year", "2028", "--journal", "l.sqlite", "--empty", "--apply")
        write("r.csv", "act,date,reference\nreport,2027-10-14,R\n")
        write("s.csv", "state,status,reference,date\nIT,at_risk,D,2027-10-14\n")
        write("f.csv", "act,date\nforum,2027-10-28\n")
        write("p.csv", f"state,kind,amount,date,objective_basis\n{row}\n")
        _, message, code = run("import", "p.csv", *arguments)
        assert "p.csv:2: pledges are made in the forum, which has not met yet" in message
        assert code == 1
        for file in ("r.csv", "s.csv", "f.csv"):
            assert run("import", file, *arguments)[2] == 0
        _, message, code = run("import", "p.csv", *arguments)
        assert message.startswith("p.csv:2: an alternative measure")
        assert message.endswith("(Art. 57(4))")
        assert says in message
        assert code == 1

    @pytest.mark.usefixtures("folder")
    def test_the_rest_of_the_calls(self):
        write("c.csv", CONFIRMATION)
        population = "state,population\n" + "".join(f"{code},5\n" for code in CODES)
        write("p.csv", population)
        write("l.jsonl", "x")
        for arguments, says, expected in (
            (("import", "c.csv", "--apply"), "can be read, not written", 2),
            (("import", "c.csv", "p.csv"), "imported apart", 2),
            (("import", "none.csv"), "No such file", 2),
            (("import", "c.csv", "--table", "pledges"), "the column kind is missing", 2),
            (("import", "c.csv", "--table", "gifts"), 'there is no table "gifts"', 2),
            (("import", "c.csv", "--on", "soon"), '"soon" is not a day', 2),
            (("import", "p.csv"), "--reference-year YEAR", 2),
            (("import", "p.csv", "--reference-year", "2025", "--apply"), "--facts DIR", 2),
            (("import", "c.csv", "--journal", "l.jsonl"), "l.jsonl", 2),
            (("export", "pledges", "--out", "p.pdf"), "csv, xlsx or json", 2),
            (("export", "gifts", "--out", "p.csv"), 'there is no table "gifts"', 2),
            (("export", "pledges", "--out", "none/p.csv"), "No such file", 2),
            (("export", "pledges", "--out", "p.csv", "--year", "2040"), "no entry for 2040", 3),
            (("export", "gdp", "--out", "p.csv", "--year", "2040"), "2040", 3),
        ):
            _, message, code = run(*arguments)
            assert says in message
            assert code == expected

    def test_problems_of_all_files_are_told_together(self, folder):
        write("a.csv", CONFIRMATION.replace("IE", "XX"))
        write("b.csv", CONFIRMATION.replace("9260000", "many"))
        _, message, _ = run("import", "a.csv", "b.csv", "none.csv")
        assert [line.partition(":")[0] for line in message.splitlines()] == [
            "a.csv",
            "b.csv",
            "none.csv",
        ]
        assert len(list(folder.iterdir())) == 2


class TestStatistics:
    """Eurostat files and tables of one's own are frozen as vintages, and the key reads them."""

    def gdp(self):
        text = "freq,unit,na_item,geo\\TIME_PERIOD\t2025\n"
        return text + "".join(f"A,CP_MEUR,B1GQ,{code}\t10.5 p\n" for code in CODES)

    def test_frozen_and_read(self, folder):
        write("gdp.tsv", self.gdp())
        population = "state,population\n" + "".join(f"{code},5\n" for code in CODES)
        write("p.csv", population)
        out, _, code = run("import", "gdp.tsv", "p.csv", "--reference-year", "2025")
        assert code == 0
        assert "27 states, 27 with flags" in out
        assert sorted(path.name for path in folder.iterdir()) == ["gdp.tsv", "p.csv"]
        arguments = ("gdp.tsv", "p.csv", "--reference-year", "2025", "--facts", "own", "--apply")
        out, _, code = run("import", *arguments, "--release", "October")
        assert code == 0
        assert out.count("written: own/") == 3
        _, message, code = run("import", *arguments, "--release", "October")
        assert "frozen already" in message
        assert code == 2
        out, _, code = run("key", "--facts", "own", "--json")
        document = json.loads(out)
        assert {line["share"] for line in document["shares"]} == {"1/26"}
        assert "October" in document["gdp"]
        out, _, code = run("key", "--facts", "own", "--year", "2040", "--json")
        assert code == 0
        assert json.loads(out)["gdp"] == document["gdp"]

    @pytest.mark.usefixtures("folder")
    def test_half_of_the_statistics_is_not_enough(self):
        write("gdp.tsv", self.gdp())
        assert run("import", "gdp.tsv", "--facts", "own", "--apply")[2] == 0
        _, message, code = run("key", "--facts", "own")
        assert message == "no vintage of population is frozen in own"
        assert code == 3


class TestExport:
    """The same rows in every form, with where they come from."""

    @pytest.mark.parametrize("name", TABLES)
    def test_forms_agree(self, folder, name):
        if not has_rows(name):
            return
        rows = []
        for form in ("csv", "xlsx", "json"):
            assert run("export", name, "--out", f"t.{form}")[2] == 0
            rows.append(rows_of(read_table((folder / f"t.{form}").read_bytes(), f"t.{form}")))
        assert rows[0] == rows[1] == rows[2]
        assert rows[0]
        assert (folder / "t.csv-metadata.json").is_file()

    def test_position_and_version_are_in_the_file(self):
        out, _, code = run("export", "statements", "--out", "-")
        assert code == 0
        header, first, *_ = out.splitlines()
        assert header.endswith("provision,journal_position,rules_version")
        assert f"Art. 57,{open_journal(None).head()[0]}," in first

    def test_unknown_is_empty_and_not_zero(self, folder):
        run("export", "pledges", "--out", "p.csv")
        rows = rows_of(read_table((folder / "p.csv").read_bytes(), "p.csv"))
        unknown = [row for row in rows if row["state"] == "NL" and row["kind"] == "financial"]
        assert [row["amount"] for row in unknown] == [None]
