"""The audit trail: every read of restricted data, every write, every sign-in; chained by hashes."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from sqlalchemy import Connection, Engine, select
from sqlalchemy.exc import IntegrityError

from solidarity.adapters.office_tables import AUDIT
from solidarity.errors import InputError, Problem
from solidarity.web.roles import Person

FIRST: Final = "0" * 64
_TRIES: Final = 20
_LINE: Final = 0x534F4C41  # lock of PostgreSQL: lines are entered one after the other
_FIELDS: Final = ("number", "at", "account", "role", "act", "what", "outcome", "previous")


@dataclass(frozen=True, slots=True)
class Trail:
    """
    The audit trail.

    Attributes:
        engine: The database of the office.
        now: What time it is.
    """

    engine: Engine
    now: Callable[[], datetime]

    def note(self, person: Person, act: str, what: str, outcome: str = "done") -> None:
        """
        Enter a line; when this returns, it is kept.

        Args:
            person: Who.
            act: What was done, in a word or two.
            what: To what.
            outcome: "done" or "refused".
        """
        for _try in range(_TRIES):
            try:
                with self.engine.begin() as connection:
                    self._enter(connection, person, {"act": act, "what": what, "outcome": outcome})
            except IntegrityError:
                continue  # another process took the number
            return
        raise RuntimeError("the audit trail cannot be written")

    def _enter(self, connection: Connection, person: Person, said: dict[str, Any]) -> None:
        if connection.dialect.name == "postgresql":  # SQLite has one writer at a time anyway
            connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({_LINE})")
        newest = select(AUDIT.c.number, AUDIT.c.hash).order_by(AUDIT.c.number.desc()).limit(1)
        last = connection.execute(newest).first()
        line: dict[str, Any] = {
            "number": 1 if last is None else last.number + 1,
            "at": self.now().isoformat(timespec="milliseconds"),
            "account": person.name,
            "role": person.role.value,
            **said,
            "previous": FIRST if last is None else last.hash,
        }
        connection.execute(AUDIT.insert().values({**line, "hash": _hash(line)}))

    def lines(self, *, before: int = 0, limit: int = 100) -> Sequence[Any]:
        """Give lines, newest first; only those before a number if one is given."""
        asked = select(AUDIT).order_by(AUDIT.c.number.desc()).limit(limit)
        if before:
            asked = asked.where(AUDIT.c.number < before)
        with self.engine.connect() as connection:
            return connection.execute(asked).all()

    def verify(self) -> int:
        """
        Check the chain.

        Returns:
            How many lines it has.

        Raises:
            InputError: If a line was changed or taken out.
        """
        previous, number = FIRST, 0
        with self.engine.connect() as connection:
            for row in connection.execute(select(AUDIT).order_by(AUDIT.c.number)):
                number += 1
                line = {name: getattr(row, name) for name in _FIELDS}
                is_whole = row.number == number and row.previous == previous
                if not is_whole or row.hash != _hash(line):
                    problem = Problem(f"line {number} of the audit trail", "an unchanged line")
                    raise InputError(problem)
                previous = row.hash
        return number


def _hash(line: dict[str, Any]) -> str:
    text = json.dumps([line[name] for name in _FIELDS], ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()
