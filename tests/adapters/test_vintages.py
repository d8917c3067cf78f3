"""Freezing a vintage: whole, exact, new, never overwritten."""

from datetime import date
from fractions import Fraction

import pytest

from solidarity.adapters.eurostat import read
from solidarity.adapters.fact_tables import GDP, POPULATION, gdp, population, vintages
from solidarity.adapters.table_files import read_table
from solidarity.adapters.vintages import Origin, freeze, own_dataset, series_of, write
from solidarity.errors import InputError
from solidarity.terms.member_states import MEMBER_STATES

CODES = [state.code for state in MEMBER_STATES]
ORIGIN = Origin("gdp.tsv", "", date(2026, 10, 1))


def nama(years=("2023", "2024"), change=None):
    """A whole dataset as TSV; `change` replaces cells by (geo, year)."""
    text = "freq,unit,na_item,geo\\TIME_PERIOD\t" + "\t".join(years) + "\n"
    for place, geo in enumerate([*CODES, "EU27_2020", "NO"]):
        cells = [(change or {}).get((geo, year), f"{1000 + place}.5 p") for year in years]
        text += f"A,CP_MEUR,B1GQ,{geo}\t" + "\t".join(cells) + "\n"
        text += f"A,CLV20_MEUR,B1GQ,{geo}\t" + "\t".join("1" for _ in years) + "\n"
    return read(text.encode(), "gdp.tsv")


def pjan():
    text = "freq,unit,age,sex,geo\\TIME_PERIOD\t2025\n"
    for place, geo in enumerate(CODES):
        text += f"A,NR,TOTAL,T,{geo}\t{1000 + place} b\nA,NR,Y1,T,{geo}\t7\nA,NR,TOTAL,F,{geo}\t8\n"
    return read(text.encode(), "pjan.tsv")


class TestFreeze:
    """Art. 66 asks for the latest figures of every Member State bound by Part IV."""

    def test_latest_whole_year_is_taken(self):
        frozen = freeze(nama(change={("MT", "2024"): ":"}), ORIGIN)
        assert frozen.vintage.reference_year == 2023
        assert freeze(nama(), ORIGIN).vintage.reference_year == 2024

    def test_denmark_may_be_missing(self):
        frozen = freeze(nama(change={("DK", "2024"): ":"}), ORIGIN)
        assert frozen.missing == ("DK",)
        assert frozen.vintage.reference_year == 2024

    def test_other_places_and_units_are_left_out(self):
        frozen = freeze(nama(), ORIGIN, 2024)
        assert [row["eu_code"] for row in frozen.rows] == CODES
        assert frozen.rows[0][GDP] == "1000.5"
        assert frozen.rows[0]["flag"] == "p"

    def test_population_by_age_takes_the_total(self):
        frozen = freeze(pjan(), Origin("pjan.tsv", "July 2025", date(2026, 1, 1)))
        assert frozen.measure == POPULATION
        assert frozen.rows[1][POPULATION] == "1001"
        assert frozen.vintage.release == "July 2025"

    @pytest.mark.parametrize(
        ("change", "says"),
        [
            ({("MT", "2024"): ":"}, "no figure for Malta in 2024"),
            ({("MT", "2024"): "-3"}, "MT has -3; expected a positive figure"),
            ({("MT", "2024"): "0"}, "MT has 0"),
        ],
    )
    def test_refused(self, change, says):
        with pytest.raises(InputError) as refused:
            freeze(nama(change=change), ORIGIN, 2024)
        assert says in str(refused.value)

    def test_half_a_person_is_refused(self):
        text = "freq,indic_de,geo\\TIME_PERIOD\t2025\n"
        text += "".join(f"A,JAN,{code}\t1.5\n" for code in CODES)
        with pytest.raises(InputError, match=r"BE has 1\.5; expected whole persons"):
            freeze(read(text.encode(), "gind.tsv"), ORIGIN)

    def test_a_table_of_ones_own(self):
        text = "state,gdp_meur\n" + "".join(f"{code},7.25\n" for code in CODES)
        table = read_table(text.encode(), "own.csv")
        frozen = freeze(own_dataset(table, 2025), Origin("own.csv", "ours", date(2026, 1, 1)))
        assert frozen.measure == GDP
        assert frozen.rows[0][GDP] == "7.25"
        assert frozen.rows[0]["confidence"] == "medium"
        assert frozen.vintage.source == "own.csv"

    def test_a_state_twice_is_refused(self):
        dataset = nama()
        twice = type(dataset)(dataset.form, "", "", dataset.observations * 2)
        with pytest.raises(InputError, match="BE is there twice"):
            freeze(twice, ORIGIN, 2024)

    def test_no_whole_year(self):
        change = {("MT", "2023"): ":", ("EL", "2024"): ":"}
        with pytest.raises(InputError, match="no year has a figure for every Member State"):
            freeze(nama(change=change), ORIGIN)

    def test_another_dataset_is_refused(self):
        other = read(b"freq,unit,geo\\TIME_PERIOD\t2024\nA,PC,BE\t1\n", "une.tsv")
        with pytest.raises(InputError, match=r"neither population.*Art. 66"):
            series_of(other, "une.tsv")

    def test_rates_of_demo_pjan_are_not_persons(self):
        other = read(b"freq,unit,age,sex,geo\\TIME_PERIOD\t2024\nA,PC,TOTAL,T,BE\t1\n", "p.tsv")
        with pytest.raises(InputError, match="neither"):
            series_of(other, "p.tsv")


class TestWrite:
    """A new vintage is a new name; nothing is overwritten."""

    def test_written_vintages_are_read_back(self, tmp_path):
        money = freeze(nama(), ORIGIN)
        people = freeze(pjan(), Origin("pjan.tsv", "", date(2026, 1, 1)))
        files = write([money, people], tmp_path / "facts")
        assert [path.name for path in files][-1] == "vintages.csv"
        read_back = gdp(money.vintage.id, tmp_path / "facts")
        assert list(read_back) == CODES
        assert read_back["BE"].value == Fraction(2001, 2)
        assert "Eurostat flag p" in read_back["BE"].source.note
        assert population(people.vintage.id, tmp_path / "facts")["BG"].value == 1001
        assert money.vintage in vintages(tmp_path / "facts")

    def test_the_same_download_on_another_day_is_refused(self, tmp_path):
        first = freeze(nama(), Origin("gdp.tsv", "October 2025", date(2026, 10, 1)))
        write([first], tmp_path)
        before = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
        again = freeze(nama(), Origin("gdp.tsv", "October 2025", date(2026, 10, 2)))
        with pytest.raises(InputError, match="frozen already"):
            write([again], tmp_path)
        assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == before

    def test_a_new_release_is_added(self, tmp_path):
        write([freeze(nama(), Origin("a.tsv", "one", date(2026, 10, 1)))], tmp_path)
        write([freeze(nama(), Origin("a.tsv", "two", date(2026, 10, 1)))], tmp_path)
        own = [item for item in vintages(tmp_path) if item.release in {"one", "two"}]
        assert [item.release for item in own] == ["one", "two"]

    def test_altered_rows_are_noticed(self, tmp_path):
        frozen = freeze(nama(), ORIGIN)
        write([frozen], tmp_path)
        file = tmp_path / frozen.vintage.file
        file.write_text(file.read_text().replace("1000.5", "1000.6"))
        with pytest.raises(InputError, match="not those that were frozen"):
            gdp(frozen.vintage.id, tmp_path)

    def test_all_or_nothing(self, tmp_path, monkeypatch):
        money = freeze(nama(), ORIGIN)

        def fail(*_args, **_kwargs):
            raise OSError(28, "No space left on device")

        monkeypatch.setattr("solidarity.adapters.vintages._list", fail)
        with pytest.raises(InputError, match="No space left"):
            write([money], tmp_path)
        assert list(tmp_path.iterdir()) == []
