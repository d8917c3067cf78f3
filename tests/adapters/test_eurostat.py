"""Eurostat files: exact values, flags kept, the same figures from every form, clear refusals."""

import gzip
import io
import json
import sys
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from solidarity.adapters import eurostat
from solidarity.adapters.eurostat import form_of, read
from solidarity.adapters.eurostat_observations import Form, number
from solidarity.errors import InputError

FIGURES = {
    ("BE", "2023"): ("596321.3", ""),
    ("BE", "2024"): ("620250.1", "p"),
    ("EL", "2023"): ("224686.2", "p"),
    ("EL", "2024"): (None, ""),
}

TSV = (
    "freq,unit,na_item,geo\\TIME_PERIOD\t2023 \t2024 \n"
    "A,CP_MEUR,B1GQ,BE\t596321.3 \t620250.1 p\n"
    "A,CP_MEUR,B1GQ,EL\t224686.2 p\t: \n"
)
CSV_1 = (
    "DATAFLOW,LAST UPDATE,freq,unit,na_item,geo,TIME_PERIOD,OBS_VALUE,OBS_FLAG\n"
    "ESTAT:NAMA_10_GDP(1.0),01/10/25 11:00:00,A,CP_MEUR,B1GQ,BE,2023,596321.3,\n"
    "ESTAT:NAMA_10_GDP(1.0),01/10/25 11:00:00,A,CP_MEUR,B1GQ,BE,2024,620250.1,p\n"
    "ESTAT:NAMA_10_GDP(1.0),01/10/25 11:00:00,A,CP_MEUR,B1GQ,EL,2023,224686.2,p\n"
    "ESTAT:NAMA_10_GDP(1.0),01/10/25 11:00:00,A,CP_MEUR,B1GQ,EL,2024,,\n"
)
CSV_2 = (
    "STRUCTURE,STRUCTURE_ID,ACTION,freq,unit,na_item,geo,TIME_PERIOD,OBS_VALUE,OBS_FLAG\n"
    "dataflow,ESTAT:NAMA_10_GDP(1.0),I,A,CP_MEUR,B1GQ,BE,2023,596321.3,\n"
    "dataflow,ESTAT:NAMA_10_GDP(1.0),I,A,CP_MEUR,B1GQ,BE,2024,620250.1,p\n"
    "dataflow,ESTAT:NAMA_10_GDP(1.0),I,A,CP_MEUR,B1GQ,EL,2023,224686.2,p\n"
    "dataflow,ESTAT:NAMA_10_GDP(1.0),I,A,CP_MEUR,B1GQ,EL,2024,,\n"
)
LABELLED = (
    "DATAFLOW;LAST UPDATE;freq: Time frequency;unit: Unit;na_item: Item;geo: Place;"
    "TIME_PERIOD: Time;OBS_VALUE: Value;OBS_FLAG: Flag\n"
    'ESTAT:NAMA_10_GDP(1.0);x;A: Annual;CP_MEUR: Million;B1GQ: GDP;"BE: Belgium";2024;620250.1;'
    "p: provisional\n"
)


def json_stat(**changes):
    document = {
        "version": "2.0",
        "class": "dataset",
        "updated": "2025-10-01T11:00:00+0200",
        "extension": {"id": "NAMA_10_GDP"},
        "id": ["freq", "unit", "na_item", "geo", "time"],
        "size": [1, 1, 1, 2, 2],
        "dimension": {
            "freq": {"category": {"index": {"A": 0}}},
            "unit": {"category": {"index": ["CP_MEUR"]}},
            "na_item": {"category": {"label": {"B1GQ": "GDP"}}},
            "geo": {"category": {"index": {"EL": 1, "BE": 0}}},
            "time": {"category": {"index": {"2023": 0, "2024": 1}}},
        },
        "value": {"0": 596321.3, "1": 620250.1, "2": 224686.2},
        "status": {"1": "p", "2": "p"},
    }
    return json.dumps(document | changes)


ML = """<?xml version="1.0" encoding="UTF-8"?>
<m:GenericData
 xmlns:m="http://www.sdmx.org/resources/sdmxml/schemas/v2_1/message"
 xmlns:g="http://www.sdmx.org/resources/sdmxml/schemas/v2_1/data/generic"
 xmlns:c="http://www.sdmx.org/resources/sdmxml/schemas/v2_1/common">
<m:Header><m:ID>X</m:ID><m:Test>false</m:Test><m:Prepared>2025-10-01T11:00:00Z</m:Prepared>
<m:Sender id="ESTAT"/><m:Structure structureID="N" dimensionAtObservation="TIME_PERIOD">
<c:Structure><Ref agencyID="ESTAT" id="NAMA_10_GDP" version="1.0"/></c:Structure></m:Structure>
</m:Header><m:DataSet structureRef="N" action="Replace">%s</m:DataSet></m:GenericData>"""


def series_ml(geo, observations):
    key = {"freq": "A", "unit": "CP_MEUR", "na_item": "B1GQ", "geo": geo}
    codes = "".join(f'<g:Value id="{name}" value="{code}"/>' for name, code in key.items())
    return f"<g:Series><g:SeriesKey>{codes}</g:SeriesKey>{observations}</g:Series>"


def sdmx_ml():
    text = ""
    for geo in ("BE", "EL"):
        observations = ""
        for period in ("2023", "2024"):
            value, flag = FIGURES[geo, period]
            attributes = (
                f'<g:Attributes><g:Value id="OBS_FLAG" value="{flag}"/></g:Attributes>'
                if flag
                else ""
            )
            observations += (
                f'<g:Obs><g:ObsDimension value="{period}"/>'
                f'<g:ObsValue value="{value or "NaN"}"/>{attributes}</g:Obs>'
            )
        text += series_ml(geo, observations)
    return ML % text


def figures(dataset):
    return {(item.geo, item.period): (item.value, item.flags) for item in dataset.observations}


EXPECTED = {
    place: (None if value is None else Decimal(value), flag)
    for place, (value, flag) in FIGURES.items()
}


class TestSameFiguresFromEveryForm:
    """The key of Art. 66 is exact: so are the figures, whatever the form of the download."""

    @pytest.mark.parametrize(
        ("name", "text", "form"),
        [
            ("nama.tsv", TSV, Form.TSV),
            ("nama.csv", CSV_1, Form.SDMX_CSV),
            ("nama.csv", CSV_2, Form.SDMX_CSV),
            ("nama.json", json_stat(), Form.JSON_STAT),
            ("nama.xml", sdmx_ml(), Form.SDMX_ML),
        ],
    )
    def test_each_form(self, name, text, form):
        dataset = read(text.encode(), name)
        assert dataset.form is form
        assert figures(dataset) == EXPECTED
        assert all(item.dimensions["na_item"] == "B1GQ" for item in dataset.observations)

    def test_gzip_and_byte_order_mark_are_opened(self):
        packed = gzip.compress(b"\xef\xbb\xbf" + TSV.encode())
        assert figures(read(packed, "nama.tsv.gz")) == EXPECTED

    def test_codes_beside_labels(self):
        dataset = read(LABELLED.encode(), "nama.csv")
        assert figures(dataset) == {("BE", "2024"): (Decimal("620250.1"), "p")}
        assert dataset.code == "nama_10_gdp"

    def test_code_and_last_update_are_kept(self):
        assert read(CSV_1.encode(), "n.csv").updated == "01/10/25 11:00:00"
        assert read(CSV_1.encode(), "n.csv").code == "nama_10_gdp"
        assert read(json_stat().encode(), "n.json").updated.startswith("2025-10-01")

    def test_list_values_and_one_status_for_all(self):
        text = json_stat(value=[1.10, None, 3, 4], status="e")
        found = figures(read(text.encode(), "n.json"))
        assert found["BE", "2023"] == (Decimal("1.1"), "e")
        assert found["BE", "2024"] == (None, "e")

    def test_lines_are_kept(self):
        assert [item.line for item in read(TSV.encode(), "n.tsv").observations] == [2, 2, 3, 3]

    def test_sdmx1_reads_the_same_from_the_same_text(self):
        """Its CSV reader takes SDMX-CSV 2 with a structure: ours needs none and agrees with it."""
        sdmx = pytest.importorskip("sdmx")
        from sdmx.model import v30

        structure = v30.DataStructureDefinition(id="NAMA_10_GDP")
        for name in ("freq", "unit", "na_item", "geo", "TIME_PERIOD"):
            structure.dimensions.append(v30.Dimension(id=name))
        structure.measures.append(v30.Measure(id="OBS_VALUE"))
        structure.attributes.append(v30.DataAttribute(id="OBS_FLAG"))
        flow = v30.Dataflow(id="NAMA_10_GDP", structure=structure)
        message = sdmx.read_sdmx(io.BytesIO(CSV_2.encode()), format="CSV", structure=flow)
        theirs = {}
        for item in message.data[0].obs:
            key = {name: value.value for name, value in item.dimension.values.items()}
            written = str(item.value or "")
            flag = str(item.attached_attribute["OBS_FLAG"].value or "")
            theirs[key["geo"], key["TIME_PERIOD"]] = (Decimal(written) if written else None, flag)
        assert theirs == figures(read(CSV_2.encode(), "nama.csv"))


class TestRefusals:
    """What cannot be read gets one clear message with its place."""

    @pytest.mark.parametrize(
        ("name", "content", "says"),
        [
            ("nama.tsv", CSV_1.encode(), "the name says TSV, the content is SDMX-CSV"),
            ("nama.csv.gz", gzip.compress(TSV.encode()), "the name says CSV, the content is TSV"),
            ("nama.json", b"PK\x03\x04 a spreadsheet", "not a Eurostat file"),
            ("nama.json", b'{"error": [{"label": "queued"}]}', "not a Eurostat file"),
            ("nama.xml", b"<html><body>Not found</body></html>", "not a Eurostat file"),
            ("nama.tsv", b"", "not a Eurostat file"),
            ("nama.tsv.gz", gzip.compress(TSV.encode())[:-9], "gzip archive is damaged"),
            ("nama.tsv", TSV.encode()[:-4], "nama.tsv:3: 4 codes and 1 values"),
            ("nama.tsv", TSV.replace("620250.1", "6x").encode(), 'nama.tsv:2, column 2024: "6x p"'),
            ("nama.tsv", TSV.encode().replace(b"EL", b"\xff\xfe"), "nama.tsv:3: a character"),
            ("nama.csv", CSV_1[:-20].encode(), "nama.csv:5: 4 fields"),
            ("nama.csv", CSV_1.replace("620250.1", "many").encode(), "nama.csv:3, column OBS_V"),
            ("nama.csv", (CSV_1 + '"open').encode(), "cannot be read"),
            ("nama.json", json_stat().encode()[:-30], "damaged or cut"),
            ("nama.json", json_stat(size=[1, 1, 1, 3, 2]).encode(), "size 3 but 2 categories"),
            ("nama.json", json_stat(value=[1]).encode(), "1 values, 4 expected"),
            ("nama.json", json_stat(value={"9": 1}).encode(), "outside the cube"),
            ("nama.json", json_stat(value={"0": "many"}).encode(), '"many" is not a number'),
            ("nama.json", json_stat(id=["freq"]).encode(), "not a JSON-stat 2.0 dataset"),
            ("nama.xml", sdmx_ml().encode()[:-60], "sdmx1 cannot read"),
            ("nama.xml", sdmx_ml().replace("620250.1", "many").encode(), '"many" is not a number'),
            (
                "nama.xml",
                sdmx_ml().replace("<m:Gen", "<!DOCTYPE a><m:Gen", 1).encode(),
                "declares entities",
            ),
        ],
    )
    def test_one_message(self, name, content, says):
        with pytest.raises(InputError) as refused:
            read(content, name)
        assert says in str(refused.value)
        assert name in str(refused.value)

    def test_a_file_that_is_too_large(self, monkeypatch):
        monkeypatch.setattr(eurostat, "BYTES_MAX", 20)
        with pytest.raises(InputError, match="too large"):
            read(gzip.compress(TSV.encode()), "nama.tsv.gz")

    def test_sdmx_ml_without_the_extra(self, monkeypatch):
        monkeypatch.setitem(sys.modules, "sdmx", None)
        with pytest.raises(InputError, match=r"extra \[sdmx\]"):
            read(sdmx_ml().encode(), "nama.xml")

    @given(st.binary(max_size=300))
    def test_hostile_bytes_are_refused_not_crashed_on(self, content):
        with pytest.raises(InputError):
            read(content, "x.tsv")

    @given(st.text(max_size=200))
    def test_hostile_text_after_a_good_header(self, text):
        try:
            dataset = read((TSV + text).encode("utf-8", "surrogatepass"), "x.tsv")
        except InputError:
            return
        assert figures(dataset).items() >= EXPECTED.items()

    @given(
        st.recursive(
            st.none() | st.integers() | st.text(),
            lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
            max_leaves=8,
        )
    )
    def test_hostile_json(self, value):
        with pytest.raises(InputError):
            read(json.dumps({"dimension": value, "size": value, "id": value}).encode(), "x.json")


class TestNumber:
    """Only plain numbers are numbers."""

    @given(
        st.decimals(
            allow_nan=False, allow_infinity=False, places=2, min_value=-(10**12), max_value=10**12
        )
    )
    def test_plain_numbers_are_exact(self, value):
        assert number(str(value)) == value

    @pytest.mark.parametrize(
        "text", ["NaN", "inf", "1,5", "1 000", "1_000", "", "0x1", "1e999", "١"]
    )
    def test_the_rest_is_not(self, text):
        assert number(text) is None


def test_form_of_nothing_known():
    assert form_of(b"\x00\x01") is None
