"""The permission matrix: every cell, asked of the pages themselves."""

import pytest
from given_web import csrf_word, hidden, words

from solidarity.web.identity.accounts import demonstrations
from solidarity.web.roles import MATRIX, VISITOR, Act, Person, Right, Role, act_words, role_words

ACCOUNTS = {
    **{one.role: one.name for one in demonstrations() if one.role is not Role.MEMBER_STATE},
    Role.MEMBER_STATE: "demo-pt",
}
PAGES = {
    Act.READ_YEAR: "/2026",
    Act.READ_JOURNAL: "/journal",
    Act.READ_FORUM: "/sandbox/2027/forum",
    Act.READ_AUDIT: "/audit",
    Act.SEE_ACCOUNTS: "/accounts",
    Act.READ_TECHNICAL: "/sandbox/2027/needs",
    Act.COORDINATE: "/sandbox/imports",
}


def who(installation, role):
    return (
        installation.visitor() if role is Role.VISITOR else installation.signed_in(ACCOUNTS[role])
    )


class TestMatrix:
    def test_every_cell_is_written_out(self):
        assert set(MATRIX) == set(Role)
        assert all(set(row) == set(Act) for row in MATRIX.values())
        assert set(role_words()) == set(Role)
        assert set(act_words()) == set(Act)

    @pytest.mark.parametrize("role", Role)
    @pytest.mark.parametrize("act", PAGES)
    def test_a_page_opens_where_the_cell_says_so_and_only_there(self, installation, role, act):
        answer = who(installation, role).get(PAGES[act])
        expected = 200 if MATRIX[role][act] is Right.YES else 403
        assert answer.status_code == expected

    @pytest.mark.parametrize("role", Role)
    def test_only_a_delegation_pledges_and_only_for_its_own_state(self, fresh, role):
        client = who(fresh, role)
        page = client.get("/sandbox/2027/forum").text
        word = csrf_word(client.get("/sign-in").text if role is Role.VISITOR else page)
        sent = {"csrf": word, "relocations": "1", "seen": "0", "state": "DE"}
        answer = client.post("/sandbox/2027/forum/review", data=sent)
        if MATRIX[role][Act.PLEDGE] is Right.NO:
            assert answer.status_code == 403
        else:
            assert answer.status_code == 200
            done = client.post("/sandbox/2027/forum/pledge", data=hidden(answer.text))
            assert "The pledge of Portugal is recorded" in words(done.text)
            states = {getattr(e.event, "state", "") for e in fresh.office.sandbox.journal.entries()}
            assert "DE" not in states

    @pytest.mark.parametrize("role", Role)
    def test_a_restricted_year_is_open_to_cleared_roles_on_an_accredited_installation(
        self, accredited, role
    ):
        answer = who(accredited, role).get("/2027")
        right = MATRIX[role][Act.READ_RESTRICTED]
        assert answer.status_code == (200 if right is Right.YES else 403)

    def test_own_means_own(self):
        delegation = Person("a", Role.MEMBER_STATE, "PT")
        assert delegation.may(Act.PLEDGE, "PT")
        assert not delegation.may(Act.PLEDGE, "DE")
        assert not delegation.may(Act.PLEDGE)
        assert not VISITOR.may(Act.PLEDGE, "")

    def test_the_matrix_is_printed(self, installation):
        said = words(installation.visitor().get("/roles").text)
        assert "for its own state" in said
        for name, _words in role_words().values():
            assert name in said


class TestRestrictedWindow:
    """Art. 12(6): until the Council act, the proposal is not for everyone."""

    def test_an_installation_that_is_not_accredited_shows_it_to_nobody(self, restricted):
        answer = who(restricted, Role.COORDINATOR).get("/2027")
        assert answer.status_code == 403
        assert "not accredited" in words(answer.text)
        assert "Art. 12(6)" in words(answer.text)

    def test_asking_for_an_earlier_day_does_not_open_it(self, restricted):
        assert who(restricted, Role.VISITOR).get("/2027?as_of=2026-10-20").status_code == 403

    def test_every_reading_of_it_is_in_the_audit_trail(self, accredited):
        who(accredited, Role.COUNCIL).get("/2027")
        acts = [line.act for line in accredited.office.trail.lines(limit=3)]
        assert "read_restricted" in acts

    def test_the_journal_page_does_not_show_what_the_year_hides(self, restricted):
        for role in (Role.VISITOR, Role.COORDINATOR):
            page = who(restricted, role).get("/journal").text
            assert "COM secret" not in page
            listed = who(restricted, role).get("/journal?format=json").text
            assert "COM secret" not in listed

    def test_the_sandbox_is_no_secret(self, installation):
        assert installation.visitor().get("/sandbox/2027").status_code == 200
