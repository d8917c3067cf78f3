"""A real SMTP server on this machine that keeps what it is sent."""

import socket
from collections.abc import Iterator
from contextlib import contextmanager
from email import message_from_bytes, policy
from email.message import EmailMessage

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session


class Letters:
    """What a server was sent; it takes as many letters as it is told to, then refuses."""

    def __init__(self, at_most: int) -> None:
        self.taken: list[EmailMessage] = []
        self.at_most = at_most

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802, ARG002 - a name of aiosmtpd
        if len(self.taken) >= self.at_most:
            return "452 the box is full"
        content = envelope.content
        assert isinstance(content, bytes)
        letter = message_from_bytes(content, policy=policy.default)
        assert isinstance(letter, EmailMessage)
        self.taken.append(letter)
        return "250 taken"


@contextmanager
def mail_server(at_most: int = 1_000) -> Iterator[tuple[str, Letters]]:
    """Run a server; give its address as SOLIDARITY_SMTP has it, and what it was sent."""
    letters = Letters(at_most)
    with socket.create_server(("127.0.0.1", 0)) as found:
        port = found.getsockname()[1]
    controller = Controller(letters, hostname="127.0.0.1", port=port)
    controller.start()
    try:
        yield f"smtp://127.0.0.1:{port}", letters
    finally:
        controller.stop()
