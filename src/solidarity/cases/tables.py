"""Every table by its name, and how one hands a case over to the next."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from types import MappingProxyType
from typing import Final

from solidarity.cases.decision_and_remedy import DECISION_AND_REMEDY
from solidarity.cases.detention import DETENTION
from solidarity.cases.facts import Value
from solidarity.cases.humanitarian_request import HUMANITARIAN_REQUEST
from solidarity.cases.information_request import FAMILY_QUERY, INFORMATION_REQUEST
from solidarity.cases.machine import Case, Event, begin
from solidarity.cases.re_examination import RE_EXAMINATION, RECONSIDERATION
from solidarity.cases.table import Table
from solidarity.cases.take_back import TAKE_BACK
from solidarity.cases.take_charge import TAKE_CHARGE
from solidarity.cases.transfer import TRANSFER
from solidarity.errors import InputError, Problem
from solidarity.law.part3_responsibility.art46_transfers import transfer_start

TABLES: Final[Mapping[str, Table]] = MappingProxyType(
    {
        table.name: table
        for table in (
            TAKE_CHARGE,
            TAKE_BACK,
            RE_EXAMINATION,
            RECONSIDERATION,
            DECISION_AND_REMEDY,
            TRANSFER,
            DETENTION,
            INFORMATION_REQUEST,
            FAMILY_QUERY,
            HUMANITARIAN_REQUEST,
        )
    }
)
"""In the order in which a case meets them."""

NEXT: Final[Mapping[tuple[str, str], str]] = MappingProxyType(
    {
        ("take_charge", "accepted"): "decision_and_remedy",
        ("take_charge", "accepted_by_default"): "decision_and_remedy",
        ("take_charge", "rejected"): "re_examination",
        ("take_back", "confirmed"): "decision_and_remedy",
        ("take_back", "confirmed_by_default"): "decision_and_remedy",
        ("take_back", "contested"): "reconsideration",
        ("humanitarian_request", "accepted"): "decision_and_remedy",
        ("decision_and_remedy", "transfer_due"): "transfer",
    }
)
"""State of a table in which the next one begins."""

_CARRIED: Final = (
    "accepted_on",
    "rejected_on",
    "limit_from",
    "unaccompanied_minor",
    "own_crisis",
    "other_crisis",
    "bic_assessed",
    "duty",
)


def table_named(name: str) -> Table:
    """
    Find a table.

    Raises:
        InputError: If there is none of that name.
    """
    if name not in TABLES:
        raise InputError(Problem(f'there is no table "{name}"', f"one of {', '.join(TABLES)}"))
    return TABLES[name]


def hand_over(case: Case) -> Case | None:
    """
    Open the case of the next table, with what is known.

    Args:
        case: A case whose state leads on.

    Returns:
        The new case, on the day of the last step; None if nothing follows.
    """
    name = NEXT.get((case.table, case.state))
    if name is None:
        return None
    facts: dict[str, Value] = {key: case.facts[key] for key in _CARRIED if key in case.facts}
    accepted = facts.get("accepted_on")
    if isinstance(accepted, date) and "limit_from" not in facts:
        facts["limit_from"] = transfer_start(accepted=accepted, appeal_final=None, granted=False)
    if case.table in {"take_charge", "humanitarian_request"}:
        facts["duty"] = "take_charge"
    elif case.table == "take_back":
        facts["duty"] = "take_back"
    return begin(TABLES[name], case.on, facts, readings=case.readings)


def report(case: Case) -> Event | None:
    """
    Say what a finished case means for the one that waits for it.

    Returns:
        The event for the other table, or None while it is not finished or nobody waits.
    """
    name = TABLES[case.table].reports.get(case.state)
    if name is None:
        return None
    day = case.facts.get("accepted_on")
    return Event(name, {"accepted_on": day} if isinstance(day, date) else {})
