"""The pages on PostgreSQL: several processes share ledger, sandbox, sessions and audit trail."""

import threading

import pytest
from given_postgres import new_database, new_journal_database
from given_web import csrf_word
from starlette.testclient import TestClient

from solidarity.adapters.postgres import shown
from solidarity.errors import InputError
from solidarity.web.app import create_app
from solidarity.web.office import Office
from solidarity.web.roles import VISITOR
from solidarity.web.settings import settings_for

BASE = "http://127.0.0.1:8000"


@pytest.fixture
def settings():
    places = {name: new_journal_database() for name in ("SOLIDARITY_JOURNAL", "SOLIDARITY_SANDBOX")}
    return settings_for(None, "127.0.0.1", places)


def closed(office):
    office.engine.dispose()
    office.desk.journal.close()
    office.sandbox.journal.close()


class TestPlaces:
    """Ledger, sandbox and office are named by address; the sandbox is never the ledger."""

    def test_named(self, settings):
        assert settings.office == settings.ledger != settings.sandbox

    @pytest.mark.parametrize("sandbox", ["", "ledger.sqlite", "postgresql://db/a"])
    def test_no_sandbox(self, sandbox):
        places = {"SOLIDARITY_JOURNAL": "postgresql://db/a", "SOLIDARITY_SANDBOX": sandbox}
        with pytest.raises(InputError, match="the sandbox is not named"):
            settings_for(None, "127.0.0.1", places)

    def test_without_tables(self, settings):
        bare = settings_for(
            None,
            "127.0.0.1",
            {"SOLIDARITY_JOURNAL": new_database(), "SOLIDARITY_SANDBOX": str(settings.sandbox)},
        )
        with pytest.raises(InputError, match="solidarity database upgrade"):
            Office.open(bare)
        assert "postgres@" in shown(str(bare.ledger))


class TestSeveralProcesses:
    """What one process does, the others know."""

    def test_started_at_once(self, settings):
        opened, trouble = [], []

        def start():
            try:
                opened.append(Office.open(settings))
            except Exception as error:  # noqa: BLE001 - told below
                trouble.append(error)

        starting = [threading.Thread(target=start) for _ in range(3)]
        for thread in starting:
            thread.start()
        for thread in starting:
            thread.join()
        assert trouble == []
        names = [account.name for account in opened[0].accounts.all()]
        assert len(names) == len(set(names)) > 20
        opened[0].desk.journal.verify()
        assert {office.desk.journal.head() for office in opened} == {opened[0].desk.journal.head()}
        for office in opened:
            closed(office)

    def test_the_audit_trail_is_one_chain(self, settings):
        offices = [Office.open(settings) for _ in range(2)]

        def note(office):
            for number in range(15):
                office.trail.note(VISITOR, "test", str(number))

        noting = [threading.Thread(target=note, args=(office,)) for office in offices * 3]
        for thread in noting:
            thread.start()
        for thread in noting:
            thread.join()
        assert offices[0].trail.verify() == 6 * 15
        for office in offices:
            closed(office)

    def test_a_pledge_made_at_one_is_seen_at_the_other(self, settings):
        apps = [create_app(settings), create_app(settings)]
        one, two = (TestClient(app, base_url=BASE, client=("127.0.0.1", 50_000)) for app in apps)
        form = {"csrf": csrf_word(one.get("/sign-in").text), "name": "demo-pt"}
        answer = one.post("/sign-in/demonstration", data=form, follow_redirects=False)
        assert answer.status_code == 303
        two.cookies = one.cookies  # the proxy sends the next request to the other process
        page = two.get("/sandbox/2027/forum").text
        sent = {
            "csrf": csrf_word(page),
            "seen": "0",
            "submission": "a" * 24,
            "relocations": "417",
            "financial_eur": "0",
            "alternative_eur": "0",
        }
        for client in (two, one):  # sent again to the other process, it is not entered twice
            answer = client.post("/sandbox/2027/forum/pledge", data=sent, follow_redirects=False)
            assert answer.status_code == 303
        assert "417" in one.get("/sandbox/2027/forum").text
        entries = list(apps[0].state.office.sandbox.journal.entries(year=2027))
        amounts = [str(getattr(entry.event, "amount", "")) for entry in entries]
        assert sum("417" in amount for amount in amounts) == 1
        for app in apps:
            closed(app.state.office)
