"""How this software speaks to PostgreSQL: addresses, connections, and what goes wrong."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from itertools import zip_longest
from typing import TYPE_CHECKING, Any, Final

from solidarity.errors import InputError, Problem, SolidarityError

if TYPE_CHECKING:
    from sqlalchemy import Engine

SCHEMES: Final = ("postgresql://", "postgres://", "postgresql+psycopg://")
"""How the address of a PostgreSQL database begins; the rest is what libpq reads."""

CONNECTIONS: Final = 20
"""Connections one process keeps, unless told otherwise: as many as it has threads that ask."""

_WAIT_SECONDS: Final = 30
_DURABLE: Final = (
    "SELECT set_config('synchronous_commit', 'on', false)"
    " WHERE current_setting('synchronous_commit') = 'off'"
)


def is_address(place: object) -> bool:
    """Tell whether a place is the address of a PostgreSQL database, not a file."""
    return isinstance(place, str) and place.startswith(SCHEMES)


def shown(address: str) -> str:
    """Write an address without its password, as messages may show it."""
    conninfo = _psycopg().conninfo.conninfo_to_dict(_plain(address))
    user = f"{conninfo['user']}@" if "user" in conninfo else ""
    names, ports = str(conninfo.get("host") or ""), str(conninfo.get("port") or "")
    folder = f"?host={names}" if names.startswith("/") else ""
    places = zip_longest(names.split(","), ports.split(","), fillvalue="")
    where = ",".join(f"{name}:{port}" if port else name for name, port in places)
    return f"postgresql://{user}{'' if folder else where}/{conninfo.get('dbname', '')}{folder}"


def engine_for(address: str, *, connections: int = CONNECTIONS) -> Engine:
    """
    Make the pool of connections to a database; nothing is connected yet.

    The address goes to libpq as it is, so several servers with `target_session_attrs=read-write`
    lead to whichever server is the primary. A connection that died is replaced when it is asked
    for. Moments are in UTC, and a commit waits for the disk even where the server would not.

    Args:
        address: Address of the database, beginning with "postgresql://".
        connections: How many connections this process keeps at most.

    Returns:
        The pool.

    Raises:
        InputError: If the address cannot be read.
        SolidarityError: If the packages for PostgreSQL are not installed.
    """
    psycopg = _psycopg()
    from sqlalchemy import create_engine, event

    try:
        psycopg.conninfo.conninfo_to_dict(_plain(address))
    except psycopg.Error as error:
        why = str(error).strip()
        raise InputError(Problem(why, "postgresql://user@host/database")) from None

    engine = create_engine(
        "postgresql+psycopg://",
        creator=lambda: connect(address),
        pool_size=connections,
        max_overflow=0,
        pool_timeout=_WAIT_SECONDS,
        pool_pre_ping=True,
    )

    @event.listens_for(engine, "connect")
    def _settle(connection: Any, _record: object) -> None:  # noqa: ANN401 - as above
        connection.execute(_DURABLE)
        connection.commit()

    return engine


def connect(address: str) -> Any:  # noqa: ANN401 - a connection of psycopg
    """Make one connection, outside any pool."""
    return _psycopg().connect(
        _plain(address),
        connect_timeout=10,
        application_name="solidarity",
        options=_options(address),
    )


@contextmanager
def translated(address: str, *, effect: str = "nothing was written") -> Iterator[None]:
    """
    Say in our words what PostgreSQL says.

    Args:
        address: Address of the database.
        effect: What the failure means for what was to be written.

    Raises:
        SolidarityError: Whatever went wrong, in one line, without passwords.
    """
    from sqlalchemy.exc import SQLAlchemyError

    try:
        yield
    except (SQLAlchemyError, _psycopg().Error) as error:
        cause = getattr(error, "orig", None) or error
        first = str(cause).strip().partition("\n")[0]
        raise SolidarityError(f"{shown(address)}: {first}; {effect}") from None


def _options(address: str) -> str:
    """Keep the options of the address and add ours."""
    given = _psycopg().conninfo.conninfo_to_dict(_plain(address)).get("options") or ""
    return f"{given} -c timezone=UTC".strip()


def _plain(address: str) -> str:
    """Give an address as libpq reads it."""
    return address.replace("postgresql+psycopg://", "postgresql://", 1)


def _psycopg() -> Any:  # noqa: ANN401 - a module that is not always installed
    try:
        import psycopg
        import psycopg.conninfo
    except ImportError:
        raise SolidarityError(
            "PostgreSQL needs further packages: pip install 'solidarity[postgres]'"
        ) from None
    return psycopg
