"""
Identity from a provider: OpenID Connect, authorization code with PKCE and nonce.

Authlib does the protocol; here stands only what is ours: where the state of a started sign-in is
kept (a signed cookie of ten minutes), and which account an identity opens.
"""

from __future__ import annotations

import secrets
from typing import Any, Final

from fastapi import FastAPI
from starlette.requests import Request
from starlette.responses import Response

from solidarity.errors import SolidarityError
from solidarity.web.settings import Provider, Settings

PATH: Final = "/sign-in/provider"
_MINUTES: Final = 10


class IdentityRefused(SolidarityError):
    """The provider did not say who it is, or what it said does not hold."""


def provide(app: FastAPI, settings: Settings) -> None:
    """Make an application ready for its provider, if it has one."""
    if settings.provider is None:
        return
    from starlette.middleware.sessions import SessionMiddleware

    app.state.provider = _client(settings.provider)
    app.add_middleware(
        SessionMiddleware,
        secret_key=secrets.token_urlsafe(32),
        session_cookie="solidarity_provider",
        max_age=_MINUTES * 60,
        same_site="lax",
        https_only=settings.is_secure,
        path=PATH,
    )


def _client(provider: Provider) -> Any:  # noqa: ANN401 - Authlib has no types
    from authlib.integrations.starlette_client import OAuth  # type: ignore[import-untyped]

    registry = OAuth()
    return registry.register(
        "provider",
        client_id=provider.client_id,
        client_secret=provider.client_secret or None,
        server_metadata_url=f"{provider.issuer}/.well-known/openid-configuration",
        client_kwargs={"scope": "openid profile", "code_challenge_method": "S256"},
    )


async def begin(request: Request, back: str) -> Response:
    """
    Send the browser to the provider.

    Raises:
        IdentityRefused: If the provider does not answer.
    """
    try:
        answer: Response = await request.app.state.provider.authorize_redirect(request, back)
    except Exception as error:  # the provider is another machine: anything can happen
        raise IdentityRefused(f"The provider does not answer: {type(error).__name__}.") from error
    return answer


async def finish(request: Request) -> str:
    """
    Take the browser back and learn who it is.

    Returns:
        Issuer and subject, as accounts note them.

    Raises:
        IdentityRefused: If the state, the code, the signature, the nonce or the issuer is wrong.
    """
    from authlib.integrations.base_client import OAuthError  # type: ignore[import-untyped]

    try:
        token = await request.app.state.provider.authorize_access_token(request)
    except OAuthError as error:
        raise IdentityRefused(f"The provider refused: {error.error}.") from None
    except Exception as error:  # a claim that does not hold, or no answer
        raise IdentityRefused(
            f"What the provider said does not hold: {type(error).__name__}."
        ) from error
    told = token.get("userinfo") or {}
    if not told.get("iss") or not told.get("sub"):
        raise IdentityRefused("The provider gave no identity.")
    return f"{told['iss']} {told['sub']}"
