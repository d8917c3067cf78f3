"""
Sessions: kept on the server; the browser holds a random token and nothing else.

A session ends an hour after the last request and ten hours after it began. Between the password and
the code of the second factor it exists, but opens nothing.
"""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import Engine, delete, select, update

from solidarity.adapters.office_tables import ACCOUNTS, SESSIONS
from solidarity.web.identity.accounts import person_of
from solidarity.web.roles import VISITOR, Person

IDLE: Final = timedelta(hours=1)
WHOLE: Final = timedelta(hours=10)
_HALF: Final = timedelta(minutes=5)
_NOTED: Final = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class Session:
    """
    What a request carries.

    Attributes:
        token: The token of the browser; "" if it has none.
        person: Who it is.
        waiting: Name of an account whose second factor is still awaited; "" if none.
        has_ended: Whether the browser came with a session that has ended.
    """

    token: str = ""
    person: Person = VISITOR
    waiting: str = ""
    has_ended: bool = False


@dataclass(frozen=True, slots=True)
class Sessions:
    """
    The sessions.

    Attributes:
        engine: The database of the office.
        now: What time it is.
    """

    engine: Engine
    now: Callable[[], datetime]

    def begin(self, account: str, *, is_whole: bool) -> str:
        """
        Begin a session; a new token each time, so that none can be planted.

        Args:
            account: Name of the account.
            is_whole: Whether the person has shown all that is asked.

        Returns:
            The token for the browser.
        """
        token = secrets.token_urlsafe(32)
        now = self.now()
        with self.engine.begin() as connection:
            connection.execute(delete(SESSIONS).where(SESSIONS.c.ends < now.isoformat()))
            connection.execute(
                SESSIONS.insert().values(
                    token=_hash(token),
                    account=account,
                    is_whole=is_whole,
                    created=now.isoformat(),
                    seen=now.isoformat(),
                    ends=(now + (WHOLE if is_whole else _HALF)).isoformat(),
                )
            )
        return token

    def of(self, token: str) -> Session:
        """Give the session of a token; that of a visitor if there is none or it has ended."""
        if not token:
            return Session()
        asked = (
            select(SESSIONS, ACCOUNTS)
            .join(ACCOUNTS, ACCOUNTS.c.name == SESSIONS.c.account)
            .where(SESSIONS.c.token == _hash(token), ~ACCOUNTS.c.is_closed)
        )
        with self.engine.connect() as connection:
            row = connection.execute(asked).first()
        now = self.now()
        if row is None or not _is_alive(row.seen, row.ends, now):
            return Session(has_ended=True)
        if not row.is_whole:
            return Session(token, waiting=row.account)
        if now - datetime.fromisoformat(row.seen) > _NOTED:
            with self.engine.begin() as connection:
                noting = update(SESSIONS).where(SESSIONS.c.token == _hash(token))
                connection.execute(noting.values(seen=now.isoformat()))
        return Session(token, person_of(row))

    def end(self, token: str) -> None:
        """End a session."""
        with self.engine.begin() as connection:
            connection.execute(delete(SESSIONS).where(SESSIONS.c.token == _hash(token)))


def _is_alive(seen: str, ends: str, now: datetime) -> bool:
    is_idle = now - datetime.fromisoformat(seen) > IDLE
    return not is_idle and now < datetime.fromisoformat(ends)


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
