"""`/2026/needs`: Arts 58 and 59 as acts; the clocks of ten days and two weeks counted out."""

import csv
import io

import pytest
from given_acts import checked, done, events
from given_web import words

USE, NOTIFY = "/2026/needs/use", "/2026/needs/notify"
INFORMED = {"need_relocation": "8 000", "document": "Note 1", "on": "2026-11-16"}
NOTIFIED = {
    "reasoning": "arrivals doubled",
    "need_relocation": "500",
    "stabilisation": "relief",
    "vulnerabilities": "new centres",
    "document": "Note 2",
    "on": "2026-11-02",
}
DECIDED = {
    "state": "PT",
    "on": "2026-11-10",
    "transmitted": "2026-11-11",
    "under_pressure": "yes",
    "shortcomings": "no",
    "reasons": "the indicators bear it out",
    "document": "C(2026) 1",
}


@pytest.fixture
def decided(fresh):
    done(fresh.signed_in("demo-pt"), NOTIFY, **NOTIFIED)
    answer = done(fresh.signed_in("demo-commission"), "/2026/needs/decide", **DECIDED)
    assert answer.status_code == 200
    return fresh


class TestInformation:
    """Art. 58: every required part; ten days to the forum."""

    def test_starts_the_ten_days_counted_out(self, fresh):
        page = words(done(fresh.signed_in("demo-it"), USE, **INFORMED).text)
        assert "Technical-Level Forum for Italy" in page
        assert "last day 26 November 2026" in page
        assert "3 days left" in page
        assert "How the day is counted" in page

    def test_the_forum_in_time_meets_the_limit(self, fresh):
        done(fresh.signed_in("demo-it"), USE, **INFORMED)
        coordinator = fresh.signed_in("demo-coordinator")
        sent = {"on": "2026-11-23", "on_account_of": "IT"}
        page = words(done(coordinator, "/2026/needs/convene", **sent).text)
        assert "done in time on 23 November 2026" in page

    def test_a_late_forum_is_warned_of_and_not_barred(self, fresh):
        done(fresh.signed_in("demo-it"), USE, **{**INFORMED, "on": "2026-11-02"})
        coordinator = fresh.signed_in("demo-coordinator")
        assert "days overdue" in words(coordinator.get("/2026/needs").text)
        sent = {"on": "2026-11-23", "on_account_of": "IT"}
        answer = checked(coordinator, "/2026/needs/convene", **sent)
        assert "was due on 12 November 2026" in words(answer.text)
        done(coordinator, "/2026/needs/convene", **sent)
        assert "done, late" in words(coordinator.get("/2026/needs").text)

    @pytest.mark.parametrize(
        ("account", "changed", "told", "source"),
        [
            ("demo-it", {"need_relocation": ""}, "type and level of measures", "Art. 58(2)"),
            ("demo-it", {"need_financial": "EUR 1"}, "Union programmes", "Art. 58(2)"),
            ("demo-it", {"on": "2025-12-01"}, "after the Council act", "Art. 58(1)"),
            ("demo-pt", {}, "does not find Portugal under migratory pressure", "Art. 58(1)"),
        ],
    )
    def test_is_refused_with_its_provision(self, fresh, account, changed, told, source):
        answer = checked(fresh.signed_in(account), USE, **{**INFORMED, **changed})
        assert answer.status_code in {403, 409}
        said = words(answer.text).replace("\u00a0", " ")
        assert told in said
        assert source in said
        assert events(fresh.office.desk, "UseIntended") == []


class TestNotification:
    """Art. 59: parts (a) to (d), decision, refusal of access."""

    @pytest.mark.parametrize(
        ("part", "told"),
        [
            ("reasoning", "reasoning on the pressure"),
            ("need_relocation", "type and level of measures"),
            ("stabilisation", "how the Pool could stabilise"),
            ("vulnerabilities", "how vulnerabilities are addressed"),
        ],
    )
    def test_each_part_is_required_and_named(self, fresh, part, told):
        answer = checked(fresh.signed_in("demo-pt"), NOTIFY, **{**NOTIFIED, part: ""})
        assert answer.status_code == 409
        said = words(answer.text).replace("\u00a0", " ")
        assert told in said
        assert "Art. 59(2)" in said

    def test_a_state_found_under_pressure_takes_the_other_way(self, fresh):
        answer = checked(fresh.signed_in("demo-it"), NOTIFY, **NOTIFIED)
        assert answer.status_code == 403
        assert "Art. 59(1)" in words(answer.text).replace("\u00a0", " ")

    def test_a_decision_gives_access_and_starts_two_weeks(self, decided):
        page = words(decided.signed_in("demo-pt").get("/2026/needs").text)
        assert "decided: under pressure (Art. 59(4))" in page.replace("\u00a0", " ")
        assert "last day 25 November 2026" in page
        assert "Last day for the Council to refuse access of Portugal" in page

    def test_the_decision_needs_reasons_and_a_notification(self, decided):
        client = decided.signed_in("demo-commission")
        answer = checked(client, "/2026/needs/decide", **DECIDED)
        assert answer.status_code == 400
        done(decided.signed_in("demo-de"), NOTIFY, **NOTIFIED)
        sent = {**DECIDED, "state": "DE", "reasons": ""}
        answer = checked(client, "/2026/needs/decide", **sent)
        assert answer.status_code == 400
        assert "no reasons" in words(answer.text)

    @pytest.mark.parametrize(
        ("account", "by"), [("demo-council", "council"), ("demo-commission", "commission")]
    )
    def test_access_is_refused_in_time_for_a_ground(self, decided, account, by):
        path = f"/2026/needs/refuse-{by}"
        sent = {"state": "PT", "ground": "insufficient_capacity", "document": "act"}
        page = done(decided.signed_in(account), path, **sent, on="2026-11-20")
        assert f"refused by the {by}" in words(page.text)
        assert "decided: under pressure" not in words(page.text)

    def test_the_council_is_late_after_two_weeks(self, decided):
        decided.clock.pass_(days=10)
        sent = {"state": "PT", "ground": "objective_reasons", "document": "act"}
        path, on = "/2026/needs/refuse-council", "2026-11-30"
        answer = checked(decided.signed_in("demo-council"), path, **sent, on=on)
        assert answer.status_code == 409
        assert "could refuse until 25 November 2026" in words(answer.text)

    def test_a_rejected_state_brings_something_new(self, fresh):
        done(fresh.signed_in("demo-pt"), NOTIFY, **NOTIFIED)
        sent = {**DECIDED, "under_pressure": "no"}
        done(fresh.signed_in("demo-commission"), "/2026/needs/decide", **sent)
        client = fresh.signed_in("demo-pt")
        assert "rejected" in words(client.get("/2026/needs").text)
        again = {**NOTIFIED, "on": "2026-11-20"}
        assert checked(client, NOTIFY, **again).status_code == 409
        answer = done(client, NOTIFY, **again, additional="new figures")
        assert answer.status_code == 200


class TestPage:
    def test_says_what_is_missing_and_gives_the_table(self, fresh):
        client = fresh.signed_in("demo-euaa")
        page = words(client.get("/2026/needs").text)
        assert "reported as benefitting; its information was not found" in page
        rows = list(csv.DictReader(io.StringIO(client.get("/2026/needs?format=csv").text)))
        assert {row["state"] for row in rows} >= {"IT", "EL", "CY", "ES"}
        assert client.get("/2026/needs?format=csv&table=nothing").status_code == 400
        assert "What you can record here" not in page

    def test_shows_another_day(self, fresh):
        done(fresh.signed_in("demo-it"), USE, **INFORMED)
        client = fresh.signed_in("demo-it")
        before = words(client.get("/2026/needs?as_of=2026-11-10").text)
        assert "Technical-Level Forum for Italy" not in before

    def test_meetings_follow_the_council_act(self, fresh):
        client = fresh.signed_in("demo-coordinator")
        path = "/sandbox/2027/needs/convene"
        answer = checked(client, path, on="2026-11-23")
        assert answer.status_code == 409
        assert "Art. 14(5)" in words(answer.text).replace("\u00a0", " ")
