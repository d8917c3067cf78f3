"""Tables that travel: every problem named at once, and the same rows from every form."""

import csv
import io
import json
import zipfile
from datetime import date, datetime
from decimal import Decimal

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from solidarity.adapters import table_files
from solidarity.adapters.table_definitions import (
    CONFIRMATION,
    DEDUCTIONS,
    LEDGER_TABLES,
    PLEDGES,
    POPULATION,
    SHARES,
    STATEMENTS,
    TABLES,
)
from solidarity.adapters.table_exports import (
    Export,
    csv_metadata,
    dictionary,
    write_table,
)
from solidarity.adapters.table_files import guarded, read_table, rows_of, unguarded
from solidarity.adapters.tables import TEXT_MAX, Column, Type, read_cell, written
from solidarity.errors import InputError
from solidarity.terms.citations import Art
from solidarity.terms.member_states import MEMBER_STATES

BOUND = [state.code for state in MEMBER_STATES if state.code != "DK"]


def population(change=None, leave_out=(), more=()):
    lines = [f"{code},{(change or {}).get(code, 1000 + place)}" for place, code in enumerate(BOUND)]
    lines = [line for line in lines if line[:2] not in leave_out]
    return "\n".join(["state,population", *lines, *more, ""]).encode()


def shares(change=None):
    """26 shares of 3.8461 percent and one that fills up to 100."""
    given_ = dict.fromkeys(BOUND, "3.8461") | {"DE": "3.8475"} | (change or {})
    return ("state,share_percent\n" + "".join(f"{c},{v}\n" for c, v in given_.items())).encode()


def problems(content, file="t.csv", table=None):
    with pytest.raises(InputError) as refused:
        read_table(content, file, table)
    return [str(problem) for problem in refused.value.problems]


def workbook(rows, formats=None):
    book = openpyxl.Workbook()
    sheet = book.active
    for row in rows:
        sheet.append(row)
    for place, form in (formats or {}).items():
        sheet[place].number_format = form
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


class TestBadFigures:
    """Each problem is one line: file, line, column, what was found and expected, provision."""

    def test_every_problem_is_told_at_once(self):
        bad = {"FR": "-5", "IT": "many", "AT": "1.5", "PT": "0"}
        found = problems(population(bad, ["MT"], ["XX,7", "FR,8"]))
        whole = "expected a whole number, not negative, digits only (Art. 66)"
        assert found[:-3] == [
            f"t.csv:10, column population: -5 is negative; {whole}",
            f't.csv:12, column population: "many" is not a number; {whole}',
            f"t.csv:19, column population: 1.5 is not whole; {whole}",
            f"t.csv:21, column population: the figure is zero; {whole}",
        ]
        assert found[-3].startswith('t.csv:27, column state: no Member State has the code "XX"')
        assert found[-2].startswith("t.csv:28, column state: FR is there twice, first on line 10")
        assert found[-1].startswith("t.csv, column state: Malta (MT) is missing; expected a row")

    @pytest.mark.parametrize(
        ("content", "says"),
        [
            (population(more=["FR,7"]), "FR is there twice, first on line 10"),
            (population(leave_out=["EL"], more=["GR,7", "EL,8"]), "EL is there twice"),
            (population(leave_out=["CY"]), "Cyprus (CY) is missing"),
            (population({"FR": ""}), "the cell is empty"),
            (population({"FR": "nan"}), '"nan" is not a number'),
            (population({"FR": "1 000"}), '"1 000" is not a number'),
            (population({"FR": "٣"}), "is not a number"),
            (population({"FR": "9" * 40}), "is not a number"),
            (population({"FR": '"1,000"'}), '"1,000" is not a number'),
            (population(more=["NO,7"]), "Norway is an associated state"),
            (population(more=["FR"]), "1 cells; expected 2"),
            (population(more=['"FR,7']), "cannot be read"),
            (b"state,population\n", "the table has no rows"),
            (b"", "the file is empty"),
            (b"hello\n", "no table has these columns: hello"),
            (b"state,state,population\n", 'the column "state" is there twice'),
            (b"state,,population\n", "a column has no name"),
            (b"state,population\nFR,\xff\n", "t.csv:2: a character is not UTF-8"),
            (b"state,population\nFR,\0\n", "the file is not text"),
            (shares({"DE": "4.9"}), "the shares sum to 101.0525 percent; expected 100 (Art. 66)"),
            (shares({"DE": "2.9"}), "the shares sum to 99.0525 percent"),
            (shares({"DE": "96.9", "FR": ""}), "expected 100 at most"),
            (shares({"DE": "101"}), "101 is more than 100"),
            (shares({"DK": "0"}), "Denmark is not bound by Part IV (recital 90)"),
            (b"state,kind,amount\nDK,relocation,5\n", "Denmark is not bound by Part IV"),
            (b"state,kind,amount\nFR,relocation,5.5\n", "5.5 for relocation; expected whole"),
            (b"state,kind,amount\nFR,financial,5.555\n", "expected euros with two decimals"),
            (b"state,kind,amount\nFR,none,5\n", "expected no amount where nothing is pledged"),
            (b"state,kind,amount\nFR,gift,5\n", '"gift" cannot stand here; expected one of rel'),
            (b"state,kind,amount\nFR,relocation,5\nFR,relocation,6\n", "is there twice"),
            (b"by,subject,date\nEs,x,2026-13-01\n", '"2026-13-01" is not a day'),
            (b"by,subject,date\nEs,x,20260101\n", '"20260101" is not a day'),
            (b"by,subject,financial_eur\nEs,x,1.234\n", "1.234 has parts of a cent"),
            (b"by,subject\n" + b"E" * (TEXT_MAX + 1) + b",x\n", "4001 characters"),
            (b"by,subject\n\x1b[2J,x\n", r'"\x1b[2J" cannot stand here'),
            (
                b"state,relocations,financial_eur,alternative_eur\nDK,1,1,1\n",
                "Denmark is not bound",
            ),
        ],
    )
    def test_refused(self, content, says):
        assert any(says in line for line in problems(content)), problems(content)

    def test_a_column_that_is_missing(self):
        found = problems(b"state\nFR\n", table=CONFIRMATION)
        assert len(found) == 3
        assert "the column alternative_eur is missing" in found[0]
        assert "(Art. 60(6))" in found[0]

    def test_rows_of_one_deduction_agree(self):
        head = b"id,state,outcome,article,act,kind,amount\n"
        content = head + b"a,EE,partial,62,X,relocation,5\na,EE,maybe,61,Y,financial,1\n"
        assert any('"maybe" cannot stand here' in line for line in problems(content))
        content = content.replace(b"maybe", b"partial")
        found = problems(content, table=DEDUCTIONS)
        assert len(found) == 2
        assert "article is 61, but 62 on line 2" in found[0]

    def test_denmark_may_stand_in_statistics(self):
        rows = read_table(population(more=["DK,9"]), "t.csv").rows
        assert rows[-1].cells == {"state": "DK", "population": 9}

    def test_unknown_shares_are_not_zero(self):
        rows = read_table(shares(dict.fromkeys(BOUND[4:], "")), "t.csv").rows
        assert rows[-1].cells["share_percent"] is None

    def test_iso_codes_and_small_letters(self):
        rows = read_table(population(leave_out=["EL"], more=["gr,7"]), "t.csv").rows
        assert rows[-1].cells["state"] == "EL"

    def test_too_many_rows(self, monkeypatch):
        monkeypatch.setattr(table_files, "ROWS_MAX", 3)
        assert "too long" in problems(population())[0]
        assert "too long" in problems(json.dumps([{"by": "a"}] * 4).encode(), "t.json")[0]
        assert "too long" in problems(workbook([["by"], *[["x"]] * 4]), "t.xlsx")[0]

    def test_too_large(self, monkeypatch):
        monkeypatch.setattr(table_files, "BYTES_MAX", 10)
        assert "too large" in problems(population())[0]


class TestForms:
    """CSV, XLSX and JSON are told apart by content and give the same rows."""

    @pytest.mark.parametrize(
        "content",
        [
            population(),
            b"\xef\xbb\xbf" + population(),
            population().replace(b",", b";"),
            population().replace(b",", b"\t"),
            population().decode().encode("utf-16"),
            population().replace(b"\n", b"\r\n"),
            b"\n\n" + population(),
            population().replace(b"state", b" State "),
        ],
    )
    def test_csv_as_programs_write_it(self, content):
        rows = rows_of(read_table(content, "t.csv"))
        assert rows == rows_of(read_table(population(), "t.csv"))

    def test_decimal_comma_only_beside_semicolons(self):
        content = shares().replace(b",", b";").replace(b".", b",")
        assert rows_of(read_table(content, "t.csv")) == rows_of(read_table(shares(), "t.csv"))

    @pytest.mark.parametrize(
        ("name", "content", "says"),
        [
            ("t.xlsx", population(), "the name says XLSX, the content is not"),
            ("t.json", population(), "the name says JSON"),
            ("t.csv", b"[]", "the name says CSV"),
            ("t.csv", workbook([["state"]]), "the name says CSV"),
            ("t.xlsx", b"PK\x03\x04 not a spreadsheet", "damaged or not one"),
            ("t.xlsx", workbook([["state"]])[:-400], "damaged or not one"),
            ("t.json", b'[{"state": "FR"', "damaged or cut"),
            ("t.json", b'{"a": 1}', "the JSON is not a table"),
            ("t.json", b"[1]", "the JSON is not a table"),
            ("t.json", b'[{"state": "FR", "population": {"a": 1}}]', "is not a number"),
            ("t.json", b'[{"state": "FR", "population": 1e99}]', "is not a number"),
        ],
    )
    def test_a_file_that_is_not_what_its_name_says(self, name, content, says):
        assert says in problems(content, name)[0]

    def test_other_archives_are_not_spreadsheets(self):
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w") as archive:
            archive.writestr("a.txt", "x")
        assert "damaged or not one" in problems(out.getvalue(), "t.xlsx")[0]

    def test_a_spreadsheet_that_unpacks_to_too_much(self, monkeypatch):
        monkeypatch.setattr(table_files, "_UNPACKED_MAX", 10)
        assert "too large" in problems(workbook([["state"]]), "t.xlsx")[0]

    def test_spreadsheet_cells(self):
        rows = [
            ["by", "subject", "relocations", "financial_eur", "date", "note"],
            [],
            ["Spain", "left", 962, 74660000.5, datetime(2025, 12, 22), True],  # noqa: DTZ001
            ["Spain", "'=x", 962.0, None, date(2025, 12, 23), None],
        ]
        rows = rows_of(read_table(workbook(rows), "t.xlsx"))
        assert rows[0]["relocations"] == 962
        assert rows[0]["financial_eur"] == Decimal("74660000.5")
        assert rows[0]["date"] == date(2025, 12, 22)
        assert rows[0]["note"] == "yes"
        assert rows[1]["subject"] == "=x"

    def test_percent_cells_are_read_as_they_are_shown(self):
        given_ = {code: 0.038475 if code == "DE" else 3.8461 for code in BOUND}
        rows = [["state", "share_percent"], *map(list, given_.items())]
        content = workbook(rows, {f"B{BOUND.index('DE') + 2}": "0.0000%"})
        read = {
            row["state"]: row["share_percent"] for row in rows_of(read_table(content, "t.xlsx"))
        }
        assert read["DE"] == Decimal("3.8475")
        assert read["FR"] == Decimal("3.8461")

    def test_errors_and_times_of_a_spreadsheet(self):
        rows = [["by", "subject", "date"], ["a", "#DIV/0!", datetime(2025, 1, 1, 12)]]  # noqa: DTZ001
        found = problems(workbook(rows), "t.xlsx")
        assert "t.xlsx:2, column subject: the cell holds the error #DIV/0!" in found[0]
        rows[1][1] = "x"
        assert "is not a day" in problems(workbook(rows), "t.xlsx")[0]

    def test_formulas_are_never_worked_out(self):
        found = problems(workbook([["state", "population"], ["FR", "=1+1"]]), "t.xlsx")
        assert any("the cell is empty" in line for line in found)

    @settings(max_examples=60)
    @given(st.binary(max_size=200))
    def test_hostile_bytes(self, content):
        for start in (b"", b"by,subject\n", b'{"rows": [', b"PK\x03\x04"):
            try:
                read = read_table(start + content, "file")
            except InputError:
                continue
            assert read.rows

    @settings(max_examples=60)
    @given(st.lists(st.dictionaries(st.sampled_from(["by", "subject", "date", "note"]), st.text())))
    def test_hostile_texts(self, rows):
        try:
            read = read_table(json.dumps(rows).encode(), "t.json", STATEMENTS)
        except InputError as refused:
            assert refused.problems  # noqa: PT017 - either way is right; both are looked at
            return
        assert len(read.rows) == len(rows)


def statement(by, subject="x", money=None):
    return {
        "by": by,
        "subject": subject,
        "relocations": None,
        "financial_eur": money,
        "date": date(2025, 12, 22),
        "note": None,
    }


def exported(rows, table=STATEMENTS):
    return Export(table, rows, 2026, 41, "ab" * 32, "0.1.0")


class TestExport:
    """Every export names its provisions, the journal position and the version of the rules."""

    ROWS = (
        statement("Spain", money=Decimal("74660000.05")),
        statement("=cmd|' /C calc'!A0", "+1", Decimal("900719925474099.37")),
        statement("'=already", "@x"),
        statement('Ça, "quoted"; ναι'),
    )

    @pytest.mark.parametrize("form", ["csv", "xlsx", "json"])
    def test_read_back_it_is_the_same(self, form):
        content = write_table(exported(self.ROWS), form)
        read = rows_of(read_table(content, f"t.{form}"))
        assert [{name: row[name] for name in self.ROWS[0]} for row in read] == list(self.ROWS)

    @pytest.mark.parametrize("form", ["csv", "xlsx", "json"])
    def test_the_same_table_is_the_same_bytes(self, form):
        assert write_table(exported(self.ROWS), form) == write_table(exported(self.ROWS), form)

    def test_no_text_is_a_formula(self):
        content = write_table(exported(self.ROWS), "csv").decode()
        cells = [cell for row in csv.reader(io.StringIO(content)) for cell in row]
        assert "'=cmd|' /C calc'!A0" in cells
        assert not [cell for cell in cells if cell.startswith(("=", "+", "@", "-"))]
        book = openpyxl.load_workbook(io.BytesIO(write_table(exported(self.ROWS), "xlsx")))
        for sheet in book:
            for row in sheet.iter_rows():
                assert all(cell.data_type != "f" for cell in row)

    def test_csv_carries_where_it_comes_from(self):
        content = write_table(exported(self.ROWS), "csv").decode()
        first = next(csv.DictReader(io.StringIO(content)))
        assert (first["provision"], first["journal_position"]) == ("Art. 57", "41")
        assert first["rules_version"] == "0.1.0"

    def test_spreadsheet_has_header_dictionary_and_origin(self):
        book = openpyxl.load_workbook(io.BytesIO(write_table(exported(self.ROWS), "xlsx")))
        assert book.sheetnames == ["statements", "dictionary", "about"]
        assert book["statements"].freeze_panes == "A2"
        assert book.properties.created.year == 2024
        names = [row[0].value for row in book["dictionary"].iter_rows(min_row=2)]
        assert names == list(exported(()).names)
        origin = {row[0].value: row[1].value for row in book["about"].iter_rows(min_row=2)}
        assert origin["journal_position"] == 41
        assert origin["journal_hash"] == "ab" * 32

    def test_json_says_the_same(self):
        document = json.loads(write_table(exported(self.ROWS), "json"))
        assert document["table"] == "statements"
        assert document["provisions"] == "Art. 57"
        assert document["columns"][0]["column"] == "by"
        assert document["rows"][0]["financial_eur"] == "74660000.05"

    def test_metadata_beside_a_csv(self):
        document = json.loads(csv_metadata(exported(self.ROWS), "t.csv"))
        assert document["url"] == "t.csv"
        columns = document["tableSchema"]["columns"]
        assert [column["name"] for column in columns] == list(exported(()).names)

    def test_an_empty_table_still_says_what_it_is(self):
        assert write_table(exported(()), "csv").decode().startswith("by,subject")
        assert json.loads(write_table(exported(()), "json"))["rows"] == []
        assert "no rows" in problems(write_table(exported(()), "json"), "t.json")[0]

    def test_another_form_is_refused(self):
        with pytest.raises(InputError, match="csv, xlsx or json"):
            write_table(exported(()), "pdf")

    @given(st.text(max_size=20))
    def test_guard_is_undone_exactly(self, text):
        text = text.strip()
        assert unguarded(guarded(text)) == text
        assert not guarded(text).startswith(("=", "+", "-", "@"))


CELLS = {
    Type.STATE: st.sampled_from(BOUND),
    Type.PERSONS: st.integers(0, 10**9),
    Type.NUMBER: st.integers(0, 10**9),
    Type.EURO: st.integers(0, 10**15).map(lambda cents: Decimal(cents) / 100),
    Type.DECIMAL: st.integers(0, 10**9).map(lambda tenths: Decimal(tenths) / 10),
    Type.PERCENT: st.integers(0, 10**6).map(lambda parts: Decimal(parts) / 10**4),
    Type.DATE: st.dates(),
    Type.YES_NO: st.booleans(),
}


class TestCells:
    """What is written is read back; every table is described."""

    @given(st.sampled_from(list(CELLS)).flatmap(lambda kind: st.tuples(st.just(kind), CELLS[kind])))
    def test_written_cells_are_read_back(self, pair):
        kind, value = pair
        assert read_cell(Column("x", kind, ""), written(value)) == value

    def test_nothing_is_nothing(self):
        assert read_cell(Column("x", Type.TEXT, ""), "  ") is None
        assert written(None) == ""
        assert read_cell(PLEDGES.column("stage"), "") == "forum"
        assert read_cell(Column("x", Type.YES_NO, ""), "No") is False

    @pytest.mark.parametrize("table", TABLES.values(), ids=lambda table: table.name)
    def test_every_table_is_described(self, table):
        lines = dictionary(table)
        assert len(lines) == len(table.columns) + 3
        assert all(line["description"].endswith(".") for line in lines)
        assert set(table.key) <= {column.name for column in table.columns}
        assert table.provisions

    def test_two_tables_hold_statistics(self):
        assert set(TABLES) - set(LEDGER_TABLES) == {"population", "gdp"}
        assert POPULATION.column("population").source == Art(66)
        assert SHARES.required == {"state", "share_percent"}
