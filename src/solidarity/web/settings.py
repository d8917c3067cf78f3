"""The settings of an installation: where it keeps things, whom it lets in, what day it is."""

from __future__ import annotations

import ipaddress
import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Final

from solidarity.adapters.postgres import is_address
from solidarity.errors import InputError, Problem

HOME: Final = "SOLIDARITY_HOME"
"""Environment variable that names the data folder."""


def moment_now() -> datetime:
    """Give the present moment, in UTC."""
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True)
class Provider:
    """
    A provider of identities (OpenID Connect).

    Attributes:
        issuer: Its address; its configuration stands under `/.well-known/openid-configuration`.
        client_id: Name of this installation there.
        client_secret: Its secret there; "" for a public client, which PKCE alone protects.
        name: What the button on the sign-in page says.
    """

    issuer: str
    client_id: str
    client_secret: str = ""
    name: str = "OpenID Connect"


@dataclass(frozen=True, slots=True)
class Settings:
    """
    The settings of an installation.

    Attributes:
        ledger: The journal of real years: a file, or an address of PostgreSQL.
        sandbox: The journal of the made-up year; a place of its own, never merged.
        office: Address of the database of accounts, sessions and the audit trail.
        bound_to: Address the server listens on; decides whether demonstrations are let in.
        accredited: Whether restricted pre-adoption data may be here (Art. 12(6)).
        provider: Provider of identities; None if there is none.
        is_secure: Whether the site is reached over TLS, so that cookies say so.
        now: What time it is.
    """

    ledger: Path | str
    sandbox: Path | str
    office: str
    bound_to: str = "127.0.0.1"
    accredited: bool = False
    provider: Provider | None = None
    is_secure: bool = False
    now: Callable[[], datetime] = field(default=moment_now)

    @property
    def today(self) -> date:
        """The day it is, in UTC."""
        return self.now().date()

    @property
    def shows_demonstration(self) -> bool:
        """Tell whether demonstration accounts exist here: only on a loopback address."""
        return is_loopback(self.bound_to)


def is_loopback(address: str) -> bool:
    """Tell whether an address can only be reached from this machine."""
    if address == "localhost":
        return True
    try:
        return ipaddress.ip_address(address.strip("[]")).is_loopback
    except ValueError:
        return False


def data_folder(environment: Mapping[str, str] = os.environ) -> Path:
    """Name the folder in which an installation keeps its data."""
    if environment.get(HOME):
        return Path(environment[HOME])
    base = environment.get("XDG_DATA_HOME") or str(Path.home() / ".local" / "share")
    return Path(base) / "solidarity"


def settings_for(
    ledger: Path | str | None, bound_to: str, environment: Mapping[str, str] = os.environ
) -> Settings:
    """
    Put the settings together from the command line and the environment.

    Args:
        ledger: The journal; None for that of SOLIDARITY_JOURNAL if that is an address, or the one
            in the data folder. What belongs to a file stands beside it.
        bound_to: Address the server listens on.
        environment: Environment variables; see `docs/serve.md`.

    Returns:
        The settings.
    """
    place, sandbox, office = _places(ledger, environment)
    issuer = environment.get("SOLIDARITY_OIDC_ISSUER", "")
    provider = None
    if issuer:
        provider = Provider(
            issuer.rstrip("/"),
            environment.get("SOLIDARITY_OIDC_CLIENT_ID", "solidarity"),
            environment.get("SOLIDARITY_OIDC_CLIENT_SECRET", ""),
            environment.get("SOLIDARITY_OIDC_NAME", "OpenID Connect"),
        )
    return Settings(
        ledger=place,
        sandbox=sandbox,
        office=office,
        bound_to=bound_to,
        accredited=environment.get("SOLIDARITY_ACCREDITED") == "1",
        provider=provider,
        is_secure=environment.get("SOLIDARITY_TLS") == "1",
    )


def _places(
    ledger: Path | str | None, environment: Mapping[str, str]
) -> tuple[Path | str, Path | str, str]:
    """Say where ledger, sandbox and office are: files side by side, or addresses of PostgreSQL."""
    named = ledger or environment.get("SOLIDARITY_JOURNAL", "")
    office = environment.get("SOLIDARITY_OFFICE", "")
    if isinstance(named, str) and is_address(named):
        sandbox = environment.get("SOLIDARITY_SANDBOX", "")
        if not is_address(sandbox) or sandbox == named:
            what = "the ledger is in PostgreSQL, the sandbox is not named"
            expected = "SOLIDARITY_SANDBOX: the address of a database of its own"
            raise InputError(Problem(what, expected))
        return named, sandbox, office or named
    place = Path(ledger) if ledger else data_folder(environment) / "ledger.sqlite"
    return place, beside(place, "sandbox"), office or f"sqlite:///{beside(place, 'office')}"


def beside(ledger: Path, name: str) -> Path:
    """Name a file that belongs to a ledger: `ledger.sqlite` has `ledger.office.sqlite`."""
    return ledger.with_name(f"{ledger.stem}.{name}.sqlite")
