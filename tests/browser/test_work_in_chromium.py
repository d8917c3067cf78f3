"""The working pages in a real Chromium: axe in both themes, 320 px, and acts by keyboard alone."""

import os
from pathlib import Path

import pytest
from given_chromium import RULES, chromium, served

pytestmark = pytest.mark.browser

PAGES = {
    "needs": ("/2026/needs", "demo-coordinator"),
    "operations": ("/2026/operations?need_IT=300&need_EL=100", "demo-coordinator"),
    "actions": ("/2026/actions", "demo-it"),
    "deductions": ("/2026/deductions", "demo-fr"),
    "offsets-requests": ("/2026/offsets/requests", "demo-de"),
    "confirmation-levels": ("/2026/confirmation/levels", "demo-ie"),
    "due": ("/2026/due", "demo-commission"),
    "checklist": ("/checklist", "demo-coordinator"),
    "checklist-action": ("/checklist/24", "demo-coordinator"),
    "imports": ("/imports", "demo-coordinator"),
    "act-form": ("/2026/needs/use", "demo-it"),
    "act-form-choices": ("/2026/operations/prepare", "demo-coordinator"),
}
TEXTS = {"document": "Note 1", "need_relocation": "8 000 people"}
PARTS = ("stabilisation", "replacement", "vulnerabilities", "capacity", "significance")
WALKS = {
    "needs": ("/2026/needs/use", "demo-it", TEXTS),
    "deductions": ("/2026/deductions/request-62", "demo-at", dict.fromkeys(PARTS, "a reason")),
    "actions": (
        "/2026/actions/list",
        "demo-it",
        {
            "objective": "reception",
            "programme": "AMIF",
            "amount": "1500000",
            "third_country": "no",
            "fits": "yes",
        },
    ),
    "offsets": ("/2026/offsets/requests/offer", "demo-de", {"to": "Italy"}),
    "operations": (
        "/2026/operations/prepare",
        "demo-coordinator",
        {"meeting": "12102026", "agenda": "Needs of Italy"},
    ),
    "due": (
        "/2026/due/pay",
        "demo-commission",
        {"state": "Ireland", "amount": "100", "document": "bank"},
    ),
    "confirmation": (
        "/sandbox/2027/confirmation/levels/confirm?as_of=2028-01-10",
        "demo-ie",
        {"relocations": "1", "financial": "2", "alternative": "3", "document": "Annex X"},
    ),
}
REFUSED = {"due"}
"""Walks that end where the law refuses: the year is not over."""


@pytest.fixture(scope="module")
def browser():
    yield from chromium()


@pytest.fixture(scope="module")
def address(tmp_path_factory):
    yield from (found for found, _server in served(tmp_path_factory.mktemp("served")))


@pytest.fixture(scope="module")
def visit(browser, address):
    kept, contexts = {}, []

    def opened(path, role, *, width=1280, **options):
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
        context = browser.new_context(
            base_url=address,
            storage_state=kept[role],
            viewport={"width": width, "height": 900},
            locale="en-US",
            **options,
        )
        contexts.append(context)
        page = context.new_page()
        page.goto(path)
        return page

    yield opened
    for context in contexts:
        context.close()


class TestAccessibility:
    @pytest.mark.parametrize("name", PAGES)
    @pytest.mark.parametrize("scheme", ["light", "dark"])
    def test_axe_finds_nothing_and_the_page_fits(self, visit, name, scheme):
        path, role = PAGES[name]
        for width in (1280, 320):
            page = visit(path, role, width=width, color_scheme=scheme)
            page.evaluate("document.querySelectorAll('main details').forEach(d => d.open = true)")
            _is_sound(page)
            assert page.evaluate("document.documentElement.scrollWidth") == width
            _kept(page, f"{name}-{width}-{scheme}")
            page.context.close()


class TestKeyboard:
    """One full act of each page, from the form to the entry, without a pointer."""

    @pytest.mark.parametrize("javascript", [True, False])
    @pytest.mark.parametrize("name", WALKS)
    def test_an_act(self, visit, name, javascript):
        path, role, typed = WALKS[name]
        page = visit(path, role, java_script_enabled=javascript)
        _walk(page, typed)
        if javascript:  # axe is a script itself: the summary, or the form with its refusal
            _is_sound(page)
            _kept(page, f"{'refusal' if name in REFUSED else 'summary'}-{name}-1280-light")
        if name in REFUSED:
            assert page.locator("#wrong").is_visible()
            return
        assert page.locator("text=Summary: nothing is written yet.").is_visible()
        _reach(page, lambda: _attribute(page, "value") == "do")
        with page.expect_navigation():
            page.keyboard.press("Enter")
        assert page.locator("#done").is_visible()


def _is_sound(page):
    from axe_playwright_python.sync_playwright import Axe

    found = Axe().run(page, options=RULES)
    assert not found.violations_count, found.generate_report()


def _attribute(page, name):
    return page.locator(":focus").get_attribute(name) if page.locator(":focus").count() else None


def _reach(page, holds, most=160):
    for _ in range(most):
        page.keyboard.press("Tab")
        if holds():
            return
    raise AssertionError("the keyboard does not get there")


def _walk(page, typed):
    """Tab through the form, fill what has a value, and send it."""
    left = dict(typed)
    while left:
        _reach(page, lambda: _attribute(page, "name") in left)
        name = _attribute(page, "name")
        value, kind = left.pop(name), _attribute(page, "type")
        if kind == "radio":
            if value == "no":
                page.keyboard.press("ArrowDown")
            else:
                page.keyboard.press("Space")
        else:
            if kind == "text":
                page.keyboard.press("Control+A")
            page.keyboard.type(value)
    _reach(page, lambda: _attribute(page, "value") == "check")
    with page.expect_navigation():
        page.keyboard.press("Enter")


def _kept(page, name):
    folder = os.environ.get("SOLIDARITY_SCREENSHOTS")
    if folder and name.endswith(("1280-light", "320-dark")):
        page.screenshot(path=Path(folder, f"work-{name}.png"), full_page=True)
