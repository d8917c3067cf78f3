"""Every page: there, safe, in every form, for every day; and nothing that breaks it."""

import csv
import io
import json
import re

import openpyxl
import pytest
from given_web import Installation, words

from solidarity.web.headers import BODY_MAX
from solidarity.web.logs import log
from solidarity.web.settings import data_folder, is_loopback, settings_for
from solidarity.web.text import PSEUDO, preferred

PAGES = [
    "/2026",
    "/2026/key",
    "/2026/pool",
    "/2026/offsets",
    "/2026/confirmation",
    "/2026/figures/FR/fair_share",
    "/2026/figures/DE/money_due",
    "/2026/figures/union/value_of_one_relocation",
    "/states",
    "/states/IT",
    "/states/DK",
    "/calendar",
    "/journal",
    "/rules",
    "/readings",
    "/roles",
    "/sign-in",
    "/sandbox/2027",
    "/sandbox/states/IT",
    "/sandbox/calendar",
    "/sandbox/journal",
    "/2026?as_of=2025-11-20",
    "/states/IT?as_of=2025-11-20",
]
TABLES = [
    "/2026",
    "/2026/key",
    "/2026/pool",
    "/2026/offsets",
    "/2026/confirmation",
    "/states/IT",
    "/calendar",
    "/journal",
    "/rules",
    "/readings",
    "/roles",
]


class TestEveryPage:
    @pytest.mark.parametrize("path", PAGES)
    def test_it_is_there_and_says_that_it_is_not_official(self, installation, path):
        page = installation.visitor().get(path)
        assert page.status_code == 200
        assert page.text.count("<h1") == 1
        assert "not an official site" in words(page.text)
        assert "Not an official site." in words(page.text)

    @pytest.mark.parametrize("path", PAGES)
    def test_nothing_stands_inline_and_nothing_comes_from_outside(self, installation, path):
        page = installation.visitor().get(path)
        policy = page.headers["content-security-policy"]
        assert "default-src 'none'" in policy
        assert "unsafe" not in policy
        assert not re.search(r"<style|<script(?![^>]* src=)|\sstyle=|\son[a-z]+=", page.text)
        loaded = re.findall(r'<(?:script|link|img|iframe)[^>]*(?:src|href)="([^"]+)"', page.text)
        assert loaded
        assert all(address.startswith("/static/") for address in loaded)
        assert page.headers["x-content-type-options"] == "nosniff"
        assert page.headers["cache-control"] == "no-store"

    @pytest.mark.parametrize("path", PAGES)
    def test_every_link_inside_leads_somewhere(self, installation, path):
        client = installation.visitor()
        page = client.get(path)
        inside = set(re.findall(r'href="(/[^"#]*)', page.text))
        for link in sorted(inside)[:60]:
            answer = client.get(link.replace("&amp;", "&"))
            is_too_early = "no Council act has fixed" in answer.text
            assert answer.status_code == (404 if is_too_early else 200), link

    def test_a_page_weighs_less_than_350_kilobytes_with_all_it_loads(self, installation):
        client = installation.visitor()
        page = client.get("/2026")
        loaded = set(re.findall(r'<(?:script|link)[^>]*(?:src|href)="([^"]+)"', page.text))
        weight = sum(int(client.get(one).headers["content-length"]) for one in ["/2026", *loaded])
        assert weight < 350 * 1024

    def test_the_front_door_leads_to_the_year(self, installation):
        answer = installation.visitor().get("/", follow_redirects=False)
        assert (answer.status_code, answer.headers["location"]) == (307, "/2026")


class TestForms:
    @pytest.mark.parametrize("path", TABLES)
    @pytest.mark.parametrize("form", ["csv", "xlsx", "json"])
    def test_every_table_is_offered_under_its_own_address(self, installation, path, form):
        client = installation.visitor()
        assert f"format={form}" in client.get(path).text
        answer = client.get(path, params={"format": form})
        assert answer.status_code == 200
        if form == "json":
            assert json.loads(answer.content)
        elif form == "csv":
            rows = list(csv.reader(io.StringIO(answer.text)))
            assert len(rows) > 5
            assert {len(row) for row in rows} == {len(rows[0])}
        else:
            book = openpyxl.load_workbook(io.BytesIO(answer.content), read_only=True)
            assert len(book.sheetnames) >= 2
            book.close()

    def test_the_key_as_a_table_holds_the_figures_of_the_page(self, installation):
        answer = installation.visitor().get("/2026/key?format=csv")
        rows = {row["state"]: row for row in csv.DictReader(io.StringIO(answer.text))}
        assert len(rows) == 26
        assert rows["FR"]["share_percent"] == "16.0021"
        assert rows["FR"]["fair_share_units"] == "3361"
        assert rows["DE"]["fair_share_eur"] == "91100000"

    def test_what_is_not_published_is_an_empty_cell_never_zero(self, installation):
        answer = installation.visitor().get("/2026/pool?format=csv")
        rows = {row["state"]: row for row in csv.DictReader(io.StringIO(answer.text))}
        assert rows["RO"]["relocations"] == ""
        assert rows["RO"]["relocations_basis"] == "unknown"

    def test_another_form_is_refused_with_those_there_are(self, installation):
        answer = installation.visitor().get("/2026/key?format=pdf")
        assert answer.status_code == 400
        assert "csv, xlsx, json" in words(answer.text)

    def test_the_calendar_is_a_file_for_calendar_programs(self, installation):
        answer = installation.visitor().get("/calendar.ics?year=2027")
        assert answer.headers["content-type"].startswith("text/calendar")
        assert answer.text.count("BEGIN:VEVENT") > 10


class TestFigures:
    def test_a_figure_opens_into_value_provision_inputs_source_and_history(self, installation):
        said = words(installation.visitor().get("/2026/figures/FR/fair_share").text)
        for part in (
            "3\u202f361 people",
            "16.0021 % of 21",
            "Art.\u00a057(3)",
            "R-005",
            "Council Implementing Decision (EU) 2025/2642",
            "since 19\u00a0December\u00a02025",
            "journal position 62",
        ):
            assert " ".join(part.split()) in said, part

    def test_every_figure_of_the_year_has_an_address_that_opens(self, installation):
        client = installation.visitor()
        page = client.get("/2026").text
        addresses = set(re.findall(r'href="(/2026/figures/[^"]+)"', page))
        assert len(addresses) > 250
        for address in sorted(addresses)[::7]:
            assert client.get(address).status_code == 200, address

    def test_htmx_gets_the_sheet_alone(self, installation):
        answer = installation.visitor().get(
            "/2026/figures/FR/fair_share", headers={"hx-request": "true"}
        )
        assert "<html" not in answer.text
        assert "3\u202f361\u00a0people" in answer.text

    def test_a_figure_as_json(self, installation):
        answer = installation.visitor().get("/2026/figures/FR/fair_share?format=json")
        assert answer.json()["value"] == 3361

    @pytest.mark.parametrize("name", ["nothing", "..%2f..%2fetc", "<script>"])
    def test_a_figure_that_is_not_there_is_said_so(self, installation, name):
        answer = installation.visitor().get(f"/2026/figures/FR/{name}")
        assert answer.status_code == 404
        assert "<script>" not in answer.text


class TestTwoTimes:
    def test_before_the_act_the_year_has_stations_and_no_chain(self, installation):
        said = words(installation.visitor().get("/2026?as_of=2025-11-20").text)
        assert "no Council act had fixed the pool yet" in said
        assert "Ten stations" in said

    def test_links_keep_the_day(self, installation):
        page = installation.visitor().get("/2026?as_of=2025-12-20").text
        assert 'href="/2026/key?as_of=2025-12-20"' in page

    def test_before_anything_was_recorded_nothing_was_known(self, installation):
        answer = installation.visitor().get("/2026?known=2026-01-01")
        assert answer.status_code == 404
        assert "was known on 2026-01-01" in answer.text

    def test_what_is_known_now_is_the_same_as_known_today(self, installation):
        client = installation.visitor()
        assert "3\u202f361" in client.get("/2026/key?known=2026-11-22").text

    @pytest.mark.parametrize("day", ["yesterday", "2026-13-01", "<b>", "9" * 4000])
    def test_a_day_that_is_none_is_refused_on_a_page(self, installation, day):
        answer = installation.visitor().get("/2026", params={"as_of": day})
        assert answer.status_code == 400
        assert "YYYY-MM-DD" in answer.text
        assert "<b>" not in answer.text.replace("<b>Not an", "").replace("<b>2026</b>", "")


class TestOtherInput:
    @pytest.mark.parametrize(
        ("path", "status"),
        [
            ("/2027", 404),
            ("/1066/key", 404),
            ("/states/XX", 400),
            ("/nope", 404),
            ("/2026/", 404),
            ("/static/../app.py", 404),
            ("/static/%2e%2e/app.py", 404),
            ("/journal?before=x", 400),
            ("/calendar?year=1", 404),
            ("/calendar?year=99999999999999", 400),
            ("/sandbox/2026", 404),
            ("/2026/figures/FR/fair_share/more", 404),
        ],
    )
    def test_an_address_that_leads_nowhere_says_so_on_a_page(self, installation, path, status):
        answer = installation.visitor().get(path)
        assert answer.status_code == status
        assert "Traceback" not in answer.text
        assert "content-security-policy" in answer.headers

    def test_a_program_gets_problem_details(self, installation):
        answer = installation.visitor().get("/2030", headers={"accept": "application/json"})
        assert answer.headers["content-type"] == "application/problem+json"
        assert answer.json()["status"] == 404

    def test_a_page_that_takes_no_form_says_so(self, installation):
        answer = installation.visitor().post("/2026")
        assert answer.status_code == 405

    def test_fifty_megabytes_are_turned_away_unread(self, installation):
        client = installation.visitor()
        answer = client.post("/sign-in", content=b"", headers={"content-length": str(50 * 2**20)})
        assert answer.status_code == 413

    def test_a_body_without_a_length_is_cut_off(self, installation):
        def endless():
            for _ in range(BODY_MAX // 2**20 + 2):
                yield b"x" * 2**20

        answer = installation.visitor().post(
            "/sign-in",
            content=endless(),
            headers={"content-type": "application/x-www-form-urlencoded"},
        )
        assert answer.status_code == 413

    def test_the_iso_code_of_a_state_leads_to_its_page(self, installation):
        answer = installation.visitor().get("/states/gr", follow_redirects=False)
        assert answer.headers["location"] == "/states/EL"


class TestJournal:
    def test_the_chain_is_verified_on_request(self, installation):
        said = words(installation.visitor().get("/journal?verify=1").text)
        assert "Verified: all 62 entries" in said

    def test_entries_come_in_pages(self, installation):
        client = installation.visitor()
        assert 'id="e62"' in client.get("/journal").text
        older = client.get("/journal?before=13").text
        assert 'id="e12"' in older
        assert 'id="e13"' not in older

    def test_on_an_earlier_day_later_entries_are_not_shown(self, installation):
        page = installation.visitor().get("/journal?as_of=2025-11-11&before=10").text
        assert 'id="e1"' in page
        assert 'id="e4"' not in page


class TestWatch:
    def test_health_and_readiness(self, installation):
        client = installation.visitor()
        assert client.get("/healthz").text == "ok\n"
        assert client.get("/readyz").text == "ready\n"

    def test_not_ready_when_the_ledger_is_gone(self, fresh):
        fresh.settings.ledger.unlink()
        answer = fresh.visitor().get("/readyz")
        assert answer.status_code == 503
        assert str(fresh.settings.ledger) not in answer.text

    def test_measures_name_patterns_not_addresses(self, installation):
        client = installation.visitor()
        client.get("/states/PT")
        text = client.get("/metrics").text
        assert 'solidarity_journal_position{ledger="real"} 62.0' in text
        assert "/states/PT" not in text
        assert re.search(r'solidarity_requests_total\{page="[^"]*states/\{code\}', text)

    def test_a_fault_is_logged_without_the_values_it_met(self, fresh, monkeypatch, capsys):
        def broken(*_):
            wish = "a wish nobody may read"
            raise ZeroDivisionError(len(wish))

        monkeypatch.setattr(type(fresh.office.desk), "read", broken)
        log.cache_clear()  # the log keeps the stream it began with: here, that of this test
        assert fresh.visitor().get("/states/PT").status_code == 500
        log.cache_clear()
        said = capsys.readouterr().err
        assert "ZeroDivisionError" in said
        assert "a wish nobody may read" not in said

    def test_what_goes_wrong_inside_is_one_sentence(self, fresh, monkeypatch):
        def broken(*_):
            raise ZeroDivisionError

        monkeypatch.setattr(type(fresh.office.desk), "read", broken)
        client = fresh.visitor()
        answer = client.get("/states/PT")
        assert answer.status_code == 500
        assert "ZeroDivision" not in answer.text
        assert "A fault of this software" in answer.text
        assert "content-security-policy" in answer.headers


class TestLanguages:
    def test_every_text_of_a_page_goes_through_the_catalogue(self, installation):
        client = installation.visitor()
        for path in ("/sign-in", "/roles", "/2026/key", "/calendar"):
            page = client.get(path, headers={"accept-language": PSEUDO}).text
            assert f'lang="{PSEUDO}"' in page
            headings = re.findall(
                r"<(?:h1|h2|caption|th scope=\"col\"|button|label)[^>]*>([^<]+)", page
            )
            plain = [one for one in headings if not one.strip().startswith("[")]
            allowed = re.compile(r"Article|Coordinator|Commission|Council|EUAA|Frontex|Court|Admin")
            assert [one for one in plain if not allowed.search(one)] == [], path

    def test_the_first_language_there_is_is_spoken(self):
        assert preferred("pt-PT,pt;q=0.9,en;q=0.5") == "en"
        assert preferred("en-GB") == "en"
        assert preferred("") == "en"
        assert preferred(f"xx,{PSEUDO}") == PSEUDO


class TestSettings:
    @pytest.mark.parametrize(
        ("address", "near"),
        [
            ("127.0.0.1", True),
            ("localhost", True),
            ("::1", True),
            ("[::1]", True),
            ("0.0.0.0", False),  # noqa: S104 - nothing listens
            ("10.0.0.1", False),
            ("example.eu", False),
        ],
    )
    def test_loopback_is_known(self, address, near):
        assert is_loopback(address) is near

    def test_the_data_folder_follows_the_environment(self, tmp_path):
        assert data_folder({"SOLIDARITY_HOME": str(tmp_path)}) == tmp_path
        assert data_folder({"XDG_DATA_HOME": str(tmp_path)}) == tmp_path / "solidarity"
        assert data_folder({}).name == "solidarity"

    def test_over_tls_cookies_and_headers_say_so(self, tmp_path):
        installation = Installation(tmp_path, environment={"SOLIDARITY_TLS": "1"})
        answer = installation.visitor().get("/sign-in")
        assert "Secure" in answer.headers["set-cookie"]
        assert answer.headers["strict-transport-security"].startswith("max-age")

    def test_a_provider_is_read_from_the_environment(self, tmp_path):
        environment = {"SOLIDARITY_OIDC_ISSUER": "https://login.example/", "SOLIDARITY_HOME": "x"}
        found = settings_for(tmp_path / "a.sqlite", "0.0.0.0", environment)  # noqa: S104 - only read
        assert found.provider is not None
        assert found.provider.issuer == "https://login.example"
        assert found.office.endswith("a.office.sqlite")

    def test_a_second_start_finds_the_same_ledger(self, tmp_path):
        first = Installation(tmp_path).office.desk.journal.head()
        assert Installation(tmp_path).office.desk.journal.head() == first
