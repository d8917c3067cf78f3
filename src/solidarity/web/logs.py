"""
Structured logs: one JSON document a line on standard error.

The library is loaded when the first line is written, so that the first page does not wait for it.
"""

from __future__ import annotations

import logging
import sys
from functools import lru_cache
from typing import Any


@lru_cache(maxsize=1)
def log() -> Any:  # noqa: ANN401 - structlog's own
    """Give the log of the pages; the first call sets up how lines are written."""
    import structlog

    # A fault is told with its lines of code, never with the values in them: they can be anybody's.
    told = structlog.tracebacks.ExceptionDictTransformer(show_locals=False)
    shared: list[structlog.typing.Processor] = [
        structlog.stdlib.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        structlog.processors.ExceptionRenderer(told),
    ]
    last = structlog.processors.JSONRenderer(ensure_ascii=False)
    structlog.configure(
        processors=[*shared, last],
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
        wrapper_class=structlog.make_filtering_bound_logger(logging.INFO),
    )
    return structlog.get_logger()


class JsonLines(logging.Formatter):
    """Writes what the server itself says in the same form."""

    def format(self, record: logging.LogRecord) -> str:
        """Write a record as one JSON document."""
        import json
        from datetime import UTC, datetime

        said = {
            "event": record.getMessage(),
            "level": record.levelname.lower(),
            "timestamp": datetime.fromtimestamp(record.created, UTC).isoformat(),
        }
        if record.exc_info and record.exc_info[0] is not None:
            said["exception"] = record.exc_info[0].__name__
        return json.dumps(said, ensure_ascii=False)


def set_up_logs() -> None:
    """Write warnings and errors of the server as JSON lines too."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(JsonLines())
    logging.basicConfig(handlers=[handler], level=logging.WARNING, force=True)
