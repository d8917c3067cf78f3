"""An installation of the pages for tests: its own files, its own time, people who are signed in."""

import html
import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from starlette.testclient import TestClient

from solidarity.web.app import create_app
from solidarity.web.settings import settings_for

BASE = "http://127.0.0.1:8000"
NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)


class Clock:
    """A time that tests move."""

    def __init__(self, now=NOW):
        self.now = now

    def __call__(self):
        return self.now

    def pass_(self, **length):
        self.now += timedelta(**length)


class Installation:
    """One installation and the browsers that visit it."""

    def __init__(self, folder, *, bound_to="127.0.0.1", environment=None, **settings):
        self.clock = Clock()
        made = settings_for(folder / "ledger.sqlite", bound_to, environment or {})
        self.settings = replace(made, now=self.clock, **settings)
        self.app = create_app(self.settings)
        self.office = self.app.state.office

    def visitor(self, *, address="127.0.0.1"):
        return TestClient(self.app, base_url=BASE, client=(address, 50_000))

    def signed_in(self, name):
        client = self.visitor()
        word = csrf_word(client.get("/sign-in").text)
        answer = client.post(
            "/sign-in/demonstration",
            data={"csrf": word, "name": name},
            follow_redirects=False,
        )
        assert answer.status_code == 303, answer.text
        return client


def csrf_word(page):
    """The word of the first form of a page."""
    return re.search(r'name="csrf" value="([0-9a-f]+)"', page)[1]


def hidden(page):
    """The hidden fields of a page, the last of each name."""
    found = re.findall(r'<input type="hidden" name="([a-z_]+)" value="([^"]*)"', page)
    return {name: html.unescape(value) for name, value in found}


def words(page):
    """What is read on a page, without marks, in one line."""
    text = re.sub(r"<(script|style).*?</\1>", " ", page, flags=re.DOTALL)
    text = html.unescape(re.sub(r"<[^>]+>", " ", text))
    return " ".join(text.split())


def pledged(client, room="/sandbox/2027/forum", *, go_on=True, **fields):
    """Go through the pledging room as a delegation: form, review, act."""
    page = client.get(room).text
    sent = {**hidden(page), "csrf": csrf_word(page), **fields}
    review = client.post(f"{room}/review", data=sent)
    if not go_on or review.status_code != 200:
        return review
    return client.post(f"{room}/pledge", data=hidden(review.text))
