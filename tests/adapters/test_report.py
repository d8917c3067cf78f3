"""The report of a year: one file, every figure a link that opens, nothing unknown shown as zero."""

import copy
import json
import re
from html.parser import HTMLParser
from pathlib import Path

import pytest

from solidarity.adapters.report import render_report, write_report
from solidarity.adapters.report_chain import link_of
from solidarity.adapters.report_charts import NARROW, WIDE, bullet, places, share_class, waterfall
from solidarity.adapters.report_explanations import Explanations, node
from solidarity.adapters.report_words import (
    day,
    euro,
    euro_short,
    number,
    people,
    percent,
    worded,
)

DOCUMENT = Path(__file__).with_name("year_2026_document.json")
HOSTILE = "\"><script>alert(1)</script><img src=x onerror=alert(1)>'"


ACT = {"number": 0, "station": 1, "what": "Meeting", "who": "Council", "provision": "Art. 9"}


class Page(HTMLParser):
    """Reads what a test asks about: identifiers, links, loaded addresses, elements, text."""

    def __init__(self, text):
        super().__init__()
        self.ids, self.links, self.loaded, self.elements = [], [], [], []
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        given = dict(attrs)
        self.elements.append((tag, given))
        if "id" in given:
            self.ids.append(given["id"])
        if tag == "a":
            self.links.append(given.get("href"))
        if tag in {"script", "img", "iframe", "object", "embed", "source", "video", "audio"}:
            self.loaded.append(given.get("src") or given.get("data"))
        if tag == "link":
            self.loaded.append(given.get("href"))
        if tag in {"use", "image"}:
            self.loaded.append(given.get("href"))


@pytest.fixture(scope="module")
def document():
    return json.loads(DOCUMENT.read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def text(document):
    return render_report(document)


@pytest.fixture(scope="module")
def page(text):
    return Page(text)


def row_of(text, code):
    return re.search(rf'<tr id="ms-{code}">.*?</tr>', text, re.DOTALL).group(0)


class TestFile:
    def test_one_file_is_written_and_the_same_document_gives_the_same_bytes(
        self, document, text, tmp_path
    ):
        write_report(document, tmp_path / "report.html")
        assert (tmp_path / "report.html").read_text(encoding="utf-8") == text

    def test_the_document_is_left_as_it_was(self, document):
        before = copy.deepcopy(document)
        render_report(document)
        assert document == before

    def test_nothing_is_loaded_from_outside(self, text, page):
        assert all(item is None or item.startswith("#") for item in page.loaded)
        style = re.search(r"<style>(.*?)</style>", text, re.DOTALL).group(1)
        assert "@import" not in style
        assert set(re.findall(r"url\(([^)]*)\)", style)) <= {"#hatch", "#hatch-wide"}
        assert "default-src 'none'" in text

    def test_it_says_twice_that_it_is_not_official(self, text):
        header = re.search(r"<header>.*?</header>", text, re.DOTALL).group(0)
        footer = re.search(r"<footer>.*?</footer>", text, re.DOTALL).group(0)
        assert "Not an official site" in header
        assert "Not an official site" in footer

    def test_it_names_the_journal_position_its_hash_and_the_rules(self, document, text):
        assert document["journal"]["hash"] in text
        assert f"Rules {document['rules_version']}" in text

    def test_no_style_attribute_and_no_handler_stands_in_the_markup(self, page):
        for _, given in page.elements:
            assert "style" not in given
            assert not any(name.startswith("on") for name in given)


class TestStructure:
    def test_identifiers_are_unique(self, page):
        assert len(page.ids) == len(set(page.ids))

    def test_every_link_within_the_file_has_a_target(self, page):
        targets = {link[1:] for link in page.links if link.startswith("#")}
        assert targets - set(page.ids) == set()

    def test_every_figure_opens_a_sheet(self, text, page):
        sheets = set(re.findall(r'<section class="sheet" id="(\w+)"', text))
        figures = [
            given["href"][1:]
            for tag, given in page.elements
            if tag == "a" and (given.get("class") or "").startswith("f ")
        ]
        assert len(figures) > 250
        assert set(figures) <= sheets

    def test_every_sheet_is_reached_from_somewhere(self, text, page):
        sheets = set(re.findall(r'<section class="sheet" id="(\w+)"', text))
        assert sheets <= {link[1:] for link in page.links if link.startswith("#")}

    def test_tables_have_captions_and_scoped_headers(self, text, page):
        assert text.count("<table") == text.count("<caption")
        for tag, given in page.elements:
            if tag == "th":
                assert given.get("scope") in {"row", "col"}

    def test_drawings_have_a_title_and_a_description_or_are_hidden(self, text):
        for opening in re.findall(r"<svg[^>]*>(?:\s*<title)?", text):
            is_part = 'class="g ' in opening and "x=" in opening  # inside a titled link of the map
            assert "aria-hidden" in opening or "<title" in opening or is_part
        assert text.count("<desc") == 3

    def test_ten_stations_stand_in_order_with_their_lateness(self, text):
        strip = re.search(r'<ol class="stations">.*?</ol>', text, re.DOTALL).group(0)
        assert re.findall(r'class="no">(\d+)<', strip) == [str(n) for n in range(1, 11)]
        assert strip.count("27\u00a0days late") == 3
        assert "11\u00a0November\u00a02025" in strip

    def test_all_27_are_in_the_table_and_denmark_is_not_bound(self, text):
        assert text.count('<tr id="ms-') == 27
        assert "not bound by Part IV" in row_of(text, "DK")
        assert '<a class="f' not in row_of(text, "DK")

    def test_the_map_names_every_state_and_takes_no_position(self, text):
        drawing = re.search(r'<svg class="union".*?</figcaption>', text, re.DOTALL).group(0)
        codes = re.findall(r'class="code[^"]*"[^>]*>(\w\w)<', drawing)
        assert len(set(codes)) == 27
        assert drawing.count('class="leader"') == 3
        assert "imply no position" in drawing

    def test_readings_and_sources_are_listed(self, document, text):
        for reading in document["readings"]:
            assert f'<li id="{reading["id"]}">' in text
        assert text.count('<li id="s') == len(document["sources"])


class TestFigures:
    def test_the_fair_share_of_france_opens_down_to_facts_and_provision(self, text):
        row = row_of(text, "FR")
        sheet = re.search(r'href="#(n\d+)"[^>]*>(?:(?!</a>).)*3\u202f361\u00a0people', row).group(1)
        opened = re.search(rf'id="{sheet}".*?</section>', text, re.DOTALL).group(0)
        assert "16.0021\u00a0%" in opened
        assert "21\u202f000\u00a0people" in opened
        assert "https://eur-lex.europa.eu/eli/reg/2024/1351/oj#art_" in opened
        assert 'href="#R-005"' in opened
        assert "confidence" in opened
        assert "22\u00a0November\u00a02026" in opened

    def test_money_thousands_and_percent_are_written_as_the_house_writes_them(self, text):
        assert "EUR\u00a09\u202f260\u202f000" in row_of(text, "IE")
        assert "21.6890\u00a0%" in row_of(text, "DE")

    def test_unknown_is_never_printed_as_zero(self, document, text):
        for state in document["member_states"]:
            pledged = state["pledged"]
            if all(pledged[k] is None for k in ("relocations", "financial_eur")):
                cell = row_of(text, state["code"]).split("<td")[3]
                assert "not published" in cell
                assert not re.search(r">(EUR\u00a0)?0(\u00a0people)?<", cell)

    def test_a_figure_that_becomes_unknown_loses_its_number(self, document):
        changed = copy.deepcopy(document)
        ireland = next(s for s in changed["member_states"] if s["code"] == "IE")
        ireland["explain"] = {}
        for stage in ("pledged", "net_due"):
            ireland[stage].update(dict.fromkeys(("relocations", "financial_eur"), None))
            ireland[stage]["alternative_eur"] = None
        row = row_of(render_report(changed), "IE")
        assert row.count("not published") == 4
        assert "9\u202f260\u202f000" in row.split("<td")[2]  # the fair share stays
        assert "9\u202f260\u202f000" not in "".join(row.split("<td")[3:])

    def test_the_steps_of_the_waterfall_open_into_the_member_states(self, text):
        drawing = re.search(r'<svg class="waterfall wide".*?</svg>', text, re.DOTALL).group(0)
        opened = dict(re.findall(r'<a href="#(n\d+)" aria-label="([^:]*):', drawing))
        sheets = {
            label: re.search(rf'id="{anchor}" .*?</section>', text, re.DOTALL).group(0)
            for anchor, label in opened.items()
        }
        assert "Hungary, Slovakia" in sheets["Not pledged"]
        assert "Greece" in sheets["Released"]
        assert "Netherlands" in sheets["Not published"]

    def test_a_year_without_a_reference_number_says_so(self, document):
        text = render_report({**document, "reference": None})
        keys = re.search(r'<dl class="keys">.*?</dl>', text, re.DOTALL).group(0)
        asked = keys.split("</div>")[0]
        assert asked.count("not published") == 2
        assert "21\u202f000" not in asked

    def test_sums_say_at_least_and_how_many_are_missing(self, text):
        total = re.search(r'<tbody class="all">.*?</tbody>', text, re.DOTALL).group(0)
        assert 'at least</span> <span class="v">EUR\u00a032\u202f680\u202f000' in total
        assert "10 not published" in total

    def test_released_and_deducted_are_struck_through(self, text):
        assert re.search(r"<s>[\d\u202f.]+</s>", row_of(text, "EL"))
        assert re.search(r"<s>[\d\u202f.]+</s>", row_of(text, "EE"))
        assert "<s>" not in row_of(text, "DE")

    def test_the_statement_of_spain_stands_beside_with_named_unknowns(self, text):
        part = re.search(r'<section aria-labelledby="claims-t".*?</section>', text, re.DOTALL)
        assert "962\u00a0people" in part.group(0)
        assert "EUR\u00a074\u202f660\u202f000" in part.group(0)
        assert "Named unknowns" in part.group(0)
        assert "<b>Sweden</b>" in part.group(0)
        chain = re.search(r'<table class="chain">.*?</table>', text, re.DOTALL).group(0)
        assert "962" not in re.sub(r"<[^>]*>", " ", chain).split()

    def test_parts_that_are_implemented_or_paid_are_shown(self, document):
        changed = copy.deepcopy(document)
        ireland = next(s for s in changed["member_states"] if s["code"] == "IE")
        ireland["explain"] = {}
        ireland["implemented"].update(relocations=3, basis="published")
        ireland["paid_eur"] = 9_260_000
        text = render_report(changed)
        assert "3\u00a0people" in row_of(text, "IE")
        assert "confirmed in January" not in text


class TestStations:
    def strip(self, document, *acts):
        stations = [
            {**ACT, "due": None, "actual": None, "days_late": 0, "note": "", **act} for act in acts
        ]
        text = render_report({**document, "stations": stations})
        return re.search(r'<ol class="stations">.*?</ol>', text, re.DOTALL).group(0)

    @pytest.mark.parametrize(
        ("states", "words"),
        [
            (("done", "late"), "done"),
            (("done", "unrecorded"), "done"),
            (("unrecorded",), "not recorded"),
            (("done", "open"), "partly done"),
            (("open", "overdue"), "overdue"),
            (("open",), "open"),
        ],
    )
    def test_several_acts_of_a_station_stand_under_it(self, document, states, words):
        strip = self.strip(document, *({"state": state} for state in states))
        assert re.findall(r'state-words">([^<]*)<', strip)[0] == words
        assert ("more act" in strip) == (len(states) > 1)

    def test_the_last_act_that_happened_comes_first(self, document):
        strip = self.strip(
            document,
            {"state": "done", "actual": "2025-06-01", "what": "Data"},
            {"state": "late", "actual": "2025-11-11", "what": "Adoption", "days_late": 1},
        )
        assert strip.index("Adoption") < strip.index("Data")
        assert "1\u00a0day late" in strip


class TestHostileText:
    def test_text_from_the_document_cannot_become_markup_or_a_link(self, document):
        changed = copy.deepcopy(document)
        changed["headline"] = HOSTILE
        changed["stations"][0].update(title=HOSTILE, who=HOSTILE, note=HOSTILE, provision=HOSTILE)
        france = next(s for s in changed["member_states"] if s["code"] == "FR")
        france["name"] = HOSTILE
        france["explain"]["fair_share"].update(figure=HOSTILE, text=HOSTILE, value=HOSTILE)
        france["explain"]["fair_share"]["link"] = "javascript:alert(1)"
        france["statuses"] = [HOSTILE]
        changed["waterfall"][0].update(label=HOSTILE, sentence=HOSTILE)
        changed["claims"][0].update(by=HOSTILE, sentence=HOSTILE)
        changed["sources"][0].update(title=HOSTILE, url="javascript:alert(1)", note=HOSTILE)
        changed["readings"][0].update(title=HOSTILE)
        page = Page(render_report(changed))
        assert [tag for tag, _ in page.elements].count("script") == 1
        assert "img" not in {tag for tag, _ in page.elements}
        assert not [link for link in page.links if link.startswith("javascript")]

    def test_addresses_that_are_not_addresses_stay_text(self, document):
        changed = copy.deepcopy(document)
        changed["sources"] = [
            {"title": "t", "url": u, "confidence": "low", "retrieved": "", "note": ""}
            for u in ("(no source found)", "https://a b", "ftp://x", "")
        ]
        text = render_report(changed)
        listed = re.search(r'<ol class="sources">.*?</ol>', text, re.DOTALL).group(0)
        assert "href" not in listed


class TestExplanations:
    def test_equal_branches_are_written_once_and_a_large_shared_one_is_a_sheet(self):
        def whole():
            return node("whole", 30, inputs=[node(f"part {n}", n) for n in range(20)])

        book = Explanations()
        first = book.open(node("first", 1, inputs=[whole()]))
        second = book.open(node("second", 2, inputs=[whole()]))
        again = book.open(node("first", 1, inputs=[whole()]))
        assert (first, second, again) == ("n1", "n2", "n1")
        sheets = book.sheets()
        assert [sheet.node["figure"] for sheet in sheets] == ["first", "second", "whole"]
        assert book.is_linked(sheets[0].inputs[0], sheets[0])
        assert sheets[0].inputs[0] is sheets[1].inputs[0]

    def test_a_small_branch_stays_in_place(self):
        book = Explanations()
        leaf = node("leaf", 1)
        book.open(node("a", 1, inputs=[leaf]))
        book.open(node("b", 2, inputs=[leaf]))
        assert [sheet.node["figure"] for sheet in book.sheets()] == ["a", "b"]

    def test_no_value_is_unknown_whatever_the_basis_says(self):
        assert node("x", None, basis="published")["basis"] == "unknown"
        assert node("x", 0, basis="published")["basis"] == "published"


class TestCharts:
    STEPS = (
        ("reference", 100, "total"),
        ("rounding", 10, "plus"),
        ("fair_shares", 110, "total"),
        ("released", 40, "minus"),
        ("not_published", 30, "unknown"),
        ("relocations", 15, "remains"),
        ("financial", 25, "remains"),
    )

    def steps(self):
        return [
            {"step": s, "label": s, "units": u, "kind": k, "basis": "reported", "sentence": ""}
            for s, u, k in self.STEPS
        ]

    @pytest.mark.parametrize("frame", [WIDE, NARROW])
    def test_bars_hang_from_each_other_and_what_remains_closes_the_chain(self, frame):
        bars = waterfall(self.steps(), frame).bars
        scale = (frame.right - frame.left) / 110
        ends = [(round((b.x - frame.left) / scale), round(b.width / scale)) for b in bars]
        assert ends == [(0, 100), (100, 10), (0, 110), (70, 40), (40, 30), (0, 15), (15, 25)]

    def test_what_is_unknown_is_hatched_even_where_its_extent_is_known(self):
        bars = {bar.step: bar for bar in waterfall(self.steps(), WIDE).bars}
        assert bars["not_published"].basis == "unknown"
        assert bars["released"].struck
        assert not bars["not_published"].struck

    def test_an_unknown_extent_reaches_down_to_the_zero_line(self):
        steps = [*self.steps()[:1], {**self.steps()[4], "units": None, "unknown_units": None}]
        bars = waterfall(steps, WIDE).bars
        assert (bars[1].x, bars[1].width) == (WIDE.left, WIDE.right - WIDE.left)

    def test_no_steps_draw_nothing(self):
        assert waterfall([], WIDE).bars == ()

    def test_a_pledge_is_drawn_against_its_fair_share_and_hatched_where_unknown(self):
        fair = {"units": 100, "eur": 2_000_000}
        known = {"relocations": 50, "financial_eur": 1_000_000, "alternative_eur": 0}
        found = bullet({**known, "basis": "reported"}, fair)
        assert [part[3] for part in found.parts] == [52.0, 52.0]
        assert found.unknown_from is None
        found = bullet({**known, "financial_eur": None, "basis": "reported"}, fair)
        assert found.unknown_from == 52.0

    def test_share_classes(self):
        assert [share_class(s) for s in ("0.9999", "1.0000", "5.5", "11.9", "21.6890")] == [
            0, 1, 2, 3, 4,
        ]  # fmt: skip
        assert share_class(None) is None

    def test_a_chosen_type_without_amount_is_a_hatched_mark(self, document):
        found = places(document["member_states"], {}, frozenset({("NL", "financial_eur")}))
        marks = {place.code: [m[:2] for m in place.marks] for place in found}
        assert marks["NL"] == [("financial_eur", "unknown")]
        assert marks["RO"] == [("units", "unknown")]
        assert marks["IE"] == [("financial_eur", "reported")]


class TestWords:
    def test_numbers(self):
        assert number(962) == "962"
        assert number(4555) == "4\u202f555"
        assert number(-21000) == "\u221221\u202f000"
        assert number("16.0021") == "16.0021"
        assert number("5013/2") == "2\u202f506.5"
        assert number("1/3") == "0.3333"
        assert number("about 100") == "about 100"

    def test_people_money_percent(self):
        assert people(1) == "1\u00a0person"
        assert people(0) == "0\u00a0people"
        assert euro(9_260_000) == "EUR\u00a09\u202f260\u202f000"
        assert euro("20000.50") == "EUR\u00a020\u202f000.50"
        assert euro_short(420_000_000) == "EUR\u00a0420\u00a0million"
        assert euro_short(91_100_000) == "EUR\u00a091.1\u00a0million"
        assert euro_short(9_262_345) == "EUR\u00a09\u202f262\u202f345"
        assert euro_short(280_000) == "EUR\u00a0280\u202f000"
        assert euro_short("1000000.50") == "EUR\u00a01\u202f000\u202f000.50"
        assert percent("21.6890") == "21.6890\u00a0%"

    def test_days(self):
        assert day("2025-11-11") == "11\u00a0November\u00a02025"
        assert day("2026-06-12T10:00") == "12\u00a0June\u00a02026"
        assert day("soon") == "soon"

    def test_values_of_any_kind(self):
        assert worded(None, "EUR") == "not published"
        assert worded(True) == "yes"
        assert worded(["EL", "CY"]) == "EL, CY"
        assert worded([]) == "none"
        assert worded({"relocations": 3}) == "relocations: 3"
        assert worded("160021/1000000") == "16.0021\u00a0%"
        assert worded("3/2", "person-equivalents") == "1.5\u00a0person-equivalents"
        assert worded("2026-06-12") == "12\u00a0June\u00a02026"
        assert worded(0, "persons") == "0\u00a0people"
        assert worded("21.5", "percent") == "21.5\u00a0%"

    def test_provisions_link_to_the_act_they_name_first(self):
        assert link_of("Art. 66").endswith("2024/1351/oj#art_66")
        assert link_of("Arts 61(4), 62(5)").endswith("2024/1351/oj#art_61")
        assert "2025/2055" in link_of("Art. 30 Implementing Regulation (EU) 2025/2055")
        assert "2024/1351" in link_of(
            "Art. 60(6); Arts 30, 31 Implementing Regulation (EU) 2025/2055"
        )
        assert link_of("Annex I").endswith("anx_I")
        assert link_of("Art. 9(4) Regulation (EU) 2024/1359").endswith("2024/1359/oj#art_9")
        assert link_of("nothing") is None
        assert link_of(None) is None
