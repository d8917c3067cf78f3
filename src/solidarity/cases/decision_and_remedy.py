"""The transfer decision, its notification, and the remedy against it (Arts 42, 43)."""

from __future__ import annotations

from typing import Final

from solidarity.cases import guards, tasks
from solidarity.cases.shifts import shifts_from
from solidarity.cases.table import Cell, Limit, Role, Table, in_each
from solidarity.terms.citations import Art

_OPEN = ("accepted", "decided", "notified", "interim_stay", "suspended")
_RUNNING = ("accepted", "decided", "notified", "interim_stay")
_ON_APPEAL = ("notified", "interim_stay")

_RESTARTS = guards.is_option("R-117", "any_request", Art(46, 1))

CELLS: Final = (
    Cell(
        "accepted",
        "transfer_decided",
        "decided",
        Art(42, 1),
        needs=(guards.RISK_CHECKED, guards.BIC_IN_DECISION),
        tasks=(tasks.NOTIFY_PERSON,),
    ),
    *in_each(
        _OPEN,
        Cell("", "risk_found", "determining_again", Art(16, 3), tasks=(tasks.DETERMINE_AGAIN,)),
    ),
    Cell(
        "decided",
        "person_notified",
        "notified",
        Art(42, 2),
        needs=(guards.DECISION_COMPLETE, guards.APPEAL_PERIOD_KNOWN),
        tasks=(tasks.GIVE_LEGAL_AID, tasks.PROPOSE_RECEPTION),
        stamp="notified_on",
    ),
    Cell(
        "notified",
        "suspension_asked",
        "interim_stay",
        Art(43, 3),
        tasks=(tasks.RULE_ON_SUSPENSION,),
        stamp="court_received_on",
    ),
    Cell("notified", "appealed_only", "notified", Art(43, 3, subparagraph=2)),
    Cell("notified", "remedy_limit_passed", "transfer_due", Art(43, 2)),
    Cell("notified", "transfer_prepared", "transfer_due", Art(43, 3), needs=(guards.MAY_GO,)),
    Cell(
        "interim_stay",
        "suspension_granted",
        "suspended",
        Art(43, 3),
        tasks=(tasks.JUDGE, tasks.TELL_SUSPENSION),
    ),
    Cell(
        "interim_stay",
        "suspension_refused",
        "transfer_due",
        Art(43, 3, subparagraph=3),
        when=(_RESTARTS,),
        needs=(guards.REASONS_GIVEN,),
        stamp="limit_from",
    ),
    Cell(
        "interim_stay",
        "suspension_refused",
        "transfer_due",
        Art(43, 3, subparagraph=3),
        needs=(guards.REASONS_GIVEN,),
    ),
    Cell("suspended", "appeal_dismissed", "transfer_due", Art(46, 1), stamp="limit_from"),
    *in_each(_ON_APPEAL, Cell("", "appeal_dismissed", "transfer_due", Art(43, 1))),
    *in_each(
        (*_ON_APPEAL, "suspended"),
        Cell("", "appeal_upheld", "annulled", Art(43, 1), tasks=(tasks.DETERMINE_AGAIN,)),
    ),
    *in_each(
        _RUNNING,
        Cell(
            "",
            "transfer_limit_passed",
            "responsible_by_shift",
            Art(46, 2),
            tasks=(tasks.ENTER_SHIFT, tasks.TELL_SHIFT, tasks.EXAMINE_HERE),
        ),
    ),
    *shifts_from(_OPEN),
)

LIMITS: Final = (
    Limit("transfer-decision", ("accepted",), "limit_from", Role.OWN),
    *(
        Limit(
            name,
            _RUNNING,
            "limit_from",
            Role.OWN,
            "transfer_limit_passed",
            when=(guards.transfer_runs(name),),
        )
        for name in ("transfer", "crisis-transfer", "crisis-transfer-to")
    ),
    Limit(
        "suspension-request",
        ("notified",),
        "notified_on",
        Role.PERSON,
        "remedy_limit_passed",
        weeks="appeal_weeks",
    ),
    Limit("suspension-ruling", ("interim_stay",), "court_received_on", Role.COURT),
)

DECISION_AND_REMEDY: Final = Table(
    "decision_and_remedy",
    "The transferring Member State decides, tells the person, and a court may look at it.",
    Art(42),
    {
        "accepted": "the other state has accepted or confirmed",
        "decided": "the transfer is decided",
        "notified": "the person knows and may turn to a court",
        "interim_stay": "no transfer until the court has decided on the suspension",
        "suspended": "the court has suspended the transfer",
        "transfer_due": "the transfer is to be carried out",
        "annulled": "the court has set the decision aside: as the judgment says",
        "determining_again": "a real risk was found: the criteria are gone through further",
        "responsible_by_shift": "responsibility has shifted to this state",
        "responsible_elsewhere": "responsibility has shifted to a state that issued a document",
    },
    CELLS,
    LIMITS,
    ends=(
        "transfer_due",
        "annulled",
        "determining_again",
        "responsible_by_shift",
        "responsible_elsewhere",
    ),
)
