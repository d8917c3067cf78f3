"""An act as a form: checked, shown, recorded once, never over someone else's change."""

import pytest
from given_acts import checked, done, events, fields_of, hidden_of, summary
from given_web import csrf_word, words

from solidarity.web.identity.accounts import demonstrations
from solidarity.web.roles import MATRIX, Act, Right, Role

USE = "/2026/needs/use"
SAID = {
    "need_relocation": "8 000 people until the end of the year",
    "programmes": "AMIF",
    "document": "Note verbale 12/2026",
    "on": "2026-11-20",
}
FORMS = {
    "/2026/needs/use": Act.ACT_FOR_STATE,
    "/2026/needs/notify": Act.ACT_FOR_STATE,
    "/2026/needs/decide": Act.DECIDE_COMMISSION,
    "/2026/needs/refuse-commission": Act.DECIDE_COMMISSION,
    "/2026/needs/refuse-council": Act.DECIDE_COUNCIL,
    "/2026/needs/convene": Act.COORDINATE,
    "/2026/operations/prepare": Act.COORDINATE,
    "/2026/operations/minutes": Act.COORDINATE,
    "/2026/operations/task": Act.COORDINATE,
    "/2026/operations/close": Act.COORDINATE,
    "/2026/operations/preference": Act.ACT_FOR_STATE,
    "/2026/operations/distribution": Act.COORDINATE,
    "/2026/operations/delivered": Act.ACT_FOR_STATE,
    "/2026/actions/list": Act.ACT_FOR_STATE,
    "/2026/actions/progress": Act.ACT_FOR_STATE,
    "/2026/actions/request": Act.ACT_FOR_STATE,
    "/2026/actions/check": Act.COORDINATE,
    "/2026/actions/sign": Act.ACT_FOR_STATE,
    "/2026/actions/start": Act.ACT_FOR_STATE,
    "/2026/actions/delivered": Act.ACT_FOR_STATE,
    "/2026/deductions/request-61": Act.ACT_FOR_STATE,
    "/2026/deductions/request-62": Act.ACT_FOR_STATE,
    "/2026/deductions/assess": Act.DECIDE_COMMISSION,
    "/2026/deductions/grant": Act.DECIDE_COUNCIL,
    "/2026/deductions/refuse": Act.DECIDE_COUNCIL,
    "/2026/offsets/requests/request": Act.ACT_FOR_STATE,
    "/2026/offsets/requests/offer": Act.ACT_FOR_STATE,
    "/2026/offsets/requests/agree": Act.ACT_FOR_STATE,
    "/2026/offsets/requests/reply": Act.ACT_FOR_STATE,
    "/2026/offsets/requests/take": Act.ACT_FOR_STATE,
    "/2026/confirmation/levels/confirm": Act.ACT_FOR_STATE,
    "/2026/due/convert": Act.DECIDE_COMMISSION,
    "/2026/due/establish": Act.DECIDE_COMMISSION,
    "/2026/due/pay": Act.DECIDE_COMMISSION,
    "/2026/due/propose": Act.DECIDE_COMMISSION,
    "/2026/due/decide": Act.DECIDE_COMMISSION,
    "/imports": Act.COORDINATE,
    "/2026/needs": Act.READ_TECHNICAL,
    "/2026/operations": Act.READ_TECHNICAL,
    "/2026/actions": Act.READ_TECHNICAL,
    "/2026/deductions": Act.READ_TECHNICAL,
    "/2026/offsets/requests": Act.READ_TECHNICAL,
    "/2026/confirmation/levels": Act.READ_TECHNICAL,
    "/2026/due": Act.READ_TECHNICAL,
    "/checklist": Act.READ_YEAR,
}
ACCOUNTS = {
    **{one.role: one.name for one in demonstrations() if one.role is not Role.MEMBER_STATE},
    Role.MEMBER_STATE: "demo-pt",
}


def entries(installation):
    return installation.office.desk.journal.head()[0]


class TestRoles:
    """Each page and form opens where the matrix says so, cell by cell, and only there."""

    @pytest.mark.parametrize("role", Role)
    def test_every_cell(self, installation, role):
        client = (
            installation.visitor()
            if role is Role.VISITOR
            else installation.signed_in(ACCOUNTS[role])
        )
        for path, act in FORMS.items():
            answer = client.get(path)
            expected = 403 if MATRIX[role][act] is Right.NO else 200
            assert answer.status_code == expected, f"{role} {path}"

    def test_a_delegation_acts_for_its_own_state_only(self, fresh):
        client = fresh.signed_in("demo-pt")
        page = client.get(USE)
        assert '<option value="PT" selected>' in page.text
        assert '<option value="IT"' not in page.text
        sent = {**fields_of(page.text), **SAID, "csrf": csrf_word(page.text), "state": "IT"}
        answer = client.post(USE, data={**sent, "step": "do"})
        assert answer.status_code == 400
        assert "cannot be chosen" in words(answer.text)
        assert events(fresh.office.desk, "UseIntended") == []

    @pytest.mark.parametrize("role", [role for role in Role if role is not Role.MEMBER_STATE])
    def test_a_forged_form_of_another_role_writes_nothing(self, installation, role):
        if role is Role.VISITOR:
            client = installation.visitor()
            word = csrf_word(client.get("/sign-in").text)
        else:
            client = installation.signed_in(ACCOUNTS[role])
            word = csrf_word(client.get("/roles").text)
        before = entries(installation)
        answer = client.post(USE, data={**SAID, "state": "IT", "csrf": word, "step": "do"})
        assert answer.status_code == 403
        assert entries(installation) == before

    def test_a_refusal_and_an_act_stand_in_the_audit_trail(self, fresh):
        fresh.signed_in("demo-pt").get("/2026/needs/decide")
        assert done(fresh.signed_in("demo-it"), USE, **SAID).status_code == 200
        lines = [(line.act, line.outcome) for line in fresh.office.trail.lines()]
        assert ("decide_commission", "refused") in lines
        assert ("act_for_state", "done") in lines


class TestSteps:
    """Form, summary, act: nothing is written before the act, and it is written once."""

    def test_the_summary_names_the_act_and_writes_nothing(self, fresh):
        before = entries(fresh)
        answer = checked(fresh.signed_in("demo-it"), USE, **SAID)
        assert answer.status_code == 200
        said = words(answer.text)
        assert "Summary: nothing is written yet." in said
        assert "8 000 people until the end of the year" in said
        assert ">Inform that the Pool will be used</button>" in answer.text
        assert entries(fresh) == before

    def test_the_act_is_recorded_with_its_basis_and_source(self, fresh):
        answer = done(fresh.signed_in("demo-it"), USE, **SAID)
        assert "Recorded as entry" in words(answer.text)
        last = list(fresh.office.desk.journal.entries())[-1]
        assert last.event.state == "IT"
        assert last.event.source.title == "Note verbale 12/2026"
        assert last.basis == "Art. 58(1); Note verbale 12/2026"
        assert last.holds_from.isoformat() == "2026-11-20"
        assert last.recorded_by == "Delegation of Italy (demonstration)"
        fresh.office.desk.journal.verify()

    def test_change_gives_the_form_back_as_it_was_filled(self, fresh):
        client = fresh.signed_in("demo-it")
        again = client.post(USE, data={**summary(checked(client, USE, **SAID)), "step": "change"})
        assert again.status_code == 200
        assert fields_of(again.text)["need_relocation"] == SAID["need_relocation"]
        assert fields_of(again.text)["document"] == SAID["document"]

    def test_sent_twice_it_is_recorded_once(self, fresh):
        client = fresh.signed_in("demo-it")
        sent = summary(checked(client, USE, **SAID))
        assert client.post(USE, data=sent).status_code == 200
        assert client.post(USE, data=sent).status_code == 200
        assert len(events(fresh.office.desk, "UseIntended")) == 1

    def test_a_stale_form_shows_both_versions(self, fresh):
        first, second = fresh.signed_in("demo-it"), fresh.signed_in("demo-it")
        sent = summary(checked(second, USE, **{**SAID, "need_relocation": "another number"}))
        done(first, USE, **SAID)
        answer = second.post(USE, data=sent)
        assert answer.status_code == 409
        said = words(answer.text)
        assert "8 000 people until the end of the year" in said
        assert "another number" in said
        assert "Nothing was written" in said
        assert len(events(fresh.office.desk, "UseIntended")) == 1
        again = second.post(USE, data={**hidden_of(answer.text), "step": "check"})
        last = second.post(USE, data=summary(again))
        assert last.status_code == 200
        assert len(events(fresh.office.desk, "UseIntended")) == 2

    def test_an_act_at_another_station_is_no_conflict(self, fresh):
        italy, germany = fresh.signed_in("demo-it"), fresh.signed_in("demo-de")
        sent = summary(checked(italy, USE, **SAID))
        request = {"document": "x", "stabilisation": "a", "replacement": "b", "capacity": "c"}
        path = "/2026/deductions/request-62"
        done(germany, path, **request, vulnerabilities="d", significance="e", on="2026-11-20")
        assert italy.post(USE, data=sent).status_code == 200
        assert len(events(fresh.office.desk, "UseIntended")) == 1

    def test_a_form_without_our_word_is_refused(self, fresh):
        client = fresh.signed_in("demo-it")
        sent = summary(checked(client, USE, **SAID))
        assert client.post(USE, data={**sent, "csrf": "0" * 64}).status_code == 403
        elsewhere = {"sec-fetch-site": "cross-site"}
        assert client.post(USE, data=sent, headers=elsewhere).status_code == 403
        assert events(fresh.office.desk, "UseIntended") == []

    def test_an_unknown_form_or_year_is_not_there(self, fresh):
        client = fresh.signed_in("demo-it")
        assert client.get("/2026/needs/nothing").status_code == 404
        assert client.get("/1999/needs/use").status_code == 404


class TestBadInput:
    """One clear message, the form as filled, nothing written."""

    @pytest.mark.parametrize(
        ("changed", "told"),
        [
            ({"on": "tomorrow"}, "is not a day"),
            ({"on": "1999-01-01"}, "outside the time of the Regulation"),
            ({"on": "2026-12-24"}, "is still to come"),
            ({"document": ""}, "Nothing is given"),
            ({"document": "x" * 301}, "301 characters"),
            ({"document": "a\u202eb"}, "characters that cannot be seen"),
            ({"toolbox": "a\x00b"}, "characters that cannot be seen"),
            ({"state": "XX"}, "cannot be chosen"),
        ],
    )
    def test_is_named_and_the_form_kept(self, fresh, changed, told):
        answer = checked(fresh.signed_in("demo-it"), USE, **{**SAID, **changed})
        assert answer.status_code == 400
        assert told in words(answer.text)
        assert 'role="alert"' in answer.text
        assert fields_of(answer.text)["need_relocation"] == SAID["need_relocation"]
        assert events(fresh.office.desk, "UseIntended") == []

    def test_hostile_text_is_shown_as_text_and_guarded_in_files(self, fresh):
        client = fresh.signed_in("demo-it")
        hostile = "=cmd|' /C calc'!A0 <script>alert(1)</script>"
        answer = done(client, USE, **{**SAID, "need_relocation": hostile})
        assert answer.status_code == 200
        assert "<script>alert" not in answer.text
        assert "&lt;script&gt;" in answer.text
        table = client.get("/2026/needs?format=csv").text
        assert "Relocation: =cmd" in table
        assert "\n=cmd" not in table

    def test_a_visit_to_another_day_is_said(self, fresh):
        client = fresh.signed_in("demo-it")
        assert "You were reading another day" in words(client.get(USE + "?as_of=2026-07-01").text)
