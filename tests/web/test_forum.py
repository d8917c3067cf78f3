"""The pledging room: what the law refuses, what two delegations see, what is never doubled."""

import asyncio
import threading

import pytest
from given_web import csrf_word, hidden, pledged, words

from solidarity.cycle.s04_pledging import Pledged, PledgeDeclined
from solidarity.terms.quantities import Euro, Kind, Persons
from solidarity.web.pages import forum as forum_page

ROOM = "/sandbox/2027/forum"
MIX = {
    "relocations": "300",
    "financial_eur": "5 000 000.50",
    "alternative_eur": "1000000",
    "objective_basis": "Unit costs of the Asylum Fund",
}


def entries(installation, after=4):
    return list(installation.office.sandbox.journal.entries(after=after))


class TestPledging:
    def test_a_pledge_of_any_mix_is_recorded_with_who_and_on_what_basis(self, fresh):
        page = pledged(fresh.signed_in("demo-pt"), **MIX)
        assert "The pledge of Portugal is recorded" in words(page.text)
        found = entries(fresh)
        assert [(e.event.kind, e.event.amount) for e in found] == [
            (Kind.RELOCATION, Persons(300)),
            (Kind.FINANCIAL, Euro(500_000_050)),
            (Kind.ALTERNATIVE, Euro.whole(1_000_000)),
        ]
        assert found[2].event.objective_basis == "Unit costs of the Asylum Fund"
        assert {e.recorded_by for e in found} == {"Delegation of Portugal (demonstration)"}
        assert {e.basis for e in found} == {"Art. 57(3)"}

    def test_the_review_writes_nothing_and_says_what_would_be(self, fresh):
        client = fresh.signed_in("demo-pt")
        page = pledged(client, go_on=False, **MIX)
        said = words(page.text)
        assert "Supposed: nothing is written yet." in said
        assert "600" in said
        assert entries(fresh) == []

    def test_totals_thresholds_and_lines_follow(self, fresh):
        pledged(fresh.signed_in("demo-de"), relocations="6509")
        pledged(fresh.signed_in("demo-fr"), relocations="4802")
        pledged(fresh.signed_in("demo-it"), relocations="3868")
        said = words(fresh.signed_in("demo-coordinator").get(ROOM).text)
        assert "15\u202f179 of 30\u202f000 pledged: 50.6 %".replace("\u202f", " ") in said
        assert "Open Relocation pledges of at least half the number proposed" in said

    def test_nothing_in_all_fields_is_a_pledge_of_nothing(self, fresh):
        page = pledged(fresh.signed_in("demo-hu"))
        assert isinstance(entries(fresh)[0].event, PledgeDeclined)
        assert "pledges nothing" in words(page.text)

    def test_a_later_pledge_takes_the_place_of_an_earlier_and_both_are_kept(self, fresh):
        client = fresh.signed_in("demo-pt")
        pledged(client, relocations="300")
        page = pledged(client, relocations="607")
        assert "607" in words(page.text)
        assert "6 versions" in words(page.text)
        relocations = [e.event.amount for e in entries(fresh) if e.event.kind is Kind.RELOCATION]
        assert relocations == [Persons(300), Persons(607)]

    def test_the_room_as_a_table(self, fresh):
        client = fresh.signed_in("demo-pt")
        pledged(client, relocations="300")
        rows = client.get(f"{ROOM}?format=json").json()["rows"]
        portugal = next(row for row in rows if row["state"] == "PT")
        assert portugal["relocations"] == 300
        assert next(row for row in rows if row["state"] == "DE")["relocations"] is None

    def test_every_row_of_a_table_from_the_sandbox_says_that_it_is_made_up(self, fresh):
        client = fresh.signed_in("demo-pt")
        answer = client.get(f"{ROOM}?format=csv")
        assert 'filename="sandbox-forum-2027.csv"' in answer.headers["content-disposition"]
        lines = answer.text.strip().splitlines()[1:]
        assert len(lines) == 26
        assert all("sandbox: made up" in line for line in lines)
        assert "sandbox" not in client.get("/2026/forum?format=csv").text


class TestTheLawRefuses:
    def test_a_measure_without_basis(self, fresh):
        page = pledged(fresh.signed_in("demo-pt"), alternative_eur="5000", relocations="12")
        said = words(page.text)
        assert page.status_code == 409
        assert "without objective basis" in said
        assert "Art. 57(4)" in said
        assert 'name="relocations" value="12"' in page.text
        assert entries(fresh) == []

    def test_a_pledge_after_the_council_act(self, fresh):
        client = fresh.signed_in("demo-pt")
        room = client.get("/2026/forum").text
        assert "The room is closed" in words(room)
        assert 'action="/2026/forum/review"' not in room
        data = {"csrf": csrf_word(room), "relocations": "1", "seen": "9999"}
        for act in ("review", "pledge"):
            answer = client.post(f"/2026/forum/{act}", data=data)
            assert answer.status_code == 409
            assert "the Council act is adopted" in words(answer.text).replace("The C", "the C")
            assert "Art. 13(4)" in words(answer.text)
        assert fresh.office.desk.journal.head()[0] == 62


class TestBadInput:
    @pytest.mark.parametrize(
        ("field", "value"),
        [
            ("relocations", "-1"),
            ("relocations", "1.5"),
            ("relocations", "1e3"),
            ("relocations", "=1+1"),
            ("relocations", "9" * 40),
            ("relocations", "many"),
            ("relocations", "<script>alert(1)</script>"),
            ("financial_eur", "0.001"),
            ("financial_eur", "NaN"),
            ("financial_eur", "1/0"),
            ("objective_basis", "safe\u202eelbasrever"),
            ("objective_basis", "x" * 501),
        ],
    )
    def test_what_cannot_be_read_is_said_beside_its_field_and_kept(self, fresh, field, value):
        page = pledged(fresh.signed_in("demo-pt"), **{"relocations": "1", field: value})
        assert page.status_code == 400
        assert f'id="f-{field}-e"' in page.text
        assert f'aria-describedby="f-{field}-h f-{field}-e"' in page.text
        assert "Nothing was written" in words(page.text)
        assert "<script>alert" not in page.text
        assert entries(fresh) == []

    def test_hostile_text_is_shown_as_text_and_leaves_no_formula_in_exports(self, fresh):
        basis = "=cmd|' /C calc'!A0 <b>&amp;"
        client = fresh.signed_in("demo-pt")
        page = pledged(client, alternative_eur="5", objective_basis=basis)
        assert "<b>&amp;" not in page.text.split("Asylum")[0].replace("&amp;amp;", "")
        exported = client.get("/sandbox/journal?format=csv").text
        assert "=cmd" in exported
        assert "\n=" not in exported
        assert ",=" not in exported

    def test_a_form_that_is_not_one(self, fresh):
        client = fresh.signed_in("demo-pt")
        page = client.get(ROOM).text
        files = {"relocations": ("a.bin", b"\x00\x01", "application/octet-stream")}
        answer = client.post(f"{ROOM}/review", data={"csrf": csrf_word(page)}, files=files)
        assert answer.status_code == 200
        assert "pledges nothing" in words(answer.text)


class TestTwoAtOnce:
    def test_a_double_click_is_one_pledge(self, fresh):
        client = fresh.signed_in("demo-pt")
        review = pledged(client, go_on=False, relocations="300")
        sent = hidden(review.text)
        first = client.post(f"{ROOM}/pledge", data=sent)
        second = client.post(f"{ROOM}/pledge", data=sent)
        assert first.status_code == second.status_code == 200
        assert len(entries(fresh)) == 3

    def test_a_colleague_was_faster_both_versions_are_shown_and_nothing_is_lost(self, fresh):
        mine, colleague = fresh.signed_in("demo-pt"), fresh.signed_in("demo-pt")
        review = pledged(mine, go_on=False, relocations="300")
        pledged(colleague, relocations="450")
        answer = mine.post(f"{ROOM}/pledge", data=hidden(review.text))
        said = words(answer.text)
        assert answer.status_code == 409
        assert "changed since you opened the form" in said
        assert "amount: 450 people" in said
        assert 'name="relocations" value="300"' in answer.text
        assert len(entries(fresh)) == 3
        sent = {**hidden(answer.text), "csrf": csrf_word(answer.text), "relocations": "300"}
        again = mine.post(f"{ROOM}/review", data=sent)
        done = mine.post(f"{ROOM}/pledge", data=hidden(again.text))
        assert "The pledge of Portugal is recorded" in words(done.text)

    def test_two_delegations_at_once_both_count(self, fresh):
        codes = ["pt", "de", "fr", "se", "fi", "nl"]
        clients = {code: fresh.signed_in(f"demo-{code}") for code in codes}
        reviews = {
            code: hidden(pledged(client, go_on=False, relocations="10").text)
            for code, client in clients.items()
        }
        statuses = []

        def act(code):
            statuses.append(clients[code].post(f"{ROOM}/pledge", data=reviews[code]).status_code)

        threads = [threading.Thread(target=act, args=(code,)) for code in codes]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert statuses == [200] * len(codes)
        found = [e.event for e in entries(fresh) if isinstance(e.event, Pledged)]
        assert sorted({event.state for event in found}) == ["DE", "FI", "FR", "NL", "PT", "SE"]
        assert len(found) == 3 * len(codes)
        fresh.office.sandbox.journal.verify()

    def test_a_colleague_who_only_sees_the_room_gets_the_new_one(self, fresh):
        watcher = fresh.signed_in("demo-council")
        pledged(fresh.signed_in("demo-pt"), relocations="300")
        part = watcher.get(ROOM, headers={"hx-request": "true"})
        assert "<html" not in part.text
        assert "Last change: Portugal." in words(part.text)


class TestStream:
    def test_it_tells_that_something_was_pledged_and_ends_when_the_server_does(
        self, fresh, monkeypatch
    ):
        monkeypatch.setattr(forum_page, "_EVERY", 0.01)
        monkeypatch.setattr(forum_page, "_STILL_THERE", 0.03)
        told = asyncio.run(self._listen(fresh))
        assert told[0].endswith("event: here\ndata: 4\n\n")
        assert "event: moved\ndata: 7\n\n" in told
        assert ": still here\n\n" in told

    async def _listen(self, fresh):
        class Still:
            async def is_disconnected(self):
                return False

        class Visitor:
            request = Still()
            desk = fresh.office.sandbox
            office = fresh.office

        told = []
        async for line in forum_page._told(Visitor()):
            told.append(line)
            if len(told) == 1:
                client = await asyncio.to_thread(fresh.signed_in, "demo-pt")
                await asyncio.to_thread(pledged, client, relocations="1")
            if line.startswith(": still") and any("moved" in one for one in told):
                fresh.office.closing.set()
        return told

    def test_it_is_not_open_to_visitors(self, installation):
        assert installation.visitor().get(f"{ROOM}/stream").status_code == 403
