"""
The queue of jobs: huey on SQLite or PostgreSQL, with JSON instead of pickle.

Whoever can write a table of pickles runs code here; whoever can write one of these can name a job
and the moment it is due, and nothing else.
"""

from __future__ import annotations

import json
from datetime import datetime
from typing import TYPE_CHECKING, Any, Final

from huey import Huey, PostgresHuey, SqliteHuey  # type: ignore[import-untyped]
from huey.registry import Message  # type: ignore[import-untyped]
from huey.serializer import Serializer  # type: ignore[import-untyped]

from solidarity.adapters.postgres import connect, is_address

if TYPE_CHECKING:
    from pathlib import Path

QUEUE: Final = "solidarity"

_MOMENTS: Final = ("eta", "expires", "expires_resolved")
_PLAIN: Final = (str, int, float, bool, type(None))


class JsonSerializer(Serializer):  # type: ignore[misc] # huey has no types
    """Writes what the queue keeps as JSON: tasks with plain arguments, and plain values."""

    def _serialize(self, data: Any) -> bytes:  # noqa: ANN401 - of huey
        document = {"message": _message_document(data)} if isinstance(data, Message) else data
        return json.dumps(document, allow_nan=False, sort_keys=True).encode()

    def _deserialize(self, data: bytes) -> Any:  # noqa: ANN401 - of huey
        document = json.loads(bytes(data))
        if isinstance(document, dict) and document.keys() == {"message"}:
            return _message(document["message"])
        return document


def open_queue(place: Path | str) -> Huey:
    """
    Open a queue.

    Args:
        place: A file, made if it is not there; or the address of the database of the office in
            PostgreSQL, which has the tables already.

    Returns:
        The queue.
    """
    settings: dict[str, Any] = {"serializer": JsonSerializer(), "results": False, "utc": True}
    if is_address(place):
        address = str(place)
        return PostgresHuey(
            QUEUE, connection=lambda: connect(address), create_tables=False, **settings
        )
    return SqliteHuey(QUEUE, filename=str(place), fsync=True, timeout=30, **settings)


def _message_document(message: Message) -> dict[str, Any]:
    fields = {name: value for name, value in message._asdict().items() if value is not None}
    for name in _MOMENTS:
        if isinstance(fields.get(name), datetime):
            fields[name] = fields[name].isoformat()
    for value in (*message.args, *message.kwargs.values()):
        if not isinstance(value, _PLAIN):
            raise TypeError(f"a job is not given {type(value).__name__}: name it, do not send it")
    return fields


def _message(fields: dict[str, Any]) -> Message:
    for name in _MOMENTS:
        if isinstance(fields.get(name), str):
            fields[name] = datetime.fromisoformat(fields[name])
    return Message(**{**fields, "args": tuple(fields["args"])})
