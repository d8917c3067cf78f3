"""`/2026/operations`: the forum's work, from agenda to deliveries, in one installation."""

import json

import pytest
from given_acts import checked, done, events
from given_web import Installation, words

ROOM = "/2026/operations"


def plain(answer):
    return words(answer.text).replace("\u00a0", " ")


@pytest.fixture(scope="module")
def desk(tmp_path_factory):
    made = Installation(tmp_path_factory.mktemp("operations"))
    coordinator = made.signed_in("demo-coordinator")
    sent = {"on": "2026-11-23", "on_account_of": "IT"}
    assert done(coordinator, "/2026/needs/convene", **sent).status_code == 200
    return made


@pytest.fixture(scope="module")
def coordinator(desk):
    return desk.signed_in("demo-coordinator")


@pytest.fixture(scope="module")
def germany(desk):
    return desk.signed_in("demo-de")


class TestMeeting:
    """Art. 14: who takes part, agenda, minutes, what was agreed."""

    def test_is_prepared_with_invitees_and_agenda(self, coordinator):
        sent = {
            "meeting": "2026-12-10",
            "invited": "asylum_agency,fundamental_rights_agency",
            "agenda": "Needs of Italy\nDeliveries in January",
        }
        page = done(coordinator, f"{ROOM}/prepare", **sent)
        assert "EUAA, FRA" in plain(page)
        assert "Needs of Italy" in plain(page)

    def test_needs_an_agenda_and_known_bodies(self, coordinator):
        sent = {"meeting": "2026-12-11", "invited": "asylum_agency", "agenda": ""}
        answer = checked(coordinator, f"{ROOM}/prepare", **sent)
        assert answer.status_code == 400
        assert "agenda is empty" in plain(answer)
        sent = {**sent, "agenda": "one", "invited": "a_party"}
        assert checked(coordinator, f"{ROOM}/prepare", **sent).status_code == 400

    def test_minutes_and_an_action_list(self, coordinator):
        sent = {"meeting": "2026-11-23", "minutes": "Agreed: first flight.", "on": "2026-11-23"}
        assert "Agreed: first flight." in plain(done(coordinator, f"{ROOM}/minutes", **sent))
        task = {"meeting": "2026-11-23", "what": "Charter flight", "owner": "Italy"}
        page = done(coordinator, f"{ROOM}/task", **task, due="2026-12-15")
        assert "Charter flight" in plain(page)
        page = done(coordinator, f"{ROOM}/close", id="T-1", outcome="flown", on="2026-11-23")
        assert "flown" in plain(page)
        answer = checked(coordinator, f"{ROOM}/close", id="T-1", outcome="again")
        assert answer.status_code == 400

    def test_an_action_without_owner_is_refused(self, coordinator):
        task = {"meeting": "2026-11-23", "what": "x", "owner": "", "due": "2026-12-15"}
        answer = checked(coordinator, f"{ROOM}/task", **task)
        assert answer.status_code == 400
        assert "Art. 60(1)" in plain(answer)


class TestPreference:
    """Art. 60(4): at the first meeting; on a prohibited ground a wish needs a reason."""

    wish = "No single men of nationality X"

    def test_a_marked_wish_needs_a_reason(self, germany):
        path, day = f"{ROOM}/preference", "2026-11-23"
        answer = checked(germany, path, on=day, wish=self.wish)
        assert answer.status_code == 409
        assert "touches nationality, sex or gender: it needs a reason" in plain(answer)
        answer = checked(germany, path, on=day, wish=self.wish, reason="family housing only")
        assert "it is recorded with that mark and your reason" in plain(answer)
        page = done(germany, path, on=day, wish=self.wish, reason="family housing only")
        assert "nationality, sex or gender" in plain(page)
        log = germany.get(f"{ROOM}?format=json&table=preferences").json()
        assert "family housing only" in json.dumps(log)

    def test_a_reasonable_wish_is_recorded_as_it_is(self, desk, germany):
        done(germany, f"{ROOM}/preference", on="2026-11-23", wish="families of up to six")
        wishes = [one.wish for one in events(desk.office.desk, "PreferenceExpressed")]
        assert "families of up to six" in wishes
        marked = [one.wish for one in events(desk.office.desk, "PreferenceMarked")]
        assert "families of up to six" not in marked

    def test_another_day_is_too_early(self, germany):
        answer = checked(germany, f"{ROOM}/preference", on="2026-11-20", wish="families")
        assert answer.status_code == 409
        assert "Art. 60(4)" in plain(answer)


class TestDistribution:
    """Art. 60(1)-(3): proposed by proportion, decided by a person with reasons."""

    def test_is_proposed_with_the_soft_target_and_writes_nothing(self, desk, coordinator):
        before = desk.office.desk.journal.head()
        page = coordinator.get(f"{ROOM}?need_IT=300&need_EL=100")
        said = plain(page)
        assert "Proposal: nothing is decided." in said
        assert "Would receive" in said
        assert "Not published, and not counted as zero" in said
        rows = coordinator.get(f"{ROOM}?need_IT=300&need_EL=100&format=json&table=distribution")
        assert '"LU"' in rows.text
        assert desk.office.desk.journal.head() == before

    def test_a_need_that_cannot_be_read_is_named(self, coordinator):
        page = coordinator.get(f"{ROOM}?need_IT=many")
        assert page.status_code == 400
        assert "cannot be read" in plain(page)

    def test_is_decided_by_a_named_person_with_reasons(self, desk, coordinator):
        path = f"{ROOM}/distribution"
        sent = {"on": "2026-11-23", "deliveries": "DE IT 2026-12 40\nFR EL 2026-12 10"}
        answer = checked(coordinator, path, **sent, reasons="by proportion")
        assert answer.status_code == 403
        assert "Art. 60(2)" in plain(answer)
        answer = checked(coordinator, path, **sent, by="Head of office")
        assert answer.status_code == 409
        assert "no reasons" in plain(answer)
        page = done(coordinator, path, **sent, by="Head of office", reasons="by proportion")
        assert "Head of office" in plain(page)
        assert len(events(desk.office.desk, "DistributionDecided")) == 1

    @pytest.mark.parametrize(
        ("line", "status", "told"),
        [
            ("DE IT soon 40", 400, "cannot be read"),
            ("DE IT 2026-13 40", 400, "cannot be read"),
            ("DE FR 2026-12 4", 403, "France is not a benefitting"),
            ("IT EL 2026-12 4", 403, "Italy is itself a benefitting"),
            ("DE IT 2027-01 4", 409, "within the year"),
        ],
    )
    def test_is_refused_where_the_law_refuses(self, coordinator, line, status, told):
        sent = {"on": "2026-11-23", "by": "x", "reasons": "y", "deliveries": line}
        answer = checked(coordinator, f"{ROOM}/distribution", **sent)
        assert answer.status_code == status
        assert told in plain(answer)


class TestDelivery:
    """Art. 60(3): counts of relocations, beside their proportion."""

    def test_is_recorded_and_compared(self, germany):
        sent = {"towards": "IT", "amount": "40", "on": "2026-11-23", "document": "report 1"}
        page = done(germany, f"{ROOM}/delivered", **sent)
        assert "Recorded as entry" in plain(page)
        rows = germany.get(f"{ROOM}?format=json&table=deliveries").text
        assert '"DE"' in rows

    def test_goes_to_a_benefitting_state(self, germany):
        sent = {"towards": "FR", "amount": "4", "on": "2026-11-23", "document": "x"}
        assert checked(germany, f"{ROOM}/delivered", **sent).status_code == 400


class TestWhoReadsTheWords:
    """Wishes, minutes and needs belong to the room of the Technical-Level Forum."""

    @pytest.mark.parametrize("path", ["/journal", "/journal?format=json", "/journal?format=csv"])
    def test_a_visitor_reads_that_it_happened_and_no_more(self, desk, coordinator, path):
        secret = "Agreed: second flight, not for the press."  # noqa: S105 - no password
        sent = {"meeting": "2026-11-23", "minutes": secret, "on": "2026-11-23"}
        done(coordinator, f"{ROOM}/minutes", **sent)
        seen = desk.visitor().get(path).text
        assert "second flight" not in seen
        assert "those in the room of the Technical-Level Forum" in seen
        assert "second flight" in coordinator.get(path).text

    def test_nor_on_the_page_of_a_state(self, desk, germany):
        done(germany, f"{ROOM}/preference", on="2026-11-23", wish="large families first")
        assert "large families first" not in desk.visitor().get("/states/DE").text
