"""Deductions, actions, offsets, January and money: each act, each guard, in one installation."""

from datetime import date

import pytest
from given_acts import checked, done, events
from given_web import Installation, words

from solidarity.cycle.s05_pool import PledgeFixed
from solidarity.ledger.entries import Draft
from solidarity.terms.findings import Basis, Source
from solidarity.terms.quantities import Euro, Kind


def plain(answer):
    return words(answer.text).replace("\u00a0", " ")


@pytest.fixture(scope="module")
def desk(tmp_path_factory):
    return Installation(tmp_path_factory.mktemp("rooms"))


@pytest.fixture(scope="module")
def who(desk):
    kept = {}

    def client(name):
        if name not in kept:
            kept[name] = desk.signed_in(f"demo-{name}")
        return kept[name]

    return client


PARTS = {
    "stabilisation": "beds",
    "replacement": "no",
    "vulnerabilities": "a plan",
    "capacity": "reception is full",
    "significance": "many arrivals",
    "pressure": "reasoned",
}


class TestDeductions:
    """Arts 61 and 62: different contents, four weeks, effect only from the act."""

    room = "/2026/deductions"

    @pytest.mark.parametrize(
        ("article", "left_out", "source"),
        [
            ("61", "pressure", "Art. 61(2)"),
            ("61", "replacement", "Art. 61(2)"),
            ("62", "capacity", "Art. 62(3)"),
            ("62", "significance", "Art. 62(3)"),
        ],
    )
    def test_each_content_is_required(self, who, article, left_out, source):
        sent = {**PARTS, left_out: "", "on": "2026-11-02"}
        answer = checked(who("pt"), f"{self.room}/request-{article}", **sent)
        assert answer.status_code == 409
        assert f"does not say: {left_out}" in plain(answer)
        assert source in plain(answer)

    def test_a_state_that_used_the_pool_cannot_ask_under_61(self, who):
        answer = checked(who("it"), f"{self.room}/request-61", **PARTS, on="2026-11-02")
        assert answer.status_code == 403
        assert "Art. 61(1)" in plain(answer)

    def test_from_request_to_act_the_pledge_moves_only_at_the_end(self, desk, who):
        before = who("lu").get("/2026/figures/IE/net_due_financial_eur").text
        page = done(who("ie"), f"{self.room}/request-62", **PARTS, on="2026-11-02")
        assert "last day 30 November 2026" in plain(page)
        assert "none: the pledge is unchanged" in plain(page)
        grant = {"act": "2026/1", "on": "2026-11-23", "full": "no", "less_financial": "260000"}
        early = checked(who("council"), f"{self.room}/grant", id="IE-62-1", document="x", **grant)
        assert early.status_code == 400
        assess = {"id": "IE-62-1", "on": "2026-11-20", "opinion": "partly founded"}
        assert "done in time" in plain(done(who("commission"), f"{self.room}/assess", **assess))
        now = who("lu").get("/2026/figures/IE/net_due_financial_eur").text
        assert words(now).split("Made from")[0] == words(before).split("Made from")[0]
        sent = {**grant, "id": "IE-62-1", "document": "OJ"}
        answer = checked(who("council"), f"{self.room}/grant", **{**sent, "act": ""})
        assert answer.status_code == 409
        assert "needs an act of the Council" in plain(answer)
        page = done(who("council"), f"{self.room}/grant", **sent)
        assert "(financial contribution)" in plain(page)
        figure = words(who("lu").get("/2026/figures/IE/net_due_financial_eur").text)
        assert "EUR 9 000 000" in figure.replace("\u2009", " ").replace("\u202f", " ")
        assert len(events(desk.office.desk, "DeductionGranted")) == 1

    def test_a_refusal_leaves_the_pledge(self, who):
        done(who("at"), f"{self.room}/request-62", **PARTS, on="2026-11-02")
        done(who("commission"), f"{self.room}/assess", id="AT-62-2", on="2026-11-20", opinion="no")
        sent = {"id": "AT-62-2", "act": "2026/2", "on": "2026-11-23", "document": "OJ"}
        page = done(who("council"), f"{self.room}/refuse", **sent)
        assert "2026/2" in plain(page)
        answer = checked(who("council"), f"{self.room}/refuse", **sent)
        assert answer.status_code == 400


ACTION = {
    "objective": "reception",
    "programme": "AMIF",
    "amount": "1500000",
    "third_country": "no",
    "fits": "yes",
    "on": "2026-11-20",
}


class TestActions:
    """Arts 64 and 65: the inventory, and measures with two signatures."""

    room = "/2026/actions"

    def test_an_action_is_listed_reported_on_and_mapped(self, who):
        page = done(who("it"), f"{self.room}/list", **ACTION)
        assert "reception" in plain(page)
        sent = {"id": "A-IT-1", "progress": "half built", "on": "2026-11-23"}
        assert "half built" in plain(done(who("it"), f"{self.room}/progress", **sent))
        codes = who("it").get(f"{self.room}?format=csv&table=codes").text
        assert "AMIF" in codes
        assert "007" in codes

    @pytest.mark.parametrize(
        ("changed", "told"),
        [({"objective": ""}, "objective"), ({"fits": "no"}, "agreement on the objectives")],
    )
    def test_a_part_that_is_missing_is_named(self, who, changed, told):
        answer = checked(who("it"), f"{self.room}/list", **{**ACTION, **changed})
        assert answer.status_code == 409
        assert f"lacks {told}" in plain(answer)
        assert "Art. 64(2)" in plain(answer)

    def test_only_a_benefitting_state_lists(self, who):
        answer = checked(who("pt"), f"{self.room}/list", **ACTION)
        assert answer.status_code == 403

    def test_a_measure_begins_after_check_and_both_signatures(self, desk, who):
        sent = {"to": "BE", "measure": "three interview teams", "on": "2026-11-02"}
        done(who("it"), f"{self.room}/request", **sent)
        sign = {"id": "M-1", "value": "500000", "on": "2026-11-10"}
        answer = checked(who("be"), f"{self.room}/sign", **sign)
        assert answer.status_code == 409
        assert "Art. 65(2)" in plain(answer)
        check = {
            "id": "M-1",
            "duplicates_agency": "no",
            "duplicates_union_funding": "yes",
            "owed_to_agencies": "no",
            "by": "Head of office",
            "on": "2026-11-05",
        }
        answer = checked(who("coordinator"), f"{self.room}/check", **check)
        assert answer.status_code == 409
        done(
            who("coordinator"), f"{self.room}/check", **{**check, "duplicates_union_funding": "no"}
        )
        start = {"id": "M-1", "on": "2026-11-12"}
        done(who("be"), f"{self.room}/sign", **sign)
        answer = checked(who("be"), f"{self.room}/start", **start)
        assert answer.status_code == 409
        assert "Art. 65(1)" in plain(answer)
        other = checked(who("it"), f"{self.room}/sign", **{**sign, "value": "400000"})
        assert "no common value yet" in plain(other)
        page = done(who("it"), f"{self.room}/sign", **sign)
        assert "500" in plain(page)
        done(who("be"), f"{self.room}/start", **start)
        done(
            who("be"),
            f"{self.room}/delivered",
            id="M-1",
            value="200000",
            on="2026-11-20",
            document="r",
        )
        assert len(events(desk.office.desk, "AlternativeAgreed")) == 1
        assert events(desk.office.desk, "Implemented")[-1].state == "BE"

    def test_the_year_end_is_previewed(self, who):
        table = who("it").get(f"{self.room}?format=json&table=conversion")
        assert table.status_code == 200


class TestOffsets:
    """Arts 63 and 69 on the acts' side."""

    room = "/2026/offsets/requests"

    def test_a_request_below_the_threshold_is_refused(self, who):
        sent = {"to": "DE", "applications": "10", "on": "2026-11-02"}
        answer = checked(who("it"), f"{self.room}/request", **sent)
        assert answer.status_code in {404, 409}
        assert "Art. 63(1)" in plain(answer)

    def test_an_offer_opens_the_way_and_the_reply_is_bounded(self, who):
        done(who("de"), f"{self.room}/offer", to="IT", on="2026-11-02")
        done(who("it"), f"{self.room}/agree", id="O-1", on="2026-11-03")
        sent = {"to": "DE", "applications": "10", "on": "2026-11-04"}
        page = done(who("it"), f"{self.room}/request", **sent)
        assert "last day 4 December 2026" in plain(page)
        reply = {"id": "R-1", "on": "2026-11-20"}
        answer = checked(who("de"), f"{self.room}/reply", **reply, accepted="11")
        assert answer.status_code == 409
        assert "Art. 69(2)" in plain(answer)
        page = done(who("de"), f"{self.room}/reply", **reply, accepted="8")
        assert "done in time" in plain(page)

    def test_no_more_is_taken_than_was_accepted(self, desk, who):
        sent = {"towards": "IT", "paragraph": "2", "on": "2026-11-23", "document": "list"}
        answer = checked(who("de"), f"{self.room}/take", **sent, applications="9")
        assert answer.status_code == 409
        assert "Art. 69(3)" in plain(answer)
        done(who("de"), f"{self.room}/take", **sent, applications="8")
        assert events(desk.office.desk, "OffsetTaken")[-1].applications.count == 8


class TestJanuary:
    """Art. 60(6), IR 30 and 31: confirmation, amount due, payment, sharing. Runs last."""

    def test_nothing_is_confirmed_before_the_year_is_over(self, who):
        sent = {"relocations": "0", "financial": "0", "alternative": "0", "document": "x"}
        path = "/2026/confirmation/levels/confirm"
        answer = checked(who("ie"), path, **sent, on="2026-11-23")
        assert answer.status_code == 409
        assert "Art. 60(6)" in plain(answer)

    def test_confirmed_established_paid_and_shared(self, desk):
        desk.clock.pass_(days=50)
        ireland, belgium = desk.signed_in("demo-ie"), desk.signed_in("demo-be")
        commission = desk.signed_in("demo-commission")
        path, on = "/2026/confirmation/levels/confirm", "2027-01-11"
        sent = {"relocations": "0", "financial": "0", "alternative": "0", "on": on}
        done(ireland, path, **sent, document="Annex X")
        page = done(belgium, path, **{**sent, "alternative": "150000"}, document="Annex X")
        assert "alternative: confirmed EUR 150" in plain(page)
        answer = checked(commission, "/2026/due/establish", state="IE", on=on)
        assert answer.status_code == 404
        assert "pledged (alternative) is not published" in plain(answer)
        nothing = PledgeFixed("IE", Kind.ALTERNATIVE, Euro(0), Basis.REPORTED, Source("a letter"))
        day = date(2026, 11, 23)
        desk.office.desk.journal.append([Draft(2026, nothing, day, desk.clock(), "test", "test")])
        fixed = done(commission, "/2026/due/establish", state="IE", on=on)
        assert "Recorded as entry" in plain(fixed)
        answer = checked(commission, "/2026/due/establish", state="LU", on=on)
        assert answer.status_code == 409
        assert "has not confirmed yet" in plain(answer)
        paid = {"state": "IE", "amount": "9260000", "on": on, "document": "bank"}
        page = done(commission, "/2026/due/pay", **paid)
        assert "Paid so far: EUR 9" in plain(page)
        share = {"on": on, "share_IT": "9260000", "by": "Director", "reasons": "needs"}
        answer = checked(commission, "/2026/due/decide", **share)
        assert answer.status_code == 409
        assert "No proposal" in plain(answer)
        sent = {"on": on, "declared_IT": "5000000", "declared_EL": "5000000"}
        page = done(commission, "/2026/due/propose", **sent)
        assert "in proportion to needs declared" in plain(page)
        answer = checked(commission, "/2026/due/decide", on=on, by="Director")
        assert answer.status_code == 409
        assert "decided with its reasons" in plain(answer)
        page = done(commission, "/2026/due/decide", on=on, by="Director", reasons="as proposed")
        assert "Director" in plain(page)
        assert len(events(desk.office.desk, "AllocationDecided")) == 1
        desk.office.desk.journal.verify()
