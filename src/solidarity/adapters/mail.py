"""Mail through any SMTP server: encrypted, except to a server on this machine."""

from __future__ import annotations

import os
import smtplib
import ssl
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from email.errors import HeaderParseError
from email.headerregistry import Address
from email.message import EmailMessage
from email.utils import formatdate
from hashlib import sha256
from typing import Final
from urllib.parse import unquote, urlsplit

from solidarity.errors import InputError, OutOfScope, Problem, SolidarityError

SERVER: Final = "SOLIDARITY_SMTP"
"""Environment variable with the server: smtp://user@mail.example.eu:587 or smtps://…"""

PASSWORD: Final = "SOLIDARITY_SMTP_PASSWORD"  # noqa: S105 - a name, not a secret
SENDER: Final = "SOLIDARITY_SMTP_FROM"
"""Environment variable with the address that mail comes from."""

_WAIT_SECONDS: Final = 30
_PORTS: Final = {"smtp": 587, "smtps": 465}
_HERE: Final = {"localhost", "127.0.0.1", "::1"}


@dataclass(frozen=True, slots=True)
class MailServer:
    """
    A server that takes mail.

    Attributes:
        name: Its name in the network.
        port: Its port.
        sender: Address that mail comes from.
        is_encrypted: Whether the connection is encrypted from its first byte (smtps). Otherwise it
            is before anything is said (STARTTLS), unless the server is on this machine.
        user: Who signs in; "" if nobody has to.
        password: Their password.
    """

    name: str
    port: int
    sender: str
    is_encrypted: bool = False
    user: str = ""
    password: str = field(default="", repr=False)


def server_of(environment: Mapping[str, str] = os.environ) -> MailServer:
    """
    Read which server takes the mail of this installation.

    Raises:
        OutOfScope: If none is named.
        InputError: If what is named cannot be read.
    """
    named = environment.get(SERVER, "")
    if not named:
        raise OutOfScope(f"no mail can be sent: {SERVER} names no server")
    try:
        parts = urlsplit(named)
        port = parts.port or _PORTS[parts.scheme]
        name = parts.hostname or ""
    except (ValueError, KeyError):
        name, port = "", 0
    if not name:
        expected = "smtp://user@mail.example.eu:587 or smtps://user@mail.example.eu"
        raise InputError(Problem("this names no mail server", expected, column=SERVER))
    return MailServer(
        name,
        port,
        mail_address(environment.get(SENDER, f"solidarity@{name}"), SENDER),
        is_encrypted=parts.scheme == "smtps",
        user=unquote(parts.username or ""),
        password=environment.get(PASSWORD, ""),
    )


def mail_address(text: str, where: str = "address") -> str:
    """
    Read a mail address.

    Raises:
        InputError: If it is not one.
    """
    try:
        address = Address(addr_spec=text.strip())
    except (HeaderParseError, ValueError, IndexError):
        address = None
    if address is None or not address.domain or not address.username or not text.isprintable():
        raise InputError(
            Problem(f'"{text[:80]!s}" is no mail address', "name@example.eu", column=where)
        )
    return address.addr_spec


@contextmanager
def sending(server: MailServer) -> Iterator[smtplib.SMTP]:
    """
    Connect to a server, for any number of messages.

    Raises:
        SolidarityError: If it cannot be reached, refuses us or a message, or does not encrypt.
    """
    trusted = ssl.create_default_context()
    try:
        if server.is_encrypted:
            connection: smtplib.SMTP = smtplib.SMTP_SSL(
                server.name, server.port, timeout=_WAIT_SECONDS, context=trusted
            )
        else:
            connection = smtplib.SMTP(server.name, server.port, timeout=_WAIT_SECONDS)
        with connection:
            if not server.is_encrypted and server.name not in _HERE:
                connection.starttls(context=trusted)
            if server.user:
                connection.login(server.user, server.password)
            yield connection
    except (smtplib.SMTPException, OSError) as error:
        raise SolidarityError(f"mail server {server.name}:{server.port}: {error}") from None


def message(server: MailServer, to: str, subject: str, text: str) -> EmailMessage:
    """
    Write a message; the same text to the same address has the same identity, however often sent.

    Args:
        server: Which server will take it.
        to: Whom it is for.
        subject: Its subject.
        text: Its text.

    Returns:
        The message.
    """
    made = EmailMessage()
    made["From"] = server.sender
    made["To"] = to
    made["Subject"] = subject
    made["Date"] = formatdate(usegmt=True)
    identity = sha256(f"{to}\n{subject}\n{text}".encode()).hexdigest()[:32]
    made["Message-ID"] = f"<{identity}@{server.sender.rpartition('@')[2]}>"
    made["Auto-Submitted"] = "auto-generated"
    made.set_content(text)
    return made
