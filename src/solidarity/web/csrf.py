"""
Forms are only taken from our own pages.

Every form carries a word derived from the session's token (or, before signing in, from a random
cookie), and the browser must not say that the request comes from another site.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
from typing import Final
from urllib.parse import urlsplit

from starlette.requests import Request

FIELD: Final = "csrf"
COOKIE: Final = "solidarity_form"


def new_seed() -> str:
    """Make a seed for a browser that has no session."""
    return secrets.token_urlsafe(24)


def word_for(seed: str) -> str:
    """Give the word a form must bring back."""
    return hmac.new(seed.encode(), b"form", hashlib.sha256).hexdigest()


def is_ours(request: Request, seed: str, given: str) -> bool:
    """
    Tell whether a form came from our own page.

    Args:
        request: The request.
        seed: Token of the session, or the seed of the browser.
        given: The word the form brought.
    """
    if request.headers.get("sec-fetch-site", "same-origin") not in {"same-origin", "none"}:
        return False
    origin = request.headers.get("origin")
    if origin and origin != "null" and urlsplit(origin).netloc != request.url.netloc:
        return False
    return bool(seed) and hmac.compare_digest(word_for(seed), given)
