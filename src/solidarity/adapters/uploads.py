"""
Files that were uploaded and not yet taken over: kept between the preview and the act.

What is previewed is what is applied: the file is kept as it came, for the account that sent it, and
forgotten when it is applied or a day later.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import Engine, delete, select

from solidarity.adapters.office_tables import UPLOADS

_KEPT: Final = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Upload:
    """
    A file.

    Attributes:
        key: What it is found by.
        account: Who sent it.
        name: Its name.
        content: Its bytes.
        year: The year it is for.
    """

    key: str
    account: str
    name: str
    content: bytes
    year: int


def keep(engine: Engine, upload: Upload, now: datetime) -> None:
    """Keep a file, and forget those of yesterday."""
    old = (now - _KEPT).isoformat()
    with engine.begin() as connection:
        connection.execute(delete(UPLOADS).where(UPLOADS.c.at < old))
        connection.execute(
            UPLOADS.insert().values(
                key=upload.key,
                account=upload.account,
                name=upload.name,
                content=upload.content,
                year=upload.year,
                at=now.isoformat(),
            )
        )


def find(engine: Engine, key: str, account: str) -> Upload | None:
    """Give a file to the account that sent it; None if there is none."""
    asked = select(UPLOADS).where(UPLOADS.c.key == key, UPLOADS.c.account == account)
    with engine.connect() as connection:
        row = connection.execute(asked).first()
    if row is None:
        return None
    return Upload(row.key, row.account, row.name, row.content, row.year)


def forget(engine: Engine, key: str) -> None:
    """Forget a file."""
    with engine.begin() as connection:
        connection.execute(delete(UPLOADS).where(UPLOADS.c.key == key))
