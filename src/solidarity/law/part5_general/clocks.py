"""The register of clocks: every time limit of the law by its name."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from solidarity.errors import InputError, Problem
from solidarity.law.part5_general.clock import Clock
from solidarity.law.part5_general.clocks_before import BEFORE
from solidarity.law.part5_general.clocks_crisis import CRISIS
from solidarity.law.part5_general.clocks_cycle import CYCLE
from solidarity.law.part5_general.clocks_logistics import LOGISTICS
from solidarity.law.part5_general.clocks_relocation import RELOCATION, REMEDIES
from solidarity.law.part5_general.clocks_requests import TAKE_CHARGE
from solidarity.law.part5_general.clocks_take_back import TAKE_BACK
from solidarity.law.part5_general.clocks_transfers import DECISION, DETENTION, TRANSFER

CLOCKS: Mapping[str, Clock] = MappingProxyType(
    {
        clock.name: clock
        for clock in (
            *CYCLE,
            *RELOCATION,
            *BEFORE,
            *TAKE_CHARGE,
            *TAKE_BACK,
            *DECISION,
            *REMEDIES,
            *TRANSFER,
            *LOGISTICS,
            *DETENTION,
            *CRISIS,
        )
    }
)
"""Every clock, in the order in which a year and then a case meets it."""


def clock(name: str) -> Clock:
    """
    Find a time limit by its name.

    Raises:
        InputError: If there is none of that name; similar names are offered.
    """
    found = CLOCKS.get(name)
    if found is None:
        word = name.partition("-")[0]
        near = [key for key in CLOCKS if word and word in key] or list(CLOCKS)
        raise InputError(
            Problem(f'there is no time limit called "{name}"', f"one of {', '.join(near)}")
        )
    return found
