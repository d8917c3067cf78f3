"""The chain as tables: the same columns in both, nothing unknown as zero, nothing a formula."""

import copy
import csv
import json
import re
import zipfile
from pathlib import Path

import openpyxl
import pytest

from solidarity.adapters.pool_columns import COLUMNS
from solidarity.adapters.pool_tables import rows, write_pool_csv, write_pool_xlsx

NAMES = [column.name for column in COLUMNS]


@pytest.fixture
def document():
    path = Path(__file__).with_name("year_2026_document.json")
    return json.loads(path.read_text(encoding="utf-8"))


def read_csv(path):
    with path.open(encoding="utf-8", newline="") as opened:
        return list(csv.DictReader(opened))


class TestRows:
    def test_the_27_in_protocol_order_denmark_without_figures(self, document):
        found = list(rows(document))
        assert len(found) == 27
        assert [row["code"] for row in found][:5] == ["BE", "BG", "CZ", "DK", "DE"]
        denmark = found[3]
        assert denmark["bound"] is False
        assert denmark["fair_share_units"] is None
        assert denmark["pledged_relocations_basis"] is None

    def test_columns_are_unique_and_point_to_columns_that_exist(self):
        assert len(NAMES) == len(set(NAMES))
        assert {column.basis for column in COLUMNS} - {""} <= set(NAMES)

    def test_every_value_of_the_chain_is_there(self, document):
        found = {row["code"]: row for row in rows(document)}
        assert found["FR"]["fair_share_units"] == 3361
        assert found["DE"]["offset_applications"] == 4555
        assert found["IE"]["pledged_financial_eur"] == 9_260_000
        assert found["EE"]["deducted_in_pool_act"] is True
        assert found["EL"]["released_units"] is not None
        assert found["FR"]["net_due_relocations"] is None
        assert found["FR"]["net_due_relocations_basis"] == "unknown"
        assert found["FR"]["net_due_financial_eur"] == 0


class TestCsv:
    def test_unknown_is_empty_with_its_basis_and_zero_is_zero(self, document, tmp_path):
        write_pool_csv(document, tmp_path / "pool.csv")
        found = {row["code"]: row for row in read_csv(tmp_path / "pool.csv")}
        assert list(found["FR"]) == NAMES
        assert found["RO"]["pledged_financial_eur"] == ""
        assert found["RO"]["pledged_financial_eur_basis"] == "unknown"
        assert found["IE"]["pledged_relocations"] == "0"
        assert found["IE"]["paid_basis"] == "unknown"
        assert found["FR"]["deducted_basis"] == ""

    @pytest.mark.parametrize("text", ["=1+1", "+1+1", "-1-1", "@SUM(A1)", "\tx", "\rx"])
    def test_text_a_spreadsheet_would_run_is_quoted(self, document, tmp_path, text):
        document["member_states"][0]["pledged"]["note"] = text
        write_pool_csv(document, tmp_path / "pool.csv")
        assert read_csv(tmp_path / "pool.csv")[0]["pledged_note"] == "'" + text

    def test_a_negative_number_is_not_text(self, document, tmp_path):
        document["member_states"][0]["difference_pp"] = "-0.0052"
        write_pool_csv(document, tmp_path / "pool.csv")
        assert read_csv(tmp_path / "pool.csv")[0]["difference_pp"] == "-0.0052"


class TestXlsx:
    @pytest.fixture
    def book(self, document, tmp_path):
        write_pool_xlsx(document, tmp_path / "pool.xlsx")
        return openpyxl.load_workbook(tmp_path / "pool.xlsx")

    def test_sheets_with_frozen_headers(self, book):
        assert book.sheetnames == ["chain", "sources", "readings", "data dictionary"]
        assert book["chain"].freeze_panes == "E2"
        assert {book[name].freeze_panes for name in book.sheetnames[1:]} == {"A2"}

    def test_the_same_columns_as_the_csv_each_in_the_dictionary(self, book):
        assert [cell.value for cell in book["chain"][1]] == NAMES
        described = [row[0].value for row in book["data dictionary"].iter_rows(min_row=2)]
        assert described[: len(NAMES)] == NAMES
        assert "edition: journal_hash" in described

    def test_numbers_are_numbers_and_unknown_is_hatched_and_empty(self, book):
        chain = book["chain"]
        place = {name: position for position, name in enumerate(NAMES)}
        found = {row[2].value: row for row in chain.iter_rows(min_row=2)}
        assert found["FR"][place["fair_share_units"]].value == 3361
        unknown = found["RO"][place["pledged_financial_eur"]]
        assert unknown.value is None
        assert unknown.fill.patternType == "lightUp"
        assert found["DK"][place["pledged_financial_eur"]].fill.patternType is None

    def test_no_formula_no_link_no_macro_whatever_the_text(self, document, tmp_path):
        hostile = copy.deepcopy(document)
        hostile["member_states"][0]["pledged"]["note"] = '=HYPERLINK("http://x")'
        hostile["sources"][0].update(title="=1+1", url="https://example.org")
        write_pool_xlsx(hostile, tmp_path / "pool.xlsx")
        with zipfile.ZipFile(tmp_path / "pool.xlsx") as parts:
            names = parts.namelist()
            sheets = [parts.read(n).decode() for n in names if "worksheets/sheet" in n]
        assert not [name for name in names if "vba" in name.lower()]
        for sheet in sheets:
            assert not re.search(r"<f[ >]", sheet)
            assert "<hyperlink" not in sheet
        book = openpyxl.load_workbook(tmp_path / "pool.xlsx")
        assert book["sources"]["A2"].value == "=1+1"

    def test_the_same_document_gives_the_same_bytes(self, document, tmp_path):
        write_pool_xlsx(document, tmp_path / "a.xlsx")
        write_pool_xlsx(document, tmp_path / "b.xlsx")
        assert (tmp_path / "a.xlsx").read_bytes() == (tmp_path / "b.xlsx").read_bytes()
