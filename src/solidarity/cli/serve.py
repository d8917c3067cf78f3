"""`solidarity serve` and `solidarity account`: the pages of a tier, and who may sign in."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Annotated

import typer

from solidarity.cli.output import say
from solidarity.errors import InputError, Problem

_GRACE_SECONDS = 5
_PORT_MAX = 65_535


def register(app: typer.Typer) -> None:
    """Enter the commands."""
    app.command("serve")(serve)
    app.command("account")(account)


def serve(
    *,
    tier: Annotated[str, typer.Option(help="Which tier: union.")] = "union",
    address: Annotated[
        str, typer.Option("--host", help="Address to listen on.", metavar="H")
    ] = "127.0.0.1",
    port: Annotated[int, typer.Option(help="Port to listen on.", metavar="P")] = 8000,
    journal: Annotated[
        Path | None, typer.Option(help="Ledger to use; made if it is not there.", metavar="FILE")
    ] = None,
) -> None:
    """
    Open the pages: the year 2026, and a sandbox to try pledging in.

    Example: solidarity serve --port 8000
    """
    if tier != "union":
        raise InputError(Problem(f'no tier is called "{tier}" here', "union", column="--tier"))
    if not 0 <= port <= _PORT_MAX:
        raise InputError(Problem(f"{port} is not a port", f"0 to {_PORT_MAX}", column="--port"))
    import uvicorn

    from solidarity.adapters.journal_files import shown as place_shown
    from solidarity.web.app import create_app
    from solidarity.web.logs import set_up_logs
    from solidarity.web.settings import settings_for

    set_up_logs()
    settings = settings_for(journal, address)
    app = create_app(settings)
    shown = f"[{address}]" if ":" in address else address
    say(f"Solidarity: http://{shown}:{port}  (Ctrl+C ends it)", stderr=True)
    say(f"Ledger: {place_shown(settings.ledger)}", stderr=True)
    if settings.shows_demonstration:
        say("Demonstration accounts: see /sign-in. They are let in from here only.", stderr=True)
    config = uvicorn.Config(
        app,
        port=port,
        log_config=None,
        access_log=False,
        server_header=False,
        timeout_graceful_shutdown=_GRACE_SECONDS,
        proxy_headers=False,
    )
    config.host = address
    _run(uvicorn.Server(config), app.state.office.closing)


def _run(server: object, closing: object) -> None:
    """Run until told to stop; streams are told first, so that they end at once."""
    handle = server.handle_exit  # type: ignore[attr-defined]

    def ended(number: int, frame: object) -> None:
        closing.set()  # type: ignore[attr-defined]
        handle(number, frame)

    server.handle_exit = ended  # type: ignore[attr-defined]
    server.run()  # type: ignore[attr-defined]


def account(  # noqa: PLR0913 - one parameter for each option of the command
    act: Annotated[str, typer.Argument(help="add, close or list.")],
    name: Annotated[str, typer.Argument(help="Name of the account.")] = "",
    *,
    role: Annotated[str, typer.Option(help="Its role; see /roles.")] = "",
    state: Annotated[str, typer.Option(help="Its Member State, for member_state.")] = "",
    shown: Annotated[str, typer.Option(help="How pages and journal call it.")] = "",
    subject: Annotated[str, typer.Option(help='Identity at a provider: "ISSUER SUBJECT".')] = "",
    journal: Annotated[
        Path | None, typer.Option(help="Ledger the accounts belong to.", metavar="FILE")
    ] = None,
) -> None:
    """
    Add, close or list the accounts that can sign in.

    The password is read from the variable SOLIDARITY_PASSWORD, or asked for.

    Example: solidarity account add lisbon --role member_state --state PT
    """
    from solidarity.adapters.office_tables import open_office
    from solidarity.web.identity.accounts import Accounts
    from solidarity.web.settings import moment_now, settings_for

    settings = settings_for(journal, "127.0.0.1")
    if isinstance(settings.ledger, Path):
        settings.ledger.parent.mkdir(parents=True, exist_ok=True)
    accounts = Accounts(open_office(settings.office), moment_now)
    if act == "list":
        for one in accounts.all():
            standing = "closed" if one.is_closed else "open"
            say(f"{one.name}\t{one.role}\t{one.state or '-'}\t{standing}\t{one.shown}")
        return
    if act == "close":
        accounts.close(name)
        say(f"closed: {name}")
        return
    if act != "add":
        raise InputError(Problem(f'"{act}" is not something to do', "add, close or list"))
    _add(accounts, {"name": name, "role": role, "state": state, "shown": shown, "subject": subject})


def _add(accounts: object, given: dict[str, str]) -> None:
    from solidarity.web.identity.accounts import NewAccount
    from solidarity.web.identity.totp import address_of
    from solidarity.web.roles import Role

    known = [one.value for one in Role if one is not Role.VISITOR]
    if given["role"] not in known:
        raise InputError(Problem(f'"{given["role"]}" is not a role', ", ".join(known)))
    password = ""
    if not given["subject"]:
        password = os.environ.get("SOLIDARITY_PASSWORD") or typer.prompt(
            "Password", hide_input=True, confirmation_prompt=True
        )
    new = NewAccount(
        given["name"],
        given["shown"] or given["name"],
        Role(given["role"]),
        given["state"],
        password,
        given["subject"],
    )
    secret = accounts.add(new)  # type: ignore[attr-defined]
    say(f"added: {new.name}")
    if secret:
        say(f"Second factor, for an authenticator: {address_of(secret, new.name)}")
