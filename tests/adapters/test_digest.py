"""The daily digest, through a real SMTP server on this machine."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from given_mail import mail_server
from sqlalchemy import Engine

from solidarity.adapters.digest import (
    Line,
    Recipient,
    deadlines_on,
    digest_text,
    lines_for,
    recipients,
    send_digests,
    subscribe,
    unsubscribe,
)
from solidarity.adapters.journal_files import open_journal
from solidarity.adapters.mail import PASSWORD, SENDER, SERVER, MailServer, mail_address, server_of
from solidarity.adapters.office_tables import open_office
from solidarity.cycle.calendar import Deadline, State
from solidarity.errors import InputError, OutOfScope, SolidarityError

MOMENT = datetime(2026, 11, 22, 6, tzinfo=UTC)
TODAY = MOMENT.date()


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Engine]:
    engine = open_office(f"sqlite:///{tmp_path / 'office.sqlite'}")
    yield engine
    engine.dispose()


def line(identifier: str, state: State, due: date | None, late: int = 0) -> Line:
    return Line(
        2027, Deadline(identifier, "An act", "Council", "Art. 57", None, due, None, late, state)
    )


class TestLines:
    """Overdue acts first, then open ones within the days asked for, and no other state's."""

    LINES = (
        line("far", State.OPEN, TODAY + timedelta(15)),
        line("near", State.OPEN, TODAY + timedelta(14)),
        line("today", State.OPEN, TODAY),
        line("missed", State.OVERDUE, TODAY - timedelta(2), 2),
        line("done", State.DONE, TODAY),
        line("unrecorded", State.UNRECORDED, TODAY - timedelta(2)),
        line("no-day", State.OPEN, None),
        line("request:PT", State.OPEN, TODAY + timedelta(1)),
        line("request:EL", State.OPEN, TODAY + timedelta(1)),
    )

    def told(self, recipient: Recipient) -> list[str]:
        return [one.deadline.id for one in lines_for(recipient, self.LINES, TODAY)]

    def test_of_one_state(self) -> None:
        assert self.told(Recipient("x@y.eu", "PT")) == ["missed", "today", "request:PT", "near"]

    def test_of_all(self) -> None:
        found = self.told(Recipient("x@y.eu", "", 15))
        assert found == ["missed", "today", "request:PT", "request:EL", "near", "far"]

    def test_text(self) -> None:
        chosen = lines_for(Recipient("x@y.eu", "PT"), self.LINES, TODAY)
        subject, text = digest_text(chosen, TODAY)
        assert subject == "Deadlines of the solidarity cycle, 22.11.2026: 3 coming, 1 overdue"
        assert text.startswith(
            "20.11.2026, overdue by 2 days\nAn act (Council; Art. 57; cycle 2027)"
        )
        assert "22.11.2026, in 0 days" in text
        subject, _ = digest_text(chosen[1:], TODAY)
        assert "overdue" not in subject

    def test_of_the_real_year(self) -> None:
        found = deadlines_on(open_journal(), TODAY)
        assert {one.year for one in found} == {2026, 2027}
        act = next(one for one in found if (one.year, one.deadline.id) == (2026, "pool-act"))
        assert act.deadline.actual == date(2025, 12, 19)


class TestList:
    """Who is reminded: one line per address, nothing that is not an address."""

    def test_entered_changed_removed(self, office: Engine) -> None:
        subscribe(office, Recipient("b@example.eu"))
        subscribe(office, Recipient("a@example.eu", "PT", 3))
        subscribe(office, Recipient("b@example.eu", "EL", 30))
        assert recipients(office) == (
            Recipient("a@example.eu", "PT", 3),
            Recipient("b@example.eu", "EL", 30),
        )
        assert unsubscribe(office, "a@example.eu")
        assert not unsubscribe(office, "a@example.eu")
        assert len(recipients(office)) == 1

    @pytest.mark.parametrize(
        "recipient",
        [
            Recipient("nobody"),
            Recipient("@example.eu"),
            Recipient(""),
            Recipient("a@b.eu\nBcc: all@b.eu"),
            Recipient("a@b.eu, c@d.eu"),
            Recipient("a@b.eu", "GR"),
            Recipient("a@b.eu", "PT", 0),
            Recipient("a@b.eu", "PT", 367),
        ],
    )
    def test_refused(self, office: Engine, recipient: Recipient) -> None:
        with pytest.raises(InputError):
            subscribe(office, recipient)
        assert recipients(office) == ()


class TestSending:
    """Each recipient gets one letter a day, also when sending was interrupted."""

    @pytest.fixture
    def listed(self, office: Engine) -> Engine:
        for name in ("a", "b", "c"):
            subscribe(office, Recipient(f"{name}@example.eu", "", 60))
        return office

    def test_a_letter_each(self, listed: Engine) -> None:
        journal = open_journal()
        with mail_server() as (address, letters):
            server = server_of({SERVER: address, SENDER: "desk@example.eu"})
            assert send_digests(listed, journal, server, MOMENT) == "3 digests sent on 2026-11-22"
            again = send_digests(listed, journal, server, MOMENT + timedelta(hours=3))
            assert again == "no digest to send on 2026-11-22"
            assert [letter["To"] for letter in letters.taken] == [
                "a@example.eu", "b@example.eu", "c@example.eu",
            ]  # fmt: skip
            first = letters.taken[0]
            assert first["From"] == "desk@example.eu"
            assert first["Auto-Submitted"] == "auto-generated"
            body = first.get_content()
            assert "Art." in body
            assert "overdue by" in body or "in " in body
            assert len({letter["Message-ID"] for letter in letters.taken}) == 3
            send_digests(listed, journal, server, MOMENT + timedelta(days=1))
        assert len(letters.taken) == 6

    def test_interrupted(self, listed: Engine) -> None:
        journal = open_journal()
        with mail_server(at_most=2) as (address, letters):
            server = server_of({SERVER: address})
            with pytest.raises(SolidarityError, match="the box is full"):
                send_digests(listed, journal, server, MOMENT)
            letters.at_most = 10
            assert send_digests(listed, journal, server, MOMENT) == "1 digests sent on 2026-11-22"
        assert [letter["To"][0] for letter in letters.taken] == ["a", "b", "c"]

    def test_nobody_answers(self, listed: Engine) -> None:
        server = MailServer("127.0.0.1", 1, "desk@example.eu")
        with pytest.raises(SolidarityError, match=r"mail server 127\.0\.0\.1:1"):
            send_digests(listed, open_journal(), server, MOMENT)

    def test_another_machine_that_does_not_encrypt(
        self, listed: Engine, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr("solidarity.adapters.mail._HERE", set())
        with mail_server() as (address, letters), pytest.raises(SolidarityError, match="STARTTLS"):
            send_digests(listed, open_journal(), server_of({SERVER: address}), MOMENT)
        assert letters.taken == []

    def test_encrypted_from_the_first_byte(self, listed: Engine) -> None:
        with mail_server() as (address, letters):
            server = server_of({SERVER: address.replace("smtp:", "smtps:")})
            with pytest.raises(SolidarityError, match="SSL"):
                send_digests(listed, open_journal(), server, MOMENT)
        assert letters.taken == []


class TestServer:
    """Which server takes the mail is read from the environment."""

    def test_read(self) -> None:
        found = server_of({SERVER: "smtps://o%40x:@mail.example.eu", PASSWORD: "secret"})
        assert found == MailServer(
            "mail.example.eu",
            465,
            "solidarity@mail.example.eu",
            is_encrypted=True,
            user="o@x",
            password="secret",  # noqa: S106 - of nobody
        )
        assert "secret" not in repr(found)
        assert server_of({SERVER: "smtp://mail.example.eu"}).port == 587

    def test_none(self) -> None:
        with pytest.raises(OutOfScope, match="SOLIDARITY_SMTP names no server"):
            server_of({})

    @pytest.mark.parametrize("named", ["mail.example.eu", "http://x", "smtp://", "smtp://x:99999"])
    def test_unreadable(self, named: str) -> None:
        with pytest.raises(InputError, match="names no mail server"):
            server_of({SERVER: named})

    def test_an_address(self) -> None:
        assert mail_address(" desk@example.eu ") == "desk@example.eu"
