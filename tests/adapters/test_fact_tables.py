"""Fact tables: provenance kept, nothing guessed, vintages frozen."""

import csv
import shutil
from fractions import Fraction

import pytest

from solidarity.adapters import fact_tables
from solidarity.adapters.fact_tables import (
    FACTS,
    GDP_2024,
    POPULATION_2025,
    VINTAGES,
    country_names,
    determined_statuses,
    gdp,
    key_vintages,
    pool_member_states,
    pool_totals,
    population,
    published_shares,
    report_figures,
    rows_checksum,
    table,
    union_map,
    vintage_rows,
    vintages,
)
from solidarity.errors import InputError, OutOfScope
from solidarity.terms.findings import Basis
from solidarity.terms.member_states import MEMBER_STATES
from solidarity.terms.statuses import Status

CODES = [state.code for state in MEMBER_STATES]


def shares(vintage):
    people = population(vintage)
    money = gdp(GDP_2024)
    bound = [code for code in people if code != "DK"]
    persons = sum(people[code].value for code in bound)
    euros = sum(money[code].value for code in bound)
    return {
        code: Fraction(people[code].value, persons) / 2 + money[code].value / euros / 2
        for code in bound
    }


class TestVintages:
    """Art. 66 asks for the latest Eurostat figures; a vintage is frozen and never overwritten."""

    @pytest.mark.parametrize("vintage", vintages(), ids=lambda vintage: vintage.id)
    def test_rows_are_those_that_were_frozen(self, vintage):
        rows = vintage_rows(vintage, FACTS)
        assert sorted(row["eu_code"] for row in rows) == sorted(CODES)
        assert rows_checksum(rows) == vintage.sha256

    def test_names_are_given_once(self):
        names = [vintage.id for vintage in vintages()]
        assert len(names) == len(set(names))

    def test_default_pair_of_2026_gives_the_known_shares(self):
        people, money = key_vintages(2026)
        assert (people, money) == ("population-2024-V25", "gdp-2024-2025-11")
        key = shares(people)
        assert sum(key.values()) == 1
        assert round(key["DE"] * 1_000_000) == 216942
        assert round(key["FR"] * 1_000_000) == 160060
        assert 462 < key["IE"] * 21000 <= 463

    def test_alternative_pair_gives_ireland_one_more(self):
        people, _ = key_vintages(2026, "population_2025")
        assert people == POPULATION_2025
        assert 463 < shares(people)["IE"] * 21000 <= 464

    def test_no_vintage_for_another_cycle(self):
        with pytest.raises(OutOfScope, match="2031"):
            key_vintages(2031)

    def test_unknown_option_is_refused(self):
        with pytest.raises(InputError, match="population_2025"):
            key_vintages(2026, "population_1999")

    def test_unknown_vintage_names_the_known_ones(self):
        with pytest.raises(OutOfScope, match="population-2024-V25"):
            population("population-1999-V1")

    def test_a_vintage_of_money_is_not_one_of_persons(self):
        with pytest.raises(OutOfScope, match="gdp-2024-2025-11"):
            population(GDP_2024)

    def test_changed_rows_are_noticed(self, tmp_path, monkeypatch):
        copy = tmp_path / "facts"
        shutil.copytree(FACTS, copy)
        file = copy / "eurostat_population_1jan.csv"
        file.write_text(file.read_text(encoding="utf-8").replace("83456045", "83456046"))
        monkeypatch.setattr(fact_tables, "FACTS", copy)
        with pytest.raises(InputError, match="not those that were frozen"):
            population()


class TestFigures:
    """Each figure is a fact with its source, in protocol order."""

    def test_population(self):
        facts = population()
        assert list(facts) == CODES
        germany = facts["DE"]
        assert germany.value == 83456045
        assert germany.unit == "persons"
        assert germany.source is not None
        assert germany.source.title.startswith("Eurostat, demo_gind")
        assert germany.source.url.startswith("https://ec.europa.eu/eurostat/")
        assert "read from https://github.com/" in germany.source.note

    def test_what_is_from_memory_says_so(self):
        greece = population()["EL"]
        assert greece.source is not None
        assert greece.source.confidence == "memory"
        assert greece.source.url.startswith("https://ec.europa.eu/")

    def test_gdp_is_exact(self):
        assert gdp("gdp-2022-2025-11")["BE"].value.denominator in {1, 5, 10, 2}
        assert all(fact.value > 0 and fact.unit == "million EUR" for fact in gdp().values())

    def test_published_shares_only_with_four_decimals(self):
        found = published_shares(2026)
        assert list(found) == ["DE", "FR"]
        assert found["DE"].value == Fraction(216890, 1_000_000)
        assert found["FR"].value == Fraction(160021, 1_000_000)
        assert found["FR"].basis is Basis.PUBLISHED

    def test_statuses(self):
        found = determined_statuses(2026)
        assert len(found) == 27
        assert found["IT"].value == {Status.MIGRATORY_PRESSURE_SAR}
        assert found["EL"].value == {Status.MIGRATORY_PRESSURE}
        assert found["BG"].value == {Status.AT_RISK, Status.SIGNIFICANT_MIGRATORY_SITUATION}
        assert found["SE"].value == frozenset()
        assert found["SE"].source is not None
        assert "2025/2323" in found["SE"].source.title
        with pytest.raises(OutOfScope, match="2031"):
            determined_statuses(2031)

    def test_pool(self):
        totals = pool_totals(2026)
        assert totals["reference_number_relocations"].value == "21000"
        assert totals["spain_statement_actual_relocations"].value == "962"
        lines = pool_member_states(2026)
        assert {line.state for line in lines} <= set(CODES)
        words = next(line for line in lines if line.state == "NL")
        assert words.value == "yes, amount not found"
        with pytest.raises(OutOfScope, match="pool_2031_totals"):
            pool_totals(2031)

    def test_sources_part_words_from_address(self):
        figures = report_figures(2026)
        change = figures["irregular_border_crossings_change"].source
        assert change.title == "Commission IP/25/2655; exact page not kept"
        assert change.url == "https://www.openrijk.nl"
        report = figures["report"].source
        assert report.title == "eur-lex.europa.eu"
        words = pool_totals(2026)["applies_from"].source
        assert (words.url, words.title[:6]) == ("", "public")

    def test_names(self):
        assert country_names("en")["EL"] == "Greece"
        assert list(country_names("GA")) == CODES
        languages = {row["lang"] for row in table("country_names_24lang.csv")}
        assert len(languages) == 24
        with pytest.raises(InputError, match="xx"):
            country_names("xx")

    def test_map(self):
        shapes = union_map()
        assert list(shapes.paths) == CODES
        assert all(path.startswith("M") for path in shapes.paths.values())
        assert shapes.view_box == "0 0 800 800"
        assert shapes.background

    def test_every_table_keeps_provenance_and_names_no_machine(self):
        for path in FACTS.glob("*.csv"):
            text = path.read_text(encoding="utf-8")
            assert "/home/" not in text
            assert "file://" not in text
            columns = next(csv.reader([text.partition("\n")[0]]))
            assert {"source", "source_url"} & set(columns)
            if path.name not in {VINTAGES, "commission_holidays.csv"}:
                assert {"source_url", "confidence", "retrieved"} <= set(columns)

    def test_every_file_is_described(self):
        described = (FACTS / "README.md").read_text(encoding="utf-8")
        files = [
            path.name for path in FACTS.iterdir() if path.suffix in {".csv", ".json", ".jsonl"}
        ]
        assert files
        assert all(f"`{name}`" in described for name in files)
