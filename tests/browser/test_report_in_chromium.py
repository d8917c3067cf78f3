"""The report in a real Chromium: from disk, by keyboard, without JavaScript, without violation."""

import json
from pathlib import Path

import pytest
from given_chromium import RULES, chromium

from solidarity.adapters.report import write_report

pytestmark = pytest.mark.browser

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def browser():
    yield from chromium()


@pytest.fixture(scope="module")
def report(tmp_path_factory):
    text = (ROOT / "tests/adapters/year_2026_document.json").read_text(encoding="utf-8")
    path = tmp_path_factory.mktemp("report") / "report.html"
    write_report(json.loads(text), path)
    return path.as_uri()


@pytest.fixture
def open_page(browser, report):
    contexts = []

    def opened(**options):
        context = browser.new_context(
            viewport={"width": options.pop("width", 1280), "height": 900}, **options
        )
        contexts.append(context)
        page = context.new_page()
        page.requested, page.wrong = [], []
        page.on("request", lambda request: page.requested.append(request.url))
        page.on("console", lambda message: page.wrong.append(message.text))
        page.on("pageerror", lambda error: page.wrong.append(str(error)))
        page.goto(report)
        return page

    yield opened
    for context in contexts:
        context.close()


class TestFromDisk:
    def test_it_asks_for_nothing_but_itself_and_nothing_goes_wrong(self, open_page, report):
        page = open_page()
        page.wait_for_load_state("networkidle")
        assert page.requested == [report]
        assert page.wrong == []
        assert page.title().startswith("Solidarity 2026")

    @pytest.mark.parametrize("width", [320, 768, 1280, 1920])
    def test_the_page_itself_never_scrolls_sideways(self, open_page, width):
        page = open_page(width=width)
        assert page.evaluate("document.documentElement.scrollWidth") == width

    def test_the_sheet_fits_on_a_phone(self, open_page):
        page = open_page(width=320)
        page.click("#f-FR-fair_share-1")
        assert page.locator(".sheet.open").bounding_box()["width"] == 320
        assert page.evaluate("document.documentElement.scrollWidth") == 320


class TestKeyboard:
    def test_tab_reaches_a_figure_enter_opens_it_escape_returns(self, open_page):
        page = open_page()
        for _ in range(12):
            page.keyboard.press("Tab")
            if page.evaluate("document.activeElement.classList.contains('f')"):
                break
        figure = page.evaluate("document.activeElement.textContent")
        assert "21\u202f000" in figure
        page.keyboard.press("Enter")
        sheet = page.locator(".sheet.open")
        assert sheet.is_visible()
        assert "Council Implementing Decision (EU) 2025/2642" in sheet.inner_text()
        assert page.evaluate("document.activeElement.classList.contains('sheet')")
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.textContent") == "Close"
        page.keyboard.press("Escape")
        assert page.locator(".sheet.open").count() == 0
        assert page.evaluate("document.activeElement.textContent") == figure

    def test_leaving_the_sheet_closes_it_so_that_it_hides_no_focus(self, open_page):
        page = open_page()
        page.click("#f-FR-fair_share-1")
        page.focus("#f-DE-fair_share-1")
        assert page.locator(".sheet.open").count() == 0

    def test_one_sheet_leads_to_the_next_and_back(self, open_page):
        page = open_page()
        page.click("#f-FR-fair_share-2")
        first = page.locator(".sheet.open").get_attribute("id")
        page.locator(".sheet.open li b a").first.click()
        assert page.locator(".sheet.open").get_attribute("id") != first
        page.go_back()
        assert page.locator(".sheet.open").get_attribute("id") == first

    def test_an_address_with_a_figure_opens_it(self, open_page, report):
        page = open_page()
        sheet = page.get_attribute("#f-FR-fair_share-1", "href")
        page.goto("about:blank")
        page.goto(report + sheet)
        assert "3\u202f361" in page.locator(".sheet.open").inner_text()


class TestWithoutJavaScript:
    def test_a_figure_opens_and_closes(self, open_page):
        page = open_page(java_script_enabled=False)
        assert page.locator(".sheet:visible").count() == 0
        page.focus("#f-FR-fair_share-1")
        page.keyboard.press("Enter")
        sheet = page.locator(".sheet:visible")
        assert sheet.count() == 1
        assert "16.0021" in sheet.inner_text()
        sheet.locator("a.close").click()
        assert page.locator(".sheet:visible").count() == 0


class TestAccessibility:
    @pytest.mark.parametrize("scheme", ["light", "dark"])
    @pytest.mark.parametrize("width", [1280, 320])
    def test_axe_finds_no_violation(self, open_page, scheme, width):
        from axe_playwright_python.sync_playwright import Axe

        page = open_page(width=width, color_scheme=scheme)
        page.evaluate("document.querySelectorAll('details').forEach(d => { d.open = true; })")
        found = Axe().run(page, options=RULES)
        assert found.violations_count == 0, found.generate_report()

    @pytest.mark.parametrize("scheme", ["light", "dark"])
    def test_axe_finds_no_violation_in_an_open_sheet(self, open_page, scheme):
        from axe_playwright_python.sync_playwright import Axe

        page = open_page(color_scheme=scheme)
        page.click("#f-FR-fair_share-1")
        found = Axe().run(page, context={"include": [".sheet.open"]}, options=RULES)
        assert found.violations_count == 0, found.generate_report()


class TestPaper:
    def test_the_chain_prints_without_the_sheets(self, open_page):
        page = open_page()
        page.emulate_media(media="print")
        assert page.locator("table.chain").is_visible()
        assert not page.locator("#sheets").is_visible()
        assert page.locator(".waterfall.wide").is_visible()
