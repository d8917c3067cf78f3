"""
Accounts of this installation: a name, a role, a password (Argon2) and a second factor.

Demonstration accounts exist for every role, so that the software can be tried; they are let in from
loopback only. Their passwords and codes stand on the sign-in page, because they protect nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import lru_cache
from typing import Any, Final

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from sqlalchemy import Engine, select, update
from sqlalchemy.exc import IntegrityError

from solidarity.adapters.office_tables import ACCOUNTS
from solidarity.errors import InputError, Problem
from solidarity.terms.member_states import MEMBER_STATES, member_state
from solidarity.web.identity import totp
from solidarity.web.roles import Person, Role

DEMONSTRATION_PASSWORD: Final = "solidarity"  # noqa: S105 - shown on the page; protects nothing
_DEMONSTRATION_SECRET: Final = "SOLIDARITYDEMOAAAA234567AAAAAAAA"  # noqa: S105 - as above
_PASSWORD_MIN: Final = 12
_PASSWORD_MAX: Final = 256
_NAME_MAX: Final = 64
_FAILURES_MAX: Final = 5
_LOCKED: Final = timedelta(minutes=5)
_HASHER: Final = PasswordHasher()
_LIGHT: Final = PasswordHasher(time_cost=1, memory_cost=8192, parallelism=1)
"""For demonstrations: their password stands on the page, and the first start should be quick."""


@dataclass(frozen=True, slots=True)
class NewAccount:
    """
    An account to be made.

    Attributes:
        name: What is typed to sign in.
        shown: How the account is called on pages and in the journal: the office, not the person.
        role: Its role.
        state: Member State, for the role that has one.
        password: Its password; "" for an account of a provider.
        subject: Issuer and subject at a provider, "issuer subject"; "" for a local account.
    """

    name: str
    shown: str
    role: Role
    state: str = ""
    password: str = ""
    subject: str = ""


@dataclass(frozen=True, slots=True)
class Accounts:
    """
    The accounts.

    Attributes:
        engine: The database of the office.
        now: What time it is.
    """

    engine: Engine
    now: Callable[[], datetime]

    def add(self, new: NewAccount, *, is_demonstration: bool = False) -> str:
        """
        Add an account.

        Returns:
            The secret of its second factor; "" for an account of a provider.

        Raises:
            InputError: If the name is taken, the role lacks its state, or the password is short.
        """
        state = _checked_state(new)
        if not 1 <= len(new.name) <= _NAME_MAX or not new.name.isprintable():
            raise InputError(Problem(f'"{new.name}" cannot be a name', "1 to 64 printable letters"))
        if not new.subject and not is_demonstration and len(new.password) < _PASSWORD_MIN:
            raise InputError(Problem("the password is too short", f"{_PASSWORD_MIN} characters"))
        secret = "" if new.subject else totp.new_secret()
        if is_demonstration:
            secret = _DEMONSTRATION_SECRET
        with self.engine.begin() as connection:
            taken = select(ACCOUNTS.c.name).where(ACCOUNTS.c.name == new.name)
            if connection.execute(taken).first() is not None:
                raise InputError(Problem(f'an account is called "{new.name}" already', "another"))
            connection.execute(
                ACCOUNTS.insert().values(
                    name=new.name,
                    shown=new.shown or new.name,
                    role=new.role.value,
                    state=state,
                    password=_HASHER.hash(new.password) if new.password else "",
                    totp=secret,
                    subject=new.subject or None,
                    is_demonstration=is_demonstration,
                )
            )
        return secret

    def close(self, name: str) -> None:
        """
        Close an account: it stays in the tables, and nobody signs in with it again.

        Raises:
            InputError: If there is none of this name.
        """
        with self.engine.begin() as connection:
            closing = update(ACCOUNTS).where(ACCOUNTS.c.name == name).values(is_closed=True)
            if connection.execute(closing).rowcount == 0:
                raise InputError(Problem(f'no account is called "{name}"', "a known name"))

    def all(self) -> Sequence[Any]:
        """Give every account, by name."""
        with self.engine.connect() as connection:
            return connection.execute(select(ACCOUNTS).order_by(ACCOUNTS.c.name)).all()

    def find(self, name: str) -> Any:  # noqa: ANN401 - a row of the table
        """Give an account; None if there is none or it is closed."""
        asked = select(ACCOUNTS).where(ACCOUNTS.c.name == name, ~ACCOUNTS.c.is_closed)
        with self.engine.connect() as connection:
            return connection.execute(asked).first()

    def of_subject(self, subject: str) -> Any:  # noqa: ANN401 - a row of the table
        """Give the account of an identity at a provider; None if there is none."""
        asked = select(ACCOUNTS).where(ACCOUNTS.c.subject == subject, ~ACCOUNTS.c.is_closed)
        with self.engine.connect() as connection:
            return connection.execute(asked).first()

    def check_password(self, name: str, password: str) -> Any:  # noqa: ANN401 - a row of the table
        """
        Check a password.

        Takes as long for a name that does not exist, and after five failures refuses for five
        minutes, whatever is typed.

        Returns:
            The account; None if it is not let in.
        """
        account = self.find(name[:_NAME_MAX])
        hashed = account.password if account is not None and account.password else _nobody()
        is_right = _matches(hashed, password[:_PASSWORD_MAX])
        if account is None or not account.password or self._is_locked(account):
            return None
        if not is_right:
            self._failed(account)
            return None
        return account

    def check_code(self, name: str, code: str) -> Any:  # noqa: ANN401 - a row of the table
        """
        Check a code of the second factor; each is good once.

        Returns:
            The account; None if it is not let in.
        """
        account = self.find(name)
        if account is None or not account.totp or self._is_locked(account):
            return None
        used = 0 if account.is_demonstration else account.totp_used
        step = totp.accepted_step(account.totp, code, self.now(), used=used)
        if step is None:
            self._failed(account)
            return None
        self._set(name, failures=0, totp_used=step)
        return account

    def _is_locked(self, account: Any) -> bool:  # noqa: ANN401 - a row of the table
        until = account.locked_until
        return bool(until) and self.now() < datetime.fromisoformat(until)

    def _failed(self, account: Any) -> None:  # noqa: ANN401 - a row of the table
        failures = account.failures + 1
        if failures >= _FAILURES_MAX:
            self._set(account.name, failures=0, locked_until=(self.now() + _LOCKED).isoformat())
        else:
            self._set(account.name, failures=failures)

    def _set(self, name: str, **values: object) -> None:
        with self.engine.begin() as connection:
            connection.execute(update(ACCOUNTS).where(ACCOUNTS.c.name == name).values(**values))

    def add_demonstrations(self) -> None:
        """Add a demonstration account for every role that signs in, and one per delegation."""
        known = {account.name for account in self.all()}
        hashed = ""
        for new in demonstrations():
            if new.name in known:
                continue
            hashed = hashed or _LIGHT.hash(DEMONSTRATION_PASSWORD)
            # Another process that starts at the same moment may be faster.
            with suppress(IntegrityError), self.engine.begin() as connection:
                connection.execute(
                    ACCOUNTS.insert().values(
                        name=new.name,
                        shown=new.shown,
                        role=new.role.value,
                        state=new.state,
                        password=hashed,
                        totp=_DEMONSTRATION_SECRET,
                        is_demonstration=True,
                    )
                )


def demonstrations() -> tuple[NewAccount, ...]:
    """List the demonstration accounts: one for each role, one for each delegation."""
    offices = {
        Role.COORDINATOR: "Coordinator's office",
        Role.COMMISSION: "Commission",
        Role.COUNCIL: "Council Presidency",
        Role.EUAA: "EUAA",
        Role.INVITED: "Frontex",
        Role.AUDITOR: "Court of Auditors",
        Role.ADMINISTRATOR: "Administrator",
    }
    named = tuple(
        NewAccount(f"demo-{role.value.replace('_', '-')}", f"{shown} (demonstration)", role)
        for role, shown in offices.items()
    )
    delegations = tuple(
        NewAccount(
            f"demo-{state.code.lower()}",
            f"Delegation of {state.name} (demonstration)",
            Role.MEMBER_STATE,
            state.code,
        )
        for state in MEMBER_STATES
        if state.solidarity_from is not None
    )
    return named + delegations


def person_of(account: Any) -> Person:  # noqa: ANN401 - a row of the table
    """Give the person an account stands for."""
    return Person(account.name, Role(account.role), account.state, account.shown)


@lru_cache(maxsize=1)
def _nobody() -> str:
    """Give something to check against where there is no account, so that it takes as long."""
    return _HASHER.hash("nobody has this password")


def _matches(hashed: str, password: str) -> bool:
    try:
        return _HASHER.verify(hashed, password)
    except (VerificationError, InvalidHashError):
        return False


def _checked_state(new: NewAccount) -> str:
    if new.role is Role.MEMBER_STATE:
        return member_state(new.state).code
    if new.state:
        raise InputError(Problem(f"{new.role.value} has no Member State", "none"))
    if new.role is Role.VISITOR:
        raise InputError(Problem("a visitor has no account", "another role"))
    return ""
