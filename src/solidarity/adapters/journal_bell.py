"""A bell that rings when a journal in PostgreSQL grows: one listening connection per process."""

from __future__ import annotations

import contextlib
import threading

from solidarity.adapters import postgres
from solidarity.errors import SolidarityError

CHANNEL = "solidarity_journal"

_AGAIN_SECONDS = 1.0
_LOOK_SECONDS = 0.5


class Bell:
    """
    Rings when an append is announced.

    Attributes:
        count: How often it has rung.
    """

    def __init__(self, address: str) -> None:
        """Make a bell for a database; nobody listens yet."""
        self.count = 0
        self._address = address
        self._rung = threading.Condition()
        self._closed = threading.Event()
        self._listener: threading.Thread | None = None

    def listen(self) -> None:
        """Begin to listen, once, in a thread of its own."""
        with self._rung:
            if self._listener is None:
                self._listener = threading.Thread(
                    target=self._run, name="journal bell", daemon=True
                )
                self._listener.start()

    def wait(self, count: int, seconds: float) -> bool:
        """
        Wait until it has rung more often than `count`.

        Returns:
            Whether it has; False after so many seconds, or when it is closed.
        """
        with self._rung:
            self._rung.wait_for(lambda: self.count != count or self._closed.is_set(), seconds)
            return self.count != count

    def close(self) -> None:
        """Stop listening; whoever waits is let go."""
        self._closed.set()
        with self._rung:
            self._rung.notify_all()
        if self._listener is not None:
            self._listener.join()

    def _run(self) -> None:
        """Listen; when the connection is lost, connect again, as often as it takes."""
        while not self._closed.is_set():
            with contextlib.suppress(SolidarityError), postgres.translated(self._address):
                self._listen_once()
            self._closed.wait(_AGAIN_SECONDS)

    def _listen_once(self) -> None:
        with postgres.connect(self._address) as connection:
            connection.autocommit = True
            connection.execute(f"LISTEN {CHANNEL}")
            self._ring()  # something may have been appended while nobody listened
            while not self._closed.is_set():
                for _ in connection.notifies(timeout=_LOOK_SECONDS, stop_after=1):
                    self._ring()

    def _ring(self) -> None:
        with self._rung:
            self.count += 1
            self._rung.notify_all()
