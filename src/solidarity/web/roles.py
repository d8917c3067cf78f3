"""
Who may do what: one table.

The table is what the pages ask, what `/roles` prints and what the tests walk through cell by cell.
There is no other place where a right is given.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import Final

from solidarity.web.text import _


class Role(Enum):
    """A role at the desk."""

    VISITOR = "visitor"  # nobody has signed in
    COORDINATOR = "coordinator"
    COMMISSION = "commission"
    COUNCIL = "council"
    MEMBER_STATE = "member_state"
    EUAA = "euaa"
    INVITED = "invited"
    AUDITOR = "auditor"
    ADMINISTRATOR = "administrator"


class Act(Enum):
    """Something one can do here."""

    READ_YEAR = "read_year"
    READ_JOURNAL = "read_journal"
    READ_FORUM = "read_forum"
    PLEDGE = "pledge"
    READ_RESTRICTED = "read_restricted"
    READ_AUDIT = "read_audit"
    SEE_ACCOUNTS = "see_accounts"
    READ_TECHNICAL = "read_technical"
    ACT_FOR_STATE = "act_for_state"
    COORDINATE = "coordinate"
    DECIDE_COMMISSION = "decide_commission"
    DECIDE_COUNCIL = "decide_council"


class Right(Enum):
    """What a role has of an act."""

    YES = "yes"
    OWN = "own"  # only for its own Member State
    NO = "no"


def role_words() -> dict[Role, tuple[str, str]]:
    """Say what each role is called and who holds it."""
    return {
        Role.VISITOR: (_("Visitor"), _("Anyone who has not signed in.")),
        Role.COORDINATOR: (_("Coordinator"), _("The Solidarity Coordinator and their office.")),
        Role.COMMISSION: (_("Commission"), _("The services of the Commission.")),
        Role.COUNCIL: (_("Council"), _("The Presidency and the General Secretariat.")),
        Role.MEMBER_STATE: (_("Member State"), _("The delegation of one Member State.")),
        Role.EUAA: (_("EUAA"), _("The European Union Agency for Asylum.")),
        Role.INVITED: (_("Invited agency"), _("Frontex or FRA, when invited to a forum.")),
        Role.AUDITOR: (
            _("Auditor"),
            _("FRA, data-protection authorities, the Court of Auditors."),
        ),
        Role.ADMINISTRATOR: (
            _("Administrator"),
            _("Runs the installation; has no access to content."),
        ),
    }


def act_words() -> dict[Act, str]:
    """Say what each act is."""
    return {
        Act.READ_YEAR: _("Read the year, its figures and their explanations"),
        Act.READ_JOURNAL: _("Read the journal and verify it"),
        Act.READ_FORUM: _("Be in the room of the High-Level Forum"),
        Act.PLEDGE: _("Pledge"),
        Act.READ_RESTRICTED: _("Read a year before its Council act (Art. 12(6))"),
        Act.READ_AUDIT: _("Read the audit trail"),
        Act.SEE_ACCOUNTS: _("See who has an account"),
        Act.READ_TECHNICAL: _("Be in the room of the Technical-Level Forum"),
        Act.ACT_FOR_STATE: _("Act for a Member State: access, requests, deliveries, January"),
        Act.COORDINATE: _("Coordinate: forum, distribution, checklist, imports"),
        Act.DECIDE_COMMISSION: _("Enter what the Commission decides"),
        Act.DECIDE_COUNCIL: _("Enter what the Council decides"),
    }


_Y, _O, _N = Right.YES, Right.OWN, Right.NO

MATRIX: Final[dict[Role, dict[Act, Right]]] = {
    role: dict(zip(Act, rights, strict=True))
    for role, rights in {
        #                    year journal forum pledge restricted audit accounts
        #    then: the technical room, for a state, coordinate, for the Commission, the Council
        Role.VISITOR:       (_Y,  _Y,     _N,   _N,    _N,        _N,   _N,   _N, _N, _N, _N, _N),
        Role.COORDINATOR:   (_Y,  _Y,     _Y,   _N,    _Y,        _N,   _N,   _Y, _N, _Y, _N, _N),
        Role.COMMISSION:    (_Y,  _Y,     _Y,   _N,    _Y,        _N,   _N,   _Y, _N, _N, _Y, _N),
        Role.COUNCIL:       (_Y,  _Y,     _Y,   _N,    _Y,        _N,   _N,   _Y, _N, _N, _N, _Y),
        Role.MEMBER_STATE:  (_Y,  _Y,     _Y,   _O,    _Y,        _N,   _N,   _Y, _O, _N, _N, _N),
        Role.EUAA:          (_Y,  _Y,     _N,   _N,    _N,        _N,   _N,   _Y, _N, _N, _N, _N),
        Role.INVITED:       (_Y,  _Y,     _Y,   _N,    _N,        _N,   _N,   _Y, _N, _N, _N, _N),
        Role.AUDITOR:       (_Y,  _Y,     _N,   _N,    _N,        _Y,   _N,   _Y, _N, _N, _N, _N),
        Role.ADMINISTRATOR: (_N,  _N,     _N,   _N,    _N,        _N,   _Y,   _N, _N, _N, _N, _N),
    }.items()
}  # fmt: skip
"""What each role may do; every cell is written out."""


@dataclass(frozen=True, slots=True)
class Person:
    """
    Who is at the desk.

    Attributes:
        name: Name of the account; "" for a visitor.
        role: Their role.
        state: Code of their Member State; "" for roles that have none.
        shown: How they are called on pages and in the journal: an office, not a person's life.
    """

    name: str = ""
    role: Role = Role.VISITOR
    state: str = ""
    shown: str = ""

    @property
    def is_signed_in(self) -> bool:
        """Tell whether someone has signed in."""
        return self.role is not Role.VISITOR

    def may(self, act: Act, state: str = "") -> bool:
        """
        Tell whether this person may do something.

        Args:
            act: What.
            state: For which Member State; "" if it is for none in particular.
        """
        right = MATRIX[self.role][act]
        if right is Right.OWN:
            return bool(self.state) and state == self.state
        return right is Right.YES


VISITOR: Final = Person()
