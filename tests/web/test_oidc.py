"""Signing in through a real provider of OpenID Connect that runs beside, on loopback."""

import re
import socket
import subprocess
import sys
import time
from urllib.parse import parse_qs, urlsplit

import httpx2
import pytest
from given_web import BASE, Installation, words

from solidarity.web.identity.accounts import NewAccount
from solidarity.web.roles import Role


@pytest.fixture(scope="module")
def provider():
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        port = taken.getsockname()[1]
    command = [sys.executable, "-m", "oidc_provider_mock", "--port", str(port), "--require-nonce"]
    server = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    address = f"http://127.0.0.1:{port}"
    try:
        _wait_for(f"{address}/.well-known/openid-configuration", server)
        yield address
    finally:
        server.terminate()
        server.wait(10)


def _wait_for(address, server):
    for _ in range(200):
        assert server.poll() is None, "the provider does not start"
        try:
            if httpx2.get(address).status_code == 200:
                return
        except httpx2.TransportError:
            time.sleep(0.1)
    pytest.fail("the provider does not answer")


@pytest.fixture
def installation(tmp_path, provider):
    environment = {
        "SOLIDARITY_OIDC_ISSUER": provider,
        "SOLIDARITY_OIDC_CLIENT_ID": "solidarity",
        "SOLIDARITY_OIDC_CLIENT_SECRET": "secret",
        "SOLIDARITY_OIDC_NAME": "EU Login",
    }
    made = Installation(tmp_path, environment=environment)
    made.office.accounts.add(
        NewAccount("riga", "Office in Riga", Role.MEMBER_STATE, "LV", "", f"{provider} janis")
    )
    return made


def begun(client):
    return client.get("/sign-in/provider", follow_redirects=False).headers["location"]


def identified(address, subject):
    """What the provider's own page does when someone says who they are."""
    answer = httpx2.post(address, data={"sub": subject})
    return answer.headers["location"]


def back(client, address):
    parts = urlsplit(address)
    return client.get(f"{parts.path}?{parts.query}")


class TestProvider:
    def test_a_known_identity_opens_its_account(self, installation):
        client = installation.visitor()
        assert "Sign in with EU Login" in words(client.get("/sign-in").text)
        page = back(client, identified(begun(client), "janis"))
        assert "Office in Riga" in words(page.text)
        assert client.get("/2026/forum").status_code == 200

    def test_code_flow_with_pkce_nonce_and_state_is_asked_for(self, installation):
        asked = parse_qs(urlsplit(begun(installation.visitor())).query)
        assert asked["response_type"] == ["code"]
        assert asked["code_challenge_method"] == ["S256"]
        assert len(asked["code_challenge"][0]) == 43
        assert asked["nonce"][0]
        assert asked["state"][0]
        assert asked["redirect_uri"] == [f"{BASE}/sign-in/provider/back"]

    def test_an_identity_without_account_is_told_whom_to_ask(self, installation):
        client = installation.visitor()
        page = back(client, identified(begun(client), "stranger"))
        assert page.status_code == 403
        assert "have no account here" in words(page.text)

    def test_an_answer_nobody_asked_for_is_refused(self, installation):
        client = installation.visitor()
        address = identified(begun(client), "janis")
        page = back(installation.visitor(), address)
        assert page.status_code == 403
        assert "provider" in words(page.text)

    def test_an_answer_is_good_once(self, installation):
        client = installation.visitor()
        address = identified(begun(client), "janis")
        assert back(client, address).status_code == 200
        assert back(client, address).status_code == 403

    def test_a_changed_state_is_refused(self, installation):
        client = installation.visitor()
        address = re.sub(r"state=[^&]+", "state=forged", identified(begun(client), "janis"))
        assert back(client, address).status_code == 403

    def test_a_code_of_another_sign_in_is_refused(self, installation):
        mine, other = installation.visitor(), installation.visitor()
        mine_address = identified(begun(mine), "janis")
        stolen = parse_qs(urlsplit(identified(begun(other), "janis")).query)["code"][0]
        address = re.sub(r"code=[^&]+", f"code={stolen}", mine_address)
        assert back(mine, address).status_code == 403

    def test_a_refusal_of_the_provider_is_shown(self, installation):
        client = installation.visitor()
        state = parse_qs(urlsplit(begun(client)).query)["state"][0]
        page = client.get(f"/sign-in/provider/back?error=access_denied&state={state}")
        assert page.status_code == 403
        assert "access_denied" in words(page.text)

    def test_an_account_of_the_provider_has_no_password(self, installation):
        assert installation.office.accounts.check_password("riga", "") is None

    def test_a_provider_that_does_not_answer_is_said_so(self, tmp_path):
        environment = {"SOLIDARITY_OIDC_ISSUER": "http://127.0.0.1:9"}
        client = Installation(tmp_path, environment=environment).visitor()
        answer = client.get("/sign-in/provider")
        assert answer.status_code == 400
        assert "does not answer" in words(answer.text)

    def test_without_a_provider_the_way_is_closed(self, fresh):
        for path in ("/sign-in/provider", "/sign-in/provider/back"):
            answer = fresh.visitor().get(path, follow_redirects=False)
            assert answer.headers["location"] == "/sign-in"
