"""`/checklist`: the actions, who changed what, and the edit conflict."""

import csv
import io

import pytest
from given_web import csrf_word, hidden, words

from solidarity.adapters.checklist import STATES, Change, actions, change, changes
from solidarity.errors import InputError, JournalMoved


def form(client, number=24):
    page = client.get(f"/checklist/{number}").text
    return {**hidden(page), "csrf": csrf_word(page)}


class TestActions:
    def test_every_action_has_owner_state_and_source(self):
        assert [one.number for one in actions()] == list(range(1, 36))
        for one in actions():
            assert one.owner
            assert one.state in STATES
            assert one.source
            assert one.due

    def test_the_page_shows_filters_and_exports_them(self, installation):
        client = installation.visitor()
        page = words(client.get("/checklist").text)
        assert "35 actions" in page
        assert "Confirm the levels of 2026 (Annex X)" in page
        only = words(client.get("/checklist?state=open").text)
        assert "Confirm the levels" in only
        assert "Common Implementation Plan" not in only
        rows = list(csv.DictReader(io.StringIO(client.get("/checklist?format=csv").text)))
        assert len(rows) == 35
        assert client.get("/checklist/99").status_code == 404


class TestChange:
    def test_stands_on_the_page_with_who_and_why(self, fresh):
        client = fresh.signed_in("demo-coordinator")
        sent = {**form(client), "state": "done", "note": "letters of all states"}
        page = client.post("/checklist/24", data=sent)
        assert "The state of action 24 is recorded." in words(page.text)
        again = client.post("/checklist/24", data=sent)
        assert again.status_code == 200
        (one,) = changes(fresh.office.engine)
        assert (one.action, one.state, one.note) == (24, "done", "letters of all states")
        assert one.by == "Coordinator's office (demonstration)"
        assert "letters of all states" in words(client.get("/checklist/24").text)
        line = fresh.office.trail.lines()[0]
        assert (line.act, line.what) == ("coordinate", "checklist 24: done")

    def test_an_edit_conflict_shows_both(self, fresh):
        first, second = (fresh.signed_in("demo-coordinator") for _ in range(2))
        mine, theirs = form(first), form(second)
        first.post("/checklist/24", data={**mine, "state": "running", "note": "first"})
        answer = second.post("/checklist/24", data={**theirs, "state": "done", "note": "second"})
        assert answer.status_code == 409
        assert "first" in words(answer.text)
        assert ">second</textarea>" in answer.text
        assert len(changes(fresh.office.engine)) == 1

    def test_bad_input_keeps_the_form(self, installation):
        client = installation.signed_in("demo-coordinator")
        sent = {**form(client), "state": "finished", "note": "x"}
        answer = client.post("/checklist/24", data=sent)
        assert answer.status_code == 400
        assert ">x</textarea>" in answer.text
        answer = client.post("/checklist/24", data={**sent, "state": "done", "note": ""})
        assert answer.status_code == 400

    @pytest.mark.parametrize("account", ["demo-de", "demo-auditor", "demo-commission"])
    def test_is_for_the_coordinator(self, installation, account):
        client = installation.signed_in(account)
        page = client.get("/checklist/24").text
        assert "Record this state" not in page
        sent = {"csrf": csrf_word(page), "state": "done", "note": "x", "seen": "0"}
        assert client.post("/checklist/24", data=sent).status_code == 403

    def test_the_table_refuses_what_it_does_not_know(self, installation):
        engine = installation.office.engine
        with pytest.raises(InputError):
            change(engine, Change(0, 1, "finished", "", "x", "2026"))
        with pytest.raises(InputError):
            change(engine, Change(0, 99, "done", "", "x", "2026"))
        with pytest.raises(JournalMoved):
            change(engine, Change(7, 2, "done", "", "x", "2026"))
