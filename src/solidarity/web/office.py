"""What an installation keeps open: its ledgers, accounts, sessions and the audit trail."""

from __future__ import annotations

import threading
from dataclasses import dataclass, field

from sqlalchemy import Engine, select
from sqlalchemy.exc import IntegrityError

from solidarity.adapters.ledger_files import open_ledger, open_sandbox
from solidarity.adapters.office_tables import SUBMISSIONS, open_office
from solidarity.web.audit import Trail
from solidarity.web.desk import Desk
from solidarity.web.identity.accounts import Accounts
from solidarity.web.identity.sessions import Sessions
from solidarity.web.settings import Settings


@dataclass(slots=True)
class Office:
    """
    What an installation keeps open.

    Attributes:
        settings: Its settings.
        engine: The database of the office.
        desk: The real years.
        sandbox: The made-up year.
        accounts: Who can sign in.
        sessions: Who has.
        trail: The audit trail.
        closing: Set when the server stops, so that streams end.
    """

    settings: Settings
    engine: Engine
    desk: Desk
    sandbox: Desk
    accounts: Accounts
    sessions: Sessions
    trail: Trail
    closing: threading.Event = field(default_factory=threading.Event)

    @classmethod
    def open(cls, settings: Settings) -> Office:
        """Open everything; what does not exist yet is made."""
        desk = Desk(open_ledger(settings.ledger), accredited=settings.accredited)
        sandbox = Desk(open_sandbox(settings.sandbox), is_sandbox=True)
        engine = open_office(settings.office)
        office = cls(
            settings,
            engine,
            desk,
            sandbox,
            Accounts(engine, settings.now),
            Sessions(engine, settings.now),
            Trail(engine, settings.now),
        )
        if settings.shows_demonstration:
            office.accounts.add_demonstrations()
        return office

    def submitted(self, key: str) -> str | None:
        """Give where a form that was sent before had led; None if it is new."""
        asked = select(SUBMISSIONS.c.address).where(SUBMISSIONS.c.key == key)
        with self.engine.connect() as connection:
            return connection.execute(asked).scalar()

    def note_submission(self, key: str, account: str, address: str) -> None:
        """Note that a form was taken, and where it led."""
        line = {"key": key, "account": account, "address": address}
        try:
            with self.engine.begin() as connection:
                at = self.settings.now().isoformat()
                connection.execute(SUBMISSIONS.insert().values(at=at, **line))
        except IntegrityError:
            return  # the same form, taken by another process a moment ago
