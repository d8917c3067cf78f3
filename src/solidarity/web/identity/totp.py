"""The second factor: codes of six digits that change every half minute (RFC 6238)."""

from __future__ import annotations

from datetime import datetime
from typing import Final

import pyotp

PERIOD: Final = 30
_DRIFT: Final = (-1, 0, 1)


def new_secret() -> str:
    """Make a secret to keep in an authenticator."""
    return pyotp.random_base32()


def code_at(secret: str, moment: datetime) -> str:
    """Give the code of a moment; only demonstrations and tests show it."""
    return pyotp.TOTP(secret).at(moment)


def address_of(secret: str, name: str) -> str:
    """Give the address an authenticator reads."""
    return pyotp.TOTP(secret).provisioning_uri(name=name, issuer_name="Solidarity")


def accepted_step(secret: str, code: str, moment: datetime, *, used: int) -> int | None:
    """
    Check a code.

    Args:
        secret: The secret of the account.
        code: What was typed.
        moment: When.
        used: The last step whose code was accepted: a code is good once.

    Returns:
        The step of the code, to be noted as used; None if it is not accepted.
    """
    now = int(moment.timestamp()) // PERIOD
    found = pyotp.TOTP(secret)
    typed = "".join(code.split())
    for drift in _DRIFT:
        step = now + drift
        is_right = pyotp.utils.strings_equal(found.generate_otp(step), typed)
        if is_right and step > used:
            return step
    return None
