"""
The headers of every answer: nothing from outside, nothing inline, nothing framed.

The middleware is plain ASGI, so that streams pass through it unbuffered.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any, Final

from solidarity.web import text

Scope = MutableMapping[str, Any]
Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
Asgi = Callable[[Scope, Receive, Send], Awaitable[None]]

POLICY: Final = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'; "
    "manifest-src 'self'"
)
"""No inline script or style, and no other address than this one, for anything."""

HEADERS: Final = {
    "content-security-policy": POLICY,
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    "referrer-policy": "same-origin",
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
}

BODY_MAX: Final = 5 * 1024 * 1024
"""Most a request may carry, in bytes: a form is small, a table of a year is too."""


class TooLarge(Exception):
    """A body that did not say how long it is went on for too long."""


class Guarded:
    """Adds the headers, chooses the language, and turns away bodies that are too large."""

    def __init__(self, app: Asgi, *, is_secure: bool) -> None:
        """
        Wrap an application.

        Args:
            app: The application.
            is_secure: Whether the site is reached over TLS.
        """
        self.app = app
        extra = {"strict-transport-security": "max-age=31536000"} if is_secure else {}
        self.headers = [(k.encode(), v.encode()) for k, v in {**HEADERS, **extra}.items()]

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        asked = dict(scope["headers"])
        text.speak(text.preferred(asked.get(b"accept-language", b"").decode("latin-1")))

        async def sent(message: Message) -> None:
            if message["type"] == "http.response.start":
                given = {name.lower() for name, _ in message["headers"]}
                own = [pair for pair in self.headers if pair[0] not in given]
                if b"cache-control" not in given:
                    own.append((b"cache-control", b"no-store"))
                message["headers"] = [*message["headers"], *own]
            await send(message)

        if _is_too_large(asked.get(b"content-length", b"0")):
            await _refuse(sent)
            return
        try:
            await self.app(scope, _Counted(receive), sent)
        except TooLarge:
            await _refuse(sent)


def _is_too_large(length: bytes) -> bool:
    return not length.isdigit() or int(length) > BODY_MAX


class _Counted:
    """Stops reading a body that does not say how long it is and never ends."""

    def __init__(self, receive: Receive) -> None:
        self.receive, self.taken = receive, 0

    async def __call__(self) -> Message:
        message = await self.receive()
        self.taken += len(message.get("body", b""))
        if self.taken > BODY_MAX:
            raise TooLarge
        return message


async def _refuse(send: Send) -> None:
    words = b"More was sent than this page takes (5 MB). Nothing was read and nothing was written."
    start = {
        "type": "http.response.start",
        "status": 413,
        "headers": [(b"content-type", b"text/plain; charset=utf-8"), (b"connection", b"close")],
    }
    await send(start)
    await send({"type": "http.response.body", "body": words})
