"""The pages in a real Chromium: every page by axe, by keyboard, without JavaScript, live."""

import os
from pathlib import Path

import pytest
from given_chromium import RULES, chromium, served

pytestmark = pytest.mark.browser

ROOM = "/sandbox/2027/forum"
PAGES = {
    "year": "/2026",
    "key": "/2026/key",
    "pool": "/2026/pool",
    "offsets": "/2026/offsets",
    "confirmation": "/2026/confirmation",
    "figure": "/2026/figures/FR/net_due_relocations",
    "states": "/states",
    "state": "/states/IT",
    "state-not-bound": "/states/DK",
    "calendar": "/calendar",
    "journal": "/journal?verify=1",
    "rules": "/rules",
    "readings": "/readings",
    "roles": "/roles",
    "forum": ROOM,
    "forum-closed": "/2026/forum",
    "year-before-the-act": "/2026?as_of=2025-11-20",
    "sandbox-year": "/sandbox/2027",
    "missing": "/nothing-here",
}


@pytest.fixture(scope="module")
def browser():
    yield from chromium()


@pytest.fixture(scope="module")
def address(tmp_path_factory):
    yield from (found for found, _server in served(tmp_path_factory.mktemp("served")))


@pytest.fixture(scope="module")
def signed_in(browser, address):
    """What a browser keeps once someone has signed in, by role; each signs in once."""
    kept = {}

    def state(role):
        if role not in kept:
            context = browser.new_context(base_url=address)
            page = context.new_page()
            page.goto("/sign-in")
            if page.locator(f"button[value={role}]").count():
                page.click(f"button[value={role}]")
            else:
                page.select_option("#delegation", role)
                page.click("text=Enter the forum")
            page.wait_for_load_state()
            kept[role] = context.storage_state()
            context.close()
        return kept[role]

    return state


@pytest.fixture
def visit(browser, address, signed_in):
    contexts = []

    def opened(path, *, role="", **options):
        width = options.pop("width", 1280)
        if role:
            options["storage_state"] = signed_in(role)
        context = browser.new_context(
            base_url=address, viewport={"width": width, "height": 900}, **options
        )
        contexts.append(context)
        page = context.new_page()
        page.outside, page.wrong = [], []
        page.on(
            "request",
            lambda one: None if one.url.startswith(address) else page.outside.append(one.url),
        )
        page.on("console", lambda message: page.wrong.append(message.text))
        page.on("pageerror", lambda error: page.wrong.append(str(error)))
        page.goto(path)
        return page

    yield opened
    for context in contexts:
        context.close()


def violations(page):
    from axe_playwright_python.sync_playwright import Axe

    page.evaluate("document.querySelectorAll('details').forEach(d => { d.open = true; })")
    found = Axe().run(page, options=RULES)
    return found.generate_report() if found.violations_count else ""


def until(page, holds, within=2000):
    """Wait until something holds; the page's own policy forbids doing this inside it."""
    for _ in range(within // 50):
        if holds():
            return
        page.wait_for_timeout(50)
    assert holds()


def pledge(page, **fields):
    for name, value in fields.items():
        page.fill(f"#f-{name}", value)
    page.click("text=Review the pledge")
    page.click("button:has-text('Pledge for'), button:has-text('Pledge nothing')")


class TestAccessibility:
    @pytest.mark.parametrize("name", PAGES)
    @pytest.mark.parametrize(
        ("width", "scheme"), [(1280, "light"), (1280, "dark"), (320, "light"), (320, "dark")]
    )
    def test_axe_finds_no_violation_and_the_page_fits(self, visit, name, width, scheme):
        page = visit(PAGES[name], role="demo-pt", width=width, color_scheme=scheme)
        assert violations(page) == ""
        assert page.evaluate("document.documentElement.scrollWidth") == width
        assert page.outside == []

    @pytest.mark.parametrize("scheme", ["light", "dark"])
    @pytest.mark.parametrize(
        ("path", "role"),
        [("/sign-in", ""), ("/audit", "demo-auditor"), ("/accounts", "demo-administrator")],
    )
    def test_pages_of_single_roles(self, visit, path, role, scheme):
        for width in (1280, 320):
            page = visit(path, role=role, width=width, color_scheme=scheme)
            assert violations(page) == ""
            assert page.evaluate("document.documentElement.scrollWidth") == width

    @pytest.mark.parametrize("scheme", ["light", "dark"])
    def test_an_open_sheet(self, visit, scheme):
        page = visit("/2026/key", color_scheme=scheme)
        page.click("a[href='/2026/figures/FR/fair_share']")
        page.wait_for_selector("#sheet.open h2")
        assert violations(page) == ""

    def test_a_form_with_mistakes_and_the_review(self, visit):
        page = visit(ROOM, role="demo-mt")
        page.fill("#f-relocations", "many")
        page.click("text=Review the pledge")
        assert page.locator("#f-relocations").get_attribute("aria-invalid") == "true"
        assert violations(page) == ""
        page.fill("#f-relocations", "5")
        page.click("text=Review the pledge")
        assert violations(page) == ""

    def test_nothing_goes_wrong_in_the_console(self, visit):
        for path in (p for n, p in PAGES.items() if n not in {"missing", "forum", "forum-closed"}):
            assert visit(path).wrong == []


class TestFigures:
    def test_a_figure_opens_beside_the_page_and_escape_returns(self, visit):
        page = visit("/2026/key")
        link = page.locator("a[href='/2026/figures/FR/fair_share']")
        link.focus()
        page.keyboard.press("Enter")
        page.wait_for_selector("#sheet.open h2")
        assert "3\u202f361" in page.locator("#sheet .value").inner_text()
        assert page.evaluate("document.activeElement.id") == "sheet"
        assert page.url.endswith("/2026/key")
        page.keyboard.press("Escape")
        assert page.locator("#sheet.open").count() == 0
        assert link.evaluate("node => node === document.activeElement")

    def test_without_javascript_it_is_a_page_of_its_own(self, visit):
        page = visit("/2026/key", java_script_enabled=False)
        page.click("a[href='/2026/figures/FR/fair_share']")
        assert page.url.endswith("/2026/figures/FR/fair_share")
        assert "3\u202f361" in page.locator("h1 + .value").inner_text()

    def test_the_waterfall_and_the_map_open_figures_too(self, visit):
        page = visit("/2026")
        page.locator(".waterfall.wide a").first.focus()
        page.keyboard.press("Enter")
        page.wait_for_selector("#sheet.open h2")
        assert "21\u202f000" in page.locator("#sheet .value").inner_text()


class TestKeyboard:
    def test_the_first_tab_skips_to_the_content(self, visit):
        page = visit("/2026")
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.className") == "ecl-skip-link"
        page.keyboard.press("Enter")
        assert page.evaluate("document.activeElement.id") == "main"

    def test_the_day_is_chosen_by_keyboard(self, visit):
        page = visit("/2026/key")
        page.focus(".times summary")
        page.keyboard.press("Enter")
        page.fill("#as_of", "2025-11-20")
        page.keyboard.press("Enter")
        page.wait_for_url("**as_of=2025-11-20**")
        assert "no Council act" in page.inner_text("main")

    @pytest.mark.parametrize("script", [True, False])
    def test_a_delegation_pledges_by_keyboard_alone(self, visit, script):
        code = "demo-si" if script else "demo-sk"
        page = visit("/sign-in", java_script_enabled=script)
        page.focus("#delegation")
        page.select_option("#delegation", code)
        page.keyboard.press("Tab")
        page.keyboard.press("Enter")
        page.wait_for_selector("#f-relocations")
        page.focus("#f-relocations")
        page.keyboard.type("12")
        page.keyboard.press("Tab")
        page.keyboard.type("200 000")
        page.keyboard.press("Enter")
        page.wait_for_selector(".supposed")
        page.focus("button:has-text('Pledge for')")
        page.keyboard.press("Enter")
        page.wait_for_selector("#done")
        assert "is recorded" in page.inner_text("#done")
        row = page.inner_text(f"#d-{code[-2:].upper()}")
        assert "12" in row
        assert "EUR\u00a00.2" in row or "EUR\u00a0200" in row
        if script:
            assert page.evaluate("document.activeElement.id") == "done"


class TestLiveRoom:
    def test_two_delegations_see_each_other_within_a_second(self, visit):
        lisbon, berlin = visit(ROOM, role="demo-pt"), visit(ROOM, role="demo-de")
        lisbon.wait_for_timeout(700)
        pledge(berlin, relocations="6000")
        berlin.wait_for_selector("#done")
        until(lisbon, lambda: "6\u202f000" in lisbon.inner_text("#d-DE"))
        until(lisbon, lambda: lisbon.text_content("#said"))
        assert "Last change: Germany." in lisbon.text_content("#said")
        pledge(lisbon, relocations="607")
        lisbon.wait_for_selector("#done")
        until(berlin, lambda: "607" in berlin.inner_text("#d-PT td:nth-child(3)"))

    def test_what_is_being_typed_is_not_lost_when_others_pledge(self, visit):
        writing, other = visit(ROOM, role="demo-fi"), visit(ROOM, role="demo-se")
        writing.fill("#f-relocations", "42")
        writing.wait_for_timeout(700)
        pledge(other, relocations="100")
        until(writing, lambda: "100" in writing.inner_text("#d-SE"))
        assert writing.input_value("#f-relocations") == "42"

    def test_an_edit_conflict_shows_both_versions(self, visit):
        mine, colleague = visit(ROOM, role="demo-ie"), visit(ROOM, role="demo-ie")
        mine.fill("#f-relocations", "30")
        mine.click("text=Review the pledge")
        pledge(colleague, relocations="45")
        mine.click("button:has-text('Pledge for')")
        said = mine.inner_text("#wrong")
        assert "45 people" in said
        assert mine.input_value("#f-relocations") == "30"
        assert violations(mine) == ""


class TestLayout:
    def test_nothing_shifts_while_the_page_loads(self, visit):
        page = visit("/roles")
        page.add_init_script(
            "window.shifted = 0; new PerformanceObserver(list => { for (const one of"
            " list.getEntries()) { window.shifted += one.value; } })"
            ".observe({type: 'layout-shift', buffered: true});"
        )
        for path in ("/2026", "/2026/key", "/states/IT"):
            page.goto(path)
            page.wait_for_load_state("networkidle")
            assert page.evaluate("window.shifted") < 0.02, path

    def test_on_paper_the_content_stands_alone(self, visit):
        page = visit("/2026/key")
        page.emulate_media(media="print")
        assert page.locator("table.lined").is_visible()
        assert not page.locator("header nav").is_visible()
        assert page.locator(".unofficial").is_visible()


if os.environ.get("SOLIDARITY_SCREENSHOTS") == "1":

    class TestScreenshots:
        """Makes docs/screenshots anew; collected only when asked for."""

        def test_they_are_made(self, visit):
            folder = Path(__file__).parents[2] / "docs" / "screenshots"
            for name, path in PAGES.items():
                role = "demo-pt" if "forum" in name else ""
                page = visit(path, role=role)
                page.wait_for_timeout(200)
                page.screenshot(path=str(folder / f"{name}.png"))
            visit("/sign-in").screenshot(path=str(folder / "sign-in.png"))
            for name, path, role in (
                ("audit", "/audit", "demo-auditor"),
                ("accounts", "/accounts", "demo-administrator"),
            ):
                visit(path, role=role).screenshot(path=str(folder / f"{name}.png"))
            visit("/2026", color_scheme="dark").screenshot(path=str(folder / "year-dark.png"))
            narrow = visit("/states/IT", width=320)
            narrow.screenshot(path=str(folder / "state-320.png"))
            sheet = visit("/2026/key")
            sheet.click("a[href='/2026/figures/FR/fair_share']")
            sheet.wait_for_selector("#sheet.open h2")
            sheet.screenshot(path=str(folder / "sheet.png"))
            room = visit(ROOM, role="demo-pt")
            room.fill("#f-relocations", "400")
            room.fill("#f-financial_eur", "4140000")
            room.click("text=Review the pledge")
            room.screenshot(path=str(folder / "forum-review.png"))
