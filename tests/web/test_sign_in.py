"""Signing in: password and second factor, sessions, forms from elsewhere, demonstrations."""

import re

import pyotp
import pytest
from given_web import Installation, csrf_word, words
from sqlalchemy import text

from solidarity.errors import InputError
from solidarity.web.identity.accounts import NewAccount
from solidarity.web.identity.totp import accepted_step, new_secret
from solidarity.web.roles import VISITOR, Role

PASSWORD = "a long enough password"  # noqa: S105 - of a test


def with_account(installation, name="lisbon", **changes):
    given = {"role": Role.MEMBER_STATE, "state": "PT", "password": PASSWORD, **changes}
    return installation.office.accounts.add(NewAccount(name, f"Office {name}", **given))


def send_password(client, name="lisbon", password=PASSWORD):
    word = csrf_word(client.get("/sign-in").text)
    return client.post("/sign-in", data={"csrf": word, "name": name, "password": password})


def send_code(client, code):
    word = csrf_word(client.get("/sign-in/code").text)
    return client.post("/sign-in/code", data={"csrf": word, "code": code})


def code_of(installation, secret):
    return pyotp.TOTP(secret).at(installation.clock())


def sign_in(installation, client, secret):
    send_password(client)
    return send_code(client, code_of(installation, secret))


class TestPasswordAndCode:
    def test_both_together_let_in(self, fresh):
        secret, client = with_account(fresh), fresh.visitor()
        page = send_password(client)
        assert "code from your authenticator" in words(page.text)
        page = send_code(client, code_of(fresh, secret))
        assert "Office lisbon" in words(page.text)

    def test_the_password_alone_opens_nothing(self, fresh):
        with_account(fresh)
        client = fresh.visitor()
        send_password(client)
        assert client.get("/sandbox/2027/forum").status_code == 403

    @pytest.mark.parametrize(("name", "password"), [("lisbon", "wrong"), ("nobody", PASSWORD)])
    def test_what_is_wrong_is_not_said(self, fresh, name, password):
        with_account(fresh)
        page = send_password(fresh.visitor(), name, password)
        assert page.status_code == 403
        assert "do not go together" in words(page.text)
        assert f'value="{name}"' in page.text
        assert password not in page.text.replace('value="nobody"', "")

    def test_a_code_is_good_once(self, fresh):
        secret = with_account(fresh)
        sign_in(fresh, fresh.visitor(), secret)
        page = sign_in(fresh, fresh.visitor(), secret)
        assert page.status_code == 403
        assert "used before" in words(page.text)

    def test_a_code_of_five_minutes_ago_is_not_good(self, fresh):
        secret, client = with_account(fresh), fresh.visitor()
        old = code_of(fresh, secret)
        fresh.clock.pass_(minutes=5)
        send_password(client)
        assert send_code(client, old).status_code == 403

    def test_a_clock_half_a_minute_off_is_tolerated(self, fresh):
        secret = new_secret()
        code = code_of(fresh, secret)
        fresh.clock.pass_(seconds=30)
        assert accepted_step(secret, f" {code[:3]} {code[3:]} ", fresh.clock(), used=0)

    def test_five_failures_lock_for_five_minutes(self, fresh):
        secret, client = with_account(fresh), fresh.visitor()
        for _ in range(5):
            assert send_password(client, "lisbon", "wrong").status_code == 403
        assert send_password(client).status_code == 403
        fresh.clock.pass_(minutes=6)
        assert "Office lisbon" in words(sign_in(fresh, client, secret).text)

    def test_wrong_codes_lock_too(self, fresh):
        secret, client = with_account(fresh), fresh.visitor()
        send_password(client)
        for _ in range(5):
            send_code(client, "000000")
        assert send_code(client, code_of(fresh, secret)).status_code == 403

    def test_a_closed_account_is_let_in_no_more(self, fresh):
        secret, client = with_account(fresh), fresh.visitor()
        sign_in(fresh, client, secret)
        fresh.office.accounts.close("lisbon")
        assert client.get("/2026/forum").status_code == 403
        assert send_password(fresh.visitor()).status_code == 403

    def test_without_a_password_there_is_no_page_for_the_code(self, fresh):
        answer = fresh.visitor().get("/sign-in/code", follow_redirects=False)
        assert answer.headers["location"] == "/sign-in"

    def test_passwords_are_kept_as_argon2_only(self, fresh):
        with_account(fresh)
        kept = fresh.office.accounts.find("lisbon").password
        assert kept.startswith("$argon2id$")


class TestAccounts:
    @pytest.mark.parametrize(
        ("changes", "what"),
        [
            ({"password": "short"}, "too short"),
            ({"state": "XX"}, "no Member State has the code"),
            ({"role": Role.COUNCIL}, "has no Member State"),
            ({"role": Role.VISITOR, "state": ""}, "a visitor has no account"),
            ({"name": "x\u202ey"}, "cannot be a name"),
        ],
    )
    def test_an_account_that_makes_no_sense_is_refused(self, fresh, changes, what):
        with pytest.raises(InputError, match=what):
            with_account(fresh, **changes)

    def test_a_name_is_taken_once(self, fresh):
        with_account(fresh)
        with pytest.raises(InputError, match="already"):
            with_account(fresh)

    def test_closing_what_is_not_there_is_refused(self, fresh):
        with pytest.raises(InputError, match="no account"):
            fresh.office.accounts.close("nobody")

    def test_the_administrator_sees_the_accounts_and_no_content(self, fresh):
        with_account(fresh)
        client = fresh.signed_in("demo-administrator")
        assert "Office lisbon" in words(client.get("/accounts").text)
        assert client.get("/2026").status_code == 403
        page = client.get("/accounts").text
        assert 'href="/2026/key"' not in page
        assert 'href="/journal"' not in page


class TestSessions:
    def test_it_ends_an_hour_after_the_last_request(self, fresh):
        client = fresh.signed_in("demo-pt")
        fresh.clock.pass_(minutes=59)
        assert client.get("/2026/forum").status_code == 200
        fresh.clock.pass_(minutes=59)
        assert client.get("/2026/forum").status_code == 200
        fresh.clock.pass_(minutes=61)
        assert client.get("/2026/forum").status_code == 403
        assert "Your session has ended" in words(client.get("/sign-in").text)

    def test_it_ends_ten_hours_after_it_began(self, fresh):
        client = fresh.signed_in("demo-pt")
        for _ in range(11):
            fresh.clock.pass_(minutes=55)
            client.get("/2026")
        assert client.get("/2026/forum").status_code == 403

    def test_signing_out_ends_it_on_the_server(self, fresh):
        client = fresh.signed_in("demo-pt")
        token = client.cookies["solidarity_session"]
        word = csrf_word(client.get("/2026").text)
        client.post("/sign-out", data={"csrf": word})
        again = fresh.visitor()
        again.cookies.set("solidarity_session", token)
        assert again.get("/2026/forum").status_code == 403

    def test_signing_in_makes_a_new_token(self, fresh):
        secret, client = with_account(fresh), fresh.visitor()
        send_password(client)
        half = client.cookies["solidarity_session"]
        send_code(client, code_of(fresh, secret))
        assert client.cookies["solidarity_session"] != half

    def test_the_tables_hold_no_token(self, fresh):
        client = fresh.signed_in("demo-pt")
        with fresh.office.engine.connect() as connection:
            kept = connection.execute(text("SELECT token FROM session")).scalars().all()
        assert client.cookies["solidarity_session"] not in kept

    def test_no_script_reads_the_cookie_and_no_other_site_sends_it(self, fresh):
        client = fresh.visitor()
        word = csrf_word(client.get("/sign-in").text)
        answer = client.post(
            "/sign-in/demonstration",
            data={"csrf": word, "name": "demo-pt"},
            follow_redirects=False,
        )
        cookie = answer.headers["set-cookie"]
        assert "HttpOnly" in cookie
        assert "SameSite=lax" in cookie


class TestForgedForms:
    FORMS = (
        "/sign-in",
        "/sign-in/code",
        "/sign-in/demonstration",
        "/sign-out",
        "/sandbox/2027/forum/review",
        "/sandbox/2027/forum/pledge",
    )

    @pytest.mark.parametrize("path", FORMS)
    @pytest.mark.parametrize("word", [None, "", "0" * 64])
    def test_a_form_without_the_right_word_is_refused(self, installation, path, word):
        client = installation.signed_in("demo-pt")
        data = {"name": "demo-pt", "relocations": "1"} | ({} if word is None else {"csrf": word})
        answer = client.post(path, data=data)
        assert answer.status_code == 403
        assert "Nothing was written" in words(answer.text)

    def test_no_address_at_all_takes_a_form_without_the_word(self, fresh):
        heads = [desk.journal.head() for desk in (fresh.office.desk, fresh.office.sandbox)]
        posts = sorted(_posts(fresh.app))
        assert "/sandbox/{year:int}/forum/pledge" in posts
        client = fresh.signed_in("demo-pt")
        for path in posts:
            year = "2027" if path.startswith("/sandbox") else "2026"
            address = re.sub(r"\{[^}]*\}", "x", path.replace("{year:int}", year))
            answer = client.post(address, data={"relocations": "1"})
            assert answer.status_code in {403, 404}, address
        after = [desk.journal.head() for desk in (fresh.office.desk, fresh.office.sandbox)]
        assert after == heads

    @pytest.mark.parametrize(
        "headers",
        [{"origin": "https://elsewhere.example"}, {"sec-fetch-site": "cross-site"}],
    )
    def test_a_form_sent_by_another_site_is_refused_even_with_the_word(self, fresh, headers):
        client = fresh.signed_in("demo-pt")
        page = client.get("/sandbox/2027/forum").text
        data = {"csrf": csrf_word(page), "relocations": "1"}
        answer = client.post("/sandbox/2027/forum/review", data=data, headers=headers)
        assert answer.status_code == 403

    def test_the_word_of_another_session_is_refused(self, fresh):
        mine, other = fresh.signed_in("demo-pt"), fresh.signed_in("demo-de")
        word = csrf_word(other.get("/sandbox/2027/forum").text)
        data = {"csrf": word, "relocations": "1"}
        assert mine.post("/sandbox/2027/forum/review", data=data).status_code == 403


def _posts(app):
    """Every address that takes a form, also those of routers within the application."""
    found = set()
    for route in app.routes:
        if "POST" in (getattr(route, "methods", None) or ()):
            found.add(route.path)
        prefix = getattr(getattr(route, "include_context", None), "prefix", "")
        for one in getattr(getattr(route, "original_router", None), "routes", ()):
            if "POST" in (getattr(one, "methods", None) or ()):
                found.add(prefix + one.path)
    return found


class TestDemonstrations:
    def test_the_page_shows_an_account_for_every_role(self, installation):
        page = installation.visitor().get("/sign-in").text
        shown = set(re.findall(r'value="(demo-[a-z]+)"', page))
        assert {"demo-coordinator", "demo-auditor", "demo-administrator", "demo-pt"} <= shown
        assert len(shown) == 7 + 26

    def test_the_password_and_the_code_it_shows_work(self, installation):
        client = installation.visitor()
        page = client.get("/sign-in").text
        code = re.search(r"the code (\d{6})", words(page))[1]
        send_password(client, "demo-coordinator", "solidarity")
        assert "Coordinator" in words(send_code(client, code).text)

    def test_from_another_machine_they_are_neither_shown_nor_let_in(self, installation):
        far = installation.visitor(address="192.0.2.7")
        page = far.get("/sign-in").text
        assert "demo-" not in page
        word = csrf_word(page)
        answer = far.post("/sign-in/demonstration", data={"csrf": word, "name": "demo-pt"})
        assert answer.status_code == 403
        assert send_password(far, "demo-pt", "solidarity").status_code == 403

    def test_behind_a_proxy_they_are_not_let_in(self, installation):
        client = installation.visitor()
        client.headers["x-forwarded-for"] = "192.0.2.7"
        word = csrf_word(client.get("/sign-in").text)
        answer = client.post("/sign-in/demonstration", data={"csrf": word, "name": "demo-pt"})
        assert answer.status_code == 403

    def test_a_server_that_listens_to_the_world_has_none(self, tmp_path):
        open_to_all = Installation(tmp_path, bound_to="0.0.0.0")  # noqa: S104 - nothing listens
        page = open_to_all.visitor().get("/sign-in").text
        assert "demo-" not in page
        assert open_to_all.office.accounts.all() == []

    def test_a_real_account_is_not_opened_by_the_button(self, fresh):
        with_account(fresh)
        client = fresh.visitor()
        word = csrf_word(client.get("/sign-in").text)
        answer = client.post("/sign-in/demonstration", data={"csrf": word, "name": "lisbon"})
        assert answer.status_code == 403


class TestAuditTrail:
    def test_sign_ins_refusals_and_writes_are_entered(self, fresh):
        client = fresh.signed_in("demo-pt")
        client.get("/audit")
        acts = [(line.account, line.act, line.outcome) for line in fresh.office.trail.lines()]
        assert ("demo-pt", "sign_in", "done") in acts
        assert ("demo-pt", "read_audit", "refused") in acts

    def test_reading_the_trail_is_entered_in_it(self, fresh):
        client = fresh.signed_in("demo-auditor")
        assert "read audit" in words(client.get("/audit").text)

    def test_it_comes_in_pages(self, fresh):
        for number in range(130):
            fresh.office.trail.note(VISITOR, "test", str(number))
        page = fresh.signed_in("demo-auditor").get("/audit").text
        older = re.search(r"/audit\?before=(\d+)", page)[1]
        assert "Older lines" in page
        assert fresh.signed_in("demo-auditor").get(f"/audit?before={older}").status_code == 200

    @pytest.mark.parametrize(
        "damage",
        [
            "UPDATE audit SET outcome = 'done' WHERE number = 2",
            "DELETE FROM audit WHERE number = 2",
        ],
    )
    def test_a_line_changed_or_taken_out_is_noticed(self, fresh, damage):
        for number in range(3):
            fresh.office.trail.note(VISITOR, "test", str(number), "refused")
        assert fresh.office.trail.verify() == 3
        with fresh.office.engine.begin() as connection:
            connection.execute(text(damage))
        with pytest.raises(InputError, match="audit trail"):
            fresh.office.trail.verify()
