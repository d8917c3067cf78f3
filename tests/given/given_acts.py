"""Going through an act as a person does: the form, the summary, the act by its name."""

import html
import re

from given_web import csrf_word, words


def fields_of(page):
    """What a browser would send of the form of an act: its fields as they are filled."""
    found = {}
    inputs = r'<input (?![^>]*type="(?:radio|checkbox|hidden)")[^>]*name="([a-z0-9_A-Z-]+)"'
    for mark in re.finditer(inputs + r'[^>]*value="([^"]*)"', page):
        found[mark[1]] = html.unescape(mark[2])
    for mark in re.finditer(
        r'<textarea [^>]*name="([^"]+)"[^>]*>(.*?)</textarea>', page, re.DOTALL
    ):
        found[mark[1]] = html.unescape(mark[2])
    for mark in re.finditer(r'<select [^>]*name="([^"]+)"[^>]*>(.*?)</select>', page, re.DOTALL):
        options = re.findall(r'<option value="([^"]*)"( selected)?', mark[2])
        chosen = [value for value, is_chosen in options if is_chosen]
        found[mark[1]] = (chosen or [options[0][0] if options else ""])[0]
    for mark in re.finditer(
        r'type="(?:radio|checkbox)"[^>]*name="([^"]+)" value="([^"]+)" checked', page
    ):
        found.setdefault(mark[1], [])
        found[mark[1]] = [*found[mark[1]], mark[2]]
    return found


def hidden_of(page):
    """The hidden fields of the main form of a page."""
    main = page[page.index("<main") :]
    found = re.findall(r'<input type="hidden" name="([A-Za-z0-9_-]+)" value="([^"]*)"', main)
    return {name: html.unescape(value) for name, value in found}


def checked(client, path, **fields):
    """Fill a form in and ask for the summary."""
    page = client.get(path)
    assert page.status_code == 200, words(page.text)
    sent = {**fields_of(page.text), "csrf": csrf_word(page.text), "step": "check", **fields}
    return client.post(path, data=sent)


def summary(answer):
    """What the summary would send when its act is chosen."""
    assert answer.status_code == 200, words(answer.text)
    assert "nothing is written yet" in words(answer.text)
    return {**hidden_of(answer.text), "step": "do"}


def done(client, path, **fields):
    """Go through an act to its end."""
    return client.post(path, data=summary(checked(client, path, **fields)))


def events(desk, name):
    """The events of a kind in a journal."""
    return [entry.event for entry in desk.journal.entries() if type(entry.event).__name__ == name]
